"""The sheet as the keyboard wants it: header, legend, and all rows at once."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.grid import CriteriaGrid
from euralens_desk.domain.sheet import WHOLE_DOSSIER
from euralens_desk.ui.pages.scoring.grid import ScoringGrid
from euralens_desk.ui.pages.scoring.header import LegendLine, SheetHeader
from euralens_desk.ui.state.scoring import SheetState
from euralens_desk.ui.theme import Appearance


class GridArea(QScrollArea):
    """Lets the rows scroll; the bar shows only when more than the last row is out of sight.

    The last row is the comment on the whole dossier, which has its icon in the header too.
    """

    def __init__(self, grid: ScoringGrid) -> None:
        super().__init__()
        self._grid = grid
        self.setWidgetResizable(True)
        self.setWidget(grid)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        grid.height_changed.connect(self._fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Judge again whether all rows are in sight."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        fits = self._grid.height_of_criteria(self.width()) <= self.height()
        policy = Qt.ScrollBarPolicy
        wanted = policy.ScrollBarAlwaysOff if fits else policy.ScrollBarAsNeeded
        if self.verticalScrollBarPolicy() != wanted:
            self.setVerticalScrollBarPolicy(wanted)

    def keep_in_sight(self, row: QWidget) -> None:
        """Scroll no more than the whole row needs."""
        bar, height = self.verticalScrollBar(), self.viewport().height()
        if row.y() + row.height() > bar.value() + height:
            bar.setMaximum(max(bar.maximum(), self._grid.minimumHeight() - height))
            bar.setValue(row.y() + row.height() - height)
        if row.y() < bar.value():
            bar.setValue(row.y())


class KeyboardSheet(QFrame):
    """Signals: ``chosen(position, mark)``, ``entered(row)``, ``commented(place, text)``.

    ``stepped(±1)`` asks for another dossier, ``reading_wanted`` for the reading pane.
    """

    chosen = Signal(int, object)
    entered = Signal(int)
    commented = Signal(int, str)
    stepped = Signal(int)
    reading_wanted = Signal(object)

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self.setProperty("panel", "side")
        self.header = SheetHeader(look)
        self.header.stepped.connect(self.stepped)
        self.header.reading_wanted.connect(self.reading_wanted)
        self.legend = LegendLine(look)
        self.grid = ScoringGrid(look)
        self.header.comment_wanted.connect(self.grid.edit_whole)
        self.grid.chosen.connect(self.chosen)
        self.grid.entered.connect(self.entered)
        self.grid.commented.connect(self.commented)
        self._area = GridArea(self.grid)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 1, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.legend)
        column.addWidget(self._area, 1)

    def show_sheet(self, dossier: Dossier, state: SheetState) -> None:
        """Show another dossier, or the same one read again."""
        self._show_grid(state.grid)
        self.header.show_dossier(dossier)
        self.show_state(state)

    def _show_grid(self, grid: CriteriaGrid) -> None:
        self.grid.show_grid(grid)
        self.legend.show_grid(grid)

    def show_state(self, state: SheetState) -> None:
        """Show what became of the sheet and keep the active row in sight."""
        self.grid.show_state(state)
        self.legend.show_progress(state)
        self.header.show_comment(state.comments.get(WHOLE_DOSSIER, ""))
        row = self.grid.active_row()
        if row is not None:
            self._area.keep_in_sight(row)

    def show_neighbours(self, *, before: bool, after: bool) -> None:
        """Open or close the ways to the dossiers before and after."""
        self.header.show_neighbours(before=before, after=after)

    def show_switch(self, shown: bool) -> None:
        """Show or hide the switch to the reading pane."""
        self.header.switch.setVisible(shown)
        self.header.switch.select(False)

    def panel(self) -> QWidget:
        """Return what F7 gives the keyboard to."""
        row = self.grid.active_row()
        return self.grid if row is None else row.target()

    def focus_active(self) -> None:
        """Give the keyboard to the active row."""
        self.grid.focus_active()

    def has_keyboard(self) -> bool:
        """Whether the keyboard is on the grid, its comment apart."""
        held = self.window().focusWidget()
        return held is not None and self.isAncestorOf(held) and held is not self.grid.editor

    def flush(self) -> None:
        """Write the comment that is being typed."""
        self.grid.editor.flush()
