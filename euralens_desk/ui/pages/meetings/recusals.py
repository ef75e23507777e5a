"""Who steps back from the dossier shown: exit and return in one key, a new recusal in two."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout

from euralens_desk.domain.people import Member
from euralens_desk.i18n import _
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.pages.meetings.attendance import MemberChoice, PresenceButton
from euralens_desk.ui.pages.meetings.pane import Pane, PaneRow
from euralens_desk.ui.pages.meetings.room_words import exit_words
from euralens_desk.ui.state.attending import RecusedLine, may_step_back, recused_lines
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import Button, Picture, SearchField, Text, box, hatch
from euralens_desk.ui.widgets.late import LateLine
from euralens_desk.usecases.proceedings import Point, Proceedings
from euralens_desk.words import presence_word


class RecusalRow(PaneRow):
    """A recused member, hatched with a lock: exit or return, reason, who sits instead."""

    moved = Signal(bool)
    """Out of the room (True), or back."""
    explained = Signal(str)
    seated = Signal(object)

    def __init__(self, look: Appearance, line: RecusedLine) -> None:
        button = PresenceButton(look, "", small=True)
        super().__init__(button)
        self.button: PresenceButton = button
        self._look = look
        self._is_out = line.is_out
        name = line.member.name
        button.clicked.connect(lambda: self.moved.emit(not self._is_out))
        self.reason = LateLine(_("Reason of the recusal of {name}").format(name=name))
        self.reason.setPlaceholderText(_("Reason, if it is to be kept…"))
        self.reason.settled.connect(self.explained)
        self.alternate = MemberChoice(
            look, _("Who sits for {name}").format(name=name), _("alternate…"), _("nobody sits")
        )
        self.alternate.picked.connect(self.seated)
        self.told = Text("", Role.CAPTION, "ink", wrap=True)
        self._lay_out(_("Recused: {name}").format(name=name))

    def _lay_out(self, title: str) -> None:
        look = self._look
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(Text(title, Role.TITLE3, wrap=True))
        names.addWidget(self.told)
        grid = QGridLayout(self)
        grid.setContentsMargins(look.px(28), look.px(10), look.px(28), look.px(12))
        grid.setHorizontalSpacing(look.px(12))
        grid.setVerticalSpacing(look.px(6))
        grid.setColumnStretch(1, 1)
        grid.addWidget(Picture(look, "lock", "ink", 20), 0, 0)
        grid.addLayout(names, 0, 1)
        grid.addWidget(self.button, 0, 2)
        grid.addWidget(self.reason, 1, 1)
        grid.addWidget(self.alternate, 1, 2)
        grid.addWidget(self.refused, 2, 1, 1, 2)

    def show_line(self, line: RecusedLine, *, may_change: bool) -> None:
        """Show where the member is."""
        self._is_out = line.is_out
        said = exit_words(line)
        self.told.setText(said)
        word = _("Returns to the room") if line.is_out else _("Leaves the room")
        self.button.setText(word)
        self.button.setAccessibleName(f"{line.member.name}, {word}")
        self.button.setAccessibleDescription(said)
        self.button.set_icon_name("arrow-left" if line.is_out else "arrow-right")
        self.button.setVisible(line.is_out or line.may_leave)
        self.reason.show_text(line.reason)
        self.alternate.show_members(line.alternates, line.alternate)
        self.alternate.setVisible(bool(line.alternates) and (line.is_out or not line.is_there))
        for control in (self.button, self.reason, self.alternate):
            control.setEnabled(may_change)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the hatched ground."""
        del event
        look, inset = self._look, self._look.px(12)
        painter = QPainter(self)
        area = QRectF(self.rect()).adjusted(inset, 2, -inset, -2)
        box(painter, area, 6, look.colour("alt"), look.colour("line2"))
        hatch(painter, area.adjusted(1, 1, -1, -1), look.colour("hat"), 6, gap=9)


class DeclareRow(PaneRow):
    """A member who may still declare a recusal: one press asks for the reason, another declares.

    Emits ``declared(reason)``.
    """

    declared = Signal(str)

    def __init__(self, look: Appearance, member: Member, where: str, verb: str) -> None:
        button = PresenceButton(look, verb, icon="lock", small=True)
        super().__init__(button)
        self.button: PresenceButton = button
        button.setAccessibleName(f"{member.name}, {verb}")
        self._words = f"{member.name} {where}".casefold()
        self.reason = ReasonLine()
        self.reason.setAccessibleName(_("Reason of the recusal of {name}").format(name=member.name))
        self.reason.setPlaceholderText(_("Reason, if it is to be kept…"))
        self.confirm = Button(look, _("Declare the recusal"), icon="lock", small=True)
        self.confirm.setAccessibleName(_("Declare the recusal of {name}").format(name=member.name))
        button.clicked.connect(self._ask)
        self.reason.returnPressed.connect(self._declare)
        self.reason.left.connect(self._fold)
        self.confirm.clicked.connect(self._declare)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(Text(member.name, Role.TITLE3, wrap=True))
        names.addWidget(Text(where, Role.CAPTION, "ink3"))
        grid = QGridLayout(self)
        grid.setContentsMargins(look.px(16), look.px(4), look.px(16), look.px(4))
        grid.setHorizontalSpacing(look.px(12))
        grid.setVerticalSpacing(look.px(4))
        grid.setColumnStretch(0, 1)
        grid.addLayout(names, 0, 0)
        grid.addWidget(button, 0, 1)
        grid.addWidget(self.reason, 1, 0)
        grid.addWidget(self.confirm, 1, 1)
        grid.addWidget(self.refused, 2, 0, 1, 2)
        self._show_asking(False)

    def matches(self, text: str) -> bool:
        """Whether the row holds the words searched for."""
        return all(word in self._words for word in text.casefold().split())

    def _show_asking(self, asking: bool) -> None:
        self.reason.setVisible(asking)
        self.confirm.setVisible(asking)

    def _ask(self) -> None:
        self._show_asking(True)
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fold(self) -> None:
        self.button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_asking(False)

    def _declare(self) -> None:
        self.declared.emit(self.reason.text().strip())


class ReasonLine(QLineEdit):
    """The reason of a recusal that is about to be declared; Échap gives it up (``left``)."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give up without leaving the pane."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class MemberFilter(SearchField):
    """Names to keep in the list; the arrow down goes to it (``entered``)."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go down into the list."""
        if event.key() == Qt.Key.Key_Down:
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class RecusalsPane(Pane):
    """The recusals on the dossier shown. Emits what happens; the drawer notes it."""

    moved = Signal(int, bool)
    declared = Signal(int, str)
    """(member, reason)"""
    explained = Signal(int, str)
    seated = Signal(int, object)

    def __init__(self, look: Appearance) -> None:
        super().__init__(look, _("Recusals on this point"))
        self._shown: tuple[object, ...] = ()
        self._rows: dict[int, RecusalRow] = {}
        self._others: list[DeclareRow] = []
        self._new: int | None = None
        self.filter = MemberFilter(look, _("Search a member"), ())
        self.filter.textChanged.connect(self._filter)
        self.filter.entered.connect(partial(self.step, 1))
        place = QHBoxLayout()
        place.setContentsMargins(look.px(16), 0, look.px(16), look.px(4))
        place.addWidget(self.filter)
        self.column.insertLayout(1, place)

    def enter(self) -> None:
        """Put the keyboard on who leaves or comes back, else where nothing happens: the filter."""
        moving = [row.button for row in self._rows.values() if not row.button.isHidden()]
        stop = moving[0] if moving else self.filter
        if not stop.isHidden():
            stop.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().enter()

    def _filter(self, text: str) -> None:
        for row in self._others:
            row.setVisible(row.matches(text))

    def show_point(self, held: Proceedings, point: Point | None, *, may_change: bool) -> None:
        """Show the recusals on a dossier; an item that is not one has none."""
        lines = recused_lines(held, point) if point else ()
        others = may_step_back(held, point) if point and may_change else ()
        is_on = point is not None and held.room.item == point.item.id
        presence = held.room.presence
        shown = (
            point.item.id if point else 0,
            is_on,
            tuple(line.member for line in lines),
            tuple((member, presence.get(member.id)) for member in others),
        )
        if shown != self._shown:
            self._shown = shown
            self._build(held, lines, others, is_on=is_on)
        for line in lines:
            self._rows[line.member.id].show_line(line, may_change=may_change)
        self.told.setText(_told(point, is_on=is_on))
        self._explain_new()

    def _build(
        self,
        held: Proceedings,
        lines: Sequence[RecusedLine],
        others: Sequence[Member],
        *,
        is_on: bool,
    ) -> None:
        focused = self.held_member()
        self.empty()
        self._rows, self._others = {}, []
        self.filter.clear()
        self.filter.setVisible(bool(others))
        for line in lines:
            self._add_recused(line)
        if others:
            self.add_heading(_("A recusal declared now"))
        for member in others:
            is_there = held.room.is_there(member.id)
            verb = _("Declares and leaves") if is_on and is_there else _("Declares a recusal")
            row = DeclareRow(
                self.look, member, presence_word(held.room.presence.get(member.id)), verb
            )
            row.declared.connect(partial(self._declare, member.id))
            self._others.append(row)
            row.button.stepped.connect(self.step)
            self.add(member.id, row)
        self.close_list()
        self.give_back(focused)

    def _add_recused(self, line: RecusedLine) -> None:
        row, known = RecusalRow(self.look, line), line.member.id
        row.moved.connect(partial(self.moved.emit, known))
        row.explained.connect(partial(self.explained.emit, known))
        row.seated.connect(partial(self.seated.emit, known))
        row.button.stepped.connect(self.step)
        self._rows[known] = row
        self.add(known, row, None if line.is_out or line.may_leave else row.reason)

    def _declare(self, member: int, reason: str) -> None:
        self._new = member
        self.declared.emit(member, reason)

    def _explain_new(self) -> None:
        """Put the keyboard on the reason of the recusal that was just declared."""
        row = self._rows.get(self._new or 0)
        if row is not None:
            self._new = None
            row.reason.setFocus(Qt.FocusReason.OtherFocusReason)
            self.area.ensureWidgetVisible(row)

    def settle(self) -> None:
        """Hand over the reason that is being typed."""
        for row in self._rows.values():
            row.reason.settle()


def _told(point: Point | None, *, is_on: bool) -> str:
    if point is None:
        return _("This point has no dossier: nobody steps back from it.")
    if is_on:
        return _(
            "Exit and return are noted at this hour; who is recused takes no part in the "
            "examination nor in the vote, and the quorum is counted again."
        )
    return _("Exits are noted while the point is under way; a recusal may be declared before.")
