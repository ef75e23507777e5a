"""The rows of the grid: a sub-criterion with its levels, the whole dossier, the head of an axis.

Texts are painted, and places are set by the grid: a score must be on screen at once, and a layout
of labels would take longer than all the rest.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from euralens_desk.domain.grid import Axis, SubCriterion
from euralens_desk.domain.mark import BLANK, NOT_APPLICABLE, Mark
from euralens_desk.i18n import _
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.pages.scoring.comments import CommentMark
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets.levels import LevelFace, LevelGroup
from euralens_desk.ui.widgets.lines import broken, write_lines
from euralens_desk.ui.widgets.painting import write

MARGIN, NUMBER = 16, 34
"""Pixels at 100 %: left and right of a row, and the column of the numbers."""
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class Row(QWidget):
    """A row of the grid, folded or active: number, label, and the icon of its comment."""

    entered = Signal(int)
    comment_wanted = Signal(int)

    def __init__(self, look: Appearance, place: int, number: str, label: str) -> None:
        super().__init__()
        self._look = look
        self.place = place
        self._number = number
        self._label = label
        self._wording = ""
        self._is_active = False
        self._lines: dict[tuple[str, int], tuple[str, ...]] = {}
        name = _("Comment on {number}").format(number=number) if number else label
        self.comment = CommentMark(look, name, "C", self)
        self.comment.clicked.connect(lambda _checked=False: self.comment_wanted.emit(self.place))
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def target(self) -> QWidget:
        """Return what takes the keyboard for this row."""
        return self

    def set_active(self, active: bool) -> None:
        """Fold or unfold; the grid gives the room."""
        if active != self._is_active:
            self._is_active = active
            self.update()

    def show_comment(self, text: str) -> None:
        """Fill the icon of a row that has a comment."""
        self.comment.show_comment(text)

    # Measures, in pixels

    def text_left(self) -> int:
        """Return where the label begins."""
        return self._look.px(MARGIN + NUMBER)

    def label_right(self) -> int:
        """Return where the label must end."""
        return self.comment.x() - self._look.px(8)

    def wording_lines(self, width: int) -> int:
        """Return how many lines the official wording takes in a row of ``width``."""
        return len(self._wording_in(width))

    def _wording_in(self, width: int) -> tuple[str, ...]:
        room = width - self.text_left() - self._look.px(MARGIN)
        return self._broken(self._wording, Role.BODY, room, 99)

    def _broken(self, text: str, role: Role, width: int, most: int) -> tuple[str, ...]:
        key = (f"{role.value} {text}", width)
        if key not in self._lines:
            self._lines[key] = broken(text, self._look.font(role), width, most) if text else ()
        return self._lines[key]

    # Events

    def _place_parts(self) -> None:
        """Put the icon at the right of the head."""
        look, head = self._look, self._look.row_height
        size = self.comment.sizeHint()
        left = self.width() - look.px(MARGIN - 6) - size.width()
        top = (head - size.height()) // 2
        self.comment.setGeometry(left, top, size.width(), size.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the parts for the new width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._place_parts()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._lines.clear()
            self._place_parts()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press anywhere makes the row active."""
        del event
        self.target().setFocus(Qt.FocusReason.MouseFocusReason)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that the row took the keyboard."""
        super().focusInEvent(event)
        self.entered.emit(self.place)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, the bar, the number, the label and the wording."""
        del event
        painter, look, area = QPainter(self), self._look, QRectF(self.rect())
        active, head = self._is_active, look.row_height
        painter.fillRect(area, look.colour("sel" if active else "sf"))
        painter.fillRect(QRectF(0, area.height() - 1, area.width(), 1), look.colour("line"))
        if active:
            painter.fillRect(QRectF(0, 0, look.px(4), area.height()), look.colour("pri"))
        left = self.text_left()
        number = QRectF(look.px(MARGIN), 0, look.px(NUMBER), head)
        font = look.font(Role.TITLE3 if active else Role.BODY)
        write(painter, number, self._number, font, look.colour("ink3"), align=_LEFT)
        role = Role.TITLE3 if active else Role.BODY
        lines = self._broken(self._label, role, self.label_right() - left, 2)
        tight = min(0.85, (head - look.px(3)) / 2 / look.metrics(role).height())
        write_lines(painter, left, head / 2, lines, font, look.colour("ink"), leading=tight)
        if active and self._wording:
            self._paint_wording(painter, left, head)

    def _paint_wording(self, painter: QPainter, left: int, head: int) -> None:
        """Write the official wording under the head."""
        look = self._look
        lines = self._wording_in(self.width())
        height = look.metrics(Role.BODY).height() * (1 + WORDING_LEADING * (len(lines) - 1))
        middle = head + height / 2
        ink = look.colour("ink2")
        font = look.font(Role.BODY)
        write_lines(painter, left, middle, lines, font, ink, leading=WORDING_LEADING)


WORDING_LEADING = 0.9


class CriterionRow(Row):
    """A sub-criterion: its label, its levels and, when active, its official wording."""

    chosen = Signal(int, object)

    def __init__(
        self, look: Appearance, place: int, criterion: SubCriterion, faces: list[LevelFace]
    ) -> None:
        super().__init__(look, place, criterion.number, criterion.label)
        self._wording = criterion.wording[:1].upper() + criterion.wording[1:]
        self.group = LevelGroup(look, faces, f"{criterion.number} {criterion.label}", parent=self)
        self.group.setAccessibleDescription(criterion.wording)
        self.group.chosen.connect(lambda mark: self.chosen.emit(self.place, mark))
        self.group.entered.connect(lambda: self.entered.emit(self.place))
        self._mark: Mark = BLANK

    def target(self) -> QWidget:
        """The group of levels."""
        return self.group

    def label_right(self) -> int:
        """The levels begin there."""
        return self.group.x() - self._look.px(10)

    def show_mark(self, mark: Mark, reason: str, *, sealed: bool) -> None:
        """Show an answer; ``reason`` says why the sub-criterion does not apply."""
        is_aside = mark == NOT_APPLICABLE
        self.group.set_aside(_("Not applicable") if is_aside else "")
        self.group.setToolTip(reason if is_aside else "")
        self.group.set_sealed(sealed and not is_aside)
        self.group.show_mark(mark)

    def _place_parts(self) -> None:
        """Put the levels left of the icon."""
        super()._place_parts()
        size, head = self.group.sizeHint(), self._look.row_height
        left = self.comment.x() - self._look.px(8) - size.width()
        self.group.setGeometry(left, (head - size.height()) // 2, size.width(), size.height())


class WholeRow(Row):
    """The last row: the comment on the whole dossier."""

    def __init__(self, look: Appearance, place: int) -> None:
        super().__init__(look, place, "", _("Comment on the whole dossier"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self._label)
        self.setProperty("focusRing", False)

    def text_left(self) -> int:
        """There is no number."""
        return self._look.px(MARGIN)


class AxisHeading(QWidget):
    """« 2. Faisabilité du projet » and how many of its rows are answered."""

    def __init__(self, look: Appearance, axis: Axis) -> None:
        super().__init__()
        self._look = look
        self._title = f"{axis.number}. {axis.label}"
        self._count = ""

    def show_count(self, answered: int, total: int) -> None:
        """Say how far the axis is."""
        told = _("{answered} of {total}").format(answered=answered, total=total)
        if told != self._count:
            self._count = told
            self.setAccessibleName(f"{self._title}, {told}")
            self.update()

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(self._look.px(300), self._look.heading_height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tinted line."""
        del event
        painter, look, area = QPainter(self), self._look, QRectF(self.rect())
        painter.fillRect(area, look.colour("alt"))
        painter.fillRect(QRectF(0, area.height() - 1, area.width(), 1), look.colour("line"))
        inner = area.adjusted(look.px(MARGIN), 0, -look.px(MARGIN), 0)
        font, ink = look.font(Role.CAPTION_STRONG), look.colour("ink2")
        write(painter, inner, self._count, font, ink, align=_RIGHT)
        count = look.metrics(Role.CAPTION_STRONG).horizontalAdvance(self._count)
        room = inner.adjusted(0, 0, -count - look.px(12), 0)
        fonts = look.metrics(Role.TITLE3)
        elide = Qt.TextElideMode.ElideRight
        title = fonts.elidedText(self._title, elide, round(room.width()))
        write(painter, room, title, look.font(Role.TITLE3), look.colour("ink"), align=_LEFT)
