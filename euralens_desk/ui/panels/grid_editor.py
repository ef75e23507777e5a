"""The editor of a grid: the tree of axes and sub-criteria, the fields of one, and the scale."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QScrollArea,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from euralens_desk.domain.grid import CriteriaGrid
from euralens_desk.domain.grid_editing import (
    add_axis,
    add_criterion,
    move_axis,
    move_criterion,
    remove_axis,
    remove_criterion,
)
from euralens_desk.domain.messages import message
from euralens_desk.i18n import _
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.panels.grid_detail import GridDetail
from euralens_desk.ui.panels.scale_card import ScaleCard
from euralens_desk.ui.state.grids import ROOT, GridRow, RowKey, RowKind, grid_rows, key_after
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import Button, Card, IconButton

KEY = Qt.ItemDataRole.UserRole
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class GridEditor(QWidget):
    """Shows a grid, to change or to read. It changes nothing itself.

    Emits ``edit_wanted(edit, action, loses)``: a function from the grid to another one, the name
    of the act, and whether answers may be lost by it.
    """

    edit_wanted = Signal(object, object, bool)

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._grid: CriteriaGrid | None = None
        self._taken: Collection[str] = ()
        self._can_change = False
        self._awaits_new = False
        self._rows: dict[RowKey, GridRow] = {}
        self.tree = QTreeWidget()
        self.detail = GridDetail(look)
        self.scale = ScaleCard(look)
        self._set_up_tree()
        self._lay_out()
        self.detail.edit_wanted.connect(self.edit_wanted)
        self.scale.edit_wanted.connect(self.edit_wanted)
        self.detail.left.connect(self.tree.setFocus)
        self.scale.left.connect(self.tree.setFocus)

    def _set_up_tree(self) -> None:
        tree = self.tree
        tree.setColumnCount(3)
        tree.setHeaderLabels([_("No."), _("Axes and criteria"), _("Weight")])
        tree.setAccessibleName(_("Axes and criteria"))
        tree.setRootIsDecorated(False)
        tree.setIndentation(0)
        tree.setUniformRowHeights(True)
        tree.setExpandsOnDoubleClick(False)
        tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        tree.setProperty("rows", True)
        header = tree.header()
        header.setStretchLastSection(False)
        header.setSectionsClickable(False)
        header.setSectionsMovable(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
        tree.currentItemChanged.connect(self._show_current)
        tree.installEventFilter(self)

    def _lay_out(self) -> None:
        look = self._look
        side = QFrame()
        side.setProperty("panel", "window")
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, look.px(8), 0)
        column.setSpacing(look.px(12))
        column.addWidget(self.detail)
        column.addWidget(self.scale)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(side)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        card = Card(look, flush=True)
        card.setAccessibleName(_("Axes and criteria"))
        card.body.addWidget(self.tree, 1)
        card.body.addWidget(self._tools())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(16))
        row.addWidget(card, 5)
        row.addWidget(area, 5)

    def _tools(self) -> QFrame:
        """Return the foot of the tree: add, move, remove."""
        look = self._look
        self._foot = QFrame()
        self._foot.setProperty("panel", "foot")
        row = QHBoxLayout(self._foot)
        row.setContentsMargins(look.px(12), look.px(8), look.px(12), look.px(8))
        row.setSpacing(look.px(6))
        criterion = Button(look, _("Criterion"), icon="plus", small=True, tip="Ctrl+N")
        criterion.setAccessibleName(_("Add a criterion"))
        axis = Button(look, _("Axis"), icon="plus", small=True, tip="Ctrl+Shift+N")
        axis.setAccessibleName(_("Add an axis"))
        up = IconButton(look, "arrow-up", _("Move up"), shortcut="Ctrl+Shift+↑", small=True)
        down = IconButton(look, "arrow-down", _("Move down"), shortcut="Ctrl+Shift+↓", small=True)
        remove = IconButton(look, "trash-2", _("Remove from the grid"), small=True)
        for button, do in (
            (criterion, self.add_criterion),
            (axis, self.add_axis),
            (up, lambda: self.move_row(-1)),
            (down, lambda: self.move_row(1)),
            (remove, self.remove_row),
        ):
            button.clicked.connect(lambda _checked=False, do=do: do())
            if button is up:
                row.addStretch(1)
            row.addWidget(button)
        return self._foot

    # What is shown

    def show_grid(
        self, grid: CriteriaGrid, *, can_change: bool, taken: Collection[str] = (), key: object
    ) -> None:
        """Show a grid; ``key`` says whose it is, so that what is chosen stays chosen."""
        is_same = self._grid is not None and self.property("shown") == key
        current = self.current_key()
        wanted = key_after(self._grid, grid, current) if is_same and self._grid else ROOT
        self.setProperty("shown", key)
        is_new, self._awaits_new = self._awaits_new and is_same and wanted != current, False
        self._grid, self._can_change, self._taken = grid, can_change, taken
        self._rows = {row.key: row for row in grid_rows(grid)}
        self.tree.blockSignals(True)
        self.tree.clear()
        for row in self._rows.values():
            self.tree.addTopLevelItem(self._item(row))
        if (item := self._item_of(wanted)) is not None:
            self.tree.setCurrentItem(item)
        self.tree.blockSignals(False)
        self._foot.setVisible(can_change)
        self.scale.show_scale(grid, can_change=can_change)
        self._show_current()
        if is_new:
            self.detail.label.setFocus()
            self.detail.label.selectAll()

    def _item(self, row: GridRow) -> QTreeWidgetItem:
        look, kind = self._look, row.key.kind
        lead = "" if kind is not RowKind.CRITERION else "    "
        item = QTreeWidgetItem([row.number, f"{lead}{row.label}", row.weight])
        item.setData(0, KEY, row.key)
        item.setTextAlignment(2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        item.setToolTip(1, row.label)
        if kind is not RowKind.CRITERION:
            for column in range(3):
                item.setFont(column, look.font(Role.TITLE3))
        if kind is RowKind.AXIS:
            for column in range(3):
                item.setBackground(column, look.colour("alt"))
        return item

    def _item_of(self, key: RowKey) -> QTreeWidgetItem | None:
        items = (self.tree.topLevelItem(row) for row in range(self.tree.topLevelItemCount()))
        return next((item for item in items if item and item.data(0, KEY) == key), None)

    def current_key(self) -> RowKey:
        """Return what the tree stands on."""
        item = self.tree.currentItem()
        found = item.data(0, KEY) if item is not None else None
        return found if isinstance(found, RowKey) else ROOT

    def _show_current(self, _item: object = None, _before: object = None) -> None:
        row = self._rows.get(self.current_key())
        if row is not None and self._grid is not None:
            self.detail.show_row(self._grid, row, can_change=self._can_change)

    def save(self) -> None:
        """Save what is being typed."""
        if self._can_change:
            self.detail.save()
            self.scale.save()

    # What is wanted

    def _row(self) -> GridRow | None:
        return self._rows.get(self.current_key()) if self._can_change else None

    def add_axis(self) -> None:
        """Add an axis with one criterion."""
        if self._row() is not None:
            self._awaits_new = True
            label, criterion, taken = _("New axis"), _("New criterion"), self._taken
            self.edit_wanted.emit(
                lambda grid: add_axis(grid, label, criterion, taken),
                message("grid, axis added"),
                False,
            )

    def add_criterion(self) -> None:
        """Add a criterion to the axis of the row."""
        row, label, taken = self._row(), _("New criterion"), self._taken
        if row is not None:
            self._awaits_new = True
            place = row.axis
            self.edit_wanted.emit(
                lambda grid: add_criterion(grid, place, label, taken),
                message("grid, criterion added"),
                False,
            )

    def move_row(self, step: int) -> None:
        """Move the row up or down."""
        row = self._row()
        if row is not None and row.key.kind is not RowKind.GRID:
            move = move_axis if row.key.kind is RowKind.AXIS else move_criterion
            self.edit_wanted.emit(
                lambda grid: move(grid, row.place, step),
                message("grid, {label} moved", label=f"{row.number} {row.label}"),
                False,
            )

    def remove_row(self) -> None:
        """Remove the axis or the criterion."""
        row = self._row()
        if row is not None and row.key.kind is not RowKind.GRID:
            remove = remove_axis if row.key.kind is RowKind.AXIS else remove_criterion
            self.edit_wanted.emit(
                lambda grid: remove(grid, row.place),
                message("grid, {label} removed", label=f"{row.number} {row.label}"),
                True,
            )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes to the fields, Suppr removes, Ctrl+Maj+↑ ↓ move."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        key, is_moving = event.key(), event.modifiers() & CTRL_SHIFT == CTRL_SHIFT
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.detail.label.setFocus()
            self.detail.label.selectAll()
        elif key == Qt.Key.Key_Delete:
            self.remove_row()
        elif is_moving and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move_row(-1 if key == Qt.Key.Key_Up else 1)
        else:
            return False
        return True
