"""The civility before a name, taken off to compare it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from euralens_desk.domain.civility import without_civility


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Mme Membre 2", "Membre 2"),
        ("mme. Membre 2", "Membre 2"),
        ("M.\u00a0Membre 2", "Membre 2"),
        ("Mr Membre 2", "Membre 2"),
        ("M Membre 2", "Membre 2"),
        ("Mme le Dr Membre 2", "Membre 2"),
        ("M. et Mme Membre", "Membre"),
        ("Membre 2", "Membre 2"),
        ("Mathilde", "Mathilde"),
        ("M.A.S. Lens", "M.A.S. Lens"),
        ("Mme", "Mme"),
        ("", ""),
    ],
)
def test_a_name_loses_the_civilities_before_it(name: str, bare: str) -> None:
    assert without_civility(name) == bare


@given(
    st.lists(st.sampled_from(["M.", "Mme", "Dr", "le", "et", "Aulne", "Mmes.", " "]), max_size=6)
)
def test_what_is_left_has_nothing_more_to_lose(words: list[str]) -> None:
    bare = without_civility(" ".join(words))
    assert without_civility(bare) == bare
    assert ("Aulne" in bare) is ("Aulne" in words)
