"""The snapshot from which minutes are drawn: everything loaded once, nothing computed later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from euralens_desk.domain.aggregation import CommitteeOpinions
from euralens_desk.domain.campaign import Campaign
from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.feasibility import Finding, MissingElement
from euralens_desk.domain.follow_up import Commitment, SupportPlan
from euralens_desk.domain.funding import FundingLead
from euralens_desk.domain.grid import CriteriaGrid
from euralens_desk.domain.meeting import (
    Act,
    AgendaItem,
    DebateNote,
    Dissent,
    Meeting,
    MeetingEvent,
    TechnicalOpinion,
    Voice,
)
from euralens_desk.domain.people import Committee, Member, Recusal
from euralens_desk.domain.room import Attendance, Body, overall_attendance
from euralens_desk.domain.sheet import BallotBox, NotApplicable, RevisedScore


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """One answer in long form, for the workbook: who (code), which dossier, what."""

    committee: str
    evaluator: str
    dossier: str
    criterion: str
    answer: str
    comment: str = ""


@dataclass(frozen=True, slots=True)
class CommitteeRecord:
    """One committee with its grid, members and opinions (none for a body without scores)."""

    committee: Committee
    members: tuple[Member, ...]
    grid: CriteriaGrid | None
    opinions: CommitteeOpinions | None
    few_ballots: Mapping[int, int] = field(default_factory=dict)
    """How many ballots there are on each dossier that has too few of them to tell more."""
    masked: Mapping[int, int] = field(default_factory=dict)
    """How many sheets of each dossier wait to be revealed."""
    revised: tuple[RevisedScore, ...] = ()
    """The scores changed after the reveal."""
    sheets: Mapping[int, int] = field(default_factory=dict)
    """How many sheets of each dossier may be told of."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What the technical committee noted, where dossiers could be funded, and what follows."""

    findings: tuple[Finding, ...] = ()
    missing: tuple[MissingElement, ...] = ()
    leads: Mapping[int, tuple[tuple[FundingLead, str], ...]] = field(default_factory=dict)
    """By dossier, by deadline: each lead and why it fits."""
    commitments: tuple[Commitment, ...] = ()
    plans: tuple[SupportPlan, ...] = ()


@dataclass(frozen=True, slots=True)
class MinutesSnapshot:
    """All that the minutes of one meeting tell; ``journal_head`` anchors them to the file.

    ``acts`` are, at a meeting of the experts, the propositions voted there and what rests on them.
    """

    campaign: Campaign
    meeting: Meeting
    committee: CommitteeRecord
    others: tuple[CommitteeRecord, ...]
    dossiers: Mapping[int, Dossier]
    agenda: tuple[AgendaItem, ...]
    body: Body
    events: tuple[MeetingEvent, ...]
    notes: tuple[DebateNote, ...]
    voices: tuple[Voice, ...]
    dissents: tuple[Dissent, ...]
    recusals: tuple[Recusal, ...]
    acts: tuple[Act, ...]
    technical_opinions: tuple[TechnicalOpinion, ...]
    not_applicable: tuple[NotApplicable, ...]
    boxes: tuple[BallotBox, ...]
    scores: tuple[ScoreLine, ...]
    journal_head: str
    beside: Beside = field(default_factory=Beside)
    earlier: Mapping[int, tuple[Act, ...]] = field(default_factory=dict)
    """By dossier, what earlier meetings had proposed, the last one last."""

    @property
    def points(self) -> tuple[AgendaItem, ...]:
        """The items of the agenda that are dossiers."""
        return tuple(item for item in self.agenda if item.dossier_id is not None)

    @property
    def attendance(self) -> tuple[Attendance, ...]:
        """How each member attended over the whole meeting."""
        return overall_attendance(self.body, self.events)
