"""The sentences of the minutes that write themselves, from what was noted at the meeting.

They agree with nobody's gender: verbs in the present, no participle of a person.
"""

from __future__ import annotations

from collections.abc import Iterator

from euralens_desk.domain.course import Span, withdrawals
from euralens_desk.domain.meeting import AgendaItem, EventKind, MeetingEvent, Outcome
from euralens_desk.domain.minutes import MinutesSnapshot
from euralens_desk.domain.people import Member
from euralens_desk.domain.room import MeetingStage, in_order, rooms
from euralens_desk.i18n import _, format_time
from euralens_desk.reports.words import listed, own


def recusal_sentence(name: str, spans: tuple[Span, ...]) -> str:
    """Return that a recused member took no part, with the hours out of the room if noted."""
    hours = listed([text for span in spans if (text := _hours(span))])
    if not hours:
        return own(_("{name} takes no part in the examination nor in the vote.").format(name=name))
    text = _("{name} leaves the room {hours} and takes no part in the examination nor in the vote.")
    return own(text.format(name=name, hours=hours))


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
    """Return who came, left, gave a mandate or sat for another once the meeting was open."""
    events = in_order(snapshot.events)
    stages = [room.stage for room in rooms(snapshot.body, events)]
    said = [
        _movement(snapshot, event)
        for event, stage in zip(events, stages, strict=True)
        if stage is not MeetingStage.PREPARED
    ]
    return " ".join(own(text) for text in said if text)


def _movement(snapshot: MinutesSnapshot, event: MeetingEvent) -> str:
    texts = {
        EventKind.ARRIVED: (_("{name} arrives."), _("{name} arrives at {hour}.")),
        EventKind.CONNECTED: (_("{name} joins by video."), _("{name} joins by video at {hour}.")),
        EventKind.LEFT: (_("{name} leaves."), _("{name} leaves at {hour}.")),
        EventKind.PROXY_GIVEN: (
            _("{name} gives a mandate to {other}."),
            _("{name} gives a mandate to {other} at {hour}."),
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
    words = {
        Outcome.LABEL: _("award"),
        Outcome.NOMINATED: _("nomination"),
        Outcome.DEFERRED: _("deferred"),
        None: _("abstention"),
    }
    if item.casting_vote is not None:
        text = _("On the tie, the chair's casting vote goes to: {outcome}.")
        yield own(text.format(outcome=words[item.casting_vote]))
    names = {member.id: member.name for member in snapshot.committee.members}
    said = [
        f"{names.get(voice.member_id, '–')} ({words[voice.outcome]})"
        for voice in snapshot.voices
        if voice.item_id == item.id
    ]
    if said:
        yield own(_("Voices: {voices}.").format(voices=listed(said)))
    for dissent in snapshot.dissents:
        if dissent.item_id == item.id:
            text = _("{name} asks for a disagreement to be recorded.")
            yield own(text.format(name=names.get(dissent.member_id, "–")))
            if dissent.text:
                yield dissent.text if dissent.text.endswith(".") else f"{dissent.text}."
