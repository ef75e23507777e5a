"""Whole, checked copies of a campaign file: dated backups, and « Enregistrer une copie »."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from euralens_desk.domain.messages import Failure, message
from euralens_desk.storage import failures

STAMP = "%Y-%m-%d_%H-%M-%S"
KEEP_ALL = timedelta(days=2)
DAILY, WEEKLY, MONTHLY = 14, 8, 12
LARGEST = 500 * 1024 * 1024
"""Bytes all backups of one campaign may take (TRUST 3a)."""


def copy_whole(connection: sqlite3.Connection, destination: Path) -> None:
    """Copy the open file: beside, checked, then in place at once; the old copy stays on failure."""
    part = destination.with_name(f"{destination.name}.part")
    try:
        part.unlink(missing_ok=True)
        _copy(connection, part)
        _sync(part)
        part.replace(destination)
        _sync_folder(destination.parent)
    except (OSError, sqlite3.Error) as error:
        part.unlink(missing_ok=True)
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


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def folder_for(backups: Path, doc_uuid: str) -> Path:
    """Return the folder of the backups of one campaign."""
    return backups / doc_uuid


def write_backup(
    connection: sqlite3.Connection, folder: Path, campaign: Path, reason: str, now: datetime
) -> Path:
    """Write a dated backup, thin the older ones, and return where it is."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Failure(
            message("The backup folder can't be written. Nothing was changed.")
        ) from error
    destination = folder / f"{now.strftime(STAMP)}_{reason}_{campaign.name}"
    copy_whole(connection, destination)
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
    journal = campaign.with_name(f"{campaign.name}-journal")
    before = campaign.stat().st_mtime_ns
    shutil.copyfile(campaign, destination)
    is_hot = journal.exists() and journal.read_bytes()[:8] == bytes.fromhex("d9d505f920a163d7")
    return campaign.stat().st_mtime_ns == before and not is_hot
