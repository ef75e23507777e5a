"""Score sheets of members and paper ballots of lycéens.

A sub-criterion is known here by its position in the committee's grid (see ``grid``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

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
