"""The office's workbook of 2022, and others like it, read as dossiers."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from fakes import FakeCampaignFile

from euralens_desk.domain.campaign import Campaign
from euralens_desk.domain.dossier import Attachment, Dossier
from euralens_desk.domain.import_plan import ImportChoices, ImportPlan, RowStatus
from euralens_desk.domain.messages import Failure
from euralens_desk.domain.source import SourceFile
from euralens_desk.exchange.mapping_file import read_mapping
from euralens_desk.exchange.pieces_folder import list_pieces, read_piece
from euralens_desk.exchange.source_files import read_source
from euralens_desk.resources import resource
from euralens_desk.usecases.import_dossiers import apply, plan_as_json, propose

DATA = Path(__file__).parents[1] / "data"
WORKBOOK = resource("samples", "candidatures-2022.xlsx")
PIECES = resource("samples", "pieces")
TRUTH: dict[str, Any] = json.loads(
    (DATA / "candidatures-2022.attendu.json").read_text(encoding="utf-8")
)
FIELDS = {
    "number": "id",
    "title": "titre",
    "project_leaders": "porteurs",
    "themes": "thematiques",
    "partners": "partenaires",
    "design_team": "maitrise_oeuvre",
    "location": "localisation",
    "municipalities": "communes",
    "area_of_action": "perimetre_action",
    "agglomeration": "agglo_concernee",
    "key_figures": "chiffres_cles",
    "timeline": "calendrier",
    "summary": "resume",
    "contact_role": "contact_fonction",
    "contact_email": "contact_courriel",
    "contact_phone": "contact_telephone",
    "website": "site_internet",
    "received_on": "date_reception",
}


@pytest.fixture
def campaign() -> FakeCampaignFile:
    file = FakeCampaignFile()
    file.seed(Campaign("Promotion 2022", 2022))
    return file


@pytest.fixture(scope="module")
def source() -> SourceFile:
    return read_source(WORKBOOK)


def told(plan: ImportPlan) -> dict[str, Any]:
    return plan_as_json(plan, str, applied=False)


def check_truth(plan: ImportPlan) -> None:
    found = {d["number"]: d["fields"] for d in told(plan)["dossiers"]}
    assert len(found) == TRUTH["nombre_dossiers"]
    for wanted in TRUTH["dossiers"]:
        fields = found[wanted["id"]]
        for ours, theirs in FIELDS.items():
            assert fields.get(ours, None) == (wanted[theirs] or None), (wanted["id"], ours)
        budget = wanted["budget_total_eur"]
        assert fields.get("budget_amount") == (None if budget is None else str(budget))


def test_every_field_of_the_workbook_of_2022_is_right(
    campaign: FakeCampaignFile, source: SourceFile
) -> None:
    plan = propose(campaign, source)
    assert (plan.sheet, plan.header_row, plan.format) == ("Candidatures", 1, "xlsx")
    check_truth(plan)
    other = told(plan)["dossiers"][0]["fields"]["other"]
    assert other["Décision"] == "Labellisé"
    assert {ignored["what"] for ignored in told(plan)["ignored"]} == {"Lisez-moi", "Pièces"}


def test_pieces_are_matched_whatever_their_accents_and_case(
    campaign: FakeCampaignFile, source: SourceFile
) -> None:
    plan = propose(campaign, source, files=list_pieces(PIECES))
    found = {match.file: (match.dossier, match.status.value) for match in plan.attachments}
    for piece in TRUTH["pieces"]:
        wanted = (piece["dossier"], "attached" if piece["fichier_present"] else "missing")
        assert found[piece["nom_sur_disque"] or piece["nom_dans_le_classeur"]] == wanted
    apply(campaign, plan, lambda name: read_piece(PIECES, name))
    present = [piece for piece in campaign.find(Attachment) if piece.is_present]
    assert len(present) == 8
    assert all(campaign.content(piece.sha256).startswith(b"%PDF") for piece in present)


def test_the_import_is_one_change_and_the_same_file_changes_nothing(
    campaign: FakeCampaignFile, source: SourceFile
) -> None:
    files = list_pieces(PIECES)

    def load() -> None:
        apply(campaign, propose(campaign, source, files=files), lambda n: read_piece(PIECES, n))

    load()
    assert campaign.backups == ["import"]
    dossier = campaign.find(Dossier)[0]
    assert dossier.origins["title"].cell == "Candidatures!C2"
    assert dossier.origins["received_on"].text == "2022-05-30"
    head = campaign.journal_head
    load()
    assert (campaign.journal_head, campaign.last_change.entry) == (head, None)
    assert propose(campaign, source).count(RowStatus.UNCHANGED) == 8
    campaign.undo()
    assert campaign.find(Dossier) == ()
    assert campaign.find(Attachment) == ()


def rewritten(path: Path, change: Any) -> SourceFile:
    book = openpyxl.load_workbook(WORKBOOK)
    change(book["Candidatures"])
    book.save(path)
    return read_source(path)


def test_titles_above_and_totals_below_are_left_out(
    campaign: FakeCampaignFile, tmp_path: Path
) -> None:
    def change(sheet: Any) -> None:
        sheet.insert_rows(1, 3)
        sheet["A1"] = "Suivi des candidatures"
        sheet.merge_cells("A1:F1")
        sheet.append(["Total", None, None, "8 porteurs"])
        sheet.append([])
        sheet["A20"] = "Document de travail"

    plan = propose(campaign, rewritten(tmp_path / "x.xlsx", change))
    assert plan.header_row == 4
    check_truth(plan)
    reasons = [str(skipped.reason) for skipped in plan.skipped_rows]
    assert "row of totals" in reasons
    assert "note or title: « Document de travail »" in reasons


def test_other_words_and_another_order(campaign: FakeCampaignFile, tmp_path: Path) -> None:
    words = {
        "C": "Nom du projet",
        "D": "Structure porteuse",
        "F": "Thématiques",
        "L": "EPCI",
        "K": "Périmètre",
        "O": "Description du projet",
        "Q": "Mél",
        "T": "Déposé le",
        "Z": "Coût total (€)",
        "H": "MAÎTRISE D'OEUVRE",
    }

    def change(sheet: Any) -> None:
        for column, word in words.items():
            sheet[f"{column}1"] = word
        for row in sheet.iter_rows():
            values = [cell.value for cell in row]
            for cell, value in zip(row, reversed(values), strict=True):
                cell.value = value

    check_truth(propose(campaign, rewritten(tmp_path / "x.xlsx", change)))


def test_a_changed_dossier_shows_old_and_new(
    campaign: FakeCampaignFile, source: SourceFile, tmp_path: Path
) -> None:
    apply(campaign, propose(campaign, source))

    def change(sheet: Any) -> None:
        sheet["C2"] = "Tech3E, plateforme"
        sheet["I3"] = None
        sheet["AD3"] = "Vu"
        sheet.delete_rows(9)
        sheet.append([9, None, "Neuf", "Ville d’essai"])

    plan = propose(campaign, rewritten(tmp_path / "x.xlsx", change))
    statuses = [dossier.status.value for dossier in plan.dossiers]
    assert statuses == ["changed", "changed", *["unchanged"] * 5, "new", "withdrawn"]
    first, second = plan.dossiers[:2]
    assert [(c.field, c.before, c.after) for c in first.changes] == [
        ("title", "Tech3E", "Tech3E, plateforme")
    ]
    assert [c.field for c in second.changes] == ["location", "other"]
    assert plan.dossiers[7].number == "2022-09"
    apply(campaign, plan)
    assert campaign.find(Dossier)[0].title == "Tech3E, plateforme"
    assert campaign.find(Dossier)[1].location == "Secteur Van Pelt (Lens et Sallaumines)"
    assert "Vu" in campaign.find(Dossier)[1].other.values()
    assert len(campaign.find(Dossier)) == 9


def test_a_row_without_title_and_a_double_are_told(
    campaign: FakeCampaignFile, tmp_path: Path
) -> None:
    def change(sheet: Any) -> None:
        sheet["C3"] = None
        sheet["B4"] = "2022-01"
        sheet["T5"] = "31/02/2022"
        sheet["Z5"] = "beaucoup"

    plan = propose(campaign, rewritten(tmp_path / "x.xlsx", change))
    assert [d.status.value for d in plan.dossiers[:3]] == ["new", "refused", "duplicate"]
    cells = {r.cell: str(r.told) for r in plan.dossiers[3].remarks}
    assert "« 31/02/2022 » is not a date" in cells["Candidatures!T5"]
    assert "« beaucoup » is not an amount" in cells["Candidatures!Z5"]
    apply(campaign, plan)
    assert len(campaign.find(Dossier)) == 6


def test_a_late_dossier_is_told_and_imported(source: SourceFile) -> None:
    file = FakeCampaignFile()
    file.seed(Campaign("Promotion 2022", 2022, call_closes_on=date(2022, 5, 31)))
    plan = propose(file, source)
    late = [d.number for d in plan.dossiers if any("closed" in str(r.told) for r in d.remarks)]
    assert "2022-01" not in late
    assert "2022-07" in late
    assert all(d.is_written for d in plan.dossiers)


def test_the_person_chooses_columns_sheet_and_pieces(
    campaign: FakeCampaignFile, source: SourceFile, tmp_path: Path
) -> None:
    model = tmp_path / "m.toml"
    model.write_text('[columns]\n"Décision" = "needs"\n"Courriel" = "ignore"\n', encoding="utf-8")
    plan = propose(campaign, source, read_mapping(model))
    fields = told(plan)["dossiers"][0]["fields"]
    assert fields["needs"] == "Labellisé"
    assert "contact_email" not in fields
    name = "Dossier candidature Tech3E - Univ Artois.pdf"
    moved = propose(
        campaign,
        source,
        ImportChoices(targets={2: "title"}, pieces={name: "2022-02"}),
        list_pieces(PIECES),
    )
    assert next(m for m in moved.attachments if m.file == name).dossier == "2022-02"


@pytest.mark.parametrize("text", ['[columns]\n"x" = "nowhere"\n', "not toml ="])
def test_a_mapping_file_that_makes_no_sense(tmp_path: Path, text: str) -> None:
    model = tmp_path / "m.toml"
    model.write_text(text, encoding="utf-8")
    with pytest.raises(Failure, match="Nothing was imported"):
        read_mapping(model)


def test_a_workbook_without_headings_is_refused(campaign: FakeCampaignFile, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["a", "b", "c"])  # type: ignore[union-attr]
    book.save(tmp_path / "x.xlsx")
    with pytest.raises(Failure, match="no recognisable header row"):
        propose(campaign, read_source(tmp_path / "x.xlsx"))


def test_rows_after_many_blank_ones_are_told(
    campaign: FakeCampaignFile, source: SourceFile
) -> None:
    plan = propose(campaign, replace(source, is_cut=True))
    assert "rows after 200 blank ones" in [str(ignored.reason) for ignored in plan.ignored]


def test_a_piece_announced_again_stands_once(
    campaign: FakeCampaignFile, source: SourceFile
) -> None:
    apply(campaign, propose(campaign, source))
    announced = campaign.find(Attachment)
    assert announced
    apply(campaign, propose(campaign, source))
    assert campaign.find(Attachment) == announced
    assert not any(piece.is_present for piece in announced)


def test_a_piece_that_came_is_not_taken_back_by_its_announcement(
    campaign: FakeCampaignFile, source: SourceFile
) -> None:
    plan = propose(campaign, source, files=list_pieces(PIECES))
    apply(campaign, plan, lambda name: read_piece(PIECES, name))
    held = campaign.find(Attachment)
    apply(campaign, plan, lambda name: read_piece(PIECES, name))
    assert campaign.find(Attachment) == held
    assert sum(piece.is_present for piece in held) == 8


def test_a_dossier_of_known_columns_only_has_no_other(
    campaign: FakeCampaignFile, tmp_path: Path
) -> None:
    path = tmp_path / "x.csv"
    path.write_text("Titre;Communes;Porteur\nMine;Lens;Ville\n", encoding="utf-8")
    (dossier,) = told(propose(campaign, read_source(path)))["dossiers"]
    assert dossier["fields"]["title"] == "Mine"
    assert "other" not in dossier["fields"]
