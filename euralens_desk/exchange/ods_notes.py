"""What calamine would lose of an ods, its repeats followed and measured before they are made."""

from __future__ import annotations

import re

from euralens_desk.exchange.sheet_notes import MOST_COLUMNS, MOST_MERGED, SheetNotes
from euralens_desk.exchange.xlsx_notes import attribute, said

_ITEM = re.compile(
    rb"<table:(table|table-row|table-column|table-cell|covered-table-cell)(?=[\s/>])"
    rb"([^<>]*?)(/?)>(?:<text:p>([^<]*)</text:p>)?"
)
_REPEAT = re.compile(rb"number-(?:rows|columns)-repeated=[\"'](\d{1,9})[\"']")
_SPAN = re.compile(rb"number-(rows|columns)-spanned=[\"'](\d{1,9})[\"']")
_FORMULA = re.compile(rb"table:formula=[\"']([^\"']*)")


class _Walk:
    """Goes down one content.xml, knowing at each cell where it stands."""

    def __init__(self) -> None:
        self.sheets: dict[str, SheetNotes] = {}
        self._notes = SheetNotes()
        self._begin()

    def _begin(self) -> None:
        self._row, self._repeat = 0, 1
        self._column = self._defined = 0
        self._covered: dict[int, int] = {}
        """The last row, by column, that a merged range reaches."""

    def table(self, attributes: bytes) -> None:
        name = attribute(b" " + attributes, "table:name")
        self._notes = self.sheets.setdefault(name, SheetNotes())
        self._begin()

    def columns(self, attributes: bytes) -> None:
        times = _repeats(attributes)
        if _is_hidden(attributes):
            self._notes.hide_columns(self._defined, min(times, 1_000))
        self._defined += times

    def row(self, attributes: bytes) -> None:
        self._row += self._repeat
        self._column, self._repeat = 0, _repeats(attributes)
        if _is_hidden(attributes):
            self._notes.hide_rows(self._row, self._repeat)

    def cell(self, attributes: bytes, is_closed: bool, text: bytes | None) -> None:
        times = _repeats(attributes)
        if not is_closed or b"value" in attributes or b"formula" in attributes:
            last = (self._row + self._repeat - 1, self._column + times - 1)
            self._notes.reach(*last)
            self._notes.cells += self._repeat * times
            self._note_problem(attributes, text)
        if b"-spanned=" in attributes:
            self._merge(attributes)
        self._column += times

    def _merge(self, attributes: bytes) -> None:
        """Note a merged range, unless it is too wide or lies over another one: no program does."""
        spans = {name: int(count) for name, count in _SPAN.findall(attributes)}
        down, across = spans.get(b"rows", 1), spans.get(b"columns", 1)
        columns = range(self._column, self._column + across)
        if down * across < 2 or across > MOST_COLUMNS or len(self._notes.merged) >= MOST_MERGED:
            return
        if any(self._covered.get(column, 0) >= self._row for column in columns):
            return
        bottom = self._row + down - 1
        self._covered.update(dict.fromkeys(columns, bottom))
        self._notes.merged.append(((self._row - 1, self._column), (bottom - 1, columns[-1])))

    def _note_problem(self, attributes: bytes, text: bytes | None) -> None:
        place = (self._row, self._column)
        if b'value-type="error"' in attributes:
            self._notes.note(place, "error", said(text))
        elif b"formula=" in attributes and b"value-type=" not in attributes:
            found = _FORMULA.search(attributes)
            shown = said(found[1]) if found else ""
            self._notes.note(place, "formula", shown.removeprefix("of:"))


def ods_notes(content: bytes) -> dict[str, SheetNotes]:
    """Return the notes of each sheet by its name."""
    walk = _Walk()
    for item in _ITEM.finditer(content):
        tag, attributes = item[1], item[2]
        if tag == b"table":
            walk.table(attributes)
        elif tag == b"table-column":
            walk.columns(attributes)
        elif tag == b"table-row":
            walk.row(attributes)
        else:
            walk.cell(attributes, bool(item[3]), item[4])
    return walk.sheets


def _is_hidden(attributes: bytes) -> bool:
    return b'visibility="collapse"' in attributes or b'visibility="filter"' in attributes


def _repeats(attributes: bytes) -> int:
    found = _REPEAT.search(attributes) if b"repeated" in attributes else None
    return int(found[1]) if found else 1
