"""Who is in the room, without a window: seats counted, places to come back to, late events placed."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from euralens_desk.domain.bodies import BodyRules
from euralens_desk.domain.headcount import headcount
from euralens_desk.domain.meeting import EventKind, MeetingEvent, Presence
from euralens_desk.domain.people import Member
from euralens_desk.domain.room import Room, body_on
from euralens_desk.ui.state.attending import Presences, empty_seats, place_of_late, presences
from euralens_desk.ui.state.meetings import toggled
from euralens_desk.ui.state.resuming import Place, place_to_resume, read_place

MEMBERS = [Member(n, f"m{n}", 1, f"E{n:02}", f"Membre {n}") for n in range(1, 9)]
BODY = body_on(MEMBERS, BodyRules(), date(2022, 12, 8))
KINDS = [None, Presence.PRESENT, Presence.REMOTE, Presence.EXCUSED, Presence.ABSENT]


def test_a_point_counts_seats_and_a_mandate_whose_holder_is_recused_apart() -> None:
    noted = {
        1: Presence.PRESENT,
        2: Presence.REMOTE,
        3: Presence.PROXY,
        4: Presence.EXCUSED,
        5: Presence.ABSENT,
        7: Presence.PRESENT,
        8: Presence.PROXY,
    }
    found = headcount(Room(presence=noted, proxies={3: 1, 8: 7}), BODY, [7])
    assert presences(found, noted) == Presences(2, 1, excused=1, absent=1, unnoted=1, blocked=1)


@given(st.lists(st.sampled_from(KINDS), min_size=8, max_size=8), st.sets(st.integers(1, 8)))
def test_every_seat_is_counted_once(kinds: list[Presence | None], recused: set[int]) -> None:
    noted = {n: kind for n, kind in enumerate(kinds, start=1) if kind is not None}
    found = headcount(Room(presence=noted), BODY, recused)
    told = presences(found, noted)
    seats = told.present + told.proxies + told.excused + told.absent + told.unnoted + told.blocked
    assert seats + len(found.recused) == len(MEMBERS)
    left = empty_seats(found, found.quorum, counts_proxies=True)
    assert told.present + told.proxies + left == found.quorum.members


@pytest.mark.parametrize(
    ("presence", "noted"),
    [
        (None, Presence.PRESENT),
        (Presence.PRESENT, Presence.ABSENT),
        (Presence.REMOTE, Presence.ABSENT),
        (Presence.PROXY, Presence.PRESENT),
        (Presence.EXCUSED, Presence.PRESENT),
        (Presence.ABSENT, Presence.PRESENT),
    ],
)
def test_while_the_meeting_is_held_space_goes_in_and_out(
    presence: Presence | None, noted: Presence
) -> None:
    assert toggled(presence) is noted


def test_a_forgotten_event_goes_after_the_last_one_before_its_hour() -> None:
    hours = (9, None, 10, 11)
    events = [
        MeetingEvent(n, 1, n, EventKind.ARRIVED, datetime(2022, 12, 8, hour) if hour else None, n)
        for n, hour in enumerate(hours, start=1)
    ]
    assert place_of_late(events, datetime(2022, 12, 8, 10, 30), events[0]) == 3
    assert place_of_late(events, datetime(2022, 12, 8, 8), events[1]) == 2
    assert place_of_late(events, None, events[1]) == 2
    assert place_of_late(events, None, None) == 0


@given(st.text(), st.integers(), st.integers(), st.text())
def test_a_place_that_is_written_is_read_again(
    file: str, meeting: int, item: int, aside: str
) -> None:
    place = Place(file, meeting, item, aside)
    assert read_place(place.written()) == place


@given(st.text())
def test_what_is_no_place_is_none(text: str) -> None:
    assert read_place(text) is None


@pytest.mark.parametrize("text", ["[]", "{}", '{"file": 3, "meeting": 1}', '{"file": "a"}', "7"])
def test_a_place_of_another_shape_is_none(text: str) -> None:
    assert read_place(text) is None


def test_one_comes_back_to_where_one_was_or_to_the_meeting_that_is_held() -> None:
    left = Place("a", 3, 12, "recusals")
    assert place_to_resume(left.written(), "a", [2, 3, 4]) == left
    assert place_to_resume(left.written(), "a", [2, 4]) == Place("a", 4)
    assert place_to_resume(left.written(), "b", [3]) == Place("b", 3)
    assert place_to_resume(left.written(), "a", []) is None
