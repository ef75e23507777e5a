"""Prepare a meeting: when, where, its agenda and the order of its items.

What happens at the meeting is noted by ``usecases.room``, what is said and voted by
``usecases.votes``; ``usecases.proceedings`` reads it all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from enum import Enum

from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.headcount import grouped_order, headcount, last_room, opening_room
from euralens_desk.domain.meeting import (
    AgendaItem,
    DebateNote,
    Dissent,
    EventKind,
    Meeting,
    MeetingEvent,
    Voice,
)
from euralens_desk.domain.messages import Failure, Message, message, plural_message
from euralens_desk.usecases.changes import ChangeSet
from euralens_desk.usecases.held_meetings import was_held
from euralens_desk.usecases.lookup import (
    dossiers_by_number,
    the_candidate,
    the_committee,
    the_meeting,
)
from euralens_desk.usecases.opinions import debates_by_dossier
from euralens_desk.usecases.ports import CampaignFile, CampaignReader, Work
from euralens_desk.usecases.propositions import forget_item, refuse_loss, refuse_reordering
from euralens_desk.usecases.replay import refuse_day
from euralens_desk.usecases.room import (
    item_headcount,
    item_of_open,
    item_title,
    meeting_body,
    meeting_events,
    recused_on,
    refuse_closed,
)


@dataclass(frozen=True, slots=True)
class MeetingDetails:
    """What the secretary fills in: when, where, who presides and who keeps the minutes."""

    held_on: date
    starts_at: time | None = None
    ends_at: time | None = None
    place: str = ""
    chair: str = ""
    meeting_secretary: str = ""


def prepare_meeting(
    campaign: CampaignFile, committee_id: int, details: MeetingDetails
) -> ChangeSet:
    """Add a meeting with every dossier still in the running on its agenda, by number.

    Its code is the committee's day (« 2022-12-08 »), with a letter when one is already there.
    """
    _refuse_backward_hours(details)
    dossiers = dossiers_by_number(campaign)
    code = _free_code(campaign, details.held_on)
    action = message("meeting of {day}", day=details.held_on)
    with campaign.change(action) as work:
        meeting = _filled(
            Meeting(work.new_id(Meeting), committee_id, code, details.held_on), details
        )
        work.put(meeting)
        for position, dossier in enumerate(dossiers, start=1):
            work.put(AgendaItem(work.new_id(AgendaItem), meeting.id, position, dossier.id))
    return campaign.last_change


def newest_meeting(campaign: CampaignReader) -> int:
    """Return the id of the meeting that was prepared last."""
    return max(meeting.id for meeting in campaign.find(Meeting))


def edit_meeting(campaign: CampaignFile, meeting_id: int, details: MeetingDetails) -> ChangeSet:
    """Change when, where and who; the code stays, files already given out name it.

    Failure once it was closed, for a day on which what was noted could not have happened, one that
    would put what it proposed before, or after, what another meeting did, or one that would bring a
    second meeting too near the first one.
    """
    refuse_closed(campaign, meeting_id)
    _refuse_backward_hours(details)
    meeting = the_meeting(campaign, meeting_id)
    after = _filled(meeting, details)
    if after.held_on != meeting.held_on:
        refuse_day(campaign, after)
        refuse_reordering(campaign, after)
        if after.second_of is not None:
            _refuse_early_second(campaign, the_meeting(campaign, after.second_of), after.held_on)
        for second in campaign.find(Meeting, second_of=after.id):
            _refuse_early_second(campaign, after, second.held_on)
    with campaign.change(message("meeting of {day}", day=details.held_on)) as work:
        work.put(after)
    return campaign.last_change


def _filled(meeting: Meeting, details: MeetingDetails) -> Meeting:
    return replace(
        meeting,
        held_on=details.held_on,
        starts_at=details.starts_at,
        ends_at=details.ends_at,
        place=details.place.strip(),
        chair=details.chair.strip(),
        meeting_secretary=details.meeting_secretary.strip(),
    )


def _refuse_backward_hours(details: MeetingDetails) -> None:
    if details.starts_at and details.ends_at and details.ends_at < details.starts_at:
        raise Failure(message("The meeting can't end before it starts. Nothing was changed."))


def _free_code(campaign: CampaignReader, day: date) -> str:
    taken = {meeting.code for meeting in campaign.find(Meeting)}
    letters = ("", *(f"-{letter}" for letter in "bcdefghijklmnopqrstuvwxyz"))
    return next(code for letter in letters if (code := f"{day.isoformat()}{letter}") not in taken)


def remove_meeting(campaign: CampaignFile, meeting_id: int) -> ChangeSet:
    """Remove a meeting with its agenda and all that happened; the acts on the dossiers stay.

    Failure once scores were revealed or a second meeting takes its agenda up: that trace stays. It
    stays too as long as it is closed, or what it proposed was followed by another proposition.
    """
    meeting = the_meeting(campaign, meeting_id)
    events = campaign.find(MeetingEvent, meeting_id=meeting_id)
    if any(event.kind is EventKind.REVEALED for event in events):
        raise Failure(message("Scores were revealed at this meeting: it stays in the file."))
    if campaign.find(Meeting, second_of=meeting_id):
        raise Failure(message("A second meeting takes up this agenda. Remove that one first."))
    refuse_closed(campaign, meeting_id)
    items = campaign.find(AgendaItem, meeting_id=meeting_id)
    for item in items:
        refuse_loss(campaign, item)
    with campaign.change(message("meeting of {day} removed", day=meeting.held_on)) as work:
        for event in events:
            work.remove(event)
        for item in items:
            _remove_item(work, item)
        work.remove(meeting)
    return campaign.last_change


def _remove_item(work: Work, item: AgendaItem) -> None:
    for kind in (DebateNote, Voice, Dissent):
        for record in work.find(kind, item_id=item.id):
            work.remove(record)
    forget_item(work, item)
    work.remove(item)


def add_to_agenda(campaign: CampaignFile, meeting_id: int, *dossier_ids: int) -> ChangeSet:
    """Put dossiers at the end of the agenda; those already there stay where they are.

    Failure on a second meeting for what was not on the first agenda.
    """
    refuse_closed(campaign, meeting_id)
    dossiers = [the_candidate(campaign, dossier_id) for dossier_id in dossier_ids]
    items = campaign.find(AgendaItem, meeting_id=meeting_id)
    there = {item.dossier_id for item in items}
    position = max((item.position for item in items), default=0)
    added = [dossier for dossier in dossiers if dossier.id not in there]
    _refuse_new_business(campaign, meeting_id, [(dossier.id, "") for dossier in added])
    with campaign.change(_on_agenda(dossiers)) as work:
        for place, dossier in enumerate(added, start=position + 1):
            work.put(AgendaItem(work.new_id(AgendaItem), meeting_id, place, dossier.id))
    return campaign.last_change


Business = tuple[int | None, str]
"""What an item deals with: a dossier, or its own title."""


def _refuse_new_business(
    campaign: CampaignReader, meeting_id: int, wanted: Iterable[Business]
) -> None:
    """Refuse what a meeting without quorum may not deal with (L. 2121-17)."""
    first = the_meeting(campaign, meeting_id).second_of
    if first is None:
        return
    items = campaign.find(AgendaItem, meeting_id=first)
    known = {_business(item.dossier_id, item.title) for item in items}
    if any(_business(*one) not in known for one in wanted):
        raise Failure(
            message(
                "A second meeting needs no quorum, but only for the agenda of the first one. "
                "Nothing was changed."
            )
        )


def _business(dossier_id: int | None, title: str) -> Business:
    return dossier_id, "" if dossier_id is not None else title.casefold()


def add_other_item(
    campaign: CampaignFile,
    meeting_id: int,
    title: str,
    *,
    planned_minutes: int = 0,
    first: bool = False,
) -> ChangeSet:
    """Add an item that is not a dossier: opening, other business… at the end, or ``first``.

    Failure on a second meeting for what was not on the first agenda.
    """
    wanted = " ".join(title.split())
    if not wanted:
        raise Failure(message("An item needs a title. Nothing was changed."))
    refuse_closed(campaign, meeting_id)
    _refuse_minutes(planned_minutes)
    _refuse_new_business(campaign, meeting_id, [(None, wanted)])
    items = ordered_items(campaign, meeting_id)
    position = 0 if first else max((item.position for item in items), default=0) + 1
    with campaign.change(message("on the agenda, {title}", title=wanted)) as work:
        item = AgendaItem(
            work.new_id(AgendaItem), meeting_id, position, None, wanted, planned_minutes
        )
        work.put(item)
        if first:
            _renumber(work, [item, *items])
    return campaign.last_change


def edit_item(
    campaign: CampaignFile,
    item_id: int,
    *,
    title: str | None = None,
    planned_minutes: int | None = None,
) -> ChangeSet:
    """Change the planned length of an item (0: none), or the title of one that is not a dossier."""
    item = item_of_open(campaign, item_id)
    wanted = item.title if title is None else " ".join(title.split())
    if item.dossier_id is None and not wanted:
        raise Failure(message("An item needs a title. Nothing was changed."))
    minutes = item.planned_minutes if planned_minutes is None else planned_minutes
    _refuse_minutes(minutes)
    if wanted != item.title:
        _refuse_new_business(campaign, item.meeting_id, [(item.dossier_id, wanted)])
    action = message("agenda, {title}", title=wanted or item_title(campaign, item))
    with campaign.change(action) as work:
        work.put(replace(item, title=wanted, planned_minutes=minutes))
    return campaign.last_change


def plan_durations(campaign: CampaignFile, meeting_id: int, minutes: int) -> ChangeSet:
    """Give every dossier of the agenda the same planned length."""
    refuse_closed(campaign, meeting_id)
    _refuse_minutes(minutes)
    with campaign.change(message("planned lengths of the agenda")) as work:
        work.put_all(
            replace(item, planned_minutes=minutes)
            for item in ordered_items(campaign, meeting_id)
            if item.dossier_id is not None
        )
    return campaign.last_change


def _refuse_minutes(minutes: int) -> None:
    if not 0 <= minutes <= 24 * 60:
        raise Failure(message("A length goes from 0 to 24 hours. Nothing was changed."))


def ordered_items(campaign: CampaignReader, meeting_id: int) -> list[AgendaItem]:
    """Return the items of a meeting in the order of the agenda."""
    return sorted(
        campaign.find(AgendaItem, meeting_id=meeting_id), key=lambda item: (item.position, item.id)
    )


def _renumber(work: Work, items: Sequence[AgendaItem]) -> None:
    work.put_all(replace(item, position=place) for place, item in enumerate(items, start=1))


def _on_agenda(dossiers: Sequence[Dossier]) -> Message:
    if len(dossiers) == 1:
        return message("on the agenda, {title}", title=dossiers[0].title)
    return plural_message(
        "{count} dossier on the agenda", "{count} dossiers on the agenda", len(dossiers)
    )


def move_on_agenda(campaign: CampaignFile, item_id: int, step: int) -> ChangeSet:
    """Move an item by one place on the agenda (-1 earlier, +1 later); at an end it stays."""
    moved = item_of_open(campaign, item_id)
    items = ordered_items(campaign, moved.meeting_id)
    place = items.index(moved)
    other = place + step
    title = item_title(campaign, moved)
    with campaign.change(message("order of the agenda, {title}", title=title)) as work:
        if 0 <= other < len(items):
            items[place], items[other] = items[other], items[place]
            _renumber(work, items)
    return campaign.last_change


class AgendaOrder(Enum):
    """The orders an agenda may be put in at once."""

    BY_NUMBER = "by_number"
    BY_DISAGREEMENT = "by_disagreement"
    GROUPED_RECUSALS = "grouped_recusals"


def order_agenda(campaign: CampaignFile, meeting_id: int, order: AgendaOrder) -> ChangeSet:
    """Put the dossiers of an agenda in an order; the other items keep their places.

    By number; by disagreement (most criteria to debate first, revealing no score); or grouped so
    that a member recused on several dossiers leaves the room once.
    """
    refuse_closed(campaign, meeting_id)
    items = ordered_items(campaign, meeting_id)
    dossiers = [item for item in items if item.dossier_id is not None]
    wanted = iter(_in_order(campaign, meeting_id, dossiers, order))
    ordered = [item if item.dossier_id is None else next(wanted) for item in items]
    with campaign.change(message("order of the agenda")) as work:
        _renumber(work, ordered)
    return campaign.last_change


def _in_order(
    campaign: CampaignReader, meeting_id: int, items: Sequence[AgendaItem], order: AgendaOrder
) -> list[AgendaItem]:
    numbers = {d.id: d.number for d in campaign.find(Dossier)}
    by_number = sorted(items, key=lambda item: numbers[item.dossier_id or 0])
    if order is AgendaOrder.BY_NUMBER:
        return by_number
    if order is AgendaOrder.BY_DISAGREEMENT:
        committee = the_committee(campaign, the_meeting(campaign, meeting_id).committee_id)
        debates = debates_by_dossier(campaign, committee)
        return sorted(by_number, key=lambda item: -debates.get(item.dossier_id or 0, 0))
    recused = {
        item.dossier_id: recused_on(campaign, item)
        for item in by_number
        if item.dossier_id is not None
    }
    places = {dossier: n for n, dossier in enumerate(grouped_order(list(recused), recused))}
    return sorted(by_number, key=lambda item: places[item.dossier_id or 0])


def take_off_agenda(campaign: CampaignFile, item_id: int) -> ChangeSet:
    """Take an item off the agenda, with what was noted on it; undo gives it back.

    Failure once the item was started, or when another proposition followed the one voted at it:
    what happened stays in the file.
    """
    item = item_of_open(campaign, item_id)
    if campaign.find(MeetingEvent, item_id=item_id):
        raise Failure(message("This item was started: it stays on the agenda."))
    refuse_loss(campaign, item)
    title = item_title(campaign, item)
    with campaign.change(message("off the agenda, {title}", title=title)) as work:
        _remove_item(work, item)
    return campaign.last_change


def prepare_second(campaign: CampaignFile, meeting_id: int, details: MeetingDetails) -> ChangeSet:
    """Prepare the second meeting that a lack of quorum calls for, on the same agenda.

    It needs no quorum, only for the items of the first agenda. Failure when there is one already,
    when the first meeting lacked nothing, and before the number of days that the rules of the body
    ask for.
    """
    _refuse_backward_hours(details)
    first = the_meeting(campaign, meeting_id)
    for known in campaign.find(Meeting, second_of=meeting_id):
        raise Failure(
            message(
                "The second meeting is prepared already, on {day}. Nothing was added.",
                day=known.held_on,
            )
        )
    _refuse_unless_lacking(campaign, first)
    _refuse_early_second(campaign, first, details.held_on)
    code = _free_code(campaign, details.held_on)
    with campaign.change(message("second meeting, {day}", day=details.held_on)) as work:
        blank = Meeting(work.new_id(Meeting), first.committee_id, code, details.held_on)
        meeting = replace(_filled(blank, details), second_of=first.id)
        work.put(meeting)
        for item in ordered_items(campaign, first.id):
            work.put(
                AgendaItem(
                    work.new_id(AgendaItem),
                    meeting.id,
                    item.position,
                    item.dossier_id,
                    item.title,
                    item.planned_minutes,
                )
            )
    return campaign.last_change


def _refuse_early_second(campaign: CampaignReader, first: Meeting, day: date) -> None:
    """Refuse a second meeting before the first one, or too soon after it."""
    if day < first.held_on:
        raise Failure(message("The second meeting can't be held before the first one."))
    least = the_committee(campaign, first.committee_id).rules.second_after_days
    if (day - first.held_on).days < least:
        raise Failure(
            plural_message(
                "The second meeting is held {count} day after the first one at least.",
                "The second meeting is held {count} days after the first one at least.",
                least,
            )
        )


def _refuse_unless_lacking(campaign: CampaignReader, first: Meeting) -> None:
    """Refuse a second meeting after one that was not held, or that reached its quorum throughout.

    The quorum is looked for at the opening, on each item, and now.
    """
    events = meeting_events(campaign, first.id)
    body = meeting_body(campaign, first)
    found = [headcount(opening_room(body, events), body), headcount(last_room(body, events), body)]
    found += (item_headcount(campaign, item.id) for item in ordered_items(campaign, first.id))
    if not was_held(campaign, first.id) or all(count.quorum.is_reached for count in found):
        raise Failure(
            message(
                "A second meeting follows one that was held and lacked its quorum, which was not "
                "noted here. Nothing was prepared."
            )
        )
