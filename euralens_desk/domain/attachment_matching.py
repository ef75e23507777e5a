"""Match the files of a folder with dossiers: by announced name first, then by words in the name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.import_plan import (
    AnnouncedPiece,
    AttachmentMatch,
    AttachmentStatus,
    FoundFile,
)
from euralens_desk.domain.messages import Message, message
from euralens_desk.domain.text_cleaning import key

LARGEST = 20 * 1024 * 1024
COMMON = frozenset(
    ("dossier", "candidature", "label", "projet", "pdf", "version", "definitif", "vf")
) | frozenset(("complete", "la", "le", "les", "de"))


def match_attachments(
    files: Sequence[FoundFile], announced: Sequence[AnnouncedPiece], dossiers: Sequence[Dossier]
) -> Iterator[AttachmentMatch]:
    """Yield each file with the dossier it goes to, then the announced files that are not there."""
    by_name = {_name(piece.name): piece for piece in announced}
    met: set[str] = set()
    numbers = {dossier.number for dossier in dossiers}
    for file in files:
        piece = by_name.get(_name(file.name))
        refusal = refused(file)
        if refusal is not None:
            yield AttachmentMatch(file.name, "", AttachmentStatus.REFUSED, refusal)
            continue
        if piece is not None:
            met.add(_name(piece.name))
        if piece is not None and piece.dossier in numbers:
            told = message("announced in the file")
            yield AttachmentMatch(file.name, piece.dossier, AttachmentStatus.ATTACHED, told, piece)
        else:
            yield _by_words(file, dossiers)
    for piece in announced:
        if _name(piece.name) not in met:
            told = message("announced, not in the folder")
            yield AttachmentMatch(piece.name, piece.dossier, AttachmentStatus.MISSING, told, piece)


def _name(name: str) -> str:
    """Return what two spellings of a file name share: accents, case, spaces, extension's case."""
    return key(re.sub(r"\.pdf$", "", name.strip(), flags=re.IGNORECASE))


def refused(file: FoundFile) -> Message | None:
    """Return why a file can't be a piece; None when it can."""
    if not file.size:
        return message("the file is empty")
    if file.size > LARGEST:
        return message("the file exceeds 20 MB")
    if file.name.lower().endswith(".pdf") and b"%PDF" not in file.head:
        return message("the file is not a PDF, whatever its name")
    if file.head.startswith(b"%PDF") and b"%%EOF" not in file.tail:
        return message("the PDF is cut short")
    return None


def _by_words(file: FoundFile, dossiers: Sequence[Dossier]) -> AttachmentMatch:
    scores = sorted(((_score(file.name, d), d.number) for d in dossiers), reverse=True)
    best = [number for score, number in scores if score and score == scores[0][0]]
    if len(best) == 1:
        told = message("recognised by the words of its name")
        return AttachmentMatch(file.name, best[0], AttachmentStatus.ATTACHED, told)
    if best:
        told = message("several dossiers fit")
        return AttachmentMatch(
            file.name, "", AttachmentStatus.AMBIGUOUS, told, candidates=tuple(best)
        )
    told = message("no dossier fits")
    return AttachmentMatch(file.name, "", AttachmentStatus.UNMATCHED, told)


def _score(name: str, dossier: Dossier) -> int:
    if key(dossier.number) and f" {key(dossier.number)} " in f" {key(name)} ":
        return 100
    words = set(key(name).split()) - COMMON
    known = " ".join((dossier.title, *dossier.project_leaders, *dossier.municipalities))
    return sum(len(word) > 2 for word in words & (set(key(known).split()) - COMMON))
