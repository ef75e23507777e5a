"""What only a strange file brings about, told or read in this process."""

from __future__ import annotations

import csv
import os
import struct
import zipfile
from collections.abc import Iterator
from multiprocessing import Pipe
from pathlib import Path
from threading import Thread

import pytest
from hostile_files import SHEET, old, workbook, zipped
from hostile_pdfs import hidden, one_page, scanned, written

from euralens_desk.domain.attachment_matching import refused
from euralens_desk.domain.messages import Failure
from euralens_desk.exchange import child, csv_text, zip_members
from euralens_desk.exchange import preflight as looking
from euralens_desk.exchange.csv_text import (
    SEPARATORS,
    TableText,
    find_separator,
    read_records,
    read_text_table,
)
from euralens_desk.exchange.pdf_pages import answer_all, is_guarded
from euralens_desk.exchange.pieces_folder import list_pieces, read_piece
from euralens_desk.exchange.preflight import preflight
from euralens_desk.exchange.xls_notes import old_workbook
from euralens_desk.exchange.xlsx_notes import xlsx_notes

# Text tables --------------------------------------------------------------------------------------


@pytest.fixture
def usual_cells() -> Iterator[int]:
    """The longest cell the library reads when nobody told it another."""
    before = csv.field_size_limit(131_072)
    yield 131_072
    csv.field_size_limit(before)


@pytest.mark.parametrize("separator", SEPARATORS)
@pytest.mark.parametrize("length", [131_073, 300_000])
def test_a_first_cell_longer_than_the_library_reads_tells_the_separator(
    usual_cells: int, separator: str, length: int
) -> None:
    long = "x" * length
    rows = [["Intitulé", "Avis"], [long, "A"], ["B", "C"]]
    text = "\r\n".join(separator.join(row) for row in rows)
    assert find_separator(text) == separator
    csv.field_size_limit(usual_cells)
    assert read_text_table(text.encode(), "x.csv").rows == rows
    csv.field_size_limit(usual_cells)
    heads = f'"{long}"{separator}Avis\r\nA{separator}B\r\n'
    assert read_text_table(heads.encode(), "x.csv").rows == [[long, "Avis"], ["A", "B"]]


def test_what_no_separator_can_cut_has_the_usual_one(
    usual_cells: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csv_text, "_LONGEST_CELL", 100)
    assert find_separator(f"a,b\r\n{'x' * 300},2\r\n") == ";"


def test_a_cell_longer_than_the_library_reads_is_cut_at_the_separators(
    usual_cells: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csv_text, "_LONGEST_CELL", 256)
    found = TableText(f"a;b\r\n{'x' * 300};2\n", "utf-8", ";")
    assert read_records(found, "x.csv", list) == [["a", "b"], ["x" * 300, "2"]]


# Workbooks ----------------------------------------------------------------------------------------


def test_a_part_in_utf_16_is_looked_at_too() -> None:
    parts = workbook()
    parts[SHEET] = parts[SHEET].decode().encode("utf-16")
    (notes,) = preflight(zipped(parts), "x.xlsx").sheets.values()
    assert (notes.cells, notes.lowest) == (6, 3)


def test_cells_are_counted_over_all_sheets(monkeypatch: pytest.MonkeyPatch) -> None:
    data = zipped(workbook())
    monkeypatch.setattr(looking, "MOST_CELLS", 6)
    assert preflight(data, "x.xlsx").format == "xlsx"
    monkeypatch.setattr(looking, "MOST_CELLS", 5)
    with pytest.raises(Failure, match="more than 5 cells"):
        preflight(data, "x.xlsx")


def test_cells_addressed_in_no_usual_way_are_counted_one_by_one() -> None:
    parts = workbook()
    (usual,) = xlsx_notes(parts, "x.xlsx").values()
    parts[SHEET] = parts[SHEET].replace(b'r="B2"', b'r="b2"')
    (strange,) = xlsx_notes(parts, "x.xlsx").values()
    assert strange.cells == usual.cells == 6
    assert strange.lowest == usual.lowest == 3


def test_a_decent_number_of_texts_is_fine_and_an_absurd_one_is_not() -> None:
    strings = "xl/sharedStrings.xml"
    parts = workbook() | {strings: b'<sst count="12" uniqueCount="5000000"></sst>'}
    assert len(xlsx_notes(parts, "x.xlsx")) == 1
    parts[strings] = b'<sst count="12" uniqueCount="5000001"></sst>'
    with pytest.raises(Failure, match="no ordinary workbook"):
        xlsx_notes(parts, "x.xlsx")


# Old workbooks ------------------------------------------------------------------------------------


def test_a_table_of_sectors_listed_apart_is_followed() -> None:
    usual = old()
    data = bytearray(usual + bytes(-len(usual) % 512))
    (table,) = struct.unpack_from("<I", data, 76)
    struct.pack_into("<I", data, 76, 0xFFFFFFFF)
    assert old_workbook(bytes(data)).sheets == {}
    struct.pack_into("<II", data, 68, len(data) // 512 - 1, 1)
    data += struct.pack("<128I", table, *[0xFFFFFFFF] * 126, 0xFFFFFFFE)
    apart = old_workbook(bytes(data))
    assert apart.sheets
    assert apart.sheets == old_workbook(usual).sheets


def test_a_sheet_named_in_wide_letters_is_known() -> None:
    data = bytearray(old())
    first = next(iter(old_workbook(bytes(data)).sheets)).encode("latin-1")
    at = data.index(bytes([len(first), 0]) + first)
    half = len(first) // 2
    data[at : at + 2 + 2 * half] = bytes([half, 1]) + ("é" * half).encode("utf-16-le")
    assert next(iter(old_workbook(bytes(data)).sheets)) == "é" * half


def test_a_saved_error_is_noted_where_it_stands() -> None:
    data = bytearray(old())
    at = data.index(b"\xfd\x00\x0a\x00")
    row, column = struct.unpack_from("<HH", data, at + 4)
    struct.pack_into("<H", data, at, 0x205)
    data[at + 10 : at + 12] = b"\x07\x01"
    problems: dict[object, object] = {}
    for notes in old_workbook(bytes(data)).sheets.values():
        problems |= notes.problems
    assert problems[(row + 1, column)] == ("error", "#DIV/0!")
    data[at + 11] = 0  # a truth value, no error
    plain = old_workbook(bytes(data)).sheets.values()
    assert all((row + 1, column) not in notes.problems for notes in plain)


# Archives and folders -----------------------------------------------------------------------------


def packed(path: Path, **files: bytes) -> Path:
    with zipfile.ZipFile(path, "w") as made:
        for name, data in files.items():
            made.writestr(f"{name}.txt", data)
    return path


def test_an_archive_over_measure_once_opened_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = packed(tmp_path / "a.zip", un=b"x" * 10, deux=b"y" * 10)
    monkeypatch.setattr(zip_members, "MOST_BYTES", 20)
    assert [file.size for file in list_pieces(path)] == [10, 10]
    monkeypatch.setattr(zip_members, "MOST_BYTES", 19)
    with pytest.raises(Failure, match=r"« a\.zip » is abnormal: over 1 GB"):
        list_pieces(path)


def as_large(path: Path, count: int, mark: bytes = b"PK\x06\x06") -> None:
    """Write the list of an archive as those of 4 GB and more announce it (APPNOTE 4.3.14)."""
    data = path.read_bytes()
    end = data.rindex(b"PK\x05\x06")
    size, start = struct.unpack_from("<LL", data, end + 12)
    record = struct.pack("<4sQHHLLQQQQ", mark, 44, 45, 45, 0, 0, count, count, size, start)
    place = struct.pack("<4sLQL", b"PK\x06\x07", 0, end, 1)
    path.write_bytes(data[:end] + record + place + data[end:])


def test_an_archive_announced_as_a_large_one_is_read(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", un=b"1", deux=b"2")
    as_large(path, 2)
    assert [file.name for file in list_pieces(path)] == ["un.txt", "deux.txt"]
    assert read_piece(path, "deux.txt") == b"2"


@pytest.mark.parametrize(
    ("count", "mark", "words"),
    [(2_001, b"PK\x06\x06", "more than 2,000 files"), (1, b"PK\x07\x08", "damaged or abnormal")],
)
def test_an_archive_announced_as_a_large_one_is_refused(
    tmp_path: Path, count: int, mark: bytes, words: str
) -> None:
    path = packed(tmp_path / "a.zip", un=b"1")
    as_large(path, count, mark)
    with pytest.raises(Failure, match=words):
        list_pieces(path)


def test_an_archive_inside_a_folder_is_told_and_not_opened(tmp_path: Path) -> None:
    packed(tmp_path / "paquet.zip", un=b"1")
    (found,) = list_pieces(tmp_path)
    assert (found.name, found.size, found.sha256) == ("paquet.zip", 0, "")
    assert "archive" in str(refused(found))


def test_a_file_that_is_gone_is_told_by_its_name(tmp_path: Path) -> None:
    with pytest.raises(Failure, match=r"« plan\.pdf » can't be read. The dossier did not change"):
        list_pieces(tmp_path / "plan.pdf")


# PDF ----------------------------------------------------------------------------------------------


def test_a_pdf_that_opens_tells_whether_it_is_guarded() -> None:
    assert not is_guarded(written(one_page()))
    assert is_guarded(hidden(b"/OpenAction<</S/JavaScript/JS(1)>>"))


def answered(*requests: tuple[str, tuple[object, ...]]) -> list[tuple[bool, object]]:
    """Ask as the window does, the child's work done in a thread of this process."""
    ours, theirs = Pipe()
    worker = Thread(target=answer_all, args=(theirs,))
    worker.start()
    answers = []
    for request in requests:
        ours.send(request)
        answers.append(ours.recv())
    ours.close()
    worker.join()
    return answers


def test_a_scanned_pdf_has_no_text() -> None:
    assert answered(("open", (scanned(),))) == [(True, (1, False, False))]


def test_a_page_as_long_as_none_is_not_drawn() -> None:
    data = written(one_page(box=b"0 0 10 14000"))
    assert answered(("open", (data,)), ("size", (0,)), ("render", (0, 100, 0))) == [
        (True, (1, False, True)),
        (True, (10.0, 14000.0)),
        (False, "ValueError"),
    ]


# The child ----------------------------------------------------------------------------------------


def test_a_silent_child_writes_its_errors_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    turned: list[tuple[str, int]] = []

    def turn(source: int, target: int) -> int:
        turned.append((str(Path(f"/proc/self/fd/{source}").readlink()), target))
        os.close(source)
        return target

    with monkeypatch.context() as patch:
        patch.setattr(os, "dup2", turn)
        child.be_silent()
    assert turned == [(os.devnull, 2)]
