"""Fields saved as they are left: a line, a text of several lines, a choice, a day, a number."""

from __future__ import annotations

from datetime import date
from math import ceil

from PySide6.QtCore import QDate, QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QResizeEvent, QWheelEvent
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
from euralens_desk.ui.widgets.keys import typed_characters

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def fit_lines(text: QPlainTextEdit, least: int, most: int) -> int:
    """Return how many lines a text takes at its width; it scrolls only past the most."""
    lines = round(text.document().size().height())
    policy = Qt.ScrollBarPolicy
    bar = policy.ScrollBarAsNeeded if lines > most else policy.ScrollBarAlwaysOff
    text.setVerticalScrollBarPolicy(bar)
    return max(least, min(lines, most))


def lines_height(text: QPlainTextEdit, lines: int) -> int:
    """Return how high some lines are; rounded lines would lose a pixel each."""
    return ceil(QFontMetricsF(text.font()).lineSpacing() * lines) + 1


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
            if event.key() in ENTER:
                event.accept()


class SavedText(QPlainTextEdit):
    """A text of a few lines saved when it is left or by Ctrl+Enter; Tab goes to the next field.

    It is ``lines`` high, and grows with what it holds up to ``most`` lines.
    """

    saved = Signal(str)
    left = Signal()

    def __init__(
        self,
        look: Appearance,
        name: str,
        lines: int = 3,
        parent: QWidget | None = None,
        *,
        most: int | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._lines = lines
        self._most = most or lines
        self._value = ""
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._measure)
        self.textChanged.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        """Keep the height of its lines at the text size in use."""
        lines = fit_lines(self, self._lines, self._most)
        self.setFixedHeight(lines_height(self, lines) + self._edges())

    def _edges(self) -> int:
        """Return the height of what is above and under the lines."""
        return self._look.px(20)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height of the lines at the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._measure()

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
        if event.key() in ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.save()
        elif event.key() == Qt.Key.Key_Escape:
            self.save()
            self.left.emit()
        else:
            super().keyPressEvent(event)


class SavedParagraph(SavedText):
    """A text without line breaks that wraps: Enter saves it, and what is pasted stays in one.

    With one line it is as high as a field of one line.
    """

    def __init__(self, look: Appearance, name: str, *, most: int) -> None:
        super().__init__(look, name, 1, most=most)
        self.document().setDocumentMargin(0)

    def _edges(self) -> int:
        return 2 * (self._look.px(6) + self._look.tokens.border) + 2

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste the words alone."""
        self.insertPlainText(" ".join(source.text().split()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Save with Enter."""
        if event.key() in ENTER:
            self.save()
        else:
            super().keyPressEvent(event)


class SavedChoice(QComboBox):
    """A choice saved at once. Emits ``saved(object)`` with the data of the words chosen.

    A digit chooses the words that begin with it, whether the list is open or not. The arrows and
    the letters open the list instead of running through it: each step would be saved on its way.
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
        self.view().installEventFilter(self)

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
        """Choose by a digit; open the list where a plain box would already change."""
        if self._choose_by_code(event):
            return
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.showPopup()
        elif event.text().isalnum():
            self.showPopup()
            self.view().keyboardSearch(event.text())
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Choose by a digit in the open list too."""
        if (
            watched is self.view()
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and self._choose_by_code(event)
        ):
            self.hidePopup()
            return True
        return super().eventFilter(watched, event)

    def _choose_by_code(self, event: QKeyEvent) -> bool:
        """Choose the words whose code is the digit typed, and say whether there are any."""
        codes = [self.itemText(row).partition(" ")[0] for row in range(self.count())]
        for typed in typed_characters(event):
            if typed.isdigit() and codes.count(typed) == 1:
                self.setCurrentIndex(codes.index(typed))
                self._choose(self.currentIndex())
                return True
        return False

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()


class DayEdit(QDateEdit):
    """A day with its calendar; Tab goes to the next field, the arrows from part to part."""

    def __init__(self, name: str, day: date | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setCalendarPopup(True)
        self.setDisplayFormat("dd/MM/yyyy")
        if day is not None:
            self.show_day(day)

    def day(self) -> date:
        """Return the day shown."""
        shown = self.date()
        return date(shown.year(), shown.month(), shown.day())

    def show_day(self, day: date) -> None:
        """Show another day."""
        self.setDate(QDate(day.year, day.month, day.day))

    def focusNextPrevChild(self, next_one: bool) -> bool:
        """Leave the field at once: a plain one would ask a Tab for each part."""
        return QWidget.focusNextPrevChild(self, next_one)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()


class DayField(DayEdit):
    """A day saved as it is left. Emits ``saved(date)`` by Enter or when it is left."""

    saved = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent=parent)
        self._value: date | None = None
        self.editingFinished.connect(self.save)

    def show_value(self, value: date) -> None:
        """Show what the file holds; what is being typed stays."""
        is_typing = self.hasFocus() and self._value is not None and self.day() != self._value
        self._value = value
        if not is_typing:
            self.show_day(value)

    def save(self) -> None:
        """Tell the day typed, if it differs."""
        if self.day() != self._value:
            self._value = self.day()
            self.saved.emit(self._value)


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
