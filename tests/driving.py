"""Act on a window as a person does: find what is shown, press keys, click."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QBuffer, QIODevice, QPoint, Qt
from PySide6.QtGui import QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from euralens_desk.ui.main_window import MainWindow
from euralens_desk.ui.page import Page
from euralens_desk.ui.sections import Section
from euralens_desk.usecases.ports import CampaignFile

Answer = TypeVar("Answer")
Kind = TypeVar("Kind", bound=QWidget)
TEXTS = re.compile(r"<text[^>]*font-size=\"([\d.]+)\"[^>]*>([^<]*)</text>", re.S)
"""The texts of a vector drawing, with their sizes."""
SPACES = str.maketrans({"\u00a0": " ", "\u202f": " "})


def page(window: MainWindow, section: Section, kind: type[Page] = Page) -> Page:
    """Show a section and return its page."""
    window.go(section)
    found = window.page(section)
    assert isinstance(found, kind)
    return found


def focused(window: QWidget) -> QWidget:
    """Return what has the keyboard."""
    widget = window.focusWidget()
    assert widget is not None
    return widget


def named(parent: QWidget, kind: type[Kind], name: str) -> Kind:
    """Return the visible widget whose accessible name or text starts with ``name``."""
    shown = [widget for widget in parent.findChildren(kind) if widget.isVisible()]
    names = [_name(widget) for widget in shown]
    for widget, known in zip(shown, names, strict=True):
        if known.startswith(name):
            return widget
    raise AssertionError(f"{name!r} is not among {names}")


def click(qtbot: QtBot, parent: QWidget, name: str) -> None:
    """Click the visible button of this name."""
    qtbot.mouseClick(named(parent, QAbstractButton, name), Qt.MouseButton.LeftButton)


def stored(window: MainWindow, query: Callable[[CampaignFile], Answer]) -> Answer:
    """Return what the open file answers."""
    found: list[Answer] = []
    window.context.desk.ask(query, found.append)
    (answer,) = found
    return answer


def drawing(window: QWidget) -> str:
    """Return the window as a vector drawing, where texts are still texts."""
    data = QBuffer()
    data.open(QIODevice.OpenModeFlag.WriteOnly)
    paper = QSvgGenerator()
    paper.setOutputDevice(data)
    paper.setSize(window.size())
    painter = QPainter(paper)
    window.render(painter, QPoint())
    painter.end()
    return bytes(data.data().data()).decode().translate(SPACES)


def painted(window: QWidget) -> str:
    """Return every text that is painted, one a line."""
    return "\n".join(text for _size, text in TEXTS.findall(drawing(window)))


def _name(widget: QWidget) -> str:
    text = getattr(widget, "text", None)
    said = text() if callable(text) else ""
    return (widget.accessibleName() or said).translate(SPACES)
