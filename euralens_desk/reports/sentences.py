"""The sentences of the minutes that write themselves, from what was noted at the meeting.

They agree with nobody's gender: verbs in the present, no participle of a person.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from euralens_desk.domain.bodies import VoteForm
from euralens_desk.domain.course import Span, stays, withdrawals
from euralens_desk.domain.headcount import opening_room
from euralens_desk.domain.meeting import AgendaItem, EventKind, MeetingEvent, Outcome, Presence
from euralens_desk.domain.minutes import MinutesSnapshot
from euralens_desk.domain.people import Member
from euralens_desk.domain.room import MeetingStage, in_order, rooms
from euralens_desk.i18n import _, format_time
from euralens_desk.reports.words import listed, own
from euralens_desk.words import sentence


def recusal_sentence(name: str, spans: tuple[Span, ...]) -> str:
    """Return that a recused member took no part, with the hours out of the room if noted."""
    hours = span_hours(spans)
    if not hours:
        return own(_("{name} takes no part in the examination nor in the vote.").format(name=name))
    text = _("{name} leaves the room {hours} and takes no part in the examination nor in the vote.")
    return own(text.format(name=name, hours=hours))


def span_hours(spans: Sequence[Span]) -> str:
    """Return « de 13 h 45 à 13 h 58 », several times for some; empty when no hour was noted."""
    return listed([text for span in spans if (text := _hours(span))])


def _hours(span: Span) -> str:
    if span.start is None:
        return ""
    start = format_time(span.start)
    if span.end is None:
        return _("at {start}").format(start=start)
    return _("from {start} to {end}").format(start=start, end=format_time(span.end))


def recusals(snapshot: MinutesSnapshot, item: AgendaItem, recused: list[Member]) -> str:
    """Return a sentence for each member recused on an item."""
    out = withdrawals(snapshot.events, item.id)
    return " ".join(recusal_sentence(member.name, out.get(member.id, ())) for member in recused)


def movements(snapshot: MinutesSnapshot) -> str:
    """Return who sits for another, and who came, left or gave a mandate once the meeting was open.

    A member who was not there all along is told once, with the hours of each stay.
    """
    said = list(_at_opening(snapshot))
    folded, told = _part_stays(snapshot), set()
    for event in _once_open(snapshot):
        member = event.member_id
        if event.kind in _STAYING and member in folded:
            if member not in told:
                said.append(folded[member])
            told.add(member)
        else:
            said.append(_movement(snapshot, event))
    return " ".join(own(text) for text in said if text)


_COMING = (EventKind.ARRIVED, EventKind.CONNECTED)
_STAYING = (*_COMING, EventKind.LEFT)


def _once_open(snapshot: MinutesSnapshot) -> list[MeetingEvent]:
    events = in_order(snapshot.events)
    states = zip(events, rooms(snapshot.body, events), strict=True)
    return [event for event, room in states if room.stage is not MeetingStage.PREPARED]


def _at_opening(snapshot: MinutesSnapshot) -> Iterator[str]:
    """Yield the alternates seated at the opening, and the mandates ended since by an arrival."""
    room, name = opening_room(snapshot.body, snapshot.events), snapshot.body.name
    by_mandate = {s.member_id for s in snapshot.attendance if s.presence is Presence.PROXY}
    for seat, alternate in room.seats.items():
        yield _("{name} sits in the place of {other}.").format(
            name=name(alternate), other=name(seat)
        )
    for giver, holder in room.proxies.items():
        if giver not in by_mandate:
            yield _("{name} gives a mandate to {other}.").format(
                name=name(giver), other=name(holder)
            )


def _part_stays(snapshot: MinutesSnapshot) -> dict[int, str]:
    """Return the hours of those who came late, left early or came back, when all were noted."""
    since = _once_open(snapshot)
    before = [event for event in snapshot.events if event not in since]
    early, found = stays(before), {}
    for member, spans in stays(snapshot.events).items():
        moves = [e for e in since if e.member_id == member and e.kind in (*_STAYING, *_ENDING)]
        known = early.get(member, ())
        is_first = bool(known) and not known[-1].is_over
        since_opening = spans[len(known) - is_first :]
        is_whole = is_first and len(since_opening) == 1 and not since_opening[0].is_over
        if not moves or is_whole or any(event.at is None for event in moves):
            continue
        hours = [
            _stay_hours(span, is_first=is_first and place == 0)
            for place, span in enumerate(since_opening)
        ]
        text = _("{name} attends {hours}.")
        found[member] = text.format(name=snapshot.body.name(member), hours=_(", then ").join(hours))
    return found


_ENDING = (EventKind.EXCUSED, EventKind.ABSENT, EventKind.PROXY_GIVEN)


def _stay_hours(span: Span, *, is_first: bool) -> str:
    start = format_time(span.start) if span.start else ""
    end = format_time(span.end) if span.end else ""
    if is_first:
        return _("until {end}").format(end=end)
    if not span.is_over:
        return _("from {start} on").format(start=start)
    return _("from {start} to {end}").format(start=start, end=end)


def _movement(snapshot: MinutesSnapshot, event: MeetingEvent) -> str:
    texts = {
        EventKind.ARRIVED: (_("{name} arrives."), _("{name} arrives at {hour}.")),
        EventKind.CONNECTED: (_("{name} joins by video."), _("{name} joins by video at {hour}.")),
        EventKind.LEFT: (_("{name} leaves."), _("{name} leaves at {hour}.")),
        EventKind.PROXY_GIVEN: (
            _("{name} gives a mandate to {other}."),
            _("{name} gives a mandate to {other} at {hour}."),
        ),
        EventKind.PROXY_ENDED: (
            _("The mandate of {name} ends."),
            _("The mandate of {name} ends at {hour}."),
        ),
        EventKind.UNSEATED: (
            _("{name} no longer sits for anybody."),
            _("{name} no longer sits for anybody from {hour}."),
        ),
        EventKind.SEATED: (
            _("{name} sits in the place of {other}."),
            _("{name} sits in the place of {other} from {hour}."),
        ),
        EventKind.SUSPENDED: ("", _("The meeting is suspended at {hour}.")),
        EventKind.RESUMED: ("", _("It resumes at {hour}.")),
    }
    if event.kind not in texts:
        return ""
    plain, timed = texts[event.kind]
    return (timed if event.at else plain).format(
        name=snapshot.body.name(event.member_id),
        other=snapshot.body.name(event.other_id),
        hour=format_time(event.at) if event.at else "",
    )


def vote_sentences(snapshot: MinutesSnapshot, item: AgendaItem) -> Iterator[str]:
    """Yield what follows the counts: the casting vote, each voice of a roll call, disagreements."""
    casting = {
        Outcome.LABEL: _("On the tie, the chair's casting vote goes to the award."),
        Outcome.NOMINATED: _("On the tie, the chair's casting vote goes to the nomination."),
        Outcome.DEFERRED: _("On the tie, the chair's casting vote goes to the deferral."),
    }
    words = {
        Outcome.LABEL: _("award"),
        Outcome.NOMINATED: _("nomination"),
        Outcome.DEFERRED: _("deferred"),
        None: _("abstention"),
    }
    if item.casting_vote is not None:
        yield own(casting[item.casting_vote])
    names = {member.id: member.name for member in snapshot.committee.members}
    said = [
        f"{names.get(voice.member_id, '–')} ({words[voice.outcome]})"
        for voice in snapshot.voices
        if voice.item_id == item.id and item.form is VoteForm.NOMINAL
    ]
    if said:
        yield own(_("Voices: {voices}.").format(voices=listed(said)))
    for dissent in snapshot.dissents:
        if dissent.item_id == item.id:
            text = _("{name} asks for a disagreement to be recorded.")
            yield own(text.format(name=names.get(dissent.member_id, "–")))
            if dissent.text:
                yield sentence(dissent.text)
