"""The chapters of the minutes as groups of blocks: first page, one dossier, annex."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportlab.lib.units import mm

from euralens_desk.reports.content import (
    ActColumn,
    Cover,
    DossierPage,
    GridTable,
    MemberRow,
    MinutesContent,
    ProposalRow,
    Rich,
    ScoreRow,
    ScoreTable,
    Span,
)
from euralens_desk.reports.pdf_blocks import (
    AXIS,
    HEAD,
    SIDE,
    WIDTH,
    Block,
    Bookmark,
    Boxed,
    Cell,
    Frame,
    Prose,
    Row,
    Table,
    natural_width,
    prose,
    table,
)
from euralens_desk.reports.pdf_pages import Group
from euralens_desk.reports.pdf_text import look, plain, strong
from euralens_desk.reports.words import DASH

GUTTER = 6.0
"""Blank between the two tables of members."""
LABELS = 91.0
"""Width of the labels beside the identity of a dossier."""
SIGNATURE_HEIGHT = 34 * mm


def _text(text: str) -> Cell:
    return Cell(plain(text))


def _bold(text: str) -> Cell:
    return Cell(strong(text))


def _centred(text: str) -> Cell:
    return Cell(plain(text), is_centred=True)


def _count(text: str, *, is_bold: bool = True) -> Cell:
    """Return a count; none is a faint dash."""
    if text == DASH:
        return Cell(plain(text), is_centred=True, is_faint=True)
    return Cell(strong(text) if is_bold else plain(text), is_centred=True)


def _head(texts: Sequence[str], centred: frozenset[int] = frozenset()) -> list[Row]:
    cells = (Cell(strong(text), is_centred=n in centred) for n, text in enumerate(texts))
    return [Row(tuple(cells), HEAD)]


def _heading(content: MinutesContent, part: str, scale: float = 1.0) -> Prose:
    return prose(strong(content.headings[part]), look("heading", scale), content.language)


def _body(content: MinutesContent, rich: Rich, scale: float = 1.0) -> Prose:
    return prose(rich, look("body", scale), content.language)


def _headed(heading: Prose, blocks: Sequence[Block]) -> Iterator[Group]:
    """Keep a heading with what follows it."""
    yield [heading, *blocks[:1]]
    for block in blocks[1:]:
        yield [block]


def cover(
    content: MinutesContent, numbers: Sequence[int], signatures: int, scale: float
) -> list[Group]:
    """Return the first page; ``numbers`` are the pages of the dossiers."""
    front = content.cover
    groups: list[Group] = [
        [
            Bookmark("cover", front.title, 0),
            prose(plain(front.title), look("title", scale)),
            prose(plain(front.committee), look("committee", scale)),
            prose(plain(front.when), look("when", scale)),
        ]
    ]
    attendance = [_body(content, rich, scale) for rich in front.attendance]
    members: list[Block] = [_members(front, scale)] if front.members else []
    groups += _headed(_heading(content, "members", scale), [*members, *attendance])
    agenda: list[Block] = [_body(content, plain(front.agenda), scale)]
    groups += _headed(_heading(content, "agenda", scale), agenda)
    if front.proposals:
        note = prose(plain(front.proposal_note), look("note", scale), content.language)
        proposals: list[Block] = [_proposals(front, numbers, content.language, scale), note]
        groups += _headed(_heading(content, "proposals", scale), proposals)
    closing = _body(content, plain(front.acts_note.format(page=signatures)), scale)
    acts: list[Block] = []
    if front.acts:
        acts = [_heading(content, "acts", scale), _acts(front.acts, content.language, scale)]
    groups.append([*acts, closing])
    return groups


def _members(front: Cover, scale: float) -> Table:
    """Return the members in two tables side by side, row by row, so that they break together."""
    half = (len(front.members) + 1) // 2
    sides = (front.members[:half], front.members[half:])
    blank = (_text(""),) * 3
    rows = [
        Row((*_member(one), _text(""), *(_member(sides[1][n]) if n < len(sides[1]) else blank)))
        for n, one in enumerate(sides[0])
    ]
    heads = (*front.member_heads, "", *front.member_heads)
    columns = (*_member_columns(front, sides[0]), GUTTER, *_member_columns(front, sides[1]))
    padding = 2.65 if half <= 8 else 1.7
    frame = Frame(columns, frozenset({3}), padding=padding, scale=scale)
    return table(frame, rows, head=_head(heads), after=4)


def _member(member: MemberRow) -> tuple[Cell, Cell, Cell]:
    presence = _bold(member.presence) if member.is_marked else _text(member.presence)
    return _text(member.name), _text(member.quality), presence


def _member_columns(front: Cover, members: Sequence[MemberRow]) -> tuple[float, ...]:
    """Return widths that suit what the columns hold, shared so that they fill their side."""
    style, side = look("cell"), (WIDTH - GUTTER) / 2
    wanted = [natural_width(strong(head), style) for head in front.member_heads]
    for member in members:
        for place, cell in enumerate(_member(member)):
            wanted[place] = max(wanted[place], natural_width(cell.text, style))
    wanted = [width + 2 * SIDE + 1 for width in wanted]
    spare = side - sum(wanted)
    if spare >= 0:
        return tuple(width + spare / 3 for width in wanted)
    return tuple(_shrunk(wanted, side))


def _shrunk(wanted: Sequence[float], total: float) -> list[float]:
    """Return widths whose sum is ``total``: the narrow columns keep theirs, the wide give."""
    widths = list(wanted)
    cap = max(widths)
    while sum(min(width, cap) for width in widths) > total:
        cap -= 1
    cut = [min(width, cap) for width in widths]
    cut[widths.index(max(widths))] += total - sum(cut)
    return cut


def _proposals(front: Cover, numbers: Sequence[int], language: str, scale: float) -> Table:
    votes = [26.0] * (len(front.proposal_heads) - 5)
    columns = [46.0, 0.0, *votes, 70.0, 63.0, 28.5]
    columns[1] = WIDTH - sum(columns)
    rows = [
        Row(_proposal_cells(row, number))
        for row, number in zip(front.proposals, numbers, strict=True)
    ]
    last = len(columns) - 1
    head = _head(front.proposal_heads, frozenset({0, *range(2, 2 + len(votes)), last}))
    frame = Frame(tuple(columns), padding=2.5, scale=scale, language=language)
    return table(frame, rows, head=head)


def _proposal_cells(row: ProposalRow, number: int) -> tuple[Cell, ...]:
    name: Rich = (Span(row.title, is_bold=True),)
    if row.leader:
        name = (*name, Span(f"\n{row.leader}"))
    return (
        _centred(row.number),
        Cell(name),
        *(_count(vote) for vote in row.votes),
        _text(row.recused),
        _bold(row.proposal),
        _centred(str(number)),
    )


def _acts(acts: Sequence[ActColumn], language: str, scale: float) -> Table:
    cells = tuple(Cell((Span(act.body), Span(f"\n{act.day}", is_bold=act.is_done))) for act in acts)
    frame = Frame((WIDTH / len(acts),) * len(acts), scale=scale, language=language)
    return table(frame, [Row(cells)], head=_head([act.name for act in acts]), after=4)


def dossier(content: MinutesContent, place: int, scale: float) -> list[Group]:
    """Return the page of one dossier."""
    page = content.dossiers[place]
    first = [Bookmark("dossiers", content.headings["dossiers"], 0)] if place == 0 else []
    groups: list[Group] = [
        [
            *first,
            Bookmark(page.key, page.title, 1),
            prose(plain(page.point), look("point", scale)),
            prose(plain(page.title), look("dossier", scale)),
            _identity(page, content.language, scale),
        ]
    ]
    if page.earlier:
        earlier = [_body(content, rich, scale) for rich in page.earlier]
        groups += _headed(_heading(content, "earlier", scale), earlier)
    if page.scores is not None:
        groups += _scored(content, page, page.scores, scale)
    discussion = [_body(content, plain(page.discussion), scale)]
    groups += _headed(_heading(content, "discussion", scale), discussion)
    if page.vote or page.frame is not None or page.acts:
        groups.append(_vote(content, page, scale))
    return groups


def _identity(page: DossierPage, language: str, scale: float) -> Table:
    rows = [
        Row((Cell(plain(label), look="label"), Cell(plain(text), look="body")))
        for label, text in page.identity
    ]
    columns = (LABELS, WIDTH - LABELS)
    frame = Frame(columns, padding=0.5, is_ruled=False, scale=scale, language=language, side=0)
    return table(frame, rows)


def _scored(
    content: MinutesContent, page: DossierPage, scores: ScoreTable, scale: float
) -> Iterator[Group]:
    title = prose(page.scores_title, look("heading", scale), content.language)
    notes = [
        prose(plain(note), look("note", scale), content.language)
        for note in (scores.legend, *scores.notes)
    ]
    yield from _headed(title, [_scores(scores, content.language, scale), *notes])


def _scores(scores: ScoreTable, language: str, scale: float) -> Table:
    levels = len(scores.heads) - 4
    narrow = 21.1 if levels <= 6 else max(126.6 / levels, 15.0)
    columns = [0.0, *([narrow] * levels), 25.5, 42.5, 76.0]
    columns[0] = WIDTH - sum(columns)
    rows: list[Row] = []
    for heading, criteria in scores.axes:
        rows.append(Row((_bold(heading),), AXIS, keeps_next=True))
        rows += [Row(_score_cells(row)) for row in criteria]
    head = _head(scores.heads, frozenset(range(1, levels + 3)))
    frame = Frame(tuple(columns), padding=1.95, scale=scale, language=language)
    return table(frame, rows, head=head)


def _score_cells(row: ScoreRow) -> tuple[Cell, ...]:
    flag = _bold(f"◆ {row.observation}") if row.observation else _text("")
    return (
        _text(f"{row.number}\u00a0\u00a0 {row.label}"),
        *(_count(count) for count in row.counts),
        _count(row.no_opinion, is_bold=False),
        _count(row.median, is_bold=False),
        flag,
    )


def _vote(content: MinutesContent, page: DossierPage, scale: float) -> Group:
    """Return the vote, the framed proposition and the acts that followed: never parted."""
    blocks: list[Block] = [_heading(content, "vote", scale)]
    if page.vote:
        blocks.append(_body(content, page.vote, scale))
    if page.frame is not None:
        inside = WIDTH - 20
        headline = prose(
            plain(page.frame.headline), look("headline", scale), content.language, inside, _INSIDE
        )
        lines = (
            prose(line, look("body", scale), content.language, inside, _INSIDE)
            for line in page.frame.lines
        )
        blocks.append(Boxed((headline, *lines)))
    blocks += [prose(plain(text), look("last", scale), content.language) for text in page.acts]
    return blocks


_INSIDE = 20 * mm + 10
"""Left edge of the text inside the frame."""


def _others(content: MinutesContent) -> list[Group]:
    if not content.others:
        return []
    bookmark = Bookmark("others", content.headings["others"], 0)
    first, *more = _headed(
        _heading(content, "others"), [_body(content, rich) for rich in content.others]
    )
    return [[bookmark, *first], *more]


def annex(content: MinutesContent) -> list[Group]:
    """Return the items that are not dossiers, the method, the grids and the signatures."""
    groups = _others(content)
    groups.append(
        [
            Bookmark("method", content.headings["method"], 0),
            prose(plain(content.headings["method"]), look("annex")),
        ]
    )
    for section in content.method:
        paragraphs = [_body(content, rich) for rich in section.paragraphs]
        groups += _headed(prose(strong(section.title), look("heading")), paragraphs)
    for number, grid in enumerate(content.grids, start=1):
        bookmark = Bookmark(f"grid-{number}", grid.title, 0)
        title = prose(strong(grid.title), look("heading"), content.language)
        groups.append([bookmark, title, _grid(grid, content.language)])
    groups.append(
        [
            Bookmark("signatures", content.headings["signatures"], 0),
            _heading(content, "signatures"),
            _signatures(content),
        ]
    )
    return groups


def _grid(grid: GridTable, language: str) -> Table:
    columns = (34.0, WIDTH - 80, 46.0)
    rows = []
    for line in grid.lines:
        text: Rich = (Span(line.label, is_bold=True),)
        if line.wording:
            text = (*text, Span(f"\n{line.wording}"))
        cells = (_text(line.number), Cell(text), _centred(line.weight))
        rows.append(Row(cells, AXIS if line.is_axis else None, keeps_next=line.is_axis))
    head = _head(grid.heads, frozenset({2}))
    return table(Frame(columns, language=language), rows, head=head)


def _signatures(content: MinutesContent) -> Table:
    cells = tuple(
        Cell((Span(role, is_bold=True), Span(f"\n{name}"))) for role, name in content.signatures
    )
    columns = (WIDTH / len(cells),) * len(cells)
    return table(Frame(columns, padding=5), [Row(cells, least=SIGNATURE_HEIGHT)])
