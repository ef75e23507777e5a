"""The correspondence and the rows to look at, as the second step of an import shows them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from euralens_desk.domain.dossier import FIELD_KINDS, FieldKind
from euralens_desk.domain.import_plan import (
    IGNORE,
    OTHER,
    ColumnMapping,
    ImportPlan,
    Level,
    PlannedDossier,
    Remark,
    RowStatus,
    Verdict,
)
from euralens_desk.domain.messages import Message, message, plural_message
from euralens_desk.domain.source import SourceFile

FEW = 8
"""Columns shown before « show all »."""
EXPECTED = ("partners", "key_figures", "timeline", "summary", "contact_email", "location")
"""Fields that the office completes: an empty one is told, when the file has a column for it."""
_DAY_FIRST = re.compile(r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4}.*")


class Reading(Enum):
    """How the reading of a column went."""

    RECOGNISED = "recognised"
    PROPOSED = "proposed"
    CHOSEN = "chosen"
    TO_LOOK_AT = "to_look_at"
    MASKED = "masked"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class ColumnLine:
    """One column: its heading, a value of it (none when personal), its field, how it was read."""

    column: int
    header: str
    sample: str
    target: str
    reading: Reading
    told: Message
    said: tuple[Message, ...] = ()
    """What there is to know of the column, such as why it is kept aside."""

    @property
    def is_masked(self) -> bool:
        """Whether its values are not shown, since they are not imported."""
        return self.reading is Reading.MASKED


@dataclass(frozen=True, slots=True)
class RowLine:
    """One thing to look at: the row, its title, and a remark or the fields found empty.

    ``alike`` are the keys of the remarks of the same kind that nobody answered; only the first of
    them has any, and each one that was answered.
    """

    row: int
    title: str
    level: Level
    remark: Remark | None = None
    absent: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()

    @property
    def can_be_corrected(self) -> bool:
        """Whether something else may be typed in place of the cell."""
        remark = self.remark
        if remark is None or remark.field not in FIELD_KINDS or not remark.cell:
            return False
        return remark.key.startswith(("cell:", "corrected:", "website:"))


def column_lines(plan: ImportPlan) -> tuple[ColumnLine, ...]:
    """Return the columns in the order of the file."""
    doubtful = Counter(
        remark.field
        for dossier in plan.dossiers
        for remark in dossier.remarks
        if remark.level is not Level.INFORMATION and remark.cell
    )
    return tuple(_column_line(plan, column, doubtful[column.target]) for column in plan.mapping)


def _column_line(plan: ImportPlan, column: ColumnMapping, doubtful: int) -> ColumnLine:
    reading, told = _reading(column)
    if reading in (Reading.RECOGNISED, Reading.PROPOSED, Reading.CHOSEN):
        if doubtful:
            reading = Reading.TO_LOOK_AT
            told = plural_message("{count} value to look at", "{count} values to look at", doubtful)
        elif _is_day_first(plan, column.target):
            told = message("day/month/year")
    sample = "" if reading is Reading.MASKED else column.example
    return ColumnLine(
        column.column,
        column.header or column.key,
        sample,
        column.target,
        reading,
        told,
        column.remarks,
    )


def _reading(column: ColumnMapping) -> tuple[Reading, Message]:
    if column.verdict is Verdict.CHOSEN and column.target == IGNORE:
        return Reading.MASKED, message("Not imported")
    if column.verdict is Verdict.CHOSEN and column.target == OTHER:
        return Reading.KEPT, message("Kept aside")
    return {
        Verdict.RECOGNISED: (Reading.RECOGNISED, message("Recognised")),
        Verdict.DOUBTFUL: (Reading.PROPOSED, message("Proposed")),
        Verdict.NOT_NEEDED: (Reading.MASKED, message("Not needed")),
        Verdict.KEPT: (Reading.KEPT, message("Kept aside")),
        Verdict.CHOSEN: (Reading.CHOSEN, message("Chosen")),
    }[column.verdict]


def _is_day_first(plan: ImportPlan, target: str) -> bool:
    """Whether the dates of a column are texts that were read day first."""
    if FIELD_KINDS.get(target) is not FieldKind.DATE:
        return False
    origins = (dossier.read.origins.get(target) for dossier in plan.dossiers)
    return any(origin is not None and _DAY_FIRST.match(origin.text) for origin in origins)


def few_columns(lines: Sequence[ColumnLine]) -> tuple[ColumnLine, ...]:
    """Return the columns to see first, in the order of the file: those that need a look, others.

    Those of which something is said are all among them; one that is not needed too, to say so; all
    are, while none gives the title.
    """
    if all(line.target != "title" for line in lines):
        return tuple(lines)
    order = {
        Reading.TO_LOOK_AT: 1,
        Reading.CHOSEN: 2,
        Reading.PROPOSED: 3,
        Reading.RECOGNISED: 4,
        Reading.MASKED: 5,
        Reading.KEPT: 6,
    }
    masked = next((line for line in lines if line.is_masked), None)

    def rank(line: ColumnLine) -> int:
        return 0 if line.target == "title" or line is masked else order[line.reading]

    ranked = sorted(lines, key=rank)
    kept = {line.column for line in ranked[:FEW]} | {line.column for line in lines if line.said}
    return tuple(line for line in lines if line.column in kept)


def unseen(lines: Sequence[ColumnLine]) -> tuple[int, int, int]:
    """Return how many of these columns have a field, are kept aside, are not imported."""
    kept = sum(line.target == OTHER for line in lines)
    masked = sum(line.is_masked for line in lines)
    return len(lines) - kept - masked, kept, masked


def row_lines(plan: ImportPlan) -> tuple[RowLine, ...]:
    """Return what there is to look at, in the order of the rows."""
    found = [line for dossier in plan.dossiers for line in _lines_of(plan, dossier)]
    return _with_alike(sorted(found, key=lambda line: line.row))


def _with_alike(lines: Sequence[RowLine]) -> tuple[RowLine, ...]:
    """Return the lines with the keys of those that one answer may settle together."""
    waiting: dict[object, list[str]] = {}
    for line in lines:
        remark = line.remark
        if remark is not None and remark.answers and not remark.is_decided:
            keys = waiting.setdefault(_kind(remark), [])
            if remark.key not in keys:
                keys.append(remark.key)
    told: list[RowLine] = []
    for line in lines:
        remark = line.remark
        keys = waiting.get(_kind(remark), []) if remark is not None and remark.answers else []
        is_first = remark is not None and keys[:1] == [remark.key] and len(keys) > 1
        is_model = remark is not None and remark.is_decided and bool(keys)
        told.append(replace(line, alike=tuple(keys)) if is_first or is_model else line)
    return tuple(told)


def _kind(remark: Remark) -> object:
    """Return what remarks of one kind share, whatever the values they name."""
    codes = tuple(answer.code for answer in remark.answers)
    return (remark.key.partition(":")[0], remark.told.text, remark.field, remark.level, codes)


def _lines_of(plan: ImportPlan, dossier: PlannedDossier) -> Iterator[RowLine]:
    row, title = dossier.read.row, dossier.title
    if dossier.status is RowStatus.WITHDRAWN:
        return  # asked about at the third step, beside the other dossiers
    for remark in dossier.remarks:
        if remark.field == "title" and not has_titles(plan):
            continue  # said once, of the whole file
        yield RowLine(row, title, remark.level, remark)
    if dossier.status in (RowStatus.NEW, RowStatus.CHANGED):
        mapped = {column.target for column in plan.mapping}
        absent = [name for name in EXPECTED if name in mapped and name not in dossier.read.fields]
        if absent:
            yield RowLine(row, title, Level.INFORMATION, None, tuple(absent))


def has_titles(plan: ImportPlan) -> bool:
    """Whether a column gives the titles, without which no row is a dossier."""
    return any(column.target == "title" for column in plan.mapping)


def level_counts(lines: Sequence[RowLine]) -> dict[Level, int]:
    """Return how many lines each level has; answered questions count no more."""
    found = Counter(
        line.level
        for line in lines
        if line.level is not Level.QUESTION or (line.remark is not None and line.remark.is_open)
    )
    return {level: found[level] for level in Level if found[level]}


def silent_rows(plan: ImportPlan, lines: Sequence[RowLine]) -> int:
    """Return how many rows have nothing to look at."""
    spoken = {line.row for line in lines}
    rows = {dossier.read.row for dossier in plan.dossiers} - {0}
    return len(rows - spoken)


def told_of_the_file(source: SourceFile, plan: ImportPlan) -> tuple[Message, ...]:
    """Return what of the file is left out, so that nothing is lost in silence.

    Hidden rows and columns are read, and told where they stand.
    """
    table = next((one for one in source.tables if one.name == plan.sheet), None)
    hidden_sheets = sum(one.is_hidden for one in source.tables if one is not table)
    skipped = len(plan.skipped_rows)
    told = (
        (
            hidden_sheets,
            plural_message(
                "{count} hidden sheet is left out",
                "{count} hidden sheets are left out",
                hidden_sheets,
            ),
        ),
        (
            skipped,
            plural_message(
                "{count} row is no dossier (title, total, note)",
                "{count} rows are no dossiers (titles, totals, notes)",
                skipped,
            ),
        ),
    )
    return tuple(said for count, said in told if count)
