"""What every child process that meets a hostile file shares: its limits, and how it is heard.

The child limits itself before it sees the file. The parent never unpickles freely what comes back:
a child that a file took over could otherwise run its code in the program.
"""

from __future__ import annotations

import io
import os
import pickle
import signal
import sys
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

MEMORY = 400 * 1024 * 1024
"""Bytes of address space a child may add to what it starts with."""
LONGEST_ANSWER = 256 * 1024 * 1024
"""Bytes of the longest answer that is listened to."""


def be_silent() -> None:
    """Let nothing be said on the screen of the program: libraries that give up write there."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


def limit_this_process(cpu_seconds: int | None = None) -> None:
    """Bound memory and processor time; forbid files to be written and processes to be started."""
    if sys.platform == "win32":
        from euralens_desk.exchange.windows_job import enter_job, kernel

        enter_job(kernel(), MEMORY, cpu_seconds)
        return
    import resource

    limits = {resource.RLIMIT_FSIZE: 0, resource.RLIMIT_NPROC: 0, resource.RLIMIT_CORE: 0}
    if sys.platform == "linux":  # elsewhere the system does not hold to it
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        limits[resource.RLIMIT_AS] = pages * resource.getpagesize() + MEMORY
    for kind, most in limits.items():
        resource.setrlimit(kind, (most, most))
    if cpu_seconds is not None:
        grant_time(cpu_seconds)


def grant_time(cpu_seconds: int) -> None:
    """Let this process use so many more seconds of processor, then end it."""
    if sys.platform == "win32":
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime) + cpu_seconds
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))


def has_passed_its_limits(exit_code: int | None) -> bool:
    """Whether a child was ended for its time, or for memory it did not get."""
    if sys.platform == "win32":
        return False
    return exit_code in (-signal.SIGXCPU, -signal.SIGABRT)


def receive(pipe: Connection, *classes: type) -> Any:
    """Return the next answer of a child: plain values, and values of these classes only.

    EOFError when the child is gone or says what it has no right to say; OSError when its answer is
    too long.
    """
    data = pipe.recv_bytes(LONGEST_ANSWER)
    try:
        return _Unpickler(data, classes).load()
    except (pickle.UnpicklingError, AttributeError, IndexError, KeyError, TypeError, ValueError):
        raise EOFError from None


class _Unpickler(pickle.Unpickler):
    """Knows no other class than those it was given."""

    def __init__(self, data: bytes, classes: tuple[type, ...]) -> None:
        super().__init__(io.BytesIO(data))
        self._classes = {(one.__module__, one.__qualname__): one for one in classes}

    def find_class(self, module: str, name: str) -> type:
        """Return one of the classes; UnpicklingError for anything else."""
        if (module, name) not in self._classes:
            raise pickle.UnpicklingError(f"{module}.{name}")
        return self._classes[module, name]
