"""Three digits and Entrée, without any window."""

from __future__ import annotations

from fractions import Fraction

from euralens_desk.domain.grid import Axis, CriteriaGrid, Level, Scale, SubCriterion
from euralens_desk.domain.mark import BLANK, NO_OPINION, scored
from euralens_desk.ui.state.ballots import BallotState

GRID = CriteriaGrid(
    "l",
    "l",
    Scale(tuple(Level(code, code, Fraction(i)) for i, code in enumerate("01234"))),
    (Axis("L", "1", "a", tuple(SubCriterion(f"L{i}", f"1.{i}", "x") for i in range(1, 4))),),
)
EMPTY = BallotState(GRID)


def typed(text: str) -> BallotState:
    state = EMPTY
    for character in text:
        state = state.typed(character)
    return state


def test_three_characters_fill_a_ballot_that_then_waits() -> None:
    assert typed("34").marks == (scored(3), scored(4))
    assert not typed("34").is_full
    assert typed("342").is_full
    assert typed("3421") == typed("342")


def test_a_point_is_blank_and_a_question_mark_no_opinion() -> None:
    assert typed(".?0").marks == (BLANK, NO_OPINION, scored(0))


def test_other_keys_change_nothing() -> None:
    assert typed("7x") == EMPTY


def test_the_top_row_of_a_french_keyboard_types_digits() -> None:
    assert typed("à\"'").marks == (scored(0), scored(3), scored(4))


def test_erasing_and_clearing() -> None:
    assert typed("34").erased() == typed("3")
    assert EMPTY.erased() == EMPTY
    assert BallotState(GRID, (scored(1),), corrects=7).cleared() == EMPTY
