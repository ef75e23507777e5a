"""« Interrompre » while the file is read and while the import is written: nothing is left."""

from __future__ import annotations

import multiprocessing
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest
from driving import click, page
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from euralens_desk import app
from euralens_desk.composition import new_campaign
from euralens_desk.domain.campaign import Campaign
from euralens_desk.domain.source import SourceFile
from euralens_desk.settings import Settings
from euralens_desk.ui.main_window import MainWindow
from euralens_desk.ui.pages.import_dossiers import ImportPage
from euralens_desk.ui.sections import Section
from euralens_desk.ui.state.import_session import ImportStep, attached_count
from euralens_desk.ui.tasks import ThreadRunner

DATA = Path(__file__).parents[1] / "data"
WAIT = 20_000
Progress = Callable[[int], None]


class Gate:
    """Holds a work at its first step until the person has pressed the button."""

    def __init__(self) -> None:
        self.reached, self.opened = Event(), Event()

    def hold(self) -> None:
        self.reached.set()
        assert self.opened.wait(WAIT / 1000)


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Gate:
    held = Gate()
    read_source, read_piece = app._read_source, app._read_piece

    def reading(path: Path, progress: Progress) -> SourceFile:
        def told(rows: int) -> None:
            if path.suffix == ".csv":
                held.hold()
            progress(rows)

        return read_source(path, told)

    def piece(folder: Path, name: str) -> bytes:
        held.hold()
        return read_piece(folder, name)

    monkeypatch.setattr(app, "_read_source", reading)
    monkeypatch.setattr(app, "_read_piece", piece)
    return held


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "campagne" / "Promotion 2023.euralens"
    made.parent.mkdir()
    new_campaign(made, Campaign("Promotion 2023", 2023), None).close()
    return made


@pytest.fixture
def importing(
    gate: Gate, path: Path, qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> Iterator[ImportPage]:
    """The assistant of an empty campaign, its works on threads as in the program."""
    runners = (ThreadRunner("file"), ThreadRunner("other"))
    window = app.build_window(qapp, Settings(tmp_path / "config"), *runners)
    window.show()
    window.campaigns.open(path)
    qtbot.waitUntil(lambda: window.context.desk.state is not None, timeout=WAIT)
    found = page(window, Section.IMPORT, ImportPage)
    assert isinstance(found, ImportPage)
    yield found
    gate.opened.set()
    window.close()
    window.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def stops(window: MainWindow) -> list[QAbstractButton]:
    buttons = window.findChildren(QAbstractButton)
    return [one for one in buttons if one.isVisible() and one.text() == "Interrompre"]


def window_of(shown: ImportPage) -> MainWindow:
    window = shown.window()
    assert isinstance(window, MainWindow)
    return window


def left_in(folder: Path) -> set[str]:
    """Return the files of a folder, but for the journal SQLite keeps beside a file it holds."""
    found = (str(one.relative_to(folder)) for one in folder.rglob("*"))
    return {name for name in found if not name.endswith("-journal")}


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary files of this test go."""
    folder = tmp_path / "temporaire"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_a_reading_that_is_interrupted_leaves_nothing(
    temporary: Path, importing: ImportPage, gate: Gate, path: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    window, before, here = window_of(importing), path.read_bytes(), left_in(path.parent)
    source = tmp_path / "longue.csv"
    rows = (f"Projet {row};Porteur {row}\n" for row in range(20_000))
    source.write_text("Intitulé du projet;Porteur\n" + "".join(rows), encoding="utf-8")
    importing.course.read_file(source)
    qtbot.waitUntil(gate.reached.is_set, timeout=WAIT)
    assert multiprocessing.active_children(), "the file is read apart"
    qtbot.waitUntil(lambda: bool(stops(window)), timeout=WAIT)
    qtbot.mouseClick(stops(window)[0], Qt.MouseButton.LeftButton)
    gate.opened.set()
    qtbot.waitUntil(lambda: not importing.course.reading, timeout=WAIT)
    assert multiprocessing.active_children() == []
    assert left_in(temporary) == set()
    assert (importing.course.plan, importing.step) == (None, ImportStep.FILE)
    assert not importing.next.isEnabled()
    assert (path.read_bytes(), left_in(path.parent)) == (before, here)


def test_a_writing_that_is_interrupted_leaves_nothing(
    temporary: Path, importing: ImportPage, gate: Gate, path: Path, qtbot: QtBot
) -> None:
    window, before, here = window_of(importing), path.read_bytes(), left_in(path.parent)
    importing.course.read_file(DATA / "candidatures-2022.xlsx")
    qtbot.waitUntil(lambda: importing.course.plan is not None, timeout=WAIT)
    importing.course.read_folder(DATA / "pieces")
    qtbot.waitUntil(
        lambda: importing.course.plan is not None and attached_count(importing.course.plan) > 0,
        timeout=WAIT,
    )
    for _step in (ImportStep.COLUMNS, ImportStep.CHECK):
        importing.go_on()
    click(qtbot, importing, "Importer les")
    qtbot.waitUntil(gate.reached.is_set, timeout=WAIT)
    click(qtbot, importing, "Interrompre")
    gate.opened.set()
    qtbot.waitUntil(lambda: importing.step is ImportStep.CHECK, timeout=WAIT)
    qtbot.waitUntil(lambda: not stops(window), timeout=WAIT)
    assert multiprocessing.active_children() == []
    assert left_in(temporary) == set()
    assert (path.read_bytes(), left_in(path.parent)) == (before, here)
    click(qtbot, importing, "Importer les")
    qtbot.waitUntil(importing.done_step.see.isVisible, timeout=WAIT)
    assert path.read_bytes() != before
