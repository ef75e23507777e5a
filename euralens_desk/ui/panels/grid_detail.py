"""The fields of one row of a grid: the grid itself, an axis or a sub-criterion."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from euralens_desk.domain.grid import Axis, CriteriaGrid, SubCriterion
from euralens_desk.domain.grid_editing import weight, with_axis, with_criterion, with_title
from euralens_desk.domain.messages import message
from euralens_desk.i18n import _
from euralens_desk.ui.state.grids import GridRow, RowKind, weight_text
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import Card, SavedField, SavedText, Text


class GridDetail(Card):
    """Emits ``edit_wanted(edit, action, loses)``; ``left`` with Échap."""

    edit_wanted = Signal(object, object, bool)
    left = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__(look, _("Criterion"), ruled=True)
        self._row: GridRow | None = None
        self.number = SavedField(_("Number"))
        self.label = SavedField(_("Label"))
        self.wording = SavedText(look, _("Official wording"), 4)
        self.weight = SavedField(_("Weight"))
        self.code = Text("", tone="ink2")
        self._labels: dict[QWidget, Text] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.px(12))
        grid.setVerticalSpacing(look.px(8))
        grid.setColumnStretch(1, 1)
        lines: Sequence[tuple[str, QWidget]] = (
            (_("Label"), self.label),
            (_("Number"), self.number),
            (_("Wording"), self.wording),
            (_("Weight"), self.weight),
            (_("Code"), self.code),
        )
        for line, (label, field) in enumerate(lines):
            self._labels[field] = Text(label, tone="ink2")
            grid.addWidget(self._labels[field], line, 0)
            grid.addWidget(field, line, 1)
        for field in (self.number, self.label, self.weight):
            field.left.connect(self.left)
        self.wording.left.connect(self.left)
        self.number.saved.connect(lambda text: self._edit(number=text))
        self.label.saved.connect(lambda text: self._edit(label=text))
        self.wording.saved.connect(lambda text: self._edit(wording=text))
        self.weight.saved.connect(lambda text: self._edit(weight=text))
        self.body.addSpacing(look.px(6))
        self.body.addLayout(grid)

    def show_row(self, grid: CriteriaGrid, row: GridRow, *, can_change: bool) -> None:
        """Show a row; what is being typed about another one is saved first."""
        if self._row is not None and self._row.key != row.key:
            self.save()
        self._row = row
        names = {
            RowKind.GRID: _("Grid"),
            RowKind.AXIS: _("Axis"),
            RowKind.CRITERION: _("Criterion"),
        }
        self.title.setText(names[row.key.kind])
        is_grid = row.key.kind is RowKind.GRID
        if is_grid:
            self.label.show_value(grid.title)
            self.wording.show_value(grid.introduction)
        else:
            self._show_item(_item(grid, row))
        self.code.setText(grid.code if is_grid else row.key.code)
        for field in (self.number, self.weight):
            field.setVisible(not is_grid)
            self._labels[field].setVisible(not is_grid)
        self._labels[self.label].setText(_("Title") if is_grid else _("Label"))
        self._labels[self.wording].setText(_("Introduction") if is_grid else _("Wording"))
        for saved in (self.number, self.label, self.weight):
            saved.setReadOnly(not can_change)
        self.wording.setReadOnly(not can_change)

    def _show_item(self, item: Axis | SubCriterion) -> None:
        self.number.show_value(item.number)
        self.label.show_value(item.label)
        self.wording.show_value(item.wording)
        self.weight.show_value(weight_text(item.weight))

    def _edit(self, **changes: Any) -> None:
        row = self._row
        if row is None:
            return

        def edit(grid: CriteriaGrid) -> CriteriaGrid:
            if row.key.kind is RowKind.GRID:
                return with_title(grid, **_of_the_grid(changes))
            if "weight" in changes:
                changes["weight"] = weight(changes["weight"])
            change = with_axis if row.key.kind is RowKind.AXIS else with_criterion
            return change(grid, row.place, **changes)

        told = "weight" in changes
        name = f"{row.number} {row.label}".strip()
        action = (
            message("grid, weight of {label}", label=name)
            if told
            else message("grid, {label}", label=name)
        )
        self.edit_wanted.emit(edit, action, False)

    def save(self) -> None:
        """Save what is being typed."""
        for field in (self.number, self.label, self.weight):
            field.save()
        self.wording.save()


def _item(grid: CriteriaGrid, row: GridRow) -> Axis | SubCriterion:
    is_axis = row.key.kind is RowKind.AXIS
    return grid.axes[row.place] if is_axis else grid.criteria[row.place]


def _of_the_grid(changes: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of a grid, which calls its label title and its wording introduction."""
    names = {"label": "title", "wording": "introduction"}
    return {names[key]: value for key, value in changes.items()}
