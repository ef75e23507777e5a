"""Meetings, attendance, votes and the three acts that make a decision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import Enum

from euralens_desk.domain.bodies import VoteForm
from euralens_desk.domain.quorum import VoteResult, vote_result


class Outcome(Enum):
    """What can be proposed, approved and decided (DOMAIN 1.3)."""

    LABEL = "label"
    NOMINATED = "nominated"
    DEFERRED = "deferred"


class ActKind(Enum):
    """The three recorded acts; each may differ from the one before, with its reasons."""

    PROPOSAL = "proposal"
    APPROVAL = "approval"
    DECISION = "decision"


class Presence(Enum):
    """How a member attends a meeting."""

    PRESENT = "present"
    REMOTE = "remote"
    PROXY = "proxy"
    EXCUSED = "excused"
    ABSENT = "absent"


def leading(votes: Mapping[Outcome, int]) -> tuple[Outcome, ...]:
    """Return the outcomes that have the most votes; none when no vote was cast."""
    largest = max(votes.values())
    return tuple(o for o, count in votes.items() if count == largest) if largest else ()


@dataclass(frozen=True, slots=True)
class Meeting:
    """A committee's meeting (séance), known by its code on the command line.

    ``starts_at`` and ``ends_at`` are planned, or typed afterwards; what really happened is told by
    the events of the meeting (``MeetingEvent``). ``second_of`` is the meeting that lacked its
    quorum, whose agenda this one takes up without needing any.
    """

    id: int
    committee_id: int
    code: str
    held_on: date
    starts_at: time | None = None
    ends_at: time | None = None
    place: str = ""
    chair: str = ""
    meeting_secretary: str = ""
    convened_on: date | None = None
    second_of: int | None = None


class EventKind(Enum):
    """What may happen at a meeting; ``room`` says what each one does."""

    OPENED = "opened"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    CLOSED = "closed"
    ITEM_STARTED = "item_started"
    ITEM_ENDED = "item_ended"
    REVEALED = "revealed"
    ARRIVED = "arrived"
    CONNECTED = "connected"
    LEFT = "left"
    EXCUSED = "excused"
    ABSENT = "absent"
    PROXY_GIVEN = "proxy_given"
    PROXY_ENDED = "proxy_ended"
    SEATED = "seated"
    UNSEATED = "unseated"
    WITHDREW = "withdrew"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class MeetingEvent:
    """One thing that happened at a meeting.

    Events follow each other by ``sequence``, never by the clock, which may be wrong or jump. ``at``
    is None when nobody noted the hour (before the opening, or afterwards). ``member_id`` is who
    arrives, leaves, gives a mandate, sits (the alternate) or withdraws; ``other_id`` who holds the
    mandate, or for whom the alternate sits; ``item_id`` the item that starts, ends, is revealed, or
    that a recused member withdraws for.
    """

    id: int
    meeting_id: int
    sequence: int
    kind: EventKind
    at: datetime | None = None
    member_id: int | None = None
    other_id: int | None = None
    item_id: int | None = None


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One item of the agenda of a meeting, what was said of it, and the votes cast.

    An item is a dossier, or has a ``title`` of its own (opening, other business). Votes are voices
    for each outcome; blank and null votes are those of a secret ballot; ``casting_vote`` is the
    outcome the chair gave on a tie. ``miscount_reason`` says why the votes are not as many as the
    voices; ``drafted_reasons`` and ``drafted_reservations`` are those of a proposition that is not
    whole yet. ``form`` is that of the votes recorded, ``chosen_form`` the one chosen for the vote,
    before the first voice already; None as long as the vote is held as the body usually does.
    """

    id: int
    meeting_id: int
    position: int
    dossier_id: int | None = None
    title: str = ""
    planned_minutes: int = 0
    discussion: str = ""
    label_votes: int | None = None
    nominated_votes: int | None = None
    deferred_votes: int | None = None
    abstentions: int | None = None
    blank_votes: int | None = None
    null_votes: int | None = None
    form: VoteForm = VoteForm.HANDS
    casting_vote: Outcome | None = None
    miscount_reason: str = ""
    drafted_reasons: str = ""
    drafted_reservations: str = ""
    chosen_form: VoteForm | None = None

    @property
    def votes(self) -> dict[Outcome, int]:
        """Votes cast for each outcome; 0 where none was recorded."""
        return {
            Outcome.LABEL: self.label_votes or 0,
            Outcome.NOMINATED: self.nominated_votes or 0,
            Outcome.DEFERRED: self.deferred_votes or 0,
        }

    @property
    def total_votes(self) -> int:
        """All voices heard: votes cast, abstentions, blank and null votes."""
        silent = (self.abstentions, self.blank_votes, self.null_votes)
        return sum(self.votes.values()) + sum(count or 0 for count in silent)

    @property
    def is_secret(self) -> bool:
        """Whether the vote was a secret ballot."""
        return self.form is VoteForm.SECRET

    @property
    def is_voted(self) -> bool:
        """Whether any count was recorded."""
        counts = (
            self.label_votes,
            self.nominated_votes,
            self.deferred_votes,
            self.abstentions,
            self.blank_votes,
            self.null_votes,
        )
        return any(count is not None for count in counts)


@dataclass(frozen=True, slots=True)
class DebateNote:
    """A note of the debate on an item, with its hour when it was noted live."""

    id: int
    item_id: int
    text: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Voice:
    """The voice of a member in a vote by roll call; ``outcome`` None abstains.

    ``member_id`` is the member whose voice it is, even when another one casts it.
    """

    item_id: int
    member_id: int
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True)
class Dissent:
    """The disagreement a member asked to have recorded on an item (R. 133-13)."""

    item_id: int
    member_id: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class ActVote:
    """The vote of the body that approved or decided, as data.

    ``is_unanimous`` may stand without any count. ``is_list``: one vote on all the dossiers of a
    list. ``chair_in_favour`` is what the chair gave on a tie.
    """

    form: VoteForm = VoteForm.HANDS
    in_favour: int = 0
    against: int = 0
    abstentions: int = 0
    is_unanimous: bool = False
    is_list: bool = False
    chair_in_favour: bool | None = None

    @property
    def is_counted(self) -> bool:
        """Whether any voice was counted."""
        return any((self.in_favour, self.against, self.abstentions))

    @property
    def calls_for_chair(self) -> bool:
        """Whether the casting vote may settle it: a tie, and not a secret ballot."""
        is_tie = self.in_favour == self.against and self.in_favour > 0
        return is_tie and self.form is not VoteForm.SECRET

    @property
    def result(self) -> VoteResult:
        """What the vote says of the text submitted to it."""
        if self.is_unanimous and not self.is_counted:
            return VoteResult.ADOPTED
        return vote_result(
            in_favour=self.in_favour,
            against=self.against,
            chair_in_favour=self.chair_in_favour,
            is_secret=self.form is VoteForm.SECRET,
        )


@dataclass(frozen=True, slots=True)
class Act:
    """A proposal, an approval or a decision on one dossier, dated and with its reasons.

    ``voted`` is the vote of the body that acted (the votes on a proposition are counted on the
    agenda), ``vote`` what is added to it in words; ``reference`` is the number of the deliberation.
    An act that leaves a dossier waiting recalls what was proposed and why (``recalled_outcome``,
    ``recalled_reasons``), copied then and edited since. ``item_id`` is the item of the agenda at
    which a proposition was voted, None for the two other acts or without a meeting.
    """

    dossier_id: int
    kind: ActKind
    outcome: Outcome
    dated: date
    reasons: str
    reservations: str = ""
    reference: str = ""
    vote: str = ""
    voted: ActVote | None = None
    recalled_outcome: Outcome | None = None
    recalled_reasons: str = ""
    item_id: int | None = None

    @property
    def without_item(self) -> Act:
        """The same act, voted at no meeting of the file."""
        return replace(self, item_id=None)


@dataclass(frozen=True, slots=True)
class PastProposal:
    """What was proposed on a dossier at one meeting, before a later one voted another proposition.

    The page and the minutes of that meeting go on saying it.
    """

    item_id: int
    dossier_id: int
    outcome: Outcome
    dated: date
    reasons: str
    reservations: str = ""

    @property
    def as_act(self) -> Act:
        """The proposition as it was when it stood."""
        return Act(
            self.dossier_id,
            ActKind.PROPOSAL,
            self.outcome,
            self.dated,
            self.reasons,
            self.reservations,
            item_id=self.item_id,
        )


class Stance(Enum):
    """The opinion of the technical committee on a dossier."""

    FAVOURABLE = "favourable"
    RESERVED = "reserved"
    UNFAVOURABLE = "unfavourable"


@dataclass(frozen=True, slots=True)
class TechnicalOpinion:
    """What the technical committee said of a dossier before the experts scored it."""

    committee_id: int
    dossier_id: int
    stance: Stance
    given_on: date
    text: str = ""
