"""The cells of the comparison: median on its tint, and the bar of a rank that is not certain."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from euralens_desk.ui.fonts import Role
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets.distribution import Spread, paint_histogram
from euralens_desk.ui.widgets.painting import box, hatch, smooth, write

SHOWN_NO_OPINION = 3
"""From this many on, NSP are written in the cell (UX 8)."""


@dataclass(frozen=True, slots=True)
class HeatCell:
    """What a cell shows. ``text`` is the median written (« 3 »), "" when there is none.

    ``debated`` draws the black corner; ``framed`` leaves the tint out and writes in the colour of
    the lycéens, for figures of another body; ``plain`` leaves it out for figures that are no level
    (a spread); ``bare`` draws the histogram alone, as high as the cell. ``too_few`` hatches, with
    the text on a plate; ``aside`` frames it in dashes: nothing was asked (« S.O. »).
    """

    spread: Spread
    text: str
    debated: bool = False
    framed: bool = False
    too_few: bool = False
    note: str = ""
    """Written instead of the histogram: the interquartile range, for example."""
    plain: bool = False
    bare: bool = False
    aside: bool = False


def paint_heat_cell(
    painter: QPainter, area: QRectF, look: Appearance, cell: HeatCell, *, current: bool = False
) -> None:
    """Paint a cell into ``area``, its focus ring included when it is ``current``."""
    inner = area.adjusted(4, 4, -4, -4)
    if cell.too_few:
        box(painter, inner, 4, look.colour("sf"))
        hatch(painter, inner, look.colour("line2"), 4)
        box(painter, inner, 4, None, look.colour("line2"))
        _paint_plate(painter, inner, look, cell.text)
    elif cell.aside:
        dashed = Qt.PenStyle.DashLine
        box(painter, inner, 4, look.colour("alt"), look.colour("line2"), style=dashed)
        font, ink = look.font(Role.CAPTION_STRONG), look.colour("ink2")
        write(painter, inner, cell.text, font, ink)
    elif cell.bare:
        _paint_bare(painter, inner, look, cell)
    else:
        _paint_filled(painter, inner, look, cell)
    if current:
        box(painter, area, 7, None, look.colour("foc"), width=3)


def _paint_plate(painter: QPainter, inner: QRectF, look: Appearance, text: str) -> None:
    """Write a text over the hatching, on a ground of its own."""
    if not text:
        return
    fonts = look.metrics(Role.CAPTION_STRONG)
    plate = QRectF(0, 0, fonts.horizontalAdvance(text) + look.px(8), fonts.height())
    plate.moveCenter(inner.center())
    box(painter, plate, 3, look.colour("sf"))
    write(painter, plate, text, look.font(Role.CAPTION_STRONG), look.colour("ink"))


def _paint_bare(painter: QPainter, inner: QRectF, look: Appearance, cell: HeatCell) -> None:
    """Paint how the sheets spread, with the median as a bar under its level."""
    box(painter, inner, 4, look.colour("sf"), look.colour("line2"))
    ink = look.colour("plm" if cell.framed else "ink")
    counts = cell.spread.counts
    width = min(inner.width() - look.px(10), look.px(16) * len(counts))
    bars = QRectF(inner.center().x() - width / 2, inner.top() + look.px(6), width, 0)
    bars.setBottom(inner.bottom() - look.px(9))
    paint_histogram(painter, bars, counts, look.colour("plm" if cell.framed else "ink2"))
    if cell.spread.median is not None:
        each = (width + 1.5) / len(counts)
        left = bars.left() + cell.spread.median * each
        painter.fillRect(QRectF(left, bars.bottom() + 2, each - 1.5, look.px(3)), ink)
    if cell.debated:
        _paint_corner(painter, inner, look, ink)


def _paint_filled(painter: QPainter, inner: QRectF, look: Appearance, cell: HeatCell) -> None:
    """Paint the tint, the digit, the histogram, the corner and the count of NSP."""
    ink = _paint_ground(painter, inner, look, cell)
    half = inner.height() * 0.48
    digit = QRectF(inner.left(), inner.top() + 1, inner.width(), half)
    crowded = cell.spread.no_opinion >= SHOWN_NO_OPINION and not (cell.framed or cell.plain)
    if crowded:
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        mark = digit.adjusted(look.px(4), 0, 0, 0)
        text = f"{cell.spread.no_opinion}n"
        write(painter, mark, text, look.font(Role.CAPTION_STRONG), ink, align=left)
        digit.adjust(look.px(18), 0, 0, 0)
    write(painter, digit, cell.text or "–", look.font(Role.TITLE2, 600), ink)
    below = QRectF(inner.left(), inner.top() + half, inner.width(), inner.height() - half)
    if cell.note:
        write(painter, below, cell.note, look.font(Role.CAPTION), ink)
    else:
        width = min(inner.width() - look.px(10), look.px(7) * len(cell.spread.counts))
        bars = QRectF(inner.center().x() - width / 2, below.top() + 1, width, 0)
        bars.setBottom(inner.bottom() - look.px(7))
        paint_histogram(painter, bars, cell.spread.counts, ink)


def _paint_ground(painter: QPainter, inner: QRectF, look: Appearance, cell: HeatCell) -> QColor:
    """Paint the tint of the median, or a frame, with the corner; return the colour to write in."""
    if cell.plain and cell.debated and not cell.framed:
        box(painter, inner, 4, look.colour("och_tint"), look.colour("ochb"))
        ink = look.colour("ink")
    elif cell.framed or cell.plain or cell.spread.median is None:
        box(painter, inner, 4, look.colour("sf"), look.colour("line2"))
        ink = look.colour("plm" if cell.framed else "ink")
    else:
        tint = look.ramp(len(cell.spread.counts))[cell.spread.median]
        box(painter, inner, 4, QColor(tint.fill))
        ink = QColor(tint.text)
    if cell.debated:
        _paint_corner(painter, inner, look, ink)
    return ink


def _paint_corner(painter: QPainter, inner: QRectF, look: Appearance, ink: QColor) -> None:
    """Paint the corner of what is to be debated."""
    side = look.px(14)
    corner = inner.topRight()
    below, before = corner + QPointF(0, side), corner - QPointF(side, 0)
    painter.save()
    smooth(painter)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawPolygon(QPolygonF([before, corner, below]))
    painter.restore()


@dataclass(frozen=True, slots=True)
class RankRange:
    """A rank and how far it moves over the recomputations, counted from 1 among ``of``."""

    rank: str
    middle: float
    best: float
    worst: float
    of: int


def paint_rank(painter: QPainter, area: QRectF, look: Appearance, ranks: RankRange) -> None:
    """Paint the rank in a circle on the bar that goes from its best to its worst value."""
    radius = look.px(9)
    room = area.adjusted(radius + 2, 0, -radius - 2, 0)
    step = room.width() / max(1, ranks.of - 1)
    y = area.center().y()

    def at(rank: float) -> float:
        return room.left() + (rank - 1) * step

    painter.save()
    smooth(painter)
    painter.setPen(QPen(look.colour("line"), 1))
    for rank in range(1, ranks.of + 1):
        painter.drawLine(QPointF(at(rank), y - radius + 1), QPointF(at(rank), y + radius - 1))
    pen = QPen(look.colour("ink2"), look.px(7), c=Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.drawLine(QPointF(at(ranks.best), y), QPointF(at(ranks.worst), y))
    painter.setPen(QPen(look.colour("ink"), 2))
    painter.setBrush(look.colour("sf"))
    circle = QRectF(at(ranks.middle) - radius, y - radius, 2 * radius, 2 * radius)
    painter.drawEllipse(circle)
    write(painter, circle, ranks.rank, look.font(Role.CAPTION_STRONG), look.colour("ink"))
    painter.restore()
