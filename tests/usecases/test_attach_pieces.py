"""Many files attached at once: proposed, decided, written in one change."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date

import pytest
from fakes import FakeCampaignFile
from hypothesis import given
from hypothesis import strategies as st

from euralens_desk.domain.attachment_matching import match_attachments, unstamped
from euralens_desk.domain.campaign import Campaign
from euralens_desk.domain.dossier import Attachment, Dossier
from euralens_desk.domain.import_plan import AnnouncedPiece, FoundFile
from euralens_desk.domain.messages import Failure, message
from euralens_desk.usecases.attach_pieces import (
    Decision,
    Fate,
    PiecesPlan,
    Version,
    apply_pieces,
    free_name,
    plan_pieces,
)

DOSSIERS = (
    Dossier(1, "d1", "2022-01", "Mine de Soleil", external_id="12345"),
    Dossier(2, "d2", "2022-02", "La forêt urbaine de Lens", external_id="678"),
    Dossier(3, "d3", "2022-03", "Le Garage solidaire"),
)
TODAY = date(2022, 6, 1)


@pytest.fixture
def campaign() -> FakeCampaignFile:
    file = FakeCampaignFile()
    file.seed(Campaign("Promotion 2022", 2022), *DOSSIERS)
    return file


def pdf(text: str) -> bytes:
    return b"%PDF-1.7 " + text.encode() + b" %%EOF"


def found(files: Mapping[str, bytes]) -> tuple[FoundFile, ...]:
    return tuple(
        FoundFile(name, len(data), data[:20], data[-20:], hashlib.sha256(data).hexdigest())
        for name, data in files.items()
    )


Attach = Callable[..., PiecesPlan]


@pytest.fixture
def attach(campaign: FakeCampaignFile) -> Attach:
    def attached(files: Mapping[str, bytes], **decisions: Decision) -> PiecesPlan:
        by_name = {name.replace("__", "."): decision for name, decision in decisions.items()}
        plan = plan_pieces(campaign, found(files), by_name)
        apply_pieces(campaign, plan, lambda name: files[name], TODAY)
        return plan

    return attached


def fates(plan: PiecesPlan) -> dict[str, tuple[str, str]]:
    return {
        piece.file.name: (piece.fate.value, piece.dossier.number if piece.dossier else "")
        for piece in plan.pieces
    }


def names(campaign: FakeCampaignFile, dossier: int) -> list[str]:
    return [a.name for a in campaign.find(Attachment, dossier_id=dossier) if a.is_present]


@pytest.mark.parametrize(
    ("name", "number", "reason"),
    [
        ("export/dossier-12345/plan-01-06-2022-09-30-7.pdf", "2022-01", "recognised by its folder"),
        ("export/dossier-678/statuts.pdf", "2022-02", "recognised by its folder"),
        ("Dossier n°2022-03/plan.pdf", "2022-03", "recognised by its folder"),
        ("2022-02/plan.pdf", "2022-02", "recognised by its folder"),
        ("plan 12345.PDF", "2022-01", "recognised by the number in its name"),
        ("2022-03_budget.pdf", "2022-03", "recognised by the number in its name"),
        ("GARAGE.PDF", "2022-03", "recognised by the words of its name"),
        (unicodedata.normalize("NFD", "forêt.pdf"), "2022-02", "recognised by the words"),
        ("plan-12-06-2022-09-30-12345.pdf", "", "no dossier fits"),
        ("annexe 678.pdf", "", "no dossier fits"),
        ("2022-01 et 2022-02.pdf", "", "several dossiers fit"),
    ],
)
def test_a_file_goes_by_its_surest_sign(
    campaign: FakeCampaignFile, name: str, number: str, reason: str
) -> None:
    (piece,) = plan_pieces(campaign, found({name: pdf("x")})).pieces
    assert (piece.dossier.number if piece.dossier else "") == number
    assert str(piece.told).startswith(reason)
    assert piece.is_sure is ("words" not in reason)


def test_a_name_announced_for_two_dossiers_is_a_question_unless_a_folder_tells() -> None:
    announced = [AnnouncedPiece("2022-01", "plan.pdf"), AnnouncedPiece("2022-02", "Plan.PDF")]
    files = found({"plan.pdf": pdf("x"), "dossier-678/PLAN.pdf": pdf("y")})
    first, second, *missing = match_attachments(files, announced, DOSSIERS)
    assert (first.status.value, first.candidates) == ("ambiguous", ("2022-01", "2022-02"))
    assert (second.dossier, str(second.told)) == ("2022-02", "announced in the file")
    assert [(m.file, m.dossier) for m in missing] == [("plan.pdf", "2022-01")]


def test_an_awaited_piece_is_fulfilled_even_under_the_name_an_export_gave_it(
    campaign: FakeCampaignFile, attach: Attach
) -> None:
    campaign.seed(
        Attachment(7, 1, "plan.pdf", note="par courriel"), Attachment(8, 2, "statuts.pdf")
    )
    plan = attach({"export/dossier-12345/plan-01-06-2022-09-30-7.pdf": pdf("plan")})
    assert fates(plan) == {
        "export/dossier-12345/plan-01-06-2022-09-30-7.pdf": ("awaited", "2022-01")
    }
    assert [(d.number, a.name) for d, a in plan.awaited] == [("2022-02", "statuts.pdf")]
    piece = campaign.get(Attachment, 7)
    assert piece is not None
    assert (piece.name, piece.is_present, piece.note, piece.received_on) == (
        "plan.pdf",
        True,
        "",
        TODAY,
    )


def test_all_is_one_change_and_one_undo(campaign: FakeCampaignFile, attach: Attach) -> None:
    attach({"2022-01 a.pdf": pdf("a"), "2022-02 b.pdf": pdf("b"), "divers.pdf": pdf("c")})
    assert (names(campaign, 1), names(campaign, 2)) == (["2022-01 a.pdf"], ["2022-02 b.pdf"])
    assert str(campaign.last_change.action) == "2 pieces attached"
    campaign.undo()
    assert campaign.find(Attachment) == ()


def test_the_same_bytes_are_known_whatever_the_name(
    campaign: FakeCampaignFile, attach: Attach
) -> None:
    attach({"2022-01 a.pdf": pdf("a")})
    head = campaign.journal_head
    plan = attach({"2022-01 autre nom.pdf": pdf("a"), "2022-01 a.pdf": pdf("a")})
    assert [piece.fate for piece in plan.pieces] == [Fate.KNOWN, Fate.KNOWN]
    assert (campaign.journal_head, names(campaign, 1)) == (head, ["2022-01 a.pdf"])
    twice = plan_pieces(campaign, found({"2022-02 x.pdf": pdf("x"), "2022-02 y.pdf": pdf("x")}))
    assert [piece.fate for piece in twice.pieces] == [Fate.NEW, Fate.KNOWN]
    assert twice.pieces[1].told.values == {"name": "2022-02 x.pdf"}


def test_the_same_name_with_other_bytes_is_a_question(
    campaign: FakeCampaignFile, attach: Attach
) -> None:
    attach({"2022-01 a.pdf": pdf("a")})
    with pytest.raises(Failure, match="waits for an answer"):
        attach({"2022-01 a.pdf": pdf("b")})
    attach({"2022-01 a.pdf": pdf("b")}, **{"2022-01 a__pdf": Decision(version=Version.BOTH)})
    assert names(campaign, 1) == ["2022-01 a.pdf", "2022-01 a (2).pdf"]
    campaign.undo()
    attach({"2022-01 a.pdf": pdf("b")}, **{"2022-01 a__pdf": Decision(version=Version.REPLACE)})
    (piece,) = campaign.find(Attachment)
    assert campaign.content(piece.sha256) == pdf("b")
    campaign.undo()
    (piece,) = campaign.find(Attachment)
    assert campaign.content(piece.sha256) == pdf("a")


def test_two_files_of_one_name_that_come_together_are_both_kept(
    campaign: FakeCampaignFile, attach: Attach
) -> None:
    attach({"dossier-12345/a/plan.pdf": pdf("a"), "dossier-12345/b/plan.pdf": pdf("b")})
    assert names(campaign, 1) == ["plan.pdf", "plan (2).pdf"]


def test_each_proposal_can_be_changed_or_left_out(
    campaign: FakeCampaignFile, attach: Attach
) -> None:
    plan = attach(
        {"garage.pdf": pdf("a"), "divers.pdf": pdf("b"), "2022-01.pdf": pdf("c")},
        garage__pdf=Decision("2022-02"),
        divers__pdf=Decision("2022-03"),
        **{"2022-01__pdf": Decision("")},
    )
    assert fates(plan) == {
        "garage.pdf": ("new", "2022-02"),
        "divers.pdf": ("new", "2022-03"),
        "2022-01.pdf": ("left_out", ""),
    }
    assert all(piece.is_sure for piece in plan.pieces)
    assert [names(campaign, place) for place in (1, 2, 3)] == [[], ["garage.pdf"], ["divers.pdf"]]


def test_a_refused_file_can_t_be_chosen(campaign: FakeCampaignFile) -> None:
    file = FoundFile("../a.pdf", 0, b"", problem=message("its name leads outside the archive"))
    (piece,) = plan_pieces(campaign, [file], {"../a.pdf": Decision("2022-01")}).pieces
    assert (piece.fate, str(piece.told)) == (Fate.REFUSED, "its name leads outside the archive")


def test_an_interrupted_writing_leaves_nothing(campaign: FakeCampaignFile) -> None:
    files = {"2022-01 a.pdf": pdf("a"), "2022-02 b.pdf": pdf("b")}
    plan = plan_pieces(campaign, found(files))

    def stop(done: int, total: int) -> None:
        if done == 1:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        apply_pieces(campaign, plan, lambda name: files[name], TODAY, stop)
    assert campaign.find(Attachment) == ()


def test_a_free_name_keeps_its_ending() -> None:
    assert free_name("plan", {"plan"}) == "plan (2)"
    assert free_name("plan.docx", {"plan docx", "plan 2 docx"}) == "plan (3).docx"
    assert unstamped("plan-01-06-2022-09-30-77") == "plan"


FILE_NAMES = st.text("ab-01 é./'\u0301\u00a0", max_size=12).map(lambda t: t.strip("/") + ".pdf")


@given(st.dictionaries(FILE_NAMES, st.binary(min_size=1, max_size=3), max_size=8))
def test_no_file_is_lost_and_twice_changes_nothing(noise: dict[str, bytes]) -> None:
    campaign = FakeCampaignFile()
    campaign.seed(Campaign("P", 2022), *DOSSIERS, Dossier(4, "d4", "a-b", "é 01 ab"))
    campaign.seed(Attachment(9, 4, "a.pdf"))
    files = {name: pdf(data.hex()) for name, data in noise.items()}
    plan = plan_pieces(campaign, found(files))
    assert [piece.file.name for piece in plan.pieces] == list(files)
    assert not plan.open_questions
    apply_pieces(campaign, plan, lambda name: files[name], TODAY)
    kept = [a for a in campaign.find(Attachment) if a.is_present]
    assert len(kept) == len(plan.to_write)
    assert len({(a.dossier_id, a.name) for a in kept}) == len(kept)
    again = plan_pieces(campaign, found(files))
    assert [
        p.fate
        for p, before in zip(again.pieces, plan.pieces, strict=True)
        if before.is_written and p.dossier == before.dossier and p.fate is not Fate.KNOWN
    ] == []
