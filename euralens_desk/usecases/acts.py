"""Record the technical opinion and the three acts: proposition, approval, decision.

People decide, the program counts (DESIGN 2, rule 1): nothing here is derived from a score.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from euralens_desk.domain.meeting import (
    Act,
    ActKind,
    ActVote,
    AgendaItem,
    Outcome,
    TechnicalOpinion,
)
from euralens_desk.domain.messages import Failure, Message, message, plural_message
from euralens_desk.domain.people import Committee, CommitteeKind
from euralens_desk.domain.quorum import VoteResult
from euralens_desk.usecases.changes import ChangeSet
from euralens_desk.usecases.lookup import dossiers_by_number, the_candidate, the_dossier
from euralens_desk.usecases.ports import CampaignFile, CampaignReader, Work
from euralens_desk.usecases.propositions import bring_back, hindrance, item_of_act, keep_past
from euralens_desk.usecases.room import item_of_open

ORDER = (ActKind.PROPOSAL, ActKind.APPROVAL, ActKind.DECISION)


def record_act(campaign: CampaignFile, act: Act) -> ChangeSet:
    """Record one act on a dossier, dated, with its reasons.

    Failure when the act before it is missing or later, when a proposition has no reasons, when
    an act departs from the one before without saying why, when its vote does not adopt it, or when
    a later act rests on another outcome. An act that leaves the dossier waiting recalls what was
    proposed, and why, unless it already does. What was drafted of a proposition goes, since the
    proposition now holds it; what another meeting proposed before is kept for that meeting, and
    nothing is proposed at an item that ``hindrance`` closes, nor at a meeting that was closed.
    """
    act = _recalling(_stripped(act), _earlier(campaign, act))
    act = replace(act, item_id=item_of_act(campaign, act))
    title = the_candidate(campaign, act.dossier_id).title
    _check_reasons(campaign, act)
    _check_item(campaign, act)
    _check_order(campaign, act)
    _check_after(campaign, act)
    _check_vote(campaign, act, act_before(campaign, act))
    with campaign.change(_action(act.kind, title)) as work:
        if act.kind is ActKind.PROPOSAL:
            keep_past(work, work.get(Act, act.dossier_id, act.kind), act)
            _drop_drafts(work, act)
        work.put(act)
    return campaign.last_change


def _stripped(act: Act) -> Act:
    return replace(
        act,
        reasons=act.reasons.strip(),
        reservations=act.reservations.strip(),
        reference=act.reference.strip(),
        vote=act.vote.strip(),
        recalled_reasons=act.recalled_reasons.strip(),
    )


def _recalling(act: Act, earlier: Sequence[Act]) -> Act:
    """Return an act that waits with what was proposed before it; any other recalls nothing.

    ``earlier`` are the acts before it, the last one first: the nearest reasons are copied.
    """
    if act.outcome is not Outcome.DEFERRED or not earlier:
        return replace(act, recalled_outcome=None, recalled_reasons="")
    if act.recalled_outcome is not None:
        return act
    said = (text for one in earlier for text in (one.recalled_reasons, one.reasons))
    return replace(
        act,
        recalled_outcome=earlier[0].recalled_outcome or earlier[0].outcome,
        recalled_reasons=act.recalled_reasons or next(filter(None, said), ""),
    )


def _earlier(campaign: CampaignReader, act: Act) -> list[Act]:
    """Return the acts before this one on the same dossier, the last one first."""
    kinds = reversed(ORDER[: ORDER.index(act.kind)])
    found = (campaign.get(Act, act.dossier_id, kind) for kind in kinds)
    return [one for one in found if one is not None]


BODIES = {
    ActKind.APPROVAL: CommitteeKind.FORUM,
    ActKind.DECISION: CommitteeKind.METROPOLITAN,
}
"""The body that gives each act whose vote is counted on the act itself."""


def may_settle(campaign: CampaignReader, kind: ActKind) -> bool:
    """Whether the rules of the body that gives an act let its chair settle a tie."""
    bodies = [c for c in campaign.find(Committee) if c.kind is BODIES.get(kind)]
    return all(body.rules.has_casting_vote for body in bodies)


def _check_vote(campaign: CampaignReader, act: Act, before: Act | None) -> None:
    """Refuse a vote that can't be, or one that does not adopt what the act takes up."""
    voted = act.voted
    if voted is None:
        return
    if min(voted.in_favour, voted.against, voted.abstentions) < 0:
        raise Failure(message("A number of voices can't be below zero. Nothing was changed."))
    if voted.is_unanimous and voted.against:
        raise Failure(message("A vote with voices against is not unanimous. Nothing was changed."))
    if voted.chair_in_favour is not None and not voted.calls_for_chair:
        raise Failure(message("The casting vote only settles a tie, and never in a secret ballot."))
    if voted.chair_in_favour is not None and not may_settle(campaign, act.kind):
        raise Failure(message("The rules of this body give its chair no casting vote."))
    if before is None or before.outcome is not act.outcome:
        return
    if voted.result is VoteResult.NO_VOTE_CAST:
        raise Failure(message("No vote was cast: abstentions alone adopt nothing."))
    if voted.result is VoteResult.REJECTED:
        raise Failure(
            message("The vote rejects what was submitted: give another outcome, with its reasons.")
        )


def _drop_drafts(work: Work, act: Act) -> None:
    for item in work.find(AgendaItem, id=act.item_id) if act.item_id is not None else ():
        work.put(replace(item, drafted_reasons="", drafted_reservations=""))


def _check_item(campaign: CampaignReader, act: Act) -> None:
    """Refuse a proposition at a meeting that is closed, or where none may be recorded."""
    if act.item_id is None:
        return
    found = hindrance(campaign, item_of_open(campaign, act.item_id))
    if found is not None:
        raise Failure(found)


def _action(kind: ActKind, title: str) -> Message:
    if kind is ActKind.PROPOSAL:
        return message("proposition, {title}", title=title)
    if kind is ActKind.APPROVAL:
        return message("approval, {title}", title=title)
    return message("decision, {title}", title=title)


def _check_reasons(campaign: CampaignReader, act: Act) -> None:
    if act.reasons:
        return
    if act.kind is ActKind.PROPOSAL:
        raise Failure(message("Give the reasons: they are repeated in the minutes."))
    before = act_before(campaign, act)
    if before is not None and before.outcome is not act.outcome:
        raise Failure(message("This act departs from the one before: give the reasons."))


def _check_order(campaign: CampaignReader, act: Act) -> None:
    before = act_before(campaign, act)
    if before is None and act.kind is not ActKind.PROPOSAL:
        raise Failure(message("The act before this one is not recorded yet. Record it first."))
    if before is not None and act.dated < before.dated:
        raise Failure(
            message("This act can't be dated before the one it follows ({day}).", day=before.dated)
        )
    after = act_after(campaign, act)
    if after is not None and after.dated < act.dated:
        raise Failure(
            message("This act can't be dated after the one that follows ({day}).", day=after.dated)
        )


def _check_after(campaign: CampaignReader, act: Act) -> None:
    """Refuse another outcome under a later act that said the same and gave no reasons."""
    held = campaign.get(Act, act.dossier_id, act.kind)
    after = act_after(campaign, act)
    if held is None or after is None or held.outcome is act.outcome:
        return
    if after.outcome is not act.outcome and not after.reasons:
        raise Failure(_RESTS)


_RESTS = message("A later act rests on this one. Take back that one first.")


def awaiting(campaign: CampaignReader, kind: ActKind) -> tuple[Act, ...]:
    """Return, by number of dossier, the acts that the act ``kind`` may now follow."""
    before = ORDER[ORDER.index(kind) - 1]
    return tuple(
        act
        for dossier in dossiers_by_number(campaign)
        if (act := campaign.get(Act, dossier.id, before)) is not None
        and campaign.get(Act, dossier.id, kind) is None
    )


def follow_acts(
    campaign: CampaignFile,
    kind: ActKind,
    dated: date,
    vote: str = "",
    reference: str = "",
    voted: ActVote | None = None,
) -> ChangeSet:
    """Record, in one change, the act ``kind`` as the one before it on every dossier that waits.

    The Grand forum approves a list, and the Pôle métropolitain decides on it, in one sitting and
    by one vote (``voted``).
    """
    waiting = awaiting(campaign, kind)
    late = [act.dated for act in waiting if dated < act.dated]
    if late:
        raise Failure(
            message("This act can't be dated before the one it follows ({day}).", day=max(late))
        )
    listed = replace(voted, is_list=True) if voted else None
    first = Act(0, kind, Outcome.LABEL, dated, "", "", reference.strip(), vote.strip(), listed)
    acts = [_following(campaign, first, before) for before in waiting]
    with campaign.change(_many(kind, len(waiting))) as work:
        work.put_all(acts)
    return campaign.last_change


def _following(campaign: CampaignReader, first: Act, before: Act) -> Act:
    """Return the act that says of a dossier what the act before it says."""
    act = replace(first, dossier_id=before.dossier_id, outcome=before.outcome)
    _check_vote(campaign, act, before)
    return _recalling(act, _earlier(campaign, act))


def _many(kind: ActKind, count: int) -> Message:
    if kind is ActKind.APPROVAL:
        return plural_message("approval of {count} dossier", "approval of {count} dossiers", count)
    return plural_message("decision on {count} dossier", "decision on {count} dossiers", count)


def act_before(campaign: CampaignReader, act: Act) -> Act | None:
    """Return the act recorded just before this one on the same dossier."""
    position = ORDER.index(act.kind)
    return campaign.get(Act, act.dossier_id, ORDER[position - 1]) if position else None


def act_after(campaign: CampaignReader, act: Act) -> Act | None:
    """Return the act recorded just after this one on the same dossier."""
    position = ORDER.index(act.kind) + 1
    return campaign.get(Act, act.dossier_id, ORDER[position]) if position < len(ORDER) else None


def withdraw_act(campaign: CampaignFile, act: Act) -> ChangeSet:
    """Take back an act recorded by mistake; Failure while a later act rests on it.

    The proposition that an earlier meeting had voted stands again. One voted at a meeting that was
    closed stays as long as it is.
    """
    if act_after(campaign, act) is not None:
        raise Failure(_RESTS)
    if act.item_id is not None:
        item_of_open(campaign, act.item_id)
    title = the_dossier(campaign, act.dossier_id).title
    with campaign.change(message("act taken back, {title}", title=title)) as work:
        work.remove(act)
        if act.kind is ActKind.PROPOSAL:
            bring_back(campaign, work, act.dossier_id)
    return campaign.last_change


def record_technical_opinion(campaign: CampaignFile, opinion: TechnicalOpinion) -> ChangeSet:
    """Record what the technical committee said of a dossier (feasibility, DOMAIN 1.1)."""
    title = the_candidate(campaign, opinion.dossier_id).title
    with campaign.change(message("technical opinion, {title}", title=title)) as work:
        work.put(replace(opinion, text=opinion.text.strip()))
    return campaign.last_change
