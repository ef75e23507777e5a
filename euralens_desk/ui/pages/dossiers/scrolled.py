"""A column of widgets that scrolls, and can be read with the keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from euralens_desk.ui.theme import Appearance


class Scrolled(QScrollArea):
    """Put widgets into ``column``; ``renew`` empties it."""

    def __init__(self, look: Appearance, name: str) -> None:
        super().__init__()
        self.look = look
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.renew()

    def renew(self) -> QVBoxLayout:
        """Take everything out and return the empty column."""
        look = self.look
        body = QFrame()
        body.setProperty("panel", "plain")
        self.column = QVBoxLayout(body)
        self.column.setContentsMargins(look.px(18), look.px(12), look.px(18), look.px(16))
        self.column.setSpacing(look.px(10))
        place, old = self.verticalScrollBar().value(), self.takeWidget()
        if old is not None:  # one of its buttons may be the one that was pressed
            old.hide()
            old.deleteLater()
        self.setWidget(body)
        self.verticalScrollBar().setValue(place)
        return self.column

    def add(self, *widgets: QWidget) -> None:
        """Add widgets at the end."""
        for widget in widgets:
            self.column.addWidget(widget)

    def finish(self) -> None:
        """Push what was added to the top."""
        self.column.addStretch(1)
