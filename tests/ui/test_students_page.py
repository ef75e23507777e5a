"""Paper ballots by keyboard, on a real file: enter, take back, re-read, close, reopen."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest
from driving import click, focused, named, page, stored
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.grid import Axis, CriteriaGrid, Level, Scale, SubCriterion
from euralens_desk.domain.mark import BLANK, NO_OPINION, Mark, scored
from euralens_desk.domain.messages import message
from euralens_desk.domain.people import CommitteeKind
from euralens_desk.domain.sheet import Ballot, BallotBox
from euralens_desk.ui.actions import Act
from euralens_desk.ui.main_window import MainWindow
from euralens_desk.ui.pages.students import StudentsPage
from euralens_desk.ui.panels.ballot_entry import BallotEntry
from euralens_desk.ui.sections import Section
from euralens_desk.ui.widgets import DigitBox, LevelCounts, Note
from euralens_desk.usecases.changes import ChangeSet
from euralens_desk.usecases.lookup import committee_of_kind
from euralens_desk.usecases.ports import CampaignFile
from euralens_desk.usecases.prepare import replace_grid

CONTROL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


def add_dossiers(file: CampaignFile) -> ChangeSet:
    with file.change(message("dossiers")) as work:
        for i in (1, 2, 3):
            work.put(Dossier(i, f"d{i}", f"2023-{i:02d}", f"Projet {i}"))
    return file.last_change


@pytest.fixture
def window_of_three(empty: MainWindow) -> MainWindow:
    """The window on three dossiers without any ballot, the page of the lycéens shown."""
    empty.context.desk.do(add_dossiers)
    students(empty)
    return empty


def students(window: MainWindow) -> StudentsPage:
    found = page(window, Section.STUDENTS, StudentsPage)
    assert isinstance(found, StudentsPage)
    return found


def press(qtbot: QtBot, window: MainWindow, text: str) -> int:
    """Press one key a character, « E » being Entrée, where the keyboard is; return how many."""
    for character in text:
        if character == "E":
            qtbot.keyClick(focused(window), Qt.Key.Key_Return)
        else:
            qtbot.keyClick(focused(window), character)
    return len(text)


def ballots(window: MainWindow, dossier: int = 1) -> list[tuple[Mark, ...]]:
    found = stored(window, lambda file: file.find(Ballot, dossier_id=dossier))
    return [ballot.marks for ballot in found]


def shown(window: MainWindow) -> str:
    """Return what the boxes say: « 3 4 _ »."""
    boxes = [box for box in window.findChildren(DigitBox) if box.isVisible()]
    return " | ".join(box.accessibleName().partition(", ")[2] or "_" for box in boxes)


def texts(window: MainWindow) -> str:
    told = [
        widget.text()  # type: ignore[attr-defined]
        for widget in window.findChildren(QWidget)
        if widget.isVisible()
        and widget.metaObject().className() in ("Text", "RichText", "ElidedText")
    ]
    return " ".join(told).replace("\u00a0", " ").replace("\u202f", " ")


def dialog_of(window: MainWindow) -> QDialog:
    (found,) = [d for d in window.findChildren(QDialog) if d.isVisible()]
    return found


def marks(*levels: int) -> tuple[Mark, ...]:
    return tuple(scored(level) for level in levels)


def test_four_keystrokes_a_ballot(window_of_three: MainWindow, qtbot: QtBot) -> None:
    wanted = [(i % 5, i // 5 % 5, (i + 2) % 5) for i in range(64)]
    pressed = sum(press(qtbot, window_of_three, f"{a}{b}{c}E") for a, b, c in wanted)
    assert pressed == 4 * 64
    assert ballots(window_of_three) == [marks(*levels) for levels in wanted]
    assert "Bulletin 65" in texts(window_of_three)
    assert "64 bulletins saisis" in texts(window_of_three)


def test_a_full_ballot_waits_for_enter(window_of_three: MainWindow, qtbot: QtBot) -> None:
    press(qtbot, window_of_three, "342")
    assert ballots(window_of_three) == []
    press(qtbot, window_of_three, "1")
    assert shown(window_of_three) == "Bon | Excellent | Passable"
    qtbot.keyClick(focused(window_of_three), Qt.Key.Key_Backspace)
    press(qtbot, window_of_three, "E")
    assert ballots(window_of_three) == []
    assert "Reste la question 3" in texts(window_of_three)
    press(qtbot, window_of_three, "0E")
    assert ballots(window_of_three) == [marks(3, 4, 0)]


def test_blank_and_no_opinion(window_of_three: MainWindow, qtbot: QtBot) -> None:
    press(qtbot, window_of_three, ".?4")
    assert shown(window_of_three) == "vide | ne sait pas | Excellent"
    press(qtbot, window_of_three, "E")
    assert ballots(window_of_three) == [(BLANK, NO_OPINION, scored(4))]


def test_undo_brings_ballots_back_into_the_boxes(window_of_three: MainWindow, qtbot: QtBot) -> None:
    press(qtbot, window_of_three, "111E222E3")
    undo, redo = (window_of_three.menus.action(act) for act in (Act.UNDO, Act.REDO))
    undo.trigger()
    assert shown(window_of_three) == "Passable | Passable | Passable"
    undo.trigger()
    assert ballots(window_of_three) == []
    assert shown(window_of_three) == "Faible | Faible | Faible"
    redo.trigger()
    assert shown(window_of_three) == "Passable | Passable | Passable"
    qtbot.keyClick(focused(window_of_three), Qt.Key.Key_Backspace)
    press(qtbot, window_of_three, "0E")
    assert ballots(window_of_three) == [marks(1, 1, 1), marks(2, 2, 0)]
    assert shown(window_of_three) == "Bon | _ | _"


def test_the_link_beside_the_last_ballot_undoes_it(
    window_of_three: MainWindow, qtbot: QtBot
) -> None:
    press(qtbot, window_of_three, "342E")
    assert named(window_of_three, QWidget, "Bulletin 1 enregistré : 3, 4, 2")
    click(qtbot, students(window_of_three).entry, "Annuler")
    assert ballots(window_of_three) == []
    assert shown(window_of_three) == "Bon | Excellent | Passable"


def test_what_is_typed_stays_with_its_dossier(window_of_three: MainWindow, qtbot: QtBot) -> None:
    press(qtbot, window_of_three, "34")
    qtbot.keyClick(window_of_three, Qt.Key.Key_Down, CONTROL)
    assert shown(window_of_three) == "_ | _ | _"
    press(qtbot, window_of_three, "111E")
    qtbot.keyClick(window_of_three, Qt.Key.Key_Up, CONTROL)
    assert shown(window_of_three) == "Bon | Excellent | _"
    assert ballots(window_of_three, 2) == [marks(1, 1, 1)]
    assert ballots(window_of_three, 1) == []


def test_the_list_is_walked_by_arrows_and_enter_comes_back(
    window_of_three: MainWindow, qtbot: QtBot
) -> None:
    found = students(window_of_three)
    window_of_three.menus.action(Act.NEXT_PANEL).trigger()
    window_of_three.menus.action(Act.PREVIOUS_PANEL).trigger()
    found.list.view.setFocus()
    qtbot.keyClick(found.list.view, Qt.Key.Key_Down)
    assert "Projet 2" in texts(window_of_three)
    press(qtbot, window_of_three, "E")
    assert isinstance(focused(window_of_three), BallotEntry)


def test_a_batch_is_re_read_ten_by_ten_and_corrected(
    window_of_three: MainWindow, qtbot: QtBot
) -> None:
    press(qtbot, window_of_three, "123E" * 12)
    qtbot.keyClick(window_of_three, Qt.Key.Key_L, CONTROL)
    assert "Relecture : bulletins 1 à 10" in texts(window_of_three)
    click(qtbot, window_of_three, "Les dix suivants")
    assert "Relecture : bulletins 11 à 12" in texts(window_of_three)
    students(window_of_three).pile.table.setFocus()
    qtbot.keyClick(focused(window_of_three), Qt.Key.Key_Down)
    press(qtbot, window_of_three, "E")
    assert "Corriger le bulletin 12" in texts(window_of_three)
    qtbot.keyClick(focused(window_of_three), Qt.Key.Key_Backspace)
    press(qtbot, window_of_three, "0E")
    assert ballots(window_of_three)[-1] == marks(1, 2, 0)
    assert ballots(window_of_three)[:-1] == [marks(1, 2, 3)] * 11
    assert focused(window_of_three) is students(window_of_three).pile.table
    qtbot.keyClick(window_of_three, Qt.Key.Key_L, CONTROL)
    assert "Derniers bulletins" in texts(window_of_three)
    assert isinstance(focused(window_of_three), BallotEntry)


def test_escape_leaves_a_correction(window_of_three: MainWindow, qtbot: QtBot) -> None:
    press(qtbot, window_of_three, "123E4")
    found = students(window_of_three)
    last = found.pile.model.index(0, found.pile.model.columnCount() - 1)
    place = found.pile.table.visualRect(last).center()
    qtbot.mouseClick(found.pile.table.viewport(), LEFT, pos=place)
    assert shown(window_of_three) == "Faible | Passable | Bon"
    qtbot.keyClick(focused(window_of_three), Qt.Key.Key_Escape)
    assert shown(window_of_three) == "Excellent | _ | _"
    assert ballots(window_of_three) == [marks(1, 2, 3)]


def test_a_ballot_entered_twice_is_taken_out_and_comes_back(
    window_of_three: MainWindow, qtbot: QtBot
) -> None:
    press(qtbot, window_of_three, "111E222E")
    found = students(window_of_three)
    found.pile.table.setFocus()
    press(qtbot, window_of_three, "E")
    click(qtbot, window_of_three, "Retirer ce bulletin")
    assert ballots(window_of_three) == [marks(1, 1, 1)]
    assert shown(window_of_three) == "_ | _ | _"
    click(qtbot, window_of_three.messages.toast, "Annuler")
    assert ballots(window_of_three) == [marks(1, 1, 1), marks(2, 2, 2)]


def test_the_box_is_counted_and_a_mismatch_is_told(
    window_of_three: MainWindow, qtbot: QtBot
) -> None:
    qtbot.keyClick(window_of_three, Qt.Key.Key_F2)
    dialog = dialog_of(window_of_three)
    named(dialog, QSpinBox, "Bulletins comptés").setValue(1)
    click(qtbot, dialog, "Retenir ce compte")
    assert stored(window_of_three, lambda file: file.find(BallotBox))[0].counted == 1
    assert "Il en reste 1" in texts(window_of_three)
    students(window_of_three).entry.setFocus()
    press(qtbot, window_of_three, "111E222E")
    notes = [n.accessibleName() for n in window_of_three.findChildren(Note) if n.isVisible()]
    assert any("2 bulletins saisis, 1 comptés" in note for note in notes)


def test_the_batch_is_named_by_the_person(window_of_three: MainWindow, qtbot: QtBot) -> None:
    click(qtbot, window_of_three, "lot A")
    dialog = dialog_of(window_of_three)
    named(dialog, QLineEdit, "Lot des prochains").setText("B, table 2")
    click(qtbot, dialog, "Prendre ce lot")
    press(qtbot, window_of_three, "111E")
    (kept,) = stored(window_of_three, lambda file: file.find(Ballot))
    assert (kept.batch, kept.number) == ("B, table 2", 1)


def test_under_five_ballots_no_detail_is_shown(window_of_three: MainWindow, qtbot: QtBot) -> None:
    def bars() -> int:
        return sum(w.isVisible() for w in window_of_three.findChildren(LevelCounts))

    press(qtbot, window_of_three, "123E" * 4)
    assert "Sous 5, aucun détail" in texts(window_of_three)
    assert bars() == 0
    press(qtbot, window_of_three, "123E")
    assert bars() == 3


def test_closing_asks_once_and_freezes(window_of_three: MainWindow, qtbot: QtBot) -> None:
    press(qtbot, window_of_three, "123E" * 6)
    click(qtbot, window_of_three, "Clore ce dossier")
    click(qtbot, dialog_of(window_of_three), "Continuer la saisie")
    assert stored(window_of_three, lambda file: file.find(BallotBox)) == ()
    click(qtbot, window_of_three, "Clore ce dossier")
    click(qtbot, dialog_of(window_of_three), "Clore le dossier")
    found = stored(window_of_three, lambda file: file.find(Ballot))
    assert {(b.batch, b.number) for b in found} == {("", None)}
    assert "Dossier clos le" in texts(window_of_three)
    assert not window_of_three.menus.action(Act.UNDO).isEnabled()
    press(qtbot, window_of_three, "123E")
    assert len(ballots(window_of_three)) == 6
    assert "disent la même chose" in texts(window_of_three)


def test_reopening_needs_a_reason(window_of_three: MainWindow, qtbot: QtBot) -> None:
    press(qtbot, window_of_three, "123E")
    click(qtbot, window_of_three, "Clore ce dossier")
    click(qtbot, dialog_of(window_of_three), "Clore le dossier")
    click(qtbot, window_of_three, "Rouvrir ce dossier")
    dialog = dialog_of(window_of_three)
    click(qtbot, dialog, "Rouvrir le dossier")
    assert dialog.isVisible()
    qtbot.keyClicks(named(dialog, QLineEdit, "Rouvrir"), "une enveloppe oubliee")
    click(qtbot, dialog, "Rouvrir le dossier")
    (entry,) = stored(window_of_three, lambda file: file.journal(1))
    assert "une enveloppe oubliee" in str(entry.action)
    students(window_of_three).entry.setFocus()
    press(qtbot, window_of_three, "444E")
    assert len(ballots(window_of_three)) == 2


def letters() -> CriteriaGrid:
    levels = tuple(Level(code, f"mention {code}", Fraction(i)) for i, code in enumerate("EDCBA"))
    rows = tuple(SubCriterion(f"Q{i}", f"1.{i}", f"question {i}") for i in range(1, 6))
    return CriteriaGrid("l", "Lycéens", Scale(levels), (Axis("L", "1", "Avis", rows),))


def give(grid: CriteriaGrid) -> Callable[[CampaignFile], ChangeSet]:
    return lambda file: replace_grid(file, committee_of_kind(file, CommitteeKind.STUDENT), grid)


def test_another_grid_has_its_own_boxes_and_keys(window_of_three: MainWindow, qtbot: QtBot) -> None:
    window_of_three.context.desk.do(give(letters()))
    press(qtbot, window_of_three, "abCe.")
    assert shown(window_of_three) == "mention A | mention B | mention C | mention E | vide"
    press(qtbot, window_of_three, "E")
    assert ballots(window_of_three) == [(*marks(4, 3, 2, 0), BLANK)]


def test_an_empty_campaign_says_what_comes_first(empty: MainWindow) -> None:
    students(empty)
    assert "Aucun dossier pour l’instant." in texts(empty)


def test_the_sample_shows_where_the_ballots_come_from(sample: MainWindow, qtbot: QtBot) -> None:
    found = students(sample)
    assert found.list.model.rowCount() == 8
    press(qtbot, sample, "342E")
    assert "65 bulletins saisis" in texts(sample)


def test_a_digit_off_the_scale_is_told_and_what_is_saved_too(
    window_of_three: MainWindow, qtbot: QtBot
) -> None:
    told = "Bulletin 1 : « 5 » est hors échelle, non retenu"
    press(qtbot, window_of_three, "05")
    assert told in texts(window_of_three)
    press(qtbot, window_of_three, "11")
    assert told in texts(window_of_three)
    press(qtbot, window_of_three, "E")
    assert ballots(window_of_three) == [marks(0, 1, 1)]
    assert told in texts(window_of_three)
    entry = window_of_three.findChild(BallotEntry)
    assert entry is not None
    assert entry.recorded.isVisible()
    assert entry.recorded.text().replace("\u00a0", " ") == "Bulletin 1 enregistré : 0, 1, 1"
    press(qtbot, window_of_three, "342E")
    assert "hors échelle" not in texts(window_of_three)
    press(qtbot, window_of_three, "9")
    assert "Bulletin 3 : « 9 »" in texts(window_of_three)
    qtbot.keyClick(focused(window_of_three), Qt.Key.Key_Backspace)
    assert "hors échelle" not in texts(window_of_three)
    assert "Trois chiffres, puis Entrée" in texts(window_of_three)
