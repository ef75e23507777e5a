"""Find the dossiers in a file: their sheet, the row of the headings, the rows left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from euralens_desk.domain.demarches import is_export
from euralens_desk.domain.headings import GENERIC, NEAR, recognise, recognise_under
from euralens_desk.domain.import_plan import IGNORE
from euralens_desk.domain.messages import Failure, Message, message
from euralens_desk.domain.source import Row, SourceCell, SourceFile, SourceTable, column_letters
from euralens_desk.domain.text_cleaning import clean, key, one_line

DEEPEST = 40
"""Rows among which the headings are looked for."""
FEWEST = 3
"""Headings to recognise for a row to be taken as the heading row."""
SUREST = 2 * FEWEST - 1
"""The score from which it is: two sure headings and one likely, or many likely ones."""
_LONGEST_HEADING = 120
_TOTALS = re.compile(
    r"(?:sous )?(?:total|totaux|moyenne|somme|cumul|montant total|nombre (?:de|total)|ensemble)\b"
)
_BARE_TOTALS = re.compile(
    r"(?:sous )?(?:total|totaux|moyennes?|somme|cumul)(?: (?:general|generaux|\d+.*))?"
)
_FOOTNOTE = re.compile(
    r"\s*(?:n\.\s?b\b|nb\s*[:.\-–]|nota(?:\s+bene)?\s*[:.\-–]|\*"
    r"|(?:sources?|l[ée]gendes?|remarques?)\s*:)",
    re.IGNORECASE,
)
"""How a note under a table begins."""
_EXPLANATION = re.compile(r"\(.*\)|\[.*\]|(?:ex|exemple|format|texte|liste)\b.{0,60}", re.I | re.S)


TOTALS = message("row of totals")


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of one column, and that of the group it stands under (empty when none)."""

    text: str
    group: str = ""

    @property
    def full(self) -> str:
        """The heading with its group when it says nothing alone."""
        return f"{self.group} {self.text}".strip() if self.group else self.text


def headings_of(table: SourceTable, row: int) -> list[Heading]:
    """Return the headings of a row, with the group headings above it where they tell more."""
    texts = [_heading(cell) for cell in table.rows[row - 1]]
    above = _groups(table, row)
    if not above:
        return [Heading(text) for text in texts]
    said = Counter(map(key, texts))
    found = [
        _under(text, *pair, is_again=said[key(text)] > 1)
        for text, pair in zip(texts, above, strict=False)
    ]
    found += [Heading(text) for text in texts[len(found) :]]
    alone, together = (sum(map(_is_known, heads)) for heads in (map(Heading, texts), found))
    return found if together > alone else [Heading(text) for text in texts]


def _under(text: str, group: str, own: str, *, is_again: bool) -> Heading:
    """Return one heading: with its group, or what stands right above it, when it needs them."""
    if not text:
        return Heading(own)
    if not group or key(group) == key(text):
        return Heading(text)
    if is_again or key(text) in GENERIC:
        return Heading(text, group)
    together = recognise(f"{group} {text}") if recognise(text) is None else None
    tells_more = together is not None and together[1] > NEAR
    return Heading(text, group if tells_more else "")


def _heading(cell: SourceCell) -> str:
    return one_line(clean(cell.text).text)


def _groups(table: SourceTable, row: int) -> list[tuple[str, str]]:
    """Return the group heading over each column and what stands right above it.

    A merged heading reaches over its cells; an unmerged one over the blank ones that follow it.
    Nothing when the row above holds no two headings.
    """
    above = [_heading(cell) for cell in table.rows[row - 2]] if row > 1 else []
    filled = [text for text in above if text]
    if len(filled) < 2 or any(len(text) > _LONGEST_HEADING for text in filled):
        return []
    spans = _spans(table, row - 1)
    groups, current, end = [], "", -1
    for column, text in enumerate(above):
        if text:
            current, end = text, spans.get(column, column if spans else len(above))
        groups.append((current if column <= end else "", text))
    return groups


def _spans(table: SourceTable, row: int) -> dict[int, int]:
    """Return, for a row, the last column of each merged range that begins in it."""
    return {left: right for left, top, right, _ in merged_ranges(table) if top == row}


def merged_ranges(table: SourceTable) -> Iterator[tuple[int, int, int, int]]:
    """Yield the merged ranges: first column (from 0), first row (from 1), last column, last row."""
    for text in table.merged:
        if match := re.fullmatch(r"([A-Z]+)(\d+):([A-Z]+)(\d+)", text):
            yield _column(match[1]), int(match[2]), _column(match[3]), int(match[4])


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _is_known(heading: Heading) -> bool:
    guess = recognise_under(heading.group, heading.text)
    return guess is not None and guess[0] != IGNORE


def row_score(table: SourceTable, row: int) -> int:
    """Return how many headings a row recognises, the surer ones weighing double."""
    best: dict[str, int] = {}
    for heading in headings_of(table, row):
        text = heading.full
        if not text or len(text) > 2 * _LONGEST_HEADING:
            continue
        guess = recognise_under(heading.group, heading.text)
        if guess is not None:
            best[guess[0]] = max(best.get(guess[0], 0), 1 if guess[1] == NEAR else 2)
    return sum(best.values())


def header_row_of(table: SourceTable) -> tuple[int, int]:
    """Return the score of the row that looks most like headings, and that row (from 1)."""
    best = (0, 0)
    for row, cells in enumerate(table.rows[:DEEPEST], 1):
        if not any(cell.text.strip() for cell in cells):
            continue
        score = row_score(table, row)
        if score > best[0]:
            best = (score, row)
    return best


def sheet_scores(table: SourceTable) -> tuple[int, int]:
    """Return how much a sheet looks like that of the dossiers, and its heading row."""
    score, row = header_row_of(table)
    if score and is_export(table.rows[row - 1], table.rows[row : row + DEEPEST]):
        score += 2 * FEWEST
    return score, row


def find_table(source: SourceFile, sheet: str = "") -> tuple[SourceTable, int] | None:
    """Return the sheet of the dossiers and its heading row; None when none is recognisable.

    Failure when no sheet was chosen and the headings of one stand below each other.
    """
    tables = [t for t in source.tables if t.name == sheet] or [
        table for table in source.tables if not table.is_hidden
    ]
    scored = [(sheet_scores(table), -place, table) for place, table in enumerate(tables)]
    if not scored:
        return None
    (score, row), _, table = max(
        scored, key=lambda found: (_weighed(found[0][0], found[0][1], found[2]), found[1])
    )
    if score < SUREST and not (sheet and score):
        if not sheet and any(_is_transposed(table) for table in tables):
            raise Failure(
                message(
                    "In « {file} » the dossiers seem to stand in columns, one beside the other. "
                    "Transpose the sheet (in Excel: copy, Paste Special, Transpose), save it and "
                    "choose it again; nothing was imported.",
                    file=source.name,
                )
            )
        return None
    return table, row


def _is_transposed(table: SourceTable) -> bool:
    """Whether the headings stand below each other at the left, the dossiers beside each other."""
    best: dict[str, int] = {}
    for cells in table.rows[:DEEPEST]:
        filled = [cell for cell in cells if cell.text.strip()]
        guess = recognise(_heading(filled[0])) if len(filled) > 1 else None
        if guess is not None and guess[0] != IGNORE and filled[0].column < FEWEST:
            best[guess[0]] = max(best.get(guess[0], 0), 1 if guess[1] == NEAR else 2)
    return sum(best.values()) >= SUREST


def _weighed(score: int, row: int, table: SourceTable) -> int:
    """Return the score of a sheet, that of an empty table counting little."""
    return score if len(table.rows) > row else min(score, 1)


def looks_like_dossiers(table: SourceTable) -> bool:
    """Whether a sheet beside the one chosen may hold dossiers too."""
    score, row = header_row_of(table)
    named = {recognise(heading.full) for heading in headings_of(table, row)} if row else set()
    return score >= SUREST and any(guess and guess[0] == "title" for guess in named)


# The rows that are no dossier -------------------------------------------------------------------


def skip_reason(
    cells: Sequence[SourceCell], columns: int, title: int | None = None, heads: Sequence[str] = ()
) -> Message | None:
    """Return why a row is no dossier; None when it is one.

    ``title`` is the column of the titles, ``heads`` the headings, to know them when they come back.
    """
    filled = [cell for cell in cells if cell.text.strip()]
    if not filled:
        return message("blank row")
    if _is_total(filled, title):
        return TOTALS
    if heads and _repeats(cells, heads):
        return message("the headings again")
    if len(filled) == 1 and columns > 1 and _FOOTNOTE.match(filled[0].text):
        return _note(filled[0])
    if len(filled) > 1 and all(_EXPLANATION.fullmatch(cell.text.strip()) for cell in filled):
        return message("explanations of the headings")
    return _untitled(cells, filled, title) if columns > 3 else None


def is_footnote(text: str) -> bool:
    """Whether a text begins as a note under a table does, a legend, a source."""
    return _FOOTNOTE.match(text) is not None or _begins_as_note(text)


def _untitled(
    cells: Sequence[SourceCell], filled: Sequence[SourceCell], title: int | None
) -> Message | None:
    """Return why a row of a broad table that lacks nearly everything is no dossier."""
    note = _note(filled[0])
    if len(filled) == 1 and (not title or filled[0].column != title):
        return note
    if title is None or not _has_no_title(cells, title):
        return None
    if all(_is_figure(cell) for cell in filled):
        return message("only figures, no title: row of totals or of numbers")
    return note if len(filled) <= 2 and _is_note(filled) else None


def _note(cell: SourceCell) -> Message:
    return message("note or title: « {text} »", text=cell.text.strip()[:60])


def footnotes(
    rows: Sequence[Row], reasons: Sequence[Message | None], columns: int
) -> dict[int, Message]:
    """Return the rows of one cell that end a broad table below its totals, and why they are left.

    The last totals only: below those of a section more dossiers follow.
    """
    found: dict[int, Message] = {}
    for row, reason in zip(reversed(rows), reversed(reasons), strict=True):
        if reason is not None and reason.text == TOTALS.text:
            return found
        if reason is not None:
            continue
        filled = [cell for cell in row if cell.text.strip()]
        if len(filled) != 1 or columns <= FEWEST:
            return {}
        found[row[0].row] = _note(filled[0])
    return {}


def _is_total(filled: Sequence[SourceCell], title: int | None) -> bool:
    if any(_BARE_TOTALS.fullmatch(key(cell.text)) for cell in filled[:3]):
        return True
    first = next((cell for cell in filled[:3] if _TOTALS.match(key(cell.text))), None)
    if first is None:
        return False
    others = [cell for cell in filled if cell is not first]
    return all(_is_figure(cell) for cell in others) and (
        bool(others) or title is None or first.column != title
    )


def _is_figure(cell: SourceCell) -> bool:
    """Whether a cell holds only a number, an amount or a share."""
    return re.fullmatch(r"[\d\s.,%€kKM+\-\u00a0\u202f]+", cell.text.strip()) is not None


def _is_note(filled: Sequence[SourceCell]) -> bool:
    return _begins_as_note(filled[0].text)


def _begins_as_note(text: str) -> bool:
    first = key(text)
    words = ("legende", "note", "nb", "source", "mise a jour", "maj", "document", "edite", "nombre")
    return first.startswith(words) or text.strip().startswith("*")


def _has_no_title(cells: Sequence[SourceCell], title: int) -> bool:
    return title >= len(cells) or not cells[title].text.strip()


def _repeats(cells: Sequence[SourceCell], heads: Sequence[str]) -> bool:
    """Whether a row holds the headings again, as on the pages of a printed list."""
    texts = [key(cell.text) for cell in cells]
    same = sum(bool(text) and text == key(head) for text, head in zip(texts, heads, strict=False))
    return same >= FEWEST and same * 2 >= sum(map(bool, texts))


def address_of(column: int) -> str:
    """Return the address of a heading that has no text: « C1 »."""
    return f"{column_letters(column)}1"
