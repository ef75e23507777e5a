"""Fill and read campaign files in tests."""

from __future__ import annotations

from datetime import UTC, datetime

from euralens_desk.domain.campaign import Campaign
from euralens_desk.domain.dossier import Attachment, Dossier
from euralens_desk.domain.meeting import Act
from euralens_desk.domain.messages import message
from euralens_desk.domain.people import Committee, Member
from euralens_desk.domain.sheet import Ballot, Score, ScoreSheet
from euralens_desk.storage.campaign_file import SqliteCampaignFile

START = datetime(2022, 11, 8, 13, 30, tzinfo=UTC)
CAMPAIGN = Campaign("Promotion 2022", 2022)


def put(file: SqliteCampaignFile, *records: object, text: str = "change") -> None:
    with file.change(message(text)) as work:
        for record in records:
            work.put(record)


KINDS = (Committee, Member, Dossier, ScoreSheet, Score, Ballot, Act, Attachment)


def dump(file: SqliteCampaignFile) -> dict[type, tuple[object, ...]]:
    return {kind: file.find(kind) for kind in KINDS}
