"""What the room may see of a meeting: the value the projector window shows, and nothing else.

The values below have no place for a member, a comment, a contact, a reason or a median: whatever
the window does with them, it can't tell who said what. Which counts may be told is decided where it
is for every screen (``usecases.visibility``): those of sheets are there once they were revealed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time

from euralens_desk.domain.aggregation import CommitteeOpinions, CriterionStatistics
from euralens_desk.domain.bodies import VoteForm
from euralens_desk.domain.campaign import Rules
from euralens_desk.domain.disagreement import DebateFlag, debate_flags
from euralens_desk.domain.grid import SubCriterion
from euralens_desk.domain.meeting import (
    AgendaItem,
    Meeting,
    Outcome,
    Stance,
    TechnicalOpinion,
)
from euralens_desk.domain.people import Committee, CommitteeKind
from euralens_desk.domain.personal_leader import shown_leaders
from euralens_desk.domain.room import MeetingStage
from euralens_desk.usecases.lookup import the_campaign, the_committee, the_dossier, the_meeting
from euralens_desk.usecases.meetings import ordered_items
from euralens_desk.usecases.opinions import committee_opinions
from euralens_desk.usecases.ports import CampaignReader
from euralens_desk.usecases.propositions import proposition_at
from euralens_desk.usecases.room import (
    item_headcount,
    meeting_body,
    recused_on,
    room_now,
)
from euralens_desk.usecases.visibility import visible_sheets
from euralens_desk.usecases.votes import held_form


@dataclass(frozen=True, slots=True)
class ProjectedLevel:
    """One level of a scale: « 3 », « Bon »."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class ProjectedStrip:
    """How the sheets spread over the levels of one criterion; ``flag`` says why to debate it.

    ``silent`` of the ``expected`` sheets say nothing: no opinion, or blank.
    """

    number: str
    label: str
    counts: tuple[int, ...]
    no_opinion: int
    silent: int
    expected: int
    flag: DebateFlag | None
    is_left_out: bool
    """Not applicable to this dossier."""


@dataclass(frozen=True, slots=True)
class ProjectedAxis:
    """One axis of the grid with its strips."""

    number: str
    label: str
    strips: tuple[ProjectedStrip, ...]


@dataclass(frozen=True, slots=True)
class ProjectedSheets:
    """The sheets of the committee on a dossier, once revealed; ``levels`` are worst first."""

    sheets: int
    levels: tuple[ProjectedLevel, ...]
    axes: tuple[ProjectedAxis, ...]


@dataclass(frozen=True, slots=True)
class ProjectedFigure:
    """What the lycéens answered to one question; ``level`` is None without an answer."""

    label: str
    counts: tuple[int, ...]
    level: int | None


@dataclass(frozen=True, slots=True)
class ProjectedBallots:
    """The figures of the lycéens; none is made from too few ballots (TRUST 3d.7)."""

    ballots: int
    levels: tuple[ProjectedLevel, ...]
    figures: tuple[ProjectedFigure, ...]


@dataclass(frozen=True, slots=True)
class ProjectedVote:
    """The vote on an item. ``counts`` is None as long as no vote is recorded."""

    voices: int
    withdrawn: int
    form: VoteForm
    counts: Mapping[Outcome, int] | None = None
    abstentions: int = 0
    blank: int = 0
    null: int = 0
    proposal: Outcome | None = None
    """The proposition of the body, once recorded: people state it, it is never computed."""


@dataclass(frozen=True, slots=True)
class ProjectedPoint:
    """One item of the agenda; ``received`` sheets are still masked, and then ``sheets`` is None.

    ``place`` counts the dossiers of the agenda; other items (opening, other business) have none.
    """

    place: int | None
    planned_minutes: int
    title: str
    holder: str
    location: str
    key_figures: tuple[str, ...]
    received: int
    sheets: ProjectedSheets | None
    stance: Stance | None
    ballots: ProjectedBallots | None
    vote: ProjectedVote


@dataclass(frozen=True, slots=True)
class Projection:
    """A meeting as the room may see it, on one of its ``points`` (dossiers), or else on none."""

    label: str
    campaign: str
    body: str
    held_on: date
    starts_at: time | None
    location: str
    stage: MeetingStage
    points: int
    point: ProjectedPoint | None


def projection(campaign: CampaignReader, meeting_id: int, item_id: int | None = None) -> Projection:
    """Return what the room may see of a meeting and of the item ``item_id``, if it is on it."""
    meeting = the_meeting(campaign, meeting_id)
    body, held = the_committee(campaign, meeting.committee_id), the_campaign(campaign)
    items = ordered_items(campaign, meeting_id)
    dossiers = [item.id for item in items if item.dossier_id is not None]
    item = next((item for item in items if item.id == item_id), None)
    place = dossiers.index(item.id) + 1 if item is not None and item.id in dossiers else None
    return Projection(
        held.label,
        held.title,
        body.name,
        meeting.held_on,
        meeting.starts_at,
        meeting.place,
        room_now(campaign, meeting_id).stage,
        len(dossiers),
        None if item is None else _point(campaign, meeting, body, item, place),
    )


def _point(
    campaign: CampaignReader, meeting: Meeting, body: Committee, item: AgendaItem, place: int | None
) -> ProjectedPoint:
    vote = _vote(campaign, meeting, item)
    if item.dossier_id is None:
        return ProjectedPoint(
            place, item.planned_minutes, item.title, "", "", (), 0, None, None, None, vote
        )
    dossier = the_dossier(campaign, item.dossier_id)
    found = committee_opinions(campaign, body)
    sheets = None if found is None else _sheets(found, dossier.id, the_campaign(campaign).rules)
    technical = campaign.find(TechnicalOpinion, dossier_id=dossier.id)
    return ProjectedPoint(
        place,
        item.planned_minutes,
        dossier.title,
        ", ".join(shown_leaders(dossier.project_leaders, dossier.leader_type)),
        dossier.location,
        dossier.key_figures,
        visible_sheets(campaign, body).masked.get(dossier.id, 0),
        sheets,
        technical[0].stance if technical else None,
        _ballots(campaign, dossier.id),
        vote,
    )


def _sheets(found: CommitteeOpinions, dossier_id: int, rules: Rules) -> ProjectedSheets | None:
    opinion = found.dossiers.get(dossier_id)
    if opinion is None:
        return None
    figures = opinion.criteria
    axes = tuple(
        ProjectedAxis(
            axis.number,
            axis.label,
            tuple(_strip(c, figures[c.code], rules) for c in axis.criteria),
        )
        for axis in found.grid.axes
    )
    given = (figure.tally.n + figure.tally.no_opinion for figure in figures.values())
    return ProjectedSheets(max(given, default=0), _levels(found), axes)


def _levels(found: CommitteeOpinions) -> tuple[ProjectedLevel, ...]:
    return tuple(ProjectedLevel(level.code, level.label) for level in found.grid.scale.levels)


def _strip(criterion: SubCriterion, figure: CriterionStatistics, rules: Rules) -> ProjectedStrip:
    tally = figure.tally
    is_left_out = bool(tally.not_applicable) and not tally.n
    flags = () if is_left_out else debate_flags(tally, rules.thresholds)
    return ProjectedStrip(
        criterion.number,
        criterion.label,
        tally.counts,
        tally.no_opinion,
        tally.no_opinion + tally.blank,
        tally.eligible,
        flags[0] if flags else None,
        is_left_out,
    )


def _ballots(campaign: CampaignReader, dossier_id: int) -> ProjectedBallots | None:
    """Return the figures of the lycéens; None when nobody answered, or too few to tell any."""
    bodies = [c for c in campaign.find(Committee) if c.kind is CommitteeKind.STUDENT]
    found = committee_opinions(campaign, bodies[0]) if bodies else None
    opinion = found.dossiers.get(dossier_id) if found else None
    if found is None or opinion is None:
        return None
    count = max((figure.tally.expected for figure in opinion.criteria.values()), default=0)
    if not count:
        return None
    figures = tuple(_figure(c, opinion.criteria[c.code]) for c in found.grid.criteria)
    return ProjectedBallots(count, _levels(found), figures)


def _figure(criterion: SubCriterion, figure: CriterionStatistics) -> ProjectedFigure:
    majority = figure.majority
    level = majority.level if majority else None
    return ProjectedFigure(criterion.label, figure.tally.counts, level)


def _vote(campaign: CampaignReader, meeting: Meeting, item: AgendaItem) -> ProjectedVote:
    members = meeting_body(campaign, meeting).members
    stepped_back = [member for member in recused_on(campaign, item) if member in members]
    act = proposition_at(campaign, item)
    return ProjectedVote(
        item_headcount(campaign, item.id).voices,
        len(stepped_back),
        held_form(item, the_committee(campaign, meeting.committee_id).rules),
        item.votes if item.is_voted else None,
        item.abstentions or 0,
        item.blank_votes or 0,
        item.null_votes or 0,
        act.outcome if act else None,
    )
