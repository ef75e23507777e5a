"""Each bad input: one calm sentence that names the place, exit code 1, and nothing changed."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from cli.conftest import Run, head

from euralens_desk import composition
from euralens_desk.storage import connection
from euralens_desk.usecases.closing import close_campaign

HEAD = "college;evaluateur_id;evaluateur;domaine;dossier_id;dossier;critere;valeur;commentaire\n"
DATA = Path(__file__).parents[1] / "data"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("experts;E01;A;c;2022-99;x;A1;3;", "dossier_id : dossier inconnu « 2022-99 »"),
        ("experts;E01;A;c;2022-01;x;Z9;3;", "critere : critère inconnu « Z9 »"),
        ("experts;E01;A;c;2022-01;x;A1;7;", "valeur : « 7 » est hors de l’échelle"),
        ("jury;E01;A;c;2022-01;x;A1;3;", "college : collège inconnu « jury »"),
    ],
)
def test_a_wrong_score_is_told_with_its_file_row_and_column(
    run: Run, campaign: Path, tmp_path: Path, row: str, said: str
) -> None:
    before = head(campaign)
    scores = tmp_path / "notes.csv"
    scores.write_text(HEAD + row + "\n", encoding="utf-8")
    told = run("import-scores", campaign, scores, "--apply")
    assert told.code == 1
    assert _plain(told.err).startswith(f"notes.csv, ligne 2, colonne {said}")
    assert told.err.count("\n") == 1
    assert head(campaign) == before


def test_the_same_key_twice_names_both_rows(run: Run, campaign: Path, tmp_path: Path) -> None:
    before = head(campaign)
    scores = tmp_path / "notes.csv"
    rows = ["experts;E01;A;c;2022-02;x;A1;3;", "experts;E01;A;c;2022-02;x;A1;2;"]
    scores.write_text(HEAD + "\n".join(rows), encoding="utf-8")
    told = run("import-scores", campaign, scores, "--apply")
    assert told.code == 1
    assert "ligne 3" in _plain(told.err)
    assert "ligne 2" in _plain(told.err)
    assert head(campaign) == before


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("notes.csv", b"a;b\n1;2\n", "la colonne college manque"),
        ("notes.csv", bytes(range(32)) * 20, "n’est pas un fichier de texte"),
        ("absent.csv", None, "n’a pas pu être lu"),
    ],
)
def test_a_file_that_holds_no_scores_is_told(
    run: Run, campaign: Path, tmp_path: Path, name: str, data: bytes | None, said: str
) -> None:
    before = head(campaign)
    if data is not None:
        (tmp_path / name).write_bytes(data)
    told = run("import-scores", campaign, tmp_path / name, "--apply")
    assert told.code == 1
    assert name in told.err
    assert said in _plain(told.err)
    assert head(campaign) == before


def _picture(path: Path) -> None:
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))


def _no_heading(path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([1, 2, 3])
    book.save(path)


@pytest.mark.parametrize(
    ("make", "said"),
    [(_picture, "n’est pas un tableau"), (_no_heading, "pas de ligne d’en-tête reconnaissable")],
)
def test_a_file_that_holds_no_dossiers_is_told(
    run: Run, campaign: Path, tmp_path: Path, make: Callable[[Path], None], said: str
) -> None:
    before = head(campaign)
    source = tmp_path / "dépôt.xlsx"
    make(source)
    told = run("import-dossiers", campaign, source, "--apply")
    assert told.code == 1
    assert "dépôt.xlsx" in told.err
    assert said in _plain(told.err)
    assert head(campaign) == before


def test_unknown_codes_are_told_with_the_known_ones(run: Run, campaign: Path) -> None:
    assert "experts" in run("opinions", campaign, "--committee", "jury").err
    told = run("minutes", campaign, "--meeting", "x", "--pdf", campaign.with_suffix(".pdf"))
    assert told.code == 1
    assert "2022" in told.err


def test_minutes_need_a_place_to_be_written(run: Run, campaign: Path) -> None:
    opened = composition.open_campaign(campaign, read_only=True)
    code = str(opened.rows("SELECT code FROM meeting")[0][0])  # type: ignore[attr-defined]
    opened.close()
    told = run("minutes", campaign, "--meeting", code)
    assert told.code == 1
    assert "--pdf" in told.err
    before = campaign.read_bytes()
    told = run("minutes", campaign, "--meeting", code, "--pdf", campaign)
    assert told.code == 1
    assert "nom de registre" in _plain(told.err)
    assert campaign.read_bytes() == before
    absent = campaign.parent / "absent" / "pv.pdf"
    told = run("minutes", campaign, "--meeting", code, "--pdf", absent)
    assert told.code == 1
    assert "pv.pdf n’a pas pu être écrit" in _plain(told.err)


def test_a_copy_never_replaces_the_campaign_it_is_of(run: Run, campaign: Path) -> None:
    before = campaign.read_bytes()
    told = run("backup", campaign, campaign)
    assert told.code == 1
    assert "registre ouvert" in told.err
    assert campaign.read_bytes() == before
    told = run("backup", campaign, campaign.parent / "absent" / "copie.euralens")
    assert told.code == 1
    assert "copie.euralens" in told.err


def test_what_is_no_campaign_is_told(run: Run, campaign: Path, tmp_path: Path) -> None:
    other = tmp_path / "lettre.euralens"
    other.write_text("bonjour", encoding="utf-8")
    for words in (("verify", other), ("import-scores", other, DATA / "scores-2022.csv")):
        told = run(*words)
        assert told.code == 1
        assert "lettre.euralens n’est pas un registre" in _plain(told.err)
    assert other.read_text(encoding="utf-8") == "bonjour"
    told = run("create", campaign, "--title", "x", "--year", 2023)
    assert told.code == 1
    assert "existe déjà" in told.err


def test_grids_that_cannot_be_read_leave_no_campaign(run: Run, tmp_path: Path) -> None:
    (tmp_path / "grilles.json").write_text("{", encoding="utf-8")
    new = tmp_path / "neuf.euralens"
    told = run("create", new, "--title", "x", "--year", 2023, "--grids", tmp_path / "grilles.json")
    assert told.code == 1
    assert "grilles.json" in told.err
    assert not new.exists()


HOLDER = """
import sys
from pathlib import Path
from euralens_desk.composition import open_campaign
held = open_campaign(Path(sys.argv[1]))
print("open", flush=True)
sys.stdin.read()
held.close()
"""


def test_a_demo_that_is_open_is_not_built_anew(run: Run, campaign: Path, tmp_path: Path) -> None:
    opened = composition.open_campaign(campaign.rename(tmp_path / "Promotion 2022.euralens"))
    told = run("demo", tmp_path)
    assert told.code == 1
    assert "registre ouvert" in told.err
    assert opened.verify().is_sound
    opened.close()


def test_a_campaign_open_elsewhere_is_not_changed_but_can_be_read(run: Run, campaign: Path) -> None:
    before = head(campaign)
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(campaign)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        told = run("import-scores", campaign, DATA / "scores-2022.csv", "--apply")
        assert told.code == 1
        assert "est ouvert par" in told.err
        assert run("verify", campaign).code == 0
        holder.communicate("")
    assert head(campaign) == before


@pytest.mark.parametrize("spare", [0, 1, 2, 4, 8, 16, 32, 64, 128])
def test_a_full_disk_changes_nothing_or_all(
    run: Run, campaign: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spare: int
) -> None:
    before = head(campaign)
    with closing(sqlite3.connect(campaign)) as raw:
        ((pages,),) = raw.execute("PRAGMA page_count")
    scores = tmp_path / "notes.csv"
    scores.write_text(
        HEAD
        + "\n".join(
            f"experts;Z{m:02d};Membre {m};c;2022-0{d};x;{c};3;{'mot ' * 40}"
            for m in range(20)
            for d in range(1, 9)
            for c in ("A1", "A2")
        ),
        encoding="utf-8",
    )
    monkeypatch.setitem(connection.SETTINGS, "max_page_count", pages + spare)
    told = run("import-scores", campaign, scores, "--apply")
    monkeypatch.undo()
    opened = composition.open_campaign(campaign, read_only=True)
    assert opened.verify().is_sound
    opened.close()
    if told.code:
        assert told.code == 1
        assert _plain(told.err).startswith("Disque plein")
        assert head(campaign) == before
    else:
        assert head(campaign) != before
    if spare in (0, 128):
        assert bool(told.code) == (spare == 0)


def test_a_damaged_campaign_is_told(run: Run, campaign: Path) -> None:
    data = bytearray(campaign.read_bytes())
    data[4096:8192] = bytes(4096)
    campaign.write_bytes(data)
    for words in (("verify",), ("opinions",)):
        told = run(*words, campaign)
        assert told.code == 1
        assert "endommagé" in told.err
    assert campaign.read_bytes() == data


def test_words_that_make_no_command_are_wrong_usage(run: Run, campaign: Path) -> None:
    assert run("verify").code == 2
    assert run("verify", campaign, "--nope").code == 2
    assert run("create", campaign, "--title", "x", "--year", "deux").code == 2
    told = run("--version")
    assert (told.code, told.out.count(".")) == (0, 2)
    assert run("verify", "--help").code == 0


def test_english_is_spoken_wherever_it_is_asked_for(run: Run, campaign: Path) -> None:
    for words in (
        ("--lang", "en", "opinions", campaign, "--committee", "jury"),
        ("opinions", campaign, "--lang", "en", "--committee", "jury"),
        ("opinions", campaign, "--lang=en", "--committee", "jury"),
    ):
        told = run(*words)
        assert told.code == 1
        assert told.err.startswith("There is no committee jury.")


def test_a_bug_leaves_its_traceback_and_code_70(
    run: Run, campaign: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_arguments: object, **_more: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(composition, "open_campaign", broken)
    told = run("verify", campaign)
    assert told.code == 70
    assert "ZeroDivisionError" in told.err


def test_a_copy_of_the_campaign_is_sound(run: Run, campaign: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copie.euralens"
    shutil.copy(DATA / "scores-2022.csv", copy)
    assert run("backup", campaign, copy).code == 0
    assert head(copy) == head(campaign)
    assert run("verify", copy, "--json").out.startswith("{")


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_a_closed_campaign_takes_no_import_and_stays_as_it_was(
    run: Run, campaign: Path, tmp_path: Path
) -> None:
    scores = tmp_path / "notes.csv"
    scores.write_text(HEAD + "experts;E01;A;c;2022-01;x;A1;0;\n", encoding="utf-8")
    opened = composition.open_campaign(campaign)
    close_campaign(opened, date(2023, 1, 31))
    opened.close()
    before = head(campaign)
    assert run("import-scores", campaign, scores).code == 0
    told = run("import-scores", campaign, scores, "--apply")
    assert told.code == 1
    assert _plain(told.err).startswith("La campagne a été close le 31 janvier 2023 : ses dossiers")
    assert told.err.count("\n") == 1
    assert head(campaign) == before
