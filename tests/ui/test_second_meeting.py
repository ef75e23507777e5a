"""Dossiers that an earlier meeting voted on come to a new one: by keys, then the minutes of both."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time

import pytest
from driving import click, focused, named, page, stored
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from euralens_desk.domain.meeting import Act, ActKind, AgendaItem, Meeting, Outcome, PastProposal
from euralens_desk.ui.main_window import MainWindow
from euralens_desk.ui.pages.meetings import MeetingsPage
from euralens_desk.ui.sections import Section
from euralens_desk.usecases import acts, meetings, room, votes
from euralens_desk.usecases.changes import ChangeSet
from euralens_desk.usecases.lookup import committee_with_code
from euralens_desk.usecases.minutes import minutes_snapshot
from euralens_desk.usecases.ports import CampaignFile
from euralens_desk.usecases.proceedings import meetings_overview

CONTROL, SPACE, ENTER = Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_Space, Qt.Key.Key_Return
FIRST = 1
"""The meeting of the sample."""


def second(file: CampaignFile) -> int:
    """Prepare a later meeting of the experts on the same dossiers, all present."""
    experts = committee_with_code(file, "experts")
    details = meetings.MeetingDetails(date(2023, 2, 2), time(9), None, "Lens")
    meetings.prepare_meeting(file, experts.id, details)
    meeting = meetings.newest_meeting(file)
    room.record_others_present(file, meeting)
    return meeting


def free(file: CampaignFile) -> None:
    """Take back the approvals of the sample."""
    for act in file.find(Act):
        if act.kind is ActKind.APPROVAL:
            acts.withdraw_act(file, act)


def enter(window: MainWindow, meeting: int) -> MeetingsPage:
    found = page(window, Section.MEETINGS, MeetingsPage)
    assert isinstance(found, MeetingsPage)
    found.enter_meeting(meeting)
    return found


@pytest.fixture
def newer(sample: MainWindow) -> int:
    return stored(sample, second)


def texts(window: MainWindow) -> str:
    """Return all the words in sight, spaces made plain and without emphasis."""
    QApplication.processEvents()
    seen = [part for part in window.findChildren(QWidget) if part.isVisible()]
    found = [part.text() for part in seen if isinstance(part, QLabel)]
    found += [part.toPlainText() for part in seen if isinstance(part, QTextEdit)]
    found += [part.accessibleName() for part in seen]
    return "\n".join(found).replace("\u00a0", " ").replace("\u202f", " ")


def shown_item(window: MainWindow) -> AgendaItem:
    found = window.page(Section.MEETINGS)
    assert isinstance(found, MeetingsPage)
    held = found.room.item()
    assert held is not None
    return held


def test_a_new_meeting_shows_no_proposition_as_its_own(
    sample: MainWindow, newer: int, qtbot: QtBot
) -> None:
    stored(sample, free)
    enter(sample, newer)
    planned = stored(sample, meetings_overview).meetings
    assert [(p.points, p.proposed) for p in planned][-1] == (8, 0)
    assert named(sample, QPlainTextEdit, "Motifs").toPlainText() == ""
    assert not named(sample, QAbstractButton, "Attribution").isChecked()
    dossier = shown_item(sample).dossier_id
    before = stored(sample, lambda file: file.get(Act, dossier, ActKind.PROPOSAL))
    assert before is not None
    assert "Proposition du 8 novembre 2022 : Attribution" in texts(sample)
    assert before.reasons[:30] in texts(sample)


def test_voting_again_dates_the_act_and_keeps_what_the_first_meeting_said(
    sample: MainWindow, newer: int, qtbot: QtBot
) -> None:
    stored(sample, free)
    enter(sample, newer)
    again = shown_item(sample)
    before = stored(sample, lambda file: file.get(Act, again.dossier_id, ActKind.PROPOSAL))
    assert before is not None
    named(sample, QAbstractButton, "En attente").setFocus()
    qtbot.keyClick(focused(sample), SPACE)
    reasons = named(sample, QPlainTextEdit, "Motifs")
    reasons.setFocus()
    qtbot.keyClicks(reasons, "Montage revu.")
    qtbot.keyClick(reasons, ENTER, CONTROL)
    held = stored(sample, lambda file: file.get(Act, again.dossier_id, ActKind.PROPOSAL))
    assert held == Act(
        again.dossier_id or 0,
        ActKind.PROPOSAL,
        Outcome.DEFERRED,
        date(2023, 2, 2),
        "Montage revu.",
        item_id=again.id,
    )
    assert stored(sample, minutes_of(FIRST, again.dossier_id)) == (before,)
    assert stored(sample, minutes_of(newer, again.dossier_id)) == (held,)
    enter(sample, FIRST).enter_meeting(FIRST, again.dossier_id)
    assert reasons.toPlainText() == before.reasons and reasons.isReadOnly()
    assert "Une séance ultérieure a voté une autre proposition sur ce dossier" in texts(sample)
    assert stored(sample, lambda file: file.verify()).is_sound
    click(qtbot, sample, "Séances")
    stored(sample, lambda file: acts.withdraw_act(file, held))
    assert stored(sample, lambda file: file.find(PastProposal)) == ()
    assert stored(sample, minutes_of(FIRST, again.dossier_id)) == (before,)
    assert stored(sample, minutes_of(newer, again.dossier_id)) == ()
    assert stored(sample, lambda file: file.verify()).is_sound


def test_an_approval_that_rests_on_it_is_told_before_the_reasons_are_typed(
    sample: MainWindow, newer: int, qtbot: QtBot
) -> None:
    enter(sample, newer)
    first = shown_item(sample)
    approval = stored(sample, lambda file: file.get(Act, first.dossier_id, ActKind.APPROVAL))
    assert approval is not None
    assert "repose sur la proposition du 8 novembre 2022 : retirez-la d’abord" in texts(sample)
    assert not named(sample, QAbstractButton, "Attribution").isEnabled()
    assert named(sample, QPlainTextEdit, "Motifs").isReadOnly()
    for name in ("Attribution", "Nomination"):
        assert named(sample, QAbstractButton, f"Un de plus : {name}").isEnabled()
    named(sample, QPlainTextEdit, "Motifs").setFocus()
    found = stored(sample, lambda file: room.item_headcount(file, first.id).voices)
    stored(sample, whole_vote(first.id, found))
    enter(sample, newer).room.read()
    qtbot.keyClick(focused(sample), ENTER, CONTROL)
    assert shown_item(sample).id != first.id


def whole_vote(item: int, voices: int) -> Callable[[CampaignFile], ChangeSet]:
    """Return a change that records as many votes as there are voices."""
    return lambda file: votes.record_vote(file, item, votes.VoteCount(voices, 0, 0, 0))


def minutes_of(
    meeting_id: int, dossier_id: int | None
) -> Callable[[CampaignFile], tuple[Act, ...]]:
    """Return a query for the propositions that the minutes of a meeting tell of a dossier."""

    def query(file: CampaignFile) -> tuple[Act, ...]:
        meeting = file.get(Meeting, meeting_id)
        assert meeting is not None
        found = minutes_snapshot(file, meeting).acts
        return tuple(
            act for act in found if act.dossier_id == dossier_id and act.kind is ActKind.PROPOSAL
        )

    return query
