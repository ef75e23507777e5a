"""Read the rows of a table as dossiers, each cell kept beside its value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from euralens_desk.domain.demarches import as_linked, is_blank_number, is_export
from euralens_desk.domain.dossier import FIELD_KINDS, FieldKind, Origin
from euralens_desk.domain.field_reading import Reading, read_field
from euralens_desk.domain.headings import is_list
from euralens_desk.domain.import_plan import (
    IGNORE,
    OTHER,
    AnnouncedPiece,
    ColumnMapping,
    FieldValue,
    Level,
    ReadDossier,
    Remark,
    Section,
    SkippedRow,
)
from euralens_desk.domain.messages import Message, message
from euralens_desk.domain.section_rows import section_of
from euralens_desk.domain.source import Row, SourceCell, SourceFile, SourceTable
from euralens_desk.domain.table_finding import TOTALS, footnotes, merged_ranges, skip_reason
from euralens_desk.domain.text_cleaning import clean, key, one_line
from euralens_desk.domain.written_amounts import is_unit_unclear
from euralens_desk.domain.written_dates import read_date, written_date
from euralens_desk.domain.written_lists import has_strong_separator

FILE_NAMES = frozenset(("nom du fichier", "fichier", "piece", "nom de la piece", "piece jointe"))
REFERENCES = frozenset(("ref dossier", "reference", "dossier", "n dossier", "ref", "numero"))
SENTENCES = frozenset(("timeline", "key_figures"))
"""Lists whose items are sentences or figures: a comma never cuts them."""


_DATES = re.compile(r"^dates?\b|\b(?:le|date)$")
"""Headings, written plainly, under which days stand."""


class _Reader:
    """Reads the rows of one table; what its columns have in common is found once."""

    def __init__(
        self, table: SourceTable, header_row: int, mapping: Sequence[ColumnMapping]
    ) -> None:
        self.table = table
        self.mapping = [column for column in mapping if column.target != IGNORE]
        self.rows = table.rows[header_row:]
        self.columns = len(mapping)
        self.heads = [""] * (max((c.column for c in mapping), default=0) + 1)
        for column in mapping:
            self.heads[column.column] = column.header
        self.is_export = is_export(table.rows[header_row - 1], self.rows)
        self.title = next((c.column for c in mapping if c.target == "title"), None)
        self.fills, self.continued = _merged(table, header_row, self.title)
        self.notes: dict[int, Message] = {}
        self.notes = footnotes(self.rows, [self.skipped(row) for row in self.rows], self.columns)
        self.read_rows = [row for row in self.rows if row and self.skipped(row) is None]
        self.listed = {c.column for c in self.mapping if is_list(c.target) and self._is_listed(c)}
        self.month_first = {c.column for c in self.mapping if self._is_month_first(c)}

    def skipped(self, row: Row) -> Message | None:
        """Return why a row is no dossier; None when it is one."""
        if row and row[0].row in self.continued:
            return None
        if row and row[0].row in self.notes:
            return self.notes[row[0].row]
        return skip_reason(row, self.columns, self.title, self.heads)

    def _cells(self, column: ColumnMapping) -> Iterator[SourceCell]:
        return (row[column.column] for row in self.read_rows if column.column < len(row))

    def _is_listed(self, column: ColumnMapping) -> bool:
        """Whether commas cut nothing in a column: other signs do, or its items are sentences."""
        if column.target in SENTENCES:
            return True
        return any(has_strong_separator(clean(cell.text).text) for cell in self._cells(column))

    def _is_month_first(self, column: ColumnMapping) -> bool:
        if FIELD_KINDS.get(column.target) is not FieldKind.DATE:
            return False
        found = (written_date(cell.text, cell.value) for cell in self._cells(column))
        return any(day is not None and day.doubt == "month first" for day in found)

    def filled(self, row: Row) -> Row:
        """Return a row with the cells that a merged range shares with it."""
        if not row or row[0].row not in self.fills:
            return row
        shared = self.fills[row[0].row]
        return tuple(
            self.table.rows[shared[cell.column] - 1][cell.column]._replace(row=cell.row)
            if cell.column in shared and not cell.text.strip()
            else cell
            for cell in row
        )

    def read(self, row: Row) -> ReadDossier:
        """Return what one row says, with a remark for each cell that needs a look."""
        dossier = _RowReading(self, row)
        for column in self.mapping:
            if column.column < len(row):
                dossier.take(column, row[column.column])
        return dossier.done()


class _RowReading:
    """One row being read."""

    def __init__(self, reader: _Reader, row: Row) -> None:
        self.reader = reader
        self.row = row
        self.fields: dict[str, FieldValue] = {}
        self.other: dict[str, str] = {}
        self.origins: dict[str, Origin] = {}
        self.remarks: list[Remark] = []
        if row and row[0].row in reader.table.hidden_rows:
            self._say("", Level.WARNING, message("this row is hidden in the file; it is read too"))

    def _say(self, cell: str, level: Level, told: Message, field: str = "") -> None:
        self.remarks.append(Remark(self.row[0].row, cell, level, told, field))

    def take(self, column: ColumnMapping, cell: SourceCell) -> None:
        """Read one cell where its column sends it."""
        place = f"{self.reader.table.name}!{cell.address}"
        if column.target == OTHER:
            self._keep(column, cell, place)
            return
        reading = self._reading(column, cell)
        if cell.text.strip():
            self._add(column, cell, reading, place)
        for level, told in reading.said:
            self._say(place, level, told, column.target)
        shared = self.reader.fills.get(cell.row, {})
        if reading.value and cell.column in shared:
            told = message("merged cell: the value of row {row}", row=str(shared[cell.column]))
            self._say(place, Level.INFORMATION, told, column.target)

    def _keep(self, column: ColumnMapping, cell: SourceCell, place: str) -> None:
        """Keep a cell that has no field under its heading."""
        text = clean(cell.text).text
        if cell.problem:
            self._say(place, Level.WARNING, _lost(column.key, cell))
        elif text:
            self.other[column.key] = self._day_kept(column, cell, text, place)
            if self.reader.is_export:
                self._tell_default(column.key, cell, text, place)

    def _day_kept(self, column: ColumnMapping, cell: SourceCell, text: str, place: str) -> str:
        """Return the day, under a heading of dates, that a spreadsheet left as its number."""
        if not _DATES.search(key(column.header)) or not re.fullmatch(r"\d{5}", text):
            return text
        day = read_date(text, cell.value)
        if day is None:
            return text
        told = message("« {text} » is read as the number of a day: {day}", text=text, day=day)
        self._say(place, Level.WARNING, told)
        return day.isoformat()

    def _tell_default(self, head: str, cell: SourceCell, text: str, place: str) -> None:
        """Say that a 0 or an « off » of an export may stand for an answer left blank."""
        if is_blank_number(cell):
            told = message("« {column} »: 0, which is also how a blank is exported", column=head)
            self._say(place, Level.INFORMATION, told)
        elif text == "off":
            told = message("« {column} »: not ticked, or left blank", column=head)
            self._say(place, Level.INFORMATION, told)

    def _reading(self, column: ColumnMapping, cell: SourceCell) -> Reading:
        kind, target = FIELD_KINDS[column.target], column.target
        if self.reader.is_export:
            if kind is FieldKind.AMOUNT and is_blank_number(cell):
                told = message("0, which is also how a blank is exported: read as empty")
                return Reading(None, ((Level.WARNING, told),))
            if kind is FieldKind.TEXT:
                linked = as_linked(clean(cell.text).text)
                value = linked if isinstance(cell.value, str) else cell.value
                cell = cell._replace(text=linked, value=value)
        commas = column.column not in self.reader.listed
        reading = read_field(target, cell, column.multiplier, commas=commas)
        if column.multiplier > 1 and is_unit_unclear(cell.text, cell.value, column.multiplier):
            return Reading(None, reading.said)
        if column.column in self.reader.month_first and _is_ambiguous(cell):
            told = message(
                "« {text} » is read day first, others of this column can only be month first",
                text=one_line(cell.text)[:40],
            )
            return Reading(reading.value, (*reading.said, (Level.WARNING, told)))
        return reading

    def _add(self, column: ColumnMapping, cell: SourceCell, reading: Reading, place: str) -> None:
        """Add a value; to a list that several columns fill, its items; else keep it aside."""
        target, value = column.target, reading.value
        held = self.fields.get(target)
        origin = Origin(place, cell.text)
        if value in (None, "", ()):
            self.origins.setdefault(target, origin)
        elif isinstance(held, tuple) and isinstance(value, tuple):
            self.fields[target] = tuple(dict.fromkeys((*held, *value)))
            text = f"{self.origins[target].text}\n{cell.text}"
            self.origins[target] = Origin(self.origins[target].cell, text)
        else:
            self.fields[target] = value
            self.origins[target] = origin

    def done(self) -> ReadDossier:
        """Return the row as read."""
        self._tell_homonyms()
        first = self.row[0].row if self.row else 0
        return ReadDossier(first, self.fields, self.other, self.origins, tuple(self.remarks))

    def _tell_homonyms(self) -> None:
        """Say that a field is empty while a column of the same heading holds something."""
        mapping = self.reader.mapping
        empty = {c.header: c for c in mapping if c.target != OTHER and c.target not in self.fields}
        for column in mapping:
            if column.target == OTHER and column.header in empty and column.key in self.other:
                told = message(
                    "empty, while « {column} » holds « {text} »: it is kept aside",
                    column=column.key,
                    text=one_line(self.other[column.key])[:60],
                )
                place = f"{self.reader.table.name}!{self.row[column.column].address}"
                self._say(place, Level.WARNING, told, empty[column.header].target)


def _is_ambiguous(cell: SourceCell) -> bool:
    match = re.match(r"\s*(\d{1,2})[/.\-](\d{1,2})[/.\-]\d", cell.text)
    return match is not None and max(int(match[1]), int(match[2])) <= 12 and match[1] != match[2]


def _merged(
    table: SourceTable, header_row: int, title: int | None
) -> tuple[dict[int, dict[int, int]], dict[int, int]]:
    """Return what merged cells share with the rows under theirs, and the rows that go on others.

    The first maps a row to its columns and the row that holds their value. The second maps a row
    to the one whose title reaches over it: together they are one dossier.
    """
    fills: dict[int, dict[int, int]] = {}
    continued: dict[int, int] = {}
    for left, top, right, bottom in merged_ranges(table):
        if top <= header_row or bottom == top:
            continue
        for row in range(top + 1, min(bottom, len(table.rows)) + 1):
            if title is not None and left <= title <= right:
                continued[row] = top
            for column in range(left, min(right, len(table.rows[top - 1]) - 1) + 1):
                fills.setdefault(row, {})[column] = top
    return fills, continued


def read_rows(
    table: SourceTable, header_row: int, mapping: Sequence[ColumnMapping]
) -> tuple[tuple[ReadDossier, ...], tuple[SkippedRow, ...]]:
    """Return the rows under the headings that are dossiers, and the others with the reason."""
    reader = _Reader(table, header_row, mapping)
    read: list[ReadDossier] = []
    skipped = []
    section: Section | None = None
    for row in reader.rows:
        if row and row[0].row in reader.continued and read:
            top = reader.continued[row[0].row]
            read[-1] = _joined(read[-1], reader.read(row), top)
            told = message("goes on row {row}: same dossier", row=str(top))
            skipped.append(SkippedRow(row[0].row, told))
            continue
        reason = reader.skipped(row)
        if reason is None:
            read.append(replace(reader.read(reader.filled(row)), section=section))
        elif row:
            skipped.append(SkippedRow(row[0].row, reason))
            section = None if reason == TOTALS else section_of(row, table.name) or section
    return tuple(read), tuple(skipped)


def _joined(first: ReadDossier, more: ReadDossier, top: int) -> ReadDossier:
    """Return a dossier with what a further row of it adds: items of lists, lines of texts."""
    fields, remarks = dict(first.fields), [*first.remarks, *more.remarks]
    origins = {**more.origins, **first.origins}
    aside: dict[str, str] = {}
    for name, value in more.fields.items():
        held = fields.get(name)
        if held is None:
            fields[name] = value
        elif isinstance(held, tuple) and isinstance(value, tuple):
            fields[name] = tuple(dict.fromkeys((*held, *value)))
        elif held != value:
            told = message("a second value under row {row}: it is kept aside", row=str(top))
            place = more.origins[name].cell
            remarks.append(Remark(more.row, place, Level.WARNING, told, name))
            aside[place] = more.origins[name].text
    other = {**more.other, **first.other, **aside}
    for head in more.other.keys() & first.other.keys():
        other[head] = f"{first.other[head]}\n{more.other[head]}"
    return replace(first, fields=fields, other=other, origins=origins, remarks=tuple(remarks))


def _lost(column: str, cell: SourceCell) -> Message:
    """Return why nothing is read in a cell that is kept aside."""
    if cell.problem == "formula":
        return message(
            "« {column} »: a formula saved without its result, nothing is read", column=column
        )
    return message(
        "« {column} »: the cell holds {text}, its value is lost",
        column=column,
        text=one_line(cell.text)[:30] or cell.problem,
    )


def announced_pieces(source: SourceFile, main: SourceTable) -> Iterator[AnnouncedPiece]:
    """Yield the pieces that another sheet of the workbook announces, by dossier."""
    for table in source.tables:
        if table is main or not table.rows:
            continue
        heads = [key(cell.text) for cell in table.rows[0]]
        files = [place for place, head in enumerate(heads) if head in FILE_NAMES]
        references = [place for place, head in enumerate(heads) if head in REFERENCES]
        if files and references:
            yield from _announced(table, heads, references[0], files[0])


def _announced(
    table: SourceTable, heads: Sequence[str], reference: int, file: int
) -> Iterator[AnnouncedPiece]:
    kinds = [place for place, head in enumerate(heads) if head.startswith("type")]
    dates = [place for place, head in enumerate(heads) if head.startswith(("recu", "date"))]
    notes = [place for place, head in enumerate(heads) if head.startswith(("rem", "obs"))]

    def text(row: Sequence[SourceCell], places: Sequence[int]) -> str:
        return clean(row[places[0]].text).text if places and places[0] < len(row) else ""

    for row in table.rows[1:]:
        name = clean(row[file].text).text if file < len(row) else ""
        if name:
            day = row[dates[0]] if dates and dates[0] < len(row) else None
            yield AnnouncedPiece(
                dossier=text(row, [reference]),
                name=name,
                kind=text(row, kinds),
                received_on=read_date(day.text, day.value) if day else None,
                note=text(row, notes),
            )
