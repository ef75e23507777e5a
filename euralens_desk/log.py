"""The log: versions, starts, and failures by kind. Never a name, a text or a figure of a dossier.

What is written is chosen from what the program is, not from what it handles: the class of an error
and where it was raised, never its message.
"""

from __future__ import annotations

import logging
import platform
import sys
import traceback
from pathlib import Path

import platformdirs

from euralens_desk import __version__

LARGEST = 256 * 1024
"""Bytes of one file; two older ones are kept beside."""

_log = logging.getLogger("euralens_desk.log")
_log.propagate = False
_log.addHandler(logging.NullHandler())


def start(front_end: str, folder: Path | None = None) -> None:
    """Write to the log file from now on; a folder that refuses is no reason to stop working."""
    from logging.handlers import RotatingFileHandler

    home = folder or Path(platformdirs.user_log_dir("euralens-desk", appauthor=False))
    stop()
    try:
        home.mkdir(parents=True, exist_ok=True)
        file = RotatingFileHandler(
            home / "euralens-desk.log", maxBytes=LARGEST, backupCount=2, encoding="utf-8"
        )
    except OSError:
        return
    file.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    _log.addHandler(file)
    _log.setLevel(logging.INFO)
    _log.info(
        "%s %s, Python %s, %s", front_end, __version__, platform.python_version(), sys.platform
    )


def stop() -> None:
    """Close the log file."""
    for handler in _log.handlers[1:]:
        _log.removeHandler(handler)
        handler.close()


def failure(error: BaseException) -> None:
    """Note a known failure by its kind and, when there is one, the kind of its cause."""
    cause = error.__cause__
    told = type(error).__name__
    _log.info("failure %s%s", told, f" after {type(cause).__name__}" if cause else "")


def bug(error: BaseException) -> None:
    """Note an unexpected error: its class and the lines of code it came through."""
    package = Path(__file__).parent
    frames = [
        f"{Path(frame.filename).relative_to(package)}:{frame.lineno}"
        for frame in traceback.extract_tb(error.__traceback__)
        if Path(frame.filename).is_relative_to(package)
    ]
    _log.error("bug %s at %s", type(error).__name__, " < ".join(reversed(frames)) or "?")
