"""Tables as many offices would make them: the proposed reading is right without help.

A value silently wrong is worse than a remark, so none may be; the share of right fields has a
floor.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from fakes import FakeCampaignFile
from strangers import strangers
from variants import Score, Sheet, Value, Variant, ods_bytes, score, variants, workbook_bytes

from euralens_desk.domain.campaign import Campaign
from euralens_desk.exchange.source_files import as_source
from euralens_desk.exchange.table_child import read_plain
from euralens_desk.usecases.import_dossiers import plan_as_json, propose

SEED = 2023
NUMBER = 48
STRANGE = list(strangers())


def told(variant: Variant) -> dict[str, Any]:
    campaign = FakeCampaignFile()
    campaign.seed(Campaign("Promotion 2023", 2023))
    plain = read_plain(variant.data, variant.file)
    plan = propose(campaign, as_source(plain, variant.file, "0", "Feuil1"))
    return plan_as_json(plan, str, applied=False)


def total(found: Iterable[Variant]) -> Score:
    whole = Score()
    for variant in found:
        whole.add(score(variant, told(variant)))
    print(f"fields right / expected: {whole.right} / {whole.expected}, told {whole.told}")
    return whole


def test_drawn_variants_are_read_right() -> None:
    whole = total(variants(SEED, NUMBER))
    assert whole.silent == []
    assert whole.share >= 0.995


def test_the_tables_of_strangers_are_read_right() -> None:
    whole = total(STRANGE)
    assert whole.silent == []
    assert whole.share >= 0.98


def test_merged_cells_count_in_an_ods_as_in_a_workbook() -> None:
    rows: list[list[Value]] = [
        ["Projet", "Porteur", "Partenaires", "Montant (€)"],
        ["Parc des Îles", "CAHC", "Région", 1_000_000],
        ["", "", "Département", ""],
        ["", "", "ADEME", ""],
        ["Théâtre nomade", "Compagnie", "", 12_345],
    ]
    sheet = Sheet(rows, merged=["A2:A4", "B2:B4", "D2:D4"])
    book = told(Variant("merged", "x.xlsx", workbook_bytes([sheet]), []))
    open_document = told(Variant("merged", "x.ods", ods_bytes([sheet]), []))
    assert open_document["dossiers"] == book["dossiers"]
    assert open_document["skipped_rows"] == book["skipped_rows"]
    assert book["dossiers"][0]["fields"]["partners"] == ["Région", "Département", "ADEME"]


@pytest.mark.parametrize("variant", STRANGE, ids=[variant.name for variant in STRANGE])
def test_no_stranger_is_read_wrong_in_silence(variant: Variant) -> None:
    found = told(variant)
    assert score(variant, found).silent == []
    assert len([d for d in found["dossiers"] if d["status"] == "new"]) == len(variant.truth)


def test_hidden_parts_are_told_and_read() -> None:
    variant = next(v for v in STRANGE if "hidden" in v.name)
    found = told(variant)
    hidden = next(c for c in found["mapping"] if c["header"] == "Coût total")
    assert hidden["remarks"] == ["hidden column"]
    (remark,) = found["dossiers"][1]["remarks"]
    assert (remark["level"], "hidden" in remark["message"]) == ("warning", True)


def test_a_second_sheet_of_dossiers_is_told() -> None:
    found = told(next(v for v in STRANGE if "each agglomeration" in v.name))
    assert found["source"]["sheet"] == "CALL"
    assert found["ignored"] == [
        {"what": "CAHC", "reason": "dossiers too: choose this sheet to import them"}
    ]


def test_what_an_export_leaves_unsure_is_told() -> None:
    found = told(next(v for v in STRANGE if "homonyms" in v.name))
    first, second, third = found["dossiers"]
    messages = [r["message"] for r in first["remarks"]]
    assert "0, which is also how a blank is exported: read as empty" in messages
    assert any("not ticked" in r["message"] for r in second["remarks"])
    assert any("« Thèmes » holds" in r["message"] for r in third["remarks"])
    assert third["fields"]["other"]["Nature ; précision"] == "z;"


def test_group_headings_show_only_where_they_are_needed() -> None:
    found = told(next(v for v in STRANGE if "two header rows" in v.name))
    heads = [column["header"] for column in found["mapping"]]
    assert heads[1:5] == ["Projet Nom", "Reçu le", "Porteur Nom", "Statut juridique"]
    assert found["source"]["header_row"] == 4


def test_one_dossier_on_two_rows_is_one() -> None:
    found = told(next(v for v in STRANGE if "two rows" in v.name))
    assert found["skipped_rows"] == [{"row": 3, "reason": "goes on row 2: same dossier"}]


def test_cells_have_the_address_the_spreadsheet_shows() -> None:
    variant = next(v for v in STRANGE if "hidden" in v.name)
    plain = read_plain(variant.data, variant.file)
    table = as_source(plain, variant.file, "0", "Feuil1").tables[1]
    assert table.rows[1][2].text == "Titre"
    assert table.rows[1][2].address == "C2"
