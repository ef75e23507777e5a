"""A matrix of figures: rows of titles, groups of columns, one current cell moved by the arrows.

Titles and headings stay in place while the cells scroll. Each cell also carries its words, which
are read to those who do not see it and shown as its tooltip.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from euralens_desk.i18n import _
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets.heat import HeatCell, RankRange, paint_heat_cell, paint_rank
from euralens_desk.ui.widgets.painting import Body, body_mark, box, write

LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
GROUP_GAP = 10
LEADING = 0.88
"""Height of a line of title, as a share of that of its font."""
MARGIN = 14
FEW_COLUMNS = 6
"""Up to this many columns that grow, their cells are wide."""
STEPS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """A cell that says a word under an icon: « Favorable »."""

    text: str
    icon: str
    token: str


MatrixCell: TypeAlias = HeatCell | Verdict | RankRange | None


@dataclass(frozen=True, slots=True)
class MatrixGroup:
    """Columns under one heading; ``body`` puts its shape before the title."""

    title: str
    token: str = "ink"
    body: Body | None = None
    width: int = 54
    """Width of a column in pixels at 100 %, the least one when the group ``grows``."""
    grows: bool = False
    """Whether its columns take the room the others leave."""


@dataclass(frozen=True, slots=True)
class MatrixColumn:
    """One column: a short heading, what it means in full, and its group by place."""

    heading: str
    tip: str
    group: int


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One row. ``words`` says what each cell shows, in the order of the columns."""

    title: str
    number: str
    cells: tuple[MatrixCell, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MatrixPicture:
    """All that the view paints; ``heading`` stands over the titles."""

    heading: str = ""
    groups: tuple[MatrixGroup, ...] = ()
    columns: tuple[MatrixColumn, ...] = ()
    rows: tuple[MatrixRow, ...] = ()


class MatrixView(QAbstractScrollArea):
    """Paints a picture. Emits ``moved`` and ``opened`` with a row and a column.

    Arrows, Début, Fin and the pages move; Entrée or a double click opens. ``heading_pressed`` tells
    the column whose heading was clicked.
    """

    moved = Signal(int, int)
    opened = Signal(int, int)
    heading_pressed = Signal(int)

    def __init__(self, look: Appearance, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._name = name
        self._picture = MatrixPicture()
        self._row, self._column = 0, 0
        self._lefts: list[int] = []
        self._widths: list[int] = []
        self._titles = 0
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("focusRing", False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)

    # What is shown

    def show_picture(self, picture: MatrixPicture) -> None:
        """Show other figures; the current cell stays where it is as far as it can."""
        self._picture = picture
        self._row = max(0, min(self._row, len(picture.rows) - 1))
        self._column = max(0, min(self._column, len(picture.columns) - 1))
        self._measure()
        self._say()
        self.viewport().update()

    @property
    def current(self) -> tuple[int, int]:
        """The row and the column of the current cell."""
        return self._row, self._column

    def move_to(self, row: int, column: int) -> None:
        """Make a cell current, as near as there is one, and show it."""
        row = max(0, min(row, len(self._picture.rows) - 1))
        column = max(0, min(column, len(self._picture.columns) - 1))
        if (row, column) != (self._row, self._column):
            self._row, self._column = row, column
            self._say()
            self.moved.emit(row, column)
        self._reveal()
        self.viewport().update()

    def _say(self) -> None:
        """Give the words of the current cell to those who do not see it."""
        if not self._picture.rows or not self._picture.columns:
            self.setAccessibleName(self._name)
            return
        title, words = self._picture.rows[self._row].title, self._words(self._row, self._column)
        self.setAccessibleName(f"{self._name}, {title}, {words}")

    def _words(self, row: int, column: int) -> str:
        """Return the heading of a cell and its words."""
        what, words = self._picture.columns[column].tip, self._picture.rows[row].words[column]
        return _("{what}: {words}").format(what=what, words=words)

    # Measures

    @property
    def _row_height(self) -> int:
        """Two lines of title over a number, or one in a low window."""
        look = self._look
        line, caption = look.metrics(Role.DENSE_STRONG).height(), look.metrics(Role.CAPTION)
        if look.compact:
            return max(look.px(46), line + caption.height() + look.px(4))
        return max(look.px(58), round(2 * LEADING * line) + caption.height() + look.px(2))

    @property
    def _heading_height(self) -> int:
        """The line of the groups over the line of the columns."""
        line = self._look.metrics(Role.CAPTION_STRONG).height()
        return 2 * line + self._look.px(14 if self._look.compact else 16)

    def _measure(self) -> None:
        """Share the width out: the least for each, then the cells that grow, then the titles."""
        look, picture = self._look, self._picture
        widths = [look.px(picture.groups[c.group].width) for c in picture.columns]
        first = [n for n, c in enumerate(picture.columns) if picture.groups[c.group].grows]
        gaps = look.px(GROUP_GAP) * len({c.group for c in picture.columns})
        least = look.px(160)
        spare = self.viewport().width() - least - gaps - sum(widths) - 2 * look.px(MARGIN)
        if first and spare > 0:
            most = look.px(200 if len(first) <= FEW_COLUMNS else 62)
            grown = min(most, widths[first[0]] + spare // len(first))
            for place in first:
                spare -= grown - widths[place]
                widths[place] = grown
        self._titles = least + look.px(MARGIN) + max(0, spare)
        self._place(widths)
        self._set_scroll_bars()

    def _place(self, widths: list[int]) -> None:
        gap, x, last = self._look.px(GROUP_GAP), 0, -1
        self._widths, self._lefts = widths, []
        for column, width in zip(self._picture.columns, widths, strict=True):
            x += gap if column.group != last else 0
            last = column.group
            self._lefts.append(x)
            x += width

    def _set_scroll_bars(self) -> None:
        """Tell the bars how far there is to go."""
        room = self._body()
        whole = (self._lefts[-1] + self._widths[-1] if self._lefts else 0) + self._look.px(MARGIN)
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setRange(0, max(0, whole - room.width()))
        across.setPageStep(room.width())
        across.setSingleStep(self._look.px(54))
        down.setRange(0, max(0, len(self._picture.rows) * self._row_height - room.height()))
        down.setPageStep(room.height())
        down.setSingleStep(self._row_height)

    def _body(self) -> QRect:
        """Return where the cells stand, in the viewport."""
        whole = self.viewport().rect()
        return whole.adjusted(self._titles, self._heading_height, 0, 0)

    def _cell_area(self, row: int, column: int) -> QRect:
        """Return where a cell is painted, in the viewport."""
        x = self._titles + self._lefts[column] - self.horizontalScrollBar().value()
        height = self._row_height
        y = self._heading_height + row * height - self.verticalScrollBar().value()
        return QRect(x, y, self._widths[column], height)

    def _reveal(self) -> None:
        """Scroll until the current cell is seen whole."""
        if not self._picture.rows or not self._picture.columns:
            return
        area, body = self._cell_area(self._row, self._column), self._body()
        for bar, before, after in (
            (self.horizontalScrollBar(), body.left() - area.left(), area.right() - body.right()),
            (self.verticalScrollBar(), body.top() - area.top(), area.bottom() - body.bottom()),
        ):
            if before > 0:
                bar.setValue(bar.value() - before)
            elif after > 0:
                bar.setValue(bar.value() + after)

    def _at(self, point: QPoint) -> tuple[int, int]:
        """Return the row and the column at a point; -1 over the titles and the headings."""
        body, row, column = self._body(), -1, -1
        if point.y() >= body.top():
            row = (point.y() - body.top() + self.verticalScrollBar().value()) // self._row_height
        if point.x() >= body.left():
            x = point.x() - body.left() + self.horizontalScrollBar().value()
            for place, (left, width) in enumerate(zip(self._lefts, self._widths, strict=True)):
                column = place if left <= x < left + width else column
        return (row if row < len(self._picture.rows) else -1), column

    # Keyboard and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the current cell, or open it."""
        key, row, column = Qt.Key(event.key()), self._row, self._column
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        page = max(1, self._body().height() // self._row_height)
        last = len(self._picture.rows) - 1
        if key in STEPS and not control:
            down, right = STEPS[key]
            self.move_to(row + down, column + right)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            end = key == Qt.Key.Key_End
            row = (last if end else 0) if control else row
            self.move_to(row, len(self._picture.columns) - 1 if end else 0)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.move_to(row + (page if key == Qt.Key.Key_PageDown else -page), column)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open()
        else:
            event.ignore()

    def _open(self) -> None:
        if self._picture.rows and self._picture.columns:
            self.opened.emit(self._row, self._column)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Make the cell under the mouse current, or tell which heading was pressed."""
        row, column = self._at(event.position().toPoint())
        if row >= 0:
            self.move_to(row, column if column >= 0 else self._column)
        elif column >= 0:
            self.heading_pressed.emit(column)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the cell under the mouse."""
        row, column = self._at(event.position().toPoint())
        if row >= 0 and column >= 0:
            self.move_to(row, column)
            self._open()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Make the ring discreet."""
        super().focusOutEvent(event)
        self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        """Tell the words of what is pointed at."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.tip_at(event.pos()), self.viewport())
            return True
        return super().viewportEvent(event)

    def tip_at(self, point: QPoint) -> str:
        """Return the words of the cell, the title or the heading at a point, "" elsewhere."""
        row, column = self._at(point)
        if row >= 0:
            told = self._picture.rows[row]
            return self._words(row, column) if column >= 0 else f"{told.number} {told.title}"
        return self._picture.columns[column].tip if column >= 0 else ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width out."""
        super().resizeEvent(event)
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size and the density."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._measure()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cells, then the titles, then the headings over them."""
        del event
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), self._look.colour("sf"))
        height, top = self._row_height, self.verticalScrollBar().value()
        first = top // height
        shown = range(first, min(len(self._picture.rows), first + self.height() // height + 2))
        body = self._body()
        painter.setClipRect(body.adjusted(-body.left(), 0, 0, 0))
        for row in shown:
            self._paint_ground(painter, row)
        painter.setClipRect(body)
        for row in shown:
            self._paint_cells(painter, row)
        painter.setClipRect(body.adjusted(-body.left(), 0, -body.width(), 0))
        for row in shown:
            self._paint_title(painter, row)
        painter.setClipping(False)
        self._paint_headings(painter)

    def _row_area(self, row: int) -> QRect:
        height = self._row_height
        y = self._heading_height + row * height - self.verticalScrollBar().value()
        return QRect(0, y, self.viewport().width(), height)

    def _paint_ground(self, painter: QPainter, row: int) -> None:
        area = self._row_area(row)
        if row == self._row:
            painter.fillRect(area, self._look.colour("sel"))
        painter.fillRect(area.x(), area.y(), area.width(), 1, self._look.colour("line"))

    def _paint_cells(self, painter: QPainter, row: int) -> None:
        body = self._body()
        for column, cell in enumerate(self._picture.rows[row].cells):
            area = self._cell_area(row, column)
            if area.right() < body.left() or area.left() > body.right():
                continue
            current = (row, column) == (self._row, self._column)
            self._paint_cell(painter, QRectF(area), cell)
            if current:
                held = self.hasFocus()
                token, width = ("foc", 3) if held else ("line2", 2)
                ring = QRectF(area).adjusted(0, 1, 0, 0)
                box(painter, ring, 7, None, self._look.colour(token), width=width)

    def _paint_cell(self, painter: QPainter, area: QRectF, cell: MatrixCell) -> None:
        look = self._look
        if isinstance(cell, HeatCell):
            paint_heat_cell(painter, area, look, cell)
        elif isinstance(cell, RankRange):
            paint_rank(painter, area, look, cell)
        elif isinstance(cell, Verdict):
            ink, side = look.colour(cell.token), look.px(15)
            text = look.metrics(Role.CAPTION_STRONG).height()
            top = area.center().y() - (side + text) / 2
            icon = QRectF(round(area.center().x() - side / 2), round(top), side, side)
            look.icons.paint(painter, icon, cell.icon, ink)
            line = QRectF(area.left(), top + side, area.width(), text)
            write(painter, line, cell.text, look.font(Role.CAPTION_STRONG), ink)
        else:
            write(painter, area, "–", look.font(Role.DENSE), look.colour("ink3"))

    def _paint_title(self, painter: QPainter, row: int) -> None:
        """Write the title on at most two lines, cut with « … », and the number under it."""
        look, told, area = self._look, self._picture.rows[row], self._row_area(row)
        margin = look.px(MARGIN)
        room = self._titles - margin - look.px(4)
        fonts, caption = look.metrics(Role.DENSE_STRONG), look.metrics(Role.CAPTION)
        lines = [told.title] if look.compact else _two_lines(told.title, room, fonts)
        lines[-1] = fonts.elidedText(lines[-1], Qt.TextElideMode.ElideRight, room)
        pitch = LEADING * fonts.height()
        height = len(lines) * pitch + caption.height()
        y = area.center().y() - height / 2 + 1
        for line in lines:
            place = QRectF(margin, y, room, pitch)
            ink = look.colour("ink")
            write(painter, place, line, look.font(Role.DENSE_STRONG), ink, align=LEFT)
            y += pitch
        place = QRectF(margin, y, room, caption.height())
        grey = look.colour("ink2")
        write(painter, place, told.number, look.font(Role.CAPTION), grey, align=LEFT)

    def _paint_headings(self, painter: QPainter) -> None:
        """Paint the groups with a line under each, then the columns."""
        look, picture = self._look, self._picture
        painter.fillRect(0, 0, self.viewport().width(), self._heading_height, look.colour("sf"))
        line = look.metrics(Role.CAPTION_STRONG).height()
        top = look.px(5)
        below = top + line + look.px(6)
        strong, ink = look.font(Role.CAPTION_STRONG), look.colour("ink2")
        words = QRectF(look.px(MARGIN), below, self._titles, line)
        write(painter, words, picture.heading, strong, ink, align=LEFT)
        body = self._body()
        painter.setClipRect(body.left(), 0, body.width(), self._heading_height)
        offset = self._titles - self.horizontalScrollBar().value()
        for place, column in enumerate(picture.columns):
            area = QRectF(self._lefts[place] + offset, below, self._widths[place], line)
            shown = look.metrics(Role.CAPTION_STRONG).elidedText(
                column.heading, Qt.TextElideMode.ElideRight, round(area.width() - 2)
            )
            current = place == self._column
            tone = look.colour("ink" if current else "ink2")
            write(painter, area, shown, strong, tone)
        for place, group in enumerate(picture.groups):
            self._paint_group(painter, place, group, QPointF(offset, top))
        painter.setClipping(False)

    def _paint_group(
        self, painter: QPainter, place: int, group: MatrixGroup, corner: QPointF
    ) -> None:
        look = self._look
        held = [n for n, column in enumerate(self._picture.columns) if column.group == place]
        if not held:
            return
        left = corner.x() + self._lefts[held[0]] + 2
        width = self._lefts[held[-1]] + self._widths[held[-1]] - self._lefts[held[0]] - 4
        fonts, ink = look.metrics(Role.CAPTION_STRONG), look.colour(group.token)
        side = look.px(12) if group.body else 0
        lead = side + look.px(5) if group.body else 0
        title = fonts.elidedText(
            group.title, Qt.TextElideMode.ElideRight, max(0, round(width) - lead)
        )
        text = fonts.horizontalAdvance(title)
        x = left + (max(0.0, (width - lead - text) / 2) if group.body else 0)
        if group.body is not None:
            middle = corner.y() + fonts.height() / 2
            body_mark(painter, QRectF(x, middle - side / 2, side, side), group.body, ink)
        area = QRectF(x + lead, corner.y(), text + 2, fonts.height())
        write(painter, area, title, look.font(Role.CAPTION_STRONG), ink, align=LEFT)
        line = QRectF(left, corner.y() + fonts.height() + look.px(2), width, 2)
        painter.fillRect(line, ink)


def _two_lines(text: str, room: float, fonts: QFontMetrics) -> list[str]:
    """Return a text broken once, where the first line is full."""
    if fonts.horizontalAdvance(text) <= room:
        return [text]
    words, first = text.split(" "), ""
    while words and fonts.horizontalAdvance(f"{first} {words[0]}".strip()) <= room:
        first = f"{first} {words.pop(0)}".strip()
    return [first, " ".join(words)] if first else [text]
