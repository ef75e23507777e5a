"""The journal as a table."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from euralens_desk.i18n import _
from euralens_desk.ui.state.journal import JournalLine

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


def columns() -> tuple[str, ...]:
    """Return the headings."""
    return (_("No."), _("When"), _("Who"), _("What"), _("Remark"))


class JournalModel(QAbstractTableModel):
    """One row for each line, newest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[JournalLine, ...] = ()
        self._columns = columns()

    def show_lines(self, lines: tuple[JournalLine, ...]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

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
