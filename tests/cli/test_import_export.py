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
