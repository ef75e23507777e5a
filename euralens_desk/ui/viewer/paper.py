"""One page on its ground: scrolled, scaled to the width there is, sharp on dense screens."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from euralens_desk.ui.services import PageImage
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.viewer.open_piece import Spot
from euralens_desk.ui.widgets import box

A4 = 297 / 210
"""Height over width of a page before its own is known."""
_STEPS = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Minus: -1}


class _Paper(QWidget):
    """The page, or grey bars where it will stand."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self.image: QImage | None = None
        self.is_late = False
        self.spots: tuple[Spot, ...] = ()
        self.current: Spot | None = None

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the page as large as the paper."""
        del event
        painter, area = QPainter(self), QRectF(self.rect())
        painter.fillRect(area, QColor("#FFFFFF"))
        if self.image is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(area, self.image)
            for spot in self.spots:
                self._mark(painter, area, spot)
        elif self.is_late:
            self._draw_bars(painter, area)

    def _mark(self, painter: QPainter, area: QRectF, spot: Spot) -> None:
        """Tint a place that was found; the current one has a frame too."""
        left, top = spot.left * area.width() - 1, spot.top * area.height() - 1
        right, bottom = spot.right * area.width() + 1, spot.bottom * area.height() + 1
        place = QRectF(left, top, right - left, bottom - top)
        painter.fillRect(place, QColor(255, 196, 0, 90))  # paper is white in every theme
        if spot == self.current:
            painter.setPen(QPen(QColor("#7A4B00"), 2))
            painter.drawRect(place)

    def _draw_bars(self, painter: QPainter, area: QRectF) -> None:
        """Draw the outline of a page that is being read; it does not move (UX 7)."""
        grey, side = QColor("#E3E6DF"), area.width() * 0.1
        for place, share in enumerate((0.45, 0.8, 0.75, 0.8, 0.6, 0.8, 0.35)):
            top = side + place * self._look.px(22)
            box(painter, QRectF(side, top, area.width() * share, self._look.px(9)), 3, grey)


class PaperArea(QScrollArea):
    """Shows one page. Emits ``turned`` (+1, -1) and ``zoomed`` (+1, -1, 0 for the whole width).

    ``asked`` names what a key asks for: search, next, previous, page, whole or rotate.
    """

    turned = Signal(int)
    zoomed = Signal(int)
    resized = Signal()
    asked = Signal(str)

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._paper = _Paper(look)
        self._zoom = 1.0
        self._ratio = A4
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setWidget(self._paper)

    @property
    def is_blank(self) -> bool:
        """Whether no page is shown."""
        return self._paper.image is None

    @property
    def drawn_width(self) -> int:
        """How many pixels wide the page was drawn; 0 when none is shown."""
        return 0 if self._paper.image is None else self._paper.image.width()

    def wanted_width(self) -> int:
        """Return how many pixels of the screen the page is to be wide."""
        return round(self._paper.width() * self.devicePixelRatioF())

    def show_page(self, page: PageImage) -> None:
        """Show a page that was drawn."""
        row = page.width * 4
        kind = QImage.Format.Format_RGB32
        image = QImage(page.pixels, page.width, page.height, row, kind).copy()
        self._ratio = page.height / page.width
        self._paper.image, self._paper.is_late = image, False
        self.place()

    def show_blank(self, *, is_late: bool = False) -> None:
        """Show an empty sheet; grey bars say that the page takes its time."""
        self._paper.image, self._paper.is_late = None, is_late
        self.place()

    def set_zoom(self, zoom: float) -> None:
        """Change the size: 1 takes the whole width."""
        self._zoom = zoom
        self.place()

    def mark(self, spots: tuple[Spot, ...], current: Spot | None) -> None:
        """Show places of this page, and bring the current one into sight."""
        self._paper.spots, self._paper.current = spots, current
        self._paper.update()
        if current is not None and current in spots:
            side = self._paper.size()
            x = round((current.left + current.right) / 2 * side.width())
            y = round((current.top + current.bottom) / 2 * side.height())
            self.ensureVisible(x, y, self.width() // 4, self.height() // 4)

    def whole_page(self) -> float:
        """Return the zoom at which the whole page is seen."""
        return min(1.0, self.height() / max(1.0, self.width() * self._ratio))

    def place(self) -> None:
        """Give the paper its size; room is kept for the scroll bar when the page is high."""
        room = self.width()
        if room * self._zoom * self._ratio > self.height():
            room -= self.verticalScrollBar().sizeHint().width()
        width = max(20, round(room * self._zoom))
        self._paper.setFixedSize(QSize(width, round(width * self._ratio)))
        self._paper.update()

    def to_top(self) -> None:
        """Show the beginning of the page."""
        self.verticalScrollBar().setValue(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width."""
        super().resizeEvent(event)
        self.place()
        self.resized.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl held."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoomed.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep the keys of the piece from the page behind it."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            is_zoom = event.key() in _STEPS or event.key() == Qt.Key.Key_0
            if _asked(event) or (control and is_zoom):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page up and down go through the page, then turn it; + and − zoom, 0 takes the width."""
        bar, key = self.verticalScrollBar(), event.key()
        wanted = _asked(event)
        if wanted:
            self.asked.emit(wanted)
        elif key == Qt.Key.Key_PageDown and bar.value() == bar.maximum():
            self.turned.emit(1)
        elif key == Qt.Key.Key_PageUp and bar.value() == bar.minimum():
            self.turned.emit(-1)
        elif key in _STEPS:
            self.zoomed.emit(_STEPS[Qt.Key(key)])
        elif key == Qt.Key.Key_0:
            self.zoomed.emit(0)
        else:
            super().keyPressEvent(event)


def _asked(event: QKeyEvent) -> str:
    """Return what a key asks for: Ctrl+F, F3, Ctrl+G, R, W; empty for any other."""
    key, modifiers = event.key(), event.modifiers()
    if modifiers == Qt.KeyboardModifier.ControlModifier:
        return {Qt.Key.Key_F: "search", Qt.Key.Key_G: "page"}.get(Qt.Key(key), "")
    if key == Qt.Key.Key_F3:
        return "previous" if modifiers & Qt.KeyboardModifier.ShiftModifier else "next"
    return {Qt.Key.Key_R: "rotate", Qt.Key.Key_W: "whole"}.get(Qt.Key(key), "")


class PaperFrame(QWidget):
    """A line around the paper."""

    def __init__(self, look: Appearance, area: PaperArea) -> None:
        super().__init__()
        self._look = look
        self._area = area
        area.setParent(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave one pixel for the line."""
        super().resizeEvent(event)
        self._area.setGeometry(self.rect().adjusted(1, 1, -1, -1))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the line."""
        del event
        look = self._look
        box(QPainter(self), QRectF(self.rect()), 0, look.colour("sf"), look.colour("line2"))
