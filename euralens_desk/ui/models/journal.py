"""The journal as a table."""

from __future__ import annotations

from collections.abc import Sequence

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


class JournalModel(TextTableModel[JournalLine]):
    """One row for each line; newest first until another column is asked for."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(columns(), JournalLine.cells, parent)
        self._order = NEWEST_FIRST

    def show_lines(self, lines: Sequence[JournalLine]) -> None:
        """Show other lines, given newest first."""
        is_in_order = self._order == NEWEST_FIRST
        super().show_lines(lines if is_in_order else _sorted(tuple(lines), self._order))

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Show the lines by another column."""
        self.beginResetModel()
        self._order = (column, order)
        self._lines = _sorted(self._lines, self._order)
        self.endResetModel()
