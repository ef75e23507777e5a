"""Load what the synthesis of opinions shows: the committees side by side, never added."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from euralens_desk.domain.aggregation import CommitteeOpinions
from euralens_desk.domain.campaign import Campaign
from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.meeting import Stance, TechnicalOpinion
from euralens_desk.domain.people import CommitteeKind
from euralens_desk.domain.sheet import Comment
from euralens_desk.usecases.lookup import committee_of_kind, dossiers_by_number, the_campaign
from euralens_desk.usecases.opinions import committee_opinions, counted_sheets
from euralens_desk.usecases.ports import CampaignReader


@dataclass(frozen=True, slots=True)
class Synthesis:
    """The opinions of the three bodies on every dossier."""

    campaign: Campaign
    dossiers: tuple[Dossier, ...]
    experts: CommitteeOpinions | None
    students: CommitteeOpinions | None
    stances: Mapping[int, Stance]


def synthesis(campaign: CampaignReader) -> Synthesis:
    """Return the opinions of the three bodies, for the page of the synthesis."""
    return Synthesis(
        campaign=the_campaign(campaign),
        dossiers=dossiers_by_number(campaign),
        experts=committee_opinions(campaign, committee_of_kind(campaign, CommitteeKind.EXPERT)),
        students=committee_opinions(campaign, committee_of_kind(campaign, CommitteeKind.STUDENT)),
        stances={o.dossier_id: o.stance for o in campaign.find(TechnicalOpinion)},
    )


def expert_comments(campaign: CampaignReader, dossier_id: int, position: int) -> tuple[str, ...]:
    """Return what experts wrote on one sub-criterion of a dossier, without their names."""
    experts = committee_of_kind(campaign, CommitteeKind.EXPERT)
    comments = [
        campaign.get(Comment, sheet.id, position)
        for sheet in counted_sheets(campaign, experts).values()
        if sheet.dossier_id == dossier_id
    ]
    return tuple(sorted(comment.text for comment in comments if comment is not None))
