"""Where the window stands when it is shown for the first time."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QWidget

FRAME = QMargins(8, 36, 8, 8)
"""Room for what the system draws around a window: it is not known before the window is shown."""


def first_place(room: QRect, wanted: QSize) -> QRect:
    """Return where the content of a window stands in the room of a screen, its frame inside too.

    It is smaller than ``wanted`` where there is less room.
    """
    inside = room.marginsRemoved(FRAME)
    size = wanted.boundedTo(inside.size())
    spare = inside.size() - size
    return QRect(QPoint(inside.x() + spare.width() // 2, inside.y() + spare.height() // 2), size)


def place_first(window: QWidget, room: QRect) -> None:
    """Place a window that was never moved; on a small screen it fills it."""
    wanted = window.size()
    place = first_place(room, wanted)
    window.setGeometry(place)
    if place.size() != wanted:
        window.setWindowState(window.windowState() | Qt.WindowState.WindowMaximized)
