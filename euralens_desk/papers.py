"""Write the papers of a meeting and the pieces of its dossiers to a folder, whole or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from euralens_desk.composition import paper_document, write_file
from euralens_desk.domain.dossier import Attachment
from euralens_desk.domain.file_names import safe_name
from euralens_desk.domain.messages import Failure, message
from euralens_desk.domain.papers import Paper, PapersSnapshot, paper_name
from euralens_desk.i18n import _, tell
from euralens_desk.usecases.papers import papers_snapshot
from euralens_desk.usecases.pieces import read_piece
from euralens_desk.usecases.ports import CampaignFile


def write_papers(
    campaign: CampaignFile,
    meeting_id: int,
    place: Path,
    progress: Callable[[int, int], None] | None = None,
) -> Path:
    """Write a new folder in ``place`` and return it; Failure when it is already there.

    ``progress(done, in all)`` is called before each file; what it raises interrupts, and then
    nothing is left.
    """
    papers = papers_snapshot(campaign, meeting_id)
    name = folder_name(papers)
    target, part = place / name, place / f"{name}.part"
    if target.exists():
        raise Failure(
            message(
                "{name} is already there. Nothing was written: choose another folder, or remove "
                "that one first.",
                name=name,
            )
        )
    try:
        shutil.rmtree(part, ignore_errors=True)
        _fill(campaign, papers, part, progress or (lambda done, total: None))
        part.rename(target)
    except OSError as error:
        raise Failure(
            message(
                "The papers could not be written in {place}. Nothing is left there. "
                "Check the folder and its free space.",
                place=place.name,
            )
        ) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return target


def folder_name(papers: PapersSnapshot) -> str:
    """Return the name of the folder: the day and the body, or its code for a second one."""
    snapshot = papers.minutes
    told = _("Meeting {code}, {body}").format(
        code=snapshot.meeting.code, body=snapshot.committee.committee.name
    )
    return safe_name(told)


def _fill(
    campaign: CampaignFile, papers: PapersSnapshot, part: Path, progress: Callable[[int, int], None]
) -> None:
    pieces = [piece for piece in papers.pieces if piece.is_present]
    total = len(Paper) + len(pieces)
    part.mkdir(parents=True)
    for done, paper in enumerate(Paper):
        progress(done, total)
        name = safe_name(f"{done + 1} {tell(paper_name(paper))}.pdf")
        write_file(part / name, paper_document(papers, paper))
    for done, (path, piece) in enumerate(_piece_paths(papers, pieces), start=len(Paper)):
        progress(done, total)
        (part / path).parent.mkdir(parents=True, exist_ok=True)
        write_file(part / path, read_piece(campaign, piece.id).data)


def _piece_paths(
    papers: PapersSnapshot, pieces: list[Attachment]
) -> Iterator[tuple[Path, Attachment]]:
    """Yield where each piece goes: a folder a dossier, two pieces of a name told apart."""
    taken: set[str] = set()
    for piece in pieces:
        dossier = papers.minutes.dossiers[piece.dossier_id]
        folder = Path(_("Pieces")) / safe_name(f"{dossier.number} {dossier.title}")
        name = Path(safe_name(piece.name))
        path, place = folder / name, 2
        while str(path).casefold() in taken:
            path, place = folder / f"{name.stem} ({place}){name.suffix}", place + 1
        taken.add(str(path).casefold())
        yield path, piece
