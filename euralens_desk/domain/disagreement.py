"""Where members disagree: debate flags, Krippendorff's alpha, Kendall's W (DOMAIN 3.6)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from itertools import accumulate

from euralens_desk.domain.statistics import interquartile_range
from euralens_desk.domain.tally import Tally

Distance = Callable[[int, int, Sequence[int]], Fraction]


class DebateFlag(Enum):
    """Why a criterion is worth a debate; the word is shown, never a verdict on people."""

    OPPOSED = "opposed"
    SPLIT = "split"
    FEW_OPINIONS = "few_opinions"


@dataclass(frozen=True, slots=True)
class DebateThresholds:
    """When a flag is raised: data of the campaign, frozen when scoring opens, printed.

    ``spread`` counts steps of the scale (interquartile range); the others are shares of the
    marks, or of the eligible opinions for ``silent``.
    """

    spread: Fraction = Fraction(2)
    low_share: Fraction = Fraction(2, 5)
    high_share: Fraction = Fraction(2, 5)
    silent: Fraction = Fraction(3, 10)


def debate_flags(tally: Tally, thresholds: DebateThresholds) -> tuple[DebateFlag, ...]:
    """Return the flags of one criterion; « low » and « high » are the two ends of the scale.

    On five levels these are 0–1 and 3–4; in general the levels strictly below and above the
    middle of the scale.
    """
    flags: list[DebateFlag] = []
    steps = [Fraction(level) for level in range(len(tally.counts))]
    gap = interquartile_range(tally.counts, steps)
    if gap is not None and gap >= thresholds.spread:
        flags.append(DebateFlag.OPPOSED if _is_opposed(tally, thresholds) else DebateFlag.SPLIT)
    if tally.eligible and _silent_share(tally) >= thresholds.silent:
        flags.append(DebateFlag.FEW_OPINIONS)
    return tuple(flags)


def _is_opposed(tally: Tally, thresholds: DebateThresholds) -> bool:
    half = len(tally.counts) // 2
    low = Fraction(sum(tally.counts[:half]), tally.n)
    high = Fraction(sum(tally.counts[-half:]), tally.n)
    return low >= thresholds.low_share and high >= thresholds.high_share


def _silent_share(tally: Tally) -> Fraction:
    return Fraction(tally.no_opinion + tally.blank, tally.eligible)


def nominal(one: int, other: int, _: Sequence[int]) -> Fraction:
    """Count any difference as one."""
    return Fraction(one != other)


def interval(one: int, other: int, _: Sequence[int]) -> Fraction:
    """Count the squared distance of the levels."""
    return Fraction((one - other) ** 2)


def ordinal(one: int, other: int, totals: Sequence[int]) -> Fraction:
    """Count the squared number of marks that lie between the two levels."""
    low, high = min(one, other), max(one, other)
    between = sum(totals[low : high + 1]) - Fraction(totals[low] + totals[high], 2)
    return between**2


def krippendorff_alpha(
    units: Iterable[Sequence[int]], distance: Distance = ordinal
) -> Fraction | None:
    """Return alpha from the counts per level of each unit (dossier × criterion).

    Units with fewer than two marks are left out. None when it is not computable: nothing to
    compare, or all marks equal.
    """
    kept = [counts for counts in units if sum(counts) > 1]
    totals: list[int] = [sum(column) for column in zip(*kept, strict=True)]
    n = sum(totals)
    expected = _pairs(totals, totals, distance)
    if not expected:
        return None
    terms = (_pairs(unit, totals, distance) / (sum(unit) - 1) for unit in kept)
    observed = sum(terms, Fraction(0))
    return Fraction(1) - observed * (n - 1) / expected


def _pairs(counts: Sequence[int], totals: Sequence[int], distance: Distance) -> Fraction:
    levels = [level for level, count in enumerate(counts) if count]
    terms = (counts[a] * counts[b] * distance(a, b, totals) for a in levels for b in levels)
    return sum(terms, Fraction(0))


def kendall_w(rows: Sequence[Sequence[Fraction | int]]) -> Fraction | None:
    """Return how alike members order the dossiers: one complete row of figures a member.

    Ties take their average rank and are corrected for. None when every row is constant.
    """
    members, dossiers = len(rows), len(rows[0]) if rows else 0
    ranked = [_average_ranks(row) for row in rows]
    sums = [sum(column, Fraction(0)) for column in zip(*ranked, strict=True)]
    centre = Fraction(members * (dossiers + 1), 2)
    squares = sum(((total - centre) ** 2 for total in sums), Fraction(0))
    ties = sum(count**3 - count for row in rows for count in Counter(row).values())
    divisor = members * members * (dossiers**3 - dossiers) - members * ties
    return Fraction(12) * squares / divisor if divisor else None


def _average_ranks(row: Sequence[Fraction | int]) -> list[Fraction]:
    counts = Counter(row)
    values = sorted(counts)
    ends = dict(zip(values, accumulate(counts[value] for value in values), strict=True))
    return [ends[value] - Fraction(counts[value] - 1, 2) for value in row]
