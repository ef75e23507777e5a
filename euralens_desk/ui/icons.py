"""Line icons, drawn from their SVG in the colour of a token and kept once drawn."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer


class IconLibrary:
    """The icons of one directory. Drawings are cached by name, colour and size in pixels."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._source = cache(self._read)
        self._drawn: dict[tuple[str, str, int, float], QPixmap] = {}

    def paint(self, painter: QPainter, box: QRectF, name: str, colour: QColor) -> None:
        """Draw an icon into ``box``, in the colour given. Raises FileNotFoundError if unknown."""
        size, ratio = round(box.width()), painter.device().devicePixelRatioF()
        painter.drawPixmap(box.topLeft(), self.pixmap(name, colour, size, ratio))

    def pixmap(self, name: str, colour: QColor, size: int, ratio: float = 1.0) -> QPixmap:
        """Return an icon of ``size`` logical pixels for a screen of that pixel ratio."""
        key = (name, colour.name(), size, ratio)
        if key not in self._drawn:
            self._drawn[key] = self._draw(name, colour, size, ratio)
        return self._drawn[key]

    def icon(self, name: str, colour: QColor, size: int) -> QIcon:
        """Return an icon for a menu or a model, with a drawing for dense screens."""
        result = QIcon()
        for ratio in (1.0, 2.0):
            result.addPixmap(self.pixmap(name, colour, size, ratio))
        return result

    def _read(self, name: str) -> str:
        """Return the drawing of an icon as text."""
        return (self._directory / f"{name}.svg").read_text(encoding="utf-8")

    def _draw(self, name: str, colour: QColor, size: int, ratio: float) -> QPixmap:
        """Render an icon on a transparent ground."""
        drawing = self._source(name).replace("currentColor", colour.name())
        pixels = QPixmap(round(size * ratio), round(size * ratio))
        pixels.setDevicePixelRatio(ratio)
        pixels.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixels)
        QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, size, size))
        painter.end()
        return pixels
