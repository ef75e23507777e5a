"""What the window asks of the outside, as functions handed in by the composition root.

Each imports its heavy library when it is first called, on a thread that is not the window's.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from euralens_desk.domain.campaign import Campaign
from euralens_desk.domain.messages import Failure
from euralens_desk.domain.minutes import MinutesSnapshot
from euralens_desk.usecases.ports import CampaignFile, GridReader, SourceReader


class Busy(Failure):
    """Somebody else has the file open; it may be consulted (opened for reading only)."""


class PageImage(Protocol):
    """A rendered page: rows of blue, green, red, unused, four bytes a pixel."""

    @property
    def width(self) -> int: ...
    @property
    def height(self) -> int: ...
    @property
    def pixels(self) -> bytes: ...


class Found(Protocol):
    """One place where a searched text stands: page from 0, box in points from the bottom left."""

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
    """An open PDF. Every method may take a while (another process answers): never call it on the
    thread of the window, use ``Desk.fetch``.
    """

    page_count: int

    def size(self, page: int) -> tuple[float, float]: ...

    def render(self, page: int, width: int, rotation: int = 0) -> PageImage: ...

    def search(self, text: str) -> tuple[Found, ...]: ...

    def close(self) -> None: ...


class CampaignOpener(Protocol):
    """Opens a campaign file; Busy when it is open elsewhere, Failure when it cannot be read."""

    def __call__(self, path: Path, *, read_only: bool = False) -> CampaignFile: ...


@dataclass(frozen=True, slots=True)
class Services:
    """The functions of the outside. All but ``default_folder`` are slow."""

    open_campaign: CampaignOpener
    create_campaign: Callable[[Path, Campaign, Path | None], CampaignFile]
    """Create a campaign with the grids of a file; None takes the sample grids of 2022."""
    build_sample: Callable[[], CampaignFile]
    """Make a fresh copy of the sample campaign and open it."""
    read_source: SourceReader
    read_grids: GridReader
    open_pdf: Callable[[bytes], PdfDocument]
    minutes_pdf: Callable[[MinutesSnapshot], bytes]
    minutes_workbook: Callable[[MinutesSnapshot], bytes]
    write_file: Callable[[Path, bytes], None]
    """Write bytes to a file whole or not at all; Failure when the disk refuses."""
    default_folder: Callable[[], Path]
    """Where a person expects new campaigns."""

