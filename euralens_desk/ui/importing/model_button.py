"""The button of the correspondence in use: a mark-page, its name, an arrow for its menu."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent

from euralens_desk.i18n import _
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import Button

ARROW = 22
"""Width of the arrow and its gap in pixels at 100 %."""


class ModelButton(Button):
    """Says which correspondence is followed; a press opens what may be done with it."""

    def __init__(self, look: Appearance) -> None:
        super().__init__(look, "", icon="bookmark")
        self.show_name("")

    def show_name(self, name: str) -> None:
        """Name the correspondence; an empty name is that of none."""
        self.setText(_("Model: {name}").format(name=name or _("none")))

    def sizeHint(self) -> QSize:
        """Room for the arrow."""
        size = super().sizeHint()
        return QSize(size.width() + self.look.px(ARROW), size.height())

    def _draw_content(self, painter: QPainter, area: QRectF, colour: QColor) -> None:
        """Leave the right end to the arrow."""
        left = area.adjusted(0, 0, -self.look.px(ARROW), 0)
        super()._draw_content(painter, left, colour)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the button, then the arrow at its right."""
        super().paintEvent(event)
        side = self.look.px(16)
        place = QRectF(self.width() - 1.7 * side, round((self.height() - side) / 2), side, side)
        self.look.icons.paint(QPainter(self), place, "chevron-down", self.look.colour("ink"))
