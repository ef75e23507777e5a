"""Keep both values of a score that its author revises once the scores were revealed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from euralens_desk.domain.mark import BLANK, Mark
from euralens_desk.domain.people import Committee
from euralens_desk.domain.sheet import RevisedScore, Revision, Score, ScoreSheet
from euralens_desk.usecases.ports import CampaignReader, Work
from euralens_desk.usecases.visibility import visible_sheets


def keep_revision(
    work: Work,
    sheet: ScoreSheet,
    position: int,
    after: Mark,
    revealed: Collection[int],
    at: datetime | None = None,
) -> None:
    """Keep, in the change that writes it, what an answer was before on a revealed dossier.

    ``revealed`` are the dossiers whose scores the body revealed. A first answer given late revises
    nothing.
    """
    if sheet.dossier_id not in revealed:
        return
    score = work.get(Score, sheet.id, position)
    before = score.mark if score else BLANK
    earlier = work.find(Revision, sheet_id=sheet.id, criterion=position)
    if before == after or (before == BLANK and not earlier):
        return
    hour = at.replace(tzinfo=None, microsecond=0) if at else None
    work.put(
        Revision(
            work.new_id(Revision),
            sheet.id,
            position,
            before.state,
            after.state,
            before.level,
            after.level,
            hour,
        )
    )


def revised_scores(campaign: CampaignReader, committee: Committee) -> tuple[RevisedScore, ...]:
    """Return the revisions of a committee that may be told, by sheet, criterion and order."""
    sheets = visible_sheets(campaign, committee).sheets
    found = [one for one in campaign.find(Revision) if one.sheet_id in sheets]
    found.sort(key=lambda one: (one.sheet_id, one.criterion, one.id))
    return tuple(
        RevisedScore(sheets[one.sheet_id].member_id, sheets[one.sheet_id].dossier_id, one)
        for one in found
    )
