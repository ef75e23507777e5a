"""Majority judgement: the vectors of the method, and the exact comparison against its definition."""

from __future__ import annotations

from collections import Counter
from math import lcm

import pytest
from hypothesis import given
from hypothesis import strategies as st

from euralens_desk.domain.majority import (
    compare,
    gauge_key,
    majority_grade,
    majority_ranks,
    majority_value,
)


def counts(grades: list[int], levels: int = 5) -> list[int]:
    found = Counter(grades)
    return [found[level] for level in range(levels)]


def reference_value(grades: list[int]) -> list[int]:
    left, value = sorted(grades), []
    while left:
        value.append(left.pop((len(left) - 1) // 2))
    return value


def reference_compare(one: list[int], other: list[int]) -> int:
    size = lcm(len(one), len(other))
    x, y = (reference_value(side * (size // len(side))) for side in (one, other))
    return (x > y) - (x < y)


@pytest.mark.parametrize(
    ("grades", "value"),
    [
        ([7, 11, 9, 9, 11], [9, 9, 11, 7, 11]),
        ([8, 11, 9, 9, 10], [9, 9, 10, 8, 11]),
        ([3, 3, 2, 1, 0], [2, 1, 3, 0, 3]),
        ([2, 2, 2, 2, 2], [2, 2, 2, 2, 2]),
        ([4, 2, 2, 1, 1], [2, 1, 2, 1, 4]),
        ([3, 3, 1, 1], [1, 3, 1, 3]),
    ],
)
def test_majority_value(grades: list[int], value: list[int]) -> None:
    assert majority_value(counts(grades, 12)) == value


@pytest.mark.parametrize(
    ("best_first"),
    [
        [[7, 11, 9, 9, 11], [8, 11, 9, 9, 10]],
        [[int(g) for g in row] for row in ("0011222233", "0011122333", "0001122333", "0011112223")],
        [[3, 3, 2, 2, 0], [2, 2, 2, 2, 2], [3, 2, 2, 2, 0], [3, 3, 2, 1, 0], [4, 2, 2, 1, 1]],
        [[4, 3, 3, 1], [4, 4, 2, 2], [3, 3, 2, 2], [4, 3, 2, 1]],
        [[3, 3, 2, 0], [3, 3, 2, 1, 0]],
        [[3, 2, 2], [3, 2, 2, 2]],
    ],
)
def test_order_of_the_published_vectors(best_first: list[list[int]]) -> None:
    tallies = {place: counts(row, 12) for place, row in enumerate(best_first, start=1)}
    shuffled = dict(sorted(tallies.items(), key=lambda item: item[1]))
    assert majority_ranks(shuffled) == {place: place for place in tallies}


def test_a_true_tie_shares_its_rank_and_skips_the_next() -> None:
    tallies = {
        "Tech3E": counts([4, 4, 2, 3, 3]),
        "Forêt": counts([4, 3, 3, 2, 4]),
        "Garage": counts([3, 3, 3, 3, 2]),
        "PIAC": counts([3, 2, 2, 4, 3]),
        "Sans avis": counts([]),
    }
    expected = {"Tech3E": 1, "Forêt": 1, "Garage": 3, "PIAC": 4, "Sans avis": None}
    assert majority_ranks(tallies) == expected


def test_nobody_judged() -> None:
    assert majority_grade([0, 0, 0]) is None
    with pytest.raises(ValueError, match="nobody judged"):
        gauge_key([0, 0])


def test_the_gauge_reads_plus_or_minus() -> None:
    plus, minus = majority_grade(counts([2, 3, 3, 4, 4])), majority_grade(counts([2, 2, 3, 3, 4]))
    assert plus is not None
    assert minus is not None
    assert (plus.level, plus.sign, minus.level, minus.sign) == (3, "+", 3, "-")


GRADES = st.lists(st.integers(0, 4), min_size=1, max_size=9)


@given(GRADES, GRADES)
def test_compare_is_the_definition(one: list[int], other: list[int]) -> None:
    assert compare(counts(one), counts(other)) == reference_compare(one, other)


@given(GRADES)
def test_majority_value_is_the_definition(grades: list[int]) -> None:
    assert majority_value(counts(grades)) == reference_value(grades)


@given(GRADES, GRADES, st.integers(1, 4))
def test_repeating_a_list_never_changes_an_order(
    one: list[int], other: list[int], times: int
) -> None:
    assert compare(counts(one * times), counts(other)) == compare(counts(one), counts(other))


@given(GRADES, GRADES)
def test_the_gauge_never_contradicts_the_value(one: list[int], other: list[int]) -> None:
    first, second = gauge_key(counts(one)), gauge_key(counts(other))
    if first != second:
        assert compare(counts(one), counts(other)) == (1 if first > second else -1)
