"""What the disk and SQLite refuse, told in one calm sentence."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from euralens_desk.domain.messages import Failure, Message, NotSaved, message


class Damaged(Failure):
    """The file is not what was written; nothing of it was changed."""


class DiskFull(NotSaved):
    """The change was not saved for want of room."""


class OpenedElsewhere(Failure):
    """Somebody has the file open: who, where and since when. It may be opened read-only."""

    def __init__(self, name: str, host: str, since: datetime) -> None:
        super().__init__(
            message(
                "This file is open by {name} on {host} since {since}. You can consult it.",
                name=name,
                host=host,
                since=since,
            )
        )
        self.name = name
        self.host = host
        self.since = since


class OnlyReadable(Failure):
    """The file or its folder can't be written; the file may be opened read-only."""

    def __init__(self) -> None:
        super().__init__(
            message(
                "This file or its folder is read-only: it can't be changed there. "
                "You can consult it, or save a copy elsewhere."
            )
        )


class OpenedHere(Failure):
    """This very program has the file open already."""


def damaged() -> Message:
    """Return the sentence about a damaged file."""
    return message("This file is damaged. Nothing in it was changed. Open its last backup instead.")


def read_only() -> Message:
    """Return the sentence about a change asked of a file open for reading only."""
    return message(
        "This file is open for reading only: nothing was changed. Save a copy to work on it."
    )


def told(error: sqlite3.Error) -> Failure | None:
    """Return the failure that an error of SQLite means, or None when it is a bug of ours."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        undecodable = isinstance(error, sqlite3.OperationalError) and "UTF-8" in str(error)
        return Damaged(damaged()) if undecodable else None
    return _BY_CODE.get(code & 0xFF, lambda: None)()


def _full() -> Failure:
    return DiskFull(
        message(
            "The disk is full: the last entry is not saved. All that was saved is kept. "
            "Make room, or save elsewhere."
        )
    )


def _read_only() -> Failure:
    return NotSaved(
        message(
            "This file or its folder is read-only: the last entry is not saved. "
            "Save a copy elsewhere to work on it."
        )
    )


def _locked() -> Failure:
    return Failure(
        message("This file is in use by another program. Nothing was changed. Close it there.")
    )


def _unreachable() -> Failure:
    return NotSaved(
        message(
            "The disk did not answer: the last entry is not saved. All that was saved is kept. "
            "Reconnect the disk, or save elsewhere."
        )
    )


_BY_CODE = {
    sqlite3.SQLITE_FULL: _full,
    sqlite3.SQLITE_READONLY: _read_only,
    sqlite3.SQLITE_BUSY: _locked,
    sqlite3.SQLITE_LOCKED: _locked,
    sqlite3.SQLITE_IOERR: _unreachable,
    sqlite3.SQLITE_CANTOPEN: _unreachable,
    sqlite3.SQLITE_CORRUPT: lambda: Damaged(damaged()),
    sqlite3.SQLITE_NOTADB: lambda: Damaged(damaged()),
}
