"""Committees, their members, and members who step back from a dossier."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum


class CommitteeKind(Enum):
    """The three bodies that give an opinion (DOMAIN 1.1); their figures are never merged."""

    TECHNICAL = "technical"
    STUDENT = "student"
    EXPERT = "expert"


class Role(Enum):
    """What a member does in the committee."""

    MEMBER = "member"
    CHAIR = "chair"
    MEETING_SECRETARY = "meeting_secretary"
    ALTERNATE = "alternate"


@dataclass(frozen=True, slots=True)
class Committee:
    """A body of the campaign; ``code`` is what files and the command line call it."""

    id: int
    uuid: str
    code: str
    name: str
    kind: CommitteeKind


@dataclass(frozen=True, slots=True)
class Member:
    """One person in one committee. Lycéens are never members: their ballots carry no name."""

    id: int
    uuid: str
    committee_id: int
    code: str
    name: str
    expertise: str = ""
    role: Role = Role.MEMBER
    is_voting: bool = True

    @property
    def initials(self) -> str:
        """Two letters for small marks: « IK »."""
        words = [word for word in self.name.replace("-", " ").split() if word[0].isalpha()]
        return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words))


@dataclass(frozen=True, slots=True)
class Recusal:
    """A member's déport on one dossier: no sheet, no vote, named in the minutes."""

    member_id: int
    dossier_id: int
    declared_on: date
    reason: str = ""
