"""Bring in a dossier of an earlier campaign with its history: what was asked, what changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from euralens_desk.domain.dossier import Attachment, Dossier
from euralens_desk.domain.meeting import Act, ActKind, Outcome
from euralens_desk.domain.messages import Failure, Message, message, plural_message
from euralens_desk.domain.precedent import PastOutcome, Precedent, written
from euralens_desk.domain.preselection import Preselection, Stage
from euralens_desk.domain.text_cleaning import key
from euralens_desk.usecases.changes import ChangeSet
from euralens_desk.usecases.dossiers import next_number
from euralens_desk.usecases.lookup import the_campaign, the_dossier
from euralens_desk.usecases.ports import CampaignFile, CampaignReader, Work

_OUTCOMES = {
    Outcome.LABEL: PastOutcome.LABEL,
    Outcome.NOMINATED: PastOutcome.NOMINATED,
    Outcome.DEFERRED: PastOutcome.DEFERRED,
}
_STAGES = {
    Stage.NOT_SHORTLISTED: PastOutcome.NOT_SHORTLISTED,
    Stage.INADMISSIBLE: PastOutcome.INADMISSIBLE,
}


@dataclass(frozen=True, slots=True)
class Carriable:
    """A dossier of an earlier campaign, how it ended, and what this campaign holds like it.

    ``like`` is the dossier of this campaign that bears the same title: it is proposed, never taken.
    ``is_carried`` says that it was brought in already.
    """

    dossier: Dossier
    ended: Precedent
    like: int | None = None
    is_carried: bool = False


@dataclass(frozen=True, slots=True)
class Earlier:
    """What an earlier campaign offers, and the dossiers here it may be joined to, by number."""

    title: str
    year: int
    carriable: tuple[Carriable, ...]
    here: tuple[Dossier, ...]


def read_earlier(campaign: CampaignFile, source: CampaignFile) -> Earlier:
    """Return the dossiers of ``source`` that may come back: all but those that have the label."""
    _refuse_itself(campaign, source)
    settings = the_campaign(source)
    here = tuple(sorted(campaign.find(Dossier), key=lambda dossier: dossier.number))
    titles = {key(dossier.title): dossier.id for dossier in reversed(here)}
    carried = {found.dossier_uuid for found in campaign.find(Precedent)}
    found = []
    for dossier in sorted(source.find(Dossier), key=lambda dossier: dossier.number):
        ended = _ended(source, dossier, 0)
        if ended.outcome is not PastOutcome.LABEL:
            like = titles.get(key(dossier.title))
            found.append(Carriable(dossier, ended, like, dossier.uuid in carried))
    return Earlier(settings.title, settings.year, tuple(found), here)


def carry_over(
    campaign: CampaignFile, source: CampaignFile, chosen: Mapping[int, int | None]
) -> ChangeSet:
    """Bring dossiers of ``source`` in, in one change.

    ``chosen`` gives, for each of its dossiers, the dossier of this campaign it is joined to; None
    makes a new one, under a new number, with the pieces that were received.
    """
    _refuse_itself(campaign, source)
    if not chosen:
        raise Failure(message("Choose at least one dossier. Nothing was changed."))
    carried = {found.dossier_uuid for found in campaign.find(Precedent)}
    for dossier_id, target in chosen.items():
        dossier = the_dossier(source, dossier_id)
        if dossier.uuid in carried:
            raise Failure(
                message("{title} was brought in already. Nothing was changed.", title=dossier.title)
            )
        if target is not None:
            the_dossier(campaign, target)
    targets = [target for target in chosen.values() if target is not None]
    if len(targets) > len(set(targets)):
        raise Failure(message("Two dossiers can't be joined to the same one. Nothing was changed."))
    with campaign.change(_action(source, chosen)) as work:
        for dossier_id, target in chosen.items():
            _carry(work, source, the_dossier(source, dossier_id), target)
    return campaign.last_change


def _refuse_itself(campaign: CampaignFile, source: CampaignFile) -> None:
    if source.uuid == campaign.uuid:
        raise Failure(
            message("This file is the campaign that is open. Choose that of an earlier year.")
        )


def _action(source: CampaignReader, chosen: Mapping[int, int | None]) -> Message:
    year = the_campaign(source).title
    if len(chosen) == 1:
        title = the_dossier(source, next(iter(chosen))).title
        return message("brought in from {campaign}, {title}", campaign=year, title=title)
    return plural_message(
        "{count} dossier brought in from {campaign}",
        "{count} dossiers brought in from {campaign}",
        len(chosen),
        campaign=year,
    )


def _carry(work: Work, source: CampaignFile, dossier: Dossier, target: int | None) -> None:
    """Put one dossier with its precedent, and those it had itself."""
    number = target if target is not None else _put_new(work, source, dossier)
    work.put(_ended(source, dossier, number))
    for older in source.find(Precedent, dossier_id=dossier.id):
        work.put(replace(older, dossier_id=number))


def _put_new(work: Work, source: CampaignFile, dossier: Dossier) -> int:
    """Put a new dossier that says what the earlier one said, and its pieces."""
    made = replace(
        dossier,
        id=work.new_id(Dossier),
        uuid=work.new_uuid(),
        number=next_number(work),
        external_id="",
        received_on=None,
        withdrawn_on=None,
        excerpts={},
        origins={},
        settled={},
    )
    work.put(made)
    origin = the_campaign(source).title
    for piece in source.find(Attachment, dossier_id=dossier.id):
        if piece.is_present:
            kept = work.put_content(source.content(piece.sha256))
            number = work.new_id(Attachment)
            work.put(replace(piece, id=number, dossier_id=made.id, sha256=kept, note=origin))
    return made.id


def _ended(source: CampaignFile, dossier: Dossier, number: int) -> Precedent:
    """Return how a dossier ended in its campaign, as the precedent of the dossier ``number``."""
    settings = the_campaign(source)
    kept = source.get(Preselection, dossier.id) or Preselection(dossier.id)
    acts = [source.get(Act, dossier.id, kind) for kind in reversed(ActKind)]
    recorded = [act for act in acts if act is not None]
    decision = source.get(Act, dossier.id, ActKind.DECISION)
    outcome = _STAGES.get(kept.stage, PastOutcome.UNDECIDED) if kept.stage else None
    if decision is not None:
        outcome = _OUTCOMES[decision.outcome]
    dated = recorded[0].dated if recorded else kept.decided_on
    return Precedent(
        dossier_id=number,
        campaign_uuid=source.uuid,
        campaign_title=settings.title,
        year=settings.year,
        dossier_uuid=dossier.uuid,
        number=dossier.number,
        outcome=outcome or PastOutcome.UNDECIDED,
        dated=dated,
        reference=decision.reference if decision else "",
        reasons=next((act.reasons for act in recorded if act.reasons), kept.reason),
        reservations=next((act.reservations for act in recorded if act.reservations), ""),
        needs=kept.needs,
        alternatives=kept.alternatives,
        fields=written(dossier),
    )
