"""The board of the preselection by keys and clicks: moves, answers in place, requests, search."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from driving import SPACES, click, focused, named, page, stored
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QLabel, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from euralens_desk.composition import new_campaign
from euralens_desk.domain.campaign import Campaign
from euralens_desk.domain.dossier import Attachment, Dossier
from euralens_desk.domain.messages import message
from euralens_desk.domain.preselection import BoardColumn, Preselection, Stage
from euralens_desk.ui.main_window import MainWindow
from euralens_desk.ui.pages.preselection.columns import ColumnView
from euralens_desk.ui.pages.preselection.page import PreselectionPage
from euralens_desk.ui.pages.preselection.request import RequestDialog
from euralens_desk.ui.pages.preselection.requirements import RequirementsDialog
from euralens_desk.ui.pages.promotion import PromotionPage
from euralens_desk.ui.sections import Section
from euralens_desk.usecases.lookup import dossiers_by_number
from euralens_desk.usecases.meetings import MeetingDetails, prepare_meeting
from euralens_desk.usecases.preselection import board, record_request

CTRL = Qt.KeyboardModifier.ControlModifier


def fill(path: Path) -> None:
    file = new_campaign(
        path, Campaign("Promotion 2023", 2023, call_closes_on=date(2023, 6, 10)), None
    )
    with file.change(message("committees and grids")) as work:
        for n in range(1, 7):
            dossier = Dossier(
                work.new_id(Dossier),
                work.new_uuid(),
                f"2023-0{n}",
                f"Projet {n}",
                project_leaders=(f"Ville {n}",),
                location="" if n == 1 else "Lens",
                summary="Un lieu.",
                contact_email="a@example.org",
                agglomeration="CALL" if n % 2 else "CAHC",
                themes=("énergie",) if n < 4 else ("emploi",),
                received_on=date(2023, 6, 12) if n == 2 else date(2023, 6, 1),
            )
            work.put(dossier)
            kept = work.put_content(b"%PDF")
            kind = "Dossier de candidature"
            work.put(Attachment(work.new_id(Attachment), dossier.id, "d.pdf", kind, kept, 4))
    file.close()


@pytest.fixture
def six(window: MainWindow, tmp_path: Path) -> MainWindow:
    """The window on six candidatures: one lacks a field, one is late, four are whole."""
    path = tmp_path / "Promotion 2023.euralens"
    fill(path)
    window.campaigns.open(path)
    return window


def shown(window: MainWindow) -> PreselectionPage:
    found = page(window, Section.PRESELECTION, PreselectionPage)
    assert isinstance(found, PreselectionPage)
    return found


def numbers(window: MainWindow, column: BoardColumn) -> list[str]:
    return [one.dossier.number[-2:] for one in stored(window, board).column(column)]


def at(found: PreselectionPage, column: BoardColumn, row: int = 0) -> ColumnView:
    """Put the keyboard on a row of a column, as a click does."""
    view = found.columns[list(BoardColumn).index(column)].view
    view.setFocus()
    view.setCurrentIndex(view.listed.index(row))
    return view


def texts(parent: QWidget) -> str:
    labels = [label for label in parent.findChildren(QLabel) if label.isVisible()]
    return "\n".join(label.text() for label in labels).translate(SPACES)


def failure(window: MainWindow) -> str:
    """Return the refusal that is told at the top of the page."""
    return window.messages.banners["failure"].accessibleName().translate(SPACES)


def test_the_board_opens_with_the_keyboard_on_its_first_candidature(six: MainWindow) -> None:
    found = shown(six)
    assert [len(column.view.listed.items) for column in found.columns] == [2, 4, 0, 0]
    assert focused(six) is found.columns[0].view
    assert found.current is not None
    assert found.current.dossier.title == "Projet 1"
    assert "– Localisation" in texts(found.detail)
    assert found.count.text() == "0 candidat pour une dizaine".translate(SPACES)


def test_digits_move_and_go_on_with_the_next_one(six: MainWindow, qtbot: QtBot) -> None:
    found = shown(six)
    view = at(found, BoardColumn.ADMISSIBLE)
    qtbot.keyClick(view, Qt.Key.Key_3)
    qtbot.keyClick(view, Qt.Key.Key_3)
    assert numbers(six, BoardColumn.CANDIDATE) == ["03", "04"]
    assert found.count.text() == "2 candidats pour une dizaine"
    assert focused(six) is view
    assert found.current is not None
    assert found.current.dossier.number == "2023-05"
    assert "énergie 1" in found.counts.accessibleName()
    assert [d.number for d in stored(six, dossiers_by_number)] == ["2023-03", "2023-04"]
    six.context.desk.undo()
    assert numbers(six, BoardColumn.CANDIDATE) == ["03"]


def test_ctrl_and_an_arrow_carry_it_and_arrows_alone_walk(six: MainWindow, qtbot: QtBot) -> None:
    found = shown(six)
    qtbot.keyClick(at(found, BoardColumn.ADMISSIBLE, 1), Qt.Key.Key_Right, CTRL)
    candidates = found.columns[2].view
    assert focused(six) is candidates
    assert candidates.current is not None
    assert candidates.current.dossier.title == "Projet 4"
    qtbot.keyClick(candidates, Qt.Key.Key_Left)
    assert focused(six) is found.columns[1].view
    qtbot.keyClick(found.columns[1].view, Qt.Key.Key_Right)
    qtbot.keyClick(candidates, Qt.Key.Key_Right)
    assert focused(six) is candidates
    qtbot.keyClick(candidates, Qt.Key.Key_Left, CTRL)
    assert numbers(six, BoardColumn.ADMISSIBLE) == ["03", "04", "05", "06"]


def test_what_lacks_something_may_be_admitted_by_a_person(six: MainWindow, qtbot: QtBot) -> None:
    found = shown(six)
    qtbot.keyClick(at(found, BoardColumn.TO_COMPLETE), Qt.Key.Key_2)
    qtbot.keyClick(at(found, BoardColumn.TO_COMPLETE), Qt.Key.Key_2)
    assert numbers(six, BoardColumn.TO_COMPLETE) == []
    assert numbers(six, BoardColumn.ADMISSIBLE)[:2] == ["01", "02"]
    qtbot.keyClick(at(found, BoardColumn.ADMISSIBLE), Qt.Key.Key_1)
    assert numbers(six, BoardColumn.TO_COMPLETE) == ["01"]


def test_leaving_out_asks_in_place_and_keeps_the_draft(six: MainWindow, qtbot: QtBot) -> None:
    found = shown(six)
    qtbot.keyClick(at(found, BoardColumn.ADMISSIBLE), Qt.Key.Key_4)
    assert focused(six) is found.detail.needs
    qtbot.keyClicks(found.detail.needs, "un local")
    qtbot.keyClick(found.detail.needs, Qt.Key.Key_Tab)
    assert stored(six, lambda f: f.get(Preselection, 3)) == Preselection(3, needs="un local")
    assert focused(six) is found.detail.alternatives
    click(qtbot, found.detail, "Ne pas présélectionner")
    assert numbers(six, BoardColumn.NOT_SHORTLISTED) == []
    assert "Écrivez d’abord les besoins et les alternatives" in failure(six)
    assert focused(six) is found.detail.alternatives
    qtbot.keyClicks(found.detail.alternatives, "le fonds")
    click(qtbot, found.detail, "Ne pas présélectionner")
    assert numbers(six, BoardColumn.NOT_SHORTLISTED) == ["03"]
    assert "failure" not in six.messages.banners
    kept = stored(six, lambda f: f.get(Preselection, 3))
    assert kept is not None
    assert (kept.stage, kept.needs, kept.alternatives) == (
        Stage.NOT_SHORTLISTED,
        "un local",
        "le fonds",
    )


@pytest.mark.parametrize("with_keys", [False, True])
def test_the_keyboard_stays_on_the_board_once_it_is_left_out(
    six: MainWindow, qtbot: QtBot, with_keys: bool
) -> None:
    found = shown(six)
    qtbot.keyClick(at(found, BoardColumn.ADMISSIBLE), Qt.Key.Key_4)
    assert [hint.does for hint in found.key_hints()] == ["valider"]
    qtbot.keyClicks(found.detail.needs, "un local")
    qtbot.keyClick(found.detail.needs, Qt.Key.Key_Tab)
    qtbot.keyClicks(found.detail.alternatives, "le fonds")
    if with_keys:
        qtbot.keyClick(found.detail.alternatives, Qt.Key.Key_Return, CTRL)
    else:
        qtbot.keyClick(found.detail.alternatives, Qt.Key.Key_Tab)
        button = named(found.detail, QAbstractButton, "Ne pas présélectionner")
        assert focused(six) is button
        qtbot.keyClick(button, Qt.Key.Key_Return)
    assert numbers(six, BoardColumn.NOT_SHORTLISTED) == ["03"]
    assert focused(six) is found.columns[1].view
    assert found.current is not None
    assert found.current.dossier.number == "2023-04"
    assert len(found.key_hints()) > 1


def test_ctrl_enter_says_what_lacks_and_declares_inadmissible(
    six: MainWindow, qtbot: QtBot
) -> None:
    found = shown(six)
    qtbot.keyClick(at(found, BoardColumn.ADMISSIBLE), Qt.Key.Key_4)
    qtbot.keyClicks(found.detail.needs, "un local")
    qtbot.keyClick(found.detail.needs, Qt.Key.Key_Return, CTRL)
    assert numbers(six, BoardColumn.NOT_SHORTLISTED) == []
    assert focused(six) is found.detail.alternatives
    at(found, BoardColumn.ADMISSIBLE, 1)
    click(qtbot, found.detail, "Irrecevable")
    qtbot.keyClicks(found.detail.reason, "Trop tard")
    qtbot.keyClick(found.detail.reason, Qt.Key.Key_Return, CTRL)
    assert numbers(six, BoardColumn.TO_COMPLETE) == ["01", "02", "04"]
    assert focused(six) is found.columns[1].view
    assert found.current is not None
    assert found.current.dossier.number == "2023-05"


def test_a_button_that_disappears_hands_the_keyboard_to_the_board(
    six: MainWindow, qtbot: QtBot
) -> None:
    found = shown(six)
    day = date(2023, 6, 20)
    six.context.desk.do(lambda file: record_request(file, 1, day, day))
    at(found, BoardColumn.TO_COMPLETE)
    button = named(found.detail, QAbstractButton, "Elle n’est pas partie")
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert focused(six) is found.columns[0].view


def test_the_board_fits_a_narrow_screen_in_larger_text(six: MainWindow) -> None:
    six.context.look.set_text_percent(130)
    shown(six)
    six.resize(1366, 900)
    assert six.width() == 1366
    assert six.minimumSizeHint().width() <= 1366


def test_a_written_answer_lets_a_digit_leave_it_out_at_once(six: MainWindow, qtbot: QtBot) -> None:
    found = shown(six)
    qtbot.keyClick(at(found, BoardColumn.ADMISSIBLE), Qt.Key.Key_4)
    found.detail.needs.setPlainText("un local")
    found.detail.alternatives.setPlainText("le fonds")
    qtbot.keyClick(found.detail.alternatives, Qt.Key.Key_Escape)
    assert focused(six) is found.columns[1].view
    qtbot.keyClick(found.columns[1].view, Qt.Key.Key_4)
    assert numbers(six, BoardColumn.NOT_SHORTLISTED) == ["03"]


def test_inadmissible_asks_why(six: MainWindow, qtbot: QtBot) -> None:
    found = shown(six)
    at(found, BoardColumn.TO_COMPLETE, 1)
    click(qtbot, found.detail, "Irrecevable")
    assert focused(six) is found.detail.reason
    click(qtbot, found.detail, "Déclarer irrecevable")
    assert "Indiquez pourquoi" in failure(six)
    assert focused(six) is found.detail.reason
    qtbot.keyClicks(found.detail.reason, "Trop tard")
    click(qtbot, found.detail, "Déclarer irrecevable")
    kept = stored(six, lambda f: f.get(Preselection, 2))
    assert kept is not None
    assert (kept.stage, kept.reason) == (Stage.INADMISSIBLE, "Trop tard")
    assert numbers(six, BoardColumn.TO_COMPLETE) == ["01", "02"]


def test_the_request_is_copied_then_dated(six: MainWindow, qtbot: QtBot) -> None:
    found = shown(six)
    click(qtbot, found.detail, "Demander")
    dialog = found.findChild(RequestDialog)
    assert dialog is not None
    text = named(dialog, QPlainTextEdit, "Message").toPlainText().translate(SPACES)
    assert "Votre candidature 2023-01, Projet 1 : compléments attendus" in text
    assert "  – Localisation" in text
    click(qtbot, dialog, "Copier")
    assert QGuiApplication.clipboard().text().translate(SPACES) == text
    assert dialog.isVisible()
    click(qtbot, dialog, "Elle est envoyée")
    kept = stored(six, lambda f: f.get(Preselection, 1))
    today = six.context.services.now().date()
    assert kept is not None
    assert kept.requested_on == today
    assert kept.due_on is not None
    assert (kept.due_on - today).days == 15
    assert "à rendre pour le" in texts(found.detail)
    click(qtbot, found.detail, "Elle n’est pas partie")
    assert stored(six, lambda f: f.find(Preselection)) == ()


def test_what_is_required_is_chosen_for_the_campaign(six: MainWindow, qtbot: QtBot) -> None:
    found = shown(six)
    action = next(a for a in found.page_actions if a.text().startswith("Contenu attendu"))
    action.trigger()
    (dialog,) = found.findChildren(RequirementsDialog)
    named(dialog, QCheckBox, "Localisation").click()
    named(dialog, QCheckBox, "Besoins").click()
    dialog.pieces.setPlainText("Statuts")
    click(qtbot, dialog, "Appliquer")
    kept = stored(six, lambda file: board(file).campaign.requirements)
    assert "location" not in kept.fields
    assert "needs" in kept.fields
    assert kept.pieces == ("Statuts",)
    assert len(numbers(six, BoardColumn.TO_COMPLETE)) == 6
    six.context.desk.undo()
    assert len(numbers(six, BoardColumn.TO_COMPLETE)) == 2


def test_a_drop_moves_as_a_key_does(six: MainWindow) -> None:
    found = shown(six)
    source, target = found.columns[1].view, found.columns[2].view
    data = source.listed.mimeData([source.listed.index(2)])
    none = Qt.MouseButton.NoButton
    target.dropEvent(
        QDropEvent(
            QPointF(5, 5), Qt.DropAction.MoveAction, data, none, Qt.KeyboardModifier.NoModifier
        )
    )
    assert numbers(six, BoardColumn.CANDIDATE) == ["05"]
    assert focused(six) is target


def test_search_and_choices_narrow_the_board_and_counts_stay(six: MainWindow, qtbot: QtBot) -> None:
    found = shown(six)
    assert found.focus_search()
    qtbot.keyClicks(found.search, "ville 5")
    assert [len(column.view.listed.items) for column in found.columns] == [0, 1, 0, 0]
    assert found.columns[1].count.text() == "4"
    qtbot.keyClick(found.search, Qt.Key.Key_Down)
    assert focused(six) is found.columns[1].view
    found.search.clear()
    found.theme.picked.emit("emploi")
    assert [len(column.view.listed.items) for column in found.columns] == [0, 3, 0, 0]


def test_a_candidate_on_an_agenda_does_not_go_back(six: MainWindow, qtbot: QtBot) -> None:
    found = shown(six)
    qtbot.keyClick(at(found, BoardColumn.ADMISSIBLE), Qt.Key.Key_3)
    day = date(2023, 11, 8)
    six.context.desk.do(lambda file: prepare_meeting(file, 1, MeetingDetails(day)))
    qtbot.keyClick(at(found, BoardColumn.CANDIDATE), Qt.Key.Key_2)
    assert numbers(six, BoardColumn.CANDIDATE) == ["03"]
    assert "Projet 3 reste candidat : il est à l’ordre du jour" in failure(six)


def test_the_board_is_reached_from_the_list_and_the_promotion(
    six: MainWindow, qtbot: QtBot
) -> None:
    six.go(Section.DOSSIERS)
    click(qtbot, six, "Présélection")
    went = [six.stack.section]
    click(qtbot, shown(six).detail, "Ouvrir la fiche")
    went.append(six.stack.section)
    promotion = page(six, Section.PROMOTION, PromotionPage)
    assert isinstance(promotion, PromotionPage)
    promotion.stepper.panel(1).click()
    went.append(six.stack.section)
    assert went == [Section.PRESELECTION, Section.DOSSIERS, Section.PRESELECTION]


def test_the_sample_has_eight_candidates_and_nothing_to_decide(sample: MainWindow) -> None:
    found = shown(sample)
    assert found.count.text() == "8 candidats pour une dizaine"
    assert found.fact() == ""


def test_an_empty_campaign_leads_to_the_import(empty: MainWindow, qtbot: QtBot) -> None:
    shown(empty)
    qtbot.keyClick(focused(empty), Qt.Key.Key_Space)
    assert empty.stack.section is Section.IMPORT
