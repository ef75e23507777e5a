"""Follow what comes after the decision: commitments of both sides, accompaniment, due dates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.follow_up import Commitment, CommitmentKind, Side, SupportPlan
from euralens_desk.domain.meeting import Act, ActKind, Outcome
from euralens_desk.domain.messages import Failure, Message, message, plural_message
from euralens_desk.domain.people import Committee, CommitteeKind, Member
from euralens_desk.usecases.changes import ChangeSet
from euralens_desk.usecases.lookup import dossiers_by_number, the_dossier
from euralens_desk.usecases.ports import CampaignFile, CampaignReader

FOLLOWED = (Outcome.LABEL, Outcome.NOMINATED)
"""The outcomes after which something is done for or by the project."""


@dataclass(frozen=True, slots=True)
class CommitmentDetails:
    """What a person types of a commitment or a milestone."""

    kind: CommitmentKind
    side: Side
    what: str
    who: str = ""
    towards: str = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Followed:
    """One dossier that was awarded or nominated, as far as the acts went."""

    dossier: Dossier
    outcome: Outcome
    reached: ActKind
    dated: date
    commitments: tuple[Commitment, ...]
    plan: SupportPlan

    @property
    def is_decided(self) -> bool:
        """Whether the last of the three acts is recorded."""
        return self.reached is ActKind.DECISION


@dataclass(frozen=True, slots=True)
class FollowUp:
    """All that is followed, by number of dossier."""

    dossiers: tuple[Followed, ...]

    def dossier(self, dossier_id: int | None) -> Followed | None:
        """Return one dossier; None when it is not followed."""
        return next((one for one in self.dossiers if one.dossier.id == dossier_id), None)

    @property
    def commitments(self) -> tuple[tuple[Followed, Commitment], ...]:
        """Every line with its dossier: what is not done first, by date, then what is done."""
        lines = [(one, held) for one in self.dossiers for held in one.commitments]
        return tuple(sorted(lines, key=lambda line: _order(line[1])))


def _order(commitment: Commitment) -> tuple[bool, bool, date, int]:
    due = commitment.due_on
    return (commitment.done_on is not None, due is None, due or date.min, commitment.id)


def follow_up(campaign: CampaignReader) -> FollowUp:
    """Return what comes after the acts, for the dossiers whose last act awards or nominates.

    A dossier that something was promised to stays, whatever became of its acts.
    """
    acts: dict[int, dict[ActKind, Act]] = {}
    for act in campaign.find(Act):
        acts.setdefault(act.dossier_id, {})[act.kind] = act
    commitments: dict[int, list[Commitment]] = {}
    for commitment in campaign.find(Commitment):
        commitments.setdefault(commitment.dossier_id, []).append(commitment)
    plans = {plan.dossier_id: plan for plan in campaign.find(SupportPlan)}
    found = []
    for dossier in dossiers_by_number(campaign):
        last = last_act(acts.get(dossier.id, {}))
        held = sorted(commitments.get(dossier.id, ()), key=_order)
        if last is not None and (last.outcome in FOLLOWED or held):
            plan = plans.get(dossier.id, SupportPlan(dossier.id))
            found.append(Followed(dossier, last.outcome, last.kind, last.dated, tuple(held), plan))
    return FollowUp(tuple(found))


def last_act(acts: Mapping[ActKind, Act]) -> Act | None:
    """Return the furthest of the three acts of a dossier."""
    for kind in (ActKind.DECISION, ActKind.APPROVAL, ActKind.PROPOSAL):
        if kind in acts:
            return acts[kind]
    return None


def expert_names(campaign: CampaignReader) -> tuple[str, ...]:
    """Return the names of the experts, who may be mobilised."""
    experts = {c.id for c in campaign.find(Committee) if c.kind is CommitteeKind.EXPERT}
    names = (m.name for m in campaign.find(Member) if m.committee_id in experts)
    return tuple(sorted(names))


# What may be proposed -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ProposedLine:
    """A line that a person may take, in words to be told, and how many days after the act."""

    kind: CommitmentKind
    side: Side
    what: Message
    days: int


_LABEL_LINES = (
    (Side.LEADER, message("Tell the progress of the project once a year"), 365),
    (Side.LEADER, message("Mention the Label Euralens in the communication of the project"), 90),
    (Side.LEADER, message("Bring the experience back at a meeting of the forum"), 365),
    (Side.POLE, message("Make the project known in the network and the publications"), 90),
    (Side.POLE, message("Help the project to meet its funders"), 180),
    (Side.POLE, message("Mobilise an expert of the Cercle de qualité on the needs expressed"), 180),
)
_NOMINATED_LINES = (
    (Side.POLE, message("First meeting of the accompaniment"), 30),
    (Side.LEADER, message("Plan of funding and calendar made precise"), 120),
    (Side.POLE, message("Review of the project halfway"), 180),
    (Side.LEADER, message("Whole dossier for a candidature to the Label"), 330),
)


def proposed_lines(followed: Followed) -> tuple[ProposedLine, ...]:
    """Return the lines a person may take for a dossier; nothing is ever written alone."""
    if followed.outcome is Outcome.LABEL:
        return tuple(
            ProposedLine(CommitmentKind.COMMITMENT, side, what, days)
            for side, what, days in _LABEL_LINES
        )
    return tuple(
        ProposedLine(CommitmentKind.MILESTONE, side, what, days)
        for side, what, days in _NOMINATED_LINES
    )


def proposed_day(followed: Followed, line: ProposedLine) -> date:
    """Return the day proposed for a line."""
    return followed.dated + timedelta(days=line.days)


# Changing -----------------------------------------------------------------------------------------


def add_commitments(
    campaign: CampaignFile, dossier_id: int, lines: Sequence[CommitmentDetails]
) -> ChangeSet:
    """Add commitments or milestones to a dossier, in one change."""
    title = the_dossier(campaign, dossier_id).title
    lines = [_checked(line) for line in lines]
    if not lines:
        raise Failure(message("Choose at least one line. Nothing was changed."))
    if not campaign.find(Act, dossier_id=dossier_id):
        raise Failure(
            message(
                "No act is recorded on {title} yet: commitments follow the decision. "
                "Nothing was changed.",
                title=title,
            )
        )
    action = (
        message("{what}, {title}", what=_kind_word(lines[0].kind), title=title)
        if len(lines) == 1
        else plural_message(
            "{count} line, {title}", "{count} lines, {title}", len(lines), title=title
        )
    )
    with campaign.change(action) as work:
        work.put_all([_record(work.new_id(Commitment), dossier_id, line) for line in lines])
    return campaign.last_change


def edit_commitment(
    campaign: CampaignFile, commitment_id: int, details: CommitmentDetails
) -> ChangeSet:
    """Change a commitment or a milestone; whether it is done stays."""
    before = the_commitment(campaign, commitment_id)
    after = _record(commitment_id, before.dossier_id, _checked(details))
    action = _about(campaign, before, edited=True)
    with campaign.change(action) as work:
        work.put(replace(after, done_on=before.done_on))
    return campaign.last_change


def mark_done(campaign: CampaignFile, commitment_id: int, on: date | None) -> ChangeSet:
    """Say on which day a commitment was done; None says that it is not."""
    before = the_commitment(campaign, commitment_id)
    title = the_dossier(campaign, before.dossier_id).title
    action = (
        message("done, {title}: {what}", title=title, what=before.what)
        if on
        else message("not done after all, {title}: {what}", title=title, what=before.what)
    )
    with campaign.change(action) as work:
        work.put(replace(before, done_on=on))
    return campaign.last_change


def remove_commitment(campaign: CampaignFile, commitment_id: int) -> ChangeSet:
    """Take away a commitment or a milestone."""
    before = the_commitment(campaign, commitment_id)
    with campaign.change(_about(campaign, before, edited=False)) as work:
        work.remove(before)
    return campaign.last_change


def edit_plan(campaign: CampaignFile, plan: SupportPlan) -> ChangeSet:
    """Write who follows a project, when it is looked at again, which expert helps and on what."""
    title = the_dossier(campaign, plan.dossier_id).title
    kept = replace(
        plan,
        referent=plan.referent.strip(),
        expert=plan.expert.strip(),
        purpose=plan.purpose.strip(),
    )
    with campaign.change(message("accompaniment, {title}", title=title)) as work:
        (work.remove if kept.is_blank else work.put)(kept)
    return campaign.last_change


def the_commitment(campaign: CampaignReader, commitment_id: int) -> Commitment:
    """Return a commitment; Failure when it is no longer in the file."""
    found = campaign.get(Commitment, commitment_id)
    if found is None:
        raise Failure(message("This commitment is no longer in the file. Nothing was changed."))
    return found


def _kind_word(kind: CommitmentKind) -> Message:
    return {
        CommitmentKind.COMMITMENT: message("commitment"),
        CommitmentKind.MILESTONE: message("milestone"),
    }[kind]


def _about(campaign: CampaignReader, commitment: Commitment, *, edited: bool) -> Message:
    title = the_dossier(campaign, commitment.dossier_id).title
    what = _kind_word(commitment.kind)
    if edited:
        return message("{what} edited, {title}", what=what, title=title)
    return message("{what} taken away, {title}", what=what, title=title)


def _checked(details: CommitmentDetails) -> CommitmentDetails:
    stripped = replace(
        details,
        what=details.what.strip(),
        who=details.who.strip(),
        towards=details.towards.strip(),
    )
    if not stripped.what:
        raise Failure(message("Say what is to be done. Nothing was changed."))
    return stripped


def _record(commitment_id: int, dossier_id: int, details: CommitmentDetails) -> Commitment:
    return Commitment(
        commitment_id,
        dossier_id,
        details.kind,
        details.side,
        details.what,
        details.who,
        details.towards,
        details.due_on,
    )
