"""The tab « Pièces »: what was received, what is awaited."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QListView,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from euralens_desk.domain.dossier import Attachment
from euralens_desk.i18n import _
from euralens_desk.ui.dossier_words import piece_line
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.models.items import Index, ItemModel
from euralens_desk.ui.page import PageContext
from euralens_desk.ui.pages.dossiers.drop_zone import DropZone
from euralens_desk.ui.pages.dossiers.piece_actions import PieceActions
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import (
    Button,
    ButtonKind,
    ChipTone,
    EmptyState,
    FlowLayout,
    chip_size,
    paint_chip,
    write,
)
from euralens_desk.usecases.dossier_file import DossierFile

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def piece_model(parent: QObject) -> ItemModel[Attachment]:
    """Return a list of pieces: one row a piece, ``UserRole`` is the piece."""
    return ItemModel(lambda piece: piece.id, lambda piece: piece.name, _in_words, parent)


def _in_words(piece: Attachment) -> str:
    return f"{piece.name}, {presence(piece)}, {piece_line(piece)}"


def presence(piece: Attachment) -> str:
    """Return whether a piece is there."""
    return _("Received") if piece.is_present else _("Awaited")


class PieceDelegate(QStyledItemDelegate):
    """Draws the name, what it is, and whether it is there."""

    def __init__(self, look: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Two lines, whatever the row."""
        del option, index
        look = self._look
        lines = look.metrics(Role.TITLE3).height() + look.metrics(Role.DENSE).height()
        return QSize(look.px(200), lines + look.px(18))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one piece."""
        piece: Attachment = index.data(Qt.ItemDataRole.UserRole)
        area: QRect = option.rect
        look = self._look
        painter.save()
        is_chosen = option.state & QStyle.StateFlag.State_Selected
        painter.fillRect(area, look.colour("sel" if is_chosen else "sf"))
        line = QRect(area.left(), area.bottom(), area.width(), 1)
        painter.fillRect(line, look.colour("line"))
        side = look.px(20)
        icon = "file-text" if piece.is_present else "file-exclamation-point"
        tone = "brk" if piece.is_present else "och"
        x, y = area.left() + look.px(8), area.top() + (area.height() - side) // 2
        look.icons.paint(painter, QRectF(x, y, side, side), icon, look.colour(tone))
        room = QRectF(area).adjusted(look.px(40), look.px(9), -look.px(10), -look.px(9))
        right = self._presence(painter, area, piece)
        self._words(painter, room.adjusted(0, 0, -right - look.px(8), 0), piece)
        painter.restore()

    def _presence(self, painter: QPainter, area: QRect, piece: Attachment) -> int:
        look, text = self._look, presence(piece)
        icon = "check" if piece.is_present else "clock"
        size = chip_size(look, text, icon)
        left = area.right() - look.px(10) - size.width()
        place = QRect(left, area.center().y() - size.height() // 2, size.width(), size.height())
        tone = ChipTone.GOOD if piece.is_present else ChipTone.WARNING
        paint_chip(painter, place, look, text, icon=icon, tone=tone)
        return size.width()

    def _words(self, painter: QPainter, room: QRectF, piece: Attachment) -> None:
        look, top = self._look, room.top()
        for text, role, tone, cut in (
            (piece.name, Role.TITLE3, "ink", Qt.TextElideMode.ElideMiddle),
            (piece_line(piece), Role.DENSE, "ink2", Qt.TextElideMode.ElideRight),
        ):
            fonts = look.metrics(role)
            line = QRectF(room.left(), top, room.width(), fonts.height())
            shown = fonts.elidedText(text, cut, int(room.width()))
            write(painter, line, shown, look.font(role), look.colour(tone), align=LEFT)
            top += fonts.height()


class _PieceView(QListView):
    """The rows; Enter opens beside, Space previews, Suppr takes out."""

    opened = Signal()
    previewed = Signal()
    removed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on the current piece."""
        if event.key() in ENTER:
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Space:
            self.previewed.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        else:
            super().keyPressEvent(event)


class PiecesTab(QWidget):
    """Emits ``chosen(Attachment)`` when another piece is current, ``previewed`` with Space."""

    chosen = Signal(object)
    previewed = Signal()

    def __init__(self, context: PageContext, actions: PieceActions) -> None:
        super().__init__()
        self._context = context
        self._actions = actions
        look = context.look
        self.model = piece_model(self)
        self.view = _PieceView()
        self.view.setModel(self.model)
        self.view.setItemDelegate(PieceDelegate(look, self.view))
        self.view.setAccessibleName(_("Pieces"))
        self.view.setUniformItemSizes(True)
        self.drop = DropZone(look)
        self._buttons = self._build_buttons()
        self._none = EmptyState(look, _("No piece in this dossier."), icon="paperclip")
        self._bodies = QStackedWidget()
        self._bodies.addWidget(self.view)
        self._bodies.addWidget(self._none)
        self.setFocusProxy(self.view)
        self._lay_out()
        self._listen()

    def _build_buttons(self) -> tuple[Button, ...]:
        look = self._context.look
        self.beside = Button(look, _("Open beside"), icon="columns-2", small=True)
        self.outside = Button(
            look, _("Open with another program"), icon="external-link", small=True
        )
        self.replacing = Button(look, _("Replace…"), icon="upload", small=True)
        self.removing = Button(look, _("Take out"), ButtonKind.LINK, icon="trash-2", small=True)
        return (self.beside, self.outside, self.replacing, self.removing)

    def _lay_out(self) -> None:
        look = self._context.look
        holder = QWidget()
        row = FlowLayout(holder, look.px(8), look.px(8))
        for button in self._buttons:
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(18), look.px(10), look.px(18), look.px(12))
        column.setSpacing(look.px(10))
        column.addWidget(self._bodies, 1)
        column.addWidget(holder)
        column.addWidget(self.drop)

    def _listen(self) -> None:
        actions = self._actions
        self.view.opened.connect(lambda: self._act(actions.open_beside))
        self.view.doubleClicked.connect(lambda _index: self._act(actions.open_beside))
        self.view.removed.connect(self._remove)
        self.view.previewed.connect(self.previewed)
        self.view.selectionModel().currentChanged.connect(self._current_changed)
        self.beside.clicked.connect(lambda: self._act(actions.open_beside))
        self.outside.clicked.connect(lambda: self._act(actions.open_outside))
        self.replacing.clicked.connect(self._replace)
        self.removing.clicked.connect(self._remove)
        self.drop.clicked.connect(actions.choose)
        self.drop.dropped.connect(actions.add)

    @property
    def current(self) -> Attachment | None:
        """The piece that is current."""
        found: Attachment | None = self.view.currentIndex().data(Qt.ItemDataRole.UserRole)
        return found

    def show_file(self, file: DossierFile) -> None:
        """Show the pieces of a dossier, the same row current."""
        if file.pieces != self.model.items:
            row = max(self.view.currentIndex().row(), 0)
            self.model.show_items(file.pieces)
            self.view.setCurrentIndex(self.model.index(min(row, len(file.pieces) - 1)))
        self._bodies.setCurrentIndex(0 if file.pieces else 1)
        self._show_buttons()

    def _show_buttons(self) -> None:
        piece, can_change = self.current, self._context.desk.can_change
        is_present = piece is not None and piece.is_present
        self.beside.setEnabled(is_present)
        self.outside.setEnabled(is_present)
        self.replacing.setText(_("Replace…") if is_present else _("It has come…"))
        for button in (self.replacing, self.removing):
            button.setVisible(can_change)
            button.setEnabled(piece is not None)
        self.drop.setVisible(can_change)

    def _current_changed(self, index: QModelIndex, _before: QModelIndex) -> None:
        self._show_buttons()
        if index.isValid():
            self.chosen.emit(index.data(Qt.ItemDataRole.UserRole))

    def _act(self, act: Callable[[Attachment], None]) -> None:
        if self.current is not None:
            act(self.current)

    def _replace(self) -> None:
        if self.current is not None:
            self._actions.replace(self.current)

    def _remove(self) -> None:
        if self.current is not None and self._context.desk.can_change:
            self._actions.remove(self.current)
            self.view.setFocus()
