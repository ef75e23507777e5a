"""Boxes of the lycéens as a list, ballots of one box as a table."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QObject, Qt

from euralens_desk.domain.grid import CriteriaGrid
from euralens_desk.domain.mark import Mark
from euralens_desk.domain.sheet import Ballot
from euralens_desk.i18n import _, ngettext
from euralens_desk.ui.ballot_words import mark_in_words, short_labels
from euralens_desk.ui.models.items import ROOT, Index, ItemModel
from euralens_desk.usecases.ballots import BoxSummary


class BoxesModel(ItemModel[BoxSummary]):
    """One row for each dossier; a screen reader also hears the counts."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(
            lambda box: box.dossier.id, lambda box: box.dossier.title, box_in_words, parent
        )


def box_in_words(box: BoxSummary) -> str:
    """Say a box in one sentence, for those who hear the list."""
    entered = ngettext("{count} ballot entered", "{count} ballots entered", box.entered).format(
        count=box.entered
    )
    counted = (
        _("not counted")
        if box.counted is None
        else ngettext("{count} counted", "{count} counted", box.counted).format(count=box.counted)
    )
    closed = _("closed") if box.is_closed else ""
    return ", ".join(part for part in (box.dossier.title, entered, counted, closed) if part)


class BallotsModel(QAbstractTableModel):
    """One row for each ballot shown: number, answers, and what correcting it is called."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ballots: tuple[Ballot, ...] = ()
        self._grid: CriteriaGrid | None = None
        self._columns: tuple[str, ...] = ()

    def show_ballots(self, grid: CriteriaGrid, ballots: tuple[Ballot, ...]) -> None:
        """Show other ballots."""
        self.beginResetModel()
        self._grid, self._ballots = grid, ballots
        self._columns = (_("No."), *short_labels(grid), "")
        self.endResetModel()

    @property
    def grid(self) -> CriteriaGrid | None:
        """The grid the ballots follow; None before the first ones are shown."""
        return self._grid

    def ballot(self, row: int) -> Ballot:
        """Return the ballot of a row."""
        return self._ballots[row]

    def mark(self, index: Index) -> Mark | None:
        """Return the answer of a cell; None for the number and the action."""
        place = index.column() - 1
        marks = self._ballots[index.row()].marks
        return marks[place] if 0 <= place < len(marks) else None

    def rowCount(self, parent: Index = ROOT) -> int:
        """One row for each ballot."""
        return 0 if parent.isValid() else len(self._ballots)

    def columnCount(self, parent: Index = ROOT) -> int:
        """Number, one column for each sub-criterion, the action."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the text of a cell; a screen reader also hears its column."""
        if not index.isValid() or self._grid is None:
            return None
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        text = self._text(index, self._grid)
        if role == Qt.ItemDataRole.AccessibleTextRole and self._columns[index.column()]:
            return f"{self._columns[index.column()]} : {text}"
        return text

    def _text(self, index: Index, grid: CriteriaGrid) -> str:
        mark = self.mark(index)
        if mark is not None:
            return mark_in_words(grid, mark)
        if index.column() == 0:
            number = self._ballots[index.row()].number
            return "–" if number is None else str(number)
        return _("Correct")

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the headings."""
        said = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
        if orientation is Qt.Orientation.Horizontal and role in said:
            return self._columns[section] if 0 <= section < len(self._columns) else None
        return None
