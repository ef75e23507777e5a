"""How long things lasted, told from the events."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from euralens_desk.domain.course import (
    Span,
    course,
    item_spans,
    meeting_span,
    revealed,
    running_delay,
    stays,
    suspensions,
    withdrawals,
)
from euralens_desk.domain.meeting import AgendaItem, EventKind, Meeting, MeetingEvent

KIND = EventKind
MEETING = Meeting(1, 1, "2022-12-08", date(2022, 12, 8), time(13, 30))
ITEMS = (
    AgendaItem(1, 1, 1, None, "Ouverture", 15),
    AgendaItem(2, 1, 2, 7, planned_minutes=20),
    AgendaItem(3, 1, 3, 8),
)


def at(hour: int, minute: int) -> datetime:
    return datetime(2022, 12, 8, hour, minute)


def told(
    *happened: tuple[EventKind, datetime | None, int | None, int | None],
) -> tuple[MeetingEvent, ...]:
    """Events: kind, hour, member, item."""
    return tuple(
        MeetingEvent(n, 1, n, kind, hour, who, None, item)
        for n, (kind, hour, who, item) in enumerate(happened, start=1)
    )


EVENTS = told(
    (KIND.ARRIVED, None, 5, None),
    (KIND.OPENED, at(13, 31), None, None),
    (KIND.ITEM_STARTED, at(13, 31), None, 1),
    (KIND.ARRIVED, at(13, 40), 6, None),
    (KIND.ITEM_ENDED, at(13, 51), None, 1),
    (KIND.ITEM_STARTED, at(13, 51), None, 2),
    (KIND.WITHDREW, at(13, 52), 5, 2),
    (KIND.REVEALED, at(13, 55), None, 2),
    (KIND.SUSPENDED, at(14, 0), None, None),
    (KIND.RESUMED, at(14, 10), None, None),
    (KIND.WITHDREW, at(14, 11), 6, 2),
    (KIND.RETURNED, at(14, 12), 6, 2),
    (KIND.ITEM_ENDED, at(14, 20), None, 2),
    (KIND.LEFT, at(14, 30), 6, None),
    (KIND.ITEM_STARTED, at(14, 40), None, 2),
)


def test_items_stays_and_exits_are_spans() -> None:
    assert item_spans(EVENTS)[2] == (
        Span(at(13, 51), at(14, 20), is_over=True),
        Span(at(14, 40)),
    )
    assert stays(EVENTS) == {
        5: (Span(None),),
        6: (Span(at(13, 40), at(14, 30), is_over=True),),
    }
    assert withdrawals(EVENTS, 2) == {
        5: (Span(at(13, 52), at(14, 20), is_over=True),),
        6: (Span(at(14, 11), at(14, 12), is_over=True),),
    }
    assert withdrawals(EVENTS, 1) == {}
    assert suspensions(EVENTS) == (Span(at(14, 0), at(14, 10), is_over=True),)
    assert meeting_span(EVENTS) == Span(at(13, 31)) and meeting_span(()) is None


def test_who_leaves_the_meeting_while_out_is_not_out_any_more() -> None:
    gone = told((KIND.WITHDREW, at(14, 0), 5, 2), (KIND.LEFT, at(14, 5), 5, None))
    assert withdrawals(gone, 2) == {5: (Span(at(14, 0), at(14, 5), is_over=True),)}


def test_the_agenda_has_its_planned_and_real_hours() -> None:
    first, second, third = course(MEETING, ITEMS, EVENTS)
    assert [one.planned_at for one in (first, second, third)] == [
        at(13, 30),
        at(13, 45),
        at(14, 5),
    ]
    assert first.is_done and not first.is_current and not first.is_revealed
    assert second.is_current and second.is_revealed and second.revealed_at == at(13, 55)
    assert first.spent() == timedelta(minutes=20)
    assert second.spent(at(14, 45)) == timedelta(minutes=19 + 5)
    assert second.spent(at(14, 0)) == timedelta(minutes=19)
    assert second.delay == timedelta(minutes=6) == running_delay((first, second, third))
    assert third.delay is None and third.spent() == timedelta()
    assert running_delay((third,)) is None


def test_a_clock_that_jumps_back_makes_no_length_negative() -> None:
    jumped = told(
        (KIND.ITEM_STARTED, at(14, 0), None, 1),
        (KIND.SUSPENDED, at(14, 5), None, None),
        (KIND.RESUMED, at(13, 10), None, None),
        (KIND.ITEM_ENDED, at(13, 20), None, 1),
        (KIND.ITEM_STARTED, at(13, 20), None, 2),
        (KIND.ITEM_ENDED, at(13, 35), None, 2),
        (KIND.ITEM_STARTED, at(13, 40), None, 3),
    )
    first, second, third = course(MEETING, ITEMS, jumped)
    assert first.spent() == timedelta() and second.spent() == timedelta(minutes=15)
    assert third.spent(at(13, 30)) == timedelta() and third.is_current


HOURS = st.none() | st.integers(0, 1439).map(lambda minute: at(*divmod(minute, 60)))


@given(st.lists(HOURS, min_size=7, max_size=7))
def test_no_hours_at_all_make_a_length_negative(hours: list[datetime | None]) -> None:
    kinds = (KIND.ITEM_STARTED, KIND.SUSPENDED, KIND.RESUMED, KIND.ITEM_ENDED)
    two = (KIND.ITEM_STARTED, KIND.ITEM_ENDED)
    happened = [(kind, hour, None, 1) for kind, hour in zip((*kinds, *two), hours, strict=False)]
    for end in range(len(happened) + 1):
        for one in course(MEETING, ITEMS, told(*happened[:end])):
            assert one.spent(hours[-1]) >= timedelta()


def test_hours_that_nobody_noted_are_not_invented() -> None:
    silent = told((KIND.ITEM_STARTED, None, None, 1), (KIND.ITEM_ENDED, None, None, 1))
    (only,) = course(Meeting(1, 1, "x", date(2022, 12, 8)), ITEMS[:1], silent)
    assert (only.is_done, only.planned_at, only.delay, only.spent()) == (
        True,
        None,
        None,
        timedelta(),
    )
    assert revealed(silent, 1) is None
