"""What one sheet says about one criterion: a level of the scale, or one of four words.

The five states are never confused with a number (DESIGN 2 rule 2, DOMAIN 3.1): an empty cell is
never 0, and a member who expresses no opinion does not lower anybody's mean.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cache


class MarkState(Enum):
    """The five states of a mark; the value is the name kept in files."""

    SCORED = "scored"
    NO_OPINION = "no_opinion"
    NOT_APPLICABLE = "not_applicable"
    BLANK = "blank"
    RECUSED = "recused"

    __hash__ = object.__hash__
    """There is one object a state: hashing its identity is ten times faster than its name."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark: ``level`` is the index of the level, worst first, and is set only when scored.

    Raises ValueError when the state and the level do not go together.
    """

    state: MarkState
    level: int | None = None

    def __post_init__(self) -> None:
        if (self.state is MarkState.SCORED) != (self.level is not None):
            raise ValueError(f"a level goes with a scored mark only: {self.state}, {self.level}")
        if self.level is not None and self.level < 0:
            raise ValueError(f"levels are counted from 0: {self.level}")

    @property
    def is_missing(self) -> bool:
        """Tell whether the sheet still waits for this mark."""
        return self.state is MarkState.BLANK


@cache
def scored(level: int) -> Mark:
    """Return the mark of a level (index in the scale, worst first); one object per level."""
    return Mark(MarkState.SCORED, level)


NO_OPINION = Mark(MarkState.NO_OPINION)
NOT_APPLICABLE = Mark(MarkState.NOT_APPLICABLE)
BLANK = Mark(MarkState.BLANK)
RECUSED = Mark(MarkState.RECUSED)
