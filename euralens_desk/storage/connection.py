"""Connect to a campaign file safely: identity, then settings that are read back (TRUST 3a)."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from euralens_desk.domain.messages import Failure, message
from euralens_desk.storage import failures, schema

MAGIC = b"SQLite format 3\0"

SETTINGS = {
    "locking_mode": "exclusive",
    "journal_mode": "delete",
    "synchronous": 3,
    "foreign_keys": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "mmap_size": 0,
    "secure_delete": 1,
    "temp_store": 2,
    "busy_timeout": 0,
}
"""Every setting is read back; one that did not take stops the opening. EXTRA (3) and DELETE are
what keeps an acknowledged score through a power cut (TRUST 0.1)."""


def check_identity(path: Path) -> int:
    """Return the schema number of a campaign file, read from its header; Failure otherwise.

    Reads bytes, so it must only be called before the file is opened (TRUST 0.2).
    """
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except FileNotFoundError:
        raise Failure(
            message("{name} was not found. Nothing was changed.", name=path.name)
        ) from None
    except OSError as error:
        raise unreadable(path) from error
    is_ours = int.from_bytes(header[68:72], "big") == schema.APPLICATION_ID
    if header[:16] != MAGIC or not is_ours:
        raise Failure(
            message("{name} is not a campaign file. Nothing was changed.", name=path.name)
        )
    return int.from_bytes(header[60:64], "big")


def unreadable(path: Path) -> Failure:
    """Return the failure of a file that can't be read, or copied to be read."""
    return Failure(message("{name} could not be read. Nothing was changed.", name=path.name))


def refuse_other(found: int) -> None:
    """Refuse a file of a schema that is not this program's, which no released one has written."""
    if found > schema.SCHEMA:
        raise Failure(
            message(
                "This file comes from a newer version of the program. It was not touched. "
                "Update the program to open it."
            )
        )
    if found < schema.SCHEMA:
        raise Failure(
            message(
                "This file comes from a trial version that is no longer read. It was not touched."
            )
        )


def connect(path: Path) -> sqlite3.Connection:
    """Connect with the settings of a campaign file; sqlite3.Error when it can't be used.

    The exclusive lock, once taken, is kept until the end: that is what the locking mode says.
    """
    connection = sqlite3.connect(
        _address(path), uri=True, isolation_level=None, check_same_thread=False
    )
    try:
        _apply_settings(connection)
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")
    except BaseException:
        connection.close()
        raise
    return connection


def _address(path: Path) -> str:
    return f"{path.resolve().as_uri()}?mode=rw"


def check_writable(path: Path) -> None:
    """Refuse a file that can't be written: SQLite would say so at the first change only."""
    try:
        path.open("r+b").close()
    except OSError as error:
        raise failures.OnlyReadable from error


def is_free(path: Path) -> bool:
    """Whether no living process holds the file, on this computer.

    Never asked for a file that this process has open itself (``lock.refuse_here`` comes first).
    """
    try:
        with closing(sqlite3.connect(_address(path), uri=True, timeout=0)) as probe:
            probe.isolation_level = None
            probe.execute("BEGIN EXCLUSIVE")
            probe.execute("ROLLBACK")
    except sqlite3.OperationalError as error:
        return error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY
    except sqlite3.DatabaseError:
        return True
    return True


def _apply_settings(connection: sqlite3.Connection) -> None:
    for name, value in SETTINGS.items():
        connection.execute(f"PRAGMA {name} = {value}").close()
    for name, value in SETTINGS.items():
        ((found, *_rest),) = connection.execute(f"PRAGMA {name}").fetchall()
        if str(found).lower() != str(value):
            raise Failure(
                message(
                    "This disk does not allow safe saving ({setting}). Nothing was changed. "
                    "Copy the file to another disk.",
                    setting=name,
                )
            )
