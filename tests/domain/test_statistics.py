"""Means, quartiles and ranks: the vectors of DOMAIN 3.3 and 3.4."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction as F

import pytest
from hypothesis import given
from hypothesis import strategies as st

from euralens_desk.domain import statistics

VALUES = [F(i) for i in range(5)]


def counts(grades: list[int]) -> list[int]:
    found = Counter(grades)
    return [found[level] for level in range(5)]


@pytest.mark.parametrize(
    ("grades", "q1", "q3", "gap"),
    [
        ([1, 2, 2, 3, 4], F(2), F(3), F(1)),
        ([0, 1, 2, 3, 4, 4], F(5, 4), F(15, 4), F(5, 2)),
        ([0, 0, 4, 4], F(0), F(4), F(4)),
        ([3, 3, 3, 3], F(3), F(3), F(0)),
    ],
)
def test_quartiles_are_inclusive(grades: list[int], q1: F, q3: F, gap: F) -> None:
    tally = counts(grades)
    assert statistics.quantile(tally, VALUES, F(1, 4)) == q1
    assert statistics.quantile(tally, VALUES, F(3, 4)) == q3
    assert statistics.interquartile_range(tally, VALUES) == gap


@given(st.lists(st.integers(0, 4), min_size=1, max_size=30), st.fractions(0, 1))
def test_a_quantile_interpolates_the_sorted_marks(grades: list[int], share: F) -> None:
    ordered = sorted(grades)
    place = (len(ordered) - 1) * share
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    expected = ordered[low] + (place - low) * (ordered[high] - ordered[low])
    assert statistics.quantile(counts(grades), VALUES, share) == expected


def test_nothing_scored_has_no_figure() -> None:
    empty = counts([])
    assert statistics.mean(empty, VALUES) is None
    assert statistics.variance(empty, VALUES) is None
    assert statistics.median(empty, VALUES) is None
    assert statistics.interquartile_range(empty, VALUES) is None
    assert statistics.spread(empty, VALUES) is None
    assert statistics.standard_deviation([]) is None
    assert statistics.mean_of([(F(1), None)]) is None


def test_mean_variance_median_spread() -> None:
    tally = counts([0, 4, 4])
    assert statistics.mean(tally, VALUES) == F(8, 3)
    assert statistics.variance(tally, VALUES) == F(32, 9)
    assert statistics.median(counts([1, 2]), VALUES) == F(3, 2)
    assert statistics.spread(tally, VALUES) == 4
    assert statistics.standard_deviation([F(1), F(3)]) == 1.0


def test_one_evaluator_three_axes() -> None:
    first, second, third = F(17, 6), F(2), F(3)
    for weights, expected in (((1, 1, 1), F(47, 18)), ((50, 30, 20), F(157, 60))):
        terms = [(F(w), m) for w, m in zip(weights, (first, second, third), strict=True)]
        assert statistics.mean_of(terms) == expected


def test_equal_figures_share_a_rank() -> None:
    assert statistics.ranks([F(1), F(3), None, F(2), F(2)]) == [4, 1, None, 2, 2]


FRACTIONS = st.fractions(min_value=-3, max_value=3, max_denominator=9)


@given(st.lists(st.one_of(st.none(), FRACTIONS), max_size=12))
def test_a_rank_counts_those_above(figures: list[F | None]) -> None:
    expected = [
        None if figure is None else 1 + sum(f is not None and f > figure for f in figures)
        for figure in figures
    ]
    assert statistics.ranks(figures) == expected


def test_ranks_are_exact_where_floats_are_equal() -> None:
    near = F(1, 3) + F(1, 10**30)
    assert float(near) == float(F(1, 3))
    assert statistics.ranks([F(1, 3), near, F(1, 3)]) == [2, 1, 2]
