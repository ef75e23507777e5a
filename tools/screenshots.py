"""Take screenshots: each page of the sample campaign, light and dark, in two sizes; then scenes.

They go to docs/screenshots, or to the folder given. The clock stands still, so that the same
program gives the same pictures.
"""

from __future__ import annotations

import os
import platform
import sys
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from unittest.mock import patch

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QElapsedTimer, QEvent, qInstallMessageHandler
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from euralens_desk import composition
from euralens_desk.app import build_window
from euralens_desk.domain.campaign import Campaign
from euralens_desk.settings import Settings
from euralens_desk.ui.main_window import MainWindow
from euralens_desk.ui.sections import Section
from euralens_desk.ui.tasks import InlineRunner
from euralens_desk.ui.tokens import LIGHT, ThemeName
from tools.scenes import SCENES, On, Scene

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "screenshots"
SIZES = ((1440, 900), (1366, 768))
NOW = datetime(2022, 12, 12, 14, 3, 22).astimezone()
SETTLED = 350
"""Milliseconds for layouts, for texts that wait, and for the pages of pieces to be drawn."""
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
    for stale in out.glob("*.png"):
        stale.unlink()
    with (
        tempfile.TemporaryDirectory() as folder,
        patch.object(composition, "now", lambda: NOW),
        patch.object(composition, "person", lambda: "secrétariat"),
        patch.object(composition, "backups_folder", lambda: Path(folder) / "backups"),
        patch.object(platform, "node", lambda: "portable-1"),
    ):
        for on in On:
            _shoot_window(application, on, Path(folder, on.name), out)
    print(out)
    return 0


def _shoot_window(application: QApplication, on: On, folder: Path, out: Path) -> None:
    """Open a window on a campaign or none, and take all that is pictured there."""
    folder.mkdir()
    runner = InlineRunner()
    window = build_window(application, Settings(folder), runner, runner)
    window.resize(*SIZES[0])
    window.show()
    window.activateWindow()
    OPENERS[on](window, folder)
    if on is On.SAMPLE:
        _shoot_pages(window, out)
    for scene in (scene for scene in SCENES if scene.on is on):
        _shoot_scene(window, scene, out)
    window.close()


def _open_empty(window: MainWindow, folder: Path) -> None:
    path = folder / "Promotion 2023.euralens"
    composition.new_campaign(path, Campaign("Promotion 2023", 2023), None).close()
    window.campaigns.open(path)


OPENERS: dict[On, Callable[[MainWindow, Path], None]] = {
    On.NOTHING: lambda _window, _folder: None,
    On.EMPTY: _open_empty,
    On.SAMPLE: lambda window, _folder: window.campaigns.try_sample(),
}


def _shoot_pages(window: MainWindow, out: Path) -> None:
    for theme, name in THEMES.items():
        window.context.look.set_theme(name)
        for size in SIZES:
            window.resize(*size)
            for section, picture in NAMES.items():
                window.go(section)
                _save(window, out / f"{picture}-{theme}-{size[0]}.png")
    window.context.look.set_theme(ThemeName.LIGHT)


def _shoot_scene(window: MainWindow, scene: Scene, out: Path) -> None:
    window.resize(*scene.size)
    scene.play(window)
    _save(scene.of(window), out / f"{scene.name}-clair-{scene.size[0]}.png")
    window.context.projector.hide()
    for dialog in window.findChildren(QDialog):
        dialog.close()


def _save(window: QWidget, path: Path) -> None:
    """Write what is on the screen: the window, and the dialog above it."""
    _settle()
    picture = window.grab()
    painter = QPainter(picture)
    painter.setPen(QPen(QColor(LIGHT.line2)))
    for dialog in window.findChildren(QDialog):
        if dialog.isVisible():
            place = dialog.geometry().translated(-window.geometry().topLeft())
            painter.drawPixmap(place.topLeft(), dialog.grab())
            painter.drawRect(place.adjusted(-1, -1, 0, 0))
    painter.end()
    picture.save(str(path))


def _settle() -> None:
    clock = QElapsedTimer()
    clock.start()
    while clock.elapsed() < SETTLED:
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        QApplication.processEvents()


if __name__ == "__main__":
    sys.exit(main())
