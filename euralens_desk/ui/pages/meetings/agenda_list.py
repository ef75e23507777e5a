"""The items of an agenda as a list: planned hour, title, how long it took, the one under way."""

from __future__ import annotations

from operator import attrgetter

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from euralens_desk.i18n import _, format_time, ngettext
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.models.items import Index, ItemModel
from euralens_desk.ui.state.agenda import AgendaLine, ItemStage
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import box, write
from euralens_desk.ui.widgets.lines import broken, write_lines

LINE = Qt.ItemDataRole.UserRole
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
LEADING = 0.9


def hour_words(line: AgendaLine) -> str:
    """Return when an item is planned: « 13 h 45 », empty without an hour."""
    return format_time(line.hour) if line.hour else ""


def end_words(line: AgendaLine) -> str:
    """Return how long an item that is done took: « 14 min »."""
    if line.stage is not ItemStage.DONE or line.spent is None:
        return ""
    return _("{minutes} min").format(minutes=line.spent)


def debate_words(line: AgendaLine) -> str:
    """Return how long the item under way has been discussed, against what was planned."""
    spent = line.spent or 0
    if not line.planned:
        return ngettext("Discussed for {count} min", "Discussed for {count} min", spent).format(
            count=spent
        )
    told = _("Discussed for {spent} min of {planned} planned")
    return told.format(spent=spent, planned=line.planned)


def in_words(line: AgendaLine) -> str:
    """Return a whole line for those who hear the list."""
    stage = {
        ItemStage.TO_COME: _("to be examined"),
        ItemStage.UNDER_WAY: debate_words(line),
        ItemStage.DONE: _("examined"),
    }[line.stage]
    parts = (hour_words(line), line.title, stage, end_words(line))
    return ", ".join(part for part in parts if part)


class AgendaModel(ItemModel[AgendaLine]):
    """One row an item; the role ``LINE`` gives all of it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(attrgetter("item_id"), attrgetter("title"), in_words, parent)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what every list does; the tooltip says the whole line."""
        is_tip = role == Qt.ItemDataRole.ToolTipRole
        return super().data(index, Qt.ItemDataRole.AccessibleTextRole if is_tip else role)


class AgendaList(QListView):
    """The items. Emits ``chosen(item id)`` for the row shown and ``entered`` for Enter on it."""

    chosen = Signal(int)
    entered = Signal()
    removed = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self.items = AgendaModel(self)
        self.setModel(self.items)
        self.setItemDelegate(_ItemDelegate(look, self))
        self.setAccessibleName(_("Agenda"))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.selectionModel().currentChanged.connect(self._tell)
        self._is_quiet = False

    def show_lines(self, lines: tuple[AgendaLine, ...], item_id: int | None) -> None:
        """Show the agenda, one item being the one shown; nothing is emitted."""
        self._is_quiet = True
        self.items.update_items(lines)
        self.setCurrentIndex(self.items.index(self.items.row_of(item_id)))
        self.scheduleDelayedItemsLayout()
        self._is_quiet = False

    def _tell(self, now: Index, _before: Index) -> None:
        if now.isValid() and not self._is_quiet:
            self.chosen.emit(self.items.items[now.row()].item_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter puts the item to discussion, Delete takes it off."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.scheduleDelayedItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width: a title takes as many lines as it needs there."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class _ItemDelegate(QStyledItemDelegate):
    """Hour at the left, title, length at the right; under the item under way, its progress."""

    def __init__(self, look: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def _title(self, line: AgendaLine, width: float) -> tuple[Role, tuple[str, ...]]:
        """Return how the title is written; where room is scarce what is done takes one line."""
        look, role = self._look, Role.DENSE
        if line.stage is ItemStage.UNDER_WAY:
            role = Role.TITLE3
        most = 1 if look.compact and line.stage is ItemStage.DONE else 2
        return role, broken(line.title, look.font(role), width, most)

    def _room(self, line: AgendaLine, width: float) -> float:
        return width - self._left() - self._end(line) - self._look.px(12)

    def _left(self) -> int:
        look = self._look
        return look.px(14) + look.metrics(Role.CAPTION).horizontalAdvance("00 h 00") + look.px(12)

    def _end(self, line: AgendaLine) -> int:
        look, told = self._look, end_words(line)
        mark = look.px(22) if line.stage is ItemStage.DONE else 0
        return look.metrics(Role.CAPTION).horizontalAdvance(told) + mark

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The lines of the title, and two more lines for the item under way."""
        line: AgendaLine = index.data(LINE)
        view, look = self.parent(), self._look
        width = view.viewport().width() if isinstance(view, QListView) else 0
        role, lines = self._title(line, self._room(line, width))
        height = look.metrics(role).height() * (1 + LEADING * (len(lines) - 1))
        if line.stage is ItemStage.UNDER_WAY:
            height += len(self._progress(line, width)) * look.metrics(Role.CAPTION).height()
            height += look.px(14)
        return QSize(width, round(height) + look.px(8 if look.compact else 12))

    def _progress(self, line: AgendaLine, width: float) -> tuple[str, ...]:
        room = width - self._left() - self._look.px(12)
        return broken(debate_words(line), self._look.font(Role.CAPTION), room, 2)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one item."""
        line: AgendaLine = index.data(LINE)
        look, area = self._look, QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen:
            painter.fillRect(area, look.colour("sel"))
            painter.fillRect(
                QRectF(area.left(), area.top(), look.px(4), area.height()), look.colour("pri")
            )
        done = line.stage is ItemStage.DONE
        role, lines = self._title(line, self._room(line, area.width()))
        ink = look.colour("ink2" if done else "ink")
        first = look.metrics(role).height()
        top = area.top() + look.px(4 if look.compact else 6)
        height = first * (1 + LEADING * (len(lines) - 1))
        hour = QRectF(area.left() + look.px(14), top, self._left(), first)
        write(
            painter,
            hour,
            hour_words(line),
            look.font(Role.CAPTION),
            look.colour("ink2"),
            align=_LEFT,
        )
        left = area.left() + self._left()
        write_lines(painter, left, top + height / 2, lines, look.font(role), ink, leading=LEADING)
        if done:
            self._paint_end(painter, area, top, first, line)
        if line.stage is ItemStage.UNDER_WAY:
            self._paint_progress(painter, area, top + height, line)
        painter.restore()

    def _paint_end(
        self, painter: QPainter, area: QRectF, top: float, height: float, line: AgendaLine
    ) -> None:
        look, side = self._look, self._look.px(15)
        right = area.right() - look.px(10)
        mark = QRectF(round(right - side), round(top + (height - side) / 2), side, side)
        look.icons.paint(painter, mark, "check", look.colour("ink2"))
        told = QRectF(area.left(), top, right - side - look.px(5) - area.left(), height)
        write(
            painter,
            told,
            end_words(line),
            look.font(Role.CAPTION),
            look.colour("ink2"),
            align=_RIGHT,
        )

    def _paint_progress(
        self, painter: QPainter, area: QRectF, top: float, line: AgendaLine
    ) -> None:
        look, left = self._look, area.left() + self._left()
        lines = self._progress(line, area.width())
        height = look.metrics(Role.CAPTION).height() * len(lines)
        ink = look.colour("ink2")
        write_lines(painter, left, top + height / 2, lines, look.font(Role.CAPTION), ink)
        track = QRectF(
            left, top + height + look.px(4), area.right() - left - look.px(22), look.px(5)
        )
        box(painter, track, 2, look.colour("hat"))
        if line.planned:
            share = min(1.0, (line.spent or 0) / line.planned)
            done = QRectF(track.left(), track.top(), track.width() * share, track.height())
            box(painter, done, 2, look.colour("och" if share >= 1 else "pri"))
