"""Fill and read campaign files in tests."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

from euralens_desk.domain.campaign import Campaign
from euralens_desk.domain.dossier import Attachment, Dossier
from euralens_desk.domain.grid import Axis, CriteriaGrid, Level, Scale, SubCriterion
from euralens_desk.domain.meeting import Act
from euralens_desk.domain.messages import message
from euralens_desk.domain.people import Committee, Member
from euralens_desk.domain.sheet import Ballot, Score, ScoreSheet
from euralens_desk.storage.campaign_file import SqliteCampaignFile

START = datetime(2022, 11, 8, 13, 30, tzinfo=UTC)
CAMPAIGN = Campaign("Promotion 2022", 2022)
SCALE = Scale(tuple(Level(str(i), "x", Fraction(i)) for i in range(3)))
GRID = CriteriaGrid("g", "g", SCALE, (Axis("A", "1", "a", (SubCriterion("A1", "1.1", "x"),)),))


def put(file: SqliteCampaignFile, *records: object, text: str = "change") -> None:
    with file.change(message(text)) as work:
        for record in records:
            work.put(record)


KINDS = (Committee, Member, Dossier, ScoreSheet, Score, Ballot, Act, Attachment)


def dump(file: SqliteCampaignFile) -> dict[type, tuple[object, ...]]:
    return {kind: file.find(kind) for kind in KINDS}


NOT_OF_NOW = ("meta", "journal", "journal_detail", "content")
"""What goes on with each undo, and the bytes of pieces, which wait for the redo."""


def tables(file: SqliteCampaignFile) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table that tells of the campaign, in one order, from a copy."""
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "copie.euralens"
        file.save_copy(copy)
        with closing(sqlite3.connect(copy)) as connection:
            names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            return {
                name: sorted(connection.execute(f'SELECT * FROM "{name}"'), key=repr)
                for (name,) in names.fetchall()
                if name not in NOT_OF_NOW and not name.startswith("sqlite_")
            }
