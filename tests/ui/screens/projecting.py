"""The projector on a computer of several screens; ``test_projector_screens`` runs it."""

from __future__ import annotations

import pytest
from driving import click, named, page, stored
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from euralens_desk.domain.dossier import Dossier
from euralens_desk.ui.main_window import MainWindow
from euralens_desk.ui.projector.displays import Displays
from euralens_desk.ui.projector.screens import ScreensDialog
from euralens_desk.ui.projector.window import ProjectorWindow
from euralens_desk.ui.sections import Section
from euralens_desk.ui.state.meetings import Spot
from euralens_desk.ui.state.projection import View

F6, B = Qt.Key.Key_F6, Qt.Key.Key_B


def wall(name: str = "HDMI-1") -> QScreen:
    """Return a screen of the computer."""
    return next(screen for screen in QGuiApplication.screens() if screen.name() == name)


@pytest.fixture
def meeting(sample: MainWindow) -> MainWindow:
    """The meeting of the sample, on its seventh dossier, with the keyboard on the agenda."""
    (dossier,) = stored(sample, lambda file: file.find(Dossier, number="2022-07"))
    sample.activateWindow()
    page(sample, Section.MEETINGS)
    sample.go(Section.MEETINGS, Spot(1, dossier.id))
    return sample


def projected(window: MainWindow) -> ProjectorWindow:
    found = window.context.projector.window
    assert found is not None
    return found


class Cable:
    """Pulls a screen out and plugs it in again: the program hears what the system would say."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
        self._screen = wall(name)
        self._is_out = False
        real = Displays.found
        monkeypatch.setattr(
            Displays,
            "found",
            lambda displays: tuple(
                d for d in real(displays) if not (self._is_out and d.name == name)
            ),
        )

    def pull(self) -> None:
        self._is_out = True
        _application().screenRemoved.emit(self._screen)
        self._wait()

    def plug(self) -> None:
        self._is_out = False
        _application().screenAdded.emit(self._screen)
        self._wait()

    @staticmethod
    def _wait() -> None:
        """Let the program hear of it, then show what it has to say."""
        for _turn in range(3):
            QGuiApplication.processEvents()


def _application() -> QGuiApplication:
    found = QGuiApplication.instance()
    assert isinstance(found, QGuiApplication)
    return found


def two_only() -> None:
    if len(QGuiApplication.screens()) != 2:
        pytest.skip("two screens")


def test_it_fills_the_other_screen_and_leaves_the_keyboard(
    meeting: MainWindow, qtbot: QtBot
) -> None:
    two_only()
    focus = meeting.focusWidget()
    qtbot.keyClick(meeting, F6)
    window = projected(meeting)
    assert window.isFullScreen() and window.screen() is wall()
    assert window.geometry() == wall().geometry()
    assert meeting.screen().name() == "eDP-1"
    QGuiApplication.processEvents()
    assert meeting.isActiveWindow() and meeting.focusWidget() is focus
    assert "projection" not in meeting.messages.banners
    qtbot.keyClick(meeting, F6)
    assert not window.isVisible()
    qtbot.keyClick(meeting, F6)
    assert window.isFullScreen() and window.screen() is wall()


def test_it_goes_to_the_first_screen_when_the_secretary_works_on_the_second(
    meeting: MainWindow, qtbot: QtBot
) -> None:
    two_only()
    meeting.setScreen(wall())
    meeting.move(wall().geometry().topLeft())
    qtbot.keyClick(meeting, F6)
    assert projected(meeting).screen() is wall("eDP-1")


def test_a_screen_that_goes_leaves_a_minimised_window_and_comes_back_as_an_offer(
    meeting: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    two_only()
    cable = Cable(monkeypatch, "HDMI-1")
    qtbot.keyClick(meeting, F6)
    window, projector = projected(meeting), meeting.context.projector
    projector.show_view(View.VOTE)
    said = window.accessibleDescription()
    cable.pull()
    assert window.isMinimized() and window.screen() is wall("eDP-1")
    assert projector.state.is_shown and projector.state.view is View.VOTE
    assert window.accessibleDescription() == said
    QGuiApplication.processEvents()
    assert meeting.isActiveWindow()
    banner = meeting.messages.banners["projection"]
    assert "L’écran de la projection n’est plus là" in banner.findChildren(QLabel)[-1].text()
    click(qtbot, banner, "Montrer la fenêtre")
    assert not window.isMinimized() and not window.isFullScreen()
    assert wall("eDP-1").geometry().contains(window.geometry())
    cable.plug()
    assert not window.isFullScreen()
    banner = meeting.messages.banners["projection"]
    click(qtbot, banner, "Projeter dessus")
    assert window.isFullScreen() and window.screen() is wall()
    assert window.accessibleDescription() == said
    assert "projection" not in meeting.messages.banners


def test_a_change_of_mode_puts_the_projection_back_on_its_screen(
    meeting: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    two_only()
    cable = Cable(monkeypatch, "HDMI-1")
    qtbot.keyClick(meeting, F6)
    window = projected(meeting)
    window.setScreen(wall("eDP-1"))
    window.setGeometry(wall("eDP-1").geometry())  # where a system leaves it
    cable.plug()
    assert window.isFullScreen() and window.screen() is wall()
    assert window.geometry() == wall().geometry()
    assert "projection" not in meeting.messages.banners


def test_the_screen_the_secretary_has_to_share_is_left_to_the_secretary(
    meeting: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    two_only()
    cable = Cable(monkeypatch, "eDP-1")
    qtbot.keyClick(meeting, F6)
    meeting.setScreen(wall())
    meeting.move(wall().geometry().topLeft())
    cable.pull()
    assert projected(meeting).isMinimized()
    assert "projection" in meeting.messages.banners


def test_hiding_forgets_the_screen_that_went(
    meeting: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    two_only()
    cable = Cable(monkeypatch, "HDMI-1")
    qtbot.keyClick(meeting, F6)
    cable.pull()
    assert "projection" in meeting.messages.banners
    qtbot.keyClick(meeting, F6)
    assert "projection" not in meeting.messages.banners
    cable.plug()
    assert "projection" not in meeting.messages.banners
    qtbot.keyClick(meeting, F6)
    assert projected(meeting).screen() is wall()


def test_the_loss_of_another_screen_changes_nothing(
    meeting: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    if len(QGuiApplication.screens()) != 3:
        pytest.skip("three screens")
    meeting.context.settings.change(projection_screen="HDMI-1")
    cable = Cable(monkeypatch, "DP-2")
    qtbot.keyClick(meeting, F6)
    cable.pull()
    assert projected(meeting).isFullScreen() and projected(meeting).screen() is wall()
    assert "projection" not in meeting.messages.banners


def test_several_screens_are_asked_about_once(meeting: MainWindow, qtbot: QtBot) -> None:
    if len(QGuiApplication.screens()) != 3:
        pytest.skip("three screens")
    qtbot.keyClick(meeting, F6)
    window = projected(meeting)
    assert not window.isFullScreen()
    dialog = meeting.findChild(ScreensDialog)
    assert dialog is not None and dialog.isVisible()
    named(dialog, QLabel, "Écran de la projection")
    click(qtbot, dialog, "DP-2, 1024 × 768")
    assert window.isFullScreen() and window.screen() is wall("DP-2")
    assert meeting.context.settings.values.projection_screen == "DP-2"
    qtbot.keyClick(meeting, F6)
    qtbot.keyClick(meeting, F6)
    assert window.isFullScreen() and window.screen() is wall("DP-2")


def test_a_choice_that_is_left_keeps_the_window(meeting: MainWindow, qtbot: QtBot) -> None:
    if len(QGuiApplication.screens()) != 3:
        pytest.skip("three screens")
    qtbot.keyClick(meeting, F6)
    dialog = meeting.findChild(ScreensDialog)
    assert dialog is not None
    click(qtbot, dialog, "Annuler")
    assert not dialog.isVisible()
    assert projected(meeting).isVisible() and not projected(meeting).isFullScreen()
    assert meeting.context.settings.values.projection_screen == ""
