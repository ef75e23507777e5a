"""The place of the window is remembered when it changes, for a program that is killed."""

from __future__ import annotations

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from euralens_desk.settings import Settings
from euralens_desk.ui.main_window import MainWindow


def remembered(window: MainWindow, qtbot: QtBot) -> QWidget:
    """Return a widget placed as the next start of the program would place its window."""
    other = QWidget()
    qtbot.addWidget(other)
    kept = Settings(window.context.settings.folder).values.window
    other.restoreGeometry(QByteArray.fromBase64(kept.encode()))
    return other


def test_a_window_that_fills_the_screen_is_remembered_before_it_closes(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.showNormal()
    qtbot.waitUntil(lambda: bool(window.context.settings.values.window))
    assert not remembered(window, qtbot).isMaximized()
    window.showMaximized()
    qtbot.waitUntil(lambda: remembered(window, qtbot).isMaximized())
    window.showNormal()
    qtbot.waitUntil(lambda: not remembered(window, qtbot).isMaximized())


def test_a_size_is_remembered_before_the_window_closes(window: MainWindow, qtbot: QtBot) -> None:
    window.showNormal()
    window.resize(window.width(), window.height() + 20)
    place = bytes(window.saveGeometry().toBase64().data()).decode()
    folder = window.context.settings.folder
    assert Settings(folder).values.window != place
    qtbot.waitUntil(lambda: Settings(folder).values.window == place)
