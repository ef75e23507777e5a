"""Comments: the one field that writes by itself, and the mark of a row that has one."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QTextCursor
from PySide6.QtWidgets import QAbstractButton, QPlainTextEdit, QSizePolicy, QWidget

from euralens_desk.ui.theme import Appearance

WRITTEN_AFTER = 2_000
"""Milliseconds of typing a power cut may cost at most (TRUST row 1)."""


class CommentField(QPlainTextEdit):
    """Edits the comment of one place at a time (a position, or ``WHOLE_DOSSIER``).

    ``written(place, text)`` comes two seconds after typing began, and whenever the field is left;
    ``left`` when Échap gives the keyboard back.
    """

    written = Signal(int, str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = 0
        self._stored = ""
        self.document().setDocumentMargin(0)
        self.setTabChangesFocus(True)
        self._timer = QTimer(self, singleShot=True, interval=WRITTEN_AFTER)
        self._timer.timeout.connect(self.flush)
        self.textChanged.connect(self._typed)

    def show_comment(self, place: int, text: str, name: str, *, locked: bool) -> None:
        """Show the comment of a place; what was being typed elsewhere is written first."""
        is_typing = self._timer.isActive() and place == self._place
        if place != self._place:
            self.flush()
        self._place = place
        self.setReadOnly(locked)
        if self.accessibleName() != name:
            self.setAccessibleName(name)
        if is_typing:
            return
        self._stored = text
        if self.toPlainText() != text:
            self.blockSignals(True)
            self.setPlainText(text)
            self.moveCursor(QTextCursor.MoveOperation.End)
            self.blockSignals(False)

    def _typed(self) -> None:
        """Start counting at the first key, so that a long sentence does not put off the writing."""
        if not self._timer.isActive():
            self._timer.start()

    def flush(self) -> None:
        """Write what was typed, if it differs from what is kept."""
        self._timer.stop()
        text = self.toPlainText().strip()
        if text != self._stored and not self.isReadOnly():
            self._stored = text
            self.written.emit(self._place, text)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Write on leaving."""
        super().focusOutEvent(event)
        self.flush()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Échap goes back to the row, and nothing typed is lost."""
        if event.key() == Qt.Key.Key_Escape:
            self.flush()
            self.left.emit()
        else:
            super().keyPressEvent(event)


class CommentMark(QAbstractButton):
    """The icon of a comment: an outline, or filled with lines when there is one to read."""

    def __init__(self, look: Appearance, name: str, keys: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._keys = keys
        self._has_comment = False
        self.setAccessibleName(name)
        self.setToolTip(f"{name} ({keys})" if keys else name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_comment(self, text: str) -> None:
        """Say whether there is a comment; the tooltip holds it."""
        name = f"{self.accessibleName()} ({self._keys})" if self._keys else self.accessibleName()
        self.setToolTip(text or name)
        self.setAccessibleDescription(text)
        if bool(text) != self._has_comment:
            self._has_comment = bool(text)
            self.update()

    def sizeHint(self) -> QSize:
        """A square as high as a level."""
        side = self._look.level_height
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the icon."""
        del event
        painter, look = QPainter(self), self._look
        side = look.px(20)
        left, top = (self.width() - side) // 2, (self.height() - side) // 2
        token = "pri" if self._has_comment or self.underMouse() else "ink3"
        icon = "message-square-text" if self._has_comment else "message-square"
        look.icons.paint(painter, QRectF(left, top, side, side), icon, look.colour(token))
