"""One column of the board: its heading, its candidatures, moved by keys or by drag."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import (
    QMimeData,
    QModelIndex,
    QObject,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from euralens_desk.domain.preselection import BoardColumn, Candidature
from euralens_desk.i18n import _
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.models.items import Index, ItemModel
from euralens_desk.ui.preselection_words import column_empty, column_title, marks
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import (
    Card,
    Chip,
    ChipTone,
    ElidedText,
    KeyCap,
    Text,
    chip_size,
    hairline,
    paint_chip,
    write,
)
from euralens_desk.ui.widgets.lines import broken, write_lines

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
CARRIED = "application/x-euralens-candidature"
MOST_LINES = 3
"""Lines a title may take."""


class CandidatureModel(ItemModel[Candidature]):
    """One row a candidature; ``UserRole`` is the candidature."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(
            lambda one: one.dossier.id, lambda one: one.dossier.title, self._in_words, parent
        )
        self.today = date.min

    def _in_words(self, one: Candidature) -> str:
        words = [word for word, _tone, _icon in marks(one, self.today)]
        leaders = ", ".join(one.dossier.project_leaders)
        parts = (one.dossier.number, one.dossier.title, leaders, *words)
        return ", ".join(part for part in parts if part)

    def show(self, shown: tuple[Candidature, ...], today: date) -> None:
        """Show other candidatures, as they stand on a day."""
        self.today = today
        self.show_items(shown)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A candidature can be carried to another column."""
        carried = Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else Qt.ItemFlag.NoItemFlags
        return super().flags(index) | carried

    def mimeTypes(self) -> list[str]:
        """Only the board understands what is carried."""
        return [CARRIED]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Return which dossier is carried."""
        data = QMimeData()
        data.setData(CARRIED, str(self.items[indexes[0].row()].dossier.id).encode())
        return data


class CandidatureDelegate(QStyledItemDelegate):
    """Draws number and agglomeration, the title on a few lines, the leader, what is pressing."""

    def __init__(self, look: Appearance, view: QListView) -> None:
        super().__init__(view)
        self._look = look
        self._view = view

    def _width(self) -> int:
        return self._view.viewport().width() - 2 * self._look.px(12)

    def _title(self, one: Candidature) -> tuple[str, ...]:
        font = self._look.font(Role.TITLE3)
        return broken(one.dossier.title, font, self._width(), MOST_LINES)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the title and the chips ask."""
        del option
        look, one = self._look, index.data(Qt.ItemDataRole.UserRole)
        height = look.metrics(Role.CAPTION).height() + look.metrics(Role.DENSE).height()
        height += look.metrics(Role.TITLE3).height() * len(self._title(one))
        rows = self._chip_rows(one, index)
        if rows:
            height += (chip_size(look, "x", "").height() + look.px(4)) * len(rows)
        return QSize(look.px(120), height + look.px(18))

    def _chip_rows(self, one: Candidature, index: Index) -> list[list[tuple[QRect, int]]]:
        """Return where each chip goes, by row, from the left of the text."""
        model = index.model()
        today = model.today if isinstance(model, CandidatureModel) else date.min
        rows: list[list[tuple[QRect, int]]] = []
        x = self._width() + 1
        for place, (text, _tone, icon) in enumerate(marks(one, today)):
            size = chip_size(self._look, text, icon)
            if x + size.width() > self._width():
                rows.append([])
                x = 0
            top = (len(rows) - 1) * (size.height() + self._look.px(4))
            rows[-1].append((QRect(x, top, size.width(), size.height()), place))
            x += size.width() + self._look.px(4)
        return rows

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one candidature."""
        one: Candidature = index.data(Qt.ItemDataRole.UserRole)
        look, area = self._look, QRect(option.rect)
        state: QStyle.StateFlag = option.state
        painter.save()
        is_chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.fillRect(area, look.colour("sel" if is_chosen else "sf"))
        line = QRect(area.left(), area.bottom(), area.width(), 1)
        painter.fillRect(line, look.colour("line"))
        if is_chosen:
            bar = QRect(area.left(), area.top(), look.px(4), area.height())
            painter.fillRect(bar, look.colour("pri"))
        inner = QRectF(area).adjusted(look.px(12), look.px(8), -look.px(12), -look.px(8))
        self._words(painter, inner, one)
        self._chips(painter, inner, one, index)
        painter.restore()

    def _words(self, painter: QPainter, inner: QRectF, one: Candidature) -> None:
        look, dossier, top = self._look, one.dossier, inner.top()
        caption = look.metrics(Role.CAPTION)
        head = QRectF(inner.left(), top, inner.width(), caption.height())
        strong, ink = look.font(Role.CAPTION_STRONG), look.colour("ink2")
        write(painter, head, dossier.number, strong, ink, align=LEFT)
        room = inner.width() - look.metrics(Role.CAPTION_STRONG).horizontalAdvance("2022-0000")
        name = caption.elidedText(dossier.agglomeration, Qt.TextElideMode.ElideRight, int(room))
        write(painter, head, name, look.font(Role.CAPTION), ink, align=RIGHT)
        top += caption.height()
        lines = self._title(one)
        height = look.metrics(Role.TITLE3).height() * len(lines)
        write_lines(
            painter,
            inner.left(),
            top + height / 2,
            lines,
            look.font(Role.TITLE3),
            look.colour("ink"),
        )
        top += height
        dense = look.metrics(Role.DENSE)
        leaders = dense.elidedText(
            ", ".join(dossier.project_leaders), Qt.TextElideMode.ElideRight, int(inner.width())
        )
        place = QRectF(inner.left(), top, inner.width(), dense.height())
        write(painter, place, leaders, look.font(Role.DENSE), ink, align=LEFT)

    def _chips(self, painter: QPainter, inner: QRectF, one: Candidature, index: Index) -> None:
        look, rows = self._look, self._chip_rows(one, index)
        if not rows:
            return
        model = index.model()
        today = model.today if isinstance(model, CandidatureModel) else date.min
        found = marks(one, today)
        high = (chip_size(look, "x", "").height() + look.px(4)) * len(rows)
        left, top = round(inner.left()), round(inner.bottom()) - high + look.px(4)
        for row in rows:
            for place, number in row:
                text, tone, icon = found[number]
                paint_chip(painter, place.translated(left, top), look, text, icon=icon, tone=tone)


class ColumnView(QListView):
    """The candidatures of a column.

    Emits ``put(column place)`` by a digit, ``pushed(step)`` by Ctrl and an arrow, ``stepped(step)``
    by an arrow alone, ``opened`` by Enter, ``dropped(dossier id)`` when one is brought here.
    """

    put = Signal(int)
    pushed = Signal(int)
    stepped = Signal(int)
    opened = Signal()
    dropped = Signal(int)

    def __init__(self, look: Appearance, column: BoardColumn) -> None:
        super().__init__()
        self._column = column
        self.listed = CandidatureModel(self)
        self.setModel(self.listed)
        self.setItemDelegate(CandidatureDelegate(look, self))
        self.setAccessibleName(column_title(column))
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        look.changed.connect(self.scheduleDelayedItemsLayout)

    @property
    def current(self) -> Candidature | None:
        """The candidature that is current here."""
        row = self.currentIndex().row()
        return self.listed.items[row] if 0 <= row < len(self.listed.items) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the candidature, or go to another one."""
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if step:
            (self.pushed if ctrl else self.stepped).emit(step)
        elif event.text() in ("1", "2", "3", "4") and not ctrl:
            self.put.emit(int(event.text()) - 1)
        elif event.key() in ENTER:
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a candidature of the board."""
        if event.mimeData().hasFormat(CARRIED):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """It may be dropped anywhere in the column."""
        if event.mimeData().hasFormat(CARRIED):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell which candidature was brought; what it does to it, the page decides."""
        if not event.mimeData().hasFormat(CARRIED):
            event.ignore()
            return
        number = int(bytes(event.mimeData().data(CARRIED).data()))
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        self.dropped.emit(number)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Titles wrap anew in another width."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class Column(Card):
    """A column with its title, its digit and its count."""

    def __init__(self, look: Appearance, column: BoardColumn) -> None:
        super().__init__(look, flush=True)
        self.column = column
        self.setAccessibleName(column_title(column))
        self.count = Chip(look, "0")
        self.view = ColumnView(look, column)
        self._none = Text(column_empty(column), Role.CAPTION, "ink3", wrap=True)
        self._none.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._none.setContentsMargins(look.px(12), look.px(16), look.px(12), 0)
        self._none.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        over = QVBoxLayout(self.view)
        over.setContentsMargins(0, 0, 0, 0)
        over.addWidget(self._none)
        over.addStretch(1)
        self.body.addLayout(self._heading(look, list(BoardColumn).index(column)))
        self.body.addWidget(hairline())
        self.body.addWidget(self.view, 1)

    def _heading(self, look: Appearance, place: int) -> QHBoxLayout:
        cap = KeyCap(look, str(place + 1), self)
        cap.setToolTip(_("Press this digit to put a candidature here"))
        head = QHBoxLayout()
        head.setContentsMargins(look.px(12), look.px(8), look.px(6), look.px(8))
        head.setSpacing(look.px(4))
        head.addWidget(ElidedText(column_title(self.column), Role.TITLE3), 1)
        head.addWidget(self.count)
        head.addWidget(cap)
        return head

    def show_candidatures(self, shown: tuple[Candidature, ...], today: date, total: int) -> None:
        """Show candidatures; ``total`` counts those the search hides too."""
        self.view.listed.show(shown, today)
        self.count.show_state(str(total), ChipTone.NEUTRAL)
        self._none.setVisible(not total)
