"""Note what happens at a meeting: opening, arrivals, mandates, recusals, items, closing.

Each act is one ``MeetingEvent``, checked by ``domain.room`` against all the others before it is
written: what can't be is refused in one sentence. ``at`` is the hour on the wall (local, without
zone), None when nobody noted it. A clock that jumps back refuses nothing: only an hour that
somebody typed is judged. Undo takes the last act back; ``take_back`` any other one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import takewhile

from euralens_desk.domain.gathering import (
    COMINGS,
    corrected,
    from_opening,
    is_gathering,
    numbered,
    opening_place,
)
from euralens_desk.domain.headcount import Headcount, item_headcounts, last_room, rooms_of_item
from euralens_desk.domain.meeting import AgendaItem, EventKind, Meeting, MeetingEvent, Presence
from euralens_desk.domain.messages import Failure, Message, message
from euralens_desk.domain.people import Member, Recusal
from euralens_desk.domain.room import (
    Body,
    MeetingStage,
    Room,
    body_on,
    follow,
    in_order,
    is_possible,
    refuse_backward_hour,
    rooms,
)
from euralens_desk.usecases.changes import ChangeSet
from euralens_desk.usecases.held_meetings import held_meetings
from euralens_desk.usecases.lookup import (
    the_committee,
    the_dossier,
    the_item,
    the_meeting,
    the_member,
)
from euralens_desk.usecases.ports import CampaignFile, CampaignReader, Work
from euralens_desk.usecases.roll_call import drop_voices
from euralens_desk.usecases.visibility import revealed_before

# Reading ------------------------------------------------------------------------------------


def meeting_body(campaign: CampaignReader, meeting: Meeting) -> Body:
    """Return the body as it sits on the day of a meeting, with its rules."""
    committee = the_committee(campaign, meeting.committee_id)
    members = campaign.find(Member, committee_id=committee.id)
    events = campaign.find(MeetingEvent, meeting_id=meeting.id)
    return body_on(
        members,
        committee.rules,
        meeting.held_on,
        is_waived=meeting.second_of is not None,
        is_over=any(event.kind is EventKind.CLOSED for event in events),
    )


def meeting_events(campaign: CampaignReader, meeting_id: int) -> tuple[MeetingEvent, ...]:
    """Return what happened at a meeting, in the order in which it was noted."""
    return in_order(campaign.find(MeetingEvent, meeting_id=meeting_id))


def room_now(campaign: CampaignReader, meeting_id: int) -> Room:
    """Return who is in the room after all that was noted."""
    meeting = the_meeting(campaign, meeting_id)
    return last_room(meeting_body(campaign, meeting), meeting_events(campaign, meeting_id))


def live_meetings(campaign: CampaignReader) -> tuple[int, ...]:
    """Return the meetings, by id, that were opened and are not closed."""
    live = (MeetingStage.OPEN, MeetingStage.SUSPENDED)
    events = campaign.find(MeetingEvent)
    opened = {event.meeting_id for event in events if event.kind is EventKind.OPENED}
    return tuple(m for m in sorted(opened) if room_now(campaign, m).stage in live)


def meeting_in_hand(campaign: CampaignReader) -> int | None:
    """Return the meeting people work on: the one that is held, else the last that was.

    Without any that was held, it is the last one planned; None without a meeting.
    """
    live = live_meetings(campaign)
    if live:
        return live[-1]
    held = held_meetings(campaign)
    planned = campaign.find(Meeting)
    known = [meeting for meeting in planned if meeting.id in held] or planned
    last = max(known, key=lambda m: (m.held_on, m.code), default=None)
    return last.id if last else None


def recused_on(campaign: CampaignReader, item: AgendaItem) -> frozenset[int]:
    """Return, by id, who stepped back from the dossier of an item; nobody from another item."""
    if item.dossier_id is None:
        return frozenset()
    body = meeting_body(campaign, the_meeting(campaign, item.meeting_id))
    found = campaign.find(Recusal, dossier_id=item.dossier_id)
    return frozenset(recusal.member_id for recusal in found if body.minds(recusal))


def item_headcount(campaign: CampaignReader, item_id: int) -> Headcount:
    """Return who counts on an item: when it ended, or now while it lasts or has not started."""
    item = the_item(campaign, item_id)
    body = meeting_body(campaign, the_meeting(campaign, item.meeting_id))
    events = meeting_events(campaign, item.meeting_id)
    return item_headcounts(body, events, item_id, recused_on(campaign, item)).end


def item_room(campaign: CampaignReader, item_id: int) -> Room:
    """Return the room of an item: when it ended, or now while it lasts or has not started."""
    meeting = the_meeting(campaign, the_item(campaign, item_id).meeting_id)
    body, events = meeting_body(campaign, meeting), meeting_events(campaign, meeting.id)
    return rooms_of_item(body, events, item_id).end


# The course of the meeting ------------------------------------------------------------------


def refuse_closed(campaign: CampaignReader, meeting_id: int) -> None:
    """Refuse what is only done at a meeting once it is closed: it has to be reopened first.

    A meeting that was never closed, because it was typed afterwards, stays open to changes. Hours
    and forgotten events are corrected after the closing, while the minutes are prepared.
    """
    events = campaign.find(MeetingEvent, meeting_id=meeting_id)
    if any(event.kind is EventKind.CLOSED for event in events):
        raise Failure(
            message("The meeting was closed: reopen it first, to change what was said and voted.")
        )


def item_of_open(campaign: CampaignReader, item_id: int) -> AgendaItem:
    """Return an item that may be changed; Failure once its meeting is closed."""
    item = the_item(campaign, item_id)
    refuse_closed(campaign, item.meeting_id)
    return item


def reopen_meeting(campaign: CampaignFile, meeting_id: int) -> ChangeSet:
    """Take the closing back: the meeting is open again, as it was."""
    known = meeting_events(campaign, meeting_id)
    kept = [event for event in known if event.kind is not EventKind.CLOSED]
    return _rewrite(campaign, meeting_id, message("meeting reopened"), known, kept, [])


def open_meeting(campaign: CampaignFile, meeting_id: int, at: datetime | None) -> ChangeSet:
    """Open the meeting."""
    return _note(campaign, meeting_id, message("meeting opened"), _event(EventKind.OPENED, at))


def suspend_meeting(campaign: CampaignFile, meeting_id: int, at: datetime | None) -> ChangeSet:
    """Suspend the meeting; the item under way goes on afterwards."""
    action = message("meeting suspended")
    return _note(campaign, meeting_id, action, _event(EventKind.SUSPENDED, at))


def resume_meeting(campaign: CampaignFile, meeting_id: int, at: datetime | None) -> ChangeSet:
    """Resume the meeting after a suspension."""
    return _note(campaign, meeting_id, message("meeting resumed"), _event(EventKind.RESUMED, at))


def close_meeting(campaign: CampaignFile, meeting_id: int, at: datetime | None) -> ChangeSet:
    """Close the meeting; Failure while an item is under way. Taking the closing back reopens it."""
    return _note(campaign, meeting_id, message("meeting closed"), _event(EventKind.CLOSED, at))


def start_item(campaign: CampaignFile, item_id: int, at: datetime | None) -> ChangeSet:
    """Put an item to discussion, for the first time or again (its lengths add up).

    The item that is under way ends at the same moment: one key goes to the next item.
    """
    item = the_item(campaign, item_id)
    room = room_now(campaign, item.meeting_id)
    if room.item == item_id:
        raise Failure(message("This item is already under way."))
    events = [_event(EventKind.ITEM_STARTED, at, item_id=item_id)]
    if room.item is not None:
        events.insert(0, _event(EventKind.ITEM_ENDED, at, item_id=room.item))
    action = message("item under way, {title}", title=item_title(campaign, item))
    return _note(campaign, item.meeting_id, action, *events)


def end_item(campaign: CampaignFile, item_id: int, at: datetime | None) -> ChangeSet:
    """End the item under way; who left for it is back."""
    item = the_item(campaign, item_id)
    action = message("end of the item, {title}", title=item_title(campaign, item))
    event = _event(EventKind.ITEM_ENDED, at, item_id=item_id)
    return _note(campaign, item.meeting_id, action, event)


def reveal(campaign: CampaignFile, item_id: int, at: datetime | None) -> ChangeSet:
    """Reveal the scores of the body on the dossier of an item. It can't be undone: they were seen.

    Nothing happens when they are revealed already, here or at an earlier meeting. From then on a
    score that its author revises keeps both values.
    """
    item = the_item(campaign, item_id)
    if item.dossier_id is None:
        raise Failure(message("This item has no dossier, so no scores to reveal."))
    known = meeting_events(campaign, item.meeting_id)
    is_done = revealed_before(campaign, item) is not None or any(
        e.kind is EventKind.REVEALED and e.item_id == item_id for e in known
    )
    events = [] if is_done else [_event(EventKind.REVEALED, at, item_id=item_id)]
    action = message("scores revealed, {title}", title=item_title(campaign, item))
    return _note(campaign, item.meeting_id, action, *events, undoable=is_done)


def item_title(campaign: CampaignReader, item: AgendaItem) -> str:
    """Return what an item is called: its own title, or that of its dossier."""
    if item.dossier_id is None:
        return item.title
    return the_dossier(campaign, item.dossier_id).title


# Who is there -------------------------------------------------------------------------------


def arrive(
    campaign: CampaignFile,
    meeting_id: int,
    member_id: int,
    at: datetime | None,
    *,
    is_remote: bool = False,
) -> ChangeSet:
    """Note an arrival in the room, or on the line. A mandate given before ends."""
    kind = EventKind.CONNECTED if is_remote else EventKind.ARRIVED
    action = message("arrival, {name}", name=the_member(campaign, member_id).name)
    return _note(campaign, meeting_id, action, _event(kind, at, member_id))


def leave(
    campaign: CampaignFile, meeting_id: int, member_id: int, at: datetime | None
) -> ChangeSet:
    """Note a departure. Failure while the member holds a mandate: end or move it first."""
    action = message("departure, {name}", name=the_member(campaign, member_id).name)
    return _note(campaign, meeting_id, action, _event(EventKind.LEFT, at, member_id))


def seat_alternate(
    campaign: CampaignFile, meeting_id: int, alternate: int, seat: int, at: datetime | None
) -> ChangeSet:
    """Let an alternate sit for a member who is not there (or is out, recused on the item).

    An alternate who was not noted yet is then in the room. The seat is given back when the member
    arrives. In the first minutes the alternate sits from the opening on (``domain.gathering``).
    """
    action = message("alternate, {name}", name=the_member(campaign, alternate).name)
    event = _event(EventKind.SEATED, at, alternate, seat)
    return _note_first(campaign, meeting_id, action, event)


def unseat_alternate(
    campaign: CampaignFile, meeting_id: int, alternate: int, at: datetime | None
) -> ChangeSet:
    """Note that an alternate no longer sits for anybody."""
    action = message(
        "alternate no longer sitting, {name}", name=the_member(campaign, alternate).name
    )
    return _note(campaign, meeting_id, action, _event(EventKind.UNSEATED, at, alternate))


def withdraw(
    campaign: CampaignFile,
    item_id: int,
    member_id: int,
    at: datetime | None,
    *,
    reason: str = "",
    day: date | None = None,
) -> ChangeSet:
    """Note that a recused member leaves the room for the item under way.

    When no recusal was declared before, it is declared by the same act, on ``day`` (the day of the
    meeting by default), with its ``reason``.
    """
    item = the_item(campaign, item_id)
    name = the_member(campaign, member_id).name
    recusal = _declared_beside(campaign, item, member_id, day, reason)
    action = message("recusal, {name} leaves the room", name=name)
    event = _event(EventKind.WITHDREW, at, member_id, item_id=item_id)
    return _note(campaign, item.meeting_id, action, event, beside=recusal)


def _declared_beside(
    campaign: CampaignReader, item: AgendaItem, member_id: int, day: date | None, reason: str = ""
) -> Recusal | None:
    """Return the recusal that an exit declares, None when it was declared before."""
    if item.dossier_id is None:
        raise Failure(message("This item has no dossier: nobody steps back from it."))
    if campaign.get(Recusal, member_id, item.dossier_id) is not None:
        return None
    held = the_meeting(campaign, item.meeting_id)
    return Recusal(member_id, item.dossier_id, day or held.held_on, reason.strip())


def come_back(
    campaign: CampaignFile, item_id: int, member_id: int, at: datetime | None
) -> ChangeSet:
    """Note that a recused member is back in the room. The recusal on the dossier stays."""
    item = the_item(campaign, item_id)
    action = message("return, {name}", name=the_member(campaign, member_id).name)
    event = _event(EventKind.RETURNED, at, member_id, item_id=item_id)
    return _note(campaign, item.meeting_id, action, event)


def record_attendance(
    campaign: CampaignFile,
    meeting_id: int,
    member_id: int,
    presence: Presence,
    proxy_to: int | None = None,
    at: datetime | None = None,
) -> ChangeSet:
    """Note how a member attends from now on, whatever was noted before.

    Before the opening, this replaces what was noted of the member: a list that is being filled
    leaves no comings and goings. Once the meeting is open it is one more event; in its first
    minutes, what is noted first of a member counts from the opening (``domain.gathering``), and
    ``arrive_late`` notes who came later. The same presence as before changes nothing.
    """
    member = the_member(campaign, member_id)
    action = message("attendance, {name}", name=member.name)
    body = meeting_body(campaign, the_meeting(campaign, meeting_id))
    known = meeting_events(campaign, meeting_id)
    room = last_room(body, known)
    events = _towards(room, member_id, presence, proxy_to, at)
    for event in events:
        room = follow(room, event, body)
    if room.stage is MeetingStage.PREPARED and events:
        kept = [event for event in known if event.member_id != member_id]
        if is_possible(body, [*kept, *_sequenced(kept, events[-1:])]):
            return _rewrite(campaign, meeting_id, action, known, kept, events[-1:])
    return _note_first(campaign, meeting_id, action, *events)


def arrive_late(
    campaign: CampaignFile,
    meeting_id: int,
    member_id: int,
    at: datetime | None,
    *,
    is_remote: bool = False,
) -> ChangeSet:
    """Note that a member arrives at this very hour, after the opening.

    Who was counted from the opening on by mistake no longer is; what was noted of the person before
    that arrival (an excuse, a mandate given) stays. Failure when that can't be: a mandate was given
    to who was then there.
    """
    known = meeting_events(campaign, meeting_id)
    place = opening_place(known) or 0
    before = [event for event in reversed(known[:place]) if event.member_id == member_id]
    wrong = list(takewhile(lambda event: event.kind in COMINGS, before))
    if any(event.member_id == member_id for event in known[place:]) or not wrong:
        return arrive(campaign, meeting_id, member_id, at, is_remote=is_remote)
    kept = [event for event in known if event not in wrong]
    kind = EventKind.CONNECTED if is_remote else EventKind.ARRIVED
    added = [_event(kind, at, member_id)]
    _check(campaign, meeting_id, [*kept, *_sequenced(known, added)])
    action = message("late arrival, {name}", name=the_member(campaign, member_id).name)
    return _rewrite(campaign, meeting_id, action, known, kept, added)


def _towards(
    room: Room, member: int, presence: Presence, holder: int | None, at: datetime | None
) -> list[MeetingEvent]:
    """Return the events that lead a member from where he is to a presence."""
    held = room.proxies.get(member)
    if presence is Presence.PROXY:
        given = _event(EventKind.PROXY_GIVEN, at, member, holder)
        if held is not None and held == holder:
            return []
        return [given] if held is None else [_event(EventKind.PROXY_ENDED, at, member), given]
    if room.presence.get(member) is presence:
        return []
    leaves = presence is Presence.ABSENT and room.is_there(member)
    kinds = {
        Presence.PRESENT: EventKind.ARRIVED,
        Presence.REMOTE: EventKind.CONNECTED,
        Presence.EXCUSED: EventKind.EXCUSED,
        Presence.ABSENT: EventKind.LEFT if leaves else EventKind.ABSENT,
    }
    return [_event(kinds[presence], at, member)]


def record_others_present(
    campaign: CampaignFile, meeting_id: int, at: datetime | None = None
) -> ChangeSet:
    """Note as present every member of whom nothing was noted yet, and for whom nobody sits.

    Alternates are left out. In the first minutes they are there from the opening on.
    """
    meeting = the_meeting(campaign, meeting_id)
    body = meeting_body(campaign, meeting)
    room = last_room(body, meeting_events(campaign, meeting_id))
    noted = {*room.presence, *room.seats}
    events = [
        _event(EventKind.ARRIVED, at, member.id)
        for member in body.members.values()
        if member.id not in noted and member.alternate_of is None
    ]
    return _note_first(campaign, meeting_id, message("attendance, all the others present"), *events)


# Correcting ---------------------------------------------------------------------------------


def take_back(campaign: CampaignFile, event_id: int) -> ChangeSet:
    """Take one event back; Failure when a later one rests on it, or for a reveal (it was seen)."""
    event = _the_event(campaign, event_id)
    if event.kind is EventKind.REVEALED:
        raise Failure(message("Scores that were revealed can't be masked again."))
    known = meeting_events(campaign, event.meeting_id)
    kept = [other for other in known if other.id != event_id]
    _check(campaign, event.meeting_id, kept)
    action = message("event of the meeting taken back")
    return _rewrite(campaign, event.meeting_id, action, known, kept, [])


def correct_hour(campaign: CampaignFile, event_id: int, at: datetime | None) -> ChangeSet:
    """Correct the hour of an event; its place among the others stays.

    An arrival crosses the opening when its hour does: it is then a late one, or no longer. Failure
    for a departure before its arrival, an end before its start.
    """
    event = _the_event(campaign, event_id)
    known = meeting_events(campaign, event.meeting_id)
    body = meeting_body(campaign, the_meeting(campaign, event.meeting_id))
    moved = corrected(known, replace(event, at=at), body)
    refuse_backward_hour(moved, next(e.sequence for e in moved if e.id == event_id))
    with campaign.change(message("hour of an event corrected")) as work:
        work.put_all(moved)
    return campaign.last_change


def note_late(campaign: CampaignFile, event: MeetingEvent, after: int) -> ChangeSet:
    """Note an event that was forgotten, right after the event ``after`` (by id).

    ``event`` tells what happened; its id and its sequence are given here. A meeting that is closed
    takes it before its closing. The exit of a recused member declares the recusal, as ``withdraw``
    does.
    """
    known = meeting_events(campaign, event.meeting_id)
    place = next((n for n, other in enumerate(known, start=1) if other.id == after), len(known))
    if place and known[place - 1].kind is EventKind.CLOSED:
        place -= 1
    moved = numbered([*known[:place], event, *known[place:]])
    _check(campaign, event.meeting_id, moved)
    refuse_backward_hour(moved, place + 1)
    declared = None
    if event.kind is EventKind.WITHDREW and event.item_id and event.member_id:
        item = the_item(campaign, event.item_id)
        declared = _declared_beside(campaign, item, event.member_id, None)
    with campaign.change(message("forgotten event of the meeting noted")) as work:
        _put_moved(work, event.meeting_id, moved)
        _declare(work, declared, event.meeting_id)
    return campaign.last_change


def _the_event(campaign: CampaignReader, event_id: int) -> MeetingEvent:
    found = campaign.get(MeetingEvent, event_id)
    if found is None:
        raise Failure(message("This event is no longer in the file. Nothing was changed."))
    return found


# Writing ------------------------------------------------------------------------------------


def _event(
    kind: EventKind,
    at: datetime | None,
    member_id: int | None = None,
    other_id: int | None = None,
    *,
    item_id: int | None = None,
) -> MeetingEvent:
    """Return an event that has no place yet."""
    hour = at.replace(tzinfo=None, microsecond=0) if at else None
    return MeetingEvent(0, 0, 0, kind, hour, member_id, other_id, item_id)


def _sequenced(known: Sequence[MeetingEvent], events: Sequence[MeetingEvent]) -> list[MeetingEvent]:
    last = max((event.sequence for event in known), default=0)
    return [replace(event, sequence=last + n) for n, event in enumerate(events, start=1)]


def _note(
    campaign: CampaignFile,
    meeting_id: int,
    action: Message,
    *events: MeetingEvent,
    beside: Recusal | None = None,
    undoable: bool = True,
) -> ChangeSet:
    """Add events at the end, in one change, with a recusal declared by the same act."""
    known = meeting_events(campaign, meeting_id)
    added = _sequenced(known, [replace(event, meeting_id=meeting_id) for event in events])
    _check(campaign, meeting_id, [*known, *added])
    with campaign.change(action, undoable=undoable) as work:
        _put(work, added)
        _declare(work, beside, meeting_id)
    return campaign.last_change


def _note_first(
    campaign: CampaignFile, meeting_id: int, action: Message, *events: MeetingEvent
) -> ChangeSet:
    """Add events, in the first minutes as they count from the opening; otherwise at the end."""
    known = meeting_events(campaign, meeting_id)
    items = campaign.find(AgendaItem, meeting_id=meeting_id)
    if not is_gathering(known, {item.id for item in items if item.dossier_id is not None}):
        return _note(campaign, meeting_id, action, *events)
    body, moved = meeting_body(campaign, the_meeting(campaign, meeting_id)), known
    for event in events:
        moved = from_opening(moved, event, body) or numbered([*moved, event])
    _check(campaign, meeting_id, moved)
    with campaign.change(action) as work:
        _put_moved(work, meeting_id, moved)
    return campaign.last_change


def _put_moved(work: Work, meeting_id: int, events: Sequence[MeetingEvent]) -> None:
    """Write events in a new order; one without an id is new."""
    for event in events:
        known = event.id or work.new_id(MeetingEvent)
        work.put(replace(event, id=known, meeting_id=meeting_id))


def _declare(work: Work, recusal: Recusal | None, meeting_id: int) -> None:
    if recusal is not None:
        work.put(recusal)
        drop_voices(work, recusal.dossier_id, {recusal.member_id}, corrected=meeting_id)


def _put(work: Work, events: Sequence[MeetingEvent]) -> None:
    for event in events:
        work.put(replace(event, id=work.new_id(MeetingEvent)))


def _rewrite(
    campaign: CampaignFile,
    meeting_id: int,
    action: Message,
    known: Sequence[MeetingEvent],
    kept: Sequence[MeetingEvent],
    added: Sequence[MeetingEvent],
) -> ChangeSet:
    """Remove the events that are not kept and add others, in one change."""
    stays = {event.id for event in kept}
    with campaign.change(action) as work:
        for event in known:
            if event.id not in stays:
                work.remove(event)
        _put(work, [replace(e, meeting_id=meeting_id) for e in _sequenced(known, added)])
    return campaign.last_change


def _check(campaign: CampaignReader, meeting_id: int, events: Sequence[MeetingEvent]) -> None:
    """Raise when these events can't be those of the meeting."""
    rooms(meeting_body(campaign, the_meeting(campaign, meeting_id)), events)
