"""Fill and read campaign files in tests."""

from __future__ import annotations

from datetime import UTC, datetime
from fractions import Fraction

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
