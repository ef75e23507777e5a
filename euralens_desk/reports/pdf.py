"""The minutes as a PDF: A4, black and greys, bookmarks, page x of y, the same bytes each time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from euralens_desk.reports.content import Margins, MinutesContent
from euralens_desk.reports.pdf_blocks import MARGIN, THICK, THIN
from euralens_desk.reports.pdf_chapters import annex, cover, dossier
from euralens_desk.reports.pdf_pages import Placed, fill, fill_closely
from euralens_desk.reports.pdf_text import SANS, SANS_BOLD, register_faces

Progress = Callable[[int, int], None]
Page = list[Placed]

HEADER_TOP, HEADER_RULE = A4[1] - 42, A4[1] - 62.4
FOOTER_RULE, FOOTER_TOP = 49, 37.5
HEADER_SIZE, FOOTER_SIZE, PITCH = 9, 8.4, 11.4


def minutes_pdf(content: MinutesContent, progress: Progress | None = None) -> bytes:
    """Return the PDF of the minutes.

    ``progress(page, pages)`` is called before each page is drawn; what it raises interrupts.
    """
    register_faces()
    return document_pdf(content, _pages(content), progress)


def document_pdf(margins: Margins, pages: Sequence[Page], progress: Progress | None) -> bytes:
    """Return the PDF of pages laid out, with the header and the footer of every document."""
    out = BytesIO()
    canvas = Canvas(
        out,
        pagesize=A4,
        lang=margins.language,
        initialFontName=SANS,
        invariant=1,
        pageCompression=1,
    )
    canvas.setTitle(margins.title)
    canvas.setAuthor(margins.header_left[0])
    canvas.setSubject(margins.header_left[1])
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.showOutline()
    for number, page in enumerate(pages, start=1):
        if progress is not None:
            progress(number, len(pages))
        _draw_margins(canvas, margins, number, len(pages))
        for placed in page:
            placed.block.draw(canvas, placed.top)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _pages(content: MinutesContent) -> list[Page]:
    """Lay everything out. The first page is laid out last: it tells where the others are."""
    chapters = [
        fill_closely(lambda scale, place=place: dossier(content, place, scale))  # type: ignore[misc]
        for place in range(len(content.dossiers))
    ]
    end = fill(annex(content))
    front, length = _front(content, chapters, end, 1), 1
    while len(front) != length:
        length = len(front)
        front = _front(content, chapters, end, length)
    return [*front, *(page for chapter in chapters for page in chapter), *end]


def _front(
    content: MinutesContent, chapters: Sequence[list[Page]], end: list[Page], length: int
) -> list[Page]:
    """Return the first pages, supposing there are ``length`` of them."""
    numbers, number = [], length + 1
    for chapter in chapters:
        numbers.append(number)
        number += len(chapter)
    signatures = number + len(end) - 1
    return fill_closely(lambda scale: cover(content, numbers, signatures, scale))


def _draw_margins(canvas: Any, content: Margins, number: int, pages: int) -> None:
    """Draw the header and the footer of a page."""
    left, right = MARGIN, A4[0] - MARGIN
    for place, (one, other) in enumerate(
        zip(content.header_left, content.header_right, strict=True)
    ):
        height = HEADER_TOP - 12 * place
        canvas.setFont(SANS if place else SANS_BOLD, HEADER_SIZE)
        canvas.drawString(left, height, one)
        canvas.setFont(SANS, HEADER_SIZE)
        canvas.drawRightString(right, height, other)
    canvas.setLineWidth(THICK)
    canvas.line(left, HEADER_RULE, right, HEADER_RULE)
    canvas.setLineWidth(THIN)
    canvas.line(left, FOOTER_RULE, right, FOOTER_RULE)
    canvas.setFont(SANS, FOOTER_SIZE)
    for place, line in enumerate(content.footer_left):
        canvas.drawString(left, FOOTER_TOP - PITCH * place, line)
    shown = content.page_of.format(page=number, pages=pages)
    canvas.drawRightString(right, FOOTER_TOP, shown)
    canvas.drawRightString(right, FOOTER_TOP - PITCH, content.fingerprint)
