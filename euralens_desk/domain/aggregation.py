"""Opinions of a committee: the figures of each dossier, from tallies and the frozen rules.

Criteria first (over members), then axes (DOMAIN 3.3). Committees are never averaged together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction
from math import lcm, sqrt
from types import MappingProxyType
from typing import TypeAlias

from euralens_desk.domain import statistics
from euralens_desk.domain.grid import CriteriaGrid
from euralens_desk.domain.majority import MajorityGrade, majority_grade, majority_ranks
from euralens_desk.domain.tally import Tally, pool

QUARTER = Fraction(1, 4)


class Weighting(Enum):
    """How the overall figure is made: each criterion by its weight, or axis means by theirs."""

    BY_CRITERION = "by_criterion"
    BY_AXIS = "by_axis"


@dataclass(frozen=True, slots=True)
class CriterionStatistics:
    """The figures of one tally, computed when asked: a figure is a function, never a truth."""

    tally: Tally
    values: tuple[Fraction, ...]

    @property
    def mean(self) -> Fraction | None:
        """Mean of the scored marks, by the values of the levels."""
        return statistics.mean(self.tally.counts, self.values)

    @property
    def q1(self) -> Fraction | None:
        """First quartile, type 7."""
        return statistics.quantile(self.tally.counts, self.values, QUARTER)

    @property
    def median(self) -> Fraction | None:
        """Median of the numbers, half-way between two middle marks."""
        return statistics.median(self.tally.counts, self.values)

    @property
    def q3(self) -> Fraction | None:
        """Third quartile, type 7."""
        return statistics.quantile(self.tally.counts, self.values, 3 * QUARTER)

    @property
    def variance(self) -> Fraction | None:
        """Variance of the population."""
        return statistics.variance(self.tally.counts, self.values)

    @property
    def std(self) -> float | None:
        """Standard deviation of the population."""
        return None if self.variance is None else sqrt(self.variance)

    @property
    def majority(self) -> MajorityGrade | None:
        """Majority grade: the lower median, a level that was really given."""
        return majority_grade(self.tally.counts)


@dataclass(frozen=True, slots=True)
class Aggregate(CriterionStatistics):
    """The figures of pooled tallies (an axis, or the whole grid), and the weighted means.

    ``mean_of_axes`` and what concerns members stand for the whole grid only.
    """

    mean_of_criteria: Fraction | None = None
    mean_of_axes: Fraction | None = None
    mean_of_members: Fraction | None = None
    std_between_members: float | None = None


@dataclass(frozen=True, slots=True)
class DossierOpinion:
    """What a committee thinks of one dossier: by criterion, by axis, overall."""

    criteria: Mapping[str, CriterionStatistics]
    axes: Mapping[str, Aggregate]
    overall: Aggregate


@dataclass(frozen=True, slots=True)
class CommitteeOpinions:
    """The opinions of one committee on every dossier, keyed by dossier id.

    ``rankings`` holds a rank by dossier for each method: « rule » (the campaign's), « majority »,
    « pooled_mean », « mean_of_criteria », « mean_of_axes », « mean_of_members ». A dossier that
    nobody judged has no rank.
    """

    grid: CriteriaGrid
    weighting: Weighting
    dossiers: Mapping[int, DossierOpinion]
    rankings: Mapping[str, Mapping[int, int | None]] = field(
        default_factory=lambda: MappingProxyType({})
    )


@dataclass(frozen=True, slots=True)
class _Ruler:
    """A grid in integers: what the weighted means of every dossier are made from.

    ``values`` are the levels' times ``unit``; weights are only ever compared with each other, so
    the unit of theirs does not matter.
    """

    values: tuple[int, ...]
    unit: int
    codes: tuple[str, ...]
    weights: tuple[int, ...]
    axes: tuple[tuple[str, int, range], ...]

    @classmethod
    def of(cls, grid: CriteriaGrid) -> _Ruler:
        values, unit = statistics.in_integers(grid.scale.values)
        weights, _ = statistics.in_integers([criterion.weight for criterion in grid.criteria])
        axis_weights, _ = statistics.in_integers([axis.weight for axis in grid.axes])
        places = [(axis.code, positions) for axis, positions in grid.positions_by_axis()]
        axes = tuple(
            (code, weight, positions)
            for (code, positions), weight in zip(places, axis_weights, strict=True)
        )
        codes = tuple(criterion.code for criterion in grid.criteria)
        return cls(values, unit, codes, weights, axes)

    def mean(self, tally: Tally) -> _Ratio | None:
        """Return the mean of a tally's scored marks."""
        n = sum(tally.counts)
        return (sum(map(int.__mul__, tally.counts, self.values)), n * self.unit) if n else None


_Ratio: TypeAlias = tuple[int, int]
"""A numerator and a denominator, not reduced: what a Fraction is made of once, at the end."""


def dossier_opinion(
    grid: CriteriaGrid, tallies: Sequence[Tally], member_means: Sequence[Fraction] = ()
) -> DossierOpinion:
    """Return the opinion on one dossier from one tally a sub-criterion, in the grid's order.

    A sub-criterion nobody scored leaves its weight to the others of its axis.
    """
    return _opinion(grid, _Ruler.of(grid), tallies, member_means)


def _opinion(
    grid: CriteriaGrid, ruler: _Ruler, tallies: Sequence[Tally], member_means: Sequence[Fraction]
) -> DossierOpinion:
    values = grid.scale.values
    means = [ruler.mean(tally) for tally in tallies]
    axes: dict[str, Aggregate] = {}
    by_axis: list[_Ratio | None] = []
    for code, _weight, positions in ruler.axes:
        places = slice(positions.start, positions.stop)
        weighted = _weighted(ruler.weights[places], means[places])
        axes[code] = Aggregate(pool(tallies[places], len(values)), values, _fraction(weighted))
        by_axis.append(weighted)
    overall = Aggregate(
        pool((axis.tally for axis in axes.values()), len(values)),
        values,
        mean_of_criteria=_fraction(_weighted(ruler.weights, means)),
        mean_of_axes=_fraction(_weighted([weight for _, weight, _ in ruler.axes], by_axis)),
        mean_of_members=statistics.mean_of([(Fraction(1), mean) for mean in member_means]),
        std_between_members=statistics.standard_deviation(member_means),
    )
    figures = [CriterionStatistics(tally, values) for tally in tallies]
    return DossierOpinion(dict(zip(ruler.codes, figures, strict=True)), axes, overall)


def _weighted(weights: Sequence[int], means: Sequence[_Ratio | None]) -> _Ratio | None:
    """Return a weighted mean; a missing one leaves its weight out."""
    known = [mean for mean in means if mean is not None]
    if len(known) < len(means):
        weights = [w for w, mean in zip(weights, means, strict=True) if mean is not None]
    whole = sum(weights)
    if not whole:
        return None
    size = lcm(*[below for _, below in known])
    scaled = [above * (size // below) for above, below in known]
    return sum(map(int.__mul__, weights, scaled)), size * whole


def _fraction(ratio: _Ratio | None) -> Fraction | None:
    return None if ratio is None else Fraction(*ratio)


def committee_figures(
    grid: CriteriaGrid,
    weighting: Weighting,
    tallies: Mapping[int, Sequence[Tally]],
    member_means: Mapping[int, Sequence[Fraction]] = MappingProxyType({}),
) -> CommitteeOpinions:
    """Return the opinions on every dossier, with their ranks by each method."""
    ruler = _Ruler.of(grid)
    dossiers = {
        dossier: _opinion(grid, ruler, row, member_means.get(dossier, ()))
        for dossier, row in tallies.items()
    }
    return CommitteeOpinions(grid, weighting, dossiers, _rankings(weighting, dossiers))


def _rankings(
    weighting: Weighting, dossiers: Mapping[int, DossierOpinion]
) -> Mapping[str, Mapping[int, int | None]]:
    overall = {dossier: opinion.overall for dossier, opinion in dossiers.items()}
    figures: dict[str, list[Fraction | None]] = {
        "pooled_mean": [figure.mean for figure in overall.values()],
        "mean_of_criteria": [figure.mean_of_criteria for figure in overall.values()],
        "mean_of_axes": [figure.mean_of_axes for figure in overall.values()],
        "mean_of_members": [figure.mean_of_members for figure in overall.values()],
    }
    found: dict[str, Mapping[int, int | None]] = {
        method: dict(zip(overall, statistics.ranks(column), strict=True))
        for method, column in figures.items()
    }
    by_axis = weighting is Weighting.BY_AXIS
    found["rule"] = found["mean_of_axes" if by_axis else "mean_of_criteria"]
    found["majority"] = majority_ranks({d: figure.tally.counts for d, figure in overall.items()})
    return found
