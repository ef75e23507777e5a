"""Fields saved as they are left: a line, a text of several lines, a choice, a day, a number."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QSpinBox,
    QWidget,
)

from euralens_desk.ui.theme import Appearance


class SavedField(QLineEdit):
    """A line saved by Enter or when it is left. Emits ``saved(str)`` only when the text differs.

    Échap saves too, loses nothing, and emits ``left``: the page takes the keyboard back.
    """

    saved = Signal(str)
    left = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value = ""
        self.setAccessibleName(name)
        self.editingFinished.connect(self.save)

    def show_value(self, value: str) -> None:
        """Show what the file holds; what is being typed stays."""
        is_typing = self.hasFocus() and self.text() != self._value
        self._value = value
        if not is_typing and self.text() != value:
            self.setText(value)
            self.setCursorPosition(0)

    def save(self) -> None:
        """Tell what was typed, if anything."""
        if self.text() != self._value:
            self._value = self.text()
            self.saved.emit(self._value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Échap; Enter goes no further than the field."""
        if event.key() == Qt.Key.Key_Escape:
            self.save()
            self.left.emit()
        else:
            super().keyPressEvent(event)
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                event.accept()


class SavedText(QPlainTextEdit):
    """A text of a few lines saved when it is left or by Ctrl+Enter; Tab goes to the next field."""

    saved = Signal(str)
    left = Signal()

    def __init__(
        self, look: Appearance, name: str, lines: int = 3, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._lines = lines
        self._value = ""
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        """Keep the height of its lines at the text size in use."""
        self.setFixedHeight(self.fontMetrics().lineSpacing() * self._lines + self._look.px(20))

    def setReadOnly(self, read_only: bool) -> None:
        """Take the look of a text to read."""
        super().setReadOnly(read_only)
        self.style().unpolish(self)
        self.style().polish(self)

    def text(self) -> str:
        """Return what is typed, its unbreakable spaces kept."""
        return self.document().toRawText().replace("\u2029", "\n")

    def show_value(self, value: str) -> None:
        """Show what the file holds; what is being typed stays."""
        is_typing = self.hasFocus() and self.text() != self._value
        self._value = value
        if not is_typing and self.text() != value:
            self.setPlainText(value)

    def save(self) -> None:
        """Tell what was typed, if anything."""
        if self.text() != self._value:
            self._value = self.text()
            self.saved.emit(self._value)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Save what is left."""
        super().focusOutEvent(event)
        self.save()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Save with Ctrl+Enter, leave with Échap."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.save()
        elif event.key() == Qt.Key.Key_Escape:
            self.save()
            self.left.emit()
        else:
            super().keyPressEvent(event)


class SavedChoice(QComboBox):
    """A choice saved at once. Emits ``saved(object)`` with the data of the words chosen.

    The arrows open the list instead of running through it: each step would be saved on its way.
    The wheel scrolls the page.
    """

    saved = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value: object = None
        self.setAccessibleName(name)
        self.setMinimumContentsLength(8)
        self.setSizeAdjustPolicy(self.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.activated.connect(self._choose)

    def show_value(self, value: object) -> None:
        """Show what the file holds."""
        self._value = value
        self.setCurrentIndex(self.findData(value))

    def _choose(self, row: int) -> None:
        value = self.itemData(row)
        if value != self._value:
            self._value = value
            self.saved.emit(value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the list where a plain box would already change."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) or event.text().isalnum():
            self.showPopup()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()


class DayField(QDateEdit):
    """A day with its calendar. Emits ``saved(date)`` by Enter or when it is left."""

    saved = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value: date | None = None
        self.setAccessibleName(name)
        self.setCalendarPopup(True)
        self.setDisplayFormat("dd/MM/yyyy")
        self.editingFinished.connect(self.save)

    def day(self) -> date:
        """Return the day shown."""
        shown = self.date()
        return date(shown.year(), shown.month(), shown.day())

    def show_value(self, value: date) -> None:
        """Show what the file holds; what is being typed stays."""
        is_typing = self.hasFocus() and self._value is not None and self.day() != self._value
        self._value = value
        if not is_typing:
            self.setDate(QDate(value.year, value.month, value.day))

    def save(self) -> None:
        """Tell the day typed, if it differs."""
        if self.day() != self._value:
            self._value = self.day()
            self.saved.emit(self._value)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()


class SavedNumber(QSpinBox):
    """A whole number. Emits ``saved(int)`` by Enter or when it is left, if it differs."""

    saved = Signal(int)

    def __init__(
        self, name: str, least: int, most: int, suffix: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._value: int | None = None
        self.setRange(least, most)
        self.setSuffix(suffix)
        self.setAccessibleName(name)
        self.lineEdit().setTextMargins(self.fontMetrics().averageCharWidth(), 0, 0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.editingFinished.connect(self.save)

    def show_value(self, value: int) -> None:
        """Show what the file holds; what is being typed stays."""
        is_typing = self.hasFocus() and self._value is not None and self.value() != self._value
        self._value = value
        if not is_typing:
            self.setValue(value)

    def save(self) -> None:
        """Tell the number, if it differs."""
        if self.value() != self._value:
            self._value = self.value()
            self.saved.emit(self._value)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()
