"""A paper ballot being typed: one character a question, then Entrée (UX, screen 7b)."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, replace
from string import ascii_lowercase

from euralens_desk.domain.grid import CriteriaGrid, Scale
from euralens_desk.domain.mark import BLANK, NO_OPINION, Mark, scored
from euralens_desk.domain.sheet import Ballot
from euralens_desk.ui.state.keys import character_of_key, keys_of

BLANK_KEYS = (".", ",", ";")
"""The point of every keyboard: the numeric pad and the French rows give the others."""
NO_OPINION_KEYS = ("?", "n")


@dataclass(frozen=True, slots=True)
class Draft:
    """What is in the boxes: answers, and the ballot they correct (``corrects``, ``number``).

    ``undone`` is the id of the ballot they were before an undo brought it back.
    """

    marks: tuple[Mark, ...] = ()
    corrects: int | None = None
    number: int | None = None
    undone: int | None = None


@dataclass(frozen=True, slots=True)
class BallotState:
    """The boxes of one dossier. A full ballot waits for Entrée: a last digit is easy to slip.

    What was being typed when another ballot came into the boxes waits ``aside``, the latest first.
    """

    grid: CriteriaGrid
    draft: Draft = Draft()
    aside: tuple[Draft, ...] = ()

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The answers typed so far."""
        return self.draft.marks

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
        meant = (text.casefold(), character_of_key(text))
        found = (_mark(self.grid.scale, character) for character in meant)
        mark = next((mark for mark in found if mark is not None), None)
        if mark is None or self.is_full:
            return self
        return self._holding((*self.marks, mark))

    def erased(self) -> BallotState:
        """Return the ballot without its last answer."""
        return self._holding(self.marks[:-1])

    def _holding(self, marks: tuple[Mark, ...]) -> BallotState:
        return replace(self, draft=replace(self.draft, marks=marks))

    def correcting(self, ballot: Ballot) -> BallotState:
        """Return the state with a ballot of the file in the boxes, to be typed again."""
        return self._brought(Draft(ballot.marks, corrects=ballot.id, number=ballot.number))

    def taking(self, ballot: Ballot) -> BallotState:
        """Return the state with a ballot that an undo took out of the file in the boxes."""
        return self._brought(Draft(ballot.marks, undone=ballot.id))

    def _brought(self, draft: Draft) -> BallotState:
        kept = self.draft.marks and self.draft.corrects is None
        return replace(self, draft=draft, aside=(self.draft, *self.aside) if kept else self.aside)

    def finished(self) -> BallotState:
        """Return what comes after the ballot in the boxes: what waited, or empty boxes."""
        if not self.aside:
            return BallotState(self.grid)
        return replace(self, draft=self.aside[0], aside=self.aside[1:])

    def without(self, ids: Container[int]) -> BallotState:
        """Return the state without the ballots that are in the file again (after a redo)."""
        state = replace(self, aside=tuple(d for d in self.aside if d.undone not in ids))
        return state.finished() if state.draft.undone in ids else state


def level_keys(scale: Scale) -> tuple[str, ...]:
    """Return the key of each level, as for a score sheet; a free letter where that has none."""
    keys = keys_of([level.code for level in scale.levels])
    taken = {*keys, *BLANK_KEYS, *NO_OPINION_KEYS}
    free = (letter for letter in ascii_lowercase if letter not in taken)
    return tuple(key or next(free, "") for key in keys)


def has_own_keys(scale: Scale) -> bool:
    """Whether each level is typed by its code, so that no table of keys is needed."""
    return all(len(level.code) == 1 for level in scale.levels)


def _mark(scale: Scale, text: str) -> Mark | None:
    keys = level_keys(scale)
    if text and text in keys:
        return scored(keys.index(text))
    if text in BLANK_KEYS:
        return BLANK
    return NO_OPINION if text in NO_OPINION_KEYS else None
