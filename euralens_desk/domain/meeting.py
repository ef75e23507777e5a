"""Meetings, attendance, votes and the three acts that make a decision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import Enum


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


@dataclass(frozen=True, slots=True)
class Meeting:
    """A committee's meeting (séance), known by its code on the command line."""

    id: int
    committee_id: int
    code: str
    held_on: date
    starts_at: time | None = None
    ends_at: time | None = None
    place: str = ""
    chair: str = ""
    meeting_secretary: str = ""


@dataclass(frozen=True, slots=True)
class Attendance:
    """One member at one meeting; ``proxy_to`` is the member who holds his mandate."""

    meeting_id: int
    member_id: int
    presence: Presence
    proxy_to: int | None = None


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """A dossier on the agenda of a meeting, what was said of it, and the votes cast.

    ``miscount_reason`` says why the votes are not as many as the voices; ``drafted_reasons`` and
    ``drafted_reservations`` are those of a proposition that is not whole yet.
    """

    meeting_id: int
    dossier_id: int
    position: int
    discussion: str = ""
    label_votes: int | None = None
    nominated_votes: int | None = None
    deferred_votes: int | None = None
    abstentions: int | None = None
    is_secret: bool = False
    miscount_reason: str = ""
    drafted_reasons: str = ""
    drafted_reservations: str = ""

    @property
    def votes(self) -> dict[Outcome, int]:
        """Votes cast for each outcome; 0 where none was recorded."""
        return {
            Outcome.LABEL: self.label_votes or 0,
            Outcome.NOMINATED: self.nominated_votes or 0,
            Outcome.DEFERRED: self.deferred_votes or 0,
        }

    @property
    def is_voted(self) -> bool:
        """Whether any count was recorded."""
        counts = (self.label_votes, self.nominated_votes, self.deferred_votes, self.abstentions)
        return any(count is not None for count in counts)


@dataclass(frozen=True, slots=True)
class Act:
    """A proposal, an approval or a decision on one dossier, dated and with its reasons.

    ``vote`` tells the form and the result of the vote of the body that acted, in words (the votes
    on a proposition are counted on the agenda); ``reference`` is the number of the deliberation.
    """

    dossier_id: int
    kind: ActKind
    outcome: Outcome
    dated: date
    reasons: str
    reservations: str = ""
    reference: str = ""
    vote: str = ""


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
