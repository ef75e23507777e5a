"""The list of the candidatures for the partners: a workbook to filter and sort."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from euralens_desk.domain.analysis import AnalysisSnapshot
from euralens_desk.i18n import _
from euralens_desk.reports.analysis_content import (
    AnalysisContent,
    analysis_content,
    lacking_names,
    precedents,
    standing_word,
)
from euralens_desk.reports.columns import Column
from euralens_desk.reports.words import listed
from euralens_desk.reports.workbook import Sheets

DAY = "dd/mm/yyyy"


def analysis_workbook(snapshot: AnalysisSnapshot) -> bytes:
    """Return the workbook; text is text whatever it begins with, contacts are left out."""
    sheets = Sheets(snapshot.campaign)
    sheets.add(_("Candidatures"), "candidatures", _columns(), _rows(snapshot))
    content = analysis_content(snapshot)
    sheets.add(_("Counts"), "comptes", _count_columns(), _counts(content))
    return sheets.bytes()


def _columns() -> list[Column]:
    return [
        Column(_("No."), 10),
        Column(_("Title"), 34, wraps=True),
        Column(_("Standing"), 18),
        Column(_("Decided on"), 13, DAY),
        Column(_("Project leader"), 28, wraps=True),
        Column(_("Type of leader"), 18, wraps=True),
        Column(_("Agglomeration"), 16),
        Column(_("Location"), 20, wraps=True),
        Column(_("Themes"), 26, wraps=True),
        Column(_("Partners"), 30, wraps=True),
        Column(_("Budget"), 14, "#,##0.00 €"),
        Column(_("Received on"), 13, DAY),
        Column(_("What is lacking"), 28, wraps=True),
        Column(_("Requested on"), 13, DAY),
        Column(_("Due on"), 13, DAY),
        Column(_("Reason of the inadmissibility"), 28, wraps=True),
        Column(_("Needs"), 40, wraps=True),
        Column(_("Alternatives proposed"), 40, wraps=True),
        Column(_("Earlier campaign"), 34, wraps=True),
        Column(_("Summary"), 60, wraps=True),
    ]


def _rows(snapshot: AnalysisSnapshot) -> Iterator[list[Any]]:
    for one in snapshot.candidatures:
        dossier, kept = one.dossier, one.preselection
        yield [
            dossier.number,
            dossier.title,
            standing_word(one),
            kept.decided_on,
            listed(dossier.project_leaders),
            dossier.leader_type,
            dossier.agglomeration,
            dossier.location,
            listed(dossier.themes),
            listed(dossier.partners),
            dossier.budget_amount,
            dossier.received_on,
            "\n".join(lacking_names(one)),
            kept.requested_on,
            kept.due_on,
            kept.reason,
            kept.needs or dossier.needs,
            kept.alternatives,
            "\n\n".join(precedents(snapshot, one)),
            dossier.summary,
        ]


def _count_columns() -> list[Column]:
    return [
        Column(_("Subject"), 22),
        Column(_("Name"), 44, wraps=True),
        Column(_("Received ones"), 12),
        Column(_("Candidates"), 12),
    ]


def _counts(content: AnalysisContent) -> Iterator[list[Any]]:
    for row in content.standings:
        yield [_("Standing"), row.name, _number(row.counts[0]), None]
    for subject, rows in (
        (content.place_heads[0], content.places),
        (content.theme_heads[0], content.themes),
    ):
        for row in rows:
            yield [subject, row.name, *(_number(count) for count in row.counts)]


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() else None
