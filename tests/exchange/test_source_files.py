"""Tables of every kind: the text and the type of each cell, and calm refusals."""

from __future__ import annotations

import io
import multiprocessing
import os
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from euralens_desk.domain.messages import Failure
from euralens_desk.exchange.source_files import as_source, read_source
from euralens_desk.exchange.table_child import read_plain

DATA = Path(__file__).parents[1] / "data"
ROWS = [["Réf", "Intitulé"], ["2022-01", "Écocité ; « du 8 »"], ["2022-02", "a, b"]]


def texts(path: Path) -> list[list[str]]:
    return [[cell.text for cell in row] for row in read_source(path).tables[0].rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_csv_of_every_kind(tmp_path: Path, encoding: str, separator: str) -> None:
    path = tmp_path / "x.csv"
    lines = [separator.join(f'"{cell}"' for cell in row) for row in ROWS]
    path.write_bytes("\r\n".join(lines).encode(encoding))
    source = read_source(path)
    assert (source.format, source.separator) == ("csv", separator)
    assert texts(path) == ROWS


def test_cells_of_a_workbook_keep_their_type(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["x", 1.5, 3, date(2022, 5, 31), True])
    book.save(tmp_path / "x.xlsx")
    values = [cell.value for cell in read_source(tmp_path / "x.xlsx").tables[0].rows[0]]
    assert values[:3] == ["x", Decimal("1.5"), Decimal(3)]
    assert str(values[3]).startswith("2022-05-31")


def test_the_same_tables_without_a_child(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Candidatures"
    for row in ROWS:
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    hidden = book.create_sheet("Brouillon")
    hidden.sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    source = as_source(read_plain(out.getvalue(), "x.xlsx"), "x.xlsx", "0" * 64, "x")
    first, second = source.tables
    assert (first.name, set(first.hidden_rows), second.is_hidden) == ("Candidatures", {3}, True)
    assert [[cell.text for cell in row] for row in first.rows] == ROWS


def archive(**parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name.replace("__", "/"), text)
    return out.getvalue()


OLE = bytes.fromhex("d0cf11e0a1b11ae1")
HOSTILE = {
    "empty": b"",
    "blank": b"  \r\n",
    "pdf": b"%PDF-1.7",
    "picture": b"\x89PNG\r\n\x1a\n" + b"\0" * 50,
    "cut": archive(xl__workbook="x")[:40],
    "not a workbook": archive(readme="x"),
    "doctype": archive(**{"xl__workbook.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><workbook/>"}),
    "bomb": archive(**{"xl__workbook.xml": " " * (65 * 1024 * 1024)}),
    "old and broken": OLE + b"\0" * 600,
    "encrypted": OLE + "EncryptedPackage".encode("utf-16-le") * 4,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_table_is_refused_in_one_sentence(tmp_path: Path, name: str) -> None:
    path = tmp_path / "fichier.xlsx"
    path.write_bytes(HOSTILE[name])
    with pytest.raises(Failure, match=r"fichier\.xlsx"):
        read_source(path)


@pytest.mark.parametrize("name", [n for n in HOSTILE if n != "old and broken"])
def test_the_same_refusals_without_a_child(name: str) -> None:
    with pytest.raises(Failure, match=r"fichier\.xlsx"):
        read_plain(HOSTILE[name], "fichier.xlsx")


def test_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(Failure, match="can't be opened"):
        read_source(tmp_path / "absent.csv")


def test_reading_can_be_interrupted(tmp_path: Path) -> None:
    class Stop(Exception):
        pass

    def progress(_rows: int) -> None:
        raise Stop

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for _ in range(3000):
        sheet.append(["x"] * 40)
    book.save(tmp_path / "x.xlsx")
    with pytest.raises(Stop):
        read_source(tmp_path / "x.xlsx", progress)


# Old workbooks, made by a real program ----------------------------------------------------------


def test_an_old_workbook_holds_what_the_new_one_holds() -> None:
    old, new = (read_source(DATA / f"candidatures-2022.{kind}") for kind in ("xls", "xlsx"))
    assert (old.format, new.format) == ("xls", "xlsx")
    assert [table.name for table in old.tables] == [table.name for table in new.tables]
    differing = [
        (one.address, one.text, other.text, other.problem)
        for old_table, new_table in zip(old.tables, new.tables, strict=True)
        for old_row, new_row in zip(old_table.rows, new_table.rows, strict=True)
        for one, other in zip(old_row, new_row, strict=True)
        if one.text != other.text
    ]
    # the program that saved it wrote 0 for these two empty texts
    assert differing == [("AB4", "0", "", ""), ("AB7", "0", "", "")]


def test_values_dates_and_merged_cells_of_an_old_workbook() -> None:
    table, draft = read_source(DATA / "ancien-2022.xls").tables
    values = [[cell.value for cell in row] for row in table.rows]
    assert values[3][3:5] == [Decimal("2980000.5"), date(2022, 5, 31)]
    assert values[4][3:5] == [Decimal(389_000), datetime(2022, 5, 31, 14, 3)]
    assert values[5][5] is True
    assert values[6][3] == Decimal(2)
    assert values[7][2:5] == ["ab", Decimal("-0.1"), time(14, 3)]
    assert table.merged == ("A1:F1", "B9:B10")
    assert (draft.name, draft.is_hidden) == ("Brouillon", True)


def test_what_an_old_workbook_hides_or_lost_is_noted() -> None:
    table = read_source(DATA / "ancien-2022.xls").tables[0]
    assert (table.hidden_rows, table.hidden_columns) == (frozenset({6}), frozenset({5}))
    problems = [(c.address, c.text, c.problem) for row in table.rows for c in row if c.problem]
    assert problems == [("F5", "#DIV/0!", "error"), ("F7", "#REF!", "error")]


# What is no file --------------------------------------------------------------------------------


def test_a_folder_and_a_pipe_are_no_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x.csv")
    for path in (tmp_path, tmp_path / "x.csv", Path("/dev/zero")):
        with pytest.raises(Failure, match="is not a file"):
            read_source(path)


@pytest.mark.parametrize("name", ["a" * 300, "x\0.csv"])
def test_a_name_that_no_system_takes_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(Failure, match="can't be opened"):
        read_source(tmp_path / name)


def test_a_file_that_can_t_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    (tmp_path / "x.csv").write_bytes(b"a;b")
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(Failure, match="can't be opened"):
        read_source(tmp_path / "x.csv")


@pytest.mark.parametrize("calls", [0, 1, 2])
def test_a_reading_that_is_cancelled_leaves_nothing(tmp_path: Path, calls: int) -> None:
    """The child is gone, whenever the reading was cancelled, and no file is left."""
    path = tmp_path / "x.csv"
    path.write_bytes(b"a;b;c\n" * 90_000)
    asked: list[int] = []

    def progress(rows: int) -> None:
        asked.append(rows)
        if len(asked) > calls:
            raise KeyboardInterrupt

    with temporary_folder(tmp_path / "temporary") as folder, pytest.raises(KeyboardInterrupt):
        read_source(path, progress)
    assert multiprocessing.active_children() == []
    assert [*folder.iterdir()] == []


@contextmanager
def temporary_folder(folder: Path) -> Iterator[Path]:
    """Let temporary files go where they can be counted."""
    folder.mkdir()
    before = tempfile.tempdir
    tempfile.tempdir = str(folder)
    try:
        yield folder
    finally:
        tempfile.tempdir = before
