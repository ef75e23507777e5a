"""The PDF a view has open: used by one thread at a time, let go of from any."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import TypeVar

from euralens_desk.domain.messages import Failure
from euralens_desk.ui.services import FoundPlace, PageImage, PdfDocument

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """One page drawn, how many there are, and whether the piece holds more than pages."""

    image: PageImage
    page_count: int
    is_guarded: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """One place where a text stands: page from 0, box as shares of the page from its top left."""

    page: int
    left: float
    top: float
    right: float
    bottom: float

    def turned(self, rotation: int) -> Spot:
        """Return the same place on the page turned clockwise by ``rotation`` degrees."""
        spot = self
        for _quarter in range(rotation // 90 % 4):
            spot = Spot(self.page, 1 - spot.bottom, spot.left, 1 - spot.top, spot.right)
        return spot


@dataclass(frozen=True, slots=True)
class Sought:
    """Where a text stands in a piece; ``has_text`` is false of a piece that was scanned."""

    spots: tuple[Spot, ...]
    has_text: bool = True


COMMON_LETTERS = "eai1"
"""One of them stands in any text that can be searched."""


class OpenPiece:
    """Keeps one PDF open, so that turning a page does not open it again."""

    def __init__(self, open_pdf: Callable[[bytes], PdfDocument]) -> None:
        self._open_pdf = open_pdf
        self._lock = Lock()
        self._document: PdfDocument | None = None
        self._data = b""
        self._has_ended = False

    def draw(self, data: bytes, page: int, width: int, rotation: int = 0) -> DrawnPage:
        """Draw a page, opening the PDF when another one was open; Failure when it can't be shown.

        Slow: never call it on the thread of the window.
        """
        try:
            with self._lock:
                document = self._opened(data)
                image = self._kept(lambda: document.render(page, width, rotation))
                return DrawnPage(image, document.page_count, document.is_guarded)
        finally:
            if self._has_ended:
                self.end()

    def search(self, data: bytes, text: str) -> Sought:
        """Return where a text stands, opening the PDF when another one was open. Slow too."""
        try:
            with self._lock:
                document = self._opened(data)
                return self._kept(lambda: _sought(document, text))
        finally:
            if self._has_ended:
                self.end()

    def end(self) -> None:
        """Close the PDF for good without waiting; a drawing under way closes it when it is done."""
        self._has_ended = True
        if self._lock.acquire(blocking=False):
            try:
                self._let_go()
            finally:
                self._lock.release()

    def _opened(self, data: bytes) -> PdfDocument:
        if self._document is None or self._data != data:
            self._let_go()
            self._document, self._data = self._open_pdf(data), data
        return self._document

    def _kept(self, ask: Callable[[], Answer]) -> Answer:
        """Return an answer of the PDF; one that fails is let go of."""
        try:
            return ask()
        except Failure:
            self._let_go()
            raise

    def _let_go(self) -> None:
        document, self._document = self._document, None
        if document is not None:
            document.close()


def _sought(document: PdfDocument, text: str) -> Sought:
    found = document.search(text)
    sizes = {page: document.size(page) for page in {place.page for place in found}}
    spots = tuple(_spot(place, *sizes[place.page]) for place in found)
    has_text = bool(found) or any(document.search(letter) for letter in COMMON_LETTERS)
    return Sought(spots, has_text)


def _spot(place: FoundPlace, width: float, height: float) -> Spot:
    top, bottom = 1 - place.top / height, 1 - place.bottom / height
    return Spot(place.page, place.left / width, top, place.right / width, bottom)
