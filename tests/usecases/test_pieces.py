"""The pieces of a dossier: kept under their digest, taken out, read again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from fakes import FakeCampaignFile

from euralens_desk.domain.campaign import Campaign
from euralens_desk.domain.dossier import Attachment, Dossier
from euralens_desk.domain.messages import Failure
from euralens_desk.usecases.pieces import LARGEST_PIECE, attach_piece, read_piece, remove_piece


@pytest.fixture
def campaign() -> FakeCampaignFile:
    file = FakeCampaignFile()
    file.seed(Campaign("Promotion 2022", 2022), Dossier(1, "d1", "2022-08", "Garage"))
    return file


def test_a_piece_is_attached_under_its_digest(campaign: FakeCampaignFile) -> None:
    attach_piece(campaign, 1, "dossier.pdf", b"%PDF-1.7", date(2022, 6, 1))
    (piece,) = campaign.find(Attachment)
    assert (piece.is_present, piece.size, piece.name) == (True, 8, "dossier.pdf")
    assert campaign.content(piece.sha256) == b"%PDF-1.7"


def test_an_announced_piece_is_fulfilled(campaign: FakeCampaignFile) -> None:
    campaign.seed(Attachment(7, 1, "plan.pdf", note="sur le serveur"))
    attach_piece(campaign, 1, "plan.pdf", b"%PDF", None)
    (piece,) = campaign.find(Attachment)
    assert (piece.id, piece.note, piece.is_present) == (7, "", True)


@pytest.mark.parametrize(
    ("data", "said"), [(b"", "is empty"), (b"x" * (LARGEST_PIECE + 1), "exceeds 20 MB")]
)
def test_a_bad_piece_is_refused(campaign: FakeCampaignFile, data: bytes, said: str) -> None:
    with pytest.raises(Failure, match=said):
        attach_piece(campaign, 1, "x.pdf", data, None)
    assert campaign.find(Attachment) == ()


def test_a_removed_piece_comes_back_by_undo(campaign: FakeCampaignFile) -> None:
    attach_piece(campaign, 1, "dossier.pdf", b"%PDF", None)
    (piece,) = campaign.find(Attachment)
    remove_piece(campaign, piece.id)
    assert campaign.find(Attachment) == ()
    campaign.undo()
    assert campaign.find(Attachment) == (piece,)
    with pytest.raises(Failure, match="no longer in the file"):
        remove_piece(campaign, 99)


def test_a_piece_is_read_as_it_was_received(campaign: FakeCampaignFile) -> None:
    attach_piece(campaign, 1, "dossier.pdf", b"\xef\xbb\xbf%PDF-1.7", None)
    attach_piece(campaign, 1, "plan.docx", b"PK", None)
    pdf, word = (read_piece(campaign, piece.id) for piece in campaign.find(Attachment))
    assert (pdf.data, pdf.is_pdf, word.is_pdf) == (b"\xef\xbb\xbf%PDF-1.7", True, False)


def test_an_announced_or_altered_piece_is_not_read(campaign: FakeCampaignFile) -> None:
    campaign.seed(Attachment(7, 1, "plan.pdf"))
    with pytest.raises(Failure, match="announced, not received"):
        read_piece(campaign, 7)
    attach_piece(campaign, 1, "dossier.pdf", b"%PDF", None)
    attach_piece(campaign, 1, "other.pdf", b"%PDF-2", None)
    one, other = (piece for piece in campaign.find(Attachment) if piece.is_present)
    altered = FakeCampaignFile()
    altered.seed(replace(one, sha256="0" * 64), other)
    with pytest.raises(Failure, match="not in the file"):
        read_piece(altered, one.id)
    altered._contents["0" * 64] = b"%PDF"
    with pytest.raises(Failure, match="no longer what was received"):
        read_piece(altered, one.id)


def test_the_line_of_a_piece_names_its_dossier(campaign: FakeCampaignFile) -> None:
    attach_piece(campaign, 1, "dossier.pdf", b"%PDF", None)
    remove_piece(campaign, 1)
    assert str(campaign.undo_action()) == "piece removed, dossier.pdf, Garage"
