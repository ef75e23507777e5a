"""The dossiers a member has to score, for a list."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from euralens_desk.i18n import _
from euralens_desk.usecases.scoring import SheetProgress

Index = QModelIndex | QPersistentModelIndex
SHEET = Qt.ItemDataRole.UserRole
_NONE = QModelIndex()


class SheetsModel(QAbstractListModel):
    """One row a dossier, by number. ``data`` gives the progress under the role ``SHEET``."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sheets: tuple[SheetProgress, ...] = ()

    def show_sheets(self, sheets: tuple[SheetProgress, ...]) -> None:
        """Show other dossiers."""
        self.beginResetModel()
        self.sheets = sheets
        self.endResetModel()

    def show_sheet(self, row: int, sheet: SheetProgress) -> None:
        """Bring one row up to date."""
        if self.sheets[row] == sheet:
            return
        self.sheets = (*self.sheets[:row], sheet, *self.sheets[row + 1 :])
        index = self.index(row)
        self.dataChanged.emit(index, index)

    def rowCount(self, parent: Index = _NONE) -> int:
        """Return the number of dossiers."""
        return 0 if parent.isValid() else len(self.sheets)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the title, the progress in words, or the progress itself."""
        if not index.isValid():
            return None
        sheet = self.sheets[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return sheet.dossier.title
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return f"{sheet.dossier.number}, {sheet.dossier.title}, {state_in_words(sheet)}"
        return sheet if role == SHEET else None


def state_in_words(sheet: SheetProgress) -> str:
    """Return how far a sheet is, for a tooltip and for screen readers."""
    if sheet.is_recused:
        return _("Recused, dossier closed")
    told = _("{answered} of {total} answers")
    return told.format(answered=sheet.answered, total=sheet.expected)
