"""Where the window is shown for the first time: within the screen, frame and all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis.strategies import integers
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from euralens_desk.ui.frame.placing import FRAME, first_place, place_first

SIZE = QSize(1366, 768)


def test_on_a_large_screen_it_has_its_size_in_the_middle() -> None:
    place = first_place(QRect(0, 0, 1920, 1080), SIZE)
    assert place.size() == SIZE
    assert place.left() == pytest.approx(277, abs=1)


def test_beside_a_bar_of_the_system_it_stays_in_the_room() -> None:
    room = QRect(64, 28, 1376, 872)
    assert room.contains(first_place(room, SIZE).marginsAdded(FRAME))


@given(
    left=integers(-4_000, 4_000),
    top=integers(-2_000, 2_000),
    width=integers(320, 8_000),
    height=integers(240, 5_000),
)
def test_it_never_leaves_the_screen(left: int, top: int, width: int, height: int) -> None:
    room = QRect(left, top, width, height)
    place = first_place(room, SIZE)
    assert room.contains(place.marginsAdded(FRAME))
    assert place.width() <= SIZE.width() and place.height() <= SIZE.height()


@pytest.mark.parametrize(
    ("room", "fills"), [(QRect(0, 0, 1366, 768), True), (QRect(0, 0, 1600, 900), False)]
)
def test_it_fills_a_screen_that_is_too_small(qtbot: QtBot, room: QRect, fills: bool) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(SIZE)
    place_first(window, room)
    assert bool(window.windowState() & Qt.WindowState.WindowMaximized) is fills
