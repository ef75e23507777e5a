"""Prepare a meeting, note who attends, and record what was said and voted on each dossier."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time

from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.meeting import AgendaItem, Attendance, Meeting, Outcome, Presence
from euralens_desk.domain.messages import Failure, Message, message, plural_message
from euralens_desk.domain.people import Member, Recusal
from euralens_desk.usecases.changes import ChangeSet
from euralens_desk.usecases.lookup import (
    dossiers_by_number,
    the_candidate,
    the_dossier,
    the_meeting,
    the_member,
)
from euralens_desk.usecases.ports import CampaignFile, CampaignReader


@dataclass(frozen=True, slots=True)
class MeetingDetails:
    """What the secretary fills in: when, where, who presides and who keeps the minutes."""

    held_on: date
    starts_at: time | None = None
    ends_at: time | None = None
    place: str = ""
    chair: str = ""
    meeting_secretary: str = ""


@dataclass(frozen=True, slots=True)
class VoteCount:
    """Votes by show of hands, in their simplest form."""

    label: int
    nominated: int
    deferred: int
    abstentions: int
    is_secret: bool = False

    @property
    def total(self) -> int:
        """All voices heard, abstentions included."""
        return self.label + self.nominated + self.deferred + self.abstentions


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
        work.put_all(
            AgendaItem(meeting.id, dossier.id, position)
            for position, dossier in enumerate(dossiers, start=1)
        )
    return campaign.last_change


def newest_meeting(campaign: CampaignReader) -> int:
    """Return the id of the meeting that was prepared last."""
    return max(meeting.id for meeting in campaign.find(Meeting))


def edit_meeting(campaign: CampaignFile, meeting_id: int, details: MeetingDetails) -> ChangeSet:
    """Change when, where and who; the code stays, files already given out name it."""
    _refuse_backward_hours(details)
    meeting = the_meeting(campaign, meeting_id)
    with campaign.change(message("meeting of {day}", day=details.held_on)) as work:
        work.put(_filled(meeting, details))
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
    """Remove a meeting with its agenda and attendance; the acts on the dossiers stay."""
    meeting = the_meeting(campaign, meeting_id)
    with campaign.change(message("meeting of {day} removed", day=meeting.held_on)) as work:
        for item in work.find(AgendaItem, meeting_id=meeting_id):
            work.remove(item)
        for seat in work.find(Attendance, meeting_id=meeting_id):
            work.remove(seat)
        work.remove(meeting)
    return campaign.last_change


def add_to_agenda(campaign: CampaignFile, meeting_id: int, *dossier_ids: int) -> ChangeSet:
    """Put dossiers at the end of the agenda; those already there stay where they are."""
    dossiers = [the_candidate(campaign, dossier_id) for dossier_id in dossier_ids]
    items = campaign.find(AgendaItem, meeting_id=meeting_id)
    there = {item.dossier_id for item in items}
    position = max((item.position for item in items), default=0)
    added = [dossier for dossier in dossiers if dossier.id not in there]
    with campaign.change(_on_agenda(dossiers)) as work:
        work.put_all(
            AgendaItem(meeting_id, dossier.id, place)
            for place, dossier in enumerate(added, start=position + 1)
        )
    return campaign.last_change


def _on_agenda(dossiers: Sequence[Dossier]) -> Message:
    if len(dossiers) == 1:
        return message("on the agenda, {title}", title=dossiers[0].title)
    return plural_message(
        "{count} dossier on the agenda", "{count} dossiers on the agenda", len(dossiers)
    )


def move_on_agenda(
    campaign: CampaignFile, meeting_id: int, dossier_id: int, step: int
) -> ChangeSet:
    """Move a dossier by one place on the agenda (-1 earlier, +1 later); at an end it stays."""
    title = the_dossier(campaign, dossier_id).title
    items = sorted(campaign.find(AgendaItem, meeting_id=meeting_id), key=lambda i: i.position)
    place = next(n for n, item in enumerate(items) if item.dossier_id == dossier_id)
    other = place + step
    with campaign.change(message("order of the agenda, {title}", title=title)) as work:
        if 0 <= other < len(items):
            items[place], items[other] = items[other], items[place]
            for position, item in enumerate(items, start=1):
                work.put(replace(item, position=position))
    return campaign.last_change


def take_off_agenda(campaign: CampaignFile, meeting_id: int, dossier_id: int) -> ChangeSet:
    """Take a dossier off the agenda, with what was noted on it; undo gives it back."""
    dossier = the_dossier(campaign, dossier_id)
    with campaign.change(message("off the agenda, {title}", title=dossier.title)) as work:
        for item in work.find(AgendaItem, meeting_id=meeting_id, dossier_id=dossier_id):
            work.remove(item)
    return campaign.last_change


def record_attendance(
    campaign: CampaignFile,
    meeting_id: int,
    member_id: int,
    presence: Presence,
    proxy_to: int | None = None,
) -> ChangeSet:
    """Note how a member attends. A mandate goes to a member present who holds no other one."""
    member = the_member(campaign, member_id)
    holder = proxy_to if presence is Presence.PROXY else None
    if presence is Presence.PROXY:
        _refuse_mandate(campaign, meeting_id, member, holder)
    else:
        _keep_mandates(campaign, meeting_id, member, presence)
    with campaign.change(message("attendance, {name}", name=member.name)) as work:
        work.put(Attendance(meeting_id, member_id, presence, holder))
    return campaign.last_change


def record_others_present(campaign: CampaignFile, meeting_id: int) -> ChangeSet:
    """Note as present every member of whom nothing was noted yet."""
    meeting = the_meeting(campaign, meeting_id)
    noted = {seat.member_id for seat in campaign.find(Attendance, meeting_id=meeting_id)}
    members = campaign.find(Member, committee_id=meeting.committee_id)
    with campaign.change(message("attendance, all the others present")) as work:
        work.put_all(
            Attendance(meeting_id, member.id, Presence.PRESENT)
            for member in members
            if member.id not in noted
        )
    return campaign.last_change


def _refuse_mandate(
    campaign: CampaignReader, meeting_id: int, giver: Member, holder: int | None
) -> None:
    """Refuse a mandate that nobody can hold (one a person at most, DOMAIN 2.4)."""
    if holder is None or holder == giver.id:
        raise Failure(message("Say to whom {name} gives the mandate.", name=giver.name))
    seats = {seat.member_id: seat for seat in campaign.find(Attendance, meeting_id=meeting_id)}
    name = the_member(campaign, holder).name
    if holder not in seats or not attends(seats[holder]):
        raise Failure(message("{name} is not present and can't hold a mandate.", name=name))
    if any(s.proxy_to == holder and s.member_id != giver.id for s in seats.values()):
        raise Failure(message("{name} already holds a mandate; one a person at most.", name=name))
    if any(s.proxy_to == giver.id for s in seats.values()):
        raise Failure(message("{name} holds a mandate and can't give one away.", name=giver.name))


def _keep_mandates(
    campaign: CampaignReader, meeting_id: int, member: Member, presence: Presence
) -> None:
    if presence in (Presence.PRESENT, Presence.REMOTE):
        return
    held = campaign.find(Attendance, meeting_id=meeting_id, proxy_to=member.id)
    if held:
        raise Failure(
            message(
                "{name} holds the mandate of {giver}. Change that mandate first.",
                name=member.name,
                giver=the_member(campaign, held[0].member_id).name,
            )
        )


def attends(seat: Attendance) -> bool:
    """Whether the member is in the room or on the line."""
    return seat.presence in (Presence.PRESENT, Presence.REMOTE)


def write_discussion(
    campaign: CampaignFile, meeting_id: int, dossier_id: int, text: str
) -> ChangeSet:
    """Keep the tenor of the discussion on a dossier, for the minutes."""
    item = _agenda_item(campaign, meeting_id, dossier_id)
    title = the_dossier(campaign, dossier_id).title
    with campaign.change(message("discussion, {title}", title=title)) as work:
        work.put(replace(item, discussion=text.strip()))
    return campaign.last_change


def draft_proposition(
    campaign: CampaignFile, meeting_id: int, dossier_id: int, reasons: str, reservations: str = ""
) -> ChangeSet:
    """Keep what is written of a proposition that is not whole yet."""
    item = _agenda_item(campaign, meeting_id, dossier_id)
    title = the_dossier(campaign, dossier_id).title
    with campaign.change(message("draft of the reasons, {title}", title=title)) as work:
        work.put(
            replace(
                item,
                drafted_reasons=reasons.strip(),
                drafted_reservations=reservations.strip(),
            )
        )
    return campaign.last_change


def explain_miscount(
    campaign: CampaignFile, meeting_id: int, dossier_id: int, text: str
) -> ChangeSet:
    """Say why the votes on a dossier are not as many as the voices; the minutes repeat it."""
    item = _agenda_item(campaign, meeting_id, dossier_id)
    title = the_dossier(campaign, dossier_id).title
    with campaign.change(message("reason of the count, {title}", title=title)) as work:
        work.put(replace(item, miscount_reason=text.strip()))
    return campaign.last_change


def record_vote(
    campaign: CampaignFile, meeting_id: int, dossier_id: int, count: VoteCount | None
) -> ChangeSet:
    """Record the votes on a dossier, or clear them with None. The total is noted, never forced."""
    item = _agenda_item(campaign, meeting_id, dossier_id)
    title = the_dossier(campaign, dossier_id).title
    with campaign.change(message("vote, {title}", title=title)) as work:
        work.put(
            replace(
                item,
                label_votes=count.label if count else None,
                nominated_votes=count.nominated if count else None,
                deferred_votes=count.deferred if count else None,
                abstentions=count.abstentions if count else None,
                is_secret=count.is_secret if count else False,
            )
        )
    return campaign.last_change


def _agenda_item(campaign: CampaignReader, meeting_id: int, dossier_id: int) -> AgendaItem:
    found = campaign.get(AgendaItem, meeting_id, dossier_id)
    if found is None:
        raise Failure(message("This dossier is not on the agenda. Nothing was changed."))
    return found


def voices(campaign: CampaignReader, meeting_id: int, dossier_id: int) -> int:
    """Return how many voices can be cast on a dossier: voting members there or by mandate.

    Members recused on the dossier have none, nor has the mandate they gave.
    """
    meeting = the_meeting(campaign, meeting_id)
    members = campaign.find(Member, committee_id=meeting.committee_id)
    recused = {recusal.member_id for recusal in campaign.find(Recusal, dossier_id=dossier_id)}
    may_vote = {m.id for m in members if m.is_voting} - recused
    seats = campaign.find(Attendance, meeting_id=meeting_id)
    return sum(
        1
        for seat in seats
        if seat.member_id in may_vote
        and (attends(seat) or (seat.presence is Presence.PROXY and seat.proxy_to not in recused))
    )


def vote_remark(count: VoteCount, expected: int, outcome: Outcome | None) -> Message | None:
    """Return the note to show beside a vote, or None: it never blocks (UX, screen 5)."""
    miscounted = miscount(count.total, expected)
    if miscounted is not None:
        return miscounted
    if count.total == count.abstentions:
        return message("No vote was cast.")
    votes = {
        Outcome.LABEL: count.label,
        Outcome.NOMINATED: count.nominated,
        Outcome.DEFERRED: count.deferred,
    }
    largest = max(votes.values())
    if outcome is not None and votes[outcome] < largest:
        return message("The proposition differs from the largest vote: say why in the reasons.")
    if list(votes.values()).count(largest) > 1:
        return message("As many votes for two outcomes: say in the reasons how it was settled.")
    return None


def miscount(total: int, expected: int) -> Message | None:
    """Return what is wrong with a total of votes, None when it equals the voices.

    Nothing is expected as long as nobody was noted present.
    """
    missing = expected - total
    if not expected or not missing:
        return None
    if missing > 0:
        return plural_message(
            "{total} voices out of {expected}: one voice is missing.",
            "{total} voices out of {expected}: {count} voices are missing.",
            missing,
            total=total,
            expected=expected,
        )
    return plural_message(
        "{total} voices out of {expected}: one voice too many.",
        "{total} voices out of {expected}: {count} voices too many.",
        -missing,
        total=total,
        expected=expected,
    )
