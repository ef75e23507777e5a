"""The focus ring: 3 pixels around whatever has the keyboard, drawn above so that nothing moves.

A widget may carry two dynamic properties: ``focusRing`` False when it draws its own focus (lists
whose current row is marked), and ``focusRadius``, the radius of its own corners. A widget with
``focusGroup`` True receives the ring for any of its children.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget
from shiboken6 import isValid

WIDTH = 3
GAP = 1
RADIUS = 6
_FOLLOWED = (
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.ParentChange,
)


class FocusRing(QObject):
    """Keeps one ring on the widget that has the keyboard, in whichever window it is."""

    def __init__(
        self, application: QApplication, colour: Callable[[], QColor], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._colour = colour
        self._overlay: _Overlay | None = None
        self._watched: list[QWidget] = []
        application.focusChanged.connect(self._on_focus)

    def _on_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Move the ring to the widget that took the keyboard."""
        self._unwatch()
        overlay = self._overlay if self._overlay is not None and isValid(self._overlay) else None
        if now is None or now.property("focusRing") is False:
            if overlay is not None:
                overlay.hide()
            return
        target = _ringed(now)
        if overlay is None or overlay.parentWidget() is not target.window():
            if overlay is not None:
                overlay.deleteLater()
            # Made once a window: to make one at each step costs more than all the rest of a step.
            overlay = self._overlay = _Overlay(target.window(), self._colour)
        overlay.follow(target)
        self._watch(target)

    def _watch(self, target: QWidget) -> None:
        """Follow the target and all it stands in."""
        step: QWidget | None = target
        while step is not None:
            step.installEventFilter(self)
            self._watched.append(step)
            step = None if step.isWindow() else step.parentWidget()

    def _unwatch(self) -> None:
        """Follow nothing any more."""
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._watched.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Place the ring again when something it depends on moved."""
        if event.type() in _FOLLOWED and self._overlay is not None and isValid(self._overlay):
            self._overlay.place()
        return False


def _ringed(widget: QWidget) -> QWidget:
    """Return the group the widget belongs to, or the widget itself."""
    step: QWidget | None = widget
    while step is not None and not step.isWindow():
        if step.property("focusGroup") is True:
            return step
        step = step.parentWidget()
    return widget


class _Overlay(QWidget):
    """The ring itself: a transparent child of the window, above all else and deaf to the mouse."""

    def __init__(self, window: QWidget, colour: Callable[[], QColor]) -> None:
        super().__init__(window)
        self._target = window
        self._colour = colour
        self.setObjectName("focusRing")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)

    def follow(self, target: QWidget) -> None:
        """Surround another widget of the same window."""
        self._target = target
        self.place()
        self.update()

    def place(self) -> None:
        """Surround the target, clipped to the scrolling area it stands in."""
        if not isValid(self._target):
            self.hide()
            return
        margin = WIDTH + GAP
        window = self._target.window()
        corner = self._target.mapTo(window, QPoint(0, 0))
        ring = QRect(corner, self._target.size()).adjusted(-margin, -margin, margin, margin)
        self.setGeometry(ring)
        self.setMask(QRegion(_clip(self._target, window).translated(-ring.topLeft())))
        self.setVisible(self._target.isVisible())
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._colour(), WIDTH))
        half = WIDTH / 2
        own = self._target.property("focusRadius")
        radius = (RADIUS if own is None else own) + half + GAP
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(half, half, -half, -half), radius, radius
        )


def _clip(target: QWidget, window: QWidget) -> QRect:
    """Return what of the window the ring may cover, in its coordinates."""
    clip = window.rect()
    step = target.parentWidget()
    while step is not None and step is not window:
        if isinstance(step, QAbstractScrollArea):
            area = step.viewport()
            clip = clip.intersected(QRect(area.mapTo(window, QPoint(0, 0)), area.size()))
        step = step.parentWidget()
    return clip
