"""A correspondence kept in a file: headings and the fields they go to, as TOML.

[columns]
"Intitulé du projet" = "title"
"Nom du contact" = "ignore"
"""

from __future__ import annotations

import tomllib
from pathlib import Path

from euralens_desk.domain.dossier import FIELD_KINDS
from euralens_desk.domain.import_plan import IGNORE, OTHER, ImportChoices
from euralens_desk.domain.messages import Failure, message


def read_mapping(path: Path) -> ImportChoices:
    """Return the choices of a mapping file; Failure naming the heading that can't be understood."""
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise Failure(
            message("« {file} » is not a mapping file. Nothing was imported.", file=path.name)
        ) from error
    columns = told.get("columns", {})
    for heading, target in columns.items():
        if target not in {*FIELD_KINDS, OTHER, IGNORE}:
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
        sheet=str(told.get("sheet", "")),
        header_row=int(told.get("header_row", 0)),
        targets_by_header=columns,
    )
