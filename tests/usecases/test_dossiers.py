"""Dossiers typed and edited by hand, and their pieces."""

from __future__ import annotations

from datetime import date

import pytest
from fakes import FakeCampaignFile

from euralens_desk.domain.campaign import Campaign
from euralens_desk.domain.dossier import Attachment, Dossier
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


def test_a_piece_is_attached_under_its_digest(campaign: FakeCampaignFile) -> None:
    dossiers.attach_piece(campaign, 1, "dossier.pdf", b"%PDF-1.7", date(2022, 6, 1))
    (piece,) = campaign.find(Attachment)
    assert (piece.is_present, piece.size, piece.name) == (True, 8, "dossier.pdf")
    assert campaign.content(piece.sha256) == b"%PDF-1.7"


def test_an_announced_piece_is_fulfilled(campaign: FakeCampaignFile) -> None:
    campaign.seed(Attachment(7, 1, "plan.pdf", note="sur le serveur"))
    dossiers.attach_piece(campaign, 1, "plan.pdf", b"%PDF", None)
    (piece,) = campaign.find(Attachment)
    assert (piece.id, piece.note, piece.is_present) == (7, "", True)


@pytest.mark.parametrize(
    ("data", "said"), [(b"", "is empty"), (b"x" * (dossiers.LARGEST_PIECE + 1), "exceeds 20 MB")]
)
def test_a_bad_piece_is_refused(campaign: FakeCampaignFile, data: bytes, said: str) -> None:
    with pytest.raises(Failure, match=said):
        dossiers.attach_piece(campaign, 1, "x.pdf", data, None)
    assert campaign.find(Attachment) == ()


def test_a_removed_piece_comes_back_by_undo(campaign: FakeCampaignFile) -> None:
    dossiers.attach_piece(campaign, 1, "dossier.pdf", b"%PDF", None)
    (piece,) = campaign.find(Attachment)
    dossiers.remove_piece(campaign, piece.id)
    assert campaign.find(Attachment) == ()
    campaign.undo()
    assert campaign.find(Attachment) == (piece,)
    with pytest.raises(Failure, match="no longer in the file"):
        dossiers.remove_piece(campaign, 99)
