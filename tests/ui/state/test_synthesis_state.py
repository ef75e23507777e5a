"""What a cell of the synthesis says, and what it must not say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from euralens_desk.domain.aggregation import (
    CommitteeOpinions,
    CriterionStatistics,
    Weighting,
    committee_figures,
)
from euralens_desk.domain.campaign import Campaign, Rules
from euralens_desk.domain.disagreement import DebateFlag
from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.grid import Axis, CriteriaGrid, Level, Scale, SubCriterion
from euralens_desk.domain.meeting import Stance, TechnicalOpinion
from euralens_desk.domain.tally import Tally
from euralens_desk.i18n import sort_key
from euralens_desk.ui.state.synthesis import (
    Filters,
    SortBy,
    cell,
    choices,
    has_opinions,
    matrix,
)
from euralens_desk.usecases.synthesis import Synthesis

VALUES = tuple(Fraction(n) for n in range(5))
OPPOSED = Tally((4, 2, 0, 2, 4))
AGREED = Tally((0, 0, 1, 8, 3))
GRID = CriteriaGrid(
    "g",
    "g",
    Scale(tuple(Level(code, "", Fraction(code)) for code in "01234")),
    (
        Axis("A", "1", "a", (SubCriterion("A1", "1.1", "x"), SubCriterion("A2", "1.2", "y"))),
        Axis("B", "2", "b", (SubCriterion("B1", "2.1", "z", weight=Fraction(3)),)),
    ),
)


def opinions(*rows: list[Tally]) -> CommitteeOpinions:
    return committee_figures(GRID, Weighting.BY_CRITERION, dict(enumerate(rows, start=1)))


def loaded(experts: CommitteeOpinions | None, number: int = 2) -> Synthesis:
    dossiers = tuple(
        Dossier(n, f"u{n}", f"2022-{n:02d}", title, agglomeration="CALL", themes=("eau",))
        for n, title in zip(range(1, number + 1), ("Écocité", "Abeilles", "Zoo"), strict=False)
    )
    return Synthesis(Campaign("P", 2022), dossiers, experts, None, {})


def test_eleven_opinions_unfold_into_their_mean() -> None:
    found = cell(CriterionStatistics(Tally((0, 1, 3, 6, 1)), VALUES), Rules())
    assert (int(found.total), found.tally.n) == (29, 11)
    assert found.mean == Fraction(29, 11)
    assert found.level == 3
    assert found.spread == 1
    assert not found.is_debated


@given(st.lists(st.integers(0, 9), min_size=5, max_size=5), st.integers(0, 9), st.integers(0, 9))
def test_too_few_opinions_give_no_figure(counts: list[int], unsaid: int, blank: int) -> None:
    tally = Tally(tuple(counts), unsaid, 0, blank)
    found = cell(CriterionStatistics(tally, VALUES), Rules())
    assert found.is_insufficient == (tally.n == 0 or 2 * tally.n < tally.eligible)
    if found.is_insufficient:
        assert (found.level, found.spread, found.mean) == (None, None, None)
        assert not found.is_debated
    else:
        assert found.mean == found.total / tally.n
        assert found.level is not None
        assert tally.counts[found.level]


def test_four_marks_have_a_range_and_no_quartile() -> None:
    found = cell(CriterionStatistics(Tally((0, 1, 2, 0, 1)), VALUES), Rules())
    assert found.is_range
    assert found.spread == 3
    found = cell(CriterionStatistics(Tally((0, 1, 2, 1, 1)), VALUES), Rules())
    assert not found.is_range
    assert found.spread == 1


def test_not_applicable_is_neither_zero_nor_too_few() -> None:
    found = cell(CriterionStatistics(Tally((0,) * 5, not_applicable=6, recused=1), VALUES), Rules())
    assert found.is_not_applicable
    nobody = cell(CriterionStatistics(Tally((0,) * 5, recused=6), VALUES), Rules())
    assert not nobody.is_not_applicable


def test_an_axis_carries_the_corners_of_its_criteria() -> None:
    source = loaded(opinions([OPPOSED, AGREED, AGREED], [AGREED, AGREED, AGREED]))
    fine = matrix(source, Filters(), sort_key)
    coarse = matrix(source, Filters(by_axis=True), sort_key)
    assert fine.rows[0].cells[0].flags == (DebateFlag.OPPOSED,)
    assert [one.debated for one in coarse.rows[0].cells] == [("1.1",), ()]
    assert [one.is_debated for one in coarse.rows[0].cells] == [True, False]
    assert fine.to_debate == coarse.to_debate == 1
    assert [column.positions for column in coarse.columns] == [(0, 1), (2,)]


def test_two_low_and_two_high_criteria_are_no_disagreement() -> None:
    low, high = Tally((12, 0, 0, 0, 0)), Tally((0, 0, 0, 0, 12))
    coarse = matrix(loaded(opinions([low, high, high]), 1), Filters(by_axis=True), sort_key)
    assert not coarse.rows[0].cells[0].is_debated
    terms = coarse.rows[0].cells[0].terms
    assert [(t.number, int(t.total), t.n) for t in terms] == [("1.1", 0, 12), ("1.2", 48, 12)]
    assert coarse.rows[0].cells[0].mean == 2


def test_a_criterion_nobody_scored_leaves_its_weight() -> None:
    empty = Tally((0,) * 5, blank=12)
    coarse = matrix(loaded(opinions([AGREED, empty, AGREED]), 1), Filters(by_axis=True), sort_key)
    found = coarse.rows[0].cells[0]
    assert [term.number for term in found.terms] == ["1.1"]
    assert found.mean == Fraction(38, 12)


def test_only_what_is_debated_is_kept_on_demand() -> None:
    source = loaded(opinions([AGREED, AGREED, AGREED], [AGREED, OPPOSED, AGREED]))
    kept = matrix(source, Filters(debated_only=True), sort_key)
    assert [row.dossier.id for row in kept.rows] == [2]
    by_title = matrix(source, Filters(sort_by=SortBy.TITLE), sort_key)
    assert [row.dossier.title for row in by_title.rows] == ["Abeilles", "Écocité"]
    none = matrix(source, Filters(theme="feu"), sort_key)
    assert (none.rows, none.to_debate) == ((), 0)
    assert matrix(source, Filters(agglomeration="CAHC"), sort_key).rows == ()


def test_spellings_of_an_agglomeration_and_a_theme_are_filtered_as_one() -> None:
    source = loaded(opinions([AGREED] * 3, [AGREED] * 3))
    second = replace(source.dossiers[1], agglomeration="CALL (à ce stade)", themes=("Eau",))
    source = replace(source, dossiers=(source.dossiers[0], second))
    assert choices(source, sort_key) == (("CALL",), ("eau",))
    found = matrix(source, Filters(agglomeration="CALL", theme="eau"), sort_key)
    assert [row.dossier.id for row in found.rows] == [1, 2]


def test_nothing_said_yet_is_told_apart() -> None:
    empty = Tally((0,) * 5, blank=12)
    source = loaded(opinions([empty] * 3), 1)
    assert not has_opinions(source)
    assert has_opinions(loaded(opinions([empty, replace(empty, no_opinion=1), empty]), 1))
    opinion = TechnicalOpinion(3, 1, Stance.RESERVED, date(2022, 10, 1))
    assert has_opinions(replace(source, technical={1: opinion}))
    assert not has_opinions(loaded(None))
