"""The last ballots of a box, or ten of a batch for a second person to re-read."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from euralens_desk.domain.ballots import batches, piles
from euralens_desk.domain.grid import CriteriaGrid
from euralens_desk.domain.sheet import Ballot
from euralens_desk.i18n import _
from euralens_desk.ui.ballot_words import WORDED, mark_in_words, sign_of
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.models.ballots import BallotsModel
from euralens_desk.ui.models.items import Index
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import Card, IconButton, Text, box, dress_rows, hairline, write

LAST = 30
"""How many of the last ballots are listed; « Relire un lot » shows them all."""
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class _BallotDelegate(QStyledItemDelegate):
    """Draws an answer as its level and word, the number bold, the action as a link."""

    def __init__(self, look: Appearance, model: BallotsModel, parent: QTableView) -> None:
        super().__init__(parent)
        self._look = look
        self._model = model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        look = self._look
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, look.colour("sel"))
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), look.colour("line"))
        inner = QRectF(area).adjusted(look.px(16 if index.column() == 0 else 4), 0, 0, 0)
        if self._model.mark(index) is not None:
            self._paint_mark(painter, inner, index)
            return
        text = str(index.data())
        if index.column() == 0:
            font = look.font(Role.DENSE_STRONG)
            write(painter, inner, text, font, look.colour("ink"), align=_LEFT)
        else:
            end = inner.adjusted(0, 0, -look.px(16), 0)
            font = look.font(Role.CAPTION_STRONG)
            write(painter, end, text, font, look.colour("pri"), align=_RIGHT)

    def _paint_mark(self, painter: QPainter, area: QRectF, index: Index) -> None:
        look, grid, mark = self._look, self._model.grid, self._model.mark(index)
        if grid is None or mark is None:
            return
        height = look.px(25)
        side = QRectF(area.left(), area.center().y() - height / 2, look.px(30), height)
        fill, ink, code = look.colour("sf"), look.colour("ink"), sign_of(mark)
        word = mark_in_words(grid, mark)
        if mark.level is not None:
            tint = look.ramp(len(grid.scale.levels))[mark.level]
            fill, ink = QColor(tint.fill), QColor(tint.text)
            level = grid.scale.levels[mark.level]
            code, word = level.code, level.label
        box(painter, side, 4, fill, look.colour("line2"))
        write(painter, side, code, look.font(Role.DENSE_STRONG), ink)
        if len(grid.criteria) <= WORDED:
            line = area.adjusted(look.px(36), 0, 0, 0)
            fonts = look.metrics(Role.CAPTION)
            text = fonts.elidedText(word, Qt.TextElideMode.ElideRight, int(line.width()))
            write(painter, line, text, look.font(Role.CAPTION), look.colour("ink2"), align=_LEFT)


class _Table(QTableView):
    """The table; Entrée corrects the row that is held, Échap leaves."""

    wanted = Signal(int)
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Correct with Entrée, leave with Échap."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.wanted.emit(self.currentIndex().row())
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.text().strip():
            event.ignore()
        else:
            super().keyPressEvent(event)


class BallotPile(Card):
    """Emits ``correction_wanted(Ballot)`` and ``left()``."""

    correction_wanted = Signal(object)
    left = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__(look, _("Last ballots"), flush=True)
        self._grid: CriteriaGrid | None = None
        self._ballots: tuple[Ballot, ...] = ()
        self.is_reading = False
        self._place = 0
        self.model = BallotsModel(self)
        self.table = _Table()
        self.remark = Text(_("anonymous, numbered as they were entered"), Role.CAPTION, "ink2")
        self.batch = QComboBox()
        self.batch.setAccessibleName(_("Batch to re-read"))
        self.before = IconButton(look, "chevron-left", _("Ten before"), small=True)
        self.after = IconButton(look, "chevron-right", _("Ten after"), small=True)
        for widget in (self.remark, self.batch, self.before, self.after):
            self.add_to_head(widget)
        self.body.addWidget(hairline())
        self.body.addWidget(self.table, 1)
        self._set_up_table()
        self.batch.activated.connect(lambda _row: self._turn_to(0))
        self.before.clicked.connect(lambda: self.turn(-1))
        self.after.clicked.connect(lambda: self.turn(1))
        look.changed.connect(self._measure)

    def _set_up_table(self) -> None:
        table = self.table
        table.setModel(self.model)
        table.setItemDelegate(_BallotDelegate(self._look, self.model, table))
        dress_rows(table)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = table.horizontalHeader()
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setSectionsClickable(False)
        table.clicked.connect(self._clicked)
        table.doubleClicked.connect(lambda index: self._want(index.row()))
        table.wanted.connect(self._want)
        table.left.connect(self.left)

    def _clicked(self, index: Index) -> None:
        if index.column() == self.model.columnCount() - 1:
            self._want(index.row())

    def _want(self, row: int) -> None:
        self.correction_wanted.emit(self.model.ballot(row))

    def _measure(self) -> None:
        """Give each column its width."""
        look, header = self._look, self.table.horizontalHeader()
        self.table.verticalHeader().setDefaultSectionSize(look.px(36))
        last = self.model.columnCount() - 1
        if last < 1:
            return
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        action = look.metrics(Role.CAPTION_STRONG).horizontalAdvance(_("Correct")) + look.px(28)
        for column, width in ((0, look.px(56)), (last, action)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(column, width)

    def showEvent(self, event: QShowEvent) -> None:
        """Measure once there is a size."""
        super().showEvent(event)
        self._measure()

    # What is shown

    def show_ballots(self, grid: CriteriaGrid, ballots: tuple[Ballot, ...]) -> None:
        """Show the ballots of a box, as they were entered."""
        self._grid, self._ballots = grid, ballots
        held = self.batch.currentText()
        self.batch.clear()
        self.batch.addItems(list(batches(ballots)))
        self.batch.setCurrentIndex(max(0, self.batch.findText(held)))
        self._show()

    def read_batch(self, is_reading: bool, batch: str = "") -> None:
        """Show a batch ten by ten, or the last ballots again."""
        self.is_reading = is_reading
        self._place = 0
        self.batch.setCurrentIndex(max(0, self.batch.findText(batch)))
        self._show()

    def turn(self, step: int) -> None:
        """Go to the ten before or after."""
        self._turn_to(self._place + step)

    def _turn_to(self, place: int) -> None:
        self._place = place
        self._show()

    def _piles(self) -> tuple[tuple[Ballot, ...], ...]:
        return piles(self._ballots, self.batch.currentText())

    def _show(self) -> None:
        if self._grid is None:
            return
        found = self._piles() if self.is_reading else ()
        self._place = max(0, min(self._place, len(found) - 1))
        shown = found[self._place] if found else tuple(reversed(self._ballots[-LAST:]))
        self.title.setText(self._heading(shown))
        self.remark.setVisible(not self.is_reading)
        self.batch.setVisible(self.is_reading and self.batch.count() > 1)
        for button, is_there in (
            (self.before, self._place > 0),
            (self.after, self._place + 1 < len(found)),
        ):
            button.setVisible(self.is_reading)
            button.setEnabled(is_there)
        held = self.table.currentIndex().row()
        self.model.show_ballots(self._grid, shown)
        self.table.setAccessibleName(self.title.text())
        if shown:
            self.table.setCurrentIndex(self.model.index(max(0, min(held, len(shown) - 1)), 0))
        self._measure()

    def _heading(self, shown: tuple[Ballot, ...]) -> str:
        if not self.is_reading:
            return _("Last ballots")
        if not shown:
            return _("No ballot to re-read")
        told = _("Re-reading: ballots {first} to {last}")
        return told.format(first=shown[0].number, last=shown[-1].number)
