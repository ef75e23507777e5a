"""The right of the room by keys and clicks: notes of the debate, votes, roll call, disagreements."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from driving import click, focused, named, page, stored
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from euralens_desk.domain.meeting import AgendaItem, DebateNote
from euralens_desk.ui.actions import Act as Command
from euralens_desk.ui.main_window import MainWindow
from euralens_desk.ui.pages.meetings import MeetingsPage
from euralens_desk.ui.pages.meetings.notes import NoteRow
from euralens_desk.ui.sections import Section
from euralens_desk.usecases import meetings, room
from euralens_desk.usecases.lookup import committee_with_code
from euralens_desk.usecases.ports import CampaignFile

ENTER, ESCAPE, DOWN, UP = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Down, Qt.Key.Key_Up
CONTROL = Qt.KeyboardModifier.ControlModifier
OPENED_AT = datetime(2023, 2, 2, 9)


def prepared(file: CampaignFile) -> int:
    """Prepare a meeting of the experts at which all are present, and that is not open yet."""
    experts = committee_with_code(file, "experts")
    details = meetings.MeetingDetails(date(2023, 2, 2), time(9), None, "Lens")
    meetings.prepare_meeting(file, experts.id, details)
    meeting = meetings.newest_meeting(file)
    room.record_others_present(file, meeting)
    return meeting


@pytest.fixture
def held(sample: MainWindow) -> MainWindow:
    """The room of a meeting that nobody opened yet."""
    meeting = stored(sample, prepared)
    found = page(sample, Section.MEETINGS, MeetingsPage)
    assert isinstance(found, MeetingsPage)
    found.enter_meeting(meeting)
    return sample


def shown(window: MainWindow) -> MeetingsPage:
    """Return the page that is already there: the keyboard stays where it is."""
    found = window.page(Section.MEETINGS)
    assert isinstance(found, MeetingsPage)
    return found


def item(window: MainWindow) -> AgendaItem:
    """Return the item shown, as the file holds it."""
    held = shown(window).room.item()
    assert held is not None
    kept = stored(window, lambda file: file.get(AgendaItem, held.id))
    assert kept is not None
    return kept


def of_item(window: MainWindow, kind: type[DebateNote]) -> tuple[DebateNote, ...]:
    held = item(window).id
    return stored(window, lambda file: file.find(kind, item_id=held))


def add_note(qtbot: QtBot, window: MainWindow, text: str) -> None:
    qtbot.keyClick(window, Qt.Key.Key_D, CONTROL)
    qtbot.keyClicks(focused(window), text)
    qtbot.keyClick(focused(window), ENTER)


def rows(window: MainWindow) -> list[NoteRow]:
    return [row for row in window.findChildren(NoteRow) if row.isVisible()]


# Notes of the debate ------------------------------------------------------------------------


def test_a_note_bears_the_hour_only_while_the_meeting_is_open(
    held: MainWindow, qtbot: QtBot
) -> None:
    add_note(qtbot, held, "Avant.")
    click(qtbot, held, "Ouvrir la séance")
    before = held.context.services.now().replace(tzinfo=None, microsecond=0)
    add_note(qtbot, held, "Pendant.")
    first, second = of_item(held, DebateNote)
    assert (first.text, first.at) == ("Avant.", None)
    assert second.text == "Pendant." and second.at is not None and second.at >= before
    assert rows(held)[0].accessibleName() == "sans heure, Avant."
    assert focused(held) is named(held, QLineEdit, "Ajouter une note")


def test_a_note_is_corrected_in_place_and_undone(held: MainWindow, qtbot: QtBot) -> None:
    add_note(qtbot, held, "Un.")
    add_note(qtbot, held, "Deux.")
    note = rows(held)[1]
    note.setFocus()
    qtbot.keyClick(note, UP)
    assert focused(held) is rows(held)[0]
    qtbot.keyClick(focused(held), Qt.Key.Key_F2)
    qtbot.keyClicks(focused(held), " Bis")
    qtbot.keyClick(focused(held), ESCAPE)
    assert [note.text for note in of_item(held, DebateNote)] == ["Un.", "Deux."]
    qtbot.keyClick(focused(held), ENTER)
    qtbot.keyClicks(focused(held), " Bis")
    qtbot.keyClick(focused(held), ENTER)
    assert [note.text for note in of_item(held, DebateNote)] == ["Un. Bis", "Deux."]
    assert focused(held) is rows(held)[0]
    held.menus.action(Command.UNDO).trigger()
    assert [note.text for note in of_item(held, DebateNote)] == ["Un.", "Deux."]
    qtbot.mouseDClick(rows(held)[1], Qt.MouseButton.LeftButton)
    field = named(held, QPlainTextEdit, "Texte de la note")
    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_Backspace)
    qtbot.keyClick(field, ENTER)
    assert [note.text for note in of_item(held, DebateNote)] == ["Un."]
    assert "La note est retirée" in held.messages.toast.words.text()
    qtbot.keyClick(rows(held)[0], Qt.Key.Key_Delete)
    assert of_item(held, DebateNote) == () and rows(held) == []


def test_older_notes_fold_into_a_link(held: MainWindow, qtbot: QtBot) -> None:
    for number in range(5):
        add_note(qtbot, held, f"Note {number}.")
    assert len(rows(held)) == 3
    held.resize(1366, 768)
    assert [row.accessibleName() for row in rows(held)] == ["sans heure, Note 4."]
    click(qtbot, held, "4 notes plus anciennes")
    assert len(rows(held)) == 5 and focused(held) is rows(held)[0]


def test_what_is_typed_is_kept_when_the_item_is_left(held: MainWindow, qtbot: QtBot) -> None:
    add_note(qtbot, held, "Un.")
    first = item(held).id
    qtbot.keyClick(rows(held)[0], ENTER)
    qtbot.keyClicks(focused(held), " Bis")
    field = named(held, QLineEdit, "Ajouter une note")
    field.setFocus()
    qtbot.keyClicks(field, "Deux.")
    qtbot.keyClick(held, DOWN, Qt.KeyboardModifier.AltModifier)
    assert item(held).id != first and field.text() == "" and rows(held) == []
    kept = stored(held, lambda file: file.find(DebateNote, item_id=first))
    assert [note.text for note in kept] == ["Un. Bis", "Deux."]


def test_the_summary_is_a_link_until_it_is_written(held: MainWindow, qtbot: QtBot) -> None:
    click(qtbot, held, "Rédiger la synthèse du débat")
    qtbot.keyClicks(focused(held), "Avis divers.")
    named(held, QLineEdit, "Ajouter une note").setFocus()
    assert item(held).discussion == "Avis divers."
    qtbot.keyClick(held, DOWN, Qt.KeyboardModifier.AltModifier)
    assert named(held, QAbstractButton, "Rédiger la synthèse du débat").isVisible()
    qtbot.keyClick(held, UP, Qt.KeyboardModifier.AltModifier)
    assert named(held, QPlainTextEdit, "Synthèse du débat").toPlainText() == "Avis divers."
