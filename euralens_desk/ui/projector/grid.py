"""The sheets of the committee: one row a criterion, one dot an opinion, and what to debate."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from PySide6.QtCore import QPointF, QRectF

from euralens_desk.i18n import _
from euralens_desk.ui.projector.canvas import CENTRE, MARGIN, Canvas, Face, Ink
from euralens_desk.ui.projector.words import flag_words, sheets_line, strip_words
from euralens_desk.ui.state.projection import paginate
from euralens_desk.usecases.projection import ProjectedSheets, ProjectedStrip

HEAD = 42.0
AXIS = 42.0
ROW, LINE = 50.0, 29.0
"""The least height of a row, and the height of a line of its label."""
TALLEST = 62.0
NUMBER = 62.0
COLUMN, NO_OPINION = 106.0, 74.0
LABEL_LEAST = 340.0
MOST_LINES = 3
MOST_DOTS = 24
"""Above this many sheets a cell counts them and draws a bar (UX 5)."""
BAR = 8.0
FLAG_GAP = 18.0
DOTS = ((15.0, 17.5), (13.0, 15.0), (11.0, 12.5), (9.0, 10.5))
"""Size of a dot and its step, the largest first."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A criterion as it is laid out: its label in lines, then its flag where no panel says it."""

    strip: ProjectedStrip
    lines: tuple[str, ...]
    flag: str
    height: float


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the columns stand, from the left."""

    left: float
    label: float
    levels: float
    step: float
    right: float

    @property
    def no_opinion(self) -> float:
        """Where the column of those without an opinion begins."""
        return self.right - NO_OPINION


class Grid:
    """The table of one dossier, laid out for a place; ``sheets`` is how many pages it takes."""

    def __init__(
        self, canvas: Canvas, found: ProjectedSheets, area: QRectF, *, says_flags: bool
    ) -> None:
        self._canvas = canvas
        self._found = found
        self._area = area
        self._is_coded = False
        self._columns = self._place_columns()
        self._rows = [
            [self._row(strip, says_flags=says_flags) for strip in axis.strips]
            for axis in found.axes
        ]
        heights = [(AXIS, [row.height for row in rows]) for rows in self._rows]
        self._pages = paginate(heights, area.height() - HEAD)
        self._dot = self._dot_size()

    @property
    def sheets(self) -> int:
        """How many pages the grid takes."""
        return len(self._pages)

    # Laying out

    def _place_columns(self) -> _Columns:
        """Give each level its words, or its code where the words would crush the labels."""
        canvas, area, levels = self._canvas, self._area, self._found.levels
        widths = [canvas.advance(level.label, Face.SMALL_STRONG) for level in levels]
        beside = (one / 2 + other / 2 + 10 for one, other in pairwise(widths))
        step = max(COLUMN, *beside)
        free = area.width() - NUMBER - LABEL_LEAST - NO_OPINION
        if step * len(levels) > free:
            self._is_coded = True
            step = max(60.0, min(COLUMN, free / len(levels)))
        right = area.right()
        left_of_levels = right - NO_OPINION - step * len(levels)
        return _Columns(area.left(), area.left() + NUMBER, left_of_levels, step, right)

    def _row(self, strip: ProjectedStrip, *, says_flags: bool) -> _Row:
        face = Face.STRONG if strip.flag else Face.BODY
        width = self._columns.levels - self._columns.label - 12
        lines = self._canvas.lines(strip.label, face, width, MOST_LINES)
        flag = flag_words(strip) if says_flags else ""
        count = len(lines) + (bool(flag) and not self._fits_beside(lines, flag, width))
        return _Row(strip, lines, flag, max(ROW, count * LINE))

    def _fits_beside(self, lines: tuple[str, ...], flag: str, width: float) -> bool:
        """Whether the words of a flag fit at the end of a label of one line."""
        label = self._canvas.advance(lines[0], Face.STRONG)
        beside = FLAG_GAP + self._canvas.advance(flag, Face.SMALL_STRONG)
        return len(lines) == 1 and label + beside <= width

    def _dot_size(self) -> tuple[float, float] | None:
        """Return the largest dot with which the fullest cell fits its row; None to count."""
        rows = [row for rows in self._rows for row in rows]
        if any(sum(row.strip.counts) > MOST_DOTS for row in rows):
            return None
        for size, step in DOTS:
            across = int((self._columns.step - 8) // step)
            fits = (
                ceil(max(row.strip.counts, default=0) / across) * step <= row.height - 6
                for row in rows
            )
            if across and all(fits):
                return size, step
        return None

    # Painting

    def paint(self, sheet: int) -> None:
        """Paint one page of the grid."""
        self._paint_head(sheet)
        page = self._pages[sheet]
        held = [(place, [self._rows[place][n] for n in rows]) for place, rows in page]
        count = sum(len(rows) for _place, rows in held)
        taken = HEAD + sum(AXIS + sum(row.height for row in rows) for _place, rows in held)
        spare = max(0.0, min(TALLEST - ROW, (self._area.height() - taken) / max(1, count)))
        top = self._area.top() + HEAD
        for (place, rows), (_place, range_of_rows) in zip(held, page, strict=True):
            top = self._paint_axis(place, top, is_rest=range_of_rows.start > 0)
            for row in rows:
                self._paint_row(row, top, row.height + spare)
                top += row.height + spare

    def _paint_head(self, sheet: int) -> None:
        canvas, columns, top = self._canvas, self._columns, self._area.top()
        said = sheets_line(self._found.sheets)
        if self.sheets > 1:
            part = _("part {part} of {count}").format(part=sheet + 1, count=self.sheets)
            said = f"{said} · {part}"
        room = QRectF(columns.left, top, columns.levels - columns.left - 12, HEAD)
        canvas.write(room, said, Face.SMALL, Ink.QUIET)
        for place, level in enumerate(self._found.levels):
            cell = QRectF(columns.levels + place * columns.step, top, columns.step, HEAD)
            word = level.code if self._is_coded else level.label
            wide = cell.adjusted(-40, 0, 40, 0)
            canvas.write(wide, word, Face.SMALL_STRONG, Ink.QUIET, CENTRE)
        cell = QRectF(columns.no_opinion, top, NO_OPINION, HEAD)
        canvas.write(cell, _("NSP"), Face.SMALL, Ink.QUIET, CENTRE)

    def _paint_axis(self, place: int, top: float, *, is_rest: bool) -> float:
        axis = self._found.axes[place]
        title = f"{axis.number}. {axis.label}"
        if is_rest:
            title = _("{axis} (continued)").format(axis=title)
        left, right = self._columns.left, self._columns.right
        self._canvas.write(QRectF(left, top, right - left, AXIS - 4), title, Face.AXIS, Ink.AXIS)
        self._canvas.rule(left, right, top + AXIS, "ink", 2)
        return top + AXIS

    def _paint_row(self, row: _Row, top: float, height: float) -> None:
        canvas, columns, strip = self._canvas, self._columns, row.strip
        bottom = top + height
        if strip.flag:
            self._paint_flag(top, height)
        cells = QRectF(columns.levels, top, columns.no_opinion - columns.levels, height)
        canvas.fill(cells, "alt")
        canvas.rule(columns.left, columns.right, bottom, "line")
        for place in range(len(self._found.levels) + 1):
            canvas.upright(columns.levels + place * columns.step, top, bottom)
        self._paint_label(row, top, height)
        canvas.say(strip_words(strip, self._found.levels))
        if strip.is_left_out:
            canvas.write(cells, _("not applicable"), Face.SMALL, Ink.SIDE_QUIET, CENTRE)
            return
        for place, count in enumerate(strip.counts):
            left = columns.levels + place * columns.step
            self._paint_count(QRectF(left, top, columns.step, height), count)
        self._paint_silent(strip, top, height)

    def _paint_flag(self, top: float, height: float) -> None:
        """Mark what to debate: projectors wash tints out, so a thick bar says it first."""
        canvas, columns = self._canvas, self._columns
        canvas.fill(
            QRectF(columns.left - BAR, top, columns.right - columns.left + BAR, height), "och_tint"
        )
        canvas.fill(QRectF(columns.left - 2 * BAR - 2, top, BAR, height), "ink")

    def _paint_label(self, row: _Row, top: float, height: float) -> None:
        canvas, columns, strip = self._canvas, self._columns, row.strip
        quiet, ink = (Ink.FLAGGED_QUIET, Ink.FLAGGED) if strip.flag else (Ink.QUIET, Ink.BODY)
        face = Face.STRONG if strip.flag else Face.BODY
        number = QRectF(columns.left, top, NUMBER - 4, height)
        canvas.write(number, strip.number, Face.STRONG, quiet)
        canvas.say(strip.label)
        room = columns.levels - columns.label - 12
        is_beside = bool(row.flag) and self._fits_beside(row.lines, row.flag, room)
        block = LINE * (len(row.lines) + (bool(row.flag) and not is_beside))
        line_top = top + (height - block) / 2
        for line in row.lines:
            area = QRectF(columns.label, line_top, room, LINE)
            canvas.write(area, line, face, ink, is_said=False)
            line_top += LINE
        if row.flag:
            left = columns.label
            if is_beside:
                left += FLAG_GAP + canvas.advance(row.lines[0], face)
                line_top -= LINE
            area = QRectF(left, line_top, columns.levels - left, LINE)
            canvas.write(area, row.flag, Face.SMALL_STRONG, quiet)

    def _paint_count(self, cell: QRectF, count: int) -> None:
        if not count:
            return
        if self._dot is None:
            self._paint_bar(cell, count)
            return
        size, step = self._dot
        lines = ceil(count / int((cell.width() - 8) // step))
        each = ceil(count / lines)
        for line in range(lines):
            here = min(each, count - line * each)
            y = cell.center().y() + (line - (lines - 1) / 2) * step
            for place in range(here):
                x = cell.center().x() + (place - (here - 1) / 2) * step
                self._canvas.dot(QPointF(x, y), size, "pri")

    def _paint_bar(self, cell: QRectF, count: int) -> None:
        """Write the count, over a bar as long as its share of the sheets."""
        number = cell.adjusted(0, 2, 0, -12)
        self._canvas.write(number, str(count), Face.STRONG, Ink.SIDE, CENTRE)
        share = count / max(1, self._found.sheets)
        room = cell.adjusted(10, 0, -10, 0)
        bar = QRectF(room.left(), cell.bottom() - 14, room.width() * min(1.0, share), BAR)
        self._canvas.fill(bar, "pri")

    def _paint_silent(self, strip: ProjectedStrip, top: float, height: float) -> None:
        cell = QRectF(self._columns.no_opinion, top, NO_OPINION, height)
        quiet, ink = (Ink.FLAGGED_QUIET, Ink.FLAGGED) if strip.flag else (Ink.QUIET, Ink.BODY)
        if strip.no_opinion:
            self._canvas.write(cell, str(strip.no_opinion), Face.STRONG, ink, CENTRE, is_said=False)
        else:
            self._canvas.write(cell, "–", Face.BODY, quiet, CENTRE, is_said=False)


def grid_area(left: float, top: float, right: float, bottom: float) -> QRectF:
    """Return where the table stands between the edges of the page and the panel beside it."""
    return QRectF(left + MARGIN, top + 8, right - left - MARGIN, bottom - top - 16)
