"""One key back to the meeting that is held: from the home page, from the promotion, from its body."""

from __future__ import annotations

from datetime import date, time

import pytest
from driving import click, focused, named, page, stored
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from euralens_desk.domain.meeting import ActKind
from euralens_desk.ui.main_window import MainWindow
from euralens_desk.ui.pages.home import HomePage
from euralens_desk.ui.pages.meetings import MeetingsPage
from euralens_desk.ui.pages.meetings.hub import View
from euralens_desk.ui.pages.promotion import PromotionPage
from euralens_desk.ui.sections import Section
from euralens_desk.usecases import meetings, room
from euralens_desk.usecases.lookup import committee_with_code
from euralens_desk.usecases.ports import CampaignFile

RESUME = "Reprendre la séance"


def opened(file: CampaignFile, code: str = "experts") -> int:
    """Prepare a meeting of a body and open it."""
    body = committee_with_code(file, code)
    meetings.prepare_meeting(file, body.id, meetings.MeetingDetails(date(2023, 2, 2), time(9)))
    meeting = meetings.newest_meeting(file)
    room.open_meeting(file, meeting, None)
    return meeting


def shown(window: MainWindow) -> MeetingsPage:
    found = window.stack.current
    assert isinstance(found, MeetingsPage)
    return found


@pytest.fixture
def held(sample: MainWindow) -> MainWindow:
    """The window in the room of a meeting that is held, at its third item."""
    meeting = stored(sample, opened)
    found = page(sample, Section.MEETINGS, MeetingsPage)
    assert isinstance(found, MeetingsPage)
    found.enter_meeting(meeting)
    found.room.step(1)
    found.room.step(1)
    return sample


def test_the_home_page_leads_back_to_the_item_that_was_left(held: MainWindow, qtbot: QtBot) -> None:
    left = shown(held).room.place()
    held.campaigns.close()
    assert isinstance(held.stack.current, HomePage)
    assert focused(held).accessibleName() == RESUME
    qtbot.keyClick(focused(held), Qt.Key.Key_Return)
    assert shown(held).is_in_room and shown(held).room.place() == left


def test_the_home_page_leads_back_while_the_campaign_is_open(
    held: MainWindow, qtbot: QtBot
) -> None:
    left = shown(held).room.place()
    held.go(Section.HOME)
    click(qtbot, held, RESUME)
    assert shown(held).is_in_room and shown(held).room.place() == left


def test_the_promotion_leads_back_even_from_the_list_of_all(held: MainWindow, qtbot: QtBot) -> None:
    meeting = shown(held).room.meeting_id
    click(qtbot, held, "Toutes les séances")
    assert shown(held).hub.list.table.key() == meeting
    found = page(held, Section.PROMOTION, PromotionPage)
    assert focused(held) is found.resume  # type: ignore[attr-defined]
    qtbot.keyClick(focused(held), Qt.Key.Key_Return)
    assert shown(held).is_in_room and shown(held).room.meeting_id == meeting


def test_nothing_is_offered_once_the_meeting_is_closed(held: MainWindow) -> None:
    meeting = shown(held).room.meeting_id
    held.context.desk.do(lambda file: room.close_meeting(file, meeting, None))
    held.go(Section.HOME)
    offered = [b.accessibleName() for b in held.findChildren(QAbstractButton) if b.isVisible()]
    assert RESUME not in offered
    held.go(Section.PROMOTION)
    offered = [b.accessibleName() for b in held.findChildren(QAbstractButton) if b.isVisible()]
    assert RESUME not in offered


def test_the_sample_is_found_again_among_the_recent_files(window: MainWindow) -> None:
    window.campaigns.try_sample()
    state = window.context.desk.state
    assert state is not None
    (kept,) = window.context.settings.values.recent
    assert kept.path == str(state.path)


@pytest.mark.parametrize(
    ("code", "verb", "kind"),
    [
        ("forum", "Enregistrer l’approbation et son vote…", ActKind.APPROVAL),
        ("pma", "Enregistrer la décision et son vote…", ActKind.DECISION),
    ],
)
def test_a_body_that_approves_or_decides_is_led_to_its_act(
    sample: MainWindow, qtbot: QtBot, code: str, verb: str, kind: ActKind
) -> None:
    meeting = stored(sample, lambda file: opened(file, code))
    found = page(sample, Section.MEETINGS, MeetingsPage)
    assert isinstance(found, MeetingsPage)
    found.enter_meeting(meeting)
    decision = found.room.decision
    assert not decision.proposition.isVisible() and not decision.ballot.isVisible()
    point = found.room.point()
    assert point is not None
    click(qtbot, decision, verb)
    assert found.hub.view is View.ACTS and found.hub.acts.table.key() == point.dossier.id
    assert found.hub.acts.cards[kind].isVisible()
    assert named(found, QAbstractButton, "Séances").isVisible()
