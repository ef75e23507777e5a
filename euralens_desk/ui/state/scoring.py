"""One score sheet under the scorer's fingers: which row is active, what each key does.

A digit writes and moves on; the caller shows it at once and hands the mark to the file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from euralens_desk.domain.grid import Axis, CriteriaGrid
from euralens_desk.domain.mark import BLANK, NOT_APPLICABLE, Mark, MarkState
from euralens_desk.domain.sheet import WHOLE_DOSSIER
from euralens_desk.usecases.scoring import FilledSheet, SheetProgress

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class SheetState:
    """A sheet on screen. ``marks`` follow the grid; ``active`` is the row that is unfolded.

    After the last sub-criterion comes one row for the comment on the whole dossier. A row decided
    not applicable for the whole committee takes no mark and is passed over; ``reasons`` says why.
    """

    grid: CriteriaGrid
    marks: tuple[Mark, ...]
    comments: Mapping[int, str]
    active: int = 0
    is_locked: bool = False
    reasons: Mapping[int, str] = field(default_factory=dict)

    @property
    def is_at_end(self) -> bool:
        """Whether the row of the whole dossier is active."""
        return self.active == len(self.marks)

    @property
    def comment_place(self) -> int:
        """What a comment written now bears on: a position, or ``WHOLE_DOSSIER``."""
        return WHOLE_DOSSIER if self.is_at_end else self.active

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
        """Return the sheet with another row active, kept within the rows there are."""
        return replace(self, active=max(0, min(position, len(self.marks))))

    def may_mark(self, position: int) -> bool:
        """Whether the row takes a mark: not locked, and applicable."""
        is_criterion = 0 <= position < len(self.marks)
        return is_criterion and not self.is_locked and self.marks[position] != NOT_APPLICABLE

    def after_marking(self) -> SheetState:
        """Return the sheet with the next row that takes a mark active; the last one stays."""
        following = (p for p in range(self.active + 1, len(self.marks)) if self.may_mark(p))
        return self.at(next(following, self.active))

    def after(self, earlier: SheetState) -> SheetState:
        """Return the sheet as it is read again: on the one row that changed, or where it was.

        So a person who takes back a score finds the row at once.
        """
        if self.grid != earlier.grid:
            return self.entered()
        changed = [p for p, mark in enumerate(self.marks) if mark != earlier.marks[p]]
        return self.at(changed[0] if len(changed) == 1 else earlier.active)

    def entered(self) -> SheetState:
        """Return the sheet as it is entered: on the first row without an answer."""
        blanks = (p for p, mark in enumerate(self.marks) if mark == BLANK)
        return self.at(next(blanks, 0))


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a member is over all dossiers that are open to him."""

    finished: int
    dossiers: int
    answered: int
    expected: int


def standing(sheets: Sequence[SheetProgress]) -> Standing:
    """Return how far a member is; dossiers he stepped back from count for nothing."""
    opened = [sheet for sheet in sheets if not sheet.is_recused]
    return Standing(
        sum(sheet.is_complete for sheet in opened),
        len(opened),
        sum(sheet.answered for sheet in opened),
        sum(sheet.expected for sheet in opened),
    )


def next_open(sheets: Sequence[SheetProgress], row: int, step: int) -> int | None:
    """Return the row of the next (1) or previous (-1) dossier that is open, or None."""
    row += step
    while 0 <= row < len(sheets):
        if not sheets[row].is_recused:
            return row
        row += step
    return None


def row_to_open(sheets: Sequence[SheetProgress], held: int | None) -> int | None:
    """Return the row to show: the dossier ``held``, or the first one left to score, or to read."""
    for row, sheet in enumerate(sheets):
        if sheet.dossier.id == held:
            return row
    opened = [row for row, sheet in enumerate(sheets) if not sheet.is_recused]
    unfinished = [row for row in opened if not sheets[row].is_complete]
    return next(iter((*unfinished, *opened)), None)


Cell = tuple[int, int, int]
"""A member, a dossier and a position of the grid (or ``WHOLE_DOSSIER``)."""


class Unconfirmed:
    """The answers shown that the disk has not confirmed yet: what is read meanwhile lacks them.

    A score is shown before it is written. Until then a sheet read again (after an undo, or on
    coming back to the dossier) is older than the screen, and these answers are laid over it.
    """

    def __init__(self) -> None:
        self._marks: dict[Cell, list[Mark]] = {}
        self._comments: dict[Cell, list[str]] = {}

    def add_mark(self, cell: Cell, mark: Mark) -> None:
        """Remember an answer handed to the file."""
        self._marks.setdefault(cell, []).append(mark)

    def add_comment(self, cell: Cell, text: str) -> None:
        """Remember a comment handed to the file."""
        self._comments.setdefault(cell, []).append(text)

    def settle_mark(self, cell: Cell) -> None:
        """The file answered for the oldest answer of this cell."""
        _drop_first(self._marks, cell)

    def settle_comment(self, cell: Cell) -> None:
        """The file answered for the oldest comment of this cell."""
        _drop_first(self._comments, cell)

    def over(self, member_id: int, sheet: FilledSheet) -> FilledSheet:
        """Return a sheet that was read, with the answers it does not have yet."""
        owner = (member_id, sheet.dossier.id)
        marks, comments = list(sheet.marks), dict(sheet.comments)
        for (*of, position), given in self._marks.items():
            if tuple(of) == owner and position < len(marks):
                marks[position] = given[-1]
        for (*of, position), texts in self._comments.items():
            if tuple(of) == owner:
                comments[position] = texts[-1]
        kept = {position: text for position, text in comments.items() if text}
        return replace(sheet, marks=tuple(marks), comments=kept)


def _drop_first(waiting: dict[Cell, list[Answer]], cell: Cell) -> None:
    left = waiting.get(cell, [])[1:]
    if left:
        waiting[cell] = left
    else:
        waiting.pop(cell, None)


def axis_rows(grid: CriteriaGrid) -> tuple[tuple[Axis, range], ...]:
    """Return each axis with the positions of its rows."""
    return tuple(grid.positions_by_axis())
