"""What is rare in received files, read in this process, so that each branch is seen."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from random import Random

import pytest
from hostile_files import corpus

from euralens_desk.domain.messages import Failure
from euralens_desk.exchange import preflight as looking
from euralens_desk.exchange.form_files import read_correspondence
from euralens_desk.exchange.model_folder import ModelFolder
from euralens_desk.exchange.preflight import preflight
from euralens_desk.exchange.source_files import as_source, read_source
from euralens_desk.exchange.table_child import read_plain

DATA = Path(__file__).parents[1] / "data"
OLD = sorted(DATA.glob("*.xls"))
DAMAGED = [case for case in corpus() if case.name.endswith(".xls")]


def looked_at(data: bytes, name: str = "reçu.xls") -> str:
    """Return the format that is found, or why the file is refused."""
    try:
        return preflight(data, name).format
    except Failure as failure:
        return str(failure)


@pytest.mark.parametrize("path", OLD, ids=lambda path: path.name)
def test_an_old_workbook_says_the_same_here_and_apart(path: Path) -> None:
    here = as_source(read_plain(path.read_bytes(), path.name), path.name, "0", path.stem)
    apart = read_source(path)
    assert here.remarks == apart.remarks
    for one, other in zip(here.tables, apart.tables, strict=True):
        assert [list(row) for row in one.rows] == [list(row) for row in other.rows]
        hidden = (one.hidden_rows, one.hidden_columns, one.is_hidden, one.merged)
        assert hidden == (other.hidden_rows, other.hidden_columns, other.is_hidden, other.merged)


@pytest.mark.parametrize("case", DAMAGED, ids=lambda case: case.title)
def test_an_abnormal_old_workbook_is_looked_at_without_harm(case: object) -> None:
    found = next(one for one in DAMAGED if one is case)
    said = looked_at(found.make(), found.name)
    assert said in ("xls", "xlsx", "ods", "csv") or f"« {found.name} »" in said


def test_old_workbooks_cut_or_damaged_are_looked_at_without_harm() -> None:
    random = Random(20)
    whole = OLD[0].read_bytes()
    for _turn in range(150):
        data = bytearray(whole[: random.randrange(520, len(whole))])
        for _byte in range(random.randrange(12)):
            data[random.randrange(24, min(len(data), 4096))] = random.randrange(256)
        said = looked_at(bytes(data))
        assert said == "xls" or "« reçu.xls »" in said


def archive(**parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for place, content in parts.items():
            made.writestr(place.replace("__", "/").replace("_xml", ".xml"), content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\xff\xfe" + "Intitulé;Porteur\r\nA;B\r\n".encode("utf-16-le"), "csv"),
        ("Intitulé;Porteur\r\nA;B\r\n".encode("utf-16-le"), "csv"),
        (bytes(range(9)) * 40 + b"abc", "not a table"),
        (b"<!DOCTYPE html><html><table>", "another kind"),
        (archive(xl__workbook_xml="<workbook/>", xl__externalLinks__a_xml="<a/>"), "xlsx"),
        (archive(a_xml="<a/>"), "not a table"),
        (archive(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "ods"),
    ],
)
def test_what_a_file_is(data: bytes, words: str) -> None:
    assert words in looked_at(data, "reçu.dat")


def test_a_file_over_measure_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = b"a;b\n" * 8
    monkeypatch.setattr(looking, "MOST_BYTES", len(data) - 1)
    assert "« reçu.csv »" in looked_at(data, "reçu.csv")
    monkeypatch.setattr(looking, "MOST_BYTES", len(data))
    assert looked_at(data, "reçu.csv") == "csv"


@pytest.mark.parametrize(
    "text",
    ['[questions]\n"Q" = 3\n', '[questions]\n"Q" = {critere = "L1"}\n', '[answers]\n"Oui" = 4\n'],
)
def test_a_correspondence_that_says_something_else_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "c.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Failure, match=r"« c\.toml » is no correspondence"):
        read_correspondence(path)


def test_models_the_disk_refuses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = ModelFolder(tmp_path / "correspondances")
    path = tmp_path / "correspondances" / "a.toml"
    path.parent.mkdir()
    path.write_text('name = "Agglo"\n[columns]\n"Titre" = "title"\n', encoding="utf-8")
    assert [model.name for model in folder.list()] == ["Agglo"]

    def refuse(*_args: object, **_named: object) -> None:
        raise OSError

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", refuse)
        with pytest.raises(Failure, match="« Agglo » could not be deleted"):
            folder.delete("Agglo")
    assert path.exists()
    with monkeypatch.context() as patch:
        patch.setattr(Path, "glob", refuse)
        assert folder.list() == ()
    folder.delete("Agglo")
    folder.delete("Agglo")
    assert not path.exists()
