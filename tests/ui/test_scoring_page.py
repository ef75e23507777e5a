"""An expert scores by keyboard, on a real file."""

from __future__ import annotations

from driving import focused, page
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from euralens_desk.domain.sheet import Comment, Score
from euralens_desk.ui.actions import Act
from euralens_desk.ui.main_window import MainWindow
from euralens_desk.ui.pages.scoring import ScoringPage
from euralens_desk.ui.sections import Section


def scoring(window: MainWindow) -> ScoringPage:
    found = page(window, Section.SCORING, ScoringPage)
    assert isinstance(found, ScoringPage)
    return found


def test_thirteen_keystrokes_score_a_dossier(sample: MainWindow, qtbot: QtBot) -> None:
    found = scoring(sample)
    qtbot.keyClicks(found.dossiers, "")
    for key in "0123401234010":
        qtbot.keyClick(focused(sample), key)
    state = found._state
    assert state is not None
    assert [mark.level for mark in state.marks] == [int(key) for key in "0123401234010"]
    assert sample.menus.action(Act.UNDO).text().startswith("Annuler\u00a0: note 0 sur 3.2, Tech3E")
    assert "Enregistré" in sample.status.saved.words.text()


def test_no_opinion_clear_and_move(sample: MainWindow, qtbot: QtBot) -> None:
    found = scoring(sample)
    qtbot.keyClick(focused(sample), Qt.Key.Key_N)
    assert found._state is not None
    assert found._state.no_opinions == 1
    assert found._state.active == 1
    qtbot.keyClick(focused(sample), Qt.Key.Key_Backspace)
    assert found._state.active == 1
    assert found._state.answered == 12
    qtbot.keyClick(focused(sample), Qt.Key.Key_Down)
    assert found._state.active == 2
    first = found.dossiers.currentRow()
    qtbot.keyClick(sample, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert found.dossiers.currentRow() == first + 1


def test_a_comment_is_written_and_escape_comes_back(sample: MainWindow, qtbot: QtBot) -> None:
    found = scoring(sample)
    group = focused(sample)
    qtbot.keyClick(group, Qt.Key.Key_C)
    editor = focused(sample)
    qtbot.keyClicks(editor, "A encourager")
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert focused(sample) is group
    kept: list[tuple[Comment, ...]] = []
    found.context.desk.ask(lambda file: file.find(Comment), kept.append)
    assert any(comment.text == "A encourager" for comment in kept[0])


def test_a_recused_dossier_is_passed_over(sample: MainWindow, qtbot: QtBot) -> None:
    found = scoring(sample)
    place = next(i for i in range(found.members.count()) if "Érable" in found.members.itemText(i))
    found.members.setCurrentIndex(place)
    assert "Déport" in found.dossiers.item(2).text()
    qtbot.keyClick(sample, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(sample, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert found.dossiers.currentRow() == 3


def test_what_the_screen_calls_saved_is_in_the_file(sample: MainWindow, qtbot: QtBot) -> None:
    found = scoring(sample)
    before: list[tuple[Score, ...]] = []
    found.context.desk.ask(lambda file: file.find(Score), before.append)
    qtbot.keyClick(focused(sample), Qt.Key.Key_4)
    after: list[tuple[Score, ...]] = []
    found.context.desk.ask(lambda file: file.find(Score), after.append)
    assert before[0] != after[0]
