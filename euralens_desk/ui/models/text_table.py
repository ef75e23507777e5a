"""What the tables that are read, not edited in place, have in common."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
SHOWN = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)


class TextTableModel(QAbstractTableModel):
    """A table of texts: whoever derives it gives the headings, the number of rows and a row."""

    def headings(self) -> tuple[str, ...]:
        """Return the headings of the columns."""
        raise NotImplementedError

    def count(self) -> int:
        """Return the number of rows."""
        raise NotImplementedError

    def texts(self, row: int) -> tuple[str, ...]:
        """Return the cells of a row, one for each heading."""
        raise NotImplementedError

    def text(self, row: int, column: int) -> str:
        """Return the text of a cell."""
        return self.texts(row)[column]

    def heard(self, row: int, column: int) -> str:
        """Return what a screen reader says of a cell: its column, and its text."""
        return f"{self.headings()[column]} : {self.text(row, column)}"

    def rowCount(self, parent: Index = ROOT) -> int:
        """Return the number of rows; a cell holds none."""
        return 0 if parent.isValid() else self.count()

    def columnCount(self, parent: Index = ROOT) -> int:
        """Return the number of headings; a cell holds none."""
        return 0 if parent.isValid() else len(self.headings())

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
            return self.headings()[section]
        return None
