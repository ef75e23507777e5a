"""The drawer of a meeting: who attends, who steps back, what happened, in place of the opinions.

It notes what happens in the room, at the hour on the wall while the meeting is held.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from enum import Enum
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QStackedWidget

from euralens_desk.domain.meeting import MeetingEvent, Outcome, Presence
from euralens_desk.domain.messages import Failure
from euralens_desk.i18n import _
from euralens_desk.ui.desk import Change
from euralens_desk.ui.page import PageContext
from euralens_desk.ui.pages.meetings.attendance import AttendancePane
from euralens_desk.ui.pages.meetings.event_dialogs import (
    ForgottenDialog,
    HourDialog,
    SecondMeetingDialog,
)
from euralens_desk.ui.pages.meetings.happenings import HappeningsPane
from euralens_desk.ui.pages.meetings.pane import Pane
from euralens_desk.ui.pages.meetings.recusals import RecusalsPane
from euralens_desk.ui.pages.meetings.roll_call import RollCallPane
from euralens_desk.ui.pages.meetings.room_words import event_sentence
from euralens_desk.ui.state.attending import is_live, place_of_late
from euralens_desk.usecases import meetings, people, room, votes
from euralens_desk.usecases.changes import ChangeSet
from euralens_desk.usecases.meetings import MeetingDetails
from euralens_desk.usecases.proceedings import Point, Proceedings


class Aside(Enum):
    """What may take the place of the opinions."""

    ATTENDANCE = "attendance"
    RECUSALS = "recusals"
    EVENTS = "events"
    ROLL_CALL = "roll call"


class Drawer(QStackedWidget):
    """Emits ``closed`` when the opinions are wanted again, ``refused`` to read the meeting again.

    What it notes reaches the page as any change of the file does.
    """

    closed = Signal()
    refused = Signal()
    prepared = Signal(int)
    """(meeting id): a second meeting was prepared."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._held: Proceedings | None = None
        self._point: Point | None = None
        self.attendance = AttendancePane(context.look)
        self.recusals = RecusalsPane(context.look)
        self.happenings = HappeningsPane(context.look)
        self.roll_call = RollCallPane(context.look)
        self._panes: dict[Aside, Pane] = {
            Aside.ATTENDANCE: self.attendance,
            Aside.RECUSALS: self.recusals,
            Aside.EVENTS: self.happenings,
            Aside.ROLL_CALL: self.roll_call,
        }
        for pane in self._panes.values():
            pane.closed.connect(self.closed)
            self.addWidget(pane)
        self.attendance.noted.connect(self._attend)
        self.attendance.seated.connect(self._seat)
        self.attendance.others_present.connect(self._others_present)
        self.recusals.moved.connect(self._move)
        self.recusals.declared.connect(self._declare)
        self.recusals.explained.connect(self._explain)
        self.recusals.seated.connect(self._seat)
        self.happenings.hour_wanted.connect(self._ask_for_hour)
        self.happenings.taken_back.connect(self._take_back)
        self.happenings.late_wanted.connect(self._ask_for_forgotten)
        self.roll_call.said.connect(self._say_voice)
        self.roll_call.taken_back.connect(self._take_voice_back)

    # Showing

    @property
    def aside(self) -> Aside:
        """Which pane is shown."""
        return list(self._panes)[self.currentIndex()]

    def choose(self, aside: Aside) -> None:
        """Show a pane."""
        self.setCurrentWidget(self._panes[aside])
        self._show_pane()

    def show_meeting(self, held: Proceedings, point: Point | None) -> None:
        """Take the meeting as it was read; only the pane that is shown is brought up to date."""
        if self._held is not None and self._held.events != held.events:
            for pane in self._panes.values():
                pane.accept()
        self._held, self._point = held, point
        if not self.isHidden():
            self._show_pane()

    def _show_pane(self) -> None:
        held, may = self._held, self._context.desk.can_change
        if held is None:
            return
        if self.aside is Aside.ATTENDANCE:
            self.attendance.show_meeting(held, may_change=may)
        elif self.aside is Aside.ROLL_CALL:
            self.roll_call.show_point(held, self._point, may_change=may)
        elif self.aside is Aside.RECUSALS:
            self.recusals.show_point(held, self._point, may_change=may)
        else:
            self.happenings.show_meeting(held, may_change=may)

    def enter(self) -> None:
        """Put the keyboard on the first row of the pane."""
        self._panes[self.aside].enter()

    def settle(self) -> None:
        """Hand over what is being typed."""
        self.recusals.settle()

    # Noting

    def _hour(self) -> datetime | None:
        """Return the hour to note: none as long as the meeting is not open, or when it is over."""
        if self._held is None or not is_live(self._held):
            return None
        return self._context.services.now().replace(tzinfo=None)

    def _do(
        self,
        change: Change,
        member: int,
        then: Callable[[ChangeSet], None] | None = None,
    ) -> None:
        """Note something of a member; a refusal is told in his row."""
        self._context.desk.do(
            change,
            then or self._context.tell_change,
            initiator=self,
            failed=partial(self._refuse, self._panes[self.aside], member),
        )

    def _refuse(self, pane: Pane, member: int, failure: Failure) -> None:
        self.refused.emit()
        pane.refuse(failure, member)

    def _attend(self, member: int, presence: Presence, holder: int | None) -> None:
        held, at = self._held, self._hour()
        if held is not None:
            meeting = held.meeting.id
            self._do(
                lambda file: room.record_attendance(file, meeting, member, presence, holder, at),
                member,
            )

    def _seat(self, member: int, alternate: int | None) -> None:
        """Let an alternate sit for a member, or the one who does no longer."""
        held, at = self._held, self._hour()
        if held is None:
            return
        meeting, sitting = held.meeting.id, held.room.seats.get(member)
        if alternate is not None and alternate != sitting:
            self._do(lambda file: room.seat_alternate(file, meeting, alternate, member, at), member)
        elif alternate is None and sitting is not None:
            self._do(lambda file: room.unseat_alternate(file, meeting, sitting, at), member)

    def _others_present(self) -> None:
        held, at = self._held, self._hour()
        if held is not None:
            meeting = held.meeting.id
            self._do(lambda file: room.record_others_present(file, meeting, at), 0, self._noted)

    def _noted(self, _changes: ChangeSet) -> None:
        self._context.offer_undo(_("The others are noted present."))

    def _move(self, member: int, out: bool) -> None:
        point, at = self._point, self._hour()
        if point is not None:
            item, act = point.item.id, room.withdraw if out else room.come_back
            self._do(lambda file: act(file, item, member, at), member)

    def _declare(self, member: int) -> None:
        """Declare a recusal; who is in the room while the item is under way leaves by the same."""
        held, point, at = self._held, self._point, self._hour()
        if held is None or point is None:
            return
        item, dossier = point.item.id, point.dossier.id
        day = self._context.services.now().date()
        if held.room.item == item and held.room.is_there(member):
            self._do(lambda file: room.withdraw(file, item, member, at), member)
        else:
            self._do(lambda file: people.declare_recusal(file, member, dossier, day), member)

    def _explain(self, member: int, reason: str) -> None:
        """Keep the reason of a recusal; the day it was declared stays."""
        point = self._point
        if point is not None:
            dossier = point.dossier.id
            self._do(lambda file: people.explain_recusal(file, member, dossier, reason), member)

    # What happened

    def _ask_for_hour(self, event: MeetingEvent) -> None:
        held = self._held
        if held is None:
            return

        def keep(at: datetime | None) -> None:
            self._do(lambda file: room.correct_hour(file, event.id, at), 0)

        day = event.at.date() if event.at else held.meeting.held_on
        sentence = event_sentence(held, event)
        self._open(HourDialog(self._context.look, sentence, day, event.at, keep, self.window()))

    def _take_back(self, event: MeetingEvent) -> None:
        self._do(lambda file: room.take_back(file, event.id), 0)

    def _ask_for_forgotten(self, shown: MeetingEvent | None) -> None:
        held = self._held
        if held is None:
            return

        def keep(event: MeetingEvent) -> None:
            after = place_of_late(held.events, event.at, shown)
            self._do(lambda file: room.note_late(file, event, after), 0)

        at = shown.at if shown else None
        self._open(ForgottenDialog(self._context.look, held, at, keep, self.window()))

    def ask_for_second(self) -> None:
        """Ask when the second meeting that a lack of quorum calls for is held."""
        held, desk = self._held, self._context.desk
        if held is None or not desk.can_change:
            return
        meeting = held.meeting.id

        def prepare(details: MeetingDetails) -> None:
            desk.do(
                lambda file: meetings.prepare_second(file, meeting, details),
                lambda _done: desk.ask(meetings.newest_meeting, self.prepared.emit),
                initiator=self,
            )

        self._open(SecondMeetingDialog(self._context.look, held, prepare, self.window()))

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _say_voice(self, member: int, outcome: Outcome | None) -> None:
        """Record a voice of the roll call; the totals beside say it."""
        point = self._point
        if point is not None:
            item = point.item.id
            self._do(
                lambda file: votes.record_voice(file, item, member, outcome),
                member,
                lambda _changes: None,
            )

    def _take_voice_back(self, member: int) -> None:
        point = self._point
        if point is not None:
            item = point.item.id
            self._do(lambda file: votes.remove_voice(file, item, member), member)
