"""Import the dossiers of a workbook: propose a plan, then apply it in one change.

``propose`` reads nothing and writes nothing: call it again whenever the person changes the sheet,
the header row, a column or an answer. ``apply`` makes a backup, then writes everything in one
change, or nothing. ``plan_as_json`` is the contract of the command line (DESIGN 7).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from euralens_desk.domain.attachment_matching import last_name, match_attachments
from euralens_desk.domain.columns import columns_of
from euralens_desk.domain.dossier import Attachment, Dossier
from euralens_desk.domain.import_cells import decide_cells, with_corrections
from euralens_desk.domain.import_merge import merged, origins_of
from euralens_desk.domain.import_plan import (
    IGNORE,
    AnnouncedPiece,
    AttachmentMatch,
    AttachmentStatus,
    ColumnMapping,
    FieldChange,
    FieldValue,
    FoundFile,
    Ignored,
    ImportChoices,
    ImportPlan,
    PlannedDossier,
    RowStatus,
    Verdict,
)
from euralens_desk.domain.joined_sheets import JoinedSheet, joined_sheets, with_sheets
from euralens_desk.domain.messages import Failure, Message, message, plural_message
from euralens_desk.domain.row_reading import announced_pieces, read_rows
from euralens_desk.domain.source import SourceFile, SourceTable
from euralens_desk.domain.table_finding import find_table, looks_like_dossiers
from euralens_desk.domain.text_cleaning import key
from euralens_desk.usecases.changes import ChangeSet
from euralens_desk.usecases.import_matching import MOST_COMPARED, Matching
from euralens_desk.usecases.lookup import the_campaign
from euralens_desk.usecases.ports import CampaignFile, CampaignReader, Work

Tell = Callable[[Message], str]
KEPT = (AttachmentStatus.ATTACHED, AttachmentStatus.MISSING)


def propose(
    campaign: CampaignReader,
    source: SourceFile,
    choices: ImportChoices | None = None,
    files: Sequence[FoundFile] = (),
) -> ImportPlan:
    """Return what importing ``source`` would do; Failure when it holds no recognisable table."""
    choices = _remembered(campaign, choices or ImportChoices())
    table, header_row = _table(source, choices)
    mapping = columns_of(table, header_row, choices)
    corrected = with_corrections(table, choices.corrections)
    rows, skipped = read_rows(corrected, header_row, mapping)
    joined = tuple(joined_sheets(source.tables, table, rows))
    rows = with_sheets(rows, joined)
    read = [decide_cells(row, table, mapping, choices) for row in rows]
    matching = Matching(campaign, choices.answers)
    headings = {column.target: column.header for column in mapping if column.target != IGNORE}
    planned = matching.planned(read, headings)
    targets = matching.targets(planned)
    announced = [*announced_pieces(source, table)]
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
        ignored=(*_ignored(source, table, mapping, joined), *_uncompared(source, len(read))),
        attachments=tuple(_pieces(campaign, files, announced, targets, choices)),
        sheets=tuple(t.name for t in source.tables),
        places=tuple((target.number, target.title) for target in targets),
    )


def _remembered(campaign: CampaignReader, choices: ImportChoices) -> ImportChoices:
    """Return choices completed with where columns went at earlier imports."""
    if choices.is_fresh:
        return choices
    known = the_campaign(campaign).import_headings
    return replace(choices, targets_by_header={**known, **choices.targets_by_header})


def _table(source: SourceFile, choices: ImportChoices) -> tuple[SourceTable, int]:
    """Return the sheet and the row of its headings, as chosen or as recognised."""
    found = find_table(source, choices.sheet)
    if choices.header_row:
        named = [table for table in source.tables if table.name == choices.sheet]
        shown = [table for table in source.tables if not table.is_hidden]
        tables = named or [found[0]] if found else named or shown
        if tables and choices.header_row <= len(tables[0].rows):
            return tables[0], choices.header_row
    elif found is not None:
        return found
    raise Failure(
        message(
            "« {file} » has no recognisable header row. Choose the sheet and the row of the "
            "headings; nothing was imported.",
            file=source.name,
        )
    )


def _ignored(
    source: SourceFile,
    main: SourceTable,
    mapping: Sequence[ColumnMapping],
    joined: Sequence[JoinedSheet],
) -> Iterator[Ignored]:
    by_name = {sheet.name: sheet for sheet in joined}
    for table in source.tables:
        if table is not main:
            yield from _of_sheet(table, by_name.get(table.name))
    for column in mapping:
        if column.target == IGNORE:
            is_chosen = column.verdict is Verdict.CHOSEN
            reason = message("personal data that is not needed")
            yield Ignored(column.header, message("as you chose") if is_chosen else reason)
    for told in source.remarks:
        yield Ignored(source.name, told)
    if source.is_cut:
        yield Ignored(source.name, message("rows after 200 blank ones"))


def _uncompared(source: SourceFile, rows: int) -> Iterator[Ignored]:
    """Tell that near titles are not looked for in a file of very many rows."""
    if rows > MOST_COMPARED:
        told = message(
            "more than {limit} rows: titles close to one another are not looked for",
            limit=MOST_COMPARED,
        )
        yield Ignored(source.name, told)


def _of_sheet(table: SourceTable, joined: JoinedSheet | None) -> Iterator[Ignored]:
    """Yield what is left out of a sheet beside the dossiers."""
    if joined is None:
        reason = message("hidden sheet") if table.is_hidden else message("not the dossiers")
        if looks_like_dossiers(table):
            reason = message("dossiers too: choose this sheet to import them")
            if table.is_hidden:
                reason = message("hidden sheet of dossiers: choose it to import them")
        yield Ignored(table.name, reason)
        return
    for head in joined.left_out:
        yield Ignored(f"{table.name} : {head}", message("personal data that is not needed"))
    if joined.stray:
        told = plural_message(
            "{count} row of no dossier of the file",
            "{count} rows of no dossier of the file",
            joined.stray,
        )
        yield Ignored(table.name, told)


def _chosen(match: AttachmentMatch, choices: ImportChoices) -> AttachmentMatch:
    """Return a match as the person decided it."""
    number = choices.pieces.get(match.file)
    if number is None or match.status in (AttachmentStatus.MISSING, AttachmentStatus.REFUSED):
        return match
    status = AttachmentStatus.ATTACHED if number else AttachmentStatus.UNMATCHED
    return replace(match, dossier=number, status=status, told=message("as you chose"))


def _pieces(
    campaign: CampaignReader,
    files: Sequence[FoundFile],
    announced: Sequence[AnnouncedPiece],
    targets: Sequence[Dossier],
    choices: ImportChoices,
) -> Iterator[AttachmentMatch]:
    """Yield what becomes of each piece, those the campaign already holds told as such."""
    numbers = {dossier.id: dossier.number for dossier in campaign.find(Dossier)}
    held = {
        (numbers.get(piece.dossier_id), key(piece.name)): piece
        for piece in campaign.find(Attachment)
    }
    digests = {file.name: file.sha256 for file in files}
    for match in match_attachments(files, announced, targets):
        chosen = _chosen(match, choices)
        name = chosen.announced.name if chosen.announced else last_name(chosen.file)
        yield _compared(chosen, held.get((chosen.dossier, key(name))), digests.get(chosen.file))


def _compared(
    match: AttachmentMatch, held: Attachment | None, sha256: str | None
) -> AttachmentMatch:
    """Return whether a match adds something to what the campaign holds."""
    if not match.dossier or match.status not in KEPT:
        return match
    if held is None or (match.status is AttachmentStatus.ATTACHED and not held.is_present):
        return replace(match, is_written=True)
    if match.status is AttachmentStatus.ATTACHED:
        same = sha256 == held.sha256
        told = message("already there") if same else message("already there, other bytes: kept")
        return replace(match, told=told, is_held=True)
    if not held.is_present:
        return match
    return replace(match, told=message("already there"), is_held=True)


def apply(
    campaign: CampaignFile,
    plan: ImportPlan,
    read_piece: Callable[[str], bytes] | None = None,
    on: date | None = None,
) -> ChangeSet:
    """Write a plan in one change, after a backup; the same file again changes nothing.

    ``on`` is the day written for the dossiers that a person marks as withdrawn.
    """
    campaign.backup("import")
    action = plural_message(
        "import of {count} dossier from {file}",
        "import of {count} dossiers from {file}",
        len(plan.to_write),
        file=plan.file,
    )
    headings = {column.target: column.header for column in plan.mapping}
    with campaign.change(action) as work:
        for planned in (*plan.to_write, *plan.to_note):
            work.put(_written(work, planned, headings, on))
        for match in plan.attachments:
            _attach(work, match, read_piece)
        _remember(work, plan)
    return campaign.last_change


def _remember(work: Work, plan: ImportPlan) -> None:
    """Keep where the person sent the columns, for the next file with the same headings."""
    campaign = the_campaign(work)
    here = {column.header for column in plan.mapping}
    kept = {head: to for head, to in campaign.import_headings.items() if head not in here}
    for column in plan.mapping:
        if column.verdict is Verdict.CHOSEN and column.header:
            kept.setdefault(column.header, column.target)
    if kept != campaign.import_headings:
        work.put(replace(campaign, import_headings=kept))


def _written(
    work: Work, planned: PlannedDossier, headings: Mapping[str, str], on: date | None
) -> Dossier:
    """Return the dossier as the row makes it; of a known one, only what was taken of the file."""
    row, known = planned.read, planned.existing
    if known is not None and planned.status is RowStatus.WITHDRAWN:
        return replace(known, withdrawn_on=on)
    if known is not None:
        return merged(known, row, planned.changes, headings)
    new: dict[str, Any] = {**row.fields, "number": planned.number}
    return Dossier(
        id=work.new_id(Dossier),
        uuid=work.new_uuid(),
        **new,
        other=row.other,
        origins=origins_of(row, headings),
    )


def _attach(work: Work, match: AttachmentMatch, read_piece: Callable[[str], bytes] | None) -> None:
    """Keep a matched piece, or remember an announced one that has not come."""
    found = work.find(Dossier, number=match.dossier) if match.is_written else ()
    if not found:
        return
    said = match.announced
    name = said.name if said else last_name(match.file)
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
            {
                "column": column.column,
                "header": column.header,
                "field": column.target,
                "verdict": column.verdict.value,
                "remarks": [tell(said) for said in column.remarks],
            }
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
    found: dict[str, Any] = {"changes": [_change_json(change) for change in planned.changes]}
    return {
        "row": planned.read.row,
        "status": planned.status.value,
        "number": planned.number,
        "fields": told,
        "remarks": [
            {"cell": remark.cell, "level": remark.level.value, "message": tell(remark.told)}
            for remark in planned.remarks
        ],
        **(found if planned.changes else {}),
    }


def _change_json(change: FieldChange) -> dict[str, Any]:
    """Return one field where the file differs, and what becomes of it: « take » or « keep »."""
    return {
        "field": change.key or change.field,
        "before": _value_json(change.before),
        "after": _value_json(change.after),
        "last": change.last,
        "edited": change.is_edited,
        "chosen": change.chosen,
    }


def _value_json(value: FieldValue) -> Any:
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:f}" if isinstance(value, Decimal) else value
