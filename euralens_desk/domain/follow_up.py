"""What comes after the decision: commitments, accompaniment, letters due (DOMAIN 1.3, 5.1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum


class Side(Enum):
    """Who commits: the leader of the project, or the Pôle métropolitain and its partners."""

    LEADER = "leader"
    POLE = "pole"


class CommitmentKind(Enum):
    """A commitment of the agreement with a labelled project, or a milestone of a nominated one."""

    COMMITMENT = "commitment"
    MILESTONE = "milestone"


@dataclass(frozen=True, slots=True)
class Commitment:
    """What one side will do for the other, until when; ``done_on`` is the day it was done."""

    id: int
    dossier_id: int
    kind: CommitmentKind
    side: Side
    what: str
    who: str = ""
    towards: str = ""
    due_on: date | None = None
    done_on: date | None = None

    def is_overdue(self, today: date) -> bool:
        """Whether it should be done by now."""
        return self.done_on is None and self.due_on is not None and self.due_on < today


@dataclass(frozen=True, slots=True)
class SupportPlan:
    """The accompaniment of a project: who follows it, when it is looked at again, who helps.

    ``expert`` is the one mobilised, on what ``purpose`` says.
    """

    dossier_id: int
    referent: str = ""
    next_review_on: date | None = None
    expert: str = ""
    purpose: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether it says nothing."""
        return self == SupportPlan(self.dossier_id)


class LetterKind(Enum):
    """The messages that are due: without them a campaign can't be closed (DOMAIN 5.3, 7)."""

    NOT_SHORTLISTED = "not_shortlisted"
    DEFERRED = "deferred"


@dataclass(frozen=True, slots=True)
class Letter:
    """A message to the leader of a project; its ``text`` is empty until a person edits it."""

    dossier_id: int
    kind: LetterKind
    text: str = ""
    sent_on: date | None = None

    @property
    def is_blank(self) -> bool:
        """Whether it says nothing."""
        return not self.text and self.sent_on is None
