"""Read a received table (xlsx, xls, ods, csv) in a limited child process (TRUST 0.4, 3a)."""

from __future__ import annotations

import hashlib
import math
import multiprocessing
import time as clock
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, overload

from euralens_desk.domain.messages import Failure
from euralens_desk.domain.source import (
    CellValue,
    Row,
    SourceCell,
    SourceFile,
    SourceTable,
    column_letters,
)
from euralens_desk.exchange.child import has_passed_its_limits, receive
from euralens_desk.exchange.preflight import MOST_BYTES
from euralens_desk.exchange.refusals import damaged, not_a_file, not_to_be_opened, too_heavy
from euralens_desk.exchange.sheet_notes import Place
from euralens_desk.exchange.table_child import PlainFile, PlainTable, heard, serve

PATIENCE = 15.0
"""Seconds a file may take to be read."""
_TICK = 0.1
_LAST_BREATH = 1.0
"""Seconds that the system may take to say how a child ended."""
_KNOWN = (PlainFile, PlainTable, date, datetime, time, timedelta)
_LARGEST_CELL = 32_767
_LARGEST_WHOLE = 1e15
_made = partial(tuple.__new__, SourceCell)
"""A cell of its five values: what ``SourceCell`` does, without a call in between."""


def read_source(path: Path, progress: Callable[[int], None] | None = None) -> SourceFile:
    """Return the tables of a file; Failure, naming the file, when it can't be read.

    ``progress`` receives the number of rows read so far, several times a second; whatever it raises
    ends the reading at once and is passed on: that is how reading is cancelled.
    """
    data = _bytes_of(path)
    plain = _read_apart(data, path.name, progress or (lambda rows: None))
    return as_source(plain, path.name, hashlib.sha256(data).hexdigest(), path.stem)


def _bytes_of(path: Path) -> bytes:
    try:
        if path.exists() and not path.is_file():  # a pipe would be waited for, a device never ends
            raise Failure(not_a_file(path.name))
        with path.open("rb") as stream:
            return stream.read(MOST_BYTES + 1)
    except (OSError, ValueError):
        raise Failure(not_to_be_opened(path.name)) from None


def _read_apart(data: bytes, name: str, progress: Callable[[int], None]) -> PlainFile:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    child = context.Process(target=serve, args=(theirs,), daemon=True)
    child.start()
    theirs.close()
    try:
        ours.send((name, data))
        return _await(ours, name, progress)
    except (EOFError, OSError):  # the child died of the file
        child.join(_LAST_BREATH)
        told = too_heavy(name) if has_passed_its_limits(child.exitcode) else damaged(name)
        raise Failure(told) from None
    finally:
        ours.close()
        child.kill()
        child.join()


def _await(pipe: Connection, name: str, progress: Callable[[int], None]) -> PlainFile:
    deadline = clock.monotonic() + PATIENCE
    rows = 0
    while clock.monotonic() < deadline:
        progress(rows)
        if not pipe.poll(_TICK):
            continue
        match receive(pipe, *_KNOWN):
            case ("read", PlainFile() as plain):
                return plain
            case ("refused", str() as text, dict() as values, plural, count):
                raise Failure(heard(text, values, plural, count))
            case ("rows", int() as rows):
                continue
            case _:
                raise EOFError
    raise Failure(too_heavy(name))


def as_source(plain: PlainFile, name: str, sha256: str, stem: str) -> SourceFile:
    """Return the plain tables as cells that know where they stand and what they show."""
    return SourceFile(
        name,
        plain.format,
        sha256,
        tuple(_table(table, stem) for table in plain.tables),
        plain.encoding,
        plain.separator,
        any(table.is_cut for table in plain.tables),
        tuple(heard(*told) for told in plain.remarks),
    )


class _Rows(Sequence[Row]):
    """The rows of a sheet, each made of cells when someone first looks at it.

    Of a workbook of many sheets one is imported: the cells of the others are never made.
    """

    def __init__(self, values: list[list[Any]], problems: dict[Place, tuple[str, str]]) -> None:
        self._values = values
        self._problems = problems
        self._made: list[Row | None] = [None] * len(values)

    def __len__(self) -> int:
        return len(self._values)

    @overload
    def __getitem__(self, place: int) -> Row: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Row]: ...

    def __getitem__(self, place: int | slice) -> Row | Sequence[Row]:
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self)))]
        made = self._made[place]
        if made is None:
            number = place % len(self) + 1
            made = tuple(_cells(self._values[place], number, self._problems))
            self._made[place] = made
        return made


def _table(plain: PlainTable, stem: str) -> SourceTable:
    return SourceTable(
        plain.name or stem,
        _Rows(plain.rows, plain.problems),
        plain.is_hidden,
        frozenset(plain.hidden_rows),
        frozenset(plain.hidden_columns),
        tuple(_range(first, last) for first, last in plain.merged),
    )


def _range(first: Place, last: Place) -> str:
    top, bottom = first[0] + 1, last[0] + 1
    return f"{column_letters(first[1])}{top}:{column_letters(last[1])}{bottom}"


def _cells(
    values: Sequence[Any], row: int, problems: dict[Place, tuple[str, str]]
) -> Iterator[SourceCell]:
    """Yield the cells of a row; the usual kinds first, for a file has many."""
    for column, value in enumerate(values):
        if value.__class__ is str and 0 < len(value) <= _LARGEST_CELL:
            yield _made((column, row, value, value, ""))
        elif value == "" and value.__class__ is str:
            problem, shown = problems.get((row, column), ("", ""))
            yield _made((column, row, shown, None, problem))
        elif isinstance(value, str):
            cut = value[:_LARGEST_CELL]
            yield SourceCell(column, row, cut, cut, "long")
        else:
            yield _made((column, row, *shown_and_typed(value), ""))


def shown_and_typed(value: Any) -> tuple[str, CellValue]:
    """Return the text and the value of a number, a date or a boolean, as a reader expects it."""
    if isinstance(value, bool):
        return ("true" if value else "false"), value
    if isinstance(value, (int, float)):
        return _number(value)
    if isinstance(value, datetime):
        if value.time() == time():
            return value.date().isoformat(), value.date()
        precision = "seconds" if value.second else "minutes"
        return value.isoformat(" ", precision), value
    if isinstance(value, (date, time)):
        return value.isoformat(), value
    assert isinstance(value, timedelta), type(value)
    return str(value), str(value)


def _number(value: float) -> tuple[str, CellValue]:
    """Return an amount without the noise of binary fractions: 15 digits, as spreadsheets show."""
    if not math.isfinite(value):
        return str(value), str(value)
    if (whole := int(value)) == value and abs(whole) < _LARGEST_WHOLE:
        return str(whole), Decimal(whole)
    exact = Decimal(repr(value)) if abs(value) < 1e15 else Decimal(value)
    exact = exact.to_integral_value() if exact == exact.to_integral_value() else exact
    return f"{exact:f}", exact
