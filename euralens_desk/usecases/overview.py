"""Where the campaign stands: the six steps, what is missing, and who must act (DOMAIN 1.2)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from euralens_desk.domain.campaign import Campaign
from euralens_desk.domain.dossier import Attachment, Dossier
from euralens_desk.domain.meeting import (
    Act,
    ActKind,
    AgendaItem,
    Meeting,
    Stance,
    TechnicalOpinion,
)
from euralens_desk.domain.messages import Message, message, plural_message
from euralens_desk.domain.people import Committee, CommitteeKind, Recusal
from euralens_desk.domain.sheet import Ballot, BallotBox
from euralens_desk.usecases.changes import JournalEntry
from euralens_desk.usecases.follow_up import FollowUp, follow_up
from euralens_desk.usecases.letters import DueLetter, due_letters
from euralens_desk.usecases.lookup import dossiers_by_number, the_campaign
from euralens_desk.usecases.ports import CampaignFile, CampaignReader
from euralens_desk.usecases.preselection import Board, board
from euralens_desk.usecases.progress import Progress, expert_progress
from euralens_desk.usecases.room import live_meetings

TECHNICAL_STEP = 2
"""The place of the technical examination among the steps."""


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
    PRESELECTION = "preselection"
    FOLLOW_UP = "follow_up"
    LETTERS = "letters"


@dataclass(frozen=True, slots=True)
class Step:
    """One of the six steps: its count, what is still missing if anything, or what was done."""

    state: StepState
    count: Message
    missing: Message | None
    done: Message | None = None


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing to do: what, about whom, and where; ``gravity`` 0 is the most pressing."""

    title: Message
    detail: Message
    place: Place
    gravity: int
    dossier_id: int | None = None


class Standing(Enum):
    """Where one dossier stands; each is in exactly one place, the furthest it reached."""

    LABEL = "label"
    NOMINATED = "nominated"
    DEFERRED = "deferred"
    APPROVED = "approved"
    PROPOSED = "proposed"
    NOTHING_MISSING = "nothing_missing"
    RESERVED = "reserved"
    OPINION_AWAITED = "opinion_awaited"
    PIECES_AWAITED = "pieces_awaited"


@dataclass(frozen=True, slots=True)
class PlannedMeeting:
    """A meeting with the name of its committee and the length of its agenda."""

    meeting: Meeting
    committee: str
    dossiers: int


@dataclass(frozen=True, slots=True)
class Overview:
    """All that the page of the promotion shows; nothing of it is a score."""

    campaign: Campaign
    steps: tuple[Step, ...]
    missing: tuple[Missing, ...]
    experts: tuple[Progress, ...]
    coming: tuple[PlannedMeeting, ...]
    last_meeting: date | None
    last_actions: tuple[JournalEntry, ...]
    standings: Mapping[Standing, tuple[Dossier, ...]]
    recusals: int
    live: tuple[int, ...] = ()
    """The meetings that are held now, by id."""

    @property
    def dossiers(self) -> int:
        """How many dossiers are still in the running."""
        return sum(len(held) for held in self.standings.values())

    @property
    def step(self) -> int:
        """The number of the current step, from 1."""
        states = [step.state for step in self.steps]
        return states.index(StepState.CURRENT) + 1 if StepState.CURRENT in states else len(states)


@dataclass(frozen=True, slots=True)
class _Facts:
    """What was read once from the file to say where the campaign stands."""

    campaign: Campaign
    bodies: tuple[Committee, ...]
    board: Board
    dossiers: tuple[Dossier, ...]
    """Those the committees look at."""
    experts: tuple[Progress, ...]
    stances: Mapping[int, Stance]
    ballots: Mapping[int, int]
    boxes: Mapping[int, BallotBox]
    acts: Mapping[tuple[int, ActKind], Act]
    meetings: tuple[Meeting, ...]
    agenda: Mapping[int, int]
    pieces_awaited: Mapping[int, int]
    recusals: int
    follow_up: FollowUp
    letters: tuple[DueLetter, ...]

    @property
    def undecided(self) -> int:
        """How many candidatures wait for the preselection, once it has begun."""
        return self.board.undecided if self.board.has_begun else 0


def overview(campaign: CampaignFile, today: date) -> Overview:
    """Return where the campaign stands on the day ``today``."""
    facts = _read(campaign)
    found = sorted(_missing(facts, today), key=lambda item: item.gravity)
    return Overview(
        campaign=facts.campaign,
        steps=_steps(facts),
        missing=tuple(found),
        experts=facts.experts,
        coming=_coming(facts, today),
        live=live_meetings(campaign),
        last_meeting=max((m.held_on for m in facts.meetings if m.held_on < today), default=None),
        last_actions=campaign.journal(5),
        standings=_standings(facts),
        recusals=facts.recusals,
    )


def _coming(facts: _Facts, today: date) -> tuple[PlannedMeeting, ...]:
    names = {committee.id: committee.name for committee in facts.bodies}
    return tuple(
        PlannedMeeting(m, names.get(m.committee_id, ""), facts.agenda.get(m.id, 0))
        for m in facts.meetings
        if m.held_on >= today
    )


def _standings(facts: _Facts) -> Mapping[Standing, tuple[Dossier, ...]]:
    """Return the dossiers by where they stand, in the order of ``Standing``."""
    found: dict[Standing, list[Dossier]] = {standing: [] for standing in Standing}
    for dossier in facts.dossiers:
        found[_standing(facts, dossier.id)].append(dossier)
    return {standing: tuple(held) for standing, held in found.items() if held}


def _standing(facts: _Facts, dossier_id: int) -> Standing:
    decision = facts.acts.get((dossier_id, ActKind.DECISION))
    if decision is not None:
        return Standing(decision.outcome.value)
    if (dossier_id, ActKind.APPROVAL) in facts.acts:
        return Standing.APPROVED
    if (dossier_id, ActKind.PROPOSAL) in facts.acts:
        return Standing.PROPOSED
    if facts.pieces_awaited.get(dossier_id):
        return Standing.PIECES_AWAITED
    if dossier_id not in facts.stances:
        return Standing.OPINION_AWAITED
    is_reserved = facts.stances[dossier_id] is not Stance.FAVOURABLE
    return Standing.RESERVED if is_reserved else Standing.NOTHING_MISSING


def _read(campaign: CampaignReader) -> _Facts:
    bodies = campaign.find(Committee)
    committees = {committee.kind: committee for committee in bodies}
    dossiers = dossiers_by_number(campaign)
    pieces = campaign.find(Attachment)
    return _Facts(
        campaign=the_campaign(campaign),
        bodies=bodies,
        board=board(campaign),
        dossiers=dossiers,
        experts=expert_progress(campaign, committees.get(CommitteeKind.EXPERT), dossiers),
        stances={o.dossier_id: o.stance for o in campaign.find(TechnicalOpinion)},
        ballots=Counter(ballot.dossier_id for ballot in campaign.find(Ballot)),
        boxes={box.dossier_id: box for box in campaign.find(BallotBox)},
        acts={(act.dossier_id, act.kind): act for act in campaign.find(Act)},
        meetings=tuple(sorted(campaign.find(Meeting), key=lambda m: (m.held_on, m.code))),
        agenda=Counter(item.meeting_id for item in campaign.find(AgendaItem)),
        pieces_awaited=Counter(p.dossier_id for p in pieces if not p.is_present),
        recusals=len(campaign.find(Recusal)),
        follow_up=follow_up(campaign),
        letters=due_letters(campaign),
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
        done = _done(facts, len(steps)) if is_done else None
        steps.append(Step(StepState.DONE if reached and is_done else state, count, missing, done))
    return tuple(steps)


def _done(facts: _Facts, place: int) -> Message | None:
    """Return what a finished step leaves to say: when the call closed, how opinions fell."""
    if place == 0 and facts.campaign.call_closes_on is not None:
        return message("Closes on {day}", day=facts.campaign.call_closes_on)
    if place == TECHNICAL_STEP:
        stances = [facts.stances[d.id] for d in facts.dossiers if d.id in facts.stances]
        favourable = sum(stance is Stance.FAVOURABLE for stance in stances)
        return message(
            "Favourable: {favourable}, others: {others}",
            favourable=favourable,
            others=len(stances) - favourable,
        )
    return None


def _call(facts: _Facts) -> tuple[bool, Message, Message | None]:
    received = len(facts.board.candidatures)
    count = plural_message("{count} dossier received", "{count} dossiers received", received)
    missing = None if received else message("Import the workbook of the candidatures")
    return bool(received), count, missing


def _shortlist(facts: _Facts) -> tuple[bool, Message, Message | None]:
    number = len(facts.dossiers)
    awaited = len(facts.pieces_awaited)
    count = plural_message("{count} candidate", "{count} candidates", number)
    undecided = facts.undecided
    if undecided:
        told = plural_message(
            "{count} candidature to decide on", "{count} candidatures to decide on", undecided
        )
        return False, count, told
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
    done = {kind: _acts(facts, kind) for kind in ActKind}
    count = message(
        "{proposed} propositions, {approved} approvals, {decided} decisions",
        proposed=done[ActKind.PROPOSAL],
        approved=done[ActKind.APPROVAL],
        decided=done[ActKind.DECISION],
    )
    missing = next((_to_record(kind, number - n) for kind, n in done.items() if n < number), None)
    return bool(number) and missing is None, count, missing


def _to_record(kind: ActKind, number: int) -> Message:
    """Return how many acts of a kind are still to be recorded."""
    if kind is ActKind.PROPOSAL:
        return plural_message(
            "{count} proposition to record", "{count} propositions to record", number
        )
    if kind is ActKind.APPROVAL:
        return plural_message("{count} approval to record", "{count} approvals to record", number)
    return plural_message("{count} decision to record", "{count} decisions to record", number)


def _follow_up(facts: _Facts) -> tuple[bool, Message, Message | None]:
    lines = [held for _, held in facts.follow_up.commitments]
    if not lines:
        return False, message("Promotion and support"), message("Begins after the decision")
    done = sum(held.done_on is not None for held in lines)
    count = plural_message(
        "{open} to do, {count} done", "{open} to do, {count} done", done, open=len(lines) - done
    )
    return False, count, None


def _missing(facts: _Facts, today: date) -> Iterator[Missing]:
    yield from _missing_preparation(facts, today)
    yield from _missing_opinions(facts)
    yield from _missing_acts(facts, today)
    yield from _missing_follow_up(facts, today)


def _missing_preparation(facts: _Facts, today: date) -> Iterator[Missing]:
    if not facts.board.candidatures:
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
    if not facts.campaign.is_frozen:
        yield Missing(
            message("Scoring is not open"),
            message("Check the grids, the weights and the rules, then open scoring"),
            Place.PREPARATION,
            1,
        )
    yield from _missing_preselection(facts, today)
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


def _missing_preselection(facts: _Facts, today: date) -> Iterator[Missing]:
    for one in facts.board.candidatures:
        if one.is_to_chase(today) and one.preselection.due_on is not None:
            yield Missing(
                message("{title}: to be chased", title=one.dossier.title),
                plural_message(
                    "{count} thing was awaited on {day}",
                    "{count} things were awaited on {day}",
                    one.lacking.count,
                    day=one.preselection.due_on,
                ),
                Place.PRESELECTION,
                1,
                one.dossier.id,
            )
    if facts.undecided:
        names = [one.dossier.title for one in facts.board.candidatures if one.is_undecided]
        yield Missing(
            plural_message(
                "{count} candidature to decide on",
                "{count} candidatures to decide on",
                facts.undecided,
            ),
            message("{names}", names=", ".join(names[:4])),
            Place.PRESELECTION,
            2,
        )


def _missing_opinions(facts: _Facts) -> Iterator[Missing]:
    late = [expert for expert in facts.experts if not expert.is_complete]
    if late and facts.campaign.is_frozen:
        yield Missing(
            plural_message(
                "{count} expert has blank answers", "{count} experts have blank answers", len(late)
            ),
            message(
                "{blanks}: {names}",
                blanks=_blanks(late),
                names=", ".join(expert.member.name for expert in late[:4]),
            ),
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


def _blanks(late: list[Progress]) -> Message:
    """Return how many answers are blank in sheets that may all have been given back."""
    number = sum(sum(expert.blank.values()) for expert in late)
    return plural_message("{count} blank answer", "{count} blank answers", number)


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
            _to_record(ActKind.PROPOSAL, pending),
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


def _missing_follow_up(facts: _Facts, today: date) -> Iterator[Missing]:
    unsent = [due for due in facts.letters if not due.is_sent]
    if unsent:
        yield Missing(
            plural_message(
                "{count} message due is not sent", "{count} messages due are not sent", len(unsent)
            ),
            message("{names}", names=", ".join(due.dossier.title for due in unsent[:4])),
            Place.LETTERS,
            1,
        )
    late = [(one, h) for one, h in facts.follow_up.commitments if h.is_overdue(today)]
    if late:
        yield Missing(
            plural_message(
                "{count} commitment is overdue", "{count} commitments are overdue", len(late)
            ),
            message("{names}", names=", ".join(dict.fromkeys(o.dossier.title for o, _ in late))),
            Place.FOLLOW_UP,
            2,
        )
    for one in facts.follow_up.dossiers:
        review = one.plan.next_review_on
        if review is not None and review < today:
            yield Missing(
                message("{title}: review overdue", title=one.dossier.title),
                message("It was planned on {day}", day=review),
                Place.FOLLOW_UP,
                3,
                one.dossier.id,
            )
