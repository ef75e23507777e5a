"""An import under way, without Qt: what was read, what was decided, what it would do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import IntEnum
from pathlib import Path

from euralens_desk.domain.import_models import ImportModel, recognise_model
from euralens_desk.domain.import_plan import (
    IGNORE,
    OTHER,
    AttachmentStatus,
    FoundFile,
    ImportChoices,
    ImportPlan,
    Remark,
    RowStatus,
)
from euralens_desk.domain.source import SourceFile


class ImportStep(IntEnum):
    """The four steps, in their order; nothing is written before the last one."""

    FILE = 0
    COLUMNS = 1
    CHECK = 2
    IMPORT = 3


@dataclass(frozen=True, slots=True)
class Folder:
    """The folder of the pieces and the files found there."""

    path: Path
    files: tuple[FoundFile, ...]

    @property
    def pdf_count(self) -> int:
        """How many of its files are called PDF, whatever the case."""
        return sum(file.name.lower().endswith(".pdf") for file in self.files)


@dataclass(frozen=True, slots=True)
class ImportSession:
    """What the person chose so far. ``model`` names the correspondence that is followed, if any.

    ``is_recognised`` says that it was found again by the headings of the file.
    """

    source: SourceFile | None = None
    folder: Folder | None = None
    choices: ImportChoices = field(default_factory=ImportChoices)
    model: str = ""
    is_recognised: bool = False

    @property
    def files(self) -> tuple[FoundFile, ...]:
        """The files that may be pieces."""
        return self.folder.files if self.folder else ()

    def reading(self, source: SourceFile, models: Sequence[ImportModel] = ()) -> ImportSession:
        """Begin with another file, by the model that fits it; a loaded one and the folder stay."""
        if self.model and not self.is_recognised:
            held = self.choices
            kept = ImportChoices(
                sheet=held.sheet,
                header_row=held.header_row,
                targets_by_header=held.targets_by_header,
            )
            return replace(self, source=source, choices=kept)
        found = recognise_model(source, models)
        if found is None:
            return replace(
                self, source=source, choices=ImportChoices(), model="", is_recognised=False
            )
        choices, name = found.choices(source), found.model.name
        return replace(self, source=source, choices=choices, model=name, is_recognised=True)

    def with_folder(self, folder: Folder | None) -> ImportSession:
        """Take the pieces of a folder, or of none."""
        return replace(self, folder=folder, choices=replace(self.choices, pieces={}))

    def with_model(self, choices: ImportChoices, name: str) -> ImportSession:
        """Follow a correspondence that was kept; an empty name goes back to what is proposed."""
        held = self.choices
        kept = replace(choices, pieces=held.pieces, answers=held.answers)
        return replace(self, choices=kept, model=name, is_recognised=False)

    def named(self, model: str) -> ImportSession:
        """Call the correspondence shown by the name it was kept under."""
        return replace(self, model=model, is_recognised=False)

    def with_sheet(self, sheet: str) -> ImportSession:
        """Read another sheet; what was decided by row or column no longer holds."""
        return self._place(sheet, 0)

    def with_header_row(self, sheet: str, row: int) -> ImportSession:
        """Take another row of the sheet for the headings."""
        return self._place(sheet, row)

    def _place(self, sheet: str, row: int) -> ImportSession:
        kept = replace(
            self.choices, sheet=sheet, header_row=row, targets={}, answers={}, corrections={}
        )
        return replace(self, choices=kept)

    def with_target(self, plan: ImportPlan, column: int, target: str) -> ImportSession:
        """Send a column to a field; the column that was there is kept under its heading."""
        targets = {**self.choices.targets, column: target}
        if target not in (OTHER, IGNORE):
            for other in plan.mapping:
                if other.target == target and other.column != column:
                    targets[other.column] = OTHER
        return replace(self, choices=replace(self.choices, targets=targets))

    def answering(self, place: str, code: str) -> ImportSession:
        """Answer a remark, by its key; an answer for a whole dossier undoes those of its fields."""
        whole = f"change:{place.partition(':')[2]}:" if place.startswith("changes:") else ""
        held = self.choices.answers.items()
        kept = {key: said for key, said in held if not whole or not key.startswith(whole)}
        answers = {**kept, place: code}
        return replace(self, choices=replace(self.choices, answers=answers))

    def answering_all(self, answers: Mapping[str, str]) -> ImportSession:
        """Answer several remarks at once."""
        kept = {**self.choices.answers, **answers}
        return replace(self, choices=replace(self.choices, answers=kept))

    def correcting(self, cell: str, text: str) -> ImportSession:
        """Read something else in place of a cell; its own text again takes the correction back."""
        corrections = {**self.choices.corrections, cell: text}
        if text == source_text(self.source, cell):
            del corrections[cell]
        return replace(self, choices=replace(self.choices, corrections=corrections))

    def cell_text(self, cell: str) -> str:
        """Return what is read in a cell: what was typed, else what the file holds."""
        return self.choices.corrections.get(cell, source_text(self.source, cell))

    def with_piece(self, file: str, number: str) -> ImportSession:
        """Send a piece to a dossier; an empty number leaves it out."""
        pieces = {**self.choices.pieces, file: number}
        return replace(self, choices=replace(self.choices, pieces=pieces))


def source_text(source: SourceFile | None, cell: str) -> str:
    """Return the text of a cell of a file, by the name remarks give it; empty when it has none."""
    sheet, _mark, address = cell.rpartition("!")
    tables = source.tables if source else ()
    rows = (row for table in tables if table.name == sheet for row in table.rows)
    return next((one.text for row in rows for one in row if one.address == address), "")


def as_model(plan: ImportPlan, choices: ImportChoices) -> ImportChoices:
    """Return the correspondence of a plan as it may serve for another file."""
    columns: dict[str, str] = {}
    for column in plan.mapping:
        if column.header:
            columns.setdefault(column.header, column.target)
    sheet = plan.sheet if len(plan.sheets) > 1 else ""
    return ImportChoices(sheet=sheet, header_row=choices.header_row, targets_by_header=columns)


def first_question(plan: ImportPlan | None) -> Remark | None:
    """Return the question that waits for an answer, the first in the order of the rows."""
    questions = plan.open_questions if plan else ()
    return questions[0] if questions else None


def row_count(plan: ImportPlan) -> int:
    """Return how many rows of the file tell of a dossier."""
    return sum(dossier.status is not RowStatus.WITHDRAWN for dossier in plan.dossiers)


def attached_count(plan: ImportPlan) -> int:
    """Return how many files of the folder the import would add to dossiers."""
    return sum(
        match.is_written and match.status is AttachmentStatus.ATTACHED for match in plan.attachments
    )


def counts(plan: ImportPlan) -> Mapping[RowStatus, int]:
    """Return how many dossiers have each status, those that none has left out."""
    found = {status: plan.count(status) for status in RowStatus}
    return {status: count for status, count in found.items() if count}
