"""Who is in the room of a meeting, by keys: attendance, recusals, what happened, resumption."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from driving import click, focused, named, stored
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from euralens_desk import composition
from euralens_desk.domain.meeting import EventKind, Meeting, MeetingEvent, Presence
from euralens_desk.domain.messages import message
from euralens_desk.domain.people import Member, Recusal, Role
from euralens_desk.ui.actions import Act as Command
from euralens_desk.ui.main_window import MainWindow
from euralens_desk.ui.pages.meetings import MeetingsPage
from euralens_desk.ui.pages.meetings.attendance import AttendanceRow
from euralens_desk.ui.pages.meetings.drawer import Aside
from euralens_desk.ui.pages.meetings.event_dialogs import (
    ForgottenDialog,
    HourDialog,
    SecondMeetingDialog,
)
from euralens_desk.ui.pages.meetings.quorum_box import RecusedBox
from euralens_desk.ui.pages.meetings.recusals import DeclareRow, RecusalRow
from euralens_desk.ui.sections import Section
from euralens_desk.ui.widgets import Text
from euralens_desk.usecases import meetings, room
from euralens_desk.usecases.lookup import committee_with_code
from euralens_desk.usecases.ports import CampaignFile
from euralens_desk.usecases.room import meeting_events, room_now

SPACE, ENTER, ESCAPE = Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Escape
CONTROL = Qt.KeyboardModifier.ControlModifier
BOTH = CONTROL | Qt.KeyboardModifier.ShiftModifier


def prepared(file: CampaignFile) -> int:
    """Prepare a meeting of the experts with one alternate more."""
    experts = committee_with_code(file, "experts")
    titular = file.find(Member, committee_id=experts.id)[1]
    with file.change(message("an alternate")) as work:
        work.put(replace(titular, is_qualified=False))
        work.put(
            replace(
                titular,
                id=work.new_id(Member),
                uuid="suppleante",
                code="E90",
                name="Sabine Noisetier",
                role=Role.ALTERNATE,
                alternate_of=titular.id,
            )
        )
    details = meetings.MeetingDetails(date(2023, 2, 2), time(9), None, "Lens")
    meetings.prepare_meeting(file, experts.id, details)
    return meetings.newest_meeting(file)


@pytest.fixture
def held(sample: MainWindow) -> MainWindow:
    """The room of a meeting of the experts that nobody opened yet."""
    meeting = stored(sample, prepared)
    sample.go(Section.MEETINGS)
    shown(sample).enter_meeting(meeting)
    return sample


def shown(window: MainWindow) -> MeetingsPage:
    """Return the page, which is shown already: going there again would move the keyboard."""
    found = window.page(Section.MEETINGS)
    assert isinstance(found, MeetingsPage)
    return found


def meeting_of(window: MainWindow) -> int:
    return shown(window).room.meeting_id


def events(window: MainWindow) -> tuple[MeetingEvent, ...]:
    meeting = meeting_of(window)
    return stored(window, lambda file: meeting_events(file, meeting))


def kinds(window: MainWindow) -> list[EventKind]:
    return [event.kind for event in events(window)]


def close_it(qtbot: QtBot, window: MainWindow) -> None:
    """Close the meeting, although dossiers of the agenda were not discussed."""
    click(qtbot, window, "Clore")
    (question,) = (found for found in window.findChildren(QDialog) if found.isVisible())
    click(qtbot, question, "Clore")


def open_it(qtbot: QtBot, window: MainWindow, present: int = 10) -> None:
    """Note the first members present, open the meeting and put the first point to discussion."""
    meeting = meeting_of(window)

    def attend(file: CampaignFile) -> None:
        body = room.meeting_body(file, file.find(Meeting, id=meeting)[0])
        for member in tuple(body.composing)[:present]:
            room.record_attendance(file, meeting, member.id, Presence.PRESENT)

    stored(window, attend)
    click(qtbot, window, "Ouvrir la séance")
    shown(window).room.start_item()


def attendance_rows(window: MainWindow) -> list[AttendanceRow]:
    return shown(window).room.drawer.attendance.findChildren(AttendanceRow)


def test_during_the_meeting_one_key_notes_an_arrival_or_a_departure(
    held: MainWindow, qtbot: QtBot
) -> None:
    open_it(qtbot, held)
    qtbot.keyClick(held, Qt.Key.Key_P, CONTROL)
    rows = attendance_rows(held)
    assert focused(held) is rows[0].button
    assert "là dès l’ouverture" in rows[0].told.text()
    qtbot.keyClick(rows[0].button, SPACE)
    assert kinds(held)[-1] is EventKind.LEFT and events(held)[-1].at is not None
    assert "départ à" in rows[0].told.text()
    for key, kind in (
        (Qt.Key.Key_A, EventKind.ARRIVED),
        (Qt.Key.Key_V, EventKind.CONNECTED),
        (Qt.Key.Key_E, EventKind.EXCUSED),
    ):
        qtbot.keyClick(rows[0].button, key)
        assert kinds(held)[-1] is kind
    qtbot.keyClick(rows[0].button, Qt.Key.Key_P)
    assert focused(held) is rows[0].holder
    qtbot.keyClick(rows[0].holder, Qt.Key.Key_Down)
    assert kinds(held)[-1] is EventKind.PROXY_GIVEN
    assert "a le pouvoir de" in rows[1].told.text()
    qtbot.keyClick(rows[1].button, Qt.Key.Key_D)
    assert "a reçu le pouvoir" in rows[1].refused.text()
    held.menus.action(Command.UNDO).trigger()
    assert kinds(held)[-1] is EventKind.EXCUSED


def test_an_alternate_sits_for_who_left_and_is_refused_for_who_is_there(
    held: MainWindow, qtbot: QtBot
) -> None:
    open_it(qtbot, held)
    qtbot.keyClick(held, Qt.Key.Key_P, CONTROL)
    rows = attendance_rows(held)
    titular = rows[1]
    qtbot.keyClick(titular.button, Qt.Key.Key_S)
    assert "personne ne siège" in titular.refused.text()
    qtbot.keyClick(rows[0].button, Qt.Key.Key_S)
    assert "pas de suppléance" in rows[0].refused.text()
    qtbot.keyClick(titular.button, SPACE)
    qtbot.keyClick(titular.button, Qt.Key.Key_S)
    assert focused(held) is titular.alternate
    qtbot.keyClick(titular.alternate, Qt.Key.Key_Down)
    assert kinds(held)[-1] is EventKind.SEATED
    assert "Sabine Noisetier siège à sa place" in titular.told.text()
    assert any("siège à la place de" in row.told.text() for row in attendance_rows(held))
    qtbot.keyClick(titular.alternate, Qt.Key.Key_Up)
    assert kinds(held)[-1] is EventKind.UNSEATED


def test_the_alternates_and_those_without_a_vote_come_apart(held: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(held, Qt.Key.Key_P, CONTROL)
    pane = shown(held).room.drawer.attendance
    assert named(pane, QWidget, "Membres ayant voix").isVisible()
    assert named(pane, QWidget, "Suppléances").isVisible()
    qtbot.keyClick(focused(held), ESCAPE)
    assert not pane.isVisible()


def test_a_recusal_is_declared_and_left_for_by_two_keys_and_returned_from_by_one(
    held: MainWindow, qtbot: QtBot
) -> None:
    open_it(qtbot, held)
    qtbot.keyClick(held, Qt.Key.Key_P, BOTH)
    pane = shown(held).room.drawer.recusals
    before = shown(held).room.agenda.quorum.sentence.text()
    row = pane.findChildren(DeclareRow)[0]
    row.button.setFocus()
    qtbot.keyClick(row.button, SPACE)
    assert kinds(held)[-1] is EventKind.ITEM_STARTED
    reason = focused(held)
    assert isinstance(reason, QLineEdit)
    qtbot.keyClicks(reason, "Administratrice.")
    qtbot.keyClick(reason, ENTER)
    assert kinds(held)[-1] is EventKind.WITHDREW
    who = events(held)[-1].member_id
    assert isinstance(focused(held), QLineEdit)
    qtbot.keyClick(held, Qt.Key.Key_P, BOTH)
    (recusal,) = stored(
        held, lambda file: [r for r in file.find(Recusal, member_id=who) if r.reason]
    )
    assert recusal.reason == "Administratrice."
    boxes = [box.accessibleName() for box in held.findChildren(RecusedBox)]
    assert any("Sortie de la salle à" in told for told in boxes)
    assert shown(held).room.agenda.quorum.sentence.text() != before
    qtbot.keyClick(held, Qt.Key.Key_P, BOTH)
    (out,) = [r for r in pane.findChildren(RecusalRow) if r.button.text().startswith("Revient")]
    qtbot.keyClick(out.button, SPACE)
    assert kinds(held)[-1] is EventKind.RETURNED
    assert "Hors de la salle de" in out.told.text()


def test_a_recusal_declared_before_the_point_lets_nobody_out_yet(
    held: MainWindow, qtbot: QtBot
) -> None:
    qtbot.keyClick(held, Qt.Key.Key_P, BOTH)
    pane = shown(held).room.drawer.recusals
    before = len(stored(held, lambda file: file.find(Recusal)))
    row = pane.findChildren(DeclareRow)[0]
    qtbot.mouseClick(row.button, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(row.confirm, Qt.MouseButton.LeftButton)
    assert len(stored(held, lambda file: file.find(Recusal))) == before + 1
    assert kinds(held) == []


def test_opening_the_recusals_puts_the_keyboard_where_nothing_happens(
    held: MainWindow, qtbot: QtBot
) -> None:
    unrecused = [p for p in shown(held).room.held.points if not p.recused]  # type: ignore[union-attr]  # shown
    shown(held).room.show_item(unrecused[0].item.id)
    before = len(stored(held, lambda file: file.find(Recusal)))
    qtbot.keyClick(held, Qt.Key.Key_P, BOTH)
    pane = shown(held).room.drawer.recusals
    assert focused(held) is pane.filter
    qtbot.keyClick(pane.filter, SPACE)
    qtbot.keyClick(pane.filter, ENTER)
    assert len(stored(held, lambda file: file.find(Recusal))) == before
    name = pane.findChildren(DeclareRow)[4].button.accessibleName().split(",")[0]
    pane.filter.clear()
    qtbot.keyClicks(pane.filter, name.upper())
    (row,) = [row for row in pane.findChildren(DeclareRow) if row.isVisible()]
    qtbot.keyClick(pane.filter, Qt.Key.Key_Down)
    assert focused(held) is row.button
    qtbot.keyClick(row.button, SPACE)
    assert focused(held) is row.reason
    qtbot.keyClick(row.reason, ESCAPE)
    assert focused(held) is row.button and pane.isVisible()
    assert len(stored(held, lambda file: file.find(Recusal))) == before


def test_who_is_ticked_after_the_opening_is_there_from_it_and_a_key_says_late(
    held: MainWindow, qtbot: QtBot
) -> None:
    click(qtbot, held, "Ouvrir la séance")
    qtbot.keyClick(held, Qt.Key.Key_P, CONTROL)
    rows = attendance_rows(held)
    assert "Avant le premier dossier" in shown(held).room.drawer.attendance.told.text()
    qtbot.keyClick(rows[0].button, SPACE)
    qtbot.keyClick(rows[1].button, Qt.Key.Key_R)
    assert kinds(held) == [EventKind.ARRIVED, EventKind.OPENED, EventKind.ARRIVED]
    assert [event.at is None for event in events(held)] == [True, False, False]
    assert "là dès l’ouverture" in rows[0].told.text()
    assert "arrivée à" in rows[1].told.text()
    assert rows[0].late.isVisible() and not rows[1].late.isVisible()
    qtbot.mouseClick(rows[0].late, Qt.MouseButton.LeftButton)
    assert kinds(held) == [EventKind.OPENED, EventKind.ARRIVED, EventKind.ARRIVED]
    assert focused(held) is rows[0].button and not rows[0].late.isVisible()
    qtbot.keyClick(rows[2].button, SPACE)
    shown(held).room.start_item()
    assert not rows[2].late.isVisible()
    qtbot.keyClick(rows[3].button, SPACE)
    assert kinds(held)[-1] is EventKind.ARRIVED and kinds(held)[0] is EventKind.ARRIVED


def test_noting_the_others_keeps_the_keyboard_in_the_list(held: MainWindow, qtbot: QtBot) -> None:
    click(qtbot, held, "Ouvrir la séance")
    qtbot.keyClick(held, Qt.Key.Key_P, CONTROL)
    pane = shown(held).room.drawer.attendance
    pane.others.setFocus()
    qtbot.keyClick(pane.others, SPACE)
    assert not pane.others.isEnabled()
    assert focused(held) is attendance_rows(held)[0].button
    assert kinds(held)[-1] is EventKind.OPENED


def test_a_refusal_stays_beside_its_row_and_in_sight(held: MainWindow, qtbot: QtBot) -> None:
    open_it(qtbot, held)
    qtbot.keyClick(held, Qt.Key.Key_P, CONTROL)
    rows = attendance_rows(held)
    giver = rows[12]
    qtbot.keyClick(giver.button, Qt.Key.Key_P)
    holder = giver.holder.itemData(0)
    meeting = meeting_of(held)
    stored(held, lambda file: room.leave(file, meeting, holder, None))
    giver.holder.picked.emit(holder)
    assert "ne peut pas recevoir" in giver.refused.text() or "pouvoir" in giver.refused.text()
    assert giver.refused.isVisible() and not giver.refused.visibleRegion().isEmpty()


def test_a_closed_meeting_is_read_until_it_is_reopened_and_asked_once(
    held: MainWindow, qtbot: QtBot
) -> None:
    open_it(qtbot, held)
    click(qtbot, held, "Terminer ce point")
    close_it(qtbot, held)
    view = shown(held).room
    assert view.closed.isVisible() and "Séance close à" in view.closed.accessibleName()
    assert view.decision.notes.field.isReadOnly() and not view.agenda.more.isEnabled()
    qtbot.keyClick(held, Qt.Key.Key_P, CONTROL)
    rows, before = attendance_rows(held), kinds(held)
    assert not any(row.button.isEnabled() for row in rows)
    qtbot.keyClick(rows[0].button, SPACE)
    assert kinds(held) == before
    qtbot.keyClick(held, Qt.Key.Key_P, BOTH)
    assert not [row for row in view.drawer.recusals.findChildren(DeclareRow) if row.isVisible()]
    click(qtbot, held, "Déroulé")
    qtbot.keyClick(table(held), Qt.Key.Key_Home, CONTROL)
    for turn in range(2):
        qtbot.keyClick(table(held), ENTER)
        (dialog,) = [d for d in held.findChildren(HourDialog) if d.isVisible()]
        dialog.hour.setText(f"08:1{turn}")
        qtbot.keyClick(dialog, ENTER)
        asked = [d for d in held.findChildren(QDialog) if d.isVisible()]
        assert len(asked) == 1 - turn
        for question in asked:
            assert events(held)[0].at is None
            click(qtbot, question, "Corriger le déroulé")
        at = events(held)[0].at
        assert at is not None and at.time() == time(8, 10 + turn)
    click(qtbot, held, "Rouvrir")
    (question,) = [d for d in held.findChildren(QDialog) if d.isVisible()]
    qtbot.keyClick(question, ESCAPE)
    assert kinds(held)[-1] is EventKind.CLOSED
    click(qtbot, held, "Rouvrir")
    (question,) = [d for d in held.findChildren(QDialog) if d.isVisible()]
    click(qtbot, question, "Rouvrir la séance")
    assert EventKind.CLOSED not in kinds(held)
    assert not view.closed.isVisible() and not view.decision.notes.field.isReadOnly()


def table(window: MainWindow) -> QTableView:
    return named(window, QTableView, "Déroulé")


def test_hours_are_corrected_events_taken_back_and_forgotten_ones_noted(
    held: MainWindow, qtbot: QtBot
) -> None:
    open_it(qtbot, held)
    click(qtbot, held, "Déroulé")
    rows = table(held)
    model = rows.model()
    told = [model.index(n, 1).data() for n in range(model.rowCount())]
    assert told[0].endswith(" est dans la salle.") and told[-2] == "Ouverture de la séance."
    qtbot.keyClick(rows, ENTER)
    dialog = held.findChild(HourDialog)
    assert dialog is not None
    dialog.hour.clear()
    qtbot.keyClicks(dialog.hour, "midi")
    qtbot.keyClick(dialog, ENTER)
    assert "n’est pas une heure" in dialog.problem.accessibleName()
    dialog.hour.clear()
    qtbot.keyClicks(dialog.hour, "23:58")
    qtbot.keyClick(dialog, ENTER)
    hour = events(held)[-1].at
    assert hour is not None and hour.time() == time(23, 58)
    qtbot.keyClick(rows, Qt.Key.Key_Insert)
    late = held.findChild(ForgottenDialog)
    assert late is not None
    what = named(late, QComboBox, "Quoi")
    what.setCurrentIndex(what.findData(EventKind.LEFT))
    late.hour.clear()
    qtbot.keyClicks(late.hour, "23:59")
    qtbot.keyClick(late, ENTER)
    assert kinds(held)[-1] is EventKind.LEFT
    qtbot.keyClick(rows, Qt.Key.Key_Delete)
    assert kinds(held)[-1] is EventKind.ITEM_STARTED
    held.menus.action(Command.UNDO).trigger()
    assert kinds(held)[-1] is EventKind.LEFT


def test_what_a_later_event_rests_on_is_not_taken_back(held: MainWindow, qtbot: QtBot) -> None:
    open_it(qtbot, held)
    click(qtbot, held, "Déroulé")
    rows, before = table(held), kinds(held)
    opened = before.index(EventKind.OPENED)
    rows.setCurrentIndex(rows.model().index(opened, 0))
    click(qtbot, held, "Retirer le fait")
    assert kinds(held) == before
    assert shown(held).room.drawer.happenings.problem.isVisible()


def test_a_clock_behind_the_events_is_told_once(held: MainWindow, qtbot: QtBot) -> None:
    open_it(qtbot, held)
    assert "clock" not in held.messages.banners
    meeting, later = meeting_of(held), held.context.services.now().replace(tzinfo=None)
    stored(held, lambda file: room.suspend_meeting(file, meeting, later + timedelta(hours=2)))
    shown(held).room.read()
    assert "clock" in held.messages.banners
    held.messages.hide_banner("clock")
    shown(held).room.read()
    assert "clock" not in held.messages.banners


class Clock:
    """The clock of the computer, which somebody may set."""

    def __init__(self) -> None:
        self.hour = datetime(2023, 2, 2, 9, 0)

    def now(self) -> datetime:
        return self.hour.astimezone()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock of the window that is built after it."""
    made = Clock()
    monkeypatch.setattr(composition, "now", made.now)
    return made


def test_a_meeting_goes_on_through_a_clock_set_back_by_an_hour(
    clock: Clock, held: MainWindow, qtbot: QtBot
) -> None:
    open_it(qtbot, held)
    clock.hour += timedelta(minutes=20)
    click(qtbot, held, "Suspendre")
    clock.hour += timedelta(minutes=10)
    click(qtbot, held, "Reprendre la séance")
    assert "clock" not in held.messages.banners
    clock.hour -= timedelta(hours=1)
    told = []
    for act in ("Terminer ce point", "Rouvrir ce point", "Suspendre", "Reprendre la séance"):
        clock.hour += timedelta(minutes=1)
        click(qtbot, held, act)
        if "clock" in held.messages.banners:
            told.append(act)
            held.messages.hide_banner("clock")
    qtbot.keyClick(held, Qt.Key.Key_P, CONTROL)
    qtbot.keyClick(attendance_rows(held)[0].button, SPACE)
    qtbot.keyClick(held, Qt.Key.Key_P, CONTROL)
    click(qtbot, held, "Terminer ce point")
    close_it(qtbot, held)
    assert told == ["Terminer ce point"] and "clock" not in held.messages.banners
    kept = events(held)
    assert [one.kind for one in kept[-7:]] == [
        EventKind.ITEM_ENDED,
        EventKind.ITEM_STARTED,
        EventKind.SUSPENDED,
        EventKind.RESUMED,
        EventKind.LEFT,
        EventKind.ITEM_ENDED,
        EventKind.CLOSED,
    ]
    assert [one.at.time() for one in kept[-7:] if one.at] == [
        time(8, 31),
        time(8, 32),
        time(8, 33),
        *[time(8, 34)] * 4,
    ]
    assert [one.sequence for one in kept] == list(range(1, len(kept) + 1))


def test_a_low_window_shows_the_way_on_from_a_lost_quorum_without_unfolding(
    held: MainWindow, qtbot: QtBot
) -> None:
    held.resize(1366, 768)
    quorum = shown(held).room.agenda.quorum
    assert not quorum.second.isVisible()
    open_it(qtbot, held, present=2)
    assert quorum.brief.isVisible() and not quorum.lost.isVisible()
    assert not quorum.second.visibleRegion().isEmpty()
    assert quorum.second.visibleRegion().boundingRect().height() == quorum.second.height()


def test_a_lost_quorum_offers_a_second_meeting_that_needs_none(
    held: MainWindow, qtbot: QtBot
) -> None:
    quorum = shown(held).room.agenda.quorum
    assert quorum.lost.isVisible() and not quorum.second.isVisible()
    open_it(qtbot, held, present=2)
    first = meeting_of(held)
    click(qtbot, held, "Préparer une seconde séance")
    dialog = held.findChild(SecondMeetingDialog)
    assert dialog is not None and dialog.day.minimumDate() == QDate(2023, 2, 2)
    dialog.day.setDate(QDate(2023, 2, 9))
    qtbot.keyClicks(dialog.starts, "14h")
    qtbot.keyClick(dialog, ENTER)
    qtbot.keyClick(focused(held), ENTER)
    second = meeting_of(held)
    assert second != first
    (meeting,) = stored(held, lambda file: file.find(Meeting, id=second))
    assert (meeting.second_of, meeting.held_on) == (first, date(2023, 2, 9))
    assert "aucun quorum n’est requis" in quorum.sentence.text()
    assert quorum.chip.text() == "Non requis" and not quorum.lost.isVisible()


def test_after_a_stop_the_page_comes_back_to_the_meeting_its_point_and_its_pane(
    held: MainWindow, qtbot: QtBot
) -> None:
    open_it(qtbot, held)
    meeting, place = meeting_of(held), shown(held).room.place()
    qtbot.keyClick(held, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(held, Qt.Key.Key_P, BOTH)
    state = held.context.desk.state
    assert state is not None
    path = Path(state.path)
    held.campaigns.close()
    held.campaigns.open(path)
    held.go(Section.MEETINGS)
    found = shown(held)
    assert found.is_in_room and found.room.meeting_id == meeting
    assert found.room.place() == (place[0] + 1, place[1])
    assert found.room.drawer.isVisible() and found.room.drawer.aside is Aside.RECUSALS
    told = found.room.resumed.accessibleName()
    assert "Séance ouverte" in told and "Mise en discussion" in told
    found.room.close_drawer()
    click(qtbot, held, "Suspendre")
    assert not found.room.resumed.isVisible()
    now = stored(held, lambda file: room_now(file, meeting))
    assert now.item is not None


def test_a_pane_shows_the_hour_of_nobody_before_the_opening(held: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(held, Qt.Key.Key_P, CONTROL)
    row = attendance_rows(held)[0]
    qtbot.keyClick(row.button, SPACE)
    assert events(held)[0].at is None
    assert "ouverture" not in row.told.text()
    assert named(held, QAbstractButton, "Noter les autres en séance").isEnabled()
    now = datetime(2023, 2, 2, 9, 4)
    meeting = meeting_of(held)
    stored(held, lambda file: room.open_meeting(file, meeting, now))
    shown(held).room.read()
    assert "là dès l’ouverture, 9\u00a0h\u00a004" in row.told.text()


def test_the_room_shows_and_turns_the_projection(held: MainWindow, qtbot: QtBot) -> None:
    projector = held.context.projector
    button = named(shown(held).room, QAbstractButton, "Projeter")
    assert not button.isChecked()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: projector.state.is_shown)
    assert button.text() == "Projeté"
    assert button.isChecked()
    projector.hide()
    assert button.text() == "Projeter"
    assert not button.isChecked()


def test_an_item_without_scores_keeps_its_title_at_the_top(sample: MainWindow) -> None:
    meeting = stored(sample, lambda file: file.find(Meeting)[0].id)
    sample.go(Section.MEETINGS)
    shown(sample).enter_meeting(meeting)
    QApplication.processEvents()
    room_shown = shown(sample).room
    button = named(room_shown, QAbstractButton, "Projeter")
    (title,) = [
        text
        for text in room_shown.findChildren(Text)
        if text.isVisible() and text.text() == "Ouverture, quorum, déports"
    ]
    below = title.mapTo(room_shown, title.rect().center()).y()
    assert below - button.mapTo(room_shown, button.rect().bottomLeft()).y() < 2 * button.height()
