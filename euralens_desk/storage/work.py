"""One change under way: rows are written as they are put, inside one transaction."""

from __future__ import annotations

import hashlib
import sqlite3
import uuid
from collections.abc import Callable, Iterable
from typing import Any

from euralens_desk.storage.journal import Edits, Row, unseal
from euralens_desk.storage.mapping import KINDS, Key, Mapping, mapping_of
from euralens_desk.storage.reader import Reader

_MANY = 64
"""From so many records on, their former rows are read in one query."""


class SqliteWork(Reader):
    """Collects the row before and after each record it touches."""

    def __init__(self, connection: sqlite3.Connection, new_id: Callable[[type], int]) -> None:
        super().__init__(connection)
        self._new_id = new_id
        self._before: dict[type, dict[Key, Row | None]] = {}
        self._now: dict[type, dict[Key, Row | None]] = {}
        """Both hold the same keys in the same order."""
        self._hidden: set[type] = set()
        self.erased: frozenset[int] = frozenset()

    def put(self, record: object) -> None:
        """Add the record, or replace the one with the same key."""
        mapping = mapping_of(type(record))
        row = mapping.row(record)
        key = mapping.key_of(row)
        held = self._held(mapping, key)
        if held == row:
            return
        if held is None:
            self._connection.execute(mapping.statements.insert, row)
        else:
            self._update(mapping, [row])
        self._now[mapping.kind][key] = row

    def put_all(self, records: Iterable[object]) -> None:
        """Put many records of one kind at once."""
        given = list(records)
        if len(given) < _MANY:
            for record in given:
                self.put(record)
            return
        mapping = mapping_of(type(given[0]))
        stored = mapping.rows(given)
        rows = dict(zip(map(mapping.key_of, stored), stored, strict=True))
        now = self._read_range(mapping, rows)
        former = list(map(now.__getitem__, rows))
        pairs = list(zip(former, rows.values(), strict=True))
        added = [row for held, row in pairs if held is None]
        changed = [row for held, row in pairs if held is not None and held != row]
        self._connection.executemany(mapping.statements.insert, added)
        self._update(mapping, changed)
        now.update(rows)

    def remove(self, record: object) -> None:
        """Remove the record with the key of this one."""
        mapping = mapping_of(type(record))
        key = mapping.key_of(mapping.row(record))
        if self._held(mapping, key) is not None:
            self._connection.execute(mapping.statements.delete, key)
            self._now[mapping.kind][key] = None

    def new_id(self, kind: type) -> int:
        """Return a fresh id for a record of this kind; each call gives another one."""
        return self._new_id(kind)

    def new_uuid(self) -> str:
        """Return a fresh random identifier."""
        return str(uuid.uuid4())

    def put_content(self, data: bytes) -> str:
        """Store the bytes of an attachment once and return their SHA-256."""
        digest = hashlib.sha256(data).hexdigest()
        self._connection.execute(
            "INSERT OR IGNORE INTO content (sha256, data) VALUES (?, ?)", (digest, data)
        )
        return digest

    def forget_history(self, kind: type, **equals: object) -> None:
        """Erase the journal's details of past changes to these records, this one's included.

        A line about one record alone loses its name too: it could say which one, and its time
        stands in the chain.
        """
        mapping = mapping_of(kind)
        name = mapping.table.name
        wanted = dict(zip(equals, mapping.parameters(equals, equals.values()), strict=True))
        places = [(mapping.columns.index(column), value) for column, value in wanted.items()]
        found = self.rows(
            "SELECT seq, edits FROM journal_detail WHERE edits IS NOT NULL AND kinds LIKE ?",
            (f"%,{name},%",),
        )
        unsealed = ((seq, unseal(edits)) for seq, edits in found)
        erased = {seq: edits for seq, edits in unsealed if _touches(edits.get(name, []), places)}
        alone = [seq for seq, edits in erased.items() if sum(map(len, edits.values())) == 1]
        self._connection.executemany(
            "UPDATE journal_detail SET edits = NULL, edits_salt = NULL WHERE seq = ?",
            [(seq,) for seq in erased],
        )
        self._connection.executemany(
            "UPDATE journal_detail SET about = NULL, about_salt = NULL WHERE seq = ?",
            [(seq,) for seq in alone],
        )
        self.erased |= frozenset(erased)
        self._hidden.add(kind)

    @property
    def is_erasure(self) -> bool:
        """Whether something is being forgotten: a closed campaign does not stand in its way."""
        return bool(self._hidden)

    def tables_to_write_anew(self) -> tuple[str, ...]:
        """Return the tables in which a former byte of what is forgotten could be left."""
        if not self._hidden:
            return ()
        return (*sorted(mapping_of(kind).table.name for kind in self._hidden), "journal_detail")

    def edits(self) -> Edits:
        """Return what changed, by table; nothing for a record put back as it was."""
        found: Edits = {}
        for kind, before in self._before.items():
            pairs = zip(before.values(), self._now[kind].values(), strict=True)
            changed = [pair for pair in pairs if pair[0] != pair[1]]
            if changed:
                found[mapping_of(kind).table.name] = changed
        return found

    def kept_edits(self, edits: Edits) -> Edits:
        """Return the edits the journal may keep."""
        hidden = {mapping_of(kind).table.name for kind in self._hidden}
        return {name: changed for name, changed in edits.items() if name not in hidden}

    def apply(self, edits: Edits, *, backwards: bool) -> None:
        """Put back the rows of past edits (before-images when ``backwards``)."""
        for name, changed in edits.items():
            mapping = mapping_of(KINDS[name])
            pairs = [
                (_row(after), _row(before)) if backwards else (_row(before), _row(after))
                for before, after in changed
            ]
            gone = [mapping.key_of(old) for old, new in pairs if old is not None and new is None]
            self._connection.executemany(mapping.statements.delete, gone)
            self._update(
                mapping, [new for old, new in pairs if old is not None and new is not None]
            )
            added = [new for old, new in pairs if old is None and new is not None]
            self._connection.executemany(mapping.statements.insert, added)

    def _held(self, mapping: Mapping, key: Key) -> Row | None:
        """Return the row held now under a key, remembering what was there before the change."""
        now = self._now.setdefault(mapping.kind, {})
        if key not in now:
            found = self.rows(mapping.statements.select_one, key)
            row = found[0] if found else None
            self._before.setdefault(mapping.kind, {})[key] = row
            now[key] = row
        return now[key]

    def _read_range(self, mapping: Mapping, rows: dict[Key, Row]) -> dict[Key, Row | None]:
        """Return the rows held now, those of these keys among them, read in one query."""
        now = self._now.setdefault(mapping.kind, {})
        firsts: list[Any] = [key[0] for key in rows]
        found = self.rows(mapping.statements.select_range, (min(firsts), max(firsts)))
        was: dict[Key, Row | None] = dict.fromkeys(rows)
        was.update((key, row) for row in found if (key := mapping.key_of(row)) in was)
        for key in was.keys() & now.keys():
            del was[key]
        now.update(was)
        self._before.setdefault(mapping.kind, {}).update(was)
        return now

    def _update(self, mapping: Mapping, rows: list[Row]) -> None:
        if rows:
            parameters = [(*mapping.rest_of(row), *mapping.key_of(row)) for row in rows]
            self._connection.executemany(mapping.statements.update, parameters)


def _row(stored: list[Any] | tuple[Any, ...] | None) -> Row | None:
    return None if stored is None else tuple(stored)


def _touches(changed: list[Any], places: list[tuple[int, Any]]) -> bool:
    """Whether one of the rows has these values at these places."""
    return any(
        row is not None and all(row[place] == value for place, value in places)
        for pair in changed
        for row in pair
    )
