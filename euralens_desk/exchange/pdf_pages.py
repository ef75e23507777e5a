"""Pages of a PDF as images and text, read in a child process.

A hostile PDF can at worst end the child, never the program (TRUST 2, row 21): the child has no
access to the campaign, a bounded memory, and every request a time limit.
"""

from __future__ import annotations

import math
import multiprocessing
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

from euralens_desk.domain.messages import Failure, message
from euralens_desk.exchange.child import be_silent, grant_time, limit_this_process, receive
from euralens_desk.exchange.pdf_hazards import hazards

PATIENCE = 10.0
"""Seconds a request may take before the piece is given up."""
CPU_SECONDS = 10
"""Seconds of processor that a request may use: a child left alone ends too."""
MOST_PIXELS = 24_000_000
"""Pixels of a page that is drawn: a larger one is drawn smaller."""
LONGEST_PAGE = 100
"""How many times its one side the other side of a page may be."""
_FEW_PAGES = 3
"""Pages looked at to know whether a PDF has text."""


@dataclass(frozen=True, slots=True)
class PageImage:
    """One rendered page: ``pixels`` are rows of blue, green, red, unused, four bytes a pixel."""

    width: int
    height: int
    pixels: bytes


@dataclass(frozen=True, slots=True)
class Found:
    """One place where a searched text stands: page from 0, box in points from the bottom left."""

    page: int
    left: float
    bottom: float
    right: float
    top: float


class PdfPages:
    """An open PDF. Close it, or use it as a context manager.

    ``is_guarded`` tells that it holds a script, a program to launch or a file: nothing of it is
    run. ``has_text`` is false when its first pages are pictures only, as a scanner makes them.
    """

    def __init__(self, data: bytes) -> None:
        """Open the PDF; Failure when it can't be shown."""
        context = multiprocessing.get_context("spawn")
        self._ours, theirs = context.Pipe()
        self._child: BaseProcess = context.Process(target=serve, args=(theirs,), daemon=True)
        self._child.start()
        theirs.close()
        count, is_guarded, has_text = self._ask("open", data)
        self.page_count, self.is_guarded, self.has_text = (
            int(count),
            bool(is_guarded),
            bool(has_text),
        )

    def __enter__(self) -> PdfPages:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def size(self, page: int) -> tuple[float, float]:
        """Return the width and height of a page in points."""
        width, height = self._ask("size", page)
        return width, height

    def render(self, page: int, width: int, rotation: int = 0) -> PageImage:
        """Return a page ``width`` pixels wide, turned clockwise by ``rotation`` degrees."""
        return PageImage(*self._ask("render", page, width, rotation))

    def search(self, text: str) -> tuple[Found, ...]:
        """Return where ``text`` stands, in reading order, whatever the case."""
        return tuple(Found(*place) for place in self._ask("search", text))

    def close(self) -> None:
        """End the child process."""
        self._ours.close()
        self._child.kill()
        self._child.join()

    def _ask(self, request: str, *arguments: object) -> Any:
        try:
            self._ours.send((request, arguments))
            if not self._ours.poll(PATIENCE):
                raise EOFError
            is_fine, answer = receive(self._ours)
        except (EOFError, OSError):
            is_fine, answer = False, None
        if not is_fine:
            self.close()
            raise Failure(message("This piece can't be shown. The dossier itself is intact."))
        return answer


def is_guarded(data: bytes) -> bool:
    """Whether a PDF holds a script, a program to launch or a file, even one that can't be shown."""
    try:
        with PdfPages(data) as pages:
            return pages.is_guarded
    except Failure:
        return bool(hazards(data))


def serve(pipe: Connection) -> None:
    """Run in the child: bound itself, then answer."""
    be_silent()
    limit_this_process()
    answer_all(pipe, lambda: grant_time(CPU_SECONDS))


def answer_all(pipe: Connection, before_each: Callable[[], None] = lambda: None) -> None:
    """Answer requests until the other end closes; ``before_each`` bounds the next one."""
    import pypdfium2

    document: Any = None
    while True:
        try:
            request, arguments = pipe.recv()
        except (EOFError, OSError):
            return
        before_each()
        try:
            if request == "open":
                document = pypdfium2.PdfDocument(arguments[0])
                answer: object = _nature(document, arguments[0])
            else:
                answer = _ANSWERS[request](document, *arguments)
            pipe.send((True, answer))
        except Exception as error:  # whatever a broken PDF does, the parent is told
            pipe.send((False, type(error).__name__))


def _nature(document: Any, data: bytes) -> tuple[int, bool, bool]:
    """Return the number of pages, whether it holds more than pages, and whether it has text."""
    count = len(document)
    return count, bool(hazards(data)) or _has_more(document), _has_text(document, count)


def _has_more(document: Any) -> bool:
    """Whether the library knows of files or scripts in the whole of the document."""
    from pypdfium2 import raw

    files = raw.FPDFDoc_GetAttachmentCount(document)
    return bool(files > 0 or raw.FPDFDoc_GetJavaScriptActionCount(document) > 0)


def _has_text(document: Any, count: int) -> bool:
    import pypdfium2

    for number in range(min(count, _FEW_PAGES)):
        with suppress(pypdfium2.PdfiumError):
            if document[number].get_textpage().count_chars() > 0:
                return True
    return False


def _size(document: Any, page: int) -> tuple[float, float]:
    width, height = document[page].get_size()
    return width, height


def _render(document: Any, page: int, width: int, rotation: int) -> tuple[int, int, bytes]:
    sheet = document[page]
    across, down = sheet.get_size()
    if max(across, down) > LONGEST_PAGE * min(across, down):
        raise ValueError("no page has this form")
    points = down if rotation % 180 else across
    scale = min((width - 0.01) / points, 10.0)  # rounded up to exactly ``width``
    scale = min(scale, math.sqrt(MOST_PIXELS / (across * down)))
    bitmap = sheet.render(scale=scale, rotation=rotation, rev_byteorder=False, prefer_bgrx=True)
    return bitmap.width, bitmap.height, bytes(bitmap.buffer)


def _search(document: Any, text: str) -> list[tuple[int, float, float, float, float]]:
    found: list[tuple[int, float, float, float, float]] = []
    for number in range(len(document)):
        words = document[number].get_textpage()
        searcher = words.search(text, match_case=False)
        while (place := searcher.get_next()) is not None:
            start, length = place
            boxes = [words.get_charbox(start + offset) for offset in range(length)]
            lefts, bottoms, rights, tops = zip(*boxes, strict=True)
            found.append((number, min(lefts), min(bottoms), max(rights), max(tops)))
    return found


_ANSWERS: dict[str, Callable[..., object]] = {"size": _size, "render": _render, "search": _search}
