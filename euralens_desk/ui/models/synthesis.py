"""The synthesis as a plain table: the twin of the matrix for those who do not see it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from euralens_desk.i18n import _
from euralens_desk.ui.state.journal import inert
from euralens_desk.ui.widgets import MatrixPicture

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
FIXED = 2
"""Columns before those of the matrix: number and title."""


class SynthesisModel(QAbstractTableModel):
    """One row a dossier, in words; the columns are those of the matrix, in its order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._picture = MatrixPicture()

    def show_picture(self, picture: MatrixPicture) -> None:
        """Show other figures."""
        self.beginResetModel()
        self._picture = picture
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        """One row for each dossier."""
        return 0 if parent.isValid() else len(self._picture.rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        """Number, title and the columns of the matrix."""
        return 0 if parent.isValid() else FIXED + len(self._picture.columns)

    def headings(self) -> tuple[str, ...]:
        """Return the headings in full."""
        return (_("Number"), _("Title"), *(column.tip for column in self._picture.columns))

    def texts(self, row: int) -> tuple[str, ...]:
        """Return one row in words."""
        told = self._picture.rows[row]
        return (told.number, told.title, *told.words)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the words of a cell; a screen reader also hears the dossier and the column."""
        if not index.isValid():
            return None
        texts = self.texts(index.row())
        text = texts[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{texts[1]}, {self.headings()[index.column()]}, {text}"
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return text
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the headings, and the numbers of the rows."""
        shown = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
        if orientation is Qt.Orientation.Horizontal and shown:
            return self.headings()[section]
        return None

    def as_tabs(self, cells: Iterable[tuple[int, int]]) -> str:
        """Return cells for the clipboard, tabs between columns, with the headings they need.

        One cell alone comes without a heading. Cells that are not among those asked for stay empty.
        """
        wanted = set(cells)
        rows = sorted({row for row, _column in wanted})
        columns = sorted({column for _row, column in wanted})
        lines = [[self.headings()[column] for column in columns]] if len(wanted) > 1 else []
        for row in rows:
            texts = self.texts(row)
            lines.append([texts[c] if (row, c) in wanted else "" for c in columns])
        return "\n".join("\t".join(_flat(text) for text in line) for line in lines)


def _flat(text: str) -> str:
    """Keep a text in its cell, and a spreadsheet from running it."""
    return inert(" ".join(text.split()))
