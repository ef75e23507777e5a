"""A meeting on screen, without Qt: presences, votes, strips, hours as typed."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, time
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from euralens_desk.domain.aggregation import CriterionStatistics
from euralens_desk.domain.bodies import VoteForm
from euralens_desk.domain.campaign import Rules
from euralens_desk.domain.disagreement import DebateFlag
from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.grid import Axis, CriteriaGrid, Level, Scale, SubCriterion
from euralens_desk.domain.headcount import Headcount
from euralens_desk.domain.meeting import (
    Act,
    ActKind,
    AgendaItem,
    Outcome,
    Presence,
)
from euralens_desk.domain.quorum import Quorum
from euralens_desk.domain.tally import Tally
from euralens_desk.ui.state.meetings import (
    CYCLE,
    Wanting,
    following,
    is_done,
    parse_time,
    sheets,
    strips,
    wanting,
)
from euralens_desk.usecases.proceedings import Point
from euralens_desk.usecases.votes import VoteCount, count_of

SCALE = Scale(tuple(Level(str(n), f"Niveau {n}", Fraction(n)) for n in range(5)))
GRID = CriteriaGrid(
    "g",
    "Grille",
    SCALE,
    (
        Axis("1", "1", "Transition", (SubCriterion("1.1", "1.1", "Ressources"),)),
        Axis("2", "2", "Faisabilité", (SubCriterion("2.1", "2.1", "Financement"),)),
    ),
)


def test_space_goes_through_every_presence_and_comes_round() -> None:
    seen: list[Presence | None] = [None]
    for _turn in range(6):
        seen.append(following(seen[-1]))
    assert seen == [None, *CYCLE, Presence.PRESENT]


def test_a_point_is_done_once_its_proposition_is_recorded() -> None:
    item, dossier = AgendaItem(1, 1, 1, 1), Dossier(1, "d1", "2022-01", "Tech3E")
    counted = Headcount((), (), (), (), (), {}, Quorum(1, 1, 1))
    waiting = Point(item, dossier, counted, None, (), {}, None, {})
    act = Act(1, ActKind.PROPOSAL, Outcome.LABEL, date(2022, 12, 8), "Bien.")
    assert not is_done(waiting)
    assert is_done(replace(waiting, acts={ActKind.PROPOSAL: act}))


def test_votes_that_were_not_noted_are_noughts() -> None:
    assert count_of(AgendaItem(1, 1, 1)) == VoteCount(0, 0, 0, 0)
    item = AgendaItem(
        1,
        1,
        1,
        1,
        label_votes=6,
        nominated_votes=3,
        deferred_votes=0,
        abstentions=1,
        null_votes=1,
        form=VoteForm.SECRET,
    )
    assert count_of(item) == VoteCount(6, 3, 0, 1, VoteForm.SECRET, null=1)


@pytest.mark.parametrize(
    ("total", "explained", "outcome", "reasons", "found"),
    [
        (9, "", Outcome.LABEL, "Bien.", Wanting.COUNT),
        (9, "Un départ.", None, "Bien.", Wanting.OUTCOME),
        (10, "", None, "", Wanting.OUTCOME),
        (10, "", Outcome.LABEL, "", Wanting.REASONS),
        (10, "", Outcome.LABEL, "Bien.", None),
    ],
)
def test_what_a_point_wants_before_the_next_one(
    total: int, explained: str, outcome: Outcome | None, reasons: str, found: Wanting | None
) -> None:
    assert wanting(total, 10, explained, outcome, reasons) is found


def test_a_tie_wants_the_chair_after_its_count_and_before_anything_else() -> None:
    assert wanting(10, 10, "", Outcome.LABEL, "Bien.", asks_chair=True) is Wanting.CASTING
    assert wanting(9, 10, "", None, "", asks_chair=True) is Wanting.COUNT


def test_strips_show_the_median_only_when_enough_have_spoken() -> None:
    split = Tally((2, 3, 0, 3, 2))
    silent = Tally((0, 0, 1, 0, 0), no_opinion=9)
    figures = tuple(CriterionStatistics(tally, SCALE.values) for tally in (split, silent))
    first, second = strips(GRID, figures, Rules())
    assert first.heading == "1. Transition"
    assert (first.lines[0].median, first.lines[0].flag) == (1, DebateFlag.OPPOSED)
    assert (second.lines[0].median, second.lines[0].flag) == (None, DebateFlag.FEW_OPINIONS)
    assert sheets(figures) == (10, 0, 0)
    with_blanks = (Tally((2, 3, 0, 3, 1), blank=2), Tally((0, 0, 1, 0, 0), no_opinion=9, blank=1))
    left = tuple(CriterionStatistics(tally, SCALE.values) for tally in with_blanks)
    assert sheets(left) == (10, 1, 1)


def test_a_criterion_that_does_not_apply_has_neither_median_nor_flag() -> None:
    figure = CriterionStatistics(Tally((0,) * 5, not_applicable=10), SCALE.values)
    line = strips(GRID, (figure, figure), Rules())[0].lines[0]
    assert (line.is_left_out, line.median, line.flag) == (True, None, None)


def test_no_sheet_at_all() -> None:
    assert sheets(()) == (0, 0, 0)


@pytest.mark.parametrize("text", ["13:30", "13 h 30", "13h30", " 13\u00a0h\u00a030 ", "13.30"])
def test_an_hour_as_people_type_it(text: str) -> None:
    assert parse_time(text) == time(13, 30)


@pytest.mark.parametrize(("text", "hour"), [("13", time(13)), ("9h", time(9)), ("  ", None)])
def test_an_hour_alone_or_none(text: str, hour: time | None) -> None:
    assert parse_time(text) == hour


@pytest.mark.parametrize("text", ["25:00", "midi", "13:75", "-1", "1330"])
def test_what_is_not_an_hour_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=re.escape(text)):
        parse_time(text)


@given(st.times())
def test_every_hour_written_is_read_again(moment: time) -> None:
    assert parse_time(f"{moment.hour} h {moment.minute:02d}") == time(moment.hour, moment.minute)


@given(st.text(max_size=12))
def test_no_text_makes_anything_but_an_hour_or_a_refusal(text: str) -> None:
    try:
        found = parse_time(text)
    except ValueError:
        return
    assert (found is None) == (not text.split())
