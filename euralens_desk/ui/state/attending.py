"""Who is in the room, as the panes of a meeting show it: groups, stays, mandates, alternates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from euralens_desk.domain.course import Span, meeting_span, stays, withdrawals
from euralens_desk.domain.gathering import is_gathering
from euralens_desk.domain.headcount import Headcount, headcount
from euralens_desk.domain.meeting import EventKind, MeetingEvent, Presence
from euralens_desk.domain.people import Member, Role
from euralens_desk.domain.quorum import Quorum
from euralens_desk.domain.room import THERE, MeetingStage
from euralens_desk.usecases.proceedings import Point, Proceedings

LIVE = (MeetingStage.OPEN, MeetingStage.SUSPENDED)
"""The stages at which what happens is noted with its hour."""


def is_live(held: Proceedings) -> bool:
    """Whether the meeting is being held."""
    return held.room.stage in LIVE


def is_closed(held: Proceedings) -> bool:
    """Whether the meeting was closed: it is then read, until it is reopened."""
    return held.room.stage is MeetingStage.CLOSED


def gathers_still(held: Proceedings) -> bool:
    """Whether who is noted now is there from the opening."""
    return is_gathering(held.events, {point.item.id for point in held.points})


class Group(Enum):
    """The parts of the attendance list, in its order."""

    TITULAR = "titular"
    ALTERNATE = "alternate"
    VOICELESS = "voiceless"


@dataclass(frozen=True, slots=True)
class MemberLine:
    """One member in the attendance list.

    ``holder`` has the mandate of the member, ``givers`` gave theirs to him. ``alternates`` may sit
    for him and ``alternate`` does; ``sits_for`` is whose seat he takes. ``opened_at`` is the hour
    of the opening, of those who were there before it.
    """

    member: Member
    group: Group
    presence: Presence | None
    spans: tuple[Span, ...] = ()
    opened_at: datetime | None = None
    holder: Member | None = None
    givers: tuple[Member, ...] = ()
    alternate: Member | None = None
    alternates: tuple[Member, ...] = ()
    sits_for: Member | None = None
    is_out: bool = False

    @property
    def is_there(self) -> bool:
        """Whether the member attends, in the room or by video."""
        return self.presence in THERE

    @property
    def is_expected(self) -> bool:
        """Whether nothing was noted of the member, for whom nobody sits; alternates apart."""
        is_blank = self.presence is None and self.alternate is None
        return is_blank and self.member.alternate_of is None

    @property
    def is_from_opening(self) -> bool:
        """Whether the member is there since before the opening."""
        return self.is_there and bool(self.spans) and self.spans[-1].start is None


def group_of(member: Member) -> Group:
    """Return the part of the list a member stands in."""
    if member.role is Role.ALTERNATE:
        return Group.ALTERNATE
    return Group.TITULAR if member.is_voting else Group.VOICELESS


def member_lines(held: Proceedings) -> tuple[MemberLine, ...]:
    """Return the members of the body with how they attend, group after group, by code."""
    spans, span = stays(held.events), meeting_span(held.events)
    opened = span.start if span else None
    members = sorted(held.body.members.values(), key=lambda m: list(Group).index(group_of(m)))
    return tuple(_line(held, member, spans.get(member.id, ()), opened) for member in members)


def _line(
    held: Proceedings, member: Member, spans: tuple[Span, ...], opened: datetime | None
) -> MemberLine:
    room, known = held.room, held.body.members
    seats = {alternate: seat for seat, alternate in room.seats.items()}
    return MemberLine(
        member=member,
        group=group_of(member),
        presence=room.presence.get(member.id),
        spans=spans,
        opened_at=opened,
        holder=known.get(room.proxies.get(member.id, 0)),
        givers=tuple(known[giver] for giver, holder in room.proxies.items() if holder == member.id),
        alternate=known.get(room.seats.get(member.id, 0)),
        alternates=alternates_of(held, member),
        sits_for=known.get(seats.get(member.id, 0)),
        is_out=member.id in room.out,
    )


def alternates_of(held: Proceedings, member: Member) -> tuple[Member, ...]:
    """Return who may sit for a member; nobody for one who was chosen in person."""
    if member.is_qualified:
        return ()
    return tuple(m for m in held.body.members.values() if m.alternate_of == member.id)


def headcount_shown(held: Proceedings, point: Point | None) -> Headcount:
    """Return who counts on a dossier, or now on an item that is not one."""
    return point.headcount if point else headcount(held.room, held.body)


@dataclass(frozen=True, slots=True)
class Presences:
    """How the members who compose a point attend; the last four are those whose seat is empty.

    ``blocked`` gave a mandate whose holder is recused from the point.
    """

    present: int
    proxies: int
    excused: int = 0
    absent: int = 0
    unnoted: int = 0
    blocked: int = 0


def presences(found: Headcount, noted: Mapping[int, Presence]) -> Presences:
    """Count the seats of a point, those who stepped back apart."""
    missing = [noted.get(member.id) for member in found.missing]
    return Presences(
        present=len(found.present),
        proxies=len(found.represented),
        excused=missing.count(Presence.EXCUSED),
        absent=len(missing) - missing.count(Presence.EXCUSED) - missing.count(None),
        unnoted=missing.count(None),
        blocked=len(found.blocked),
    )


def empty_seats(found: Headcount, quorum: Quorum, *, counts_proxies: bool) -> int:
    """Return how many seats of the composition of a point count for nothing in its quorum."""
    proxies = len(found.represented) if counts_proxies else 0
    return max(0, quorum.members - len(found.present) - proxies)


@dataclass(frozen=True, slots=True)
class RecusedLine:
    """A member who stepped back from the dossier shown.

    ``spans`` is when he was out of the room for it; ``may_leave`` while he is in the room and the
    item is under way.
    """

    member: Member
    reason: str
    spans: tuple[Span, ...]
    is_out: bool
    is_there: bool
    may_leave: bool
    alternate: Member | None
    alternates: tuple[Member, ...]


def recused_lines(held: Proceedings, point: Point) -> tuple[RecusedLine, ...]:
    """Return those who stepped back from a dossier, by code."""
    out = withdrawals(held.events, point.item.id)
    is_on = held.room.item == point.item.id
    return tuple(
        RecusedLine(
            member=member,
            reason=point.reasons.get(member.id, ""),
            spans=out.get(member.id, ()),
            is_out=is_on and member.id in held.room.out,
            is_there=held.room.is_there(member.id),
            may_leave=is_on and held.room.is_there(member.id) and member.id not in held.room.out,
            alternate=held.body.members.get(held.room.seats.get(member.id, 0)),
            alternates=alternates_of(held, member),
        )
        for member in point.recused
    )


def may_step_back(held: Proceedings, point: Point) -> tuple[Member, ...]:
    """Return who may still declare a recusal on a dossier: those there first, then the others."""
    recused = {member.id for member in point.recused}
    left = [member for member in held.body.members.values() if member.id not in recused]
    return tuple(sorted(left, key=lambda member: not held.room.is_there(member.id)))


def lacks_quorum(held: Proceedings, found: Quorum) -> bool:
    """Whether a meeting that was opened calls for a second one: the quorum is not reached."""
    return not found.is_reached and any(e.kind is EventKind.OPENED for e in held.events)


def place_of_late(
    events: Sequence[MeetingEvent], at: datetime | None, shown: MeetingEvent | None
) -> int:
    """Return the event, by id, after which a forgotten one goes; 0 at the end.

    Its hour tells; without one it goes after the event that is shown.
    """
    before = [event.id for event in events if at and event.at and event.at <= at]
    if before:
        return before[-1]
    return shown.id if shown else 0
