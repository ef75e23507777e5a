"""Exact figures of one tally: mean, quartiles, variance (DOMAIN 3.3, 3.4).

Everything is derived from counts, with integers and fractions; rounding belongs to whoever shows.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from fractions import Fraction
from itertools import accumulate
from math import lcm, sqrt


def in_integers(values: Sequence[Fraction]) -> tuple[tuple[int, ...], int]:
    """Return the values times their least common denominator, and that denominator.

    Sums of integers are exact and twenty times faster than sums of fractions.
    """
    unit = lcm(*(value.denominator for value in values))
    return tuple(value.numerator * (unit // value.denominator) for value in values), unit


def mean(counts: Sequence[int], values: Sequence[Fraction]) -> Fraction | None:
    """Return the mean of the scored marks; None when there is none."""
    n = sum(counts)
    if not n:
        return None
    whole, unit = in_integers(values)
    return Fraction(sum(map(int.__mul__, counts, whole)), n * unit)


def variance(counts: Sequence[int], values: Sequence[Fraction]) -> Fraction | None:
    """Return the variance of the population (divided by n); None without marks."""
    centre = mean(counts, values)
    if centre is None:
        return None
    squares = (c * (v - centre) ** 2 for c, v in zip(counts, values, strict=True))
    return sum(squares, Fraction(0)) / sum(counts)


def quantile(counts: Sequence[int], values: Sequence[Fraction], share: Fraction) -> Fraction | None:
    """Return the quantile of type 7 (Excel's QUARTILE.INC): rank (n−1)·share, linear between."""
    n = sum(counts)
    if not n:
        return None
    below, rest = divmod((n - 1) * share, 1)
    ends = list(accumulate(counts))
    low = values[bisect_right(ends, below)]
    if not rest:
        return low
    high = values[bisect_right(ends, below + 1)]
    return low + rest * (high - low)


def median(counts: Sequence[int], values: Sequence[Fraction]) -> Fraction | None:
    """Return the median, half-way between the two middle marks when n is even."""
    return quantile(counts, values, Fraction(1, 2))


def interquartile_range(counts: Sequence[int], values: Sequence[Fraction]) -> Fraction | None:
    """Return the third quartile less the first."""
    first = quantile(counts, values, Fraction(1, 4))
    third = quantile(counts, values, Fraction(3, 4))
    return None if first is None or third is None else third - first


def spread(counts: Sequence[int], values: Sequence[Fraction]) -> Fraction | None:
    """Return the étendue: the highest mark given less the lowest."""
    given = [value for count, value in zip(counts, values, strict=True) if count]
    return max(given) - min(given) if given else None


def mean_of(terms: Sequence[tuple[Fraction, Fraction | None]]) -> Fraction | None:
    """Return the weighted mean of (weight, value) terms; a missing value leaves its weight out."""
    known = [(weight, value) for weight, value in terms if value is not None]
    total = sum((weight for weight, _ in known), Fraction(0))
    if not total:
        return None
    return sum((weight * value for weight, value in known), Fraction(0)) / total


def standard_deviation(values: Sequence[Fraction]) -> float | None:
    """Return the standard deviation of a whole population; None without values."""
    if not values:
        return None
    centre = sum(values, Fraction(0)) / len(values)
    return sqrt(sum(((v - centre) ** 2 for v in values), Fraction(0)) / len(values))


def ranks(figures: Sequence[Fraction | None]) -> list[int | None]:
    """Return the rank of each figure, 1 best; equal figures share it, the next one skips.

    The nearest float is a right first key: fractions are compared only where floats are equal.
    """
    found: list[int | None] = [None] * len(figures)
    known = [(float(f), f, place) for place, f in enumerate(figures) if f is not None]
    rank, last = 0, None
    for position, (_near, figure, place) in enumerate(sorted(known, reverse=True), start=1):
        if figure != last:
            rank, last = position, figure
        found[place] = rank
    return found
