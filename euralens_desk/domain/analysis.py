"""The snapshot from which the analysis report of the candidatures is drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from euralens_desk.domain.campaign import Campaign
from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.precedent import Precedent
from euralens_desk.domain.preselection import Candidature


@dataclass(frozen=True, slots=True)
class AnalysisSnapshot:
    """All that the report tells; ``journal_head`` anchors it to the file. It holds no score."""

    campaign: Campaign
    candidatures: tuple[Candidature, ...]
    withdrawn: tuple[Dossier, ...] = ()
    precedents: Mapping[int, tuple[Precedent, ...]] = field(default_factory=dict)
    journal_head: str = ""
