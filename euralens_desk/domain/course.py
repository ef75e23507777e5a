"""How long things lasted at a meeting, told from its events: items, presences, exits, suspensions.

Hours are those noted, which may be absent: a span without an hour is told without it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from euralens_desk.domain.meeting import AgendaItem, EventKind, Meeting, MeetingEvent
from euralens_desk.domain.room import in_order


@dataclass(frozen=True, slots=True)
class Span:
    """From an hour to another; ``is_over`` is False while it lasts."""

    start: datetime | None
    end: datetime | None = None
    is_over: bool = False


_ARRIVALS = (EventKind.ARRIVED, EventKind.CONNECTED)
_AWAY = (EventKind.LEFT, EventKind.EXCUSED, EventKind.ABSENT, EventKind.PROXY_GIVEN)


def item_spans(events: Sequence[MeetingEvent]) -> Mapping[int, tuple[Span, ...]]:
    """Return when each item was under way; more than once when it was reopened."""
    return _spans(events, (EventKind.ITEM_STARTED,), (EventKind.ITEM_ENDED,), "item_id")


def suspensions(events: Sequence[MeetingEvent]) -> tuple[Span, ...]:
    """Return when the meeting was suspended."""
    found = _spans(events, (EventKind.SUSPENDED,), (EventKind.RESUMED,), "meeting_id")
    return tuple(span for spans in found.values() for span in spans)


def meeting_span(events: Sequence[MeetingEvent]) -> Span | None:
    """Return from when to when the meeting was open; None when nobody noted its opening."""
    found = _spans(events, (EventKind.OPENED,), (EventKind.CLOSED,), "meeting_id")
    return next((span for spans in found.values() for span in spans), None)


def stays(events: Sequence[MeetingEvent]) -> Mapping[int, tuple[Span, ...]]:
    """Return when each member was there, in the room or by video; several times for some."""
    return _spans(events, _ARRIVALS, _AWAY, "member_id")


def withdrawals(events: Sequence[MeetingEvent], item_id: int) -> Mapping[int, tuple[Span, ...]]:
    """Return when recused members were out of the room for an item, by member.

    Who did not come back before is back when the item ends.
    """
    about: list[MeetingEvent] = []
    for event in in_order(events):
        known = {other.member_id for other in about}
        is_here = event.item_id == item_id
        if event.kind is EventKind.ITEM_ENDED and is_here:
            back = replace(event, kind=EventKind.RETURNED, item_id=None)
            about += [replace(back, member_id=member) for member in known]
        elif event.kind in (EventKind.WITHDREW, EventKind.RETURNED):
            about += [event] if is_here else []
        elif event.kind in _AWAY and event.member_id in known:
            about.append(event)
    return _spans(about, (EventKind.WITHDREW,), (EventKind.RETURNED, *_AWAY), "member_id")


def _spans(
    events: Sequence[MeetingEvent],
    starts: Sequence[EventKind],
    ends: Sequence[EventKind],
    by: str,
) -> Mapping[int, tuple[Span, ...]]:
    """Return spans between starting and ending events, by one field; two starts make one span."""
    found: dict[int, list[Span]] = {}
    for event in in_order(events):
        key = getattr(event, by)
        held = found.setdefault(key, []) if key is not None else []
        is_on = bool(held) and not held[-1].is_over
        if event.kind in starts and not is_on:
            held.append(Span(event.at))
        elif event.kind in ends and is_on:
            held[-1] = Span(held[-1].start, event.at, is_over=True)
    return {key: tuple(spans) for key, spans in found.items() if spans}


def revealed(events: Sequence[MeetingEvent], item_id: int) -> MeetingEvent | None:
    """Return the event that revealed the scores on an item, None while they are masked."""
    shown = (e for e in in_order(events) if e.kind is EventKind.REVEALED and e.item_id == item_id)
    return next(shown, None)


@dataclass(frozen=True, slots=True)
class ItemCourse:
    """One item of the agenda with its hours: planned, and as it went.

    ``planned_at`` adds up the planned lengths from the hour of the meeting, None without one.
    ``spans`` is when it was under way, empty before; ``suspended`` the suspensions of the meeting.
    """

    item: AgendaItem
    planned_at: datetime | None
    spans: tuple[Span, ...]
    suspended: tuple[Span, ...]
    revealed_at: datetime | None
    is_revealed: bool

    @property
    def is_current(self) -> bool:
        """Whether the item is under way."""
        return bool(self.spans) and not self.spans[-1].is_over

    @property
    def is_done(self) -> bool:
        """Whether the item was examined and is over."""
        return bool(self.spans) and self.spans[-1].is_over

    @property
    def started_at(self) -> datetime | None:
        """When it was first put to discussion."""
        return self.spans[0].start if self.spans else None

    @property
    def delay(self) -> timedelta | None:
        """How much later than planned it was started (negative: earlier)."""
        if self.started_at is None or self.planned_at is None:
            return None
        return self.started_at - self.planned_at

    def spent(self, now: datetime | None = None) -> timedelta:
        """Return how long it was under way, suspensions left out; until ``now`` while it lasts.

        A clock that jumped back counts for nothing, never for less.
        """
        whole = sum((_length(span, now) for span in self.spans), timedelta())
        paused = (
            _length(Span(_latest(pause.start, span.start), _earliest(pause.end, span.end)), now)
            for pause in self.suspended
            for span in self.spans
        )
        return max(timedelta(), whole - sum(paused, timedelta()))


def _length(span: Span, now: datetime | None) -> timedelta:
    end = span.end or (None if span.is_over else now)
    if span.start is None or end is None:
        return timedelta()
    return max(timedelta(), end - span.start)


def _latest(*hours: datetime | None) -> datetime | None:
    return max((hour for hour in hours if hour is not None), default=None)


def _earliest(*hours: datetime | None) -> datetime | None:
    return min((hour for hour in hours if hour is not None), default=None)


def course(
    meeting: Meeting, items: Sequence[AgendaItem], events: Sequence[MeetingEvent]
) -> tuple[ItemCourse, ...]:
    """Return the items of a meeting with their hours, in the order given."""
    spans, paused = item_spans(events), suspensions(events)
    planned = datetime.combine(meeting.held_on, meeting.starts_at) if meeting.starts_at else None
    found = []
    for item in items:
        shown = revealed(events, item.id)
        at = shown.at if shown else None
        there = spans.get(item.id, ())
        found.append(ItemCourse(item, planned, there, paused, at, shown is not None))
        planned = planned + timedelta(minutes=item.planned_minutes) if planned else None
    return tuple(found)


def running_delay(items: Sequence[ItemCourse]) -> timedelta | None:
    """Return how late the meeting is: the delay of the item under way, or of the last started."""
    started = [one for one in items if one.spans]
    current = next((one for one in started if one.is_current), started[-1] if started else None)
    return current.delay if current else None
