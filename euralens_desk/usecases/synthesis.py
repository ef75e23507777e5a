"""Load what the synthesis of opinions shows: the committees side by side, never added."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from euralens_desk.domain.aggregation import CommitteeOpinions
from euralens_desk.domain.campaign import Campaign
from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.mark import MarkState
from euralens_desk.domain.meeting import Stance, TechnicalOpinion
from euralens_desk.domain.people import CommitteeKind, Member, Recusal
from euralens_desk.domain.sheet import Comment, NotApplicable, Revision, Score, ScoreSheet
from euralens_desk.usecases.lookup import committee_of_kind, dossiers_by_number, the_campaign
from euralens_desk.usecases.opinions import committee_opinions
from euralens_desk.usecases.ports import CampaignReader
from euralens_desk.usecases.revisions import revised_scores
from euralens_desk.usecases.visibility import masked_dossiers, visible_sheets


@dataclass(frozen=True, slots=True)
class Synthesis:
    """The opinions of the three bodies on every dossier."""

    campaign: Campaign
    dossiers: tuple[Dossier, ...]
    experts: CommitteeOpinions | None
    students: CommitteeOpinions | None
    technical: Mapping[int, TechnicalOpinion]

    @property
    def stances(self) -> Mapping[int, Stance]:
        """What the technical committee said of each dossier, in one word."""
        return {dossier: opinion.stance for dossier, opinion in self.technical.items()}


def synthesis(campaign: CampaignReader) -> Synthesis:
    """Return the opinions of the three bodies, for the page of the synthesis."""
    return Synthesis(
        campaign=the_campaign(campaign),
        dossiers=dossiers_by_number(campaign),
        experts=committee_opinions(campaign, committee_of_kind(campaign, CommitteeKind.EXPERT)),
        students=committee_opinions(campaign, committee_of_kind(campaign, CommitteeKind.STUDENT)),
        technical={o.dossier_id: o for o in campaign.find(TechnicalOpinion)},
    )


@dataclass(frozen=True, slots=True)
class Voice:
    """One member before a cell: what was answered, criterion by criterion, without the levels.

    A recused member has no ``states``: what was answered before stepping back is not shown.
    """

    member: Member
    states: tuple[MarkState, ...]
    recusal: Recusal | None = None


@dataclass(frozen=True, slots=True)
class CellVoices:
    """Who counted in a cell, who did not and why, and what was written there, unsigned.

    ``left_out`` holds the reasons given for the criteria that do not apply to the dossier;
    ``revised`` the scores changed after the reveal, unsigned too.
    """

    voices: tuple[Voice, ...]
    left_out: tuple[NotApplicable, ...]
    comments: tuple[str, ...]
    revised: tuple[Revision, ...] = ()


def cell_voices(campaign: CampaignReader, dossier_id: int, positions: Sequence[int]) -> CellVoices:
    """Return who stands behind the figure of some sub-criteria of a dossier, by code.

    Nobody and nothing while the scores wait to be revealed.
    """
    experts = committee_of_kind(campaign, CommitteeKind.EXPERT)
    if dossier_id in masked_dossiers(campaign, experts):
        return CellVoices((), (), ())
    recusals = {r.member_id: r for r in campaign.find(Recusal, dossier_id=dossier_id)}
    sheets = {
        sheet.member_id: {s.criterion: s.state for s in campaign.find(Score, sheet_id=sheet.id)}
        for sheet in campaign.find(ScoreSheet, committee_id=experts.id, dossier_id=dossier_id)
    }
    left_out = tuple(
        aside
        for aside in campaign.find(NotApplicable, committee_id=experts.id, dossier_id=dossier_id)
        if aside.criterion in positions
    )
    aside = dict.fromkeys((one.criterion for one in left_out), MarkState.NOT_APPLICABLE)
    voices = []
    for member in sorted(campaign.find(Member, committee_id=experts.id), key=lambda m: m.code):
        if member.is_voting:
            recusal = recusals.get(member.id)
            given = {**sheets.get(member.id, {}), **aside}
            shown = positions if recusal is None else ()
            states = tuple(given.get(position, MarkState.BLANK) for position in shown)
            voices.append(Voice(member, states, recusal))
    revised = tuple(
        one.revision
        for one in revised_scores(campaign, experts)
        if one.dossier_id == dossier_id and one.revision.criterion in positions
    )
    return CellVoices(tuple(voices), left_out, _comments(campaign, dossier_id, positions), revised)


def _comments(
    campaign: CampaignReader, dossier_id: int, positions: Sequence[int]
) -> tuple[str, ...]:
    """Return what the sheets that may be told say, sorted so that no order tells who wrote."""
    experts = committee_of_kind(campaign, CommitteeKind.EXPERT)
    sheets = [
        sheet
        for sheet in visible_sheets(campaign, experts).sheets.values()
        if sheet.dossier_id == dossier_id
    ]
    found: list[str] = []
    for position in positions:
        comments = [campaign.get(Comment, sheet.id, position) for sheet in sheets]
        found += sorted(comment.text for comment in comments if comment is not None)
    return tuple(found)
