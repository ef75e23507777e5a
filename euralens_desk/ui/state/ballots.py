"""A paper ballot being typed: one character a question, then Entrée (UX, screen 7b)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from euralens_desk.domain.grid import CriteriaGrid
from euralens_desk.domain.mark import BLANK, NO_OPINION, Mark
from euralens_desk.ui.state.scoring import character_of_key, mark_of_key


@dataclass(frozen=True, slots=True)
class BallotState:
    """What was typed so far; ``corrects`` is the id of the ballot being corrected, if any.

    A full ballot waits for Entrée: a last digit is easy to slip.
    """

    grid: CriteriaGrid
    marks: tuple[Mark, ...] = ()
    corrects: int | None = None

    @property
    def width(self) -> int:
        """How many questions a ballot has."""
        return len(self.grid.criteria)

    @property
    def is_full(self) -> bool:
        """Whether every question was typed, so that Entrée records the ballot."""
        return len(self.marks) == self.width

    def typed(self, text: str) -> BallotState:
        """Return the ballot after one more character; an unknown one changes nothing.

        « . » is blank or illegible, « ? » or « n » is « je ne sais pas ».
        """
        mark = _mark(self.grid, character_of_key(text))
        if mark is None or self.is_full:
            return self
        return replace(self, marks=(*self.marks, mark))

    def erased(self) -> BallotState:
        """Return the ballot without its last answer."""
        return replace(self, marks=self.marks[:-1])

    def cleared(self) -> BallotState:
        """Return an empty ballot, no longer a correction."""
        return BallotState(self.grid)


def _mark(grid: CriteriaGrid, text: str) -> Mark | None:
    found = mark_of_key(grid, text)
    if found is not None:
        return found
    if text in (".", ",", ";"):
        return BLANK
    return NO_OPINION if text in ("?", "n", "N") else None
