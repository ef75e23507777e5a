"""When a meeting was held: one rule, for the closing, the second meeting and the one in hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from fakes import FakeCampaignFile

from euralens_desk.domain.campaign import Campaign
from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.meeting import (
    Act,
    ActKind,
    AgendaItem,
    EventKind,
    Meeting,
    MeetingEvent,
    Outcome,
    PastProposal,
)
from euralens_desk.domain.people import Committee, CommitteeKind, Member
from euralens_desk.usecases.closing import Lack, remaining
from euralens_desk.usecases.held_meetings import held_meetings, was_held
from euralens_desk.usecases.meetings import MeetingDetails, prepare_second
from euralens_desk.usecases.room import meeting_in_hand

DAY = date(2022, 12, 8)
ITEM = AgendaItem(7, 1, 1, 1)


@pytest.fixture
def file() -> FakeCampaignFile:
    """One meeting with one dossier, and a later one that is only planned."""
    file = FakeCampaignFile()
    file.seed(
        Campaign("Promotion 2022", 2022),
        Committee(1, "c", "experts", "Comité d’expertise", CommitteeKind.EXPERT),
        *(Member(n, f"u{n}", 1, f"E{n:02d}", f"Membre {n}") for n in (1, 2, 3)),
        Dossier(1, "d1", "2022-01", "Projet 1"),
        Meeting(1, 1, "m1", DAY),
        Meeting(2, 1, "m2", date(2023, 2, 2)),
        ITEM,
    )
    return file


def noted(kind: EventKind) -> Callable[[FakeCampaignFile], None]:
    member = None if kind is EventKind.OPENED else 1
    return lambda file: file.seed(MeetingEvent(1, 1, 1, kind, None, member))


HOLDING: dict[str, Callable[[FakeCampaignFile], None]] = {
    "opened": noted(EventKind.OPENED),
    "there": noted(EventKind.ARRIVED),
    "on the line": noted(EventKind.CONNECTED),
    "absent": noted(EventKind.ABSENT),
    "voted": lambda file: file.seed(replace(ITEM, label_votes=0)),
    "proposed": lambda file: file.seed(
        Act(1, ActKind.PROPOSAL, Outcome.LABEL, DAY, "Motifs.", item_id=7)
    ),
    "proposed before": lambda file: file.seed(PastProposal(7, 1, Outcome.LABEL, DAY, "Motifs.")),
}


def unheld(file: FakeCampaignFile) -> list[int | None]:
    return [one.meeting_id for one in remaining(file) if one.lack is Lack.UNHELD_MEETING]


@pytest.mark.parametrize("holds", HOLDING.values(), ids=HOLDING)
def test_every_part_of_the_program_agrees_that_a_meeting_was_held(
    file: FakeCampaignFile, holds: Callable[[FakeCampaignFile], None]
) -> None:
    holds(file)
    assert held_meetings(file) == {1}
    assert (was_held(file, 1), was_held(file, 2)) == (True, False)
    assert unheld(file) == [2]
    assert meeting_in_hand(file) == 1
    prepare_second(file, 1, MeetingDetails(DAY))
    assert len(file.find(Meeting, second_of=1)) == 1


@pytest.mark.parametrize("kind", [EventKind.EXCUSED, None])
def test_a_meeting_that_is_only_prepared_was_not_held(
    file: FakeCampaignFile, kind: EventKind | None
) -> None:
    """An excuse is noted days before; so is a proposition that no meeting voted."""
    if kind is not None:
        noted(kind)(file)
    file.seed(Act(1, ActKind.PROPOSAL, Outcome.LABEL, DAY, "Motifs."))
    assert held_meetings(file) == frozenset()
    assert unheld(file) == [1, 2]
    assert meeting_in_hand(file) == 2
