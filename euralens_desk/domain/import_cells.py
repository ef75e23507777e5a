"""What a person may decide about one cell: accept how it is read, keep its text, correct it.

A corrected cell is read from what was typed; its own text stays beside the value, so that the next
import finds the same cell and asks nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from euralens_desk.domain.dossier import FIELD_KINDS, Origin
from euralens_desk.domain.import_choices import answered
from euralens_desk.domain.import_plan import (
    Answer,
    ColumnMapping,
    ImportChoices,
    Level,
    ReadDossier,
    Remark,
)
from euralens_desk.domain.messages import message
from euralens_desk.domain.source import SourceCell, SourceTable
from euralens_desk.domain.text_cleaning import clean, one_line

ACCEPT, KEEP_TEXT = "accept", "text"
CORRECTED = "corrected"
SHOWN = 80


def with_corrections(table: SourceTable, corrections: Mapping[str, str]) -> SourceTable:
    """Return a sheet whose corrected cells (« Candidatures!T8 ») hold what was typed."""
    if not any(place.startswith(f"{table.name}!") for place in corrections):
        return table

    def corrected(cell: SourceCell) -> SourceCell:
        typed = corrections.get(place_of(table, cell))
        return cell if typed is None else SourceCell(cell.column, cell.row, typed, typed)

    rows = tuple(tuple(corrected(cell) for cell in row) for row in table.rows)
    return replace(table, rows=rows)


def place_of(table: SourceTable, cell: SourceCell) -> str:
    """Return how remarks and origins name a cell."""
    return f"{table.name}!{cell.address}"


def decide_cells(
    row: ReadDossier,
    table: SourceTable,
    mapping: Sequence[ColumnMapping],
    choices: ImportChoices,
) -> ReadDossier:
    """Return a row whose remarks about single cells can be answered, done as they were answered.

    ``table`` is the sheet as the file has it.
    """
    cells = {place_of(table, cell): cell for cell in table.rows[row.row - 1]}
    headings = {column.target: column.key for column in mapping}
    other, remarks = dict(row.other), []
    for remark in row.remarks:
        if remark.key or remark.level is not Level.WARNING or remark.field not in FIELD_KINDS:
            remarks.append(remark)
            continue
        text = clean(cells[remark.cell].text).text if remark.cell in cells else ""
        asked = _asked(row, remark, text, choices)
        if asked.chosen == KEEP_TEXT:
            other[headings[remark.field]] = text
        remarks.append(asked)
    fields = {column.column: column.target for column in mapping}
    origins = dict(row.origins)
    for place in cells.keys() & choices.corrections.keys():
        field = fields.get(cells[place].column, "")
        remarks.append(_told(cells[place], place, field, choices))
        if field in FIELD_KINDS:
            origins[field] = Origin(place, cells[place].text)
    return replace(row, other=other, origins=origins, remarks=tuple(remarks))


def _asked(row: ReadDossier, remark: Remark, text: str, choices: ImportChoices) -> Remark:
    """Return a remark with its answers: the text may be kept of a cell that can't be read."""
    answers = [Answer(ACCEPT, message("Accept"))]
    if remark.field not in row.fields and text:
        answers.append(Answer(KEEP_TEXT, message("Keep the text")))
    return answered(
        remark.row,
        f"cell:{remark.field}",
        remark.level,
        remark.told,
        tuple(answers),
        choices.answers,
        cell=remark.cell,
        field=remark.field,
    )


def _told(cell: SourceCell, place: str, field: str, choices: ImportChoices) -> Remark:
    """Return what was typed in place of a cell."""
    told = message(
        "corrected here: « {typed} » instead of « {text} »",
        typed=one_line(choices.corrections[place])[:SHOWN],
        text=one_line(cell.text)[:SHOWN],
    )
    return Remark(cell.row, place, Level.INFORMATION, told, field, f"{CORRECTED}:{place}")
