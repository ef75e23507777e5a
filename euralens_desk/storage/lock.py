"""The lock file beside a campaign: it says who has it open, and survives nobody's death."""

from __future__ import annotations

import json
import os
import platform
import secrets
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from euralens_desk.domain.messages import Failure, message
from euralens_desk.storage.connection import is_free
from euralens_desk.storage.failures import OnlyReadable, OpenedElsewhere, OpenedHere


@dataclass(frozen=True, slots=True)
class Lock:
    """A lock this process holds."""

    path: Path
    nonce: str

    def release(self) -> None:
        """Remove the lock, unless somebody else took it over."""
        holder = _read(self.path)
        if holder is not None and holder.get("nonce") == self.nonce:
            self.path.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class Taken:
    """A lock just taken; ``was_left`` when a dead process had left it there."""

    lock: Lock
    was_left: bool


def lock_path(campaign: Path) -> Path:
    """Return where the lock of a campaign file stands: beside the file, whatever link names it."""
    campaign = campaign.resolve()
    return campaign.with_name(f".~lock.{campaign.name}#")


def take(campaign: Path, actor: str, now: datetime) -> Taken:
    """Take the lock; OpenedElsewhere when a living process holds it."""
    path = lock_path(campaign)
    was_left = False
    for _attempt in range(3):
        nonce = secrets.token_hex(8)
        if _create(path, actor, now, nonce):
            return Taken(Lock(path, nonce), was_left)
        _refuse_living(path, campaign)
        path.unlink(missing_ok=True)
        was_left = True
    raise Failure(message("The lock of this file changes hands. Try again in a moment."))


def refuse_here(campaign: Path) -> None:
    """Refuse a file this process has open, before a byte of it is read.

    On POSIX, closing a second handle on a file drops the locks that SQLite holds (TRUST 0.2).
    """
    holder = _read(lock_path(campaign))
    if holder and holder["pid"] == os.getpid() and holder["host"] == platform.node():
        raise OpenedHere(message("This file is already open in this program."))


def _refuse_living(path: Path, campaign: Path) -> None:
    holder = _read(path)
    if holder is None or not _is_alive(holder, campaign):
        return
    raise OpenedElsewhere(
        str(holder["name"]), str(holder["host"]), datetime.fromisoformat(str(holder["since"]))
    )


def refuse_held(path: Path) -> None:
    """Refuse to put a file in the place of a campaign that somebody has open."""
    if is_held(path):
        raise open_campaign(path)


def open_campaign(path: Path) -> Failure:
    """Return the failure of a file that would take the place of an open campaign."""
    return Failure(message("{name} is an open campaign. Choose another name.", name=path.name))


def is_held(campaign: Path) -> bool:
    """Whether a living process has the campaign open."""
    holder = _read(lock_path(campaign))
    return holder is not None and _is_alive(holder, campaign)


def _create(path: Path, actor: str, now: datetime, nonce: str) -> bool:
    told = {
        "name": actor,
        "host": platform.node(),
        "pid": os.getpid(),
        "since": now.isoformat(timespec="seconds"),
        "nonce": nonce,
    }
    try:
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o644)
    except FileExistsError:
        return False
    except OSError as error:
        raise OnlyReadable from error
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(told, file)
    return True


def _read(path: Path) -> dict[str, object] | None:
    """Return what a lock says; None when there is none, {} when it can't be understood."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError):
        return {}
    expected = {"name", "host", "pid", "since", "nonce"}
    return told if isinstance(told, dict) and expected <= told.keys() else {}


def _is_alive(holder: dict[str, object], campaign: Path) -> bool:
    """Whether the holder lives; a holder on another computer is taken for living.

    On this one, a process of the same number may be another by now: SQLite's own lock tells.
    """
    if not holder:
        return False
    if holder["host"] != platform.node():
        return True
    pid = holder["pid"]
    return isinstance(pid, int) and _process_exists(pid) and not is_free(campaign)


def _process_exists(pid: int) -> bool:
    if sys.platform == "win32":
        import ctypes

        handle = ctypes.windll.kernel32.OpenProcess(0x1000, False, pid)
        if handle:
            ctypes.windll.kernel32.CloseHandle(handle)
        return bool(handle)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
