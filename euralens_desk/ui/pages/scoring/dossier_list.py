"""The left pane: who scores, how far, and the dossiers with a ring each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from euralens_desk.domain.people import Member
from euralens_desk.i18n import _
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.models.sheets import SHEET, SheetsModel
from euralens_desk.ui.state.scoring import Standing, standing
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import ElidedText, Text, hairline, progress_bar, write
from euralens_desk.ui.widgets.lines import broken, write_lines
from euralens_desk.usecases.scoring import SheetProgress

WIDTH = 256
Index = QModelIndex | QPersistentModelIndex
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class MemberChooser(QComboBox):
    """Names to choose from: part of a name, in any case, is enough. Emits ``chosen(id)``."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setAccessibleName(_("Member who scores"))
        self.line = QLineEdit()
        self.line.setAccessibleName(_("Member who scores"))
        self.setLineEdit(self.line)
        completer = QCompleter(self.model(), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCompleter(completer)
        self.activated.connect(self._tell)
        self.line.returnPressed.connect(self._take_first)
        self.line.editingFinished.connect(self._restore)

    def show_members(self, members: Sequence[Member], held: int | None) -> int | None:
        """List members and return the one chosen: ``held`` if still there, or the first."""
        self.blockSignals(True)
        self.clear()
        for member in members:
            self.addItem(member.name, member.id)
        self.setCurrentIndex(max(0, self.findData(held)))
        self.blockSignals(False)
        chosen: int | None = self.currentData()
        return chosen

    def _tell(self, _index: int) -> None:
        self.chosen.emit(self.currentData())

    def _take_first(self) -> None:
        """Enter takes the first name that holds what was typed."""
        typed = self.line.text()
        place = self.findText(typed, Qt.MatchFlag.MatchContains)
        if (
            typed.strip()
            and place >= 0
            and self.itemText(place) != self.itemText(self.currentIndex())
        ):
            self.setCurrentIndex(place)
            self.chosen.emit(self.currentData())

    def _restore(self) -> None:
        """Show the member again when what was typed is nobody's name."""
        self.setEditText(self.itemText(self.currentIndex()))


class DossierPane(QFrame):
    """Who scores and which dossier. Emits ``member_chosen(id)`` and ``dossier_chosen(row)``.

    ``entered`` says that the person means to score the dossier chosen, by Enter or a click.
    """

    member_chosen = Signal(int)
    dossier_chosen = Signal(int)
    entered = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self.setProperty("panel", "side")
        self._look = look
        self.members = MemberChooser()
        self.members.chosen.connect(self.member_chosen)
        self._committee = ElidedText("", Role.CAPTION, "ink3")
        self._finished = Text("", Role.CAPTION_STRONG)
        self._answers = ElidedText("", Role.CAPTION, "ink2")
        self._answers.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._bar = progress_bar("")
        self.model = SheetsModel(self)
        self.list = _List(self.model, look)
        self.list.entered_row.connect(self.entered)
        self.list.selectionModel().currentChanged.connect(self._row_chosen)
        self._is_quiet = False
        self._lay_out()

    def _lay_out(self) -> None:
        look = self._look
        counts = QHBoxLayout()
        counts.addWidget(self._finished)
        counts.setSpacing(look.px(8))
        counts.addWidget(self._answers, 1)
        head = QVBoxLayout()
        side = look.px(12)
        head.setContentsMargins(side, look.px(10), side, look.px(12))
        head.setSpacing(look.px(6))
        head.addWidget(self.members)
        head.addWidget(self._committee)
        head.addLayout(counts)
        head.addWidget(self._bar)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(hairline())
        column.addWidget(self.list, 1)

    def show_committee(self, name: str) -> None:
        """Say in whose name the member scores."""
        self._committee.setText(name)

    def show_sheets(self, sheets: tuple[SheetProgress, ...], row: int | None) -> None:
        """List dossiers, ``row`` being the one shown."""
        self._is_quiet = True
        if [s.dossier for s in sheets] == [s.dossier for s in self.model.sheets]:
            for place, sheet in enumerate(sheets):
                self.model.show_sheet(place, sheet)
        else:
            self.model.show_sheets(sheets)
        self._is_quiet = False
        self.select(row)
        self._show_standing(standing(sheets))

    def show_sheet(self, row: int, sheet: SheetProgress) -> None:
        """Bring one dossier and the totals up to date."""
        self.model.show_sheet(row, sheet)
        self._show_standing(standing(self.model.sheets))

    def select(self, row: int | None) -> None:
        """Mark a row without telling so."""
        self._is_quiet = True
        self.list.setCurrentIndex(self.model.index(-1 if row is None else row))
        self._is_quiet = False

    def row(self) -> int:
        """Return the row chosen, -1 for none."""
        return self.list.currentIndex().row()

    def _row_chosen(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid() and not self._is_quiet:
            self.dossier_chosen.emit(now.row())

    def _show_standing(self, told: Standing) -> None:
        finished = _("{finished} finished of {total}")
        self._finished.setText(finished.format(finished=told.finished, total=told.dossiers))
        answers = _("{answered} of {total} answers")
        words = answers.format(answered=told.answered, total=told.expected)
        self._answers.setText(words)
        self._bar.setMaximum(max(told.expected, 1))
        self._bar.setValue(told.answered)
        self._bar.setAccessibleName(words)


class _List(QListView):
    """The dossiers; the current one is marked by its ground and a bar."""

    entered_row = Signal()

    def __init__(self, model: SheetsModel, look: Appearance) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(SheetDelegate(look, self))
        self.setAccessibleName(_("Dossiers to score"))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.clicked.connect(lambda _index: self.entered_row.emit())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on to the grid."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered_row.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.scheduleDelayedItemsLayout()


_RINGS = {True: ("circle-check", "pri"), False: ("circle-dot", "pri")}


class SheetDelegate(QStyledItemDelegate):
    """Ring and n/13 at the left; title, number and what there is to know at the right."""

    def __init__(self, look: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def _left(self) -> int:
        return self._look.px(58)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The title on one or two lines, and one small line."""
        look = self._look
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QListView) else 0
        room = width - self._left() - look.px(10)
        lines = len(broken(index.data(), look.font(Role.TITLE3), room, 2))
        title = look.metrics(Role.TITLE3).height() * TITLE_LEADING * lines
        pad = look.px(14 if look.compact else 20)
        return QSize(width, round(title + look.metrics(Role.CAPTION).height() + pad))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one dossier."""
        look, sheet = self._look, index.data(SHEET)
        area = QRectF(option.rect)
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        pointed = bool(state & QStyle.StateFlag.State_MouseOver)
        ground = "sel" if chosen else "alt" if sheet.is_recused or pointed else "sf"
        painter.fillRect(area, look.colour(ground))
        painter.fillRect(
            QRectF(area.left(), area.bottom() - 1, area.width(), 1), look.colour("line")
        )
        if chosen:
            bar = QRectF(area.left(), area.top(), look.px(4), area.height())
            painter.fillRect(bar, look.colour("pri"))
        self._paint_ring(painter, area, sheet, chosen)
        self._paint_words(painter, area, sheet)

    def _paint_ring(
        self, painter: QPainter, area: QRectF, sheet: SheetProgress, chosen: bool
    ) -> None:
        look = self._look
        icon, token = _RINGS[sheet.is_complete] if sheet.answered else ("circle", "ink3")
        count = f"{sheet.answered}/{sheet.expected}"
        if sheet.is_recused:
            icon, token, count = "lock", "ink2", "—"
        side, top = look.px(20), area.top() + look.px(6 if look.compact else 9)
        column = QRectF(area.left() + look.px(6), top, look.px(48), side)
        place = QRectF(round(column.center().x() - side / 2), round(top), side, side)
        look.icons.paint(painter, place, icon, look.colour(token))
        role = Role.CAPTION_STRONG if chosen else Role.CAPTION
        low = column.translated(0, side + look.px(2))
        write(painter, low, count, look.font(role), look.colour("ink" if chosen else "ink2"))

    def _paint_words(self, painter: QPainter, area: QRectF, sheet: SheetProgress) -> None:
        look, left = self._look, area.left() + self._left()
        room = area.width() - self._left() - look.px(10)
        font = look.font(Role.TITLE3)
        lines = broken(sheet.dossier.title, font, room, 2)
        height = look.metrics(Role.TITLE3).height()
        title = height * TITLE_LEADING * (len(lines) - 1) + height
        top = area.top() + look.px(5 if look.compact else 8)
        ink = look.colour("ink2" if sheet.is_recused else "ink")
        middle = top + title / 2
        write_lines(painter, left, middle, lines, font, ink, leading=TITLE_LEADING)
        parts = [sheet.dossier.number, second_word(sheet)]
        told = " · ".join(part for part in parts if part)
        role = Role.CAPTION_STRONG if sheet.is_recused else Role.CAPTION
        elide = Qt.TextElideMode.ElideRight
        told = look.metrics(role).elidedText(told, elide, round(room))
        line = QRectF(left, top + title, room, look.metrics(role).height())
        write(painter, line, told, look.font(role), look.colour("ink3"), align=_LEFT)


TITLE_LEADING = 0.9


def second_word(sheet: SheetProgress) -> str:
    """Return what stands after the number of a dossier: that it is closed, or where it is."""
    if sheet.is_recused:
        return _("Recused, dossier closed")
    return sheet.dossier.agglomeration or ", ".join(sheet.dossier.municipalities)
