"""The exports of Démarches Simplifiées by the command line: dry run, applied, and again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli.conftest import Run

DATA = Path(__file__).parents[1] / "data"
NAME = "demarches-simplifiees-2022"


@pytest.mark.parametrize("ending", ["xlsx", "ods", "csv"])
def test_an_export_in_every_format(run: Run, tmp_path: Path, ending: str) -> None:
    file, source = tmp_path / "c.euralens", DATA / f"{NAME}.{ending}"
    run("create", file, "--title", "Promotion", "--year", 2022)
    dry = json.loads(run("import-dossiers", file, source, "--json").out)
    done = json.loads(run("import-dossiers", file, source, "--apply", "--json").out)
    again = json.loads(run("import-dossiers", file, source, "--apply", "--json").out)
    assert (dry["applied"], done["applied"]) == (False, True)
    assert dry["dossiers"] == done["dossiers"]
    truth = json.loads((DATA / f"{NAME}.attendu.json").read_text(encoding="utf-8"))
    titles = {d["fields"]["external_id"]: d["fields"]["title"] for d in dry["dossiers"]}
    assert titles == {d["ds_id"]: d["titre"] for d in truth["dossiers"]}
    assert {d["status"] for d in dry["dossiers"]} == {"new"}
    assert {d["status"] for d in again["dossiers"]} == {"unchanged"}
    assert dry["source"]["sheet"] == ("Dossiers" if ending != "csv" else NAME)


def test_open_questions_are_counted_and_what_is_in_doubt_is_left(run: Run, tmp_path: Path) -> None:
    file, first, again = tmp_path / "c.euralens", tmp_path / "a.csv", tmp_path / "b.csv"
    heads = "Numéro de dossier;Intitulé du projet;Porteur\n"
    first.write_text(f"{heads}1;La halle de Noyelles;Ville\n2;Le verger partagé;Asso\n", "utf-8")
    again.write_text(f"{heads}2;Tout autre chose;Autre\n3;Une ferme;Elle\n", "utf-8")
    run("create", file, "--title", "Promotion", "--year", 2023)
    assert "attend" not in run("import-dossiers", file, first, "--apply").out
    done = run("import-dossiers", file, again, "--apply")
    assert done.code == 0
    last = done.out.splitlines()[-1].replace("\u202f", " ")
    assert last.startswith("1 question attend une réponse.")
    assert "répondez dans la fenêtre, ou corrigez le fichier" in last
    told = json.loads(run("import-dossiers", file, again, "--json").out)["dossiers"]
    assert [(d["row"], d["status"]) for d in told[:2]] == [(2, "changed"), (3, "unchanged")]
    assert told[0]["changes"][0]["before"] == "Le verger partagé"


def test_an_export_over_known_dossiers_writes_none_twice(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "c.euralens"
    run("create", file, "--title", "Promotion", "--year", 2022)
    run("import-dossiers", file, DATA / "candidatures-2022.xlsx", "--apply")
    done = run("import-dossiers", file, DATA / f"{NAME}.csv", "--apply")
    assert done.code == 0
    assert "  12 nouveaux" in done.out.splitlines()
    assert "8 lignes ne sont pas écrites" in done.out
    again = json.loads(run("import-dossiers", file, DATA / f"{NAME}.csv", "--json").out)
    told = [d["status"] for d in again["dossiers"] if d["row"]]
    assert (told.count("new"), told.count("unchanged")) == (8, 4)
