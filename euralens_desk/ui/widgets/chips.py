"""Chips: the state of a thing in an icon and a word, and chips that filter a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from euralens_desk.ui.fonts import Role
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets.flow import FlowLayout
from euralens_desk.ui.widgets.painting import box, write


class ChipTone(Enum):
    """What a chip says by its colour, beside its word."""

    GOOD = "good"
    INFORMATION = "information"
    WARNING = "warning"
    ERROR = "error"
    STUDENTS = "students"
    NEUTRAL = "neutral"


_TONES = {
    ChipTone.GOOD: ("pri", "pale", "paleb"),
    ChipTone.INFORMATION: ("inf", "inf_tint", "inf"),
    ChipTone.WARNING: ("och", "och_tint", "ochb"),
    ChipTone.ERROR: ("brk", "brk_tint", "brk"),
    ChipTone.STUDENTS: ("plm", "plm_tint", "plm"),
    ChipTone.NEUTRAL: ("ink2", "sf", "line2"),
}


def chip_size(look: Appearance, text: str, icon: str) -> QSize:
    """Return the size of a chip, for delegates that paint one."""
    fonts = look.metrics(Role.CAPTION_STRONG)
    lead = look.px(16) + look.px(5) if icon else 0
    gap = 0 if text else -look.px(5)
    return QSize(
        fonts.horizontalAdvance(text) + lead + gap + 2 * look.px(10), fonts.height() + look.px(4)
    )


def paint_chip(
    painter: QPainter, area: QRect, look: Appearance, text: str, *, icon: str, tone: ChipTone
) -> None:
    """Paint a chip into ``area``, usually of the size ``chip_size`` tells."""
    ink, ground, border = (look.colour(token) for token in _TONES[tone])
    frame = QRectF(area)
    box(painter, frame, frame.height() / 2, ground, border)
    x = frame.left() + look.px(10)
    if icon:
        side = look.px(15)
        place = QRectF(round(x), round(frame.center().y() - side / 2), side, side)
        look.icons.paint(painter, place, icon, ink)
        x += look.px(16) + look.px(5)
    line = QRectF(x, frame.top(), frame.right() - x, frame.height())
    font = look.font(Role.CAPTION_STRONG)
    write(painter, line, text, font, ink, align=Qt.AlignmentFlag.AlignVCenter)


class Chip(QWidget):
    """A state: icon and word on a tint. It is read, not pressed."""

    def __init__(
        self,
        look: Appearance,
        text: str,
        tone: ChipTone = ChipTone.NEUTRAL,
        *,
        icon: str = "",
        description: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._description = description
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_state(text, tone, icon)

    def show_state(self, text: str, tone: ChipTone, icon: str = "") -> None:
        """Say another state."""
        self._text, self._tone, self._icon = text, tone, icon
        self.setAccessibleName(text)
        self.setAccessibleDescription(self._description)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """Return the word of the state."""
        return self._text

    def sizeHint(self) -> QSize:
        """Room for the icon and the word."""
        return chip_size(self._look, self._text, self._icon)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chip."""
        del event
        paint_chip(
            QPainter(self), self.rect(), self._look, self._text, icon=self._icon, tone=self._tone
        )


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter of a row: a key of the caller, and the text with its count (« Complets 4 »)."""

    key: str
    text: str


class _FilterChip(QAbstractButton):
    """A chip that is on or off."""

    toggled_with = Signal(bool)

    def __init__(self, look: Appearance, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setCheckable(True)
        self.setText(text)
        self.setAccessibleName(text)
        self.setProperty("focusRadius", 16)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """Room for the tick, when on, and the text."""
        fonts = self._look.metrics(Role.CAPTION_STRONG)
        tick = self._look.px(20) if self.isChecked() else 0
        width = fonts.horizontalAdvance(self.text()) + tick + 2 * self._look.px(10)
        return QSize(width, fonts.height() + self._look.px(9))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell whether Ctrl was held, which adds a filter instead of changing it."""
        inside = self.rect().contains(event.position().toPoint())
        self.setDown(False)
        if inside and event.button() == Qt.MouseButton.LeftButton:
            self.toggled_with.emit(bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space and Enter press; Ctrl with them adds."""
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.toggled_with.emit(bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chip, dark with a tick when on."""
        del event
        painter, look, frame = QPainter(self), self._look, QRectF(self.rect())
        on = self.isChecked()
        ground, border = ("ink", "ink") if on else ("sf", "pri" if self.underMouse() else "line2")
        radius = frame.height() / 2
        box(painter, frame, radius, look.colour(ground), look.colour(border))
        ink: QColor = look.colour("sf" if on else "ink")
        x = frame.left() + look.px(10)
        if on:
            side = look.px(15)
            place = QRectF(round(x), round(frame.center().y() - side / 2), side, side)
            look.icons.paint(painter, place, "check", ink)
            x += look.px(20)
        line = QRectF(x, frame.top(), frame.right() - x, frame.height())
        font = look.font(Role.CAPTION_STRONG, 600 if on else 400)
        write(painter, line, self.text(), font, ink, align=Qt.AlignmentFlag.AlignVCenter)


class FilterChips(QWidget):
    """A row of filters. A click chooses one alone; Ctrl+click adds or takes away.

    The first filter is « all »: it is on when no other is. Emits ``changed`` with the keys chosen,
    empty for all.
    """

    changed = Signal(tuple)

    def __init__(self, look: Appearance, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._chips: dict[str, _FilterChip] = {}
        self._keys: tuple[str, ...] = ()
        self._row = FlowLayout(self, look.px(4), look.px(5))
        self.setAccessibleName(name)

    def set_filters(self, filters: Sequence[Filter]) -> None:
        """Show other filters, keeping those chosen that still exist."""
        while self._row.count():
            self._row.takeAt(0)
        for old in self._chips.values():
            old.deleteLater()
        self._chips = {}
        for one in filters:
            chip = _FilterChip(self._look, one.text, self)
            chip.toggled_with.connect(lambda adding, key=one.key: self._choose(key, adding))
            self._chips[one.key] = chip
            self._row.addWidget(chip)
            chip.show()
        self.select(tuple(key for key in self._keys if key in self._chips))

    def selected(self) -> tuple[str, ...]:
        """Return the keys chosen, empty for all."""
        return self._keys

    def select(self, keys: tuple[str, ...]) -> None:
        """Choose filters without telling so."""
        self._keys = keys
        for place, (key, chip) in enumerate(self._chips.items()):
            chip.setChecked(key in keys or (place == 0 and not keys))
            chip.updateGeometry()

    def _choose(self, key: str, adding: bool) -> None:
        """Answer a press of the chip ``key``."""
        if key == next(iter(self._chips)):
            chosen: tuple[str, ...] = ()
        elif adding:
            chosen = tuple(k for k in self._chips if (k in self._keys) != (k == key))
        else:
            chosen = () if self._keys == (key,) else (key,)
        self.select(chosen)
        self.changed.emit(chosen)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._row.set_gaps(self._look.px(4), self._look.px(5))
