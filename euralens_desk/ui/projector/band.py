"""The band at the top of every page on an item, and the line at its foot."""

from __future__ import annotations

from PySide6.QtCore import QRectF

from euralens_desk.i18n import _
from euralens_desk.ui.projector.canvas import HEIGHT, LEFT, MARGIN, RIGHT, Canvas, Face, Ink
from euralens_desk.ui.projector.words import foot_line, place_line, time_left
from euralens_desk.ui.widgets.mountain import ON_RAIL, paint_tips
from euralens_desk.usecases.projection import ProjectedPoint, Projection

LOW, LINE = 124.0, 49.0
"""Height of the band with a title of one line, and of a line of a longer one."""
FOOT = 57.0
TITLE_AT = 145.0
GAP = 40.0


def paint_band(
    canvas: Canvas, found: Projection, point: ProjectedPoint, minutes: int | None, *, most: int
) -> float:
    """Paint the place on the agenda, the title and the time left; return the height of the band."""
    right = canvas.width - MARGIN
    clock = time_left(minutes) if minutes is not None else ""
    beside = canvas.advance(clock, Face.TITLE_LOW) + GAP if clock else 0.0
    width = right - beside - TITLE_AT
    fits = canvas.advance(point.title, Face.TITLE) <= width
    lines = (point.title,) if fits else canvas.lines(point.title, Face.TITLE_LOW, width, most)
    height = LOW if len(lines) == 1 else 58 + LINE * len(lines)
    canvas.fill(QRectF(0, 0, canvas.width, height), "rail")
    paint_tips(canvas.painter, QRectF(MARGIN, 43, 67, 49), canvas.look, ON_RAIL)
    place = QRectF(TITLE_AT, 15, width, 34)
    canvas.write(place, place_line(found, point), Face.BAND, Ink.BAND_QUIET, LEFT)
    _paint_title(canvas, point.title, lines, width)
    if clock:
        _paint_clock(canvas, clock, right)
    return height


def _paint_title(canvas: Canvas, title: str, lines: tuple[str, ...], width: float) -> None:
    canvas.say(title)
    if len(lines) == 1:
        area = QRectF(TITLE_AT, 46, width, 62)
        canvas.write(area, lines[0], Face.TITLE, Ink.BAND, LEFT, is_said=False)
        return
    for number, line in enumerate(lines):
        area = QRectF(TITLE_AT, 46 + number * LINE, width, 52)
        canvas.write(area, line, Face.TITLE_LOW, Ink.BAND, LEFT, is_said=False)


def _paint_clock(canvas: Canvas, clock: str, right: float) -> None:
    canvas.write(QRectF(right - 600, 18, 600, 34), _("Debate"), Face.BAND, Ink.BAND_QUIET, RIGHT)
    canvas.write(QRectF(right - 900, 48, 900, 58), clock, Face.TITLE_LOW, Ink.BAND, RIGHT)


def paint_foot(canvas: Canvas, found: Projection, right_words: str) -> float:
    """Paint the campaign and the meeting at the foot; return where the foot begins."""
    top = HEIGHT - FOOT
    canvas.rule(0, canvas.width, top + 1, "line", 2)
    area = QRectF(MARGIN, top, canvas.width - 2 * MARGIN, FOOT)
    said = canvas.advance(right_words, Face.SMALL)
    left = foot_line(found)
    if canvas.advance(left, Face.SMALL) + GAP + said <= area.width():
        canvas.write(area, left, Face.SMALL, Ink.QUIET)
        canvas.write(area, right_words, Face.SMALL, Ink.QUIET, RIGHT)
    else:
        canvas.write(area, left, Face.SMALL, Ink.QUIET)
    return top
