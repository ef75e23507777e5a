"""Files made to do harm, and odd ones made by honest programs (TRUST 2, rows 16 to 19)."""

from __future__ import annotations

import io
import tempfile
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from charset_normalizer import CharsetMatches
from hostile_files import SHEET, added, ods, ods_cell, old, workbook, zipped
from hypothesis import given
from hypothesis import strategies as st

from euralens_desk.domain.import_plan import ImportChoices
from euralens_desk.domain.messages import Failure
from euralens_desk.exchange import csv_text, preflight, sheet_notes
from euralens_desk.exchange.csv_text import decode, find_separator, read_text_table
from euralens_desk.exchange.mapping_file import mapping_bytes, read_mapping
from euralens_desk.exchange.pieces_folder import list_pieces, read_piece
from euralens_desk.exchange.sheet_notes import SheetNotes
from euralens_desk.exchange.source_files import as_source, shown_and_typed
from euralens_desk.exchange.table_child import PlainFile, PlainTable, read_plain
from euralens_desk.exchange.xls_notes import old_workbook
from euralens_desk.exchange.xlsx_notes import column_number


def with_cells(cells: bytes) -> bytes:
    """Return a workbook of these rows alone, as xlsx writes them."""
    head = workbook()[SHEET].partition(b"<sheetData>")[0]
    return added(SHEET, head + b"<sheetData>" + cells + b"</sheetData></worksheet>")


def test_a_file_larger_than_any_table_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preflight, "MOST_BYTES", 10)
    for data in (b"a;b;c;d;e;f", zipped(workbook())):
        with pytest.raises(Failure, match="over 64 MB"):
            read_plain(data, "x.csv")


def outcome(data: bytes) -> str:
    """Return « read » or « refused »; anything else raises."""
    try:
        plain = read_plain(data, "x.xlsx")
    except Failure as refusal:
        return "refused" if "« x.xlsx »" in str(refusal) else str(refusal)
    return "read" if as_source(plain, "x.xlsx", "0", "x").format else "nothing"


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    assert outcome(data) in ("read", "refused")


# What the library would lose --------------------------------------------------------------------


def test_errors_and_formulas_without_a_value_are_noted() -> None:
    cells = (
        b'<row r="1"><c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
        b'<c r="B1"><f>SUM(A1:A&amp;2)</f></c><c r="C1"><f>1+1</f><v>2</v></c>'
        b'<c r="D1"><f t="shared" si="0"/></c>'
        b'<c r="E1" t="str"><f>A9&amp;""</f><v></v></c><c r="F1"><v>3</v></c></row>'
    )
    source = as_source(read_plain(with_cells(cells), "x.xlsx"), "x.xlsx", "0", "x")
    told = [(cell.text, cell.problem) for cell in source.tables[0].rows[0]]
    assert told[0] == ("#DIV/0!", "error")
    assert told[1] == ("=SUM(A1:A&2)", "formula")
    assert told[2] == ("2", "")
    assert told[4:] == [("", ""), ("3", "")]


def test_hidden_rows_and_columns_of_a_workbook_are_noted() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in range(3):
        sheet.append(["a", "b", row])
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["A"].width = 30
    sheet.column_dimensions["B"].hidden = True
    book.create_chartsheet("Graphique")
    sheet.merge_cells("A1:B1")
    out = io.BytesIO()
    book.save(out)
    (table,) = as_source(read_plain(out.getvalue(), "x.xlsx"), "x", "0", "x").tables
    assert (table.hidden_rows, table.hidden_columns) == (frozenset({2}), frozenset({1}))
    assert table.merged == ("A1:B1",)


def test_a_sheet_named_by_an_absolute_path_is_found() -> None:
    parts = workbook()
    relations = "xl/_rels/workbook.xml.rels"
    moved = parts[relations].replace(b'Target="worksheets/', b'Target="/xl/worksheets/')
    data = zipped(parts | {relations: moved, SHEET: parts[SHEET].replace(b"A1", b"ZZ1048570")})
    with pytest.raises(Failure, match="row 1048570"):
        read_plain(data, "x.xlsx")


def test_the_repeats_of_an_ods_are_followed() -> None:
    content = (
        '<table:table-column table:number-columns-repeated="2"/>'
        '<table:table-column table:visibility="collapse"/>'
        f"<table:table-row>{ods_cell('a')}{ods_cell('b')}{ods_cell('c')}</table:table-row>"
        f'<table:table-row table:number-rows-repeated="2" table:visibility="filter">'
        f"{ods_cell('d')}</table:table-row>"
        '<table:table-row><table:table-cell table:number-columns-repeated="2"/>'
        '<table:table-cell office:value-type="error"/></table:table-row></table:table>'
        f'<table:table table:name="G"><table:table-row>{ods_cell("x")}</table:table-row>'
    )
    notes = preflight.preflight(ods(content), "x.ods").sheets
    assert notes["F"].hidden_columns == {2}
    assert notes["F"].hidden_rows == {2, 3}
    assert notes["F"].problems == {(4, 2): ("error", "")}
    assert notes["G"].problems == {}
    first, second = as_source(read_plain(ods(content), "x.ods"), "x", "0", "x").tables
    assert [cell.text for cell in first.rows[0]] == ["a", "b", "c"]
    assert second.name == "G"


@given(st.integers(0, 20_000))
def test_columns_are_counted_as_spreadsheets_name_them(number: int) -> None:
    letters, rest = "", number + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        letters = chr(ord("A") + digit) + letters
    assert column_number(letters) == column_number(letters.encode()) == number


@pytest.mark.parametrize(
    ("value", "text", "typed"),
    [
        (True, "true", True),
        (3, "3", Decimal(3)),
        (0.1 + 0.2, "0.30000000000000004", Decimal("0.30000000000000004")),
        (2.0e15, "2000000000000000", Decimal(2_000_000_000_000_000)),
        (float("inf"), "inf", "inf"),
        (datetime(2022, 5, 31), "2022-05-31", date(2022, 5, 31)),
        (datetime(2022, 5, 31, 14, 3), "2022-05-31 14:03", datetime(2022, 5, 31, 14, 3)),
        (datetime(2022, 5, 31, 14, 3, 7), "2022-05-31 14:03:07", datetime(2022, 5, 31, 14, 3, 7)),
        (date(2022, 5, 31), "2022-05-31", date(2022, 5, 31)),
        (time(14, 3), "14:03:00", time(14, 3)),
        (timedelta(hours=25), "1 day, 1:00:00", "1 day, 1:00:00"),
    ],
)
def test_values_are_shown_as_a_reader_expects(value: object, text: str, typed: object) -> None:
    assert shown_and_typed(value) == (text, typed)


def test_a_huge_cell_is_cut_and_told() -> None:
    plain = PlainFile("csv", [PlainTable("", [["x" * 40_000]], False, set(), set(), [], {}, False)])
    cell = as_source(plain, "x.csv", "0", "x").tables[0].rows[0][0]
    assert (len(cell.text), cell.problem) == (32_767, "long")


def test_what_a_file_is_comes_from_its_first_bytes() -> None:
    old = bytes.fromhex("d0cf11e0a1b11ae1")
    assert preflight.preflight(old + b"x", "x.csv").format == "xls"
    assert preflight.preflight("a;b".encode("utf-16"), "x.xlsx").format == "csv"
    assert preflight.preflight(zipped(workbook()), "x.txt").format == "xlsx"


# Text tables ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("é;a".encode(), "utf-8"),
        ("é;a".encode("utf-8-sig"), "utf-8-sig"),
        ("é;a".encode("utf-16"), "utf-16"),
        ("é;a".encode("utf-16-be"), "utf-16"),
        ("é;€".encode("cp1252"), "cp1252"),
    ],
)
def test_encodings(data: bytes, encoding: str) -> None:
    marked = b"\xfe\xff" + data if data[:1] == b"\0" else data
    assert decode(marked)[1] == encoding
    assert decode(marked)[0].startswith("é;")


def test_bytes_that_windows_does_not_write_are_proposed_otherwise() -> None:
    text, encoding = decode(
        "Lycée de Liévin ; été, où, façade, naïf\n".encode("cp850") * 5 + b"\x81"
    )
    assert encoding in ("cp850", "mac_roman", "cp437", "cp1252")
    assert text.startswith("Lyc")


def test_bytes_that_nobody_wrote_are_read_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    nothing = CharsetMatches([])
    monkeypatch.setattr("charset_normalizer.from_bytes", lambda *_a, **_k: nothing)
    assert decode(b"a\x81")[1] == "cp1252"


def test_an_announced_separator_is_followed() -> None:
    table = read_text_table(b"sep=|\r\na|b;c\r\n1|2;3", "x.csv")
    assert (table.separator, table.rows) == ("|", [["a", "b;c"], ["1", "2;3"]])
    assert read_text_table(b"sep=;", "x.csv").rows == [["sep=", ""]]


def test_the_most_regular_separator_wins() -> None:
    assert find_separator("a;b, c\nd;e\nf;g, h, i") == ";"
    assert find_separator("a\nb") in csv_text.SEPARATORS
    assert find_separator("") in csv_text.SEPARATORS
    many = "\n".join(["a\tb"] * 300)
    assert find_separator(many) == "\t"
    assert find_separator("a;b\nc;d\n" + "x" * 200_000) == ";"


def test_a_quote_that_never_ends_names_its_row() -> None:
    with pytest.raises(Failure, match="row 2"):
        read_text_table(b'a;b\n"c;d\ne;f\n', "x.csv")


def test_stray_quotes_are_kept_as_they_stand() -> None:
    assert read_text_table(b'a;b "c" d\n"e" f;g\n', "x.csv").rows[1] == ["e f", "g"]


def test_a_cell_beyond_all_measure_is_read() -> None:
    assert read_text_table(b"a;b\nc;" + b"x" * 200_000, "x.csv").rows[1] == ["c", "x" * 200_000]
    loose = read_text_table(b'a;b\n"c" x;' + b"y" * 200_000, "x.csv")
    assert loose.rows[1] == ["c x", "y" * 200_000]


@given(
    st.lists(
        st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0\r\n")), min_size=2),
        min_size=1,
    )
)
def test_what_a_program_writes_is_read_as_it_was(rows: list[list[str]]) -> None:
    width = max(map(len, rows))
    filled = [["x", *row, *[""] * (width - len(row))] for row in rows]
    text = "\r\n".join(";".join('"' + c.replace('"', '""') + '"' for c in row) for row in filled)
    assert read_text_table(text.encode("utf-8-sig"), "x.csv").rows == filled


# Pieces and correspondences ---------------------------------------------------------------------


def test_the_files_of_a_folder_are_listed_with_their_ends(tmp_path: Path) -> None:
    (tmp_path / "b.PDF").write_bytes(b"%PDF" + b"x" * 3000 + b"%%EOF")
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / ".caché").write_bytes(b"x")
    (tmp_path / "sous").mkdir()
    first, second = list_pieces(tmp_path)
    assert (first.name, first.size, first.head, first.tail) == ("a.txt", 0, b"", b"")
    assert second.head.startswith(b"%PDF")
    assert second.tail.endswith(b"%%EOF")
    assert (len(second.head), len(second.tail)) == (1024, 1024)
    assert read_piece(tmp_path, "b.PDF").startswith(b"%PDF")


def test_a_folder_or_a_piece_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(Failure, match="« rien » can't be read"):
        list_pieces(tmp_path / "rien")
    with pytest.raises(Failure, match="can't be read any more"):
        read_piece(tmp_path, "rien.pdf")


def test_a_piece_never_comes_from_another_folder(tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"x")
    (tmp_path / "pieces").mkdir()
    with pytest.raises(Failure):
        read_piece(tmp_path / "pieces", "../secret")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("columns =", "not a mapping file"),
        ("columns = 3", "not a mapping file"),
        ('header_row = "deux"', "not a mapping file"),
        ("header_row = -1", "not a mapping file"),
        ('[columns]\n"a" = ["title"]', "is no field"),
    ],
)
def test_what_is_no_correspondence(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "m.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Failure, match=words):
        read_mapping(path)


@given(
    st.dictionaries(
        st.text(st.characters(codec="utf-8")), st.sampled_from(("title", "other", "ignore"))
    ),
    st.text(st.characters(codec="utf-8"), max_size=5),
    st.integers(0, 40),
)
def test_a_correspondence_is_read_back_as_it_was_written(
    columns: dict[str, str], sheet: str, row: int
) -> None:
    choices = ImportChoices(sheet=sheet, header_row=row, targets_by_header=columns)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "m.toml"
        path.write_bytes(mapping_bytes(choices))
        assert read_mapping(path) == choices


# Limits -----------------------------------------------------------------------------------------


def test_lost_cells_far_from_the_table_are_told_as_a_cut() -> None:
    lost = '<c r="{}"><f>1+1</f></c>'
    near = b'<row r="1"><c r="A1"><v>1</v></c></row><row r="5">' + lost.format("C5").encode()
    table = as_source(read_plain(with_cells(near + b"</row>"), "x.xlsx"), "x", "0", "x").tables[0]
    assert [len(row) for row in table.rows] == [1, 0, 0, 0, 3]
    assert table.rows[4][2].problem == "formula"
    for far in ("C500", "ALM2"):
        cells = near + b'</row><row r="500">' + lost.format(far).encode() + b"</row>"
        source = as_source(read_plain(with_cells(cells), "x.xlsx"), "x", "0", "x")
        assert (source.is_cut, len(source.tables[0].rows)) == (True, 5)


def test_a_long_list_of_hidden_rows_is_bounded() -> None:
    notes = SheetNotes()
    notes.hide_rows(1, 9_999)
    notes.hide_rows(20_000, 10)
    notes.hide_columns(3, -2)
    assert (len(notes.hidden_rows), notes.hidden_columns) == (10_000, set())


def test_the_problems_that_are_noted_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_notes, "MOST_PROBLEMS", 1)
    notes = SheetNotes()
    for row in (1, 2):
        notes.note((row, 0), "error", "#REF!")
    assert [*notes.problems] == [(1, 0)]


@pytest.mark.parametrize("cut", [9, 60, 100, 600, 1_100, 3_000, 5_000])
def test_an_old_workbook_that_is_cut_is_noted_as_far_as_it_goes(cut: int) -> None:
    found = old_workbook(old()[:cut])
    assert not found.is_protected
    assert set(found.sheets) <= {"Candidatures", "Brouillon"}


@given(st.binary(max_size=2_000), st.integers(0, 7_000))
def test_whatever_an_old_workbook_holds_its_notes_come_to_an_end(noise: bytes, at: int) -> None:
    data = old()
    old_workbook(data[:at] + noise + data[at + len(noise) :])
