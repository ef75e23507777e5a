"""Pages of a PDF as images and text, read in a child process.

A hostile PDF can at worst end the child, never the program (TRUST 2, row 21): the child has no
access to the campaign, a bounded memory, and every request a time limit.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

from euralens_desk.domain.messages import Failure, message
from euralens_desk.exchange.child import be_silent, limit_this_process, receive

PATIENCE = 10.0
"""Seconds a request may take before the piece is given up."""


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
    """An open PDF. Close it, or use it as a context manager."""

    def __init__(self, data: bytes) -> None:
        """Open the PDF; Failure when it can't be shown."""
        context = multiprocessing.get_context("spawn")
        self._ours, theirs = context.Pipe()
        self._child: BaseProcess = context.Process(target=_serve, args=(theirs,), daemon=True)
        self._child.start()
        theirs.close()
        self.page_count = int(self._ask("open", data))

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


def _serve(pipe: Connection) -> None:
    """Run in the child: bound itself, then answer."""
    be_silent()
    limit_this_process()
    answer_all(pipe)


def answer_all(pipe: Connection) -> None:
    """Answer requests until the other end closes."""
    import pypdfium2

    document: Any = None
    while True:
        try:
            request, arguments = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            if request == "open":
                document = pypdfium2.PdfDocument(arguments[0])
                answer: object = len(document)
            else:
                answer = _ANSWERS[request](document, *arguments)
            pipe.send((True, answer))
        except Exception as error:  # whatever a broken PDF does, the parent is told
            pipe.send((False, type(error).__name__))


def _size(document: Any, page: int) -> tuple[float, float]:
    width, height = document[page].get_size()
    return width, height


def _render(document: Any, page: int, width: int, rotation: int) -> tuple[int, int, bytes]:
    sheet = document[page]
    points = sheet.get_size()[1 if rotation % 180 else 0]
    scale = min(max((width - 0.01) / points, 0.05), 10.0)  # rounded up to exactly ``width``
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
