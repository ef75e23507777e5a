"""The window under test: on no campaign, on an empty one, or on a copy of the sample of 2022."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from euralens_desk.app import build_window
from euralens_desk.composition import new_campaign
from euralens_desk.domain.campaign import Campaign
from euralens_desk.sample import build_sample
from euralens_desk.settings import Settings
from euralens_desk.ui.main_window import MainWindow
from euralens_desk.ui.tasks import InlineRunner
from euralens_desk.ui.viewer.pdf_view import PdfView


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[MainWindow]:
    """The window at its first start; what it asks of the file is answered at once."""
    made = build_window(qapp, Settings(tmp_path / "config"), InlineRunner(), InlineRunner())
    made.resize(1440, 900)
    made.show()
    yield made
    made.close()
    # Widgets that outlive their test are dressed again by each window that follows.
    made.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample campaign, built once; never open it itself."""
    path = tmp_path_factory.mktemp("sample") / "Promotion 2022.euralens"
    build_sample(path).close()
    return path


@pytest.fixture
def sample(window: MainWindow, sample_file: Path, tmp_path: Path) -> MainWindow:
    """The window on a copy of the sample campaign."""
    window.campaigns.open(Path(shutil.copy(sample_file, tmp_path)))
    return window


@pytest.fixture
def empty(window: MainWindow, tmp_path: Path) -> MainWindow:
    """The window on a new campaign: three committees and their grids, nothing else."""
    path = tmp_path / "Promotion 2023.euralens"
    new_campaign(path, Campaign("Promotion 2023", 2023), None).close()
    window.campaigns.open(path)
    return window


@pytest.fixture
def view(window: MainWindow, qtbot: QtBot) -> PdfView:
    """The view of a piece, as narrow as it stands beside a dossier."""
    made = PdfView(window.context)
    qtbot.addWidget(made)
    made.resize(352, 620)
    made.show()
    qtbot.waitExposed(made)
    return made
