"""The sheet under the scorer's fingers, without any window."""

from __future__ import annotations

from fractions import Fraction

import pytest

from euralens_desk.domain.grid import Axis, CriteriaGrid, Level, Scale, SubCriterion
from euralens_desk.domain.mark import BLANK, NO_OPINION, NOT_APPLICABLE, scored
from euralens_desk.ui.state.scoring import (
    SheetState,
    axis_rows,
    character_of_key,
    mark_of_key,
)

GRID = CriteriaGrid(
    "g",
    "g",
    Scale(tuple(Level(code, code, Fraction(i)) for i, code in enumerate("01234"))),
    (
        Axis("A", "1", "a", tuple(SubCriterion(f"A{i}", f"1.{i}", "x") for i in range(1, 4))),
        Axis("B", "2", "b", (SubCriterion("B1", "2.1", "y"),)),
    ),
)
EMPTY = SheetState(GRID, (BLANK,) * 4, {})


def test_zero_answers_a_row_and_blank_does_not() -> None:
    sheet = EMPTY.with_mark(0, scored(0)).with_mark(1, NO_OPINION)
    assert (sheet.answered, sheet.no_opinions, sheet.is_complete) == (2, 1, False)
    assert sheet.answered_in(range(3)) == 2


def test_a_mark_moves_to_the_next_row_and_the_last_stays() -> None:
    sheet = EMPTY.with_mark(0, scored(3)).after_marking()
    assert sheet.active == 1
    assert EMPTY.at(3).after_marking().active == 3


def test_rows_that_do_not_apply_are_passed_over() -> None:
    sheet = EMPTY.with_mark(1, NOT_APPLICABLE)
    assert sheet.after_marking().active == 2
    assert not sheet.may_mark(1)


def test_a_locked_sheet_takes_no_mark() -> None:
    locked = SheetState(GRID, (BLANK,) * 4, {}, is_locked=True)
    assert not locked.may_mark(0)
    assert locked.after_marking().active == 0


def test_entering_goes_to_the_first_blank_row() -> None:
    assert EMPTY.with_mark(0, scored(1)).entered().active == 1
    full = SheetState(GRID, (scored(1),) * 4, {}, active=2)
    assert (full.entered().active, full.is_complete) == (0, True)


def test_comments_come_and_go() -> None:
    said = EMPTY.with_comment(2, "À encourager.")
    assert said.comments == {2: "À encourager."}
    assert said.with_comment(2, "").comments == {}


def test_the_active_row_stays_within_the_grid() -> None:
    assert (EMPTY.at(-3).active, EMPTY.at(99).active) == (0, 3)


@pytest.mark.parametrize(
    ("typed", "mark"),
    [("3", scored(3)), ("à", scored(0)), ("&", scored(1)), ("9", None), ("", None)],
)
def test_both_rows_of_digits_score(typed: str, mark: object) -> None:
    assert mark_of_key(GRID, character_of_key(typed)) == mark


def test_rows_are_grouped_by_axis() -> None:
    assert [(axis.code, list(rows)) for axis, rows in axis_rows(GRID)] == [
        ("A", [0, 1, 2]),
        ("B", [3]),
    ]
