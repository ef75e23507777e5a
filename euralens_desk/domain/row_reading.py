"""Read the rows of a table as dossiers, each cell kept beside its value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from euralens_desk.domain.dossier import FIELD_KINDS, FieldKind, Origin
from euralens_desk.domain.field_reading import has_strong_separator, read_date, read_field
from euralens_desk.domain.headings import multiplier, recognise, targets
from euralens_desk.domain.import_plan import (
    IGNORE,
    OTHER,
    AnnouncedPiece,
    ColumnMapping,
    FieldValue,
    ImportChoices,
    Level,
    ReadDossier,
    Remark,
    SkippedRow,
    Verdict,
)
from euralens_desk.domain.messages import Message, message
from euralens_desk.domain.source import SourceCell, SourceFile, SourceTable
from euralens_desk.domain.table_finding import skip_reason
from euralens_desk.domain.text_cleaning import clean, key, one_line

FILE_NAMES = frozenset(("nom du fichier", "fichier", "piece", "nom de la piece", "piece jointe"))
REFERENCES = frozenset(("ref dossier", "reference", "dossier", "n dossier", "ref", "numero"))


def columns_of(
    table: SourceTable, header_row: int, choices: ImportChoices
) -> tuple[ColumnMapping, ...]:
    """Return where each column goes: as the person chose, else as proposed; a field to one only."""
    heads = [one_line(clean(cell.text).text) for cell in table.rows[header_row - 1]]
    proposed = targets(heads)
    decided = _decided(heads, choices)
    taken = set(decided.values())
    seen: Counter[str] = Counter()
    found = []
    for column, (head, proposal) in enumerate(zip(heads, proposed, strict=True)):
        example = _example(table, header_row, column)
        if not head and not example:
            continue
        seen[head] += 1
        chosen = decided.get(column)
        is_taken = proposal in taken and proposal != IGNORE
        guess = OTHER if chosen is None and is_taken else proposal
        unique = head if seen[head] == 1 else f"{head} ({seen[head]})"
        found.append(
            ColumnMapping(
                column=column,
                header=head,
                key=unique or f"({cell_name(column)})",
                target=guess if chosen is None else chosen,
                verdict=_verdict(head, guess) if chosen is None else Verdict.CHOSEN,
                example="" if (chosen or guess) == IGNORE else example,
                multiplier=multiplier(head),
            )
        )
    return tuple(found)


def _decided(heads: Sequence[str], choices: ImportChoices) -> dict[int, str]:
    """Return what the person chose, by column; of two columns for one field, the surer choice."""
    found: dict[int, str] = {}
    held: dict[str, int] = {}
    for column, head in sorted(enumerate(heads), key=lambda one: one[0] not in choices.targets):
        target = choices.targets.get(column, choices.targets_by_header.get(head))
        if target is None:
            continue
        if target not in (OTHER, IGNORE) and held.setdefault(target, column) != column:
            target = OTHER
        found[column] = target
    return found


def cell_name(column: int) -> str:
    """Return the address of a heading that has no text: « C1 »."""
    return SourceCell(column, 1, "", None).address


def _example(table: SourceTable, header_row: int, column: int) -> str:
    for row in table.rows[header_row:]:
        if column < len(row) and row[column].text.strip():
            return one_line(row[column].text)[:80]
    return ""


def _verdict(head: str, target: str) -> Verdict:
    if target == IGNORE:
        return Verdict.NOT_NEEDED
    if target == OTHER:
        return Verdict.KEPT
    guess = recognise(head)
    return Verdict.RECOGNISED if guess is not None and guess[1] == 3 else Verdict.DOUBTFUL


def read_rows(
    table: SourceTable, header_row: int, mapping: Sequence[ColumnMapping]
) -> tuple[tuple[ReadDossier, ...], tuple[SkippedRow, ...]]:
    """Return the rows under the headings that are dossiers, and the others with the reason."""
    listed = {
        column.column
        for column in mapping
        if FIELD_KINDS.get(column.target) is FieldKind.LIST
        for row in table.rows[header_row:]
        if column.column < len(row) and has_strong_separator(row[column.column].text)
    }
    read, skipped = [], []
    for row in table.rows[header_row:]:
        reason = skip_reason(row, len(mapping))
        if reason is None:
            read.append(read_row(table.name, row, mapping, listed))
        elif row:
            skipped.append(SkippedRow(row[0].row, reason))
    return tuple(read), tuple(skipped)


def read_row(
    sheet: str,
    row: Sequence[SourceCell],
    mapping: Sequence[ColumnMapping],
    listed: Collection[int] = (),
) -> ReadDossier:
    """Return what one row says, with a remark for each cell that needs a look.

    ``listed`` are the columns whose cells cut their items by something stronger than commas.
    """
    fields: dict[str, FieldValue] = {}
    other: dict[str, str] = {}
    origins: dict[str, Origin] = {}
    remarks: list[Remark] = []
    for column in mapping:
        if column.column >= len(row) or column.target == IGNORE:
            continue
        cell = row[column.column]
        place = f"{sheet}!{cell.address}"
        if column.target == OTHER:
            text = clean(cell.text).text
            if cell.problem:
                remarks.append(Remark(cell.row, place, Level.WARNING, _lost(column.key, cell)))
            elif text:
                other[column.key] = text
            continue
        reading = read_field(
            column.target, cell, column.multiplier, commas=column.column not in listed
        )
        if reading.value not in (None, "", ()):
            fields[column.target] = reading.value
            origins[column.target] = Origin(place, cell.text)
        remarks += [
            Remark(cell.row, place, level, told, column.target) for level, told in reading.said
        ]
    return ReadDossier(row[0].row, fields, other, origins, tuple(remarks))


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
