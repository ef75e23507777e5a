"""A table whose current row is what the rest of the view speaks of."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QTableView

from euralens_desk.ui.fonts import Role
from euralens_desk.ui.models.items import Index
from euralens_desk.ui.models.rows import Row, RowsModel
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import dress_rows


class RowsTable(QTableView):
    """Emits ``current_changed(key)``; ``opened(key)`` by Enter or a double click.

    Columns without a width share what is left. Rows are two lines high; those of a ``fitted`` table
    are as high as what they hold.
    """

    current_changed = Signal(int)
    opened = Signal(int)

    def __init__(
        self,
        look: Appearance,
        name: str,
        headings: Sequence[str],
        widths: Sequence[int],
        *,
        fitted: bool = False,
    ) -> None:
        super().__init__()
        self._look = look
        self._is_fitted = fitted
        self.rows = RowsModel(headings, self)
        self.setModel(self.rows)
        self.setAccessibleName(name)
        dress_rows(self)
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        lines = look.metrics(Role.BODY).lineSpacing() * 2
        self.verticalHeader().setDefaultSectionSize(lines + look.px(12))
        header = self.horizontalHeader()
        for column, width in enumerate(widths):
            if width:
                self.setColumnWidth(column, look.px(width))
            else:
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.doubleClicked.connect(self._open)
        self._fitting = QTimer(self, singleShot=True, interval=0)
        self._fitting.timeout.connect(self.resizeRowsToContents)
        if fitted:
            for moved in (header.sectionResized, self.rows.modelReset, self.rows.dataChanged):
                moved.connect(lambda *_told: self._fitting.start())

    def sizeHintForRow(self, row: int) -> int:
        """Return the height of the longest text of a row, as it wraps in its column."""
        if not self._is_fitted:
            return super().sizeHintForRow(row)
        look, fonts = self._look, self._look.metrics(Role.BODY)
        heights = []
        for column in range(self.rows.columnCount()):
            text = str(self.rows.index(row, column).data() or "")
            room = QRect(0, 0, self.columnWidth(column) - look.px(20), 0)
            heights.append(fonts.boundingRect(room, Qt.TextFlag.TextWordWrap, text).height())
        return max(heights, default=0) + look.px(8)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows; the current one stays if it is still there."""
        held = self.key()
        self.rows.show_rows(rows)
        self.select(held)

    def key(self) -> int | None:
        """Return what the current row stands for."""
        return self.rows.key(self.currentIndex().row())

    def select(self, key: int | None) -> None:
        """Make the row of ``key`` the current one, or the first."""
        row = max(0, self.rows.row_of(key))
        if self.rows.rowCount() and row != self.currentIndex().row():
            self.setCurrentIndex(self.rows.index(row, 0))

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell what the view speaks of now."""
        super().currentChanged(current, previous)
        key = self.rows.key(current.row())
        if key is not None and current.row() != previous.row():
            self.current_changed.emit(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the row with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        key = self.rows.key(index.row())
        if key is not None:
            self.opened.emit(key)
