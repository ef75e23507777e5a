"""Who counts on an item at a moment of the meeting: the quorum, the voices, the mandates.

The rule of a mandate whose holder is recused, which no text settles, is decided here once: on the
item the holder is recused from, the mandate can't be exercised. It counts neither among the voices
nor in the quorum found; whether its giver stays in the composition is the rule's own affair.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from euralens_desk.domain.civility import without_civility
from euralens_desk.domain.meeting import EventKind, MeetingEvent
from euralens_desk.domain.people import Member, Role
from euralens_desk.domain.quorum import Quorum, quorum
from euralens_desk.domain.room import Body, Room, in_order, rooms
from euralens_desk.domain.text_cleaning import key


@dataclass(frozen=True, slots=True)
class Headcount:
    """Who counts on one item at one moment; members are those whose voice it is, by code.

    ``sitting`` is who exercises the voice of a member on the spot (another one for an alternate).
    ``represented`` gave a mandate that can be exercised, ``blocked`` one whose holder is recused.
    """

    present: tuple[Member, ...]
    represented: tuple[Member, ...]
    recused: tuple[Member, ...]
    blocked: tuple[Member, ...]
    missing: tuple[Member, ...]
    sitting: Mapping[int, int]
    quorum: Quorum

    @property
    def voices(self) -> int:
        """How many voices can be cast: those there and the mandates that can be exercised."""
        return len(self.present) + len(self.represented)

    @property
    def voters(self) -> tuple[Member, ...]:
        """The members whose voice can be cast, for a roll call."""
        return tuple(sorted((*self.present, *self.represented), key=lambda m: (m.code, m.id)))


def headcount(room: Room, body: Body, recused: Collection[int] = ()) -> Headcount:
    """Return who counts on an item of which the members ``recused`` (by id) stepped back.

    A place is recused when the person who fills it is: an alternate sits for a recused member.
    """
    groups: dict[str, list[Member]] = {
        name: [] for name in ("present", "represented", "recused", "blocked", "missing")
    }
    sitting: dict[int, int] = {}
    for member in body.composing:
        group = _group(room, member.id, recused)
        groups[group].append(member)
        occupant = room.occupant(member.id)
        if group == "present" and occupant is not None:
            sitting[member.id] = occupant
    counted = groups["present"] + (
        groups["represented"] if body.rules.quorum.counts_proxies else []
    )
    found = quorum(
        body.rules.quorum,
        members=len(body.composing),
        present=len(groups["present"]),
        proxies=len(groups["represented"]),
        recused=len(groups["recused"]),
        of_college=sum(m.college == body.rules.quorum.college for m in counted),
        is_waived=body.is_waived,
    )
    return Headcount(
        present=tuple(groups["present"]),
        represented=tuple(groups["represented"]),
        recused=tuple(groups["recused"]),
        blocked=tuple(groups["blocked"]),
        missing=tuple(groups["missing"]),
        sitting=sitting,
        quorum=found,
    )


def _group(room: Room, member: int, recused: Collection[int]) -> str:
    occupant = room.occupant(member)
    if (member if occupant is None else occupant) in recused:
        return "recused"
    if occupant is not None:
        return "missing" if occupant in room.out else "present"
    holder = room.proxies.get(member)
    if holder is None:
        return "missing"
    return "blocked" if holder in recused else "represented"


def takes_part(room: Room, member: int) -> bool:
    """Whether a member is there or gave a mandate; anybody may be while nobody was noted."""
    return room.is_there(member) or member in room.proxies or not room.presence


def chair_has_voice(count: Headcount, body: Body, chair: str) -> bool:
    """Whether who presides has a voice on the item, without which there is no casting vote.

    ``chair`` is the name the meeting gives, with or without a civility; without a name the
    chair of the body presides. The voice is exercised in person (DOMAIN 2.4: « s'il a droit de
    vote »). A person who is no member is taken at the word of the meeting, and so is anybody while
    nobody was noted.
    """
    known = presiding(body.members.values(), chair)
    return known is None or not count.voices or count.sitting.get(known.id) == known.id


def presiding(members: Iterable[Member], chair: str) -> Member | None:
    """Return the member who presides: named ``chair``, or the chair of the body without a name."""
    named = key(without_civility(chair))
    if named:
        return next((m for m in members if key(without_civility(m.name)) == named), None)
    return next((m for m in members if m.role is Role.CHAIR), None)


@dataclass(frozen=True, slots=True)
class ItemRooms:
    """The room when an item was put to discussion, and when it ended (or now, while it lasts).

    ``start`` is None for an item that has not started.
    """

    start: Room | None
    end: Room

    def headcounts(self, body: Body, recused: Collection[int]) -> ItemHeadcounts:
        """Return who counted in both rooms."""
        start = headcount(self.start, body, recused) if self.start else None
        return ItemHeadcounts(start, headcount(self.end, body, recused))


@dataclass(frozen=True, slots=True)
class ItemHeadcounts:
    """Who counted on an item when it was put to discussion (None before), and at its end or now.

    The quorum is checked at the start (CGCT L. 2121-17); the voices are those of the end.
    """

    start: Headcount | None
    end: Headcount

    @property
    def is_changed(self) -> bool:
        """Whether what was found, or what was needed, changed while the item lasted."""
        return self.start is not None and self.start.quorum != self.end.quorum


def rooms_of_item(body: Body, events: Sequence[MeetingEvent], item_id: int) -> ItemRooms:
    """Return the rooms of one item; as ``before_start`` while it has not started."""
    return item_rooms(body, events).get(item_id) or before_start(last_room(body, events))


def before_start(room: Room) -> ItemRooms:
    """Return the rooms of an item that has not started: who is out for another one will be back."""
    return ItemRooms(None, replace(room, out=frozenset()))


def item_headcounts(
    body: Body, events: Sequence[MeetingEvent], item_id: int, recused: Collection[int]
) -> ItemHeadcounts:
    """Return who counts on an item of which the members ``recused`` (by id) stepped back."""
    return rooms_of_item(body, events, item_id).headcounts(body, recused)


def item_rooms(body: Body, events: Sequence[MeetingEvent]) -> Mapping[int, ItemRooms]:
    """Return the rooms of each item that was started; a reopened item keeps its last ones."""
    found: dict[int, ItemRooms] = {}
    for event, room in zip(in_order(events), rooms(body, events), strict=True):
        if event.kind is EventKind.ITEM_STARTED and event.item_id is not None:
            found[event.item_id] = ItemRooms(room, room)
        elif room.item is not None:
            found[room.item] = ItemRooms(found[room.item].start, room)
    return found


def last_room(body: Body, events: Sequence[MeetingEvent]) -> Room:
    """Return the room after all events: as it is now, or as it was when the meeting closed."""
    return rooms(body, events)[-1] if events else Room()


def opening_room(body: Body, events: Sequence[MeetingEvent]) -> Room:
    """Return the room at the opening; as it was last noted when no opening was noted."""
    for event, room in zip(in_order(events), rooms(body, events), strict=True):
        if event.kind is EventKind.OPENED:
            return room
    return last_room(body, events)


def reached_later(body: Body, events: Sequence[MeetingEvent]) -> MeetingEvent | None:
    """Return what made a quorum that lacked at the opening, None if it did not lack or never was.

    It is the quorum of the whole body: on an item, those recused from it are left out.
    """
    is_open = False
    for event, room in zip(in_order(events), rooms(body, events), strict=True):
        is_reached = headcount(room, body).quorum.is_reached
        if event.kind is EventKind.OPENED:
            if is_reached:
                return None
            is_open = True
        elif is_open and is_reached:
            return event
    return None


def grouped_order(
    dossiers: Sequence[int], recused: Mapping[int, Collection[int]]
) -> tuple[int, ...]:
    """Return dossiers so that who is recused on several leaves once, as far as it can be done.

    Dossiers with the same recusals come together, each next group sharing as much as possible with
    the one before; otherwise the order given is kept.
    """
    left = list(dossiers)
    found: list[int] = []
    while left:
        here = set(recused.get(found[-1], ())) if found else set()
        best = max(left, key=lambda d: (_shared(here, set(recused.get(d, ()))), -left.index(d)))
        found.append(best)
        left.remove(best)
    return tuple(found)


def _shared(here: set[int], there: set[int]) -> int:
    """Return how little the room moves between two dossiers: comings and goings count against."""
    return -len(here ^ there)


def exits(
    order: Sequence[int], recused: Mapping[int, Collection[int]]
) -> Iterator[tuple[int, int]]:
    """Yield (member, dossier) each time somebody has to leave, following an order."""
    out: set[int] = set()
    for dossier in order:
        here = set(recused.get(dossier, ()))
        yield from ((member, dossier) for member in sorted(here - out))
        out = here
