"""Score sheets of members and paper ballots of lycéens.

A sub-criterion is known here by its position in the committee's grid (see ``grid``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from euralens_desk.domain.mark import Mark, MarkState

WHOLE_DOSSIER = -1
"""Position of a comment that bears on the dossier rather than on one sub-criterion."""


@dataclass(frozen=True, slots=True)
class ScoreSheet:
    """One member × one dossier. A sheet without scores is blank, which is not zero."""

    id: int
    committee_id: int
    dossier_id: int
    member_id: int


@dataclass(frozen=True, slots=True)
class Score:
    """One answer of a sheet. A blank answer is the absence of a record."""

    sheet_id: int
    criterion: int
    state: MarkState
    level: int | None = None

    @property
    def mark(self) -> Mark:
        """The answer as the tallies count it."""
        return Mark(self.state, self.level)


@dataclass(frozen=True, slots=True)
class Revision:
    """A score its author changed once the scores were revealed: both values stay.

    ``before`` and ``after`` are told by state and level; a blank answer is a state here. ``at`` is
    the hour on the wall, None when nobody noted it. Several follow each other by ``id``.
    """

    id: int
    sheet_id: int
    criterion: int
    before_state: MarkState
    after_state: MarkState
    before_level: int | None = None
    after_level: int | None = None
    at: datetime | None = None

    @property
    def before(self) -> Mark:
        """The answer that was revealed, or the one of the revision before."""
        return Mark(self.before_state, self.before_level)

    @property
    def after(self) -> Mark:
        """The answer that took its place."""
        return Mark(self.after_state, self.after_level)


@dataclass(frozen=True, slots=True)
class RevisedScore:
    """A revision with the member and the dossier it is about."""

    member_id: int
    dossier_id: int
    revision: Revision


@dataclass(frozen=True, slots=True)
class Comment:
    """What a member wrote on one sub-criterion, or on the dossier (``WHOLE_DOSSIER``)."""

    sheet_id: int
    criterion: int
    text: str


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """Sans objet: a sub-criterion that does not apply to a dossier, for the whole committee."""

    committee_id: int
    dossier_id: int
    criterion: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Ballot:
    """One anonymous paper ballot: one mark a sub-criterion, no name, no time (TRUST 3d).

    ``batch`` and ``number`` let a second person re-read the pile; closing the dossier's box
    clears them and shuffles the ballots.
    """

    id: int
    committee_id: int
    dossier_id: int
    marks: tuple[Mark, ...]
    batch: str = ""
    number: int | None = None


@dataclass(frozen=True, slots=True)
class BallotBox:
    """The box of one dossier: ballots counted at its opening, and the day it was closed."""

    committee_id: int
    dossier_id: int
    counted: int | None = None
    closed_on: date | None = None
