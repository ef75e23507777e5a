"""The main job by keys and clicks, from an empty folder to the two documents, on the data of 2022."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import openpyxl
from driving import click, focused, named, page, stored
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
)
from pytestqt.qtbot import QtBot

from euralens_desk.domain.dossier import Attachment, Dossier
from euralens_desk.domain.meeting import Act, ActKind, Outcome
from euralens_desk.domain.people import Member
from euralens_desk.domain.sheet import Ballot, Score
from euralens_desk.ui.actions import Act as Command
from euralens_desk.ui.dialogs.create_campaign import CreateCampaignDialog
from euralens_desk.ui.main_window import MainWindow
from euralens_desk.ui.pages.documents import DocumentsPage
from euralens_desk.ui.pages.meetings import MeetingsPage
from euralens_desk.ui.pages.meetings.dialogs import FollowDialog, MeetingDialog
from euralens_desk.ui.sections import Section
from euralens_desk.usecases.opinions import opinions_as_json

DATA = Path(__file__).parents[1] / "data"
CTRL = Qt.KeyboardModifier.ControlModifier
OUTCOMES = (Outcome.LABEL, Outcome.NOMINATED, Outcome.DEFERRED)
WORDS = {
    Outcome.LABEL: "Attribution",
    Outcome.NOMINATED: "Nomination",
    Outcome.DEFERRED: "En attente",
}


def choose_file(window: MainWindow, path: Path) -> None:
    """Answer the file dialog of the system."""
    dialog = window.findChildren(QFileDialog)[-1]
    dialog.fileSelected.emit(str(path))
    dialog.close()
    dialog.setParent(None)


def create(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    qtbot.keyClick(window, Qt.Key.Key_N, CTRL)
    dialog = window.findChild(CreateCampaignDialog)
    assert dialog is not None
    named(dialog, QSpinBox, "Année").setValue(2022)
    named(dialog, QLineEdit, "Fichier").setText(str(path))
    qtbot.keyClick(dialog, Qt.Key.Key_Return)


def import_dossiers(qtbot: QtBot, window: MainWindow) -> None:
    page(window, Section.DOSSIERS)
    qtbot.keyClick(window, Qt.Key.Key_I, CTRL)
    assert window.stack.section is Section.IMPORT
    click(qtbot, window, "Choisir un fichier")
    choose_file(window, DATA / "candidatures-2022.xlsx")
    click(qtbot, window, "Choisir le dossier de pièces")
    choose_file(window, DATA / "pieces")
    for _step in range(3):
        qtbot.keyClick(focused(window), Qt.Key.Key_Return, CTRL)


def import_scores(qtbot: QtBot, window: MainWindow) -> None:
    window.menus.action(Command.IMPORT_SCORES).trigger()
    choose_file(window, DATA / "scores-2022.csv")
    click(qtbot, window.findChildren(QDialog)[-1], "Importer")


def name_the_chair(qtbot: QtBot, window: MainWindow) -> None:
    page(window, Section.PEOPLE)
    role = named(window, QComboBox, "Rôle")
    role.setFocus()
    qtbot.keyClick(role, Qt.Key.Key_Down)


def open_scoring(qtbot: QtBot, window: MainWindow) -> None:
    page(window, Section.PREPARATION)
    click(qtbot, window, "Ouvrir la notation")
    click(qtbot, window.findChildren(QDialog)[-1], "Ouvrir la notation")


def hold_the_meeting(qtbot: QtBot, window: MainWindow) -> None:
    found = page(window, Section.MEETINGS, MeetingsPage)
    assert isinstance(found, MeetingsPage)
    click(qtbot, found, "Nouvelle séance")
    dialog = window.findChild(MeetingDialog)
    assert dialog is not None
    dialog.day.setDate(QDate(2022, 12, 8))
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.keyClick(focused(window), Qt.Key.Key_Return)
    qtbot.keyClick(window, Qt.Key.Key_P, CTRL)
    click(qtbot, window, "Noter les autres en séance")
    qtbot.keyClick(focused(window), Qt.Key.Key_Escape)
    for place in range(8):
        outcome = WORDS[OUTCOMES[place % 3]]
        count = named(window, QSpinBox, outcome)
        count.setFocus()
        count.selectAll()
        point = found.room.point()
        assert point is not None
        qtbot.keyClicks(count, str(point.voices))
        click(qtbot, window, outcome)
        reasons = named(window, QPlainTextEdit, "Motifs")
        reasons.setFocus()
        qtbot.keyClicks(reasons, f"Motif du point {place + 1}.")
        qtbot.keyClick(window, Qt.Key.Key_Return, CTRL)
    click(qtbot, window, "Toutes les séances")


def follow(qtbot: QtBot, window: MainWindow, verb: str, done: str) -> None:
    found = page(window, Section.MEETINGS, MeetingsPage)
    assert isinstance(found, MeetingsPage)
    click(qtbot, found.hub.choice, "Actes")
    click(qtbot, found, verb)
    dialog = window.findChildren(FollowDialog)[-1]
    dialog.day.setDate(QDate(2022, 12, 16))
    click(qtbot, dialog, done)


def test_from_an_empty_folder_to_the_two_documents(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    create(qtbot, window, tmp_path / "Promotion 2022.euralens")
    import_dossiers(qtbot, window)
    pieces = stored(window, lambda file: [p for p in file.find(Attachment) if p.is_present])
    assert (len(stored(window, lambda file: file.find(Dossier))), len(pieces)) == (8, 8)
    import_scores(qtbot, window)
    name_the_chair(qtbot, window)
    open_scoring(qtbot, window)
    members = stored(window, lambda file: file.find(Member))
    assert len(members) == 18
    ballots = stored(window, lambda file: file.find(Ballot))
    assert len(ballots) == 64 * 8
    page(window, Section.SCORING)
    before = stored(window, lambda file: file.find(Score))
    qtbot.keyClick(focused(window), Qt.Key.Key_4)
    assert len(stored(window, lambda file: file.find(Score))) == len(before) + 1
    qtbot.keyClick(window, Qt.Key.Key_Z, CTRL)
    assert stored(window, lambda file: file.find(Score)) == before
    figures = stored(window, opinions_as_json)["committees"]["experts"]["dossiers"]["2022-01"]
    assert Fraction(figures["overall"]["mean_exact"]) > 2
    hold_the_meeting(qtbot, window)
    follow(qtbot, window, "Approuver les propositions", "Enregistrer les approbations")
    follow(qtbot, window, "Décider comme approuvé", "Enregistrer les décisions")
    acts = stored(window, lambda file: file.find(Act))
    for kind in ActKind:
        outcomes = [act.outcome for act in acts if act.kind is kind]
        assert sorted(o.value for o in outcomes) == sorted(
            OUTCOMES[place % 3].value for place in range(8)
        )
    documents = window.page(Section.DOCUMENTS)
    assert isinstance(documents, DocumentsPage)
    with qtbot.waitSignal(documents.view.drawn, timeout=20_000):
        window.go(Section.DOCUMENTS)
    for button, name, head in (("PDF", "pv.pdf", b"%PDF"), ("Excel", "pv.xlsx", b"PK")):
        click(qtbot, window, f"Enregistrer en {button}")
        choose_file(window, tmp_path / name)
        assert (tmp_path / name).read_bytes().startswith(head)
    decisions = openpyxl.load_workbook(tmp_path / "pv.xlsx").worksheets[0]
    told = [str(cell) for row in decisions.iter_rows(values_only=True) for cell in row if cell]
    assert sum("Motif du point" in text for text in told) == 8
