"""A list of things told in two lines with a chip: commitments, messages due, funding leads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from euralens_desk.ui.fonts import Role
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import ChipTone, chip_size, paint_chip, write

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Line:
    """One row: what it stands for, a title over a detail, and its state in a chip."""

    key: int
    title: str
    detail: str
    state: str
    tone: ChipTone = ChipTone.NEUTRAL
    icon: str = ""


class LineModel(QAbstractListModel):
    """``UserRole`` is the line."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[Line, ...] = ()

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show other lines; when they stand for the same things only their words change."""
        fresh = tuple(lines)
        if fresh and [line.key for line in fresh] == [line.key for line in self.lines]:
            self.lines = fresh
            self.dataChanged.emit(self.index(0), self.index(len(fresh) - 1))
            return
        self.beginResetModel()
        self.lines = fresh
        self.endResetModel()

    def key(self, row: int) -> int | None:
        """Return what a row stands for."""
        return self.lines[row].key if 0 <= row < len(self.lines) else None

    def row_of(self, key: int | None) -> int:
        """Return the row that stands for ``key``, -1 when there is none."""
        return next((row for row, line in enumerate(self.lines) if line.key == key), -1)

    def rowCount(self, parent: Index = ROOT) -> int:
        """One row a line."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the title, the line, or the whole row in words."""
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return line
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (line.title, line.detail, line.state) if part)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return line.title
        return None


class LineDelegate(QStyledItemDelegate):
    """Draws title and detail at the left, the chip at the right of the detail."""

    def __init__(self, look: Appearance, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Two lines, whatever the row."""
        del option, index
        look = self._look
        return QSize(look.px(200), self._height() + look.px(12 if look.compact else 22))

    def _height(self) -> int:
        look = self._look
        return look.metrics(Role.TITLE3).height() + look.metrics(Role.DENSE).height() + look.px(4)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one line."""
        line: Line = index.data(Qt.ItemDataRole.UserRole)
        area: QRect = option.rect
        look = self._look
        painter.save()
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(area, look.colour("sel" if is_chosen else "sf"))
        foot = QRect(area.left(), area.bottom(), area.width(), 1)
        painter.fillRect(foot, look.colour("line"))
        if is_chosen:
            bar = QRect(area.left(), area.top(), look.px(4), area.height())
            painter.fillRect(bar, look.colour("pri"))
        inner = QRectF(area).adjusted(look.px(16), 0, -look.px(14), -1)
        inner.setTop(area.top() + (area.height() - self._height()) / 2)
        inner.setHeight(self._height())
        self._title(painter, inner, line)
        self._detail(painter, inner, line)
        painter.restore()

    def _title(self, painter: QPainter, inner: QRectF, line: Line) -> None:
        look, fonts = self._look, self._look.metrics(Role.TITLE3)
        shown = fonts.elidedText(line.title, Qt.TextElideMode.ElideRight, int(inner.width()))
        place = QRectF(inner.left(), inner.top(), inner.width(), fonts.height())
        write(painter, place, shown, look.font(Role.TITLE3), look.colour("ink"), align=LEFT)

    def _detail(self, painter: QPainter, inner: QRectF, line: Line) -> None:
        look, fonts, room = self._look, self._look.metrics(Role.DENSE), inner.width()
        bottom = QRectF(inner.left(), inner.bottom() - fonts.height(), room, fonts.height())
        if line.state:
            size = chip_size(look, line.state, line.icon)
            chip = QRect(bottom.toRect().topLeft(), size)
            chip.moveRight(inner.toRect().right())
            chip.moveTop(round(bottom.center().y() - size.height() / 2))
            paint_chip(painter, chip, look, line.state, icon=line.icon, tone=line.tone)
            room -= size.width() + look.px(10)
        bottom.setWidth(room)
        shown = fonts.elidedText(line.detail, Qt.TextElideMode.ElideRight, int(room))
        write(painter, bottom, shown, look.font(Role.DENSE), look.colour("ink2"), align=LEFT)
