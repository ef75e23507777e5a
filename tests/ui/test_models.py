"""Every item model keeps the contract of Qt, empty, filled and changed (QAbstractItemModelTester)."""

from __future__ import annotations

import pytest
from driving import page
from PySide6.QtCore import QAbstractItemModel, Qt
from pytestqt.modeltest import ModelTester

from euralens_desk.ui.actions import Act
from euralens_desk.ui.dialogs.go_to import GoToDialog
from euralens_desk.ui.main_window import MainWindow
from euralens_desk.ui.models.journal import JournalModel
from euralens_desk.ui.navigation import PAGES
from euralens_desk.ui.sections import Section
from euralens_desk.ui.state.journal import JournalLine
from euralens_desk.usecases.ballots import ballot_boxes, count_box


def models_of(window: MainWindow, section: Section) -> list[QAbstractItemModel]:
    """Return the models of a page that are written in this project."""
    found = page(window, section).findChildren(QAbstractItemModel)
    return [model for model in found if type(model).__module__.startswith("euralens_desk")]


SECTIONS_WITH_MODELS = {
    Section.PEOPLE,
    Section.SCORING,
    Section.MEETINGS,
    Section.STUDENTS,
    Section.JOURNAL,
}


@pytest.mark.parametrize("section", PAGES)
def test_models_of_pages_keep_the_contract(
    sample: MainWindow, section: Section, qtmodeltester: ModelTester
) -> None:
    found = models_of(sample, section)
    assert found or section not in SECTIONS_WITH_MODELS
    for model in found:
        qtmodeltester.check(model)


@pytest.mark.parametrize("section", PAGES)
def test_empty_models_keep_the_contract(
    empty: MainWindow, section: Section, qtmodeltester: ModelTester
) -> None:
    for model in models_of(empty, section):
        qtmodeltester.check(model)


def test_models_keep_the_contract_while_the_campaign_changes(
    sample: MainWindow, qtmodeltester: ModelTester
) -> None:
    found = models_of(sample, Section.STUDENTS)
    assert {type(model).__name__ for model in found} == {"BoxesModel", "BallotsModel"}
    for model in found:
        qtmodeltester.check(model, force_py=False)
    sample.context.desk.do(lambda file: count_box(file, ballot_boxes(file).boxes[0].dossier.id, 62))
    sample.menus.action(Act.UNDO).trigger()
    for model in found:
        qtmodeltester.check(model)


def test_the_entries_of_go_to_keep_the_contract(
    sample: MainWindow, qtmodeltester: ModelTester
) -> None:
    sample.menus.action(Act.GO_TO).trigger()
    dialog = sample.findChild(GoToDialog)
    assert dialog is not None
    qtmodeltester.check(dialog.model)
    before = dialog.model.rowCount()
    dialog.field.setText("ecocite")
    assert 0 < dialog.model.rowCount() < before
    qtmodeltester.check(dialog.model)
    dialog.field.setText("xyzxyz")
    qtmodeltester.check(dialog.model)


def line(number: int, who: str, what: str) -> JournalLine:
    return JournalLine(number, "", who, what, "", f"{who} {what}".lower(), (who, what, ""))


def test_the_journal_is_sorted_by_any_column(qtmodeltester: ModelTester) -> None:
    model = JournalModel()
    model.show_lines((line(3, "b", "y"), line(2, "a", "z"), line(1, "c", "x")))

    def numbers() -> list[str]:
        return [model.text(row, 0) for row in range(model.rowCount())]

    assert numbers() == ["3", "2", "1"]
    model.sort(2, Qt.SortOrder.AscendingOrder)
    assert numbers() == ["2", "3", "1"]
    model.sort(3, Qt.SortOrder.DescendingOrder)
    assert numbers() == ["2", "3", "1"]
    model.show_lines((line(5, "b", "a"), line(4, "a", "b")))
    assert numbers() == ["4", "5"]
    model.sort(1, Qt.SortOrder.DescendingOrder)
    assert numbers() == ["5", "4"]
    qtmodeltester.check(model)
