"""Row 2: one score, from the keystroke to the repaint, in the real window with its real threads."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, sleep, thread_time

from benchmarks.measure import percentile
from euralens_desk.sample import build_sample

ROWS = 13


@dataclass(frozen=True, slots=True)
class Keystrokes:
    """Seconds, one of each for every key.

    ``own`` is what the thread of the window worked: taking the key, painting what changed and,
    later, hearing that the disk has it. ``repaint`` is how long a person waits to see the score.
    """

    own: tuple[float, ...]
    repaint: tuple[float, ...]


def keystrokes(count: int = 260) -> Keystrokes:
    """Type ``count`` scores on a copy of the sample and time each; 13 more warm the page up."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with TemporaryDirectory() as folder:
        built = Path(folder) / "sample.euralens"
        build_sample(built).close()
        return _typed(Path(shutil.copy(built, Path(folder) / "bench.euralens")), count)


def _typed(path: Path, count: int) -> Keystrokes:
    from PySide6.QtCore import QEvent, QObject, Qt
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication, QWidget

    from euralens_desk.app import build_window
    from euralens_desk.settings import Settings
    from euralens_desk.ui.sections import Section
    from euralens_desk.ui.widgets.levels import LevelGroup

    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    window = build_window(application, Settings(path.parent / "config"))
    window.resize(1440, 900)
    window.show()
    desk = window.context.desk

    class Painted(QObject):
        """Remembers when a widget was last painted."""

        is_seen = False

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            self.is_seen = self.is_seen or event.type() == QEvent.Type.Paint
            return False

    def until(is_so: Callable[[], bool]) -> None:
        while not is_so():
            application.processEvents()
            sleep(0.0002)

    def press(key: Qt.Key, text: str = "") -> QWidget:
        held = window.focusWidget()
        assert held is not None
        no_modifier = Qt.KeyboardModifier.NoModifier
        application.sendEvent(held, QKeyEvent(QEvent.Type.KeyPress, key, no_modifier, text))
        return held

    def score(turn: int) -> tuple[float, float]:
        held, painted = window.focusWidget(), Painted()
        assert held is not None
        held.parentWidget().installEventFilter(painted)
        worked, start = thread_time(), perf_counter()
        press(Qt.Key(Qt.Key.Key_0 + turn), str(turn))
        while not painted.is_seen:
            application.processEvents()
        seen, own = perf_counter() - start, thread_time() - worked
        while desk.pending:
            sleep(0.0002)
            begun = thread_time()
            application.processEvents()
            own += thread_time() - begun
        held.parentWidget().removeEventFilter(painted)
        return own, seen

    window.campaigns.open(path)
    until(lambda: desk.state is not None)
    window.go(Section.SCORING)
    until(lambda: isinstance(window.focusWidget(), LevelGroup))
    found = []
    for turn in range(ROWS + count):
        if turn % ROWS == 0:
            for _row in range(ROWS):
                press(Qt.Key.Key_Up)
            application.processEvents()
        found.append(score((turn + turn // ROWS) % 5))
    window.close()
    kept = found[ROWS:]
    return Keystrokes(tuple(own for own, _ in kept), tuple(seen for _, seen in kept))


def main() -> int:
    """Print the medians and the worst."""
    found = keystrokes()
    for what, values in (("own time", found.own), ("repaint", found.repaint)):
        middle, worst = percentile(values, 0.5), percentile(values, 0.99)
        print(f"{what}: median {middle * 1e3:.2f} ms, p99 {worst * 1e3:.2f} ms")
    return 0


if __name__ == "__main__":
    sys.exit(main())
