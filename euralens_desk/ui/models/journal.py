"""The journal as a table."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from euralens_desk.i18n import _
from euralens_desk.ui.state.journal import JournalLine, in_order

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
NEWEST_FIRST = (0, Qt.SortOrder.DescendingOrder)


def columns() -> tuple[str, ...]:
    """Return the headings."""
    return (_("No."), _("When"), _("Who"), _("What"), _("Remark"))


def _sorted(
    lines: tuple[JournalLine, ...], order: tuple[int, Qt.SortOrder]
) -> tuple[JournalLine, ...]:
    column, direction = order
    return in_order(lines, column, downwards=direction is Qt.SortOrder.DescendingOrder)


class JournalModel(QAbstractTableModel):
    """One row for each line; newest first until another column is asked for."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[JournalLine, ...] = ()
        self._columns = columns()
        self._order = NEWEST_FIRST

    def show_lines(self, lines: tuple[JournalLine, ...]) -> None:
        """Show other lines, given newest first."""
        self.beginResetModel()
        self._lines = lines if self._order == NEWEST_FIRST else _sorted(lines, self._order)
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Show the lines by another column."""
        self.beginResetModel()
        self._order = (column, order)
        self._lines = _sorted(self._lines, self._order)
        self.endResetModel()

    def text(self, row: int, column: int) -> str:
        """Return the text of a cell, for the delegate that draws it."""
        return self._lines[row].cells()[column]

    def rowCount(self, parent: Index = ROOT) -> int:
        """One row for each line."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = ROOT) -> int:
        """The columns of the journal."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the text of a cell; a screen reader also hears its column."""
        if not index.isValid():
            return None
        text = self._lines[index.row()].cells()[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._columns[index.column()]} : {text}"
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return text
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the headings."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section]
        return None
