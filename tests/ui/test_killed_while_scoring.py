"""The program is killed at any instant while it scores: nothing it called saved is lost.

TRUST row 1: the real window with its real threads types digits; the parent kills it (SIGKILL) after
a random moment, opens the file again and compares it with what the window had said.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pytest

from euralens_desk.domain.sheet import Score, ScoreSheet
from euralens_desk.storage.campaign_file import Station
from euralens_desk.storage.lock import lock_path
from euralens_desk.storage.opening import open_campaign
from euralens_desk.ui.main_window import MainWindow
from euralens_desk.usecases.ports import CampaignReader

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and named pipes")
TESTS = Path(__file__).parents[1]
AT_ONCE = 3
LONGEST = 0.6
"""Seconds a scorer lives at most once it is ready."""
Cells = dict[tuple[int, int], int]


@dataclass
class Run:
    """What one scorer said before it was killed."""

    path: Path
    member: int = 0
    typed: list[tuple[int, int, int]] = field(default_factory=list)
    saved: int = 0
    was_writing: bool = False


class Nursery:
    """A process that has imported the program and forks a scorer at each order."""

    def __init__(self, folder: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(TESTS / "killed_scorer.py")],
            stdin=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            cwd=TESTS.parent,
            env=os.environ
            | {"PYTHONPATH": str(TESTS.parent), "XDG_DATA_HOME": str(folder / "data")},
        )

    def kill_one(self, path: Path, seed: int) -> Run:
        """Let a scorer work on a file for a random moment, kill it, and return what it said."""
        pipe = path.with_suffix(".pipe")
        os.mkfifo(pipe)
        assert self._process.stdin is not None
        self._process.stdin.write(f"{path}\t{pipe}\t{seed}\n")
        self._process.stdin.flush()
        run, pid = Run(path), 0
        with pipe.open() as said:
            while not run.member:
                word, _space, rest = said.readline().partition(" ")
                assert word, "the scorer died by itself"
                pid = int(rest) if word == "pid" else pid
                run.member = int(rest) if word == "ready" else 0
            time.sleep(random.Random(seed).uniform(0, LONGEST))
            os.kill(pid, signal.SIGKILL)
            for line in said:
                _understand(run, line.split())
        _wait_for_the_end(pid)
        run.was_writing = path.with_name(f"{path.name}-journal").exists()
        return run

    def close(self) -> None:
        """End the nursery; its scorers are dead already."""
        self._process.communicate()


def _understand(run: Run, words: list[str]) -> None:
    if words[0] == "typed":
        dossier, position, level = map(int, words[1:])
        run.typed.append((dossier, position, level))
    else:
        assert words[0] == "saved"
        run.saved = int(words[1])


def _wait_for_the_end(pid: int) -> None:
    """Wait until the killed process is gone: its lock is then that of a dead one."""
    end = time.monotonic() + 10
    while time.monotonic() < end:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.001)
    raise AssertionError("the scorer outlived its kill")


def scores(campaign: CampaignReader, member: int) -> Cells:
    """Return the levels of a member, by dossier and position."""
    return {
        (sheet.dossier_id, score.criterion): score.level
        for sheet in campaign.find(ScoreSheet, member_id=member)
        for score in campaign.find(Score, sheet_id=sheet.id)
        if score.level is not None
    }


def check(run: Run, sample_file: Path, station: Station) -> None:
    """Open a file whose program was killed: it must hold all that was called saved."""
    assert lock_path(run.path).exists()
    before = open_campaign(sample_file, station, read_only=True)
    expected = scores(before, run.member)
    before.close()
    after = open_campaign(run.path, station)
    try:
        assert after.recovered is not None
        assert after.verify().is_sound
        found = scores(after, run.member)
    finally:
        after.close()
    for dossier, position, level in run.typed[: run.saved]:
        expected[dossier, position] = level
    later = iter(run.typed[run.saved :])
    while found != expected:
        dossier, position, level = next(later, (0, 0, 0))
        assert dossier, f"a saved score is lost, or written out of order: {run}"
        expected[dossier, position] = level


@pytest.fixture
def nursery(tmp_path: Path) -> Iterator[Nursery]:
    made = Nursery(tmp_path)
    yield made
    made.close()


@pytest.fixture
def station(tmp_path: Path) -> Station:
    return Station("tests", "poste", lambda: datetime.now().astimezone(), tmp_path / "backups")


@pytest.mark.timeout(3_600)
@pytest.mark.parametrize(
    "kills", [50, pytest.param(1_000, marks=pytest.mark.slow)], ids="{} kills".format
)
def test_nothing_called_saved_is_lost_by_a_kill(
    nursery: Nursery, station: Station, sample_file: Path, tmp_path: Path, kills: int
) -> None:
    def kill(seed: int) -> Run:
        path = Path(shutil.copy(sample_file, tmp_path / f"{seed}.euralens"))
        run = nursery.kill_one(path, seed)
        check(run, sample_file, station)
        path.unlink()
        return run

    started = time.monotonic()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        runs = list(pool.map(kill, range(kills)))
    acknowledged = sum(run.saved for run in runs)
    print(
        f"{kills} kills in {time.monotonic() - started:.0f} s: {acknowledged} scores called saved,"
        f" none lost; {sum(len(run.typed) - run.saved for run in runs)} typed and not yet called"
        f" saved; {sum(run.was_writing for run in runs)} files killed in the middle of a commit"
    )
    assert acknowledged > kills


def test_the_window_says_that_everything_is_there(
    window: MainWindow, nursery: Nursery, sample_file: Path, tmp_path: Path
) -> None:
    path = Path(shutil.copy(sample_file, tmp_path / "coupure.euralens"))
    nursery.kill_one(path, 7)
    window.campaigns.open(path)
    state = window.context.desk.state
    assert state is not None
    assert not state.is_read_only
    assert "recovered" in window.messages.banners
