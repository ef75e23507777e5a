"""What calamine would lose of an old workbook (xls): error cells, hidden rows and columns.

Only the records that say so are read ([MS-XLS] 2.4); the values stay calamine's. Whatever is not as
the format says ends the notes: the library judges the file.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from euralens_desk.exchange.sheet_notes import SheetNotes

_FREE = 0xFFFFFFFA
"""From here on a number of sector is no sector."""
_STREAMS = ("Workbook", "Book")
_FORMULA, _BOOLEAN_OR_ERROR, _ROW, _COLUMNS, _SHEET = 0x06, 0x205, 0x208, 0x7D, 0x85
_PROTECTED = 0x2F
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}


@dataclass(slots=True)
class OldWorkbook:
    """What an old workbook says of itself."""

    sheets: dict[str, SheetNotes] = field(default_factory=dict)
    is_protected: bool = False
    has_macros: bool = False


def old_workbook(data: bytes) -> OldWorkbook:
    """Return the notes of an xls, as far as it can be followed."""
    found = OldWorkbook()
    try:
        container = _Container(data)
        names = {entry.name for entry in container.entries}
        found.has_macros = bool(names & {"_VBA_PROJECT_CUR", "_VBA_PROJECT"})
        for entry in container.entries:
            if entry.name in _STREAMS:
                _note_stream(container.stream(entry), found)
                break
    except (struct.error, IndexError, ValueError):
        pass
    return found


# The container: a file system in one file ([MS-CFB]) ----------------------------------------------


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    start: int
    size: int


class _Container:
    def __init__(self, data: bytes) -> None:
        self._data = data
        self._sector = 1 << min(struct.unpack_from("<H", data, 30)[0], 16)
        first_directory, self._small, first_small = struct.unpack_from("<I4xII", data, 48)
        tables = [number for number in struct.unpack_from("<109I", data, 76) if number < _FREE]
        tables += self._more_tables()
        self._next = [n for table in tables for n in self._numbers(table)]
        directory = self._chain(first_directory)
        self.entries = [_entry(directory, at) for at in range(0, len(directory) - 127, 128)]
        self._root = self._chain(self.entries[0].start) if self.entries else b""
        self._next_small = [n for (n,) in struct.iter_unpack("<I", self._chain(first_small))]

    def stream(self, entry: _Entry) -> bytes:
        """Return the bytes of an entry."""
        if entry.size >= self._small:
            return self._chain(entry.start)[: entry.size]
        places = _follow(self._next_small, entry.start)
        return b"".join(self._root[n * 64 : n * 64 + 64] for n in places)[: entry.size]

    def _more_tables(self) -> list[int]:
        more: list[int] = []
        at, count = struct.unpack_from("<II", self._data, 68)
        for _ in range(min(count, len(self._data) // self._sector)):
            if at >= _FREE:
                break
            *numbers, at = self._numbers(at)
            more += [number for number in numbers if number < _FREE]
        return more

    def _numbers(self, sector: int) -> tuple[int, ...]:
        return struct.unpack(f"<{self._sector // 4}I", self._at(sector))

    def _at(self, sector: int) -> bytes:
        return self._data[(sector + 1) * self._sector : (sector + 2) * self._sector]

    def _chain(self, start: int) -> bytes:
        return b"".join(map(self._at, _follow(self._next, start)))


def _entry(directory: bytes, at: int) -> _Entry:
    length = max(0, struct.unpack_from("<H", directory, at + 64)[0] - 2)
    name = directory[at : at + min(length, 62)].decode("utf-16-le", "replace")
    return _Entry(name, *struct.unpack_from("<II", directory, at + 116))


def _follow(table: list[int], number: int) -> Iterator[int]:
    """Yield the sectors of a chain; one that turns in a circle ends where it has taken them all."""
    for _ in range(len(table)):
        if number >= _FREE:
            return
        yield number
        number = table[number]


# The records of the workbook ----------------------------------------------------------------------


def _note_stream(stream: bytes, found: OldWorkbook) -> None:
    starts: dict[int, SheetNotes] = {}
    notes: SheetNotes | None = None
    for at, kind, content in _records(stream):
        notes = starts.get(at, notes)
        if kind == _PROTECTED:
            found.is_protected = True
            return
        if kind == _SHEET:
            name, place = _sheet_name(content), struct.unpack_from("<I", content)[0]
            starts[place] = found.sheets.setdefault(name, SheetNotes())
        elif notes is not None:
            _note_record(kind, content, notes)


def _records(stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Yield the place, the kind and the content of each record."""
    at = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield at, kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


def _sheet_name(content: bytes) -> str:
    length, is_wide = content[6], content[7] & 1
    if is_wide:
        return content[8 : 8 + 2 * length].decode("utf-16-le", "replace")
    return content[8 : 8 + length].decode("latin-1")


def _note_record(kind: int, content: bytes, notes: SheetNotes) -> None:
    if kind == _BOOLEAN_OR_ERROR and content[7]:
        _note_error(content, content[6], notes)
    elif kind == _FORMULA and content[6] == 2 and content[12:14] == b"\xff\xff":
        _note_error(content, content[8], notes)
    elif kind == _ROW and struct.unpack_from("<H", content, 12)[0] & 0x20:
        notes.hide_rows(struct.unpack_from("<H", content)[0] + 1, 1)
    elif kind == _COLUMNS:
        first, last, _width, _style, options = struct.unpack_from("<5H", content)
        if options & 1:
            notes.hide_columns(first, min(last, 255) - first + 1)


def _note_error(content: bytes, code: int, notes: SheetNotes) -> None:
    row, column = struct.unpack_from("<HH", content)
    notes.note((row + 1, column), "error", _ERRORS.get(code, ""))
