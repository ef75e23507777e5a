"""An expert scores by keyboard, on a real file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from driving import SPACES, click, focused, named, stored
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot
from scoring_driving import (
    CONTROL,
    KEYPAD,
    choose_member,
    click_row,
    dossier_id,
    marks,
    member_id,
    press,
    scoring,
    sheet,
    take_scale,
    type_character,
)

from euralens_desk.domain.mark import BLANK, NO_OPINION, NOT_APPLICABLE, scored
from euralens_desk.domain.messages import message
from euralens_desk.domain.people import Recusal
from euralens_desk.domain.sheet import WHOLE_DOSSIER, NotApplicable
from euralens_desk.ui.actions import Act
from euralens_desk.ui.main_window import MainWindow
from euralens_desk.ui.pages.scoring.keyboard import KeyboardSheet
from euralens_desk.ui.pages.scoring.not_applicable import NotApplicableDialog
from euralens_desk.ui.pages.scoring.reading import ReadingPane
from euralens_desk.ui.sections import Section
from euralens_desk.ui.widgets import ConfirmDialog, EmptyState
from euralens_desk.ui.widgets.levels import LevelGroup
from euralens_desk.usecases.changes import ChangeSet
from euralens_desk.usecases.lookup import the_campaign
from euralens_desk.usecases.ports import CampaignFile

FIRST = "Alix"
KEYS = "0123401234010"


def said(widget: QWidget) -> str:
    """Return the accessible name with plain spaces."""
    return widget.accessibleName().translate(SPACES)


def progress(window: MainWindow) -> str:
    """Return the line above the grid."""
    sheet_shown = scoring(window).panes.sheet
    assert isinstance(sheet_shown, KeyboardSheet)
    return said(sheet_shown.legend)


def clear(window: MainWindow, qtbot: QtBot) -> None:
    """Empty all 13 rows from the active one."""
    for _row in range(13):
        press(window, qtbot, Qt.Key.Key_Up)
    for _row in range(13):
        press(window, qtbot, Qt.Key.Key_Delete, Qt.Key.Key_Down)
    for _row in range(13):
        press(window, qtbot, Qt.Key.Key_Up)


# Keys


def test_thirteen_keystrokes_score_a_dossier(sample: MainWindow, qtbot: QtBot) -> None:
    scoring(sample, "2022-01")
    press(sample, qtbot, *KEYS)
    assert [mark.level for mark in marks(sample, FIRST, "2022-01")] == [int(k) for k in KEYS]
    assert sample.menus.action(Act.UNDO).text().startswith("Annuler\u00a0: note 0 sur 3.2, Tech3E")
    assert "Enregistré" in sample.status.saved.words.text()
    assert said(focused(sample)).startswith("3.2 ")
    assert progress(sample).startswith("Dossier complet : 13 réponses.")


def test_entering_a_dossier_goes_to_its_first_blank_row(sample: MainWindow, qtbot: QtBot) -> None:
    scoring(sample, "2022-05")
    place = marks(sample, FIRST, "2022-05").index(BLANK)
    press(sample, qtbot, "2")
    assert marks(sample, FIRST, "2022-05")[place] == scored(2)


def test_no_opinion_and_clearing(sample: MainWindow, qtbot: QtBot) -> None:
    scoring(sample, "2022-01")
    press(sample, qtbot, Qt.Key.Key_N)
    assert marks(sample, FIRST, "2022-01")[0] == NO_OPINION
    assert said(focused(sample)).startswith("1.2 ")
    press(sample, qtbot, Qt.Key.Key_Backspace)
    assert marks(sample, FIRST, "2022-01")[1] == BLANK
    assert said(focused(sample)).startswith("1.2 ")
    assert "remis à vide" in sample.messages.toast.words.text()
    assert progress(sample).startswith("12 réponses sur 13, dont 1 NSP")
    click(qtbot, sample, "Annuler")
    assert marks(sample, FIRST, "2022-01")[1] != BLANK


@pytest.mark.parametrize(
    ("typed", "level"), [("à", 0), ("&", 1), ("é", 2), ('"', 3), ("'", 4), ("É", 2), ("3", 3)]
)
def test_the_top_row_of_a_french_keyboard_scores(
    sample: MainWindow, qtbot: QtBot, typed: str, level: int
) -> None:
    scoring(sample, "2022-01")
    clear(sample, qtbot)
    type_character(sample, typed)
    assert marks(sample, FIRST, "2022-01")[0] == scored(level)


def test_the_keypad_scores_and_its_arrows_move(sample: MainWindow, qtbot: QtBot) -> None:
    scoring(sample, "2022-01")
    type_character(sample, "4", Qt.Key.Key_4, KEYPAD)
    assert marks(sample, FIRST, "2022-01")[0] == scored(4)
    type_character(sample, "", Qt.Key.Key_Up, KEYPAD)
    assert said(focused(sample)).startswith("1.1 ")


def test_a_key_off_the_scale_changes_nothing(sample: MainWindow, qtbot: QtBot) -> None:
    scoring(sample, "2022-01")
    before = marks(sample, FIRST, "2022-01")
    press(sample, qtbot, "5", "9", "x")
    press(sample, qtbot, "3", held=CONTROL)
    scoring(sample)
    assert marks(sample, FIRST, "2022-01") == before


def test_arrows_walk_through_the_levels_and_space_sets(sample: MainWindow, qtbot: QtBot) -> None:
    scoring(sample, "2022-01")
    press(sample, qtbot, *(Qt.Key.Key_Right,) * 4, Qt.Key.Key_Left, Qt.Key.Key_Space)
    assert marks(sample, FIRST, "2022-01")[0] == scored(2)
    assert said(focused(sample)).startswith("1.2 ")


def test_control_and_arrows_step_over_recusals(sample: MainWindow, qtbot: QtBot) -> None:
    found = scoring(sample, "2022-02")
    choose_member(sample, qtbot, "rable")
    click_row(sample, qtbot, 1)
    press(sample, qtbot, Qt.Key.Key_Down, held=CONTROL)
    assert found.panes.dossiers.row() == 3
    press(sample, qtbot, Qt.Key.Key_Up, held=CONTROL)
    assert found.panes.dossiers.row() == 1
    assert isinstance(focused(sample), LevelGroup)


def test_control_and_l_goes_to_the_reading_pane_and_back(sample: MainWindow, qtbot: QtBot) -> None:
    scoring(sample, "2022-01")
    held = focused(sample)
    press(sample, qtbot, "l", held=CONTROL)
    pane = sample.findChild(ReadingPane)
    assert pane is not None
    assert pane.isAncestorOf(focused(sample))
    press(sample, qtbot, "l", held=CONTROL)
    assert focused(sample) is held


def test_every_panel_is_reached_by_f7(sample: MainWindow, qtbot: QtBot) -> None:
    found = scoring(sample, "2022-01")
    seen = set()
    for _panel in range(4):
        press(sample, qtbot, Qt.Key.Key_F7)
        seen.add(focused(sample))
    assert {found.panes.dossiers.list, found.panes.reading.area} < seen
    assert any(isinstance(widget, LevelGroup) for widget in seen)


# Other scales


def test_a_scale_from_0_to_5_has_its_own_keys(sample: MainWindow, qtbot: QtBot) -> None:
    take_scale(sample, "012345")
    scoring(sample, "2022-01")
    type_character(sample, "(")
    press(sample, qtbot, "0")
    assert marks(sample, FIRST, "2022-01")[:2] == (scored(5), scored(0))
    assert scoring(sample).key_hints()[0].caps == ("0", "–", "5")


def test_letters_score_and_enter_comments_when_c_is_a_level(
    sample: MainWindow, qtbot: QtBot
) -> None:
    take_scale(sample, "EDCBA")
    scoring(sample, "2022-01")
    press(sample, qtbot, "c", "A", "e")
    assert marks(sample, FIRST, "2022-01")[:3] == (scored(2), scored(4), scored(0))
    press(sample, qtbot, Qt.Key.Key_Return)
    assert isinstance(focused(sample), QPlainTextEdit)
    assert ("Entrée",) in [hint.caps for hint in scoring(sample).key_hints()]


def test_long_codes_answer_to_the_digit_of_their_place(sample: MainWindow, qtbot: QtBot) -> None:
    take_scale(sample, ["--", "-", "+", "++"])
    scoring(sample, "2022-01")
    press(sample, qtbot, "4", "1")
    type_character(sample, "-")
    press(sample, qtbot, "+")
    expected = (scored(3), scored(0), scored(1), scored(2))
    assert marks(sample, FIRST, "2022-01")[:4] == expected


def test_a_level_without_a_key_is_answered_by_arrows(sample: MainWindow, qtbot: QtBot) -> None:
    take_scale(sample, [str(number) for number in range(11)])
    scoring(sample, "2022-01")
    press(sample, qtbot, *(Qt.Key.Key_Right,) * 11, Qt.Key.Key_Space, "9")
    assert marks(sample, FIRST, "2022-01")[:2] == (scored(10), scored(9))


# Comments


def test_a_comment_is_written_and_escape_comes_back(sample: MainWindow, qtbot: QtBot) -> None:
    scoring(sample, "2022-01")
    group = focused(sample)
    press(sample, qtbot, Qt.Key.Key_C)
    qtbot.keyClicks(focused(sample), "A encourager, n 3 C")
    press(sample, qtbot, Qt.Key.Key_Escape)
    assert focused(sample) is group
    assert sheet(sample, FIRST, "2022-01").comments[0] == "A encourager, n 3 C"


def test_what_is_typed_is_written_by_itself(sample: MainWindow, qtbot: QtBot) -> None:
    scoring(sample, "2022-01")
    press(sample, qtbot, Qt.Key.Key_C)
    qtbot.keyClicks(focused(sample), "Sans quitter le champ")
    qtbot.waitUntil(
        lambda: sheet(sample, FIRST, "2022-01").comments.get(0) == "Sans quitter le champ",
        timeout=10_000,
    )
    assert isinstance(focused(sample), QPlainTextEdit)


def test_leaving_for_another_dossier_writes_the_comment_where_it_belongs(
    sample: MainWindow, qtbot: QtBot
) -> None:
    scoring(sample, "2022-01")
    press(sample, qtbot, Qt.Key.Key_C)
    qtbot.keyClicks(focused(sample), "Pour Tech3E")
    press(sample, qtbot, Qt.Key.Key_Down, held=CONTROL)
    assert sheet(sample, FIRST, "2022-01").comments[0] == "Pour Tech3E"
    assert "Pour Tech3E" not in sheet(sample, FIRST, "2022-02").comments.values()
    scoring(sample, "2022-03")
    press(sample, qtbot, Qt.Key.Key_C)
    qtbot.keyClicks(focused(sample), "Avant de partir")
    sample.go(Section.DOSSIERS)
    assert sheet(sample, FIRST, "2022-03").comments[0].endswith("Avant de partir")


def test_the_whole_dossier_has_a_comment_at_the_end(sample: MainWindow, qtbot: QtBot) -> None:
    scoring(sample, "2022-01")
    press(sample, qtbot, *(Qt.Key.Key_Down,) * 13)
    press(sample, qtbot, Qt.Key.Key_C)
    qtbot.keyClicks(focused(sample), "Ensemble solide")
    press(sample, qtbot, Qt.Key.Key_Escape, Qt.Key.Key_Up)
    assert sheet(sample, FIRST, "2022-01").comments[WHOLE_DOSSIER] == "Ensemble solide"
    assert said(focused(sample)).startswith("3.2 ")
    click(qtbot, sample, "Commentaire sur l’ensemble du dossier")
    assert focused(sample) is named(sample, QPlainTextEdit, "Commentaire sur l’ensemble")


def test_a_comment_icon_opens_its_row(sample: MainWindow, qtbot: QtBot) -> None:
    scoring(sample, "2022-01")
    click(qtbot, sample, "Commentaire sur 2.3")
    editor = focused(sample)
    assert isinstance(editor, QPlainTextEdit)
    assert said(editor) == "Commentaire sur 2.3"


# The list


def test_the_list_says_how_far_the_member_is(sample: MainWindow, qtbot: QtBot) -> None:
    found = scoring(sample, "2022-01")
    clear(sample, qtbot)
    view = found.panes.dossiers
    first = view.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole).translate(SPACES)
    assert first.endswith("0 réponses sur 13")
    assert "5 terminés sur 8" in [label.text() for label in view.findChildren(QLabel)]


def test_enter_in_the_list_goes_to_the_grid(sample: MainWindow, qtbot: QtBot) -> None:
    found = scoring(sample, "2022-01")
    found.panes.dossiers.list.setFocus()
    press(sample, qtbot, Qt.Key.Key_Down)
    assert focused(sample) is found.panes.dossiers.list
    press(sample, qtbot, Qt.Key.Key_Return, "1")
    assert marks(sample, FIRST, "2022-02")[0] == scored(1)


def test_a_member_is_found_by_part_of_the_name(sample: MainWindow, qtbot: QtBot) -> None:
    choose_member(sample, qtbot, "rable")
    scoring(sample, "2022-01")
    press(sample, qtbot, "0")
    assert marks(sample, "Érable", "2022-01")[0] == scored(0)
    line = scoring(sample).panes.dossiers.members.line
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "personne")
    line.clearFocus()
    assert "Érable" in line.text()


# Recusal


def test_a_recused_dossier_is_closed_and_nothing_of_it_is_read(
    sample: MainWindow, qtbot: QtBot
) -> None:
    found = scoring(sample)
    choose_member(sample, qtbot, "rable")
    click_row(sample, qtbot, 2)
    notice = named(sample, EmptyState, "Déport de")
    assert "3 octobre 2022" in said(notice)
    assert not found.panes.reading.isVisible()
    assert not [group for group in found.findChildren(LevelGroup) if group.isVisible()]
    click(qtbot, notice, "Dossier suivant")
    assert found.panes.dossiers.row() == 3
    press(sample, qtbot, "2")
    assert marks(sample, "Érable", "2022-04")[0] == scored(2)


# Not applicable


def declare(window: MainWindow, qtbot: QtBot, reason: str) -> None:
    press(window, qtbot, "o", held=CONTROL | Qt.KeyboardModifier.ShiftModifier)
    dialog = window.findChild(NotApplicableDialog)
    assert dialog is not None
    qtbot.keyClicks(named(dialog, QLineEdit, "Motif"), reason)
    click(qtbot, dialog, "Déclarer sans objet")


def test_a_criterion_is_declared_not_applicable_and_lifted(
    sample: MainWindow, qtbot: QtBot
) -> None:
    scoring(sample, "2022-01")
    press(sample, qtbot, Qt.Key.Key_Down)
    declare(sample, qtbot, "Aucun rapport")
    (kept,) = stored(sample, lambda file: file.find(NotApplicable))
    assert (kept.criterion, kept.reason) == (1, "Aucun rapport")
    group = focused(sample)
    assert said(group).endswith("Sans objet")
    press(sample, qtbot, "3")
    assert marks(sample, FIRST, "2022-01")[1] == NOT_APPLICABLE
    press(sample, qtbot, Qt.Key.Key_Up, "2")
    assert said(focused(sample)).startswith("1.3 ")
    press(sample, qtbot, Qt.Key.Key_Up)
    press(sample, qtbot, "o", held=CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert not stored(sample, lambda file: file.find(NotApplicable))
    assert marks(sample, FIRST, "2022-01")[1] != NOT_APPLICABLE


def test_not_applicable_is_undone(sample: MainWindow, qtbot: QtBot) -> None:
    scoring(sample, "2022-01")
    before = marks(sample, FIRST, "2022-01")
    declare(sample, qtbot, "Aucun rapport")
    click(qtbot, sample, "Annuler")
    assert marks(sample, FIRST, "2022-01") == before


# Opening


def test_scoring_is_opened_by_an_answer_to_a_question(sample: MainWindow, qtbot: QtBot) -> None:
    sample.context.desk.do(close_scoring)
    scoring(sample)
    assert not [group for group in sample.findChildren(LevelGroup) if group.isVisible()]
    press(sample, qtbot, Qt.Key.Key_Return)
    dialog = sample.findChild(ConfirmDialog)
    assert dialog is not None
    click(qtbot, dialog, "Ouvrir la notation")
    state = sample.context.desk.state
    assert state is not None
    assert state.campaign.is_frozen
    scoring(sample, "2022-01")
    press(sample, qtbot, "0")
    assert marks(sample, FIRST, "2022-01")[0] == scored(0)


def close_scoring(file: CampaignFile) -> ChangeSet:
    """Put the campaign back before the opening, as no use case does."""
    with file.change(message("test")) as work:
        work.put(replace(the_campaign(work), scoring_opened_on=None))
    return file.last_change


def test_an_empty_campaign_says_what_to_do_first(empty: MainWindow, qtbot: QtBot) -> None:
    scoring(empty)
    assert named(empty, EmptyState, "Aucun expert")
    assert focused(empty).isVisible()


# Undo


def test_undo_shows_the_row_it_changed(sample: MainWindow, qtbot: QtBot) -> None:
    scoring(sample, "2022-01")
    before = marks(sample, FIRST, "2022-01")
    press(sample, qtbot, Qt.Key.Key_Down, "0" if before[1] != scored(0) else "1")
    press(sample, qtbot, Qt.Key.Key_Down)
    press(sample, qtbot, "z", held=CONTROL)
    assert marks(sample, FIRST, "2022-01") == before
    assert said(focused(sample)).startswith("1.2 ")


def test_a_member_recused_meanwhile_is_told(sample: MainWindow, qtbot: QtBot) -> None:
    page = scoring(sample, "2022-01")
    recusal = Recusal(member_id(sample, FIRST), dossier_id(sample, "2022-01"), date(2022, 10, 3))

    def recuse(file: CampaignFile) -> ChangeSet:
        with file.change(message("test")) as work:
            work.put(recusal)
        return file.last_change

    sample.context.desk.do(recuse, initiator=page)
    assert named(sample, EmptyState, "Déport de")


# Reading


def test_the_reading_pane_follows_the_row(sample: MainWindow, qtbot: QtBot) -> None:
    found = scoring(sample, "2022-02")
    press(sample, qtbot, *(Qt.Key.Key_Down,) * 9)
    told = [label.text() for label in found.panes.reading.excerpt.findChildren(QLabel)]
    assert "2.3 · CE QU’EN DIT LE DOSSIER" in told
    assert any(text.startswith("Plantations avec des enfants") for text in told)


def test_what_is_folded_stays_folded(sample: MainWindow, qtbot: QtBot) -> None:
    scoring(sample, "2022-02")
    click(qtbot, sample, "Résumé")
    assert "summary" in sample.context.settings.values.folded
    click(qtbot, sample, "Résumé")
    assert "summary" not in sample.context.settings.values.folded


def test_earlier_opinions_are_read_in_words(sample: MainWindow, qtbot: QtBot) -> None:
    found = scoring(sample, "2022-02")
    words = " ".join(said(child) for child in found.panes.reading.findChildren(QWidget))
    assert "Compréhension du projet :" in words
    assert "médiane : " in words
    assert "64 bulletins" in " ".join(
        label.text().translate(SPACES) for label in found.panes.reading.findChildren(QLabel)
    )
