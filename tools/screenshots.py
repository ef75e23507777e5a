"""Take the screenshots of docs/screenshots: each page, light and dark, two sizes of window."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from euralens_desk.app import build_window
from euralens_desk.settings import Settings
from euralens_desk.ui.main_window import MainWindow
from euralens_desk.ui.navigation import PAGES
from euralens_desk.ui.sections import Section
from euralens_desk.ui.tasks import InlineRunner
from euralens_desk.ui.tokens import ThemeName

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "screenshots"
SIZES = ((1440, 900), (1366, 768))
THEMES = {"clair": ThemeName.LIGHT, "sombre": ThemeName.DARK}
NAMES = {
    Section.HOME: "accueil",
    Section.PROMOTION: "promotion",
    Section.DOSSIERS: "dossiers",
    Section.PEOPLE: "comites",
    Section.SCORING: "notation",
    Section.MEETINGS: "seances",
    Section.STUDENTS: "lyceen-saisie",
    Section.SYNTHESIS: "synthese",
    Section.DOCUMENTS: "documents",
    Section.PREPARATION: "grilles",
    Section.JOURNAL: "journal",
    Section.SETTINGS: "reglages",
}


def main() -> int:
    """Write every picture and say where."""
    application = QApplication(sys.argv[:1])
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        runner = InlineRunner()
        window = build_window(application, Settings(Path(folder)), runner, runner)
        window.show()
        window.campaigns.try_sample()
        for theme, name in THEMES.items():
            window.context.look.set_theme(name)
            _shoot(application, window, theme)
        window.close()
    print(FOLDER)
    return 0


def _shoot(application: QApplication, window: MainWindow, theme: str) -> None:
    for width, height in SIZES:
        window.resize(width, height)
        for section in PAGES:
            window.go(section)
            for _turn in range(4):  # layouts settle one level a turn
                application.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
                application.processEvents()
            window.grab().save(str(FOLDER / f"{NAMES[section]}-{theme}-{width}.png"))


if __name__ == "__main__":
    sys.exit(main())
