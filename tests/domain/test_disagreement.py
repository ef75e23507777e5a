"""Flags, alpha, W, Borda and duels: the vectors of DOMAIN 3.5 and 3.6."""

from __future__ import annotations

from fractions import Fraction as F

import pytest

from euralens_desk.domain.comparison import borda, condorcet_winner, duels
from euralens_desk.domain.disagreement import (
    DebateFlag,
    DebateThresholds,
    Distance,
    debate_flags,
    interval,
    kendall_w,
    krippendorff_alpha,
    nominal,
    ordinal,
)
from euralens_desk.domain.tally import Tally

RULES = DebateThresholds()


@pytest.mark.parametrize(
    ("tally", "flags"),
    [
        (Tally((2, 3, 0, 3, 2)), (DebateFlag.OPPOSED,)),
        (Tally((1, 2, 0, 4, 3)), (DebateFlag.SPLIT,)),
        (Tally((0, 0, 1, 6, 3)), ()),
        (Tally((1, 3, 2, 0, 0), no_opinion=4), (DebateFlag.FEW_OPINIONS,)),
        (Tally((5, 0, 0, 0, 5), blank=5), (DebateFlag.OPPOSED, DebateFlag.FEW_OPINIONS)),
        (Tally((0, 0, 0, 0, 0), recused=3), ()),
        (Tally((0, 0, 0, 0, 0), blank=3), (DebateFlag.FEW_OPINIONS,)),
    ],
)
def test_flags_for_a_debate(tally: Tally, flags: tuple[DebateFlag, ...]) -> None:
    assert debate_flags(tally, RULES) == flags


A = ["*", "*", "*", "*", "*", "3", "4", "1", "2", "1", "1", "3", "3", "*", "3"]
B = ["1", "*", "2", "1", "3", "3", "4", "3", "*", "*", "*", "*", "*", "*", "*"]
C = ["*", "*", "2", "1", "3", "4", "4", "*", "2", "1", "1", "3", "3", "*", "4"]


def units(*rows: list[str]) -> list[list[int]]:
    columns = zip(*rows, strict=True)
    return [
        [sum(mark == str(level) for mark in column) for level in range(5)] for column in columns
    ]


SMALL = units(list("3140"), list("3131"), list("2240"))
GAPPED = units(list("314*"), list("*13*"), list("2240"))


@pytest.mark.parametrize(
    ("data", "distance", "alpha"),
    [
        (units(A, B, C), nominal, F(56, 81)),
        (units(A, B, C), ordinal, F(112173, 139048)),
        (units(A, B, C), interval, F(643, 793)),
        (SMALL, nominal, F(13, 57)),
        (SMALL, ordinal, F(5, 6)),
        (SMALL, interval, F(5, 6)),
        (GAPPED, nominal, F(1, 8)),
        (GAPPED, ordinal, F(59, 80)),
        (GAPPED, interval, F(59, 80)),
        ([[1, 0, 0, 0, 1], [1, 0, 0, 0, 1]], interval, F(-1, 2)),
        ([[0, 3, 0, 0, 0]], ordinal, None),
        ([], ordinal, None),
    ],
)
def test_krippendorff_alpha(data: list[list[int]], distance: Distance, alpha: F | None) -> None:
    assert krippendorff_alpha(data, distance) == alpha


@pytest.mark.parametrize(
    ("rows", "w"),
    [
        ([[1, 3, 2], [1, 2, 3], [2, 3, 1], [3, 1, 2]], F(1, 16)),
        ([[4, 3, 3, 1], [4, 4, 2, 1], [3, 4, 2, 2]], F(67, 81)),
        ([[1, 2, 3]] * 3, F(1)),
        ([[1, 1, 1]] * 3, None),
        ([], None),
    ],
)
def test_kendall_w(rows: list[list[int]], w: F | None) -> None:
    assert kendall_w(rows) == w


FIVE = [
    dict(zip("ABC", row, strict=True))
    for row in ((4, 3, 1), (2, 3, 3), (4, 2, 3), (1, 3, 2), (4, 3, 2))
]


def test_borda_and_condorcet() -> None:
    assert borda(FIVE) == {"A": 6, "B": F(11, 2), "C": F(7, 2)}
    assert duels(FIVE) == {("A", "B"): (3, 2, 0), ("A", "C"): (3, 2, 0), ("B", "C"): (3, 1, 1)}
    assert condorcet_winner(FIVE) == "A"


def test_a_cycle_has_no_winner() -> None:
    rows = [dict(zip(order, (3, 2, 1), strict=True)) for order in ("ABC", "BCA", "CAB")]
    assert condorcet_winner(rows) is None


def test_a_member_who_did_not_judge_both_is_left_out_of_the_pair() -> None:
    assert duels([{"A": 1}, {"A": 2, "B": 1}]) == {("A", "B"): (1, 0, 0)}
