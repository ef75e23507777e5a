"""What is imported before the first paint: nothing heavy (the time itself is row 1 of the bench)."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

HEAVY = {
    "alembic",
    "charset_normalizer",
    "lxml",
    "openpyxl",
    "pypdfium2",
    "python_calamine",
    "reportlab",
    "sqlalchemy",
    "sqlite3",
}
ROOT = Path(__file__).parents[2]


def test_nothing_heavy_is_imported_before_the_first_paint(tmp_path: Path) -> None:
    surroundings = {
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(ROOT),
        "HOME": str(tmp_path),
        "XDG_CONFIG_HOME": str(tmp_path),
        "PATH": "",
    }
    found = subprocess.run(
        [sys.executable, "-m", "benchmarks.first_paint", "home"],
        env=surroundings,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    imported = json.loads(found.stdout)
    assert "euralens_desk.ui.pages.home" in imported
    assert not HEAVY.intersection(imported)
