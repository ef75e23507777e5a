"""Committees, their members, and members who step back from a dossier."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from euralens_desk.domain.bodies import BodyRules


class CommitteeKind(Enum):
    """The bodies (DOMAIN 1.1): three give an opinion and their figures are never merged.

    The Grand forum approves the propositions of the experts, and the Pôle métropolitain decides.
    """

    TECHNICAL = "technical"
    STUDENT = "student"
    EXPERT = "expert"
    FORUM = "forum"
    METROPOLITAN = "metropolitan"


OPINION_KINDS = (CommitteeKind.TECHNICAL, CommitteeKind.STUDENT, CommitteeKind.EXPERT)
"""The kinds whose opinions are counted and shown side by side: one body of each."""


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
    rules: BodyRules = field(default_factory=BodyRules)

    @property
    def gives_opinion(self) -> bool:
        """Whether it looks at the dossiers before the acts; the others approve or decide."""
        return self.kind in OPINION_KINDS


@dataclass(frozen=True, slots=True)
class Member:
    """One person in one committee. Lycéens are never members: their ballots carry no name.

    An alternate may sit for the member ``alternate_of``, unless that one ``is_qualified``: a
    personnalité qualifiée is chosen for herself and can't be substituted (R. 133-3). A term has no
    bounds where ``term_from`` or ``term_to`` (both included) are None.
    """

    id: int
    uuid: str
    committee_id: int
    code: str
    name: str
    expertise: str = ""
    role: Role = Role.MEMBER
    is_voting: bool = True
    college: str = ""
    alternate_of: int | None = None
    is_qualified: bool = False
    term_from: date | None = None
    term_to: date | None = None

    def is_in_term(self, day: date) -> bool:
        """Whether the term of the member covers a day."""
        starts, ends = self.term_from or day, self.term_to or day
        return starts <= day <= ends

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
