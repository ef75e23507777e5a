"""Record the technical opinion and the three acts: proposition, approval, decision.

People decide, the program counts (DESIGN 2, rule 1): nothing here is derived from a score.
"""

from __future__ import annotations

from dataclasses import replace

from euralens_desk.domain.meeting import Act, ActKind, TechnicalOpinion
from euralens_desk.domain.messages import Failure, Message, message
from euralens_desk.usecases.changes import ChangeSet
from euralens_desk.usecases.lookup import the_dossier
from euralens_desk.usecases.ports import CampaignFile, CampaignReader

ORDER = (ActKind.PROPOSAL, ActKind.APPROVAL, ActKind.DECISION)


def record_act(campaign: CampaignFile, act: Act) -> ChangeSet:
    """Record one act on a dossier, dated, with its reasons.

    Failure when the act before it is missing or later, when a proposition has no reasons, or
    when an act departs from the one before without saying why.
    """
    act = replace(act, reasons=act.reasons.strip(), reservations=act.reservations.strip())
    title = the_dossier(campaign, act.dossier_id).title
    _check_reasons(campaign, act)
    _check_order(campaign, act)
    with campaign.change(_action(act.kind, title)) as work:
        work.put(act)
    return campaign.last_change


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


def act_before(campaign: CampaignReader, act: Act) -> Act | None:
    """Return the act recorded just before this one on the same dossier."""
    position = ORDER.index(act.kind)
    return campaign.get(Act, act.dossier_id, ORDER[position - 1]) if position else None


def act_after(campaign: CampaignReader, act: Act) -> Act | None:
    """Return the act recorded just after this one on the same dossier."""
    position = ORDER.index(act.kind) + 1
    return campaign.get(Act, act.dossier_id, ORDER[position]) if position < len(ORDER) else None


def withdraw_act(campaign: CampaignFile, act: Act) -> ChangeSet:
    """Take back an act recorded by mistake; Failure while a later act rests on it."""
    if act_after(campaign, act) is not None:
        raise Failure(message("A later act rests on this one. Take back that one first."))
    title = the_dossier(campaign, act.dossier_id).title
    with campaign.change(message("act taken back, {title}", title=title)) as work:
        work.remove(act)
    return campaign.last_change


def record_technical_opinion(campaign: CampaignFile, opinion: TechnicalOpinion) -> ChangeSet:
    """Record what the technical committee said of a dossier (feasibility, DOMAIN 1.1)."""
    title = the_dossier(campaign, opinion.dossier_id).title
    with campaign.change(message("technical opinion, {title}", title=title)) as work:
        work.put(replace(opinion, text=opinion.text.strip()))
    return campaign.last_change
