"""The left of the room: the meeting and its course, its agenda, the quorum on the item."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout

from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.meeting import EventKind
from euralens_desk.domain.room import MeetingStage
from euralens_desk.i18n import _, format_time, ngettext
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.pages.meetings.agenda_list import AgendaList
from euralens_desk.ui.pages.meetings.drawer import Aside
from euralens_desk.ui.pages.meetings.quorum_box import QuorumArea, QuorumBox
from euralens_desk.ui.pages.meetings.words import meeting_line
from euralens_desk.ui.state.agenda import agenda_lines, lateness
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import (
    Button,
    ButtonKind,
    Chip,
    ChipTone,
    FlowLayout,
    IconButton,
    SectionHeading,
    Text,
    hairline,
)
from euralens_desk.usecases.meetings import AgendaOrder
from euralens_desk.usecases.proceedings import Point, Proceedings


class AgendaPane(QFrame):
    """Emits what the secretary wants; the room does it."""

    left = Signal()
    edited = Signal()
    added = Signal(object)
    """(tuple of dossier ids): put these dossiers on the agenda."""
    other_wanted = Signal()
    """An item that is not a dossier."""
    moved = Signal(int)
    removed = Signal()
    ordered = Signal(object)
    """(AgendaOrder): put the dossiers in this order."""
    length_wanted = Signal()
    aside_wanted = Signal(object)
    """(Aside): show a pane in the place of the opinions, or the opinions again."""
    course_wanted = Signal(object)
    """(EventKind): open, suspend, resume or close the meeting."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self._others: tuple[Dossier, ...] = ()
        self.setProperty("panel", "side")
        self.committee = Text("", Role.TITLE2, wrap=True)
        self.when = Text("", Role.CAPTION, "ink2", wrap=True)
        self.points = AgendaList(look)
        self.points.removed.connect(self.removed)
        self.late = Chip(look, " ", ChipTone.WARNING, icon="clock")
        self.late.hide()
        self.course = CourseBar(look)
        self.course.wanted.connect(self.course_wanted)
        self.quorum = QuorumBox(look)
        self._asides: dict[Aside, Button] = {
            Aside.ATTENDANCE: Button(
                look, _("Who attends"), icon="user-check", small=True, tip="Ctrl+P"
            ),
            Aside.RECUSALS: Button(
                look, _("Recusals"), icon="lock", small=True, tip=_("Ctrl+Shift+P")
            ),
            Aside.EVENTS: IconButton(look, "history", _("What happened"), small=True),
        }
        self._lay_out()

    def _lay_out(self) -> None:
        look = self._look
        column = QVBoxLayout(self)
        column.setContentsMargins(0, look.px(10), 1, look.px(12))
        column.setSpacing(look.px(6))
        column.addLayout(self._head())
        column.addWidget(hairline())
        column.addLayout(self._tools())
        column.addWidget(self.points, 1)
        column.addWidget(hairline())
        foot = QVBoxLayout()
        foot.setContentsMargins(look.px(14), look.px(4), look.px(14), 0)
        foot.setSpacing(look.px(8))
        foot.addWidget(QuorumArea(look, self.quorum))
        asides = FlowLayout(None, look.px(8), look.px(6))
        for aside, button in self._asides.items():
            button.setCheckable(True)
            button.clicked.connect(partial(self.aside_wanted.emit, aside))
            asides.addWidget(button)
        foot.addLayout(asides)
        column.addLayout(foot)

    def _head(self) -> QVBoxLayout:
        look = self._look
        back = Button(look, _("All the meetings"), ButtonKind.LINK, icon="arrow-left", small=True)
        back.clicked.connect(self.left)
        edit = IconButton(look, "pencil", _("Edit the meeting"), small=True, bare=True)
        edit.clicked.connect(self.edited)
        top = QHBoxLayout()
        top.addWidget(back)
        top.addStretch(1)
        top.addWidget(edit)
        head = QVBoxLayout()
        head.setContentsMargins(look.px(14), 0, look.px(14), look.px(4))
        head.setSpacing(look.px(2))
        head.addLayout(top)
        head.addWidget(self.committee)
        head.addWidget(self.when)
        head.addWidget(self.course)
        return head

    def _tools(self) -> QHBoxLayout:
        look = self._look
        self.add = IconButton(look, "plus", _("Add to the agenda"), small=True, bare=True)
        self.earlier = IconButton(look, "chevron-up", _("Earlier"), small=True, bare=True)
        self.later = IconButton(look, "chevron-down", _("Later"), small=True, bare=True)
        self.more = IconButton(look, "ellipsis", _("Order and lengths"), small=True, bare=True)
        self.add.clicked.connect(self.offer_items)
        self.earlier.clicked.connect(partial(self.moved.emit, -1))
        self.later.clicked.connect(partial(self.moved.emit, 1))
        self.more.clicked.connect(self.offer_orders)
        row = QHBoxLayout()
        row.setContentsMargins(look.px(14), look.px(2), look.px(8), 0)
        row.setSpacing(0)
        row.addWidget(SectionHeading(_("Agenda")), 1)
        row.addWidget(self.late)
        for button in (self.add, self.earlier, self.later, self.more):
            row.addWidget(button)
        return row

    def show_meeting(
        self, held: Proceedings, item_id: int | None, now: datetime, *, may_change: bool
    ) -> None:
        """Show the agenda, with one item as the current one."""
        self.committee.setText(held.committee.name)
        self.when.setText(meeting_line(held.meeting))
        self._others = held.others
        self.course.show_course(held, may_change=may_change)
        self.show_time(held, item_id, now)
        row = self.points.items.row_of(item_id)
        is_live = held.room.stage in (MeetingStage.OPEN, MeetingStage.SUSPENDED)
        for button in (self.add, self.earlier, self.later):
            button.setVisible(not is_live)
        self.add.setEnabled(may_change and held.room.stage is not MeetingStage.CLOSED)
        self.earlier.setEnabled(may_change and row > 0)
        self.later.setEnabled(may_change and 0 <= row < len(held.items) - 1)
        self.more.setEnabled(may_change and bool(held.items))

    def show_time(self, held: Proceedings, item_id: int | None, now: datetime) -> None:
        """Bring hours and lengths up to date."""
        self.points.show_lines(agenda_lines(held, now), item_id)
        minutes = lateness(held, now)
        self.late.setVisible(minutes > 0)
        if minutes:
            told = ngettext("{count} min late", "{count} min late", minutes)
            self.late.show_state(told.format(count=minutes), ChipTone.WARNING, "clock")

    def show_quorum(self, held: Proceedings, point: Point | None) -> None:
        """Show the quorum on a dossier, or that of the room on another item."""
        self.quorum.show_point(held, point)

    def show_aside(self, aside: Aside | None) -> None:
        """Show which pane has the place of the opinions."""
        for known, button in self._asides.items():
            button.setChecked(known is aside)

    def offer_items(self) -> None:
        """Offer the dossiers that are not on the agenda, and an item that is not a dossier."""
        menu = self._menu()
        every = tuple(dossier.id for dossier in self._others)
        if len(every) > 1:
            text = ngettext("Add {count} dossier", "Add the {count} dossiers", len(every))
            self._offer(menu, text.format(count=len(every)), partial(self.added.emit, every))
            menu.addSeparator()
        for dossier in self._others:
            name = f"{dossier.number} {dossier.title}"
            self._offer(menu, name, partial(self.added.emit, (dossier.id,)))
        menu.addSeparator()
        self._offer(menu, _("An item that is not a dossier…"), self.other_wanted.emit)
        anchor = self.more if self.add.isHidden() else self.add
        menu.popup(anchor.mapToGlobal(anchor.rect().bottomLeft()))

    def offer_orders(self) -> None:
        """Offer orders, the planned length of the item and its removal; live, all that moves it.

        The buttons of the agenda make room for the delay while the meeting is held.
        """
        menu = self._menu()
        for order, text in (
            (AgendaOrder.BY_NUMBER, _("Order by number")),
            (AgendaOrder.BY_DISAGREEMENT, _("Order by disagreement, most debated first")),
            (AgendaOrder.GROUPED_RECUSALS, _("Group the recusals, so that each leaves once")),
        ):
            self._offer(menu, text, partial(self.ordered.emit, order))
        menu.addSeparator()
        if self.add.isHidden():
            self._offer(menu, _("Add to the agenda…"), self.offer_items)
            self._offer(menu, _("Earlier"), partial(self.moved.emit, -1))
            self._offer(menu, _("Later"), partial(self.moved.emit, 1))
        self._offer(menu, _("Planned length…"), self.length_wanted.emit)
        self._offer(menu, _("Take off the agenda"), self.removed.emit)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _offer(self, menu: QMenu, text: str, do: Callable[[], object]) -> None:
        menu.addAction(text.replace("&", "&&")).triggered.connect(lambda _checked=False: do())


class CourseBar(QFrame):
    """Where the meeting stands, and what may come next. Emits ``wanted(EventKind)``.

    What may come next has a line of its own: with a larger text both would not hold on one.
    """

    wanted = Signal(object)

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self.told = Text("", Role.CAPTION_STRONG, "ink2")
        self._buttons = {
            EventKind.OPENED: Button(look, _("Open the meeting"), icon="play", small=True),
            EventKind.RESUMED: Button(look, _("Resume the meeting"), icon="play", small=True),
            EventKind.SUSPENDED: Button(look, _("Suspend"), ButtonKind.LINK, small=True),
            EventKind.CLOSED: Button(look, _("Close the meeting"), ButtonKind.LINK, small=True),
        }
        row = QHBoxLayout()
        row.setSpacing(look.px(4))
        for kind, button in self._buttons.items():
            button.clicked.connect(partial(self.wanted.emit, kind))
            row.addWidget(button)
            button.hide()
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, look.px(4), 0, 0)
        column.setSpacing(look.px(2))
        column.addWidget(self.told)
        column.addLayout(row)

    def button(self, kind: EventKind) -> Button:
        """Return the button of an act."""
        return self._buttons[kind]

    def show_course(self, held: Proceedings, *, may_change: bool) -> None:
        """Show the stage with its hour, and the acts it allows."""
        stage = held.room.stage
        self.told.setText(course_words(held))
        self.told.setVisible(bool(self.told.text()))
        offered = {
            MeetingStage.OPEN: (EventKind.SUSPENDED, EventKind.CLOSED),
            MeetingStage.SUSPENDED: (EventKind.RESUMED, EventKind.CLOSED),
            MeetingStage.CLOSED: (),
        }.get(stage, (EventKind.OPENED,))
        for kind, button in self._buttons.items():
            button.setVisible(kind in offered and may_change)
        self._buttons[EventKind.CLOSED].setEnabled(held.room.item is None)


def course_words(held: Proceedings) -> str:
    """Return « Ouverte à 13 h 31 », « Suspendue à 15 h », « Close à 17 h 02 »."""
    found = {
        MeetingStage.OPEN: (
            (EventKind.OPENED, EventKind.RESUMED),
            _("Open"),
            _("Open since {hour}"),
        ),
        MeetingStage.SUSPENDED: (
            (EventKind.SUSPENDED,),
            _("Suspended"),
            _("Suspended at {hour}"),
        ),
        MeetingStage.CLOSED: ((EventKind.CLOSED,), _("Closed"), _("Closed at {hour}")),
    }.get(held.room.stage)
    if found is None:
        return ""
    kinds, bare, dated = found
    hours = [event.at for event in held.events if event.kind in kinds]
    hour = hours[-1] if hours else None
    return dated.format(hour=format_time(hour)) if hour else bare
