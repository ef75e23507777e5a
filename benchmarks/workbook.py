"""Row 8: a workbook with 100,000 lines of scores, against openpyxl writing bare rows with lxml."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import astuple
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook

from benchmarks import documents
from benchmarks.measure import Figure, alternate
from euralens_desk.reports.workbook import minutes_workbook

ROW = "8"
LINES = 100_000


def figures(folder: Path) -> Iterator[Figure]:
    """Yield the time of the whole workbook: styled sheets, tables, filters, and the scores."""
    snapshot = documents.many_scores(documents.snapshot(folder), LINES)
    records = (snapshot.committee, *snapshot.others)
    people = {(r.committee.code, m.code): m for r in records for m in r.members}
    titles = {dossier.number: dossier.title for dossier in snapshot.dossiers.values()}
    rows = []
    for line in snapshot.scores:
        member = people.get((line.committee, line.evaluator))
        names = [member.name, member.expertise] if member else ["", ""]
        *first, number, criterion, answer, comment = astuple(line)
        rows.append([*first, *names, number, titles[number], criterion, answer, comment])

    def floor() -> None:
        book = Workbook(write_only=True)
        sheet = book.create_sheet("notes")
        for row in rows:
            sheet.append(row)
        book.save(BytesIO())

    floors, found = alternate(floor, lambda: minutes_workbook(snapshot), 3)
    what = f"workbook with {LINES:,} lines of scores"
    yield Figure(ROW, what, "openpyxl, write-only, the same lines bare", floors, found, 1.2)
