"""What a PDF holds besides pages: scripts, launched programs, files inside it (TRUST 2, row 21).

Nothing of it is ever run: pages are only drawn. It is looked for to be told. Names are searched in
the objects of the file and in its compressed object streams; the contents of pages and pictures are
passed over. A false alarm is possible (a name in a text), a name hidden in a stream is found.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from enum import Enum

MOST_INFLATED = 32 * 1024 * 1024
"""Bytes of object streams that are unpacked to be searched, all together."""

_STREAM = re.compile(rb"\bstream\r?\n")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_END = b"endstream"


class Hazard(Enum):
    """A thing in a PDF that a reader should know of."""

    SCRIPT = "script"
    LAUNCH = "launch"
    ATTACHMENT = "attachment"
    HIDDEN = "hidden"
    """Objects packed in a way that can't be looked through."""


_NAMES = {
    Hazard.SCRIPT: re.compile(rb"/(?:JS|JavaScript|XFA)(?![A-Za-z0-9_.\-])"),
    Hazard.LAUNCH: re.compile(rb"/(?:Launch|SubmitForm|ImportData|GoToE)(?![A-Za-z0-9_.\-])"),
    Hazard.ATTACHMENT: re.compile(
        rb"/(?:EmbeddedFiles?|FileAttachment|RichMedia)(?![A-Za-z0-9_.\-])"
    ),
}
_PACKED = re.compile(rb"/Type\s*/ObjStm(?![A-Za-z0-9_.\-])")
_FILTER = re.compile(rb"/Filter\s*(?:(/\w+)|\[([^\]]*)\]|(.))", re.DOTALL)
_ENCRYPTED = re.compile(rb"/Encrypt(?![A-Za-z0-9_.\-])")


def hazards(data: bytes) -> frozenset[Hazard]:
    """Return what the PDF holds that is no page."""
    found: set[Hazard] = set()
    room = MOST_INFLATED
    is_hidden = False
    for text, packed in _objects(data):
        _search(text, found)
        if packed is None:
            continue
        objects = _unpacked(_plain(text), packed, room)
        if objects is None:
            is_hidden = True
        else:
            room -= len(objects)
            _search(objects, found)
    if is_hidden and not _ENCRYPTED.search(data):  # an encrypted file hides them all
        found.add(Hazard.HIDDEN)
    return frozenset(found)


def _objects(data: bytes) -> Iterator[tuple[bytes, bytes | None]]:
    """Yield the bytes between streams, each with the stream of objects that follows it, if any."""
    at = 0
    while (begin := _STREAM.search(data, at)) is not None:
        end = data.find(_END, begin.end())
        end = len(data) if end < 0 else end
        text = data[at : begin.start()]
        is_packed = _PACKED.search(_plain(text[-4_096:])) is not None
        yield text, (data[begin.end() : end] if is_packed else None)
        at = end
    yield data[at:], None


def _plain(text: bytes) -> bytes:
    """Return the text with the escapes of its names written out."""
    return _ESCAPED.sub(lambda code: bytes([int(code[1], 16)]), text) if b"#" in text else text


def _search(text: bytes, found: set[Hazard]) -> None:
    plain = _plain(text)
    found.update(hazard for hazard, names in _NAMES.items() if names.search(plain))


def _unpacked(dictionary: bytes, packed: bytes, room: int) -> bytes | None:
    """Return a stream of objects unpacked; None when it can't be looked through."""
    filters = _FILTER.findall(dictionary)
    if not filters:
        return packed
    if (
        b"".join(filters[-1]).strip() not in (b"/FlateDecode", b"/Fl")
        or b"/Predictor" in dictionary
    ):
        return None
    try:
        engine = zlib.decompressobj()
        objects = engine.decompress(packed, room)
    except zlib.error:
        return None
    return None if engine.unconsumed_tail else objects
