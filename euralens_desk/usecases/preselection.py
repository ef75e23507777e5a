"""Check what came in, ask for what is lacking, choose the candidates (DOMAIN 5.5, 2 and 3)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from euralens_desk.domain.campaign import Campaign
from euralens_desk.domain.dossier import FIELD_KINDS, Attachment, Dossier
from euralens_desk.domain.feasibility import Finding
from euralens_desk.domain.meeting import Act, AgendaItem, TechnicalOpinion
from euralens_desk.domain.messages import Failure, Message, message, plural_message
from euralens_desk.domain.preselection import (
    BoardColumn,
    Candidature,
    Preselection,
    Requirements,
    Stage,
    is_late,
    lacking,
)
from euralens_desk.domain.sheet import Ballot, Comment, Score, ScoreSheet
from euralens_desk.usecases.changes import ChangeSet
from euralens_desk.usecases.lookup import the_campaign, the_dossier
from euralens_desk.usecases.ports import CampaignFile, CampaignReader

LONGEST_DELAY = 365
"""Days that may be given to complete a candidature."""


@dataclass(frozen=True, slots=True)
class Board:
    """The candidatures of a campaign, by number; the withdrawn ones stand aside."""

    campaign: Campaign
    candidatures: tuple[Candidature, ...]
    withdrawn: tuple[Dossier, ...] = ()

    def column(self, column: BoardColumn) -> tuple[Candidature, ...]:
        """Return the candidatures of a column; the inadmissible ones come last."""
        found = [one for one in self.candidatures if one.column is column]
        return tuple(sorted(found, key=lambda one: one.stage is Stage.INADMISSIBLE))

    @property
    def candidates(self) -> int:
        """How many are candidates."""
        return len(self.column(BoardColumn.CANDIDATE))

    @property
    def undecided(self) -> int:
        """How many wait for someone to decide: neither candidates nor set aside."""
        return sum(one.is_undecided for one in self.candidatures)

    @property
    def has_begun(self) -> bool:
        """Whether anyone was chosen or left out: until then all are looked at."""
        return any(one.preselection.stage is not None for one in self.candidatures)


# Reading ----------------------------------------------------------------------------------------


def board(campaign: CampaignReader) -> Board:
    """Return where every candidature stands."""
    settings = the_campaign(campaign)
    pieces: dict[int, list[Attachment]] = defaultdict(list)
    for piece in campaign.find(Attachment):
        pieces[piece.dossier_id].append(piece)
    kept = {found.dossier_id: found for found in campaign.find(Preselection)}
    used = used_dossiers(campaign)
    dossiers = sorted(campaign.find(Dossier), key=lambda d: (d.number, d.id))
    return Board(
        settings,
        tuple(
            _candidature(
                settings,
                dossier,
                tuple(pieces[dossier.id]),
                kept.get(dossier.id, Preselection(dossier.id)),
                is_used=dossier.id in used,
            )
            for dossier in dossiers
            if dossier.withdrawn_on is None
        ),
        tuple(dossier for dossier in dossiers if dossier.withdrawn_on is not None),
    )


def _candidature(
    settings: Campaign,
    dossier: Dossier,
    pieces: tuple[Attachment, ...],
    kept: Preselection,
    *,
    is_used: bool,
) -> Candidature:
    return Candidature(
        dossier,
        pieces,
        kept,
        lacking(dossier, pieces, settings.requirements),
        is_late(dossier, settings.call_closes_on),
        is_used,
    )


def used_dossiers(campaign: CampaignReader) -> frozenset[int]:
    """Return the dossiers on which an opinion, a score, an agenda or an act rests."""
    sheets = {sheet.id: sheet.dossier_id for sheet in campaign.find(ScoreSheet)}
    answered = {score.sheet_id for score in campaign.find(Score)}
    answered |= {comment.sheet_id for comment in campaign.find(Comment)}
    found = {sheets[sheet] for sheet in answered if sheet in sheets}
    found |= {ballot.dossier_id for ballot in campaign.find(Ballot)}
    found |= {opinion.dossier_id for opinion in campaign.find(TechnicalOpinion)}
    found |= {finding.dossier_id for finding in campaign.find(Finding)}
    items = campaign.find(AgendaItem)
    found |= {item.dossier_id for item in items if item.dossier_id is not None}
    return frozenset(found | {act.dossier_id for act in campaign.find(Act)})


def kept_preselection(campaign: CampaignReader, dossier_id: int) -> Preselection:
    """Return what was asked and decided of a dossier, blank when nothing was."""
    return campaign.get(Preselection, dossier_id) or Preselection(dossier_id)


# Deciding ---------------------------------------------------------------------------------------


def shortlist(campaign: CampaignFile, on: date, *dossier_ids: int) -> ChangeSet:
    """Make dossiers candidates; those that committees already work on are so from then on."""
    chosen = [the_dossier(campaign, dossier_id) for dossier_id in dossier_ids]
    known = {found.dossier_id for found in campaign.find(Preselection) if found.stage is not None}
    theirs = sorted(used_dossiers(campaign) - known - set(dossier_ids))
    action = (
        message("candidate, {title}", title=chosen[0].title)
        if len(chosen) == 1
        else plural_message("{count} candidate", "{count} candidates", len(chosen))
    )
    with campaign.change(action) as work:
        for dossier_id in (*dossier_ids, *theirs):
            kept = kept_preselection(campaign, dossier_id)
            if kept.stage is not Stage.CANDIDATE:
                work.put(replace(kept, stage=Stage.CANDIDATE, decided_on=on, reason=""))
    return campaign.last_change


def admit(campaign: CampaignFile, on: date, dossier_id: int) -> ChangeSet:
    """Say that a candidature is admissible, whatever it lacks: people decide."""
    return _decide(
        campaign,
        dossier_id,
        message("admissible"),
        lambda kept: replace(kept, stage=Stage.ADMISSIBLE, decided_on=on, reason=""),
    )


def reconsider(campaign: CampaignFile, dossier_id: int) -> ChangeSet:
    """Take a decision back: the candidature stands again where its own state puts it."""
    return _decide(
        campaign,
        dossier_id,
        message("decision of the preselection taken back"),
        lambda kept: replace(kept, stage=None, decided_on=None, reason=""),
    )


def refuse(campaign: CampaignFile, on: date, dossier_id: int, reason: str) -> ChangeSet:
    """Say that a candidature is inadmissible, and why."""
    reason = reason.strip()
    if not reason:
        raise Failure(message("Say why this candidature is inadmissible. Nothing was changed."))
    return _decide(
        campaign,
        dossier_id,
        message("inadmissible"),
        lambda kept: replace(kept, stage=Stage.INADMISSIBLE, decided_on=on, reason=reason),
    )


def leave_out(
    campaign: CampaignFile, on: date, dossier_id: int, needs: str, alternatives: str
) -> ChangeSet:
    """Do not shortlist a candidature; its needs and alternatives must be written (DOMAIN 1.3)."""
    needs, alternatives = needs.strip(), alternatives.strip()
    if not needs or not alternatives:
        raise Failure(
            message(
                "Write the needs and the alternatives first: whoever is not shortlisted receives "
                "them. What is written is kept."
            )
        )
    return _decide(
        campaign,
        dossier_id,
        message("not shortlisted"),
        lambda kept: replace(
            kept,
            stage=Stage.NOT_SHORTLISTED,
            decided_on=on,
            reason="",
            needs=needs,
            alternatives=alternatives,
        ),
    )


def draft_answer(
    campaign: CampaignFile, dossier_id: int, needs: str, alternatives: str
) -> ChangeSet:
    """Keep the needs and alternatives being written; of one not shortlisted, neither goes."""
    needs, alternatives = needs.strip(), alternatives.strip()
    title = the_dossier(campaign, dossier_id).title
    kept = kept_preselection(campaign, dossier_id)
    if kept.stage is Stage.NOT_SHORTLISTED and not (needs and alternatives):
        raise Failure(
            message(
                "Needs and alternatives are part of the answer to who is not shortlisted. "
                "Nothing was changed."
            )
        )
    with campaign.change(message("needs and alternatives, {title}", title=title)) as work:
        _put(work.put, work.remove, replace(kept, needs=needs, alternatives=alternatives))
    return campaign.last_change


def _decide(
    campaign: CampaignFile,
    dossier_id: int,
    what: Message,
    decide: Callable[[Preselection], Preselection],
) -> ChangeSet:
    """Decide anything but a candidate: nothing may rest on the dossier."""
    dossier = the_dossier(campaign, dossier_id)
    _refuse_used(campaign, dossier)
    with campaign.change(message("{what}, {title}", what=what, title=dossier.title)) as work:
        _put(work.put, work.remove, decide(kept_preselection(campaign, dossier_id)))
    return campaign.last_change


def _put(
    put: Callable[[object], None], remove: Callable[[object], None], kept: Preselection
) -> None:
    """Store what is kept of a dossier; nothing, when it says nothing."""
    (remove if kept.is_blank else put)(kept)


def _refuse_used(campaign: CampaignReader, dossier: Dossier) -> None:
    found = next(_resting(campaign, dossier.id), None)
    if found is not None:
        raise Failure(
            message(
                "{title} remains a candidate: {what}. Nothing was changed.",
                title=dossier.title,
                what=found,
            )
        )


def _resting(campaign: CampaignReader, dossier_id: int) -> Iterator[Message]:
    """Yield what rests on a dossier, and where it would be taken back."""
    if campaign.find(Act, dossier_id=dossier_id):
        yield message("an act is recorded on it, see its meeting")
    if campaign.find(AgendaItem, dossier_id=dossier_id):
        yield message("it is on the agenda of a meeting, take it off first")
    if campaign.find(TechnicalOpinion, dossier_id=dossier_id):
        yield message("the technical committee gave its opinion")
    if campaign.find(Finding, dossier_id=dossier_id):
        yield message("the technical committee noted its findings")
    ballots = len(campaign.find(Ballot, dossier_id=dossier_id))
    if ballots:
        yield plural_message("{count} ballot is entered", "{count} ballots are entered", ballots)
    sheets = campaign.find(ScoreSheet, dossier_id=dossier_id)
    answers = sum(
        len(campaign.find(kind, sheet_id=sheet.id)) for sheet in sheets for kind in (Score, Comment)
    )
    if answers:
        yield plural_message("{count} answer is given", "{count} answers are given", answers)


# Asking for what is lacking ---------------------------------------------------------------------


def record_request(
    campaign: CampaignFile, dossier_id: int, sent_on: date | None, due_on: date | None
) -> ChangeSet:
    """Record that the request for completion was sent, and until when; None takes it back."""
    if sent_on is not None and due_on is not None and due_on < sent_on:
        raise Failure(message("The deadline can't be before the request. Nothing was changed."))
    title = the_dossier(campaign, dossier_id).title
    kept = kept_preselection(campaign, dossier_id)
    with campaign.change(message("request for completion, {title}", title=title)) as work:
        _put(work.put, work.remove, replace(kept, requested_on=sent_on, due_on=due_on))
    return campaign.last_change


def edit_requirements(campaign: CampaignFile, requirements: Requirements) -> ChangeSet:
    """Change what a candidature must hold to be complete."""
    unknown = [name for name in requirements.fields if name not in FIELD_KINDS]
    if unknown:
        raise KeyError(unknown[0])
    if not 1 <= requirements.days <= LONGEST_DELAY:
        raise Failure(
            message(
                "Give between 1 and {most} days to complete. Nothing was changed.",
                most=LONGEST_DELAY,
            )
        )
    pieces = tuple(dict.fromkeys(kind.strip() for kind in requirements.pieces if kind.strip()))
    kept = replace(requirements, pieces=pieces)
    with campaign.change(message("what a candidature must hold")) as work:
        work.put(replace(the_campaign(campaign), requirements=kept))
    return campaign.last_change
