"""What the spreadsheet library would lose of a sheet, noted beside it."""

from __future__ import annotations

from dataclasses import dataclass, field

MOST_CELLS = 800_000
"""Filled cells of a file: each weighs far more in the program than in the file."""
LARGEST_EXTENT = 6_000_000
"""Cells, filled or not, of the rectangle that holds all the filled cells of a sheet."""
MOST_ROWS = 1_048_576
"""Rows of a sheet: what a spreadsheet can hold."""
MOST_COLUMNS = 1_000
"""Columns of a sheet: far more than any table of dossiers has."""
MOST_SHEETS = 100
MOST_PROBLEMS = 10_000
MOST_HIDDEN = 10_000
"""Hidden rows, or columns, that are noted."""
MOST_MERGED = 10_000
"""Merged ranges of an ods that are noted."""

Place = tuple[int, int]
"""Row from 1, column from 0."""


@dataclass(slots=True)
class SheetNotes:
    """Error cells and formulas without a saved value, by place; hidden rows and columns.

    ``problems`` tells « error » or « formula », and the text of the cell. ``widest`` and ``lowest``
    count the columns and rows of the rectangle that holds every filled cell, ``cells`` the cells.
    """

    problems: dict[Place, tuple[str, str]] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    widest: int = 0
    lowest: int = 0
    cells: int = 0
    merged: list[tuple[Place, Place]] = field(default_factory=list)
    """First and last cells of merged ranges, both rows and columns from 0: only for an ods."""

    def note(self, place: Place, problem: str, shown: str) -> None:
        """Remember a cell whose value the library would lose."""
        if len(self.problems) < MOST_PROBLEMS:
            self.problems[place] = (problem, shown)

    def hide_rows(self, first: int, count: int) -> None:
        """Remember hidden rows, counted from 1."""
        self.hidden_rows.update(range(first, first + _room(count, self.hidden_rows)))

    def hide_columns(self, first: int, count: int) -> None:
        """Remember hidden columns, counted from 0."""
        self.hidden_columns.update(range(first, first + _room(count, self.hidden_columns)))

    def reach(self, row: int, column: int) -> None:
        """Remember how far the filled cells go."""
        self.lowest, self.widest = max(self.lowest, row), max(self.widest, column + 1)

    @property
    def is_too_large(self) -> bool:
        """Whether the sheet spans more than a memory should hold."""
        return self.lowest * self.widest > LARGEST_EXTENT


def _room(count: int, held: set[int]) -> int:
    return max(0, min(count, MOST_HIDDEN - len(held)))
