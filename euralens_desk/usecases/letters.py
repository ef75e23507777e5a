"""The messages due: to who is not shortlisted, and to who is kept waiting (DOMAIN 1.3, 5.3).

The program sends nothing: it proposes a text to copy, and keeps the day a person sent it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.follow_up import Letter, LetterKind
from euralens_desk.domain.grid import Axis, CriteriaGrid
from euralens_desk.domain.meeting import Act, ActKind, Outcome
from euralens_desk.domain.messages import Failure, message
from euralens_desk.domain.people import Committee, CommitteeKind
from euralens_desk.domain.preselection import Preselection, Stage
from euralens_desk.domain.sheet import Comment
from euralens_desk.usecases.changes import ChangeSet
from euralens_desk.usecases.lookup import grid_in_force, the_campaign, the_dossier
from euralens_desk.usecases.ports import CampaignFile, CampaignReader
from euralens_desk.usecases.visibility import visible_sheets


@dataclass(frozen=True, slots=True)
class AxisReasons:
    """What the experts wrote under one axis, without names, in the order of the grid."""

    axis: Axis
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DueLetter:
    """One message due: what it rests on, and what is kept of it.

    ``reasons`` are those of the decision, else of the acts before it that left the dossier waiting;
    ``needs`` and ``alternatives`` answer whoever is not shortlisted; ``proposed`` is what was
    proposed to a dossier that waits, ``proposed_reasons`` why.
    """

    dossier: Dossier
    campaign_title: str
    kind: LetterKind
    decided_on: date
    letter: Letter
    reasons: str = ""
    reservations: str = ""
    proposed: Outcome | None = None
    proposed_reasons: str = ""
    axes: tuple[AxisReasons, ...] = ()
    needs: str = ""
    alternatives: str = ""

    @property
    def is_sent(self) -> bool:
        """Whether a person said that it was sent."""
        return self.letter.sent_on is not None


def due_letters(campaign: CampaignReader) -> tuple[DueLetter, ...]:
    """Return the messages due, what is not sent first, then by number of dossier."""
    found = [*_not_shortlisted(campaign), *_deferred(campaign)]
    return tuple(sorted(found, key=lambda due: (due.is_sent, due.dossier.number, due.dossier.id)))


def unsent(campaign: CampaignReader) -> frozenset[int]:
    """Return the dossiers that can't be closed: a message due to them was not sent."""
    return frozenset(due.dossier.id for due in due_letters(campaign) if not due.is_sent)


def _not_shortlisted(campaign: CampaignReader) -> Iterator[DueLetter]:
    title = the_campaign(campaign).title
    for kept in campaign.find(Preselection):
        if kept.stage is Stage.NOT_SHORTLISTED and kept.decided_on is not None:
            dossier = the_dossier(campaign, kept.dossier_id)
            if dossier.withdrawn_on is None:
                yield DueLetter(
                    dossier,
                    title,
                    LetterKind.NOT_SHORTLISTED,
                    kept.decided_on,
                    _letter(campaign, dossier.id, LetterKind.NOT_SHORTLISTED),
                    needs=kept.needs,
                    alternatives=kept.alternatives,
                )


def _deferred(campaign: CampaignReader) -> Iterator[DueLetter]:
    title = the_campaign(campaign).title
    deferred = [act for act in campaign.find(Act) if act.outcome is Outcome.DEFERRED]
    for decision in (act for act in deferred if act.kind is ActKind.DECISION):
        dossier = the_dossier(campaign, decision.dossier_id)
        if dossier.withdrawn_on is None:
            said = [decision, *_earlier(campaign, dossier.id)]
            proposed, why = _proposed(campaign, decision)
            yield DueLetter(
                dossier,
                title,
                LetterKind.DEFERRED,
                decision.dated,
                _letter(campaign, dossier.id, LetterKind.DEFERRED),
                reasons=next((act.reasons for act in said if act.reasons), ""),
                reservations=next((act.reservations for act in said if act.reservations), ""),
                proposed=proposed,
                proposed_reasons=why,
                axes=reasons_by_axis(campaign, dossier.id),
            )


def _proposed(campaign: CampaignReader, decision: Act) -> tuple[Outcome | None, str]:
    """Return what was proposed to a dossier that waits, and why when it was something else."""
    outcome, why = decision.recalled_outcome, decision.recalled_reasons
    if outcome is None:
        proposal = campaign.get(Act, decision.dossier_id, ActKind.PROPOSAL)
        if proposal is None:
            return None, ""
        outcome, why = proposal.outcome, proposal.reasons
    return outcome, "" if outcome is decision.outcome else why


def _earlier(campaign: CampaignReader, dossier_id: int) -> Iterator[Act]:
    """Yield the acts before the decision that left the dossier waiting too, the last one first."""
    for kind in (ActKind.APPROVAL, ActKind.PROPOSAL):
        act = campaign.get(Act, dossier_id, kind)
        if act is not None and act.outcome is Outcome.DEFERRED:
            yield act


def _letter(campaign: CampaignReader, dossier_id: int, kind: LetterKind) -> Letter:
    return campaign.get(Letter, dossier_id, kind) or Letter(dossier_id, kind)


def reasons_by_axis(campaign: CampaignReader, dossier_id: int) -> tuple[AxisReasons, ...]:
    """Return the comments of the experts on a dossier under each axis, without their names.

    Only those that may be told (``visibility``): none before the scores are revealed, none of who
    is recused or does not vote. An axis nobody wrote on is absent.
    """
    committee = next((c for c in campaign.find(Committee) if c.kind is CommitteeKind.EXPERT), None)
    grid = grid_in_force(campaign, committee.id) if committee else None
    if committee is None or grid is None:
        return ()
    sheets = visible_sheets(campaign, committee).sheets.values()
    comments = [
        comment
        for sheet in sheets
        if sheet.dossier_id == dossier_id
        for comment in campaign.find(Comment, sheet_id=sheet.id)
    ]
    return tuple(_by_axis(grid, comments))


def _by_axis(grid: CriteriaGrid, comments: list[Comment]) -> Iterator[AxisReasons]:
    for axis, positions in grid.positions_by_axis():
        said = sorted(
            (comment.criterion, comment.text.strip())
            for comment in comments
            if comment.criterion in positions and comment.text.strip()
        )
        remarks = tuple(dict.fromkeys(text for _, text in said))
        if remarks:
            yield AxisReasons(axis, remarks)


def keep_text(campaign: CampaignFile, dossier_id: int, kind: LetterKind, text: str) -> ChangeSet:
    """Keep the text of a message as a person edited it; empty goes back to the proposed one."""
    title = the_dossier(campaign, dossier_id).title
    kept = replace(_letter(campaign, dossier_id, kind), text=text.strip())
    with campaign.change(message("text of the message, {title}", title=title)) as work:
        (work.remove if kept.is_blank else work.put)(kept)
    return campaign.last_change


def record_sent(
    campaign: CampaignFile, dossier_id: int, kind: LetterKind, on: date | None, text: str = ""
) -> ChangeSet:
    """Record the day a message was sent, with the words that were sent; None takes it back."""
    due = next(
        (d for d in due_letters(campaign) if (d.dossier.id, d.kind) == (dossier_id, kind)), None
    )
    if due is None:
        raise Failure(message("No message is due for this dossier any more. Nothing was changed."))
    if on is not None and on < due.decided_on:
        raise Failure(
            message(
                "A message can't be sent before what it tells ({day}). Nothing was changed.",
                day=due.decided_on,
            )
        )
    action = (
        message("message sent, {title}", title=due.dossier.title)
        if on
        else message("message not sent after all, {title}", title=due.dossier.title)
    )
    kept = replace(due.letter, sent_on=on, text=text.strip() or due.letter.text)
    with campaign.change(action) as work:
        (work.remove if kept.is_blank else work.put)(kept)
    return campaign.last_change
