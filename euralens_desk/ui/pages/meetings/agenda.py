"""The left of the room: the meeting, its agenda, the quorum on the point and the recusals."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.meeting import ActKind
from euralens_desk.domain.quorum import QuorumRule
from euralens_desk.i18n import _, ngettext
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.pages.meetings.words import (
    meeting_line,
    outcome_word,
    quorum_lost,
    quorum_sentence,
)
from euralens_desk.ui.state.meetings import Presences, is_done, presences
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import (
    Button,
    ButtonKind,
    Chip,
    ChipTone,
    IconButton,
    Note,
    NoteKind,
    Picture,
    QuorumGauge,
    RichText,
    Seats,
    SectionHeading,
    Text,
    box,
    hairline,
    hatch,
    strong_then,
)
from euralens_desk.usecases.proceedings import Point, Proceedings


class AgendaPane(QFrame):
    """Emits what the secretary wants; the room does it."""

    left = Signal()
    edited = Signal()
    chosen = Signal(int)
    """(dossier id): show this point."""
    added = Signal(object)
    """(tuple of dossier ids): put these dossiers on the agenda."""
    moved = Signal(int)
    removed = Signal()
    attendance_wanted = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self._others: tuple[Dossier, ...] = ()
        self.setProperty("panel", "side")
        self.committee = Text("", Role.TITLE2, wrap=True)
        self.when = Text("", Role.CAPTION, "ink2", wrap=True)
        self.points = QListWidget()
        self.points.setAccessibleName(_("Agenda"))
        self.points.setWordWrap(True)
        self.points.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.points.currentItemChanged.connect(self._chosen)
        self.quorum = QuorumBox(look)
        self.attendance = Button(look, _("Who attends"), icon="user-check", small=True)
        self.attendance.setCheckable(True)
        self.attendance.setToolTip("Ctrl+P")
        self.attendance.clicked.connect(self.attendance_wanted)
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
        foot.addWidget(self.quorum)
        foot.addWidget(self.attendance, 0, Qt.AlignmentFlag.AlignLeft)
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
        return head

    def _tools(self) -> QHBoxLayout:
        look = self._look
        self.add = IconButton(look, "plus", _("Add a dossier"), small=True, bare=True)
        self.earlier = IconButton(look, "chevron-up", _("Earlier"), small=True, bare=True)
        self.later = IconButton(look, "chevron-down", _("Later"), small=True, bare=True)
        self.remove = IconButton(look, "x", _("Take off the agenda"), small=True, bare=True)
        self.add.clicked.connect(self.offer_dossiers)
        self.earlier.clicked.connect(partial(self.moved.emit, -1))
        self.later.clicked.connect(partial(self.moved.emit, 1))
        self.remove.clicked.connect(self.removed)
        row = QHBoxLayout()
        row.setContentsMargins(look.px(14), look.px(2), look.px(8), 0)
        row.setSpacing(0)
        row.addWidget(SectionHeading(_("Agenda")), 1)
        for button in (self.add, self.earlier, self.later, self.remove):
            row.addWidget(button)
        return row

    def show_meeting(self, held: Proceedings, dossier_id: int | None, *, may_change: bool) -> None:
        """Show the agenda, with the point of a dossier as the current one."""
        look = self._look
        self.committee.setText(held.committee.name)
        self.when.setText(meeting_line(held.meeting))
        self._others = held.others
        self.points.blockSignals(True)
        self.points.clear()
        for place, point in enumerate(held.points, start=1):
            is_current = point.dossier.id == dossier_id
            told = f"\n{_state(point)}" if is_current else ""
            item = QListWidgetItem(f"{place}. {point.dossier.title}{told}")
            item.setToolTip(_state(point))
            item.setData(
                Qt.ItemDataRole.AccessibleTextRole,
                f"{place}. {point.dossier.title}, {_state(point)}",
            )
            item.setFont(look.font(Role.TITLE3 if is_current else Role.DENSE))
            item.setData(Qt.ItemDataRole.UserRole, point.dossier.id)
            icon = ("circle-check", "pri") if is_done(point) else ("circle", "line2")
            item.setIcon(look.icon(icon[0], icon[1]))
            self.points.addItem(item)
            if is_current:
                self.points.setCurrentItem(item)
        self.points.blockSignals(False)
        row = self.points.currentRow()
        self.add.setEnabled(may_change and bool(held.others))
        self.earlier.setEnabled(may_change and row > 0)
        self.later.setEnabled(may_change and 0 <= row < self.points.count() - 1)
        self.remove.setEnabled(may_change and row >= 0)

    def show_quorum(self, held: Proceedings, point: Point | None) -> None:
        """Show the quorum on a point; of the whole meeting there is none to show."""
        self.quorum.setVisible(point is not None)
        if point is not None:
            recused = [member.id for member in point.recused]
            self.quorum.show_point(held.body.rules.quorum, point, presences(held.seats, recused))

    def offer_dossiers(self) -> None:
        """Offer the dossiers that are not on the agenda."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        every = tuple(dossier.id for dossier in self._others)
        if len(every) > 1:
            text = ngettext("Add {count} dossier", "Add the {count} dossiers", len(every))
            menu.addAction(text.format(count=len(every))).triggered.connect(
                lambda _checked=False: self.added.emit(every)
            )
            menu.addSeparator()
        for dossier in self._others:
            menu.addAction(f"{dossier.number} {dossier.title}").triggered.connect(
                lambda _checked=False, known=dossier.id: self.added.emit((known,))
            )
        menu.popup(self.add.mapToGlobal(self.add.rect().bottomLeft()))

    def _chosen(self, item: QListWidgetItem | None, _before: object = None) -> None:
        if item is not None:
            self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))


def _state(point: Point) -> str:
    act = point.acts.get(ActKind.PROPOSAL)
    if act is not None:
        return outcome_word(act.outcome)
    return _("voted, proposition to record") if point.item.is_voted else _("to be examined")


class QuorumBox(QWidget):
    """The quorum on a point: chip, gauge, figures with the rule; who stepped back, by name."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self.chip = Chip(look, _("Reached"), ChipTone.GOOD, icon="check")
        self.gauge = QuorumGauge(look, Seats(0, 0, 0, 0), "")
        self.sentence = Text("", Role.CAPTION, "ink2", wrap=True)
        self.lost = Note(look, NoteKind.WARNING, " ", icon="")
        self._recused = QVBoxLayout()
        self._recused.setSpacing(look.px(6))
        head = QHBoxLayout()
        head.addWidget(SectionHeading(_("Quorum on this point")))
        head.addStretch(1)
        head.addWidget(self.chip)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(6))
        column.addLayout(head)
        column.addWidget(self.gauge)
        column.addWidget(self.sentence)
        column.addWidget(self.lost)
        column.addLayout(self._recused)

    def show_point(self, rule: QuorumRule, point: Point, found: Presences) -> None:
        """Show the quorum on a point and its recusals."""
        quorum = point.quorum
        word = _("Reached") if quorum.is_reached else _("Not reached")
        tone = ChipTone.GOOD if quorum.is_reached else ChipTone.WARNING
        self.chip.show_state(word, tone, "check" if quorum.is_reached else "triangle-alert")
        told = quorum_sentence(found, quorum, rule)
        proxies = found.proxies if rule.counts_proxies else 0
        absent = quorum.members - found.present - proxies
        seats = Seats(found.present, proxies, max(0, absent), quorum.required)
        self.gauge.show_seats(seats, told)
        self.sentence.setText(told)
        self.lost.setVisible(not quorum.is_reached)
        self.lost.set_words(*quorum_lost(quorum))
        while (item := self._recused.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for member in point.recused:
            self._recused.addWidget(RecusedBox(self._look, member.name))


class RecusedBox(QWidget):
    """A member who stepped back from the dossier: hatched, with a lock."""

    def __init__(self, look: Appearance, name: str) -> None:
        super().__init__()
        self._look = look
        title = _("Recused: {name}.").format(name=name)
        text = _("Takes no part in the examination nor in the vote.")
        self.setAccessibleName(f"{title} {text}")
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(10), look.px(6), look.px(10), look.px(6))
        row.setSpacing(look.px(10))
        row.addWidget(Picture(look, "lock", "ink", 18))
        row.addWidget(RichText(strong_then(title, text), Role.CAPTION), 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the hatched ground."""
        del event
        painter, area, look = QPainter(self), QRectF(self.rect()), self._look
        box(painter, area, 6, look.colour("alt"), look.colour("line2"))
        hatch(painter, area.adjusted(1, 1, -1, -1), look.colour("hat"), 6, gap=9)
