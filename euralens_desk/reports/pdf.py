"""The minutes as a PDF: A4, black and greys, bookmarks, page x of y, the same bytes each time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    KeepTogether,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)
from reportlab.platypus import (
    Frame as PageFrame,
)

from euralens_desk.reports.content import (
    Cover,
    DossierPage,
    Frame,
    MinutesContent,
    Rich,
    ScoreRow,
    ScoreTable,
)
from euralens_desk.resources import resource

SANS, SANS_BOLD, SANS_SEMI = "Euralens-Sans", "Euralens-Sans-Bold", "Euralens-Sans-SemiBold"
SERIF, SERIF_BOLD = "Euralens-Serif", "Euralens-Serif-Bold"
FILES = {
    SANS: "EuralensSans-Regular.ttf",
    SANS_SEMI: "EuralensSans-SemiBold.ttf",
    SANS_BOLD: "EuralensSans-Bold.ttf",
    SERIF: "EuralensSerif-Regular.ttf",
    SERIF_BOLD: "EuralensSerif-Bold.ttf",
}
BLACK, RULE, HEAD, AXIS = (HexColor(code) for code in ("#000000", "#8A8A8A", "#ECECEC", "#F5F5F5"))
MARGIN = 20 * mm
WIDTH = A4[0] - 2 * MARGIN
TOP, BOTTOM = A4[1] - 29 * mm, 22 * mm
THIN, THICK = 0.5, 1.2

Progress = Callable[[int, int], None]


def minutes_pdf(content: MinutesContent, progress: Progress | None = None) -> bytes:
    """Return the PDF of the minutes. ``progress(page, 0)`` is called at each page and may raise."""
    _register_fonts()
    out = BytesIO()
    document = _Document(out, content, progress)
    document.build(list(_story(content)), canvasmaker=_canvas_maker(content))
    return out.getvalue()


@cache
def _register_fonts() -> None:
    for name, file in FILES.items():
        pdfmetrics.registerFont(TTFont(name, str(resource("fonts", file))))
    pdfmetrics.registerFontFamily(SANS, SANS, SANS_BOLD, SANS, SANS_BOLD)
    pdfmetrics.registerFontFamily(SERIF, SERIF, SERIF_BOLD, SERIF, SERIF_BOLD)


def plain(text: str) -> str:
    """Return a text for reportlab, which would break a line at a narrow no-break space."""
    return text.replace("\u202f", "\u00a0")


def markup(rich: Rich) -> str:
    """Return a paragraph in reportlab's markup."""
    spans = ((escape(plain(span.text)), span.is_bold) for span in rich)
    return "".join(f"<b>{text}</b>" if bold else text for text, bold in spans).replace(
        "\n", "<br/>"
    )


@cache
def _style(name: str) -> ParagraphStyle:
    sizes: dict[str, tuple[str, float, float, dict[str, Any]]] = {
        "title": (SANS_BOLD, 24, 29, {"alignment": TA_CENTER, "spaceAfter": 4}),
        "committee": (SANS_SEMI, 13, 17, {"alignment": TA_CENTER}),
        "when": (SERIF, 11.5, 16, {"alignment": TA_CENTER, "spaceAfter": 6}),
        "heading": (SANS_BOLD, 11.5, 15, {"spaceBefore": 9, "spaceAfter": 4, "keepWithNext": 1}),
        "point": (SANS_SEMI, 9.6, 13, {}),
        "dossier": (SANS_BOLD, 20, 24, {"spaceAfter": 7}),
        "body": (SERIF, 10, 13.6, {"spaceAfter": 3, "hyphenationLang": "fr_FR"}),
        "label": (SANS_SEMI, 9, 13.6, {}),
        "scores": (SANS, 11.5, 15, {"spaceBefore": 9, "spaceAfter": 4, "keepWithNext": 1}),
        "cell": (SANS, 9, 11.2, {}),
        "cell-bold": (SANS_BOLD, 9, 11.2, {}),
        "note": (SANS, 8.4, 11, {"spaceBefore": 4, "spaceAfter": 2}),
        "headline": (SANS_BOLD, 11.5, 15, {"spaceAfter": 3}),
    }
    font, size, leading, more = sizes[name]
    return ParagraphStyle(name, fontName=font, fontSize=size, leading=leading, **more)


class _Document(BaseDocTemplate):  # type: ignore[misc]
    """Page frame, header and footer, outline."""

    def __init__(self, out: BytesIO, content: MinutesContent, progress: Progress | None) -> None:
        super().__init__(
            out,
            pagesize=A4,
            title=content.title,
            author=content.header_left[0],
            subject=content.header_left[1],
            lang=content.language,
            initialFontName=SANS,
            invariant=1,
        )
        frame = PageFrame(MARGIN, BOTTOM, WIDTH, TOP - BOTTOM, 0, 0, 0, 0)
        self._content, self._progress = content, progress
        self.addPageTemplates(PageTemplate("page", [frame], onPage=self._decorate))

    def _decorate(self, canvas: Any, _document: Any) -> None:
        content = self._content
        if self._progress is not None:
            self._progress(canvas.getPageNumber(), 0)
        top = A4[1] - 18 * mm
        for place, (left, right) in enumerate(
            zip(content.header_left, content.header_right, strict=True)
        ):
            canvas.setFont(SANS_SEMI if place == 0 else SANS, 9)
            canvas.drawString(MARGIN, top - 12 * place, plain(left))
            canvas.setFont(SANS, 9)
            canvas.drawRightString(A4[0] - MARGIN, top - 12 * place, plain(right))
        _rule(canvas, top - 20, THICK)
        _rule(canvas, 20 * mm, THIN)
        canvas.setFont(SANS, 8.4)
        for place, line in enumerate(content.footer_left):
            canvas.drawString(MARGIN, 16 * mm - 11 * place, plain(line))
        canvas.drawRightString(A4[0] - MARGIN, 16 * mm - 11, plain(content.fingerprint))


def _rule(canvas: Any, height: float, width: float) -> None:
    canvas.setLineWidth(width)
    canvas.line(MARGIN, height, A4[0] - MARGIN, height)


def _canvas_maker(content: MinutesContent) -> Callable[..., Canvas]:
    """Return canvases that number « page x of y » once all pages are known."""

    class Numbered(Canvas):  # type: ignore[misc]
        def __init__(self, *arguments: Any, **named: Any) -> None:
            super().__init__(*arguments, **named)
            self._pages: list[dict[str, Any]] = []
            self.page_of_key: dict[str, int] = {}

        def showPage(self) -> None:
            self._pages.append(dict(self.__dict__))
            self._startPage()

        def save(self) -> None:
            for state in self._pages:
                self.__dict__.update(state)
                text = content.page_of.format(page=self._pageNumber, pages=len(self._pages))
                self.setFont(SANS, 8.4)
                self.drawRightString(A4[0] - MARGIN, 16 * mm, plain(text))
                super().showPage()
            _define_page_references(self, content)
            super().save()

    return Numbered


def _define_page_references(canvas: Any, content: MinutesContent) -> None:
    """Draw, at last, the page numbers that the first page announced."""
    for page in content.dossiers:
        canvas.beginForm(f"page-{page.key}", 0, 0, 40, 12)
        canvas.setFont(SANS, 9)
        canvas.drawCentredString(20, 2, str(canvas.page_of_key.get(page.key, "")))
        canvas.endForm()


class _PageReference(Flowable):  # type: ignore[misc]
    """The number of the page where a dossier stands, known only once all is laid out."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self._key = key
        self.width, self.height = 40, 11.2

    def wrap(self, *_available: float) -> tuple[float, float]:
        return 40, 11.2

    def draw(self) -> None:
        self.canv.doForm(f"page-{self._key}")


class _Bookmark(Flowable):  # type: ignore[misc]
    """An entry of the outline; a keyed one also remembers its page."""

    def __init__(self, key: str, title: str, level: int) -> None:
        super().__init__()
        self._key, self._title, self._level = key, title, level

    def wrap(self, *_available: float) -> tuple[float, float]:
        return 0, 0

    def draw(self) -> None:
        self.canv.bookmarkPage(self._key)
        self.canv.addOutlineEntry(plain(self._title), self._key, self._level, closed=False)
        self.canv.page_of_key[self._key] = self.canv.getPageNumber()


def _story(content: MinutesContent) -> Iterator[Flowable]:
    yield _Bookmark("cover", content.cover.title, 0)
    yield from _cover(content, content.cover)
    if content.dossiers:
        for place, page in enumerate(content.dossiers):
            yield PageBreak()
            if place == 0:
                yield _Bookmark("dossiers", content.headings["dossiers"], 0)
            yield _Bookmark(page.key, page.title, 1)
            yield from _dossier(content, page)
    yield PageBreak()
    yield from _annex(content)


def _heading(content: MinutesContent, part: str) -> Paragraph:
    return Paragraph(escape(plain(content.headings[part])), _style("heading"))


def _cover(content: MinutesContent, cover: Cover) -> Iterator[Flowable]:
    yield Paragraph(escape(plain(cover.title)), _style("title"))
    yield Paragraph(escape(plain(cover.committee)), _style("committee"))
    yield Paragraph(escape(plain(cover.when)), _style("when"))
    yield _heading(content, "members")
    yield from _members(cover)
    for rich in cover.attendance:
        yield Paragraph(markup(rich), _style("body"))
    yield _heading(content, "agenda")
    yield Paragraph(escape(plain(cover.agenda)), _style("body"))
    if cover.proposals:
        yield _heading(content, "proposals")
        yield _proposals(cover)
        yield Paragraph(escape(plain(cover.proposal_note)), _style("note"))
    yield KeepTogether([_heading(content, "acts"), _acts(cover)])
    yield Spacer(1, 5)
    yield Paragraph(escape(plain(cover.acts_note)), _style("body"))


def _grid_style(*more: tuple[Any, ...], head: bool = True) -> list[tuple[Any, ...]]:
    style: list[tuple[Any, ...]] = [
        ("GRID", (0, 0), (-1, -1), THIN, RULE),
        ("FONT", (0, 0), (-1, -1), SANS, 9, 11.2),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("TOPPADDING", (0, 0), (-1, -1), 2.6),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3.4),
        ("LEFTPADDING", (0, 0), (-1, -1), 4),
        ("RIGHTPADDING", (0, 0), (-1, -1), 4),
    ]
    if head:
        style += [
            ("BACKGROUND", (0, 0), (-1, 0), HEAD),
            ("FONT", (0, 0), (-1, 0), SANS_BOLD, 9, 11.2),
        ]
    return [*style, *more]


def _fitted(text: str, width: float, style: str = "cell") -> str | Paragraph:
    """Return a cell as a bare string when it fits, which is much faster than a paragraph."""
    shown, look = plain(text), _style(style)
    if pdfmetrics.stringWidth(shown, look.fontName, look.fontSize) <= width - 8:
        return shown if style == "cell" else Paragraph(escape(shown), look)
    return Paragraph(escape(shown), look)


def _members(cover: Cover) -> Iterator[Flowable]:
    """Lay the members out in two tables side by side."""
    if not cover.members:
        return
    gap = 6
    width = (WIDTH - gap) / 2
    columns = [width * share for share in (0.38, 0.32, 0.30)]
    half = (len(cover.members) + 1) // 2
    tables = [
        _member_table(cover, side, columns)
        for side in (cover.members[:half], cover.members[half:])
        if side
    ]
    if len(cover.members) > 60 or len(tables) == 1:
        yield from tables
        return
    pair = Table([tables], colWidths=[width + gap, width], hAlign="LEFT")
    pair.setStyle(
        [
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 0),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ]
    )
    yield pair


def _member_table(cover: Cover, members: Any, columns: list[float]) -> Table:
    rows = [
        [
            _fitted(member.name, columns[0]),
            _fitted(member.quality, columns[1]),
            _fitted(member.presence, columns[2], "cell-bold" if member.is_marked else "cell"),
        ]
        for member in members
    ]
    heads = [plain(head) for head in cover.member_heads]
    return Table(
        [heads, *rows], colWidths=columns, repeatRows=1, hAlign="LEFT", style=_grid_style()
    )


def _proposals(cover: Cover) -> Table:
    shares = (0.095, 0.32, 0.062, 0.062, 0.062, 0.062, 0.137, 0.13, 0.07)
    columns = [WIDTH * share for share in shares]
    rows = []
    for row in cover.proposals:
        title = f"<b>{escape(plain(row.title))}</b><br/>{escape(plain(row.leader))}"
        rows.append(
            [
                row.number,
                Paragraph(title, _style("cell")),
                *row.votes,
                _fitted(row.recused, columns[6]),
                _fitted(row.proposal, columns[7], "cell-bold"),
                _PageReference(row.key),
            ]
        )
    style = _grid_style(
        ("ALIGN", (2, 0), (5, -1), "CENTER"),
        ("FONT", (2, 1), (5, -1), SANS_BOLD, 9),
        ("LEFTPADDING", (8, 1), (8, -1), 0),
        ("RIGHTPADDING", (8, 1), (8, -1), 0),
        ("ALIGN", (8, 0), (8, -1), "CENTER"),
        ("NOSPLIT", (0, 0), (-1, -1)),
    )
    heads = [plain(head) for head in cover.proposal_heads]
    return Table([heads, *rows], colWidths=columns, repeatRows=1, hAlign="LEFT", style=style)


def _acts(cover: Cover) -> Table:
    columns = [WIDTH / len(cover.acts)] * len(cover.acts)
    heads = [plain(act.name) for act in cover.acts]
    cells = []
    for act in cover.acts:
        day = escape(plain(act.day))
        shown = f"<b>{day}</b>" if act.is_done else day
        cells.append(Paragraph(f"{escape(plain(act.body))}<br/>{shown}", _style("cell")))
    return Table([heads, cells], colWidths=columns, hAlign="LEFT", style=_grid_style())


def _dossier(content: MinutesContent, page: DossierPage) -> Iterator[Flowable]:
    yield Paragraph(escape(plain(page.point)), _style("point"))
    yield Paragraph(escape(plain(page.title)), _style("dossier"))
    yield _identity(page)
    if page.earlier:
        yield _heading(content, "earlier")
        for rich in page.earlier:
            yield Paragraph(markup(rich), _style("body"))
    if page.scores is not None:
        yield Paragraph(markup(page.scores_title), _style("scores"))
        yield _scores(page.scores)
        yield Paragraph(escape(plain(page.scores.legend)), _style("note"))
    yield _heading(content, "discussion")
    for part in page.discussion.split("\n"):
        if part.strip():
            yield Paragraph(escape(plain(part)), _style("body"))
    closing: list[Flowable] = [
        _heading(content, "vote"),
        Paragraph(markup(page.vote), _style("body")),
    ]
    if page.frame is not None:
        closing += [Spacer(1, 2), _framed(page.frame), Spacer(1, 4)]
    closing += [Paragraph(escape(plain(text)), _style("note")) for text in page.acts]
    yield KeepTogether(closing)


def _identity(page: DossierPage) -> Table:
    rows = [
        [
            Paragraph(escape(plain(label)), _style("label")),
            Paragraph(escape(plain(text)), _style("body")),
        ]
        for label, text in page.identity
    ]
    style = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 0),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 0.5),
    ]
    return Table(rows, colWidths=[32 * mm, WIDTH - 32 * mm], hAlign="LEFT", style=style)


def _scores(table: ScoreTable) -> Table:
    levels = len(table.heads) - 4
    narrow = 22.0 if levels > 6 else 26.0
    columns = [0.0, *([narrow] * levels), 30.0, 46.0, 92.0]
    columns[0] = WIDTH - sum(columns)
    rows: list[list[Any]] = [[plain(head) for head in table.heads]]
    style = _grid_style(
        ("ALIGN", (1, 0), (levels + 2, -1), "CENTER"),
        ("FONT", (1, 1), (levels, -1), SANS_BOLD, 9),
        ("FONT", (-1, 1), (-1, -1), SANS_BOLD, 9),
        ("TOPPADDING", (0, 0), (-1, -1), 1.1),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2.1),
    )
    for heading, criteria in table.axes:
        place = len(rows)
        rows.append([plain(heading)])
        style += [
            ("SPAN", (0, place), (-1, place)),
            ("BACKGROUND", (0, place), (-1, place), AXIS),
            ("FONT", (0, place), (-1, place), SANS_BOLD, 9),
        ]
        rows.extend(_score_cells(row, columns) for row in criteria)
    return Table(rows, colWidths=columns, repeatRows=1, hAlign="LEFT", style=style)


def _score_cells(row: ScoreRow, columns: list[float]) -> list[Any]:
    label = _fitted(f"{row.number}\u00a0\u00a0\u00a0{row.label}", columns[0])
    flag = _fitted(f"◆ {row.observation}", columns[-1], "cell-bold") if row.observation else ""
    return [label, *row.counts, row.no_opinion, row.median, flag]


def _framed(frame: Frame) -> Table:
    inside = [
        Paragraph(escape(plain(frame.headline)), _style("headline")),
        *(Paragraph(markup(line), _style("body")) for line in frame.lines),
    ]
    style = [
        ("BOX", (0, 0), (-1, -1), THICK, BLACK),
        ("LEFTPADDING", (0, 0), (-1, -1), 10),
        ("RIGHTPADDING", (0, 0), (-1, -1), 10),
        ("TOPPADDING", (0, 0), (-1, -1), 7),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 7),
    ]
    return Table([[inside]], colWidths=[WIDTH], hAlign="LEFT", style=style)


def _annex(content: MinutesContent) -> Iterator[Flowable]:
    yield _Bookmark("method", content.headings["method"], 0)
    yield Paragraph(escape(plain(content.headings["method"])), _style("dossier"))
    for section in content.method:
        yield Paragraph(escape(plain(section.title)), _style("heading"))
        for rich in section.paragraphs:
            yield Paragraph(markup(rich), _style("body"))
    if content.grid:
        yield _Bookmark("grid", content.headings["grid"], 0)
        yield _heading(content, "grid")
        yield _grid(content)
    signatures = [_heading(content, "signatures"), _signatures(content)]
    yield KeepTogether([_Bookmark("signatures", content.headings["signatures"], 0), *signatures])


def _grid(content: MinutesContent) -> Table:
    columns = [14 * mm, WIDTH - 32 * mm, 18 * mm]
    style = _grid_style(("ALIGN", (2, 0), (2, -1), "CENTER"))
    rows: list[list[Any]] = [[plain(head) for head in content.grid_heads]]
    for line in content.grid:
        if line.is_axis:
            style.append(("BACKGROUND", (0, len(rows)), (-1, len(rows)), AXIS))
        text = f"<b>{escape(plain(line.label))}</b>"
        if line.wording:
            text += f"<br/>{escape(plain(line.wording))}"
        rows.append([line.number, Paragraph(text, _style("cell")), line.weight])
    return Table(rows, colWidths=columns, repeatRows=1, hAlign="LEFT", style=style)


def _signatures(content: MinutesContent) -> Table:
    cells = [
        Paragraph(f"<b>{escape(plain(role))}</b><br/>{escape(plain(name))}", _style("cell"))
        for role, name in content.signatures
    ]
    columns = [WIDTH / len(cells)] * len(cells)
    style = [*_grid_style(head=False), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    return Table([cells], colWidths=columns, rowHeights=[32 * mm], hAlign="LEFT", style=style)
