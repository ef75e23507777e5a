"""The members of a received archive: looked at one by one, never extracted by their names.

Whatever a member is called, its bytes are only ever held in memory and kept under their digest
(TRUST 2, rows 16 and 22). What can't be taken is told, and the others go on.
"""

from __future__ import annotations

import hashlib
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from euralens_desk.domain.attachment_matching import LARGEST
from euralens_desk.domain.import_plan import FoundFile
from euralens_desk.domain.messages import Failure, Message, message

MOST_MEMBERS = 2_000
LARGEST_DIRECTORY = 4 * 1024 * 1024
"""Bytes of the list of members of an archive that is still read."""
MOST_BYTES = 1024 * 1024 * 1024
"""Bytes the members of an archive may have in all, once unpacked."""
MOST_FOLD = 200
"""How many times its packed size a member may have; real texts stay far below."""
LONGEST_NAME = 255
EDGE = 1024
"""Bytes kept of the beginning and of the end of a file."""
_CHUNK = 64 * 1024
_READ = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_ARCHIVES = (".zip", ".7z", ".rar", ".tar", ".gz", ".tgz", ".bz2", ".xz")
_BROKEN: tuple[type[Exception], ...] = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
)

Check = Callable[[int, int], None]
"""(files read, files in all); what it raises ends the reading."""


def list_members(path: Path, check: Check) -> tuple[FoundFile, ...]:
    """Return the files of an archive, hidden ones left out; Failure when it is abnormal."""
    with _opened(path) as archive:
        members = [one for one in archive.infolist() if not _is_passed_over(one)]
        found: list[FoundFile] = []
        seen: set[str] = set()
        room = MOST_BYTES
        for place, member in enumerate(members):
            check(place, len(members))
            name = member_name(member)
            problem = _problem(member, name)
            if name in seen:
                problem = message("another file of the archive has this name")
            seen.add(name)
            file = _refused(member, name, problem) if problem else _read(archive, member, name)
            room -= file.size
            if room < 0:
                raise Failure(_abnormal(path.name))
            found.append(file)
        return tuple(found)


def read_member(path: Path, name: str) -> bytes:
    """Return the bytes of a member, by the name ``list_members`` gave."""
    with _opened(path) as archive:
        for member in archive.infolist():
            if member_name(member) == name and _problem(member, name) is None:
                with archive.open(member) as stream:
                    return stream.read(LARGEST + 1)
    raise Failure(message("« {name} » can't be read any more. Nothing was imported.", name=name))


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """Open an archive whose list of members is of a decent size."""
    try:
        with path.open("rb") as stream:
            _refuse_long_list(stream, path.name)
            with zipfile.ZipFile(stream) as archive:
                yield archive
    except _BROKEN as error:
        raise Failure(
            message(
                "The archive « {name} » is damaged or abnormal and can't be read. Nothing was "
                "imported.",
                name=path.name,
            )
        ) from error


def _refuse_long_list(stream: IO[bytes], name: str) -> None:
    """Refuse an archive by the size its list announces, before the list is read."""
    stream.seek(0, 2)
    length = stream.tell()
    stream.seek(max(0, length - 66_000))
    end = stream.read()
    place = end.rfind(b"PK\x05\x06")
    if place < 0 or len(end) < place + 22:
        raise zipfile.BadZipFile
    count, size = struct.unpack_from("<HL", end, place + 10)
    if end[max(0, place - 20) : place].startswith(b"PK\x06\x07"):
        large = end.rfind(b"PK\x06\x06", 0, place)
        if large < 0 or len(end) < large + 56:
            raise zipfile.BadZipFile
        count, size = struct.unpack_from("<QQ", end, large + 32)
    if count > MOST_MEMBERS or size > LARGEST_DIRECTORY:
        raise Failure(
            message(
                "The archive « {name} » lists more than 2,000 files. Nothing was imported.",
                name=name,
            )
        )
    stream.seek(0)


def _abnormal(name: str) -> Message:
    return message(
        "The archive « {name} » is abnormal: over 1 GB once opened. Nothing was imported.",
        name=name,
    )


def _is_passed_over(member: zipfile.ZipInfo) -> bool:
    """Whether a member is a folder or what a system leaves beside files."""
    parts = member_name(member).split("/")
    hidden = parts[-1].startswith(".") and parts[-1] not in (".", "..")
    system = parts[-1].lower() in ("thumbs.db", "desktop.ini")
    return member.is_dir() or hidden or system or "__MACOSX" in parts


def member_name(member: zipfile.ZipInfo) -> str:
    """Return the path of a member, as the program that packed it meant it."""
    name = member.orig_filename
    if not member.flag_bits & 0x800:
        try:
            name = name.encode("cp437").decode("utf-8")
        except UnicodeError:
            name = member.orig_filename
    return name.replace("\\", "/")


def _problem(member: zipfile.ZipInfo, name: str) -> Message | None:
    """Return why a member is not read; None when it may be."""
    problem = _wrong_name(name)
    if problem is not None:
        return problem
    if stat.S_ISLNK(member.external_attr >> 16):
        return message("it is a link, not a file")
    if member.flag_bits & 1:
        return message("it is protected by a password")
    if member.compress_type not in _READ:
        return message("it is packed in a way that is not read here")
    return nested(name)


def _wrong_name(name: str) -> Message | None:
    parts = name.split("/")
    if any(ord(character) < 32 for character in name):
        return message("its name holds characters no name has")
    if name.startswith("/") or re.match(r"[A-Za-z]:", name) or ".." in parts:
        return message("its name leads outside the archive")
    if any(_RESERVED.fullmatch(part.strip()) for part in parts):
        return message("its name is one Windows keeps for itself")
    if any(len(part) > LONGEST_NAME for part in parts):
        return message("its name is too long")
    return None


def nested(name: str) -> Message | None:
    """Return what is said of an archive among the files; None when it is none."""
    if name.lower().endswith(_ARCHIVES):
        return message("it is an archive: open it, then drop its files")
    return None


def _refused(member: zipfile.ZipInfo, name: str, problem: Message) -> FoundFile:
    shown = "".join(c if ord(c) >= 32 else "\N{REPLACEMENT CHARACTER}" for c in name)
    return FoundFile(shown[:LONGEST_NAME], 0, b"", problem=problem)


def _read(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> FoundFile:
    """Read a member to its real end, or to where it proves abnormal."""
    most = min(LARGEST, max(member.compress_size, EDGE) * MOST_FOLD)
    try:
        with archive.open(member) as stream:
            file = digested(name, stream, most)
    except _BROKEN:
        return FoundFile(name, 0, b"", problem=message("it is damaged in the archive"))
    if file.size > most and most < LARGEST:
        told = message("it is abnormal: far larger than its packed size")
        return FoundFile(name, file.size, b"", problem=told)
    return file


def digested(name: str, stream: IO[bytes], most: int = LARGEST) -> FoundFile:
    """Return what a stream holds, read up to one byte above ``most``."""
    digest, size = hashlib.sha256(), 0
    head, tail = b"", b""
    while size <= most and (chunk := stream.read(min(_CHUNK, most + 1 - size))):
        digest.update(chunk)
        size += len(chunk)
        head = (head + chunk)[:EDGE] if len(head) < EDGE else head
        tail = (tail + chunk)[-EDGE:]
    return FoundFile(name, size, head, tail, digest.hexdigest() if size <= most else "")
