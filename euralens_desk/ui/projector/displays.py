"""The screens of this computer, and word when one comes or goes."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from euralens_desk.ui.state.projection import Display


class Displays(QObject):
    """Knows the screens. Emits ``changed`` once one was plugged in or unplugged."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            # Queued: when a screen goes, Qt moves its windows only after it said so.
            queued = Qt.ConnectionType.QueuedConnection
            application.screenAdded.connect(self._tell, queued)
            application.screenRemoved.connect(self._tell, queued)

    def _tell(self) -> None:
        self.changed.emit()

    def found(self) -> tuple[Display, ...]:
        """Return the screens, the first one being the system's own."""
        return tuple(_display(screen) for screen in QGuiApplication.screens())

    def screen(self, name: str) -> QScreen | None:
        """Return a screen by its name."""
        screens = QGuiApplication.screens()
        return next((screen for screen in screens if _name(screen) == name), None)

    def under(self, window: QWidget) -> str:
        """Return the name of the screen a window stands on: the one under its centre.

        A window may go on naming a screen it was left to when its own went and came back.
        """
        screen = QGuiApplication.screenAt(window.frameGeometry().center())
        return _name(screen or window.screen())


def _name(screen: QScreen) -> str:
    """Return what tells a screen from the others, the same at each start.

    A connector may be given to another screen, and two screens may be of one model.
    """
    said = (screen.name(), screen.manufacturer(), screen.model(), screen.serialNumber())
    return " ".join(part.strip() for part in said if part.strip())


def _display(screen: QScreen) -> Display:
    area: QRect = screen.geometry()
    ratio = screen.devicePixelRatio()
    return Display(_name(screen), round(area.width() * ratio), round(area.height() * ratio))
