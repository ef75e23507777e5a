"""Marks in five states and the counters they move."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from euralens_desk.domain.mark import (
    BLANK,
    NO_OPINION,
    NOT_APPLICABLE,
    RECUSED,
    Mark,
    MarkState,
    scored,
)
from euralens_desk.domain.tally import Tally, insufficient, pool

MARKS = st.one_of(
    st.sampled_from([BLANK, NO_OPINION, NOT_APPLICABLE, RECUSED]), st.integers(0, 4).map(scored)
)


def test_a_level_goes_with_a_scored_mark_only() -> None:
    for state, level in ((MarkState.SCORED, None), (MarkState.BLANK, 0)):
        with pytest.raises(ValueError, match="scored mark only"):
            Mark(state, level)
    with pytest.raises(ValueError, match="counted from 0"):
        scored(-1)


def test_zero_is_not_blank() -> None:
    assert not scored(0).is_missing
    assert BLANK.is_missing
    assert Tally.of([scored(0), BLANK], 2) == Tally((1, 0), blank=1)


def test_a_tally_counts_each_state_apart() -> None:
    tally = Tally.of([scored(1), scored(1), NO_OPINION, NOT_APPLICABLE, BLANK, RECUSED], 3)
    assert tally == Tally((0, 2, 0), 1, 1, 1, 1)
    assert (tally.n, tally.expected, tally.eligible) == (2, 6, 5)


@given(st.lists(MARKS), MARKS)
def test_a_mark_taken_back_leaves_the_tally(marks: list[Mark], mark: Mark) -> None:
    tally = Tally.of(marks, 5)
    assert tally.plus(mark) == Tally.of([*marks, mark], 5)
    assert tally.plus(mark).minus(mark) == tally


@pytest.mark.parametrize("mark", [scored(0), BLANK])
def test_a_mark_that_is_not_there_can_t_be_taken_back(mark: Mark) -> None:
    with pytest.raises(ValueError, match="no such mark"):
        Tally.empty(2).minus(mark)


@given(st.lists(st.lists(MARKS, max_size=6), max_size=5))
def test_pooling_is_counting_all_together(groups: list[list[Mark]]) -> None:
    tallies = [Tally.of(group, 5) for group in groups]
    together = Tally.of([mark for group in groups for mark in group], 5)
    assert pool(tallies, 5) == together
    assert sum(tallies, Tally.empty(5)) == together


def test_two_scales_are_not_pooled() -> None:
    with pytest.raises(ValueError, match="two different scales"):
        Tally.empty(2) + Tally.empty(3)


@pytest.mark.parametrize(
    ("tally", "share", "too_few"),
    [
        (Tally((2, 0), blank=4), Fraction(1, 2), True),
        (Tally((3, 0), blank=3), Fraction(1, 2), False),
        (Tally((3, 0), recused=9), Fraction(1, 2), False),
        (Tally((2, 0), blank=1), Fraction(3, 4), True),
        (Tally((0, 0)), Fraction(0), True),
    ],
)
def test_too_few_opinions(tally: Tally, share: Fraction, too_few: bool) -> None:
    assert insufficient(tally, share) is too_few
