"""How far each expert is with scoring: counts of answers, never an answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.people import Committee, CommitteeKind, Member, Recusal
from euralens_desk.domain.sheet import NotApplicable, Score, ScoreSheet
from euralens_desk.usecases.lookup import dossiers_by_number, grid_in_force
from euralens_desk.usecases.ports import CampaignReader


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one expert is: answers given out of those expected, recusals left out.

    ``blank`` says how many answers are missing, by dossier, where any is.
    """

    member: Member
    answered: int
    expected: int
    blank: Mapping[int, int]

    @property
    def is_complete(self) -> bool:
        """Whether every answer expected is there."""
        return self.answered >= self.expected


def expert_progress(
    campaign: CampaignReader, committee: Committee | None, dossiers: tuple[Dossier, ...]
) -> tuple[Progress, ...]:
    """Return how far each voting member of a committee is, by code.

    A criterion that does not apply to a dossier is asked of nobody.
    """
    grid = grid_in_force(campaign, committee.id) if committee else None
    if committee is None or grid is None:
        return ()
    asked = {dossier.id: len(grid.criteria) for dossier in dossiers}
    answers = _answers(campaign, committee)
    for aside in campaign.find(NotApplicable, committee_id=committee.id):
        if aside.dossier_id in asked:
            asked[aside.dossier_id] -= 1
    recused = {(r.member_id, r.dossier_id) for r in campaign.find(Recusal)}
    members = sorted(campaign.find(Member, committee_id=committee.id), key=lambda m: m.code)
    return tuple(
        _progress(
            member, {d: n for d, n in asked.items() if (member.id, d) not in recused}, answers
        )
        for member in members
        if member.is_voting
    )


def _answers(campaign: CampaignReader, committee: Committee) -> dict[tuple[int, int], int]:
    """Return, by (member, dossier), how many answers to what applies are there."""
    stored = dict(campaign.sheet_answers(committee.id))
    sheets = campaign.find(ScoreSheet, committee_id=committee.id)
    left_out = campaign.find(NotApplicable, committee_id=committee.id)
    for sheet in sheets if left_out else ():
        for aside in left_out:
            if aside.dossier_id == sheet.dossier_id:
                held = campaign.get(Score, sheet.id, aside.criterion)
                stored[sheet.id] = stored.get(sheet.id, 0) - (held is not None)
    return {(s.member_id, s.dossier_id): stored.get(s.id, 0) for s in sheets}


def _progress(
    member: Member, asked: Mapping[int, int], answers: Mapping[tuple[int, int], int]
) -> Progress:
    given = {dossier: answers.get((member.id, dossier), 0) for dossier in asked}
    blank = {d: asked[d] - given[d] for d in asked if given[d] < asked[d]}
    return Progress(member, sum(given.values()), sum(asked.values()), blank)


def completed_experts(campaign: CampaignReader) -> tuple[int, int]:
    """Return how many experts have answered everything, and how many there are."""
    experts = [c for c in campaign.find(Committee) if c.kind is CommitteeKind.EXPERT]
    committee = experts[0] if experts else None
    found = expert_progress(campaign, committee, dossiers_by_number(campaign))
    return sum(bool(p.expected) and p.is_complete for p in found), len(found)
