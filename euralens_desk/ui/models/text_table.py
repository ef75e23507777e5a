"""What the tables that are read, not edited in place, have in common."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QObject, Qt

from euralens_desk.ui.models.items import ROOT, SHOWN, Index

Line = TypeVar("Line")


class TextTableModel(QAbstractTableModel, Generic[Line]):
    """A table of texts: ``cells`` gives those of a line, one for each heading."""

    def __init__(
        self,
        headings: Sequence[str],
        cells: Callable[[Line], tuple[str, ...]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._headings = tuple(headings)
        self._cells = cells
        self._lines: tuple[Line, ...] = ()

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self._lines = tuple(lines)
        self.endResetModel()

    def line(self, row: int) -> Line:
        """Return the line of a row."""
        return self._lines[row]

    def headings(self) -> tuple[str, ...]:
        """Return the headings of the columns."""
        return self._headings

    def texts(self, row: int) -> tuple[str, ...]:
        """Return the cells of a row, one for each heading."""
        return self._cells(self._lines[row])

    def text(self, row: int, column: int) -> str:
        """Return the text of a cell."""
        return self._cells(self._lines[row])[column]

    def heard(self, row: int, column: int) -> str:
        """Return what a screen reader says of a cell: its column, and its text."""
        return f"{self._headings[column]} : {self.text(row, column)}"

    def rowCount(self, parent: Index = ROOT) -> int:
        """Return the number of lines; a cell holds none."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = ROOT) -> int:
        """Return the number of headings; a cell holds none."""
        return 0 if parent.isValid() else len(self._headings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the text of a cell, or what a screen reader says of it."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.heard(index.row(), index.column())
        return self.text(index.row(), index.column()) if role in SHOWN else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return a heading; rows have none."""
        if orientation is Qt.Orientation.Horizontal and role in SHOWN:
            return self._headings[section]
        return None
