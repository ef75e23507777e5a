"""The minutes as final strings: what the PDF and the preview show, and nothing left to compute."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Margins:
    """What stands around the pages of every document, and what its reader programs know of it."""

    language: str
    title: str
    header_left: tuple[str, str]
    header_right: tuple[str, str]
    footer_left: tuple[str, str]
    fingerprint: str
    page_of: str
    """« Page {page} sur {pages} », which the layout completes."""


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text, bold or not."""

    text: str
    is_bold: bool = False


Rich = tuple[Span, ...]
"""A paragraph with words in bold."""


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One member on the first page."""

    name: str
    quality: str
    presence: str
    is_marked: bool


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """One dossier in the table of propositions; ``votes`` follow the columns of the table."""

    number: str
    title: str
    leader: str
    votes: tuple[str, ...]
    recused: str
    proposal: str
    key: str


@dataclass(frozen=True, slots=True)
class ActColumn:
    """One of the three acts on the first page."""

    name: str
    body: str
    day: str
    is_done: bool


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page."""

    title: str
    committee: str
    when: str
    member_heads: tuple[str, str, str]
    members: tuple[MemberRow, ...]
    attendance: tuple[Rich, ...]
    agenda: str
    proposal_heads: tuple[str, ...]
    proposals: tuple[ProposalRow, ...]
    proposal_note: str
    acts: tuple[ActColumn, ...]
    acts_note: str
    """Its « {page} » is where the signatures are; the layout completes it."""


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One sub-criterion: count per level, no opinion, median, observation."""

    number: str
    label: str
    counts: tuple[str, ...]
    no_opinion: str
    median: str
    observation: str


@dataclass(frozen=True, slots=True)
class ScoreTable:
    """The counts of one dossier, by axis: (heading, rows); ``notes`` stand under the legend."""

    heads: tuple[str, ...]
    axes: tuple[tuple[str, tuple[ScoreRow, ...]], ...]
    legend: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """The framed proposition; ``lines`` are its reasons and reservations."""

    headline: str
    lines: tuple[Rich, ...]


@dataclass(frozen=True, slots=True)
class DossierPage:
    """One dossier of the agenda; it starts a page."""

    key: str
    point: str
    title: str
    identity: tuple[tuple[str, str], ...]
    earlier: tuple[Rich, ...]
    scores_title: Rich
    scores: ScoreTable | None
    discussion: str
    vote: Rich
    frame: Frame | None
    acts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A titled part of the annex."""

    title: str
    paragraphs: tuple[Rich, ...]


@dataclass(frozen=True, slots=True)
class GridLine:
    """One line of the printed grid: an axis (no wording) or a sub-criterion."""

    number: str
    label: str
    wording: str
    weight: str
    is_axis: bool


@dataclass(frozen=True, slots=True)
class GridTable:
    """The grid of one committee, as it was in force."""

    title: str
    heads: tuple[str, str, str]
    lines: tuple[GridLine, ...]


@dataclass(frozen=True, slots=True)
class MinutesContent(Margins):
    """The whole document. ``headings`` are the numbered titles, by name of the part."""

    headings: dict[str, str]
    cover: Cover
    dossiers: tuple[DossierPage, ...]
    method: tuple[Section, ...]
    grids: tuple[GridTable, ...]
    signatures: tuple[tuple[str, str], ...]
    others: tuple[Rich, ...] = ()
    """The items of the agenda that are not dossiers."""
