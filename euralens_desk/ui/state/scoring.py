"""One score sheet under the scorer's fingers: which row is active, what each key does.

A digit writes and moves on; the caller shows it at once and hands the mark to the file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from euralens_desk.domain.grid import Axis, CriteriaGrid
from euralens_desk.domain.mark import BLANK, NOT_APPLICABLE, Mark, MarkState, scored


@dataclass(frozen=True, slots=True)
class SheetState:
    """A sheet on screen. ``marks`` follow the grid; ``active`` is the row that is unfolded.

    A row decided not applicable for the whole committee takes no mark and is passed over.
    """

    grid: CriteriaGrid
    marks: tuple[Mark, ...]
    comments: Mapping[int, str]
    active: int = 0
    is_locked: bool = False

    @property
    def answered(self) -> int:
        """How many rows need nothing more."""
        return sum(mark.state is not MarkState.BLANK for mark in self.marks)

    @property
    def no_opinions(self) -> int:
        """How many rows say « ne se prononce pas »."""
        return sum(mark.state is MarkState.NO_OPINION for mark in self.marks)

    @property
    def is_complete(self) -> bool:
        """Whether no row is blank."""
        return self.answered == len(self.marks)

    def answered_in(self, positions: Sequence[int]) -> int:
        """Return how many rows of an axis need nothing more."""
        return sum(self.marks[p].state is not MarkState.BLANK for p in positions)

    def with_mark(self, position: int, mark: Mark) -> SheetState:
        """Return the sheet with one mark changed, the same row active."""
        marks = (*self.marks[:position], mark, *self.marks[position + 1 :])
        return replace(self, marks=marks)

    def with_comment(self, position: int, text: str) -> SheetState:
        """Return the sheet with one comment changed; empty text removes it."""
        comments = {**self.comments, position: text}
        return replace(self, comments={p: said for p, said in comments.items() if said})

    def at(self, position: int) -> SheetState:
        """Return the sheet with another row active, kept within the grid."""
        return replace(self, active=max(0, min(position, len(self.marks) - 1)))

    def may_mark(self, position: int) -> bool:
        """Whether the row takes a mark: not locked, and applicable."""
        return not self.is_locked and self.marks[position] != NOT_APPLICABLE

    def after_marking(self) -> SheetState:
        """Return the sheet with the next row that takes a mark active; the last one stays."""
        following = (p for p in range(self.active + 1, len(self.marks)) if self.may_mark(p))
        return self.at(next(following, self.active))

    def entered(self) -> SheetState:
        """Return the sheet as it is entered: on the first row without an answer."""
        blanks = (p for p, mark in enumerate(self.marks) if mark == BLANK)
        return self.at(next(blanks, 0))


def mark_of_key(grid: CriteriaGrid, text: str) -> Mark | None:
    """Return the mark a typed character stands for: the code of a level; None for another key."""
    level = grid.scale.index(text) if text.strip() else None
    return None if level is None else scored(level)


AZERTY_DIGITS = dict(zip("&é\"'(-è_çà", "1234567890", strict=True))
"""What the top row of a French keyboard types without Shift, and the digit painted on the key."""


def character_of_key(text: str) -> str:
    """Return the character meant by a key: the top row of an AZERTY keyboard gives its digits."""
    return AZERTY_DIGITS.get(text, text)


def axis_rows(grid: CriteriaGrid) -> tuple[tuple[Axis, range], ...]:
    """Return each axis with the positions of its rows."""
    return tuple(grid.positions_by_axis())
