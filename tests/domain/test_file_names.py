"""Names of files that every system takes."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from euralens_desk.domain.file_names import LONGEST_NAME, MOST_BYTES, safe_name

SIGNS = st.text(
    st.sampled_from('aé.. /\\:*?"<>|\t\n\u202e\u00a0\u200b\U0001f600conNUL1'), max_size=99
)


def test_a_name_of_wide_letters_is_cut_by_its_bytes() -> None:
    kept = safe_name("\U0001f600" * 200 + ".pdf")
    assert kept.endswith(".pdf") and MOST_BYTES - 4 < len(kept.encode()) <= MOST_BYTES


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        (
            "Procès-verbal 2022-05, Comité d’experts.pdf",
            "Procès-verbal 2022-05, Comité d’experts.pdf",
        ),
        ('a<b>c:d"e/f\\g|h?i*j.pdf', "a_b_c_d_e_f_g_h_i_j.pdf"),
        ("CON", "_CON"),
        ("nul.pdf", "_nul.pdf"),
        ("Prn .txt", "_Prn.txt"),
        ("com1.tar.gz", "_com1.tar.gz"),
        ("LPT².csv", "_LPT².csv"),
        ("conin$", "_conin$"),
        ("console.txt", "console.txt"),
        ("com10.txt", "com10.txt"),
        ("Plan. . .", "Plan"),
        (" . .plan.pdf", "plan.pdf"),
        ("facture\u202efdp.exe", "facturefdp.exe"),
        ("a\nb\u00a0c", "a b\u00a0c"),
        ("...", "_"),
        ("", "_"),
        ("?", "_"),
        (".pdf", "pdf"),
        ("e\u0301tude.pdf", "\u00e9tude.pdf"),
        ("x" * 200 + ".pdf", "x" * 76 + ".pdf"),
        ("x" * 200, "x" * 80),
        ("M. Dupont, avis " + "y" * 70, ("M. Dupont, avis " + "y" * 70)[:80]),
    ],
)
def test_a_name_loses_only_what_some_system_refuses(name: str, kept: str) -> None:
    assert safe_name(name) == kept


def test_a_name_may_be_asked_for_shorter() -> None:
    assert safe_name("x" * 99 + ".pdf", 20) == "x" * 16 + ".pdf"


@given(SIGNS | st.text(max_size=300))
def test_any_name_is_taken_by_every_system_and_stays_as_it_is(name: str) -> None:
    safe = safe_name(name)
    assert 0 < len(safe) <= LONGEST_NAME + 1
    assert len(safe.encode()) <= MOST_BYTES + 1
    assert not re.search(r'[<>:"|?*/\\\x00-\x1f\x7f]', safe)
    assert safe == safe.strip(". ")
    base = safe.split(".")[0].rstrip().casefold()
    assert base not in {"con", "prn", "aux", "nul", *(f"com{n}" for n in range(10))}
    assert safe_name(safe) in (safe, safe[:LONGEST_NAME].rstrip(". "))
