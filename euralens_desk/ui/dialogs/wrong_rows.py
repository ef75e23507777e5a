"""What is wrong in a file of scores: row, column and reason, for the person to mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from euralens_desk.i18n import _, ngettext, tell
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import Button, ButtonKind, Text

if TYPE_CHECKING:
    from euralens_desk.usecases.import_scores import ScoresPlan

MOST_SHOWN = 500
"""Rows shown at once: a file that has more is wrong as a whole."""


class WrongRowsDialog(QDialog):
    """A table of the problems, which can be copied; nothing was imported."""

    def __init__(self, look: Appearance, plan: ScoresPlan, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = _("{file} was not imported").format(file=plan.file)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self._rows = [(str(p.row), p.column, tell(p.told)) for p in plan.problems]
        self.table = self._table(look)
        number = len(self._rows)
        told = ngettext(
            "{count} row is wrong. Nothing was changed: mend the file, then import it again.",
            "{count} rows are wrong. Nothing was changed: mend the file, then import it again.",
            number,
        ).format(count=number)
        column = QVBoxLayout(self)
        margin = look.px(20)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(look.px(12))
        column.addWidget(Text(title, Role.TITLE2, wrap=True))
        column.addWidget(Text(told, tone="ink2", wrap=True))
        column.addWidget(self.table, 1)
        column.addLayout(self._verbs(look))
        self.resize(look.px(760), look.px(480))

    def _table(self, look: Appearance) -> QTableWidget:
        shown = self._rows[:MOST_SHOWN]
        table = QTableWidget(len(shown), 3)
        table.setAccessibleName(_("What is wrong"))
        table.setHorizontalHeaderLabels([_("Row"), _("Column"), _("What is wrong")])
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.verticalHeader().hide()
        table.horizontalHeader().setStretchLastSection(True)
        table.setColumnWidth(0, look.px(80))
        table.setColumnWidth(1, look.px(140))
        for place, row in enumerate(shown):
            for column, text in enumerate(row):
                table.setItem(place, column, QTableWidgetItem(text))
        return table

    def _verbs(self, look: Appearance) -> QHBoxLayout:
        copy = Button(look, _("Copy the list"), ButtonKind.LINK, icon="copy")
        copy.clicked.connect(self._copy)
        close = Button(look, _("Close"), ButtonKind.PRIMARY)
        close.clicked.connect(self.accept)
        close.setDefault(True)
        row = QHBoxLayout()
        row.addWidget(copy)
        row.addStretch(1)
        row.addWidget(close)
        return row

    def _copy(self) -> None:
        """Put the whole list on the clipboard, cells apart by tabs."""
        QGuiApplication.clipboard().setText("\n".join("\t".join(row) for row in self._rows))
