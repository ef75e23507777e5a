"""The list of dossiers and the sheet of one."""

from __future__ import annotations

from driving import page
from pytestqt.qtbot import QtBot

from euralens_desk.ui.main_window import MainWindow
from euralens_desk.ui.pages.dossiers import DossiersPage
from euralens_desk.ui.sections import Section


def test_search_ignores_accents_and_case(sample: MainWindow, qtbot: QtBot) -> None:
    dossiers = page(sample, Section.DOSSIERS)
    assert isinstance(dossiers, DossiersPage)
    assert dossiers.focus_search()
    qtbot.keyClicks(dossiers.search, "ecocite")
    assert dossiers.dossiers.count() == 1
    assert "2022-07" in dossiers.dossiers.item(0).text()
    qtbot.keyClicks(dossiers.search, "zz")
    assert dossiers.dossiers.count() == 0
