"""What the pages of the projector are painted with: a canvas 1080 units high, faces and inks.

A page is laid out once, on a height of 1080, and scaled to the screen: a text of 27 units is 27
pixels on a screen of 1080 lines and 54 on one of 2160. The faces and the inks are the only ones
there are, so that nothing can be written smaller than 24 units or with too little contrast.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen, QTextLayout, QTextOption

from euralens_desk.ui.fonts import SANS
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets.painting import box, smooth

HEIGHT = 1080.0
"""Units of the height of every page."""
MARGIN = 48.0
"""What projectors may cut off at the left and the right: nothing is written there."""
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEADING = 1.08


class Face(Enum):
    """Size in units and weight of every text; 24 is the least a room can read."""

    SMALL = (24, 400)
    SMALL_STRONG = (24, 600)
    AXIS = (25, 600)
    BAND = (26, 400)
    BODY = (27, 400)
    STRONG = (27, 700)
    HEADING = (30, 600)
    LARGE = (36, 400)
    LARGE_STRONG = (36, 700)
    VALUE = (44, 400)
    TITLE_LOW = (46, 700)
    TITLE = (52, 700)

    @property
    def font(self) -> QFont:
        """The font, with widths that stay true at any scale."""
        size, weight = self.value
        made = QFont(SANS)
        made.setPixelSize(size)
        made.setWeight(QFont.Weight(weight))
        made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return made

    @property
    def line(self) -> float:
        """The height of a line in a paragraph."""
        return float(round(self.value[0] * _LEADING))


class Ink(Enum):
    """A text and what it is written on, as tokens of the light theme: at least 7:1."""

    BODY = ("ink", "sf")
    QUIET = ("ink2", "sf")
    AXIS = ("pri", "sf")
    SIDE = ("ink", "alt")
    SIDE_QUIET = ("ink2", "alt")
    FLAGGED = ("ink", "och_tint")
    FLAGGED_QUIET = ("ink2", "och_tint")
    BAND = ("rail_text", "rail")
    BAND_QUIET = ("rail_idle", "rail")


Run = tuple[str, Face]


class Canvas:
    """A painter in units, and the list of all that was ``said``: written, or told of a drawing."""

    def __init__(self, painter: QPainter, width: float, look: Appearance) -> None:
        self.painter = painter
        self.width = width
        self.look = look
        self.said: list[str] = []
        self._pixel = 1 / painter.transform().m22()
        """A pixel of the screen in units: a thinner line would vanish here and there."""

    def say(self, text: str) -> None:
        """Tell in words what is only drawn."""
        self.said.append(text)

    # Shapes

    def fill(self, area: QRectF, token: str) -> None:
        """Fill a rectangle."""
        self.painter.fillRect(area, self.look.colour(token))

    def rule(self, left: float, right: float, y: float, token: str, thick: float = 1) -> None:
        """Draw a horizontal line whose lower edge is at ``y``."""
        high = max(thick, self._pixel)
        self.fill(QRectF(left, y - high, right - left, high), token)

    def upright(self, x: float, top: float, bottom: float) -> None:
        """Draw a thin vertical line."""
        self.fill(QRectF(x, top, max(1.0, self._pixel), bottom - top), "line")

    def frame(self, area: QRectF, fill: str, border: str, *, width: float = 2) -> None:
        """Draw a rounded box."""
        colour = self.look.colour
        box(self.painter, area, 8, colour(fill), colour(border), width=width)

    def dot(self, centre: QPointF, size: float, token: str) -> None:
        """Draw a full dot."""
        self.painter.save()
        smooth(self.painter)
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(self.look.colour(token))
        self.painter.drawEllipse(centre, size / 2, size / 2)
        self.painter.restore()

    # Texts

    def advance(self, text: str, face: Face) -> float:
        """Return how wide a text is."""
        return QFontMetricsF(face.font).horizontalAdvance(text)

    def write(
        self,
        area: QRectF,
        text: str,
        face: Face,
        ink: Ink,
        align: Qt.AlignmentFlag = LEFT,
        *,
        is_said: bool = True,
    ) -> None:
        """Write one line into ``area``, cut with « … » where it does not fit."""
        if is_said and text:
            self.say(text)
        fitting = QFontMetricsF(face.font).elidedText(
            text, Qt.TextElideMode.ElideRight, area.width() + 0.5
        )
        self.painter.setFont(face.font)
        self.painter.setPen(QPen(self.look.colour(ink.value[0])))
        self.painter.drawText(area, align | Qt.TextFlag.TextSingleLine, fitting)

    def runs(self, area: QRectF, runs: Sequence[Run], ink: Ink) -> None:
        """Write one line made of several faces."""
        self.say("".join(text for text, _face in runs))
        left = area.left()
        for text, face in runs:
            room = QRectF(left, area.top(), max(0.0, area.right() - left), area.height())
            self.write(room, text, face, ink, is_said=False)
            left += self.advance(text, face)

    def lines(self, text: str, face: Face, width: float, most: int) -> tuple[str, ...]:
        """Return a text cut into ``most`` lines at most; the last one says « … » for the rest."""
        layout = QTextLayout(text, face.font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        starts: list[int] = []
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            starts.append(line.textStart())
        layout.endLayout()
        # Qt counts UTF-16 units: a title may hold a character of two.
        units = text.encode("utf-16-le")
        ends = [*starts[1:], len(units) // 2]
        cut = [
            units[2 * start : 2 * end].decode("utf-16-le").strip()
            for start, end in zip(starts, ends, strict=True)
        ]
        if len(cut) > most:
            rest = units[2 * starts[most - 1] :].decode("utf-16-le").strip()
            cut[most - 1 :] = [
                QFontMetricsF(face.font).elidedText(rest, Qt.TextElideMode.ElideRight, width)
            ]
        return tuple(cut)

    def paragraph(
        self,
        area: QRectF,
        text: str,
        face: Face,
        ink: Ink,
        *,
        most: int = 3,
        align: Qt.AlignmentFlag = LEFT,
    ) -> float:
        """Write a text over several lines from the top of ``area``; return the height it took."""
        if text:
            self.say(text)
        top = area.top()
        for line in self.lines(text, face, area.width(), most) if text else ():
            row = QRectF(area.left(), top, area.width(), face.line)
            self.write(row, line, face, ink, align, is_said=False)
            top += face.line
        return top - area.top()
