"""Row 2: one score, from the keystroke to the repaint, in the real window with its real threads."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, sleep, thread_time
from typing import TYPE_CHECKING

from benchmarks.measure import Figure, percentile
from euralens_desk.sample import build_sample

if TYPE_CHECKING:
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QApplication, QWidget

    from euralens_desk.ui.main_window import MainWindow

ROW = "2"
ROWS, LEVELS = 13, 5
COUNT = 260


@dataclass(frozen=True, slots=True)
class Keystroke:
    """Seconds of one score.

    ``key``, ``paint`` and ``heard`` are processor time of the thread of the window: until the key
    is answered and handed to the file, to paint what changed, and to hear that the disk has it.
    ``repaint`` is what a person waits: from the key to the end of the painting, by the clock.
    """

    key: float
    paint: float
    heard: float
    repaint: float

    @property
    def own(self) -> float:
        """All that the thread of the window worked for this score."""
        return self.key + self.paint + self.heard


def figures(folder: Path) -> Iterator[Figure]:
    """What the window's thread works for one score, and what a person waits."""
    found = keystrokes(folder)
    middle = {
        name: percentile([getattr(one, name) for one in found], 0.5) * 1e3
        for name in ("key", "paint", "heard")
    }
    note = ", ".join(f"{name} {spent:.1f} ms" for name, spent in middle.items())
    own = tuple(one.own for one in found)
    yield Figure(ROW, "one score: the window's own time", "–", (), own, 0.002, note)
    seen = tuple(one.repaint for one in found)
    yield Figure(ROW, "one score: keystroke to repaint, p99", "–", (), seen, 0.016, share=0.99)


def keystrokes(folder: Path, count: int = COUNT) -> tuple[Keystroke, ...]:
    """Type ``count`` scores on a copy of the sample and time each; 13 more warm the page up."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    built = folder / "sample.euralens"
    build_sample(built).close()
    typist = _Typist(Path(shutil.copy(built, folder / "bench.euralens")))
    try:
        return typist.type(count + ROWS)[ROWS:]
    finally:
        typist.window.close()


class _Typist:
    """The window on a campaign, and somebody who scores."""

    def __init__(self, path: Path) -> None:
        from PySide6.QtWidgets import QApplication

        from euralens_desk.app import build_window
        from euralens_desk.settings import Settings
        from euralens_desk.ui.sections import Section
        from euralens_desk.ui.widgets.levels import LevelGroup

        found = QApplication.instance() or QApplication([])
        assert isinstance(found, QApplication)
        self.application: QApplication = found
        self.window: MainWindow = build_window(found, Settings(path.parent / "config"))
        self.window.resize(1440, 900)
        self.window.show()
        self.window.campaigns.open(path)
        self._until(lambda: self.window.context.desk.state is not None)
        self.window.go(Section.SCORING)
        self._until(lambda: isinstance(self.window.focusWidget(), LevelGroup))

    def _until(self, is_so: Callable[[], bool]) -> None:
        while not is_so():
            self.application.processEvents()
            sleep(0.0005)

    def type(self, count: int) -> tuple[Keystroke, ...]:
        """Score row after row, the whole grid again and again, each time one level higher."""
        from PySide6.QtCore import Qt

        found = []
        for turn in range(count):
            if turn % ROWS == 0:
                for _row in range(ROWS):
                    self._press(Qt.Key.Key_Up)
                self._rest()
            found.append(self._score((turn + turn // ROWS) % LEVELS))
        return tuple(found)

    def _press(self, key: Qt.Key, text: str = "") -> None:
        from PySide6.QtCore import QEvent, Qt
        from PySide6.QtGui import QKeyEvent

        held: QWidget | None = self.window.focusWidget()
        assert held is not None
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text)
        self.application.sendEvent(held, event)

    def _rest(self) -> None:
        """Let what was asked meanwhile come home: it belongs to no key."""
        for _moment in range(5):
            self.application.processEvents()
            sleep(0.002)

    def _score(self, level: int) -> Keystroke:
        from PySide6.QtCore import Qt

        desk, start, begun = self.window.context.desk, perf_counter(), thread_time()
        self._press(Qt.Key(Qt.Key.Key_0 + level), str(level))
        answered = thread_time()
        self.application.processEvents()
        painted, seen = thread_time(), perf_counter() - start
        heard = 0.0
        while desk.pending:
            sleep(0.0005)
            before = thread_time()
            self.application.processEvents()
            heard += thread_time() - before
        self._rest()
        return Keystroke(answered - begun, painted - answered, heard, seen)
