"""The way in: the meetings, the three acts and the technical opinions, one behind each word."""

from __future__ import annotations

from enum import Enum
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from euralens_desk.domain.meeting import Meeting
from euralens_desk.domain.papers import Paper
from euralens_desk.domain.people import Committee
from euralens_desk.i18n import _, ngettext
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.models.rows import Row
from euralens_desk.ui.page import PageContext
from euralens_desk.ui.pages.funding.view import FundingView
from euralens_desk.ui.pages.meetings.acts import ActsView
from euralens_desk.ui.pages.meetings.checklist import Checklist
from euralens_desk.ui.pages.meetings.dialogs import MeetingDialog
from euralens_desk.ui.pages.meetings.opinions import OpinionsView
from euralens_desk.ui.pages.meetings.table import RowsTable
from euralens_desk.ui.pages.meetings.words import (
    acts_fact,
    meeting_line,
    opinions_fact,
    stage_word,
)
from euralens_desk.ui.sections import Section
from euralens_desk.ui.state.meetings import ActsSpot, ReadySpot
from euralens_desk.ui.widgets import Button, ButtonKind, Card, EmptyState, SegmentedChoice, Text
from euralens_desk.usecases import meetings, room
from euralens_desk.usecases.changes import ChangeSet
from euralens_desk.usecases.meetings import MeetingDetails
from euralens_desk.usecases.papers import Step
from euralens_desk.usecases.proceedings import (
    MeetingsOverview,
    PlannedMeeting,
    meetings_overview,
)


class View(Enum):
    """What the hub shows."""

    MEETINGS = 0
    ACTS = 1
    OPINIONS = 2
    FUNDING = 3


class Hub(QWidget):
    """Emits ``opened(meeting id)`` when a meeting is to be held."""

    opened = Signal(int)
    view_changed = Signal()
    place_wanted = Signal(object, object)
    """(Section, target): another page, where something of a meeting is prepared."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._found: MeetingsOverview | None = None
        self._spot: ReadySpot | ActsSpot | None = None
        look = context.look
        options: list[tuple[object, str]] = [
            (View.MEETINGS, _("Meetings")),
            (View.ACTS, _("Acts")),
            (View.OPINIONS, _("Technical opinions")),
            (View.FUNDING, _("Funding leads")),
        ]
        self.choice = SegmentedChoice(look, _("Meetings"), options, selected=View.MEETINGS)
        self.choice.chosen.connect(self.show_view)
        self.new = Button(look, _("New meeting"), ButtonKind.PRIMARY, icon="plus", tip="Ctrl+N")
        self.new.clicked.connect(self.ask_for_meeting)
        self.acts = ActsView(context)
        self.opinions = OpinionsView(context)
        self.opinions.leads_wanted.connect(self._show_leads)
        self.funding = FundingView(context)
        self.list = MeetingsList(context)
        self.list.opened.connect(self.opened)
        self.list.edited.connect(self.edit)
        self.list.removed.connect(self._remove)
        self.list.new.clicked.connect(self.ask_for_meeting)
        self.list.checklist.step_wanted.connect(self._prepare)
        self.list.checklist.paper_wanted.connect(self._show_paper)
        self._stack = QStackedWidget()
        for view in (self.list, self.acts, self.opinions, self.funding):
            self._stack.addWidget(view)
        self._lay_out()

    def _lay_out(self) -> None:
        look = self._context.look
        head = QHBoxLayout()
        head.setSpacing(look.px(16))
        head.addWidget(Text(_("Meetings"), Role.TITLE1))
        head.addWidget(self.choice)
        head.addStretch(1)
        head.addWidget(self.new)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(24), look.px(16), look.px(24), look.px(16))
        column.setSpacing(look.px(12))
        column.addLayout(head)
        column.addWidget(self._stack, 1)

    @property
    def view(self) -> View:
        """What is shown."""
        return View(self._stack.currentIndex())

    def show_view(self, view: View) -> None:
        """Show the meetings, the acts or the technical opinions."""
        self.settle()
        self.choice.select(view)
        self._stack.setCurrentIndex(view.value)
        self.view_changed.emit()

    def read(self) -> None:
        """Read everything again."""
        self._context.desk.ask(meetings_overview, self._show, topic=(self, "overview"))
        self.funding.read()

    def _show(self, found: MeetingsOverview) -> None:
        self._found = found
        self.new.setEnabled(self._context.desk.can_change)
        self.list.show_overview(found)
        self.acts.show_overview(found)
        self.opinions.show_overview(found)
        spot, self._spot = self._spot, None
        self._reach(spot)
        self.view_changed.emit()

    @property
    def found(self) -> MeetingsOverview | None:
        """What was last read."""
        return self._found

    def fact(self) -> str:
        """Return what the view that is shown counts."""
        if self.view is View.FUNDING:
            return self.funding.fact()
        found = self._found
        if found is None:
            return ""
        if self.view is View.MEETINGS:
            number = len(found.meetings)
            return ngettext("{count} meeting", "{count} meetings", number).format(count=number)
        return acts_fact(found) if self.view is View.ACTS else opinions_fact(found)

    def settle(self) -> None:
        """Hand over everything that is being typed."""
        self.acts.settle()
        self.opinions.settle()

    def enter(self) -> None:
        """Put the keyboard where work begins."""
        self.shown.enter()

    @property
    def shown(self) -> MeetingsList | ActsView | OpinionsView | FundingView:
        """What stands in the middle."""
        views = (self.list, self.acts, self.opinions, self.funding)
        return views[self.view.value]

    def _show_leads(self) -> None:
        self.show_view(View.FUNDING)
        self.enter()

    # Meetings

    def ask_for_meeting(self) -> None:
        """Ask what a new meeting is."""
        self._ask(None)

    def edit(self, meeting_id: int) -> None:
        """Ask what a meeting is to become."""
        planned = self._found.meetings if self._found else ()
        for known in planned:
            if known.meeting.id == meeting_id:
                # A closed meeting is refused before anything is typed.
                self._context.desk.ask(
                    lambda file: room.refuse_closed(file, meeting_id),
                    partial(self._ask_open, known.meeting),
                )

    def _ask_open(self, meeting: Meeting, _refused: None) -> None:
        self._ask(meeting)

    def _ask(self, meeting: Meeting | None) -> None:
        found, desk = self._found, self._context.desk
        if found is None or not desk.can_change:
            return
        today = self._context.services.now().date()
        dialog = MeetingDialog(
            self._context.look, found.committees, found.members, meeting, today, self.window()
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.wanted.connect(partial(self._keep, meeting))
        dialog.open()

    def _keep(self, meeting: Meeting | None, committee_id: int, details: MeetingDetails) -> None:
        desk = self._context.desk
        if meeting is not None:
            known = meeting.id
            desk.do(lambda file: meetings.edit_meeting(file, known, details), initiator=self)
        else:
            desk.do(
                lambda file: meetings.prepare_meeting(file, committee_id, details),
                self._prepared,
                initiator=self,
            )

    def _prepared(self, _changes: ChangeSet) -> None:
        """Show what is left to prepare of the meeting that was just added."""
        self._context.desk.ask(meetings.newest_meeting, self.show_ready)

    def show_ready(self, meeting_id: int) -> None:
        """Show a meeting in the list of all, with what is left to prepare of it."""
        self.show_spot(ReadySpot(meeting_id))
        self.enter()

    def show_spot(self, spot: ReadySpot | ActsSpot) -> None:
        """Show a meeting of the list, or a dossier of the acts, once they are read again."""
        self.show_view(View.MEETINGS if isinstance(spot, ReadySpot) else View.ACTS)
        self._spot = spot
        self.read()

    def _reach(self, spot: ReadySpot | ActsSpot | None) -> None:
        if isinstance(spot, ReadySpot):
            self.list.table.select(spot.meeting_id)
        elif spot is not None:
            self.acts.table.select(spot.dossier_id)

    def _prepare(self, step: Step) -> None:
        """Go where a step of the preparation is done."""
        meeting_id = self.list.table.key()
        if meeting_id is None:
            return
        if step in (Step.DETAILS, Step.CHAIR):
            self.edit(meeting_id)
        elif step is Step.AGENDA:
            self.opened.emit(meeting_id)
        else:
            self.place_wanted.emit(Section.PEOPLE, self._committee_of(meeting_id))

    def _committee_of(self, meeting_id: int) -> Committee | None:
        planned = self._found.meetings if self._found else ()
        return next((one.committee for one in planned if one.meeting.id == meeting_id), None)

    def _show_paper(self, paper: Paper) -> None:
        self.place_wanted.emit(Section.DOCUMENTS, (self.list.table.key(), paper))

    def _remove(self, meeting_id: int) -> None:
        self._context.desk.do(
            lambda file: meetings.remove_meeting(file, meeting_id), self._removed, initiator=self
        )

    def _removed(self, _changes: ChangeSet) -> None:
        text = _("The meeting is removed; the acts on the dossiers stay.")
        self._context.offer_undo(text)


class MeetingsList(QWidget):
    """The meetings by day. Enter goes into one."""

    opened = Signal(int)
    edited = Signal(int)
    removed = Signal(int)

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        look = context.look
        self._context = context
        headings = (_("Meeting"), _("Standing"), _("Committee"), _("Agenda"), _("Propositions"))
        self.table = RowsTable(look, _("Meetings"), headings, (0, 150, 300, 120, 120))
        self.table.opened.connect(self.opened)
        self.checklist = Checklist(context)
        self.table.current_changed.connect(self.checklist.show_meeting)
        self.open = Button(look, _("Go into the meeting"), icon="arrow-right")
        self.edit = Button(look, _("Edit…"), icon="pencil")
        self.remove = Button(look, _("Remove"), icon="trash-2")
        self.new = Button(look, _("New meeting"), icon="plus", tip="Ctrl+N")
        told = _("Prepare the meeting of a committee: the dossiers go on its agenda.")
        self._none = EmptyState(look, _("No meeting yet."), told, (self.new,))
        for button, signal in (
            (self.open, self.opened),
            (self.edit, self.edited),
            (self.remove, self.removed),
        ):
            button.clicked.connect(partial(self._tell, signal))
        self._card = Card(look, flush=True)
        self._card.body.addWidget(self.table)
        verbs = QHBoxLayout()
        verbs.setSpacing(look.px(8))
        for button in (self.open, self.edit, self.remove):
            verbs.addWidget(button)
        verbs.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(10))
        column.addWidget(self._none, 1)
        column.addWidget(self._card, 1)
        column.addLayout(verbs)
        column.addWidget(self.checklist)

    def show_overview(self, found: MeetingsOverview) -> None:
        """Show the meetings."""
        self.table.show_rows([_row(planned) for planned in found.meetings])
        self.checklist.show_meeting(self.table.key())
        has_some, may = bool(found.meetings), self._context.desk.can_change
        self._none.setVisible(not has_some)
        self._card.setVisible(has_some)
        self.new.setEnabled(may)
        self.open.setVisible(has_some)
        for button in (self.edit, self.remove):
            button.setVisible(has_some)
            button.setEnabled(may)

    def enter(self) -> None:
        """Put the keyboard in the table, or on what prepares a first meeting."""
        (self.new if self._card.isHidden() else self.table).setFocus()

    def _tell(self, signal: object, _checked: bool = False) -> None:
        key = self.table.key()
        if key is not None:
            signal.emit(key)  # type: ignore[attr-defined]  # one of the three signals above


def _row(planned: PlannedMeeting) -> Row:
    points = ngettext("{count} point", "{count} points", planned.points)
    proposed = _("{done} of {all}").format(done=planned.proposed, all=planned.points)
    return Row(
        planned.meeting.id,
        (
            meeting_line(planned.meeting),
            stage_word(planned),
            planned.committee.name,
            points.format(count=planned.points),
            proposed,
        ),
    )
