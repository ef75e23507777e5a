"""The dashboard: what is missing leads where it is put right; a reminder is copied."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from driving import SPACES, click, focused, named, page
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QPlainTextEdit
from pytestqt.qtbot import QtBot

from euralens_desk.domain.campaign import Campaign
from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.meeting import Meeting
from euralens_desk.domain.messages import message
from euralens_desk.ui.dialogs.reminder import ReminderDialog
from euralens_desk.ui.main_window import MainWindow
from euralens_desk.ui.pages import promotion_words as words
from euralens_desk.ui.pages.promotion import PromotionPage
from euralens_desk.ui.sections import Section
from euralens_desk.usecases.changes import JournalEntry
from euralens_desk.usecases.dossiers import edit_dossier
from euralens_desk.usecases.lookup import dossiers_by_number
from euralens_desk.usecases.meetings import MeetingDetails, prepare_meeting
from euralens_desk.usecases.overview import Overview, PlannedMeeting


def shown(window: MainWindow) -> PromotionPage:
    found = page(window, Section.PROMOTION, PromotionPage)
    assert isinstance(found, PromotionPage)
    return found


def texts(found: PromotionPage) -> str:
    labels = [label for label in found.findChildren(QLabel) if label.isVisible()]
    return "\n".join(label.text() for label in labels).translate(SPACES)


def test_a_campaign_opens_on_its_dashboard(sample: MainWindow) -> None:
    assert sample.stack.section is Section.PROMOTION
    found = shown(sample)
    assert "étape 5 sur 6" in texts(found)
    assert "15 experts ont laissé des réponses en blanc" in texts(found)
    assert "38 réponses en blanc : Alix Aubépin" in texts(found)
    steps = [found.stepper.panel(place).accessibleDescription() for place in (4, 5)]
    assert "8 décisions à enregistrer" in steps[0]
    assert "4 à faire, 1 fait" in steps[1] and "faits" not in steps[1]
    assert "3 sur 18" in texts(found)
    assert "8 décisions du Pôle métropolitain à enregistrer" in texts(found)
    assert "Aucune séance à venir. La dernière s’est tenue le 8 novembre 2022." in texts(found)
    assert "4 engagements sont en retard" in texts(found)
    assert found.fact() == "8 points manquent"


def test_the_rail_says_how_many_experts_are_done(sample: MainWindow) -> None:
    names = [b.accessibleName() for b in sample.rail.findChildren(QAbstractButton)]
    assert any("3/18" in name for name in names), names
    assert any(name.startswith("Dossiers") and "8" in name for name in names)


def test_enter_prepares_the_reminder_and_copies_it(sample: MainWindow, qtbot: QtBot) -> None:
    found = shown(sample)
    assert focused(sample).accessibleName().startswith("Préparer le rappel")
    qtbot.keyClick(focused(sample), Qt.Key.Key_Return)
    dialog = found.findChild(ReminderDialog)
    assert dialog is not None
    whole = named(dialog, QPlainTextEdit, "Message").toPlainText().translate(SPACES)
    assert "Alix Aubépin :\n  – 2022-05 Le bâtiment" in whole
    assert "Bérénice Charmille" in whole
    named(dialog, QComboBox, "À qui").setCurrentIndex(1)
    one = dialog.text.toPlainText()
    assert "Alix Aubépin" in one
    assert "Bérénice Charmille" not in one
    click(qtbot, dialog, "Copier")
    assert QGuiApplication.clipboard().text() == one
    assert not dialog.isVisible()
    assert focused(sample).accessibleName().startswith("Préparer le rappel")


def test_what_is_missing_leads_to_its_page(sample: MainWindow, qtbot: QtBot) -> None:
    found = shown(sample)
    click(qtbot, found, "Voir, La forêt urbaine de Lens")
    assert sample.stack.section is Section.DOSSIERS
    sample.go(Section.PROMOTION)
    click(qtbot, found, "Montrer 3 de plus")
    assert "Le Garage solidaire de l’AFEJI : pièces attendues" in texts(found)


@pytest.mark.parametrize(
    ("place", "section"),
    [(0, Section.DOSSIERS), (3, Section.SCORING), (5, Section.FOLLOW_UP)],
)
def test_a_step_opens_its_page(sample: MainWindow, place: int, section: Section) -> None:
    shown(sample).stepper.panel(place).click()
    assert sample.stack.section is section


def test_links_lead_to_the_list_and_the_journal(sample: MainWindow, qtbot: QtBot) -> None:
    found = shown(sample)
    went = []
    for link in ("Voir la liste", "Journal"):
        sample.go(Section.PROMOTION)
        click(qtbot, found, link)
        went.append(sample.stack.section)
    assert went == [Section.DOSSIERS, Section.JOURNAL]


def test_a_meeting_to_come_is_announced(sample: MainWindow) -> None:
    found = shown(sample)
    day = sample.context.services.now().date() + timedelta(days=7)
    sample.context.desk.do(lambda file: prepare_meeting(file, 1, MeetingDetails(day, place="Lens")))
    told = texts(found)
    assert "prochaine séance dans 7 jours" in told
    assert "Lens · 8 dossiers" in told
    assert "Séance du" in told.split("Dernières actions")[1]


def test_a_long_title_stays_within_the_page(sample: MainWindow) -> None:
    found = shown(sample)
    long = "Très long titre de dossier " * 5

    sample.context.desk.do(
        lambda file: edit_dossier(file, dossiers_by_number(file)[1].id, "title", long.strip())
    )
    assert found.missing.width() < found.width()
    assert long.strip() in texts(found)


def test_a_new_campaign_says_where_to_begin(empty: MainWindow, qtbot: QtBot) -> None:
    found = shown(empty)
    told = texts(found)
    assert "Par où commencer" in told
    assert "étape 1 sur 6" in told
    assert "La notation n’est pas ouverte" in told
    qtbot.keyClick(focused(empty), Qt.Key.Key_Return)
    went = [empty.stack.section]
    empty.go(Section.PROMOTION)
    click(qtbot, found, "Nommer les membres")
    assert [*went, empty.stack.section] == [Section.IMPORT, Section.PEOPLE]


def overview_of(*coming: PlannedMeeting) -> Overview:
    return Overview(Campaign("Promotion 2022", 2022), (), (), (), coming, None, (), {}, 0)


def test_nothing_missing_names_the_next_date() -> None:
    assert words.nothing_missing(overview_of()) == "Rien ne manque à ce jour."
    planned = PlannedMeeting(Meeting(1, 1, "a", date(2022, 12, 8)), "Comité", 8)
    told = words.nothing_missing(overview_of(planned)).translate(SPACES)
    assert told == "Rien ne manque à ce jour. Prochaine échéance : 8 décembre 2022."


@pytest.mark.parametrize(
    ("days", "told"), [(-1, "aujourd’hui"), (0, "aujourd’hui"), (1, "demain"), (7, "dans 7 jours")]
)
def test_how_far_a_day_is(days: int, told: str) -> None:
    today = date(2022, 12, 1)
    assert words.days_to(today + timedelta(days=days), today).translate(SPACES) == told


def test_when_something_was_done() -> None:
    now = datetime(2022, 12, 2, 0, 30, tzinfo=timezone(timedelta(hours=1)))
    at = datetime(2022, 12, 1, 23, 20, tzinfo=UTC)
    assert words.when(at, now).translate(SPACES) == "0 h 20"
    assert words.when(at - timedelta(hours=1), now) == "hier"
    assert words.when(at - timedelta(days=3), now) == "29/11/2022"


def test_an_action_taken_back_or_erased_is_told() -> None:
    at = datetime(2022, 12, 2, tzinfo=UTC)
    undone = JournalEntry(2, at, "a", "b", message("committees and grids"), undoes=1)
    assert words.action_words(undone).translate(SPACES).startswith("Annulé : ")
    assert words.action_words(JournalEntry(3, at, "a", "b", None)) == "(détail effacé)"


def test_many_titles_are_cut_short() -> None:
    held = [Dossier(n, f"u{n}", f"{n}", f"Projet {n}") for n in range(1, 41)]
    assert words.titles(held) == "Projet 1, Projet 2, Projet 3, Projet 4 et 36 autres"
    assert words.titles(held[:2]) == "Projet 1, Projet 2"
