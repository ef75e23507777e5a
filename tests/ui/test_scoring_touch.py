"""An expert scores with a finger: one axis at a time, and nothing but taps."""

from __future__ import annotations

import pytest
from driving import SPACES, click, focused, named, page
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot
from scoring_driving import marks, press, scoring, sheet

from euralens_desk.domain.mark import NO_OPINION, scored
from euralens_desk.domain.sheet import WHOLE_DOSSIER
from euralens_desk.ui.main_window import MainWindow
from euralens_desk.ui.pages.scoring.panes import wants_touch
from euralens_desk.ui.pages.scoring.touch import TouchRow
from euralens_desk.ui.sections import Section
from euralens_desk.ui.widgets.levels import LevelGroup

FIRST = "Alix"


@pytest.fixture
def touch(sample: MainWindow, qtbot: QtBot) -> MainWindow:
    """The window with the touch layout, chosen on the settings page."""
    page(sample, Section.SETTINGS)
    click(qtbot, sample, "Tactile")
    sample.resize(1280, 800)
    scoring(sample, "2022-01")
    return sample


def rows(window: MainWindow) -> list[str]:
    """Return the numbers of the rows shown."""
    groups = [group for group in window.findChildren(LevelGroup) if group.isVisible()]
    return [group.accessibleName().split(" ")[0] for group in groups]


def tap_level(window: MainWindow, qtbot: QtBot, criterion: str, level: str) -> None:
    """Tap a level of a row."""
    click(qtbot, named(window, LevelGroup, criterion), level)


def test_a_tap_scores_and_the_next_row_opens(touch: MainWindow, qtbot: QtBot) -> None:
    tap_level(touch, qtbot, "1.1", "0, Insuffisant")
    tap_level(touch, qtbot, "1.2", "4, Excellent")
    tap_level(touch, qtbot, "1.3", "NSP")
    assert marks(touch, FIRST, "2022-01")[:3] == (scored(0), scored(4), NO_OPINION)
    assert focused(touch).accessibleName().startswith("1.4 ")


def test_one_axis_is_shown_at_a_time(touch: MainWindow, qtbot: QtBot) -> None:
    assert rows(touch) == [f"1.{i}" for i in range(1, 8)]
    click(qtbot, touch, "Axe suivant")
    assert rows(touch) == ["2.1", "2.2", "2.3", "2.4"]
    click(qtbot, touch, "3. Stratégie")
    assert rows(touch) == ["3.1", "3.2"]
    click(qtbot, touch, "Dossier suivant")
    assert "La forêt urbaine de Lens" in words(touch)


def test_the_last_row_of_an_axis_leads_to_the_next(touch: MainWindow, qtbot: QtBot) -> None:
    tap_level(touch, qtbot, "1.7", "2, Passable")
    assert rows(touch) == ["2.1", "2.2", "2.3", "2.4"]


def words(window: MainWindow) -> str:
    """Return all that is written on the page."""
    labels = scoring(window).findChildren(QLabel)
    return " | ".join(label.text().translate(SPACES) for label in labels if label.isVisible())


def test_undo_says_what_it_takes_back(touch: MainWindow, qtbot: QtBot) -> None:
    before = marks(touch, FIRST, "2022-01")
    level = "1, Faible" if before[0] != scored(1) else "0, Insuffisant"
    tap_level(touch, qtbot, "1.1", level)
    assert "sur 1.1, Tech3E" in words(touch)
    click(qtbot, touch, "Annuler")
    assert marks(touch, FIRST, "2022-01") == before
    assert "sur 1.1, Tech3E" in touch.messages.toast.words.text()
    assert focused(touch).accessibleName().startswith("1.1 ")


def test_reading_and_the_list_take_turns_with_the_grid(touch: MainWindow, qtbot: QtBot) -> None:
    found = scoring(touch)
    click(qtbot, touch, "Lire")
    assert found.panes.reading.isVisible()
    assert not found.panes.sheet.isVisible()
    click(qtbot, found.panes.reading, "Noter")
    assert found.panes.sheet.isVisible()
    click(qtbot, found.panes.sheet, "Dossiers")
    assert focused(touch) is found.panes.dossiers.list
    press(touch, qtbot, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert found.panes.sheet.isVisible()
    assert "La forêt urbaine de Lens" in words(touch)


def test_the_comment_opens_over_the_whole_width(touch: MainWindow, qtbot: QtBot) -> None:
    click(qtbot, touch, "Commentaire sur 1.2")
    editor = focused(touch)
    assert isinstance(editor, QPlainTextEdit)
    assert editor.width() > scoring(touch).width() // 2
    qtbot.keyClicks(editor, "Vu sur place")
    click(qtbot, touch, "Terminé")
    assert sheet(touch, FIRST, "2022-01").comments[1] == "Vu sur place"
    assert not editor.isVisible()
    click(qtbot, touch, "Commentaire sur l’ensemble du dossier")
    qtbot.keyClicks(focused(touch), "Solide")
    press(touch, qtbot, Qt.Key.Key_Escape)
    assert sheet(touch, FIRST, "2022-01").comments[WHOLE_DOSSIER] == "Solide"


def test_full_sun_comes_and_goes(touch: MainWindow, qtbot: QtBot) -> None:
    click(qtbot, touch, "Plein soleil")
    assert touch.context.settings.values.theme == "sunlight"
    click(qtbot, touch, "Plein soleil")
    assert touch.context.settings.values.theme == "light"


def test_a_keyboard_still_scores(touch: MainWindow, qtbot: QtBot) -> None:
    press(touch, qtbot, "1", "0", Qt.Key.Key_Up, "3")
    assert marks(touch, FIRST, "2022-01")[:2] == (scored(1), scored(3))
    press(touch, qtbot, Qt.Key.Key_C)
    assert isinstance(focused(touch), QPlainTextEdit)


def test_every_target_is_large_enough(touch: MainWindow) -> None:
    for button in scoring(touch).findChildren(QAbstractButton):
        if button.isVisible() and not button.objectName().startswith("qt_"):
            assert min(button.width(), button.height()) >= 44, button.accessibleName()


def test_a_tap_on_a_row_makes_it_active(touch: MainWindow, qtbot: QtBot) -> None:
    row = touch.findChildren(TouchRow)[2]
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton, pos=QPoint(30, 12))
    assert focused(touch).accessibleName().startswith("1.3 ")


class SmallScreen:
    """A screen as wide as a slate's."""

    def geometry(self) -> QRect:
        return QRect(0, 0, 1280, 800)


class Slate(QWidget):
    """A widget on a small screen."""

    def screen(self) -> SmallScreen:  # type: ignore[override]
        return SmallScreen()


def test_the_setting_decides_and_automatic_needs_a_touch_screen(qtbot: QtBot) -> None:
    slate = Slate()
    qtbot.addWidget(slate)
    assert wants_touch("touch", slate)
    assert not wants_touch("keyboard", slate)
    assert not wants_touch("automatic", slate)
