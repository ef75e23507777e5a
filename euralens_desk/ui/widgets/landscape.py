"""The landscape at the foot of the home page: two tips, a headframe, trees."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from euralens_desk.i18n import _
from euralens_desk.ui.theme import Appearance


class Landscape(QWidget):
    """The drawing of the home page, as wide as its place, standing on the lower edge."""

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._drawing = QSvgRenderer(str(look.resources / "themes" / "home.svg"), self)
        self._drawing.setAspectRatioMode(Qt.AspectRatioMode.IgnoreAspectRatio)
        self.setAccessibleName(_("Two spoil tips, one black, one planted"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """The size of the drawing."""
        return QSize(470, 250)

    def minimumSizeHint(self) -> QSize:
        """A low window leaves it out."""
        return QSize(120, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw as much as fits, keeping the ground at the foot."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colour("rail"))
        height = self.width() * 250 / 470
        place = QRectF(0, self.height() - height, self.width(), height)
        self._drawing.render(painter, place)
