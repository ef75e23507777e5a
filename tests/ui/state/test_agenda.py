"""The agenda beside a meeting: planned hours, lengths, delay."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from fakes import FakeCampaignFile

from euralens_desk.domain.campaign import Campaign
from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.meeting import AgendaItem, EventKind, Meeting, MeetingEvent
from euralens_desk.domain.people import Committee, CommitteeKind
from euralens_desk.ui.state.agenda import (
    ItemStage,
    agenda_lines,
    first_item,
    lateness,
)
from euralens_desk.usecases.proceedings import Proceedings, proceedings

NOON = datetime(2022, 12, 8, 12)


def at(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


def event(
    sequence: int, kind: EventKind, minutes: float | None, item: int | None = None
) -> MeetingEvent:
    hour = None if minutes is None else at(minutes)
    return MeetingEvent(sequence, 1, sequence, kind, hour, item_id=item)


STARTED, ENDED = EventKind.ITEM_STARTED, EventKind.ITEM_ENDED


@pytest.fixture
def campaign() -> FakeCampaignFile:
    file = FakeCampaignFile()
    file.seed(
        Campaign("Promotion 2022", 2022),
        Committee(1, "e", "experts", "Comité d’expertise", CommitteeKind.EXPERT),
        Committee(2, "l", "lyceens", "Lycéens", CommitteeKind.STUDENT),
        Meeting(1, 1, "2022-12-08", date(2022, 12, 8), time(12)),
        Dossier(1, "a", "2022-01", "Tech3E"),
        AgendaItem(1, 1, 1, None, "Ouverture", 15),
        AgendaItem(2, 1, 2, 1, planned_minutes=20),
    )
    return file


def held(campaign: FakeCampaignFile) -> Proceedings:
    return proceedings(campaign, 1)


def test_the_agenda_shows_what_is_done_under_way_and_to_come(campaign: FakeCampaignFile) -> None:
    assert first_item(held(campaign)) == 1
    campaign.seed(event(1, EventKind.OPENED, 0), event(2, STARTED, 1, 1), event(3, ENDED, 11, 1))
    assert first_item(held(campaign)) == 2
    lines = agenda_lines(held(campaign), at(20))
    assert [(one.title, one.stage, one.spent) for one in lines] == [
        ("Ouverture", ItemStage.DONE, 10),
        ("Tech3E", ItemStage.TO_COME, None),
    ]
    campaign.seed(event(4, STARTED, 11, 2))
    assert first_item(held(campaign)) == 2
    lines = agenda_lines(held(campaign), at(20))
    assert (lines[1].stage, lines[1].spent, lines[1].hour) == (
        ItemStage.UNDER_WAY,
        9,
        time(12, 15),
    )


def test_the_delay_grows_with_an_item_that_lasts(campaign: FakeCampaignFile) -> None:
    assert lateness(held(campaign), at(90)) == 0
    campaign.seed(
        event(1, EventKind.OPENED, 0), event(2, STARTED, 4, 1), event(3, ENDED, 19, 1),
        event(4, STARTED, 20, 2),
    )  # fmt: skip
    assert [lateness(held(campaign), at(now)) for now in (25, 40, 46)] == [5, 5, 11]


def test_no_hour_is_shown_after_an_item_without_a_length(campaign: FakeCampaignFile) -> None:
    campaign.seed(AgendaItem(1, 1, 1, None, "Ouverture", 0))
    hours = [line.hour for line in agenda_lines(held(campaign), at(0))]
    assert hours == [time(12), None]
