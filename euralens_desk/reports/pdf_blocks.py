"""What a page is made of: prose, ruled tables, the frame, bookmarks; each knows its height."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from euralens_desk.reports.content import Rich
from euralens_desk.reports.pdf_text import Line, Look, break_lines, draw_lines, look, text_width

BLACK, RULE, FAINT = HexColor("#000000"), HexColor("#777777"), HexColor("#5F5F5F")
HEAD, AXIS = HexColor("#ECECEC"), HexColor("#F5F5F5")
MARGIN = 20 * mm
WIDTH = A4[0] - 2 * MARGIN
PAGE_TOP, PAGE_BOTTOM = A4[1] - 70, 57
PAGE_HEIGHT = PAGE_TOP - PAGE_BOTTOM
THIN, THICK = 0.5, 1.0
SIDE, NARROW_SIDE = 4.3, 1.5
"""Blank on each side of a cell; a centred text needs less."""


class Block(Protocol):
    """A part of a page; ``before`` and ``after`` are the spaces it asks for, top of page apart."""

    @property
    def before(self) -> float: ...
    @property
    def after(self) -> float: ...
    @property
    def height(self) -> float: ...

    def split(self, room: float) -> tuple[Block, Block] | None:
        """Return what fits in ``room`` and what is left, or None when nothing may be parted."""
        ...

    def draw(self, canvas: Any, top: float) -> None:
        """Draw the block below ``top``, from the left margin."""
        ...


@dataclass(frozen=True, slots=True)
class Prose:
    """Lines of text."""

    lines: tuple[Line, ...]
    look: Look
    width: float = WIDTH
    left: float = MARGIN

    @property
    def before(self) -> float:
        return self.look.before

    @property
    def after(self) -> float:
        return self.look.after

    @property
    def height(self) -> float:
        return len(self.lines) * self.look.leading

    def split(self, room: float) -> tuple[Prose, Prose] | None:
        """Part the text, two lines at least on each side."""
        count = min(int(room // self.look.leading), len(self.lines) - 2)
        if count < 2:
            return None
        return replace(self, lines=self.lines[:count]), replace(self, lines=self.lines[count:])

    def draw(self, canvas: Any, top: float) -> None:
        place = (self.left, top)
        draw_lines(
            canvas, self.lines, self.look, place, self.width, is_centred=self.look.is_centred
        )


def prose(
    rich: Rich,
    style: Look,
    language: str = "",
    width: float = WIDTH,
    left: float = MARGIN,
) -> Prose:
    """Return a text broken to the width of the page, or to another one."""
    return Prose(break_lines(rich, style, width, language), style, width, left)


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the outline, at the place of the next block."""

    key: str
    title: str
    level: int
    before: float = 0.0
    after: float = 0.0
    height: float = 0.0

    def split(self, _room: float) -> None:
        return None

    def draw(self, canvas: Any, top: float) -> None:
        canvas.bookmarkPage(self.key, fit="FitH", top=top)
        canvas.addOutlineEntry(self.title, self.key, self.level, closed=False)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell to be laid out."""

    text: Rich
    is_centred: bool = False
    is_faint: bool = False
    look: str = "cell"


@dataclass(frozen=True, slots=True)
class Row:
    """A row to be laid out. A lone cell takes the whole width; ``keeps_next``: never last."""

    cells: tuple[Cell, ...]
    fill: Any = None
    keeps_next: bool = False
    least: float = 0.0


@dataclass(frozen=True, slots=True)
class SetRow:
    """A row laid out: its cells with their broken lines, and its height."""

    row: Row
    lines: tuple[tuple[Line, ...], ...]
    height: float


@dataclass(frozen=True, slots=True)
class Frame:
    """How a table is ruled: the widths of its columns, blank ones, the space above and below."""

    columns: tuple[float, ...]
    gaps: frozenset[int] = frozenset()
    padding: float = 2.6
    is_ruled: bool = True
    scale: float = 1.0
    language: str = ""
    side: float = SIDE


@dataclass(frozen=True, slots=True)
class Table:
    """Rows in columns. Its head is repeated after a page break; a row is never parted."""

    frame: Frame
    head: tuple[SetRow, ...]
    rows: tuple[SetRow, ...]
    before: float = 0.0
    after: float = 0.0

    @property
    def height(self) -> float:
        return sum(row.height for row in (*self.head, *self.rows))

    def split(self, room: float) -> tuple[Table, Table] | None:
        room -= sum(row.height for row in self.head)
        count = 0
        for row in self.rows:
            room -= row.height
            if room < 0:
                break
            count += 1
        while count and self.rows[count - 1].row.keeps_next:
            count -= 1
        if not 0 < count < len(self.rows):
            return None
        return replace(self, rows=self.rows[:count]), replace(self, rows=self.rows[count:])

    def draw(self, canvas: Any, top: float) -> None:
        height = top
        for row in (*self.head, *self.rows):
            self._draw_fill(canvas, row, height)
            height -= row.height
        if self.frame.is_ruled:
            self._draw_rules(canvas, top)
        for row in (*self.head, *self.rows):
            self._draw_row(canvas, row, top)
            top -= row.height

    def _draw_fill(self, canvas: Any, row: SetRow, top: float) -> None:
        if row.row.fill is None:
            return
        canvas.setFillColor(row.row.fill)
        for left, right in _stretches(self.frame):
            canvas.rect(left, top - row.height, right - left, row.height, stroke=0, fill=1)
        canvas.setFillColor(BLACK)

    def _draw_rules(self, canvas: Any, top: float) -> None:
        """Draw the rules, each vertical one in a single stroke as far as no row spans it."""
        canvas.setStrokeColor(RULE)
        canvas.setLineWidth(THIN)
        stretches = _stretches(self.frame)
        heights = [top]
        for row in (*self.head, *self.rows):
            heights.append(heights[-1] - row.height)
        lines = [(left, y, right, y) for y in heights for left, right in stretches]
        lines += [(x, top, x, heights[-1]) for stretch in stretches for x in stretch]
        inner = _inner_edges(self.frame)
        for start, end in self._open_runs(heights):
            lines += [(x, start, x, end) for x in inner]
        canvas.lines(lines)
        canvas.setStrokeColor(BLACK)

    def _open_runs(self, heights: Sequence[float]) -> list[tuple[float, float]]:
        """Return the vertical stretches between rows that span the whole width."""
        runs: list[tuple[float, float]] = []
        for place, row in enumerate((*self.head, *self.rows)):
            if len(row.row.cells) == 1:
                continue
            start = heights[place]
            if runs and runs[-1][1] == start:
                start = runs.pop()[0]
            runs.append((start, heights[place + 1]))
        return runs

    def _draw_row(self, canvas: Any, row: SetRow, top: float) -> None:
        left, frame = MARGIN, self.frame
        columns = frame.columns if len(row.row.cells) > 1 else (sum(frame.columns),)
        for cell, lines, width in zip(row.row.cells, row.lines, columns, strict=True):
            style = look(cell.look, frame.scale)
            blank = row.height - len(lines) * style.leading
            shift = blank / 2 if frame.is_ruled and not row.row.least else frame.padding
            if any(lines):
                side = _side(frame, cell)
                place = (left + side, top - shift)
                _draw_cell(canvas, cell, lines, style, place, width - 2 * side)
            left += width


def _side(frame: Frame, cell: Cell) -> float:
    return min(frame.side, NARROW_SIDE) if cell.is_centred else frame.side


def _draw_cell(
    canvas: Any,
    cell: Cell,
    lines: tuple[Line, ...],
    style: Look,
    place: tuple[float, float],
    width: float,
) -> None:
    if cell.is_faint:
        canvas.setFillColor(FAINT)
    draw_lines(canvas, lines, style, place, width, is_centred=cell.is_centred)
    if cell.is_faint:
        canvas.setFillColor(BLACK)


def _stretches(frame: Frame) -> list[tuple[float, float]]:
    """Return the left and right edges of each run of columns between blank ones."""
    edges: list[tuple[float, float]] = []
    start = left = MARGIN
    for place, width in enumerate(frame.columns):
        if place in frame.gaps:
            edges.append((start, left))
            start = left + width
        left += width
    return [*edges, (start, left)]


def _inner_edges(frame: Frame) -> list[float]:
    outer = {edge for stretch in _stretches(frame) for edge in stretch}
    edges, left = [], MARGIN
    for width in frame.columns[:-1]:
        left += width
        if left not in outer:
            edges.append(left)
    return edges


def table(
    frame: Frame,
    rows: Sequence[Row],
    *,
    head: Sequence[Row] = (),
    before: float = 0.0,
    after: float = 0.0,
) -> Table:
    """Return a table laid out; a row higher than a page is parted, so that nothing is cut."""
    tops = tuple(_set_row(frame, row) for row in head)
    room = PAGE_HEIGHT - sum(row.height for row in tops)
    body = [part for row in rows for part in _parted(frame, _set_row(frame, row), room)]
    return Table(frame, tops, tuple(body), before, after)


def _set_row(frame: Frame, row: Row) -> SetRow:
    columns = frame.columns if len(row.cells) > 1 else (sum(frame.columns),)
    lines = tuple(
        _cell_lines(frame, cell, width - 2 * _side(frame, cell))
        for cell, width in zip(row.cells, columns, strict=True)
    )
    return SetRow(row, lines, _row_height(frame, row, lines))


def _row_height(frame: Frame, row: Row, lines: tuple[tuple[Line, ...], ...]) -> float:
    heights = [
        len(found) * look(cell.look, frame.scale).leading
        for cell, found in zip(row.cells, lines, strict=True)
    ]
    return max(max(heights) + 2 * frame.padding * frame.scale, row.least)


def _cell_lines(frame: Frame, cell: Cell, width: float) -> tuple[Line, ...]:
    """Break the text of a cell; one short word, as most numbers are, needs no breaking."""
    style = look(cell.look, frame.scale)
    if len(cell.text) == 1:
        span = cell.text[0]
        face = style.bold if span.is_bold else style.regular
        if len(span.text) < 4 and span.text.isalnum():
            return (((face, span.text),),)
    return break_lines(cell.text, style, width, frame.language)


def _parted(frame: Frame, row: SetRow, room: float) -> list[SetRow]:
    if row.height <= room:
        return [row]
    leading = max(look(cell.look, frame.scale).leading for cell in row.row.cells)
    count = int((room - 2 * frame.padding * frame.scale) // leading)
    parts = []
    for start in range(0, max(map(len, row.lines)), count):
        lines = tuple(found[start : start + count] or ((),) for found in row.lines)
        parts.append(SetRow(row.row, lines, _row_height(frame, row.row, lines)))
    return parts


def natural_width(rich: Rich, style: Look) -> float:
    """Return the width of a text on one line."""
    return sum(
        text_width(span.text, style.bold if span.is_bold else style.regular, style.size)
        for span in rich
    )


@dataclass(frozen=True, slots=True)
class Boxed:
    """A frame around paragraphs; parted only when it is higher than a whole page."""

    parts: tuple[Prose, ...]
    before: float = 3.0
    after: float = 2.0
    padding: float = 7.0

    @property
    def height(self) -> float:
        inside = sum(part.height + part.after for part in self.parts) - self.parts[-1].after
        return inside + 2 * self.padding

    def split(self, room: float) -> tuple[Boxed, Boxed] | None:
        if self.height <= PAGE_HEIGHT:
            return None
        room -= 2 * self.padding
        for place, part in enumerate(self.parts):
            if part.height > room:
                return self._parted(place, part, room)
            room -= part.height + part.after
        return None

    def _parted(self, place: int, part: Prose, room: float) -> tuple[Boxed, Boxed] | None:
        pieces = part.split(room)
        first = (*self.parts[:place], *(pieces[:1] if pieces else ()))
        rest = (*(pieces[1:] if pieces else (part,)), *self.parts[place + 1 :])
        return (replace(self, parts=first), replace(self, parts=rest)) if first else None

    def draw(self, canvas: Any, top: float) -> None:
        canvas.setLineWidth(THICK)
        canvas.rect(MARGIN, top - self.height, WIDTH, self.height)
        top -= self.padding
        for part in self.parts:
            part.draw(canvas, top)
            top -= part.height + part.after
