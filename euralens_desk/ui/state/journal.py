"""The journal as a page shows it: lines ready to be read, filtered and exported, without Qt."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class JournalLine:
    """One line, in words. ``folded`` is what a search compares."""

    number: int
    when: str
    who: str
    what: str
    remark: str
    folded: str

    def cells(self) -> tuple[str, ...]:
        """Return the columns in their order."""
        return (str(self.number), self.when, self.who, self.what, self.remark)


def answering(lines: Sequence[JournalLine], words: str) -> tuple[JournalLine, ...]:
    """Return the lines that hold every word (folded by the caller)."""
    wanted = words.split()
    return tuple(line for line in lines if all(word in line.folded for word in wanted))


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
