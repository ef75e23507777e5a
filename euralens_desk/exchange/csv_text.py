"""Text tables: their encoding and separator found, never guessed in silence."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from euralens_desk.domain.messages import Failure
from euralens_desk.exchange.refusals import endless_quote, too_wide

T = TypeVar("T")
Records: TypeAlias = Iterator[list[str]]

SEPARATORS = (";", ",", "\t")
LONGEST_LINE = 16_384
"""Cells of a line: what a spreadsheet can hold."""
_SAMPLE = 200
_SAMPLE_LENGTH = 262_144
_LONGEST_CELL = _SAMPLE_LENGTH * 256
_LOOKED_AT = 4_194_304
"""Characters in which the separator is looked for: the first cell may be long."""
_LIKELY = ["cp1252", "mac_roman", "cp850"]
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


@dataclass(frozen=True, slots=True)
class TextTable:
    """The records of a text table; ``encoding`` and ``separator`` say how it was read."""

    rows: list[list[str]]
    encoding: str
    separator: str


@dataclass(frozen=True, slots=True)
class TableText:
    """A text table whose records are not parsed yet.

    ``strays`` counts the bytes of Windows-1252 in a text that is UTF-8 otherwise; ``first_stray``
    is the line of the first.
    """

    text: str
    encoding: str
    separator: str
    strays: int = 0
    first_stray: int = 0


def read_text_table(data: bytes, name: str) -> TextTable:
    """Return the records of a csv file; Failure naming the file and row when it is cut."""
    found = open_text_table(data)
    return TextTable(read_records(found, name, list), found.encoding, found.separator)


def open_text_table(data: bytes) -> TableText:
    """Return the text of a csv file, its encoding and its separator."""
    text, encoding = decode(data)
    strays, line = _strays(data) if encoding == "utf-8" else (0, 0)
    text, announced = _take_separator_line(text.rstrip("\r\n"))
    return TableText(text, encoding, announced or find_separator(text), strays, line)


def decode(data: bytes) -> tuple[str, str]:
    """Return the text and the name of the encoding it was read with."""
    if data.startswith(b"\xef\xbb\xbf"):
        return data.decode("utf-8-sig", "replace"), "utf-8-sig"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace"), "utf-16"
    if is_wide(data):
        return data.decode("utf-16-le", "replace"), "utf-16-le"
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        if _is_mostly_utf8(data):
            return data.decode("utf-8", "windows"), "utf-8"
        encoding = _propose_encoding(data)
        return data.decode(encoding, "replace"), encoding


def is_wide(data: bytes) -> bool:
    """Whether it is UTF-16 whose mark is missing: every other byte is mostly nought."""
    start = data[:4_096]
    return len(start) > 3 and start[1::2].count(0) * 5 > len(start) * 2 and not start[::2].count(0)


# A text in two encodings -------------------------------------------------------------------------

_ACCENTED = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}")
"""Two or three bytes that UTF-8 makes of one letter, and that nobody writes in Windows-1252."""


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    """Read what is no UTF-8 as Windows-1252, byte by byte; half of a surrogate pair is lost."""
    assert isinstance(error, UnicodeDecodeError)
    wrong = error.object[error.start : error.end]
    is_half = wrong[:1] == b"\xed" and error.object[error.start + 1 : error.start + 2] >= b"\xa0"
    if is_half:
        return "\N{REPLACEMENT CHARACTER}", error.start + 3
    return wrong.decode("cp1252", "replace"), error.end


codecs.register_error("windows", _as_windows)


def _is_mostly_utf8(data: bytes) -> bool:
    """Whether more letters are whole in UTF-8 than bytes are left over."""
    whole = sum(1 for _ in _ACCENTED.finditer(data))
    return whole > 0 and whole >= _strays(data)[0]


def _strays(data: bytes) -> tuple[int, int]:
    """Return how many places of a text are no UTF-8, and the line of the first."""
    lost = data.decode("utf-8", "surrogateescape")
    places = [place.start() for place in re.finditer("[\udc80-\udcff]+", lost)]
    return len(places), lost.count("\n", 0, places[0]) + 1 if places else 0


def _propose_encoding(data: bytes) -> str:
    """Return Windows-1252, which French Excel writes, unless another reading is clearly right."""
    try:
        data.decode("cp1252")
    except UnicodeDecodeError:
        from charset_normalizer import from_bytes

        best = from_bytes(data[:_SAMPLE_LENGTH], cp_isolation=_LIKELY).best()
        return best.encoding if best else "cp1252"
    return "cp1252"


# Records ------------------------------------------------------------------------------------------


def _take_separator_line(text: str) -> tuple[str, str]:
    """Take away the « sep=; » line that some programs write first."""
    first, end, _rest = text[:100].partition("\n")
    found = re.fullmatch(r'"?sep=(.)"?\s*', first.rstrip("\r\n"), re.IGNORECASE)
    return (text[len(first) + 1 :], found[1]) if found and end else (text, "")


def find_separator(text: str) -> str:
    """Return the separator under which the first records have the most cells, and as many each."""
    csv.field_size_limit(_LONGEST_CELL)  # a long cell is told by who shows it
    sample = text[:_LOOKED_AT]
    return max(SEPARATORS, key=lambda separator: _regularity(sample, separator))


def _regularity(text: str, separator: str) -> tuple[float, int]:
    widths = []
    try:
        for record in csv.reader(_lines(text), delimiter=separator):
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


def _lines(text: str) -> Iterator[str]:
    """Yield the lines with their ends, without a second copy of the text."""
    return (line[0] for line in _LINE.finditer(text))


def read_records(found: TableText, name: str, gather: Callable[[Records], T]) -> T:
    """Return what ``gather`` makes of the records: parsed strictly, else as their quotes stand.

    Failure naming the row when a quoted text never ends, or a line has no measure.
    """
    csv.field_size_limit(_LONGEST_CELL)
    for parse in (_strict, _loose):
        with suppress(csv.Error):
            return gather(parse(found, name))
    return gather(line.rstrip("\r\n").split(found.separator) for line in _bounded(found, name))


def _bounded(found: TableText, name: str) -> Iterator[str]:
    """Yield the lines, refusing one of more cells than any spreadsheet holds."""
    for number, line in enumerate(_lines(found.text), 1):
        if line.count(found.separator) >= LONGEST_LINE:
            raise Failure(too_wide(name, number, LONGEST_LINE))
        yield line


def _strict(found: TableText, name: str) -> Records:
    row = 1
    try:
        for record in csv.reader(_bounded(found, name), delimiter=found.separator, strict=True):
            yield record
            row += 1
    except csv.Error as error:
        if "unexpected end" in str(error):
            raise Failure(endless_quote(name, row)) from None
        raise


def _loose(found: TableText, name: str) -> Records:
    """Yield the records of a text with quotes inside its cells, unless rows would run together."""
    reader = csv.reader(_bounded(found, name), delimiter=found.separator)
    for row, record in enumerate(reader, 1):
        if any("\n" in cell and found.separator in cell for cell in record):
            raise Failure(endless_quote(name, row))
        yield record
