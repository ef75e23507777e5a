"""Second step: where each column goes, and the rows to look at."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from euralens_desk.domain.import_plan import ImportPlan
from euralens_desk.domain.source import SourceFile
from euralens_desk.i18n import _, tell
from euralens_desk.ui.importing.column_rows import ColumnTable
from euralens_desk.ui.importing.header_peek import HeaderPeek
from euralens_desk.ui.importing.row_list import LookList
from euralens_desk.ui.state.import_lines import (
    column_lines,
    has_titles,
    row_lines,
    silent_rows,
    told_of_the_file,
)
from euralens_desk.ui.state.import_session import row_count
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import Button, ButtonKind, EmptyState, Note, NoteKind, Text


class ColumnsStep(QScrollArea):
    """Sheet and heading row, columns, rows.

    Emits ``sheet_chosen(name)``, ``header_chosen(sheet, row)``, ``target_chosen(column, target)``,
    ``answered(key, code)``, ``all_answered(codes by key)`` and ``correction_wanted(cell)``.
    """

    sheet_chosen = Signal(str)
    header_chosen = Signal(str, int)
    target_chosen = Signal(int, str)
    answered = Signal(str, str)
    all_answered = Signal(object)
    correction_wanted = Signal(str)

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(_("Correspondence and rows"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.sheets = QComboBox()
        self.sheets.setProperty("small", True)
        self.sheets.setAccessibleName(_("Worksheet"))
        self.sheets.activated.connect(lambda _place: self.sheet_chosen.emit(self._sheet()))
        self.header_row = QSpinBox()
        self.header_row.setProperty("small", True)
        self.header_row.setAccessibleName(_("Row of the headings"))
        self.header_row.setKeyboardTracking(False)
        self.header_row.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.header_row.valueChanged.connect(
            lambda row: self.header_chosen.emit(self._sheet(), row)
        )
        self.look_inside = Button(look, _("See the first rows"), ButtonKind.LINK, icon="table-2")
        self.look_inside.setCheckable(True)
        self.look_inside.toggled.connect(self._peek)
        self.peek = HeaderPeek(look)
        self.peek.hide()
        self.peek.chosen.connect(lambda row: self.header_chosen.emit(self._sheet(), row))
        self.hidden = Text("", tone="ink2", wrap=True)
        self.problem = Note(look, NoteKind.ERROR, " ")
        title = _("No column gives the title of the dossiers.")
        told = _("Choose it below: a row without a title is left out.")
        self.untitled = Note(look, NoteKind.WARNING, title, told)
        self.table = ColumnTable(look)
        self.table.chosen.connect(self.target_chosen)
        self.rows = LookList(look)
        self.rows.answered.connect(self.answered)
        self.rows.all_answered.connect(self.all_answered)
        self.rows.correction_wanted.connect(self.correction_wanted)
        self.empty = EmptyState(look, _("This file holds no row."), icon="file-spreadsheet")
        self._lay_out()

    def _lay_out(self) -> None:
        look = self._look
        place = QHBoxLayout()
        place.setSpacing(look.px(8))
        place.addWidget(Text(_("Worksheet"), tone="ink2"))
        place.addWidget(self.sheets)
        place.addSpacing(look.px(12))
        place.addWidget(Text(_("Row of the headings"), tone="ink2"))
        place.addWidget(self.header_row)
        place.addWidget(self.look_inside)
        place.addStretch(1)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(look.px(24), 0, look.px(24), look.px(12))
        column.setSpacing(look.px(12))
        column.addLayout(place)
        shown = (
            self.hidden,
            self.problem,
            self.peek,
            self.untitled,
            self.table,
            self.rows,
            self.empty,
        )
        for widget in shown:
            column.addWidget(widget)
        column.addStretch(1)
        self.setWidget(inside)

    def _peek(self, is_shown: bool) -> None:
        self.peek.setVisible(is_shown)
        if is_shown:
            self.peek.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _sheet(self) -> str:
        return str(self.sheets.currentData() or "")

    def show_plan(self, source: SourceFile, plan: ImportPlan) -> None:
        """Show what the file would give."""
        self._show_place(source, plan.sheet, plan.header_row)
        has_rows = bool(row_count(plan))
        said = " · ".join(tell(told) for told in told_of_the_file(source, plan))
        self.hidden.setText(said)
        self.hidden.setVisible(bool(said))
        lines = row_lines(plan)
        self.table.show_lines(column_lines(plan))
        self.rows.show_lines(lines, silent_rows(plan, lines))
        self.problem.hide()
        self.untitled.setVisible(has_rows and not has_titles(plan))
        self.table.setVisible(has_rows)
        self.rows.setVisible(has_rows)
        self.empty.setVisible(not has_rows)

    def show_problem(self, source: SourceFile, sheet: str, row: int, told: str) -> None:
        """Say why nothing can be proposed; the sheet and the row may be corrected."""
        self._show_place(source, sheet, row)
        self.hidden.hide()
        self.look_inside.blockSignals(True)
        self.look_inside.setChecked(True)
        self.look_inside.blockSignals(False)
        self.peek.show()
        first, point, rest = told.partition(". ")
        self.problem.set_words(f"{first}{point.strip()}", rest)
        self.problem.show()
        for widget in (self.untitled, self.table, self.rows, self.empty):
            widget.hide()

    def _show_place(self, source: SourceFile, sheet: str, row: int) -> None:
        self.sheets.clear()
        for table in source.tables:
            hidden = _("{sheet} (hidden)").format(sheet=table.name)
            self.sheets.addItem(hidden if table.is_hidden else table.name, table.name)
        self.sheets.setCurrentIndex(max(0, self.sheets.findData(sheet)))
        self.sheets.setEnabled(len(source.tables) > 1)
        here = next((t for t in source.tables if t.name == self._sheet()), None)
        self.header_row.blockSignals(True)
        self.header_row.setRange(1, max(1, len(here.rows) if here else 1))
        self.header_row.setValue(row)
        self.header_row.blockSignals(False)
        self.peek.show_table(here, row)
