"""What the import assistant says of the whole: the file, the way on, the result."""

from __future__ import annotations

from euralens_desk.domain.import_plan import ImportPlan, Remark
from euralens_desk.i18n import _, ngettext
from euralens_desk.ui.state.import_session import (
    ImportSession,
    ImportStep,
    attached_count,
    row_count,
)

LONG_TITLE = 14
"""Letters of a title that the bar below shows."""


def summary(session: ImportSession, plan: ImportPlan | None) -> str:
    """Return how many rows and columns the file has, and how it was read."""
    source = session.source
    if source is None:
        return ""
    said = []
    if plan is not None:
        rows, columns = row_count(plan), len(plan.mapping)
        counted = (
            ngettext("{count} row", "{count} rows", rows).format(count=rows),
            ngettext("{count} column", "{count} columns", columns).format(count=columns),
        )
        said.append(", ".join(counted))
    if source.separator:
        names = {";": _("semicolon"), ",": _("comma"), "\t": _("tabulation")}
        told = _("separator {separator}, encoding {encoding} recognised")
        said.append(
            told.format(
                separator=names.get(source.separator, source.separator),
                encoding=source.encoding.upper(),
            )
        )
    elif plan is not None:
        said.append(_("sheet {sheet}").format(sheet=plan.sheet))
    if session.is_recognised:
        said.append(_("model recognised: {name}").format(name=session.model))
    return " · ".join(said)


def question_text(plan: ImportPlan, question: Remark) -> str:
    """Return which question bars the way."""
    title = next((d.title for d in plan.dossiers if d.read.row == question.row), "")
    short = title if len(title) <= LONG_TITLE else f"{title[:LONG_TITLE].rstrip()}…"
    return _("Answer first: row {row}, {title}").format(row=question.row, title=short)


def next_text(step: ImportStep, plan: ImportPlan | None) -> str:
    """Return what the way on does."""
    if step is ImportStep.FILE or plan is None:
        return _("Correspondence and rows")
    if step is ImportStep.COLUMNS:
        number = row_count(plan)
        told = ngettext("Check the {count} dossier", "Check the {count} dossiers", number)
        return told.format(count=number)
    if plan.changes_nothing:
        return _("Back to the dossiers")
    number = len(plan.to_write)
    if not number:
        return _("Import the pieces") if attached_count(plan) else _("Remember what is kept")
    told = ngettext("Import the {count} dossier", "Import the {count} dossiers", number)
    return told.format(count=number)


def result_text(plan: ImportPlan) -> str:
    """Return what was written."""
    number, pieces = len(plan.to_write), attached_count(plan)
    if not number and not pieces:
        return _("What you kept is remembered; no dossier was changed.")
    told = ngettext("{count} dossier imported", "{count} dossiers imported", number)
    told = told.format(count=number)
    if pieces:
        more = ngettext("{count} piece attached", "{count} pieces attached", pieces)
        told = f"{told}, {more.format(count=pieces)}"
    return f"{told}."
