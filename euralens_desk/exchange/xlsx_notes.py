"""What calamine would lose of an xlsx: error cells, formulas without a value, hidden parts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from itertools import islice

from euralens_desk.domain.messages import Failure
from euralens_desk.exchange.refusals import abnormal
from euralens_desk.exchange.sheet_notes import MOST_CELLS, SheetNotes

MOST_STRINGS = 5_000_000
"""Texts a workbook may announce: the library keeps room for them before it reads one."""

_CELL = re.compile(
    rb"<(?:\w+:)?c(?=[\s>])(?:[^<>]*?\br=[\"']([A-Z]{1,3})(\d{1,7})[\"'])?(?:[^<>]*[^<>/])?>(?!</)"
)
"""A cell that holds something: the library passes over those that are styled and no more."""
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
_EMPTY_TEXT = re.compile(rb"<(?:\w+:)?c\b[^<>]*\bt=[\"']str[\"'].*<(?:\w+:)?v\b", re.DOTALL)
"""A formula whose saved value is the empty text: nothing of it is lost."""
_ROW = re.compile(rb"<(?:\w+:)?row\b[^<>]*>")
_COLUMN = re.compile(rb"<(?:\w+:)?col\b[^<>]*>")
_SHEET = re.compile(rb"<(?:\w+:)?sheet\b[^<>]*>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^<>]*>")
_STRINGS = re.compile(rb"<(?:\w+:)?sst\b[^<>]*>")
_COUNT = re.compile(rb"\b(?:uniqueC|c)ount=[\"'](\d+)")


def xlsx_notes(parts: Mapping[str, bytes], name: str) -> dict[str, SheetNotes]:
    """Return the notes of each sheet by its name; Failure when a count is out of all measure."""
    for content in parts.values():
        for tag in _STRINGS.finditer(content):
            if any(int(count[:12]) > MOST_STRINGS for count in _COUNT.findall(tag[0])):
                raise Failure(abnormal(name))
    return {sheet: _notes(parts.get(path, b"")) for sheet, path in _sheet_paths(parts).items()}


def _sheet_paths(parts: Mapping[str, bytes]) -> dict[str, str]:
    targets = {}
    for tag in _RELATION.findall(parts.get("xl/_rels/workbook.xml.rels", b"")):
        targets[attribute(tag, "Id")] = attribute(tag, "Target")
    paths = {}
    for tag in _SHEET.findall(parts["xl/workbook.xml"]):
        target = targets.get(attribute(tag, r"\w+:id"), "")
        path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        paths[attribute(tag, "name")] = path
    return paths


def attribute(tag: bytes, name: str) -> str:
    """Return the value of an attribute, empty when the tag does not have it."""
    found = re.search(rf"\s{name}=(?:\"([^\"]*)\"|'([^']*)')", tag.decode("utf-8", "replace"))
    return unescape(found[1] or found[2] or "") if found else ""


def column_number(letters: bytes | str) -> int:
    """Return the column, counted from 0, that letters name: A is 0, AB is 27."""
    text = letters if isinstance(letters, str) else letters.decode("ascii")
    number = 0
    for letter in text:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def said(text: bytes | None) -> str:
    """Return the text of a part of XML."""
    return unescape((text or b"").decode("utf-8", "replace"))


def _notes(content: bytes) -> SheetNotes:
    notes = SheetNotes()
    _measure(content, notes)
    if b"<f" in content or b":f" in content:
        for cell in _FORMULA.finditer(content):
            if _EMPTY_TEXT.match(cell[0]):
                continue
            notes.note((int(cell[2]), column_number(cell[1])), "formula", f"={said(cell[3])}")
    for cell in _ERROR.finditer(content):
        notes.note((int(cell[2]), column_number(cell[1])), "error", said(cell[3]))
    if b"hidden" in content:
        _note_hidden(content, notes)
    return notes


def _measure(content: bytes, notes: SheetNotes) -> None:
    columns = set()
    lowest = 0
    for cell in islice(_CELL.finditer(content), MOST_CELLS + 1):
        notes.cells += 1
        if cell[1]:
            columns.add(cell[1])
            lowest = max(lowest, int(cell[2]))
    if columns:
        notes.reach(lowest, max(map(column_number, columns)))


def _note_hidden(content: bytes, notes: SheetNotes) -> None:
    for row in _ROW.finditer(content):
        number = attribute(row[0], "r")
        if _is_hidden(row[0]) and number.isdecimal():
            notes.hide_rows(int(number[:9]), 1)
    for column in _COLUMN.finditer(content):
        first, last = attribute(column[0], "min"), attribute(column[0], "max")
        if _is_hidden(column[0]) and first.isdecimal() and last.isdecimal():
            begin = int(first[:9])
            notes.hide_columns(begin - 1, min(int(last[:9]), 16_384) - begin + 1)


def _is_hidden(tag: bytes) -> bool:
    return b"hidden" in tag and attribute(tag, "hidden") in ("1", "true")
