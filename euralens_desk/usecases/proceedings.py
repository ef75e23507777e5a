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
from euralens_desk.usecases.lookup import committee_of_kind, the_campaign, the_dossier, the_meeting
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
    """Dossiers that are not on the agenda."""


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
        others=tuple(d for d in campaign.find(Dossier) if d.id not in on_agenda),
    )


def _seats(campaign: CampaignReader, meeting: Meeting) -> tuple[Seat, ...]:
    noted = {a.member_id: a for a in campaign.find(Attendance, meeting_id=meeting.id)}
    members = campaign.find(Member, committee_id=meeting.committee_id)
    return tuple(Seat(m, noted.get(m.id)) for m in sorted(members, key=lambda m: m.code))


def _point(
    campaign: CampaignReader, meeting: Meeting, item: AgendaItem, seats: tuple[Seat, ...]
) -> Point:
    recusals = {r.member_id for r in campaign.find(Recusal, dossier_id=item.dossier_id)}
    technical = campaign.find(TechnicalOpinion, dossier_id=item.dossier_id)
    return Point(
        item=item,
        dossier=the_dossier(campaign, item.dossier_id),
        quorum=item_quorum(the_campaign(campaign), seats, recusals),
        voices=voices(campaign, meeting.id, item.dossier_id),
        recused=tuple(seat.member for seat in seats if seat.member.id in recusals),
        technical=technical[0] if technical else None,
        acts={act.kind: act for act in campaign.find(Act, dossier_id=item.dossier_id)},
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
