"""Scores in long form: every row understood or nothing imported; lycéens leave no name."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from fakes import FakeCampaignFile

from euralens_desk.domain.campaign import Campaign
from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.messages import Failure, message
from euralens_desk.domain.people import Member, Recusal
from euralens_desk.domain.score_rows import ScoreRow
from euralens_desk.domain.sheet import Ballot, BallotBox, Comment, Score, ScoreSheet
from euralens_desk.exchange.grids_json import read_grids
from euralens_desk.exchange.scores_csv import read_scores
from euralens_desk.resources import resource
from euralens_desk.storage.campaign_file import Station
from euralens_desk.storage.opening import create_campaign
from euralens_desk.usecases.import_scores import apply_scores, plan_scores
from euralens_desk.usecases.lookup import committee_with_code
from euralens_desk.usecases.opinions import committee_opinions, opinions_as_json
from euralens_desk.usecases.ports import CampaignFile
from euralens_desk.usecases.prepare import set_up_committees

DAY = date(2022, 10, 3)
GRIDS = read_grids(resource("samples", "grids.json"))
SCORES = read_scores(resource("samples", "scores-2022.csv"))
TRUTH: dict[str, Any] = json.loads(
    (Path(__file__).parents[1] / "data" / "scores-2022-truth.json").read_text(encoding="utf-8")
)
DOSSIERS = [Dossier(i, f"d{i}", f"2022-{i:02d}", f"Projet {i}") for i in range(1, 9)]


@pytest.fixture
def campaign() -> FakeCampaignFile:
    file = FakeCampaignFile()
    file.seed(Campaign("Promotion 2022", 2022), *DOSSIERS)
    set_up_committees(file, GRIDS)
    return file


def row(**changes: Any) -> ScoreRow:
    base = ScoreRow(2, "experts", "E01", "Alix Aubépin", "culture", "2022-01", "A1", "3", "")
    return replace(base, **changes)


def load(campaign: CampaignFile, *rows: ScoreRow, file: str = "notes.csv") -> None:
    apply_scores(campaign, plan_scores(campaign, file, rows), DAY)


@pytest.fixture(params=["memory", "disk"])
def whole(request: pytest.FixtureRequest, tmp_path: Path) -> Any:
    if request.param == "memory":
        return request.getfixturevalue("campaign")
    station = Station("essai", "poste", lambda: datetime.now(UTC), tmp_path / "b")
    file = create_campaign(tmp_path / "x.euralens", Campaign("Promotion 2022", 2022), station)
    request.addfinalizer(file.close)
    set_up_committees(file, GRIDS)
    with file.change(message("dossiers")) as work:
        work.put_all(DOSSIERS)
    return file


def test_the_json_of_both_committees_is_the_truth(whole: CampaignFile) -> None:
    load(whole, *SCORES, file="scores-2022.csv")
    told = opinions_as_json(whole)["committees"]
    assert set(told) == {"experts", "lyceens"}
    for code, college in (("experts", "experts"), ("lyceens", "lycéens")):
        truth = TRUTH["colleges"][college]
        for number, wanted in truth["dossiers"].items():
            found = told[code]["dossiers"][number]
            for criterion, figures in wanted["criteres"].items():
                compare(found["criteria"][criterion], figures)
            for axis, figures in wanted["axes"].items():
                compare(found["axes"][axis], figures)
            compare(found["overall"], wanted["ensemble"])
            for ours, theirs in RANKS.items():
                assert found["overall"]["ranks"][ours] == truth["classements"][theirs][number]
            majority = truth["classements"]["jugement_majoritaire_jauge"][number]
            assert found["overall"]["majority_rank"] == majority
    for member, wanted in TRUTH["colleges"]["experts"]["par_evaluateur"].items():
        found = told["experts"]["members"][member]
        assert [found[key] for key in ("n", "no_opinion", "blank", "recused", "mean_exact")] == [
            wanted[key] for key in ("n", "nsp", "vide", "deports", "moyenne_exacte")
        ]
        assert found["mean_gap_to_others"] == wanted["ecart_moyen_aux_autres"]


RANKS = {
    "pooled_mean": "moyenne_des_notes_reunies",
    "mean_of_criteria": "moyenne_des_moyennes_de_criteres",
    "mean_of_axes": "moyenne_des_moyennes_d_axes",
    "mean_of_members": "moyenne_des_moyennes_d_evaluateurs",
}
NAMES = {
    "n": "n",
    "no_opinion": "nsp",
    "blank": "vide",
    "recused": "deport",
    "expected": "attendus",
    "counts": "distribution",
    "mean": "moyenne",
    "mean_exact": "moyenne_exacte",
    "q1": "q1",
    "q1_exact": "q1_exact",
    "median": "mediane",
    "median_exact": "mediane_exacte",
    "q3": "q3",
    "q3_exact": "q3_exact",
    "variance_exact": "variance_exacte",
    "std": "ecart_type",
    "majority_grade": "mention_majoritaire",
    "gauge": "jauge",
    "mean_of_criteria": "moyenne_des_moyennes_de_criteres",
    "mean_of_criteria_exact": "moyenne_des_moyennes_de_criteres_exacte",
    "mean_of_axes": "moyenne_des_moyennes_d_axes",
    "mean_of_axes_exact": "moyenne_des_moyennes_d_axes_exacte",
    "mean_of_members": "moyenne_des_moyennes_d_evaluateurs",
    "mean_of_members_exact": "moyenne_des_moyennes_d_evaluateurs_exacte",
    "std_between_members": "ecart_type_entre_evaluateurs",
}


def compare(found: dict[str, Any], wanted: dict[str, Any]) -> None:
    for ours, theirs in NAMES.items():
        if theirs in wanted:
            assert found[ours] == wanted[theirs], ours
    for ours, theirs in (("share_above", "part_au_dessus"), ("share_below", "part_au_dessous")):
        assert found[ours] in (wanted[theirs], f"{wanted[theirs]}/1")


def test_the_same_file_twice_changes_nothing(whole: CampaignFile) -> None:
    load(whole, *SCORES)
    head = whole.journal_head
    load(whole, *SCORES)
    assert (whole.journal_head, whole.last_change.entry) == (head, None)


def test_the_whole_import_is_one_undo(campaign: FakeCampaignFile) -> None:
    load(campaign, *SCORES)
    assert campaign.backups == ["import"]
    campaign.undo()
    assert campaign.find(Score) == ()
    assert campaign.find(Ballot) == ()
    assert campaign.find(Member) == ()


@pytest.mark.parametrize(
    ("changes", "column", "said"),
    [
        ({"college": "jury"}, "college", "unknown college « jury »"),
        ({"college": "technique"}, "college", "unknown college « technique »"),
        ({"evaluator_code": ""}, "evaluateur_id", "evaluator is missing"),
        ({"dossier": "2022-99"}, "dossier_id", "unknown dossier « 2022-99 »"),
        ({"criterion": "Z1"}, "critere", "unknown criterion « Z1 »"),
        ({"answer": "5"}, "valeur", "« 5 » is off the scale"),
        ({"answer": "3,5"}, "valeur", "« 3,5 » is off the scale"),
        ({"college": "Lycéens", "criterion": "L1", "answer": "SO"}, "valeur", "off the scale"),
    ],
)
def test_one_wrong_row_and_nothing_is_imported(
    campaign: FakeCampaignFile, changes: dict[str, str], column: str, said: str
) -> None:
    plan = plan_scores(
        campaign,
        "notes.csv",
        [row(), row(row=3, criterion="A2", **changes)]
        if "criterion" not in changes
        else [row(), row(row=3, **changes)],
    )
    (problem,) = plan.problems
    assert (problem.row, problem.column) == (3, column)
    assert said in str(problem.told)
    with pytest.raises(Failure, match=r"notes.csv, row 3, column .* Nothing was imported\.$"):
        apply_scores(campaign, plan, DAY)
    assert campaign.find(Score) == ()
    assert campaign.backups == []
    report = plan.as_json(str, applied=False)
    assert report["problems"][0]["row"] == 3


def test_a_row_on_a_dossier_out_of_the_running_says_so(campaign: FakeCampaignFile) -> None:
    campaign.seed(replace(DOSSIERS[1], withdrawn_on=DAY))
    plan = plan_scores(campaign, "notes.csv", [row(), row(row=3, dossier="2022-02")])
    (problem,) = plan.problems
    assert (problem.row, problem.column) == (3, "dossier_id")
    assert str(problem.told) == "the dossier « 2022-02 » is not a candidate"


def test_a_duplicate_key_names_both_rows(campaign: FakeCampaignFile) -> None:
    plan = plan_scores(campaign, "notes.csv", [row(), row(row=3, answer="4"), row(row=4)])
    assert [p.row for p in plan.problems] == [3, 4]
    assert "first in row 2" in str(plan.problems[0].told)
    with pytest.raises(Failure, match="1 other row is wrong"):
        apply_scores(campaign, plan, DAY)


def test_members_are_added_and_a_known_name_stays(campaign: FakeCampaignFile) -> None:
    load(campaign, row(), row(evaluator_code="E02", evaluator=""))
    names = {member.code: member.name for member in campaign.find(Member)}
    assert names == {"E01": "Alix Aubépin", "E02": "E02"}
    plan = plan_scores(campaign, "n.csv", [row(evaluator="Une Autre")])
    assert "Alix Aubépin stays" in str(plan.warnings[0])
    assert plan.as_json(str, applied=True)["warnings"]


def test_a_recusal_is_declared_and_nothing_stored(campaign: FakeCampaignFile) -> None:
    load(campaign, row(answer="Déport"), row(criterion="A2", answer="DÉPORT"))
    (member,) = campaign.find(Member)
    assert campaign.find(Recusal) == (Recusal(member.id, 1, DAY),)
    assert campaign.find(ScoreSheet) == ()


def test_a_changed_file_updates_and_clears(campaign: FakeCampaignFile) -> None:
    load(campaign, row(comment="Bien."), row(criterion="A2"))
    load(campaign, row(answer="4"), row(criterion="A2", answer=""))
    assert [(s.criterion, s.level) for s in campaign.find(Score)] == [(0, 4)]
    assert [c.text for c in campaign.find(Comment)] == ["Bien."]


def test_lyceens_leave_no_name_and_no_comment(campaign: FakeCampaignFile) -> None:
    young = [
        row(
            college="lycéens",
            evaluator_code=f"B{i}",
            evaluator="Une Personne",
            criterion="L2",
            answer="3",
            comment="signé",
        )
        for i in (7, 9)
    ]
    plan = plan_scores(campaign, "notes.csv", young)
    assert "2 comments of lycéens are not kept" in str(plan.warnings[0])
    apply_scores(campaign, plan, DAY)
    assert [(b.number, b.batch) for b in campaign.find(Ballot)] == [
        (1, "notes.csv"),
        (2, "notes.csv"),
    ]
    assert campaign.find(Member) == ()
    assert campaign.find(Comment) == ()


def test_a_closed_box_takes_no_ballot(campaign: FakeCampaignFile) -> None:
    committee = committee_with_code(campaign, "lyceens")
    campaign.seed(BallotBox(committee.id, 1, 62, DAY))
    with pytest.raises(Failure, match="the box of 2022-01 is closed"):
        load(campaign, row(college="lyceens", criterion="L1"))


def test_scores_of_a_member_recused_since_count_no_more(whole: CampaignFile) -> None:
    load(
        whole, row(), row(evaluator_code="E02", answer="1"), row(evaluator_code="E03", answer="NSP")
    )
    first = next(m for m in whole.find(Member) if m.code == "E01")
    with whole.change(message("recusal")) as work:
        work.put(Recusal(first.id, 1, DAY))
    found = committee_opinions(whole, committee_with_code(whole, "experts"))
    assert found is not None
    tally = found.dossiers[1].criteria["A1"].tally
    assert (tally.counts, tally.recused, tally.no_opinion, tally.blank) == (
        (0, 1, 0, 0, 0),
        1,
        1,
        0,
    )


def test_a_committee_without_grid_has_no_opinions(campaign: FakeCampaignFile) -> None:
    assert committee_opinions(campaign, committee_with_code(campaign, "technique")) is None
    assert opinions_as_json(campaign, "technique") == {"committees": {}}
    with pytest.raises(Failure, match="no committee jury"):
        opinions_as_json(campaign, "jury")


def test_opinions_of_one_committee(campaign: FakeCampaignFile) -> None:
    load(campaign, row())
    told = opinions_as_json(campaign, "experts")["committees"]["experts"]
    figure = told["dossiers"]["2022-01"]["criteria"]["A1"]
    assert (figure["n"], figure["mean_exact"], figure["is_insufficient"]) == (1, "3/1", False)
    assert told["dossiers"]["2022-02"]["overall"]["rank"] is None
    assert told["members"]["E01"]["mean_gap_to_others"] is None
