"""The page of the dossiers: list, sheet, pieces; all of it by keyboard."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from driving import click, focused, named, page, stored
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from euralens_desk.domain.dossier import Attachment, Dossier
from euralens_desk.resources import resource
from euralens_desk.ui.actions import Act
from euralens_desk.ui.dossier_words import state_word
from euralens_desk.ui.main_window import MainWindow
from euralens_desk.ui.pages.dossiers.page import DossiersPage
from euralens_desk.ui.pages.dossiers.table_question import TableQuestion
from euralens_desk.ui.sections import Section
from euralens_desk.ui.viewer.piece_window import PieceWindow
from euralens_desk.ui.widgets import Chip, DistributionStrip, Note
from euralens_desk.usecases.dossier_file import dossier_files
from euralens_desk.usecases.dossiers import create_dossier
from euralens_desk.usecases.ports import CampaignFile

DATA = Path(__file__).parents[1] / "data"
WORKBOOK = DATA / "candidatures-2022.xlsx"
TECH3E = resource("samples", "pieces", "Dossier candidature Tech3E - Univ Artois.pdf")


@pytest.fixture
def dossiers(sample: MainWindow, qtbot: QtBot) -> DossiersPage:
    QApplication.processEvents()  # the window of the test before may still be closing
    sample.activateWindow()
    qtbot.waitUntil(sample.isActiveWindow)
    shown = page(sample, Section.DOSSIERS, DossiersPage)
    assert isinstance(shown, DossiersPage)
    return shown


def numbers(shown: DossiersPage) -> list[str]:
    return [file.dossier.number for file in shown.list.model.items]


def current(shown: DossiersPage) -> str:
    file = shown.list.current
    return file.dossier.number if file else ""


def said(shown: DossiersPage) -> str:
    """Return every text in sight in the sheet."""
    QApplication.processEvents()
    labels = [label for label in shown.sheet.findChildren(QLabel) if label.isVisible()]
    return " | ".join(label.text() for label in labels)


def dossier(window: MainWindow, number: str) -> Dossier:
    (found,) = stored(window, lambda file: file.find(Dossier, number=number))
    return found


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ecocite", ["2022-07"]),
        ("FORÊT urbaine", ["2022-02"]),
        ("loison sous", ["2022-07"]),
        ("multi activites", ["2022-05"]),
        ("solidaire afeji", ["2022-08"]),
        ("artois tech3e", ["2022-01"]),
    ],
)
def test_search_ignores_accents_case_hyphens_and_order(
    sample: MainWindow, dossiers: DossiersPage, typed: str, found: list[str]
) -> None:
    sample.menus.action(Act.SEARCH).trigger()
    field = focused(sample)
    assert isinstance(field, QLineEdit)
    field.setText(typed)
    assert numbers(dossiers) == found
    assert current(dossiers) == found[0]


def test_a_search_without_result_says_what_hides_the_dossiers(
    dossiers: DossiersPage, qtbot: QtBot
) -> None:
    click(qtbot, dossiers, "À vérifier 1")
    assert numbers(dossiers) == ["2022-01"]
    dossiers.list.search.setText("afeji")
    assert numbers(dossiers) == []
    assert "Aucun dossier pour" in named(dossiers.list, QLabel, "Aucun dossier").text()
    assert "À vérifier" in named(dossiers.list, QLabel, "Essayez").text()
    click(qtbot, dossiers, "Retirer le filtre")
    assert numbers(dossiers) == ["2022-08"]
    dossiers.list.search.setText("terrril")
    click(qtbot, dossiers, "Effacer la recherche")
    assert len(numbers(dossiers)) == 8


def test_ctrl_and_a_click_add_a_filter(dossiers: DossiersPage, qtbot: QtBot) -> None:
    click(qtbot, dossiers, "Réserve CT 2")
    assert numbers(dossiers) == ["2022-06", "2022-07"]
    chip = named(dossiers, QAbstractButton, "Complets 2")
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier)
    assert numbers(dossiers) == ["2022-03", "2022-05", "2022-06", "2022-07"]
    click(qtbot, dossiers, "Tous 8")
    assert len(numbers(dossiers)) == 8


def test_the_list_is_sorted_and_filtered_by_agglomeration(dossiers: DossiersPage) -> None:
    title = next(a for a in dossiers.list.order.menu.actions() if a.text() == "Titre")
    title.trigger()
    assert numbers(dossiers)[:2] == ["2022-07", "2022-04"]  # L’Écocité, La Cuisine
    assert current(dossiers) == "2022-01"
    cahc = next(a for a in dossiers.list.agglomeration.menu.actions() if a.text() == "CAHC")
    cahc.trigger()
    assert numbers(dossiers) == ["2022-06", "2022-08"]
    assert dossiers.list.told.text() == "2 dossiers sur 8"


def test_arrows_choose_enter_opens_escape_comes_back(
    sample: MainWindow, dossiers: DossiersPage, qtbot: QtBot
) -> None:
    view = dossiers.list.view
    assert focused(sample) is view
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert current(dossiers) == "2022-02"
    assert dossiers.sheet.head.title.text() == "La forêt urbaine de Lens"
    qtbot.keyClick(view, Qt.Key.Key_Return)
    inside = focused(sample)
    assert dossiers.sheet.body.isAncestorOf(inside)
    qtbot.keyClick(inside, Qt.Key.Key_Escape)
    assert focused(sample) is view


def test_space_puts_the_keyboard_in_the_piece(
    sample: MainWindow, dossiers: DossiersPage, qtbot: QtBot
) -> None:
    viewer = dossiers.sheet.preview.view
    qtbot.waitUntil(lambda: viewer.page == 1)
    qtbot.keyClick(dossiers.list.view, Qt.Key.Key_Space)
    assert focused(sample) is viewer.area
    qtbot.keyClick(viewer.area, Qt.Key.Key_PageDown)
    assert viewer.words.text() == "Page 2 sur 4"
    told = dossiers.sheet.preview.told.text()
    assert told == "PDF · 4 pages · empreinte vérifiée"
    qtbot.keyClick(viewer.area, Qt.Key.Key_Escape)
    assert focused(sample) is dossiers.list.view


def test_a_narrow_window_makes_the_preview_a_tab(
    sample: MainWindow, dossiers: DossiersPage, qtbot: QtBot
) -> None:
    sample.resize(1200, 760)
    tabs = dossiers.sheet.tabs
    qtbot.waitUntil(lambda: tabs.isTabVisible(6))
    qtbot.keyClick(dossiers.list.view, Qt.Key.Key_Space)
    assert tabs.tabText(tabs.currentIndex()) == "Aperçu"
    assert focused(sample) is dossiers.sheet.preview.view.area
    sample.resize(1440, 900)
    qtbot.waitUntil(lambda: not tabs.isTabVisible(6))
    assert tabs.currentIndex() == 0
    assert dossiers.sheet.preview.isVisible()


def test_a_field_is_edited_in_place_and_taken_back(
    sample: MainWindow, dossiers: DossiersPage, qtbot: QtBot
) -> None:
    click(qtbot, dossiers, "Modifier")
    title = focused(sample)
    assert isinstance(title, QLineEdit)
    assert title.selectedText() == "Tech3E"
    qtbot.keyClicks(title, "Tech3E bis")
    qtbot.keyClick(title, Qt.Key.Key_Tab)
    assert dossier(sample, "2022-01").title == "Tech3E bis"
    assert dossiers.list.model.items[0].dossier.title == "Tech3E bis"
    state = sample.context.desk.state
    assert state is not None
    assert str(state.undo) == "title changed: Tech3E, now Tech3E bis"
    sample.menus.action(Act.UNDO).trigger()
    assert dossier(sample, "2022-01").title == "Tech3E"
    assert title.text() == "Tech3E"


def test_a_list_and_a_date_are_typed_as_one_reads_them(
    sample: MainWindow, dossiers: DossiersPage, qtbot: QtBot
) -> None:
    click(qtbot, dossiers, "Modifier")
    themes = named(dossiers, QPlainTextEdit, "Thématiques")
    themes.setFocus()
    themes.setPlainText("Industrie\nFormation")
    qtbot.keyClick(themes, Qt.Key.Key_Tab)
    received = dossiers.sheet.fields.editing.editors["received_on"].editor
    received.setFocus()
    assert dossier(sample, "2022-01").themes == ("Industrie", "Formation")
    assert isinstance(received, QLineEdit)
    received.setText("bientôt")
    qtbot.keyClick(received, Qt.Key.Key_Return)
    assert "n’est pas une date" in said(dossiers)
    assert received.text() == "bientôt"
    received.setText("1er juin 2022")
    qtbot.keyClick(received, Qt.Key.Key_Escape)
    assert "reçu le 1er juin 2022" in dossiers.sheet.head.caption.text()
    assert "n’est pas une date" not in said(dossiers)
    assert "Industrie, Formation" in said(dossiers)


def test_what_is_typed_is_kept_when_another_page_is_shown(
    sample: MainWindow, dossiers: DossiersPage, qtbot: QtBot
) -> None:
    click(qtbot, dossiers, "Modifier")
    qtbot.keyClicks(focused(sample), "Autre titre")
    sample.go(Section.JOURNAL)
    assert dossier(sample, "2022-01").title == "Autre titre"


def test_a_dossier_is_created_by_keyboard_and_taken_back(
    sample: MainWindow, dossiers: DossiersPage, qtbot: QtBot
) -> None:
    new = next(a for a in dossiers.page_actions if a.shortcut().toString() == "Ctrl+N")
    new.trigger()
    assert current(dossiers) == "2022-09"
    title = focused(sample)
    assert isinstance(title, QLineEdit)
    assert title.selectedText() == "Dossier sans titre"
    qtbot.keyClicks(title, "La Halle")
    qtbot.keyClick(title, Qt.Key.Key_Escape)
    assert dossier(sample, "2022-09").title == "La Halle"
    assert "Aucun champ n’est rempli." in said(dossiers)
    sample.menus.action(Act.UNDO).trigger()
    sample.menus.action(Act.UNDO).trigger()
    assert len(numbers(dossiers)) == 8
    assert current(dossiers) == "2022-08"


def test_an_empty_campaign_offers_two_ways_in(empty: MainWindow, qtbot: QtBot) -> None:
    shown = page(empty, Section.DOSSIERS, DossiersPage)
    assert isinstance(shown, DossiersPage)
    assert focused(empty).accessibleName() == "Importer…"
    click(qtbot, shown, "Nouveau dossier")
    assert current(shown) == "2023-01"
    shown.sheet.fields.end()
    empty.menus.action(Act.UNDO).trigger()
    click(qtbot, shown, "Importer…")
    assert empty.stack.section is Section.IMPORT


def test_a_remark_of_the_source_is_dealt_with(
    sample: MainWindow, dossiers: DossiersPage, qtbot: QtBot
) -> None:
    assert "fin 2024 ou 2025" in said(dossiers)
    note = named(dossiers, Note, "Observation de la source")
    click(qtbot, note, "C’est traité")
    assert "fin 2024 ou 2025" not in said(dossiers)
    (first, *_) = stored(sample, dossier_files)
    assert first.remarks == ()
    click(qtbot, sample, "Annuler")
    assert "fin 2024 ou 2025" in said(dossiers)


def test_a_long_summary_is_unfolded(dossiers: DossiersPage, qtbot: QtBot) -> None:
    assert "petit FabLab" not in said(dossiers)
    click(qtbot, dossiers.sheet, "Lire la suite")
    assert "petit FabLab" in said(dossiers)


def test_a_piece_is_added_and_its_first_page_seen(
    sample: MainWindow, dossiers: DossiersPage, qtbot: QtBot, tmp_path: Path
) -> None:
    dossiers.create_dossier()
    dossiers.sheet.fields.end()
    copy = Path(shutil.copy(TECH3E, tmp_path / "pièce jointe.pdf"))
    drop = dossiers.sheet.preview.drop
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(copy))])
    copying = Qt.DropAction.CopyAction
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(drop, QDragEnterEvent(QPoint(5, 5), copying, data, left, none))
    QApplication.sendEvent(drop, QDropEvent(QPointF(5, 5), copying, data, left, none))
    viewer = dossiers.sheet.preview.view
    qtbot.waitUntil(lambda: viewer.words.text() == "Page 1 sur 4")
    assert dossiers.sheet.preview.name.accessibleName() == "pièce jointe.pdf"
    assert dossiers.sheet.tabs.tabText(1) == "Pièces 1"
    click(qtbot, sample, "Annuler")
    assert "Aucune pièce dans ce dossier." in said(dossiers)


def test_a_piece_that_can_t_be_read_changes_nothing(
    sample: MainWindow, dossiers: DossiersPage, tmp_path: Path
) -> None:
    dossiers.sheet.piece_actions.add([tmp_path / "absente.pdf"])
    assert "n’a pas pu être lue" in sample.messages.banners["failure"].accessibleName()
    assert len(stored(sample, lambda file: file.find(Attachment))) == 12


def test_an_awaited_piece_comes_and_a_piece_is_taken_out(
    sample: MainWindow, dossiers: DossiersPage, qtbot: QtBot
) -> None:
    dossiers.list.select(2)
    dossiers.sheet.tabs.setCurrentIndex(1)
    pieces = dossiers.sheet.pieces
    dossiers.sheet.enter()
    assert focused(sample) is pieces.view
    qtbot.keyClick(pieces.view, Qt.Key.Key_Down)
    assert pieces.current is not None
    assert not pieces.current.is_present
    assert "annoncée, pas reçue" in said(dossiers)
    assert pieces.replacing.text() == "Elle est arrivée…"
    qtbot.keyClick(pieces.view, Qt.Key.Key_Delete)
    assert dossiers.sheet.tabs.tabText(1) == "Pièces 1"
    assert focused(sample) is pieces.view
    sample.menus.action(Act.UNDO).trigger()
    assert dossiers.sheet.tabs.tabText(1) == "Pièces 2"


def test_a_piece_opens_beside_in_its_own_window(
    sample: MainWindow, dossiers: DossiersPage, qtbot: QtBot
) -> None:
    click(qtbot, dossiers.sheet.preview, "Ouvrir à côté")
    beside = sample.findChild(PieceWindow)
    assert beside is not None
    qtbot.waitUntil(lambda: beside.view.page == 1)
    qtbot.keyClick(beside, Qt.Key.Key_Escape)
    assert not beside.isVisible()


def test_tabs_are_walked_by_keyboard(
    sample: MainWindow, dossiers: DossiersPage, qtbot: QtBot
) -> None:
    tabs = dossiers.sheet.tabs
    dossiers.list.select(6)
    tabs.setFocus()
    seen = []
    for _step in range(5):
        qtbot.keyClick(tabs, Qt.Key.Key_Right)
        seen.append(tabs.tabText(tabs.currentIndex()))
    assert seen == ["Pièces 2", "Avis", "Notes", "Décision", "Historique"]
    following = next(a for a in dossiers.page_actions if a.shortcut().toString() == "Ctrl+Tab")
    following.trigger()
    assert tabs.currentIndex() == 0
    assert focused(sample) is tabs


def test_opinions_are_pooled_and_stand_side_by_side(dossiers: DossiersPage) -> None:
    dossiers.list.select(6)
    dossiers.sheet.tabs.setCurrentIndex(2)
    told = said(dossiers)
    assert named(dossiers.sheet.opinions, Chip, "Réservé").isVisible()
    assert "Équilibre économique" in told
    assert "64 bulletins" in told
    assert "18 fiches reçues sur 18" in told
    dossiers.sheet.tabs.setCurrentIndex(3)
    assert "18 fiches sur 18" in said(dossiers)
    drawn = dossiers.sheet.scores.findChildren(DistributionStrip)
    strips = [strip.accessibleName() for strip in drawn if strip.isVisible()]
    assert len(strips) == 13
    assert strips[0].startswith("1.1")
    assert "insuffisant" in strips[0]


def test_the_three_acts_and_the_history(dossiers: DossiersPage) -> None:
    dossiers.sheet.tabs.setCurrentIndex(4)
    told = said(dossiers)
    assert "Calendrier du bâtiment à transmettre." in told
    assert "Pas encore enregistrée." in told
    dossiers.sheet.tabs.setCurrentIndex(5)
    model = dossiers.sheet.history.model
    lines = [model.index(row, 3).data() for row in range(model.rowCount())]
    assert lines[:2] == ["Approbation", "Proposition"]
    assert not any("Écocité" in line for line in lines)


def test_a_dossier_is_withdrawn_shown_and_brought_back(
    sample: MainWindow, dossiers: DossiersPage, qtbot: QtBot
) -> None:
    withdraw = next(a for a in dossiers.page_actions if a.text() == "Retirer le dossier")
    withdraw.trigger()
    assert len(numbers(dossiers)) == 7
    assert current(dossiers) == "2022-02"
    click(qtbot, dossiers, "Les afficher")
    assert len(numbers(dossiers)) == 8
    dossiers.list.select(1)
    assert withdraw.text() == "Remettre le dossier dans la liste"
    withdraw.trigger()
    assert dossier(sample, "2022-01").withdrawn_on is None


def test_going_to_a_hidden_dossier_shows_it(sample: MainWindow, dossiers: DossiersPage) -> None:
    dossiers.list.search.setText("garage")
    sample.go(Section.DOSSIERS, 3)
    assert current(dossiers) == "2022-03"
    assert len(numbers(dossiers)) == 8


def test_a_read_only_campaign_is_consulted(
    sample: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    state = sample.context.desk.state
    assert state is not None
    path = Path(shutil.copy(state.path, tmp_path / "copie.euralens"))

    def opener() -> CampaignFile:
        return sample.context.services.open_campaign(path, read_only=True)

    sample.context.desk.open(opener)
    shown = page(sample, Section.DOSSIERS, DossiersPage)
    assert isinstance(shown, DossiersPage)
    assert not shown.sheet.head.edit.isVisible()
    assert not shown.sheet.preview.drop.isVisible()
    assert not named(shown, QAbstractButton, "Nouveau").isEnabled()
    assert "fin 2024 ou 2025" in said(shown)
    note = named(shown, Note, "Observation de la source")
    assert not [b for b in note.findChildren(QAbstractButton) if b.isVisible()]


def test_forty_dossiers_with_long_titles_stand_in_fixed_rows(
    empty: MainWindow, qtbot: QtBot
) -> None:
    title = "Réhabilitation exemplaire d’un ancien site minier en tiers-lieu " * 2

    def fill(file: CampaignFile) -> object:
        for place in range(40):
            create_dossier(file, f"{title[:112]} {place}")
        return None

    stored(empty, fill)
    shown = page(empty, Section.DOSSIERS, DossiersPage)
    assert isinstance(shown, DossiersPage)
    assert len(numbers(shown)) == 40
    heights = {shown.list.view.sizeHintForRow(row) for row in range(40)}
    assert len(heights) == 1
    qtbot.keyClick(shown.list.view, Qt.Key.Key_End)
    assert current(shown) == "2023-40"


def test_the_list_has_the_keyboard_after_what_had_it_is_drawn_anew(
    sample: MainWindow, dossiers: DossiersPage
) -> None:
    sample.context.desk.do(lambda file: create_dossier(file, "Neuf"))
    chip = named(dossiers.list, QAbstractButton, "Tous 9")
    chip.setFocus()
    sample.context.desk.undo()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert len(numbers(dossiers)) == 8
    assert focused(sample) is dossiers.list.view


def test_the_list_has_the_keyboard_once_an_empty_campaign_is_filled(empty: MainWindow) -> None:
    shown = page(empty, Section.DOSSIERS, DossiersPage)
    assert isinstance(shown, DossiersPage)
    assert focused(empty).accessibleName().startswith("Importer")
    empty.go(Section.IMPORT)
    empty.context.desk.do(lambda file: create_dossier(file, "Neuf"))
    empty.go(Section.DOSSIERS)
    assert focused(empty) is shown.list.view
    empty.context.desk.undo()
    assert focused(empty).accessibleName().startswith("Importer")
    empty.context.desk.redo()
    assert focused(empty) is shown.list.view


def test_head_list_and_filters_tell_the_same_state(
    sample: MainWindow, dossiers: DossiersPage
) -> None:
    for file in stored(sample, dossier_files):
        dossiers.list.select(file.dossier.id)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        chips = dossiers.sheet.head.findChildren(Chip)
        assert chips[0].text() == state_word(file.state)
    counts = [
        int(chip.text().split()[-1])
        for chip in dossiers.list.chips.findChildren(QAbstractButton)
        if not chip.text().startswith("Tous")
    ]
    assert sum(counts) == len(numbers(dossiers)) == 8


@pytest.mark.parametrize(
    ("answer", "pieces", "section"),
    [
        ("Annuler", 0, Section.DOSSIERS),
        ("Joindre au dossier", 1, Section.DOSSIERS),
        ("Importer des candidatures", 0, Section.IMPORT),
    ],
)
def test_a_table_is_asked_about_before_it_is_attached(
    sample: MainWindow,
    dossiers: DossiersPage,
    qtbot: QtBot,
    answer: str,
    pieces: int,
    section: Section,
) -> None:
    before = len(stored(sample, lambda file: file.find(Attachment)))
    dossiers.sheet.piece_actions.add([WORKBOOK])
    (question,) = dossiers.sheet.findChildren(TableQuestion)
    assert focused(question).accessibleName() == "Annuler"
    assert len(stored(sample, lambda file: file.find(Attachment))) == before
    click(qtbot, question, answer)
    assert len(stored(sample, lambda file: file.find(Attachment))) == before + pieces
    assert sample.stack.section is section


def test_a_table_among_other_files_is_attached_or_not(
    dossiers: DossiersPage, tmp_path: Path
) -> None:
    (tmp_path / "budget.csv").write_text("a;b", encoding="utf-8")
    dossiers.sheet.piece_actions.add([TECH3E, tmp_path / "budget.csv"])
    (question,) = dossiers.sheet.findChildren(TableQuestion)
    names = [b.text() for b in question.findChildren(QAbstractButton) if b.isVisible()]
    assert names == ["Annuler", "Joindre au dossier"]
