"""The papers that prepare a meeting, and what they are drawn from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from euralens_desk.domain.dossier import Attachment
from euralens_desk.domain.messages import Message, message
from euralens_desk.domain.minutes import MinutesSnapshot


class Paper(Enum):
    """The papers of a meeting that is being prepared."""

    AGENDA = "agenda"
    CONVOCATION = "convocation"
    LETTERS = "letters"
    ATTENDANCE = "attendance"
    PRESIDENCY = "presidency"
    DOSSIERS = "dossiers"


def paper_name(paper: Paper) -> Message:
    """Return the title of a paper."""
    return {
        Paper.AGENDA: message("Agenda"),
        Paper.CONVOCATION: message("Convocation"),
        Paper.LETTERS: message("Convocations by name"),
        Paper.ATTENDANCE: message("Attendance sheet"),
        Paper.PRESIDENCY: message("Sheets of the chair"),
        Paper.DOSSIERS: message("Sheets of the dossiers"),
    }[paper]


@dataclass(frozen=True, slots=True)
class PapersSnapshot:
    """What the papers of one meeting tell, and the pieces of its dossiers (without bytes)."""

    minutes: MinutesSnapshot
    pieces: tuple[Attachment, ...]

    def received(self, dossier_id: int | None) -> tuple[Attachment, ...]:
        """Return the pieces received for a dossier."""
        return tuple(p for p in self.pieces if p.dossier_id == dossier_id and p.is_present)
