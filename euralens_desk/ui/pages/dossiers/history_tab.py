"""The tab « Historique »: the lines of the journal that name the dossier."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from euralens_desk.i18n import _
from euralens_desk.ui.models.journal import JournalModel
from euralens_desk.ui.pages.dossiers.precedents import precedent_card
from euralens_desk.ui.pages.dossiers.scrolled import Scrolled
from euralens_desk.ui.pages.journal import line_of
from euralens_desk.ui.state.journal import JournalLine
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import EmptyState
from euralens_desk.usecases.changes import JournalEntry
from euralens_desk.usecases.dossier_file import DossierFile

WHEN, WHAT = 1, 3
HIDDEN = (0, 2, 4)
"""The number, the person and the remark stand in the journal; here is what happened, and when."""


class HistoryTab(QWidget):
    """Earlier campaigns if there are any, then the lines of this one, newest first."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self.model = JournalModel(self)
        self.table = QTableView()
        table = self.table
        table.setModel(self.model)
        table.setAccessibleName(_("History"))
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setWordWrap(True)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        table.verticalHeader().setMinimumSectionSize(look.px(34))
        for column in HIDDEN:
            table.hideColumn(column)
        table.setColumnWidth(WHEN, look.px(160))
        header = table.horizontalHeader()
        header.setSectionResizeMode(WHAT, QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        holder = QWidget()
        box = QVBoxLayout(holder)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(table)
        self._lines = QStackedWidget()
        self._lines.addWidget(holder)
        told = _("The import and later changes of the whole campaign stand in the journal.")
        self._lines.addWidget(
            EmptyState(look, _("No change to this dossier yet."), told, icon="history")
        )
        self.earlier = Scrolled(look, _("Earlier campaigns"))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.earlier, 3)
        whole.addWidget(self._lines, 2)
        self.setFocusProxy(table)

    def show_file(self, file: DossierFile) -> None:
        """Show what earlier campaigns said of a dossier."""
        self.earlier.renew()
        for found in file.precedents:
            self.earlier.add(precedent_card(self._look, found, file.dossier))
        self.earlier.finish()
        self.earlier.setVisible(bool(file.precedents))

    def show_entries(self, entries: tuple[JournalEntry, ...]) -> None:
        """Show lines of the journal."""
        self.model.show_lines(tuple(_without_title(entry) for entry in entries))
        self._lines.setCurrentIndex(0 if entries else 1)


def _without_title(entry: JournalEntry) -> JournalLine:
    """Return a line that does not repeat whose sheet it stands in."""
    line = line_of(entry)
    title = entry.action.values.get("title", "") if entry.action else ""
    return replace(line, what=line.what.removesuffix(f", {title}"))
