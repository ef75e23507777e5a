"""Score as a person does: keys on the grid, and what the file then holds."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from driving import focused, stored
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from euralens_desk.domain.grid import Level, Scale
from euralens_desk.domain.mark import Mark
from euralens_desk.domain.people import CommitteeKind, Member
from euralens_desk.ui.main_window import MainWindow
from euralens_desk.ui.pages.scoring.page import ScoringPage
from euralens_desk.ui.sections import Section
from euralens_desk.usecases.changes import ChangeSet
from euralens_desk.usecases.lookup import committee_of_kind, dossiers_by_number, grid_in_force
from euralens_desk.usecases.ports import CampaignFile
from euralens_desk.usecases.prepare import replace_grid
from euralens_desk.usecases.scoring import FilledSheet, filled_sheet

CONTROL = Qt.KeyboardModifier.ControlModifier
KEYPAD = Qt.KeyboardModifier.KeypadModifier
NOTHING_HELD = Qt.KeyboardModifier.NoModifier


def scoring(window: MainWindow, number: str = "") -> ScoringPage:
    """Show the scoring page, on a dossier if one is named."""
    window.go(Section.SCORING, dossier_id(window, number) if number else None)
    found = window.page(Section.SCORING)
    assert isinstance(found, ScoringPage)
    return found


def dossier_id(window: MainWindow, number: str) -> int:
    """Return the id of a dossier."""
    return next(d.id for d in stored(window, dossiers_by_number) if d.number == number)


def member_id(window: MainWindow, name: str) -> int:
    """Return the id of a member."""
    return next(m.id for m in stored(window, lambda file: file.find(Member)) if name in m.name)


def choose_member(window: MainWindow, qtbot: QtBot, name: str) -> None:
    """Type a part of a name into the chooser, and Enter."""
    line = scoring(window).panes.dossiers.members.line
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, name)
    qtbot.keyClick(line, Qt.Key.Key_Return)


def sheet(window: MainWindow, member: str, number: str) -> FilledSheet:
    """Return what the file holds of a sheet."""
    who, what = member_id(window, member), dossier_id(window, number)
    return stored(window, lambda file: filled_sheet(file, who, what))


def marks(window: MainWindow, member: str, number: str) -> tuple[Mark, ...]:
    """Return the answers the file holds."""
    return sheet(window, member, number).marks


def press(
    window: MainWindow,
    qtbot: QtBot,
    *keys: Qt.Key | str,
    held: Qt.KeyboardModifier = NOTHING_HELD,
) -> None:
    """Press keys on whatever has the keyboard."""
    for key in keys:
        qtbot.keyClick(focused(window), key, held)


def type_character(
    window: MainWindow, text: str, key: int = 0, held: Qt.KeyboardModifier = NOTHING_HELD
) -> None:
    """Send the event a keyboard of another layout would send."""
    QApplication.sendEvent(focused(window), QKeyEvent(QEvent.Type.KeyPress, key, held, text))


def click_row(window: MainWindow, qtbot: QtBot, row: int) -> None:
    """Click a dossier of the list."""
    view = scoring(window).panes.dossiers.list
    place = view.visualRect(view.model().index(row, 0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)


def take_scale(window: MainWindow, codes: str | list[str]) -> None:
    """Give the experts a scale of these codes, worst first; the scores there were are lost."""
    levels = [Level(code, f"Niveau {code}", Fraction(i)) for i, code in enumerate(codes)]

    def change(file: CampaignFile) -> ChangeSet:
        committee = committee_of_kind(file, CommitteeKind.EXPERT)
        grid = grid_in_force(file, committee.id)
        assert grid is not None
        return replace_grid(file, committee, replace(grid, scale=Scale(tuple(levels))))

    window.context.desk.do(change)
