"""Match files with dossiers: by announced name, by folder, by number, by words of the name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

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
SHORTEST_ID = 4
"""Digits an outside number needs to be recognised inside a file name."""
_STAMP = re.compile(r"-\d{2}-\d{2}-\d{4}-\d{2}-\d{2}-\d+$")
"""What Démarches Simplifiées adds to a name in an archive: day, time, number (DOMAIN 4.4)."""
_FOLDER = re.compile(r"dossiers?[ _-]*(?:n[°o][ _-]*)?([\w-]+)", re.IGNORECASE)


def match_attachments(
    files: Sequence[FoundFile], announced: Sequence[AnnouncedPiece], dossiers: Sequence[Dossier]
) -> Iterator[AttachmentMatch]:
    """Yield each file with the dossier it goes to, then the announced files that are not there."""
    matching = _Matching(announced, dossiers)
    for file in files:
        yield matching.match(file)
    for piece in announced:
        if (piece.dossier, file_key(piece.name)) not in matching.met:
            told = message("announced, not in the folder")
            yield AttachmentMatch(piece.name, piece.dossier, AttachmentStatus.MISSING, told, piece)


class _Matching:
    """The dossiers, and the names that are announced for them."""

    def __init__(self, announced: Sequence[AnnouncedPiece], dossiers: Sequence[Dossier]) -> None:
        self._dossiers = dossiers
        self._numbers = {dossier.number for dossier in dossiers}
        self._by_place = _by_place(dossiers)
        self._announced: dict[str, list[AnnouncedPiece]] = {}
        for piece in announced:
            self._announced.setdefault(file_key(piece.name), []).append(piece)
        self.met: set[tuple[str, str]] = set()

    def match(self, file: FoundFile) -> AttachmentMatch:
        """Return where a file goes, by the surest sign first."""
        problem = refused(file)
        if problem is not None:
            return AttachmentMatch(file.name, "", AttachmentStatus.REFUSED, problem)
        folder = self._folder(file)
        named = self._named(file)
        here = [piece for piece in named if piece.dossier == folder] or named
        if len(here) == 1:
            return self._announced_match(file, here[0])
        if folder:
            told = message("recognised by its folder")
            return AttachmentMatch(file.name, folder, AttachmentStatus.ATTACHED, told)
        if here:
            told = message("announced for several dossiers")
            return _several(file, [piece.dossier for piece in here], told)
        return self._by_number(file) or self._by_words(file)

    def _named(self, file: FoundFile) -> list[AnnouncedPiece]:
        """Return the pieces announced under the name of a file, its stamp aside if need be."""
        plain, bare = file_key(last_name(file.name)), file_key(unstamped(last_name(file.name)))
        return self._announced.get(plain) or self._announced.get(bare) or []

    def _announced_match(self, file: FoundFile, piece: AnnouncedPiece) -> AttachmentMatch:
        self.met.add((piece.dossier, file_key(piece.name)))
        if piece.dossier not in self._numbers:
            return self._by_number(file) or self._by_words(file)
        told = message("announced in the file")
        return AttachmentMatch(file.name, piece.dossier, AttachmentStatus.ATTACHED, told, piece)

    def _folder(self, file: FoundFile) -> str:
        """Return the number of the dossier whose folder holds a file: « dossier-12 »."""
        for part in reversed(file.name.split("/")[:-1]):
            found = _FOLDER.fullmatch(part.strip())
            for text in (part, found[1] if found else ""):
                number = self._by_place.get(key(text))
                if number:
                    return number
        return ""

    def _by_number(self, file: FoundFile) -> AttachmentMatch | None:
        words = f" {key(unstamped(last_name(file.name)))} "
        found = {
            number
            for place, number in self._by_place.items()
            if (" " in place or len(place) >= SHORTEST_ID) and f" {place} " in words
        }
        if not found:
            return None
        if len(found) > 1:
            return _several(file, sorted(found), message("several dossiers fit"))
        told = message("recognised by the number in its name")
        return AttachmentMatch(file.name, found.pop(), AttachmentStatus.ATTACHED, told)

    def _by_words(self, file: FoundFile) -> AttachmentMatch:
        name = unstamped(last_name(file.name))
        scores = sorted(((_score(name, d), d.number) for d in self._dossiers), reverse=True)
        best = [number for score, number in scores if score and score == scores[0][0]]
        if len(best) == 1:
            told = message("recognised by the words of its name")
            status = AttachmentStatus.ATTACHED
            return AttachmentMatch(file.name, best[0], status, told, is_sure=False)
        if best:
            return _several(file, best, message("several dossiers fit"))
        told = message("no dossier fits")
        return AttachmentMatch(file.name, "", AttachmentStatus.UNMATCHED, told)


def _by_place(dossiers: Sequence[Dossier]) -> Mapping[str, str]:
    """Return the number of each dossier by what may stand in a path for it: number, outside id."""
    outside = {key(d.external_id): d.number for d in dossiers if key(d.external_id)}
    return {**outside, **{key(d.number): d.number for d in dossiers if key(d.number)}}


def _several(file: FoundFile, numbers: Sequence[str], told: Message) -> AttachmentMatch:
    status = AttachmentStatus.AMBIGUOUS
    return AttachmentMatch(file.name, "", status, told, candidates=tuple(dict.fromkeys(numbers)))


def last_name(path: str) -> str:
    """Return the name of a file without the folders that lead to it."""
    return path.rpartition("/")[2]


def unstamped(name: str) -> str:
    """Return a file name without the day, time and number an export added to it."""
    stem, dot, ending = name.rpartition(".")
    return _STAMP.sub("", stem) + dot + ending if dot else _STAMP.sub("", name)


def file_key(name: str) -> str:
    """Return what two spellings of a file name share: accents, case, spaces, extension's case."""
    return key(re.sub(r"\.pdf$", "", name.strip(), flags=re.IGNORECASE))


def refused(file: FoundFile) -> Message | None:
    """Return why a file can't be a piece; None when it can."""
    if file.problem is not None:
        return file.problem
    if not file.size:
        return message("the file is empty")
    if file.size > LARGEST:
        return message("the file exceeds 20 MB")
    if file.name.lower().endswith(".pdf") and b"%PDF" not in file.head:
        return message("the file is not a PDF, whatever its name")
    if file.head.startswith(b"%PDF") and b"%%EOF" not in file.tail:
        return message("the PDF is cut short")
    return None


def _score(name: str, dossier: Dossier) -> int:
    words = set(key(name).split()) - COMMON
    known = " ".join((dossier.title, *dossier.project_leaders, *dossier.municipalities))
    return sum(len(word) > 2 for word in words & (set(key(known).split()) - COMMON))
