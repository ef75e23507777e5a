"""A table of texts: headings, rows of cells, and the id of what each row stands for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject

from euralens_desk.ui.models.text_table import TextTableModel


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the id it stands for and its cells, in the order of the headings."""

    key: int
    cells: tuple[str, ...]


class RowsModel(TextTableModel):
    """Rows that are read, not edited in place."""

    def __init__(self, headings: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._headings = tuple(headings)
        self._rows: tuple[Row, ...] = ()

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows; when they stand for the same things only their cells change."""
        fresh = tuple(rows)
        if fresh and [row.key for row in fresh] == [row.key for row in self._rows]:
            self._rows = fresh
            last = self.index(len(fresh) - 1, len(self._headings) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self._rows = fresh
        self.endResetModel()

    def key(self, row: int) -> int | None:
        """Return what a row stands for."""
        return self._rows[row].key if 0 <= row < len(self._rows) else None

    def row_of(self, key: int | None) -> int:
        """Return the row that stands for ``key``, -1 when there is none."""
        return next((n for n, row in enumerate(self._rows) if row.key == key), -1)

    def headings(self) -> tuple[str, ...]:
        """Return the headings."""
        return self._headings

    def count(self) -> int:
        """One row for each thing."""
        return len(self._rows)

    def texts(self, row: int) -> tuple[str, ...]:
        """Return the cells of a row."""
        return self._rows[row].cells
