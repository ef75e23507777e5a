"""The correspondences a person keeps on this computer: one mapping file each, in one folder."""

from __future__ import annotations

from pathlib import Path

from euralens_desk.domain.import_models import ImportModel
from euralens_desk.domain.import_plan import ImportChoices
from euralens_desk.domain.messages import Failure, message
from euralens_desk.domain.text_cleaning import key
from euralens_desk.exchange.mapping_file import mapping_bytes, read_model

LONGEST = 60
MOST = 200
"""Models that are looked at: a folder that holds more was not made here."""


class ModelFolder:
    """Lists, keeps, renames and deletes; a file that is no mapping is left alone, never shown."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def list(self) -> tuple[ImportModel, ...]:
        """Return the models by name; none when the folder can't be read."""
        return tuple(model for model, _path in self._held())

    def save(self, name: str, choices: ImportChoices) -> ImportModel:
        """Keep a correspondence under a name, in place of the one that had it."""
        model = ImportModel(_name(name), choices)
        path = self._path_of(model.name) or self._free(model.name)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            part = path.with_suffix(".part")
            part.write_bytes(mapping_bytes(choices, model.name))
            part.replace(path)
        except OSError as error:
            raise Failure(
                message("The model « {name} » could not be kept on this disk.", name=model.name)
            ) from error
        return model

    def rename(self, name: str, other: str) -> ImportModel:
        """Give a model another name; Failure when it is taken."""
        found = next((model for model in self.list() if model.name == name), None)
        wanted = _name(other)
        if found is None:
            raise _gone(name)
        if wanted != name and self._path_of(wanted) is not None:
            raise Failure(message("A model is already called « {name} ».", name=wanted))
        old = self._path_of(name)
        kept = self.save(wanted, found.choices)
        if old is not None and old != self._path_of(wanted):
            old.unlink(missing_ok=True)
        return kept

    def delete(self, name: str) -> None:
        """Take a model away; one that is already gone is no failure."""
        path = self._path_of(name)
        if path is not None:
            try:
                path.unlink(missing_ok=True)
            except OSError as error:
                raise Failure(
                    message("The model « {name} » could not be deleted.", name=name)
                ) from error

    def _held(self) -> tuple[tuple[ImportModel, Path], ...]:
        try:
            paths = sorted(self._folder.glob("*.toml"))[:MOST]
        except OSError:
            return ()
        found = []
        for path in paths:
            try:
                found.append((read_model(path), path))
            except Failure:
                continue
        return tuple(sorted(found, key=lambda one: key(one[0].name)))

    def _path_of(self, name: str) -> Path | None:
        return next((path for model, path in self._held() if model.name == name), None)

    def _free(self, name: str) -> Path:
        """Return a file name that nothing has, made of letters, digits and hyphens."""
        stem = key(name).replace(" ", "-")[:LONGEST] or "modele"
        tried, number = self._folder / f"{stem}.toml", 1
        while tried.exists():
            number += 1
            tried = self._folder / f"{stem}-{number}.toml"
        return tried


def _name(text: str) -> str:
    """Return a name on one line; Failure when nothing is left of it."""
    name = " ".join(text.split())[:LONGEST]
    if not name:
        raise Failure(message("A model needs a name. Nothing was kept."))
    return name


def _gone(name: str) -> Failure:
    return Failure(message("The model « {name} » is no longer there.", name=name))
