"""The minutes are seen before they are saved, and what is saved is what was seen."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from driving import click, named, page, stored
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from euralens_desk import app
from euralens_desk.domain.meeting import Act, AgendaItem, Meeting
from euralens_desk.exchange.pdf_pages import PdfPages
from euralens_desk.ui.main_window import MainWindow
from euralens_desk.ui.pages.documents import DocumentsPage
from euralens_desk.ui.pages.meetings import MeetingsPage
from euralens_desk.ui.sections import Section
from euralens_desk.ui.tasks import Job
from euralens_desk.usecases import acts, meetings, votes
from euralens_desk.usecases.dossiers import create_dossier
from euralens_desk.usecases.ports import CampaignFile
from euralens_desk.usecases.room import reopen_meeting

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


def documents(window: MainWindow) -> DocumentsPage:
    found = page(window, Section.DOCUMENTS, DocumentsPage)
    assert isinstance(found, DocumentsPage)
    return found


def first_page(qtbot: QtBot, window: MainWindow) -> DocumentsPage:
    """Show the page and wait for the first page of the minutes."""
    found = window.page(Section.DOCUMENTS)
    assert isinstance(found, DocumentsPage)
    with qtbot.waitSignal(found.view.drawn, timeout=20_000):
        window.go(Section.DOCUMENTS)
    return found


def choose(qtbot: QtBot, window: MainWindow, button: str, path: Path) -> None:
    """Save by the button and the dialog of the system."""
    click(qtbot, window, button)
    (dialog,) = window.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(path))
    dialog.close()
    dialog.setParent(None)


def test_what_is_saved_is_what_was_seen(
    seen: Seen, sample: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    found = first_page(qtbot, sample)
    assert (found.view.page, found.view.page_count) == (1, 11)
    choose(qtbot, sample, "Enregistrer en PDF…", tmp_path / "pv.pdf")
    assert seen[-1].startswith(b"%PDF")
    assert (tmp_path / "pv.pdf").read_bytes() == seen[-1]
    choose(qtbot, sample, "Enregistrer en Excel…", tmp_path / "pv.xlsx")
    book = openpyxl.load_workbook(BytesIO((tmp_path / "pv.xlsx").read_bytes()))
    assert book.sheetnames[0] == "Décisions" and book.sheetnames[-2:] == ["Notes", "Méthode"]
    assert "pv.xlsx" in sample.messages.toast.words.text()


def test_coming_back_draws_again_only_what_changed(
    seen: Seen, sample: MainWindow, qtbot: QtBot
) -> None:
    found = first_page(qtbot, sample)
    before = list(seen)
    sample.go(Section.JOURNAL)
    documents(sample)
    assert seen == before
    (meeting,) = stored(sample, lambda file: file.find(Meeting))
    item = stored(sample, lambda file: file.find(AgendaItem, meeting_id=meeting.id))[0]
    stored(sample, lambda file: reopen_meeting(file, meeting.id))
    with qtbot.waitSignal(found.view.drawn, timeout=20_000):
        sample.context.desk.do(lambda file: votes.write_discussion(file, item.id, "Autre."))
    assert seen[-1] != before[-1]


def test_nothing_is_missing_from_the_minutes_of_the_sample(sample: MainWindow) -> None:
    assert documents(sample).lacks.chip.text() == "Complet"


def test_what_is_missing_leads_to_its_point(sample: MainWindow, qtbot: QtBot) -> None:
    (meeting,) = stored(sample, lambda file: file.find(Meeting))
    items = stored(sample, lambda file: file.find(AgendaItem, meeting_id=meeting.id))
    seventh = next(item for item in items if item.position == 7)
    stored(sample, lambda file: reopen_meeting(file, seventh.meeting_id))
    stored(sample, lambda file: votes.write_discussion(file, seventh.id, ""))
    stored(sample, lambda file: _forget_proposal(file, seventh.dossier_id or 0))
    found = documents(sample)
    assert found.lacks.chip.text() == "2 manques"
    qtbot.waitUntil(lambda: len(found.lacks.findChildren(QAbstractButton)) == 2)
    qtbot.waitUntil(lambda: all(b.isVisible() for b in found.lacks.findChildren(QAbstractButton)))
    click(qtbot, found.lacks, "Proposition et motifs du point 7")
    room = sample.page(Section.MEETINGS)
    assert isinstance(room, MeetingsPage)
    assert sample.stack.current is room and room.room.place() == (7, 10)


def _forget_proposal(file: CampaignFile, dossier_id: int) -> None:
    for kind in reversed(acts.ORDER):
        for act in file.find(Act, dossier_id=dossier_id):
            if act.kind is kind:
                acts.withdraw_act(file, act)


def test_without_a_meeting_the_page_says_where_to_begin(empty: MainWindow, qtbot: QtBot) -> None:
    found = documents(empty)
    assert named(found, QWidget, "Aucun document produit.").isVisible()
    click(qtbot, found, "Aller aux séances")
    assert empty.stack.section is Section.MEETINGS


def test_each_meeting_has_its_minutes(sample: MainWindow, qtbot: QtBot) -> None:
    details = meetings.MeetingDetails(date(2022, 12, 8))
    stored(sample, lambda file: meetings.prepare_meeting(file, 1, details))
    found = first_page(qtbot, sample)
    assert found.meetings.count() == 3
    with qtbot.waitSignal(found.view.drawn, timeout=20_000):
        found.meetings.setCurrentRow(2)
    assert "Présence de 18 membres" in [
        button.text() for button in found.lacks.findChildren(QAbstractButton)
    ]


def test_the_analysis_of_the_candidatures_is_seen_and_saved(
    seen: Seen, sample: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    found = sample.page(Section.DOCUMENTS)
    assert isinstance(found, DocumentsPage)
    with qtbot.waitSignal(found.view.drawn, timeout=20_000):
        sample.go(Section.DOCUMENTS, "analysis")
    assert found.meetings.currentRow() == 0
    assert found.lacks.chip.text() == "Complet"
    choose(qtbot, sample, "Enregistrer en PDF", tmp_path / "rapport.pdf")
    choose(qtbot, sample, "Enregistrer en Excel", tmp_path / "rapport.xlsx")
    assert (tmp_path / "rapport.pdf").read_bytes() == seen[-1]
    book = openpyxl.load_workbook(BytesIO((tmp_path / "rapport.xlsx").read_bytes()))
    assert book.sheetnames == ["Candidatures", "Décompte"]


def test_who_waits_is_missing_from_the_analysis(sample: MainWindow, qtbot: QtBot) -> None:
    stored(sample, lambda file: create_dossier(file, "Une halle"))
    number = "2022-09"
    found = sample.page(Section.DOCUMENTS)
    assert isinstance(found, DocumentsPage)
    with qtbot.waitSignal(found.view.drawn, timeout=20_000):
        sample.go(Section.DOCUMENTS, "analysis")
    click(qtbot, found.lacks, number)
    assert sample.stack.section is Section.PRESELECTION


class HeldRunner:
    """Keeps the jobs until the test lets them go."""

    def __init__(self) -> None:
        self.jobs: list[Job] = []

    def submit(self, job: Job) -> None:
        self.jobs.append(job)

    def stop(self) -> None:
        self.jobs.clear()

    def run(self) -> None:
        jobs, self.jobs = self.jobs, []
        for job in jobs:
            job()


def test_a_drawing_is_interrupted_and_begun_again(
    sample: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = HeldRunner()
    monkeypatch.setattr(sample.context.desk, "_others", held)
    found = documents(sample)
    assert named(found, QWidget, "Mise en page du document").isVisible()
    stop = [b for b in sample.findChildren(QAbstractButton) if b.text() == "Interrompre"]
    stop[-1].click()
    held.run()
    assert named(found, QWidget, "L’aperçu a été interrompu.").isVisible()
    click(qtbot, found, "Refaire l’aperçu")
    with qtbot.waitSignal(found.view.drawn, timeout=20_000):
        held.run()
        qtbot.waitUntil(lambda: bool(held.jobs))
        held.run()
