"""A year's wave of scores: 300 dossiers × 20 experts × 13 sub-criteria, in a campaign file."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

from euralens_desk.domain.campaign import Campaign, GridVersion
from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.grid import Axis, CriteriaGrid, Level, Scale, SubCriterion
from euralens_desk.domain.mark import MarkState
from euralens_desk.domain.messages import message
from euralens_desk.domain.people import Committee, CommitteeKind, Member
from euralens_desk.domain.sheet import Score, ScoreSheet
from euralens_desk.storage.campaign_file import SqliteCampaignFile, Station
from euralens_desk.storage.opening import create_campaign

DOSSIERS, MEMBERS, CRITERIA, LEVELS = 300, 20, 13, 5
EXPERTS = Committee(1, "c", "experts", "Banc", CommitteeKind.EXPERT)
GRID = CriteriaGrid(
    "banc",
    "banc",
    Scale(tuple(Level(str(i), str(i), Fraction(i)) for i in range(LEVELS))),
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


def campaign(
    folder: Path, *, dossiers: int = DOSSIERS, members: int = MEMBERS
) -> SqliteCampaignFile:
    """Return a new campaign with its empty sheets."""
    station = Station("banc", "poste", lambda: datetime.now(UTC), folder / "backups")
    file = create_campaign(folder / "banc.euralens", Campaign("Banc", 2022), station)
    with file.change(message("prepared"), undoable=False) as work:
        work.put(EXPERTS)
        work.put(GridVersion(EXPERTS.id, 1, GRID))
        work.put_all(Member(i, f"m{i}", 1, f"E{i}", f"M{i}") for i in range(1, members + 1))
        work.put_all(Dossier(i, f"d{i}", str(i), f"D{i}") for i in range(1, dossiers + 1))
        work.put_all(
            ScoreSheet((d - 1) * members + m, 1, d, m)
            for d in range(1, dossiers + 1)
            for m in range(1, members + 1)
        )
    return file


def rows(sheets: int = DOSSIERS * MEMBERS) -> Iterator[tuple[int, int, int, int]]:
    """Yield (sheet, sub-criterion, state, level) for every answer, always the same."""
    chance = random.Random(4)
    for sheet in range(1, sheets + 1):
        for criterion in range(CRITERIA):
            yield sheet, criterion, 0, chance.randrange(LEVELS)


def scores() -> list[Score]:
    """Return the same answers as records."""
    return [Score(sheet, place, MarkState.SCORED, level) for sheet, place, _, level in rows()]
