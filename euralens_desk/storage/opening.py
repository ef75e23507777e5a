"""Open and create campaign files: identity, version, lock, integrity, backup, recovery."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

from sqlalchemy.engine import Engine

from euralens_desk import __version__
from euralens_desk.domain.campaign import Campaign
from euralens_desk.domain.messages import Failure, Message, message
from euralens_desk.storage import backups, connection, failures, lock, schema
from euralens_desk.storage.campaign_file import SqliteCampaignFile, Station


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
    part = path.with_name(f"{path.name}.part")
    try:
        part.unlink(missing_ok=True)
        part.touch()
        engine = connection.connect(part)
        with engine.begin() as opened:
            schema.create_tables(opened)
            opened.execute(
                schema.meta.insert().values(
                    id=1,
                    doc_uuid=str(uuid4()),
                    min_reader=schema.MIN_READER,
                    min_writer=schema.MIN_WRITER,
                    app_version=__version__,
                    generation=0,
                )
            )
        engine.dispose()
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise Failure(
            message(
                "{name} could not be created there. Nothing was written. "
                "Choose a folder you may write to.",
                name=path.name,
            )
        ) from error


def open_campaign(path: Path, station: Station, *, read_only: bool = False) -> SqliteCampaignFile:
    """Open a campaign file; OpenedElsewhere when another program has it.

    Read-only works on a file that is open elsewhere: what is shown is its state at this moment.
    """
    connection.refuse_newer(connection.check_identity(path))
    if read_only:
        return _consult(path, station)
    taken = lock.take(path, station.actor, station.now())
    try:
        was_cut = taken.was_left or path.with_name(f"{path.name}-journal").exists()
        engine = connection.connect(path)
        opened = _opened(engine, path, station, taken.lock)
        if was_cut:
            opened.recovered = _recover(opened)
        _back_up_at_opening(opened)
    except BaseException:
        taken.lock.release()
        raise
    return opened


def _opened(
    engine: Engine,
    path: Path,
    station: Station,
    held: lock.Lock | None,
    release: Callable[[], None] | None = None,
) -> SqliteCampaignFile:
    try:
        raw = connection.raw(engine)
        if raw.execute("PRAGMA quick_check").fetchone() != ("ok",):
            raise failures.Damaged(failures.damaged())
        (doc_uuid,) = raw.execute("SELECT doc_uuid FROM meta").fetchone()
        return SqliteCampaignFile(
            raw,
            path,
            station,
            backups_folder=backups.folder_for(station.backups, doc_uuid),
            lock=held,
            release=release or engine.dispose,
        )
    except Exception as error:
        engine.dispose()
        if isinstance(error, Failure):
            raise
        raise failures.Damaged(failures.damaged()) from error


def _recover(opened: SqliteCampaignFile) -> Message | None:
    """Check everything after an unclean stop; Failure when something does not hold."""
    found = opened.verify()
    if not found.is_sound:
        opened.close()
        raise failures.Damaged(failures.damaged())
    entries = opened.journal(1)
    if not entries:
        return None
    return message(
        "The program stopped unexpectedly. Everything saved is here; last save: {at}.",
        at=entries[0].at,
    )


def _back_up_at_opening(opened: SqliteCampaignFile) -> None:
    """Keep a copy of the file as it was found, unless nothing changed since the last one."""
    if not opened.journal(1):
        return
    existing = backups.stamped(opened.backups_folder)
    changed = opened.path.stat().st_mtime
    if existing and existing[0][1].stat().st_mtime >= changed:
        return
    try:
        opened.backup("opening")
    except Failure:
        # A backup that can't be written must not keep a person from working.
        return


def _consult(path: Path, station: Station) -> SqliteCampaignFile:
    """Open for reading: the file itself, or a copy of it while another program writes to it."""
    if not lock.is_held(path):
        engine = connection.connect(path, read_only=True)
        return _opened(engine, path, station, None)
    folder = Path(tempfile.mkdtemp(prefix="euralens-"))
    copy = folder / path.name
    if not any(backups.copy_being_written(path, copy) for _attempt in range(50)):
        shutil.rmtree(folder)
        raise Failure(message("This file is being written to. Try again in a moment."))
    engine = connection.connect(copy, read_only=True)

    def release() -> None:
        engine.dispose()
        shutil.rmtree(folder, ignore_errors=True)

    return _opened(engine, path, station, None, release)
