"""The tally: how many sheets chose each level, and how many gave each of the other answers.

For one dossier, one criterion and one committee it is all the figures need (DESIGN 5): every
statistic is derived from it exactly, and a changed mark only moves two counters.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from euralens_desk.domain.mark import Mark, MarkState


@dataclass(frozen=True, slots=True)
class Tally:
    """Counters of marks; ``counts`` follows the levels of the scale, worst first."""

    counts: tuple[int, ...]
    no_opinion: int = 0
    not_applicable: int = 0
    blank: int = 0
    recused: int = 0

    @classmethod
    def empty(cls, levels: int) -> Tally:
        """Return the tally of no mark at all on a scale of ``levels`` levels."""
        return cls((0,) * levels)

    @classmethod
    def of(cls, marks: Iterable[Mark], levels: int) -> Tally:
        """Count marks given on a scale of ``levels`` levels."""
        counts = [0] * levels
        others = dict.fromkeys(MarkState, 0)
        for mark in marks:
            if mark.level is None:
                others[mark.state] += 1
            else:
                counts[mark.level] += 1
        return cls(
            tuple(counts),
            others[MarkState.NO_OPINION],
            others[MarkState.NOT_APPLICABLE],
            others[MarkState.BLANK],
            others[MarkState.RECUSED],
        )

    @property
    def n(self) -> int:
        """Return how many marks are levels of the scale: the opinions that enter the figures."""
        return sum(self.counts)

    @property
    def expected(self) -> int:
        """Return how many marks the committee could give, whatever was answered."""
        return sum(self.counts, self.no_opinion + self.not_applicable + self.blank + self.recused)

    @property
    def eligible(self) -> int:
        """Return the expected marks less the recusals: those who may give an opinion."""
        return self.expected - self.recused

    def __add__(self, other: Tally) -> Tally:
        """Pool two tallies of the same scale (several criteria, or several groups of sheets)."""
        return Tally(
            tuple(map(int.__add__, self.counts, _same_scale(self, other))),
            self.no_opinion + other.no_opinion,
            self.not_applicable + other.not_applicable,
            self.blank + other.blank,
            self.recused + other.recused,
        )

    def plus(self, mark: Mark) -> Tally:
        """Return the tally with one more mark."""
        return self._moved(mark, 1)

    def minus(self, mark: Mark) -> Tally:
        """Return the tally with one such mark fewer; ValueError when it holds none."""
        return self._moved(mark, -1)

    def _moved(self, mark: Mark, step: int) -> Tally:
        counts = self.counts
        others = [self.no_opinion, self.not_applicable, self.blank, self.recused]
        if mark.level is None:
            place = _PLACES[mark.state]
            others[place] += step
            after = others[place]
        else:
            after = counts[mark.level] + step
            counts = (*counts[: mark.level], after, *counts[mark.level + 1 :])
        if after < 0:
            raise ValueError(f"no such mark in the tally: {mark}")
        return Tally(counts, *others)


_PLACES = {
    MarkState.NO_OPINION: 0,
    MarkState.NOT_APPLICABLE: 1,
    MarkState.BLANK: 2,
    MarkState.RECUSED: 3,
}


def _same_scale(one: Tally, other: Tally) -> tuple[int, ...]:
    if len(one.counts) != len(other.counts):
        raise ValueError("tallies of two different scales cannot be pooled")
    return other.counts


def pool(tallies: Iterable[Tally], levels: int) -> Tally:
    """Pool any number of tallies of one scale; of none: the empty tally."""
    rows = list(tallies)
    if not rows:
        return Tally.empty(levels)
    return Tally(
        tuple(map(sum, zip(*(row.counts for row in rows), strict=True))),
        sum(row.no_opinion for row in rows),
        sum(row.not_applicable for row in rows),
        sum(row.blank for row in rows),
        sum(row.recused for row in rows),
    )


def insufficient(tally: Tally, share: Fraction) -> bool:
    """Tell whether the figure is to be replaced by « too few opinions » (DOMAIN 3.1).

    ``share`` of those who are not recused must have given a level: the campaign's minimum.
    """
    return tally.n == 0 or tally.n < share * tally.eligible
