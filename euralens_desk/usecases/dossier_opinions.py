"""Load what each body thinks of one dossier; the bodies stand side by side, never added.

What is told is always pooled over the members: no sheet of one person leaves this module.
"""

from __future__ import annotations

from dataclasses import dataclass

from euralens_desk.domain.aggregation import CriterionStatistics
from euralens_desk.domain.campaign import Rules
from euralens_desk.domain.grid import CriteriaGrid
from euralens_desk.domain.people import Committee, CommitteeKind
from euralens_desk.usecases.feasibility import Feasibility, feasibility
from euralens_desk.usecases.funding import Suggestion, suggestions
from euralens_desk.usecases.lookup import the_campaign
from euralens_desk.usecases.opinions import committee_opinions
from euralens_desk.usecases.ports import CampaignReader


@dataclass(frozen=True, slots=True)
class BodyOpinion:
    """The figures of one committee on the dossier, by sub-criterion in the grid's order.

    ``voices`` is how many sheets or ballots give at least one answer, at most ``expected``.
    """

    committee: Committee
    grid: CriteriaGrid
    figures: tuple[CriterionStatistics, ...]
    voices: int
    expected: int


@dataclass(frozen=True, slots=True)
class DossierOpinions:
    """What the bodies say of a dossier; None where there is nothing to tell."""

    dossier_id: int
    rules: Rules
    experts: BodyOpinion | None
    students: BodyOpinion | None
    feasibility: Feasibility
    leads: tuple[Suggestion, ...] = ()


def dossier_opinions(campaign: CampaignReader, dossier_id: int) -> DossierOpinions:
    """Return the opinions on a dossier; those of a withdrawn one are no longer told."""
    return DossierOpinions(
        dossier_id,
        the_campaign(campaign).rules,
        _body(campaign, CommitteeKind.EXPERT, dossier_id),
        _body(campaign, CommitteeKind.STUDENT, dossier_id),
        feasibility(campaign, dossier_id),
        suggestions(campaign, dossier_id),
    )


def _body(campaign: CampaignReader, kind: CommitteeKind, dossier_id: int) -> BodyOpinion | None:
    committee = next((c for c in campaign.find(Committee) if c.kind is kind), None)
    opinions = committee_opinions(campaign, committee) if committee else None
    if committee is None or opinions is None or dossier_id not in opinions.dossiers:
        return None
    figures = tuple(opinions.dossiers[dossier_id].criteria.values())
    tallies = [figure.tally for figure in figures]
    voices = max((tally.n + tally.no_opinion for tally in tallies), default=0)
    expected = max((tally.eligible for tally in tallies), default=0)
    return BodyOpinion(committee, opinions.grid, figures, voices, expected) if voices else None
