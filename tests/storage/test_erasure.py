"""What SQLite zeroes is not all: rows it moved between pages leave copies behind."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from random import Random

import pytest

from euralens_desk.storage.connection import SETTINGS
from euralens_desk.storage.erasure import keep_rollback_journal, write_anew


def fill(held: sqlite3.Connection, seed: int) -> list[tuple[int, bytes]]:
    """Write rows of uneven sizes, change some; return what is to be erased (row, content)."""
    drawn = Random(seed)
    secrets: list[tuple[int, bytes]] = []
    for row in range(drawn.randrange(50, 300)):
        content = drawn.randbytes(drawn.choice([30, 60, 100, 400, 3000]))
        other = drawn.randbytes(drawn.randrange(40, 120))
        held.execute("INSERT INTO journal_detail VALUES (?, ?, ?)", (row, other, content))
        if drawn.random() < 0.6:
            secrets.append((row, content))
        if drawn.random() < 0.1 and secrets:
            changed, _ = secrets[drawn.randrange(len(secrets))]
            content = drawn.randbytes(drawn.choice([30, 500]))
            secrets.append((changed, content))
            held.execute("UPDATE journal_detail SET edits = ? WHERE seq = ?", (content, changed))
    return secrets


@pytest.mark.parametrize("seed", [5, 79, 121, 122])
def test_no_byte_of_erased_rows_is_left(tmp_path: Path, seed: int) -> None:
    """With these seeds, bytes are left when the table is not written anew."""
    path = tmp_path / "x.db"
    held = sqlite3.connect(path, isolation_level=None)
    for name, value in {**SETTINGS, "synchronous": 0}.items():
        held.execute(f"PRAGMA {name} = {value}").fetchall()
    held.execute("CREATE TABLE journal_detail (seq INTEGER PRIMARY KEY, about BLOB, edits BLOB)")
    secrets = fill(held, seed)
    held.execute("BEGIN IMMEDIATE")
    erase = "UPDATE journal_detail SET edits = NULL WHERE seq = ?"
    held.executemany(erase, [(row,) for row, _ in secrets])
    before = held.execute("SELECT * FROM journal_detail ORDER BY seq").fetchall()
    write_anew(held, ["journal_detail"])
    held.execute("COMMIT")
    keep_rollback_journal(held)
    assert held.execute("SELECT * FROM journal_detail ORDER BY seq").fetchall() == before
    assert path.with_name("x.db-journal").stat().st_size == 0
    held.close()
    data = path.read_bytes()
    assert not [row for row, content in secrets if content[:16] in data or content[16:30] in data]
