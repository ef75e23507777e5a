"""The sample campaign, built as a person would, then looked at from every side."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from fakes import FakeCampaignFile

from euralens_desk.cli import main
from euralens_desk.composition import open_campaign
from euralens_desk.domain.campaign import Campaign, GridVersion, Rules
from euralens_desk.domain.disagreement import DebateFlag
from euralens_desk.domain.meeting import ActKind, Meeting, Stance
from euralens_desk.domain.messages import Failure
from euralens_desk.domain.people import Committee
from euralens_desk.domain.sheet import Score
from euralens_desk.exchange.grids_json import read_grids
from euralens_desk.i18n import sort_key
from euralens_desk.resources import resource
from euralens_desk.ui.state.synthesis import Filters, SortBy, choices, matrix
from euralens_desk.usecases import prepare
from euralens_desk.usecases.lookup import committee_with_code, grid_in_force
from euralens_desk.usecases.minutes import meeting_with_code, minutes_snapshot
from euralens_desk.usecases.overview import Place, StepState, overview
from euralens_desk.usecases.ports import CampaignFile
from euralens_desk.usecases.proceedings import proceedings
from euralens_desk.usecases.synthesis import cell_voices, synthesis

GRIDS = read_grids(resource("samples", "grids.json"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("demo")
    assert main(["demo", str(made)]) == 0
    return made


@pytest.fixture
def campaign(folder: Path) -> Iterator[CampaignFile]:
    opened = open_campaign(folder / "Promotion 2022.euralens", read_only=True)
    yield opened
    opened.close()


def test_demo_writes_all_its_documents(folder: Path) -> None:
    names = sorted(path.suffix for path in folder.iterdir() if not path.name.startswith("."))
    assert names == [".euralens", ".json", ".pdf", ".xlsx"]
    told = json.loads((folder / "Avis 2022.json").read_text(encoding="utf-8"))
    assert (
        told["committees"]["experts"]["dossiers"]["2022-01"]["overall"]["mean_exact"] == "503/194"
    )


def test_minutes_hold_the_whole_meeting(campaign: CampaignFile) -> None:
    snapshot = minutes_snapshot(campaign, meeting_with_code(campaign, "2022-11-08"))
    assert len(snapshot.points) == len(snapshot.dossiers) == 8
    assert len(snapshot.scores) == 18 * 8 * 13 + 64 * 8 * 3
    assert {line.evaluator for line in snapshot.scores if line.committee == "lyceens"} == {""}
    assert [snapshot.committee.sheets[item.dossier_id or 0] for item in snapshot.points] == [
        17,
        18,
        17,
        18,
        18,
        18,
        18,
        18,
    ]
    recused = [line for line in snapshot.scores if line.answer == "DÉPORT"]
    assert len(recused) == 26
    with pytest.raises(Failure, match="no meeting 2021"):
        meeting_with_code(campaign, "2021")


def test_the_overview_says_what_is_missing(campaign: CampaignFile) -> None:
    found = overview(campaign, date(2022, 12, 1))
    states = [step.state for step in found.steps]
    assert states[:4] == [StepState.DONE] * 4
    assert states[4:] == [StepState.CURRENT, StepState.TO_COME]
    assert [m.place for m in found.missing].count(Place.DOSSIERS) == 4
    assert any("8 decisions" in str(m.title) for m in found.missing)
    assert [e.member.code for e in found.experts][:2] == ["E01", "E02"]
    assert found.experts[2].expected == 13 * 7


def test_an_empty_campaign_misses_everything() -> None:
    file = FakeCampaignFile()
    file.seed(Campaign("Promotion 2023", 2023))
    prepare.set_up_committees(file, GRIDS)
    found = overview(file, date(2023, 1, 1))
    titles = [str(m.title) for m in found.missing]
    assert titles == ["No dossier yet", "No expert yet", "Scoring is not open"]
    assert found.steps[0].state is StepState.CURRENT


def test_proceedings_know_quorum_and_voices_by_item(campaign: CampaignFile) -> None:
    (meeting,) = campaign.find(Meeting)
    found = proceedings(campaign, meeting.id)
    assert [point.voices for point in found.points[:3]] == [16, 17, 16]
    first = found.points[0]
    assert (first.quorum.required, first.quorum.members, first.quorum.is_reached) == (9, 17, True)
    assert [member.code for member in first.recused] == ["E15"]
    assert set(first.acts) == {ActKind.PROPOSAL, ActKind.APPROVAL}
    assert first.technical is not None
    assert first.technical.stance is Stance.FAVOURABLE
    assert found.others == ()


def test_the_synthesis_sorts_and_filters(campaign: CampaignFile) -> None:
    loaded = synthesis(campaign)
    whole = matrix(loaded, Filters(), sort_key)
    assert [row.dossier.number for row in whole.rows] == [f"2022-{i:02d}" for i in range(1, 9)]
    assert (len(whole.columns), len(whole.student_columns)) == (13, 3)
    assert all(len(row.cells) == 13 and len(row.students) == 3 for row in whole.rows)
    titles = matrix(loaded, Filters(sort_by=SortBy.TITLE), sort_key)
    assert [row.dossier.number for row in titles.rows][:2] == ["2022-07", "2022-04"]
    debated = matrix(loaded, Filters(sort_by=SortBy.DISAGREEMENT), sort_key)
    assert debated.rows[0].dossier.number == "2022-07"
    best = matrix(loaded, Filters(sort_by=SortBy.CRITERION, sort_column=0), sort_key)
    assert best.rows[0].cells[0].level == 4
    axes = matrix(loaded, Filters(by_axis=True, debated_only=True), sort_key)
    assert len(axes.columns) == 3
    agglomerations, themes = choices(loaded, sort_key)
    kept = matrix(loaded, Filters(agglomeration="CAHC", theme="zz"), sort_key)
    assert "CAHC" in agglomerations
    assert themes
    assert kept.rows == ()


def test_the_split_dossier_carries_its_flags(campaign: CampaignFile) -> None:
    rows = matrix(synthesis(campaign), Filters(), sort_key).rows
    flags = {flag for cell in rows[6].cells for flag in cell.flags}
    assert flags & {DebateFlag.OPPOSED, DebateFlag.SPLIT}
    said = [cell_voices(campaign, rows[0].dossier.id, (place,)).comments for place in range(13)]
    assert any(len(comments) > 1 for comments in said)
    assert all(list(comments) == sorted(comments) for comments in said)


@pytest.fixture
def prepared() -> FakeCampaignFile:
    file = FakeCampaignFile()
    file.seed(Campaign("Promotion 2022", 2022))
    prepare.set_up_committees(file, GRIDS)
    return file


def test_committees_take_their_grids(prepared: FakeCampaignFile) -> None:
    sizes = {
        c.code: len(grid.criteria) if (grid := grid_in_force(prepared, c.id)) else 0
        for c in prepared.find(Committee)
    }
    assert sizes == {"experts": 13, "lyceens": 3, "technique": 0, "forum": 0, "pma": 0}


def test_rules_freeze_when_scoring_opens(prepared: FakeCampaignFile) -> None:
    prepare.edit_rules(prepared, Rules(minimum_share=Fraction(1, 3)))
    prepare.open_scoring(prepared, date(2022, 10, 3))
    prepare.open_scoring(prepared, date(2022, 11, 3))
    (kept,) = prepared.find(Campaign)
    assert (kept.scoring_opened_on, kept.rules.minimum_share) == (date(2022, 10, 3), Fraction(1, 3))
    with pytest.raises(Failure, match="rules are frozen"):
        prepare.edit_rules(prepared, Rules())
    prepare.edit_campaign(prepared, replace(kept, title="Promotion 2022 bis", rules=Rules()))
    assert prepared.find(Campaign)[0].rules.minimum_share == Fraction(1, 3)
    with pytest.raises(Failure, match="needs a title"):
        prepare.edit_campaign(prepared, replace(kept, title=" "))


def test_another_grid_moves_the_scores_by_code(folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copie.euralens"
    source = open_campaign(folder / "Promotion 2022.euralens", read_only=True)
    source.save_copy(copy)
    source.close()
    opened = open_campaign(copy)
    experts, students = (
        committee_with_code(opened, "experts"),
        committee_with_code(opened, "lyceens"),
    )
    old = grid_in_force(opened, experts.id)
    assert old is not None
    shorter = replace(old, axes=old.axes[1:])
    effect = prepare.grid_effect(opened, experts.id, shorter)
    before = len(opened.find(Score))
    assert effect.kept + effect.lost == before
    assert effect.new_criteria == 0
    prepare.replace_grid(opened, experts, shorter)
    assert len(opened.find(Score)) == effect.kept
    assert len(opened.find(GridVersion, committee_id=experts.id)) == 2
    opened.undo()
    assert len(opened.find(Score)) == before
    with pytest.raises(Failure, match="Ballots are already entered"):
        prepare.replace_grid(opened, students, shorter)
    opened.close()
