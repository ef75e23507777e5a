"""Text tables: their encoding and separator found, never guessed in silence."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass

from euralens_desk.domain.messages import Failure, message

SEPARATORS = (";", ",", "\t")
_SAMPLE = 200
_LIKELY = ["cp1252", "mac_roman", "cp850"]


@dataclass(frozen=True, slots=True)
class TextTable:
    """The records of a text table; ``encoding`` and ``separator`` say how it was read."""

    rows: list[list[str]]
    encoding: str
    separator: str


def read_text_table(data: bytes, name: str) -> TextTable:
    """Return the records of a csv file; Failure naming the file and row when it is cut."""
    text, encoding = decode(data)
    text, announced = _take_separator_line(text)
    separator = announced or find_separator(text)
    return TextTable(_parse(text, separator, name), encoding, separator)


def decode(data: bytes) -> tuple[str, str]:
    """Return the text and the name of the encoding it was read with."""
    if data.startswith(b"\xef\xbb\xbf"):
        return data.decode("utf-8-sig", "replace"), "utf-8-sig"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace"), "utf-16"
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        encoding = _propose_encoding(data)
        return data.decode(encoding, "replace"), encoding


def _propose_encoding(data: bytes) -> str:
    """Return Windows-1252, which French Excel writes, unless another reading is clearly right."""
    try:
        data.decode("cp1252")
    except UnicodeDecodeError:
        from charset_normalizer import from_bytes

        best = from_bytes(data, cp_isolation=_LIKELY).best()
        return best.encoding if best else "cp1252"
    return "cp1252"


def _take_separator_line(text: str) -> tuple[str, str]:
    """Take away the « sep=; » line that some programs write first."""
    first, end, rest = text.partition("\n")
    found = re.fullmatch(r'"?sep=(.)"?\s*', first.rstrip("\r\n"), re.IGNORECASE)
    return (rest, found[1]) if found and end else (text, "")


def find_separator(text: str) -> str:
    """Return the separator under which the first records have the most cells, and as many each."""
    return max(SEPARATORS, key=lambda separator: _regularity(text, separator))


def _regularity(text: str, separator: str) -> tuple[float, int]:
    widths = []
    try:
        for record in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            if record:
                widths.append(len(record))
            if len(widths) == _SAMPLE:
                break
    except csv.Error:
        return 0.0, 0
    if not widths or max(widths) == 1:
        return 0.0, 0
    usual = max(set(widths), key=lambda width: (widths.count(width), width))
    return (widths.count(usual) / len(widths) if usual > 1 else 0.0), usual


def _parse(text: str, separator: str, name: str) -> list[list[str]]:
    """Parse strictly; when quotes stray inside cells, parse as they stand."""
    rows: list[list[str]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        rows.extend(reader)
    except csv.Error as error:
        if "unexpected end" in str(error) or "field larger" in str(error):
            raise Failure(
                message(
                    "« {file} », row {row}: a quoted text never ends. Nothing was imported; mend "
                    "this row, then retry.",
                    file=name,
                    row=len(rows) + 1,
                )
            ) from None
        return _parse_loosely(text, separator)
    return rows


def _parse_loosely(text: str, separator: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        return list(reader)
    except csv.Error:
        return [line.split(separator) for line in text.splitlines()]
