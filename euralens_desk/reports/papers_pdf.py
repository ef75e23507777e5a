"""The papers of a meeting as PDF, on the pages of every document."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib.units import mm

from euralens_desk.reports.content import Span
from euralens_desk.reports.papers import (
    Grid,
    Heading,
    Leaf,
    Pairs,
    PaperContent,
    Paragraph,
    Part,
    Signatures,
)
from euralens_desk.reports.pdf import Page, Progress, document_pdf
from euralens_desk.reports.pdf_blocks import (
    HEAD,
    WIDTH,
    Block,
    Bookmark,
    Cell,
    Frame,
    Row,
    prose,
    table,
)
from euralens_desk.reports.pdf_pages import Group, fill_closely
from euralens_desk.reports.pdf_text import look, plain, register_faces, strong

LABELS = 110.0
"""Width of the labels beside what they name."""
SIGNATURE_HEIGHT = 26 * mm


def paper_pdf(content: PaperContent, progress: Progress | None = None) -> bytes:
    """Return the PDF of a paper; the same content gives the same bytes."""
    register_faces()
    pages: list[Page] = []
    for leaf in content.leaves:
        pages += fill_closely(lambda scale, leaf=leaf: _leaf(content, leaf, scale))  # type: ignore[misc]
    return document_pdf(content, pages, progress)


def _leaf(content: PaperContent, leaf: Leaf, scale: float) -> list[Group]:
    blocks: list[Block] = [Bookmark(leaf.key, leaf.title, 0)]
    if leaf.point:
        blocks.append(prose(plain(leaf.point), look("point", scale)))
    name = "title" if leaf.committee else "dossier"
    blocks.append(prose(plain(leaf.title), look(name, scale), content.language))
    for text, kind in ((leaf.committee, "committee"), (leaf.when, "when")):
        if text:
            blocks.append(prose(plain(text), look(kind, scale)))
    groups: list[Group] = [blocks]
    waiting: list[Block] = []
    for part in leaf.parts:
        block = _block(content.language, part, scale)
        if isinstance(part, Heading):
            waiting.append(block)
        else:
            groups.append([*waiting, block])
            waiting = []
    return groups


def _block(language: str, part: Part, scale: float) -> Block:
    match part:
        case Heading(text):
            return prose(strong(text), look("heading", scale), language)
        case Paragraph(text, kind):
            return prose(text, look(kind, scale), language)
        case Pairs():
            return _pairs(language, part, scale)
        case Grid():
            return _grid(language, part, scale)
        case Signatures(boxes):
            return _signatures(boxes)


def _pairs(language: str, part: Pairs, scale: float) -> Block:
    rows = [
        Row((Cell(plain(label), look="label"), Cell(plain(text), look="body")))
        for label, text in part.lines
    ]
    columns = (LABELS, WIDTH - LABELS)
    frame = Frame(columns, padding=0.7, is_ruled=False, scale=scale, language=language, side=0)
    return table(frame, rows, before=6, after=4)


def _grid(language: str, part: Grid, scale: float) -> Block:
    left = WIDTH - sum(part.widths)
    columns = tuple(width or left for width in part.widths)
    head = [
        Row(
            tuple(
                Cell(strong(text), is_centred=place in part.centred)
                for place, text in enumerate(part.heads)
            ),
            HEAD,
        )
    ]
    rows = [
        Row(
            tuple(Cell(text, is_centred=place in part.centred) for place, text in enumerate(row)),
            least=part.least,
        )
        for row in part.rows
    ]
    frame = Frame(columns, padding=3.2, scale=scale, language=language)
    return table(frame, rows, head=head if part.heads else [], before=3, after=5)


def _signatures(boxes: Sequence[tuple[str, str]]) -> Block:
    cells = tuple(Cell((Span(role, is_bold=True), Span(f"\n{name}"))) for role, name in boxes)
    columns = (WIDTH / 2,) * len(cells)
    return table(Frame(columns, padding=5), [Row(cells, least=SIGNATURE_HEIGHT)], before=8, after=4)
