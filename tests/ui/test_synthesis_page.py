"""The synthesis by keyboard: matrix, detail, filters, sort, its twin in words."""

from __future__ import annotations

from driving import SPACES, click, focused, named, page
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel
from pytestqt.qtbot import QtBot

from euralens_desk.domain.mark import NO_OPINION
from euralens_desk.ui.dialogs.cell_detail import CellDetailDialog
from euralens_desk.ui.main_window import MainWindow
from euralens_desk.ui.pages.synthesis import SynthesisPage
from euralens_desk.ui.sections import Section
from euralens_desk.usecases.scoring import record_score


def shown(window: MainWindow) -> SynthesisPage:
    found = page(window, Section.SYNTHESIS, SynthesisPage)
    assert isinstance(found, SynthesisPage)
    return found


def said(found: SynthesisPage) -> str:
    return found.view.accessibleName().translate(SPACES)


def texts(parent: CellDetailDialog) -> str:
    return "\n".join(label.text() for label in parent.findChildren(QLabel)).translate(SPACES)


def press(qtbot: QtBot, window: MainWindow, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(focused(window), key)


def choose(box: QComboBox, text: str) -> None:
    place = [box.itemText(n).translate(SPACES) for n in range(box.count())].index(text)
    box.setCurrentIndex(place)
    box.activated.emit(place)


def test_arrows_move_the_cell_and_its_words_are_said(sample: MainWindow, qtbot: QtBot) -> None:
    found = shown(sample)
    assert focused(sample) is found.view
    assert said(found) == (
        "Synthèse des avis, Tech3E, 1.1 Utilisation responsable des ressources: "
        "15 avis, médiane 2 passable, écart interquartile 1, 0 insuffisant, 2 faible, 6 passable, "
        "6 bon, 1 excellent, 2 NSP, 1 déport"
    ).replace("ressources:", "ressources :")
    press(qtbot, sample, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left)
    assert found.view.current == (1, 1)
    press(qtbot, sample, Qt.Key.Key_End)
    assert "Lycéens, Intérêt" in said(found)
    press(qtbot, sample, Qt.Key.Key_PageDown, Qt.Key.Key_PageDown, Qt.Key.Key_Home)
    assert found.view.current == (7, 0)
    qtbot.keyClick(focused(sample), Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    press(qtbot, sample, Qt.Key.Key_Up, Qt.Key.Key_Left)
    assert found.view.current == (0, 0)


def test_the_strip_unfolds_the_figure(sample: MainWindow, qtbot: QtBot) -> None:
    found = shown(sample)
    assert found.strip.dossier.accessibleName() == "Case choisie · Tech3E"
    assert found.strip.silent.accessibleName() == "moyenne 36/15 = 2,40 · 2 NSP · 1 déport"
    found.view.move_to(6, 2)
    assert found.strip.flag.accessibleName() == "Avis opposés"
    found.view.move_to(6, 13)
    assert found.strip.facts.accessibleName() == "réservé"


def test_enter_opens_who_counted_and_escape_comes_back(sample: MainWindow, qtbot: QtBot) -> None:
    found = shown(sample)
    press(qtbot, sample, Qt.Key.Key_Return)
    dialog = found.findChild(CellDetailDialog)
    assert dialog is not None
    told = texts(dialog)
    assert "COMPTÉS (15)" in told
    assert "DÉPORTS (1)" in told or "DÉPORT (1)" in told
    assert "NSP (2)" in told
    assert "Moyenne 36/15 = 2,40" in told
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert focused(sample) is found.view


def test_the_opinion_of_the_technical_committee_is_in_words(
    sample: MainWindow, qtbot: QtBot
) -> None:
    found = shown(sample)
    found.view.move_to(5, 13)
    press(qtbot, sample, Qt.Key.Key_Space)
    dialog = found.findChild(CellDetailDialog)
    assert dialog is not None
    assert "réservé" in texts(dialog)
    assert "MOTIFS" in texts(dialog)


def test_the_ballots_tell_no_names(sample: MainWindow, qtbot: QtBot) -> None:
    found = shown(sample)
    found.view.move_to(0, 14)
    press(qtbot, sample, Qt.Key.Key_Return)
    dialog = found.findChild(CellDetailDialog)
    assert dialog is not None
    assert "59 avis, médiane 3 bon" in texts(dialog)
    assert "COMPTÉS" not in texts(dialog)


def test_axes_unfold_into_their_criteria(sample: MainWindow, qtbot: QtBot) -> None:
    found = shown(sample)
    click(qtbot, sample, "3 axes")
    found.view.setFocus()
    found.view.move_to(6, 2)
    assert "3. Stratégie" in said(found)
    press(qtbot, sample, Qt.Key.Key_Return)
    dialog = found.findChild(CellDetailDialog)
    assert dialog is not None
    assert "(40/18 + 43/18) / 2 = 2,31" in texts(dialog)


def test_what_is_to_debate_is_kept_with_its_dossier_chosen(
    sample: MainWindow, qtbot: QtBot
) -> None:
    found = shown(sample)
    found.view.move_to(6, 4)
    box = named(sample, QCheckBox, "À débattre (4)")
    box.click()
    assert found.model.rowCount() == 4
    assert "L’Écocité du 8" in said(found)
    box.click()
    assert found.model.rowCount() == 8
    assert found.view.current == (6, 4)


def test_filters_that_nothing_answers_are_removed(sample: MainWindow, qtbot: QtBot) -> None:
    found = shown(sample)
    choose(found.agglomeration, "CAHC")
    assert found.model.rowCount() == 2
    choose(found.theme, "Chaîne des parcs")
    assert found.model.rowCount() == 0
    assert not found.view.isVisible()
    click(qtbot, sample, "Retirer les filtres")
    assert found.model.rowCount() == 8
    assert focused(sample) is found.view


def test_rows_sort_by_title_disagreement_and_the_chosen_criterion(
    sample: MainWindow, qtbot: QtBot
) -> None:
    found = shown(sample)
    assert found.order.currentText().translate(SPACES) == "Trier : numéro"
    choose(found.order, "Trier : titre")
    assert found.model.texts(0)[1] == "L’Écocité du 8"
    choose(found.order, "Trier : désaccord")
    assert found.model.texts(0)[0] == "2022-07"
    found.view.move_to(0, 1)
    choose(found.order, "Trier : critère")
    assert found.order.currentText().translate(SPACES) == "Trier : critère 1.2"
    assert found.model.texts(0)[0] == "2022-02"
    heading = QPoint(found.view.width() // 3, 8)
    qtbot.mouseClick(found.view.viewport(), Qt.MouseButton.LeftButton, pos=heading)
    assert found.order.currentText().translate(SPACES) != "Trier : critère 1.2"


def test_the_twin_in_words_follows_and_is_copied(sample: MainWindow, qtbot: QtBot) -> None:
    found = shown(sample)
    found.view.move_to(2, 0)
    qtbot.keyClick(focused(sample), Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert focused(sample) is found.table
    assert found.table.currentIndex().row() == 2
    press(qtbot, sample, Qt.Key.Key_Down)
    assert found.view.current == (3, 0)
    qtbot.keyClick(focused(sample), Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().startswith("16 avis")
    qtbot.keyClick(focused(sample), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(focused(sample), Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == 9
    assert {len(line.split("\t")) for line in lines} == {19}
    assert lines[7].split("\t")[15] == "réservé"
    click(qtbot, sample, "Copier")
    assert QGuiApplication.clipboard().text().splitlines() == lines
    qtbot.keyClick(focused(sample), Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert found.view.isVisible()


def test_what_is_pointed_at_is_told(sample: MainWindow) -> None:
    found = shown(sample)
    middle = found.view.rect().center()
    assert "avis" in found.view.tip_at(middle)
    assert found.view.tip_at(QPoint(20, middle.y())).startswith("2022-")
    assert found.view.tip_at(QPoint(middle.x(), 5))[0].isdigit()
    assert found.view.tip_at(QPoint(5, 5)) == ""


def test_a_change_elsewhere_is_shown_at_once(sample: MainWindow) -> None:
    found = shown(sample)
    sample.context.desk.do(lambda file: record_score(file, 1, 1, 0, NO_OPINION))
    assert "3 NSP" in said(found)


def test_each_view_shows_the_same_figures_in_words(sample: MainWindow, qtbot: QtBot) -> None:
    found = shown(sample)
    before = said(found)
    for view in ("Répartition", "Écart", "Médiane"):
        click(qtbot, sample, view)
        assert said(found) == before


def test_an_empty_campaign_says_what_to_do(empty: MainWindow, qtbot: QtBot) -> None:
    shown(empty)
    click(qtbot, empty, "Ouvrir les dossiers")
    assert empty.stack.section is Section.DOSSIERS
