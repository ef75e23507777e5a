"""The journal as a page shows it: lines ready to be read, filtered and exported, without Qt."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter


@dataclass(frozen=True, slots=True)
class JournalLine:
    """One line, in words. ``folded`` is what a search compares.

    ``ordered`` is who, what and the remark as a sort compares them.
    """

    number: int
    when: str
    who: str
    what: str
    remark: str
    folded: str
    ordered: tuple[str, str, str] = ("", "", "")

    def cells(self) -> tuple[str, ...]:
        """Return the columns in their order."""
        return (str(self.number), self.when, self.who, self.what, self.remark)


def answering(lines: Sequence[JournalLine], words: str) -> tuple[JournalLine, ...]:
    """Return the lines that hold every word (folded by the caller)."""
    found: Sequence[JournalLine] = lines
    # The longest word is the rarest: what it leaves is a short list for the others.
    for word in sorted(words.split(), key=len, reverse=True):
        found = [line for line in found if word in line.folded]
    return tuple(found)


def in_order(
    lines: Sequence[JournalLine], column: int, *, downwards: bool
) -> tuple[JournalLine, ...]:
    """Return the lines by a column; number and time are the order in which they were written."""
    if column < 2:
        return tuple(sorted(lines, key=attrgetter("number"), reverse=downwards))
    place = column - 2
    return tuple(sorted(lines, key=lambda line: line.ordered[place], reverse=downwards))


def as_csv(heading: Sequence[str], lines: Iterable[JournalLine]) -> bytes:
    """Return lines for a spreadsheet: semicolons, UTF-8 with its mark, no live formula."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(heading)
    writer.writerows([inert(cell) for cell in line.cells()] for line in lines)
    return text.getvalue().encode("utf-8-sig")


def inert(cell: str) -> str:
    """Keep a spreadsheet from running what a person typed."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
