"""A picture read as a piece of one page: PNG, JPEG or WebP, turned as the camera says."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter, QTransform

from euralens_desk.domain.messages import Failure, message
from euralens_desk.ui.services import FoundPlace

MOST_PIXELS = 64_000_000
"""Pixels of a picture that is shown: a larger one is refused before anything of it is read."""
MOST_DRAWN = 24_000_000
"""Pixels that are drawn of it: zoomed further, it is drawn less sharp."""
MOST_MEGABYTES = 256
"""Memory that reading one picture may take."""


@dataclass(frozen=True, slots=True)
class _Drawing:
    width: int
    height: int
    pixels: bytes


class PicturePages:
    """A picture with the contract of a PDF: one page, no text, nothing that runs."""

    page_count = 1
    is_guarded = False

    def __init__(self, data: bytes) -> None:
        """Look at the head of a picture; Failure when it is none, or too large to be shown."""
        self._data = QByteArray(data)
        buffer = QBuffer(self._data)  # has to outlive its reader
        reader = _reader(buffer)
        size = reader.size()
        if not size.isValid() or size.isEmpty() or not reader.canRead():
            raise _not_shown()
        if size.width() * size.height() > MOST_PIXELS:
            raise Failure(message("This picture is too large to be shown."))
        self._size = _as_turned(reader, size)

    def size(self, page: int) -> tuple[float, float]:
        """Return the width and height of the picture."""
        del page
        return self._size.width(), self._size.height()

    def render(self, page: int, width: int, rotation: int = 0) -> _Drawing:
        """Return the picture ``width`` pixels wide, turned clockwise; Failure when damaged."""
        del page
        buffer = QBuffer(self._data)
        image = _reader(buffer).read()
        if image.isNull():
            raise _not_shown()
        across, down = image.width(), image.height()
        if rotation % 180:
            across, down = down, across
        width = max(1, min(width, round((MOST_DRAWN * across / down) ** 0.5)))
        height = max(1, round(width * down / across))
        size = QSize(height, width) if rotation % 180 else QSize(width, height)
        image = image.scaled(size, mode=Qt.TransformationMode.SmoothTransformation)
        image = _on_paper(image.transformed(QTransform().rotate(rotation)))
        return _Drawing(image.width(), image.height(), bytes(image.constBits()))

    def search(self, text: str) -> tuple[FoundPlace, ...]:
        """Return nothing: a picture has no text."""
        del text
        return ()

    def close(self) -> None:
        """Let go of the bytes."""
        self._data = QByteArray()


def _reader(buffer: QBuffer) -> QImageReader:
    QImageReader.setAllocationLimit(MOST_MEGABYTES)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    return reader


def _as_turned(reader: QImageReader, size: QSize) -> QSize:
    """Return the size once the picture stands as the camera says."""
    turns = reader.transformation()
    is_on_side = bool(turns.value & 4)  # the quarter turns of Qt's table of transformations
    return size.transposed() if is_on_side else size


def _on_paper(image: QImage) -> QImage:
    """Return a picture on white, where it lets the ground through; Failure without the memory."""
    paper = QImage(image.size(), QImage.Format.Format_RGB32)
    if image.isNull() or paper.isNull():
        raise _not_shown()
    paper.fill(Qt.GlobalColor.white)
    painter = QPainter(paper)
    painter.drawImage(0, 0, image)
    painter.end()
    return paper


def _not_shown() -> Failure:
    return Failure(message("This piece can't be shown. The dossier itself is intact."))
