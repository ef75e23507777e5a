"""Opinions of a committee: the figures of each dossier, from tallies and the frozen rules.

Criteria first (over members), then axes (DOMAIN 3.3). Committees are never averaged together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction
from math import sqrt
from types import MappingProxyType

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


def dossier_opinion(
    grid: CriteriaGrid, tallies: Sequence[Tally], member_means: Sequence[Fraction] = ()
) -> DossierOpinion:
    """Return the opinion on one dossier from one tally a sub-criterion, in the grid's order.

    A sub-criterion nobody scored leaves its weight to the others of its axis.
    """
    values = grid.scale.values
    figures = [CriterionStatistics(tally, values) for tally in tallies]
    means = [figure.mean for figure in figures]
    axes: dict[str, Aggregate] = {}
    by_axis: list[tuple[Fraction, Fraction | None]] = []
    for axis, positions in grid.positions_by_axis():
        weighted = _weighted(grid, means, positions)
        axes[axis.code] = Aggregate(
            pool((tallies[p] for p in positions), len(values)), values, weighted
        )
        by_axis.append((axis.weight, weighted))
    overall = Aggregate(
        pool(tallies, len(values)),
        values,
        mean_of_criteria=_weighted(grid, means, range(len(means))),
        mean_of_axes=statistics.mean_of(by_axis),
        mean_of_members=statistics.mean_of([(Fraction(1), mean) for mean in member_means]),
        std_between_members=statistics.standard_deviation(member_means),
    )
    codes = [criterion.code for criterion in grid.criteria]
    return DossierOpinion(dict(zip(codes, figures, strict=True)), axes, overall)


def _weighted(
    grid: CriteriaGrid, means: Sequence[Fraction | None], positions: range
) -> Fraction | None:
    criteria = grid.criteria
    return statistics.mean_of([(criteria[p].weight, means[p]) for p in positions])


def committee_figures(
    grid: CriteriaGrid,
    weighting: Weighting,
    tallies: Mapping[int, Sequence[Tally]],
    member_means: Mapping[int, Sequence[Fraction]] = MappingProxyType({}),
) -> CommitteeOpinions:
    """Return the opinions on every dossier, with their ranks by each method."""
    dossiers = {
        dossier: dossier_opinion(grid, row, member_means.get(dossier, ()))
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
