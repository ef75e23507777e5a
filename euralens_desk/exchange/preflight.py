"""Look at a received file before any library opens it (TRUST 2, rows 16-20).

Tells what the file really is from its first bytes, refuses archives that are not plain workbooks,
and notes what the spreadsheet library would lose: error cells, formulas without a saved value,
hidden rows and columns.
"""

from __future__ import annotations

import io
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePath

from euralens_desk.domain.messages import Failure, Message, message
from euralens_desk.exchange import refusals
from euralens_desk.exchange.csv_text import is_wide
from euralens_desk.exchange.ods_notes import ods_notes
from euralens_desk.exchange.sheet_notes import MOST_CELLS, SheetNotes
from euralens_desk.exchange.xls_notes import old_workbook
from euralens_desk.exchange.xlsx_notes import xlsx_notes

MOST_MEMBERS = 2_000
MOST_BYTES = 64 * 1024 * 1024
"""Bytes a workbook may have once unpacked, and any file as received."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OTHER_FORMATS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"{\\rtf")
_DECLARATION = re.compile(rb"<\x00?!\x00?(?:D\x00?O\x00?C\x00?T\x00?Y|E\x00?N\x00?T\x00?I)")
_PAGE = re.compile(
    rb"\s*(?:<(?:!doctype|!--|html|head|body|meta|title|style|script|table|div|\?xml)\b|mime-version:)",
    re.IGNORECASE,
)
_SUFFIXES = {
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".xltx": "xlsx",
    ".xls": "xls",
    ".xlt": "xls",
    ".ods": "ods",
    ".csv": "csv",
    ".tsv": "csv",
    ".txt": "csv",
}
_SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"


@dataclass(slots=True)
class Preflight:
    """What a file really is (xlsx, xls, ods, csv), the notes by sheet name, and what is told."""

    format: str
    sheets: dict[str, SheetNotes] = field(default_factory=dict)
    remarks: list[Message] = field(default_factory=list)


def preflight(data: bytes, name: str) -> Preflight:
    """Return what the file is; Failure when it is no table or is abnormal."""
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise Failure(refusals.empty(name))
    if len(data) > MOST_BYTES:
        raise Failure(refusals.too_large(name))
    found = _look(data, name)
    for sheet, notes in found.sheets.items():
        if notes.is_too_large:
            raise Failure(refusals.far_cells(name, sheet, notes.lowest))
    if sum(notes.cells for notes in found.sheets.values()) > MOST_CELLS:
        raise Failure(refusals.too_many_cells(name, MOST_CELLS))
    found.remarks = [*_misnamed(name, found.format), *found.remarks]
    return found


def _misnamed(name: str, is_really: str) -> Iterator[Message]:
    suffix = PurePath(name).suffix.lower()
    if _SUFFIXES.get(suffix, is_really) != is_really:
        yield message(
            "its name says {suffix}: it was read as {format}, which it is",
            suffix=suffix[1:],
            format=is_really,
        )


def _look(data: bytes, name: str) -> Preflight:
    if data.startswith(_OLE):
        return _look_at_old(data, name)
    if data.startswith(_ZIP):
        return _check_archive(data, name)
    if data.startswith(_OTHER_FORMATS) or _is_binary(data):
        raise Failure(refusals.not_a_table(name))
    if _PAGE.match(data[:4_096].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")):
        raise Failure(refusals.other_program(name))
    return Preflight("csv")


def _is_binary(data: bytes) -> bool:
    start = data[:65_536]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    odd = len(start) - len(start.translate(None, bytes(range(9)) + bytes(range(14, 32))))
    return odd * 20 > len(start) and not is_wide(data)


def _look_at_old(data: bytes, name: str) -> Preflight:
    if _ENCRYPTED in data:
        raise Failure(refusals.protected(name))
    old = old_workbook(data)
    if old.is_protected:
        raise Failure(refusals.protected(name))
    return Preflight("xls", old.sheets, _macros(old.has_macros))


def _macros(has_macros: bool) -> list[Message]:
    return [message("its macros were not run")] if has_macros else []


def _check_archive(data: bytes, name: str) -> Preflight:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_members(archive, name)
            parts = _unpack(archive, name)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError):
        raise Failure(refusals.damaged(name)) from None
    if "xl/workbook.xml" in parts:
        remarks = _macros(any(part.endswith("vbaProject.bin") for part in parts))
        if any(part.startswith("xl/externalLinks/") for part in parts):
            remarks.append(message("its links to other workbooks were not followed"))
        return Preflight("xlsx", xlsx_notes(parts, name), remarks)
    if "xl/workbook.bin" in parts:
        raise Failure(refusals.other_program(name))
    if parts.get("mimetype", b"").startswith(_SPREADSHEET):
        if b"manifest:encryption-data" in parts.get("META-INF/manifest.xml", b""):
            raise Failure(refusals.protected(name))
        remarks = _macros(any(part.startswith(("Basic/", "Scripts/")) for part in parts))
        return Preflight("ods", ods_notes(parts.get("content.xml", b"")), remarks)
    raise Failure(refusals.not_a_table(name))


def _check_members(archive: zipfile.ZipFile, name: str) -> None:
    members = archive.infolist()
    names = [member.filename for member in members]
    if len(members) > MOST_MEMBERS or len(set(names)) < len(names):
        raise Failure(refusals.abnormal(name))
    if any(member.flag_bits & 1 for member in members):
        raise Failure(refusals.protected(name))
    if any(_leaves_its_place(member) for member in members):
        raise Failure(refusals.abnormal(name))


def _leaves_its_place(member: zipfile.ZipInfo) -> bool:
    """Whether a member is a link, or names a place outside the archive."""
    path = member.filename.replace("\\", "/")
    is_outside = path.startswith("/") or ":" in path or ".." in path.split("/")
    return is_outside or stat.S_ISLNK(member.external_attr >> 16)


def _unpack(archive: zipfile.ZipFile, name: str) -> dict[str, bytes]:
    """Return the parts that matter, every member's real bytes counted, whatever it declares.

    Of the others the name alone is kept.
    """
    parts: dict[str, bytes] = {}
    room = MOST_BYTES
    for member in archive.infolist():
        with archive.open(member) as stream:
            content = stream.read(room + 1)
        room -= len(content)
        if room < 0:
            raise Failure(refusals.too_large(name))
        path = member.filename
        is_read = path.endswith((".xml", ".rels", ".vml")) or path == "mimetype"
        if is_read and _DECLARATION.search(content):
            raise Failure(refusals.abnormal(name))
        parts[path] = _in_utf8(content) if is_read else b""
    return parts


def _in_utf8(content: bytes) -> bytes:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace").encode()
    return content
