"""The words of who is in the room: stays, exits, and what happened, one sentence an event."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from euralens_desk.domain.course import Span
from euralens_desk.domain.meeting import EventKind, MeetingEvent
from euralens_desk.i18n import _, format_time
from euralens_desk.ui.state.attending import Group, MemberLine, RecusedLine
from euralens_desk.usecases.proceedings import Proceedings
from euralens_desk.words import event_words


def group_word(group: Group) -> str:
    """Return the title of a part of the attendance list."""
    return {
        Group.TITULAR: _("Members with a vote"),
        Group.ALTERNATE: _("Alternates"),
        Group.VOICELESS: _("Members without a vote"),
    }[group]


def stay_words(spans: Sequence[Span], opened_at: datetime | None) -> str:
    """Return « arrivée à 14 h 05, départ à 15 h, retour à 15 h 20 »; hours not noted are left out.

    Who was there before the opening is there from its hour on.
    """
    said: list[str] = []
    for place, span in enumerate(spans):
        start = span.start or (opened_at if place == 0 else None)
        if start is not None:
            if place:
                words = _("return at {hour}")
            else:
                words = (
                    _("arrival at {hour}") if span.start else _("there from the opening, {hour}")
                )
            said.append(words.format(hour=format_time(start)))
        if span.is_over and span.end is not None:
            said.append(_("departure at {hour}").format(hour=format_time(span.end)))
    return ", ".join(said)


def line_words(line: MemberLine) -> str:
    """Return what is told under the name of a member: stay, mandates, seat."""
    said = [stay_words(line.spans, line.opened_at)]
    if line.is_out:
        said.append(_("out of the room for this point"))
    said += [_("holds the mandate of {name}").format(name=giver.name) for giver in line.givers]
    if line.sits_for is not None:
        said.append(_("sits for {name}").format(name=line.sits_for.name))
    if line.alternate is not None:
        said.append(_("{name} sits instead").format(name=line.alternate.name))
    elif line.member.is_qualified and not line.is_there:
        said.append(_("chosen in person: a mandate is possible, no alternate"))
    return " · ".join(part for part in said if part)


def exit_words(line: RecusedLine) -> str:
    """Return when a recused member was out: « Sortie de la salle à 15 h 57 », then the return."""
    if not line.spans:
        if line.may_leave:
            return _("Still in the room.")
        return _("Takes no part in the examination nor in the vote.")
    return " ".join(_exit(span) for span in line.spans)


def _exit(span: Span) -> str:
    if span.start is None:
        return _("Out of the room for this point.")
    start = format_time(span.start)
    if span.is_over and span.end is not None:
        told = _("Out of the room from {start} to {end}.")
        return told.format(start=start, end=format_time(span.end))
    return _("Left the room at {hour}.").format(hour=start)


def event_sentence(held: Proceedings, event: MeetingEvent) -> str:
    """Return what happened in one sentence."""
    titles = {item.id: item.title for item in held.items}
    titles.update({point.item.id: point.dossier.title for point in held.points})
    is_open = not _is_before_opening(held, event)
    return event_words(event.kind, is_open=is_open).format(
        name=held.body.name(event.member_id),
        other=held.body.name(event.other_id),
        title=titles.get(event.item_id or 0, "–"),
    )


def _is_before_opening(held: Proceedings, event: MeetingEvent) -> bool:
    opened = [e.sequence for e in held.events if e.kind is EventKind.OPENED]
    return not opened or event.sequence < opened[0]


def forgotten_kinds() -> Sequence[tuple[EventKind, str]]:
    """Return what may be noted afterwards, in words; a reveal never is: it was seen or not."""
    return (
        (EventKind.ARRIVED, _("An arrival")),
        (EventKind.CONNECTED, _("An arrival by video")),
        (EventKind.LEFT, _("A departure")),
        (EventKind.PROXY_GIVEN, _("A mandate given")),
        (EventKind.PROXY_ENDED, _("The end of a mandate")),
        (EventKind.SEATED, _("An alternate sits")),
        (EventKind.UNSEATED, _("An alternate no longer sits")),
        (EventKind.WITHDREW, _("The exit of a recused member")),
        (EventKind.RETURNED, _("The return of a recused member")),
        (EventKind.SUSPENDED, _("A suspension")),
        (EventKind.RESUMED, _("A resumption")),
        (EventKind.ITEM_STARTED, _("The start of a point")),
        (EventKind.ITEM_ENDED, _("The end of a point")),
    )
