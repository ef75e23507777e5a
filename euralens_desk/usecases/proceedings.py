"""Load what the page of a meeting shows: the agenda, who is there, and what is known by item."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from euralens_desk.domain.aggregation import CommitteeOpinions
from euralens_desk.domain.campaign import Campaign
from euralens_desk.domain.course import ItemCourse, course
from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.headcount import (
    Headcount,
    ItemRooms,
    before_start,
    chair_has_voice,
    item_rooms,
    last_room,
)
from euralens_desk.domain.meeting import (
    Act,
    ActKind,
    AgendaItem,
    DebateNote,
    Dissent,
    Meeting,
    MeetingEvent,
    TechnicalOpinion,
    Voice,
)
from euralens_desk.domain.messages import Message
from euralens_desk.domain.people import Committee, CommitteeKind, Member, Recusal
from euralens_desk.domain.quorum import Quorum
from euralens_desk.domain.room import Attendance, Body, MeetingStage, Room, attendance, stepped_back
from euralens_desk.usecases.acts import awaiting, may_settle
from euralens_desk.usecases.funding import Suggestion, suggestions
from euralens_desk.usecases.letters import unsent
from euralens_desk.usecases.lookup import (
    committee_of_kind,
    dossiers_by_number,
    the_campaign,
    the_committee,
    the_dossier,
    the_meeting,
)
from euralens_desk.usecases.meetings import ordered_items
from euralens_desk.usecases.opinions import committee_opinions
from euralens_desk.usecases.ports import CampaignReader
from euralens_desk.usecases.propositions import (
    acts_at,
    earlier_propositions,
    hindrance,
    proposition_at,
)
from euralens_desk.usecases.room import meeting_body, meeting_events, room_now
from euralens_desk.usecases.visibility import revealed_before, visible_sheets


@dataclass(frozen=True, slots=True)
class Seat:
    """One member at the meeting; ``attendance`` is None as long as nothing was noted."""

    member: Member
    attendance: Attendance | None


@dataclass(frozen=True, slots=True)
class Point:
    """One dossier of the agenda with all that is known of it before and after the vote.

    ``headcount`` is when the item ended, or now while it lasts or has not started; ``at_start``
    when it was put to discussion (None before). ``recused`` are the members of the body who stepped
    back from the dossier, there or not; ``reasons`` is why, by member. ``revealed_on`` is the day
    of the other meeting that revealed the scores, None when none did. ``acts`` are the proposition
    voted at this item and the acts that rest on it; ``earlier`` what other meetings had proposed
    before; ``hindrance`` why no proposition may be recorded here.
    """

    item: AgendaItem
    dossier: Dossier
    headcount: Headcount
    at_start: Headcount | None
    recused: tuple[Member, ...]
    reasons: Mapping[int, str]
    technical: TechnicalOpinion | None
    acts: Mapping[ActKind, Act]
    leads: tuple[Suggestion, ...] = ()
    chair_has_voice: bool = True
    revealed_on: date | None = None
    earlier: tuple[Act, ...] = ()
    hindrance: Message | None = None

    @property
    def quorum(self) -> Quorum:
        """The quorum found on the item."""
        return self.headcount.quorum

    @property
    def voices(self) -> int:
        """How many voices can be cast on the item."""
        return self.headcount.voices


@dataclass(frozen=True, slots=True)
class Proceedings:
    """One meeting, ready to be shown.

    ``body`` is who may sit that day with the rules of the body, ``events`` what happened in its
    order, ``room`` who is there now. ``items`` is the whole agenda, ``course`` the same with its
    hours (``domain.course``); ``points`` its dossiers, and ``notes`` those of the debates, by item.
    ``voices`` are those of votes by roll call, ``dissents`` the disagreements, by item. The
    ``opinions`` hold no masked dossier: ``masked`` says how many sheets of it were received.
    """

    campaign: Campaign
    committee: Committee
    meeting: Meeting
    body: Body
    events: tuple[MeetingEvent, ...]
    room: Room
    items: tuple[AgendaItem, ...]
    course: tuple[ItemCourse, ...]
    notes: Mapping[int, tuple[DebateNote, ...]]
    voices: Mapping[int, tuple[Voice, ...]]
    dissents: Mapping[int, tuple[Dissent, ...]]
    masked: Mapping[int, int]
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
    stage: MeetingStage = MeetingStage.PREPARED
    is_put_off: bool = False
    """Whether a second meeting takes up its agenda."""


@dataclass(frozen=True, slots=True)
class ActsLine:
    """One dossier with its technical opinion and its three acts, as far as they are recorded."""

    dossier: Dossier
    technical: TechnicalOpinion | None
    acts: Mapping[ActKind, Act]
    owes_message: bool = False
    """A message is due and was not sent: the dossier can't be closed."""


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
    chairs: Mapping[ActKind, bool]
    """Whether the chair of the body that approves, or decides, may settle a tie."""


def meetings_overview(campaign: CampaignReader) -> MeetingsOverview:
    """Return the meetings by day, and the acts by number of dossier."""
    committees = {committee.id: committee for committee in campaign.find(Committee)}
    meetings = sorted(campaign.find(Meeting), key=lambda m: (m.held_on, m.code))
    owing = unsent(campaign)
    members: dict[int, tuple[Member, ...]] = {
        known: campaign.find(Member, committee_id=known) for known in committees
    }
    return MeetingsOverview(
        campaign=the_campaign(campaign),
        meetings=tuple(_planned(campaign, m, committees[m.committee_id]) for m in meetings),
        committees=tuple(committees.values()),
        members=members,
        lines=tuple(
            _acts_line(campaign, dossier, owes_message=dossier.id in owing)
            for dossier in dossiers_by_number(campaign)
        ),
        waiting={
            kind: len(awaiting(campaign, kind)) for kind in (ActKind.APPROVAL, ActKind.DECISION)
        },
        chairs={kind: may_settle(campaign, kind) for kind in ActKind},
    )


def _planned(campaign: CampaignReader, meeting: Meeting, committee: Committee) -> PlannedMeeting:
    items = campaign.find(AgendaItem, meeting_id=meeting.id)
    points = [item for item in items if item.dossier_id is not None]
    proposed = sum(proposition_at(campaign, item) is not None for item in points)
    stage = room_now(campaign, meeting.id).stage
    if stage is MeetingStage.PREPARED and meeting.convened_on is not None:
        stage = MeetingStage.CONVENED
    is_put_off = bool(campaign.find(Meeting, second_of=meeting.id))
    return PlannedMeeting(meeting, committee, len(points), proposed, stage, is_put_off)


def _acts_line(campaign: CampaignReader, dossier: Dossier, *, owes_message: bool) -> ActsLine:
    acts = {act.kind: act for act in campaign.find(Act, dossier_id=dossier.id)}
    return ActsLine(dossier, _technical(campaign, dossier.id), acts, owes_message)


def _technical(campaign: CampaignReader, dossier_id: int) -> TechnicalOpinion | None:
    found = campaign.find(TechnicalOpinion, dossier_id=dossier_id)
    return found[0] if found else None


def proceedings(campaign: CampaignReader, meeting_id: int) -> Proceedings:
    """Return one meeting with its agenda, attendance and quorum by item."""
    meeting = the_meeting(campaign, meeting_id)
    committee = the_committee(campaign, meeting.committee_id)
    items = ordered_items(campaign, meeting_id)
    on_agenda = {item.dossier_id for item in items}
    body, events = meeting_body(campaign, meeting), meeting_events(campaign, meeting_id)
    room, held = last_room(body, events), item_rooms(body, events)
    students = committee_of_kind(campaign, CommitteeKind.STUDENT)
    return Proceedings(
        campaign=the_campaign(campaign),
        committee=committee,
        meeting=meeting,
        body=body,
        events=events,
        room=room,
        items=tuple(items),
        course=course(meeting, items, events),
        notes={item.id: campaign.find(DebateNote, item_id=item.id) for item in items},
        voices={item.id: campaign.find(Voice, item_id=item.id) for item in items},
        dissents={item.id: campaign.find(Dissent, item_id=item.id) for item in items},
        masked=visible_sheets(campaign, committee).masked,
        seats=tuple(Seat(member, attendance(room, member.id)) for member in body.members.values()),
        points=tuple(
            _point(campaign, body, meeting, item, held.get(item.id) or before_start(room))
            for item in items
            if item.dossier_id is not None
        ),
        opinions=committee_opinions(campaign, committee),
        students=committee_opinions(campaign, students),
        others=tuple(d for d in dossiers_by_number(campaign) if d.id not in on_agenda),
    )


def _point(
    campaign: CampaignReader, body: Body, meeting: Meeting, item: AgendaItem, held: ItemRooms
) -> Point:
    dossier = the_dossier(campaign, item.dossier_id or 0)
    recusals = campaign.find(Recusal, dossier_id=dossier.id)
    members = stepped_back(body, recusals, dossier.id)
    recused = {member.id for member in members}
    counted = held.headcounts(body, recused)
    earlier = revealed_before(campaign, item)
    return Point(
        item=item,
        dossier=dossier,
        headcount=counted.end,
        at_start=counted.start,
        recused=members,
        reasons={found.member_id: found.reason for found in recusals},
        technical=_technical(campaign, dossier.id),
        acts=acts_at(campaign, item),
        leads=suggestions(campaign, dossier.id),
        chair_has_voice=chair_has_voice(counted.end, body, meeting.chair),
        revealed_on=earlier.held_on if earlier else None,
        earlier=earlier_propositions(campaign, item),
        hindrance=hindrance(campaign, item),
    )
