"""Who attends: one row a member, Space goes through the presences, a mandate names its holder."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout

from euralens_desk.domain.meeting import Presence
from euralens_desk.domain.messages import Failure
from euralens_desk.domain.room import THERE
from euralens_desk.i18n import _, tell
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.pages.meetings.words import presence_word, role_word
from euralens_desk.ui.state.meetings import following
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import Button, Note, NoteKind, Text
from euralens_desk.usecases.proceedings import Proceedings, Seat

_ICONS = {
    Presence.PRESENT: "user-check",
    Presence.REMOTE: "monitor",
    Presence.PROXY: "file-text",
    Presence.EXCUSED: "user-x",
    Presence.ABSENT: "x",
    None: "circle",
}


class PresenceButton(Button):
    """How one member attends. A press goes on to the next presence; the arrows change rows."""

    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go up and down the list."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.key() in steps and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.stepped.emit(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


class AttendanceRow(QFrame):
    """One member: name, what he or she is, presence and, for a mandate, who holds it.

    Emits ``noted(member, presence, holder)``. « Pouvoir » is noted once its holder is chosen.
    """

    noted = Signal(int, object, object)
    stepped = Signal(int)

    def __init__(self, look: Appearance, seat: Seat) -> None:
        super().__init__()
        self.setProperty("panel", "plain")
        self._look = look
        self._seat = seat
        self._awaits_holder = False
        member = seat.member
        self.button = PresenceButton(look, presence_word(None), small=True)
        self.button.clicked.connect(self._go_on)
        self.button.stepped.connect(self.stepped)
        self.button.setMinimumWidth(look.px(130))
        self.holder = QComboBox()
        self.holder.setAccessibleName(_("Mandate of {name} given to").format(name=member.name))
        self.holder.setPlaceholderText(_("given to…"))
        self.holder.activated.connect(self._give)
        self.holder.setMinimumWidth(look.px(200))
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(Text(member.name, Role.TITLE3))
        told = ", ".join(part for part in (role_word(member), member.expertise) if part)
        if told:
            names.addWidget(Text(told, Role.CAPTION, "ink3"))
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(16), look.px(4), look.px(16), look.px(4))
        row.setSpacing(look.px(12))
        row.addLayout(names, 1)
        row.addWidget(self.holder)
        row.addWidget(self.button)

    def show_seat(self, seat: Seat, holders: Sequence[Seat], *, may_change: bool) -> None:
        """Show how the member attends; a mandate that waits for its holder goes on waiting."""
        if seat.attendance != self._seat.attendance:
            self._awaits_holder = False
        self._seat = seat
        self.holder.clear()
        for other in holders:
            if other.member.id != seat.member.id:
                self.holder.addItem(other.member.name, other.member.id)
        held = seat.attendance.proxy_to if seat.attendance else None
        self.holder.setCurrentIndex(self.holder.findData(held) if held is not None else -1)
        for control in (self.button, self.holder):
            control.setEnabled(may_change)
        self._show()

    def _show(self) -> None:
        presence = self._presence()
        name = self._seat.member.name
        self.button.setText(presence_word(presence))
        self.button.setAccessibleName(f"{name}, {presence_word(presence)}")
        self.button.set_icon_name(_ICONS[presence])
        self.holder.setVisible(presence is Presence.PROXY)

    def _presence(self) -> Presence | None:
        if self._awaits_holder:
            return Presence.PROXY
        return self._seat.attendance.presence if self._seat.attendance else None

    def _go_on(self) -> None:
        """Go on to the next presence; one nobody can hold a mandate for is passed over."""
        presence = following(self._presence())
        if presence is Presence.PROXY and not self.holder.count():
            presence = following(presence)
        self._awaits_holder = presence is Presence.PROXY
        if self._awaits_holder:
            self.holder.setCurrentIndex(-1)
            self._show()
        else:
            self.noted.emit(self._seat.member.id, presence, None)

    def _give(self, index: int) -> None:
        self.noted.emit(self._seat.member.id, Presence.PROXY, self.holder.itemData(index))


class AttendancePane(QFrame):
    """All the members of the body. Emits what is to be noted; the room does it."""

    noted = Signal(int, object, object)
    others_present = Signal()
    closed = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self._rows: dict[int, AttendanceRow] = {}
        self.setProperty("panel", "plain")
        self.refused = Note(look, NoteKind.WARNING, " ")
        self.refused.hide()
        self.others = Button(look, _("Note the others present"), icon="user-check", small=True)
        self.others.clicked.connect(self.others_present)
        close = Button(look, _("Back to the opinions"), small=True, icon="arrow-left")
        close.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.setContentsMargins(look.px(16), look.px(10), look.px(16), look.px(4))
        head.setSpacing(look.px(8))
        head.addWidget(Text(_("Who attends"), Role.TITLE2))
        head.addStretch(1)
        head.addWidget(close)
        told = _("Space goes through the presences; a mandate waits for the name of its holder.")
        self._told = Text(told, Role.CAPTION, "ink3", wrap=True)
        below = QHBoxLayout()
        below.setContentsMargins(look.px(16), 0, look.px(16), look.px(4))
        below.setSpacing(look.px(12))
        below.addWidget(self._told, 1)
        below.addWidget(self.others)
        self._list = QVBoxLayout()
        self._list.setSpacing(1)
        self._list.setContentsMargins(0, 0, 0, 0)
        body = QFrame()
        body.setProperty("panel", "plain")
        body.setLayout(self._list)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(body)
        self._area = area
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(4))
        column.addLayout(head)
        column.addLayout(below)
        column.addWidget(self.refused)
        column.addWidget(area, 1)

    def show_meeting(self, held: Proceedings, *, may_change: bool) -> None:
        """Show the members and how they attend."""
        known = [seat.member.id for seat in held.seats]
        if list(self._rows) != known:
            self._build(held.seats)
        holders = [
            seat for seat in held.seats if seat.attendance and seat.attendance.presence in THERE
        ]
        for seat in held.seats:
            self._rows[seat.member.id].show_seat(seat, holders, may_change=may_change)
        unnoted = any(seat.attendance is None for seat in held.seats)
        self.others.setEnabled(may_change and unnoted)
        if not held.seats:
            self._told.setText(_("This committee has no member yet. Add them in « Committees »."))

    def _build(self, seats: Sequence[Seat]) -> None:
        while (item := self._list.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._rows = {}
        for seat in seats:
            row = AttendanceRow(self._look, seat)
            row.noted.connect(self._note)
            row.stepped.connect(self._step)
            self._rows[seat.member.id] = row
            self._list.addWidget(row)
        self._list.addStretch(1)

    def _note(self, member: int, presence: object, holder: object) -> None:
        self.refused.hide()
        self.noted.emit(member, presence, holder)

    def refuse(self, failure: Failure) -> None:
        """Say why something was not noted."""
        self.refused.set_words(tell(failure.told))
        self.refused.show()

    def enter(self) -> None:
        """Put the keyboard on the first member."""
        for row in self._rows.values():
            row.button.setFocus(Qt.FocusReason.OtherFocusReason)
            return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Échap goes back to the opinions."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _step(self, step: int) -> None:
        """Give the keyboard to the member above or below."""
        buttons = [row.button for row in self._rows.values()]
        held = next((n for n, button in enumerate(buttons) if button.hasFocus()), 0)
        place = max(0, min(held + step, len(buttons) - 1))
        buttons[place].setFocus(Qt.FocusReason.OtherFocusReason)
        self._area.ensureWidgetVisible(buttons[place])
