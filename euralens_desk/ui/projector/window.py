"""The projector's own window: one painted page, no control, no name.

It is a window of its own, without a parent, so that hiding or minimising the main one leaves it on
its screen. Its title never changes, and what a screen reader finds is what is painted.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPicture,
    QResizeEvent,
    QScreen,
)
from PySide6.QtWidgets import QWidget

from euralens_desk.i18n import _
from euralens_desk.ui.projector.canvas import HEIGHT, Canvas
from euralens_desk.ui.projector.pages import paint
from euralens_desk.ui.state.projection import Picture
from euralens_desk.ui.theme import Appearance

SIZE = QSize(960, 540)
"""Size of the window when it has no screen of its own."""
EDGE = 16
"""How far from the edges of the screen it stands then."""


class ProjectorWindow(QWidget):
    """Shows a picture. Emits ``pressed(key, modifiers)``, and ``closed`` when it is closed.

    ``activated`` says that the system gave it the keyboard.
    """

    pressed = Signal(int, object)
    closed = Signal()
    activated = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = Appearance(look.resources)  # light, whatever the secretary chose
        self._picture = Picture()
        self._is_black = False
        self._is_beside = False
        self.setProperty("focusRing", False)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._name()
        self.resize(SIZE)

    def _name(self) -> None:
        keys = _("Projection: F6 or Esc closes it, F11 fills the screen")
        self.setWindowTitle(keys if self._is_beside else _("Projection"))
        self.setAccessibleName(_("Projection"))

    # What is shown

    def show_picture(self, picture: Picture, *, is_black: bool) -> None:
        """Show another picture, or nothing at all."""
        if (picture, is_black) != (self._picture, self._is_black):
            self._picture, self._is_black = picture, is_black
            self._read_again()
            self.update()

    @property
    def picture(self) -> Picture:
        """What is shown, under the black if it is black."""
        return self._picture

    def count_sheets(self, picture: Picture) -> int:
        """Return how many sheets the page of a picture takes on a window of this shape."""
        return self._paint_aside(picture)[0]

    def _read_again(self) -> None:
        """Tell a screen reader what is shown."""
        said = () if self._is_black else self._paint_aside(self._picture)[1]
        self.setAccessibleDescription("\n".join(said))

    def _paint_aside(self, picture: Picture) -> tuple[int, list[str]]:
        """Lay a picture out; return its number of sheets and all it says."""
        aside = QPicture()
        painter = QPainter(aside)
        canvas = self._canvas(painter)
        sheets = paint(canvas, picture)
        painter.end()
        return sheets, canvas.said

    def _canvas(self, painter: QPainter) -> Canvas:
        width = HEIGHT * self.width() / max(1, self.height())
        return Canvas(painter, width, self._look)

    # Where it is shown

    def project_on(self, screen: QScreen) -> None:
        """Fill a screen, without taking the keyboard from the secretary."""
        self._is_beside = False
        self._put(screen, screen.geometry())
        self.showFullScreen()

    def show_beside(self, screen: QScreen, *, is_minimised: bool) -> None:
        """Stand as a plain window in the corner of the secretary's screen."""
        free = screen.availableGeometry()
        size = SIZE.boundedTo(free.size() - QSize(EDGE, EDGE))
        corner = free.bottomRight() - QPoint(size.width() + EDGE, size.height() + EDGE)
        self._is_beside = True
        self._put(screen, QRect(corner, size))
        if is_minimised:
            self.showMinimized()
        else:
            self.showNormal()

    def _put(self, screen: QScreen, area: QRect) -> None:
        self.hide()
        self._name()
        self.setWindowState(Qt.WindowState.WindowNoState)
        self.setScreen(screen)
        self.setGeometry(area)

    def come_in_front(self) -> None:
        """Stand over the other windows, with the keyboard: its own keys close it."""
        self.raise_()
        self.activateWindow()

    def leave_full_screen(self) -> bool:
        """Be a window again where it was made to fill the secretary's screen; False otherwise."""
        may_leave = self._is_beside and self.isFullScreen()
        if may_leave:
            self.toggle_full_screen()
        return may_leave

    def toggle_full_screen(self) -> None:
        """Fill the screen the window stands on, or stand as a plain window again."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    # Events

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the page, scaled to the height of the window."""
        del event
        painter = QPainter(self)
        if self._is_black:
            # Any colour of the theme would glow on the wall.
            painter.fillRect(self.rect(), Qt.GlobalColor.black)
            return
        scale = self.height() / HEIGHT
        painter.scale(scale, scale)
        paint(self._canvas(painter), self._picture)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A window of another shape may cut a grid elsewhere."""
        super().resizeEvent(event)
        self._read_again()

    def changeEvent(self, event: QEvent) -> None:
        """Say everything in another language when the secretary chose one; tell of the keyboard."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.activated.emit()
        if event.type() == QEvent.Type.LanguageChange:
            self._name()
            self._read_again()
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand every key to the secretary's commands."""
        self.pressed.emit(event.key(), event.modifiers())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Fill the screen, or not."""
        del event
        self.toggle_full_screen()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Only the commands hide it: closing it is asking for that."""
        event.ignore()
        self.closed.emit()
