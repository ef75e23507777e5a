"""The folder of the pieces: list its files, and read the ones that are kept."""

from __future__ import annotations

from pathlib import Path

from euralens_desk.domain.import_plan import FoundFile
from euralens_desk.domain.messages import Failure, message

HEAD = 1024


def list_pieces(folder: Path) -> tuple[FoundFile, ...]:
    """Return the files of a folder, hidden ones left out; Failure when it can't be listed."""
    try:
        paths = sorted(p for p in folder.iterdir() if p.is_file() and not p.name.startswith("."))
        return tuple(_found(path) for path in paths)
    except OSError as error:
        raise Failure(
            message("The folder « {name} » can't be read. Nothing was imported.", name=folder.name)
        ) from error


def _found(path: Path) -> FoundFile:
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(HEAD)
        file.seek(max(0, size - HEAD))
        return FoundFile(path.name, size, head, file.read())


def read_piece(folder: Path, name: str) -> bytes:
    """Return the bytes of a file of the folder, by the name ``list_pieces`` gave."""
    try:
        return (folder / Path(name).name).read_bytes()
    except OSError as error:
        raise Failure(
            message("« {name} » can't be read any more. Nothing was imported.", name=name)
        ) from error
