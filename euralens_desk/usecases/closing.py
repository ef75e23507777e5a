"""Close a campaign once nothing blocks it, and open it again (DOMAIN 5.2, 5.3, story 8).

What a closed campaign refuses is told in one place: ``domain.closing``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.meeting import Act, ActKind, Meeting
from euralens_desk.domain.messages import Failure, Message, message, plural_message
from euralens_desk.domain.preselection import Stage
from euralens_desk.usecases.changes import ChangeSet
from euralens_desk.usecases.held_meetings import held_meetings
from euralens_desk.usecases.letters import due_letters
from euralens_desk.usecases.lookup import (
    dossiers_by_number,
    stages,
    the_campaign,
    the_committee,
    the_meeting,
)
from euralens_desk.usecases.ports import CampaignFile, CampaignReader
from euralens_desk.usecases.room import live_meetings


class Lack(Enum):
    """What may remain before the closing, in the order in which it is told."""

    MESSAGE = "message"
    """A message due that was not sent."""
    OPEN_MEETING = "open_meeting"
    UNDECIDED = "undecided"
    """A proposition or an approval that no decision follows."""
    UNPROPOSED = "unproposed"
    """A candidate without any act."""
    UNSORTED = "unsorted"
    """A candidature that the preselection never settled."""
    UNHELD_MEETING = "unheld_meeting"


BLOCKING = frozenset((Lack.MESSAGE, Lack.OPEN_MEETING))
"""What no campaign is closed without; the rest is told, and a person decides."""


@dataclass(frozen=True, slots=True)
class Remaining:
    """One thing that remains: what it is, and the dossier or the meeting it is about.

    ``name`` is the title of the dossier, or the committee of the meeting held on ``day``.
    """

    lack: Lack
    name: str
    dossier_id: int | None = None
    meeting_id: int | None = None
    day: date | None = None

    @property
    def blocks(self) -> bool:
        """Whether the campaign can't be closed while it remains."""
        return self.lack in BLOCKING


def remaining(campaign: CampaignReader) -> tuple[Remaining, ...]:
    """Return what remains before the closing: what blocks it first, then what is only told."""
    found = [
        *_messages(campaign),
        *_meetings(campaign),
        *_without_decision(campaign),
        *_unsorted(campaign),
    ]
    order = list(Lack)
    return tuple(sorted(found, key=lambda one: order.index(one.lack)))


def _messages(campaign: CampaignReader) -> Iterator[Remaining]:
    for due in due_letters(campaign):
        if not due.is_sent:
            yield Remaining(Lack.MESSAGE, due.dossier.title, due.dossier.id, day=due.decided_on)


def _meetings(campaign: CampaignReader) -> Iterator[Remaining]:
    live = set(live_meetings(campaign))
    held = held_meetings(campaign)
    replaced = {meeting.second_of for meeting in campaign.find(Meeting)}
    for meeting in campaign.find(Meeting):
        if meeting.id in live:
            yield _meeting(campaign, Lack.OPEN_MEETING, meeting)
        elif meeting.id not in held and meeting.id not in replaced:
            yield _meeting(campaign, Lack.UNHELD_MEETING, meeting)


def _meeting(campaign: CampaignReader, lack: Lack, meeting: Meeting) -> Remaining:
    name = the_committee(campaign, meeting.committee_id).name
    return Remaining(lack, name, meeting_id=meeting.id, day=meeting.held_on)


def _without_decision(campaign: CampaignReader) -> Iterator[Remaining]:
    acts = {(act.dossier_id, act.kind) for act in campaign.find(Act)}
    for dossier in dossiers_by_number(campaign):
        if (dossier.id, ActKind.DECISION) not in acts:
            is_proposed = (dossier.id, ActKind.PROPOSAL) in acts
            lack = Lack.UNDECIDED if is_proposed else Lack.UNPROPOSED
            yield Remaining(lack, dossier.title, dossier.id)


def _unsorted(campaign: CampaignReader) -> Iterator[Remaining]:
    """Yield, once some dossiers are candidates, those that nothing was decided of."""
    settled = stages(campaign)
    if Stage.CANDIDATE not in settled.values():
        return
    for dossier in sorted(campaign.find(Dossier), key=lambda one: (one.number, one.id)):
        stage = settled.get(dossier.id)
        if dossier.withdrawn_on is None and stage in (None, Stage.ADMISSIBLE):
            yield Remaining(Lack.UNSORTED, dossier.title, dossier.id)


def close_campaign(campaign: CampaignFile, day: date) -> ChangeSet:
    """Close the campaign; Failure while a message due or an open meeting remains."""
    known = the_campaign(campaign)
    if known.closed_on is not None:
        raise Failure(message("The campaign is closed already, since {day}.", day=known.closed_on))
    blocking = [one for one in remaining(campaign) if one.blocks]
    if blocking:
        raise Failure(_refusal(blocking, campaign))
    with campaign.change(message("campaign closed")) as work:
        work.put(replace(known, closed_on=day))
    return campaign.last_change


def _refusal(blocking: Sequence[Remaining], campaign: CampaignReader) -> Message:
    """Say the first reason why the campaign can't be closed, in one sentence."""
    first = blocking[0]
    same = [one for one in blocking if one.lack is first.lack]
    if first.meeting_id is not None:
        return message(
            "The campaign can't be closed: the meeting of {day} is still open. Close it first.",
            day=the_meeting(campaign, first.meeting_id).held_on,
        )
    return plural_message(
        "The campaign can't be closed: {count} message due was not sent. Send it first.",
        "The campaign can't be closed: {count} messages due were not sent. Send them first.",
        len(same),
    )


def reopen_campaign(campaign: CampaignFile) -> ChangeSet:
    """Open a closed campaign again; nothing happens when it is open."""
    with campaign.change(message("campaign opened again")) as work:
        work.put(replace(the_campaign(campaign), closed_on=None))
    return campaign.last_change
