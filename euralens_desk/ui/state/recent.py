"""What a recent file is, from what this computer remembers of it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from pathlib import Path


class Standing(Enum):
    """Whether a remembered file can be opened."""

    WRITABLE = "writable"
    READ_ONLY = "read_only"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class RecentCampaign:
    """A remembered campaign: where it is, how it stands, when it was opened, what comes next."""

    path: Path
    standing: Standing
    opened_at: datetime | None
    next_meeting: date | None

    @property
    def folder(self) -> str:
        """The last three folders, as « Documents › Label › 2022 »."""
        parts = [part for part in self.path.parent.parts if part != self.path.anchor]
        return " › ".join(parts[-3:])


def recent_campaign(path: str, opened_at: str, next_meeting: str) -> RecentCampaign:
    """Look at the file and return how it stands."""
    place = Path(path)
    return RecentCampaign(
        place,
        _standing(place),
        datetime.fromisoformat(opened_at) if _is_time(opened_at) else None,
        date.fromisoformat(next_meeting) if _is_time(next_meeting) else None,
    )


def _standing(path: Path) -> Standing:
    if not path.is_file():
        return Standing.ABSENT
    return Standing.WRITABLE if os.access(path, os.W_OK) else Standing.READ_ONLY


def _is_time(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True
