"""A list of things told in two lines with a chip: commitments, messages due, funding leads."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter

from PySide6.QtCore import (
    QObject,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from euralens_desk.ui.fonts import Role
from euralens_desk.ui.models.items import Index, ItemModel
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import ChipTone, chip_size, paint_chip, write

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


def line_model(parent: QObject) -> ItemModel[Line]:
    """Return a list of lines; ``UserRole`` is the line."""
    return ItemModel(attrgetter("key"), attrgetter("title"), _in_words, parent)


def _in_words(line: Line) -> str:
    return ", ".join(part for part in (line.title, line.detail, line.state) if part)


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
