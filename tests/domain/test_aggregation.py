"""Opinions of both committees of 2022 against the known truth, and the order of averaging."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from fractions import Fraction as F
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from euralens_desk.domain.aggregation import (
    CommitteeOpinions,
    CriterionStatistics,
    Weighting,
    committee_figures,
    dossier_opinion,
)
from euralens_desk.domain.grid import Axis, CriteriaGrid, Level, Scale, SubCriterion
from euralens_desk.domain.mark import BLANK, NO_OPINION, RECUSED, Mark, scored
from euralens_desk.domain.statistics import mean, mean_of
from euralens_desk.domain.tally import Tally

DATA = Path(__file__).parents[1] / "data"
SCALE = Scale(tuple(Level(str(i), str(i), F(i)) for i in range(5)))
WORDS = {"NSP": NO_OPINION, "": BLANK, "DÉPORT": RECUSED}
TRUTH: dict[str, Any] = json.loads((DATA / "scores-2022-truth.json").read_text(encoding="utf-8"))


def grid(*sizes: int, weights: tuple[int, ...] = (), letters: str = "ABC") -> CriteriaGrid:
    axes = []
    for place, (letter, size) in enumerate(zip(letters, sizes, strict=False)):
        criteria = tuple(
            SubCriterion(f"{letter}{i}", f"{place + 1}.{i}", "x") for i in range(1, size + 1)
        )
        weight = F(weights[place]) if weights else F(1)
        axes.append(Axis(letter, str(place + 1), "axe", criteria, weight=weight))
    return CriteriaGrid("essai", "essai", SCALE, tuple(axes))


GRIDS = {"experts": grid(7, 4, 2), "lycéens": grid(3, letters="L")}


def mark(text: str) -> Mark:
    return WORDS[text] if text in WORDS else scored(int(text))


def opinions_of(college: str) -> CommitteeOpinions:
    marks: dict[int, dict[str, list[Mark]]] = defaultdict(lambda: defaultdict(list))
    sheets: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    with (DATA / "scores-2022.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            if row["college"] == college:
                dossier = int(row["dossier_id"][-2:])
                given = mark(row["valeur"])
                marks[dossier][row["critere"]].append(given)
                if given.level is not None:
                    sheets[dossier][row["evaluateur_id"]].append(given.level)
    codes = [criterion.code for criterion in GRIDS[college].criteria]
    tallies = {d: [Tally.of(row[code], 5) for code in codes] for d, row in marks.items()}
    means = {d: [F(sum(s), len(s)) for s in by.values()] for d, by in sheets.items()}
    return committee_figures(GRIDS[college], Weighting.BY_CRITERION, tallies, means)


def exact(value: F | None) -> str | None:
    return None if value is None else f"{value.numerator}/{value.denominator}"


def figures(found: CriterionStatistics) -> dict[str, Any]:
    tally, majority = found.tally, found.majority
    assert majority is not None
    assert found.std is not None
    return {
        "n": tally.n,
        "nsp": tally.no_opinion,
        "vide": tally.blank,
        "deport": tally.recused,
        "attendus": tally.expected,
        "distribution": {str(level): count for level, count in enumerate(tally.counts)},
        "moyenne_exacte": exact(found.mean),
        "q1_exact": exact(found.q1),
        "mediane_exacte": exact(found.median),
        "q3_exact": exact(found.q3),
        "variance_exacte": exact(found.variance),
        "ecart_type": round(found.std, 10),
        "mention_majoritaire": str(majority.level),
        "part_au_dessus": exact(majority.share_above),
        "part_au_dessous": exact(majority.share_below),
        "jauge": f"{majority.level}{majority.sign}",
    }


def expected(told: dict[str, Any]) -> dict[str, Any]:
    def fraction(text: str) -> str:
        return text if "/" in text else f"{text}/1"

    return {
        **{key: told[key] for key in ("n", "nsp", "vide", "deport", "attendus", "distribution")},
        **{
            key: told[key]
            for key in told
            if key.endswith(("_exacte", "_exact")) and not key.startswith("moyenne_des")
        },
        "ecart_type": told["ecart_type"],
        "mention_majoritaire": told["mention_majoritaire"],
        "part_au_dessus": fraction(told["part_au_dessus"]),
        "part_au_dessous": fraction(told["part_au_dessous"]),
        "jauge": told["jauge"],
    }


@pytest.mark.parametrize("college", ["experts", "lycéens"])
def test_every_figure_of_2022_is_the_truth(college: str) -> None:
    found = opinions_of(college)
    truth = TRUTH["colleges"][college]
    assert len(found.dossiers) == len(truth["dossiers"]) == 8
    for number, told in truth["dossiers"].items():
        opinion = found.dossiers[int(number[-2:])]
        for code, criterion in told["criteres"].items():
            assert figures(opinion.criteria[code]) == expected(criterion)
        for code, axis in told["axes"].items():
            assert figures(opinion.axes[code]) == expected(axis)
            wanted = axis["moyenne_des_moyennes_de_criteres_exacte"]
            assert exact(opinion.axes[code].mean_of_criteria) == wanted
        overall, whole = opinion.overall, told["ensemble"]
        assert figures(overall) == expected(whole)
        for ours, theirs in (
            (overall.mean_of_criteria, "moyenne_des_moyennes_de_criteres_exacte"),
            (overall.mean_of_axes, "moyenne_des_moyennes_d_axes_exacte"),
            (overall.mean_of_members, "moyenne_des_moyennes_d_evaluateurs_exacte"),
        ):
            assert exact(ours) == whole[theirs]
        assert overall.std_between_members is not None
        assert round(overall.std_between_members, 10) == whole["ecart_type_entre_evaluateurs"]


@pytest.mark.parametrize("college", ["experts", "lycéens"])
def test_every_rank_of_2022_is_the_truth(college: str) -> None:
    found = opinions_of(college).rankings
    truth = TRUTH["colleges"][college]["classements"]
    names = {
        "pooled_mean": "moyenne_des_notes_reunies",
        "mean_of_criteria": "moyenne_des_moyennes_de_criteres",
        "mean_of_axes": "moyenne_des_moyennes_d_axes",
        "mean_of_members": "moyenne_des_moyennes_d_evaluateurs",
        "majority": "jugement_majoritaire_jauge",
    }
    for ours, theirs in names.items():
        assert {f"2022-{d:02d}": rank for d, rank in found[ours].items()} == truth[theirs]
    assert found["rule"] == found["mean_of_criteria"]


def test_the_rule_by_axis_ranks_by_axis_means() -> None:
    two = grid(2, 1, letters="AB")
    rows = {
        1: [Tally.of([scored(4)], 5), Tally.of([scored(4)], 5), Tally.of([scored(0)], 5)],
        2: [Tally.of([scored(2)], 5), Tally.of([scored(2)], 5), Tally.of([scored(3)], 5)],
    }
    assert committee_figures(two, Weighting.BY_CRITERION, rows).rankings["rule"] == {1: 1, 2: 2}
    assert committee_figures(two, Weighting.BY_AXIS, rows).rankings["rule"] == {1: 2, 2: 1}


def test_criteria_come_before_members() -> None:
    two = grid(2, letters="A")
    rows = [Tally.of([scored(4), NO_OPINION], 5), Tally.of([scored(2), scored(0)], 5)]
    assert dossier_opinion(two, rows).overall.mean_of_criteria == F(5, 2)


def test_one_evaluator_with_no_opinions() -> None:
    answers = [4, 3, 3, 2, None, 4, 1, 2, 3, None, 1, 4, 2]
    rows = [Tally.of([NO_OPINION if a is None else scored(a)], 5) for a in answers]
    found = dossier_opinion(grid(7, 4, 2), rows)
    assert [axis.mean_of_criteria for axis in found.axes.values()] == [F(17, 6), F(2), F(3)]
    assert found.overall.mean_of_criteria == F(29, 11)
    assert found.overall.mean_of_axes == F(47, 18)
    weighted = dossier_opinion(grid(7, 4, 2, weights=(50, 30, 20)), rows)
    assert weighted.overall.mean_of_axes == F(157, 60)


def test_nobody_answered() -> None:
    found = committee_figures(grid(1), Weighting.BY_AXIS, {1: [Tally.of([BLANK], 5)]})
    overall = found.dossiers[1].overall
    assert (overall.mean, overall.std, overall.majority, overall.mean_of_axes) == (None,) * 4
    assert set(found.rankings["rule"].values()) == {None}


def test_lyceens_of_the_vector() -> None:
    rows: list[list[int | None]] = [[3, 3, 2, 3, None], [2, 3, 2, 2, 3], [3, 1, 3, 3, 2]]
    tallies = [Tally.of([NO_OPINION if m is None else scored(m) for m in row], 5) for row in rows]
    found = [dossier_opinion(grid(3), tallies).criteria[code] for code in ("A1", "A2", "A3")]
    assert [f.majority.level for f in found if f.majority] == [3, 2, 3]
    assert [f.mean for f in found] == [F(11, 4), F(12, 5), F(12, 5)]
    assert (found[0].tally.n, found[0].tally.no_opinion) == (4, 1)


WEIGHTS = st.fractions(F(1, 6), 5, max_denominator=6)
TALLIES = st.lists(st.integers(0, 4), min_size=5, max_size=5).map(lambda c: Tally(tuple(c)))


@given(st.data())
def test_weighted_means_are_those_of_plain_fractions(data: st.DataObject) -> None:
    numbers = st.fractions(-3, 9, max_denominator=4)
    values = sorted(data.draw(st.sets(numbers, min_size=5, max_size=5)))
    scale = Scale(tuple(Level(str(i), "x", value) for i, value in enumerate(values)))
    axes = tuple(
        Axis(
            letter,
            letter,
            "axe",
            tuple(
                SubCriterion(f"{letter}{i}", f"{letter}.{i}", "x", weight=data.draw(WEIGHTS))
                for i in range(data.draw(st.integers(1, 3)))
            ),
            weight=data.draw(WEIGHTS),
        )
        for letter in "AB"
    )
    used = CriteriaGrid("essai", "essai", scale, axes)
    rows = [data.draw(TALLIES) for _ in used.criteria]
    found = dossier_opinion(used, rows)
    means = [mean(row.counts, values) for row in rows]
    weights = [criterion.weight for criterion in used.criteria]
    assert found.overall.mean_of_criteria == mean_of(list(zip(weights, means, strict=True)))
    by_axis = []
    for axis, places in used.positions_by_axis():
        terms = [(weights[place], means[place]) for place in places]
        assert found.axes[axis.code].mean_of_criteria == mean_of(terms)
        by_axis.append((axis.weight, mean_of(terms)))
    assert found.overall.mean_of_axes == mean_of(by_axis)
    assert found.overall.tally == sum(rows[1:], rows[0])
