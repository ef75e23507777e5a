"""Connect to a campaign file safely: identity, then settings that are read back (TRUST 3a)."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlalchemy import create_engine
from sqlalchemy.engine import Engine
from sqlalchemy.pool import StaticPool

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
            message("{name} is not there any more. Nothing was changed.", name=path.name)
        ) from None
    except OSError as error:
        raise Failure(
            message("{name} could not be read. Nothing was changed.", name=path.name)
        ) from error
    is_ours = int.from_bytes(header[68:72], "big") == schema.APPLICATION_ID
    if header[:16] != MAGIC or not is_ours:
        raise Failure(
            message("{name} is not a campaign file. Nothing was changed.", name=path.name)
        )
    return int.from_bytes(header[60:64], "big")


def refuse_newer(found: int) -> None:
    """Refuse a file written by a newer program."""
    if found > schema.SCHEMA:
        raise Failure(
            message(
                "This file comes from a newer version of the program. It was not touched. "
                "Update the program to open it."
            )
        )


def connect(path: Path, *, read_only: bool = False, immutable: bool = False) -> Engine:
    """Return an engine of one connection with the settings of a campaign file."""
    mode = "ro" if read_only else "rw"
    suffix = "&immutable=1" if immutable else ""
    address = f"{path.resolve().as_uri()}?mode={mode}{suffix}"

    def opened() -> sqlite3.Connection:
        connection = sqlite3.connect(
            address, uri=True, isolation_level=None, check_same_thread=False
        )
        _apply_settings(connection)
        return connection

    return create_engine("sqlite://", creator=opened, poolclass=StaticPool)


def _apply_settings(connection: sqlite3.Connection) -> None:
    for name, value in SETTINGS.items():
        connection.execute(f"PRAGMA {name} = {value}").close()
    for name, value in SETTINGS.items():
        ((found, *_rest),) = connection.execute(f"PRAGMA {name}").fetchall()
        if str(found).lower() != str(value):
            connection.close()
            raise Failure(
                message(
                    "This disk does not allow safe saving ({setting}). Nothing was changed. "
                    "Copy the file to another disk.",
                    setting=name,
                )
            )


def raw(engine: Engine) -> sqlite3.Connection:
    """Return the one sqlite3 connection of an engine."""
    held = engine.raw_connection().driver_connection
    if not isinstance(held, sqlite3.Connection):
        raise failures.Damaged(failures.damaged())
    return held
