"""What a meeting still lacks before its minutes say all they must (DOMAIN 2.3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from euralens_desk.domain.course import meeting_span
from euralens_desk.domain.meeting import ActKind
from euralens_desk.domain.messages import Message, message, plural_message
from euralens_desk.domain.people import CommitteeKind
from euralens_desk.usecases.proceedings import Point, Proceedings
from euralens_desk.usecases.roll_call import roll_call_remark
from euralens_desk.usecases.votes import miscount


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing that is missing, and the dossier of the point where it is put right, if any."""

    told: Message
    dossier_id: int | None = None


def missing_from_minutes(held: Proceedings) -> tuple[Lack, ...]:
    """Return what is missing, in the order of the minutes; nothing of it forbids to draw them."""
    lacks = [Lack(told) for told in _missing_of_the_meeting(held)]
    for point in held.points:
        place = held.items.index(point.item) + 1
        votes = held.committee.kind is CommitteeKind.EXPERT
        missing = _missing_of_a_vote if votes else _missing_of_a_talk
        found = missing(held, point, place)
        lacks += (Lack(told, point.dossier.id) for told in found)
        lost = roll_call_remark(point.headcount, held.voices[point.item.id])
        if lost is not None and not point.item.miscount_reason:
            lacks.append(Lack(lost, point.dossier.id))
    return tuple(lacks)


def _missing_of_the_meeting(held: Proceedings) -> Iterator[Message]:
    meeting = held.meeting
    noted = meeting_span(held.events)
    starts = meeting.starts_at or (noted and noted.start)
    ends = meeting.ends_at or (noted and noted.end)
    if starts is None or ends is None:
        yield message("hours of the meeting")
    if not meeting.place:
        yield message("place of the meeting")
    if not meeting.chair:
        yield message("name of the chair")
    if not meeting.meeting_secretary:
        yield message("name of the secretary")
    unnoted = sum(seat.attendance is None for seat in held.seats)
    if not held.seats:
        yield message("members of the committee")
    if unnoted:
        yield plural_message(
            "attendance of {count} member", "attendance of {count} members", unnoted
        )
    if not held.points:
        yield message("agenda")


def _missing_of_a_vote(held: Proceedings, point: Point, place: int) -> Iterator[Message]:
    item = point.item
    yield from _missing_of_a_talk(held, point, place)
    if not item.is_voted and not item.miscount_reason:
        yield message("vote of point {place}", place=place)
    elif miscount(item.total_votes, point.voices) is not None and not item.miscount_reason:
        yield message("reason of the count of point {place}", place=place)
    if ActKind.PROPOSAL in point.acts or point.hindrance is not None:
        return
    if item.drafted_reasons:
        yield message("proposition of point {place}", place=place)
    else:
        yield message("proposition and reasons of point {place}", place=place)


def _missing_of_a_talk(held: Proceedings, point: Point, place: int) -> Iterator[Message]:
    """Tell a point of which nothing was written: a note of the debate is enough."""
    if not point.item.discussion and not held.notes[point.item.id]:
        yield message("discussion of point {place}", place=place)
