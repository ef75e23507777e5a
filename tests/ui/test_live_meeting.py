"""A meeting while it is held: opened, item after item, revealed, suspended, closed."""

from __future__ import annotations

import re
from datetime import date, time

import pytest
from driving import click, named, page, stored
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QDialog, QLabel, QLineEdit, QListView, QMenu
from pytestqt.qtbot import QtBot

from euralens_desk.domain.meeting import EventKind, MeetingEvent
from euralens_desk.domain.messages import message
from euralens_desk.ui.main_window import MainWindow
from euralens_desk.ui.pages.meetings import MeetingsPage
from euralens_desk.ui.pages.meetings.item_dialogs import LengthDialog, OtherItemDialog
from euralens_desk.ui.sections import Section
from euralens_desk.usecases import meetings
from euralens_desk.usecases.lookup import committee_with_code
from euralens_desk.usecases.ports import CampaignFile

ENTER, DOWN = Qt.Key.Key_Return, Qt.Key.Key_Down
CONTROL = Qt.KeyboardModifier.ControlModifier


def prepared(file: CampaignFile) -> int:
    experts = committee_with_code(file, "experts")
    details = meetings.MeetingDetails(date(2023, 2, 2), time(9), None, "Lens")
    meetings.prepare_meeting(file, experts.id, details)
    return meetings.newest_meeting(file)


@pytest.fixture
def held(sample: MainWindow) -> MainWindow:
    """The room of a meeting of the experts that nobody opened yet."""
    meeting = stored(sample, prepared)
    found = page(sample, Section.MEETINGS, MeetingsPage)
    assert isinstance(found, MeetingsPage)
    found.enter_meeting(meeting)
    return sample


def agenda(window: MainWindow) -> QListView:
    return named(window, QListView, "Ordre du jour")


def offer(qtbot: QtBot, window: MainWindow, button: str, text: str) -> None:
    """Choose an entry of the menu a button opens."""
    click(qtbot, window, button)
    (menu,) = (menu for menu in window.findChildren(QMenu) if menu.isVisible())
    (action,) = (action for action in menu.actions() if action.text() == text)
    action.trigger()
    menu.close()


def kinds(window: MainWindow) -> list[EventKind]:
    def of_newest(file: CampaignFile) -> list[EventKind]:
        events = file.find(MeetingEvent, meeting_id=meetings.newest_meeting(file))
        return [event.kind for event in sorted(events, key=lambda event: event.sequence)]

    return stored(window, of_newest)


def test_a_meeting_is_held_item_after_item(held: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(agenda(held), ENTER)
    assert kinds(held) == []
    click(qtbot, held, "Ouvrir la séance")
    qtbot.keyClick(agenda(held), ENTER)
    qtbot.keyClick(agenda(held), DOWN)
    click(qtbot, held, "Mettre en discussion")
    click(qtbot, held, "Terminer ce point")
    click(qtbot, held, "Rouvrir ce point")
    click(qtbot, held, "Suspendre")
    click(qtbot, held, "Reprendre la séance")
    click(qtbot, held, "Terminer ce point")
    click(qtbot, held, "Clore")
    (question,) = (found for found in held.findChildren(QDialog) if found.isVisible())
    click(qtbot, question, "Pas encore")
    assert kinds(held)[-1] is EventKind.ITEM_ENDED
    click(qtbot, held, "Clore")
    (question,) = (found for found in held.findChildren(QDialog) if found.isVisible())
    click(qtbot, question, "Clore")
    assert kinds(held) == [
        EventKind.OPENED,
        EventKind.ITEM_STARTED,
        EventKind.ITEM_ENDED,
        EventKind.ITEM_STARTED,
        EventKind.ITEM_ENDED,
        EventKind.ITEM_STARTED,
        EventKind.SUSPENDED,
        EventKind.RESUMED,
        EventKind.ITEM_ENDED,
        EventKind.CLOSED,
    ]


def hide_again(file: CampaignFile) -> None:
    """Take the scores back to before the meeting of the sample revealed them."""
    with file.change(message("x")) as work:
        for event in work.find(MeetingEvent):
            if event.kind is EventKind.REVEALED:
                work.remove(event)


def test_scores_are_revealed_once_and_after_a_question(held: MainWindow, qtbot: QtBot) -> None:
    def is_offered() -> bool:
        shown = [b for b in held.findChildren(QAbstractButton) if b.isVisible()]
        return any(button.text() == "Révéler les notes" for button in shown)

    stored(held, hide_again)
    click(qtbot, held, "Ouvrir la séance")
    assert not is_offered()
    qtbot.keyClick(agenda(held), ENTER)
    click(qtbot, held, "Suspendre")
    assert not is_offered()
    click(qtbot, held, "Reprendre la séance")
    click(qtbot, held, "Révéler les notes")
    question = held.findChild(QDialog)
    assert question is not None
    click(qtbot, question, "Pas encore")
    assert EventKind.REVEALED not in kinds(held)
    click(qtbot, held, "Révéler les notes")
    (question,) = (found for found in held.findChildren(QDialog) if found.isVisible())
    click(qtbot, question, "Révéler les notes")
    assert kinds(held)[-1] is EventKind.REVEALED
    assert not is_offered()


def test_ballots_are_revealed_at_a_meeting_of_the_students(
    sample: MainWindow, qtbot: QtBot
) -> None:
    def of_students(file: CampaignFile) -> int:
        students = committee_with_code(file, "lyceens")
        details = meetings.MeetingDetails(date(2023, 2, 2), time(9), None, "Lens")
        meetings.prepare_meeting(file, students.id, details)
        return meetings.newest_meeting(file)

    found = page(sample, Section.MEETINGS, MeetingsPage)
    assert isinstance(found, MeetingsPage)
    found.enter_meeting(stored(sample, of_students))
    told = " ".join(label.text() for label in sample.findChildren(QLabel) if label.isVisible())
    assert re.search(r"\d+ fiches reçues", told)
    click(qtbot, sample, "Ouvrir la séance")
    click(qtbot, sample, "Mettre en discussion")
    click(qtbot, sample, "Révéler les notes")
    (question,) = (found for found in sample.findChildren(QDialog) if found.isVisible())
    click(qtbot, question, "Révéler les notes")
    assert kinds(sample)[-1] is EventKind.REVEALED


def test_scores_an_earlier_meeting_revealed_are_said_and_offered_no_more(
    held: MainWindow, qtbot: QtBot
) -> None:
    found = held.page(Section.MEETINGS)
    assert isinstance(found, MeetingsPage)
    click(qtbot, held, "Ouvrir la séance")
    assert found.room.standing.told.text() == "Fiches révélées à la séance du 8 novembre 2022"
    assert found.room.standing.reveal.isHidden()


def test_going_on_in_a_meeting_that_is_not_open_says_so_and_one_key_opens_it(
    held: MainWindow, qtbot: QtBot
) -> None:
    qtbot.keyClick(agenda(held), ENTER, CONTROL)
    assert "La séance n’est pas ouverte" in held.messages.toast.words.text()
    assert held.messages.toast.action.text() == "Ouvrir la séance"
    qtbot.keyClick(agenda(held), Qt.Key.Key_F9)
    assert kinds(held) == [EventKind.OPENED]
    qtbot.keyClick(agenda(held), Qt.Key.Key_F9)
    assert kinds(held) == [EventKind.OPENED]


def test_items_of_other_kinds_and_their_lengths_are_planned(held: MainWindow, qtbot: QtBot) -> None:
    offer(qtbot, held, "Ajouter à l’ordre du jour", "Un point sans dossier…")
    dialog = held.findChild(OtherItemDialog)
    assert dialog is not None
    qtbot.keyClick(dialog, ENTER)
    assert dialog.problem.isVisible()
    qtbot.keyClicks(named(dialog, QLineEdit, "Titre"), "Questions diverses")
    qtbot.keyClick(dialog, ENTER)
    offer(qtbot, held, "Ordre et durées", "Durée prévue…")
    length = held.findChild(LengthDialog)
    assert length is not None
    length.everywhere.setChecked(True)
    qtbot.keyClick(length, ENTER)
    told = [agenda(held).model().index(row, 0).data(Qt.ItemDataRole.ToolTipRole) for row in (1, 8)]
    assert told[0].startswith("9\u00a0h\u00a020, ")
    assert told[1] == "11\u00a0h\u00a040, Questions diverses, à examiner"
