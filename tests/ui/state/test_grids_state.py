"""The rows of a grid, what stays chosen after an edit, and numbers as they are typed."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from euralens_desk.domain.grid_editing import (
    add_axis,
    add_criterion,
    move_axis,
    remove_axis,
    remove_criterion,
    weight,
    with_criterion,
)
from euralens_desk.exchange.grids_json import read_grids
from euralens_desk.resources import resource
from euralens_desk.ui.state.grids import (
    ROOT,
    RowKey,
    RowKind,
    grid_rows,
    key_after,
    percent,
    row_of,
    weight_text,
    without_change,
)

GRID = read_grids(resource("samples", "grids.json"))[0]


def axis(code: str) -> RowKey:
    return RowKey(RowKind.AXIS, code)


def criterion(code: str) -> RowKey:
    return RowKey(RowKind.CRITERION, code)


def test_rows_follow_the_grid() -> None:
    rows = list(grid_rows(GRID))
    assert len(rows) == 1 + 3 + 13
    assert (rows[0].key, rows[0].label) == (ROOT, GRID.title)
    assert [(row.number, row.axis) for row in rows if row.key.kind is RowKind.AXIS] == [
        ("1", 0),
        ("2", 1),
        ("3", 2),
    ]
    assert row_of(GRID, criterion("B1")) == rows[10]
    assert (rows[10].place, rows[10].number, rows[10].axis) == (7, "2.1", 1)
    assert row_of(GRID, criterion("Z9")) is None


def test_what_is_chosen_stays_or_gives_its_place() -> None:
    edited = with_criterion(GRID, 0, label="Eau")
    assert key_after(GRID, edited, criterion("A1")) == criterion("A1")
    assert key_after(GRID, move_axis(GRID, 0, 1), axis("A")) == axis("A")
    assert key_after(GRID, remove_criterion(GRID, 0), criterion("A1")) == criterion("A2")
    assert key_after(GRID, remove_criterion(GRID, 12), criterion("C2")) == criterion("C1")
    assert key_after(GRID, remove_axis(GRID, 2), axis("B")) == axis("B")
    assert key_after(GRID, edited, criterion("Z9")) == ROOT


def test_what_is_added_is_chosen() -> None:
    assert key_after(GRID, add_criterion(GRID, 1, "x"), ROOT) == criterion("B5")
    assert key_after(GRID, add_axis(GRID, "x", "y"), ROOT) == axis("D")


@pytest.mark.parametrize(
    ("value", "text"),
    [(2, "2"), (Fraction(3, 2), "1,5"), (Fraction(1, 4), "0,25"), (Fraction(1, 3), "1/3")],
)
def test_weights_are_written_as_they_are_typed(value: Fraction, text: str) -> None:
    assert weight_text(Fraction(value)) == text


@given(st.fractions(Fraction(1, 100), 1000, max_denominator=1000))
def test_a_weight_survives_its_field(value: Fraction) -> None:
    assert weight(weight_text(value)) == value


@given(st.fractions(0, 1))
def test_a_share_left_alone_stays_exact(share: Fraction) -> None:
    assert without_change(share, percent(share)) == share
    assert without_change(Fraction(1, 3), 40) == Fraction(2, 5)
