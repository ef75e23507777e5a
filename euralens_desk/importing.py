"""Import dossiers from files, for the command line and the sample: read, propose, apply, report."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from euralens_desk.domain.import_plan import AttachmentStatus, ImportPlan, Level
from euralens_desk.exchange.mapping_file import read_mapping
from euralens_desk.exchange.pieces_folder import list_pieces, read_piece
from euralens_desk.exchange.source_files import read_source
from euralens_desk.i18n import _, tell
from euralens_desk.usecases.import_dossiers import apply as apply_plan
from euralens_desk.usecases.import_dossiers import plan_as_json, propose
from euralens_desk.usecases.ports import CampaignFile


@dataclass(frozen=True, slots=True)
class Report:
    """What an import did or would do: as JSON, and as lines for a reader."""

    told: dict[str, Any]
    lines: list[str]


def import_dossiers(
    campaign: CampaignFile, source: Path, mapping: Path | None, pieces: Path | None, *, apply: bool
) -> Report:
    """Import the dossiers of ``source`` and the pieces of a folder; a dry run unless ``apply``."""
    choices = read_mapping(mapping) if mapping else None
    files = list_pieces(pieces) if pieces else ()
    plan = propose(campaign, read_source(source), choices, files)
    if apply:
        reader = (lambda name: read_piece(pieces, name)) if pieces else None
        apply_plan(campaign, plan, reader)
    return Report(plan_as_json(plan, tell, applied=apply), _lines(plan, applied=apply))


def _lines(plan: ImportPlan, *, applied: bool) -> list[str]:
    title = _("{file}, sheet {sheet}, headings in row {row}")
    lines = [title.format(file=plan.file, sheet=plan.sheet, row=plan.header_row)]
    statuses = Counter(dossier.status.value for dossier in plan.dossiers)
    lines += [f"  {status}: {count}" for status, count in statuses.items()]
    for dossier in plan.dossiers:
        for remark in dossier.remarks:
            if remark.level is not Level.INFORMATION:
                lines.append(f"  {remark.cell or remark.row} · {tell(remark.told)}")
    for match in plan.attachments:
        if match.status is not AttachmentStatus.ATTACHED:
            lines.append(f"  {match.file} · {tell(match.told)}")
    if not applied:
        lines.append(_("Dry run: nothing was written. Add --apply to import."))
    return lines
