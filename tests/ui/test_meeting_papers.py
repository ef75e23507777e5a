"""A meeting is prepared line by line, and its papers are seen, saved and put in a folder."""

from __future__ import annotations

from datetime import time, timedelta
from pathlib import Path

import pytest
from driving import SPACES, click, focused, named, page, stored
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from euralens_desk import app
from euralens_desk.domain.meeting import Meeting
from euralens_desk.domain.messages import message
from euralens_desk.domain.people import Member
from euralens_desk.exchange.pdf_pages import PdfPages
from euralens_desk.ui.main_window import MainWindow
from euralens_desk.ui.pages.documents import DocumentsPage
from euralens_desk.ui.pages.meetings import MeetingsPage
from euralens_desk.ui.pages.meetings.checklist import Checklist
from euralens_desk.ui.pages.people import PeoplePage
from euralens_desk.ui.sections import Section
from euralens_desk.usecases import meetings
from euralens_desk.usecases.lookup import committee_with_code

Seen = list[bytes]


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> Seen:
    """The PDFs a person sees; ask for it before the window."""
    shown: Seen = []

    def open_pdf(data: bytes) -> PdfPages:
        shown.append(data)
        return PdfPages(data)

    monkeypatch.setattr(app, "_open_pdf", open_pdf)
    return shown


@pytest.fixture
def planned(seen: Seen, sample: MainWindow) -> MainWindow:
    """The sample with a meeting of the Grand forum in three days, which has no member yet."""
    day = sample.context.services.now().date() + timedelta(days=3)

    def plan(file: object) -> None:
        forum = committee_with_code(file, "forum").id  # type: ignore[arg-type]
        details = meetings.MeetingDetails(day, time(9, 30), place="Lens")
        with file.change(message("members removed")) as work:  # type: ignore[attr-defined]
            for member in work.find(Member, committee_id=forum):
                work.remove(member)
        meetings.prepare_meeting(file, forum, details)  # type: ignore[arg-type]

    stored(sample, plan)
    return sample


def checklist(window: MainWindow, qtbot: QtBot) -> Checklist:
    found = page(window, Section.MEETINGS, MeetingsPage)
    assert isinstance(found, MeetingsPage)
    qtbot.keyClick(found.hub.list.table, Qt.Key.Key_Down)
    assert found.hub.list.checklist.isVisible()
    return found.hub.list.checklist


def lines(shown: Checklist) -> list[str]:
    buttons = [b for b in shown.findChildren(QAbstractButton) if b.isVisible()]
    names = [button.accessibleName().translate(SPACES) for button in buttons]
    return [name for name in names if name.endswith((", en ordre", ", à faire"))]


def meeting(window: MainWindow) -> Meeting:
    found: Meeting = stored(window, lambda file: file.find(Meeting)[-1])
    return found


def test_a_held_meeting_has_nothing_to_prepare(sample: MainWindow) -> None:
    found = page(sample, Section.MEETINGS, MeetingsPage)
    assert isinstance(found, MeetingsPage)
    assert not found.hub.list.checklist.isVisible()


def test_the_checklist_tells_what_is_left(planned: MainWindow, qtbot: QtBot) -> None:
    shown = checklist(planned, qtbot)
    assert shown.chip.text() == "4 manques"
    assert lines(shown) == [
        "Jour, heure et lieu, Lens, en ordre",
        "Présidence de séance, personne encore, à faire",
        "Ordre du jour, 8 points sans durée prévue, à faire",
        "Membres de l’instance, personne n’a voix ce jour-là, à faire",
        "Déports, aucun déclaré sur ces dossiers, en ordre",
        "Convocation envoyée, pas encore envoyée, à faire",
    ]
    assert shown.remark.isVisible()
    assert "3 jours avant" in shown.remark.accessibleName().translate(SPACES)


def test_each_line_leads_where_it_is_done(planned: MainWindow, qtbot: QtBot) -> None:
    shown = checklist(planned, qtbot)
    click(qtbot, shown, "Présidence de séance")
    (dialog,) = [d for d in planned.findChildren(QDialog) if d.isVisible()]
    assert dialog.windowTitle() == "Modifier la séance"
    dialog.reject()
    click(qtbot, shown, "Membres de l’instance")
    people = planned.page(Section.PEOPLE)
    assert isinstance(people, PeoplePage) and planned.stack.current is people
    row = people.committees.current_row()
    assert row is not None and row.text() == "Grand forum"
    shown = checklist(planned, qtbot)
    click(qtbot, shown, "Convocation envoyée")
    assert focused(planned) is shown.day
    click(qtbot, shown, "Ordre du jour")
    found = planned.page(Section.MEETINGS)
    assert isinstance(found, MeetingsPage) and found.is_in_room


def test_the_sending_is_noted_and_taken_back(planned: MainWindow, qtbot: QtBot) -> None:
    shown = checklist(planned, qtbot)
    click(qtbot, shown, "Noter l’envoi")
    assert meeting(planned).convened_on == planned.context.services.now().date()
    assert shown.chip.text() == "3 manques"
    assert any("convoquée le" in line for line in lines(shown))
    planned.context.desk.undo()
    assert meeting(planned).convened_on is None


def test_papers_are_seen_and_saved_as_seen(
    planned: MainWindow, seen: Seen, qtbot: QtBot, tmp_path: Path
) -> None:
    shown = checklist(planned, qtbot)
    documents = planned.page(Section.DOCUMENTS)
    assert isinstance(documents, DocumentsPage)
    with qtbot.waitSignal(documents.view.drawn, timeout=20_000):
        click(qtbot, shown, "Feuille d’émargement")
    assert planned.stack.current is documents
    assert documents.paper.currentText() == "Feuille d’émargement"
    assert not documents.excel.isVisible()
    click(qtbot, documents, "Enregistrer en PDF")
    (dialog,) = planned.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "emargement.pdf"))
    dialog.close()
    assert (tmp_path / "emargement.pdf").read_bytes() == seen[-1]
    combo = named(documents, QComboBox, "Document de la séance")
    with qtbot.waitSignal(documents.view.drawn, timeout=20_000):
        qtbot.keyClick(combo, Qt.Key.Key_Down)
        qtbot.keyClick(combo.view(), Qt.Key.Key_Down)
        qtbot.keyClick(combo.view(), Qt.Key.Key_Return)
    assert combo.currentText() == "Fiches de présidence"
    assert documents.view.page_count == 8


def test_the_folder_is_written_from_the_meeting(
    planned: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    shown = checklist(planned, qtbot)
    click(qtbot, shown, "Dossier de séance")
    (dialog,) = planned.findChildren(QFileDialog)
    place = tmp_path / "sortie"
    place.mkdir()
    dialog.fileSelected.emit(str(place))
    dialog.close()
    (folder,) = place.iterdir()
    assert folder.name == f"Séance {meeting(planned).code}, Grand forum"
    assert len(list(folder.glob("*.pdf"))) == 6
    assert len(list((folder / "Pièces").iterdir())) == 8
    assert folder.name in planned.messages.toast.words.text()
