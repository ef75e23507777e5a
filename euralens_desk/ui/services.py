"""What the window asks of the outside, as functions handed in by the composition root.

Each imports its heavy library when it is first called, on a thread that is not the window's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from euralens_desk.domain.messages import Failure
from euralens_desk.usecases.ports import CampaignFile, SourceReader

if TYPE_CHECKING:
    from euralens_desk.domain.analysis import AnalysisSnapshot
    from euralens_desk.domain.campaign import Campaign
    from euralens_desk.domain.form_answers import Correspondence, FormTable
    from euralens_desk.domain.grid import CriteriaGrid
    from euralens_desk.domain.import_models import ImportModel
    from euralens_desk.domain.import_plan import FoundFile, ImportChoices
    from euralens_desk.domain.member_rows import MemberRow
    from euralens_desk.domain.minutes import MinutesSnapshot
    from euralens_desk.domain.papers import Paper, PapersSnapshot
    from euralens_desk.domain.score_rows import ScoreRow


class Busy(Failure):
    """The file is open elsewhere or can't be written there; it may be consulted (read only)."""


class CampaignOpener(Protocol):
    """Opens a campaign file; Busy when it can only be consulted, Failure when it can't be read."""

    def __call__(self, path: Path, *, read_only: bool = False) -> CampaignFile: ...


class PageImage(Protocol):
    """A page drawn: rows of blue, green, red, unused, four bytes a pixel, from the top left."""

    @property
    def width(self) -> int: ...
    @property
    def height(self) -> int: ...
    @property
    def pixels(self) -> bytes: ...


class FoundPlace(Protocol):
    """One place where a text stands: page from 0, box in points from the bottom left."""

    @property
    def page(self) -> int: ...
    @property
    def left(self) -> float: ...
    @property
    def bottom(self) -> float: ...
    @property
    def right(self) -> float: ...
    @property
    def top(self) -> float: ...


class PdfDocument(Protocol):
    """An open PDF, read outside the program; each request raises Failure when it can't be shown."""

    page_count: int
    is_guarded: bool
    """Whether it holds a script, a program to launch or a file: nothing of it is run."""

    def size(self, page: int) -> tuple[float, float]:
        """Return the width and height of a page in points."""
        ...

    def render(self, page: int, width: int, rotation: int = 0) -> PageImage:
        """Draw a page, counted from 0, ``width`` pixels wide, turned clockwise by degrees."""
        ...

    def search(self, text: str) -> Sequence[FoundPlace]:
        """Return where a text stands, in reading order, whatever the case."""
        ...

    def close(self) -> None:
        """Let go of the PDF; a second time does nothing."""
        ...


Progress = Callable[[int, int], None]
"""(done, in all); what it raises interrupts the work."""


class FoundPieces(Protocol):
    """The files of some places, each under a name of its own."""

    @property
    def files(self) -> tuple[FoundFile, ...]:
        """What was found."""
        ...

    def read(self, name: str) -> bytes:
        """Return the bytes of a file; Failure when they are no longer those that were found."""
        ...


class MinutesDrawer(Protocol):
    """Draws the minutes of a meeting as a PDF, page by page."""

    def __call__(self, snapshot: MinutesSnapshot, progress: Progress | None = None) -> bytes: ...


class ModelStore(Protocol):
    """The correspondences kept on this computer; all slow, Failure when the disk refuses."""

    def list(self) -> tuple[ImportModel, ...]:
        """Return the models by name."""
        ...

    def save(self, name: str, choices: ImportChoices) -> ImportModel:
        """Keep a correspondence under a name, in place of the one that had it."""
        ...

    def rename(self, name: str, other: str) -> ImportModel:
        """Give a model another name; Failure when it is taken."""
        ...

    def delete(self, name: str) -> None:
        """Take a model away."""
        ...


class AnalysisDrawer(Protocol):
    """Draws the analysis report of the candidatures as a PDF, page by page."""

    def __call__(self, snapshot: AnalysisSnapshot, progress: Progress | None = None) -> bytes: ...


class PaperDrawer(Protocol):
    """Draws one paper of a meeting as a PDF, page by page."""

    def __call__(
        self, snapshot: PapersSnapshot, paper: Paper, progress: Progress | None = None
    ) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Services:
    """The functions of the outside. All but ``default_folder`` and ``now`` are slow."""

    open_campaign: CampaignOpener
    create_campaign: Callable[[Path, Campaign, Path | None], CampaignFile]
    """Create a campaign with the grids of a file; None takes the sample grids of 2022."""
    build_sample: Callable[[], CampaignFile]
    """Make a fresh copy of the sample campaign and open it."""
    discard_sample: Callable[[Path], None]
    """Remove a copy of the sample, with the folder made for it."""
    read_source: SourceReader
    open_pdf: Callable[[bytes], PdfDocument]
    """Open a PDF in a process of its own; Failure when it can't be shown."""
    read_scores: Callable[[Path], tuple[ScoreRow, ...]]
    """Read a file of scores in long form; Failure when it is none."""
    read_form: Callable[[Path, Callable[[int], None]], FormTable]
    """Read the answers of an online form without what tells of persons; Failure when none."""
    read_correspondence: Callable[[Path], Correspondence]
    """Read where the questions of a form go; Failure when the file is none."""
    correspondence_bytes: Callable[[Correspondence], bytes]
    """Return a correspondence as the content of a file ``read_correspondence`` reads."""
    read_members: Callable[[Path], tuple[MemberRow, ...]]
    """Read the people a file names: scores, a table or a list of names."""
    list_pieces: Callable[[Path], tuple[FoundFile, ...]]
    """List the files of a folder of pieces; Failure when it can't be read."""
    read_piece: Callable[[Path, str], bytes]
    """Return the bytes of a piece, by its folder and its name."""
    gather_pieces: Callable[[Sequence[Path], Progress], FoundPieces]
    """List the files of folders, archives and lone files; Failure when a place can't be read."""
    models: Callable[[], ModelStore]
    """The correspondences kept under a name on this computer."""
    read_model: Callable[[Path], ImportModel]
    """Read a correspondence between headings and fields; Failure when it is none."""
    mapping_bytes: Callable[[ImportChoices, str], bytes]
    """Return a correspondence and its name as the content of a file ``read_model`` reads."""
    read_grids: Callable[[Path], tuple[CriteriaGrid, ...]]
    """Read a grids file; Failure naming it when it is not one."""
    sample_grids: Callable[[], tuple[CriteriaGrid, ...]]
    """Return the grids the program comes with: 2022, lycéens, 2012."""
    grids_file: Callable[[Iterable[CriteriaGrid]], bytes]
    """Return the bytes of a grids file."""
    minutes_pdf: MinutesDrawer
    minutes_workbook: Callable[[MinutesSnapshot], bytes]
    analysis_pdf: AnalysisDrawer
    analysis_workbook: Callable[[AnalysisSnapshot], bytes]
    paper_pdf: PaperDrawer
    write_papers: Callable[[CampaignFile, int, Path, Progress], Path]
    """Write the papers of a meeting and its pieces to a new folder, whole or not at all."""
    read_file: Callable[[Path], bytes]
    """Return the bytes of a piece to keep; Failure when it can't be read or is too large."""
    write_file: Callable[[Path, bytes], None]
    """Write bytes to a file whole or not at all; Failure when the disk refuses."""
    lend_file: Callable[[str, bytes], Path]
    """Write a copy of a piece for another program to open; it is removed when this one ends."""
    default_folder: Callable[[], Path]
    """Where a person expects new campaigns."""
    now: Callable[[], datetime]
    """The time of this computer."""
