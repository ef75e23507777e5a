"""Three digits and Entrée, without any window."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from euralens_desk.domain.grid import Axis, CriteriaGrid, Level, Scale, SubCriterion
from euralens_desk.domain.mark import BLANK, NO_OPINION, Mark, scored
from euralens_desk.domain.sheet import Ballot
from euralens_desk.ui.state.ballots import BallotState, has_own_keys, level_keys


def grid_of(*codes: str, criteria: int = 3) -> CriteriaGrid:
    levels = tuple(Level(code, code, Fraction(i)) for i, code in enumerate(codes))
    rows = tuple(SubCriterion(f"L{i}", f"1.{i}", "x") for i in range(1, criteria + 1))
    return CriteriaGrid("l", "l", Scale(levels), (Axis("L", "1", "a", rows),))


GRID = grid_of(*"01234")
EMPTY = BallotState(GRID)
FIVE = Ballot(5, 2, 1, (scored(4), scored(3), BLANK), "A", 5)
SIX = Ballot(6, 2, 1, (scored(0), scored(0), scored(0)), "A", 6)


def typed(text: str, state: BallotState = EMPTY) -> BallotState:
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
    assert typed(",nN").marks == (BLANK, NO_OPINION, NO_OPINION)


def test_other_keys_change_nothing() -> None:
    assert typed("7x é") == typed("2")


def test_the_top_row_of_a_french_keyboard_types_digits() -> None:
    assert typed("à\"'").marks == (scored(0), scored(3), scored(4))


def test_erasing_and_finishing() -> None:
    assert typed("34").erased() == typed("3")
    assert EMPTY.erased() == EMPTY
    assert typed("342").finished() == EMPTY


def test_what_was_typed_waits_while_a_ballot_is_corrected() -> None:
    state = typed("1").correcting(FIVE)
    assert (state.marks, state.draft.corrects, state.draft.number) == (FIVE.marks, 5, 5)
    assert state.correcting(SIX).finished() == typed("1")
    assert state.finished() == typed("1")


def test_ballots_taken_back_wait_for_each_other() -> None:
    state = EMPTY.taking(SIX).taking(FIVE)
    assert state.marks == FIVE.marks
    assert state.finished().marks == SIX.marks
    assert state.finished().finished() == EMPTY


def test_a_ballot_done_again_leaves_the_boxes() -> None:
    state = EMPTY.taking(SIX).taking(FIVE)
    assert state.without({5}).marks == SIX.marks
    assert state.without({6}).finished() == EMPTY
    assert state.without({5, 6}) == EMPTY
    assert state.without({1}) == state


@pytest.mark.parametrize(
    ("codes", "keys"),
    [
        ("0 1 2 3 4", "0 1 2 3 4"),
        ("A B C N", "a b c n"),
        ("TB B AB", "1 b 3"),
        ("0 1 2 3 4 5 6 7 8 9 10", "0 1 2 3 4 5 6 7 8 9 a"),
    ],
)
def test_every_level_has_a_key(codes: str, keys: str) -> None:
    scale = grid_of(*codes.split()).scale
    assert level_keys(scale) == tuple(keys.split())
    assert has_own_keys(scale) == all(len(code) == 1 for code in codes.split())
    for place, key in enumerate(keys.split()):
        assert typed(key, BallotState(grid_of(*codes.split()))).marks == (scored(place),)


def recounted(keys: str, width: int) -> list[tuple[Mark, ...]]:
    """Return the ballots of a sequence of keys as a person would count them; « E » is Entrée."""
    meaning = {".": BLANK, "?": NO_OPINION, **{str(i): scored(i) for i in range(5)}}
    ballots: list[tuple[Mark, ...]] = []
    held: list[Mark] = []
    for key in keys:
        if key == "E" and len(held) == width:
            ballots.append(tuple(held))
            held = []
        elif key == "<":
            held = held[:-1]
        elif key in meaning and len(held) < width:
            held.append(meaning[key])
    return ballots


@given(st.text(alphabet="01234.?<E7x", max_size=80), st.integers(1, 4))
def test_any_sequence_of_keys_gives_the_ballots_of_a_recount(keys: str, width: int) -> None:
    state = BallotState(grid_of(*"01234", criteria=width))
    ballots = []
    for key in keys:
        if key == "E":
            if state.is_full:
                ballots.append(state.marks)
                state = state.finished()
        else:
            state = state.erased() if key == "<" else state.typed(key)
    assert ballots == recounted(keys, width)
