"""Verify a campaign file: pages, references, journal chain, and tables against the journal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from euralens_desk.domain.messages import Failure, Message, message
from euralens_desk.storage import journal
from euralens_desk.storage.journal import Edits, Line, Row, Sealed, unseal
from euralens_desk.storage.mapping import KINDS, mapping_of
from euralens_desk.storage.reader import Reader


def read_lines(reader: Reader) -> Iterator[Line]:
    """Yield the lines of the journal, oldest first."""
    for row in reader.rows("SELECT seq, payload, hash FROM journal ORDER BY seq"):
        yield Line(*row)


def file_problems(reader: Reader) -> Iterator[Message]:
    """Yield all that does not hold; a file too damaged to be read is one problem."""
    try:
        yield from _page_problems(reader)
        yield from _chain_problems(reader)
        yield from _table_problems(reader)
    except Failure as failure:
        yield failure.told
    except (ValueError, KeyError, TypeError, ArithmeticError):
        yield message("The journal of the file can't be read: it was altered or damaged.")


def _page_problems(reader: Reader) -> Iterator[Message]:
    if reader.rows("PRAGMA integrity_check") != [("ok",)]:
        yield message("The file is damaged: its pages do not hold together.")
    if reader.rows("PRAGMA foreign_key_check"):
        yield message("The file is damaged: a record refers to one that is gone.")


def _chain_problems(reader: Reader) -> Iterator[Message]:
    lines = list(read_lines(reader))
    for seq in journal.broken_links(lines):
        yield message("Line {line} of the journal does not follow the one before.", line=seq)
    details = {
        row[0]: row[1:]
        for row in reader.rows(
            "SELECT seq, about_salt, about, edits_salt, edits FROM journal_detail"
        )
    }
    for line in lines:
        about_salt, about, edits_salt, edits = details.get(line.seq, (None,) * 4)
        said = line.told
        kept = ((about_salt, about, said["about"]), (edits_salt, edits, said["edits"]))
        if any(data and Sealed(salt, data).digest != digest for salt, data, digest in kept):
            yield message("The detail of line {line} was altered.", line=line.seq)


def _table_problems(reader: Reader) -> Iterator[Message]:
    """Compare each table with what the journal says was written, unless part of it was erased."""
    expected, untold = _replayed(reader)
    for name in KINDS.keys() - untold:
        mapping = mapping_of(KINDS[name])
        found = {mapping.key_of(row): row for row in reader.rows(mapping.statements.select_all)}
        if found != {key: row for key, row in expected.get(name, {}).items() if row is not None}:
            yield message("The table {name} is not what the journal says was written.", name=name)


def _replayed(reader: Reader) -> tuple[dict[str, dict[Any, Row | None]], set[str]]:
    """Return the rows of each table by replaying the journal, and the tables it can't tell."""
    state: dict[str, dict[Any, Row | None]] = {}
    untold: set[str] = set()
    held: dict[int, Edits] = {}
    kinds = dict(reader.rows("SELECT seq, kinds FROM journal_detail"))
    for line in read_lines(reader):
        said = line.told
        if said["undoes"] is None:
            found = reader.rows("SELECT edits FROM journal_detail WHERE seq = ?", (line.seq,))
            edits: Edits = unseal(found[0][0]) if found and found[0][0] else {}
            held[line.seq] = edits
        else:
            edits = held[said["undoes"]]
        named = {name for name in kinds.get(line.seq, "").split(",") if name}
        untold |= named - edits.keys()
        _replay(state, edits, backwards=said["op"] == "undo")
    return state, untold


def _replay(state: dict[str, dict[Any, Row | None]], edits: Edits, *, backwards: bool) -> None:
    for name, changed in edits.items():
        mapping = mapping_of(KINDS[name])
        rows = state.setdefault(name, {})
        for before, after in changed:
            kept = before if backwards else after
            shown = after if after is not None else before
            if shown is not None:
                rows[mapping.key_of(tuple(shown))] = None if kept is None else tuple(kept)
