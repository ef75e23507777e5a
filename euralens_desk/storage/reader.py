"""Read records of a campaign file."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import ItemsView, Mapping
from typing import Any, TypeVar

from euralens_desk.domain.campaign import GridVersion
from euralens_desk.domain.mark import MarkState
from euralens_desk.domain.messages import Failure, message
from euralens_desk.domain.tally import Tally
from euralens_desk.storage.failures import told
from euralens_desk.storage.mapping import mapping_of, select_where
from euralens_desk.storage.values import STATE_CODES

Record = TypeVar("Record")

_ANSWERS = (
    "SELECT score_sheet.dossier_id, score.criterion, coalesce(score.level, -score.state)"
    " FROM score JOIN score_sheet ON score_sheet.id = score.sheet_id"
    " WHERE score_sheet.committee_id = ?"
)
"""A level, or the code of a state that has none, below zero."""
_ANSWERED = (
    "SELECT score.sheet_id, count(*)"
    " FROM score JOIN score_sheet ON score_sheet.id = score.sheet_id"
    " WHERE score_sheet.committee_id = ? GROUP BY score.sheet_id"
)


class Reader:
    """Reads through one connection; what is not there is None or an empty tuple."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def rows(self, statement: str, parameters: tuple[Any, ...] = ()) -> list[Any]:
        """Return the rows of a query; Failure when the file can't be read."""
        try:
            return self._connection.execute(statement, parameters).fetchall()
        except sqlite3.Error as error:
            raise _failure(error) from error

    def find(self, kind: type[Record], **equals: object) -> tuple[Record, ...]:
        """Return the records of a kind whose fields equal the given values, ordered by key."""
        mapping = mapping_of(kind)
        given = {name: value for name, value in equals.items() if value is not None}
        absent = tuple(name for name in equals if name not in given)
        query = select_where(mapping.kind, tuple(given), absent)
        found = self.rows(query, mapping.parameters(given, given.values()))
        return tuple(mapping.record(row) for row in found)

    def get(self, kind: type[Record], *key: object) -> Record | None:
        """Return the record with this key, or None."""
        mapping = mapping_of(kind)
        parameters = mapping.parameters(mapping.key_columns, key)
        found = self.rows(mapping.statements.select_one, parameters)
        record: Record | None = mapping.record(found[0]) if found else None
        return record

    def content(self, sha256: str) -> bytes:
        """Return the bytes of an attachment; Failure when they are not in the file."""
        found = self.rows("SELECT data FROM content WHERE sha256 = ?", (sha256,))
        if not found:
            raise Failure(message("This piece is not in the file. The dossier itself is intact."))
        data: bytes = found[0][0]
        return data

    def sheet_tallies(self, committee_id: int) -> Mapping[tuple[int, int], Tally]:
        """Return, by (dossier, sub-criterion position), how many stored scores chose each level."""
        versions = self.find(GridVersion, committee_id=committee_id)
        if not versions:
            return {}
        levels = len(versions[-1].grid.scale.levels)
        places = {level: level for level in range(levels)}
        places[-STATE_CODES[MarkState.NO_OPINION]] = levels
        counted: dict[tuple[int, int], list[int]] = {}
        for (dossier, criterion, answer), count in self._count(_ANSWERS, (committee_id,)):
            if answer in places:
                counts = counted.setdefault((dossier, criterion), [0] * (levels + 1))
                counts[places[answer]] += count
        return {
            place: Tally(tuple(counts[:levels]), no_opinion=counts[levels])
            for place, counts in counted.items()
        }

    def sheet_answers(self, committee_id: int) -> Mapping[int, int]:
        """Return, by sheet, how many answers are stored; a sheet without any is absent."""
        return dict(self.rows(_ANSWERED, (committee_id,)))

    def _count(self, statement: str, parameters: tuple[Any, ...]) -> ItemsView[Any, int]:
        """Return the different rows of a query, each with its number.

        Counting them here is faster than SQLite's sorting them for it, and holds few at a time.
        """
        try:
            return Counter(self._connection.execute(statement, parameters)).items()
        except sqlite3.Error as error:
            raise _failure(error) from error


def _failure(error: sqlite3.Error) -> Exception:
    """Return what an error of SQLite means, or the error itself when it is a bug of ours."""
    return told(error) or error
