"""Start like the program and stop at the first paint: ``python -m benchmarks.first_paint WHAT``.

WHAT is « empty » (a bare QMainWindow), « home », or a campaign file, which is painted with its
first page. Prints one line of JSON, the modules that were imported, and ends.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow


class _Painted(QObject):
    """Calls ``then`` once a window has been painted, in the next turn of the event loop."""

    def __init__(self, window: QMainWindow, then: Callable[[], None]) -> None:
        super().__init__(window)
        self._then = then
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._then)
        return False


def main(what: str) -> int:
    """Start and wait for the paint."""
    application = QApplication([sys.argv[0]])
    if what == "empty":
        empty = QMainWindow()
        _Painted(empty, _tell)
        empty.show()
        return application.exec()
    from euralens_desk import app

    arguments = [] if what == "home" else [str(Path(what).resolve())]
    window = app.open_window(application, arguments)
    if arguments:
        desk = window.context.desk

        def repaint(_nothing: None) -> None:
            window.repaint()
            QTimer.singleShot(0, _tell)

        desk.opened.connect(lambda: desk.ask(lambda _file: None, repaint))
    else:
        _Painted(window, _tell)
    return application.exec()


def _tell() -> None:
    print(json.dumps(sorted(sys.modules)), flush=True)
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
