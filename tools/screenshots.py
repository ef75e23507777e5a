"""Take screenshots of each page of the sample campaign, light and dark, in two sizes of window.

They go to docs/screenshots, or to the folder given.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, qInstallMessageHandler
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
    qInstallMessageHandler(lambda _kind, _context, _text: None)  # offscreen warns at each window
    application = QApplication(sys.argv[:1])
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        runner = InlineRunner()
        window = build_window(application, Settings(Path(folder)), runner, runner)
        window.show()
        window.campaigns.try_sample()
        for theme, name in THEMES.items():
            window.context.look.set_theme(name)
            _shoot(application, window, theme, out)
        window.close()
    print(out)
    return 0


def _shoot(application: QApplication, window: MainWindow, theme: str, out: Path) -> None:
    for width, height in SIZES:
        window.resize(width, height)
        for section in PAGES:
            window.go(section)
            for _turn in range(4):  # layouts settle one level a turn
                application.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
                application.processEvents()
            name = NAMES.get(section, section.value)
            window.grab().save(str(out / f"{name}-{theme}-{width}.png"))


if __name__ == "__main__":
    sys.exit(main())
