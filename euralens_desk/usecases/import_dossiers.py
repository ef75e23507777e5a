"""Import the dossiers of a workbook: propose a plan, then apply it in one change.

``propose`` reads nothing and writes nothing: call it again whenever the person changes the sheet,
the header row, a column or an answer. ``apply`` makes a backup, then writes everything in one
change, or nothing. ``plan_as_json`` is the contract of the command line (DESIGN 7).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from euralens_desk.domain.attachment_matching import match_attachments
from euralens_desk.domain.dossier import FIELD_KINDS, Attachment, Dossier, FieldKind
from euralens_desk.domain.import_plan import (
    IGNORE,
    AttachmentMatch,
    AttachmentStatus,
    FieldChange,
    FieldValue,
    FoundFile,
    Ignored,
    ImportChoices,
    ImportPlan,
    Level,
    PlannedDossier,
    ReadDossier,
    Remark,
    RowStatus,
)
from euralens_desk.domain.messages import Failure, Message, message, plural_message
from euralens_desk.domain.row_reading import announced_pieces, columns_of, read_rows
from euralens_desk.domain.source import SourceFile, SourceTable
from euralens_desk.domain.table_finding import find_table
from euralens_desk.domain.text_cleaning import key
from euralens_desk.usecases.changes import ChangeSet
from euralens_desk.usecases.lookup import the_campaign
from euralens_desk.usecases.ports import CampaignFile, CampaignReader, Work

Tell = Callable[[Message], str]


def propose(
    campaign: CampaignReader,
    source: SourceFile,
    choices: ImportChoices | None = None,
    files: Sequence[FoundFile] = (),
) -> ImportPlan:
    """Return what importing ``source`` would do; Failure when it holds no recognisable table."""
    choices = choices or ImportChoices()
    found = find_table(source, choices.sheet)
    if found is None:
        raise Failure(
            message(
                "« {file} » has no recognisable header row. Choose the sheet and the row of the "
                "headings; nothing was imported.",
                file=source.name,
            )
        )
    table, row = found
    header_row = choices.header_row or row
    mapping = columns_of(table, header_row, choices)
    read, skipped = read_rows(table, header_row, mapping)
    planned = _Matching(campaign).planned(read)
    pieces = [*announced_pieces(source, table)]
    targets = [_as_dossier(dossier) for dossier in planned]
    matches = match_attachments(files, pieces, targets) if files or pieces else ()
    return ImportPlan(
        file=source.name,
        format=source.format,
        encoding=source.encoding,
        separator=source.separator,
        sheet=table.name,
        header_row=header_row,
        mapping=mapping,
        dossiers=planned,
        skipped_rows=skipped,
        ignored=tuple(_ignored(source, table, mapping)),
        attachments=tuple(_chosen(match, choices) for match in matches),
        sheets=tuple(t.name for t in source.tables),
    )


def _ignored(source: SourceFile, main: SourceTable, mapping: Any) -> Iterator[Ignored]:
    for table in source.tables:
        if table is not main:
            reason = message("hidden sheet") if table.is_hidden else message("not the dossiers")
            yield Ignored(table.name, reason)
    for column in mapping:
        if column.target == IGNORE:
            yield Ignored(column.header, message("personal data that is not needed"))
    if source.is_cut:
        yield Ignored(source.name, message("rows after 200 blank ones"))


def _chosen(match: AttachmentMatch, choices: ImportChoices) -> AttachmentMatch:
    """Return a match as the person decided it."""
    number = choices.pieces.get(match.file)
    if number is None or match.status in (AttachmentStatus.MISSING, AttachmentStatus.REFUSED):
        return match
    status = AttachmentStatus.ATTACHED if number else AttachmentStatus.UNMATCHED
    return replace(match, dossier=number, status=status, told=message("as you chose"))


def _as_dossier(planned: PlannedDossier) -> Dossier:
    communes = planned.read.fields.get("municipalities")
    return Dossier(
        0,
        "",
        planned.number,
        planned.title,
        project_leaders=planned.read.leaders,
        municipalities=communes if isinstance(communes, tuple) else (),
    )


class _Matching:
    """The dossiers of the campaign, found again from the rows of a file."""

    def __init__(self, campaign: CampaignReader) -> None:
        self._campaign = the_campaign(campaign)
        self._known = campaign.find(Dossier)

    def planned(self, read: Sequence[ReadDossier]) -> tuple[PlannedDossier, ...]:
        """Return what becomes of each row, then the dossiers the file no longer holds."""
        found: list[PlannedDossier] = []
        taken = {dossier.number for dossier in self._known}
        taken |= {row.text("number") for row in read}
        keys: dict[str, int] = {}
        for row in read:
            planned = self._planned(row, taken, keys)
            taken.add(planned.number)
            found.append(planned)
        met = {p.existing.id for p in found if p.existing is not None}
        imported = [d for d in self._known if d.origins and d.id not in met]
        gone = [d for d in imported if d.withdrawn_on is None]
        empty = ReadDossier(0, {}, {}, {})
        found += [PlannedDossier(empty, RowStatus.WITHDRAWN, d.number, existing=d) for d in gone]
        return tuple(found)

    def _planned(self, row: ReadDossier, taken: set[str], keys: dict[str, int]) -> PlannedDossier:
        remarks = [*row.remarks, *self._late(row)]
        if not row.text("title"):
            told = message("the title is missing: the row is left out")
            remarks.append(Remark(row.row, "", Level.WARNING, told, "title"))
            number = row.text("number")
            return PlannedDossier(row, RowStatus.REFUSED, number, tuple(remarks))
        existing = self._existing(row)
        number = row.text("number") or (existing.number if existing else self._free(taken))
        double = keys.get(f"number {number}") or keys.get(_same(row))
        if double:
            told = message("same dossier as row {row}: only that one is kept", row=str(double))
            remarks.append(Remark(row.row, "", Level.WARNING, told))
            return PlannedDossier(row, RowStatus.DUPLICATE, number, tuple(remarks))
        keys[f"number {number}"] = keys[_same(row)] = row.row
        changes = tuple(_changes(existing, row)) if existing else ()
        status = RowStatus.NEW if existing is None else RowStatus.UNCHANGED
        status = RowStatus.CHANGED if changes else status
        return PlannedDossier(
            row,
            status,
            number,
            tuple(remarks),
            changes,
            existing,
            is_written=status is not RowStatus.UNCHANGED,
        )

    def _existing(self, row: ReadDossier) -> Dossier | None:
        for name in ("external_id", "number"):
            value = row.text(name)
            if value:
                return next((d for d in self._known if getattr(d, name) == value), None)
        return next(
            (d for d in self._known if _identity(d.title, d.project_leaders) == _same(row)), None
        )

    def _free(self, taken: set[str]) -> str:
        """Return the number after the highest of the campaign's year."""
        prefix = f"{self._campaign.year}-"
        rests = [number[len(prefix) :] for number in taken if number.startswith(prefix)]
        highest = max((int(rest) for rest in rests if rest.isdecimal()), default=0)
        return f"{prefix}{highest + 1:02d}"

    def _late(self, row: ReadDossier) -> Iterator[Remark]:
        received, closes = row.fields.get("received_on"), self._campaign.call_closes_on
        if isinstance(received, date) and closes is not None and received > closes:
            told = message(
                "received on {day}, after the call closed on {closes}; it is imported all the same",
                day=received,
                closes=closes,
            )
            cell = row.origins["received_on"].cell
            yield Remark(row.row, cell, Level.WARNING, told, "received_on")


def _same(row: ReadDossier) -> str:
    return _identity(row.text("title"), row.leaders)


def _identity(title: str, leaders: Sequence[str]) -> str:
    return f"{key(title)} / {key(' '.join(leaders))}"


def _empty(kind: FieldKind) -> FieldValue:
    if kind is FieldKind.LIST:
        return ()
    return None if kind in (FieldKind.DATE, FieldKind.AMOUNT) else ""


def _changes(existing: Dossier, row: ReadDossier) -> Iterator[FieldChange]:
    """Yield the fields that differ; an empty cell only empties what an import had filled."""
    for name, kind in FIELD_KINDS.items():
        before = getattr(existing, name)
        after = row.fields.get(name, _empty(kind))
        if name not in row.fields and name not in existing.origins:
            continue
        if before != after and name != "number":
            yield FieldChange(name, before, after)
    for header, text in row.other.items():
        if existing.other.get(header, "") != text:
            yield FieldChange("other", existing.other.get(header, ""), text, header)


def apply(
    campaign: CampaignFile,
    plan: ImportPlan,
    read_piece: Callable[[str], bytes] | None = None,
) -> ChangeSet:
    """Write a plan in one change, after a backup; the same file again changes nothing."""
    campaign.backup("import")
    action = plural_message(
        "import of {count} dossier", "import of {count} dossiers", len(plan.to_write)
    )
    with campaign.change(action) as work:
        for planned in plan.to_write:
            work.put(_written(work, planned))
        for match in plan.attachments:
            _attach(work, match, read_piece)
    return campaign.last_change


def _written(work: Work, planned: PlannedDossier) -> Dossier:
    fields: dict[str, Any] = dict(planned.read.fields)
    if planned.existing is not None:
        fields |= {change.field: change.after for change in planned.changes if not change.key}
        before = planned.existing
        other = {**before.other, **planned.read.other}
        origins = {**before.origins, **planned.read.origins}
        return replace(before, **{**fields, "other": other, "origins": origins})
    return Dossier(
        id=work.new_id(Dossier),
        uuid=work.new_uuid(),
        **{**fields, "number": planned.number},
        other=planned.read.other,
        origins=planned.read.origins,
    )


def _attach(work: Work, match: AttachmentMatch, read_piece: Callable[[str], bytes] | None) -> None:
    """Keep a matched piece, or remember an announced one that has not come."""
    kept = match.status in (AttachmentStatus.ATTACHED, AttachmentStatus.MISSING)
    found = work.find(Dossier, number=match.dossier) if match.dossier and kept else ()
    if not found:
        return
    said = match.announced
    name = said.name if said else match.file
    held = [p for p in work.find(Attachment, dossier_id=found[0].id) if key(p.name) == key(name)]
    digest, size = "", 0
    if match.status is AttachmentStatus.ATTACHED and read_piece is not None:
        data = read_piece(match.file)
        digest, size = work.put_content(data), len(data)
    if held and (held[0].is_present or not digest):
        return
    work.put(
        Attachment(
            id=held[0].id if held else work.new_id(Attachment),
            dossier_id=found[0].id,
            name=name,
            kind=said.kind if said else "",
            sha256=digest,
            size=size,
            received_on=said.received_on if said else None,
            note=said.note if said else "",
        )
    )


# The JSON of the command line -------------------------------------------------------------------


def plan_as_json(plan: ImportPlan, tell: Tell, *, applied: bool) -> dict[str, Any]:
    """Return the plan as DESIGN 7 fixes it."""
    return {
        "source": {
            "file": plan.file,
            "format": plan.format,
            "encoding": plan.encoding,
            "separator": plan.separator,
            "sheet": plan.sheet,
            "header_row": plan.header_row,
        },
        "mapping": [
            {"column": column.column, "header": column.header, "field": column.target}
            for column in plan.mapping
        ],
        "dossiers": [_dossier_json(dossier, tell) for dossier in plan.dossiers],
        "skipped_rows": [{"row": s.row, "reason": tell(s.reason)} for s in plan.skipped_rows],
        "ignored": [{"what": i.what, "reason": tell(i.reason)} for i in plan.ignored],
        "attachments": [
            {
                "file": match.file,
                "dossier": match.dossier,
                "status": match.status.value,
                "message": tell(match.told),
            }
            for match in plan.attachments
        ],
        "applied": applied,
    }


def _dossier_json(planned: PlannedDossier, tell: Tell) -> dict[str, Any]:
    fields = {"number": planned.number, **planned.read.fields}
    told: dict[str, Any] = {name: _value_json(value) for name, value in fields.items() if value}
    if planned.read.other:
        told["other"] = dict(planned.read.other)
    return {
        "row": planned.read.row,
        "status": planned.status.value,
        "number": planned.number,
        "fields": told,
        "remarks": [
            {"cell": remark.cell, "level": remark.level.value, "message": tell(remark.told)}
            for remark in planned.remarks
        ],
    }


def _value_json(value: FieldValue) -> Any:
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:f}" if isinstance(value, Decimal) else value
