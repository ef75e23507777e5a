"""The log: versions, starts, and failures by sentence. Never a name, a text or a figure.

What is written is chosen from what the program is, not from what it handles: the class of an error,
where it was raised, and the sentence of a known failure with its holes empty, never its values.
"""

from __future__ import annotations

import logging
import platform
import sys
import traceback
from pathlib import Path

import platformdirs

from euralens_desk import __version__
from euralens_desk.domain.messages import Failure

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
    """Note a known failure: its kind, that of its cause, and its sentence with empty holes."""
    cause = f" after {type(error.__cause__).__name__}" if error.__cause__ else ""
    said = f": {error.told.text}" if isinstance(error, Failure) else ""
    _log.info("failure %s%s%s", type(error).__name__, cause, said)


def bug(error: BaseException) -> None:
    """Note an unexpected error: its class and the lines of code it came through."""
    package = Path(__file__).parent
    frames = [
        f"{Path(frame.filename).relative_to(package)}:{frame.lineno}"
        for frame in traceback.extract_tb(error.__traceback__)
        if Path(frame.filename).is_relative_to(package)
    ]
    _log.error("bug %s at %s", type(error).__name__, " < ".join(reversed(frames)) or "?")
