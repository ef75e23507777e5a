"""Attach many files to dossiers at once: propose, let each be decided, then write in one change.

``plan_pieces`` writes nothing: call it again whenever the person decides otherwise.
``apply_pieces`` keeps every piece that is to be kept in one change, or none.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from euralens_desk.domain.attachment_matching import (
    file_key,
    last_name,
    match_attachments,
    unstamped,
)
from euralens_desk.domain.dossier import Attachment, Dossier
from euralens_desk.domain.import_plan import (
    AnnouncedPiece,
    AttachmentMatch,
    AttachmentStatus,
    FoundFile,
)
from euralens_desk.domain.messages import Failure, Message, message, plural_message
from euralens_desk.usecases.changes import ChangeSet
from euralens_desk.usecases.ports import CampaignFile, CampaignReader, Work


class Version(Enum):
    """What to do with a file whose name its dossier holds with other bytes."""

    REPLACE = "replace"
    BOTH = "both"


class Fate(Enum):
    """What becomes of a file."""

    NEW = "new"
    AWAITED = "awaited"
    """It was announced for its dossier, and fulfils it."""
    KNOWN = "known"
    OTHER_VERSION = "other_version"
    UNMATCHED = "unmatched"
    LEFT_OUT = "left_out"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided for a file.

    ``dossier`` is the number of a dossier, empty to leave the file out, None for as proposed.
    """

    dossier: str | None = None
    version: Version | None = None


@dataclass(frozen=True, slots=True)
class PlannedPiece:
    """One file: where it would go, why, and what is still to be decided.

    ``held`` is the piece of the same name its dossier has, awaited or received.
    """

    file: FoundFile
    fate: Fate
    told: Message
    dossier: Dossier | None = None
    candidates: tuple[str, ...] = ()
    held: Attachment | None = None
    version: Version | None = None
    is_sure: bool = True

    @property
    def is_written(self) -> bool:
        """Whether applying the plan keeps it."""
        is_decided = self.fate is Fate.OTHER_VERSION and self.version is not None
        return self.fate in (Fate.NEW, Fate.AWAITED) or is_decided

    @property
    def is_open(self) -> bool:
        """Whether it is a question that waits for an answer."""
        return self.fate is Fate.OTHER_VERSION and self.version is None

    @property
    def name(self) -> str:
        """The name it is kept under."""
        is_held = self.held is not None and self.version is not Version.BOTH
        return self.held.name if is_held and self.held else last_name(self.file.name)


@dataclass(frozen=True, slots=True)
class PiecesPlan:
    """All the files, and the pieces that were announced and are still awaited after them."""

    pieces: tuple[PlannedPiece, ...]
    awaited: tuple[tuple[Dossier, Attachment], ...]
    dossiers: tuple[Dossier, ...]

    @property
    def to_write(self) -> tuple[PlannedPiece, ...]:
        """The files that applying the plan keeps."""
        return tuple(piece for piece in self.pieces if piece.is_written)

    @property
    def open_questions(self) -> tuple[PlannedPiece, ...]:
        """The files whose name is taken by other bytes, and for which nothing is decided."""
        return tuple(piece for piece in self.pieces if piece.is_open)


def plan_pieces(
    campaign: CampaignReader,
    files: Sequence[FoundFile],
    decisions: Mapping[str, Decision] | None = None,
) -> PiecesPlan:
    """Return what becomes of each file, as proposed or as decided; nothing is written."""
    dossiers = tuple(sorted(campaign.find(Dossier), key=lambda d: (d.number, d.id)))
    held = campaign.find(Attachment)
    planning = _Planning(dossiers, held, decisions or {})
    matches = match_attachments(files, planning.announced(), dossiers)
    pieces = tuple(
        planning.planned(file, match) for file, match in zip(files, matches, strict=False)
    )
    fulfilled = {piece.held.id for piece in pieces if piece.held is not None and piece.is_written}
    by_id = {dossier.id: dossier for dossier in dossiers}
    awaited = tuple(
        (by_id[piece.dossier_id], piece)
        for piece in held
        if not piece.is_present and piece.id not in fulfilled
    )
    return PiecesPlan(pieces, awaited, dossiers)


class _Planning:
    """The campaign as files are compared with it; files already planned count as held."""

    def __init__(
        self,
        dossiers: Sequence[Dossier],
        held: Sequence[Attachment],
        decisions: Mapping[str, Decision],
    ) -> None:
        self._by_number = {dossier.number: dossier for dossier in dossiers}
        self._numbers = {dossier.id: dossier.number for dossier in dossiers}
        self._held = held
        self._decisions = decisions
        self._taken: dict[tuple[int, str], PlannedPiece] = {}

    def announced(self) -> list[AnnouncedPiece]:
        """Return the names the campaign awaits or holds, by dossier."""
        return [AnnouncedPiece(self._numbers[a.dossier_id], a.name) for a in self._held]

    def planned(self, file: FoundFile, match: AttachmentMatch) -> PlannedPiece:
        """Return what becomes of a file."""
        decision = self._decisions.get(file.name, Decision())
        if match.status is AttachmentStatus.REFUSED:
            return PlannedPiece(file, Fate.REFUSED, match.told)
        number = match.dossier if decision.dossier is None else decision.dossier
        dossier = self._by_number.get(number)
        if decision.dossier == "":
            return PlannedPiece(file, Fate.LEFT_OUT, message("as you chose"))
        if dossier is None:
            return PlannedPiece(file, Fate.UNMATCHED, match.told, candidates=match.candidates)
        told = match.told if decision.dossier is None else message("as you chose")
        is_sure = match.is_sure or decision.dossier is not None
        piece = PlannedPiece(file, Fate.NEW, told, dossier, match.candidates, is_sure=is_sure)
        compared = self._compared(piece, decision)
        if compared.is_written:
            self._taken[dossier.id, file.sha256] = compared
            self._taken[dossier.id, file_key(compared.name)] = compared
        return compared

    def _compared(self, piece: PlannedPiece, decision: Decision) -> PlannedPiece:
        """Compare a file with what its dossier holds, and with the files before it."""
        dossier, file = piece.dossier, piece.file
        assert dossier is not None
        here = [a for a in self._held if a.dossier_id == dossier.id]
        if file.sha256 and any(a.sha256 == file.sha256 for a in here):
            return replace(piece, fate=Fate.KNOWN, told=message("already there, the same bytes"))
        if (dossier.id, file.sha256) in self._taken:
            twin = self._taken[dossier.id, file.sha256].file.name
            told = message("the same bytes as « {name} »", name=twin)
            return replace(piece, fate=Fate.KNOWN, told=told)
        wanted = file_key(last_name(file.name))
        named = [a for a in here if file_key(a.name) == wanted]
        awaited = [a for a in named if not a.is_present] or [
            a for a in here if not a.is_present and self._is_stamped(file, a)
        ]
        if awaited and (dossier.id, wanted) not in self._taken:
            return replace(piece, fate=Fate.AWAITED, held=awaited[0])
        present = [a for a in named if a.is_present]
        if present or (dossier.id, wanted) in self._taken:
            told = message("its dossier holds this name with other bytes")
            # When both come now, none of them is an earlier version of the other.
            version = decision.version if present else Version.BOTH
            kept = present[0] if present else None
            return replace(piece, fate=Fate.OTHER_VERSION, told=told, held=kept, version=version)
        return piece

    @staticmethod
    def _is_stamped(file: FoundFile, awaited: Attachment) -> bool:
        return file_key(unstamped(last_name(file.name))) == file_key(awaited.name)


def apply_pieces(
    campaign: CampaignFile,
    plan: PiecesPlan,
    read: Callable[[str], bytes],
    received_on: date | None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> ChangeSet:
    """Keep the pieces of a plan in one change; what ``progress`` raises leaves nothing behind."""
    waiting = plan.open_questions
    if waiting:
        raise Failure(
            message(
                "« {name} » waits for an answer: new version, or both. Nothing was changed.",
                name=waiting[0].file.name,
            )
        )
    kept = plan.to_write
    action = plural_message("{count} piece attached", "{count} pieces attached", len(kept))
    with campaign.change(action) as work:
        for place, piece in enumerate(kept):
            progress(place, len(kept))
            _keep(work, piece, read(piece.file.name), received_on)
        progress(len(kept), len(kept))
    return campaign.last_change


def _keep(work: Work, piece: PlannedPiece, data: bytes, received_on: date | None) -> None:
    assert piece.dossier is not None
    dossier, name, base = piece.dossier.id, piece.name, None
    if piece.held is not None and piece.version is not Version.BOTH:
        base = work.get(Attachment, piece.held.id)
    if base is None:
        names = {file_key(a.name) for a in work.find(Attachment, dossier_id=dossier)}
        base = Attachment(work.new_id(Attachment), dossier, free_name(name, names))
    digest = work.put_content(data)
    work.put(replace(base, sha256=digest, size=len(data), received_on=received_on, note=""))


def free_name(name: str, taken: set[str]) -> str:
    """Return a name none of the dossier's pieces has: « plan (2).pdf »."""
    stem, dot, ending = name.rpartition(".")
    if not dot:
        stem, ending = name, ""
    free, number = name, 2
    while file_key(free) in taken:
        free, number = f"{stem} ({number}){dot}{ending}", number + 1
    return free
