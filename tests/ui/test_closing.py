"""The closing of a campaign by keys: what remains leads to its place, what is frozen is told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from driving import SPACES, click, focused, named, page, stored
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from euralens_desk.composition import new_campaign
from euralens_desk.domain.campaign import Campaign
from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.follow_up import CommitmentKind, Side
from euralens_desk.domain.meeting import Act, ActKind, Outcome
from euralens_desk.domain.messages import message
from euralens_desk.ui.actions import Act as Command
from euralens_desk.ui.main_window import MainWindow
from euralens_desk.ui.pages.follow_up import FollowUpPage
from euralens_desk.ui.pages.follow_up.closing import ClosingDialog
from euralens_desk.ui.pages.meetings import MeetingsPage
from euralens_desk.ui.pages.meetings.hub import View as HubView
from euralens_desk.ui.sections import Section
from euralens_desk.ui.state.follow_up import View
from euralens_desk.usecases.dossiers import write_excerpt
from euralens_desk.usecases.follow_up import CommitmentDetails, add_commitments
from euralens_desk.usecases.lookup import the_campaign

DAY = date(2022, 12, 16)
ENTER, SPACE, DOWN = Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Down


@pytest.fixture
def decided(window: MainWindow, tmp_path: Path) -> MainWindow:
    """The window on three dossiers: one labelled, one that waits, one without its decision."""
    path = tmp_path / "Promotion 2023.euralens"
    file = new_campaign(path, Campaign("Promotion 2023", 2023), None)
    with file.change(message("dossiers")) as work:
        for n in (1, 2, 3):
            work.put(Dossier(n, f"d{n}", f"2023-0{n}", f"Projet {n}", project_leaders=("Ville",)))
        for kind in ActKind:
            work.put(Act(1, kind, Outcome.LABEL, DAY, "Exemplaire."))
            work.put(Act(2, kind, Outcome.DEFERRED, DAY, "Montage à mûrir."))
        work.put(Act(3, ActKind.PROPOSAL, Outcome.LABEL, DAY, "Prometteur."))
    file.close()
    window.campaigns.open(path)
    return window


def shown(window: MainWindow) -> FollowUpPage:
    found = page(window, Section.FOLLOW_UP, FollowUpPage)
    assert isinstance(found, FollowUpPage)
    return found


def ask(qtbot: QtBot, window: MainWindow) -> ClosingDialog:
    click(qtbot, shown(window), "Clore la campagne…")
    return [d for d in window.findChildren(ClosingDialog) if d.isVisible()][-1]


def words(dialog: ClosingDialog) -> list[str]:
    rows = dialog.table.rows
    return [str(rows.index(row, 0).data()).translate(SPACES) for row in range(rows.rowCount())]


def send(qtbot: QtBot, window: MainWindow) -> None:
    """Go to the message due from the dialog, and say that it is sent."""
    qtbot.keyClick(ask(qtbot, window).table, ENTER)
    assert shown(window).view is View.LETTERS
    qtbot.keyClick(focused(window), SPACE)


def closed_on(window: MainWindow) -> date | None:
    return stored(window, lambda file: the_campaign(file).closed_on)


def test_what_remains_is_told_and_each_line_leads_to_its_place(
    decided: MainWindow, qtbot: QtBot
) -> None:
    dialog = ask(qtbot, decided)
    assert words(dialog) == ["Message dû, non envoyé", "Proposition sans décision"]
    assert not dialog.verb.isEnabled() and focused(dialog) is dialog.table
    qtbot.keyClick(dialog.table, DOWN)
    qtbot.keyClick(dialog.table, ENTER)
    meetings = decided.stack.current
    assert isinstance(meetings, MeetingsPage) and meetings.hub.view is HubView.ACTS
    assert meetings.hub.acts.table.key() == 3


def test_the_campaign_is_closed_once_the_message_is_sent_and_opened_again(
    decided: MainWindow, qtbot: QtBot
) -> None:
    send(qtbot, decided)
    dialog = ask(qtbot, decided)
    assert words(dialog) == ["Proposition sans décision"]
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert closed_on(decided) is None
    ask(qtbot, decided).verb.click()
    assert closed_on(decided) == decided.context.services.now().date()
    banner = decided.messages.banners["closed"]
    qtbot.waitUntil(banner.isVisible)
    assert banner.accessibleName().startswith("Campagne close le")
    assert decided.menus.action(Command.REOPEN).isVisible()
    click(qtbot, banner, "Rouvrir")
    assert closed_on(decided) is None
    assert "closed" not in decided.messages.banners
    assert named(shown(decided), QAbstractButton, "Clore la campagne…").isVisible()


def test_a_closed_campaign_locks_its_pages_and_keeps_its_follow_up(
    decided: MainWindow, qtbot: QtBot
) -> None:
    send(qtbot, decided)
    ask(qtbot, decided).verb.click()
    decided.go(Section.MEETINGS)
    assert not named(decided, QAbstractButton, "Nouvelle séance").isEnabled()
    decided.context.desk.do(lambda file: write_excerpt(file, 1, "1.1", "Autre"))
    told = decided.messages.banners["failure"].accessibleName().translate(SPACES)
    assert "La campagne a été close le" in told
    line = CommitmentDetails(CommitmentKind.COMMITMENT, Side.POLE, "Aider le projet")
    decided.context.desk.do(lambda file: add_commitments(file, 1, [line]))
    found = shown(decided)
    assert "Aider le projet" in [one.title for one in found.commitments.pane.view.lines.items]
    assert named(found, QAbstractButton, "Rouvrir la campagne").isEnabled()


def test_undo_opens_the_campaign_again_and_the_pages_follow(
    decided: MainWindow, qtbot: QtBot
) -> None:
    send(qtbot, decided)
    ask(qtbot, decided).verb.click()
    decided.menus.action(Command.UNDO).trigger()
    assert closed_on(decided) is None
    assert named(shown(decided), QAbstractButton, "Clore la campagne…").isVisible()
    decided.menus.action(Command.REDO).trigger()
    assert closed_on(decided) is not None
    click(qtbot, shown(decided), "Rouvrir la campagne")
    assert closed_on(decided) is None
