"""Look at a received file before any library opens it (TRUST 2, rows 16-20).

Tells what the file really is from its first bytes, refuses archives that are not plain workbooks,
and notes what the spreadsheet library would lose: error cells, formulas without a saved value,
hidden rows and columns.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from html import unescape

from euralens_desk.domain.messages import Failure, Message, message

MOST_MEMBERS = 2_000
MOST_BYTES = 64 * 1024 * 1024
"""Bytes a workbook may have once unpacked, and any file as received."""
MOST_CELLS = 6_000_000
"""Cells of the rectangle that holds all the cells of a sheet."""
MOST_STRINGS = 10_000_000
MOST_PROBLEMS = 10_000

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OTHER_FORMATS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"{\\rtf")
_DECLARATION = re.compile(rb"<\x00?!\x00?(?:D\x00?O\x00?C\x00?T\x00?Y|E\x00?N\x00?T\x00?I)")
_CELL = re.compile(rb"<(?:\w+:)?c\b[^<>]*?\br=[\"']([A-Z]{1,3})(\d{1,7})[\"']")
_ERROR = re.compile(
    rb"<(?:\w+:)?c\b(?=[^<>]*\bt=[\"']e[\"'])[^<>]*\br=[\"']([A-Z]{1,3})(\d{1,7})[\"'][^<>]*>"
    rb"(?:<(?:\w+:)?f\b[^<>]*/>|<(?:\w+:)?f\b[^<>]*>[^<]*</(?:\w+:)?f>)?"
    rb"(?:<(?:\w+:)?v[^<>]*>([^<]*))?"
)
_FORMULA = re.compile(
    rb"<(?:\w+:)?c\b[^<>]*\br=[\"']([A-Z]{1,3})(\d{1,7})[\"'][^<>]*>"
    rb"(?:<(?:\w+:)?f\b[^<>]*/>|<(?:\w+:)?f\b[^<>]*>([^<]*)</(?:\w+:)?f>)"
    rb"(?:<(?:\w+:)?v[^<>]*/>|<(?:\w+:)?v[^<>]*></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_ROW = re.compile(rb"<(?:\w+:)?row\b[^<>]*>")
_COLUMN = re.compile(rb"<(?:\w+:)?col\b[^<>]*>")
_SHEET = re.compile(rb"<(?:\w+:)?sheet\b[^<>]*>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^<>]*>")
_STRINGS = re.compile(rb"<(?:\w+:)?sst\b[^<>]*?\b(?:unique)?[cC]ount=\"(\d+)\"")

Place = tuple[int, int]
"""Row from 1, column from 0."""


@dataclass(slots=True)
class SheetNotes:
    """What the library would not tell of a sheet: « error » or « formula », and text, by place."""

    problems: dict[Place, tuple[str, str]] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


@dataclass(slots=True)
class Preflight:
    """What a file really is (xlsx, xls, ods, csv), and the notes by sheet name."""

    format: str
    sheets: dict[str, SheetNotes] = field(default_factory=dict)


def preflight(data: bytes, name: str) -> Preflight:
    """Return what the file is; Failure when it is no table or is abnormal."""
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise Failure(message("« {file} » is empty. Nothing was imported.", file=name))
    if len(data) > MOST_BYTES:
        raise Failure(_too_large(name))
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise Failure(_protected(name))
        return Preflight("xls")
    if data.startswith(_ZIP):
        return _check_archive(data, name)
    if data.startswith(_OTHER_FORMATS) or _is_binary(data):
        raise Failure(_not_a_table(name))
    return Preflight("csv")


def _is_binary(data: bytes) -> bool:
    start = data[:65_536]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    odd = sum(byte < 32 and byte not in b"\t\n\r\x0b\x0c" for byte in start)
    return b"\0" in data or odd * 20 > len(start)


def _too_large(name: str) -> Message:
    return message(
        "« {file} » is abnormal: over 64 MB once opened. Import refused, nothing was changed.",
        file=name,
    )


def _not_a_table(name: str) -> Message:
    return message(
        "« {file} » is not a table. Choose an Excel (xlsx, xls), ods or csv file; nothing was "
        "imported.",
        file=name,
    )


def _protected(name: str) -> Message:
    return message(
        "« {file} » is protected by a password. Save it without one, then import it again; nothing "
        "was changed.",
        file=name,
    )


def damaged(name: str) -> Message:
    """Return what is said of a file that can't be read to its end."""
    return message(
        "« {file} » is damaged or abnormal and can't be read. Nothing was imported; open it in a "
        "spreadsheet, save it again, then retry.",
        file=name,
    )


def abnormal(name: str) -> Message:
    """Return what is said of a file that no ordinary program writes."""
    return message(
        "« {file} » holds what no ordinary workbook holds. Import refused, nothing was changed.",
        file=name,
    )


def _check_archive(data: bytes, name: str) -> Preflight:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_members(archive, name)
            parts = _unpack(archive, name)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError):
        raise Failure(damaged(name)) from None
    if "xl/workbook.xml" in parts:
        return Preflight("xlsx", _xlsx_notes(parts, name))
    if parts.get("mimetype", b"").startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        if b"manifest:encryption-data" in parts.get("META-INF/manifest.xml", b""):
            raise Failure(_protected(name))
        return Preflight("ods", _ods_notes(parts.get("content.xml", b"")))
    raise Failure(_not_a_table(name))


def _check_members(archive: zipfile.ZipFile, name: str) -> None:
    members = archive.infolist()
    names = [member.filename for member in members]
    if len(members) > MOST_MEMBERS or len(set(names)) < len(names):
        raise Failure(abnormal(name))
    if any(member.flag_bits & 1 for member in members):
        raise Failure(_protected(name))


def _unpack(archive: zipfile.ZipFile, name: str) -> dict[str, bytes]:
    """Return the parts that matter, every member's real bytes counted, whatever it declares."""
    parts: dict[str, bytes] = {}
    room = MOST_BYTES
    for member in archive.infolist():
        with archive.open(member) as stream:
            content = stream.read(room + 1)
        room -= len(content)
        if room < 0:
            raise Failure(_too_large(name))
        if member.filename.endswith((".xml", ".rels", ".vml")) or member.filename == "mimetype":
            parts[member.filename] = content
            if _DECLARATION.search(content):
                raise Failure(abnormal(name))
    return parts


def _xlsx_notes(parts: dict[str, bytes], name: str) -> dict[str, SheetNotes]:
    declared = _STRINGS.search(parts.get("xl/sharedStrings.xml", b"")[:2_000])
    if declared and int(declared[1]) > MOST_STRINGS:
        raise Failure(abnormal(name))
    notes: dict[str, SheetNotes] = {}
    for sheet, path in _sheet_paths(parts).items():
        content = parts.get(path, b"")
        _check_extent(content, name, sheet)
        notes[sheet] = _sheet_notes(content)
    return notes


def _sheet_paths(parts: dict[str, bytes]) -> dict[str, str]:
    targets = {}
    for tag in _RELATION.findall(parts.get("xl/_rels/workbook.xml.rels", b"")):
        targets[_attribute(tag, "Id")] = _attribute(tag, "Target")
    paths = {}
    for tag in _SHEET.findall(parts["xl/workbook.xml"]):
        target = targets.get(_attribute(tag, r"\w+:id"), "")
        path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        paths[_attribute(tag, "name")] = path
    return paths


def _attribute(tag: bytes, name: str) -> str:
    found = re.search(rf"\s{name}=(?:\"([^\"]*)\"|'([^']*)')", tag.decode("utf-8", "replace"))
    return unescape(found[1] or found[2] or "") if found else ""


def _check_extent(content: bytes, name: str, sheet: str) -> None:
    """Refuse a sheet whose cells span a rectangle that no memory should hold."""
    widest, lowest = 0, 0
    for letters, row in _CELL.findall(content):
        widest, lowest = max(widest, column_number(letters)), max(lowest, int(row))
    if (widest + 1) * lowest > MOST_CELLS:
        raise Failure(
            message(
                "« {file} », sheet « {sheet} »: cells go down to row {row}, far from the table. "
                "Erase what lies around it, then import again; nothing was changed.",
                file=name,
                sheet=sheet,
                row=lowest,
            )
        )


def column_number(letters: bytes | str) -> int:
    """Return the column, counted from 0, that letters name: A is 0, AB is 27."""
    text = letters if isinstance(letters, str) else letters.decode("ascii")
    number = 0
    for letter in text:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _sheet_notes(content: bytes) -> SheetNotes:
    notes = SheetNotes()
    if b"<f" in content or b":f" in content:
        for letters, row, formula in _FORMULA.findall(content)[:MOST_PROBLEMS]:
            notes.problems[int(row), column_number(letters)] = ("formula", f"={_said(formula)}")
    for letters, row, shown in _ERROR.findall(content)[:MOST_PROBLEMS]:
        notes.problems[int(row), column_number(letters)] = ("error", _said(shown))
    if b"hidden" in content:
        _note_hidden(content, notes)
    return notes


def _said(text: bytes) -> str:
    return unescape(text.decode("utf-8", "replace"))


def _note_hidden(content: bytes, notes: SheetNotes) -> None:
    for tag in _ROW.findall(content):
        if _attribute(tag, "hidden") in ("1", "true") and _attribute(tag, "r").isdecimal():
            notes.hidden_rows.add(int(_attribute(tag, "r")))
    for tag in _COLUMN.findall(content):
        first, last = _attribute(tag, "min"), _attribute(tag, "max")
        if _attribute(tag, "hidden") in ("1", "true") and first.isdecimal() and last.isdecimal():
            notes.hidden_columns.update(range(int(first) - 1, min(int(last), 1_000)))


_ODS_ITEM = re.compile(
    rb"<(/?)table:(table|table-row|table-column|table-cell|covered-table-cell)(?=[\s/>])"
    rb"([^<>]*?)(/?)>"
)


def _ods_notes(content: bytes) -> dict[str, SheetNotes]:
    """Follow the repeats of an ods sheet to find its error cells, hidden rows and columns."""
    sheets: dict[str, SheetNotes] = {}
    notes = SheetNotes()
    row, column, defined = 0, 0, 0
    repeat = 1
    for closing, tag, attributes, _ in _ODS_ITEM.findall(content):
        if closing:
            continue
        hidden = b'visibility="collapse"' in attributes or b'visibility="filter"' in attributes
        times = _repeats(attributes)
        if tag == b"table":
            notes = sheets.setdefault(_attribute(b" " + attributes, "table:name"), SheetNotes())
            row, column, defined, repeat = 0, 0, 0, 1
        elif tag == b"table-column":
            if hidden:
                notes.hidden_columns.update(range(defined, defined + min(times, 1_000)))
            defined += times
        elif tag == b"table-row":
            row, column, repeat = row + repeat, 0, times
            if hidden:
                notes.hidden_rows.update(range(row, row + min(times, 10_000)))
        else:
            if b'value-type="error"' in attributes and len(notes.problems) < MOST_PROBLEMS:
                notes.problems[row, column] = ("error", "")
            column += times
    return sheets


def _repeats(attributes: bytes) -> int:
    found = re.search(rb"number-(?:rows|columns)-repeated=\"(\d{1,7})\"", attributes)
    return int(found[1]) if found else 1
