"""Decide which opinions may be told: the one place that does, for every screen, sort and file.

Three rules. What a recused member or one without a vote answered never counts. The scores of a body
on a dossier stay masked from the moment the body has a meeting in the file until they are revealed
at one by an explicit act, so that taking a dossier off the agenda tells nothing: until then only
their number is told. What was revealed once stays told at the later meetings on the dossier: it
can't be unseen. And a dossier with too few ballots of lycéens keeps their detail to itself: it
could be traced to a person (TRUST 3d). A body that has no meeting in the file has nothing to wait
for: its scores are told. Removing its last meeting leads there, by an act the journal keeps.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from euralens_desk.domain.ballots import LEAST_TOLD
from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.meeting import AgendaItem, EventKind, Meeting, MeetingEvent
from euralens_desk.domain.people import Committee, CommitteeKind, Member, Recusal
from euralens_desk.domain.sheet import Ballot, ScoreSheet
from euralens_desk.usecases.lookup import the_meeting
from euralens_desk.usecases.ports import CampaignReader


@dataclass(frozen=True, slots=True)
class Visibility:
    """What may be told of the opinions of one committee.

    ``sheets`` may be read, by id. ``masked`` says how many sheets or ballots wait to be revealed,
    by dossier; ``few`` how many ballots a dossier has, too few for their detail.
    """

    sheets: Mapping[int, ScoreSheet]
    masked: Mapping[int, int]
    few: Mapping[int, int]


def visible_sheets(campaign: CampaignReader, committee: Committee) -> Visibility:
    """Return what may be told of the opinions of a committee."""
    counted = counted_sheets(campaign, committee)
    waiting = masked_dossiers(campaign, committee)
    received = Counter(sheet.dossier_id for sheet in counted.values())
    if committee.kind is CommitteeKind.STUDENT:
        ballots = campaign.find(Ballot, committee_id=committee.id)
        received.update(ballot.dossier_id for ballot in ballots)
    return Visibility(
        {known: sheet for known, sheet in counted.items() if sheet.dossier_id not in waiting},
        {dossier: received[dossier] for dossier in waiting},
        few_ballots(campaign, committee),
    )


def untold_dossiers(campaign: CampaignReader, committee: Committee) -> frozenset[int]:
    """Return the dossiers on which the opinions of a committee may not be told."""
    return masked_dossiers(campaign, committee) | few_ballots(campaign, committee).keys()


def counted_sheets(campaign: CampaignReader, committee: Committee) -> dict[int, ScoreSheet]:
    """Return, by id, the sheets that count, masked or not: to count them, never to tell them."""
    members = voting_members(campaign, committee)
    recused = {(r.member_id, r.dossier_id) for r in campaign.find(Recusal)}
    return {
        sheet.id: sheet
        for sheet in campaign.find(ScoreSheet, committee_id=committee.id)
        if sheet.member_id in members and (sheet.member_id, sheet.dossier_id) not in recused
    }


def voting_members(campaign: CampaignReader, committee: Committee) -> set[int]:
    """Return, by id, the members of a committee who vote."""
    return {m.id for m in campaign.find(Member, committee_id=committee.id) if m.is_voting}


def masked_dossiers(campaign: CampaignReader, committee: Committee) -> frozenset[int]:
    """Return the dossiers whose scores wait for a meeting of the committee to reveal them."""
    if not campaign.find(Meeting, committee_id=committee.id):
        return frozenset()
    known = {dossier.id for dossier in campaign.find(Dossier)}
    return frozenset(known - revealed_dossiers(campaign, committee.id))


def revealed_dossiers(campaign: CampaignReader, committee_id: int) -> frozenset[int]:
    """Return the dossiers whose scores a meeting of the committee revealed."""
    revealed: set[int] = set()
    for meeting in campaign.find(Meeting, committee_id=committee_id):
        items = campaign.find(AgendaItem, meeting_id=meeting.id)
        dossiers = {item.id: item.dossier_id for item in items if item.dossier_id is not None}
        for event in campaign.find(MeetingEvent, meeting_id=meeting.id):
            if event.kind is EventKind.REVEALED and event.item_id in dossiers:
                revealed.add(dossiers[event.item_id])
    return frozenset(revealed)


def revealed_before(campaign: CampaignReader, item: AgendaItem) -> Meeting | None:
    """Return the other meeting of the body that revealed the scores on the item's dossier first."""
    here = the_meeting(campaign, item.meeting_id)
    found = []
    for other in campaign.find(AgendaItem, dossier_id=item.dossier_id):
        kinds = {event.kind for event in campaign.find(MeetingEvent, item_id=other.id)}
        meeting = campaign.get(Meeting, other.meeting_id)
        if (
            EventKind.REVEALED in kinds
            and meeting is not None
            and meeting.id != here.id
            and meeting.committee_id == here.committee_id
        ):
            found.append(meeting)
    return min(found, key=lambda meeting: (meeting.held_on, meeting.id), default=None)


def few_ballots(campaign: CampaignReader, committee: Committee) -> dict[int, int]:
    """Return how many ballots there are on each dossier that has too few to tell their detail."""
    if committee.kind is not CommitteeKind.STUDENT:
        return {}
    counts = Counter(b.dossier_id for b in campaign.find(Ballot, committee_id=committee.id))
    return {dossier: count for dossier, count in counts.items() if not tells_ballots(count)}


def tells_ballots(count: int) -> bool:
    """Whether that many ballots are enough to tell their detail."""
    return count >= LEAST_TOLD
