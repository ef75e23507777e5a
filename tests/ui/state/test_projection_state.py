"""The projector without Qt: pages, black, frozen, the debate clock, sheets of a long grid."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from euralens_desk.domain.bodies import VoteForm
from euralens_desk.domain.room import MeetingStage
from euralens_desk.ui.state.projection import (
    COURSE,
    DebateClock,
    Display,
    ProjectorState,
    View,
    chosen_display,
    displays_for,
    first_view,
    paginate,
    shown_view,
)
from euralens_desk.usecases.projection import ProjectedPoint, ProjectedVote, Projection

VOTE = ProjectedVote(10, 1, VoteForm.HANDS)
POINT = ProjectedPoint(1, 20, "Tech3E", "", "", (), 0, None, None, None, VOTE)
FOUND = Projection(
    "Label Euralens",
    "Promotion 2022",
    "Comité d’expertise",
    date(2022, 12, 8),
    None,
    "Lens",
    MeetingStage.OPEN,
    1,
    POINT,
)
SHOWN = ProjectorState(is_shown=True)


def test_nothing_is_shown_before_it_is_asked() -> None:
    assert not ProjectorState().is_shown
    assert ProjectorState().view is View.WAITING


@pytest.mark.parametrize(
    ("found", "view"),
    [
        (None, View.WAITING),
        (replace(FOUND, point=None), View.WAITING),
        (replace(FOUND, stage=MeetingStage.PREPARED), View.WAITING),
        (replace(FOUND, stage=MeetingStage.CONVENED), View.WAITING),
        (FOUND, View.DOSSIER),
        (replace(FOUND, stage=MeetingStage.CLOSED), View.DOSSIER),
    ],
)
def test_the_first_page_waits_for_the_opening(found: Projection | None, view: View) -> None:
    assert first_view(found) is view
    assert ProjectorState(is_frozen=True).turned_on(found) == ProjectorState(True, view)


def test_a_page_on_an_item_needs_an_item() -> None:
    assert shown_view(View.SHEETS, FOUND) is View.SHEETS
    assert shown_view(View.SHEETS, replace(FOUND, point=None)) is View.WAITING
    assert shown_view(View.BREAK, replace(FOUND, point=None)) is View.BREAK
    assert shown_view(View.BREAK, None) is View.WAITING


@pytest.mark.parametrize("view", [View.SHEETS, View.VOTE, View.RESULT])
def test_an_item_that_is_no_dossier_has_one_page(view: View) -> None:
    opening = replace(FOUND, point=replace(POINT, place=None))
    assert shown_view(view, opening) is View.DOSSIER
    assert shown_view(View.WAITING, opening) is View.WAITING


def test_the_arrows_go_through_the_pages_and_the_sheets_of_the_grid() -> None:
    state, seen = SHOWN, []
    for _press in range(7):
        state = state.stepped(1, sheets=2)
        seen.append((state.view, state.sheet))
    result = (View.RESULT, 0)
    grid = [(View.SHEETS, 0), (View.SHEETS, 1)]
    assert seen == [(View.DOSSIER, 0), *grid, (View.VOTE, 0), result, result, result]
    back = replace(SHOWN, view=View.SHEETS, sheet=1)
    assert back.stepped(-1, 2) == replace(back, sheet=0)
    assert back.stepped(-1, 2).stepped(-1, 2).view is View.DOSSIER
    assert SHOWN.stepped(-1, 1) == SHOWN


def test_a_break_is_left_for_the_dossier_or_the_waiting_page() -> None:
    assert SHOWN.on(View.BREAK).stepped(1, 1).view is View.DOSSIER
    assert SHOWN.on(View.BREAK).stepped(-1, 1).view is View.WAITING


def test_black_and_frozen_end_by_the_same_key_and_by_hiding() -> None:
    assert SHOWN.black().black() == SHOWN
    assert SHOWN.frozen().frozen() == SHOWN
    held = SHOWN.black().frozen()
    assert held.is_black and held.is_frozen
    assert held.turned_off() == ProjectorState()


def test_choosing_a_page_lights_the_screen() -> None:
    assert not SHOWN.black().on(View.VOTE).is_black
    assert not SHOWN.black().stepped(1, 1).is_black
    assert not replace(SHOWN, view=View.RESULT).black().stepped(1, 1).is_black


@pytest.mark.parametrize("view", View)
def test_another_item_never_shows_its_scores_at_once(view: View) -> None:
    after = replace(SHOWN, view=view, sheet=1).on_another_point()
    stays = view in (View.WAITING, View.BREAK)
    assert after.view is (view if stays else View.DOSSIER)


def test_the_course_holds_every_page_but_the_break() -> None:
    assert {*COURSE, View.BREAK} == set(View)


# The debate clock


def test_a_clock_counts_down_pauses_and_goes_on() -> None:
    clock = DebateClock().started(600, now=100)
    assert (clock.minutes_left(100), clock.minutes_left(101), clock.minutes_left(160)) == (
        10,
        10,
        9,
    )
    held = clock.paused(160)
    assert held.minutes_left(100_000) == 9 and not held.is_running
    assert held.resumed(1000).minutes_left(1060) == 8
    assert held.resumed(1000).resumed(2000) == held.resumed(1000)


def test_a_clock_that_is_over_only_says_so() -> None:
    clock = DebateClock().started(60, now=0)
    assert clock.minutes_left(59.5) == 1
    assert clock.minutes_left(60) == 0
    assert clock.minutes_left(3600) == -59
    assert clock.is_running


def test_no_clock_says_nothing() -> None:
    assert DebateClock().minutes_left(5) is None
    assert DebateClock().resumed(5) == DebateClock()
    assert not DebateClock().is_set


@given(st.lists(st.floats(0, 500), min_size=1, max_size=8), st.floats(60, 3600))
def test_pauses_never_cost_time(spans: list[float], seconds: float) -> None:
    clock, now, counted = DebateClock().started(seconds, 0), 0.0, 0.0
    for place, span in enumerate(spans):
        now += span
        counted += span if place % 2 == 0 else 0
        clock = clock.paused(now) if clock.is_running else clock.resumed(now)
    assert clock.left(now) == pytest.approx(seconds - counted)


# Sheets of a grid


def test_thirteen_criteria_stand_on_one_sheet() -> None:
    axes = [(42.0, [50.0] * 7), (42.0, [50.0, 50, 58, 50]), (42.0, [50.0] * 2)]
    assert paginate(axes, 803) == (((0, range(7)), (1, range(4)), (2, range(2))),)


def test_a_longer_grid_is_cut_between_its_axes() -> None:
    axes = [(42.0, [52.0] * 8), (42.0, [52.0] * 7), (42.0, [52.0] * 5)]
    assert paginate(axes, 841) == (((0, range(8)),), ((1, range(7)), (2, range(5))))


def test_only_an_axis_that_is_too_long_by_itself_is_cut() -> None:
    assert paginate([(42.0, [50.0] * 20)], 842) == (((0, range(16)),), ((0, range(16, 20)),))
    assert paginate([(42.0, [900.0, 50.0])], 842) == (((0, range(1)),), ((0, range(1, 2)),))
    assert paginate([], 842) == ()


HEIGHTS = st.lists(st.floats(50, 90), min_size=1, max_size=20)


@given(st.lists(st.tuples(st.just(42.0), HEIGHTS), min_size=1, max_size=6))
def test_sheets_hold_each_row_once_in_order_and_never_too_many(
    axes: list[tuple[float, list[float]]],
) -> None:
    sheets = paginate(axes, 600)
    rows = [(axis, row) for sheet in sheets for axis, held in sheet for row in held]
    assert rows == [(axis, row) for axis, (_h, hs) in enumerate(axes) for row in range(len(hs))]
    for sheet in sheets:
        taken = sum(axes[a][0] + sum(axes[a][1][r] for r in held) for a, held in sheet)
        assert taken <= 600 + 1e-6
        assert all(held for _axis, held in sheet)


# Screens

LAPTOP, WALL, OTHER = Display("eDP", 1366, 768), Display("HDMI", 1920, 1080), Display("DP", 1, 1)


def test_the_projector_keeps_off_the_screen_of_the_secretary() -> None:
    assert displays_for((LAPTOP, WALL), "eDP") == (WALL,)
    assert displays_for((LAPTOP, WALL), "HDMI") == (LAPTOP,)


def test_the_only_other_screen_is_taken_and_several_are_asked_about() -> None:
    assert chosen_display((LAPTOP,), "eDP", "") is None
    assert chosen_display((LAPTOP, WALL), "eDP", "") == WALL
    assert chosen_display((LAPTOP, WALL, OTHER), "eDP", "") is None
    assert chosen_display((LAPTOP, WALL, OTHER), "eDP", "DP") == OTHER
    assert chosen_display((LAPTOP, WALL), "eDP", "eDP") == WALL
