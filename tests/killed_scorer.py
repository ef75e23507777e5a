"""The real program in processes of its own, scoring by itself until somebody kills it.

This module is run as a nursery: it imports the program once, then forks a scorer for each line
``FILE PIPE SEED`` it reads. The scorer opens FILE in the real window, with real threads, and writes
to the named PIPE, one line each and at once: ``pid N``; ``ready MEMBER``; ``typed DOSSIER POSITION
LEVEL`` before each key; ``saved N`` when the window says « Enregistré » and nothing is under way:
the first N keys typed must then be on the disk, whatever happens.
"""

from __future__ import annotations

import os
import random
import signal
import sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from euralens_desk.app import build_window
from euralens_desk.settings import Settings
from euralens_desk.ui.main_window import MainWindow
from euralens_desk.ui.pages.scoring.page import ScoringPage
from euralens_desk.ui.sections import Section

ROWS, LEVELS = 13, 5


class Scorer:
    """Types digits in bursts, goes on to the next dossier after the last row, and never stops."""

    def __init__(self, window: MainWindow, pipe: int, seed: int) -> None:
        self._window = window
        self._pipe = pipe
        self._chance = random.Random(seed)
        self._dossier = 0
        self._row = 0
        self._typed = 0
        self._told = 0
        self._is_patient = False
        window.context.desk.saved.connect(self._look_at_the_indicator)

    def tell(self, text: str) -> None:
        """Write a line to the pipe in one piece."""
        os.write(self._pipe, f"{text}\n".encode())

    def begin(self) -> None:
        """Go to the first row of the first dossier."""
        page = self._window.page(Section.SCORING)
        assert isinstance(page, ScoringPage)
        self._sheets = [sheet.dossier.id for sheet in page.panes.dossiers.model.sheets]
        self._open()
        self.tell(f"ready {page.panes.dossiers.members.currentData()}")
        self._burst()

    def _burst(self) -> None:
        """Type a few digits, then go on after a moment, or once all of them are saved."""
        for _key in range(self._chance.randint(1, 4)):
            self._type()
        self._is_patient = self._chance.random() < 0.7
        if not self._is_patient:
            QTimer.singleShot(self._chance.randint(0, 12), self._burst)

    def _type(self) -> None:
        level = self._chance.randrange(LEVELS)
        self.tell(f"typed {self._sheets[self._dossier]} {self._row} {level}")
        self._typed += 1
        self._press(Qt.Key(Qt.Key.Key_0 + level), str(level))
        self._row += 1
        if self._row == ROWS:
            self._row = 0
            self._dossier = (self._dossier + 1) % len(self._sheets)
            self._open()

    def _open(self) -> None:
        """Open the dossier whose turn it is and go up to its first row.

        The page asks three questions one after the other; ours come each just after one of them.
        """
        self._window.go(Section.SCORING, self._sheets[self._dossier])
        for _question in range(3):
            answered: list[bool] = []
            self._window.context.desk.ask(lambda file: True, answered.append)
            while not answered:
                QApplication.processEvents()
        for _row in range(ROWS):
            self._press(Qt.Key.Key_Up, "")

    def _press(self, key: Qt.Key, text: str) -> None:
        held = self._window.focusWidget()
        none = Qt.KeyboardModifier.NoModifier
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.postEvent(held, QKeyEvent(kind, key, none, text))
        QApplication.sendPostedEvents(held)

    def _look_at_the_indicator(self, _at: object) -> None:
        """Acknowledge what was typed, once the window says that all of it is saved."""
        desk, words = self._window.context.desk, self._window.status.saved.words
        if not desk.pending and words.text().startswith("Enregistré ") and self._typed > self._told:
            self._told = self._typed
            self.tell(f"saved {self._told}")
            if self._is_patient:
                self._is_patient = False
                QTimer.singleShot(self._chance.randint(0, 4), self._burst)


def score(path: Path, pipe: int, seed: int) -> None:
    """Open the window on a campaign and score until killed."""
    application = QApplication([])
    window = build_window(application, Settings(path.parent / "config"))
    window.show()
    scorer = Scorer(window, pipe, seed)
    scorer.tell(f"pid {os.getpid()}")

    def wait() -> None:
        page = window.page(Section.SCORING)
        assert isinstance(page, ScoringPage)
        if page.panes.has_keyboard():
            scorer.begin()
        else:
            QTimer.singleShot(1, wait)

    def opened() -> None:
        window.go(Section.SCORING)
        wait()

    window.context.desk.opened.connect(opened)
    window.campaigns.open(path)
    application.exec()


def main() -> None:
    """Fork a scorer for each line of the standard input."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        path, pipe, seed = line.rstrip("\n").split("\t")
        if os.fork() == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            score(Path(path), os.open(pipe, os.O_WRONLY), int(seed))
            os._exit(1)


if __name__ == "__main__":
    main()
