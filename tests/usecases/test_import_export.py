"""Exports of Démarches Simplifiées, in every format, against what they are known to hold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from fakes import FakeCampaignFile

from euralens_desk.domain.campaign import Campaign
from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.import_plan import ImportPlan
from euralens_desk.exchange.source_files import as_source
from euralens_desk.exchange.table_child import read_plain
from euralens_desk.usecases.import_dossiers import apply, plan_as_json, propose

DATA = Path(__file__).parents[1] / "data"
NAME = "demarches-simplifiees-2022"
TRUTH: dict[str, Any] = json.loads((DATA / f"{NAME}.attendu.json").read_text(encoding="utf-8"))
FIELDS = {
    "title": "titre",
    "project_leaders": "porteurs",
    "themes": "thematiques",
    "partners": "partenaires",
    "design_team": "maitrise_oeuvre",
    "location": "localisation",
    "area_of_action": "perimetre_action",
    "key_figures": "chiffres_cles",
    "timeline": "calendrier",
}
FORMATS = ("xlsx", "ods", "csv")


def new_campaign() -> FakeCampaignFile:
    file = FakeCampaignFile()
    file.seed(Campaign("Promotion 2022", 2022))
    return file


def plan_of(path: Path) -> tuple[FakeCampaignFile, ImportPlan]:
    campaign = new_campaign()
    source = as_source(read_plain(path.read_bytes(), path.name), path.name, "0", path.stem)
    return campaign, propose(campaign, source)


@pytest.mark.parametrize("ending", FORMATS)
def test_every_field_is_that_of_the_truth(ending: str) -> None:
    campaign, plan = plan_of(DATA / f"{NAME}.{ending}")
    told = plan_as_json(plan, str, applied=False)
    found = {d["fields"]["external_id"]: d["fields"] for d in told["dossiers"]}
    assert len(found) == len(TRUTH["dossiers"])
    for wanted in TRUTH["dossiers"]:
        fields = found[wanted["ds_id"]]
        for ours, theirs in FIELDS.items():
            assert fields.get(ours) == (wanted[theirs] or None), (wanted["ds_id"], ours)
        assert f"({wanted['agglo_code']})" in fields["agglomeration"]
        assert fields["received_on"] == wanted["depose_le"][:10]
        assert fields["budget_amount"] == str(wanted["cout_total_eur"])
        assert fields["other"]["État du dossier"] == wanted["etat"]
        assert fields["other"]["Numéro SIRET de la structure"] == wanted["siret"]
    apply(campaign, plan)
    assert {d.external_id for d in campaign.find(Dossier)} == set(found)


@pytest.mark.parametrize("ending", ["xlsx", "ods"])
def test_the_other_sheets_join_their_dossiers(ending: str) -> None:
    _, plan = plan_of(DATA / f"{NAME}.{ending}")
    read = {d.read.text("external_id"): d.read for d in plan.dossiers}
    for wanted in TRUTH["dossiers"]:
        row = read[wanted["ds_id"]]
        lines = row.other.get("Plan de financement", "").splitlines()
        assert len(lines) == len(wanted["plan_de_financement"])
        for line, told in zip(lines, wanted["plan_de_financement"], strict=True):
            assert line.startswith(f"{told['financeur']} · {told['nature']} · ")
            assert str(told["montant_eur"]) in line
        financers = [told["financeur"] for told in wanted["plan_de_financement"]]
        assert row.fields.get("funders", ()) == tuple(dict.fromkeys(financers))
        opinions = row.other.get("Avis", "")
        assert len([x for x in opinions.split("\n\n") if x]) == wanted["nombre_avis"]
        assert "@" not in opinions
        (structure,) = (t for name, t in row.other.items() if name.startswith("Établissement ("))
        assert f"Établissement SIRET : {wanted['siret']}" in structure


@pytest.mark.parametrize("ending", FORMATS)
def test_people_stay_out_and_nothing_else(ending: str) -> None:
    _, plan = plan_of(DATA / f"{NAME}.{ending}")
    out = {column.header for column in plan.mapping if column.target == "ignore"}
    assert out == {
        *("Email", "Civilité", "Nom", "Prénom", "Nom du mandataire", "Prénom du mandataire"),
        "Instructeurs",
    }
    told = {i.what for i in plan.ignored}
    assert out <= told
    if ending != "csv":
        assert {"Avis : Expert", "Avis : Instructeur"} <= told
        assert not {"Avis", "Etablissements"} & told


def test_accepted_is_told_to_be_no_label() -> None:
    _, plan = plan_of(DATA / f"{NAME}.xlsx")
    state = next(column for column in plan.mapping if column.header == "État du dossier")
    assert state.target == "other"
    assert "no label" in str(state.remarks[0])
