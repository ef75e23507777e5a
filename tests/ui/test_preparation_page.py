"""Grids and rules, by keys and clicks: edited, opened, and changed by a new version."""

from __future__ import annotations

import json
import shutil
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from driving import SPACES, click, focused, named, page, stored
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QDialog, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from euralens_desk.domain.aggregation import Weighting
from euralens_desk.domain.bodies import PRESETS, Preset
from euralens_desk.domain.campaign import Campaign, GridVersion
from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.grid import CriteriaGrid
from euralens_desk.domain.mark import scored
from euralens_desk.domain.people import Committee, Member
from euralens_desk.domain.quorum import QuorumRule, QuorumThreshold
from euralens_desk.domain.sheet import Score
from euralens_desk.resources import resource
from euralens_desk.ui.main_window import MainWindow
from euralens_desk.ui.pages.preparation import PreparationPage
from euralens_desk.ui.sections import Section
from euralens_desk.ui.widgets import Note, SavedNumber, Text
from euralens_desk.usecases.changes import ChangeSet
from euralens_desk.usecases.dossiers import create_dossier
from euralens_desk.usecases.lookup import committee_with_code, grid_in_force, the_campaign
from euralens_desk.usecases.people import add_member
from euralens_desk.usecases.ports import CampaignFile
from euralens_desk.usecases.prepare import open_scoring, read_preparation
from euralens_desk.usecases.scoring import record_score

CTRL = Qt.KeyboardModifier.ControlModifier
CTRL_SHIFT = CTRL | Qt.KeyboardModifier.ShiftModifier


def shown(window: MainWindow, committee: str = "") -> PreparationPage:
    found = page(window, Section.PREPARATION, PreparationPage)
    assert isinstance(found, PreparationPage)
    if committee:
        code = stored(window, lambda file: committee_with_code(file, committee).id)
        window.go(Section.PREPARATION, code)
    return found


def campaign(window: MainWindow) -> Campaign:
    return stored(window, the_campaign)


def grid(window: MainWindow, committee: str = "experts") -> CriteriaGrid:
    found = stored(
        window, lambda file: grid_in_force(file, committee_with_code(file, committee).id)
    )
    assert found is not None
    return found


def type_in(qtbot: QtBot, field: QLineEdit, text: str) -> None:
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def choose(qtbot: QtBot, combo: QComboBox, steps: int) -> None:
    qtbot.keyClick(combo, Qt.Key.Key_Down)
    for _ in range(steps):
        qtbot.keyClick(combo.view(), Qt.Key.Key_Down)
    qtbot.keyClick(combo.view(), Qt.Key.Key_Return)


def answer(qtbot: QtBot, window: MainWindow, verb: str) -> str:
    """Answer the question that is asked, and return its consequence."""
    dialog = next(dialog for dialog in window.findChildren(QDialog) if dialog.isVisible())
    told = dialog.accessibleDescription()
    click(qtbot, dialog, verb)
    return told


def labels(window: MainWindow) -> list[str]:
    return [criterion.label for criterion in grid(window).criteria]


def give_scores(window: MainWindow, levels: list[int]) -> None:
    """Have one expert score the first criteria of one dossier."""

    def fill(file: CampaignFile) -> ChangeSet:
        experts = committee_with_code(file, "experts")
        add_member(file, experts.id, "Alix Houx")
        create_dossier(file, "Projet")
        (member,) = file.find(Member)
        (dossier,) = file.find(Dossier)
        for position, level in enumerate(levels):
            record_score(file, member.id, dossier.id, position, scored(level))
        return file.last_change

    window.context.desk.do(fill)


def test_settings_are_saved_one_by_one(empty: MainWindow, qtbot: QtBot) -> None:
    prepared = shown(empty)
    type_in(qtbot, prepared.campaign.name, "Promotion de 2023")
    prepared.campaign.capacity.setFocus()
    prepared.campaign.capacity.selectAll()
    qtbot.keyClicks(prepared.campaign.capacity, "8")
    prepared.tabs.setFocus()
    found = campaign(empty)
    assert (found.title, found.capacity) == ("Promotion de 2023", 8)
    qtbot.keyClick(prepared.campaign.opens.is_there, Qt.Key.Key_Space)
    assert campaign(empty).call_opens_on == empty.context.services.now().date()
    qtbot.keyClick(prepared.campaign.opens.is_there, Qt.Key.Key_Space)
    assert campaign(empty).call_opens_on is None


def test_a_campaign_keeps_its_title(empty: MainWindow, qtbot: QtBot) -> None:
    prepared = shown(empty)
    prepared.campaign.name.setFocus()
    prepared.campaign.name.selectAll()
    qtbot.keyClick(prepared.campaign.name, Qt.Key.Key_Delete)
    qtbot.keyClick(prepared.campaign.name, Qt.Key.Key_Return)
    assert prepared.campaign.name.text() == "Promotion 2023"
    assert "failure" in empty.messages.banners


def bodies_of(window: MainWindow) -> tuple[Committee, ...]:
    found: tuple[Committee, ...] = stored(window, lambda file: file.find(Committee))
    return found


def test_rules_are_chosen(empty: MainWindow, qtbot: QtBot) -> None:
    prepared = shown(empty)
    choose(qtbot, prepared.rules.weighting, 1)
    choose(qtbot, prepared.body_rules.threshold, 1)
    qtbot.keyClick(prepared.body_rules.proxies, Qt.Key.Key_Space)
    for name, number in (("Minimum d’avis", "40"), ("Part sans avis", "25")):
        field = named(prepared, SavedNumber, name)
        field.setFocus()
        field.selectAll()
        qtbot.keyClicks(field, number)
        qtbot.keyClick(field, Qt.Key.Key_Return)
    rules = campaign(empty).rules
    assert rules.weighting is Weighting.BY_AXIS
    assert rules.minimum_share == Fraction(2, 5)
    assert rules.thresholds.silent == Fraction(1, 4)
    bodies = {body.code: body.rules.quorum for body in bodies_of(empty)}
    assert bodies["experts"].threshold is QuorumThreshold.MAJORITY
    assert not bodies["experts"].counts_proxies
    assert bodies["technique"] == QuorumRule()
    told = [note.text() for note in texts(prepared.body_rules)]
    assert any("il en faut 7. Seuls comptent les membres présents" in text for text in told)
    empty.context.desk.undo()
    assert prepared.rules.silent.value() == 30


def texts(parent: QWidget) -> list[Text]:
    return [text for text in parent.findChildren(Text) if text.isVisible()]


def test_a_criterion_is_edited_from_the_tree(empty: MainWindow, qtbot: QtBot) -> None:
    editor = shown(empty, "experts").panel.editor
    editor.tree.setFocus()
    for _ in range(2):
        qtbot.keyClick(editor.tree, Qt.Key.Key_Down)
    qtbot.keyClick(editor.tree, Qt.Key.Key_Return)
    assert focused(empty) is editor.detail.label
    qtbot.keyClicks(editor.detail.label, "Eau et ressources")
    qtbot.keyClick(editor.detail.label, Qt.Key.Key_Escape)
    assert focused(empty) is editor.tree
    type_in(qtbot, editor.detail.weight, "1,5")
    editor.detail.wording.setFocus()
    editor.detail.wording.selectAll()
    qtbot.keyClicks(editor.detail.wording, "la preservation de l'eau")
    qtbot.keyClick(editor.detail.wording, Qt.Key.Key_Return, CTRL)
    first = grid(empty).criteria[0]
    assert (first.label, first.weight) == ("Eau et ressources", Fraction(3, 2))
    assert first.wording == "la preservation de l'eau"
    type_in(qtbot, editor.detail.weight, "0")
    assert editor.detail.weight.text() == "1,5"
    assert "failure" in empty.messages.banners


def test_criteria_and_axes_are_added_moved_and_removed(empty: MainWindow, qtbot: QtBot) -> None:
    editor = shown(empty, "experts").panel.editor
    before = labels(empty)
    editor.tree.setFocus()
    qtbot.keyClick(editor.tree, Qt.Key.Key_Down)
    qtbot.keyClick(editor.tree, Qt.Key.Key_N, CTRL)
    assert focused(empty) is editor.detail.label
    qtbot.keyClicks(editor.detail.label, "Sobriete")
    qtbot.keyClick(editor.detail.label, Qt.Key.Key_Escape)
    assert labels(empty)[7] == "Sobriete"
    qtbot.keyClick(editor.tree, Qt.Key.Key_Up, CTRL_SHIFT)
    assert labels(empty)[6] == "Sobriete"
    assert grid(empty).criteria[6].number == "1.7"
    qtbot.keyClick(editor.tree, Qt.Key.Key_Delete)
    assert labels(empty) == before
    click(qtbot, empty, "Annuler")
    assert labels(empty)[6] == "Sobriete"
    qtbot.keyClick(editor.tree, Qt.Key.Key_N, CTRL_SHIFT)
    assert len(grid(empty).axes) == 4
    assert editor.detail.label.text() == "Nouvel axe"


def test_the_last_criterion_of_an_axis_stays(empty: MainWindow, qtbot: QtBot) -> None:
    editor = shown(empty, "lyceens").panel.editor
    numbers = [len(axis.criteria) for axis in grid(empty, "lyceens").axes]
    editor.tree.setFocus()
    qtbot.keyClick(editor.tree, Qt.Key.Key_End)
    for _ in range(numbers[-1]):
        qtbot.keyClick(editor.tree, Qt.Key.Key_Delete)
        qtbot.keyClick(editor.tree, Qt.Key.Key_End)
    assert len(grid(empty, "lyceens").axes[-1].criteria) == 1
    assert "failure" in empty.messages.banners


def test_the_scale_is_edited(empty: MainWindow, qtbot: QtBot) -> None:
    scale = shown(empty, "experts").panel.editor.scale
    type_in(qtbot, named(scale, QLineEdit, "Code du niveau 5"), "A")
    type_in(qtbot, named(scale, QLineEdit, "Phrase du niveau 5"), "Rien a redire")
    click(qtbot, scale, "Ajouter un niveau")
    type_in(qtbot, named(scale, QLineEdit, "Code du niveau 6"), "0")
    assert named(scale, QLineEdit, "Code du niveau 6").text() == "B"
    levels = grid(empty).scale.levels
    assert [level.code for level in levels] == ["0", "1", "2", "3", "A", "B"]
    assert levels[4].description == "Rien a redire"
    for _ in range(4):
        click(qtbot, scale, "Retirer le niveau 1")
    assert [level.code for level in grid(empty).scale.levels] == ["A", "B"]
    click(qtbot, scale, "Retirer le niveau 1")
    assert len(grid(empty).scale.levels) == 2


def test_a_sample_grid_is_taken_and_undone(empty: MainWindow, qtbot: QtBot) -> None:
    prepared = shown(empty, "experts")
    click(qtbot, prepared, "Choisir une grille")
    offered = [action.text() for action in prepared.panel.menu.actions() if action.text()]
    assert len(offered) == 4
    prepared.panel.menu.actions()[2].trigger()
    assert len(grid(empty).criteria) == 7
    click(qtbot, empty, "Annuler")
    assert len(grid(empty).criteria) == 13


def test_the_technical_committee_may_take_a_grid(empty: MainWindow, qtbot: QtBot) -> None:
    prepared = shown(empty, "technique")
    click(qtbot, prepared, "Choisir une grille")
    prepared.panel.menu.actions()[0].trigger()
    assert len(grid(empty, "technique").criteria) == 13


def test_a_grid_goes_to_a_file_and_comes_back(
    empty: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    prepared = shown(empty, "experts")
    before = grid(empty)
    path = tmp_path / "grille.json"
    prepared.export(path)
    assert json.loads(path.read_text(encoding="utf-8"))["format"] == "euralens-grilles/1"
    prepared.load_file(resource("samples", "grids.json"))
    prepared.panel.menu.actions()[2].trigger()
    assert grid(empty) != before
    prepared.load_file(path)
    assert grid(empty) == before


def test_files_are_chosen_in_dialogs(empty: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    prepared = shown(empty, "experts")
    path = tmp_path / "grille.json"
    qtbot.keyClick(prepared.tabs, Qt.Key.Key_E, CTRL)
    chooser = prepared.findChild(QFileDialog)
    assert chooser is not None
    assert chooser.selectedFiles()[0].endswith("label-2022.json")
    chooser.fileSelected.emit(str(path))
    chooser.close()
    assert path.exists()
    type_in(qtbot, prepared.panel.editor.detail.label, "Autre titre")
    qtbot.keyClick(prepared.tabs, Qt.Key.Key_I, CTRL)
    chooser = next(found for found in prepared.findChildren(QFileDialog) if found.isVisible())
    chooser.fileSelected.emit(str(path))
    chooser.close()
    assert grid(empty).title.startswith("Grille d’instruction")


def test_a_grid_that_loses_scores_is_asked_first(empty: MainWindow, qtbot: QtBot) -> None:
    give_scores(empty, [4, 3])
    prepared = shown(empty, "experts")
    click(qtbot, prepared, "Choisir une grille")
    prepared.panel.menu.actions()[2].trigger()
    assert answer(qtbot, empty, "Garder la grille").startswith("0 note gardée, 2 perdues")
    assert len(grid(empty).criteria) == 13


def test_a_committee_without_grid_gets_its_first_version_after_the_opening(
    sample: MainWindow, qtbot: QtBot
) -> None:
    prepared = shown(sample, "technique")
    click(qtbot, prepared, "Choisir une grille")
    prepared.panel.menu.actions()[2].trigger()
    assert stored(sample, lambda file: read_preparation(file).grids[2].grid) is None
    click(qtbot, prepared, "Appliquer la version…")
    answer(qtbot, sample, "Appliquer la version")
    assert len(grid(sample, "technique").criteria) == 7


def test_what_makes_no_grid_is_refused_in_a_draft_too(sample: MainWindow, qtbot: QtBot) -> None:
    prepared = shown(sample, "experts")
    click(qtbot, prepared, "Nouvelle version…")
    scale = prepared.panel.editor.scale
    type_in(qtbot, named(scale, QLineEdit, "Code du niveau 5"), "0")
    assert named(scale, QLineEdit, "Code du niveau 5").text() == "4"
    assert "failure" in sample.messages.banners


def test_f7_goes_from_the_tabs_to_the_tree_and_the_fields(empty: MainWindow, qtbot: QtBot) -> None:
    prepared = shown(empty)
    assert prepared.panels() == (
        prepared.tabs,
        prepared.campaign.name,
        prepared.body_rules.body_choice,
        prepared.rules.weighting,
    )
    qtbot.keyClick(prepared.tabs, Qt.Key.Key_Right)
    editor = prepared.panel.editor
    assert prepared.panels() == (prepared.tabs, editor.tree, editor.detail.label)
    qtbot.keyClick(prepared.tabs, Qt.Key.Key_F7)
    assert focused(empty) is editor.tree


def test_a_file_that_is_no_grid_is_told(empty: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text("{}", encoding="utf-8")
    shown(empty, "experts").load_file(path)
    assert "failure" in empty.messages.banners


def test_what_loses_scores_is_asked_first(empty: MainWindow, qtbot: QtBot) -> None:
    give_scores(empty, [4, 3])
    editor = shown(empty, "experts").panel.editor
    editor.tree.setFocus()
    for _ in range(2):
        qtbot.keyClick(editor.tree, Qt.Key.Key_Down)
    qtbot.keyClick(editor.tree, Qt.Key.Key_Delete)
    told = answer(qtbot, empty, "Garder la grille")
    assert told == "1 note gardée, 1 perdue."
    assert len(grid(empty).criteria) == 13
    qtbot.keyClick(editor.tree, Qt.Key.Key_Delete)
    answer(qtbot, empty, "Modifier la grille")
    assert len(grid(empty).criteria) == 12
    assert len(stored(empty, lambda file: file.find(Score))) == 1
    click(qtbot, empty, "Annuler")
    assert len(stored(empty, lambda file: file.find(Score))) == 2


def test_opening_freezes_grids_and_rules(empty: MainWindow, qtbot: QtBot) -> None:
    prepared = shown(empty)
    click(qtbot, prepared, "Ouvrir la notation…")
    answer(qtbot, empty, "Continuer à préparer")
    assert not campaign(empty).is_frozen
    qtbot.keyClick(prepared.tabs, Qt.Key.Key_Return, CTRL)
    answer(qtbot, empty, "Ouvrir la notation")
    assert campaign(empty).scoring_opened_on == empty.context.services.now().date()
    assert "Notation ouverte depuis le" in prepared.state.text()
    assert not prepared.rules.weighting.isEnabled()
    assert prepared.campaign.name.isEnabled()
    shown(empty, "experts")
    assert prepared.panel.editor.detail.label.isReadOnly()
    assert not prepared.panel.choose.isVisible()


def test_a_new_version_says_what_becomes_of_the_scores(empty: MainWindow, qtbot: QtBot) -> None:
    give_scores(empty, [4, 3, 2])
    day = empty.context.services.now().date()
    empty.context.desk.do(lambda file: open_scoring(file, day))
    prepared = shown(empty, "experts")
    editor = prepared.panel.editor
    click(qtbot, prepared, "Nouvelle version…")
    assert focused(empty) is editor.tree
    for _ in range(2):
        qtbot.keyClick(editor.tree, Qt.Key.Key_Down)
    qtbot.keyClick(editor.tree, Qt.Key.Key_Delete)
    qtbot.keyClick(editor.tree, Qt.Key.Key_N, CTRL)
    qtbot.keyClicks(editor.detail.label, "Eau")
    qtbot.keyClick(editor.detail.label, Qt.Key.Key_Return)
    assert len(grid(empty).criteria) == 13
    assert grid(empty).criteria[0].code == "A1"
    note = named(prepared, Note, "La version 2 est en préparation")
    assert "2 notes gardées, 1 perdue, 1 critère à noter." in note.accessibleName()
    click(qtbot, prepared, "Appliquer la version…")
    told = answer(qtbot, empty, "Appliquer la version")
    assert told == "2 notes gardées, 1 perdue, 1 critère à noter."
    versions = stored(empty, lambda file: file.find(GridVersion, committee_id=1))
    assert [version.version for version in versions] == [1, 2]
    assert "A1" not in [criterion.code for criterion in grid(empty).criteria]
    assert "Eau" in labels(empty)
    click(qtbot, empty, "Annuler")
    assert len(stored(empty, lambda file: file.find(Score))) == 3
    assert grid(empty).criteria[0].code == "A1"


def test_a_version_is_dropped_and_brought_back(sample: MainWindow, qtbot: QtBot) -> None:
    prepared = shown(sample, "experts")
    click(qtbot, prepared, "Nouvelle version…")
    type_in(qtbot, prepared.panel.editor.detail.label, "Grille de 2023")
    click(qtbot, prepared, "Abandonner la version")
    assert grid(sample).title != "Grille de 2023"
    assert prepared.panel.editor.detail.label.text() != "Grille de 2023"
    click(qtbot, sample, "Annuler")
    assert prepared.panel.editor.detail.label.text() == "Grille de 2023"
    assert prepared.fact() == "Une version est en préparation"


def test_ballots_keep_the_grid_of_the_lyceens(sample: MainWindow, qtbot: QtBot) -> None:
    prepared = shown(sample, "lyceens")
    click(qtbot, prepared, "Nouvelle version…")
    assert "failure" in sample.messages.banners
    assert named(prepared, QAbstractButton, "Nouvelle version…")


@pytest.mark.parametrize("committee", ["", "experts"])
def test_a_read_only_campaign_is_shown_and_not_changed(
    window: MainWindow, committee: str, sample_file: Path, tmp_path: Path
) -> None:
    window.campaigns.open(Path(shutil.copy(sample_file, tmp_path)), read_only=True)
    prepared = shown(window, committee)
    assert not prepared.campaign.name.isEnabled()
    assert prepared.panel.editor.detail.label.isReadOnly() or not committee
    assert not prepared.panel.version.isVisible()


def test_the_rules_of_a_body_start_from_a_preset_and_are_told_as_printed(
    empty: MainWindow, qtbot: QtBot
) -> None:
    prepared = shown(empty)
    rules = prepared.body_rules
    forum = rules.body_choice.findText("Grand forum")
    rules.body_choice.setCurrentIndex(forum)
    rules.body_choice.activated.emit(forum)
    deliberative = rules.preset.findText("assemblée délibérante")
    rules.preset.setCurrentIndex(deliberative)
    rules.preset.activated.emit(deliberative)
    kept = next(body.rules for body in bodies_of(empty) if body.code == "forum")
    assert kept == PRESETS[Preset.DELIBERATIVE]
    qtbot.keyClick(rules.casting, Qt.Key.Key_Space)
    rules.college.setFocus()
    qtbot.keyClicks(rules.college, "prive")
    qtbot.keyClick(rules.college, Qt.Key.Key_Return)
    assert rules.preset.currentText() == "choix propres"
    told = " ".join(note.text() for note in texts(rules)).translate(SPACES)
    assert (
        "« plus de la moitié ». La moitié au moins des membres constatés est du collège « prive ». "
        "Les pouvoirs ne sont pas comptés ; une personne en porte 1 au plus." in told
    )
    assert "la présidence n’a pas voix prépondérante" in told
    assert "3 jours après au moins" in told
    empty.context.desk.do(lambda file: open_scoring(file, date(2022, 10, 3)))
    assert not rules.preset.isEnabled() and rules.body_choice.isEnabled()
