"""Where pieces are dropped, or looked for."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from euralens_desk.i18n import _
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import box, write


class DropZone(QAbstractButton):
    """A dashed frame. Emits ``dropped(paths)``; a press of it asks for files."""

    dropped = Signal(list)

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self._is_over = False
        self._first, self._verb = _("Drop a piece here, or"), _("browse…")
        self.setText(f"{self._first} {self._verb}")
        self.setAccessibleName(_("Add pieces"))
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """One line."""
        width = self._look.metrics(Role.DENSE).horizontalAdvance(self.text())
        return QSize(width + self._look.px(60), self._look.px(38))

    def minimumSizeHint(self) -> QSize:
        """The verb alone is enough."""
        return QSize(self._look.px(120), self._look.px(38))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if self.isEnabled() and _files(event):
            event.acceptProposedAction()
            self._set_over(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """The files went elsewhere."""
        super().dragLeaveEvent(event)
        self._set_over(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand over the files."""
        self._set_over(False)
        event.acceptProposedAction()
        self.dropped.emit(_files(event))

    def _set_over(self, is_over: bool) -> None:
        self._is_over = is_over
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame and the words."""
        del event
        painter, look, area = QPainter(self), self._look, QRectF(self.rect())
        held = self._is_over or self.underMouse()
        dash = Qt.PenStyle.DashLine
        ground, line = look.colour("sel" if held else "sf"), look.colour("line2")
        box(painter, area, 6, ground, line, style=dash)
        usual, strong = look.metrics(Role.DENSE), look.metrics(Role.DENSE_STRONG)
        side, gap = look.px(16), look.px(5)
        first, verb = usual.horizontalAdvance(self._first), strong.horizontalAdvance(self._verb)
        whole = side + gap + first + gap + verb
        if whole > area.width():
            first = -gap
            whole = side + gap + verb
        x = (area.width() - whole) / 2
        icon = QRectF(round(x), round((area.height() - side) / 2), side, side)
        look.icons.paint(painter, icon, "paperclip", look.colour("ink2"))
        x += side + gap
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if first > 0:
            line_of = QRectF(x, 0, first + 2, area.height())
            write(
                painter,
                line_of,
                self._first,
                look.font(Role.DENSE),
                look.colour("ink2"),
                align=left,
            )
        x += first + gap
        line_of = QRectF(x, 0, verb + 2, area.height())
        font = look.font(Role.DENSE_STRONG)
        write(painter, line_of, self._verb, font, look.colour("pri"), align=left)


def _files(event: QDropEvent | QDragEnterEvent | QDragMoveEvent) -> list[Path]:
    """Return the files of this computer that are being dropped."""
    paths = (Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
    return [path for path in paths if path.is_file()]
