"""Load what the page of a meeting shows: the agenda, who is there, and what is known by item."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from euralens_desk.domain.aggregation import CommitteeOpinions
from euralens_desk.domain.campaign import Campaign
from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.meeting import (
    Act,
    ActKind,
    AgendaItem,
    Attendance,
    Meeting,
    Presence,
    TechnicalOpinion,
)
from euralens_desk.domain.people import Committee, CommitteeKind, Member, Recusal
from euralens_desk.domain.quorum import Quorum, quorum
from euralens_desk.usecases.acts import awaiting
from euralens_desk.usecases.lookup import (
    committee_of_kind,
    dossiers_by_number,
    the_campaign,
    the_dossier,
    the_meeting,
)
from euralens_desk.usecases.meetings import attends, voices
from euralens_desk.usecases.opinions import committee_opinions
from euralens_desk.usecases.ports import CampaignReader


@dataclass(frozen=True, slots=True)
class Seat:
    """One member at the meeting; ``attendance`` is None as long as nothing was noted."""

    member: Member
    attendance: Attendance | None


@dataclass(frozen=True, slots=True)
class Point:
    """One item of the agenda with all that is known of its dossier before and after the vote."""

    item: AgendaItem
    dossier: Dossier
    quorum: Quorum
    voices: int
    recused: tuple[Member, ...]
    technical: TechnicalOpinion | None
    acts: Mapping[ActKind, Act]


@dataclass(frozen=True, slots=True)
class Proceedings:
    """One meeting, ready to be shown."""

    campaign: Campaign
    committee: Committee
    meeting: Meeting
    seats: tuple[Seat, ...]
    points: tuple[Point, ...]
    opinions: CommitteeOpinions | None
    students: CommitteeOpinions | None
    others: tuple[Dossier, ...]
    """Dossiers still in the running that are not on the agenda."""


@dataclass(frozen=True, slots=True)
class PlannedMeeting:
    """One meeting in the list of all: its body, its points, and how many have a proposition."""

    meeting: Meeting
    committee: Committee
    points: int
    proposed: int


@dataclass(frozen=True, slots=True)
class ActsLine:
    """One dossier with its technical opinion and its three acts, as far as they are recorded."""

    dossier: Dossier
    technical: TechnicalOpinion | None
    acts: Mapping[ActKind, Act]


@dataclass(frozen=True, slots=True)
class MeetingsOverview:
    """All the meetings of the campaign, its committees, and where each dossier stands."""

    campaign: Campaign
    meetings: tuple[PlannedMeeting, ...]
    committees: tuple[Committee, ...]
    members: Mapping[int, tuple[Member, ...]]
    """By committee."""
    lines: tuple[ActsLine, ...]
    waiting: Mapping[ActKind, int]
    """How many dossiers an approval, or a decision, may now follow on."""


def meetings_overview(campaign: CampaignReader) -> MeetingsOverview:
    """Return the meetings by day, and the acts by number of dossier."""
    committees = {committee.id: committee for committee in campaign.find(Committee)}
    meetings = sorted(campaign.find(Meeting), key=lambda m: (m.held_on, m.code))
    members: dict[int, tuple[Member, ...]] = {
        known: campaign.find(Member, committee_id=known) for known in committees
    }
    return MeetingsOverview(
        campaign=the_campaign(campaign),
        meetings=tuple(_planned(campaign, m, committees[m.committee_id]) for m in meetings),
        committees=tuple(committees.values()),
        members=members,
        lines=tuple(_acts_line(campaign, dossier) for dossier in dossiers_by_number(campaign)),
        waiting={
            kind: len(awaiting(campaign, kind)) for kind in (ActKind.APPROVAL, ActKind.DECISION)
        },
    )


def _planned(campaign: CampaignReader, meeting: Meeting, committee: Committee) -> PlannedMeeting:
    items = campaign.find(AgendaItem, meeting_id=meeting.id)
    proposed = sum(
        campaign.get(Act, item.dossier_id, ActKind.PROPOSAL) is not None for item in items
    )
    return PlannedMeeting(meeting, committee, len(items), proposed)


def _acts_line(campaign: CampaignReader, dossier: Dossier) -> ActsLine:
    return ActsLine(dossier, _technical(campaign, dossier.id), _acts(campaign, dossier.id))


def _acts(campaign: CampaignReader, dossier_id: int) -> Mapping[ActKind, Act]:
    return {act.kind: act for act in campaign.find(Act, dossier_id=dossier_id)}


def _technical(campaign: CampaignReader, dossier_id: int) -> TechnicalOpinion | None:
    found = campaign.find(TechnicalOpinion, dossier_id=dossier_id)
    return found[0] if found else None


def proceedings(campaign: CampaignReader, meeting_id: int) -> Proceedings:
    """Return one meeting with its agenda, attendance and quorum by item."""
    meeting = the_meeting(campaign, meeting_id)
    committee = campaign.get(Committee, meeting.committee_id)
    if committee is None:
        committee = committee_of_kind(campaign, CommitteeKind.EXPERT)
    items = sorted(campaign.find(AgendaItem, meeting_id=meeting_id), key=lambda i: i.position)
    on_agenda = {item.dossier_id for item in items}
    seats = _seats(campaign, meeting)
    students = committee_of_kind(campaign, CommitteeKind.STUDENT)
    return Proceedings(
        campaign=the_campaign(campaign),
        committee=committee,
        meeting=meeting,
        seats=seats,
        points=tuple(_point(campaign, meeting, item, seats) for item in items),
        opinions=committee_opinions(campaign, committee),
        students=committee_opinions(campaign, students),
        others=tuple(d for d in dossiers_by_number(campaign) if d.id not in on_agenda),
    )


def _seats(campaign: CampaignReader, meeting: Meeting) -> tuple[Seat, ...]:
    noted = {a.member_id: a for a in campaign.find(Attendance, meeting_id=meeting.id)}
    members = campaign.find(Member, committee_id=meeting.committee_id)
    return tuple(Seat(m, noted.get(m.id)) for m in sorted(members, key=lambda m: m.code))


def _point(
    campaign: CampaignReader, meeting: Meeting, item: AgendaItem, seats: tuple[Seat, ...]
) -> Point:
    recusals = {r.member_id for r in campaign.find(Recusal, dossier_id=item.dossier_id)}
    return Point(
        item=item,
        dossier=the_dossier(campaign, item.dossier_id),
        quorum=item_quorum(the_campaign(campaign), seats, recusals),
        voices=voices(campaign, meeting.id, item.dossier_id),
        recused=tuple(seat.member for seat in seats if seat.member.id in recusals),
        technical=_technical(campaign, item.dossier_id),
        acts=_acts(campaign, item.dossier_id),
    )


def item_quorum(campaign: Campaign, seats: tuple[Seat, ...], recused: set[int]) -> Quorum:
    """Return the quorum on one item by the rule of the campaign; only voting members compose."""
    composing = [seat for seat in seats if seat.member.is_voting]
    left = [seat.attendance for seat in composing if seat.member.id not in recused]
    return quorum(
        campaign.rules.quorum,
        members=len(composing),
        present=sum(a is not None and attends(a) for a in left),
        proxies=sum(a is not None and a.presence is Presence.PROXY for a in left),
        recused=len(composing) - len(left),
    )
