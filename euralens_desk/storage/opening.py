"""Open and create campaign files: identity, version, lock, integrity, backup, recovery."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

from euralens_desk import __version__
from euralens_desk.domain.campaign import Campaign
from euralens_desk.domain.messages import Failure, Message, message
from euralens_desk.storage import backups, connection, failures, lock, schema
from euralens_desk.storage.campaign_file import SqliteCampaignFile, Station
from euralens_desk.storage.whole_files import part_of

CLOCKS_DIFFER = timedelta(hours=1)
"""By how much two sound computers may disagree before a person is told."""


def create_campaign(path: Path, campaign: Campaign, station: Station) -> SqliteCampaignFile:
    """Create a campaign file and open it; Failure when a file is already there."""
    if path.exists():
        raise Failure(
            message(
                "{name} exists already. It was not changed. Choose another name.", name=path.name
            )
        )
    _lay_out(path)
    file = open_campaign(path, station)
    try:
        with file.change(
            message("campaign created, {title}", title=campaign.title), undoable=False
        ) as work:
            work.put(campaign)
    except BaseException:
        file.close()
        path.unlink(missing_ok=True)
        raise
    return file


def _lay_out(path: Path) -> None:
    """Write an empty file of our schema beside, then put it in place."""
    try:
        with part_of(path) as part:
            part.touch()
            with closing(connection.connect(part)) as opened:
                opened.execute("BEGIN IMMEDIATE")
                schema.create_tables(opened)
                opened.execute(
                    "INSERT INTO meta (id, doc_uuid, min_reader, min_writer, app_version,"
                    " generation) VALUES (1, ?, ?, ?, ?, 0)",
                    (str(uuid4()), schema.MIN_READER, schema.MIN_WRITER, __version__),
                )
                opened.execute("COMMIT")
    except (OSError, sqlite3.Error) as error:
        raise Failure(
            message(
                "{name} could not be created there. Nothing was written. "
                "Choose a folder you may write to.",
                name=path.name,
            )
        ) from error


def open_campaign(path: Path, station: Station, *, read_only: bool = False) -> SqliteCampaignFile:
    """Open a campaign file.

    Raises OpenedElsewhere when another program has it, OpenedHere when this one has, OnlyReadable
    when it can't be written there. Read-only works on any: what is shown is its state now.
    """
    lock.refuse_here(path)
    connection.refuse_other(connection.check_identity(path))
    if read_only:
        return _consult(path, station)
    connection.check_writable(path)
    taken = lock.take(path, station.actor, station.now())
    try:
        was_cut = taken.was_left or backups.journal_of(path).exists()
        opened = _opened(path, path, station, taken.lock)
    except BaseException:
        taken.lock.release()
        raise
    try:
        opened.recovered = _recover(opened) if was_cut else _clock_warning(opened, station)
        _back_up_at_opening(opened)
    except BaseException:
        opened.close()
        raise
    return opened


def _opened(
    found: Path,
    path: Path,
    station: Station,
    held: lock.Lock | None,
    release: Callable[[], None] = lambda: None,
) -> SqliteCampaignFile:
    """Open the file ``found`` under the name ``path``; ``release`` runs once it is closed."""
    raw = None

    def close() -> None:
        if raw is not None:
            raw.close()
        release()

    try:
        raw = connection.connect(found)
        if raw.execute("PRAGMA quick_check").fetchone() != ("ok",):
            raise failures.Damaged(failures.damaged())
        _check_schema(raw)
        (doc_uuid,) = raw.execute("SELECT doc_uuid FROM meta").fetchone()
        return SqliteCampaignFile(
            raw,
            path,
            station,
            backups_folder=backups.folder_for(station.backups, doc_uuid),
            lock=held,
            release=close,
        )
    except Exception as error:
        close()
        if isinstance(error, Failure):
            raise
        failure = failures.told(error) if isinstance(error, sqlite3.Error) else None
        raise failure or failures.Damaged(failures.damaged()) from error


def _check_schema(raw: sqlite3.Connection) -> None:
    """Refuse a file that lacks a table, or whose triggers and views are not ours (TRUST 2, 23)."""
    tables = {
        name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    }
    if not tables.issuperset(schema.metadata.tables):
        raise failures.Damaged(failures.damaged())
    found = raw.execute("SELECT name, sql FROM sqlite_master WHERE type IN ('trigger', 'view')")
    if dict(found.fetchall()) != schema.TRIGGERS:
        raise Failure(
            message(
                "This file holds instructions that are not the program's. It was not opened. "
                "Open its last backup instead."
            )
        )


def _recover(opened: SqliteCampaignFile) -> Message | None:
    """Check everything after an unclean stop; Failure when something does not hold."""
    if not opened.verify().is_sound:
        raise failures.Damaged(failures.damaged())
    entries = opened.journal(1)
    if not entries:
        return None
    return message(
        "The program stopped unexpectedly. Everything saved is here; last save: {at}.",
        at=entries[0].at,
    )


def _clock_warning(opened: SqliteCampaignFile, station: Station) -> Message | None:
    """Tell when the last change seems to come from the future: a clock is wrong (TRUST 2, row 9).

    Nothing depends on it: the order of changes is their number in the journal.
    """
    entries = opened.journal(1)
    if not entries or entries[0].at <= station.now() + CLOCKS_DIFFER:
        return None
    return message(
        "The clock of this computer seems wrong: the last change of this file is dated {at}. "
        "The order of changes does not depend on it.",
        at=entries[0].at,
    )


def _back_up_at_opening(opened: SqliteCampaignFile) -> None:
    """Keep a copy of the file as it was found, unless nothing changed since the last one."""
    if not opened.journal(1):
        return
    try:
        existing = backups.stamped(opened.backups_folder)
        changed = opened.path.stat().st_mtime
        if not existing or existing[0][1].stat().st_mtime < changed:
            opened.backup("opening")
    except (Failure, OSError):
        # A backup that can't be written must not keep a person from working.
        return


def _consult(path: Path, station: Station) -> SqliteCampaignFile:
    """Open a copy for reading: the file itself is neither held nor touched."""
    folder = Path(tempfile.mkdtemp(prefix="euralens-"))

    def release() -> None:
        shutil.rmtree(folder, ignore_errors=True)

    copy = folder / path.name
    try:
        _copy_for_reading(path, copy)
    except OSError as error:
        release()
        raise connection.unreadable(path) from error
    except Failure:
        release()
        raise
    return _opened(copy, path, station, None, release)


def _copy_for_reading(path: Path, copy: Path) -> None:
    """Copy a file as its last whole change left it."""
    if not lock.is_held(path):
        backups.copy_closed(path, copy)
    elif not any(backups.copy_being_written(path, copy) for _attempt in range(50)):
        raise Failure(message("This file is being written to. Try again in a moment."))
