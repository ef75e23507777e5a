"""Load, once, all that the analysis report of the candidatures tells."""

from __future__ import annotations

from collections import defaultdict

from euralens_desk.domain.analysis import AnalysisSnapshot
from euralens_desk.domain.messages import Failure, message
from euralens_desk.domain.precedent import Precedent
from euralens_desk.usecases.ports import CampaignFile
from euralens_desk.usecases.preselection import board


def analysis_snapshot(campaign: CampaignFile) -> AnalysisSnapshot:
    """Return the frozen values of the report; Failure when there is no candidature to analyse."""
    found = board(campaign)
    if not found.candidatures and not found.withdrawn:
        raise Failure(message("There is no candidature yet. Import the file of the candidatures."))
    precedents: dict[int, list[Precedent]] = defaultdict(list)
    for precedent in sorted(campaign.find(Precedent), key=lambda one: -one.year):
        precedents[precedent.dossier_id].append(precedent)
    return AnalysisSnapshot(
        campaign=found.campaign,
        candidatures=found.candidatures,
        withdrawn=found.withdrawn,
        precedents={number: tuple(told) for number, told in precedents.items()},
        journal_head=campaign.journal_head,
    )
