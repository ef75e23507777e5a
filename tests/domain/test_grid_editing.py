"""A grid is edited into another grid, or refused with one sentence."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from euralens_desk.domain.grid import Axis, CriteriaGrid, Level, Scale, SubCriterion
from euralens_desk.domain.grid_editing import (
    MOST_LEVELS,
    add_axis,
    add_criterion,
    add_level,
    move_axis,
    move_criterion,
    remove_axis,
    remove_criterion,
    remove_level,
    weight,
    with_axis,
    with_criterion,
    with_level,
    with_title,
)
from euralens_desk.domain.messages import Failure

LETTERS = Scale(tuple(Level(code, code, Fraction(i)) for i, code in enumerate("EDCBA")))
DIGITS = Scale(tuple(Level(str(i), "x", Fraction(i)) for i in range(5)))


def axis(code: str, number: str, *numbers: str) -> Axis:
    criteria = tuple(
        SubCriterion(f"{code}{place}", n, f"Critère {n}") for place, n in enumerate(numbers, 1)
    )
    return Axis(code, number, f"Axe {number}", criteria)


GRID = CriteriaGrid(
    "essai", "Grille d’essai", DIGITS, (axis("A", "1", "1.1", "1.2"), axis("B", "2", "2.1"))
)


def told(grid: CriteriaGrid) -> list[tuple[str, list[tuple[str, str]]]]:
    return [(a.number, [(c.code, c.number) for c in a.criteria]) for a in grid.axes]


@pytest.mark.parametrize(
    ("text", "value"),
    [("2", 2), (" 1,5 ", Fraction(3, 2)), ("1/3", Fraction(1, 3)), ("0.25", Fraction(1, 4))],
)
def test_weights_are_read_as_people_write_them(text: str, value: Fraction) -> None:
    assert weight(text) == value


@pytest.mark.parametrize(
    "text", ["", "0", "-1", "x", "1/0", "1001", "nan", "1e999999999", "9" * 30]
)
def test_what_is_no_weight_is_refused(text: str) -> None:
    with pytest.raises(Failure, match="is not a weight"):
        weight(text)


def test_fields_are_changed_in_place() -> None:
    edited = with_axis(GRID, 1, label=" Faisabilité ", weight=Fraction(2))
    edited = with_criterion(edited, 2, label="Budget", wording=" la solidité ")
    assert (edited.axes[1].label, edited.axes[1].weight) == ("Faisabilité", Fraction(2))
    assert edited.criteria[2] == SubCriterion("B1", "2.1", "Budget", "la solidité")
    assert with_title(GRID, title=" Grille 2023 ").title == "Grille 2023"


def test_what_has_no_name_is_refused() -> None:
    with pytest.raises(Failure, match="needs a label"):
        with_axis(GRID, 0, label=" ")
    with pytest.raises(Failure, match="needs a number"):
        with_criterion(GRID, 0, number="")
    with pytest.raises(Failure, match="needs a title"):
        with_title(GRID, title="")
    with pytest.raises(Failure, match="above zero"):
        with_criterion(GRID, 0, weight=Fraction(0))
    with pytest.raises(IndexError):
        with_criterion(GRID, 3, label="x")


def test_additions_take_the_next_code_and_number() -> None:
    edited = add_criterion(add_axis(GRID, "Diffusion", "Essaimage"), 0, "Eau")
    assert told(edited) == [
        ("1", [("A1", "1.1"), ("A2", "1.2"), ("A3", "1.3")]),
        ("2", [("B1", "2.1")]),
        ("3", [("C1", "3.1")]),
    ]


def test_a_code_is_never_given_twice() -> None:
    shorter = remove_criterion(GRID, 1)
    assert add_criterion(shorter, 0, "Eau", taken=("A2", "B1")).criteria[1].code == "A3"
    assert add_criterion(remove_criterion(GRID, 0), 0, "Eau").criteria[1].code == "A3"
    assert add_axis(remove_axis(GRID, 1), "x", "y", taken=("B1",)).criteria[2].code == "B2"
    moved = move_criterion(GRID, 1, 1)
    assert [c.code for c in moved.axes[1].criteria] == ["A2", "B1"]
    assert [c.code for c in add_criterion(moved, 0, "Eau").axes[0].criteria] == ["A1", "A3"]


def test_removals_renumber_what_follows() -> None:
    assert told(remove_axis(GRID, 0)) == [("1", [("B1", "1.1")])]
    assert told(remove_criterion(GRID, 0))[0] == ("1", [("A2", "1.1")])
    with pytest.raises(Failure, match="at least one axis"):
        remove_criterion(GRID, 2)
    with pytest.raises(Failure, match="at least one axis"):
        remove_axis(remove_axis(GRID, 0), 0)


def test_numbers_of_their_own_are_left() -> None:
    own = with_criterion(GRID, 0, number="I")
    assert told(remove_axis(own, 1)) == [("1", [("A1", "I"), ("A2", "1.2")])]
    assert told(move_criterion(own, 0, 1))[0] == ("1", [("A2", "1.2"), ("A1", "I")])


def test_moves_go_through_the_axes() -> None:
    assert told(move_axis(GRID, 0, 1)) == [
        ("1", [("B1", "1.1")]),
        ("2", [("A1", "2.1"), ("A2", "2.2")]),
    ]
    assert move_axis(GRID, 0, -1) == GRID
    assert move_criterion(GRID, 0, -1) == GRID
    assert told(move_criterion(GRID, 1, 1)) == [
        ("1", [("A1", "1.1")]),
        ("2", [("A2", "2.1"), ("B1", "2.2")]),
    ]
    with pytest.raises(Failure, match="each axis a criterion"):
        move_criterion(GRID, 2, -1)


def test_levels_are_edited() -> None:
    edited = with_level(GRID, 4, code="5", label="Très bon", description="Rien à redire.")
    assert edited.scale.levels[4] == Level("5", "Très bon", Fraction(5), "Rien à redire.")
    assert with_level(GRID, 0, code="E").scale.levels[0].value == 0
    assert add_level(GRID, "Hors pair").scale.levels[5] == Level("5", "Hors pair", Fraction(5))
    lettered = CriteriaGrid("l", "Lettres", LETTERS, GRID.axes)
    assert add_level(lettered, "").scale.levels[5].code == "F"
    assert [level.code for level in remove_level(GRID, 0).scale.levels] == ["1", "2", "3", "4"]


def test_scales_that_cannot_be_used_are_refused() -> None:
    with pytest.raises(Failure, match="at least two levels"):
        with_level(GRID, 1, code="2")
    with pytest.raises(Failure, match="values grow"):
        with_level(GRID, 1, code="9")
    with pytest.raises(Failure, match="needs a code"):
        with_level(GRID, 1, code=" ")
    two = remove_level(remove_level(remove_level(GRID, 0), 0), 0)
    with pytest.raises(Failure, match="at least two levels"):
        remove_level(two, 0)
    full = GRID
    while len(full.scale.levels) < MOST_LEVELS:
        full = add_level(full, "")
    with pytest.raises(Failure, match="50 levels at most"):
        add_level(full, "")


STEPS = st.lists(
    st.tuples(st.integers(0, 7), st.integers(0, 40), st.sampled_from((-1, 1))), max_size=25
)


def edited_by(grid: CriteriaGrid, steps: list[tuple[int, int, int]]) -> CriteriaGrid:
    """Return a grid after any sequence of edits; those refused leave it as it was."""
    for what, pick, step in steps:
        place, position = pick % len(grid.axes), pick % len(grid.criteria)
        level = pick % len(grid.scale.levels)
        edits = (
            lambda g: add_axis(g, "Axe", "Critère"),
            lambda g: add_criterion(g, place, "Critère"),  # noqa: B023
            lambda g: remove_axis(g, place),  # noqa: B023
            lambda g: remove_criterion(g, position),  # noqa: B023
            lambda g: move_axis(g, place, step),  # noqa: B023
            lambda g: move_criterion(g, position, step),  # noqa: B023
            lambda g: add_level(g, "Niveau"),
            lambda g: remove_level(g, level),  # noqa: B023
        )
        try:
            grid = edits[what](grid)
        except Failure:
            continue
    return grid


@given(STEPS)
def test_any_edits_leave_a_grid_numbered_in_order(steps: list[tuple[int, int, int]]) -> None:
    grid = edited_by(GRID, steps)
    for place, part in enumerate(grid.axes, 1):
        assert part.number == str(place)
        numbers = [criterion.number for criterion in part.criteria]
        assert numbers == [f"{place}.{inner}" for inner in range(1, len(numbers) + 1)]
    assert all(grid.position(criterion.code) is not None for criterion in grid.criteria)
