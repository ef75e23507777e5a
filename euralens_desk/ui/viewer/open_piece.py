"""The PDF a view has open: used by one thread at a time, let go of from any."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from euralens_desk.domain.messages import Failure
from euralens_desk.ui.services import PageImage, PdfDocument


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """One page drawn, how many there are, and whether the piece holds more than pages."""

    image: PageImage
    page_count: int
    is_guarded: bool = False


class OpenPiece:
    """Keeps one PDF open, so that turning a page does not open it again."""

    def __init__(self, open_pdf: Callable[[bytes], PdfDocument]) -> None:
        self._open_pdf = open_pdf
        self._lock = Lock()
        self._document: PdfDocument | None = None
        self._data = b""
        self._has_ended = False

    def draw(self, data: bytes, page: int, width: int) -> DrawnPage:
        """Draw a page, opening the PDF when another one was open; Failure when it can't be shown.

        Slow: never call it on the thread of the window.
        """
        try:
            with self._lock:
                return self._draw(data, page, width)
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

    def _draw(self, data: bytes, page: int, width: int) -> DrawnPage:
        if self._document is None or self._data != data:
            self._let_go()
            self._document, self._data = self._open_pdf(data), data
        try:
            image = self._document.render(page, width)
        except Failure:
            self._let_go()
            raise
        return DrawnPage(image, self._document.page_count, self._document.is_guarded)

    def _let_go(self) -> None:
        document, self._document = self._document, None
        if document is not None:
            document.close()
