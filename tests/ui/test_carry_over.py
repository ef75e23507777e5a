"""A dossier of the sample of 2022 comes into the campaign of 2023, is compared, and taken back."""

from __future__ import annotations

from pathlib import Path

from driving import SPACES, click, named, page, stored
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.precedent import Precedent
from euralens_desk.ui.dialogs.carry_over import CarryOverDialog
from euralens_desk.ui.main_window import MainWindow
from euralens_desk.ui.pages.dossiers.page import DossiersPage
from euralens_desk.ui.pages.dossiers.sheet import Tab
from euralens_desk.ui.sections import Section
from euralens_desk.usecases.dossiers import type_field


def shown(window: MainWindow) -> DossiersPage:
    found = page(window, Section.DOSSIERS, DossiersPage)
    assert isinstance(found, DossiersPage)
    return found


def choose(window: MainWindow, path: Path) -> CarryOverDialog:
    """Choose the file of the earlier campaign, as the command of the menu does."""
    found = shown(window)
    action = next(a for a in found.page_actions if a.text().startswith("Reprendre"))
    action.trigger()
    (asked,) = found.findChildren(QFileDialog)
    asked.fileSelected.emit(str(path))
    asked.reject()
    (dialog,) = found.findChildren(CarryOverDialog)
    return dialog


def test_a_dossier_is_brought_in_compared_and_taken_back(
    empty: MainWindow, sample_file: Path, qtbot: QtBot
) -> None:
    before = sample_file.read_bytes()
    dialog = choose(empty, sample_file)
    assert not dialog.verb.isEnabled()
    tick = named(dialog, QCheckBox, "2022-03")
    tick.setFocus()
    qtbot.keyClick(tick, Qt.Key.Key_Space)
    click(qtbot, dialog, "Reprendre")
    (dossier,) = stored(empty, lambda file: file.find(Dossier))
    assert (dossier.number, dossier.title) == ("2023-01", "Mine de Soleil")
    empty.context.desk.do(lambda file: type_field(file, dossier.id, "location", "Lens"))
    found = shown(empty)
    found.sheet.tabs.setCurrentIndex(Tab.HISTORY)
    labels = [label for label in found.sheet.history.findChildren(QLabel) if label.isVisible()]
    told = "\n".join(label.text() for label in labels).translate(SPACES)
    assert "Promotion 2022, 2022-03 : sans décision" in told
    assert "Ce qui avait été demandé".upper() in told
    assert "Localisation" in told.split("CE QUI A CHANGÉ")[1]
    assert sample_file.read_bytes() == before
    empty.context.desk.undo()
    empty.context.desk.undo()
    assert stored(empty, lambda file: file.find(Dossier)) == ()
    assert stored(empty, lambda file: file.find(Precedent)) == ()


def test_what_is_here_already_can_t_be_ticked(
    empty: MainWindow, sample_file: Path, qtbot: QtBot
) -> None:
    dialog = choose(empty, sample_file)
    named(dialog, QCheckBox, "2022-03").click()
    click(qtbot, dialog, "Reprendre")
    qtbot.waitUntil(lambda: not shown(empty).findChildren(CarryOverDialog))
    again = choose(empty, sample_file)
    assert not named(again, QCheckBox, "2022-03").isEnabled()
    assert named(again, QCheckBox, "2022-04").isEnabled()
    again.reject()


def test_the_open_campaign_is_refused(sample: MainWindow) -> None:
    state = sample.context.desk.state
    assert state is not None
    found = shown(sample)
    found.carrying.read(state.path)
    assert "failure" in sample.messages.banners
    assert not found.findChildren(CarryOverDialog)
