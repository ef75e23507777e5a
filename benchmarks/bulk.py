"""Row 4: a wave of scores imported at once, against raw executemany; and their size."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from benchmarks import wave
from benchmarks.measure import Figure, timed
from euralens_desk.domain.messages import message

ROW = "4"


def figures(folder: Path) -> Iterator[Figure]:
    """Yield the time of the import; its journal line and its way back are part of it."""
    campaign = wave.campaign(folder)
    before = campaign.path.stat().st_size
    rows, scores = list(wave.rows()), wave.scores()

    def floor() -> None:
        raw = sqlite3.connect(folder / "raw.db")
        raw.execute("DROP TABLE IF EXISTS score")
        raw.execute(
            "CREATE TABLE score (sheet_id INTEGER, criterion INTEGER, state INTEGER, level INTEGER,"
            " PRIMARY KEY (sheet_id, criterion)) WITHOUT ROWID"
        )
        raw.executemany("INSERT INTO score VALUES (?, ?, ?, ?)", rows)
        raw.commit()
        raw.close()

    def ours() -> None:
        with campaign.change(message("import")) as work:
            work.put_all(scores)

    floors, found = [timed(floor)], [timed(ours)]
    size = (campaign.path.stat().st_size - before) / len(rows)
    for _ in range(4):
        campaign.undo()
        floors.append(timed(floor))
        found.append(timed(ours))
    campaign.close()
    what = f"import of {len(rows):,} scores"
    note = f"{size:.1f} bytes a score, journal included"
    yield Figure(ROW, what, "raw executemany", tuple(floors), tuple(found), 2.5, note)
