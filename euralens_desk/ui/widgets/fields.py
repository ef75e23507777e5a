"""Fields: search with its shortcut, a choice between a few words, and a counter of voices."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPainterPath, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QSpinBox,
    QWidget,
)

from euralens_desk.i18n import _
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets.buttons import IconButton
from euralens_desk.ui.widgets.keyhints import KeyCap
from euralens_desk.ui.widgets.painting import box, write
from euralens_desk.ui.widgets.pictures import Picture


class SearchField(QLineEdit):
    """A line to search with: glass at the left, shortcut at the right while it is empty.

    Échap empties it first; pressed again, it goes on to the page.
    """

    def __init__(
        self,
        look: Appearance,
        placeholder: str,
        caps: Sequence[str] = ("Ctrl", "F"),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self._glass = Picture(look, "search", "ink2", 18, parent=self)
        self._caps = [KeyCap(look, cap, self) for cap in caps]
        self._cross = IconButton(look, "x", _("Clear the search"), bare=True, parent=self)
        self._cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._cross.clicked.connect(self.clear)
        self.textChanged.connect(self._show_ends)
        self._show_ends(self.text())

    def _show_ends(self, text: str) -> None:
        """Show the shortcut while empty, the cross otherwise."""
        self._cross.setVisible(bool(text))
        for cap in self._caps:
            cap.setVisible(not text)
        right = self._look.px(14)
        right += sum(cap.sizeHint().width() + self._look.px(6) for cap in self._caps)
        self.setTextMargins(self._look.px(26), 0, right, 0)

    def resizeEvent(self, event: object) -> None:
        """Place the glass, the keys and the cross."""
        look, middle = self._look, self.height() // 2
        side = self._glass.sizeHint().width()
        self._glass.setGeometry(look.px(12), middle - side // 2, side, side)
        x = self.width() - look.px(8)
        for cap in reversed(self._caps):
            size = cap.sizeHint()
            x -= size.width()
            cap.setGeometry(x, middle - size.height() // 2, size.width(), size.height())
            x -= look.px(6)
        cross = self._cross.sizeHint().width()
        self._cross.setGeometry(self.width() - cross - 2, middle - cross // 2, cross, cross)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Empty the field with Échap."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._show_ends(self.text())


class _Segment(QAbstractButton):
    """One word of a segmented choice."""

    def __init__(self, look: Appearance, text: str, token: str) -> None:
        super().__init__()
        self._look = look
        self._token = token
        self._rounded = (False, False)
        self.setText(text)
        self.setCheckable(True)
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_rounded(self, left: bool, right: bool) -> None:
        """Say which ends of the row this segment is."""
        self._rounded = (left, right)

    def sizeHint(self) -> QSize:
        """Always with room for the tick, so that choosing moves nothing."""
        text = self._look.metrics(Role.TITLE3).horizontalAdvance(self.text())
        return QSize(text + self._look.px(14) * 2 + self._look.px(20), self._look.control_height)

    def minimumSizeHint(self) -> QSize:
        """The padding may shrink, the text never."""
        text = self._look.metrics(Role.TITLE3).horizontalAdvance(self.text())
        return QSize(text + self._look.px(30), self._look.control_height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the segment."""
        del event
        painter, look, area = QPainter(self), self._look, QRectF(self.rect())
        on = self.isChecked()
        ground = self._token if on else ("sel" if self.underMouse() else "sf")
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(self._shape(area), look.colour(ground))
        ink = look.colour("onpri" if self._token == "pri" else "sf") if on else look.colour("ink")
        if not self.isEnabled() and not on:
            ink = look.colour("ink3")
        font = look.font(Role.TITLE3 if on else Role.BODY)
        text = look.metrics(Role.TITLE3).horizontalAdvance(self.text())
        side = look.px(16)
        lead = side + look.px(4) if on else 0
        x = (area.width() - text - lead) / 2
        if on:
            place = QRectF(round(x), round((area.height() - side) / 2), side, side)
            look.icons.paint(painter, place, "check", ink)
        line = QRectF(x + lead, 0, text + 2, area.height())
        write(painter, line, self.text(), font, ink)

    def _shape(self, area: QRectF) -> QPainterPath:
        """Return the area, rounded at the ends of the row."""
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        path.addRoundedRect(area, 5, 5)
        middle = area.center().x()
        if not self._rounded[0]:
            path.addRect(QRectF(area.left(), area.top(), middle - area.left(), area.height()))
        if not self._rounded[1]:
            path.addRect(QRectF(middle, area.top(), area.right() - middle, area.height()))
        return path


class SegmentedChoice(QWidget):
    """A few words, one chosen or none (a proposition has no default). Emits ``chosen`` by key.

    ``token`` is the ground of the chosen word: "ink" for a view, "pri" for a decision. ← → move.
    """

    chosen = Signal(object)

    def __init__(
        self,
        look: Appearance,
        name: str,
        options: Sequence[tuple[object, str]],
        *,
        selected: object = None,
        token: str = "ink",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._segments: dict[object, _Segment] = {}
        self._group = QButtonGroup(self)
        self.setProperty("focusGroup", True)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(1)
        for place, (key, text) in enumerate(options):
            segment = _Segment(look, text, token)
            segment.set_rounded(place == 0, place == len(options) - 1)
            segment.clicked.connect(lambda _checked=False, key=key: self.chosen.emit(key))
            self._segments[key] = segment
            self._group.addButton(segment)
            row.addWidget(segment)
        self.select(selected)

    def selected(self) -> object:
        """Return the key chosen, None when none is."""
        return next((key for key, one in self._segments.items() if one.isChecked()), None)

    def select(self, key: object) -> None:
        """Choose without telling so; a key that is not offered chooses nothing."""
        self._group.setExclusive(False)
        for other, segment in self._segments.items():
            segment.setChecked(other == key)
        self._group.setExclusive(True)

    def name_option(self, key: object, text: str) -> None:
        """Give a word another text. Raises KeyError when it is not offered."""
        segment = self._segments[key]
        segment.setText(text)
        segment.setAccessibleName(text)
        segment.updateGeometry()

    def segment(self, key: object) -> QAbstractButton:
        """Return the button of a word. Raises KeyError when it is not offered."""
        return self._segments[key]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame and the lines between the words."""
        del event
        look = self._look
        box(QPainter(self), QRectF(self.rect()), 6, look.colour("line2"))


class NumberField(QSpinBox):
    """A whole number between two bounds, typed or stepped."""

    def __init__(
        self, look: Appearance, name: str, least: int, most: int, value: int, suffix: str = ""
    ) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setRange(least, most)
        self.setSuffix(suffix)
        self.setValue(value)
        # A style sheet's padding does not reach the line inside a spin box.
        self.lineEdit().setTextMargins(look.px(8), 0, 0, 0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page: a number is never changed by scrolling over it."""
        event.ignore()


class _CountField(QSpinBox):
    """The number between − and +: these two keys step it as the arrows do."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page: a vote is never changed by scrolling over it."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step the number."""
        steps = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Minus: -1}
        if event.key() in steps:
            self.stepBy(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


class Counter(QWidget):
    """A number of voices between − and +; typing works too. Emits ``changed`` with the number."""

    changed = Signal(int)

    def __init__(
        self,
        look: Appearance,
        name: str,
        *,
        value: int = 0,
        maximum: int = 99,
        small: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        less, more = _("One less: {what}"), _("One more: {what}")
        self.less = IconButton(look, "minus", less.format(what=name), small=small, bare=True)
        self.more = IconButton(look, "plus", more.format(what=name), small=small, bare=True)
        self.field = _CountField()
        self.field.setProperty("bare", True)  # the style sheet takes the arrows away
        self.field.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.field.setMaximum(maximum)
        self.field.setValue(value)
        self.field.setAccessibleName(name)
        self.field.setFixedWidth(look.px(44))
        self.less.clicked.connect(self.field.stepDown)
        self.more.clicked.connect(self.field.stepUp)
        self.field.valueChanged.connect(self.changed)
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(0)
        for widget in (self.less, self.field, self.more):
            row.addWidget(widget)
        for button in (self.less, self.more):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setProperty("focusGroup", True)

    def value(self) -> int:
        """Return the number."""
        return self.field.value()

    def set_value(self, value: int) -> None:
        """Show a number without telling so."""
        self.field.blockSignals(True)
        self.field.setValue(value)
        self.field.blockSignals(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame."""
        del event
        look = self._look
        painter, area = QPainter(self), QRectF(self.rect())
        box(painter, area, 6, look.colour("sf"), look.colour("line2"), width=look.tokens.border)
        for x in (self.field.x() - 1, self.field.geometry().right() + 1):
            painter.fillRect(QRectF(x, 1, 1, area.height() - 2), look.colour("line2"))
