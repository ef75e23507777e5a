"""Where pieces come from: folders, archives, files; list them, and read the ones that are kept."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from euralens_desk.domain.import_plan import FoundFile
from euralens_desk.domain.messages import Failure, Message, message
from euralens_desk.exchange.zip_members import (
    MOST_MEMBERS,
    Check,
    digested,
    list_members,
    nested,
    read_member,
)

DEEPEST = 6
"""Folders inside folders that are looked into."""


def _unheard(done: int, total: int) -> None:
    """Report to nobody."""


def list_pieces(place: Path, check: Check = _unheard) -> tuple[FoundFile, ...]:
    """Return the files of a folder or of an archive, or a file alone; hidden ones are left out.

    Failure when the place can't be read, or holds more than ``MOST_MEMBERS`` files.
    """
    if _is_archive(place):
        return list_members(place, check)
    try:
        paths = [place] if place.is_file() else _inside(place)
        found = []
        for number, path in enumerate(paths):
            check(number, len(paths))
            found.append(_found(path, _name(place, path)))
        return tuple(found)
    except OSError as error:
        raise Failure(_unreadable(place)) from error


def _unreadable(place: Path) -> Message:
    if place.suffix and not place.is_dir():
        return message("« {name} » can't be read. The dossier did not change.", name=place.name)
    return message("The folder « {name} » can't be read. Nothing was imported.", name=place.name)


def _is_archive(place: Path) -> bool:
    return place.suffix.lower() == ".zip" and place.is_file()


def _inside(folder: Path) -> list[Path]:
    """Return the files of a folder and of those inside it, links not followed."""
    paths = list(_walk(folder, DEEPEST))
    if len(paths) > MOST_MEMBERS:
        raise Failure(
            message(
                "The folder « {name} » holds more than 2,000 files. Nothing was imported.",
                name=folder.name,
            )
        )
    return sorted(paths)


def _walk(folder: Path, depth: int) -> Iterator[Path]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_file(follow_symlinks=False):
                yield Path(entry.path)
            elif depth and entry.is_dir(follow_symlinks=False):
                yield from _walk(Path(entry.path), depth - 1)


def _name(place: Path, path: Path) -> str:
    return path.name if path == place else path.relative_to(place).as_posix()


def _found(path: Path, name: str) -> FoundFile:
    told = nested(name)
    if told is not None:
        return FoundFile(name, 0, b"", problem=told)
    size = path.stat().st_size
    with path.open("rb") as file:
        return replace(digested(name, file), size=size)


def read_piece(place: Path, name: str) -> bytes:
    """Return the bytes of a file, by the name ``list_pieces`` gave."""
    if _is_archive(place):
        return read_member(place, name)
    try:
        path = place if place.is_file() else _inner(place, name)
        return path.read_bytes()
    except OSError as error:
        raise Failure(
            message("« {name} » can't be read any more. Nothing was imported.", name=name)
        ) from error


def _inner(folder: Path, name: str) -> Path:
    """Return a file of a folder; a name can't lead out of it."""
    path = folder / name
    if path.resolve().is_relative_to(folder.resolve()):
        return path
    raise FileNotFoundError(name)


class Pieces:
    """The files of one or several places, each under a name of its own."""

    def __init__(self, places: Sequence[Path], check: Check = _unheard) -> None:
        """List them; Failure when a place can't be read."""
        self._sources: dict[str, tuple[Path, FoundFile]] = {}
        for place in places:
            for file in list_pieces(place, check):
                self._sources[self._free_name(place, file.name)] = (place, file)
        self.files = tuple(
            replace(file, name=name) for name, (_place, file) in self._sources.items()
        )

    def _free_name(self, place: Path, name: str) -> str:
        free = name
        while free in self._sources:
            free = f"{place.parent.name or place.name}/{free}"
        return free

    def read(self, name: str) -> bytes:
        """Return the bytes of a file, which are still those that were listed."""
        place, file = self._sources[name]
        data = read_piece(place, file.name)
        if file.sha256 and hashlib.sha256(data).hexdigest() != file.sha256:
            raise Failure(
                message("« {name} » changed since it was listed. Nothing was imported.", name=name)
            )
        return data
