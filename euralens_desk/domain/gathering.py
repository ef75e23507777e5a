"""Who is there from the opening on, although noted a little after it.

The list of presences is filled in the first minutes of a meeting. Events follow by sequence, so who
was ticked after the opening would be called late, and the quorum found at the opening would be
that of an empty room. As long as the list is being filled (``is_gathering``) the first thing noted
of a person therefore goes right before the opening, without an hour. Whatever follows it (a
departure, the arrival of who was noted absent or excused) is noted at its hour. A real late
arrival is one that is said to be one, by its key or by its hour.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from euralens_desk.domain.meeting import EventKind, MeetingEvent
from euralens_desk.domain.room import Body, in_order, is_possible, to_minute

_OVER = frozenset({EventKind.ITEM_ENDED, EventKind.SUSPENDED, EventKind.CLOSED, EventKind.REVEALED})
"""What ends the first minutes, beside the start of a dossier."""

COMINGS = (EventKind.ARRIVED, EventKind.CONNECTED)
_FIRST = (*COMINGS, EventKind.EXCUSED, EventKind.ABSENT, EventKind.PROXY_GIVEN, EventKind.SEATED)


def is_gathering(events: Sequence[MeetingEvent], dossier_items: Collection[int]) -> bool:
    """Whether a meeting is open and has dealt with nothing yet: its list is being filled.

    It lasts until a dossier is put to discussion, the item before the first dossier ends, or the
    meeting is suspended: what was noted before the break is not filled in after it.
    """
    kinds = {event.kind for event in events}
    if EventKind.OPENED not in kinds or kinds & _OVER:
        return False
    started = {event.item_id for event in events if event.kind is EventKind.ITEM_STARTED}
    return started.isdisjoint(dossier_items)


def from_opening(
    events: Sequence[MeetingEvent], noted: MeetingEvent, body: Body
) -> tuple[MeetingEvent, ...] | None:
    """Return the events with one more right before the opening, without an hour.

    None when it is not the first thing noted of the person, or could not be at that moment: the
    mandate given to who came late.
    """
    known = in_order(events)
    place = opening_place(known)
    if place is None or noted.kind not in _FIRST or not _is_first(known, place, noted):
        return None
    return possible([*known[:place], replace(noted, at=None), *known[place:]], body)


def _is_first(known: Sequence[MeetingEvent], place: int, noted: MeetingEvent) -> bool:
    """Whether nothing was noted of a person; of who sits for another, nothing since the opening."""
    about = {noted.member_id}
    if noted.kind is EventKind.SEATED:
        known, about = known[place:], {noted.member_id, noted.other_id}
    return not any({event.member_id, event.other_id} & about - {None} for event in known)


def opening_place(known: Sequence[MeetingEvent]) -> int | None:
    """Return where the opening stands among events in their order, None without one."""
    return next((n for n, event in enumerate(known) if event.kind is EventKind.OPENED), None)


def possible(ordered: Sequence[MeetingEvent], body: Body) -> tuple[MeetingEvent, ...] | None:
    """Return events numbered in the order given; None when they can't follow each other so."""
    moved = numbered(ordered)
    return moved if is_possible(body, moved) else None


def numbered(ordered: Sequence[MeetingEvent]) -> tuple[MeetingEvent, ...]:
    """Return events with the sequence that the order given says."""
    return tuple(replace(event, sequence=n) for n, event in enumerate(ordered, start=1))


def corrected(
    events: Sequence[MeetingEvent], edited: MeetingEvent, body: Body
) -> tuple[MeetingEvent, ...]:
    """Return the events with the right hour of one, which keeps its place among the others.

    Only the opening is crossed: who came after its hour takes the place that the hour says, and who
    came before it is there from the opening. Hours count by the minute, as they are read and typed;
    in the minute of the opening an event stays on its side.
    """
    known = in_order(events)
    stays = tuple(edited if event.id == edited.id else event for event in known)
    place = opening_place(known)
    opened = known[place].at if place is not None else None
    if place is None or opened is None or edited.at is None or edited.kind not in _FIRST:
        return stays
    others = [event for event in known if event.id != edited.id]
    hour, minute_of_opening = to_minute(edited.at), to_minute(opened)
    was_before, is_before = edited.sequence < known[place].sequence, hour < minute_of_opening
    if was_before is is_before or hour == minute_of_opening:
        return stays
    if is_before:
        return possible([*others[:place], edited, *others[place:]], body) or stays
    earlier = [n for n, e in enumerate(others) if n >= place and e.at and to_minute(e.at) <= hour]
    after = max(earlier, default=place - 1) + 1
    return possible([*others[:after], edited, *others[after:]], body) or stays
