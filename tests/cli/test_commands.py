"""What each command does when all is well, from an empty folder to the minutes."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from cli.conftest import Run, head
from form_samples import limesurvey

from euralens_desk import app, cli

DATA = Path(__file__).parents[1] / "data"


def test_from_an_empty_folder_to_opinions(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "promotion.euralens"
    assert "est prêt" in run("create", file, "--title", "Promotion 2022", "--year", 2022).out
    first = head(file)
    source = DATA / "candidatures-2022.xlsx"
    dry = json.loads(run("import-dossiers", file, source, "--json").out)
    assert (len(dry["dossiers"]), dry["applied"]) == (8, False)
    assert head(file) == first
    assert "  8 nouveaux" in run("import-dossiers", file, source, "--apply").out
    scores = DATA / "scores-2022.csv"
    assert "--apply" in run("import-scores", file, scores).out
    applied = json.loads(run("import-scores", file, scores, "--apply", "--json").out)
    assert applied["applied"]
    second = head(file)
    assert "rien n’a changé" in run("import-scores", file, scores, "--apply").out
    assert head(file) == second
    told = json.loads(run("opinions", file, "--json").out)["committees"]
    assert set(told) == {"experts", "lyceens"}
    assert told["experts"]["dossiers"]["2022-01"]["overall"]["mean_exact"].count("/") == 1
    lines = run("opinions", file, "--committee", "experts").out.splitlines()
    assert len(lines) == 8
    assert lines[0].startswith("experts · 2022-01 · ")


def test_pieces_come_from_an_archive_and_from_files(run: Run, tmp_path: Path) -> None:
    file, packed = tmp_path / "p.euralens", tmp_path / "pieces.zip"
    run("create", file, "--title", "Promotion 2022", "--year", 2022)
    pieces = sorted(path for path in (DATA / "pieces").iterdir() if path.suffix.lower() == ".pdf")
    with zipfile.ZipFile(packed, "w") as archive:
        for path in pieces[1:]:
            archive.write(path, f"export/{path.name}")
        archive.writestr("../dehors.pdf", b"%PDF")
    words = ("import-dossiers", file, DATA / "candidatures-2022.xlsx", "--json", "--pieces")
    told = json.loads(run(*words, packed, pieces[0], "--apply").out)["attachments"]
    attached = {match["file"] for match in told if match["status"] == "attached"}
    assert attached == {pieces[0].name, *(f"export/{path.name}" for path in pieces[1:])}
    (refused,) = (match for match in told if match["status"] == "refused")
    assert refused["message"] == "son nom mène hors de l’archive"
    again = json.loads(run(*words, packed, pieces[0], "--apply").out)["attachments"]
    assert {m["message"] for m in again if m["status"] == "attached"} == {"déjà dans le registre"}


def test_answers_of_a_form_are_recognised_by_their_shape(run: Run, tmp_path: Path) -> None:
    file, form = tmp_path / "p.euralens", tmp_path / "results-survey.csv"
    run("create", file, "--title", "Promotion 2022", "--year", 2022)
    run("import-dossiers", file, DATA / "candidatures-2022.xlsx", "--apply")
    form.write_bytes(limesurvey())
    refused = run("import-scores", file, form, "--json")
    assert (refused.code, "à aucun dossier" in refused.err) == (1, True)
    assert json.loads(refused.out)["form"] == "limesurvey"
    words = ("import-scores", file, form, "--dossier", "2022-01", "--form", "limesurvey")
    assert "2022-01: 60" in run(*words).out
    told = json.loads(run(*words, "--apply", "--json").out)
    assert (told["ballots"], told["applied"], told["problems"]) == ({"2022-01": 60}, True, [])
    again = run(*words, "--apply")
    assert (again.code, "déjà été lu" in again.err) == (1, True)
    opinions = json.loads(run("opinions", file, "--committee", "lyceens", "--json").out)
    assert opinions["committees"]["lyceens"]["dossiers"]["2022-01"]["criteria"]["L1"]["blank"] > 0


def test_a_correspondence_reads_words_the_grid_does_not_have(run: Run, tmp_path: Path) -> None:
    file, form, mapping = (tmp_path / name for name in ("p.euralens", "f.csv", "m.toml"))
    run("create", file, "--title", "Promotion 2022", "--year", 2022)
    run("import-dossiers", file, DATA / "candidatures-2022.xlsx", "--apply")
    form.write_text("Horodateur,Avis\n08/11/2022 14:03:22,Oui\n08/11/2022 14:04:00,Non\n")
    mapping.write_text(
        'dossier = "2022-01"\n[questions]\n"Avis" = "L1"\n[answers]\n"Oui" = "4"\n"Non" = "0"\n'
    )
    told = json.loads(run("import-scores", file, form, "--mapping", mapping, "--json").out)
    assert (told["ballots"], told["words"]) == ({"2022-01": 2}, {"Oui": "4", "Non": "0"})
    words = ("import-scores", file, form, "--mapping", mapping)
    assert run(*words, "--apply").out.split() == ["2022-01:", "2"]
    form.write_text(form.read_text() + "09/11/2022 10:00:00,Oui\n")
    assert "2022-01: 3" in run(*words).out


def test_problems_are_in_the_json_too(run: Run, campaign: Path, tmp_path: Path) -> None:
    scores = tmp_path / "notes.csv"
    text = (DATA / "scores-2022.csv").read_text(encoding="utf-8-sig")
    scores.write_text(text.replace(";A1;", ";Z9;"), encoding="utf-8")
    told = run("import-scores", campaign, scores, "--json")
    assert told.code == 1
    assert json.loads(told.out)["problems"]


def test_minutes_are_written_alike_each_time(run: Run, campaign: Path, tmp_path: Path) -> None:
    known = run("minutes", campaign, "--meeting", "?", "--pdf", "x.pdf").err
    code = known.rstrip().rstrip(".").rsplit(" ", 1)[1].rsplit("\u00a0", 1)[-1]
    pdf, book = tmp_path / "pv.pdf", tmp_path / "pv.xlsx"
    told = run("minutes", campaign, "--meeting", code, "--pdf", pdf, "--xlsx", book, "--json")
    assert json.loads(told.out) == {"meeting": code, "files": [str(pdf), str(book)]}
    first = pdf.read_bytes(), book.read_bytes()
    assert first[0].startswith(b"%PDF-")
    assert "Notes" in openpyxl.load_workbook(io.BytesIO(first[1])).sheetnames
    again = run("minutes", campaign, "--meeting", code, "--pdf", pdf, "--xlsx", book)
    assert again.out.split("\n")[:2] == [str(pdf), str(book)]
    assert (pdf.read_bytes(), book.read_bytes()) == first
    assert [entry.name for entry in tmp_path.iterdir() if entry.suffix == ".part"] == []


def test_verify_and_backup(run: Run, campaign: Path, tmp_path: Path) -> None:
    assert "Tout se tient" in run("verify", campaign).out or run("verify", campaign).code == 0
    told = json.loads(run("verify", campaign, "--json").out)
    assert (told["sound"], told["problems"], told["head"]) == (True, [], head(campaign))
    copy = tmp_path / "copie.euralens"
    assert run("backup", campaign, copy).out.strip() == str(copy)
    assert head(copy) == head(campaign)


def test_the_demo_is_built_with_all_its_documents_twice(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "démo"
    for _turn in range(2):
        made = [Path(line) for line in run("demo", folder).out.splitlines()]
        assert {path.suffix for path in made} >= {".euralens", ".pdf", ".xlsx", ".json"}
        assert all(path.stat().st_size > 1000 for path in made)


@pytest.mark.parametrize("words", [[], ["x.euralens"]])
def test_without_a_command_the_window_opens(
    monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    given: list[list[str]] = []

    def shown(arguments: Sequence[str]) -> int:
        given.append(list(arguments))
        return 0

    monkeypatch.setattr(app, "main", shown)
    assert cli.main(words) == 0
    assert given == [words]


def test_the_command_line_needs_no_window(tmp_path: Path) -> None:
    blocked = (
        "import sys; sys.modules['PySide6'] = None\n"
        "from euralens_desk.cli import main\n"
        "sys.exit(main(sys.argv[1:]))"
    )
    file = tmp_path / "x.euralens"
    words = ["create", str(file), "--title", "x", "--year", "2022"]
    found = subprocess.run([sys.executable, "-c", blocked, *words], capture_output=True)
    assert found.returncode == 0
    assert file.exists()
