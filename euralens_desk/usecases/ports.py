"""What the use cases ask of the outside: a campaign file to read and to change, files to read.

A record is a frozen dataclass of the domain that the file stores: Campaign, Committee, GridVersion,
Member, Recusal, Dossier, Attachment, Preselection, Precedent, ScoreSheet, Score, Comment,
NotApplicable, Ballot, BallotBox, TechnicalOpinion, Meeting, AgendaItem, MeetingEvent, DebateNote,
Voice, Dissent, Act, PastProposal, Finding, MissingElement, FundingLead, FundingFit, Commitment,
SupportPlan, Letter. Its key is its ``id``, or the fields that identify it (a Score: sheet and
sub-criterion; an Act: dossier and kind; a PastProposal: its item).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from euralens_desk.domain.messages import Message
    from euralens_desk.domain.source import SourceFile
    from euralens_desk.domain.tally import Tally
    from euralens_desk.usecases.changes import ChangeSet, JournalEntry, Verification


Record = TypeVar("Record")


class CampaignReader(Protocol):
    """Read access to an open campaign file."""

    def find(self, kind: type[Record], **equals: object) -> tuple[Record, ...]:
        """Return the records of a kind whose fields equal the given values, ordered by key."""
        ...

    def get(self, kind: type[Record], *key: object) -> Record | None:
        """Return the record with this key, or None."""
        ...

    def content(self, sha256: str) -> bytes:
        """Return the bytes of an attachment; Failure when they are not in the file."""
        ...

    def sheet_tallies(self, committee_id: int) -> Mapping[tuple[int, int], Tally]:
        """Return, by (dossier, sub-criterion position), how many stored scores chose each level.

        Blank, recused and not-applicable answers are not stored scores and are not counted here:
        see ``usecases.opinions``.
        """
        ...

    def sheet_answers(self, committee_id: int) -> Mapping[int, int]:
        """Return, by sheet, how many answers are stored; a sheet without any is absent."""
        ...


class Work(CampaignReader, Protocol):
    """One change under way: reads see what was put; all is written together, or nothing."""

    def put(self, record: object) -> None:
        """Add the record, or replace the one with the same key."""
        ...

    def put_all(self, records: Iterable[object]) -> None:
        """Put many records of one kind at once (the fast way for imports)."""
        ...

    def remove(self, record: object) -> None:
        """Remove the record with the key of this one."""
        ...

    def new_id(self, kind: type) -> int:
        """Return a fresh id for a record of this kind; each call gives another one."""
        ...

    def new_uuid(self) -> str:
        """Return a fresh random identifier (RFC 9562, version 4)."""
        ...

    def put_content(self, data: bytes) -> str:
        """Store the bytes of an attachment once and return their SHA-256."""
        ...

    def forget_history(self, kind: type, **equals: object) -> None:
        """Erase the journal's details of past changes to these records (their lines remain).

        Of records of this kind, the file then keeps no byte but those of the records themselves.
        """
        ...


class CampaignFile(CampaignReader, Protocol):
    """An open campaign file: the only way to change it is ``change``, ``undo`` and ``redo``."""

    @property
    def path(self) -> Path:
        """Where the file is."""
        ...

    @property
    def uuid(self) -> str:
        """What this campaign is known by outside, whatever its file is called."""
        ...

    @property
    def is_read_only(self) -> bool:
        """Whether changes are refused (opened elsewhere, read-only folder, newer version)."""
        ...

    @property
    def recovered(self) -> Message | None:
        """What to tell a person at the opening: an unexpected stop, a wrong clock; mostly None."""
        ...

    def change(self, action: Message, *, undoable: bool = True) -> AbstractContextManager[Work]:
        """Open one change: everything put inside is one transaction with one journal line.

        Leaving the block normally commits; an exception rolls everything back.
        """
        ...

    @property
    def last_change(self) -> ChangeSet:
        """The result of the last change, undo or redo."""
        ...

    def undo_action(self) -> Message | None:
        """Return the name of the change that ``undo`` would take back."""
        ...

    def redo_action(self) -> Message | None:
        """Return the name of the change that ``redo`` would do again."""
        ...

    def undo(self) -> ChangeSet | None:
        """Take back the last undoable change by a new journal line; None when there is none."""
        ...

    def redo(self) -> ChangeSet | None:
        """Do again the last undone change; None when there is none."""
        ...

    def journal(self, limit: int | None = None) -> tuple[JournalEntry, ...]:
        """Return the journal, newest first."""
        ...

    @property
    def journal_head(self) -> str:
        """The hash of the newest journal line, in hexadecimal."""
        ...

    def verify(self) -> Verification:
        """Check the file, its references and its whole journal chain."""
        ...

    def backup(self, reason: str) -> Path:
        """Write a dated backup copy beside the program's data and return where."""
        ...

    def amend_backups(self, act: Callable[[Work], None]) -> tuple[Path, ...]:
        """Apply ``act`` to each dated backup, without a journal line; return those it failed on.

        Only for what must not remain in any copy (TRUST 3d).
        """
        ...

    def save_copy(self, destination: Path) -> None:
        """Write a whole, checked copy of the campaign at ``destination``."""
        ...

    def close(self) -> None:
        """Close the file and release its lock."""
        ...


class SourceReader(Protocol):
    """Reads a spreadsheet or a csv file into tables, safely (TRUST 0.4)."""

    def __call__(self, path: Path, progress: Callable[[int], None] | None = None) -> SourceFile:
        """Return the file's tables; Failure, naming the file, when it can't be read."""
        ...
