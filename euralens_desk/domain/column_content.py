"""What the cells of a column hold, whatever stands at its head."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from euralens_desk.domain.dossier import FIELD_KINDS, FieldKind
from euralens_desk.domain.field_reading import WEBSITE, phone
from euralens_desk.domain.source import SourceCell
from euralens_desk.domain.text_cleaning import clean, is_void
from euralens_desk.domain.written_amounts import read_amount
from euralens_desk.domain.written_dates import read_date

MOST = 80
"""Cells of a column that are looked at."""
_EMAIL = re.compile(r"[^@\s;,]+@[^@\s;,]+\.[a-z]{2,}", re.IGNORECASE)
_SOME = 0.2
_MOSTLY = 0.5
_NEARLY_ALL = 0.8
_LONGEST_TITLE = 160
_FEWEST = 3
"""Rows from which the content of a column shows what it is about."""


@dataclass(frozen=True, slots=True)
class Content:
    """The shares, from 0 to 1, of the filled cells that can be read as this or that."""

    filled: int
    rows: int
    dates: float = 0.0
    amounts: float = 0.0
    emails: float = 0.0
    phones: float = 0.0
    websites: float = 0.0
    different: float = 0.0
    longest: int = 0

    @property
    def is_title_like(self) -> bool:
        """Whether nearly every row has a short text of its own."""
        shares = (self.dates, self.amounts, self.emails, self.phones, self.websites)
        return (
            self.filled >= max(_FEWEST, _NEARLY_ALL * self.rows)
            and self.different >= 0.9
            and 4 <= self.longest <= _LONGEST_TITLE
            and not any(share >= _MOSTLY for share in shares)
        )


def content_of(cells: Iterable[SourceCell]) -> Content:
    """Return what the first filled cells of a column hold."""
    rows = list(cells)
    filled = [cell for cell in rows if cell.text.strip() and not is_void(cell.text)][:MOST]
    if not filled:
        return Content(0, min(len(rows), MOST))
    texts = [clean(cell.text).text for cell in filled]

    def share(holds: Callable[[SourceCell], bool]) -> float:
        return sum(map(holds, filled)) / len(filled)

    return Content(
        len(filled),
        min(len(rows), MOST),
        dates=share(lambda cell: read_date(cell.text, cell.value) is not None),
        amounts=share(lambda cell: read_amount(cell.text, cell.value) is not None),
        emails=share(lambda cell: _EMAIL.search(cell.text) is not None),
        phones=share(_is_phone),
        websites=share(lambda cell: _is_website(cell.text)),
        different=len({text.casefold() for text in texts}) / len(texts),
        longest=max(map(len, texts)),
    )


def _is_phone(cell: SourceCell) -> bool:
    return re.fullmatch(r"0\d(?: \d\d){4}", phone(clean(cell.text).text)) is not None


def _is_website(text: str) -> bool:
    return WEBSITE.fullmatch(text.strip()) is not None and "@" not in text


def contradicts(target: str, content: Content) -> bool:
    """Whether the cells plainly hold something else than the field their heading names."""
    kind = FIELD_KINDS.get(target)
    if not content.filled or kind is None or target in ("number", "external_id"):
        return False
    if kind is FieldKind.DATE:
        return content.dates < _SOME
    if kind is FieldKind.AMOUNT:
        return content.amounts < _SOME
    if kind is FieldKind.EMAIL:
        return content.emails < _MOSTLY
    if kind is FieldKind.PHONE:
        return content.phones < _MOSTLY and content.longest < 6
    strange = max(content.dates, content.emails, content.phones)
    return content.filled >= 3 and max(strange, content.amounts) >= _NEARLY_ALL


def guess_by_content(content: Content) -> str:
    """Return the field that the cells show by themselves; empty when they show none."""
    if content.filled and content.emails >= _NEARLY_ALL:
        return "contact_email"
    if content.filled > 1 and content.phones >= _NEARLY_ALL:
        return "contact_phone"
    if content.filled > 1 and content.websites >= _NEARLY_ALL:
        return "website"
    return ""
