"""Texts are handed over once, when they are left or when the keys rest; nothing typed is lost."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from euralens_desk.ui.main_window import MainWindow
from euralens_desk.ui.widgets.late import LateLine, LateText


@pytest.fixture(params=["several lines", "one line"])
def field(request: pytest.FixtureRequest, window: MainWindow, qtbot: QtBot) -> LateText | LateLine:
    several = request.param == "several lines"
    made = LateText(window.context.look, "Motifs") if several else LateLine("Motifs")
    qtbot.addWidget(made)
    made.show()
    return made


def typed(field: LateText | LateLine) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def test_a_rest_of_the_keys_hands_the_text_over(field: LateText | LateLine, qtbot: QtBot) -> None:
    with qtbot.waitSignal(field.settled, timeout=20_000) as told:
        qtbot.keyClicks(field, "  social ")
    assert told.args == ["social"]


def test_what_is_known_is_not_handed_over_again(field: LateText | LateLine, qtbot: QtBot) -> None:
    said: list[str] = []
    field.settled.connect(said.append)
    qtbot.keyClicks(field, "Bien")
    field.settle()
    field.settle()
    field.show_text("Bien")
    field.settle()
    assert said == ["Bien"]


def test_the_file_does_not_take_away_what_is_being_typed(
    field: LateText | LateLine, qtbot: QtBot
) -> None:
    qtbot.keyClicks(field, "Bien vu")
    field.show_text("Autre")
    assert typed(field) == "Bien vu"
    field.settle()
    field.show_text("Autre")
    assert typed(field) == "Autre"
    qtbot.keyClicks(field, "!")
    field.replace_text("Autre point")
    assert typed(field) == "Autre point"
