"""Criteria grids: axes, sub-criteria and the scale they are scored on.

A grid is data of the campaign, read from a file and edited before scoring opens; nothing of it
is a constant in code (DOMAIN 1.4: 13 sub-criteria today, 7 in 2012, 3 for the lycéens).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from euralens_desk.domain.messages import Failure, message


@dataclass(frozen=True, slots=True)
class Level:
    """One step of a scale: « 3 Bon ». ``value`` is what a weighted mean counts."""

    code: str
    label: str
    value: Fraction
    description: str = ""


@dataclass(frozen=True, slots=True)
class Scale:
    """The ordered levels, worst first; a level is known by its index from there on."""

    levels: tuple[Level, ...]

    def __post_init__(self) -> None:
        codes = {level.code.casefold() for level in self.levels}
        if len(self.levels) < 2 or len(codes) < len(self.levels):
            raise Failure(message("A scale needs at least two levels, each with its own code."))
        if any(low >= high for low, high in pairwise(self.values)):
            raise Failure(message("The levels go from the worst to the best: their values grow."))

    def index(self, code: str) -> int | None:
        """Return the index of the level written ``code``, or None when it is off the scale."""
        wanted = code.strip().casefold()
        for position, level in enumerate(self.levels):
            if level.code.casefold() == wanted:
                return position
        return None

    @property
    def values(self) -> tuple[Fraction, ...]:
        """The numeric value of each level, worst first."""
        return tuple(level.value for level in self.levels)


@dataclass(frozen=True, slots=True)
class SubCriterion:
    """One sub-criterion: short label for rows, official wording for the scorer to read."""

    code: str
    number: str
    label: str
    wording: str = ""
    weight: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis of the grid with its sub-criteria, in the order they are scored."""

    code: str
    number: str
    label: str
    criteria: tuple[SubCriterion, ...]
    wording: str = ""
    weight: Fraction = Fraction(1)


def _refuse_doubles(codes: Iterable[str]) -> None:
    """Refuse a code that stands twice, whatever its capitals: files tell them apart by it."""
    seen: set[str] = set()
    for code in codes:
        if code.casefold() in seen:
            raise Failure(message("The code {code} stands twice in the grid.", code=code))
        seen.add(code.casefold())


@dataclass(frozen=True, slots=True)
class CriteriaGrid:
    """A whole grid. Sub-criteria are counted from 0 across the axes: that position keys scores."""

    code: str
    title: str
    scale: Scale
    axes: tuple[Axis, ...]
    introduction: str = ""
    evaluators: str = ""
    """Who scores on it, as the grids file says: « Comité lycéen »."""

    def __post_init__(self) -> None:
        if not self.axes or not all(axis.criteria for axis in self.axes):
            raise Failure(message("A grid needs at least one axis, and each axis a criterion."))
        _refuse_doubles(axis.code for axis in self.axes)
        _refuse_doubles(criterion.code for criterion in self.criteria)
        weights = [(item.label, item.weight) for item in self.axes]
        weights += [(item.label, item.weight) for item in self.criteria]
        for label, weight in weights:
            if weight <= 0:
                told = message("The weight of « {label} » must be above zero.", label=label)
                raise Failure(told)

    @property
    def criteria(self) -> tuple[SubCriterion, ...]:
        """All sub-criteria in scoring order."""
        return tuple(criterion for axis in self.axes for criterion in axis.criteria)

    def position(self, code: str) -> int | None:
        """Return the position of the sub-criterion ``code`` (its code or its number)."""
        wanted = code.strip().casefold()
        for position, criterion in enumerate(self.criteria):
            if wanted in (criterion.code.casefold(), criterion.number.casefold()):
                return position
        return None

    def positions_by_axis(self) -> Iterator[tuple[Axis, range]]:
        """Yield each axis with the positions of its sub-criteria."""
        start = 0
        for axis in self.axes:
            yield axis, range(start, start + len(axis.criteria))
            start += len(axis.criteria)
