"""The disagreements members ask to have recorded in the minutes."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from euralens_desk.domain.meeting import Dissent
from euralens_desk.domain.people import Member
from euralens_desk.i18n import _
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.state.voting import may_disagree
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import Button, ButtonKind, IconButton, Text
from euralens_desk.ui.widgets.late import LateLine
from euralens_desk.usecases.proceedings import Point, Proceedings


class DissentRow(QWidget):
    """One disagreement: whose, what is mentioned if anything, a cross to take it back."""

    def __init__(self, look: Appearance, name: str) -> None:
        super().__init__()
        self.text = LateLine(
            _("What {name} wants mentioned").format(name=name),
            hint=_("What is mentioned, if anything"),
        )
        self.remove = IconButton(
            look, "x", _("Take the disagreement of {name} back").format(name=name), small=True
        )
        top = QHBoxLayout()
        top.setSpacing(look.px(6))
        top.addWidget(Text(_("Disagreement: {name}").format(name=name), Role.DENSE, wrap=True), 1)
        top.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(2))
        column.addLayout(top)
        column.addWidget(self.text)


class Dissents(QWidget):
    """Emits ``recorded(member, text)`` and ``removed(member)``."""

    recorded = Signal(int, str)
    removed = Signal(int)

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self._rows: dict[int, DissentRow] = {}
        self._members: tuple[Member, ...] = ()
        self._new: int | None = None
        self._is_locked = False
        self.add = Button(look, _("Record a disagreement…"), ButtonKind.LINK, small=True)
        self.add.clicked.connect(self.offer_members)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.px(4))
        self._column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)

    def show_point(self, held: Proceedings, point: Point, *, fresh: bool) -> None:
        """Show the disagreements on a point; what is being typed is left alone."""
        told = {d.member_id: d for d in held.dissents.get(point.item.id, ())}
        self._members = may_disagree(held, point)
        if fresh:
            self._new = None
        for gone in [known for known in self._rows if fresh or known not in told]:
            row = self._rows.pop(gone)
            row.hide()
            row.deleteLater()
        for member, dissent in told.items():
            if member not in self._rows:
                self._add_row(member, held.body.name(member))
            self._rows[member].text.show_text(dissent.text)
        self._show_new(told)

    def _add_row(self, member: int, name: str) -> None:
        row = DissentRow(self._look, name)
        row.text.settled.connect(partial(self.recorded.emit, member))
        row.remove.clicked.connect(lambda _checked=False: self.removed.emit(member))
        self._rows[member] = row
        self._column.insertWidget(self._column.count() - 1, row)
        row.show()

    def _show_new(self, told: dict[int, Dissent]) -> None:
        """Give the keyboard to the disagreement that was just recorded."""
        if self._new in told and self._new is not None:
            self._rows[self._new].text.setFocus()
            self._new = None

    def offer_members(self) -> None:
        """Offer the members of the body; choosing one records the mention."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for member in self._members:
            action = menu.addAction(member.name.replace("&", "&&"))
            action.triggered.connect(partial(self._record, member.id))
        menu.popup(self.add.mapToGlobal(self.add.rect().bottomLeft()))

    def _record(self, member: int, _checked: bool = False) -> None:
        self._new = member
        self.recorded.emit(member, "")

    def settle(self) -> None:
        """Hand over what is being typed."""
        for row in list(self._rows.values()):
            row.text.settle()

    def set_locked(self, locked: bool) -> None:
        """Close the disagreements of a file that can only be read."""
        self._is_locked = locked
        self.add.setVisible(not locked and bool(self._members))
        for row in self._rows.values():
            row.text.setReadOnly(locked)
            row.remove.setVisible(not locked)
