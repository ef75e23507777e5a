"""Whole, checked copies of a campaign file: dated backups, and « Enregistrer une copie »."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from euralens_desk.domain.messages import Failure, message
from euralens_desk.storage import failures, lock
from euralens_desk.storage.whole_files import part_of, sync

STAMP = "%Y-%m-%d_%H-%M-%S"
KEEP_ALL = timedelta(days=2)
DAILY, WEEKLY, MONTHLY = 14, 8, 12
LARGEST = 500 * 1024 * 1024
"""Bytes all backups of one campaign may take (TRUST 3a)."""


def copy_whole(connection: sqlite3.Connection, campaign: Path, destination: Path) -> None:
    """Copy the open file: beside, checked, then in place at once; the old copy stays on failure."""
    if destination.exists() and destination.samefile(campaign):
        raise lock.open_campaign(destination)
    lock.refuse_held(destination)
    try:
        with part_of(destination) as part:
            _copy(connection, part)
            sync(part)
    except (OSError, sqlite3.Error) as error:
        raise Failure(
            message(
                "The copy {name} could not be written. The file itself is intact. "
                "Check the disk and its free space, then try again.",
                name=destination.name,
            )
        ) from error


def _copy(connection: sqlite3.Connection, part: Path) -> None:
    target = sqlite3.connect(part)
    try:
        connection.backup(target)
        if target.execute("PRAGMA quick_check").fetchone() != ("ok",):
            raise failures.Damaged(failures.damaged())
        newest = "SELECT hash FROM journal ORDER BY seq DESC LIMIT 1"
        if target.execute(newest).fetchone() != connection.execute(newest).fetchone():
            raise failures.Damaged(failures.damaged())
    finally:
        target.close()


def folder_for(backups: Path, doc_uuid: str) -> Path:
    """Return the folder of the backups of one campaign."""
    return backups / doc_uuid


def write_backup(
    connection: sqlite3.Connection, folder: Path, campaign: Path, reason: str, now: datetime
) -> Path:
    """Write a dated backup, thin the older ones, and return where it is.

    A clock that was set back never makes a backup replace another: it gets the next free second.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Failure(
            message("The backup folder can't be written. Nothing was changed.")
        ) from error
    at = now
    while (destination := folder / f"{at.strftime(STAMP)}_{reason}_{campaign.name}").exists():
        at += timedelta(seconds=1)
    copy_whole(connection, campaign, destination)
    for old in to_drop(stamped(folder), now):
        old.unlink(missing_ok=True)
    return destination


def stamped(folder: Path) -> list[tuple[datetime, Path]]:
    """Return the backups of a folder with their dates, newest first."""
    found = []
    for path in folder.glob("*.euralens"):
        try:
            found.append((datetime.strptime(path.name[:19], STAMP), path))
        except ValueError:
            continue
    return sorted(found, reverse=True)


def to_drop(backups: Iterable[tuple[datetime, Path]], now: datetime) -> list[Path]:
    """Return the backups no longer worth keeping: all of two days, then by day, week, month."""
    now = now.replace(tzinfo=None)
    kept: dict[tuple[str, object], Path] = {}
    dropped: list[Path] = []
    total = 0
    for at, path in backups:
        total += path.stat().st_size
        recent = now - at <= KEEP_ALL
        places = [] if recent else _places(at, kept)
        if (recent or places) and (total <= LARGEST or not kept):
            kept.update(dict.fromkeys(places or [("all", path)], path))
        else:
            dropped.append(path)
    return dropped


def _places(at: datetime, kept: dict[tuple[str, object], Path]) -> list[tuple[str, object]]:
    """Return the free places a backup takes: one a day, a week, a month, up to their number."""
    wanted: list[tuple[str, object, int]] = [
        ("day", at.date(), DAILY),
        ("week", at.isocalendar()[:2], WEEKLY),
        ("month", (at.year, at.month), MONTHLY),
    ]
    taken = {kind: sum(place[0] == kind for place in kept) for kind, _, _ in wanted}
    return [
        (kind, when)
        for kind, when, limit in wanted
        if (kind, when) not in kept and taken[kind] < limit
    ]


def copy_being_written(campaign: Path, destination: Path) -> bool:
    """Copy a file that another process may be writing; False when it changed meanwhile."""
    journal = journal_of(campaign)
    before = campaign.stat().st_mtime_ns
    shutil.copyfile(campaign, destination)
    is_hot = journal.exists() and journal.read_bytes()[:8] == bytes.fromhex("d9d505f920a163d7")
    return campaign.stat().st_mtime_ns == before and not is_hot


def copy_closed(campaign: Path, destination: Path) -> None:
    """Copy a file nobody has open, with the journal a stopped program may have left.

    SQLite takes the unfinished change back in the copy, as it will in the file.
    """
    shutil.copyfile(campaign, destination)
    if journal_of(campaign).exists():
        shutil.copyfile(journal_of(campaign), journal_of(destination))


def journal_of(campaign: Path) -> Path:
    """Return where SQLite keeps what a change under way replaces."""
    return campaign.with_name(f"{campaign.name}-journal")
