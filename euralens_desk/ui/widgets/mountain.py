"""The mark of the program: two spoil tips on their ground line, drawn in the colours of a theme."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets.painting import smooth

_PROPORTION = 0.72
_FLAT = 0.4


@dataclass(frozen=True, slots=True)
class TipColours:
    """The tokens of the far tip, the near tip and the ground line."""

    far: str = "ink3"
    near: str = "pri"
    ground: str = "pri"


ON_WINDOW = TipColours()
ON_RAIL = TipColours("rail_idle", "rail_mark", "rail_mark")
FADED = TipColours("hat", "paleb", "pri")


def paint_tips(painter: QPainter, area: QRectF, look: Appearance, colours: TipColours) -> None:
    """Paint the two tips into ``area``, which should be wider than high (1 : 0.72)."""
    painter.save()
    smooth(painter)
    painter.setPen(Qt.PenStyle.NoPen)
    width, height = area.width(), area.height()
    base = area.bottom() - 3 if height < width / 2 else area.top() + height * 0.86
    far = [(0.04, base), (0.37, area.top()), (0.70, base)]
    near = [(0.38, base), (0.68, area.top() + height * 0.2), (0.97, base)]
    for points, token in ((far, colours.far), (near, colours.near)):
        painter.fillPath(_tip(area, points), look.colour(token))
    line = max(1.5, min(height * 0.07, 3.0))
    ground = QRectF(area.left(), area.bottom() - line, width, line)
    painter.fillRect(ground, QColor(look.colour(colours.ground)))
    painter.restore()


def _tip(area: QRectF, points: list[tuple[float, float]]) -> QPainterPath:
    """Return a triangle with a soft summit; abscissas are shares of the width."""
    left, top, right = (QPointF(area.left() + x * area.width(), y) for x, y in points)
    soft = 0.09
    path = QPainterPath(left)
    path.lineTo(top + (left - top) * soft)
    path.quadTo(top, top + (right - top) * soft)
    path.lineTo(right)
    path.closeSubpath()
    return path


class TipsMark(QWidget):
    """The mark as a picture beside a title; ``flat`` for the wide picture of an empty page."""

    def __init__(
        self,
        look: Appearance,
        width: int = 33,
        colours: TipColours = ON_WINDOW,
        *,
        flat: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._width = width
        self._colours = colours
        self._proportion = _FLAT if flat else _PROPORTION
        self.setAccessibleName("Euralens Desk")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As wide as asked."""
        width = self._look.px(self._width)
        return QSize(width, round(width * self._proportion))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tips."""
        del event
        paint_tips(QPainter(self), QRectF(self.rect()), self._look, self._colours)
