"""The part of reading that runs in a child process: it meets the hostile file alone.

It imports as little as possible, limits itself, and answers with plain lists: a file that breaks
the spreadsheet library can at worst end this process.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import Any, TypeAlias

from euralens_desk.domain.messages import Failure, Message, MessageValue, message, plural_message
from euralens_desk.exchange.child import be_silent, limit_this_process
from euralens_desk.exchange.csv_text import TableText, open_text_table, read_records
from euralens_desk.exchange.preflight import Preflight, preflight
from euralens_desk.exchange.refusals import (
    abnormal,
    damaged,
    too_heavy,
    too_many_cells,
    too_many_rows,
    too_wide,
)
from euralens_desk.exchange.sheet_notes import (
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_SHEETS,
    Place,
    SheetNotes,
)

CPU_SECONDS = 4
MOST_BLANK_ROWS = 200
"""Blank rows in a row after which reading stops (TRUST 2, row 17)."""
_LEAST_WIDTH = 10
"""Cells that a row weighs, however narrow it is."""
_STEP = 500

Said: TypeAlias = tuple[str, dict[str, MessageValue], str | None, int | None]
"""A message as it goes through the pipe."""


@dataclass(slots=True)
class PlainTable:
    """A sheet as plain values, row by row from row 1, every row from column A."""

    name: str
    rows: list[list[Any]]
    is_hidden: bool
    hidden_rows: set[int]
    hidden_columns: set[int]
    merged: list[tuple[Place, Place]]
    problems: dict[Place, tuple[str, str]]
    is_cut: bool


@dataclass(slots=True)
class PlainFile:
    """What the child read."""

    format: str
    tables: list[PlainTable]
    encoding: str = ""
    separator: str = ""
    remarks: list[Said] = field(default_factory=list)


def said(told: Message) -> Said:
    """Return a message as it goes through the pipe."""
    return told.text, dict(told.values), told.plural, told.count


def heard(text: str, values: dict[str, MessageValue], plural: str | None, count: int | None) -> Any:
    """Return a message that came through the pipe."""
    return Message(text, values, plural, count)


def serve(pipe: Connection) -> None:
    """Run in the child: bound itself, then answer."""
    be_silent()
    limit_this_process(CPU_SECONDS)
    answer_once(pipe)


def answer_once(pipe: Connection) -> None:
    """Receive a file's name and bytes, answer with its tables or with a refusal."""
    name, data = pipe.recv()
    try:
        answer: object = ("read", read_plain(data, name, pipe))
    except Failure as failure:
        answer = ("refused", *said(failure.told))
    except MemoryError:
        answer = ("refused", *said(too_heavy(name)))
    pipe.send(answer)
    pipe.close()


def read_plain(data: bytes, name: str, pipe: Connection | None = None) -> PlainFile:
    """Return the tables of a file; Failure when it is not one, or is abnormal."""
    found = preflight(data, name)
    if found.format == "csv":
        plain = _read_text(data, name, pipe)
    else:
        gatherer = _Gatherer(name, pipe)
        plain = PlainFile(found.format, _read_workbook(data, name, found, gatherer))
    plain.remarks = [said(told) for told in found.remarks] + plain.remarks
    return plain


class _Gatherer:
    """Takes rows as they come, and knows when there are too many of them."""

    def __init__(self, name: str, pipe: Connection | None) -> None:
        self._name = name
        self._pipe = pipe
        self._room = MOST_CELLS

    def until_blank(self, source: Iterable[list[Any]]) -> tuple[list[list[Any]], bool]:
        """Return the rows up to the last filled one, and whether one follows a great gap."""
        rows: list[list[Any]] = []
        filled = 0
        for number, whole in enumerate(source, 1):
            if number > MOST_ROWS:
                raise Failure(too_many_rows(self._name, MOST_ROWS))
            row = self._narrowed(whole, number)
            if any(value not in ("", None) for value in row):
                if number > filled + MOST_BLANK_ROWS + 1:
                    return rows[:filled], True
                filled = number
            if number <= filled + MOST_BLANK_ROWS:
                rows.append(row)
                self._count(max(_LEAST_WIDTH, len(row)))
            if self._pipe is not None and number % _STEP == 0:
                self._pipe.send(("rows", number))
        return rows[:filled], False

    def _narrowed(self, row: list[Any], number: int) -> list[Any]:
        """Return a row without the blank cells at its far end; Failure when they hold something."""
        if len(row) <= MOST_COLUMNS:
            return row
        if any(value not in ("", None) for value in row[MOST_COLUMNS:]):
            raise Failure(too_wide(self._name, number, MOST_COLUMNS))
        return row[:MOST_COLUMNS]

    def make_room(self, rows: list[list[Any]], places: Iterable[Place]) -> bool:
        """Lengthen the rows by the cells whose value the library lost; whether one is too far."""
        end = len(rows) + MOST_BLANK_ROWS
        is_cut = False
        for row, column in sorted(places):
            if row > end:
                return True
            if column >= MOST_COLUMNS:
                is_cut = True
                continue
            rows += [[] for _ in range(row - len(rows))]
            missing = column + 1 - len(rows[row - 1])
            if missing > 0:
                self._count(missing)
                rows[row - 1] += [""] * missing
            end = max(end, row + MOST_BLANK_ROWS)
        return is_cut

    def _count(self, cells: int) -> None:
        self._room -= cells
        if self._room < 0:
            raise Failure(too_many_cells(self._name, MOST_CELLS))


def _read_text(data: bytes, name: str, pipe: Connection | None) -> PlainFile:
    text = open_text_table(data)
    rows, is_cut = read_records(text, name, lambda them: _Gatherer(name, pipe).until_blank(them))
    table = PlainTable("", rows, False, set(), set(), [], {}, is_cut)
    remarks = [said(told) for told in _text_remarks(text, rows)]
    return PlainFile("csv", [table], text.encoding, text.separator, remarks)


def _text_remarks(text: TableText, rows: list[list[Any]]) -> Iterable[Message]:
    if text.strays:
        yield plural_message(
            "{count} character was not in UTF-8 as the rest is: look at row {row}",
            "{count} characters were not in UTF-8 as the rest is: look from row {row} on",
            text.strays,
            row=text.first_stray,
        )
    widths = Counter(len(row) for row in rows if row)
    usual = max(widths, key=lambda width: (widths[width], width), default=0)
    for number, row in enumerate(rows, 1):
        if any(row[usual:]):
            yield message(
                "row {row} has more cells than the others: a separator too many", row=number
            )
            return


def _read_workbook(
    data: bytes, name: str, found: Preflight, gatherer: _Gatherer
) -> list[PlainTable]:
    from python_calamine import (
        CalamineError,
        SheetTypeEnum,
        SheetVisibleEnum,
        load_workbook,
    )

    try:
        workbook = load_workbook(io.BytesIO(data))
        tables = []
        sheets = workbook.sheets_metadata
        if len(sheets) > MOST_SHEETS or len({sheet.name for sheet in sheets}) < len(sheets):
            raise Failure(abnormal(name))
        for sheet in sheets:
            if sheet.typ is SheetTypeEnum.WorkSheet:
                content = workbook.get_sheet_by_name(sheet.name)
                is_hidden = sheet.visible is not SheetVisibleEnum.Visible
                known = found.sheets.get(sheet.name, SheetNotes())
                tables.append(_plain_table(content, is_hidden, known, gatherer))
    except (CalamineError, OSError, ValueError):
        raise Failure(damaged(name)) from None
    return tables


def _from_first_column(sheet: Any) -> Iterable[list[Any]]:
    """Return the rows from row 1 and column A: the reader leaves out the columns before the first.

    Only then are the addresses of cells those the spreadsheet shows.
    """
    if sheet.start is None or not sheet.start[1]:
        return sheet.iter_rows() if sheet.start else []
    blank = [""] * sheet.start[1]
    return ([*blank, *row] for row in sheet.iter_rows())


def _plain_table(sheet: Any, is_hidden: bool, notes: SheetNotes, gatherer: _Gatherer) -> PlainTable:
    rows, is_cut = gatherer.until_blank(_from_first_column(sheet))
    is_cut |= gatherer.make_room(rows, notes.problems)
    return PlainTable(
        sheet.name,
        rows,
        is_hidden,
        notes.hidden_rows,
        notes.hidden_columns,
        list(sheet.merged_cell_ranges or notes.merged),
        notes.problems,
        is_cut,
    )
