"""The members of a committee as a table."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from euralens_desk.i18n import _
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.state.people import MemberLine
from euralens_desk.ui.theme import Appearance

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
NAME, ROLE, FIELD = 1, 2, 3
"""Columns the page knows by name."""


def _is_strong(line: MemberLine, column: int) -> bool:
    return column == NAME or (column == ROLE and line.is_chair)


class MembersModel(QAbstractTableModel):
    """One row for each member, by code; the chair stands out."""

    def __init__(self, look: Appearance, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._lines: tuple[MemberLine, ...] = ()
        self._columns = (
            _("Code"),
            _("Name"),
            _("Role"),
            _("Field of expertise"),
            _("Vote"),
            _("Recusals"),
        )

    def show_lines(self, lines: tuple[MemberLine, ...]) -> None:
        """Show other members."""
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def line(self, row: int) -> MemberLine:
        """Return the member of a row."""
        return self._lines[row]

    def rowCount(self, parent: Index = ROOT) -> int:
        """One row for each member."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = ROOT) -> int:
        """Code, name, role, field, vote, recusals."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the text of a cell; a screen reader also hears its column."""
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        text = line.cells()[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._columns[index.column()]} : {text}"
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return text
        if role == Qt.ItemDataRole.FontRole and _is_strong(line, index.column()):
            return self._look.font(Role.TITLE3)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the headings."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section]
        return None
