"""Who is in the room at any moment of a meeting, told from its events (DOMAIN 2.4).

A ``Room`` is the state after some events; ``follow`` makes the next one, or refuses an event that
can't be. Events are taken in the order of their sequence: the clock never decides. What is deduced
is never stored: taking an event back, or reading the file after a stop, gives the same room.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import Enum

from euralens_desk.domain.bodies import BodyRules
from euralens_desk.domain.meeting import EventKind, MeetingEvent, Presence
from euralens_desk.domain.messages import Failure, Message, message, plural_message
from euralens_desk.domain.people import Member, Recusal, Role

THERE = (Presence.PRESENT, Presence.REMOTE)
"""The presences that are counted as being there."""


class MeetingStage(Enum):
    """Where a meeting stands. ``PREPARED`` and ``CONVENED`` come before its first event."""

    PREPARED = "prepared"
    CONVENED = "convened"
    OPEN = "open"
    SUSPENDED = "suspended"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Body:
    """Those who may sit on the day of the meeting, and the rules of their body.

    ``is_waived``: a second meeting after a lack of quorum, which needs none. ``recusals_until`` is
    the day of a meeting that is over: recusals declared later leave what it counted.
    """

    members: Mapping[int, Member]
    rules: BodyRules
    is_waived: bool = False
    recusals_until: date | None = None

    def name(self, member_id: int | None) -> str:
        """Return the name of a member."""
        member = self.members.get(member_id or 0)
        return member.name if member else "–"

    def minds(self, recusal: Recusal) -> bool:
        """Whether a recusal was declared in time to concern the meeting."""
        return self.recusals_until is None or recusal.declared_on <= self.recusals_until

    @property
    def composing(self) -> tuple[Member, ...]:
        """The members the quorum is counted from: with a voice of their own, in their term."""
        return tuple(
            member
            for member in self.members.values()
            if member.is_voting and member.role is not Role.ALTERNATE
        )


def stepped_back(
    body: Body, recusals: Iterable[Recusal], dossier_id: int | None
) -> tuple[Member, ...]:
    """Return who of a body stepped back from a dossier, there or not, by code.

    Recusals are declared once for the whole campaign. Those of other committees, of members out of
    their term on the day, or declared once the meeting was over, are no affair of a meeting: every
    page and paper asks here.
    """
    known = {
        recusal.member_id
        for recusal in recusals
        if recusal.dossier_id == dossier_id and body.minds(recusal)
    }
    return tuple(member for member in body.members.values() if member.id in known)


def body_on(
    members: Iterable[Member],
    rules: BodyRules,
    day: date,
    *,
    is_waived: bool = False,
    is_over: bool = False,
) -> Body:
    """Return the body as it sits on a day: members whose term covers it, by code.

    Once the meeting ``is_over``, recusals declared on later days are no affair of it.
    """
    there = sorted((m for m in members if m.is_in_term(day)), key=lambda m: (m.code, m.id))
    until = day if is_over else None
    return Body({member.id: member for member in there}, rules, is_waived, until)


@dataclass(frozen=True, slots=True)
class Room:
    """Who is where after some events; mappings are by member id.

    ``proxies``: who holds the mandate of a member; ``seats``: the alternate who sits for a member;
    ``out``: recused members out of the room for the item under way.
    """

    presence: Mapping[int, Presence] = field(default_factory=dict)
    proxies: Mapping[int, int] = field(default_factory=dict)
    seats: Mapping[int, int] = field(default_factory=dict)
    out: frozenset[int] = frozenset()
    item: int | None = None
    stage: MeetingStage = MeetingStage.PREPARED

    def is_there(self, member_id: int) -> bool:
        """Whether a member attends, in the room or by video (even out for one item)."""
        return self.presence.get(member_id) in THERE

    def occupant(self, member_id: int) -> int | None:
        """Return who exercises the voice of a member on the spot: himself or his alternate."""
        alternate = self.seats.get(member_id)
        if alternate is not None and self.is_there(alternate):
            return alternate
        return member_id if self.is_there(member_id) else None


@dataclass(frozen=True, slots=True)
class Attendance:
    """How one member attends; ``proxy_to`` is the member who holds the mandate given."""

    member_id: int
    presence: Presence
    proxy_to: int | None = None


def attendance(room: Room, member_id: int) -> Attendance | None:
    """Return how a member attends at that moment; None as long as nothing was noted."""
    presence = room.presence.get(member_id)
    if presence is None:
        return None
    return Attendance(member_id, presence, room.proxies.get(member_id))


def overall_attendance(body: Body, events: Sequence[MeetingEvent]) -> tuple[Attendance, ...]:
    """Return how each member attended, over the whole meeting: who came was present.

    Whoever came, even for a part, is present; else a mandate given counts before apologies.
    """
    found: dict[int, Attendance] = {}
    for event, room in zip(in_order(events), rooms(body, events), strict=True):
        for member in {event.member_id, event.other_id} - {None}:
            now = attendance(room, member) if member is not None else None
            if now is not None and _is_more(now, found.get(now.member_id), event, room.stage):
                found[now.member_id] = now
    return tuple(found[member] for member in body.members if member in found)


_PARTINGS = (EventKind.LEFT, EventKind.PROXY_GIVEN, EventKind.PROXY_ENDED)
"""What a member who was there does; noted before the opening, it corrects nothing."""


def _is_more(
    now: Attendance, before: Attendance | None, event: MeetingEvent, stage: MeetingStage
) -> bool:
    """Whether a later state tells more of a member than the one kept so far.

    Nothing undoes a presence, nor a mandate but a presence, once the meeting was opened; a list
    that is being filled before it, or afterwards without an opening, is corrected by what follows.
    """
    if before is None or now.presence in THERE:
        return True
    if stage is MeetingStage.PREPARED:
        return before.presence not in THERE or event.kind not in _PARTINGS
    return _weight(now.presence) >= _weight(before.presence)


def _weight(presence: Presence) -> int:
    if presence in THERE:
        return 2
    return 1 if presence is Presence.PROXY else 0


Step = Callable[[Room, MeetingEvent, Body], Room]


def follow(room: Room, event: MeetingEvent, body: Body) -> Room:
    """Return the room after one more event; Failure, in one sentence, when it can't happen."""
    if room.stage is MeetingStage.CLOSED:
        raise Failure(message("The meeting is closed. Take the closing back first."))
    return _STEPS[event.kind](room, event, body)


def rooms(body: Body, events: Sequence[MeetingEvent]) -> tuple[Room, ...]:
    """Return the room after each event, taken by sequence; Failure at the first that can't be."""
    found: list[Room] = []
    room = Room()
    for event in in_order(events):
        room = follow(room, event, body)
        found.append(room)
    return tuple(found)


def is_possible(body: Body, events: Sequence[MeetingEvent]) -> bool:
    """Whether events can follow each other in a body."""
    try:
        rooms(body, events)
    except Failure:
        return False
    return True


def in_order(events: Iterable[MeetingEvent]) -> tuple[MeetingEvent, ...]:
    """Return events by sequence."""
    return tuple(sorted(events, key=lambda event: event.sequence))


# The course of the meeting ------------------------------------------------------------------


def _open(room: Room, _event: MeetingEvent, _body: Body) -> Room:
    if room.stage is not MeetingStage.PREPARED:
        raise Failure(message("The meeting is already open."))
    return replace(room, stage=MeetingStage.OPEN)


def _suspend(room: Room, _event: MeetingEvent, _body: Body) -> Room:
    _refuse_unless_open(room)
    return replace(room, stage=MeetingStage.SUSPENDED)


def _resume(room: Room, _event: MeetingEvent, _body: Body) -> Room:
    if room.stage is not MeetingStage.SUSPENDED:
        raise Failure(message("The meeting is not suspended."))
    return replace(room, stage=MeetingStage.OPEN)


def _close(room: Room, _event: MeetingEvent, _body: Body) -> Room:
    if room.stage is MeetingStage.PREPARED:
        raise Failure(message("The meeting is not open yet."))
    if room.item is not None:
        raise Failure(message("An item is under way: end it before the meeting closes."))
    return replace(room, stage=MeetingStage.CLOSED)


def _start_item(room: Room, event: MeetingEvent, _body: Body) -> Room:
    _refuse_unless_open(room)
    if room.item is not None:
        raise Failure(message("An item is under way: end it before the next one starts."))
    return replace(room, item=event.item_id, out=frozenset())


def _end_item(room: Room, event: MeetingEvent, body: Body) -> Room:
    """End the item: whoever was out for it is back, in his or her own seat."""
    _refuse_unless_under_way(room, event)
    return replace(room, item=None, out=frozenset(), seats=_given_back(room, room.out, body))


def _reveal(room: Room, event: MeetingEvent, _body: Body) -> Room:
    if room.stage is MeetingStage.PREPARED:
        raise Failure(message("The scores are revealed during the meeting: open it first."))
    _refuse_unless_open(room)
    _refuse_unless_under_way(room, event)
    return room


def _refuse_unless_under_way(room: Room, event: MeetingEvent) -> None:
    if room.item is None or room.item != event.item_id:
        raise Failure(message("This item is not under way."))


def _refuse_unless_open(room: Room) -> None:
    if room.stage is MeetingStage.PREPARED:
        raise Failure(message("The meeting is not open yet."))
    if room.stage is MeetingStage.SUSPENDED:
        raise Failure(message("The meeting is suspended: resume it first."))


# Who is there -------------------------------------------------------------------------------


def _arrive(room: Room, event: MeetingEvent, body: Body) -> Room:
    """Take a place: a mandate given before ends, and an alternate gives the seat back."""
    member = _member(event, body)
    presence = Presence.PRESENT if event.kind is EventKind.ARRIVED else Presence.REMOTE
    if room.presence.get(member) is presence:
        raise Failure(message("{name} is already there.", name=body.name(member)))
    return replace(
        room,
        presence={**room.presence, member: presence},
        proxies=_without(room.proxies, member),
        seats=_given_back(room, {member}, body),
    )


def _leave(room: Room, event: MeetingEvent, body: Body) -> Room:
    member = _member(event, body)
    if not room.is_there(member):
        raise Failure(
            message(
                "{name} is not there and can't leave: note the arrival.", name=body.name(member)
            )
        )
    return _gone(room, member, Presence.ABSENT, body)


def _note_away(room: Room, event: MeetingEvent, body: Body) -> Room:
    member = _member(event, body)
    excused = event.kind is EventKind.EXCUSED
    presence = Presence.EXCUSED if excused else Presence.ABSENT
    room = replace(room, proxies=_without(room.proxies, member))
    return _gone(room, member, presence, body)


def _gone(room: Room, member: int, presence: Presence, body: Body) -> Room:
    """Leave an empty place."""
    _refuse_holding(room, member, body)
    return replace(
        room,
        presence={**room.presence, member: presence},
        seats={seat: sitting for seat, sitting in room.seats.items() if sitting != member},
        out=room.out - {member},
    )


def _refuse_holding(room: Room, member: int, body: Body) -> None:
    """Refuse that who holds a mandate loses the voice: the mandate would fall unnoticed."""
    givers = [giver for giver, holder in room.proxies.items() if holder == member]
    if givers:
        raise Failure(
            message(
                "{name} holds the mandate of {giver}. Change that mandate first.",
                name=body.name(member),
                giver=body.name(givers[0]),
            )
        )


def _given_back(room: Room, members: Collection[int], body: Body) -> Mapping[int, int]:
    """Return the seats once alternates gave back those of members."""
    for alternate in (room.seats[member] for member in members if member in room.seats):
        _refuse_holding(room, alternate, body)
    return {seat: sitting for seat, sitting in room.seats.items() if seat not in members}


def _give_proxy(room: Room, event: MeetingEvent, body: Body) -> Room:
    """Give one's mandate, leaving the room if one was there."""
    giver, holder = _member(event, body), event.other_id
    if holder is None or holder == giver or holder not in body.members:
        raise Failure(message("Say to whom {name} gives the mandate.", name=body.name(giver)))
    _refuse_giver(room, giver, body)
    _refuse_holder(room, holder, body)
    room = _gone(room, giver, Presence.PROXY, body)
    return replace(room, proxies={**room.proxies, giver: holder})


def _refuse_giver(room: Room, giver: int, body: Body) -> None:
    name = body.name(giver)
    if giver not in {member.id for member in body.composing}:
        raise Failure(message("{name} has no voice, so no mandate to give.", name=name))
    if giver in room.proxies:
        raise Failure(
            message(
                "{name} already gave a mandate to {holder}. End that one first.",
                name=name,
                holder=body.name(room.proxies[giver]),
            )
        )
    if giver in room.seats:
        raise Failure(message("An alternate sits for {name}: no mandate can be given.", name=name))
    if giver in room.proxies.values():
        raise Failure(message("{name} holds a mandate and can't give one away.", name=name))


def _refuse_holder(room: Room, holder: int, body: Body) -> None:
    name, limit = body.name(holder), body.rules.proxies
    if not limit:
        raise Failure(message("The rules of this body allow no mandate."))
    if not room.is_there(holder):
        raise Failure(message("{name} is not present and can't hold a mandate.", name=name))
    if not _has_voice(room, holder, body):
        raise Failure(message("{name} has no voice and can't hold a mandate.", name=name))
    if _sits_for_an_item(room, holder):
        raise Failure(
            message("{name} sits for this item only and can't hold a mandate.", name=name)
        )
    if list(room.proxies.values()).count(holder) >= limit:
        raise Failure(
            plural_message(
                "{name} already holds a mandate; one a person at most.",
                "{name} already holds {count} mandates, the most a person may hold.",
                limit,
                name=name,
            )
        )


def _sits_for_an_item(room: Room, member: int) -> bool:
    """Whether a member only sits for somebody who is out for the item under way."""
    return any(seat in room.out and sitting == member for seat, sitting in room.seats.items())


def _has_voice(room: Room, member: int, body: Body) -> bool:
    return any(room.occupant(seat.id) == member for seat in body.composing)


def _end_proxy(room: Room, event: MeetingEvent, body: Body) -> Room:
    giver = _member(event, body)
    if giver not in room.proxies:
        raise Failure(message("{name} gave no mandate.", name=body.name(giver)))
    return replace(
        room,
        proxies=_without(room.proxies, giver),
        presence={**room.presence, giver: Presence.ABSENT},
    )


def _seat(room: Room, event: MeetingEvent, body: Body) -> Room:
    """Let an alternate sit for a member who is not there, or is out for the item under way."""
    alternate, seat = _member(event, body), event.other_id
    _refuse_alternate(alternate, seat, body)
    assert seat is not None  # refused above
    if room.is_there(seat) and seat not in room.out:
        raise Failure(message("{name} is there: nobody sits instead.", name=body.name(seat)))
    if seat in room.proxies:
        raise Failure(
            message("{name} gave a mandate: end it before an alternate sits.", name=body.name(seat))
        )
    if not room.is_there(alternate):
        room = replace(room, presence={**room.presence, alternate: Presence.PRESENT})
    return replace(room, seats={**room.seats, seat: alternate})


def _refuse_alternate(alternate: int, seat: int | None, body: Body) -> None:
    member, known = body.members[alternate], body.members.get(seat or 0)
    if known is None or member.role is not Role.ALTERNATE:
        raise Failure(message("Say for whom {name} sits.", name=member.name))
    if known.is_qualified:
        raise Failure(
            message(
                "{name} was chosen in person: nobody can sit instead, but a mandate can be given.",
                name=known.name,
            )
        )
    if member.alternate_of != seat:
        raise Failure(
            message("{name} is not the alternate of {other}.", name=member.name, other=known.name)
        )


def _unseat(room: Room, event: MeetingEvent, body: Body) -> Room:
    alternate = _member(event, body)
    if alternate not in room.seats.values():
        raise Failure(message("{name} sits for nobody.", name=body.name(alternate)))
    _refuse_holding(room, alternate, body)
    left = {seat: sitting for seat, sitting in room.seats.items() if sitting != alternate}
    return replace(room, seats=left)


def _withdraw(room: Room, event: MeetingEvent, body: Body) -> Room:
    member = _member(event, body)
    _refuse_unless_under_way(room, event)
    if not room.is_there(member):
        raise Failure(message("{name} is not in the room.", name=body.name(member)))
    if member in room.out:
        raise Failure(message("{name} is already out for this item.", name=body.name(member)))
    return replace(room, out=room.out | {member})


def _return(room: Room, event: MeetingEvent, body: Body) -> Room:
    member = _member(event, body)
    if member not in room.out:
        raise Failure(
            message("{name} did not leave for this item: note it first.", name=body.name(member))
        )
    return replace(room, out=room.out - {member}, seats=_given_back(room, {member}, body))


def _member(event: MeetingEvent, body: Body) -> int:
    """Return whom an event is about; Failure for who is not of the body on that day."""
    if event.member_id is None or event.member_id not in body.members:
        raise Failure(message("This person is not a member of the body on the day of the meeting."))
    return event.member_id


def _without(held: Mapping[int, int], key: int) -> Mapping[int, int]:
    return {known: value for known, value in held.items() if known != key}


_STEPS: Mapping[EventKind, Step] = {
    EventKind.OPENED: _open,
    EventKind.SUSPENDED: _suspend,
    EventKind.RESUMED: _resume,
    EventKind.CLOSED: _close,
    EventKind.ITEM_STARTED: _start_item,
    EventKind.ITEM_ENDED: _end_item,
    EventKind.REVEALED: _reveal,
    EventKind.ARRIVED: _arrive,
    EventKind.CONNECTED: _arrive,
    EventKind.LEFT: _leave,
    EventKind.EXCUSED: _note_away,
    EventKind.ABSENT: _note_away,
    EventKind.PROXY_GIVEN: _give_proxy,
    EventKind.PROXY_ENDED: _end_proxy,
    EventKind.SEATED: _seat,
    EventKind.UNSEATED: _unseat,
    EventKind.WITHDREW: _withdraw,
    EventKind.RETURNED: _return,
}


# Hours --------------------------------------------------------------------------------------

_ENDS = {
    EventKind.LEFT: (EventKind.ARRIVED, EventKind.CONNECTED),
    EventKind.RETURNED: (EventKind.WITHDREW,),
    EventKind.ITEM_ENDED: (EventKind.ITEM_STARTED,),
    EventKind.PROXY_ENDED: (EventKind.PROXY_GIVEN,),
    EventKind.UNSEATED: (EventKind.SEATED,),
    EventKind.RESUMED: (EventKind.SUSPENDED,),
    EventKind.CLOSED: (EventKind.OPENED,),
}
"""What each ending event ends: it can't have an earlier hour."""


def refuse_backward_hour(events: Sequence[MeetingEvent], sequence: int) -> None:
    """Refuse the hour typed for an event, by its place: a departure before its arrival.

    Only that hour is judged: those noted live are the clock's, which may have jumped.
    """
    known: list[MeetingEvent] = []
    for event in in_order(events):
        starts = _ENDS.get(event.kind, ())
        start = next((e for e in reversed(known) if e.kind in starts and _same(e, event)), None)
        known.append(event)
        if start is None or sequence not in (start.sequence, event.sequence):
            continue
        if start.at and event.at and to_minute(event.at) < to_minute(start.at):
            raise Failure(_backward(event, start.at, event.at))


def to_minute(hour: datetime) -> datetime:
    """Return an hour as people read and type it."""
    return hour.replace(second=0, microsecond=0)


def _same(one: MeetingEvent, other: MeetingEvent) -> bool:
    return (one.member_id, one.item_id) == (other.member_id, other.item_id)


def _backward(event: MeetingEvent, start: datetime, end: datetime) -> Message:
    hours = {"start": start.time(), "end": end.time()}
    if event.kind is EventKind.LEFT:
        return message("The departure ({end}) can't be before the arrival ({start}).", **hours)
    if event.kind is EventKind.RETURNED:
        return message("The return ({end}) can't be before the exit ({start}).", **hours)
    if event.kind is EventKind.CLOSED:
        return message("The meeting can't end ({end}) before it starts ({start}).", **hours)
    return message("The end ({end}) can't be before the start ({start}).", **hours)


def clock_remark(events: Sequence[MeetingEvent], at: datetime | None) -> Message | None:
    """Return what to tell when the clock is behind an hour that was noted.

    Events are taken all the same: their places are told by the sequence, not by the clock.
    """
    last = max((event.at for event in events if event.at is not None), default=None)
    if at is None or last is None or to_minute(at) >= to_minute(last):
        return None
    return message(
        "The clock says {now}, before an hour that was noted ({last}). Events keep the order in "
        "which they were noted; check the clock of this computer.",
        now=at.time(),
        last=last.time(),
    )
