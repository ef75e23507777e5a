"""Correspondences kept under a name, recognised next year by the headings of a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from euralens_desk.domain.import_plan import ImportChoices
from euralens_desk.domain.source import SourceFile, SourceTable
from euralens_desk.domain.text_cleaning import key

ENOUGH = 0.7
"""Share of common headings, of all those of the model and of the row, that makes a shape."""
FIRST_ROWS = 40
"""Rows of a sheet among which the headings are looked for."""


@dataclass(frozen=True, slots=True)
class ImportModel:
    """A correspondence and the name a person gave it."""

    name: str
    choices: ImportChoices

    @property
    def shape(self) -> frozenset[str]:
        """The headings it tells of, whatever their accents and case."""
        return frozenset(key(heading) for heading in self.choices.targets_by_header) - {""}


@dataclass(frozen=True, slots=True)
class RecognisedModel:
    """A model that fits a file: the sheet and the row where its headings stand."""

    model: ImportModel
    sheet: str
    row: int

    def choices(self, source: SourceFile) -> ImportChoices:
        """Return the choices of the model, for this file: its sheet, its headings as it has them.

        The row is only imposed where a person had to choose it.
        """
        known = self.model.choices
        spelled = {key(heading): target for heading, target in known.targets_by_header.items()}
        heads = _heads(next(table for table in source.tables if table.name == self.sheet), self.row)
        return replace(
            known,
            sheet=self.sheet if len(source.tables) > 1 else "",
            header_row=self.row if known.header_row else 0,
            targets_by_header={head: spelled[key(head)] for head in heads if key(head) in spelled},
        )


def recognise_model(source: SourceFile, models: Sequence[ImportModel]) -> RecognisedModel | None:
    """Return the model whose headings a file has, with a few more or fewer; the nearest first."""
    best: tuple[float, RecognisedModel] | None = None
    rows = [
        (table.name, row, frozenset(map(key, _heads(table, row))) - {""})
        for table in source.tables
        if not table.is_hidden
        for row in range(1, min(FIRST_ROWS, len(table.rows)) + 1)
    ]
    for model in models:
        for sheet, row, shape in rows:
            common = len(model.shape & shape)
            share = common / len(model.shape | shape) if common else 0.0
            if share >= ENOUGH and (best is None or share > best[0]):
                best = (share, RecognisedModel(model, sheet, row))
    return best[1] if best else None


def _heads(table: SourceTable, row: int) -> list[str]:
    """Return the texts of a row, each on one line."""
    return [" ".join(cell.text.split()) for cell in table.rows[row - 1]]
