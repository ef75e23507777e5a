"""The band at the top of every page on an item, and the line at its foot."""

from __future__ import annotations

from PySide6.QtCore import QRectF

from euralens_desk.i18n import _
from euralens_desk.ui.projector.canvas import HEIGHT, LEFT, MARGIN, RIGHT, Canvas, Face, Ink
from euralens_desk.ui.projector.words import foot_line, place_line, time_left
from euralens_desk.ui.widgets.mountain import ON_RAIL, paint_tips
from euralens_desk.usecases.projection import ProjectedPoint, Projection

LOW = 124.0
"""Height of the band with a title of one line."""
LONGER = ((Face.TITLE_LOW, 49.0), (Face.LARGE_STRONG, 40.0), (Face.HEADING, 34.0))
"""Faces of a title of several lines, the largest first, and the height of one of its lines."""
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
    lines, face, step = _title_lines(canvas, point.title, width, most)
    height = LOW if face is Face.TITLE else 58 + step * len(lines)
    canvas.fill(QRectF(0, 0, canvas.width, height), "rail")
    paint_tips(canvas.painter, QRectF(MARGIN, 43, 67, 49), canvas.look, ON_RAIL)
    place = QRectF(TITLE_AT, 15, width, 34)
    canvas.write(place, place_line(found, point), Face.BAND, Ink.BAND_QUIET, LEFT)
    canvas.say(point.title)
    for number, line in enumerate(lines):
        area = QRectF(TITLE_AT, 46 + number * step, width, step + 3)
        canvas.write(area, line, face, Ink.BAND, LEFT, is_said=False)
    if clock:
        _paint_clock(canvas, clock, right)
    return height


def _title_lines(
    canvas: Canvas, title: str, width: float, most: int
) -> tuple[tuple[str, ...], Face, float]:
    """Return a title as lines, in the largest face that says it whole, and the step of a line."""
    if canvas.advance(title, Face.TITLE) <= width:
        return (title,), Face.TITLE, 59.0
    whole = (
        option for option in LONGER if len(canvas.lines(title, option[0], width, most + 1)) <= most
    )
    face, step = next(whole, LONGER[-1])
    return canvas.lines(title, face, width, most), face, step


def _paint_clock(canvas: Canvas, clock: str, right: float) -> None:
    canvas.write(QRectF(right - 600, 18, 600, 34), _("Debate"), Face.BAND, Ink.BAND_QUIET, RIGHT)
    canvas.write(QRectF(right - 900, 48, 900, 58), clock, Face.TITLE_LOW, Ink.BAND, RIGHT)


def paint_foot(canvas: Canvas, found: Projection, *sayings: str) -> float:
    """Paint the campaign and the meeting at the foot; return where the foot begins.

    At the right stands the first of the ``sayings`` that has the place for it.
    """
    top = HEIGHT - FOOT
    canvas.rule(0, canvas.width, top + 1, "line", 2)
    area = QRectF(MARGIN, top, canvas.width - 2 * MARGIN, FOOT)
    left = foot_line(found)
    canvas.write(area, left, Face.SMALL, Ink.QUIET)
    room = area.width() - canvas.advance(left, Face.SMALL) - GAP
    fitting = [said for said in sayings if canvas.advance(said, Face.SMALL) <= room]
    if fitting:
        canvas.write(area, fitting[0], Face.SMALL, Ink.QUIET, RIGHT)
    return top
