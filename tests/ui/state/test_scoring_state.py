"""The sheet under the scorer's fingers, without any window."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.grid import Axis, CriteriaGrid, Level, Scale, SubCriterion
from euralens_desk.domain.mark import BLANK, NO_OPINION, NOT_APPLICABLE, scored
from euralens_desk.domain.sheet import WHOLE_DOSSIER
from euralens_desk.ui.state.keys import character_of_key, keys_of
from euralens_desk.ui.state.scoring import (
    SheetState,
    Standing,
    Unconfirmed,
    axis_rows,
    next_open,
    row_to_open,
    standing,
)
from euralens_desk.usecases.scoring import FilledSheet, SheetProgress

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
    assert (EMPTY.at(-3).active, EMPTY.at(99).active) == (0, 4)


@pytest.mark.parametrize(
    ("typed", "meant"), [("3", "3"), ("à", "0"), ("&", "1"), ("é", "2"), ("n", "n"), ("", "")]
)
def test_both_rows_of_digits_score(typed: str, meant: str) -> None:
    assert character_of_key(typed) == meant


def test_rows_are_grouped_by_axis() -> None:
    assert [(axis.code, list(rows)) for axis, rows in axis_rows(GRID)] == [
        ("A", [0, 1, 2]),
        ("B", [3]),
    ]


def test_the_last_row_is_for_the_whole_dossier() -> None:
    last = EMPTY.at(4)
    assert (last.is_at_end, last.comment_place, last.may_mark(4)) == (True, WHOLE_DOSSIER, False)
    assert EMPTY.at(2).comment_place == 2


def test_a_sheet_read_again_shows_the_one_row_that_changed() -> None:
    here = EMPTY.with_mark(0, scored(1)).at(3)
    assert here.with_mark(2, scored(1)).after(here).active == 2
    assert here.with_mark(1, scored(1)).with_mark(2, scored(1)).after(here).active == 3
    assert here.after(here).active == 3
    other = SheetState(CriteriaGrid("h", "h", GRID.scale, GRID.axes), (BLANK,) * 4, {})
    assert other.after(here).active == 0


@pytest.mark.parametrize(
    ("codes", "keys"),
    [
        ("01234", "01234"),
        ("ABCDE", "abcde"),
        (["--", "-", "+", "++"], ["1", "-", "+", "4"]),
        (["0", "5", "10"], ["0", "5", ""]),
        ([f"N{i}" for i in range(11)], [*"123456789", "", ""]),
    ],
)
def test_every_level_has_its_key(codes: list[str], keys: list[str]) -> None:
    assert keys_of(codes) == tuple(keys)


@given(st.lists(st.text(min_size=1, max_size=3), min_size=2, max_size=12, unique_by=str.casefold))
def test_no_two_levels_share_a_key(codes: list[str]) -> None:
    keys = [key for key in keys_of(codes) if key]
    assert len(keys) == len(set(keys))


DOSSIERS = [Dossier(i, f"d{i}", f"2022-{i:02d}", f"Projet {i}") for i in (1, 2, 3, 4)]
AWAY = date(2022, 10, 3)
SHEETS = (
    SheetProgress(DOSSIERS[0], 13, 13),
    SheetProgress(DOSSIERS[1], 0, 13, AWAY),
    SheetProgress(DOSSIERS[2], 5, 13),
    SheetProgress(DOSSIERS[3], 0, 13, AWAY),
)


def test_recused_dossiers_count_for_nothing() -> None:
    assert standing(SHEETS) == Standing(1, 2, 18, 26)


def test_stepping_passes_over_recused_dossiers() -> None:
    assert next_open(SHEETS, 0, 1) == 2
    assert next_open(SHEETS, 2, -1) == 0
    assert (next_open(SHEETS, 2, 1), next_open(SHEETS, 0, -1)) == (None, None)


def test_the_dossier_held_is_opened_or_the_first_left_to_score() -> None:
    assert row_to_open(SHEETS, 2) == 1
    assert row_to_open(SHEETS, None) == 2
    assert row_to_open(SHEETS[:2], 99) == 0
    assert row_to_open(SHEETS[1:2], None) is None


READ = FilledSheet(DOSSIERS[0], (BLANK, BLANK), {0: "avant"})


def test_answers_the_disk_has_not_confirmed_lie_over_what_is_read() -> None:
    waiting = Unconfirmed()
    waiting.add_mark((7, 1, 0), scored(3))
    waiting.add_mark((7, 1, 0), scored(4))
    waiting.add_mark((8, 1, 1), scored(1))
    waiting.add_comment((7, 1, 0), "")
    waiting.add_comment((7, 1, WHOLE_DOSSIER), "Solide.")
    shown = waiting.over(7, READ)
    assert shown.marks == (scored(4), BLANK)
    assert shown.comments == {WHOLE_DOSSIER: "Solide."}


def test_a_confirmed_answer_no_longer_hides_what_is_read() -> None:
    waiting = Unconfirmed()
    waiting.add_mark((7, 1, 0), scored(3))
    waiting.add_mark((7, 1, 0), scored(4))
    waiting.add_comment((7, 1, 0), "après")
    waiting.settle_mark((7, 1, 0))
    assert waiting.over(7, READ).marks[0] == scored(4)
    waiting.settle_mark((7, 1, 0))
    waiting.settle_comment((7, 1, 0))
    assert waiting.over(7, READ) == READ
    waiting.settle_mark((7, 1, 0))
    assert waiting.over(7, READ) == READ
