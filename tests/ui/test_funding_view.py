"""The watch list, and the findings of the technical committee, by keys and clicks."""

from __future__ import annotations

from driving import SPACES, click, focused, named, page, stored
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from euralens_desk.domain.feasibility import Finding, MissingElement
from euralens_desk.domain.funding import FundingFit, FundingLead
from euralens_desk.domain.meeting import Meeting
from euralens_desk.ui.dialogs.go_to import GoToDialog
from euralens_desk.ui.main_window import MainWindow
from euralens_desk.ui.pages.dossiers.page import DossiersPage
from euralens_desk.ui.pages.funding.dialog import FitDialog, LeadDialog
from euralens_desk.ui.pages.meetings import MeetingsPage
from euralens_desk.ui.pages.meetings.hub import View
from euralens_desk.ui.panels.feasibility import FeasibilityPanel
from euralens_desk.ui.sections import Section
from euralens_desk.ui.state.meetings import LeadSpot, Spot
from euralens_desk.ui.widgets import SavedChoice, SavedParagraph


def texts(parent: QWidget) -> str:
    QApplication.processEvents()  # what was just made is laid out
    labels = [label for label in parent.findChildren(QLabel) if label.isVisible()]
    return "\n".join(label.text() for label in labels).translate(SPACES)


def shown(window: MainWindow, lead_id: int | None = None) -> MeetingsPage:
    window.go(Section.MEETINGS, LeadSpot(lead_id))
    found = page(window, Section.MEETINGS, MeetingsPage)
    assert isinstance(found, MeetingsPage)
    found.hub.show_view(View.FUNDING)
    return found


def test_the_list_comes_by_deadline_and_tells_the_expired_ones(sample: MainWindow) -> None:
    view = shown(sample, 1).hub.funding
    lines = view.pane.view.lines.items
    assert [line.title for line in lines][:2] == ["ADEME", "Département du Pas-de-Calais"]
    assert lines[0].state == "Échu le 15/10/2022"
    assert "Désimperméabilisation et nature en ville" in texts(view.detail)
    assert "Noues et parc linéaire du quartier." in texts(view.detail)


def test_a_lead_is_added_linked_edited_and_taken_away(sample: MainWindow, qtbot: QtBot) -> None:
    view = shown(sample).hub.funding
    click(qtbot, view, "Nouveau dispositif")
    dialog = sample.findChild(LeadDialog)
    assert dialog is not None
    dialog.verb.click()
    assert dialog.problem.isVisible()
    qtbot.keyClicks(dialog.funder, "Departement")
    qtbot.keyClicks(dialog.scheme, "Aide aux communes")
    qtbot.keyClick(dialog.scheme, Qt.Key.Key_Return)
    view.pane.select(6)
    qtbot.keyClick(view.pane.view, Qt.Key.Key_Space)
    fit = sample.findChild(FitDialog)
    assert fit is not None
    qtbot.keyClicks(fit.why, "Ecole du quartier")
    fit.verb.click()
    assert stored(sample, lambda f: f.get(FundingFit, 6, 1)) == FundingFit(
        6, 1, "Ecole du quartier"
    )
    assert "Ecole du quartier" in texts(view.detail)
    view.pane.select(6)
    qtbot.keyClick(view.pane.view, Qt.Key.Key_Delete)
    assert stored(sample, lambda f: f.get(FundingLead, 6)) is None
    sample.context.desk.undo()
    assert stored(sample, lambda f: f.get(FundingFit, 6, 1)) is not None


def test_a_lead_noted_twice_is_joined_by_a_person(sample: MainWindow, qtbot: QtBot) -> None:
    view = shown(sample).hub.funding
    view.add()
    dialog = sample.findChild(LeadDialog)
    assert dialog is not None
    dialog.funder.setText("ademe")
    dialog.scheme.setText("FONDS CHALEUR")
    dialog.verb.click()
    view.pane.select(5)
    assert "noté deux fois" in texts(view.detail)
    click(qtbot, view.detail, "Réunir")
    assert len(stored(sample, lambda f: f.find(FundingLead))) == 5


def test_filters_and_search_narrow_the_list(sample: MainWindow, qtbot: QtBot) -> None:
    view = shown(sample).hub.funding
    click(qtbot, view, "Sans échéance 1")
    assert [line.title for line in view.pane.view.lines.items] == ["État"]
    view.pane.remove_filters()
    qtbot.keyClicks(view.pane.search, "ecocite")
    assert len(view.pane.view.lines.items) == 2
    qtbot.keyClick(view.pane.search, Qt.Key.Key_Down)
    assert focused(sample) is view.pane.view


def test_go_to_leads_to_a_lead_and_to_the_list(sample: MainWindow, qtbot: QtBot) -> None:
    sample.ask_where()
    dialog = sample.findChild(GoToDialog)
    assert dialog is not None
    qtbot.keyClicks(dialog.field, "banque des territoires")
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    found = page(sample, Section.MEETINGS, MeetingsPage)
    assert isinstance(found, MeetingsPage)
    current = found.hub.funding.current
    assert current is not None
    assert current.lead.funder == "Banque des territoires"


def test_findings_missing_elements_and_leads_stand_under_the_opinion(
    sample: MainWindow, qtbot: QtBot
) -> None:
    found = shown(sample)
    found.hub.show_view(View.OPINIONS)
    found.hub.opinions.table.select(7)
    panel = found.hub.opinions.feasibility
    field = named(panel, SavedParagraph, "2.1 ")
    assert field.text() == "Plan de financement absent du dossier."
    other = named(panel, SavedParagraph, "2.2 ")
    qtbot.keyClicks(other, "Gouvernance non dite")
    qtbot.keyClick(other, Qt.Key.Key_Return)
    kept = stored(sample, lambda f: f.find(Finding, dossier_id=7, criterion="B2"))
    assert [finding.text for finding in kept] == ["Gouvernance non dite"]
    qtbot.keyClicks(panel.new, "Sondage de sol")
    qtbot.keyClick(panel.new, Qt.Key.Key_Return)
    names = [e.text for e in stored(sample, lambda f: f.find(MissingElement, dossier_id=7))]
    assert names == ["Plan de financement", "Désignation de l’aménageur", "Sondage de sol"]
    assert panel.new.text() == ""
    assert "Agence de l’eau Artois-Picardie" in texts(panel)
    named(panel, QCheckBox, "Plan de financement").click()
    element = stored(sample, lambda f: f.get(MissingElement, 2))
    assert element is not None
    assert element.received_on is not None
    assert "Agence de l’eau Artois-Picardie" in texts(panel)
    found.hub.opinions.table.select(1)
    assert named(panel, SavedParagraph, "2.2 ").text() == ""


def shown_findings(window: MainWindow, dossier: int) -> FeasibilityPanel:
    found = shown(window)
    found.hub.show_view(View.OPINIONS)
    found.hub.opinions.table.select(dossier)
    return found.hub.opinions.feasibility


def level(window: MainWindow, dossier: int, criterion: str) -> int | None:
    (kept,) = stored(window, lambda f: f.find(Finding, dossier_id=dossier, criterion=criterion))
    return kept.level


def test_a_score_is_given_by_its_digit_and_tab_goes_on(sample: MainWindow, qtbot: QtBot) -> None:
    panel = shown_findings(sample, 1)
    field = named(panel, SavedParagraph, "2.1 ")
    field.setFocus()
    qtbot.keyClicks(field, "Plan vote")
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    score = focused(sample)
    assert isinstance(score, SavedChoice)
    qtbot.keyClicks(score, "1")
    assert (score.currentText(), level(sample, 1, "B1")) == ("1 Faible", 1)
    assert not score.view().isVisible()
    qtbot.keyClicks(score, "'")  # the key of 4 on a French keyboard
    assert (score.currentText(), level(sample, 1, "B1")) == ("4 Excellent", 4)
    qtbot.keyClicks(score, "9")
    assert level(sample, 1, "B1") == 4
    qtbot.keyClick(score, Qt.Key.Key_Tab)
    assert focused(sample).accessibleName().startswith("2.2 ")


def test_a_score_is_given_by_its_digit_in_the_open_list(sample: MainWindow, qtbot: QtBot) -> None:
    panel = shown_findings(sample, 7)
    score = named(panel, SavedChoice, "Note de 2.1")
    score.setFocus()
    qtbot.keyClick(score, Qt.Key.Key_Down)
    assert score.view().isVisible()
    qtbot.keyClicks(score.view(), "4")
    assert (score.currentText(), level(sample, 7, "B1")) == ("4 Excellent", 4)
    assert not score.view().isVisible()
    qtbot.keyClicks(score, "s")
    assert score.view().isVisible()
    assert score.view().currentIndex().data() == "sans note"


def test_a_finding_wraps_in_a_field_that_grows(sample: MainWindow, qtbot: QtBot) -> None:
    panel = shown_findings(sample, 1)
    field = named(panel, SavedParagraph, "2.2 ")
    before = field.height()
    QApplication.clipboard().setText("Gouvernance partagée\navec les habitants. " * 4)
    field.setFocus()
    field.paste()
    assert "\n" not in field.text()
    assert field.height() > before
    qtbot.waitUntil(lambda: field.verticalScrollBar().maximum() == 0)
    assert field.width() == panel.width()


def test_a_missing_element_is_ticked_by_its_words_too(sample: MainWindow, qtbot: QtBot) -> None:
    panel = shown_findings(sample, 7)
    words = [label for label in panel.findChildren(QLabel) if label.text() == "Plan de financement"]
    qtbot.mouseClick(words[0], Qt.MouseButton.LeftButton)
    element = stored(sample, lambda f: f.get(MissingElement, 2))
    assert element is not None
    assert element.received_on is not None


def test_the_dossier_tells_findings_and_leads_and_leads_to_the_list(
    sample: MainWindow, qtbot: QtBot
) -> None:
    sample.go(Section.DOSSIERS, 7)
    found = page(sample, Section.DOSSIERS, DossiersPage)
    assert isinstance(found, DossiersPage)
    found.list.select(7)
    found.sheet.tabs.setCurrentIndex(2)
    told = texts(found.sheet.opinions)
    assert "2.1 Financement et engagement des partenaires : Plan de financement absent" in told
    assert "Attendus : Plan de financement" in told
    assert "Département du Pas-de-Calais" in told
    click(qtbot, found.sheet.opinions, "Voir les dispositifs")
    assert sample.stack.section is Section.MEETINGS


def test_the_room_recalls_the_funders_with_the_earlier_opinion(sample: MainWindow) -> None:
    sample.go(Section.MEETINGS, Spot(stored(sample, lambda f: f.find(Meeting))[0].id, 7))
    told = texts(page(sample, Section.MEETINGS))
    assert "Pistes : Département du Pas-de-Calais, Agence de l’eau Artois-Picardie." in told
