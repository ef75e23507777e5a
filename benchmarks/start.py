"""Row 1: from the start of the process to a painted window, against an empty QMainWindow."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from openpyxl import Workbook

from benchmarks import wave
from benchmarks.measure import Figure, alternate
from euralens_desk.domain.messages import message
from euralens_desk.domain.sheet import Score

ROW = "1"
DOSSIERS = 30
ROUNDS = 9


def figures(folder: Path) -> Iterator[Figure]:
    """Yield the home page, a campaign of 30 scored dossiers, and the peer if it is installed."""
    surroundings = _surroundings(folder)
    campaign = wave.campaign(folder, dossiers=DOSSIERS)
    with campaign.change(message("import")) as work:
        work.put_all(_scores())
    campaign.close()

    def start(what: str) -> None:
        _run([sys.executable, "-m", "benchmarks.first_paint", what], surroundings)

    def empty() -> None:
        start("empty")

    peer = "empty QMainWindow"
    start(str(campaign.path))
    floors, found = alternate(empty, lambda: start("home"), ROUNDS)
    yield Figure(ROW, "start to the home page painted", peer, floors, found, 1.5)
    floors, found = alternate(empty, lambda: start(str(campaign.path)), ROUNDS)
    what = f"start to a campaign of {DOSSIERS} dossiers painted"
    yield Figure(ROW, what, peer, floors, found, 3.5)
    yield _against_calc(folder, surroundings, lambda: start(str(campaign.path)))


def _against_calc(
    folder: Path, surroundings: Mapping[str, str], ours: Callable[[], None]
) -> Figure:
    """Measure LibreOffice Calc on the same scores; it need not even paint them, only write them."""
    what, peer = "the same campaign", "LibreOffice Calc, scores opened and written as csv"
    if not shutil.which("soffice"):
        return Figure(ROW, what, peer, (), (), 1, "LibreOffice is not installed here")
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for score in _scores():
        sheet.append([score.sheet_id, score.criterion, score.level])
    book.save(folder / "scores.xlsx")
    words = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    words += ["--convert-to", "csv", "--outdir", str(folder), str(folder / "scores.xlsx")]
    _run(words, surroundings)
    floors, found = alternate(lambda: _run(words, surroundings), ours, 5)
    return Figure(ROW, what, peer, floors, found, 1)


def _surroundings(folder: Path) -> dict[str, str]:
    """Return an environment with a home of its own, where modules are compiled once."""
    homes = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "PYTHONPYCACHEPREFIX")
    kept = {name: value for name, value in os.environ.items() if "BYTECODE" not in name}
    own = {name: str(folder / name) for name in homes}
    return {**kept, **own, "QT_QPA_PLATFORM": "offscreen"}


def _scores() -> list[Score]:
    return [score for score in wave.scores() if score.sheet_id <= DOSSIERS * wave.MEMBERS]


def _run(command: list[str], surroundings: Mapping[str, str]) -> None:
    subprocess.run(command, env=surroundings, check=True, capture_output=True)
