"""Fields that hand over what was typed when they are left, or two seconds after the last key."""

from __future__ import annotations

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy

from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets.saved import fit_lines, lines_height

SETTLED_AFTER = 2_000
"""Milliseconds without a key before a text is handed over (nothing typed is lost)."""


class LateText(QPlainTextEdit):
    """A text of several lines. Emits ``settled`` with it, only when it differs from what was shown.

    Tab goes on to the next field; ``lines`` is its least height. With ``most`` it is as high as
    what it holds, up to that many lines.
    """

    settled = Signal(str)

    def __init__(
        self, look: Appearance, name: str, *, hint: str = "", lines: int = 3, most: int = 0
    ) -> None:
        super().__init__()
        self._look = look
        self._lines = self._high = lines
        self._most = most
        self._known = ""
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self._timer = QTimer(self, singleShot=True, interval=SETTLED_AFTER)
        self._timer.timeout.connect(self.settle)
        self.textChanged.connect(self._touched)
        if most:
            self.document().setDocumentMargin(look.px(2))
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_text(self, text: str) -> None:
        """Show what the file holds, unless something else is being typed."""
        if self._timer.isActive() or self.toPlainText().strip() == text:
            if not self._timer.isActive():
                self._known = text
            return
        self._known = text
        self.setPlainText(text)
        self._timer.stop()

    def replace_text(self, text: str) -> None:
        """Show another text whatever was typed: the field now speaks of something else."""
        self._timer.stop()
        self._known = text
        self.setPlainText(text)
        self._timer.stop()

    def text(self) -> str:
        """Return what is typed, without the spaces around it."""
        return self.toPlainText().strip()

    def settle(self) -> None:
        """Hand over what was typed, if it is new."""
        self._timer.stop()
        if self.text() != self._known:
            self._known = self.text()
            self.settled.emit(self._known)

    def _touched(self) -> None:
        self._timer.start()
        self._grow()

    def _grow(self) -> None:
        if self._most:
            self._high = fit_lines(self, self._lines, self._most)
            self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height of the lines at the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._grow()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hand over the text when the field is left."""
        super().focusOutEvent(event)
        self.settle()

    def sizeHint(self) -> QSize:
        """As many lines as wanted."""
        height = lines_height(self, self._high) + self._look.px(20)
        return QSize(self._look.px(240), height)

    def minimumSizeHint(self) -> QSize:
        """The same height: a text that is squeezed cannot be read."""
        return QSize(self._look.px(120), self.sizeHint().height())


class LateLine(QLineEdit):
    """A text of one line, handed over by ``settled`` as a LateText is."""

    settled = Signal(str)

    def __init__(self, name: str, *, hint: str = "") -> None:
        super().__init__()
        self._known = ""
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self._timer = QTimer(self, singleShot=True, interval=SETTLED_AFTER)
        self._timer.timeout.connect(self.settle)
        self.textEdited.connect(self._touched)
        self.editingFinished.connect(self.settle)

    def show_text(self, text: str) -> None:
        """Show what the file holds, unless something else is being typed."""
        if not self._timer.isActive():
            self._known = text
            if self.text().strip() != text:
                self.setText(text)

    def replace_text(self, text: str) -> None:
        """Show another text whatever was typed: the field now speaks of something else."""
        self._timer.stop()
        self._known = text
        self.setText(text)

    def settle(self) -> None:
        """Hand over what was typed, if it is new."""
        self._timer.stop()
        if self.text().strip() != self._known:
            self._known = self.text().strip()
            self.settled.emit(self._known)

    def _touched(self, _text: str) -> None:
        self._timer.start()
