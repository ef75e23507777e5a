"""The part of reading that runs in a child process: it meets the hostile file alone.

It imports as little as possible, limits itself, and answers with plain lists: a file that breaks
the spreadsheet library can at worst end this process.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from euralens_desk.domain.messages import Failure
from euralens_desk.exchange.child import limit_this_process
from euralens_desk.exchange.csv_text import read_text_table
from euralens_desk.exchange.preflight import Place, SheetNotes, abnormal, damaged, preflight

CPU_SECONDS = 5
MOST_BLANK_ROWS = 200
"""Blank rows in a row after which reading stops (TRUST 2, row 17)."""
MOST_CELLS = 2_000_000
"""Cells handed over, all sheets together: each weighs far more in the program than in the file."""
_STEP = 500


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


def serve(pipe: Connection) -> None:
    """Run in the child: bound itself, then answer."""
    limit_this_process(CPU_SECONDS)
    answer_once(pipe)


def answer_once(pipe: Connection) -> None:
    """Receive a file's name and bytes, answer with its tables or with a refusal."""
    name, data = pipe.recv()
    try:
        answer: object = ("read", read_plain(data, name, pipe))
    except Failure as failure:
        answer = ("refused", failure.told.text, dict(failure.told.values))
    except MemoryError:
        told = damaged(name)
        answer = ("refused", told.text, dict(told.values))
    pipe.send(answer)
    pipe.close()


def read_plain(data: bytes, name: str, pipe: Connection | None = None) -> PlainFile:
    """Return the tables of a file; Failure when it is not one, or is abnormal."""
    found = preflight(data, name)
    if found.format == "csv":
        text = read_text_table(data, name)
        rows, is_cut = _until_blank(text.rows, pipe)
        table = PlainTable("", rows, False, set(), set(), [], {}, is_cut)
        plain = PlainFile("csv", [table], text.encoding, text.separator)
    else:
        plain = PlainFile(found.format, _read_workbook(data, name, found.sheets, pipe))
    if sum(len(row) for table in plain.tables for row in table.rows) > MOST_CELLS:
        raise Failure(abnormal(name))
    return plain


def _read_workbook(
    data: bytes, name: str, notes: dict[str, SheetNotes], pipe: Connection | None
) -> list[PlainTable]:
    from python_calamine import CalamineError, SheetTypeEnum, SheetVisibleEnum, load_workbook

    try:
        workbook = load_workbook(io.BytesIO(data))
        tables = []
        for sheet in workbook.sheets_metadata:
            if sheet.typ is SheetTypeEnum.WorkSheet:
                content = workbook.get_sheet_by_name(sheet.name)
                is_hidden = sheet.visible is not SheetVisibleEnum.Visible
                known = notes.get(sheet.name, SheetNotes())
                tables.append(_plain_table(content, is_hidden, known, pipe))
    except (CalamineError, OSError, ValueError):
        raise Failure(damaged(name)) from None
    return tables


def _plain_table(
    sheet: Any, is_hidden: bool, notes: SheetNotes, pipe: Connection | None
) -> PlainTable:
    rows, is_cut = _until_blank(sheet.iter_rows() if sheet.start else [], pipe)
    return PlainTable(
        sheet.name,
        rows,
        is_hidden,
        notes.hidden_rows,
        notes.hidden_columns,
        list(sheet.merged_cell_ranges or ()),
        notes.problems,
        is_cut,
    )


def _until_blank(source: Any, pipe: Connection | None) -> tuple[list[list[Any]], bool]:
    """Return the rows up to the last filled one, and whether a filled one follows a great gap."""
    rows: list[list[Any]] = []
    filled = 0
    for number, row in enumerate(source, 1):
        is_filled = any(value not in ("", None) for value in row)
        if is_filled and number > filled + MOST_BLANK_ROWS + 1:
            return rows[:filled], True
        if is_filled:
            filled = number
        if number <= filled + MOST_BLANK_ROWS:
            rows.append(row)
        if pipe is not None and number % _STEP == 0:
            pipe.send(("rows", number))
    return rows[:filled], False
