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

from euralens_desk.domain.meeting import EventKind, MeetingEvent, Outcome, Presence
from euralens_desk.domain.messages import Failure
from euralens_desk.i18n import _
from euralens_desk.ui.desk import Change
from euralens_desk.ui.notifier import Question
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
from euralens_desk.ui.state.attending import is_closed, is_live, place_of_late
from euralens_desk.usecases import meetings, people, room, votes
from euralens_desk.usecases.changes import ChangeSet
from euralens_desk.usecases.meetings import MeetingDetails
from euralens_desk.usecases.ports import CampaignFile
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
        self._is_refusal_new = False
        self._corrected: set[int] = set()
        """The closed meetings whose course may be corrected without asking again."""
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
        self.attendance.came_late.connect(self._come_late)
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
        is_more = self._held is not None and self._held.events != held.events
        if is_more and not self._is_refusal_new:
            for pane in self._panes.values():
                pane.accept()
        self._is_refusal_new = False
        self._held, self._point = held, point
        if not self.isHidden():
            self._show_pane()

    def _show_pane(self) -> None:
        held = self._held
        if held is None:
            return
        can_change = self._context.desk.can_change
        may = can_change and not is_closed(held)
        if self.aside is Aside.ATTENDANCE:
            self.attendance.show_meeting(held, may_change=may)
        elif self.aside is Aside.ROLL_CALL:
            self.roll_call.show_point(held, self._point, may_change=may)
        elif self.aside is Aside.RECUSALS:
            self.recusals.show_point(held, self._point, may_change=may)
        else:
            self.happenings.show_meeting(held, may_change=can_change)

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
        """Note something of a member of an open meeting; a refusal is told in his row."""
        meeting = self._held.meeting.id if self._held else 0

        def checked(file: CampaignFile) -> ChangeSet | None:
            room.refuse_closed(file, meeting)
            return change(file)

        self._correct(checked, member, then)

    def _correct(
        self,
        change: Change,
        member: int = 0,
        then: Callable[[ChangeSet], None] | None = None,
    ) -> None:
        """Change what was noted, even after the closing."""
        self._context.desk.do(
            change,
            then or self._context.tell_change,
            initiator=self,
            failed=partial(self._refuse, self._panes[self.aside], member),
        )

    def _refuse(self, pane: Pane, member: int, failure: Failure) -> None:
        self._is_refusal_new = True
        self.refused.emit()
        pane.refuse(failure, member)
        if not pane.isVisible():
            self._context.notifier.failure(failure)

    def _attend(self, member: int, presence: Presence, holder: int | None) -> None:
        held, at = self._held, self._hour()
        if held is not None:
            meeting = held.meeting.id
            self._do(
                lambda file: room.record_attendance(file, meeting, member, presence, holder, at),
                member,
            )

    def _come_late(self, member: int, is_remote: bool) -> None:
        """Note an arrival at this hour, of who would be counted from the opening."""
        held, at = self._held, self._hour()
        if held is not None:
            meeting = held.meeting.id
            self._do(
                lambda file: room.arrive_late(file, meeting, member, at, is_remote=is_remote),
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

    def _declare(self, member: int, reason: str) -> None:
        """Declare a recusal; who is in the room while the item is under way leaves by the same."""
        held, point, at = self._held, self._point, self._hour()
        if held is None or point is None:
            return
        item, dossier = point.item.id, point.dossier.id
        day = self._context.services.now().date()
        if held.room.item == item and held.room.is_there(member):
            self._do(lambda file: room.withdraw(file, item, member, at, reason=reason), member)
        else:
            self._do(
                lambda file: people.declare_recusal(file, member, dossier, day, reason), member
            )

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
            self._ask_once(lambda: self._correct(lambda f: room.correct_hour(f, event.id, at)))

        day = event.at.date() if event.at else held.meeting.held_on
        sentence = event_sentence(held, event)
        self._open(HourDialog(self._context.look, sentence, day, event.at, keep, self.window()))

    def _take_back(self, event: MeetingEvent) -> None:
        if event.kind is EventKind.CLOSED:
            self.ask_to_reopen()
        else:
            self._ask_once(lambda: self._correct(lambda file: room.take_back(file, event.id)))

    def ask_to_reopen(self) -> None:
        """Ask once, then take the closing back."""
        held = self._held
        if held is None or not self._context.desk.can_change:
            return
        meeting = held.meeting.id
        self._context.notifier.ask(
            Question(
                title=_("Reopen the meeting?"),
                consequence=_(
                    "The closing is taken back: attendance, votes and notes may be changed again, "
                    "until the meeting is closed anew."
                ),
                verb=_("Reopen the meeting"),
                safe_verb=_("Leave it closed"),
                do=lambda: self._correct(lambda file: room.reopen_meeting(file, meeting)),
                icon="undo-2",
            )
        )

    def _ask_once(self, do: Callable[[], None]) -> None:
        """Do it; after the closing, ask the first time whether the course is to be corrected."""
        held = self._held
        if held is None or not is_closed(held) or held.meeting.id in self._corrected:
            do()
            return
        meeting = held.meeting.id

        def agree() -> None:
            self._corrected.add(meeting)
            do()

        self._context.notifier.ask(
            Question(
                title=_("Correct the course of a meeting that is closed?"),
                consequence=_(
                    "Hours and forgotten events are corrected while the minutes are prepared. "
                    "The minutes follow; each correction is in the journal and can be undone."
                ),
                verb=_("Correct the course"),
                safe_verb=_("Change nothing"),
                do=agree,
                icon="history",
            )
        )

    def _ask_for_forgotten(self, shown: MeetingEvent | None) -> None:
        held = self._held
        if held is None:
            return

        def keep(event: MeetingEvent) -> None:
            after = place_of_late(held.events, event.at, shown)
            self._ask_once(lambda: self._correct(lambda file: room.note_late(file, event, after)))

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
