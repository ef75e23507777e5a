"""Where work runs: one thread for the file, another for the rest, and a runner for tests.

A job is a function without arguments that never touches a widget. Its result comes home by a
signal of the ``Desk``, on the thread of the window.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Protocol

from PySide6.QtCore import QObject, Signal

Job = Callable[[], None]


class Runner(Protocol):
    """Runs jobs one after the other, in the order given."""

    def submit(self, job: Job) -> None: ...

    def stop(self) -> None: ...


class ThreadRunner:
    """Runs jobs on one thread of its own: what a job opens is used by the same thread for ever."""

    def __init__(self, name: str) -> None:
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)

    def submit(self, job: Job) -> None:
        """Queue a job."""
        self._executor.submit(job)

    def stop(self) -> None:
        """Run what is queued, then end the thread."""
        self._executor.shutdown(wait=True)


class InlineRunner:
    """Runs each job at once, for tests."""

    def submit(self, job: Job) -> None:
        """Run the job."""
        job()

    def stop(self) -> None:
        """Nothing is left to run."""


class Cancelled(Exception):
    """The person interrupted a long work; nothing of it is kept."""


class Task(QObject):
    """A long work under way, seen from both sides.

    The work calls ``report`` now and then; the window shows ``progressed`` and may ``cancel``.
    """

    progressed = Signal(int, int)
    finished = Signal()

    def __init__(self, title: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.title = title
        self._cancelled = Event()

    def report(self, done: int, total: int = 0) -> None:
        """Say how far the work is (0 for an unknown total); Cancelled when it must stop."""
        self.check()
        self.progressed.emit(done, total)

    def check(self) -> None:
        """Raise Cancelled when the person asked to interrupt."""
        if self._cancelled.is_set():
            raise Cancelled

    def cancel(self) -> None:
        """Ask the work to stop at its next report."""
        self._cancelled.set()

    @property
    def is_cancelled(self) -> bool:
        """Whether the work was asked to stop."""
        return self._cancelled.is_set()
