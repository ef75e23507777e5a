"""The boxes of the lycéens: per dossier, ballots entered and counted, and whether it is closed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from euralens_desk.i18n import _
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.models.ballots import BoxesModel
from euralens_desk.ui.models.items import Index
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import Button, Text, hairline, write
from euralens_desk.ui.widgets.lines import broken, write_lines
from euralens_desk.usecases.ballots import BoxSummary

_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
LINES = 2
"""A title takes at most so many lines; the tooltip holds it all."""


def icon_of(box: BoxSummary) -> tuple[str, str]:
    """Return the icon of a box and its colour: closed, begun, or untouched."""
    if box.is_closed:
        return "circle-check", "pri"
    return ("circle-dot", "pri") if box.entered else ("circle", "ink3")


class _BoxDelegate(QStyledItemDelegate):
    """Draws icon, title on one or two lines, and the two counts."""

    def __init__(self, look: Appearance, model: BoxesModel, parent: QListView) -> None:
        super().__init__(parent)
        self._look = look
        self._model = model
        self._view = parent

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One line or two, with air around."""
        del option
        look, box = self._look, self._model.items[index.row()]
        width = self._view.viewport().width()
        lines = len(self._title_lines(self._room(QRect(0, 0, width, 1), box), box))
        line = look.metrics(Role.TITLE3).lineSpacing()
        return QSize(width, max(look.row_height, lines * line + look.px(16)))

    def _title_lines(self, room: QRect, box: BoxSummary) -> tuple[str, ...]:
        return broken(box.dossier.title, self._look.font(Role.TITLE3), room.width(), LINES)

    def _room(self, area: QRect, box: BoxSummary) -> QRect:
        """Return the place of the title."""
        look = self._look
        counts = look.metrics(Role.DENSE_STRONG).horizontalAdvance(counts_of(box))
        lead = look.px(48)
        width = area.width() - lead - counts - look.px(26)
        return QRect(area.left() + lead, area.top(), width, area.height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one box."""
        look, box = self._look, self._model.items[index.row()]
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, look.colour("sel"))
            bar = QRect(area.topLeft(), QSize(look.px(4), area.height()))
            painter.fillRect(bar, look.colour("pri"))
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), look.colour("line"))
        icon, tone = icon_of(box)
        side = look.px(20)
        mark = QRectF(area.left() + look.px(18), area.center().y() - side // 2, side, side)
        look.icons.paint(painter, mark, icon, look.colour(tone))
        room = self._room(area, box)
        lines, middle = self._title_lines(room, box), area.top() + area.height() / 2
        font, ink = look.font(Role.TITLE3), look.colour("ink")
        write_lines(painter, room.left(), middle, lines, font, ink)
        started = bool(box.entered)
        font = look.font(Role.DENSE_STRONG if started else Role.DENSE)
        ink = look.colour("ink" if started else "ink2")
        end = QRectF(area).adjusted(0, 0, -look.px(16), 0)
        write(painter, end, counts_of(box), font, ink, align=_RIGHT)


def counts_of(box: BoxSummary) -> str:
    """Return « 41/62 »; « 41/– » when the box was not counted."""
    return f"{box.entered}/{'–' if box.counted is None else box.counted}"


class _BoxView(QListView):
    """The list itself; Entrée and typing go back to the boxes."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the entry with Entrée; leave letters and digits alone."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        elif event.text().isprintable() and event.text().strip():
            event.ignore()
        else:
            super().keyPressEvent(event)


class BallotBoxList(QFrame):
    """Emits ``chosen(dossier_id)``, ``count_wanted()`` at a double click, ``left()`` at Entrée.

    ``import_wanted()`` asks for the answers of a form.
    """

    chosen = Signal(int)
    count_wanted = Signal()
    left = Signal()
    import_wanted = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self._quiet = False
        self.setProperty("panel", "side")
        self.model = BoxesModel(self)
        self.view = _BoxView()
        self.view.setModel(self.model)
        self.view.setAccessibleName(_("Boxes of the dossiers"))
        self.view.setItemDelegate(_BoxDelegate(look, self.model, self.view))
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setResizeMode(QListView.ResizeMode.Adjust)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.selectionModel().currentChanged.connect(self._tell)
        self.view.doubleClicked.connect(lambda _index: self.count_wanted.emit())
        self.view.left.connect(self.left)
        self._occasion = Text("", Role.CAPTION, "ink2", wrap=True)
        self._lay_out()

    def _lay_out(self) -> None:
        look = self._look
        head = QVBoxLayout()
        head.setContentsMargins(look.px(16), look.px(14), look.px(16), look.px(12))
        head.setSpacing(0)
        head.addWidget(Text(_("Paper ballots"), Role.TITLE2))
        head.addWidget(self._occasion)
        foot = QWidget()
        inside = QVBoxLayout(foot)
        inside.setContentsMargins(look.px(16), look.px(10), look.px(16), look.px(12))
        told = _(
            "The second number is how many ballots were counted when the box was opened. "
            "A double click or F2 corrects it."
        )
        inside.addWidget(Text(told, Role.CAPTION, "ink2", wrap=True))
        self.importing = Button(look, _("Import answers…"), small=True, icon="file-input")
        self.importing.setAccessibleName(_("Import form answers…"))
        self.importing.clicked.connect(self.import_wanted)
        inside.addWidget(self.importing, 0, Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 1, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(hairline())
        column.addWidget(self.view, 1)
        column.addWidget(hairline())
        column.addWidget(foot)

    def fit(self, room: int) -> None:
        """Take the width of the list, and at most a third of the page."""
        self.setFixedWidth(min(self._look.px(276), room // 3))
        self.view.doItemsLayout()

    def show_boxes(self, boxes: tuple[BoxSummary, ...], occasion: str) -> None:
        """Show the boxes, and the meeting the ballots come from."""
        self._occasion.setText(occasion)
        self._occasion.setVisible(bool(occasion))
        self._quiet = True
        self.model.update_items(boxes)
        self._quiet = False

    def select(self, dossier_id: int) -> None:
        """Mark a dossier as the one shown, without telling."""
        self._quiet = True
        self.view.setCurrentIndex(self.model.index(self.model.row_of(dossier_id)))
        self._quiet = False

    def step(self, step: int) -> None:
        """Go to the next or the previous dossier."""
        row = self.view.currentIndex().row() + step
        if 0 <= row < self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(row))

    def _tell(self, index: Index) -> None:
        if index.isValid() and not self._quiet:
            self.chosen.emit(self.model.items[index.row()].dossier.id)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.view.doItemsLayout()
