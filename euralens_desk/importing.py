"""Import dossiers from files, for the command line and the sample: read, propose, apply, report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from euralens_desk.domain.import_plan import AttachmentStatus, ImportPlan, Level
from euralens_desk.exchange.mapping_file import read_mapping
from euralens_desk.exchange.pieces_folder import Pieces
from euralens_desk.exchange.source_files import read_source
from euralens_desk.i18n import _, ngettext, tell
from euralens_desk.usecases.import_dossiers import apply as apply_plan
from euralens_desk.usecases.import_dossiers import plan_as_json, propose
from euralens_desk.usecases.ports import CampaignFile
from euralens_desk.words import row_status_text


@dataclass(frozen=True, slots=True)
class Report:
    """What an import did or would do: as JSON, and as lines for a reader."""

    told: dict[str, Any]
    lines: list[str]


def import_dossiers(
    campaign: CampaignFile,
    source: Path,
    mapping: Path | None,
    pieces: Sequence[Path],
    *,
    apply: bool,
) -> Report:
    """Import the dossiers of ``source`` and their pieces; a dry run unless ``apply``.

    ``pieces`` are folders, zip archives and files, in any number.
    """
    choices = read_mapping(mapping) if mapping else None
    found = Pieces(pieces)
    plan = propose(campaign, read_source(source), choices, found.files)
    if apply:
        apply_plan(campaign, plan, found.read)
    return Report(plan_as_json(plan, tell, applied=apply), _lines(plan, applied=apply))


def _lines(plan: ImportPlan, *, applied: bool) -> list[str]:
    title = _("{file}, sheet {sheet}, headings in row {row}")
    lines = [title.format(file=plan.file, sheet=plan.sheet, row=plan.header_row)]
    statuses = Counter(dossier.status for dossier in plan.dossiers)
    lines += [f"  {row_status_text(status, count)}" for status, count in statuses.items()]
    for dossier in plan.dossiers:
        for remark in dossier.remarks:
            if remark.level is not Level.INFORMATION:
                lines.append(f"  {remark.cell or remark.row} · {tell(remark.told)}")
    for match in plan.attachments:
        if match.status is not AttachmentStatus.ATTACHED:
            lines.append(f"  {match.file} · {tell(match.told)}")
    lines += _waiting(plan)
    if not applied:
        lines.append(_("Dry run: nothing was written. Add --apply to import."))
    return lines


def _waiting(plan: ImportPlan) -> Iterator[str]:
    """Yield what is said of the open questions, and of the rows that wait for their answers."""
    rows = len(plan.waiting)
    if rows:
        told = ngettext(
            "{count} row is not written: it may be a dossier already there, and only you can say.",
            "{count} rows are not written: they may be dossiers already there, and only you can "
            "say.",
            rows,
        )
        yield told.format(count=rows)
    waiting = len(plan.open_questions)
    if waiting:
        told = ngettext(
            "{count} question waits for an answer. A dossier whose number is in doubt stays as the "
            "campaign has it; answer in the window, or correct the file.",
            "{count} questions wait for an answer. A dossier whose number is in doubt stays as the "
            "campaign has it; answer in the window, or correct the file.",
            waiting,
        )
        yield told.format(count=waiting)
