"""The first rows of a sheet, where a person points at the row of the headings."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QTableWidget, QTableWidgetItem

from euralens_desk.domain.source import SourceTable, column_letters
from euralens_desk.i18n import _
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import Card, Text

ROWS, COLUMNS = 15, 12
WIDTH, HEIGHT = 150, 230
"""Pixels at 100 %: a column, the whole."""


class HeaderPeek(Card):
    """Rows and columns as the sheet has them. Emits ``chosen(row)`` by a click or Enter."""

    chosen = Signal(int)

    def __init__(self, look: Appearance) -> None:
        super().__init__(look, _("First rows of the sheet"))
        told = _("Point at the row of the headings: a click, or ↑ ↓ then Enter.")
        self.body.addWidget(Text(told, tone="ink2", wrap=True))
        self.table = QTableWidget(0, 0)
        self.table.setAccessibleName(_("First rows of the sheet"))
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.setFixedHeight(look.px(HEIGHT))
        self.table.cellClicked.connect(lambda row, _column: self.chosen.emit(row + 1))
        self.table.installEventFilter(self)
        self.body.addWidget(self.table)

    def show_table(self, table: SourceTable | None, header_row: int) -> None:
        """Show the beginning of a sheet, the row of the headings selected."""
        rows = table.rows[: max(ROWS, header_row + 2)] if table else ()
        width = min(COLUMNS, max(map(len, rows), default=0))
        self.table.setRowCount(len(rows))
        self.table.setColumnCount(width)
        self.table.setHorizontalHeaderLabels([column_letters(column) for column in range(width)])
        self.table.setVerticalHeaderLabels([str(row + 1) for row in range(len(rows))])
        for place, row in enumerate(rows):
            for column in range(width):
                text = " ".join(row[column].text.split())[:80] if column < len(row) else ""
                self.table.setItem(place, column, QTableWidgetItem(text))
        for column in range(width):
            self.table.setColumnWidth(column, self._look.px(WIDTH))
        if 0 < header_row <= len(rows):
            self.table.setCurrentCell(header_row - 1, 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Enter for the row that has the keyboard."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and event.modifiers()
            in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
            and self.table.currentRow() >= 0
        ):
            self.chosen.emit(self.table.currentRow() + 1)
            return True
        return super().eventFilter(watched, event)
