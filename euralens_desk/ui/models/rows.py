"""A table of texts: headings, rows of cells, and the id of what each row stands for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

from PySide6.QtCore import QObject

from euralens_desk.ui.models.text_table import TextTableModel


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the id it stands for and its cells, in the order of the headings."""

    key: int
    cells: tuple[str, ...]


class RowsModel(TextTableModel[Row]):
    """Rows that are read, not edited in place."""

    def __init__(self, headings: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(headings, attrgetter("cells"), parent)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows; when they stand for the same things only their cells change."""
        if not rows or [row.key for row in rows] != [row.key for row in self._lines]:
            self.show_lines(rows)
            return
        self._lines = tuple(rows)
        last = self.index(len(rows) - 1, len(self._headings) - 1)
        self.dataChanged.emit(self.index(0, 0), last)

    def key(self, row: int) -> int | None:
        """Return what a row stands for."""
        return self._lines[row].key if 0 <= row < len(self._lines) else None

    def row_of(self, key: int | None) -> int:
        """Return the row that stands for ``key``, -1 when there is none."""
        return next((n for n, row in enumerate(self._lines) if row.key == key), -1)
