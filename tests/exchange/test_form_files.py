"""Files of form answers are read by the bounded child; a correspondence survives its file."""

from __future__ import annotations

from pathlib import Path

import pytest
from form_samples import framaforms, google, limesurvey, tally
from hypothesis import given
from hypothesis import strategies as st

from euralens_desk.domain.form_answers import ColumnUse, Correspondence
from euralens_desk.domain.messages import Failure
from euralens_desk.exchange.form_files import (
    correspondence_bytes,
    read_correspondence,
    read_form,
)
from euralens_desk.exchange.scores_csv import is_long_form


@pytest.mark.parametrize(
    ("data", "kind", "width"),
    [
        (limesurvey(), "limesurvey", 3),
        (tally(), "tally", 4),
        (google(), "google", 6),
        (framaforms(), "framaforms", 3),
    ],
)
def test_a_form_is_recognised(data: bytes, kind: str, width: int, tmp_path: Path) -> None:
    path = tmp_path / "réponses.csv"
    path.write_bytes(data)
    form = read_form(path)
    assert (form.kind.value, len(form.headings), len(form.rows)) == (kind, width, 60)
    assert not is_long_form(path)


def test_a_file_without_answers_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "vide.csv"
    path.write_bytes(b"Submission ID,Respondent ID,Submitted at\n")
    with pytest.raises(Failure, match="holds no answer of a form"):
        read_form(path)


def test_scores_in_long_form_are_told_from_a_form(tmp_path: Path) -> None:
    path = tmp_path / "scores.csv"
    path.write_text("\ufeffCollege;evaluateur_id;dossier_id;critere\n")
    assert is_long_form(path)
    path.write_bytes(b"PK\3\4\0")
    assert not is_long_form(path)
    path.write_bytes(b"\0\0\0")
    assert is_long_form(path)
    assert is_long_form(tmp_path / "absent.csv")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[questions",
        "questions = 3",
        "dossier = 3",
        '[questions]\n"a" = 3',
        '[questions]\n"a" = {critere = "L1"}',
        '[questions]\n"a" = {criterion = 3}',
        '[answers]\n"Oui" = 4',
    ],
)
def test_a_file_that_is_no_correspondence_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "m.toml"
    path.write_text(text)
    if text:
        with pytest.raises(Failure, match="is no correspondence"):
            read_correspondence(path)
    else:
        assert read_correspondence(path) == Correspondence()


TEXTS = st.text(max_size=12).filter(lambda text: text.isprintable() or "\x7f" in text)
USES = st.builds(ColumnUse, st.sampled_from(["", "L1"]), st.sampled_from(["", "2022-01"]))


@given(st.dictionaries(TEXTS, USES, max_size=4), st.dictionaries(TEXTS, TEXTS, max_size=4), TEXTS)
def test_a_correspondence_survives_its_file(
    columns: dict[str, ColumnUse], words: dict[str, str], dossier: str
) -> None:
    import tempfile

    chosen = Correspondence(columns, words, dossier)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "m.toml"
        path.write_bytes(correspondence_bytes(chosen))
        assert read_correspondence(path) == chosen
