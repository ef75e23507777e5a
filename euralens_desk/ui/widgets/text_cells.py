"""Cells of long tables: a delegate that draws its own text asks the model one thing a cell."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from euralens_desk.ui.fonts import Role
from euralens_desk.ui.theme import Appearance

_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine


class TextDelegate(QStyledItemDelegate):
    """Draws one line of text a cell, elided, over the ground of the selection.

    A model in Python is asked for ten roles a cell by the delegate of Qt: that costs more than the
    painting. ``text_of(row, column)`` is asked once.
    """

    def __init__(
        self, look: Appearance, text_of: Callable[[int, int], str], table: QTableView
    ) -> None:
        super().__init__(table)
        self._look = look
        self._text_of = text_of
        look.changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        """Take fonts and colours once for all cells."""
        look = self._look
        self._fonts = look.metrics(Role.BODY)
        self._ink, self._ground = look.colour("ink"), look.colour("sel")
        self._pad = look.px(10)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one cell."""
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, self._ground)
        text = self._text_of(index.row(), index.column())
        if not text:
            return
        room = area.adjusted(self._pad, 0, -self._pad, 0)
        shown = self._fonts.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.setPen(self._ink)
        painter.drawText(room, _LINE, shown)
