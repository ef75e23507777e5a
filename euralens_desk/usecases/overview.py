"""Where the campaign stands: the six steps, what is missing, and who must act (DOMAIN 1.2)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from euralens_desk.domain.campaign import Campaign
from euralens_desk.domain.dossier import Attachment, Dossier
from euralens_desk.domain.meeting import Act, ActKind, Meeting, Stance, TechnicalOpinion
from euralens_desk.domain.messages import Message, message, plural_message
from euralens_desk.domain.people import Committee, CommitteeKind, Member, Recusal
from euralens_desk.domain.sheet import Ballot, BallotBox, Score, ScoreSheet
from euralens_desk.usecases.changes import JournalEntry
from euralens_desk.usecases.lookup import dossiers_by_number, grid_in_force, the_campaign
from euralens_desk.usecases.ports import CampaignFile, CampaignReader


class StepState(Enum):
    """Where one step of the process stands; a done step may still warn."""

    DONE = "done"
    CURRENT = "current"
    TO_COME = "to_come"


class Place(Enum):
    """The page where something missing is put right."""

    DOSSIERS = "dossiers"
    PEOPLE = "people"
    SCORING = "scoring"
    STUDENTS = "students"
    MEETINGS = "meetings"
    PREPARATION = "preparation"


@dataclass(frozen=True, slots=True)
class Step:
    """One of the six steps: its count, and what is still missing (None when nothing is)."""

    state: StepState
    count: Message
    missing: Message | None


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing to do: what, about whom, and where; ``gravity`` 0 is the most pressing."""

    title: Message
    detail: Message
    place: Place
    gravity: int
    dossier_id: int | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one expert is: answers given out of those expected, recusals left out."""

    member: Member
    answered: int
    expected: int

    @property
    def is_complete(self) -> bool:
        """Whether every answer expected is there."""
        return self.answered >= self.expected


@dataclass(frozen=True, slots=True)
class Overview:
    """All that the page of the promotion shows; nothing of it is a score."""

    campaign: Campaign
    steps: tuple[Step, ...]
    missing: tuple[Missing, ...]
    experts: tuple[Progress, ...]
    meetings: tuple[Meeting, ...]
    last_actions: tuple[JournalEntry, ...]
    dossiers: int


@dataclass(frozen=True, slots=True)
class _Facts:
    """What was read once from the file to say where the campaign stands."""

    campaign: Campaign
    committees: Mapping[CommitteeKind, Committee]
    dossiers: tuple[Dossier, ...]
    experts: tuple[Progress, ...]
    stances: Mapping[int, Stance]
    ballots: Mapping[int, int]
    boxes: Mapping[int, BallotBox]
    acts: Mapping[tuple[int, ActKind], Act]
    meetings: tuple[Meeting, ...]
    pieces_awaited: Mapping[int, int]


def overview(campaign: CampaignFile, today: date) -> Overview:
    """Return where the campaign stands on the day ``today``."""
    facts = _read(campaign)
    found = sorted(_missing(facts, today), key=lambda item: item.gravity)
    return Overview(
        campaign=facts.campaign,
        steps=_steps(facts),
        missing=tuple(found),
        experts=facts.experts,
        meetings=facts.meetings,
        last_actions=campaign.journal(5),
        dossiers=len(facts.dossiers),
    )


def _read(campaign: CampaignReader) -> _Facts:
    committees = {committee.kind: committee for committee in campaign.find(Committee)}
    dossiers = dossiers_by_number(campaign)
    pieces = campaign.find(Attachment)
    return _Facts(
        campaign=the_campaign(campaign),
        committees=committees,
        dossiers=dossiers,
        experts=expert_progress(campaign, committees.get(CommitteeKind.EXPERT), dossiers),
        stances={o.dossier_id: o.stance for o in campaign.find(TechnicalOpinion)},
        ballots=Counter(ballot.dossier_id for ballot in campaign.find(Ballot)),
        boxes={box.dossier_id: box for box in campaign.find(BallotBox)},
        acts={(act.dossier_id, act.kind): act for act in campaign.find(Act)},
        meetings=tuple(sorted(campaign.find(Meeting), key=lambda m: (m.held_on, m.code))),
        pieces_awaited=Counter(p.dossier_id for p in pieces if not p.is_present),
    )


def expert_progress(
    campaign: CampaignReader, committee: Committee | None, dossiers: tuple[Dossier, ...]
) -> tuple[Progress, ...]:
    """Return how far each voting member of a committee is, by code."""
    grid = grid_in_force(campaign, committee.id) if committee else None
    if committee is None or grid is None:
        return ()
    standing = {dossier.id for dossier in dossiers}
    recused = {(r.member_id, r.dossier_id) for r in campaign.find(Recusal)}
    recusals = Counter(member for member, dossier in recused if dossier in standing)
    owner = {
        sheet.id: sheet.member_id
        for sheet in campaign.find(ScoreSheet, committee_id=committee.id)
        if sheet.dossier_id in standing and (sheet.member_id, sheet.dossier_id) not in recused
    }
    answers = Counter(
        owner[score.sheet_id] for score in campaign.find(Score) if score.sheet_id in owner
    )
    width = len(grid.criteria)
    return tuple(
        Progress(m, answers[m.id], width * (len(standing) - recusals[m.id]))
        for m in sorted(campaign.find(Member, committee_id=committee.id), key=lambda m: m.code)
        if m.is_voting
    )


def _steps(facts: _Facts) -> tuple[Step, ...]:
    """Return the six steps; the first one not finished is the current one."""
    counts = (
        _call(facts),
        _shortlist(facts),
        _technical(facts),
        _opinions(facts),
        _decision(facts),
        _follow_up(facts),
    )
    steps: list[Step] = []
    for is_done, count, missing in counts:
        reached = all(step.state is StepState.DONE for step in steps)
        state = StepState.TO_COME if not reached else StepState.CURRENT
        steps.append(Step(StepState.DONE if reached and is_done else state, count, missing))
    return tuple(steps)


def _call(facts: _Facts) -> tuple[bool, Message, Message | None]:
    count = plural_message(
        "{count} dossier received", "{count} dossiers received", len(facts.dossiers)
    )
    missing = None if facts.dossiers else message("Import the workbook of the candidatures")
    return bool(facts.dossiers), count, missing


def _shortlist(facts: _Facts) -> tuple[bool, Message, Message | None]:
    number = len(facts.dossiers)
    awaited = len(facts.pieces_awaited)
    count = plural_message("{count} candidate", "{count} candidates", number)
    missing = plural_message(
        "A piece is awaited for {count} dossier", "Pieces are awaited for {count} dossiers", awaited
    )
    return bool(number), count, missing if awaited else None


def _technical(facts: _Facts) -> tuple[bool, Message, Message | None]:
    given = sum(dossier.id in facts.stances for dossier in facts.dossiers)
    lacking = len(facts.dossiers) - given
    count = plural_message("{count} feasibility opinion", "{count} feasibility opinions", given)
    missing = plural_message("{count} opinion to record", "{count} opinions to record", lacking)
    return bool(given) and not lacking, count, missing if lacking else None


def _opinions(facts: _Facts) -> tuple[bool, Message, Message | None]:
    heard = sum(bool(facts.ballots.get(dossier.id)) for dossier in facts.dossiers)
    complete = sum(expert.is_complete for expert in facts.experts)
    lacking = len(facts.experts) - complete
    count = message(
        "Lycéens {heard}/{dossiers} · Experts {complete}/{experts}",
        heard=heard,
        dossiers=len(facts.dossiers),
        complete=complete,
        experts=len(facts.experts),
    )
    missing = plural_message(
        "{count} expert has blank answers", "{count} experts have blank answers", lacking
    )
    proposed = _acts(facts, ActKind.PROPOSAL) == len(facts.dossiers)
    finished = bool(facts.experts) and (not lacking or proposed) and bool(facts.dossiers)
    return finished, count, missing if lacking else None


def _acts(facts: _Facts, kind: ActKind) -> int:
    return sum((dossier.id, kind) in facts.acts for dossier in facts.dossiers)


def _decision(facts: _Facts) -> tuple[bool, Message, Message | None]:
    number = len(facts.dossiers)
    done = _acts(facts, ActKind.DECISION)
    count = message(
        "{proposed} propositions, {approved} approvals, {decided} decisions",
        proposed=_acts(facts, ActKind.PROPOSAL),
        approved=_acts(facts, ActKind.APPROVAL),
        decided=done,
    )
    missing = None if done == number else message("Three acts to record")
    return bool(number) and done == number, count, missing


def _follow_up(facts: _Facts) -> tuple[bool, Message, Message | None]:
    return False, message("Promotion and support"), message("Begins after the decision")


def _missing(facts: _Facts, today: date) -> Iterator[Missing]:
    yield from _missing_preparation(facts)
    yield from _missing_opinions(facts)
    yield from _missing_acts(facts, today)


def _missing_preparation(facts: _Facts) -> Iterator[Missing]:
    if not facts.dossiers:
        yield Missing(
            message("No dossier yet"),
            message("Import the workbook of the candidatures, or type a first dossier"),
            Place.DOSSIERS,
            0,
        )
    if not facts.experts:
        yield Missing(
            message("No expert yet"),
            message("Add the members of the committee, or import a file of scores"),
            Place.PEOPLE,
            0,
        )
    if facts.experts and not facts.campaign.is_frozen:
        yield Missing(
            message("Scoring is not open"),
            message("Check the grids, the weights and the rules, then open scoring"),
            Place.PREPARATION,
            1,
        )
    for dossier in facts.dossiers:
        awaited = facts.pieces_awaited.get(dossier.id, 0)
        if awaited:
            yield Missing(
                message("{title}: pieces awaited", title=dossier.title),
                plural_message(
                    "{count} piece announced, not received",
                    "{count} pieces announced, not received",
                    awaited,
                ),
                Place.DOSSIERS,
                4,
                dossier.id,
            )


def _missing_opinions(facts: _Facts) -> Iterator[Missing]:
    late = [expert for expert in facts.experts if not expert.is_complete]
    if late and facts.campaign.is_frozen:
        yield Missing(
            plural_message(
                "{count} expert has blank answers", "{count} experts have blank answers", len(late)
            ),
            message("{names}", names=", ".join(expert.member.name for expert in late[:4])),
            Place.SCORING,
            1,
        )
    for dossier in facts.dossiers:
        box = facts.boxes.get(dossier.id)
        entered = facts.ballots.get(dossier.id, 0)
        if box and box.counted is not None and box.counted != entered:
            yield Missing(
                message("{title}: ballots to check", title=dossier.title),
                message(
                    "{entered} ballots entered, {counted} counted at the box",
                    entered=entered,
                    counted=box.counted,
                ),
                Place.STUDENTS,
                2,
                dossier.id,
            )
    unheard = [dossier for dossier in facts.dossiers if dossier.id not in facts.stances]
    if unheard:
        yield Missing(
            plural_message(
                "{count} technical opinion to record",
                "{count} technical opinions to record",
                len(unheard),
            ),
            message("{names}", names=", ".join(dossier.title for dossier in unheard[:4])),
            Place.DOSSIERS,
            3,
            unheard[0].id,
        )


def _missing_acts(facts: _Facts, today: date) -> Iterator[Missing]:
    if facts.dossiers and not facts.meetings:
        yield Missing(
            message("No meeting is planned"),
            message("Prepare the meeting of the expert committee"),
            Place.MEETINGS,
            3,
        )
    held = [meeting for meeting in facts.meetings if meeting.held_on <= today]
    pending = len(facts.dossiers) - _acts(facts, ActKind.PROPOSAL)
    if held and pending:
        yield Missing(
            plural_message(
                "{count} proposition to record", "{count} propositions to record", pending
            ),
            message("Meeting of {day}", day=held[-1].held_on),
            Place.MEETINGS,
            1,
        )
    proposed = _acts(facts, ActKind.PROPOSAL)
    for kind, text in ((ActKind.APPROVAL, _approvals), (ActKind.DECISION, _decisions)):
        lacking = proposed - _acts(facts, kind)
        if lacking > 0:
            yield Missing(text(lacking), message("To date and to record"), Place.MEETINGS, 3)


def _approvals(count: int) -> Message:
    return plural_message(
        "{count} approval of the Grand forum to record",
        "{count} approvals of the Grand forum to record",
        count,
    )


def _decisions(count: int) -> Message:
    return plural_message(
        "{count} decision of the Pôle métropolitain to record",
        "{count} decisions of the Pôle métropolitain to record",
        count,
    )
