"""The room: one meeting, point by point."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from euralens_desk.domain.meeting import AgendaItem, EventKind
from euralens_desk.domain.messages import Failure
from euralens_desk.domain.room import MeetingStage, clock_remark
from euralens_desk.i18n import _, format_time, ngettext, tell
from euralens_desk.ui.desk import Change, Refusal
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.notifier import Banner, Gravity, Offer, Question
from euralens_desk.ui.page import PageContext
from euralens_desk.ui.pages.meetings.agenda import AgendaPane
from euralens_desk.ui.pages.meetings.decision import DecisionPane
from euralens_desk.ui.pages.meetings.drawer import Aside, Drawer
from euralens_desk.ui.pages.meetings.item_bar import ItemBar
from euralens_desk.ui.pages.meetings.item_dialogs import LengthDialog, OtherItemDialog
from euralens_desk.ui.pages.meetings.recording import Recorder
from euralens_desk.ui.pages.meetings.room_words import event_sentence
from euralens_desk.ui.pages.meetings.strips import StripTable
from euralens_desk.ui.pages.meetings.words import dossier_line
from euralens_desk.ui.state.agenda import first_item
from euralens_desk.ui.state.attending import is_closed, is_live
from euralens_desk.ui.state.meetings import left_open
from euralens_desk.ui.state.resuming import Place
from euralens_desk.ui.widgets import Button, ElidedText, EmptyState, Note, NoteKind, Text, hairline
from euralens_desk.usecases import meetings, room
from euralens_desk.usecases.changes import ChangeSet
from euralens_desk.usecases.meetings import AgendaOrder
from euralens_desk.usecases.ports import CampaignFile
from euralens_desk.usecases.proceedings import Point, Proceedings, proceedings

OPENING = "F9"
"""The key that opens the meeting."""
CLOCK_EVERY = 15_000
"""Milliseconds between two looks at the clock while a meeting is open."""


class Room(QWidget):
    """Agenda and quorum at the left, opinions in the centre, vote and proposition at the right."""

    left = Signal()
    act_wanted = Signal(int)
    """(dossier id): its approval, or the decision on it, is to be recorded."""
    edited = Signal()
    dossier_wanted = Signal(int)
    point_shown = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._meeting_id = 0
        self._item_id: int | None = None
        self._wanted: int | None = None
        self._held: Proceedings | None = None
        look = context.look
        self.agenda = AgendaPane(look)
        self.strips = StripTable(look)
        self.drawer = Drawer(context)
        self._aside: Aside | None = None
        self._is_resumed = False
        self._is_clock_told = False
        self.decision = DecisionPane(look)
        self._number = ElidedText("", Role.CAPTION, "ink2")
        self._title = Text("", Role.TITLE1, wrap=True)
        self._centre = QStackedWidget()
        self._recorder = Recorder(context, self, self.decision, self._hour)
        self._lay_out()
        self._connect()
        look.changed.connect(self._show_item)
        self._clock = QTimer(self, interval=CLOCK_EVERY)
        self._clock.timeout.connect(self._show_time)

    # Building

    def _lay_out(self) -> None:
        look = self._context.look
        self._dossier = Button(look, _("Dossier"), icon="file-text")
        self._dossier.clicked.connect(self._open_dossier)
        self._projected = Button(look, " ", icon="monitor-up", tip="F6")
        self._projected.setCheckable(True)
        self._show_projected()
        self._empty = self._empty_agenda()
        self.standing = ItemBar(look)
        for part in (self._point_view(), self.drawer, self._empty):
            self._centre.addWidget(part)
        split = QSplitter(Qt.Orientation.Horizontal)
        widths = (290, 722, 358)
        for part, width in zip((self.agenda, self._centre, self.decision), widths, strict=True):
            split.addWidget(part)
            split.setCollapsible(split.count() - 1, False)
            split.setStretchFactor(split.count() - 1, 1 if width > 400 else 0)
        split.setSizes([look.px(width) for width in widths])
        self.resumed = Note(look, NoteKind.INFORMATION, " ", banner=True, closable=True)
        self.resumed.closed.connect(self.resumed.hide)
        self.resumed.hide()
        reopen = Offer(_("Reopen…"), self.drawer.ask_to_reopen)
        self.closed = Note(look, NoteKind.INFORMATION, " ", offers=(reopen,), banner=True)
        self.closed.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.resumed)
        column.addWidget(self.closed)
        column.addWidget(split, 1)

    def _point_view(self) -> QWidget:
        look, view = self._context.look, QFrame()
        view.setProperty("panel", "plain")
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._number)
        names.addWidget(self._title)
        head = QHBoxLayout()
        head.setContentsMargins(look.px(16), look.px(10), look.px(16), look.px(8))
        head.setSpacing(look.px(8))
        head.addLayout(names, 1)
        for button in (self._dossier, self._projected):
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(view)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.standing)
        column.addWidget(hairline())
        column.addWidget(self.strips, 1)
        column.addStretch()  # an item without scores keeps its title at the top
        return view

    def _empty_agenda(self) -> EmptyState:
        look = self._context.look
        self._add_all = Button(look, _("Add the dossiers"), icon="plus")
        self._add_all.clicked.connect(self._add_others)
        text = _("Put on it the dossiers to examine.")
        return EmptyState(look, _("The agenda is empty."), text, (self._add_all,))

    def _connect(self) -> None:
        agenda, decision = self.agenda, self.decision
        agenda.left.connect(self.left)
        agenda.edited.connect(self.edited)
        agenda.points.chosen.connect(self.show_item)
        agenda.points.entered.connect(self.start_item)
        agenda.added.connect(self._add)
        agenda.other_wanted.connect(self._ask_for_other)
        agenda.ordered.connect(self._order)
        agenda.length_wanted.connect(self._ask_for_length)
        agenda.course_wanted.connect(self.follow_course)
        self._projected.clicked.connect(self._project)
        self._context.projector.changed.connect(self._show_projected)
        self.standing.started.connect(self.start_item)
        self.standing.ended.connect(self._end_item)
        self.standing.revealed.connect(self.reveal)
        agenda.moved.connect(self._move)
        agenda.removed.connect(self._take_off)
        agenda.aside_wanted.connect(self.toggle)
        self.drawer.closed.connect(self.close_drawer)
        self.drawer.refused.connect(self.read)
        agenda.quorum.second.clicked.connect(self.drawer.ask_for_second)
        decision.next_wanted.connect(self.save_and_next)
        decision.act_wanted.connect(self.act_wanted)
        decision.ballot.call_wanted.connect(self.call_the_roll)

    # Reading

    @property
    def meeting_id(self) -> int:
        """The meeting shown, 0 before the first one."""
        return self._meeting_id

    @property
    def held(self) -> Proceedings | None:
        """The meeting as it was last read."""
        return self._held

    def open(self, meeting_id: int, dossier_id: int | None = None) -> None:
        """Show a meeting, on the item of a dossier, or where the meeting stands."""
        self.settle()
        if meeting_id != self._meeting_id:
            self._item_id = None
        self._wanted = dossier_id
        self._meeting_id = meeting_id
        self.read()

    def take_up(self, place: Place) -> None:
        """Come back to where a meeting was left, and say so."""
        self._meeting_id, self._item_id = place.meeting, place.item
        self._aside = next((aside for aside in Aside if aside.value == place.aside), None)
        if self._aside is not None:
            self.drawer.choose(self._aside)
        self._is_resumed = True
        self.read()

    def left_at(self, file: str) -> Place | None:
        """Return where the meeting stands on screen, None when it is not being held."""
        if self._held is None or not is_live(self._held):
            return None
        aside = self._aside.value if self._aside else ""
        return Place(file, self._meeting_id, self._item_id or 0, aside)

    def read(self) -> None:
        """Read the meeting again."""
        meeting_id = self._meeting_id
        self._context.desk.ask(
            lambda file: proceedings(file, meeting_id),
            self._show,
            topic=(self, "meeting"),
            failed=self._gone,
        )

    def _gone(self, failure: Failure) -> None:
        """The meeting was removed: there is nothing to show here any more."""
        self._meeting_id, self._held = 0, None
        self.left.emit()

    def _show(self, held: Proceedings) -> None:
        is_more = self._held is not None and self._held.events != held.events
        self._held = held
        if self._is_resumed or is_more:
            self._tell_resumed()
        wanted = next((p.item.id for p in held.points if p.dossier.id == self._wanted), None)
        self._wanted = None
        if wanted is not None or self.item() is None:
            self._item_id = wanted or first_item(held)
        self._show_item()
        self._clock.start() if is_live(held) else self._clock.stop()

    def _tell_resumed(self) -> None:
        """Say once that a meeting was taken up again, with the last event; then no longer."""
        held, is_told = self._held, self._is_resumed
        self._is_resumed = False
        if held is not None and is_told and held.events:
            title = _("Meeting open: taken up again at {hour}.")
            last = held.events[-1]
            hour = f"{format_time(last.at)}, " if last.at else ""
            text = _("Last event: {event}").format(event=f"{hour}{event_sentence(held, last)}")
            self.resumed.set_words(title.format(hour=format_time(self._now())), text)
        self.resumed.setVisible(is_told)

    def item(self) -> AgendaItem | None:
        """Return the item shown."""
        items = self._held.items if self._held else ()
        return next((item for item in items if item.id == self._item_id), None)

    def point(self) -> Point | None:
        """Return the dossier of the item shown, with all that is known of it."""
        points = self._held.points if self._held else ()
        return next((p for p in points if p.item.id == self._item_id), None)

    def place(self) -> tuple[int, int]:
        """Return which item is shown, and how many there are."""
        ids = [item.id for item in self._held.items] if self._held else []
        return (ids.index(self._item_id) + 1 if self._item_id in ids else 0), len(ids)

    def _show_item(self) -> None:
        held, item, point = self._held, self.item(), self.point()
        if held is None:
            return
        may = self._context.desk.can_change and not is_closed(held)
        self._tell_closed(held)
        self.agenda.show_meeting(held, self._item_id, self._now(), may_change=may)
        self.agenda.show_quorum(held, point)
        self._choose_centre()
        self.drawer.show_meeting(held, point)
        self._add_all.setEnabled(may and bool(held.others))
        self.decision.setVisible(item is not None)
        self._dossier.setVisible(point is not None)
        self.strips.setVisible(point is not None)
        if item is not None:
            self._number.setText(dossier_line(point.dossier) if point else _("Agenda"))
            self._title.setText(point.dossier.title if point else item.title)
            self.standing.show_item(held, item, point, may_change=may)
            self.decision.show_item(held, item, point, may_change=may)
        if point is not None:
            self.strips.show_point(held, point)
        self._tell_clock()
        self.point_shown.emit()

    def _tell_closed(self, held: Proceedings) -> None:
        """Say in one line that a closed meeting is only read, with the way to reopen it."""
        if is_closed(held):
            at = held.events[-1].at
            told = _("Meeting closed at {hour}.") if at else _("Meeting closed.")
            words = told.format(hour=format_time(at) if at else "")
            self.closed.set_words(words, _("It is only read; its course may be corrected."))
        self.closed.setVisible(is_closed(held))

    def _show_time(self) -> None:
        """Bring the hours up to date; nothing happens by itself."""
        if self._held is not None and self.isVisible():
            self.agenda.show_time(self._held, self._item_id, self._now())
            self._tell_clock()

    def _tell_clock(self) -> None:
        """Say once that the clock is behind what was noted, until it no longer is."""
        held = self._held
        told = clock_remark(held.events, self._now()) if held and is_live(held) else None
        if told is None:
            self._context.notifier.clear("clock")
        elif not self._is_clock_told:
            banner = Banner("clock", Gravity.WARNING, tell(told), closable=True)
            self._context.notifier.banner(banner)
        self._is_clock_told = told is not None

    def _now(self) -> datetime:
        """Return the hour on the wall, as the events of a meeting hold it."""
        return self._context.services.now().replace(tzinfo=None)

    def _hour(self) -> datetime | None:
        """Return the hour to note: none as long as the meeting is not open, or when it is over."""
        return self._now() if self._held is not None and is_live(self._held) else None

    def _project(self) -> None:
        self._context.projector.toggle()
        self._show_projected()

    def _show_projected(self) -> None:
        """Say whether the room sees the projection: it may also be turned on and off elsewhere."""
        state = self._context.projector.state
        text, icon = _("Project"), "monitor-up"
        if state.is_black:
            text, icon = _("Black screen"), "monitor-off"
        elif state.is_frozen:
            text, icon = _("Picture frozen"), "pause"
        elif state.is_shown:
            text = _("Projected")
        self._projected.setChecked(state.is_shown)
        self._projected.setText(text)
        self._projected.set_icon_name(icon)

    def _choose_centre(self) -> None:
        self.agenda.show_aside(self._aside)
        place = 1 if self._aside else (0 if self.item() is not None else 2)
        self._centre.setCurrentIndex(place)

    # Moving

    def show_item(self, item_id: int) -> None:
        """Show an item; what is typed on the one before is kept first."""
        self.settle()
        self._item_id = item_id
        self._show_item()

    def step(self, step: int) -> bool:
        """Go to the next or the previous item; False at an end."""
        items = self._held.items if self._held else ()
        place, count = self.place()
        wanted = place - 1 + step
        if not 0 <= wanted < count:
            return False
        self.show_item(items[wanted].id)
        return True

    def save_and_next(self) -> None:
        """Hand over what is typed, say what the item lacks, or go to the next one.

        While the meeting is open the next item is put to discussion by the same key.
        """
        self.settle()
        held = self._held
        if held is None or not (is_closed(held) or self.decision.may_go_on()):
            return
        was_under_way = held.room.item is not None and held.room.item == self._item_id
        if self.step(1):
            if was_under_way:
                self.start_item()
            self.decision.notes.setFocus()
        elif was_under_way:
            self._end_item()
            self._context.notifier.toast(_("That was the last point of the agenda."))
        else:
            self._context.notifier.toast(_("That was the last point of the agenda."))
        self._tell_unopened(held)

    def _tell_unopened(self, held: Proceedings) -> None:
        """Say that no hour is noted as long as the meeting is not open, and offer to open it."""
        if held.room.stage in (MeetingStage.PREPARED, MeetingStage.CONVENED):
            told = _("The meeting is not open: no hour is noted.")
            offer = Offer(_("Open the meeting"), self.open_meeting, OPENING)
            self._context.notifier.toast(told, offer)

    def open_meeting(self) -> None:
        """Open the meeting at this hour, when it is not open yet."""
        held = self._held
        is_before = held and held.room.stage in (MeetingStage.PREPARED, MeetingStage.CONVENED)
        if is_before and self._context.desk.can_change:
            self.follow_course(EventKind.OPENED)

    def settle(self) -> None:
        """Hand over everything that is being typed."""
        self.drawer.settle()
        if self._meeting_id and self.item() is not None:
            self.decision.settle()

    def toggle(self, aside: Aside) -> None:
        """Show a pane of the drawer in the place of the opinions, or the opinions again."""
        if self._aside is aside:
            self.close_drawer()
            return
        self.drawer.settle()
        self._aside = aside
        self._choose_centre()
        self.drawer.choose(aside)
        self.drawer.enter()
        self.point_shown.emit()

    def close_drawer(self) -> None:
        """Show the opinions again."""
        self.drawer.settle()
        self._aside = None
        self._choose_centre()
        self.agenda.points.setFocus()
        self.point_shown.emit()

    def call_the_roll(self) -> None:
        """Show the roll call in the place of the opinions, for an item that is voted."""
        if self._aside is not Aside.ROLL_CALL and not self.decision.ballot.isHidden():
            self.toggle(Aside.ROLL_CALL)

    def vote(self) -> None:
        """Put the keyboard on the vote."""
        if not self.decision.ballot.isHidden():
            self.decision.ballot.enter()

    def note_disagreement(self) -> None:
        """Offer the members who may have a disagreement recorded."""
        if not self.decision.dissents.add.isHidden():
            self.decision.dissents.offer_members()

    def write_note(self) -> None:
        """Put the keyboard in the notes of the debate."""
        self.decision.notes.setFocus()

    def enter(self) -> None:
        """Put the keyboard on the pane of the drawer that is shown, or on the agenda."""
        if self._aside is not None:
            self.drawer.enter()
        else:
            self.agenda.points.setFocus()

    def _open_dossier(self) -> None:
        point = self.point()
        if point is not None:
            self.dossier_wanted.emit(point.dossier.id)

    # Changing

    def _do(
        self,
        change: Change,
        then: Callable[[ChangeSet], None] | None = None,
        failed: Refusal | None = None,
    ) -> None:
        self._context.desk.do(change, then, initiator=self, failed=failed)

    def _done(self, text: str, _changes: ChangeSet) -> None:
        self._context.offer_undo(text)

    def _on_item(self, change: Callable[[CampaignFile, int], ChangeSet]) -> None:
        """Change something of the item shown."""
        item = self.item()
        if item is not None:
            self._do(lambda file: change(file, item.id))

    def _add_others(self) -> None:
        if self._held is not None:
            self._add(tuple(dossier.id for dossier in self._held.others))

    def _add(self, dossiers: tuple[int, ...]) -> None:
        meeting = self._meeting_id
        self._do(lambda file: meetings.add_to_agenda(file, meeting, *dossiers))

    def _move(self, step: int) -> None:
        self._on_item(lambda file, item: meetings.move_on_agenda(file, item, step))

    def _take_off(self) -> None:
        item, point = self.item(), self.point()
        if item is not None:
            title = point.dossier.title if point else item.title
            told = _("{title} is off the agenda.").format(title=title)
            self._do(
                lambda file: meetings.take_off_agenda(file, item.id), partial(self._done, told)
            )

    def _order(self, order: AgendaOrder) -> None:
        meeting = self._meeting_id
        self._do(
            lambda file: meetings.order_agenda(file, meeting, order),
            self._context.tell_change,
        )

    def _ask_for_other(self) -> None:
        meeting = self._meeting_id

        def add(title: str, minutes: int) -> None:
            self._do(
                lambda file: meetings.add_other_item(file, meeting, title, planned_minutes=minutes)
            )

        OtherItemDialog(self._context.look, add, self).open()

    def _ask_for_length(self) -> None:
        item = self.item()
        if item is None:
            return

        def plan(minutes: int, everywhere: bool) -> None:
            meeting = item.meeting_id
            self._do(
                (lambda file: meetings.plan_durations(file, meeting, minutes))
                if everywhere
                else (lambda file: meetings.edit_item(file, item.id, planned_minutes=minutes)),
                self._context.tell_change,
            )

        LengthDialog(self._context.look, item.planned_minutes, plan, self).open()

    # The course of the meeting

    def follow_course(self, kind: EventKind) -> None:
        """Open, suspend, resume or close the meeting; ask first when a closing leaves work."""
        left = left_open(self._held) if kind is EventKind.CLOSED and self._held else 0
        if not left:
            self._follow(kind)
            return
        told = ngettext(
            "{count} dossier of the agenda was not discussed, or has no proposition yet.",
            "{count} dossiers of the agenda were not discussed, or have no proposition yet.",
            left,
        )
        self._context.notifier.ask(
            Question(
                title=_("Close the meeting of this day?"),
                consequence=told.format(count=left),
                verb=_("Close the meeting"),
                safe_verb=_("Not yet"),
                do=partial(self._follow, kind),
                icon="gavel",
            )
        )

    def _follow(self, kind: EventKind) -> None:
        meeting, now = self._meeting_id, self._now()
        acts_of = {
            EventKind.OPENED: room.open_meeting,
            EventKind.SUSPENDED: room.suspend_meeting,
            EventKind.RESUMED: room.resume_meeting,
            EventKind.CLOSED: room.close_meeting,
        }
        self._do(lambda file: acts_of[kind](file, meeting, now), self._context.tell_change)

    def start_item(self) -> None:
        """Put the item shown to discussion; the one under way ends. Nothing before the opening."""
        item, held = self.item(), self._held
        if item is None or held is None or held.room.item == item.id:
            return
        if held.room.stage is MeetingStage.OPEN:
            now = self._now()
            self._do(lambda file: room.start_item(file, item.id, now))

    def _end_item(self) -> None:
        now = self._now()
        self._on_item(lambda file, item: room.end_item(file, item, now))

    def reveal(self) -> None:
        """Ask once, then reveal the scores on the dossier shown: it can't be undone."""
        item, point = self.item(), self.point()
        if item is None or point is None:
            return
        now = self._now()
        self._context.notifier.ask(
            Question(
                title=_("Reveal the scores of {title}?").format(title=point.dossier.title),
                consequence=_(
                    "Everybody sees how the scores spread, here and on the projector. "
                    "What was seen can't be hidden again; scores stay open to revision by "
                    "their author, both values kept."
                ),
                verb=_("Reveal the scores"),
                safe_verb=_("Not yet"),
                do=lambda: self._do(lambda file: room.reveal(file, item.id, now)),
                icon="eye",
            )
        )
