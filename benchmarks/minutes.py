"""Row 6: the minutes of 30 dossiers, against the same pages in plain reportlab.platypus."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Table, TableStyle

from benchmarks import documents
from benchmarks.measure import Figure, alternate
from euralens_desk.reports.content import DossierPage, MinutesContent, Rich
from euralens_desk.reports.pdf import minutes_pdf
from euralens_desk.reports.pdf_text import SANS, register_faces

ROW = "6"
DOSSIERS = 30
STYLE = ParagraphStyle("plain", fontName=SANS, fontSize=9, leading=11)
GRID = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP")])


class _FirstPage(Exception):
    """The first page is laid out."""


def figures(folder: Path) -> Iterator[Figure]:
    """Yield the whole document, then how long one waits before a first page is drawn."""
    content = documents.many_dossiers(documents.snapshot(folder), DOSSIERS)
    minutes_pdf(content)
    floors, found = alternate(lambda: _plainly(content), lambda: minutes_pdf(content), 5)
    yield Figure(ROW, f"minutes of {DOSSIERS} dossiers", "plain platypus", floors, found, 0.6)

    def first_page() -> None:
        def stop(page: int, _pages: int) -> None:
            if page == 2:
                raise _FirstPage

        try:
            minutes_pdf(content, stop)
        except _FirstPage:
            return

    _, waits = alternate(lambda: None, first_page, 5)
    yield Figure(ROW, "their first page drawn", "–", (), waits, 1.0)


def _plainly(content: MinutesContent) -> bytes:
    """Lay the same texts and tables out as platypus is mostly used: a paragraph in each cell."""
    register_faces()
    out = BytesIO()
    SimpleDocTemplate(out).build(list(_flowables(content)))
    return out.getvalue()


def _flowables(content: MinutesContent) -> Iterator[Any]:
    cover = content.cover
    yield from _texts(cover.title, cover.committee, cover.when, *cover.attendance, cover.agenda)
    yield _table([cover.member_heads, *((m.name, m.quality, m.presence) for m in cover.members)])
    rows = [
        (row.number, f"{row.title} {row.leader}", *row.votes, row.recused, row.proposal, "")
        for row in cover.proposals
    ]
    yield _table([cover.proposal_heads, *rows])
    yield _table([[act.name, act.body, act.day] for act in cover.acts])
    for page in content.dossiers:
        yield PageBreak()
        yield from _dossier(page)
    yield PageBreak()
    for section in content.method:
        yield from _texts(section.title, *section.paragraphs)
    for grid in content.grids:
        lines = [(f"{x.number} {x.label}", x.wording, x.weight) for x in grid.lines]
        yield _table([grid.heads, *lines])
    yield _table(content.signatures)


def _dossier(page: DossierPage) -> Iterator[Any]:
    yield from _texts(page.point, page.title)
    yield _table(page.identity)
    yield from _texts(*page.earlier, page.scores_title)
    if page.scores is not None:
        rows = [
            (f"{row.number} {row.label}", *row.counts, row.no_opinion, row.median, row.observation)
            for heading, axis in page.scores.axes
            for row in axis
        ]
        yield _table([page.scores.heads, *rows])
        yield from _texts(page.scores.legend, *page.scores.notes)
    yield from _texts(page.discussion, page.vote)
    if page.frame is not None:
        yield from _texts(page.frame.headline, *page.frame.lines)
    yield from _texts(*page.acts)


def _texts(*texts: str | Rich) -> Iterator[Any]:
    for text in texts:
        yield Paragraph(_markup(text), STYLE)


def _markup(text: str | Rich) -> str:
    if isinstance(text, str):
        return escape(text)
    return "".join(escape(span.text) for span in text)


def _table(rows: Sequence[Sequence[str]]) -> Any:
    return Table([[Paragraph(escape(cell), STYLE) for cell in row] for row in rows], style=GRID)
