"""Settings by keyboard: every choice is taken at once and is still there at the next start."""

from __future__ import annotations

from pathlib import Path

import pytest
from driving import page
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from euralens_desk.app import build_window
from euralens_desk.settings import CHOICES, Settings
from euralens_desk.ui.actions import Act
from euralens_desk.ui.main_window import MainWindow
from euralens_desk.ui.pages.settings import SettingsPage
from euralens_desk.ui.sections import Section
from euralens_desk.ui.tasks import InlineRunner

ALL = [(choice.name, value) for choice in CHOICES for value in choice.values]


def settings(window: MainWindow) -> SettingsPage:
    found = page(window, Section.SETTINGS, SettingsPage)
    assert isinstance(found, SettingsPage)
    return found


def choose(qtbot: QtBot, window: MainWindow, name: str, value: object) -> None:
    """Press Space on the word of a value."""
    segment = settings(window).choices[name].segment(value)
    segment.setFocus()
    qtbot.keyClick(segment, Qt.Key.Key_Space)


@pytest.mark.parametrize(("name", "value"), ALL)
def test_every_choice_is_taken_and_survives_a_restart(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, name: str, value: object
) -> None:
    others = next(choice.values for choice in CHOICES if choice.name == name)
    other = next(v for v in reversed(others) if v != value)
    choose(qtbot, window, name, other)
    assert getattr(window.context.settings.values, name) == other
    choose(qtbot, window, name, value)
    assert getattr(window.context.settings.values, name) == value
    assert settings(window).choices[name].selected() == value
    assert getattr(Settings(tmp_path / "config").values, name) == value


def test_a_restart_wears_what_was_chosen(
    window: MainWindow, qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    choose(qtbot, window, "theme", "dark")
    choose(qtbot, window, "text_size", 130)
    choose(qtbot, window, "language", "en")
    assert window.context.look.tokens.dark
    assert window.context.look.text_percent == 130
    assert window.menus.action(Act.QUIT).text() == "Quit"
    window.close()
    again = build_window(qapp, Settings(tmp_path / "config"), InlineRunner(), InlineRunner())
    qtbot.addWidget(again)
    again.show()
    try:
        assert again.context.look.tokens.dark
        assert again.context.look.text_percent == 130
        assert settings(again).choices["language"].selected() == "en"
    finally:
        choose(qtbot, again, "language", "fr")
        again.close()


def test_a_choice_is_walked_by_arrows(window: MainWindow, qtbot: QtBot) -> None:
    theme = settings(window).choices["theme"]
    first = theme.segment("light")
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Right)
    held = window.focusWidget()
    assert held is theme.segment("dark")
