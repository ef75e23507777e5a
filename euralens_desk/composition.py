"""The one place where the command line and the window join the core to the outside."""

from __future__ import annotations

import getpass
import hashlib
import platform
import tempfile
from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from euralens_desk.domain.messages import Failure, message
from euralens_desk.domain.outside_files import written_name
from euralens_desk.resources import resource
from euralens_desk.usecases.ports import CampaignFile

if TYPE_CHECKING:
    from euralens_desk.domain.analysis import AnalysisSnapshot
    from euralens_desk.domain.campaign import Campaign
    from euralens_desk.domain.minutes import MinutesSnapshot
    from euralens_desk.domain.papers import Paper, PapersSnapshot
    from euralens_desk.storage.campaign_file import Station

NAME = "euralens-desk"
SUFFIX = ".euralens"
"""How the name of a campaign file ends."""


def open_campaign(path: Path, *, read_only: bool = False) -> CampaignFile:
    """Open a campaign file under the name of the person at this computer."""
    from euralens_desk.storage import opening

    return opening.open_campaign(path, _station(), read_only=read_only)


def create_campaign(path: Path, campaign: Campaign) -> CampaignFile:
    """Create a campaign file; Failure when one is already there."""
    from euralens_desk.storage import opening

    return opening.create_campaign(path, campaign, _station())


def new_campaign(path: Path, campaign: Campaign, grids: Path | None) -> CampaignFile:
    """Create a campaign with its committees and the grids of a file (None: those of 2022)."""
    from euralens_desk.exchange.grids_json import read_grids
    from euralens_desk.usecases.prepare import set_up_committees

    found = read_grids(grids or resource("samples", "grids.json"))
    created = create_campaign(path, campaign)
    try:
        set_up_committees(created, found)
    except BaseException:
        created.close()
        path.unlink(missing_ok=True)
        raise
    return created


def minutes_documents(
    snapshot: MinutesSnapshot,
    *,
    pdf: bool,
    xlsx: bool,
    progress: Callable[[int, int], None] | None = None,
) -> list[bytes]:
    """Return the minutes in the formats asked for: PDF first, then Excel.

    ``progress(page, pages)`` is called before each page of the PDF; what it raises interrupts.
    """
    made = []
    if pdf:
        from euralens_desk.reports.minutes_content import minutes_content
        from euralens_desk.reports.pdf import minutes_pdf

        made.append(minutes_pdf(minutes_content(snapshot), progress))
    if xlsx:
        from euralens_desk.reports.workbook import minutes_workbook

        made.append(minutes_workbook(snapshot))
    return made


def analysis_documents(
    snapshot: AnalysisSnapshot,
    *,
    pdf: bool,
    xlsx: bool,
    progress: Callable[[int, int], None] | None = None,
) -> list[bytes]:
    """Return the analysis report in the formats asked for: PDF first, then Excel."""
    made = []
    if pdf:
        from euralens_desk.reports.analysis_content import analysis_content
        from euralens_desk.reports.analysis_pdf import analysis_pdf

        made.append(analysis_pdf(analysis_content(snapshot), progress))
    if xlsx:
        from euralens_desk.reports.analysis_workbook import analysis_workbook

        made.append(analysis_workbook(snapshot))
    return made


def paper_document(
    snapshot: PapersSnapshot, paper: Paper, progress: Callable[[int, int], None] | None = None
) -> bytes:
    """Return one paper of a meeting as a PDF."""
    from euralens_desk.reports.papers_content import paper_content
    from euralens_desk.reports.papers_pdf import paper_pdf

    return paper_pdf(paper_content(snapshot, paper), progress)


def read_file(path: Path) -> bytes:
    """Return the bytes of a piece to keep; Failure when it can't be read or is too large."""
    from euralens_desk.usecases.pieces import LARGEST_PIECE, too_large

    try:
        if path.stat().st_size > LARGEST_PIECE:
            raise Failure(too_large(path.name))
        return path.read_bytes()
    except OSError as error:
        raise Failure(
            message("« {name} » can't be read. The dossier did not change.", name=path.name)
        ) from error


def write_file(path: Path, data: bytes) -> None:
    """Write a file whole or not at all; Failure when the disk refuses or it would be a campaign."""
    from euralens_desk.storage.whole_files import write_whole

    if path.suffix.lower() == SUFFIX:
        raise Failure(
            message(
                "{file} is the name of a campaign, and this is a document. "
                "Nothing was changed. Choose another name.",
                file=path.name,
            )
        )
    try:
        write_whole(path, data)
    except OSError as error:
        raise Failure(
            message(
                "{file} could not be written. Nothing was changed. "
                "Check the folder and its free space.",
                file=path.name,
            )
        ) from error


@cache
def _lent() -> tempfile.TemporaryDirectory[str]:
    """Return the folder of lent files; only this person reads it, and it ends with the program."""
    return tempfile.TemporaryDirectory(prefix="euralens-", ignore_cleanup_errors=True)


def lend_file(name: str, data: bytes) -> Path:
    """Write a copy of a piece for another program to open, read-only; removed at the end.

    Only the last part of the name counts: a piece can't choose where it is written. Failure when it
    is a PDF that could do harm in another program.
    """
    _check_is_harmless(name, data)
    place = Path(_lent().name) / hashlib.sha256(data).hexdigest()[:16]
    path = place / written_name(name)
    if not path.exists():
        place.mkdir(exist_ok=True)
        write_file(path, data)
        path.chmod(0o400)
    return path


def _check_is_harmless(name: str, data: bytes) -> None:
    from euralens_desk.exchange.pdf_pages import is_guarded

    if b"%PDF-" in data[:1_024] and is_guarded(data):
        raise Failure(
            message(
                "« {name} » holds a script or an attached file: it is shown here only, and nothing "
                "in it is run.",
                name=name,
            )
        )


def _station() -> Station:
    from euralens_desk.storage.campaign_file import Station

    return Station(person(), platform.node(), now, backups_folder())


def person() -> str:
    """Return the session name of the person at this computer, for the journal."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


def now() -> datetime:
    """Return the time of this computer, with its zone."""
    return datetime.now().astimezone()


def backups_folder() -> Path:
    """Return where dated backups are kept, outside the folders people tidy up."""
    return Path(platformdirs.user_data_dir(NAME, appauthor=False)) / "backups"
