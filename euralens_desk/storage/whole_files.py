"""Files written whole or not at all: beside, synced, read back, then put in place (TRUST 2, row 3).

Everything raises OSError when the disk refuses; what stood at the destination is then untouched,
and nothing is left beside it.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


def write_whole(destination: Path, data: bytes) -> None:
    """Write bytes to a file, whole or not at all."""
    with part_of(destination) as part:
        part.write_bytes(data)
        sync(part)
        if part.read_bytes() != data:
            raise OSError(errno.EIO, "what was written does not read back", str(part))


@contextmanager
def part_of(destination: Path) -> Iterator[Path]:
    """Give a file beside to fill; leaving the block puts it in place, an exception drops it.

    Left-overs of a stopped process go first: SQLite would take its old journal for the new file's.
    """
    part = destination.with_name(f"{destination.name}.part")
    _drop(part)
    try:
        yield part
        part.replace(destination)
        _sync_folder(destination.parent)
    except BaseException:
        with suppress(OSError):
            _drop(part)
        raise


def _drop(part: Path) -> None:
    for left in (part, part.with_name(f"{part.name}-journal")):
        left.unlink(missing_ok=True)


def sync(path: Path) -> None:
    """Wait until the disk has a file."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Wait until the disk has the names of a folder, where the system can tell."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
