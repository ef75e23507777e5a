"""The journal by keyboard: filter, sort, verify, export."""

from __future__ import annotations

import csv
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

from driving import click, focused, page
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.messages import message
from euralens_desk.ui.actions import Act
from euralens_desk.ui.main_window import MainWindow
from euralens_desk.ui.pages.journal import JournalPage
from euralens_desk.ui.sections import Section
from euralens_desk.usecases.changes import ChangeSet
from euralens_desk.usecases.ports import CampaignFile

CONTROL = Qt.KeyboardModifier.ControlModifier


def journal(window: MainWindow) -> JournalPage:
    found = page(window, Section.JOURNAL, JournalPage)
    assert isinstance(found, JournalPage)
    return found


def told(page_shown: JournalPage, column: int = 3) -> list[str]:
    model = page_shown.model
    return [model.text(row, column) for row in range(model.rowCount())]


def change(title: str) -> Callable[[CampaignFile], ChangeSet]:
    """Return a change that adds a dossier under a journal line of this name."""

    def apply(file: CampaignFile) -> ChangeSet:
        with file.change(message("comment, {title}", title=title)) as work:
            identity = work.new_id(Dossier)
            work.put(Dossier(identity, f"d{identity}", f"2023-{identity:02d}", title))
        return file.last_change

    return apply


def test_the_newest_line_comes_first_and_follows_changes(empty: MainWindow, qtbot: QtBot) -> None:
    found = journal(empty)
    before = found.model.rowCount()
    empty.context.desk.do(change("Écluse"))
    assert told(found)[0] == "Commentaire, Écluse"
    assert found.model.rowCount() == before + 1
    empty.menus.action(Act.UNDO).trigger()
    assert told(found, 4)[0].startswith("annule la ligne")


def test_the_filter_ignores_accents_and_order(empty: MainWindow, qtbot: QtBot) -> None:
    empty.context.desk.do(change("Écluse de Béthune"))
    empty.context.desk.do(change("Étang"))
    found = journal(empty)
    qtbot.keyClick(empty, Qt.Key.Key_F, CONTROL)
    qtbot.keyClicks(focused(empty), "bethune ecluse")
    assert told(found) == ["Commentaire, Écluse de Béthune"]
    qtbot.keyClicks(focused(empty), "xyz")
    assert told(found) == []
    assert not found.table.isVisible()
    qtbot.keyClick(focused(empty), Qt.Key.Key_Escape)
    assert found.table.isVisible()
    assert len(told(found)) > 2


def test_a_column_is_sorted_by_keys(empty: MainWindow, qtbot: QtBot) -> None:
    for title in ("Étang", "Atelier", "Écluse"):
        empty.context.desk.do(change(title))
    found = journal(empty)
    found.search.setText("commentaire")
    qtbot.keyClick(empty, Qt.Key.Key_F7)
    found.table.setCurrentIndex(found.model.index(0, 3))
    qtbot.keyClick(empty, Qt.Key.Key_T, CONTROL)
    assert [text[13:] for text in told(found)] == ["Atelier", "Écluse", "Étang"]
    found.table.setCurrentIndex(found.model.index(0, 3))
    qtbot.keyClick(empty, Qt.Key.Key_T, CONTROL)
    assert [text[13:] for text in told(found)] == ["Étang", "Écluse", "Atelier"]
    found.table.setCurrentIndex(found.model.index(0, 0))
    qtbot.keyClick(empty, Qt.Key.Key_T, CONTROL)
    assert [text[13:] for text in told(found)] == ["Étang", "Atelier", "Écluse"]


def test_verifying_says_that_the_file_holds(empty: MainWindow, qtbot: QtBot) -> None:
    found = journal(empty)
    click(qtbot, found, "Vérifier")
    assert found.verdict.isVisible()
    assert "Le fichier est sain" in found.verdict.accessibleName()


def test_verifying_finds_a_change_made_behind_the_journal(
    window: MainWindow, sample_file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    path = Path(shutil.copy(sample_file, tmp_path / "altered.euralens"))
    raw = sqlite3.connect(path)
    raw.execute("UPDATE dossier SET title = 'Autre' WHERE id = 1")
    raw.commit()
    raw.close()
    window.campaigns.open(path)
    found = journal(window)
    click(qtbot, found, "Vérifier")
    assert "Le fichier est sain" not in found.verdict.accessibleName()
    assert "dossier" in found.verdict.accessibleName()


def test_the_lines_shown_are_exported(empty: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    empty.context.desk.do(change("=Étang"))
    empty.context.desk.do(change("Atelier"))
    found = journal(empty)
    found.search.setText("etang")
    qtbot.keyClick(empty, Qt.Key.Key_E, CONTROL)
    dialog = found.findChild(QFileDialog)
    assert dialog is not None
    assert dialog.isVisible()
    target = tmp_path / "journal.csv"
    dialog.fileSelected.emit(str(target))
    dialog.close()
    rows = list(csv.reader(target.read_text("utf-8-sig").splitlines(), delimiter=";"))
    assert rows[0] == ["N°", "Quand", "Qui", "Quoi", "Remarque"]
    assert [row[3] for row in rows[1:]] == ["Commentaire, =Étang"]
