"""Who is in the room: one test per rule of DOMAIN 2.4, vectors of 3.8, and a brute-force recount."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from euralens_desk.domain.bodies import PRESETS, BodyRules, Preset, preset_of, preset_words
from euralens_desk.domain.gathering import corrected, from_opening, is_gathering, numbered
from euralens_desk.domain.headcount import (
    exits,
    grouped_order,
    headcount,
    item_rooms,
    last_room,
    opening_room,
    reached_later,
)
from euralens_desk.domain.meeting import EventKind, MeetingEvent, Presence
from euralens_desk.domain.messages import Failure
from euralens_desk.domain.people import Member, Role
from euralens_desk.domain.quorum import QuorumRule
from euralens_desk.domain.room import (
    Attendance,
    Body,
    MeetingStage,
    Room,
    attendance,
    body_on,
    clock_remark,
    overall_attendance,
    refuse_backward_hour,
    rooms,
)
from euralens_desk.i18n import set_language, tell

DAY = date(2022, 12, 8)
KIND = EventKind


def member(number: int, **more: object) -> Member:
    plain = Member(number, f"m{number}", 1, f"E{number:02d}", f"Membre {number}")
    return replace(plain, **more)  # type: ignore[arg-type]  # fields of a member


def body(count: int = 12, rules: BodyRules | None = None, *more: Member) -> Body:
    members = [member(number) for number in range(1, count + 1)]
    return body_on([*members, *more], rules or BodyRules(), DAY)


Told = tuple[EventKind, int | None, int | None]


def events(*told: tuple[object, ...]) -> tuple[MeetingEvent, ...]:
    """Events of one meeting: kind, member, other member, item, hour."""
    found = []
    for sequence, one in enumerate(told, start=1):
        kind, who, other, item, at = (*one, None, None, None, None)[:5]
        hour = datetime(2022, 12, 8, *at) if isinstance(at, tuple) else None
        found.append(MeetingEvent(sequence, 1, sequence, kind, hour, who, other, item))  # type: ignore[arg-type]  # told by position
    return tuple(found)


def here(*members: int) -> list[tuple[object, ...]]:
    return [(KIND.ARRIVED, number) for number in members]


def refused(body: Body, *told: tuple[object, ...]) -> str:
    held = events(*told)
    rooms(body, held[:-1])
    with pytest.raises(Failure) as failure:
        rooms(body, held)
    return str(failure.value)


# Quorum -------------------------------------------------------------------------------------


def test_five_present_and_one_mandate_reach_the_first_rule_and_not_the_second() -> None:
    told = events(*here(1, 2, 3, 4, 5), (KIND.PROXY_GIVEN, 6, 1))
    consultative = headcount(last_room(body(), told), body())
    assert (consultative.quorum.required, consultative.quorum.found) == (6, 6)
    assert consultative.quorum.is_reached and consultative.voices == 6
    strict = body(12, PRESETS[Preset.DELIBERATIVE])
    deliberative = headcount(last_room(strict, told), strict)
    assert (deliberative.quorum.required, deliberative.quorum.found) == (7, 5)
    assert not deliberative.quorum.is_reached and deliberative.voices == 6


def test_two_recused_leave_the_composition_or_stay_in_it() -> None:
    told = events(*here(1, 2, 3, 4, 5, 11, 12))
    out = headcount(last_room(body(), told), body(), {11, 12})
    assert (out.quorum.required, out.quorum.found, out.quorum.is_reached) == (5, 5, True)
    keeping = body(12, BodyRules(QuorumRule(leaves_out_recused=False)))
    kept = headcount(last_room(keeping, told), keeping, {11, 12})
    assert (kept.quorum.required, kept.quorum.found, kept.quorum.is_reached) == (6, 5, False)


def test_a_double_quorum_asks_for_half_of_those_there_in_the_college() -> None:
    rules = PRESETS[Preset.DOUBLE]
    colleges = [
        member(n, college=rules.quorum.college if n <= 10 else "public") for n in range(1, 21)
    ]
    leader = body_on(colleges, rules, DAY)
    told = events(*here(*range(1, 6), *range(11, 17)))
    found = headcount(last_room(leader, told), leader).quorum
    assert (found.required, found.found, found.of_college) == (10, 11, 5)
    assert not found.is_reached
    told = events(*here(*range(1, 7), *range(11, 17)))
    assert headcount(last_room(leader, told), leader).quorum.is_reached


def test_a_second_meeting_needs_no_quorum() -> None:
    second = replace(body(), is_waived=True)
    found = headcount(last_room(second, events(*here(1))), second).quorum
    assert found.is_reached and found.is_waived and found.found == 1


def test_only_voting_members_in_their_term_compose_the_body() -> None:
    others = (
        member(13, is_voting=False),
        member(14, role=Role.ALTERNATE, alternate_of=1),
        member(15, term_to=date(2022, 12, 7)),
        member(16, term_from=date(2022, 12, 8), term_to=date(2022, 12, 8)),
    )
    found = body(12, None, *others)
    assert [m.id for m in found.composing] == [*range(1, 13), 16]
    assert 15 not in found.members
    assert "not a member of the body" in refused(found, (KIND.ARRIVED, 15))


def test_presets_say_what_they_are() -> None:
    for preset, rules in PRESETS.items():
        assert preset_of(rules) is preset
        assert str(preset_words(preset))
    assert preset_of(BodyRules(proxies=4)) is None


# Mandates -----------------------------------------------------------------------------------


def test_a_mandate_whose_holder_is_recused_counts_nowhere_on_the_item() -> None:
    told = events(*here(1, 2, 3, 4, 5), (KIND.PROXY_GIVEN, 6, 1))
    found = headcount(last_room(body(), told), body(), {1})
    assert [m.id for m in found.blocked] == [6]
    assert (found.voices, found.quorum.found, found.quorum.members) == (4, 4, 11)
    of_giver = headcount(last_room(body(), told), body(), {6})
    assert (of_giver.voices, of_giver.quorum.found, of_giver.quorum.members) == (5, 5, 11)


def test_mandates_that_nobody_can_hold_are_refused() -> None:
    held = body(5, None, member(9, is_voting=False))
    there = here(1, 2, 9)
    given = (KIND.PROXY_GIVEN, 3, 1)
    assert "to whom" in refused(held, *there, (KIND.PROXY_GIVEN, 3, 3))
    assert "to whom" in refused(held, *there, (KIND.PROXY_GIVEN, 3, None))
    assert "not present" in refused(held, *there, (KIND.PROXY_GIVEN, 3, 4))
    assert "already gave a mandate" in refused(held, *there, given, (KIND.PROXY_GIVEN, 3, 2))
    assert "already holds a mandate" in refused(held, *there, given, (KIND.PROXY_GIVEN, 4, 1))
    assert "holds a mandate and can't give" in refused(
        held, *there, given, (KIND.PROXY_GIVEN, 1, 2)
    )
    assert "has no voice and can't hold" in refused(held, *there, (KIND.PROXY_GIVEN, 3, 9))
    assert "no mandate to give" in refused(held, *there, (KIND.PROXY_GIVEN, 9, 1))
    none = replace(held, rules=BodyRules(proxies=0))
    assert "allow no mandate" in refused(none, *there, given)
    assert "gave no mandate" in refused(held, *there, (KIND.PROXY_ENDED, 3))


def test_the_rules_say_how_many_mandates_one_person_holds() -> None:
    two = body(5, BodyRules(proxies=2))
    told = [*here(1), (KIND.PROXY_GIVEN, 2, 1), (KIND.PROXY_GIVEN, 3, 1)]
    assert headcount(last_room(two, events(*told)), two).voices == 3
    assert "already holds 2 mandates" in refused(two, *told, (KIND.PROXY_GIVEN, 4, 1))


def test_a_mandate_ends_when_its_giver_arrives_and_its_holder_can_t_leave_before() -> None:
    told = [*here(1), (KIND.PROXY_GIVEN, 2, 1)]
    assert "holds the mandate of Membre 2" in refused(body(), *told, (KIND.LEFT, 1))
    arrived = last_room(body(), events(*told, (KIND.CONNECTED, 2), (KIND.LEFT, 1)))
    assert arrived.proxies == {} and arrived.presence[2] is Presence.REMOTE
    ended = last_room(body(), events(*told, (KIND.PROXY_ENDED, 2)))
    assert attendance(ended, 2) == Attendance(2, Presence.ABSENT)
    assert attendance(ended, 7) is None


def test_giving_a_mandate_while_there_is_leaving() -> None:
    found = last_room(body(), events(*here(1, 2), (KIND.PROXY_GIVEN, 2, 1)))
    assert attendance(found, 2) == Attendance(2, Presence.PROXY, 1)


# Alternates ---------------------------------------------------------------------------------


def with_alternates() -> Body:
    alternates = (
        member(21, role=Role.ALTERNATE, is_voting=False, alternate_of=1),
        member(22, role=Role.ALTERNATE, is_voting=False, alternate_of=2),
    )
    found = body(4, None, *alternates)
    qualified = {**found.members, 2: replace(found.members[2], is_qualified=True)}
    return replace(found, members=qualified)


def test_an_alternate_sits_for_a_member_who_is_not_there() -> None:
    held = with_alternates()
    told = [*here(3), (KIND.SEATED, 21, 1)]
    found = headcount(last_room(held, events(*told)), held)
    assert [m.id for m in found.present] == [1, 3]
    assert (found.sitting, found.voices, found.quorum.members) == ({1: 21, 3: 3}, 2, 4)
    recused = headcount(last_room(held, events(*told)), held, {21})
    assert ([m.id for m in recused.recused], recused.voices) == ([1], 1)
    back = headcount(last_room(held, events(*told, *here(1))), held)
    assert back.sitting == {1: 1, 3: 3}
    gone = headcount(last_room(held, events(*told, (KIND.UNSEATED, 21))), held)
    assert gone.sitting == {3: 3}
    assert headcount(last_room(held, events(*told, (KIND.LEFT, 21))), held).sitting == {3: 3}


def test_a_personality_can_t_be_substituted_and_a_seat_is_filled_once() -> None:
    held = with_alternates()
    assert "was chosen in person" in refused(held, (KIND.SEATED, 22, 2))
    assert "not the alternate of Membre 3" in refused(held, (KIND.SEATED, 21, 3))
    assert "for whom" in refused(held, (KIND.SEATED, 21, None))
    assert "for whom" in refused(held, (KIND.SEATED, 3, 1))
    assert "is there: nobody sits" in refused(held, *here(1), (KIND.SEATED, 21, 1))
    given = [*here(3), (KIND.PROXY_GIVEN, 1, 3)]
    assert "gave a mandate" in refused(held, *given, (KIND.SEATED, 21, 1))
    seated = [*here(3), (KIND.SEATED, 21, 1)]
    assert "alternate sits" in refused(held, *seated, (KIND.PROXY_GIVEN, 1, 3))
    assert "sits for nobody" in refused(held, (KIND.UNSEATED, 21))


def test_an_alternate_who_holds_a_mandate_keeps_the_seat_until_it_is_changed() -> None:
    held = with_alternates()
    said = "Membre 21 holds the mandate of Membre 4. Change that mandate first."
    given = [*here(3), (KIND.SEATED, 21, 1), (KIND.PROXY_GIVEN, 4, 21)]
    for loses in ((KIND.UNSEATED, 21), (KIND.ARRIVED, 1), (KIND.CONNECTED, 1), (KIND.LEFT, 21)):
        assert refused(held, *given, loses) == said
        changed = [*given, (KIND.PROXY_ENDED, 4), (KIND.PROXY_GIVEN, 4, 3), loses]
        assert last_room(held, events(*changed)).seats == {}


def test_who_is_back_for_the_end_of_an_item_takes_the_seat_back() -> None:
    held = with_alternates()
    item = (None, None, 7)
    out = [(KIND.OPENED,), *here(1, 3), (KIND.ITEM_STARTED, *item), (KIND.WITHDREW, 1, None, 7)]
    seated = [*out, (KIND.SEATED, 21, 1)]
    assert "for this item only" in refused(held, *seated, (KIND.PROXY_GIVEN, 4, 21))
    for back in ((KIND.RETURNED, 1, None, 7), (KIND.ITEM_ENDED, *item)):
        found = last_room(held, events(*seated, back))
        assert (found.occupant(1), found.seats, found.out) == (1, {}, frozenset())


# The course ---------------------------------------------------------------------------------


def test_a_meeting_goes_from_its_opening_to_its_closing() -> None:
    told = events(
        (KIND.OPENED,),
        (KIND.ITEM_STARTED, None, None, 7),
        (KIND.SUSPENDED,),
        (KIND.RESUMED,),
        (KIND.ITEM_ENDED, None, None, 7),
        (KIND.CLOSED,),
    )
    stages = [room.stage for room in rooms(body(), told)]
    assert stages == [
        MeetingStage.OPEN,
        MeetingStage.OPEN,
        MeetingStage.SUSPENDED,
        MeetingStage.OPEN,
        MeetingStage.OPEN,
        MeetingStage.CLOSED,
    ]
    assert [room.item for room in rooms(body(), told)] == [None, 7, 7, 7, None, None]


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ([(KIND.OPENED,), (KIND.OPENED,)], "already open"),
        ([(KIND.CLOSED,)], "not open yet"),
        ([(KIND.RESUMED,)], "not suspended"),
        ([(KIND.SUSPENDED,)], "not open yet"),
        ([(KIND.REVEALED, None, None, 7)], "open it first"),
        ([(KIND.OPENED,), (KIND.REVEALED, None, None, 7)], "not under way"),
        (
            [(KIND.OPENED,), (KIND.ITEM_STARTED, None, None, 8), (KIND.REVEALED, None, None, 7)],
            "not under way",
        ),
        (
            [
                (KIND.OPENED,),
                (KIND.ITEM_STARTED, None, None, 7),
                (KIND.SUSPENDED,),
                (KIND.REVEALED, None, None, 7),
            ],
            "suspended",
        ),
        ([(KIND.ITEM_STARTED, None, None, 7)], "not open yet"),
        ([(KIND.OPENED,), (KIND.SUSPENDED,), (KIND.ITEM_STARTED, None, None, 7)], "suspended"),
        ([(KIND.OPENED,), (KIND.ITEM_ENDED, None, None, 7)], "not under way"),
        ([(KIND.OPENED,), (KIND.ITEM_STARTED, None, None, 7), (KIND.CLOSED,)], "end it before"),
        (
            [(KIND.OPENED,), *[(KIND.ITEM_STARTED, None, None, item) for item in (7, 8)]],
            "end it before the next",
        ),
        ([(KIND.OPENED,), (KIND.CLOSED,), (KIND.ARRIVED, 1)], "closed"),
        ([(KIND.ARRIVED, 1), (KIND.ARRIVED, 1)], "already there"),
        ([(KIND.LEFT, 1)], "note the arrival"),
        ([(KIND.OPENED,), (KIND.WITHDREW, 1, None, 7)], "not under way"),
    ],
)
def test_what_can_t_happen_is_refused(told: list[tuple[object, ...]], said: str) -> None:
    assert said in refused(body(), *told)


def test_a_recused_member_leaves_and_comes_back_for_one_item() -> None:
    start = [(KIND.OPENED,), *here(1, 2), (KIND.ITEM_STARTED, None, None, 7)]
    out = [*start, (KIND.WITHDREW, 1, None, 7)]
    assert "not in the room" in refused(body(), *start, (KIND.WITHDREW, 3, None, 7))
    assert "already out" in refused(body(), *out, (KIND.WITHDREW, 1, None, 7))
    assert "did not leave" in refused(body(), *start, (KIND.RETURNED, 1))
    assert last_room(body(), events(*out)).out == {1}
    assert last_room(body(), events(*out, (KIND.RETURNED, 1))).out == frozenset()
    ended = last_room(body(), events(*out, (KIND.ITEM_ENDED, None, None, 7)))
    assert ended.out == frozenset() and ended.is_there(1)


def test_the_room_of_an_item_is_the_one_it_ended_in() -> None:
    told = events(
        (KIND.OPENED,),
        *here(1, 2),
        (KIND.ITEM_STARTED, None, None, 7),
        *here(3),
        (KIND.ITEM_ENDED, None, None, 7),
        (KIND.LEFT, 1),
        (KIND.ITEM_STARTED, None, None, 8),
    )
    held = item_rooms(body(), told)
    counts = {
        item: [sum(r.is_there(m) for m in range(1, 5)) for r in (one.start or Room(), one.end)]
        for item, one in held.items()
    }
    assert counts == {7: [2, 3], 8: [2, 2]}
    assert not opening_room(body(), told).presence
    assert opening_room(body(), events(*here(1))).is_there(1)
    assert opening_room(body(), ()) == Room()


def test_who_came_was_present_whatever_followed() -> None:
    told = events(
        (KIND.EXCUSED, 3),
        *here(1, 2),
        (KIND.PROXY_GIVEN, 2, 1),
        (KIND.PROXY_GIVEN, 4, 1),
    )
    two = body(5, BodyRules(proxies=2))
    assert {a.member_id: a.presence for a in overall_attendance(two, told)} == {
        1: Presence.PRESENT,
        2: Presence.PRESENT,
        3: Presence.EXCUSED,
        4: Presence.PROXY,
    }


@pytest.mark.parametrize("later", [KIND.EXCUSED, KIND.ABSENT, KIND.LEFT])
def test_who_came_is_present_even_noted_away_after_the_opening(later: EventKind) -> None:
    opened = (KIND.OPENED,)

    def attends(*told: tuple[object, ...]) -> Presence:
        (found,) = [a for a in overall_attendance(body(), events(*told)) if a.member_id == 1]
        return found.presence

    assert attends(opened, *here(1), (later, 1)) is Presence.PRESENT
    assert attends(*here(1), opened, (later, 1)) is Presence.PRESENT
    assert attends((KIND.CONNECTED, 1), opened, (later, 1)) is Presence.REMOTE
    assert attends((KIND.EXCUSED, 1), opened, *here(1)) is Presence.PRESENT


def test_before_the_opening_what_is_noted_anew_replaces() -> None:
    told = [*here(1), (KIND.EXCUSED, 1)]
    for more in ([], [(KIND.OPENED,)]):
        (found,) = overall_attendance(body(), events(*told, *more))
        assert found.presence is Presence.EXCUSED


def test_a_mandate_that_ended_after_the_opening_was_one() -> None:
    given = [*here(2), (KIND.PROXY_GIVEN, 1, 2), (KIND.OPENED,)]
    for ends in ((KIND.PROXY_ENDED, 1), (KIND.ABSENT, 1), (KIND.EXCUSED, 1)):
        found = overall_attendance(body(), events(*given, ends))
        assert found[0] == Attendance(1, Presence.PROXY, 2)


# Hours --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (
            [(KIND.ARRIVED, 1, None, None, (14, 0)), (KIND.LEFT, 1, None, None, (13, 30))],
            "departure (13:30:00) can't be before the arrival (14:00:00)",
        ),
        (
            [(KIND.OPENED, None, None, None, (14, 0)), (KIND.CLOSED, None, None, None, (13, 0))],
            "end (13",
        ),
        (
            [
                (KIND.OPENED,),
                (KIND.ITEM_STARTED, None, None, 7, (14, 0)),
                (KIND.ITEM_ENDED, None, None, 7, (13, 59)),
            ],
            "The end (13:59:00)",
        ),
        (
            [
                (KIND.WITHDREW, 1, None, 7, (14, 0)),
                (KIND.RETURNED, 1, None, 7, (13, 59)),
            ],
            "The return",
        ),
    ],
)
def test_an_end_before_its_start_is_refused(told: list[tuple[object, ...]], said: str) -> None:
    happened = events(*told)
    for typed in (happened[-2], happened[-1]):
        with pytest.raises(Failure) as failure:
            refuse_backward_hour(happened, typed.sequence)
        assert said in str(failure.value)


def test_only_the_hour_that_was_typed_is_judged_and_by_the_minute() -> None:
    told = events(
        (KIND.OPENED, None, None, None, (14, 0)),
        (KIND.ITEM_STARTED, None, None, 7, (14, 5)),
        (KIND.ITEM_ENDED, None, None, 7, (13, 20)),
        (KIND.ARRIVED, 1, None, None, (13, 30, 40)),
        (KIND.LEFT, 1, None, None, (13, 30, 0)),
    )
    for sequence in (1, 4, 5):
        refuse_backward_hour(told, sequence)


def test_a_refused_hour_is_told_in_minutes_in_both_languages() -> None:
    told = events(
        (KIND.ARRIVED, 1, None, None, (14, 0, 12)), (KIND.LEFT, 1, None, None, (13, 30, 59))
    )
    with pytest.raises(Failure) as failure:
        refuse_backward_hour(told, 2)
    set_language("fr")
    said = "Le départ (13\u00a0h\u00a030) ne peut pas précéder l’arrivée (14\u00a0h\u00a000)."
    assert tell(failure.value.told) == said
    set_language("en")
    said = "The departure (13:30) can't be before the arrival (14:00)."
    assert tell(failure.value.told) == said


def test_a_clock_that_jumps_back_is_told_and_orders_nothing() -> None:
    told = events(
        (KIND.ARRIVED, 1, None, None, (14, 0)),
        (KIND.ARRIVED, 2, None, None, (13, 0)),
        (KIND.ARRIVED, 3),
    )
    assert [len(room.presence) for room in rooms(body(), told)] == [1, 2, 3]
    for known in (told[:1], told):
        remark = clock_remark(known, datetime(2022, 12, 8, 13, 1))
        assert remark is not None and "13:01:00" in str(remark) and "14:00:00" in str(remark)
        assert clock_remark(known, datetime(2022, 12, 8, 14, 0)) is None
    seconds = events((KIND.OPENED, None, None, None, (14, 0, 30)))
    assert clock_remark(seconds, datetime(2022, 12, 8, 14, 0, 29)) is None
    assert clock_remark(told, None) is None and clock_remark((), datetime(2022, 1, 1)) is None


# Order of the agenda ------------------------------------------------------------------------


def test_dossiers_are_grouped_so_that_a_recused_member_leaves_once() -> None:
    recused = {2: {1}, 5: {1}, 3: {9}}
    order = grouped_order((1, 2, 3, 4, 5), recused)
    assert order == (1, 4, 2, 5, 3)
    assert list(exits(order, recused)) == [(1, 2), (9, 3)]
    assert len(list(exits((1, 2, 3, 4, 5), recused))) == 3


@given(st.lists(st.frozensets(st.integers(1, 4), max_size=3), max_size=7))
def test_grouping_keeps_every_dossier_once(recused: list[frozenset[int]]) -> None:
    dossiers = range(len(recused))
    order = grouped_order(dossiers, dict(enumerate(recused)))
    assert sorted(order) == list(dossiers)


# Any order of events against a recount ------------------------------------------------------

ACTS = st.tuples(
    st.sampled_from(
        [
            KIND.ARRIVED,
            KIND.CONNECTED,
            KIND.LEFT,
            KIND.EXCUSED,
            KIND.PROXY_GIVEN,
            KIND.PROXY_ENDED,
            KIND.WITHDREW,
            KIND.RETURNED,
            KIND.SEATED,
            KIND.UNSEATED,
        ]
    ),
    st.integers(1, 7),
    st.integers(1, 7),
)
ITEM_ACTS = st.tuples(st.sampled_from([KIND.ITEM_STARTED, KIND.ITEM_ENDED]), st.just(1), st.just(1))


@given(
    st.lists(st.one_of(ACTS, ACTS, ACTS, ITEM_ACTS), max_size=30),
    st.frozensets(st.integers(1, 7)),
    st.booleans(),
    st.booleans(),
    st.integers(0, 2),
)
def test_any_order_gives_what_a_recount_gives(
    acts: list[tuple[EventKind, int, int]],
    recused: frozenset[int],
    counts_proxies: bool,
    leaves_out: bool,
    limit: int,
) -> None:
    """Play acts, leaving out those that are refused, and count again from the history alone."""
    rule = QuorumRule(counts_proxies=counts_proxies, leaves_out_recused=leaves_out)
    alternates = (
        member(6, role=Role.ALTERNATE, is_voting=False, alternate_of=1),
        member(7, role=Role.ALTERNATE, is_voting=False, alternate_of=2),
    )
    held = body(5, BodyRules(rule, proxies=limit), *alternates)
    kept: list[tuple[object, ...]] = [(KIND.OPENED,), (KIND.ITEM_STARTED, None, None, 1)]
    for kind, who, other in acts:
        try:
            rooms(held, events(*kept, (kind, who, other, 1)))
        except Failure:
            continue
        kept.append((kind, who, other, 1))
    now, recount = last_room(held, events(*kept)), Recount(kept)
    found = headcount(now, held, recused)
    assert (
        {m.id for m in found.present},
        {m.id for m in found.represented},
        {m.id for m in found.recused},
    ) == recount.groups(recused)
    holders = {seat: holder for seat in range(1, 6) if (holder := recount.holder(seat))}
    assert now.proxies == holders
    for holder in holders.values():
        has_voice = any(recount.fills(seat) == holder for seat in range(1, 6))
        assert has_voice or recount.is_out(holder)
    needed = 5 - len(found.recused) if leaves_out else 5
    assert found.quorum.members == needed
    counted = len(found.present) + len(found.represented) * counts_proxies
    assert found.quorum.found == counted
    assert found.quorum.is_reached == (2 * counted >= needed)
    groups = (found.present, found.represented, found.recused, found.blocked, found.missing)
    assert sorted(m.id for group in groups for m in group) == [1, 2, 3, 4, 5]


FIRST = {KIND.ARRIVED, KIND.CONNECTED, KIND.EXCUSED, KIND.PROXY_GIVEN, KIND.SEATED}


@given(st.lists(ACTS, max_size=25), st.integers(0, 2), st.integers(0, 25))
def test_what_is_noted_first_in_the_first_minutes_counts_from_the_opening(
    acts: list[tuple[EventKind, int, int]], limit: int, begins: int
) -> None:
    """Play acts, the list being filled until a dossier begins; count the opening from its list.

    The recount keeps two lists: what is there at the opening, and what follows it.
    """
    alternates = (
        member(6, role=Role.ALTERNATE, is_voting=False, alternate_of=1),
        member(7, role=Role.ALTERNATE, is_voting=False, alternate_of=2),
    )
    held = body(5, BodyRules(proxies=limit), *alternates)
    known = events((KIND.OPENED,))
    early: list[tuple[object, ...]] = []
    later: list[tuple[object, ...]] = []
    typed = list(known)
    for turn, (kind, who, other) in enumerate(acts):
        if turn == begins:
            start = MeetingEvent(0, 1, len(known) + 1, KIND.ITEM_STARTED, None, None, None, 1)
            known, typed = (*known, start), [*typed, start]
            later.append((KIND.ITEM_STARTED, None, None, 1))
        act = MeetingEvent(0, 1, len(known) + 1, kind, None, who, other, 1)
        try:
            rooms(held, (*known, act))
        except Failure:
            continue
        typed.append(act)
        is_gathered = is_gathering(known, {1})
        assert is_gathered is (turn < begins)
        moved = from_opening(known, act, held) if is_gathered else None
        known = moved or (*known, act)
        one = (kind, who, other, 1)
        (early if moved else later).append(one)
        if moved is None and is_gathered and kind in FIRST:
            earlier, people = (
                (later, {who, other}) if kind is KIND.SEATED else (early + later, {who})
            )
            is_known = any({known[1], known[2]} & people for known in earlier)
            assert is_known or not playable(held, [*early, one, (KIND.OPENED,), *later])
    assert [(e.kind, e.member_id) for e in known] == [
        (one[0], one[1]) for one in (*early, (KIND.OPENED, None), *later)
    ]
    assert rooms(held, known)[-1] == rooms(held, numbered(typed))[-1]
    found = headcount(opening_room(held, known), held)
    present, represented, _left = Recount(early).groups(frozenset())
    assert {m.id for m in found.present} == present
    assert {m.id for m in found.represented} == represented


def playable(held: Body, history: list[tuple[object, ...]]) -> bool:
    try:
        rooms(held, events(*history))
    except Failure:
        return False
    return True


def test_a_departure_in_the_first_minutes_and_a_second_coming_keep_their_hours() -> None:
    told = events(*here(1), (KIND.OPENED, None, None, None, (14, 0)))
    gone = MeetingEvent(9, 1, 3, KIND.LEFT, datetime(2022, 12, 8, 14, 5), 1)
    assert from_opening(told, gone, body()) is None
    back = replace(gone, sequence=4, kind=KIND.ARRIVED)
    assert from_opening((*told, gone), back, body()) is None
    first = replace(back, member_id=2)
    moved = from_opening((*told, gone), first, body())
    assert moved is not None
    assert [(e.kind, e.member_id, e.sequence) for e in moved] == [
        (KIND.ARRIVED, 1, 1),
        (KIND.ARRIVED, 2, 2),
        (KIND.OPENED, None, 3),
        (KIND.LEFT, 1, 4),
    ]
    assert moved[1].at is None


@pytest.mark.parametrize(
    ("told", "gathers"),
    [
        ([], False),
        ([(KIND.OPENED,)], True),
        ([(KIND.OPENED,), (KIND.ITEM_STARTED, None, None, 5)], True),
        ([(KIND.OPENED,), (KIND.ITEM_STARTED, None, None, 7)], False),
        (
            [(KIND.OPENED,), (KIND.ITEM_STARTED, None, None, 5), (KIND.ITEM_ENDED, None, None, 5)],
            False,
        ),
        ([(KIND.OPENED,), (KIND.SUSPENDED,), (KIND.RESUMED,)], False),
        ([(KIND.OPENED,), (KIND.CLOSED,)], False),
    ],
)
def test_the_list_is_filled_until_something_is_dealt_with(
    told: list[tuple[object, ...]], gathers: bool
) -> None:
    assert is_gathering(events(*told), {7}) is gathers


def test_an_hour_that_is_corrected_crosses_the_opening_and_nothing_else() -> None:
    told = events(
        *here(1, 2),
        (KIND.OPENED, None, None, None, (14, 0)),
        (KIND.ARRIVED, 3, None, None, (14, 10)),
        (KIND.ARRIVED, 4, None, None, (14, 20)),
    )

    def order(number: int, hour: int, minute: int) -> list[int | None]:
        wanted = replace(told[number - 1], at=datetime(2022, 12, 8, hour, minute))
        moved = corrected(told, wanted, body())
        assert [e.sequence for e in moved] == [1, 2, 3, 4, 5]
        return [e.member_id for e in moved]

    assert order(1, 14, 12) == [2, None, 3, 1, 4]
    assert order(1, 14, 5) == [2, None, 1, 3, 4]
    assert order(1, 13, 50) == [1, 2, None, 3, 4]
    assert order(4, 14, 0) == [1, 2, None, 3, 4]
    assert order(4, 13, 59) == [1, 2, 3, None, 4]
    assert order(1, 14, 0) == [1, 2, None, 3, 4]
    assert order(4, 14, 40) == [1, 2, None, 3, 4]
    assert order(3, 14, 15) == [1, 2, None, 3, 4]
    held = events(*here(1), (KIND.PROXY_GIVEN, 2, 1), (KIND.OPENED, None, None, None, (14, 0)))
    late = replace(held[0], at=datetime(2022, 12, 8, 14, 30))
    assert [e.id for e in corrected(held, late, body())] == [1, 2, 3]


def test_the_hour_that_is_shown_moves_nothing_when_it_is_confirmed() -> None:
    told = events((KIND.OPENED,), *here(1, 2))
    hours = [datetime(2022, 12, 8, 13, *rest) for rest in ((30, 20), (30, 50), (31, 40))]
    told = tuple(replace(e, at=hour) for e, hour in zip(told, hours, strict=True))
    for event, hour in zip(told[1:], hours[1:], strict=True):
        moved = corrected(told, replace(event, at=hour.replace(second=0)), body())
        assert [e.id for e in moved] == [1, 2, 3]
    early = events(*here(1), (KIND.OPENED,), *here(2))
    early = tuple(replace(e, at=hour) for e, hour in zip(early, hours, strict=True))
    late = replace(early[0], at=datetime(2022, 12, 8, 13, 31))
    assert [e.id for e in corrected(early, late, body())] == [2, 3, 1]


def test_the_quorum_that_lacked_at_the_opening_has_the_event_that_made_it() -> None:
    told = events(*here(1), (KIND.OPENED,), *here(2, 3, 4))
    held = body(6)
    made = reached_later(held, told)
    assert made is not None and made.member_id == 3
    assert reached_later(held, told[:3]) is None
    assert reached_later(held, events(*here(1, 2, 3), (KIND.OPENED,), (KIND.LEFT, 3))) is None
    assert reached_later(held, events(*here(1, 2, 3))) is None


COMES = {KIND.ARRIVED, KIND.CONNECTED}
GOES = {KIND.LEFT, KIND.EXCUSED, KIND.PROXY_GIVEN, KIND.PROXY_ENDED}


class Recount:
    """The voices of members 1 to 5, from the last thing that happened to each person."""

    def __init__(self, history: list[tuple[object, ...]]) -> None:
        self.history = history

    def last(self, kinds: set[EventKind], person: int) -> int:
        """Return the place of the last such event of a person, -1 without any."""
        found = [n for n, one in enumerate(self.history) if one[0] in kinds and one[1] == person]
        return max(found, default=-1)

    def is_there(self, person: int) -> bool:
        return self.last(COMES | {KIND.SEATED}, person) > self.last(GOES, person)

    def is_out(self, person: int) -> bool:
        ends = [n for n, one in enumerate(self.history) if one[0] is KIND.ITEM_ENDED]
        back = max(self.last(GOES | {KIND.RETURNED}, person), *ends, -1)
        return self.last({KIND.WITHDREW}, person) > back

    def ended_while_out(self, person: int) -> int:
        """Return the place of the last end of an item for which a person was out, or -1."""
        ends = [n for n, one in enumerate(self.history) if one[0] is KIND.ITEM_ENDED]
        return max((n for n in ends if Recount(self.history[:n]).is_out(person)), default=-1)

    def fills(self, seat: int) -> int | None:
        """Return who exercises the voice of a member on the spot."""
        alternate = {1: 6, 2: 7}.get(seat, 0)
        given_back = max(
            self.last(GOES | {KIND.UNSEATED}, alternate),
            self.last(COMES | {KIND.RETURNED}, seat),
            self.ended_while_out(seat),
        )
        if self.last({KIND.SEATED}, alternate) > given_back:
            return alternate
        return seat if self.is_there(seat) else None

    def holder(self, seat: int) -> int | None:
        """Return who holds the mandate of a member."""
        given = self.last({KIND.PROXY_GIVEN}, seat)
        ended = self.last({KIND.PROXY_ENDED, KIND.EXCUSED, *COMES}, seat)
        found = self.history[given][2] if given > ended else None
        return found if isinstance(found, int) else None

    def groups(self, recused: frozenset[int]) -> tuple[set[int], set[int], set[int]]:
        """Return the members present, represented and recused."""
        filled = {seat: self.fills(seat) for seat in range(1, 6)}
        left = {seat for seat, person in filled.items() if (person or seat) in recused}
        present = {
            seat
            for seat, person in filled.items()
            if person is not None and seat not in left and not self.is_out(person)
        }
        represented = {
            seat
            for seat, person in filled.items()
            if person is None and seat not in left
            if (holder := self.holder(seat)) is not None and holder not in recused
        }
        return present, represented, left
