"""What was noted at a meeting holds against later changes of its body, its rules or its day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from fakes import FakeCampaignFile
from seeds import ALTERNATE, body_of_five

from euralens_desk.domain.bodies import BodyRules
from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.meeting import AgendaItem, EventKind, Meeting, MeetingEvent, Presence
from euralens_desk.domain.messages import Failure
from euralens_desk.domain.people import Role
from euralens_desk.usecases import meetings, room
from euralens_desk.usecases.lookup import the_committee, the_meeting, the_member
from euralens_desk.usecases.meetings import MeetingDetails
from euralens_desk.usecases.people import edit_member
from euralens_desk.usecases.prepare import edit_body_rules
from euralens_desk.usecases.proceedings import proceedings

DAY = date(2022, 12, 8)
NOON = datetime(2022, 12, 8, 12)
ONE = timedelta(days=1)


@pytest.fixture
def file() -> FakeCampaignFile:
    """Five members and an alternate; member 3 gave a mandate to 2, member 6 sits for member 4."""
    found = FakeCampaignFile()
    found.seed(
        *body_of_five(is_voting=False),
        Dossier(1, "d1", "2022-01", "Projet 1"),
    )
    meetings.prepare_meeting(found, 1, MeetingDetails(DAY))
    for member in (1, 2):
        room.record_attendance(found, 1, member, Presence.PRESENT)
    room.record_attendance(found, 1, 3, Presence.PROXY, 2)
    room.seat_alternate(found, 1, ALTERNATE, 4, None)
    room.open_meeting(found, 1, NOON)
    room.start_item(found, found.find(AgendaItem)[0].id, NOON)
    return found


def edited(file: FakeCampaignFile, who: int, **fields: object) -> Callable[[], object]:
    after = replace(the_member(file, who), **fields)  # type: ignore[arg-type]
    return lambda: edit_member(file, after)


def test_what_a_meeting_rests_on_is_kept_and_its_day_told(file: FakeCampaignFile) -> None:
    rules = the_committee(file, 1).rules
    before, seen = file.journal_head, proceedings(file, 1)
    for act in (
        edited(file, 1, term_to=DAY - ONE),
        edited(file, 2, term_from=DAY + ONE),
        edited(file, 2, is_voting=False),
        edited(file, 3, is_voting=False),
        edited(file, 4, term_to=DAY - ONE),
        edited(file, 4, is_qualified=True, role=Role.MEMBER),
        edited(file, ALTERNATE, role=Role.MEMBER),
        edited(file, ALTERNATE, alternate_of=5),
        edited(file, ALTERNATE, term_to=DAY - ONE),
        lambda: edit_body_rules(file, 1, replace(rules, proxies=0)),
    ):
        with pytest.raises(Failure) as failure:
            act()
        if "has an alternate" not in str(failure.value):
            assert str(failure.value) == (
                "What was noted at the meeting of 2022-12-08 rests on this: correct the meeting "
                "first. Nothing was changed."
            )
        assert file.journal_head == before
        assert proceedings(file, 1) == seen and room.live_meetings(file) == (1,)


def test_what_no_meeting_rests_on_may_change(file: FakeCampaignFile) -> None:
    edited(file, 1, name="Autre Nom", expertise="eau", term_from=DAY, term_to=DAY)()
    edited(file, 5, term_to=DAY - ONE)()
    edited(file, 1, role=Role.CHAIR)()
    edit_body_rules(file, 1, BodyRules(proxies=3, second_after_days=3))
    assert [m.id for m in room.meeting_body(file, the_meeting(file, 1)).composing] == [1, 2, 3, 4]
    assert room.live_meetings(file) == (1,)


def test_the_meeting_is_corrected_first_and_the_change_follows(file: FakeCampaignFile) -> None:
    (given,) = (e for e in file.find(MeetingEvent) if e.kind is EventKind.PROXY_GIVEN)
    room.take_back(file, given.id)
    edit_body_rules(file, 1, BodyRules(proxies=0))
    edited(file, 3, is_voting=False)()
    assert proceedings(file, 1).room.proxies == {}


def test_a_meeting_is_not_moved_to_a_day_when_who_was_there_was_no_member(
    file: FakeCampaignFile,
) -> None:
    edited(file, 1, term_to=DAY + ONE)()
    before = file.journal_head
    with pytest.raises(Failure, match="meeting of 2022-12-08 rests on this"):
        meetings.edit_meeting(file, 1, MeetingDetails(DAY + 2 * ONE))
    assert file.journal_head == before and the_meeting(file, 1).held_on == DAY
    meetings.edit_meeting(file, 1, MeetingDetails(DAY + ONE))
    assert the_meeting(file, 1).held_on == DAY + ONE
    assert room.live_meetings(file) == (1,)


def test_the_meetings_of_other_days_and_bodies_are_looked_at_apart(file: FakeCampaignFile) -> None:
    meetings.prepare_meeting(file, 1, MeetingDetails(DAY + 9 * ONE))
    room.record_attendance(file, 2, 5, Presence.PRESENT)
    with pytest.raises(Failure, match="meeting of 2022-12-17 rests on this"):
        edited(file, 5, term_to=DAY)()
    edited(file, 1, term_to=DAY)()
    edit_body_rules(file, 2, BodyRules(proxies=0))


def test_what_makes_a_meeting_readable_again_is_not_refused(file: FakeCampaignFile) -> None:
    file.seed(replace(the_member(file, 1), term_to=DAY - ONE))
    with pytest.raises(Failure, match="not a member"):
        proceedings(file, 1)
    edited(file, 2, name="Autre Nom")()
    edited(file, 1, term_to=None)()
    assert proceedings(file, 1).room.is_there(1)
    assert len(file.find(Meeting)) == 1
