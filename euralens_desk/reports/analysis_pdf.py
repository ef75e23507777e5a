"""The analysis report of the candidatures as a PDF, on the pages of every document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from euralens_desk.reports.analysis_content import (
    AnalysisContent,
    AnswerRow,
    CountRow,
    ListRow,
    Sheet,
)
from euralens_desk.reports.content import Rich, Span
from euralens_desk.reports.pdf import Page, Progress, document_pdf
from euralens_desk.reports.pdf_blocks import (
    HEAD,
    PAGE_HEIGHT,
    WIDTH,
    Block,
    Bookmark,
    Cell,
    Frame,
    Row,
    Table,
    prose,
    table,
)
from euralens_desk.reports.pdf_pages import Group, fill
from euralens_desk.reports.pdf_text import look, plain, register_faces, strong

LABELS = 91.0
"""Width of the labels beside what a candidature says."""
HEADED = 110.0
"""Height that the headings of a candidature take at most."""


def analysis_pdf(content: AnalysisContent, progress: Progress | None = None) -> bytes:
    """Return the PDF of the report; the same content gives the same bytes."""
    register_faces()
    return document_pdf(content, _pages(content), progress)


def _pages(content: AnalysisContent) -> list[Page]:
    """Lay everything out; the front tells on which page each candidature is."""
    sheets = fill(_sheets(content)) if content.sheets else []
    length, front = 0, fill(_front(content, {}))
    while len(front) != length:
        length = len(front)
        front = fill(_front(content, _numbers(sheets, length)))
    return [*front, *sheets]


def _numbers(pages: Sequence[Page], before: int) -> Mapping[str, int]:
    """Return the page of each bookmark, ``before`` pages having come first."""
    return {
        placed.block.key: number
        for number, page in enumerate(pages, start=before + 1)
        for placed in page
        if isinstance(placed.block, Bookmark)
    }


def _front(content: AnalysisContent, numbers: Mapping[str, int]) -> list[Group]:
    groups: list[Group] = [
        [
            Bookmark("cover", content.name, 0),
            prose(plain(content.name), look("title")),
            prose(plain(content.subtitle), look("committee")),
            *([prose(plain(content.when), look("when"))] if content.when else []),
        ]
    ]
    counts = [_counts(content, content.standings, ())]
    groups.append([_heading(content, "counts"), *counts])
    groups.append([prose(plain(content.required), look("note"), content.language)])
    for heads, rows in (
        (content.place_heads, content.places),
        (content.theme_heads, content.themes),
    ):
        if rows:
            groups.append([_counts(content, rows, heads)])
    groups.append(
        [
            Bookmark("list", content.headings["list"], 0),
            _heading(content, "list"),
            _list(content, numbers),
        ]
    )
    if content.answers:
        groups.append(
            [
                Bookmark("answers", content.headings["answers"], 0),
                _heading(content, "answers"),
                _answers(content),
            ]
        )
    return groups


def _heading(content: AnalysisContent, part: str) -> Block:
    return prose(strong(content.headings[part]), look("heading"), content.language)


def _centred(text: str) -> Cell:
    return Cell(plain(text), is_centred=True)


def _head(texts: Sequence[str], centred: frozenset[int]) -> list[Row]:
    cells = (Cell(strong(text), is_centred=n in centred) for n, text in enumerate(texts))
    return [Row(tuple(cells), HEAD)] if texts else []


def _counts(content: AnalysisContent, rows: Sequence[CountRow], heads: Sequence[str]) -> Table:
    number = len(rows[0].counts)
    columns = (WIDTH - 70.0 * number, *([70.0] * number))
    body = [
        Row(
            (
                Cell(strong(row.name) if row.is_strong else plain(row.name)),
                *(
                    Cell(strong(text) if row.is_strong else plain(text), is_centred=True)
                    for text in row.counts
                ),
            )
        )
        for row in rows
    ]
    head = _head(heads, frozenset(range(1, number + 1)))
    return table(Frame(columns, language=content.language), body, head=head, before=5, after=4)


def _list(content: AnalysisContent, numbers: Mapping[str, int]) -> Table:
    columns = [46.0, 0.0, 74.0, 56.0, 98.0, 30.0]
    columns[1] = WIDTH - sum(columns)
    rows = [Row(_list_cells(row, numbers.get(row.key, 0))) for row in content.rows]
    head = _head(content.list_heads, frozenset({0, 3, 5}))
    return table(Frame(tuple(columns), language=content.language), rows, head=head)


def _list_cells(row: ListRow, number: int) -> tuple[Cell, ...]:
    return (
        _centred(row.number),
        Cell(_named(row.title, row.leader)),
        Cell(plain(row.agglomeration)),
        _centred(row.received),
        Cell(strong(row.standing)),
        _centred(str(number)),
    )


def _named(title: str, leader: str) -> Rich:
    name: Rich = (Span(title, is_bold=True),)
    return (*name, Span(f"\n{leader}")) if leader else name


def _answers(content: AnalysisContent) -> Table:
    columns = [46.0, 130.0, 0.0, 0.0]
    columns[2] = columns[3] = (WIDTH - sum(columns)) / 2
    rows = [Row(_answer_cells(row)) for row in content.answers]
    head = _head(content.answer_heads, frozenset({0}))
    return table(Frame(tuple(columns), language=content.language), rows, head=head)


def _answer_cells(row: AnswerRow) -> tuple[Cell, ...]:
    return (
        _centred(row.number),
        Cell(_named(row.title, row.leader)),
        Cell(plain(row.needs)),
        Cell(plain(row.alternatives)),
    )


def _sheets(content: AnalysisContent) -> list[Group]:
    groups: list[Group] = []
    for place, sheet in enumerate(content.sheets):
        first: list[Block] = []
        if not place:
            first = [Bookmark("sheets", content.headings["sheets"], 0), _heading(content, "sheets")]
        groups.append([*first, *_sheet(content, sheet)])
    return groups


def _sheet(content: AnalysisContent, sheet: Sheet) -> list[Block]:
    frame = Frame(
        (LABELS, WIDTH - LABELS), padding=0.8, is_ruled=False, language=content.language, side=0
    )
    rows = [
        Row((Cell(plain(label), look="label"), Cell(plain(text), look="body")))
        for label, text in sheet.lines
    ]
    lines = table(frame, rows, after=10)
    if lines.height < PAGE_HEIGHT - HEADED:  # what holds on a page stays on one
        lines = table(frame, [replace(row, keeps_next=True) for row in rows], after=10)
    return [
        Bookmark(sheet.key, f"{sheet.point}, {sheet.title}", 1),
        prose(plain(sheet.point), look("entry")),
        prose(plain(sheet.title), look("name"), content.language),
        lines,
    ]
