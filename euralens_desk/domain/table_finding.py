"""Find the dossiers in a file: their sheet, the row of the headings, the rows left out."""

from __future__ import annotations

from euralens_desk.domain.headings import recognise
from euralens_desk.domain.messages import Message, message
from euralens_desk.domain.source import SourceCell, SourceFile, SourceTable
from euralens_desk.domain.text_cleaning import key

DEEPEST = 40
"""Rows among which the headings are looked for."""
FEWEST = 3
"""Headings to recognise for a row to be taken as the heading row."""
TOTALS = ("total", "totaux", "total general", "sous total", "moyenne", "somme")


def sheet_scores(table: SourceTable) -> tuple[int, int]:
    """Return how many headings the best row recognises, and that row (from 1)."""
    best = (0, 0)
    for row in table.rows[:DEEPEST]:
        known = {guess[0] for cell in row if cell.text.strip() and (guess := recognise(cell.text))}
        if len(known) > best[0]:
            best = (len(known), row[0].row)
    return best


def find_table(source: SourceFile, sheet: str = "") -> tuple[SourceTable, int] | None:
    """Return the sheet of the dossiers and its heading row; None when none is recognisable."""
    tables = [t for t in source.tables if t.name == sheet] or [
        table for table in source.tables if not table.is_hidden
    ]
    scored = [(sheet_scores(table), -place, table) for place, table in enumerate(tables)]
    if not scored:
        return None
    (known, row), _, table = max(scored, key=lambda found: (found[0][0], found[1]))
    if known < FEWEST and not (sheet and known):
        return None
    return table, row


def skip_reason(cells: tuple[SourceCell, ...], columns: int) -> Message | None:
    """Return why a row is no dossier; None when it is one."""
    filled = [cell for cell in cells if cell.text.strip()]
    if not filled:
        return message("blank row")
    if any(key(cell.text) in TOTALS for cell in filled[:3]):
        return message("row of totals")
    if len(filled) == 1 and columns > 3:
        return message("note or title: « {text} »", text=filled[0].text.strip()[:60])
    return None
