"""The search in a piece: a field, how many places, the next and the previous one."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from euralens_desk.i18n import _
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.viewer.open_piece import Sought, Spot
from euralens_desk.ui.widgets import IconButton, Text

SETTLED_AFTER = 200
"""Milliseconds without another letter before a text is looked for."""
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _Field(QLineEdit):
    """Enter and F3 go on, with Maj back; Échap closes."""

    stepped = Signal(int)
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep the keys of the search."""
        if event.key() in (*ENTER, Qt.Key.Key_F3):
            is_back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.stepped.emit(-1 if is_back else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class SearchBar(QWidget):
    """Emits ``wanted(text)``, ``moved(Spot or None)`` for the place to show, and ``left``."""

    wanted = Signal(str)
    moved = Signal(object)
    left = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._spots: tuple[Spot, ...] = ()
        self._place = 0
        self.field = _Field()
        self.field.setPlaceholderText(_("Search in the piece"))
        self.field.setAccessibleName(_("Search in the piece"))
        self.told = Text("", Role.CAPTION, "ink2")
        self.back = IconButton(look, "chevron-up", _("Previous place"), shortcut="Maj+F3")
        self.on = IconButton(look, "chevron-down", _("Next place"), shortcut="F3")
        self.close_button = IconButton(look, "x", _("Close the search"))
        self._settled = QTimer(self, singleShot=True, interval=SETTLED_AFTER)
        row = QHBoxLayout()
        row.setSpacing(look.px(6))
        row.addWidget(self.field, 1)
        for button in (self.back, self.on, self.close_button):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(2))
        column.addLayout(row)
        column.addWidget(self.told)
        self._listen()

    def _listen(self) -> None:
        self.field.textChanged.connect(lambda _text: self._settled.start())
        self._settled.timeout.connect(self._want)
        self.field.stepped.connect(self.step)
        self.field.left.connect(self.left)
        self.back.clicked.connect(lambda: self.step(-1))
        self.on.clicked.connect(lambda: self.step(1))
        self.close_button.clicked.connect(self.left)

    @property
    def spots(self) -> tuple[Spot, ...]:
        """The places found."""
        return self._spots

    def _want(self) -> None:
        text = self.field.text().strip()
        if text:
            self.wanted.emit(text)
        else:
            self.show_found(Sought(()), 0)
            self.told.setText("")

    def step(self, by: int) -> None:
        """Go to the next place, round the end; look for the text first if it is new."""
        if self._settled.isActive():
            self._settled.stop()
            self._want()
        elif self._spots:
            self._place = (self._place + by) % len(self._spots)
            self._tell()

    def show_found(self, found: Sought, page: int) -> None:
        """Show where the text stands, from the first place at or after a page."""
        self._spots = found.spots
        after = [place for place, spot in enumerate(found.spots) if spot.page >= page]
        self._place = after[0] if after else 0
        self._tell()
        if not found.spots:
            scanned = _("No text: a scanned document")
            self.told.setText(_("No place found") if found.has_text else scanned)

    def forget(self) -> None:
        """Leave the places of another piece."""
        self._spots, self._place = (), 0
        self.told.setText("")

    def _tell(self) -> None:
        for button in (self.back, self.on):
            button.setEnabled(bool(self._spots))
        told = _("{place} of {count}").format(place=self._place + 1, count=len(self._spots))
        self.told.setText(told if self._spots else "")
        self.moved.emit(self._spots[self._place] if self._spots else None)
