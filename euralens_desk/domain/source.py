"""Tables as files hold them: every cell with its address, its text and its typed value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import NamedTuple, TypeAlias, Union

from euralens_desk.domain.messages import Message

CellValue: TypeAlias = Union[str, Decimal, bool, date, datetime, time, None]


class SourceCell(NamedTuple):
    """One cell: ``text`` is what the file shows, unchanged; ``value`` what it holds, typed.

    ``problem`` is « error » for an error cell, « formula » for a formula without saved value,
    « long » for a text that was cut. A named tuple: a file has many, and they are made quickly.
    """

    column: int
    row: int
    text: str
    value: CellValue
    problem: str = ""

    @property
    def address(self) -> str:
        """The cell as a spreadsheet names it: « C4 » (columns count from 0, rows from 1)."""
        return f"{column_letters(self.column)}{self.row}"


Row: TypeAlias = tuple[SourceCell, ...]


@dataclass(frozen=True, slots=True)
class SourceTable:
    """One sheet of a file. ``rows[i]`` holds row ``i + 1`` of the sheet, cells from column A.

    ``hidden_rows`` count from 1, ``hidden_columns`` from 0; ``merged`` holds ranges such as
    « A1:C1 ».
    """

    name: str
    rows: Sequence[Row]
    is_hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file read: its format (xlsx, xls, ods, csv), and for csv its encoding and separator."""

    name: str
    format: str
    sha256: str
    tables: tuple[SourceTable, ...]
    encoding: str = ""
    separator: str = ""
    is_cut: bool = False
    """Whether reading stopped early after many blank rows while more followed."""
    remarks: tuple[Message, ...] = ()
    """What the reader should know of the whole file: its true format, its macros left aside."""


def column_letters(column: int) -> str:
    """Return the letters of a column counted from 0: 0 is A, 27 is AB."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
