"""Erase for good: no former byte of what must be forgotten stays in the file or in its backups.

SQLite zeroes what it deletes (``secure_delete``), but rows it moved when it balanced its pages can
leave a copy behind. So the tables concerned are written anew, inside the same transaction, and the
rollback journal beside the file, which holds the former pages, is cut to nothing at the commit.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path

from euralens_desk.domain.messages import Failure
from euralens_desk.storage import connection
from euralens_desk.storage.mapping import mapping_of
from euralens_desk.storage.whole_files import part_of, sync
from euralens_desk.storage.work import SqliteWork


def write_anew(held: sqlite3.Connection, tables: Iterable[str]) -> None:
    """Write tables again from the first page on, inside the transaction that erases.

    Its commit then cuts the rollback journal to nothing; ``keep_rollback_journal`` ends that.
    """
    for name in tables:
        held.execute("PRAGMA journal_size_limit = 0").fetchall()
        held.execute(f"CREATE TEMP TABLE anew AS SELECT * FROM main.{name}")
        held.execute(f"DELETE FROM main.{name}")
        held.execute(f"INSERT INTO main.{name} SELECT * FROM temp.anew ORDER BY 1")
        held.execute("DROP TABLE temp.anew")


def keep_rollback_journal(held: sqlite3.Connection) -> None:
    """Let commits keep the bytes of the rollback journal again: that is a third faster."""
    held.execute("PRAGMA journal_size_limit = -1").fetchall()


def amend(paths: Iterable[Path], act: Callable[[SqliteWork], None]) -> tuple[Path, ...]:
    """Apply ``act`` to copies of a campaign, without a journal line; return those it failed on."""
    return tuple(path for path in paths if not _amended(path, act))


def _amended(path: Path, act: Callable[[SqliteWork], None]) -> bool:
    """Amend a copy beside, then put it in place, dated as it was."""
    try:
        with part_of(path) as part:
            shutil.copyfile(path, part)
            with closing(connection.connect(part)) as held:
                _apply(held, act)
            sync(part)
            dated = path.stat()
            os.utime(part, ns=(dated.st_atime_ns, dated.st_mtime_ns))
    except (OSError, sqlite3.Error, Failure):
        return False
    return True


def _apply(held: sqlite3.Connection, act: Callable[[SqliteWork], None]) -> None:
    work = SqliteWork(held, _Ids(held))
    held.execute("BEGIN IMMEDIATE")
    act(work)
    write_anew(held, work.tables_to_write_anew())
    held.execute("COMMIT")


class _Ids:
    """Gives ids above those of a file."""

    def __init__(self, held: sqlite3.Connection) -> None:
        self._held = held
        self._last: dict[type, int] = {}

    def __call__(self, kind: type) -> int:
        if kind not in self._last:
            query = mapping_of(kind).statements.max_key
            found = self._held.execute(query, (1, 0)).fetchone()
            self._last[kind] = found[0] if found else 0
        self._last[kind] += 1
        return self._last[kind]
