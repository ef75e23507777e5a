"""What a member reads beside the grid: earlier opinions and pieces, never a colleague's score."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from euralens_desk.domain.dossier import Attachment
from euralens_desk.domain.grid import CriteriaGrid
from euralens_desk.domain.meeting import TechnicalOpinion
from euralens_desk.domain.people import Committee, CommitteeKind
from euralens_desk.domain.sheet import Ballot, BallotBox
from euralens_desk.domain.statistics import median
from euralens_desk.domain.tally import Tally
from euralens_desk.usecases.lookup import grid_in_force
from euralens_desk.usecases.ports import CampaignReader
from euralens_desk.usecases.scoring import refuse_recused

FEWEST_BALLOTS = 5
"""Under this many ballots a distribution would say too much of who voted (TRUST 3d)."""


@dataclass(frozen=True, slots=True)
class Answers:
    """How the lycéens answered one question; ``word`` is their median level, empty for none."""

    question: str
    tally: Tally
    words: tuple[str, ...]
    word: str = ""


@dataclass(frozen=True, slots=True)
class StudentOpinion:
    """The ballots of the lycéens on a dossier; no answers while there are too few ballots."""

    committee: Committee
    ballots: int
    closed_on: date | None
    answers: tuple[Answers, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """All that stands beside the grid for one dossier, besides the dossier itself."""

    technical_committee: str
    technical: TechnicalOpinion | None
    students: StudentOpinion | None
    pieces: tuple[Attachment, ...]


def reading(campaign: CampaignReader, member_id: int, dossier_id: int) -> Reading:
    """Return what a member may read of a dossier; Failure when he stepped back from it."""
    refuse_recused(campaign, member_id, dossier_id)
    committees = {committee.kind: committee for committee in campaign.find(Committee)}
    technical = committees.get(CommitteeKind.TECHNICAL)
    opinion = campaign.get(TechnicalOpinion, technical.id, dossier_id) if technical else None
    students = committees.get(CommitteeKind.STUDENT)
    return Reading(
        technical.name if technical else "",
        opinion,
        _students(campaign, students, dossier_id) if students else None,
        campaign.find(Attachment, dossier_id=dossier_id),
    )


def _students(
    campaign: CampaignReader, committee: Committee, dossier_id: int
) -> StudentOpinion | None:
    ballots = campaign.find(Ballot, committee_id=committee.id, dossier_id=dossier_id)
    grid = grid_in_force(campaign, committee.id)
    if not ballots or grid is None:
        return None
    box = campaign.get(BallotBox, committee.id, dossier_id)
    shown = ballots if len(ballots) >= FEWEST_BALLOTS else ()
    answers = tuple(_answers(grid, place, shown) for place in range(len(grid.criteria)) if shown)
    return StudentOpinion(committee, len(ballots), box.closed_on if box else None, answers)


def _answers(grid: CriteriaGrid, place: int, ballots: tuple[Ballot, ...]) -> Answers:
    """Count one question; between two levels the median has no word."""
    levels = grid.scale.levels
    tally = Tally.of((ballot.marks[place] for ballot in ballots), len(levels))
    middle = median(tally.counts, grid.scale.values)
    word = next((level.label for level in levels if level.value == middle), "")
    words = tuple(level.label for level in levels)
    return Answers(grid.criteria[place].label, tally, words, word)
