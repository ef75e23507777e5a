"""The log tells kinds and places, never what the program handles."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from euralens_desk import __version__, log
from euralens_desk.domain.messages import Failure, message
from euralens_desk.i18n import tell


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    yield
    log.stop()


def told(folder: Path) -> str:
    return (folder / "euralens-desk.log").read_text(encoding="utf-8")


def test_failures_are_noted_by_their_sentence_without_its_values(tmp_path: Path) -> None:
    log.start("tests", tmp_path)
    try:
        try:
            raise KeyError("Camille Dupré")
        except KeyError as cause:
            raise Failure(message("{name} is wrong.", name="Mine de Soleil")) from cause
    except Failure as error:
        log.failure(error)
    log.failure(Failure(message("x")))
    text = told(tmp_path)
    assert f"tests {__version__}" in text
    assert "failure Failure after KeyError: {name} is wrong." in text
    assert "Camille" not in text
    assert "Soleil" not in text


def test_a_bug_is_noted_by_its_class_and_its_place(tmp_path: Path) -> None:
    log.start("tests", tmp_path)
    try:
        raise KeyError("Camille Dupré")
    except KeyError as error:
        log.bug(error)
    try:
        tell(message("{name}, {there}", name="Camille Dupré"))
    except KeyError as error:
        log.bug(error)
    text = told(tmp_path)
    assert "bug KeyError at ?" in text
    assert "bug KeyError at i18n.py:" in text
    assert "Camille" not in text


def test_the_log_stays_small_and_a_folder_that_refuses_stops_nothing(tmp_path: Path) -> None:
    log.start("tests", tmp_path)
    for _ in range(20_000):
        log.failure(Failure(message("x")))
    log.stop()
    assert {path.name for path in tmp_path.iterdir()} == {
        "euralens-desk.log",
        "euralens-desk.log.1",
        "euralens-desk.log.2",
    }
    assert all(path.stat().st_size <= log.LARGEST for path in tmp_path.iterdir())
    wall = tmp_path / "fichier"
    wall.write_text("", encoding="utf-8")
    log.start("tests", wall / "dossier")
    log.failure(Failure(message("x")))
