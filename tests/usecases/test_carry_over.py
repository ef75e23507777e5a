"""A dossier of an earlier campaign comes back with its history, as a new one or joined to one."""

from __future__ import annotations

from datetime import date

import pytest
from fakes import FakeCampaignFile

from euralens_desk.domain.campaign import Campaign
from euralens_desk.domain.dossier import Attachment, Dossier
from euralens_desk.domain.meeting import Act, ActKind, Outcome
from euralens_desk.domain.messages import Failure, message
from euralens_desk.domain.precedent import FieldChange, PastOutcome, Precedent, field_changes
from euralens_desk.domain.preselection import Preselection, Stage
from euralens_desk.usecases.carry_over import carry_over, read_earlier
from euralens_desk.usecases.dossier_file import dossier_files, dossier_history

DAY = date(2022, 12, 8)


def decided(number: int, outcome: Outcome, reasons: str = "") -> tuple[Act, Act]:
    return (
        Act(number, ActKind.PROPOSAL, outcome, date(2022, 11, 8), "Préciser le portage.", "Bail"),
        Act(number, ActKind.DECISION, outcome, DAY, reasons, reference="2022-145"),
    )


@pytest.fixture
def earlier() -> FakeCampaignFile:
    made = FakeCampaignFile(uuid="c22")
    made.seed(
        Campaign("Promotion 2022", 2022),
        Dossier(1, "a1", "2022-01", "Labellisé"),
        Dossier(
            2,
            "a2",
            "2022-02",
            "Halle",
            external_id="771",
            summary="Une halle.",
            received_on=date(2022, 6, 1),
            excerpts={"A1": "extrait"},
        ),
        Dossier(3, "a3", "2022-03", "Serre"),
        Dossier(4, "a4", "2022-04", "Verger", themes=("eau",)),
        *decided(1, Outcome.LABEL),
        *decided(2, Outcome.DEFERRED),
        Preselection(3, Stage.NOT_SHORTLISTED, date(2022, 7, 5), "", "un local", "le fonds"),
        Precedent(2, "c21", "Promotion 2021", 2021, "z9", "2021-09", PastOutcome.NOMINATED),
    )
    with made.change(message("seeded")) as work:
        work.put(Attachment(1, 2, "halle.pdf", sha256=work.put_content(b"%PDF halle"), size=10))
        work.put(Attachment(2, 2, "statuts.pdf"))
    return made


@pytest.fixture
def file() -> FakeCampaignFile:
    made = FakeCampaignFile(uuid="c23")
    made.seed(
        Campaign("Promotion 2023", 2023),
        Dossier(1, "b1", "2023-01", "VERGER", themes=("eau", "sol")),
    )
    return made


def test_all_but_the_labelled_may_come_back_with_how_they_ended(
    file: FakeCampaignFile, earlier: FakeCampaignFile
) -> None:
    found = read_earlier(file, earlier)
    assert [(one.dossier.number, one.ended.outcome, one.like) for one in found.carriable] == [
        ("2022-02", PastOutcome.DEFERRED, None),
        ("2022-03", PastOutcome.NOT_SHORTLISTED, None),
        ("2022-04", PastOutcome.UNDECIDED, 1),
    ]
    assert (found.title, found.year) == ("Promotion 2022", 2022)
    assert found.carriable[0].ended.dated == DAY


def test_a_new_dossier_takes_fields_and_pieces_under_a_new_number(
    file: FakeCampaignFile, earlier: FakeCampaignFile
) -> None:
    carry_over(file, earlier, {2: None, 3: None})
    halle = file.find(Dossier, title="Halle")[0]
    assert (halle.number, halle.summary, halle.received_on) == ("2023-02", "Une halle.", None)
    assert (halle.external_id, halle.excerpts) == ("", {})
    assert halle.uuid not in ("a2", "b1")
    (piece,) = file.find(Attachment, dossier_id=halle.id)
    assert (piece.name, piece.note) == ("halle.pdf", "Promotion 2022")
    assert file.content(piece.sha256) == b"%PDF halle"
    told = file.get(Precedent, halle.id, "c22")
    assert told is not None
    assert (told.outcome, told.reference, told.dated) == (PastOutcome.DEFERRED, "2022-145", DAY)
    assert (told.reasons, told.reservations) == ("Préciser le portage.", "Bail")
    assert (told.dossier_uuid, told.number) == ("a2", "2022-02")
    assert field_changes(told, halle) == ()
    serre = file.find(Dossier, title="Serre")[0]
    left_out = file.get(Precedent, serre.id, "c22")
    assert left_out is not None
    assert (left_out.needs, left_out.alternatives) == ("un local", "le fonds")
    assert serre.number == "2023-03"


def test_what_it_carried_itself_comes_along(
    file: FakeCampaignFile, earlier: FakeCampaignFile
) -> None:
    carry_over(file, earlier, {2: None})
    found = next(one for one in dossier_files(file) if one.dossier.title == "Halle")
    assert [one.campaign_title for one in found.precedents] == ["Promotion 2022", "Promotion 2021"]
    (line,) = dossier_history(file, found.dossier)
    assert str(line.action) == "brought in from Promotion 2022, Halle"


def test_joined_to_a_new_candidature_only_its_history_comes(
    file: FakeCampaignFile, earlier: FakeCampaignFile
) -> None:
    carry_over(file, earlier, {4: 1})
    assert len(file.find(Dossier)) == 1
    told = file.get(Precedent, 1, "c22")
    kept = file.get(Dossier, 1)
    assert told is not None and kept is not None
    assert field_changes(told, kept) == (
        FieldChange("title", "Verger", "VERGER"),
        FieldChange("themes", "eau", "eau\nsol"),
    )


def test_one_undo_takes_all_of_it_back(file: FakeCampaignFile, earlier: FakeCampaignFile) -> None:
    carry_over(file, earlier, {2: None, 4: 1})
    assert str(file.last_change.action) == "2 dossiers brought in from Promotion 2022"
    file.undo()
    assert [d.number for d in file.find(Dossier)] == ["2023-01"]
    assert not file.find(Precedent)
    assert not file.find(Attachment)


def test_what_is_here_already_or_nothing_is_refused(
    file: FakeCampaignFile, earlier: FakeCampaignFile
) -> None:
    carry_over(file, earlier, {2: None})
    assert [one.is_carried for one in read_earlier(file, earlier).carriable] == [True, False, False]
    before = file.journal_head
    for chosen, said in (
        ({2: None}, "Halle was brought in already"),
        ({}, "Choose at least one dossier"),
        ({3: 1, 4: 1}, "joined to the same one"),
        ({3: 99}, "no longer in the file"),
    ):
        with pytest.raises(Failure, match=said):
            carry_over(file, earlier, chosen)
    assert file.journal_head == before


def test_a_campaign_is_not_brought_into_itself(file: FakeCampaignFile) -> None:
    for act in (lambda: read_earlier(file, file), lambda: carry_over(file, file, {1: None})):
        with pytest.raises(Failure, match="is the campaign that is open"):
            act()


def test_the_reasons_of_the_decision_come_first(earlier: FakeCampaignFile) -> None:
    earlier.seed(*decided(4, Outcome.NOMINATED, "Attendre le bail."))
    here = FakeCampaignFile(uuid="c24")
    here.seed(Campaign("Promotion 2024", 2024))
    carry_over(here, earlier, {4: None})
    (told,) = here.find(Precedent)
    assert (told.outcome, told.reasons) == (PastOutcome.NOMINATED, "Attendre le bail.")
