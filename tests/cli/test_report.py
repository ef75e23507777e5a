"""From the workbook of 2022 to the report, read back: import, board, two left out, PDF and xlsx."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from euralens_desk.cli import main
from euralens_desk.composition import open_campaign
from euralens_desk.domain.dossier import Dossier
from euralens_desk.usecases.preselection import board, leave_out, shortlist

SOURCE = Path(__file__).parent.parent / "data" / "candidatures-2022.xlsx"
DAY = date(2022, 7, 5)
SPACES = str.maketrans({"\u00a0": " ", "\u202f": " "})


@pytest.fixture
def campaign(tmp_path: Path) -> Path:
    """A campaign with the eight candidatures of 2022, imported by the command line."""
    path = tmp_path / "Promotion 2022.euralens"
    assert main(["create", str(path), "--title", "Promotion 2022", "--year", "2022"]) == 0
    assert main(["import-dossiers", str(path), str(SOURCE), "--apply"]) == 0
    return path


def test_the_report_tells_what_was_decided(
    campaign: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = open_campaign(campaign)
    out = [d for d in file.find(Dossier) if d.number in ("2022-03", "2022-05")]
    assert len(out) == 2
    for dossier in out:
        leave_out(file, DAY, dossier.id, f"Besoin de {dossier.number}", "Le fonds des tiers-lieux")
    kept = [d.id for d in file.find(Dossier) if d not in out]
    shortlist(file, DAY, *kept)
    assert board(file).candidates == len(kept)
    assert file.verify().is_sound
    file.close()
    pdf, xlsx = tmp_path / "rapport.pdf", tmp_path / "liste.xlsx"
    capsys.readouterr()
    command = ["report", str(campaign), "--pdf", str(pdf), "--xlsx", str(xlsx), "--json"]
    assert main(command) == 0
    told = json.loads(capsys.readouterr().out)
    assert told == {"candidatures": len(kept) + 2, "files": [str(pdf), str(xlsx)]}
    text = "\n".join(
        page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf)
    ).translate(SPACES)
    for dossier in out:
        assert f"{dossier.number} · Non présélectionné" in text
        assert f"Besoin de {dossier.number}" in text
    assert f"Candidats au Label (visés : 10) {len(kept)}" in text
    sheet = openpyxl.load_workbook(xlsx)["Candidatures"]
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    standings = {row[0]: row[2] for row in rows}
    assert [number for number, standing in standings.items() if standing != "Candidat"] == [
        "2022-03",
        "2022-05",
    ]
    before = pdf.read_bytes(), xlsx.read_bytes()
    assert main(command) == 0
    assert (pdf.read_bytes(), xlsx.read_bytes()) == before


def test_a_report_needs_a_place_and_a_candidature(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "vide.euralens"
    assert main(["create", str(path), "--title", "Vide", "--year", "2023"]) == 0
    assert main(["report", str(path)]) == 1
    assert main(["report", str(path), "--pdf", str(tmp_path / "r.pdf")]) == 1
    said = capsys.readouterr().err
    assert "Il n’y a aucune candidature" in said
    assert not (tmp_path / "r.pdf").exists()


def test_without_json_the_report_names_its_files(
    campaign: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    pdf, book = tmp_path / "analyse.pdf", tmp_path / "liste.xlsx"
    assert main(["report", str(campaign), "--pdf", str(pdf), "--xlsx", str(book)]) == 0
    assert capsys.readouterr().out.split() == [str(pdf), str(book)]
