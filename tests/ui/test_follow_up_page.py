"""The follow-up by keys and clicks: done, edited, proposed, accompaniment, messages due."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from driving import SPACES, click, focused, named, page, stored
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QLineEdit
from pytestqt.qtbot import QtBot

from euralens_desk.composition import new_campaign
from euralens_desk.domain.campaign import Campaign
from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.follow_up import Commitment, Letter, SupportPlan
from euralens_desk.domain.meeting import Act, ActKind, Outcome
from euralens_desk.domain.messages import message
from euralens_desk.domain.preselection import Preselection, Stage
from euralens_desk.ui.main_window import MainWindow
from euralens_desk.ui.pages.follow_up import FollowUpPage
from euralens_desk.ui.pages.follow_up.dialogs import CommitmentDialog, PlanDialog, ProposedDialog
from euralens_desk.ui.sections import Section
from euralens_desk.ui.state.follow_up import View

DAY = date(2022, 12, 16)


def shown(window: MainWindow) -> FollowUpPage:
    found = page(window, Section.FOLLOW_UP, FollowUpPage)
    assert isinstance(found, FollowUpPage)
    return found


def titles(found: FollowUpPage) -> list[str]:
    return [line.title.translate(SPACES) for line in found.commitments.pane.view.lines.items]


@pytest.fixture
def decided(window: MainWindow, tmp_path: Path) -> MainWindow:
    """The window on three dossiers: one nominated, one that waits, one not shortlisted."""
    path = tmp_path / "Promotion 2023.euralens"
    file = new_campaign(path, Campaign("Promotion 2023", 2023), None)
    with file.change(message("dossiers")) as work:
        for n in (1, 2, 3):
            work.put(Dossier(n, f"d{n}", f"2023-0{n}", f"Projet {n}", project_leaders=("Ville",)))
            work.put(Preselection(n, Stage.CANDIDATE, DAY))
        work.put(
            Preselection(3, Stage.NOT_SHORTLISTED, DAY, needs="Une étude", alternatives="ADEME")
        )
        for kind in ActKind:
            work.put(Act(1, kind, Outcome.NOMINATED, DAY, "Prometteur."))
            work.put(Act(2, kind, Outcome.DEFERRED, DAY, "Montage à mûrir."))
    file.close()
    window.campaigns.open(path)
    return window


def test_the_list_opens_with_what_is_due_first(sample: MainWindow) -> None:
    found = shown(sample)
    assert titles(found)[0] == "Transmettre le plan de financement"
    assert focused(sample) is found.commitments.pane.view
    assert found.fact() == "13 lignes sur 13"
    assert found.commitments.pane.view.lines.items[0].state.startswith("En retard")


def test_space_marks_done_and_undo_takes_back(sample: MainWindow, qtbot: QtBot) -> None:
    view = shown(sample).commitments.pane.view
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert stored(sample, lambda f: f.get(Commitment, 4)).done_on is not None  # type: ignore[union-attr]
    sample.context.desk.undo()
    assert stored(sample, lambda f: f.get(Commitment, 4)).done_on is None  # type: ignore[union-attr]
    assert focused(sample) is view


def test_filters_and_search_keep_what_answers(sample: MainWindow, qtbot: QtBot) -> None:
    found = shown(sample)
    click(qtbot, found, "Faits 1")
    assert titles(found) == ["Faciliter la rencontre du projet avec les financeurs"]
    click(qtbot, found, "En retard 5")
    assert len(titles(found)) == 5
    qtbot.keyClicks(found.commitments.pane.search, "ecocite plan")
    assert titles(found) == ["Transmettre le plan de financement"]
    qtbot.keyClicks(found.commitments.pane.search, "zzz")
    click(qtbot, found, "Retirer le filtre")
    assert len(titles(found)) == 13
    assert focused(sample) is found.commitments.pane.view


def test_a_line_is_added_edited_and_taken_away_by_keys(decided: MainWindow, qtbot: QtBot) -> None:
    found = shown(decided)
    found.commitments.add()
    dialog = decided.findChild(CommitmentDialog)
    assert dialog is not None
    dialog.verb.click()
    assert dialog.problem.isVisible()
    assert (dialog.who.text(), dialog.towards.text()) == ("Ville", "Pôle Métropolitain de l’Artois")
    qtbot.keyClicks(dialog.what, "Revoir le budget")
    qtbot.keyClick(dialog.what, Qt.Key.Key_Return)
    assert titles(found) == ["Accompagnement : Projet 1", "Revoir le budget"]
    found.commitments.pane.select(1)
    qtbot.keyClick(found.commitments.pane.view, Qt.Key.Key_Return)
    again = [d for d in decided.findChildren(CommitmentDialog) if d.isVisible()][-1]
    again.what.setText("Préciser le budget et le calendrier")
    again.due.is_there.click()
    again.verb.click()
    kept = stored(decided, lambda f: f.get(Commitment, 1))
    assert kept is not None
    assert kept.what == "Préciser le budget et le calendrier"
    assert kept.due_on is not None
    found.commitments.pane.select(1)
    qtbot.keyClick(found.commitments.pane.view, Qt.Key.Key_Delete)
    assert stored(decided, lambda f: f.find(Commitment)) == ()


def test_proposed_lines_are_written_only_once_ticked(decided: MainWindow, qtbot: QtBot) -> None:
    found = shown(decided)
    click(qtbot, found, "Lignes proposées")
    dialog = decided.findChild(ProposedDialog)
    assert dialog is not None
    assert not any(tick.isChecked() for tick in dialog.findChildren(QCheckBox))
    dialog.verb.click()
    assert stored(decided, lambda f: f.find(Commitment)) == ()
    qtbot.keyClick(dialog.rows[0][0], Qt.Key.Key_Space)
    qtbot.keyClick(dialog.rows[2][0], Qt.Key.Key_Space)
    dialog.verb.click()
    lines = stored(decided, lambda f: f.find(Commitment))
    assert [line.what for line in lines] == [
        "Réunion de lancement de l’accompagnement",
        "Point d’étape à mi-parcours",
    ]
    assert lines[0].due_on == date(2023, 1, 15)


def test_an_accompaniment_is_written(decided: MainWindow, qtbot: QtBot) -> None:
    found = shown(decided)
    qtbot.keyClick(found.commitments.pane.view, Qt.Key.Key_Return)
    dialog = decided.findChild(PlanDialog)
    assert dialog is not None
    qtbot.keyClicks(dialog.referent, "Pilote du Label")
    qtbot.keyClicks(dialog.purpose, "Montage")
    dialog.verb.click()
    assert stored(decided, lambda f: f.get(SupportPlan, 1)) == SupportPlan(
        1, "Pilote du Label", None, "", "Montage"
    )


def test_a_message_due_is_copied_edited_and_said_sent(decided: MainWindow, qtbot: QtBot) -> None:
    decided.go(Section.FOLLOW_UP, View.LETTERS)
    found = shown(decided)
    letters = found.letters
    assert [line.title for line in letters.pane.view.lines.items] == ["Projet 2", "Projet 3"]
    assert found.fact() == "2 messages à envoyer"
    assert "Montage à mûrir." in letters.text.toPlainText()
    click(qtbot, found, "Copier")
    assert "mise en attente" in QGuiApplication.clipboard().text()
    qtbot.keyClick(letters.pane.view, Qt.Key.Key_Return)
    assert focused(decided) is letters.text
    letters.text.setPlainText("Bonjour, à relire.")
    qtbot.keyClick(letters.text, Qt.Key.Key_Escape)
    qtbot.keyClick(letters.pane.view, Qt.Key.Key_Space)
    (kept,) = stored(decided, lambda f: f.find(Letter))
    assert (kept.text, kept.sent_on is not None) == ("Bonjour, à relire.", True)
    assert [line.title for line in letters.pane.view.lines.items] == ["Projet 3", "Projet 2"]
    letters.pane.select(letters.pane.view.lines.key(0))
    assert "Une étude" in letters.text.toPlainText()


def test_an_empty_campaign_says_why_there_is_nothing(empty: MainWindow) -> None:
    found = shown(empty)
    assert found.fact() == ""
    assert titles(found) == []
    empty.go(Section.FOLLOW_UP, View.LETTERS)
    assert found.fact() == "0 message à envoyer"


def test_read_only_closes_what_changes(sample_file: Path, window: MainWindow) -> None:
    window.context.desk.open(
        lambda: window.context.services.open_campaign(sample_file, read_only=True)
    )
    found = shown(window)
    for name in ("Fait aujourd’hui", "Modifier…", "Retirer", "Nouvelle ligne"):
        assert not named(found, type(found.commitments.detail.done), name).isEnabled()
    found.commitments.add()
    assert window.findChild(CommitmentDialog) is None
    assert found.findChildren(QLineEdit)


def test_the_proposed_text_keeps_its_unbreakable_spaces_and_is_not_an_edition(
    decided: MainWindow, qtbot: QtBot
) -> None:
    decided.go(Section.FOLLOW_UP, View.LETTERS)
    letters = shown(decided).letters
    letters.text.setFocus()
    qtbot.keyClick(letters.text, Qt.Key.Key_Escape)
    assert stored(decided, lambda f: f.find(Letter)) == ()
    assert letters.again.isHidden()
    letters.copy()
    assert "\u00a0:" in QGuiApplication.clipboard().text()
