"""Boxes of the lycéens as a list, ballots of one box as a table."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractListModel,
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from euralens_desk.domain.grid import CriteriaGrid
from euralens_desk.domain.mark import Mark
from euralens_desk.domain.sheet import Ballot
from euralens_desk.i18n import _, ngettext
from euralens_desk.ui.ballot_words import mark_in_words, short_labels
from euralens_desk.usecases.ballots import BoxSummary

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


class BoxesModel(QAbstractListModel):
    """One row for each dossier."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._boxes: tuple[BoxSummary, ...] = ()

    def show_boxes(self, boxes: tuple[BoxSummary, ...]) -> None:
        """Show other boxes; the same dossiers keep their rows."""
        if [b.dossier.id for b in boxes] == [b.dossier.id for b in self._boxes]:
            self._boxes = boxes
            if boxes:
                self.dataChanged.emit(self.index(0), self.index(len(boxes) - 1))
            return
        self.beginResetModel()
        self._boxes = boxes
        self.endResetModel()

    def box(self, row: int) -> BoxSummary:
        """Return the box of a row."""
        return self._boxes[row]

    def row_of(self, dossier_id: int) -> int:
        """Return the row of a dossier, -1 when it has none."""
        ids = [box.dossier.id for box in self._boxes]
        return ids.index(dossier_id) if dossier_id in ids else -1

    def rowCount(self, parent: Index = ROOT) -> int:
        """One row for each dossier."""
        return 0 if parent.isValid() else len(self._boxes)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the title; a screen reader also hears the counts."""
        if not index.isValid():
            return None
        box = self._boxes[index.row()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return box_in_words(box)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return box.dossier.title
        return None


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
