"""A section that folds: a chevron, a title, a remark at the right, and what it holds."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from euralens_desk.i18n import _
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets.labels import hairline
from euralens_desk.ui.widgets.painting import write

_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class FoldingSection(QWidget):
    """Put widgets into ``body``. Emits ``folded`` when the person folds or unfolds it."""

    folded = Signal(bool)

    def __init__(
        self,
        look: Appearance,
        title: str,
        *,
        is_folded: bool = False,
        beside: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.head = _Head(look, title, is_folded)
        self.head.clicked.connect(self._toggle)
        self._holder = QWidget()
        self.body = QVBoxLayout(self._holder)
        side = look.px(16)
        self.body.setContentsMargins(side, 0, side, look.px(12))
        self.body.setSpacing(look.px(6))
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, side if beside is not None else 0, 0)
        top.addWidget(self.head, 1)
        if beside is not None:
            top.addWidget(beside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self._holder)
        column.addWidget(hairline())
        self._holder.setVisible(not is_folded)

    def set_remark(self, text: str) -> None:
        """Say something short at the right of the title."""
        self.head.set_remark(text)

    def _toggle(self) -> None:
        is_folded = not self.head.is_folded
        self.head.set_folded(is_folded)
        self._holder.setVisible(not is_folded)
        self.folded.emit(is_folded)


class _Head(QAbstractButton):
    """The line that is pressed: Space, Enter and a click fold or unfold."""

    def __init__(self, look: Appearance, title: str, is_folded: bool) -> None:
        super().__init__()
        self._look = look
        self._remark = ""
        self.is_folded = is_folded
        self.setText(title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._tell()

    def set_folded(self, is_folded: bool) -> None:
        """Turn the chevron."""
        self.is_folded = is_folded
        self._tell()
        self.update()

    def set_remark(self, text: str) -> None:
        """Write another remark."""
        self._remark = text
        self._tell()
        self.update()

    def _tell(self) -> None:
        """Say the title, the remark and the state, for screen readers."""
        state = _("folded") if self.is_folded else _("unfolded")
        self.setAccessibleName(
            ", ".join(part for part in (self.text(), self._remark, state) if part)
        )

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(self._look.px(200), self._look.px(40))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chevron, the title and the remark."""
        del event
        painter, look, area = QPainter(self), self._look, QRectF(self.rect())
        if self.underMouse():
            painter.fillRect(area, look.colour("alt"))
        side = look.px(18)
        place = QRectF(look.px(16), round((area.height() - side) / 2), side, side)
        icon = "chevron-right" if self.is_folded else "chevron-down"
        look.icons.paint(painter, place, icon, look.colour("ink"))
        title = area.adjusted(look.px(42), 0, -look.px(16), 0)
        write(painter, title, self.text(), look.font(Role.TITLE3), look.colour("ink"), align=_LEFT)
        used = look.metrics(Role.TITLE3).horizontalAdvance(self.text()) + look.px(12)
        elide = Qt.TextElideMode.ElideRight
        room = round(title.width()) - used
        told = look.metrics(Role.CAPTION).elidedText(self._remark, elide, max(room, 0))
        write(painter, title, told, look.font(Role.CAPTION), look.colour("ink3"), align=_RIGHT)
