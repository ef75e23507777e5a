"""What an import would do, before anything is written: columns, rows, remarks, pieces.

Everything here is plain data. It is computed anew from the file, the campaign and the person's
choices each time one of these changes, and nothing is written before the person says so (UX 3b).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import TypeAlias, Union

from euralens_desk.domain.dossier import Dossier, Origin
from euralens_desk.domain.messages import Message

FieldValue: TypeAlias = Union[str, tuple[str, ...], Decimal, date, None]

OTHER = "other"
"""Target of a column that has no field of its own: kept under its heading."""
IGNORE = "ignore"
"""Target of a column that is not imported."""


class Level(Enum):
    """How much a remark asks: an answer, a look, or nothing."""

    QUESTION = "question"
    WARNING = "warning"
    INFORMATION = "information"


class RowStatus(Enum):
    """What becomes of a row (DESIGN 7)."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    DUPLICATE = "duplicate"
    WITHDRAWN = "withdrawn"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Answer:
    """One possible answer to a remark; ``code`` goes into ``ImportChoices.answers``."""

    code: str
    label: Message


@dataclass(frozen=True, slots=True)
class Remark:
    """Something a person should know about a row or a column.

    ``cell`` is « Candidatures!T8 » (empty when it is about the whole row); ``key`` names the remark
    in ``ImportChoices.answers`` when there are ``answers``; ``chosen`` is the answer in force, the
    default one first; an unanswered question has none, and the file is taken at its word.
    ``is_decided`` says that a person gave the answer.
    """

    row: int
    cell: str
    level: Level
    told: Message
    field: str = ""
    key: str = ""
    answers: tuple[Answer, ...] = ()
    chosen: str = ""
    is_decided: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it is a question that waits for an answer."""
        return self.level is Level.QUESTION and not self.chosen

    @property
    def is_identity(self) -> bool:
        """Whether it asks if two rows, or a row and a known dossier, are the same dossier."""
        return self.key.partition(":")[0] in ("same", "near", "double")


class Verdict(Enum):
    """How sure the proposed target of a column is."""

    RECOGNISED = "recognised"
    CHOSEN = "chosen"
    DOUBTFUL = "doubtful"
    NOT_NEEDED = "not_needed"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """Where one column goes: ``target`` is a field of ``FIELD_KINDS``, OTHER or IGNORE.

    ``header`` is the heading as the file has it; ``key`` is the same made unique on one line, under
    which the column is kept when its target is OTHER. ``multiplier`` is 1000 under « (k€) ».
    """

    column: int
    header: str
    key: str
    target: str
    verdict: Verdict
    example: str = ""
    remarks: tuple[Message, ...] = ()
    multiplier: int = 1


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a known dossier where the file differs; ``key`` is set under OTHER.

    ``last`` is what the last import read, as a text, and ``is_edited`` says that people changed the
    field since. ``chosen`` is TAKE or KEEP, ``is_decided`` whether a person said so.
    """

    field: str
    before: FieldValue
    after: FieldValue
    key: str = ""
    last: str = ""
    is_edited: bool = False
    chosen: str = "take"
    is_decided: bool = False

    @property
    def is_taken(self) -> bool:
        """Whether the value of the file replaces that of the campaign."""
        return self.chosen == "take"


@dataclass(frozen=True, slots=True)
class Section:
    """A title row of the table: « CALL » above the dossiers of that agglomeration."""

    row: int
    cell: str
    text: str


@dataclass(frozen=True, slots=True)
class ReadDossier:
    """What one row says, read but compared with nothing yet; ``section`` is the title above it."""

    row: int
    fields: Mapping[str, FieldValue]
    other: Mapping[str, str]
    origins: Mapping[str, Origin]
    remarks: tuple[Remark, ...] = ()
    pieces: tuple[str, ...] = ()
    section: Section | None = None

    def text(self, name: str) -> str:
        """Return a text field, empty when the row does not have it."""
        value = self.fields.get(name)
        return value if isinstance(value, str) else ""

    @property
    def leaders(self) -> tuple[str, ...]:
        """The project leaders the row names."""
        value = self.fields.get("project_leaders")
        return value if isinstance(value, tuple) else ()


@dataclass(frozen=True, slots=True)
class PlannedDossier:
    """What becomes of one row: ``existing`` is the dossier it matches, if any.

    ``is_written`` says whether applying the plan would write it, all answers considered. A
    withdrawn dossier has row 0: it is in the campaign and not in the file. ``is_scored`` says that
    answers or decisions were given about ``existing``.
    """

    read: ReadDossier
    status: RowStatus
    number: str
    remarks: tuple[Remark, ...] = ()
    changes: tuple[FieldChange, ...] = ()
    existing: Dossier | None = None
    is_written: bool = False
    is_scored: bool = False

    @property
    def kept(self) -> tuple[FieldChange, ...]:
        """The differences that stay as the campaign has them."""
        return tuple(change for change in self.changes if not change.is_taken)

    @property
    def is_noted(self) -> bool:
        """Whether a person chose to keep something, which the next import need not ask again."""
        return any(change.is_decided for change in self.kept)

    @property
    def is_waiting(self) -> bool:
        """Whether the row is left unwritten until a person says which dossier it is."""
        is_asked = any(remark.is_open and remark.is_identity for remark in self.remarks)
        return is_asked and not self.is_written

    @property
    def title(self) -> str:
        """The title a reader knows the row by."""
        known = self.existing.title if self.existing else ""
        return self.read.text("title") or known


@dataclass(frozen=True, slots=True)
class SkippedRow:
    """A row of the sheet that is no dossier, and why."""

    row: int
    reason: Message


@dataclass(frozen=True, slots=True)
class Ignored:
    """A part of the file that is not imported: a sheet, a column; and why."""

    what: str
    reason: Message


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file that may be a piece: ``head`` is its first bytes, ``tail`` its last ones.

    ``name`` is its path from the folder or the archive it comes from, parts apart by « / »;
    ``sha256`` is empty when its bytes were not read whole, ``problem`` says why it can't be taken.
    """

    name: str
    size: int
    head: bytes
    tail: bytes = b""
    sha256: str = ""
    problem: Message | None = None


@dataclass(frozen=True, slots=True)
class AnnouncedPiece:
    """A piece the file names for a dossier, whether it came or not."""

    dossier: str
    name: str
    kind: str = ""
    received_on: date | None = None
    note: str = ""


class AttachmentStatus(Enum):
    """What became of a piece (DESIGN 7)."""

    ATTACHED = "attached"
    UNMATCHED = "unmatched"
    MISSING = "missing"
    AMBIGUOUS = "ambiguous"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class AttachmentMatch:
    """One piece and the number of the dossier it goes to; ``candidates`` when it is ambiguous.

    ``is_written`` says whether applying the plan would add something to the campaign; ``is_held``
    that the campaign has a piece of this name; ``is_sure`` is false of a match that rests on the
    words of a name alone.
    """

    file: str
    dossier: str
    status: AttachmentStatus
    told: Message
    announced: AnnouncedPiece | None = None
    candidates: tuple[str, ...] = ()
    is_written: bool = False
    is_held: bool = False
    is_sure: bool = True


@dataclass(frozen=True, slots=True)
class ImportChoices:
    """What the person decided. Everything empty means: as proposed.

    ``targets`` maps a column (from 0) to a field, OTHER or IGNORE; ``targets_by_header`` does it by
    heading (a saved model); ``answers`` maps the key of a remark to the code of its answer;
    ``corrections`` maps a cell (« Candidatures!T8 ») to what was typed in its place; ``pieces``
    maps a file name to the number of its dossier (empty: leave it). ``is_fresh`` leaves aside what
    the campaign remembers of earlier imports.
    """

    sheet: str = ""
    header_row: int = 0
    targets: Mapping[int, str] = field(default_factory=dict)
    targets_by_header: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    corrections: Mapping[str, str] = field(default_factory=dict)
    pieces: Mapping[str, str] = field(default_factory=dict)
    is_fresh: bool = False


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """The whole import as it would be done now."""

    file: str
    format: str
    encoding: str
    separator: str
    sheet: str
    header_row: int
    mapping: tuple[ColumnMapping, ...]
    dossiers: tuple[PlannedDossier, ...]
    skipped_rows: tuple[SkippedRow, ...]
    ignored: tuple[Ignored, ...]
    attachments: tuple[AttachmentMatch, ...]
    sheets: tuple[str, ...] = ()
    places: tuple[tuple[str, str], ...] = ()
    """Number and title of the dossiers a piece may go to."""

    @property
    def open_questions(self) -> tuple[Remark, ...]:
        """The questions that wait for an answer, in the order of the rows."""
        return tuple(r for d in self.dossiers for r in d.remarks if r.is_open)

    @property
    def to_write(self) -> tuple[PlannedDossier, ...]:
        """The dossiers that applying the plan would add or change."""
        return tuple(dossier for dossier in self.dossiers if dossier.is_written)

    @property
    def to_note(self) -> tuple[PlannedDossier, ...]:
        """The dossiers of which applying the plan would only remember what a person kept."""
        return tuple(d for d in self.dossiers if d.is_noted and not d.is_written)

    @property
    def changes_nothing(self) -> bool:
        """Whether applying the plan would write nothing at all."""
        return not (self.to_write or self.to_note or any(m.is_written for m in self.attachments))

    @property
    def waiting(self) -> tuple[PlannedDossier, ...]:
        """The rows that stay unwritten until a person says which dossier they are."""
        return tuple(dossier for dossier in self.dossiers if dossier.is_waiting)

    def count(self, status: RowStatus) -> int:
        """Return how many rows have a status."""
        return sum(dossier.status is status for dossier in self.dossiers)
