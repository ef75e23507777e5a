"""Received files made to do harm, and odd ones that honest programs write: made here, never kept.

Each case says what becomes of it: words of the refusal, or the rows that are read.
"""

from __future__ import annotations

import io
import random
import struct
import warnings
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import openpyxl

DATA = Path(__file__).parent / "data"
SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"
ROWS = (("N°", "Titre"), ("2022-01", "Écocité du 8"), ("2022-02", "Cœur de ville"))
ABNORMAL, DAMAGED, PROTECTED = "no ordinary workbook", "damaged or abnormal", "by a password"
NO_TABLE, OTHER_PROGRAM, LARGE = "is not a table", "workbook of another kind", "over 64 MB"
FAR, MANY, HEAVY, WIDE = "far from the table", "more than 800000", "more memory", "16384 columns"
EMPTY, QUOTE, BROAD = "is empty", "never ends", "1000 columns"


@dataclass(frozen=True, slots=True)
class Case:
    """A file: its name, its bytes, and words of its refusal or the rows of its first sheet.

    ``told`` holds words of what is told of a file that is read; ``problems`` the cells told.
    """

    title: str
    name: str
    make: Callable[[], bytes]
    refused: tuple[str, ...] = ()
    rows: Sequence[Sequence[str]] = ROWS
    told: str = ""
    problems: str = ""
    is_cut: bool = False


# Bricks -----------------------------------------------------------------------------------------


def zipped(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return an archive of these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def workbook(rows: Sequence[Sequence[object]] = ROWS) -> dict[str, bytes]:
    """Return the parts of a plain workbook, to be tampered with."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    with zipfile.ZipFile(out) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def added(name: str, content: bytes = b"x") -> bytes:
    """Return the plain workbook with one more member, or another in its place."""
    return zipped(workbook() | {name: content})


def inserted(more: bytes, rows: Sequence[Sequence[object]] = ROWS) -> bytes:
    """Return the plain workbook with rows of XML after its own."""
    parts = workbook(rows)
    parts[SHEET] = parts[SHEET].replace(b"</sheetData>", more + b"</sheetData>")
    return zipped(parts)


def text(place: str, words: str) -> bytes:
    """Return a cell of text as xlsx writes it."""
    return f'<c r="{place}" t="inlineStr"><is><t>{words}</t></is></c>'.encode()


def ods(content: str, **more: bytes) -> bytes:
    """Return an ods of this content (« __ » for a slash in the name of a further member)."""
    names = "".join(
        f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
        for short in ("office", "table", "text")
    )
    document = (
        f"<office:document-content{names}><office:body><office:spreadsheet>"
        f'<table:table table:name="F">{content}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    parts = {
        "mimetype": SPREADSHEET.encode(),
        "content.xml": document.encode(),
        "META-INF/manifest.xml": b"<manifest:manifest xmlns:manifest='urn:x'/>",
    }
    return zipped(parts | {name.replace("__", "/"): value for name, value in more.items()})


def ods_cell(words: str, more: str = "") -> str:
    """Return a cell of text as ods writes it."""
    inside = f"<text:p>{words}</text:p>"
    return f'<table:table-cell office:value-type="string"{more}>{inside}</table:table-cell>'


def ods_row(cells: str, times: int = 1) -> str:
    """Return a row of an ods."""
    return f'<table:table-row table:number-rows-repeated="{times}">{cells}</table:table-row>'


def ods_rows() -> str:
    """Return the usual rows as an ods writes them."""
    return "".join(ods_row("".join(map(ods_cell, row))) for row in ROWS)


def csv(separator: str = ";", end: str = "\r\n") -> str:
    """Return the usual rows as a text table."""
    return "".join(separator.join(row) + end for row in ROWS)


def old() -> bytes:
    """Return an old workbook (xls) of a real program."""
    return (DATA / "ancien-2022.xls").read_bytes()


OLD_ROWS = (("Candidatures au Label Euralens 2022",), (), ("N°", "Intitulé du projet", "Porteur"))
OLD_PROBLEMS = "F5 error #DIV/0!, F7 error #REF!"


# Bombs ------------------------------------------------------------------------------------------


def flat_bomb() -> bytes:
    parts = workbook()
    return zipped(parts | {SHEET: parts[SHEET] + b" " * (200 * 1024 * 1024)})


def nested_bomb() -> bytes:
    inner = zipped({"a": b"\0" * (60 * 1024 * 1024)})
    for _ in range(3):
        inner = zipped({f"{n}.zip": inner for n in range(16)})
    return added("xl/media/a.zip", inner)


def overlapping_bomb() -> bytes:
    """Let a thousand members share the same compressed bytes."""
    data = zipped(workbook() | {"xl/kernel.xml": b"a" * (1024 * 1024)})
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        start = archive.start_dir
    directory, end = data[start:-22], data[-22:]
    at = directory.index(b"xl/kernel.xml") - 46
    entry = directory[at : at + 46 + len("xl/kernel.xml")]
    copies = b"".join(entry.replace(b"kernel", b"%06d" % number) for number in range(1000))
    count = struct.unpack_from("<H", end, 10)[0] + 1000
    size = len(directory) + len(copies)
    tail = b"PK\5\6" + struct.pack("<4H2IH", 0, 0, count, count, size, start, 0)
    return data[:start] + directory + copies + tail


def lying_sizes() -> bytes:
    """Declare one byte for each member, whatever it really holds."""
    data = bytearray(flat_bomb())
    at = data.find(b"PK\1\2")
    while at >= 0:
        struct.pack_into("<I", data, at + 24, 1)
        at = data.find(b"PK\1\2", at + 4)
    return bytes(data)


def entity_bomb(document: str) -> bytes:
    return added(SHEET, document.encode())


LAUGHS = (
    '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "'
    + "&b;" * 10
    + '"><!ENTITY d "'
    + "&c;" * 10
    + '">]><worksheet><sheetData><row><c t="inlineStr"><is><t>&d;</t></is></c></row></sheetData></worksheet>'
)
QUADRATIC = f'<!DOCTYPE a [<!ENTITY b "{"x" * 50_000}">]><worksheet>{"&b;" * 50_000}</worksheet>'


def one_text_many_times() -> bytes:
    """Let a hundred thousand cells show the same long text."""
    rows = b"".join(b'<row r="%d"><c t="s"><v>0</v></c></row>' % row for row in range(4, 100_004))
    sheet = workbook()[SHEET].replace(b"</sheetData>", rows + b"</sheetData>")
    parts = {STRINGS: shared_texts(b"<si><t>" + b"a" * 1_000_000 + b"</t></si>"), SHEET: sheet}
    return zipped(workbook() | parts)


def shared_texts(strings: bytes, attributes: str = "") -> bytes:
    """Return a table of shared texts."""
    names = "xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'"
    return f"<sst {names} {attributes}>".encode() + strings + b"</sst>"


def shared(strings: bytes, attributes: str = "") -> bytes:
    """Return the plain workbook with a table of shared texts."""
    return added(STRINGS, shared_texts(strings, attributes))


def tiny_strings() -> bytes:
    return shared(b"<si><t>a</t></si>" * 3_500_000)


def dense(rows: int, columns: int) -> bytes:
    row = b"<row>" + b"<c><v>1</v></c>" * columns + b"</row>"
    return inserted(row * rows)


def far_row_of_many_cells() -> bytes:
    return inserted(b'<row r="1048576">' + b"<c><v>1</v></c>" * 16_000 + b"</row>")


def many_sheets(names: int) -> bytes:
    """Show the only sheet three thousand times, under so many names."""
    parts = workbook()
    tag = b'<sheet name="%d" sheetId="1" state="visible" r:id="rId1"/>'
    begin, _, end = parts["xl/workbook.xml"].partition(b"<sheets>")
    assert end, begin
    tags = b"".join(tag % (number % names) for number in range(3_000))
    names_of = (
        b'<sheets xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    )
    end = end.partition(b"</sheets>")[2]
    return zipped(parts | {"xl/workbook.xml": begin + names_of + tags + b"</sheets>" + end})


def deep_xml() -> bytes:
    return inserted(b"<row>" * 1_000_000)


def many_attributes() -> bytes:
    """Give one cell a million places, and no end: what searches backwards is lost in it."""
    return inserted(b"<row><c t='e'" + b' r="A1"' * 1_000_000)


def long_attribute() -> bytes:
    return inserted(b'<row spans="' + b"1" * 50_000_000 + b'"/>')


# Archives ---------------------------------------------------------------------------------------


def twice_the_same_member() -> bytes:
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w") as archive:
        warnings.simplefilter("ignore")
        for name, content in [*workbook().items(), (SHEET, b"<worksheet/>")]:
            archive.writestr(name, content)
    return out.getvalue()


def linked() -> bytes:
    out = io.BytesIO(zipped(workbook()))
    with zipfile.ZipFile(out, "a") as archive:
        link = zipfile.ZipInfo("xl/lien.xml")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    return out.getvalue()


def flagged_as_encrypted() -> bytes:
    data = bytearray(zipped(workbook()))
    for mark, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        start = data.find(mark)
        while start >= 0:
            data[start + place] |= 1
            start = data.find(mark, start + 4)
    return bytes(data)


def unknown_compression() -> bytes:
    data = bytearray(zipped(workbook()))
    for mark, place in ((b"PK\x01\x02", 10), (b"PK\x03\x04", 8)):
        start = data.find(mark)
        while start >= 0:
            struct.pack_into("<H", data, start + place, 99)
            start = data.find(mark, start + 4)
    return bytes(data)


def protected_old() -> bytes:
    """Turn a record near the beginning of the stream into that of a password."""
    data = bytearray(old())
    at = data.index(b"\x09\x08\x10\x00\x00\x06")
    length = struct.unpack_from("<H", data, at + 2)[0]
    struct.pack_into("<H", data, at + 4 + length, 0x2F)
    return bytes(data)


def other_container() -> bytes:
    """Return a container of a text document: the name of the only stream is another one."""
    return old().replace("Workbook".encode("utf-16-le"), "WordDocu".encode("utf-16-le"))


def bad_chains() -> bytes:
    """Let every sector of an old workbook follow itself."""
    data = bytearray(old())
    sector = struct.unpack_from("<I", data, 76)[0]
    for number in range(128):
        struct.pack_into("<I", data, (sector + 1) * 512 + number * 4, number)
    return bytes(data)


def truncated(data: bytes) -> Callable[[int], bytes]:
    return lambda eighth: data[: len(data) * eighth // 8]


# Cells ------------------------------------------------------------------------------------------


def wrong_dimension(reference: bytes) -> bytes:
    parts = workbook()
    parts[SHEET] = parts[SHEET].replace(b'ref="A1:B3"', b'ref="' + reference + b'"')
    return zipped(parts)


def styled_far_cell() -> bytes:
    cells = b"".join(text(f"{chr(65 + n)}4", "x") for n in range(26))
    far = b'<row r="1048576"><c r="A1048576" s="0"/><c r="XFD1048576" s="0"></c></row>'
    return inserted(b'<row r="4">' + cells + b"</row>" + far)


def problem_cells() -> bytes:
    return inserted(
        b'<row r="4"><c r="A4" t="e"><f>B9</f><v>#REF!</v></c><c r="B4"><f>1+1</f></c>'
        b'<c r="C4" t="e"><v>#N/A</v></c><c r="D4"><f>1+1</f><v>2</v></c></row>'
    )


def gap(rows: int) -> bytes:
    return inserted(b'<row r="%d">' % (4 + rows) + text(f"A{4 + rows}", "loin") + b"</row>")


def macros(name: str) -> dict[str, bytes]:
    return workbook() | {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0", "xl/" + name: b"<x/>"}


WEB_PAGE = "<html><head><meta charset='utf-8'></head><table><tr><td>N°</td></tr></table></html>"
OLD_XML = '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
INJECTIONS = ("=1+1", "+33321", "-0,5", "@somme", '=HYPERLINK("http://x")', "＝1", "\t=1")
BIDI = "Titre \u202egnirts\u202c \u2066x\u2069"


def wide_text(columns: int) -> bytes:
    return (csv() + ";".join(["x"] * columns) + "\r\n").encode()


# The corpus -------------------------------------------------------------------------------------


def controls() -> Iterator[Case]:
    """Yield honest files: all are read."""
    yield Case("a plain workbook", "a.xlsx", lambda: zipped(workbook()))
    yield Case("a workbook stored without compression", "a.xlsx", lambda: zipped(workbook(), 0))
    yield Case("a plain ods", "a.ods", lambda: ods(ods_rows()))
    yield Case("a plain csv", "a.csv", lambda: csv().encode())
    yield Case("a csv with its mark", "a.csv", lambda: csv(",").encode("utf-8-sig"))
    yield Case("a csv of Excel", "a.csv", lambda: csv().encode("cp1252"))
    yield Case("a Unicode text of Excel", "a.txt", lambda: csv("\t").encode("utf-16"))
    yield Case("UTF-16 without its mark", "a.txt", lambda: csv("\t").encode("utf-16-le"))
    yield Case("an announced separator", "a.csv", ("sep=|\r\n" + csv("|")).encode)
    yield Case("ends of an old Macintosh", "a.csv", lambda: csv(end="\r").encode())
    yield Case("an old workbook", "a.xls", old, rows=OLD_ROWS, problems=OLD_PROBLEMS)
    yield Case("a template", "a.xltx", lambda: zipped(workbook()))


def bombs() -> Iterator[Case]:
    """Yield files that would fill the memory or take for ever."""
    yield Case("a flat bomb", "a.xlsx", flat_bomb, (LARGE,))
    yield Case("a nested bomb", "a.xlsx", nested_bomb)
    yield Case("members that overlap", "a.xlsx", overlapping_bomb, (LARGE, DAMAGED))
    yield Case("sizes that lie", "a.xlsx", lying_sizes, (LARGE, DAMAGED))
    yield Case(
        "a declaration", "a.xlsx", lambda: entity_bomb("<!DOCTYPE a><worksheet/>"), (ABNORMAL,)
    )
    yield Case("a billion laughs", "a.xlsx", lambda: entity_bomb(LAUGHS), (ABNORMAL,))
    yield Case("a quadratic bomb", "a.xlsx", lambda: entity_bomb(QUADRATIC), (ABNORMAL,))
    yield Case(
        "laughs in UTF-16",
        "a.xlsx",
        lambda: added(SHEET, LAUGHS.encode("utf-16")),
        (ABNORMAL,),
    )
    yield Case(
        "an outside entity",
        "a.xlsx",
        lambda: entity_bomb('<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><worksheet/>'),
        (ABNORMAL,),
    )
    yield Case(
        "laughs in an ods",
        "a.ods",
        lambda: ods("", **{"content.xml": LAUGHS.encode()}),
        (DAMAGED, ABNORMAL),
    )
    yield Case(
        "4 294 967 295 texts", "a.xlsx", lambda: shared(b"", 'count="4294967295"'), (ABNORMAL,)
    )
    yield Case(
        "as many different texts",
        "a.xlsx",
        lambda: shared(b"", "count='1' uniqueCount='4294967295'"),
        (ABNORMAL,),
    )
    yield Case("one long text everywhere", "a.xlsx", one_text_many_times, (HEAVY,))
    yield Case("millions of small texts", "a.xlsx", tiny_strings)
    yield Case("two million cells", "a.xlsx", lambda: dense(20_000, 100), (MANY,))
    yield Case("four million cells", "a.xlsx", lambda: dense(40_000, 100), (MANY, HEAVY))
    yield Case("the same sheet 3,000 times", "a.xlsx", lambda: many_sheets(1), (ABNORMAL,))
    yield Case("3,000 sheets", "a.xlsx", lambda: many_sheets(3_000), (ABNORMAL,))
    yield Case(
        "10,000 columns",
        "a.xlsx",
        lambda: inserted(b"<row>" + b"<c><v>1</v></c>" * 10_000),
        (BROAD,),
    )
    yield Case("10,000 columns of nothing", "a.csv", (csv() + ";" * 10_000).encode)
    yield Case("a far row of many cells", "a.xlsx", far_row_of_many_cells, (HEAVY,))
    yield Case("a cell at the far end", "a.xlsx", lambda: inserted(text("XFD1048576", "x")), (FAR,))
    yield Case("a million elements deep", "a.xlsx", deep_xml)
    yield Case("a cell of a million places", "a.xlsx", many_attributes, (HEAVY, DAMAGED))
    yield Case("an endless attribute", "a.xlsx", long_attribute)
    yield Case(
        "a million repeated rows",
        "a.ods",
        lambda: ods(ods_row(ods_cell("x"), 1_000_000)),
        (MANY, HEAVY),
    )
    yield Case(
        "billions of repeated cells",
        "a.ods",
        lambda: ods(ods_row(ods_cell("x", ' table:number-columns-repeated="16000"'), 1_000_000)),
        (FAR,),
    )
    yield Case(
        "millions of blank rows and columns",
        "a.ods",
        lambda: ods(
            ods_rows()
            + ods_row('<table:table-cell table:number-columns-repeated="16384"/>', 1_048_573)
        ),
    )
    yield Case(
        "a cell under a million blank rows",
        "a.ods",
        lambda: ods(ods_rows() + ods_row("<table:table-cell/>", 999_000) + ods_row(ods_cell("x"))),
        is_cut=True,
    )
    yield Case("a csv of separators", "a.csv", lambda: b";" * 40_000_000, (WIDE,))
    yield Case("a csv of line ends", "a.csv", lambda: csv().encode() + b"\n" * 30_000_000)
    yield Case("a csv of small rows", "a.csv", lambda: b"a;b\n" * 5_000_000, (MANY,))
    yield Case("a csv of one line", "a.csv", lambda: b"a" * 60_000_000, (HEAVY,))
    yield Case("a csv over all measure", "a.csv", lambda: b"a;b\n" * 17_000_000, (LARGE,))
    yield Case("100,000 columns", "a.csv", lambda: wide_text(100_000), (WIDE,))
    yield Case(
        "a record of many lines", "a.csv", lambda: b'a;"\n' + b'";"\n' * 9_000_000, (HEAVY, QUOTE)
    )


def archives() -> Iterator[Case]:
    """Yield archives that are no plain workbook."""
    yield Case("twice the same member", "a.xlsx", twice_the_same_member, (ABNORMAL,))
    yield Case(
        "over 2,000 members",
        "a.xlsx",
        lambda: zipped(workbook() | {f"x{n}": b"" for n in range(2001)}),
        (ABNORMAL,),
    )
    for name in (
        "../../etc/passwd",
        "/etc/passwd",
        "C:\\Windows\\x.xml",
        "..\\x.xml",
        "xl/../../x",
    ):
        yield Case(f"a member named {name}", "a.xlsx", partial(added, name), (ABNORMAL,))
    yield Case("a long name", "a.xlsx", lambda: added("xl/" + "a" * 300))
    yield Case("a device's name", "a.xlsx", lambda: added("xl/CON"))
    yield Case("a symbolic link", "a.xlsx", linked, (ABNORMAL,))
    yield Case("encrypted members", "a.xlsx", flagged_as_encrypted, (PROTECTED,))
    yield Case("an unknown compression", "a.xlsx", unknown_compression, (DAMAGED,))
    yield Case(
        "an encrypted ods",
        "a.ods",
        lambda: ods("", **{"META-INF__manifest.xml": b"<manifest:encryption-data/>"}),
        (PROTECTED,),
    )
    yield Case(
        "a word document", "a.xlsx", lambda: zipped({"word/document.xml": b"<w/>"}), (NO_TABLE,)
    )
    yield Case(
        "a binary workbook", "a.xlsb", lambda: zipped({"xl/workbook.bin": b"x"}), (OTHER_PROGRAM,)
    )
    yield Case("an archive of nothing", "a.xlsx", lambda: zipped({}), (NO_TABLE,))
    yield Case("macros", "a.xlsm", lambda: zipped(macros("a.xml")), told="macros were not run")
    yield Case(
        "links to other workbooks",
        "a.xlsx",
        lambda: added("xl/externalLinks/externalLink1.xml", b"<externalLink/>"),
        told="links to other workbooks",
    )


def broken() -> Iterator[Case]:
    """Yield files that are cut, or not what their name says."""
    whole = {"xlsx": zipped(workbook()), "xls": old(), "ods": ods(ods_rows())}
    for suffix, data in whole.items():
        for eighth in (1, 3, 5, 7):
            cut = truncated(data)
            words = (DAMAGED,)
            yield Case(f"{suffix} cut at {eighth}/8", f"a.{suffix}", partial(cut, eighth), words)
    yield Case("an empty file", "a.xlsx", bytes, (EMPTY,))
    yield Case("a blank file", "a.csv", lambda: b"\xef\xbb\xbf \r\n\r\n", (EMPTY,))
    yield Case("noughts", "a.xlsx", lambda: b"\0" * 9_000, (EMPTY,))
    yield Case("noise", "a.csv", lambda: random.Random(8).randbytes(9_000), (NO_TABLE,))
    yield Case("a csv named xlsx", "a.xlsx", lambda: csv().encode(), told="was read as csv")
    yield Case(
        "a text named xls", "a.xls", lambda: csv("\t").encode("utf-16"), told="was read as csv"
    )
    yield Case("a workbook named csv", "a.csv", lambda: zipped(workbook()), told="was read as xlsx")
    yield Case(
        "an old workbook named xlsx", "a.xlsx", old, (), OLD_ROWS, "was read as xls", OLD_PROBLEMS
    )
    yield Case("a web page named xls", "a.xls", WEB_PAGE.encode, (OTHER_PROGRAM,))
    yield Case("a wide web page", "a.xls", lambda: WEB_PAGE.encode("utf-16"), (OTHER_PROGRAM,))
    yield Case("a workbook of XML", "a.xls", OLD_XML.encode, (OTHER_PROGRAM,))
    yield Case("a PDF", "a.xlsx", lambda: b"%PDF-1.7\n%%EOF", (NO_TABLE,))
    yield Case("a picture", "a.xlsx", lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 50, (NO_TABLE,))
    yield Case("a protected old workbook", "a.xls", protected_old, (PROTECTED,))
    yield Case(
        "a protected workbook",
        "a.xlsx",
        lambda: old()[:512] + "EncryptedPackage".encode("utf-16-le"),
        (PROTECTED,),
    )
    yield Case("an old document of another program", "a.xls", other_container, (DAMAGED,))
    yield Case("sectors that follow themselves", "a.xls", bad_chains, (DAMAGED, HEAVY))


def cells() -> Iterator[Case]:
    """Yield tables whose cells are odd: all are read, and what is lost is told."""
    yield Case("a dimension too small", "a.xlsx", lambda: wrong_dimension(b"A1:A1"))
    yield Case("a dimension too large", "a.xlsx", lambda: wrong_dimension(b"A1:XFD1048576"))
    yield Case(
        "a styled cell at the far end", "a.xlsx", styled_far_cell, rows=(*ROWS, tuple("x" * 26))
    )
    yield Case(
        "errors and formulas without a value",
        "a.xlsx",
        problem_cells,
        rows=(*ROWS, ("#REF!", "=1+1", "#N/A", "2")),
        problems="A4 error #REF!, B4 formula =1+1, C4 error #N/A",
    )
    yield Case(
        "errors of an ods",
        "a.ods",
        lambda: ods(
            ods_rows()
            + ods_row(
                '<table:table-cell table:formula="of:=1/0" office:value-type="string" '
                'office:string-value="" calcext:value-type="error"><text:p>#DIV/0!</text:p>'
                '</table:table-cell><table:table-cell table:formula="of:=1+1"/>'
            )
        ),
        rows=(*ROWS, ("#DIV/0!", "=1+1")),
        problems="A4 error #DIV/0!, B4 formula =1+1",
    )
    yield Case(
        "data after 199 blank rows",
        "a.xlsx",
        lambda: gap(199),
        rows=(*ROWS, *[()] * 199, ("loin",)),
    )
    yield Case("data after 201 blank rows", "a.xlsx", lambda: gap(201), is_cut=True)
    yield Case(
        "a huge cell",
        "a.xlsx",
        lambda: inserted(b'<row r="4">' + text("A4", "é" * 100_000) + b"</row>"),
        rows=(*ROWS, ("é" * 32_767, "")),
        problems="A4 long",
    )
    yield Case(
        "a huge cell in a csv",
        "a.csv",
        (csv() + "é" * 200_000 + ";x").encode,
        rows=(*ROWS, ("é" * 32_767, "x")),
        problems="A4 long",
    )
    yield Case(
        "control characters",
        "a.csv",
        lambda: csv().replace("Titre", "Ti\x07tre").encode(),
        rows=(("N°", "Ti\x07tre"), *ROWS[1:]),
    )
    yield Case(
        "a nought in a csv",
        "a.csv",
        lambda: csv().replace("Titre", "Ti\0tre").encode(),
        rows=(("N°", "Ti\0tre"), *ROWS[1:]),
    )
    yield Case(
        "bidirectional marks",
        "a.xlsx",
        lambda: zipped(workbook([*ROWS, (BIDI,)])),
        rows=(*ROWS, (BIDI, "")),
    )
    yield Case(
        "texts that look like formulas",
        "a.csv",
        (csv() + "\r\n".join(f'"{t.replace(chr(34), chr(34) * 2)}";x' for t in INJECTIONS)).encode,
        rows=(*ROWS, *((t, "x") for t in INJECTIONS)),
    )
    yield Case(
        "half a surrogate pair",
        "a.csv",
        lambda: csv().encode() + b"a\xed\xa0\x80b;x\n",
        rows=(*ROWS, ("a\ufffdb", "x")),
        told="not in UTF-8",
    )
    yield Case(
        "half a surrogate pair in XML",
        "a.xlsx",
        lambda: inserted(b'<row r="4">' + text("A4", "a&#xD800;b") + b"</row>"),
        (DAMAGED,),
    )
    yield Case(
        "two encodings",
        "a.csv",
        lambda: csv().encode() + "2022-03;Été à Hénin\n".encode("cp1252"),
        rows=(*ROWS, ("2022-03", "Été à Hénin")),
        told="look from row 4 on",
    )
    yield Case(
        "a quote that never ends", "a.csv", lambda: csv().encode() + b'"a;b\nc;d\n', (QUOTE,)
    )
    yield Case(
        "quotes that run rows together",
        "a.csv",
        lambda: csv().encode() + b'3;"a\n4;"b"\n5;c\n',
        (QUOTE,),
    )
    yield Case(
        "quotes inside cells",
        "a.csv",
        lambda: csv().encode() + b'3;la "belle" rue\n',
        rows=(*ROWS, ("3", 'la "belle" rue')),
    )
    yield Case(
        "lines with too many cells",
        "a.csv",
        lambda: csv().encode() + b"3;a;b;c\n",
        rows=(*ROWS, ("3", "a", "b", "c")),
        told="row 4 has more cells",
    )


def corpus() -> list[Case]:
    """Return every case; the controls come first."""
    return [*controls(), *bombs(), *archives(), *broken(), *cells()]
