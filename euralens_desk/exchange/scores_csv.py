"""Read scores in long form (a public contract): one row an evaluator, a dossier, a criterion."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from euralens_desk.domain.messages import Failure, message
from euralens_desk.domain.score_rows import COLUMNS, ScoreRow

REQUIRED = ("college", "evaluateur_id", "dossier_id", "critere", "valeur")


def read_scores(path: Path) -> tuple[ScoreRow, ...]:
    """Return the rows of a scores file; Failure naming the file when it is not one."""
    return parse_scores(path.name, text_of(path))


def text_of(path: Path) -> str:
    """Return the text of a csv file; Failure when it can't be read, or is no text."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Failure(
            message("{file} could not be read. Nothing was changed.", file=path.name)
        ) from error
    return decoded(path.name, data)


def is_long_form(path: Path) -> bool:
    """Whether a file begins with the columns of a scores file, in any order."""
    start = b""
    try:
        with path.open("rb") as stream:
            start = stream.read(4096)
        line = decoded(path.name, start.split(b"\n", 1)[0]).strip().casefold()
    except (OSError, Failure):
        return not start.startswith((b"PK", b"\xd0\xcf"))  # ``read_scores`` tells what it is
    heads = {head.strip().strip('"') for head in line.split(separator_of(line))}
    return len(heads & set(REQUIRED)) * 2 > len(REQUIRED)


def decoded(name: str, data: bytes) -> str:
    """Return the text of a csv file, in the two encodings spreadsheets write."""
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Failure(message("{file} is not a text file. Nothing was changed.", file=name))


def separator_of(text: str) -> str:
    """Return what separates the cells: the candidate the first line holds most of."""
    return max(";,\t", key=text.split("\n", 1)[0].count)


def parse_scores(name: str, text: str) -> tuple[ScoreRow, ...]:
    """Return the rows of a text; columns are found by their heading, in any order."""
    lines = io.StringIO(text, newline="")
    try:
        rows = list(csv.reader(lines, delimiter=separator_of(text), strict=True))
    except csv.Error as error:
        raise Failure(
            message("{file} is not a well-formed csv. Nothing was changed.", file=name)
        ) from error
    heads = [head.strip().casefold() for head in rows[0]] if rows else []
    missing = [column for column in REQUIRED if column not in heads]
    if missing:
        raise Failure(
            message(
                "{file} is not a scores file: the column {column} is missing. Nothing was changed.",
                file=name,
                column=missing[0],
            )
        )
    places = {column: heads.index(column) for column in COLUMNS if column in heads}
    return tuple(
        _row(place, row, places) for place, row in enumerate(rows[1:], start=2) if any(row)
    )


def _row(number: int, cells: list[str], places: dict[str, int]) -> ScoreRow:
    def cell(column: str) -> str:
        place = places.get(column, len(cells))
        return cells[place].strip() if place < len(cells) else ""

    return ScoreRow(
        row=number,
        college=cell("college"),
        evaluator_code=cell("evaluateur_id"),
        evaluator=cell("evaluateur"),
        expertise=cell("domaine"),
        dossier=cell("dossier_id"),
        criterion=cell("critere"),
        answer=cell("valeur"),
        comment=cell("commentaire"),
    )
