"""Row 5: all opinions of a wave from the file, against reading the same rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from benchmarks import wave
from benchmarks.measure import Figure, alternate
from euralens_desk.domain.messages import message
from euralens_desk.storage.reader import Reader
from euralens_desk.usecases.opinions import committee_opinions

ROW = "5"
LARGE = 1_334
"""Members that make 5.2 million scores of 300 dossiers."""


def figures(folder: Path) -> Iterator[Figure]:
    """Yield a year's wave, then 5.2 million scores."""
    campaign = wave.campaign(folder)
    with campaign.change(message("import"), undoable=False) as work:
        work.put_all(wave.scores())
    yield _opinions(campaign, f"opinions of {wave.DOSSIERS} × {wave.MEMBERS} × 13", 7)
    campaign.close()
    (folder / "large").mkdir()
    large = wave.campaign(folder / "large", members=LARGE)
    large.close()
    raw = sqlite3.connect(large.path)
    raw.execute("PRAGMA synchronous = OFF")
    raw.executemany("INSERT INTO score VALUES (?, ?, ?, ?)", wave.rows(wave.DOSSIERS * LARGE))
    raw.commit()
    yield _opinions(Reader(raw), "the same of 5.2 million scores", 3)
    raw.close()


def _opinions(campaign: Reader, what: str, rounds: int) -> Figure:
    def floor() -> None:
        campaign.rows(
            "SELECT dossier_id, criterion, level FROM score JOIN score_sheet"
            " ON score_sheet.id = score.sheet_id"
        )

    def ours() -> None:
        found = committee_opinions(campaign, wave.EXPERTS)
        assert found is not None
        assert found.rankings["rule"][1]

    floors, times = alternate(floor, ours, rounds)
    return Figure(ROW, what, "reading the rows", floors, times, 3)
