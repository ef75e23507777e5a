"""Answers of online forms become ballots: the right ones, without a name, never twice."""

from __future__ import annotations

import csv
import hashlib
import io
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest
from fakes import FakeCampaignFile
from form_samples import ROWS, answers, framaforms, google, limesurvey, tally
from hypothesis import given
from hypothesis import strategies as st

from euralens_desk.domain.campaign import Campaign, GridVersion
from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.form_answers import (
    ColumnUse,
    Correspondence,
    FormKind,
    FormTable,
    form_table,
)
from euralens_desk.domain.mark import BLANK, NO_OPINION, Mark, scored
from euralens_desk.domain.messages import Failure
from euralens_desk.domain.people import Committee, CommitteeKind
from euralens_desk.domain.sheet import Ballot, BallotBox
from euralens_desk.exchange.csv_text import read_text_table
from euralens_desk.exchange.grids_json import read_grids
from euralens_desk.resources import resource
from euralens_desk.usecases.form_answers import apply_form, plan_form

GRID = next(g for g in read_grids(resource("samples", "grids.json")) if g.code == "lyceens-2022")
TECH3E, FOREST = "2022-01", "2022-02"


@pytest.fixture
def campaign() -> FakeCampaignFile:
    return a_campaign()


def a_campaign() -> FakeCampaignFile:
    file = FakeCampaignFile()
    file.seed(
        Campaign("Promotion 2022", 2022),
        Committee(3, "c3", "lyceens", "Comité lycéen", CommitteeKind.STUDENT),
        GridVersion(3, 1, GRID),
        Dossier(1, "d1", TECH3E, "Tech3E"),
        Dossier(2, "d2", FOREST, "La forêt urbaine de Lens"),
    )
    return file


def read(data: bytes) -> FormTable:
    table = read_text_table(data, "réponses.csv")
    return form_table("réponses.csv", hashlib.sha256(data).hexdigest(), table.rows)


def wanted(row: int, unsure: Mark, shift: int = 0) -> tuple[Mark, ...]:
    return tuple(unsure if level is None else scored(level) for level in answers(row, shift))


def every(unsure: Mark, rows: range = range(ROWS), shift: int = 0) -> Counter[tuple[Mark, ...]]:
    found = Counter(wanted(row, unsure, shift) for row in rows)
    del found[BLANK, BLANK, BLANK]
    return found


def ballots(campaign: FakeCampaignFile, dossier: int) -> Counter[tuple[Mark, ...]]:
    return Counter(ballot.marks for ballot in campaign.find(Ballot, dossier_id=dossier))


CHOSEN = Correspondence(dossier=TECH3E)


@pytest.mark.parametrize(
    ("data", "kind", "chosen", "expected"),
    [
        (limesurvey(), FormKind.LIMESURVEY, CHOSEN, {1: every(BLANK)}),
        (limesurvey(codes=True), FormKind.LIMESURVEY, CHOSEN, {1: every(BLANK)}),
        (
            tally(),
            FormKind.TALLY,
            None,
            {
                1: every(NO_OPINION, range(0, ROWS, 2)),
                2: every(NO_OPINION, range(1, ROWS, 2)),
            },
        ),
        (
            google(),
            FormKind.GOOGLE,
            None,
            {1: every(NO_OPINION), 2: every(BLANK, shift=1)},
        ),
        (framaforms(), FormKind.FRAMAFORMS, None, {1: every(NO_OPINION)}),
    ],
)
def test_a_file_of_each_form_is_read_without_help(
    campaign: FakeCampaignFile,
    data: bytes,
    kind: FormKind,
    chosen: Correspondence | None,
    expected: dict[int, Counter[tuple[Mark, ...]]],
) -> None:
    form = read(data)
    assert (form.kind, len(form.rows)) == (kind, ROWS)
    plan = plan_form(campaign, form, chosen)
    assert [str(problem) for problem in plan.problems] == []
    apply_form(campaign, plan, "Formulaire")
    assert {dossier: ballots(campaign, dossier) for dossier in expected} == expected
    assert len(campaign.find(Ballot)) == plan.count == sum(map(Counter.total, expected.values()))


@pytest.mark.parametrize("data", [limesurvey(), tally(), google(), framaforms()])
def test_nothing_of_a_person_or_a_time_leaves_the_reading(data: bytes) -> None:
    form = read(data)
    told = repr((form.headings, form.rows))
    for trace in ("@", "10.0.0", "192.168", "2022-11-08", "08/11/2022", "11/08/2022", "Anonyme"):
        assert trace not in told
    assert all(f"'{prefix}{row}'" not in told for prefix in ("s", "r", "90") for row in range(ROWS))
    assert len(form.dropped) == len({*form.dropped}) >= 2


def test_names_are_dropped_whatever_their_column_is_called() -> None:
    rows = [
        ["Ton prénom", "Classe", "Contact", "Compréhension du projet", "Remarque"],
        ["Alix", "2de 3", "alix@example.org", "Bon", "Le projet est à deux pas"],
    ]
    form = form_table("x.csv", "0", rows)
    assert form.headings == ("Compréhension du projet", "Remarque")
    assert form.dropped == ("Ton prénom", "Classe", "Contact")


def test_the_same_file_is_never_counted_twice(campaign: FakeCampaignFile) -> None:
    form = read(framaforms())
    apply_form(campaign, plan_form(campaign, form), "Formulaire")
    again = plan_form(campaign, form)
    assert str(again.problems[0]).startswith("this file was read already")
    with pytest.raises(Failure, match="read already"):
        apply_form(campaign, again, "Formulaire")
    later = plan_form(campaign, replace(form, sha256="autre"))
    assert later.problems == ()
    assert "another file of this form" in str(later.warnings[0])
    campaign.undo()
    assert campaign.find(Ballot) == ()
    assert plan_form(campaign, form).problems == ()


def test_the_ballots_of_two_dossiers_are_mixed_apart(campaign: FakeCampaignFile) -> None:
    calls: list[int] = []

    def backwards(drawn: object) -> None:
        assert isinstance(drawn, list)
        calls.append(len(drawn))
        drawn.reverse()

    apply_form(campaign, plan_form(campaign, read(google())), "Formulaire", backwards)
    assert calls == [ROWS, ROWS]
    first = campaign.find(Ballot, dossier_id=1)[0]
    assert (first.marks, first.number, first.batch) == (
        wanted(ROWS - 1, NO_OPINION),
        1,
        "Formulaire",
    )


def test_a_closed_box_refuses_the_whole_file(campaign: FakeCampaignFile) -> None:
    from datetime import date

    campaign.seed(BallotBox(3, 2, 12, date(2022, 11, 9)))
    with pytest.raises(Failure, match="is closed"):
        apply_form(campaign, plan_form(campaign, read(google())), "Formulaire")
    assert campaign.find(Ballot) == ()
    assert campaign.get(Campaign, 1) == Campaign("Promotion 2022", 2022)


def sheet(*rows: tuple[str, ...]) -> FormTable:
    return form_table("x.csv", "0", rows)


Problems = Callable[[FormTable, Correspondence | None], list[str]]


@pytest.fixture
def problems(campaign: FakeCampaignFile) -> Problems:
    return lambda form, chosen: [str(p) for p in plan_form(campaign, form, chosen).problems]


def test_what_is_not_understood_is_asked_and_can_be_answered(
    campaign: FakeCampaignFile, problems: Problems
) -> None:
    form = sheet(("As-tu compris ?", "L3"), ("oui", "Bon"), ("oui", ""), ("", ""))
    assert problems(form, None) == ["1 answer is of no dossier yet: choose it"]
    one = Correspondence({"As-tu compris ?": ColumnUse("L1")}, dossier=FOREST)
    assert problems(form, one) == ["« oui » (2 answers) is no level of the scale yet"]
    whole = replace(one, words={"OUI": "4"})
    plan = plan_form(campaign, form, whole)
    assert plan.problems == ()
    assert plan.found.ballots == {
        FOREST: ((scored(4), BLANK, scored(3)), (scored(4), BLANK, BLANK))
    }
    assert plan.found.empty == 0
    left = replace(one, words={"oui": ""})
    assert plan_form(campaign, form, left).found.empty == 1


@pytest.mark.parametrize(
    ("form", "chosen", "said"),
    [
        (sheet(("Remarque",), ("Bien",)), None, "no question goes to a criterion yet"),
        (sheet(("L1", "Compréhension du projet"), ("1", "2")), CHOSEN, "two questions go to L1 "),
        (
            sheet(("Projet", "L1"), *[("Tech3E", "1")] * 9, ("Autre", "2")),
            None,
            "« Autre » (1 answer) is no dossier of the campaign",
        ),
    ],
)
def test_each_doubt_stands_in_the_way(
    problems: Problems, form: FormTable, chosen: Correspondence | None, said: str
) -> None:
    assert problems(form, chosen) == [said]


def test_the_report_names_words_and_columns(campaign: FakeCampaignFile) -> None:
    told = plan_form(campaign, read(limesurvey()), CHOSEN).as_json(str, applied=False)
    assert told["form"] == "limesurvey"
    assert [c["criterion"] for c in told["columns"]] == ["L1", "L2", "L3"]
    assert told["words"]["Bon"] == "3"
    assert told["words"][""] == ""
    assert told["ballots"] == {TECH3E: ROWS}


CELLS = st.text("aB3é ;,\"'\n[]@.:/-L1Bon", max_size=12)


@given(st.lists(st.lists(CELLS, max_size=6), max_size=8))
def test_any_table_is_read_without_a_fall_and_no_ballot_is_lost(rows: list[list[str]]) -> None:
    form = form_table("x.csv", "0", rows)
    assert len(set(form.headings)) == len(form.headings)
    assert all(len(row) == len(form.headings) for row in form.rows)
    plan = plan_form(a_campaign(), form, CHOSEN)
    if not plan.problems:
        assert plan.count + plan.found.empty == len(form.rows)


@given(
    st.lists(
        st.lists(st.sampled_from(["0", "3", "Bon", "NSP", "", "n/a"]), min_size=3, max_size=3),
        min_size=1,
        max_size=12,
    ),
    st.permutations(range(3)),
)
def test_columns_in_any_order_give_the_same_ballots(
    rows: list[list[str]], order: list[int]
) -> None:
    heads = ["L1", "L2", "L3"]
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows(
        [[row[place] for place in order] for row in [heads, *rows]]
    )
    table = read_text_table(out.getvalue().encode(), "x.csv").rows
    direct = plan_form(a_campaign(), form_table("x.csv", "0", [heads, *rows]), CHOSEN)
    turned = plan_form(a_campaign(), form_table("x.csv", "0", table), CHOSEN)
    assert Counter(direct.found.ballots.get(TECH3E, ())) == Counter(
        turned.found.ballots.get(TECH3E, ())
    )
