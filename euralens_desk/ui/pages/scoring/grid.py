"""The grid under the keyboard: all rows at once, one unfolded, each key answering."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from euralens_desk.domain.grid import CriteriaGrid
from euralens_desk.domain.sheet import WHOLE_DOSSIER
from euralens_desk.i18n import _
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.pages.scoring.comments import CommentField
from euralens_desk.ui.pages.scoring.row import (
    MARGIN,
    WORDING_LEADING,
    AxisHeading,
    CriterionRow,
    Row,
    WholeRow,
)
from euralens_desk.ui.state.scoring import SheetState, axis_rows
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets.levels import LevelFace

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class ScoringGrid(QWidget):
    """Every row of one grid, placed by hand.

    All unfolded rows are equally high, so that going down moves only two rows. Signals say what
    the person does; ``show_state`` shows what became of it, repainting only what differs.
    """

    chosen = Signal(int, object)
    entered = Signal(int)
    commented = Signal(int, str)
    height_changed = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self._grid: CriteriaGrid | None = None
        self._shown: SheetState | None = None
        self._rows: list[Row] = []
        self._headings: list[tuple[AxisHeading, range]] = []
        self._unfolded: tuple[object, int] = (None, 0)
        self.editor = CommentField(self)
        self.editor.setPlaceholderText(_("Comment (C)"))
        self.editor.written.connect(self.commented)
        self.editor.left.connect(self.focus_active)
        self.editor.hide()

    # Showing

    def show_grid(self, grid: CriteriaGrid) -> None:
        """Make the rows of a grid, unless they are there."""
        if grid == self._grid:
            return
        self._grid, self._shown, self._unfolded = grid, None, (None, 0)
        for old in (*self._rows, *(heading for heading, _positions in self._headings)):
            old.blockSignals(True)
            old.hide()
            old.deleteLater()
        self._rows, self._headings = [], []
        faces = [LevelFace(level.code, level.label) for level in grid.scale.levels]
        for axis, positions in axis_rows(grid):
            heading = AxisHeading(self._look, axis)
            self._headings.append((heading, positions))
            for position in positions:
                criterion = CriterionRow(self._look, position, grid.criteria[position], faces)
                criterion.chosen.connect(self.chosen)
                self._rows.append(criterion)
        self._rows.append(WholeRow(self._look, len(self._rows)))
        for row in self._rows:
            row.entered.connect(self.entered)
            row.comment_wanted.connect(self.edit_comment)
        for part in (*self._rows, *(heading for heading, _positions in self._headings)):
            part.setParent(self)
            part.show()
        self.editor.raise_()

    def show_state(self, state: SheetState) -> None:
        """Show a sheet; only what differs from the one before is touched."""
        before, self._shown = self._shown, state
        for row in self._rows[:-1]:
            self._show_row(row, before, state)
        self._show_said(WHOLE_DOSSIER, before, state)
        for heading, positions in self._headings:
            heading.show_count(state.answered_in(positions), len(positions))
        if before is None or before.active != state.active:
            if before is not None:
                self._rows[before.active].set_active(False)
            self._rows[state.active].set_active(True)
            self._place()
        self._show_editor(state)

    def _show_row(self, row: Row, before: SheetState | None, state: SheetState) -> None:
        place = row.place
        is_same = (
            before is not None
            and before.marks[place] == state.marks[place]
            and before.is_locked == state.is_locked
            and before.reasons.get(place) == state.reasons.get(place)
        )
        if isinstance(row, CriterionRow) and not is_same:
            reason = state.reasons.get(place, "")
            row.show_mark(state.marks[place], reason, sealed=state.is_locked)
        self._show_said(place, before, state)

    def _show_said(self, place: int, before: SheetState | None, state: SheetState) -> None:
        said = state.comments.get(place, "")
        if before is None or before.comments.get(place, "") != said:
            self._rows[place].show_comment(said)

    def _show_editor(self, state: SheetState) -> None:
        place = state.comment_place
        name = self._rows[state.active].comment.accessibleName()
        said = state.comments.get(place, "")
        self.editor.show_comment(place, said, name, locked=state.is_locked)
        self.editor.show()

    # Keyboard

    def focus_active(self) -> None:
        """Give the keyboard to the active row."""
        if self._shown is not None:
            self._rows[self._shown.active].target().setFocus(Qt.FocusReason.OtherFocusReason)

    def edit_comment(self, place: int | None = None) -> None:
        """Give the keyboard to the comment of a row, the active one by default."""
        if self._shown is not None and place is not None and place != self._shown.active:
            self.entered.emit(place)
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def edit_whole(self) -> None:
        """Give the keyboard to the comment on the whole dossier."""
        self.edit_comment(len(self._rows) - 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go up and down, open the comment; what the levels did not take comes here."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key, shown = event.key(), self._shown
        is_comment = key in (Qt.Key.Key_C, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if held or shown is None or self.editor.hasFocus():
            super().keyPressEvent(event)
        elif key in _STEPS:
            wanted = shown.at(shown.active + _STEPS[Qt.Key(key)]).active
            self._rows[wanted].target().setFocus(Qt.FocusReason.OtherFocusReason)
        elif is_comment:
            self.edit_comment()
        else:
            super().keyPressEvent(event)

    # Places

    def _place(self) -> None:
        """Put every row and heading in its place, the active row unfolded."""
        if self._shown is None or not self._rows:
            return
        active = self._shown.active
        look, width, y = self._look, self.width(), 0
        unfolded = self._unfolded_height(width)
        starts = {positions.start: heading for heading, positions in self._headings}
        for row in self._rows:
            if row.place in starts:
                _put(starts[row.place], QRect(0, y, width, look.heading_height))
                y += look.heading_height
            height = unfolded if row.place == active else look.row_height
            _put(row, QRect(0, y, width, height))
            if row.place == active:
                self._place_editor(row)
            y += height
        if self.minimumHeight() != y:
            self.setMinimumHeight(y)
            self.height_changed.emit()

    def _place_editor(self, row: Row) -> None:
        """Fill the rest of the active row with the comment."""
        look = self._look
        gap, left = self._gaps()[1], row.text_left()
        line = look.metrics(Role.BODY).height() * WORDING_LEADING
        lines = row.wording_lines(row.width())
        top = look.row_height + round(lines * line) + (self._gaps()[0] if lines else 0)
        width = row.width() - left - look.px(MARGIN)
        self.editor.setGeometry(left, row.y() + top, width, row.height() - top - gap)

    def _unfolded_height(self, width: int) -> int:
        """Return the height of the active row: the longest wording and one line of comment."""
        look = self._look
        key = (width, look.text_percent, look.compact)
        if self._unfolded[0] != key:
            self._unfolded = (key, self._measure(width))
        return self._unfolded[1]

    def _measure(self, width: int) -> int:
        look = self._look
        lines = max((row.wording_lines(width) for row in self._rows), default=0)
        line = look.metrics(Role.BODY).height()
        return (
            look.row_height
            + round(lines * line * WORDING_LEADING)
            + line
            + look.px(14)
            + sum(self._gaps())
        )

    def _gaps(self) -> tuple[int, int]:
        """Return the room above and below the comment."""
        look = self._look
        return (look.px(2), look.px(5)) if look.compact else (look.px(4), look.px(8))

    def sizeHint(self) -> QSize:
        """As high as its rows."""
        return QSize(self._look.px(640), self.minimumHeight())

    def height_of_criteria(self, width: int) -> int:
        """Return the height, at a width, of all rows but the last, one of them unfolded."""
        look = self._look
        folded = (len(self._rows) - 2) * look.row_height
        return folded + len(self._headings) * look.heading_height + self._unfolded_height(width)

    def active_row(self) -> Row | None:
        """Return the active row, to keep it in sight."""
        return self._rows[self._shown.active] if self._shown is not None else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the rows for the new width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            for row in self._rows:
                row.resize(self.width(), row.height())
            self._place()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size and the density."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._place()


def _put(part: QWidget, place: QRect) -> None:
    """Place a part, unless it stands there already: most do when the active row changes."""
    if part.geometry() != place:
        part.setGeometry(place)
