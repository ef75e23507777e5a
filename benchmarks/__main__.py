"""Run the benchmarks and print their table: ``python3 dev.py bench``."""

from __future__ import annotations

import os
import random
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

from benchmarks.measure import Figure, alternate, table, timed
from euralens_desk.domain.aggregation import Weighting, committee_figures
from euralens_desk.domain.campaign import Campaign
from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.grid import Axis, CriteriaGrid, Level, Scale, SubCriterion
from euralens_desk.domain.mark import MarkState
from euralens_desk.domain.messages import message
from euralens_desk.domain.people import Committee, CommitteeKind, Member
from euralens_desk.domain.sheet import Score, ScoreSheet
from euralens_desk.domain.tally import Tally
from euralens_desk.storage.campaign_file import SqliteCampaignFile, Station
from euralens_desk.storage.opening import create_campaign

DOSSIERS, MEMBERS, CRITERIA = 300, 20, 13
GRID = CriteriaGrid(
    "banc",
    "banc",
    Scale(tuple(Level(str(i), str(i), Fraction(i)) for i in range(5))),
    tuple(
        Axis(
            letter,
            str(place),
            letter,
            tuple(SubCriterion(f"{letter}{i}", f"{place}.{i}", "x") for i in range(size)),
        )
        for place, (letter, size) in enumerate((("A", 7), ("B", 4), ("C", 2)), start=1)
    ),
)


def main() -> int:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        print(table(list(_figures(Path(folder)))))
    return 0


def _figures(folder: Path) -> Iterator[Figure]:
    campaign = _campaign(folder)
    yield _one_score(folder, campaign)
    yield _bulk(folder, campaign)
    yield _opinions(campaign)
    campaign.close()


def _campaign(folder: Path) -> SqliteCampaignFile:
    station = Station("banc", "poste", lambda: datetime.now(UTC), folder / "b")
    file = create_campaign(folder / "banc.euralens", Campaign("Banc", 2022), station)
    with file.change(message("prepared"), undoable=False) as work:
        work.put(Committee(1, "c", "experts", "Banc", CommitteeKind.EXPERT))
        work.put_all(Member(i, f"m{i}", 1, f"E{i}", f"M{i}") for i in range(1, MEMBERS + 1))
        work.put_all(Dossier(i, f"d{i}", str(i), f"D{i}") for i in range(1, DOSSIERS + 1))
        work.put_all(
            ScoreSheet((d - 1) * MEMBERS + m, 1, d, m)
            for d in range(1, DOSSIERS + 1)
            for m in range(1, MEMBERS + 1)
        )
    return file


def _one_score(folder: Path, campaign: SqliteCampaignFile) -> Figure:
    """Row 3: one score durable and journaled, against write + fdatasync."""
    descriptor = os.open(folder / "floor", os.O_CREAT | os.O_WRONLY)
    levels = iter(range(10_000))

    def floor() -> None:
        os.write(descriptor, b"x" * 100)
        os.fsync(descriptor)

    def ours() -> None:
        turn = next(levels)
        with campaign.change(message("score {turn}", turn=turn)) as work:
            work.put(Score(1, turn % CRITERIA, MarkState.SCORED, (turn // CRITERIA) % 5))

    floors, found = alternate(floor, ours, 200)
    os.close(descriptor)
    return Figure("3", "one score, durable and journaled", "write + fsync", floors, found, 4)


def _bulk(folder: Path, campaign: SqliteCampaignFile) -> Figure:
    """Row 4: a wave of scores at once, against raw executemany."""
    chance = random.Random(4)
    sheets = range(1, DOSSIERS * MEMBERS + 1)
    rows = [(s, c, 0, chance.randrange(5)) for s in sheets for c in range(CRITERIA)]
    scores = [Score(s, c, MarkState.SCORED, level) for s, c, _, level in rows]

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

    floors = tuple(timed(floor) for _ in range(3))
    found = [timed(ours)]
    for _ in range(2):
        campaign.undo()
        found.append(timed(ours))
    return Figure(
        "4", f"import of {len(rows):,} scores", "raw executemany", floors, tuple(found), 2.5
    )


def _opinions(campaign: SqliteCampaignFile) -> Figure:
    """Row 5: all opinions of a wave from the file, against reading the same rows."""

    def floor() -> None:
        campaign.rows(
            "SELECT dossier_id, criterion, level FROM score JOIN score_sheet"
            " ON score_sheet.id = score.sheet_id"
        )

    def ours() -> None:
        tallies: dict[tuple[int, int], list[int]] = {}
        for dossier, criterion, level, count in campaign.rows(
            "SELECT dossier_id, criterion, level, count(*) FROM score JOIN score_sheet"
            " ON score_sheet.id = score.sheet_id GROUP BY dossier_id, criterion, level"
        ):
            tallies.setdefault((dossier, criterion), [0] * 5)[level] += count
        rows = {
            dossier: [Tally(tuple(tallies[dossier, c])) for c in range(CRITERIA)]
            for dossier in range(1, DOSSIERS + 1)
        }
        committee_figures(GRID, Weighting.BY_AXIS, rows)

    floors, found = alternate(floor, ours, 5)
    return Figure("5", "opinions of 300 dossiers × 20 × 13", "reading the rows", floors, found, 3)


if __name__ == "__main__":
    sys.exit(main())
