"""Type of the PDF: the faces, the looks, and lines broken to a width with French hyphens.

Lines are broken here and drawn straight on the canvas: it is several times faster than general
paragraphs, and a narrow no-break space (U+202F) keeps its own width and never breaks a line.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import pyphen
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from euralens_desk.reports.content import Rich, Span
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
CAPITALS = 0.66
"""Height of a capital, as a share of the size: it centres a line on its leading."""
ROUNDING = 0.01
"""Points by which a line may pass its width: sums of widths are rounded."""

Segment = tuple[str, str]
"""A run of text in one face: (face, text)."""
Line = tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """How a text is set; sizes are in points. ``before`` and ``after`` are the space around."""

    regular: str
    bold: str
    size: float
    leading: float
    before: float = 0.0
    after: float = 0.0
    is_centred: bool = False


LOOKS = {
    "title": Look(SANS_BOLD, SANS_BOLD, 21, 32, after=1.5, is_centred=True),
    "committee": Look(SANS_SEMI, SANS_BOLD, 12.8, 17, is_centred=True),
    "when": Look(SERIF, SERIF_BOLD, 10.6, 15, is_centred=True),
    "heading": Look(SANS, SANS_BOLD, 11.4, 14, before=8.5, after=2.5),
    "point": Look(SANS_SEMI, SANS_BOLD, 9.8, 13),
    "dossier": Look(SANS_BOLD, SANS_BOLD, 18, 23, after=7),
    "annex": Look(SANS_BOLD, SANS_BOLD, 18, 23, before=16, after=7),
    "entry": Look(SANS_SEMI, SANS_BOLD, 9.8, 13, before=14),
    "name": Look(SANS_BOLD, SANS_BOLD, 13, 17, after=4),
    "body": Look(SERIF, SERIF_BOLD, 10, 13.6, after=2.5),
    "label": Look(SANS_SEMI, SANS_BOLD, 9, 13.6),
    "cell": Look(SANS, SANS_BOLD, 9, 11),
    "note": Look(SANS, SANS_BOLD, 8, 10.5, before=3, after=2),
    "last": Look(SANS, SANS_BOLD, 9, 12, before=4),
    "headline": Look(SANS_BOLD, SANS_BOLD, 11.4, 15, after=3),
}


@cache
def look(name: str, scale: float = 1.0) -> Look:
    """Return a look, its leading and spaces scaled to spare room on a full page."""
    base = LOOKS[name]
    return Look(
        base.regular,
        base.bold,
        base.size,
        max(base.leading * scale, base.size * 1.15),
        base.before * scale,
        base.after * scale,
        base.is_centred,
    )


@cache
def register_faces() -> None:
    """Make the bundled faces known to the canvas, once."""
    for face, file in FILES.items():
        pdfmetrics.registerFont(TTFont(face, str(resource("fonts", file))))


@lru_cache(maxsize=16_384)
def _advance(text: str, face: str) -> float:
    return float(pdfmetrics.stringWidth(text, face, 1))


def text_width(text: str, face: str, size: float) -> float:
    """Return the width of a text in points."""
    return _advance(text, face) * size


def plain(text: str) -> tuple[Span, ...]:
    """Return a text without bold words."""
    return (Span(text),)


def strong(text: str) -> tuple[Span, ...]:
    """Return a text all in bold."""
    return (Span(text, is_bold=True),)


def break_lines(rich: Rich, style: Look, width: float, language: str = "") -> tuple[Line, ...]:
    """Break a text into lines; with a ``language`` (« fr-FR »), words may be hyphenated."""
    lines: list[Line] = []
    for words in _paragraphs(rich, style):
        lines += _filled(deque(words), style.size, width, language)
    return tuple(lines) or ((),)


def _paragraphs(rich: Rich, style: Look) -> Iterator[list[list[Segment]]]:
    """Yield each paragraph as words; a word is several segments when its face changes inside."""
    words: list[list[Segment]] = []
    is_glued = False
    for span in rich:
        face = style.bold if span.is_bold else style.regular
        for number, paragraph in enumerate(_clean(span.text).split("\n")):
            if number:
                yield words
                words, is_glued = [], False
            for place, part in enumerate(paragraph.split(" ")):
                is_glued = is_glued and place == 0
                if part and is_glued:
                    words[-1].append((face, part))
                elif part:
                    words.append([(face, part)])
                is_glued = bool(part)
    yield words


def _clean(text: str) -> str:
    """Return a text without control characters, its runs of blanks as one space."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return re.sub(r"[ \t]+", " ", re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", "", text))


def _filled(
    words: deque[list[Segment]], size: float, width: float, language: str
) -> Iterator[Line]:
    line: list[Segment] = []
    used = 0.0
    while words:
        word = words.popleft()
        gap = text_width(" ", line[-1][0], size) if line else 0.0
        advance = sum(text_width(text, face, size) for face, text in word)
        if used + gap + advance <= width + ROUNDING:
            _append(line, word)
            used += gap + advance
            continue
        head, tail = _cut(word, size, width - used - gap, language, is_alone=not line)
        _append(line, head)
        words.appendleft(tail)
        yield tuple(line)
        line, used = [], 0.0
    if line:
        yield tuple(line)


def _append(line: list[Segment], word: list[Segment]) -> None:
    """Add a word to a line, joined to the last segment when the face is the same."""
    if not word:
        return
    if line:
        face, text = line[-1]
        is_same = word[0][0] == face
        line[-1] = (face, f"{text} {word[0][1]}" if is_same else f"{text} ")
        word = word[1:] if is_same else word
    line.extend(word)


def _cut(
    word: list[Segment], size: float, room: float, language: str, *, is_alone: bool
) -> tuple[list[Segment], list[Segment]]:
    """Return what of a word still fits and what is left; a word alone on its line must give."""
    if len(word) == 1:
        face, text = word[0]
        for head, tail in _break_points(text, language):
            if text_width(head, face, size) <= room + ROUNDING:
                return [(face, head)], [(face, tail)]
    return _cut_anywhere(word, size, room) if is_alone else ([], word)


def _break_points(text: str, language: str) -> Iterator[tuple[str, str]]:
    """Yield the ways to cut a word, longest beginning first: after its own hyphens, or by rule."""
    for match in reversed(list(re.finditer(r"(?<=\w)[-/](?=\w)", text))):
        yield text[: match.end()], text[match.end() :]
    core = re.match(r"([\W\d_]*(?:\w’)?)([^\W\d_]{6,})(.*)", text)
    if language and core:
        before, letters, after = core.groups()
        for head, tail in _hyphenator(language).iterate(letters):
            yield f"{before}{head}-", f"{tail}{after}"


@cache
def _hyphenator(language: str) -> pyphen.Pyphen:
    return pyphen.Pyphen(lang=language.replace("-", "_"), left=3, right=3)


def _cut_anywhere(
    word: list[Segment], size: float, room: float
) -> tuple[list[Segment], list[Segment]]:
    """Cut a word wider than the whole line where the line ends; one character at least."""
    head: list[Segment] = []
    for place, (face, text) in enumerate(word):
        advance = text_width(text, face, size)
        if advance > room:
            count = next(
                n for n in range(len(text), 0, -1) if n == 1 or _fits(text[:n], face, size, room)
            )
            rest = [(face, text[count:])] if text[count:] else []
            return [*head, (face, text[:count])], [*rest, *word[place + 1 :]]
        head.append((face, text))
        room -= advance
    return head, []


def _fits(text: str, face: str, size: float, room: float) -> bool:
    return text_width(text, face, size) <= room


def line_width(line: Line, size: float) -> float:
    """Return the width of a broken line."""
    return sum(text_width(text, face, size) for face, text in line)


def draw_lines(
    canvas: Any,
    lines: Sequence[Line],
    style: Look,
    place: tuple[float, float],
    width: float,
    *,
    is_centred: bool = False,
) -> None:
    """Draw lines from their top left corner ``place``."""
    left, top = place
    baseline = top - (style.leading + CAPITALS * style.size) / 2
    text = canvas.beginText()
    for line in lines:
        shift = (width - line_width(line, style.size)) / 2 if is_centred else 0.0
        text.setTextOrigin(left + shift, baseline)
        for face, run in line:
            text.setFont(face, style.size)
            text.textOut(run)
        baseline -= style.leading
    canvas.drawText(text)
