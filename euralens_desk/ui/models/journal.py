"""The journal as a table."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt

from euralens_desk.i18n import _
from euralens_desk.ui.models.text_table import TextTableModel
from euralens_desk.ui.state.journal import JournalLine, in_order

NEWEST_FIRST = (0, Qt.SortOrder.DescendingOrder)


def columns() -> tuple[str, ...]:
    """Return the headings."""
    return (_("No."), _("When"), _("Who"), _("What"), _("Remark"))


def _sorted(
    lines: tuple[JournalLine, ...], order: tuple[int, Qt.SortOrder]
) -> tuple[JournalLine, ...]:
    column, direction = order
    return in_order(lines, column, downwards=direction is Qt.SortOrder.DescendingOrder)


class JournalModel(TextTableModel):
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

    def headings(self) -> tuple[str, ...]:
        """Return the columns of the journal."""
        return self._columns

    def count(self) -> int:
        """One row for each line."""
        return len(self._lines)

    def texts(self, row: int) -> tuple[str, ...]:
        """Return the cells of a line."""
        return self._lines[row].cells()
