"""The projector on two and on three screens: each needs a program started on so many."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
RAN = {"two": "6 passed, 3 skipped", "three": "3 passed, 6 skipped"}


@pytest.mark.parametrize("screens", RAN)
def test_on_several_screens(screens: str) -> None:
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist"]
    done = subprocess.run(
        [*command, "tests/ui/screens/projecting.py"],
        cwd=ROOT,
        env={
            **os.environ,
            "QT_QPA_PLATFORM": f"offscreen:configfile=tests/ui/screens/{screens}.json",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert RAN[screens] in done.stdout, done.stdout
