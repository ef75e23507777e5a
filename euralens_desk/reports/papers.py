"""What a paper of a meeting is made of: leaves, each with its titles and parts of final strings."""

from __future__ import annotations

from dataclasses import dataclass

from euralens_desk.reports.content import Margins, Rich


@dataclass(frozen=True, slots=True)
class Heading:
    """A title that stays with what follows."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A text; ``look`` is one of ``pdf_text.LOOKS``."""

    text: Rich
    look: str = "body"


@dataclass(frozen=True, slots=True)
class Pairs:
    """Labels and what they name, side by side."""

    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table. ``widths`` are in points, 0 for the column that takes what is left.

    ``centred`` are the places of the centred columns, ``least`` the least height of a row, which a
    person writes in.
    """

    heads: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[tuple[Rich, ...], ...]
    centred: frozenset[int] = frozenset()
    least: float = 0.0


@dataclass(frozen=True, slots=True)
class Signatures:
    """Boxes to sign in: who signs, with the name when it is known."""

    boxes: tuple[tuple[str, str], ...]


Part = Heading | Paragraph | Pairs | Grid | Signatures


@dataclass(frozen=True, slots=True)
class Leaf:
    """What starts a page: the line above its title (``point``), the lines under it, its parts."""

    key: str
    title: str
    parts: tuple[Part, ...]
    point: str = ""
    committee: str = ""
    when: str = ""


@dataclass(frozen=True, slots=True)
class PaperContent(Margins):
    """A whole paper."""

    leaves: tuple[Leaf, ...]
