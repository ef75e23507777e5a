"""Grids refuse what can't be scored, and find levels and sub-criteria by code."""

from __future__ import annotations

from fractions import Fraction

import pytest

from euralens_desk.domain.grid import Axis, CriteriaGrid, Level, Scale, SubCriterion
from euralens_desk.domain.messages import Failure

LETTERS = Scale(tuple(Level(code, code, Fraction(i)) for i, code in enumerate("EDCBA")))


def grid(*axes: Axis) -> CriteriaGrid:
    return CriteriaGrid("essai", "Grille d’essai", LETTERS, axes)


TWO_AXES = grid(
    Axis("A", "1", "Ambition", (SubCriterion("A1", "1.1", "x"), SubCriterion("A2", "1.2", "y"))),
    Axis("B", "2", "Faisabilité", (SubCriterion("B1", "2.1", "z"),)),
)


def test_a_level_is_found_by_its_code_whatever_the_case() -> None:
    assert [LETTERS.index(code) for code in ("E", " a ", "F", "")] == [0, 4, None, None]
    assert LETTERS.values == tuple(Fraction(i) for i in range(5))


@pytest.mark.parametrize("codes", ["", "A", "Aa"])
def test_a_scale_needs_two_levels_told_apart(codes: str) -> None:
    with pytest.raises(Failure, match="at least two levels"):
        Scale(tuple(Level(code, code, Fraction(0)) for code in codes))


def test_a_criterion_is_found_by_code_or_number() -> None:
    assert [TWO_AXES.position(word) for word in ("a2", "2.1", "Z9")] == [1, 2, None]


def test_positions_run_across_the_axes() -> None:
    found = [(axis.code, list(places)) for axis, places in TWO_AXES.positions_by_axis()]
    assert found == [("A", [0, 1]), ("B", [2])]


def test_a_grid_without_criterion_is_refused() -> None:
    with pytest.raises(Failure, match="at least one axis"):
        grid()
    with pytest.raises(Failure, match="at least one axis"):
        grid(Axis("A", "1", "Ambition", ()))


@pytest.mark.parametrize("code", ["A1", "a1"])
def test_a_code_stands_once(code: str) -> None:
    criteria = (SubCriterion("A1", "1.1", "x"), SubCriterion(code, "1.2", "y"))
    with pytest.raises(Failure, match=f"{code} stands twice"):
        grid(Axis("A", "1", "Ambition", criteria))


@pytest.mark.parametrize("weight", [Fraction(0), Fraction(-1, 2)])
def test_a_weight_is_above_zero(weight: Fraction) -> None:
    with pytest.raises(Failure, match="« Eau » must be above zero"):
        grid(Axis("A", "1", "Ambition", (SubCriterion("A1", "1.1", "Eau", weight=weight),)))
    with pytest.raises(Failure, match="« Ambition » must be above zero"):
        grid(Axis("A", "1", "Ambition", (SubCriterion("A1", "1.1", "Eau"),), weight=weight))


def test_levels_go_from_the_worst_to_the_best() -> None:
    with pytest.raises(Failure, match="their values grow"):
        Scale((Level("1", "Bon", Fraction(1)), Level("0", "Faible", Fraction(0))))
