"""Read the members a file names: a scores file, a table with a heading « nom », a list of names."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from euralens_desk.domain.member_rows import MemberRow
from euralens_desk.domain.messages import Failure, message
from euralens_desk.exchange.scores_csv import separator_of, text_of

HEADINGS = {
    "college": ("college", "collège", "comite", "comité"),
    "code": ("evaluateur_id", "code"),
    "name": ("evaluateur", "nom", "name"),
    "expertise": ("domaine", "expertise"),
}
"""Headings each thing is known by, in small letters."""


def read_members(path: Path) -> tuple[MemberRow, ...]:
    """Return the people a file names, one row for each time it does; Failure naming the file."""
    return parse_members(path.name, text_of(path))


def parse_members(name: str, text: str) -> tuple[MemberRow, ...]:
    """Return the people a text names; a text without the headings is a list, one name a line."""
    lines = io.StringIO(text, newline="")
    try:
        rows = list(csv.reader(lines, delimiter=separator_of(text), strict=True))
    except csv.Error as error:
        raise Failure(
            message("{file} is not a well-formed csv. Nothing was changed.", file=name)
        ) from error
    places = _places(rows[0]) if rows else {}
    if "name" not in places and "code" not in places:
        return tuple(
            MemberRow(number, "", "", row[0].strip(), _cell(row, 1))
            for number, row in enumerate(rows, start=1)
            if row and row[0].strip()
        )
    return tuple(
        MemberRow(
            number,
            **{field: _cell(row, places.get(field, len(row))) for field in HEADINGS},
        )
        for number, row in enumerate(rows[1:], start=2)
        if any(row)
    )


def _places(heads: Sequence[str]) -> dict[str, int]:
    """Return where each thing stands, by its heading."""
    known = [head.strip().casefold() for head in heads]
    found = {}
    for field, words in HEADINGS.items():
        for word in words:
            if word in known and field not in found:
                found[field] = known.index(word)
    return found


def _cell(row: Sequence[str], place: int) -> str:
    return row[place].strip() if place < len(row) else ""
