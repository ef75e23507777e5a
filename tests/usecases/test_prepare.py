"""Grids and rules: edited until scoring opens, then only by a new version."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path

import pytest
from fakes import FakeCampaignFile
from hypothesis import given
from hypothesis import strategies as st

from euralens_desk.domain.aggregation import Weighting
from euralens_desk.domain.campaign import Campaign, GridVersion, Rules
from euralens_desk.domain.disagreement import DebateThresholds
from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.grid import CriteriaGrid
from euralens_desk.domain.grid_editing import (
    add_criterion,
    add_level,
    move_criterion,
    remove_criterion,
    remove_level,
    with_criterion,
    with_level,
)
from euralens_desk.domain.mark import scored
from euralens_desk.domain.messages import Failure, message
from euralens_desk.domain.people import Committee
from euralens_desk.domain.sheet import WHOLE_DOSSIER, Ballot, Comment, NotApplicable, Score
from euralens_desk.exchange.grids_json import grids_file, read_grids
from euralens_desk.resources import resource
from euralens_desk.storage.campaign_file import Station
from euralens_desk.storage.mapping import mapping_of
from euralens_desk.storage.opening import create_campaign, open_campaign
from euralens_desk.usecases.lookup import committee_with_code, grid_in_force, the_campaign
from euralens_desk.usecases.people import add_member
from euralens_desk.usecases.prepare import (
    GridEffect,
    edit_campaign,
    edit_grid,
    edit_rules,
    grid_effect,
    open_scoring,
    read_preparation,
    replace_grid,
    set_up_committees,
)
from euralens_desk.usecases.scoring import filled_sheet, record_score, write_comment

GRIDS = read_grids(resource("samples", "grids.json"))
DAY = date(2022, 9, 1)
EDIT = message("edit")


@pytest.fixture
def campaign() -> FakeCampaignFile:
    file = FakeCampaignFile()
    file.seed(Campaign("Promotion 2022", 2022), Dossier(1, "d1", "2022-01", "Projet"))
    set_up_committees(file, GRIDS)
    add_member(file, experts(file).id, "Alix Aubépin")
    return file


def experts(campaign: FakeCampaignFile) -> Committee:
    return committee_with_code(campaign, "experts")


def grid(campaign: FakeCampaignFile) -> CriteriaGrid:
    found = grid_in_force(campaign, experts(campaign).id)
    assert found is not None
    return found


def test_the_page_reads_settings_and_grids(campaign: FakeCampaignFile) -> None:
    record_score(campaign, 1, 1, 0, scored(4))
    lyceens = committee_with_code(campaign, "lyceens")
    campaign.seed(Ballot(1, lyceens.id, 1, (scored(1),) * 3))
    found = read_preparation(campaign)
    assert found.campaign.title == "Promotion 2022"
    assert [(g.committee.code, g.version, g.answers) for g in found.grids] == [
        ("experts", 1, 1),
        ("lyceens", 1, 1),
        ("technique", 0, 0),
    ]
    assert found.grids[2].grid is None


def test_a_grid_is_edited_in_place_and_undone(campaign: FakeCampaignFile) -> None:
    before = grid(campaign)
    action = message("criterion renamed, {label}", label="Eau")
    edit_grid(campaign, experts(campaign).id, lambda g: with_criterion(g, 0, label="Eau"), action)
    assert grid(campaign).criteria[0].label == "Eau"
    assert len(campaign.find(GridVersion, committee_id=experts(campaign).id)) == 1
    assert campaign.undo_action() == action
    campaign.undo()
    assert grid(campaign) == before


def test_answers_follow_their_criterion_and_their_level(campaign: FakeCampaignFile) -> None:
    for position in (0, 1):
        record_score(campaign, 1, 1, position, scored(4))
        write_comment(campaign, 1, 1, position, f"Mot {position}")
    campaign.seed(NotApplicable(experts(campaign).id, 1, 2))
    committee = experts(campaign).id
    edit_grid(campaign, committee, lambda g: move_criterion(g, 0, 1), EDIT)
    edit_grid(campaign, committee, lambda g: remove_criterion(g, 1), EDIT)
    edit_grid(campaign, committee, lambda g: remove_level(g, 0), EDIT)
    assert campaign.find(Score) == (Score(1, 0, scored(3).state, 3),)
    assert [(c.criterion, c.text) for c in campaign.find(Comment)] == [(0, "Mot 1")]
    assert [n.criterion for n in campaign.find(NotApplicable)] == [1]
    for _ in range(3):
        campaign.undo()
    assert len(campaign.find(Score)) == 2
    assert filled_sheet(campaign, 1, 1).comments == {0: "Mot 0", 1: "Mot 1"}


def test_what_does_not_apply_follows_its_criterion(campaign: FakeCampaignFile) -> None:
    committee = experts(campaign).id
    campaign.seed(
        NotApplicable(committee, 1, 0, "premier"), NotApplicable(committee, 1, 1, "second")
    )
    write_comment(campaign, 1, 1, WHOLE_DOSSIER, "En somme.")
    edit_grid(campaign, committee, lambda g: move_criterion(g, 0, 1), EDIT)
    found = campaign.find(NotApplicable)
    assert [(mark.criterion, mark.reason) for mark in found] == [(0, "second"), (1, "premier")]
    edit_grid(campaign, committee, lambda g: remove_criterion(g, 0), EDIT)
    found = campaign.find(NotApplicable)
    assert [(mark.criterion, mark.reason) for mark in found] == [(0, "premier")]
    assert filled_sheet(campaign, 1, 1).comments == {WHOLE_DOSSIER: "En somme."}


def test_a_level_written_otherwise_keeps_its_answers(campaign: FakeCampaignFile) -> None:
    record_score(campaign, 1, 1, 0, scored(4))
    edit_grid(campaign, experts(campaign).id, lambda g: with_level(g, 4, code="A"), EDIT)
    assert campaign.find(Score)[0].level == 4


def test_ballots_let_words_change_and_nothing_else(campaign: FakeCampaignFile) -> None:
    lyceens = committee_with_code(campaign, "lyceens")
    campaign.seed(Ballot(1, lyceens.id, 1, (scored(1),) * 3))
    edit_grid(campaign, lyceens.id, lambda g: with_criterion(g, 0, label="Clair"), EDIT)
    with pytest.raises(Failure, match="Ballots are already entered"):
        edit_grid(campaign, lyceens.id, lambda g: add_criterion(g, 0, "Autre"), EDIT)
    with pytest.raises(Failure, match="Ballots are already entered"):
        replace_grid(campaign, lyceens, GRIDS[0])


def test_without_a_grid_there_is_nothing_to_edit(campaign: FakeCampaignFile) -> None:
    technical = committee_with_code(campaign, "technique")
    with pytest.raises(Failure, match="has no grid"):
        edit_grid(campaign, technical.id, lambda g: g, EDIT)
    assert grid_effect(campaign, technical.id, GRIDS[0]) == GridEffect(0, 0, 13)
    replace_grid(campaign, technical, GRIDS[0])
    assert grid_in_force(campaign, technical.id) == GRIDS[0]


def test_after_the_opening_only_a_new_version_changes_the_grid(
    campaign: FakeCampaignFile,
) -> None:
    record_score(campaign, 1, 1, 0, scored(4))
    record_score(campaign, 1, 1, 12, scored(0))
    open_scoring(campaign, DAY)
    with pytest.raises(Failure, match="grid is frozen"):
        edit_grid(campaign, experts(campaign).id, lambda g: g, EDIT)
    shorter = add_criterion(remove_criterion(grid(campaign), 0), 0, "Eau")
    assert grid_effect(campaign, experts(campaign).id, shorter) == GridEffect(1, 1, 1)
    replace_grid(campaign, experts(campaign), shorter)
    found = read_preparation(campaign).grids[0]
    assert (found.version, found.answers) == (2, 1)
    campaign.undo()
    assert read_preparation(campaign).grids[0].version == 1
    assert len(campaign.find(Score)) == 2


def test_scoring_opens_once_and_for_good(campaign: FakeCampaignFile) -> None:
    open_scoring(campaign, DAY)
    assert open_scoring(campaign, date(2022, 10, 1)).kinds == frozenset()
    assert the_campaign(campaign).scoring_opened_on == DAY
    assert campaign.undo_action() != message("scoring opened")


def test_scoring_waits_for_the_grid_of_the_experts() -> None:
    file = FakeCampaignFile()
    file.seed(Campaign("Promotion 2022", 2022))
    set_up_committees(file, ())
    with pytest.raises(Failure, match="no grid yet"):
        open_scoring(file, DAY)


def test_settings_stay_editable_and_rules_do_not(campaign: FakeCampaignFile) -> None:
    rules = Rules(Weighting.BY_AXIS, Fraction(2, 3))
    edit_rules(campaign, rules)
    open_scoring(campaign, DAY)
    edit_campaign(campaign, Campaign("Promotion 2023", 2023, call_opens_on=DAY, capacity=8))
    found = the_campaign(campaign)
    assert (found.title, found.capacity, found.call_opens_on) == ("Promotion 2023", 8, DAY)
    assert (found.rules, found.scoring_opened_on) == (rules, DAY)
    with pytest.raises(Failure, match="rules are frozen"):
        edit_rules(campaign, Rules())


@pytest.mark.parametrize(
    ("edited", "told"),
    [
        (Campaign(" ", 2022), "needs a title"),
        (
            Campaign("P", 2022, call_opens_on=DAY, call_closes_on=date(2022, 8, 1)),
            "before it opens",
        ),
    ],
)
def test_settings_that_make_no_sense_are_refused(
    campaign: FakeCampaignFile, edited: Campaign, told: str
) -> None:
    with pytest.raises(Failure, match=told):
        edit_campaign(campaign, edited)


@pytest.mark.parametrize(
    ("rules", "told"),
    [
        (Rules(minimum_share=Fraction(3, 2)), "0 to 100"),
        (Rules(thresholds=DebateThresholds(silent=Fraction(0))), "0 to 100"),
        (Rules(thresholds=DebateThresholds(spread=Fraction(0))), "above zero"),
    ],
)
def test_rules_that_make_no_sense_are_refused(
    campaign: FakeCampaignFile, rules: Rules, told: str
) -> None:
    with pytest.raises(Failure, match=told):
        edit_rules(campaign, rules)


TEXTS = st.text(st.characters(codec="utf-8"), max_size=40)
WORDS = TEXTS.map(str.strip).filter(bool)
WEIGHTS = st.fractions(Fraction(1, 12), 12, max_denominator=12)


@st.composite
def edited_grids(draw: st.DrawFn) -> CriteriaGrid:
    """Any grid a person may make of a sample one."""
    grid = draw(st.sampled_from(GRIDS))
    for _ in range(draw(st.integers(0, 6))):
        position = draw(st.integers(0, len(grid.criteria) - 1))
        level = draw(st.integers(0, len(grid.scale.levels) - 1))
        changes = {"label": draw(WORDS), "number": draw(WORDS), "wording": draw(TEXTS)}
        edits = (
            lambda g: with_criterion(g, position, **changes, weight=draw(WEIGHTS)),  # noqa: B023
            lambda g: add_criterion(g, 0, draw(WORDS)),
            lambda g: remove_criterion(g, position),  # noqa: B023
            lambda g: with_level(
                g,
                level,  # noqa: B023
                code=draw(WORDS),
                label=draw(TEXTS),
                description=draw(TEXTS),
            ),
            lambda g: add_level(g, draw(TEXTS)),
        )
        try:
            grid = draw(st.sampled_from(edits))(grid)
        except Failure:
            continue
    return replace(grid, title=draw(WORDS), introduction=draw(TEXTS))


@given(edited=edited_grids())
def test_any_edited_grid_survives_both_files(
    tmp_path_factory: pytest.TempPathFactory, edited: CriteriaGrid
) -> None:
    path = tmp_path_factory.mktemp("grids") / "grilles.json"
    path.write_bytes(grids_file([edited, GRIDS[1]]))
    assert read_grids(path) == (edited, GRIDS[1])
    mapping = mapping_of(GridVersion)
    version = GridVersion(1, 3, edited)
    assert mapping.record(mapping.row(version)) == version


def test_sample_grids_survive_the_campaign_file(tmp_path: Path) -> None:
    station = Station("essai", "poste", lambda: datetime.now(UTC), tmp_path / "b")
    path = tmp_path / "x.euralens"
    file = create_campaign(path, Campaign("Promotion 2022", 2022), station)
    set_up_committees(file, ())
    scoring = [c for c in file.find(Committee) if c.gives_opinion]
    for committee, grid in zip(scoring, GRIDS, strict=True):
        replace_grid(file, committee, grid)
    edit_campaign(file, Campaign("Promotion 2022", 2022, call_opens_on=DAY))
    file.close()
    again = open_campaign(path, station)
    assert tuple(grid_in_force(again, c.id) for c in scoring) == GRIDS
    assert the_campaign(again).call_opens_on == DAY
    again.close()
