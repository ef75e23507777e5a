"""A correspondence kept in a file: headings and the fields they go to, as TOML.

name = "Démarches simplifiées"

[columns]
"Intitulé du projet" = "title"
"Nom du contact" = "ignore"
"""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

from euralens_desk.domain.dossier import FIELD_KINDS
from euralens_desk.domain.import_models import ImportModel
from euralens_desk.domain.import_plan import IGNORE, OTHER, ImportChoices
from euralens_desk.domain.messages import Failure, message


def read_mapping(path: Path) -> ImportChoices:
    """Return the choices of a mapping file; Failure naming the heading that can't be understood."""
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise _no_mapping(path) from error
    columns, row = told.get("columns", {}), told.get("header_row", 0)
    if not isinstance(columns, dict) or not isinstance(row, int) or row < 0:
        raise _no_mapping(path)
    for heading, target in columns.items():
        if not isinstance(target, str) or target not in {*FIELD_KINDS, OTHER, IGNORE}:
            raise Failure(
                message(
                    "« {file} »: « {heading} » goes to « {target} », which is no field. "
                    "Nothing was imported.",
                    file=path.name,
                    heading=heading,
                    target=str(target),
                )
            )
    return ImportChoices(
        sheet=str(told.get("sheet", "")), header_row=row, targets_by_header=columns
    )


def read_model(path: Path) -> ImportModel:
    """Return the correspondence of a mapping file with its name, else that of the file."""
    choices = read_mapping(path)
    told = tomllib.loads(path.read_text(encoding="utf-8")).get("name", "")
    name = " ".join(told.split()) if isinstance(told, str) else ""
    return ImportModel(name or path.stem, choices)


def _no_mapping(path: Path) -> Failure:
    return Failure(
        message("« {file} » is not a mapping file. Nothing was imported.", file=path.name)
    )


def mapping_bytes(choices: ImportChoices, name: str = "") -> bytes:
    """Return the choices by heading as a mapping file; ``read_mapping`` gives them back."""
    lines = [f"name = {_quoted(name)}"] if name else []
    if choices.sheet:
        lines.append(f"sheet = {_quoted(choices.sheet)}")
    if choices.header_row:
        lines.append(f"header_row = {choices.header_row}")
    lines += ["", "[columns]"] if lines else ["[columns]"]
    for heading, target in choices.targets_by_header.items():
        lines.append(f"{_quoted(heading)} = {_quoted(target)}")
    return ("\n".join(lines) + "\n").encode()


def _quoted(text: str) -> str:
    """Return a TOML basic string (its escapes are those of JSON, and DEL must be one)."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
