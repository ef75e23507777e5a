"""Majority judgement (Balinski & Laraki), on counts, exactly (DOMAIN 3.2).

Two lists of grades of different lengths are compared as if each were repeated up to their least
common multiple; nothing is expanded: between two boundaries of the counts both are constant.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cmp_to_key
from itertools import accumulate, groupby, pairwise
from math import lcm
from typing import TypeVar

Name = TypeVar("Name", bound=Hashable)


@dataclass(frozen=True, slots=True)
class MajorityGrade:
    """The lower median level, and the shares of marks strictly above and below it."""

    level: int
    share_above: Fraction
    share_below: Fraction

    @property
    def sign(self) -> str:
        """« + » when more marks lie above than below, else « - » (the gauge)."""
        return "+" if self.share_above > self.share_below else "-"


def majority_grade(counts: Sequence[int]) -> MajorityGrade | None:
    """Return the majority grade of a tally's counts; None when nobody judged."""
    n = sum(counts)
    if not n:
        return None
    level = bisect_right(list(accumulate(counts)), (n - 1) // 2)
    above, below = sum(counts[level + 1 :]), sum(counts[:level])
    return MajorityGrade(level, Fraction(above, n), Fraction(below, n))


def majority_value(counts: Sequence[int]) -> list[int]:
    """Return the majority value: the grades in the order in which the median takes them away."""
    left = list(counts)
    value = []
    for remaining in range(sum(counts), 0, -1):
        level = bisect_right(list(accumulate(left)), (remaining - 1) // 2)
        left[level] -= 1
        value.append(level)
    return value


def compare(one: Sequence[int], other: Sequence[int]) -> int:
    """Return 1 when ``one`` ranks above ``other``, -1 below, 0 for a true tie (ex æquo)."""
    size = lcm(sum(one), sum(other))
    ends = [[end * (size // sum(counts)) for end in accumulate(counts)] for counts in (one, other)]
    boundaries = sorted({0, *ends[0], *ends[1]})
    nearest, verdict = (size, 0), 0
    for start, stop in pairwise(boundaries):
        grades = [bisect_right(side, start) for side in ends]
        if grades[0] != grades[1]:
            when = _first_taken(start, stop, size)
            if when < nearest:
                nearest, verdict = when, (1 if grades[0] > grades[1] else -1)
    return verdict


def _first_taken(start: int, stop: int, size: int) -> tuple[int, int]:
    """Return when the median first takes a grade of the places ``start`` to ``stop - 1``.

    The places are taken from the centre outwards, the lower one of each pair first.
    """
    low = (size - 1) // 2
    if start <= low:
        return (0 if low < stop else low - (stop - 1), 0)
    return (start - low - (1 - size % 2), 1)


def majority_ranks(tallies: Mapping[Name, Sequence[int]]) -> dict[Name, int | None]:
    """Rank by majority value, 1 best, ties shared then skipped; None when nobody judged.

    The gauge is a right first key, so that the exact comparison only breaks its ties.
    """
    gauges = {name: gauge_key(counts) for name, counts in tallies.items() if sum(counts)}

    def against(one: Name, other: Name) -> int:
        return compare(tallies[other], tallies[one])

    exact = cmp_to_key(against)
    found: dict[Name, int | None] = dict.fromkeys(tallies)
    place = 1
    for _gauge, group in groupby(sorted(gauges, key=lambda n: gauges[n], reverse=True), gauges.get):
        for _tie, tied in groupby(sorted(group, key=exact), exact):
            names = list(tied)
            found.update(dict.fromkeys(names, place))
            place += len(names)
    return found


def gauge_key(counts: Sequence[int]) -> tuple[int, int, Fraction]:
    """Return the key of the gauge order: higher is better; needs at least one mark."""
    grade = majority_grade(counts)
    if grade is None:
        raise ValueError("nobody judged")
    if grade.sign == "+":
        return (grade.level, 1, grade.share_above)
    return (grade.level, 0, -grade.share_below)
