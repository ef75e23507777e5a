"""What the technical committee finds of the feasibility of a dossier (DOMAIN 1.1, 6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from euralens_desk.domain.grid import CriteriaGrid, SubCriterion
from euralens_desk.domain.text_cleaning import key

NAMES = ("faisabilite", "feasibility")
"""What the label of the axis of feasibility holds, as a key."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A short finding on one sub-criterion, known by its code; ``level`` is its score, if any."""

    committee_id: int
    dossier_id: int
    criterion: str
    text: str = ""
    level: int | None = None

    @property
    def is_blank(self) -> bool:
        """Whether it says nothing."""
        return not self.text and self.level is None


@dataclass(frozen=True, slots=True)
class MissingElement:
    """Something the technical committee lacked; ``received_on`` is the day it came."""

    id: int
    dossier_id: int
    text: str
    received_on: date | None = None


def feasibility_criteria(grid: CriteriaGrid, *, is_own: bool) -> tuple[SubCriterion, ...]:
    """Return the sub-criteria of the axis of feasibility, in the order of the grid.

    A grid of the technical committee's ``own`` that names no such axis is about nothing else; the
    grid of another committee that names none has nothing to say here.
    """
    found = [axis for axis in grid.axes if any(name in key(axis.label) for name in NAMES)]
    if not found and is_own:
        return grid.criteria
    return tuple(criterion for axis in found for criterion in axis.criteria)
