"""Dossiers typed and edited by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from fakes import FakeCampaignFile

from euralens_desk.domain.campaign import Campaign
from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.dossier_state import remarks
from euralens_desk.domain.messages import Failure
from euralens_desk.usecases import dossiers


@pytest.fixture
def campaign() -> FakeCampaignFile:
    file = FakeCampaignFile()
    file.seed(
        Campaign("Promotion 2022", 2022),
        Dossier(1, "d1", "2022-08", "Garage"),
        Dossier(2, "d2", "2021-40", "Ancien"),
        Dossier(3, "d3", "2022-X", "Sans chiffre"),
    )
    return file


def only(campaign: FakeCampaignFile, dossier_id: int) -> Dossier:
    found = campaign.get(Dossier, dossier_id)
    assert found is not None
    return found


def test_a_new_dossier_takes_the_next_number_of_the_year(campaign: FakeCampaignFile) -> None:
    dossiers.create_dossier(campaign, "  Tech3E ")
    (created,) = campaign.find(Dossier, title="Tech3E")
    assert created.number == "2022-09"


def test_a_dossier_needs_a_title(campaign: FakeCampaignFile) -> None:
    with pytest.raises(Failure, match="needs a title"):
        dossiers.create_dossier(campaign, " ")


def test_a_field_is_edited_alone(campaign: FakeCampaignFile) -> None:
    dossiers.edit_dossier(campaign, 1, "themes", ("mobilité", "insertion"))
    assert only(campaign, 1).themes == ("mobilité", "insertion")
    with pytest.raises(KeyError):
        dossiers.edit_dossier(campaign, 1, "uuid", "x")


def test_number_and_title_stay_filled_and_numbers_unique(campaign: FakeCampaignFile) -> None:
    with pytest.raises(Failure, match="needs a number and a title"):
        dossiers.edit_dossier(campaign, 1, "title", "")
    with pytest.raises(Failure, match="already that of Ancien"):
        dossiers.edit_dossier(campaign, 1, "number", "2021-40")
    dossiers.edit_dossier(campaign, 1, "number", "2022-07")
    assert only(campaign, 1).number == "2022-07"


def test_an_excerpt_is_written_and_removed(campaign: FakeCampaignFile) -> None:
    dossiers.write_excerpt(campaign, 1, "A1", " Sept véhicules. ")
    assert only(campaign, 1).excerpts == {"A1": "Sept véhicules."}
    dossiers.write_excerpt(campaign, 1, "A1", "")
    assert only(campaign, 1).excerpts == {}


def test_a_dossier_is_withdrawn_and_brought_back(campaign: FakeCampaignFile) -> None:
    dossiers.withdraw_dossier(campaign, 1, date(2022, 9, 1))
    assert only(campaign, 1).withdrawn_on == date(2022, 9, 1)
    dossiers.withdraw_dossier(campaign, 1, None)
    assert only(campaign, 1).withdrawn_on is None
    with pytest.raises(Failure, match="no longer in the file"):
        dossiers.withdraw_dossier(campaign, 99, None)


@pytest.mark.parametrize(
    ("last", "following"), [("2022-099", "2022-100"), ("2022-99", "2022-100"), ("2022-7", "2022-8")]
)
def test_a_new_number_is_as_wide_as_the_others(last: str, following: str) -> None:
    file = FakeCampaignFile()
    file.seed(Campaign("Promotion 2022", 2022), Dossier(1, "d1", last, "Garage"))
    assert dossiers.next_number(file) == following


def test_the_first_number_of_a_campaign() -> None:
    file = FakeCampaignFile()
    file.seed(Campaign("Promotion 2023", 2023))
    assert dossiers.next_number(file) == "2023-01"


def test_what_is_typed_is_read_as_the_field_and_named_by_it(campaign: FakeCampaignFile) -> None:
    dossiers.type_field(campaign, 1, "received_on", "30/05/2022")
    assert only(campaign, 1).received_on == date(2022, 5, 30)
    assert str(campaign.undo_action()) == "Received on edited, Garage"
    dossiers.type_field(campaign, 1, "title", "Garage solidaire")
    assert str(campaign.undo_action()) == "title changed: Garage, now Garage solidaire"
    with pytest.raises(Failure, match="is not a date"):
        dossiers.type_field(campaign, 1, "received_on", "bientôt")
    assert only(campaign, 1).received_on == date(2022, 5, 30)


def test_a_remark_dealt_with_comes_back_only_when_the_source_changes(
    campaign: FakeCampaignFile,
) -> None:
    noted = replace(only(campaign, 1), other={"Observations": "Fin 2024 ou 2025 ?"})
    campaign.seed(noted)
    (remark,) = remarks(noted)
    dossiers.settle_remark(campaign, 1, remark)
    assert remarks(only(campaign, 1)) == ()
    assert only(campaign, 1).other == noted.other
    other = {"Observations": "Relancé."}
    assert len(remarks(replace(only(campaign, 1), other=other))) == 1
    campaign.undo()
    assert remarks(only(campaign, 1)) == (remark,)
