"""Icons standing alone: as they are, or in a small tinted square."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets.painting import box


class Picture(QWidget):
    """An icon in the colour of a token; ``size`` in pixels at 100 %. Decoration without a name."""

    def __init__(
        self,
        look: Appearance,
        icon: str,
        token: str = "ink",
        size: int = 18,
        *,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._icon = icon
        self._token = token
        self._size = size
        self.setAccessibleName(name or icon)
        self.setToolTip(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_icon(self, icon: str, token: str) -> None:
        """Show another icon."""
        self._icon, self._token = icon, token
        self.update()

    def sizeHint(self) -> QSize:
        """A square."""
        side = self._look.px(self._size)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the icon."""
        del event
        look, side = self._look, self.sizeHint().width()
        place = QRectF((self.width() - side) // 2, (self.height() - side) // 2, side, side)
        look.icons.paint(QPainter(self), place, self._icon, look.colour(self._token))


class TintedIcon(QWidget):
    """An icon in a tinted square, at the head of a row. ``family`` is inf, och, brk, plm or pri."""

    def __init__(
        self,
        look: Appearance,
        icon: str,
        family: str,
        *,
        side: int = 36,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._icon = icon
        self._family = family
        self._side = side
        self.setAccessibleName(name or icon)
        self.setToolTip(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A square."""
        side = self._look.px(self._side)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the square and the icon."""
        del event
        painter, look, area = QPainter(self), self._look, QRectF(self.rect())
        ground, border, ink = _TINTS.get(self._family, _TINTS["ink"])
        box(painter, area, 6, look.colour(ground), look.colour(border))
        side = look.px(20)
        place = QRectF(round((area.width() - side) / 2), round((area.height() - side) / 2), side, 1)
        place.setHeight(side)
        look.icons.paint(painter, place, self._icon, look.colour(ink))


_TINTS = {
    "pri": ("pale", "paleb", "pri"),
    "inf": ("inf_tint", "inf", "inf"),
    "och": ("och_tint", "ochb", "och"),
    "brk": ("brk_tint", "brk", "brk"),
    "plm": ("plm_tint", "plm", "plm"),
    "ink": ("alt", "line2", "ink2"),
}
"""Ground, border and drawing of each family of tokens."""
