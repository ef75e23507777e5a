"""Files of form answers, and the correspondences that read them (TOML).

dossier = "2022-01"

[questions]
"As-tu compris le projet ?" = {criterion = "L1"}
"Projet noté" = {is_dossier = true}

[answers]
"Tout à fait" = "4"
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from euralens_desk.domain.form_answers import (
    ColumnUse,
    Correspondence,
    FormKind,
    FormTable,
    form_table,
)
from euralens_desk.domain.messages import Failure, message
from euralens_desk.exchange.source_files import read_source

_KEYS = {"criterion": str, "dossier": str, "is_dossier": bool}


def read_form(
    path: Path, kind: FormKind | None = None, progress: Callable[[int], None] | None = None
) -> FormTable:
    """Return the answers of a form without what tells of persons; Failure when there are none."""
    source = read_source(path, progress)
    shown = [table for table in source.tables if not table.is_hidden]
    rows = [[cell.text for cell in row] for row in shown[0].rows] if shown else []
    form = form_table(path.name, source.sha256, rows, kind)
    if not form.rows or not form.headings:
        raise Failure(
            message("« {file} » holds no answer of a form. Nothing was imported.", file=path.name)
        )
    return form


def read_correspondence(path: Path) -> Correspondence:
    """Return the correspondence of a file; Failure when it is none."""
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise _no_correspondence(path) from error
    questions, answers = told.get("questions", {}), told.get("answers", {})
    dossier = told.get("dossier", "")
    is_sound = isinstance(questions, dict) and isinstance(answers, dict)
    if not is_sound or not isinstance(dossier, str):
        raise _no_correspondence(path)
    if not all(isinstance(code, str) for code in answers.values()):
        raise _no_correspondence(path)
    columns = {heading: _use(path, use) for heading, use in questions.items()}
    return Correspondence(columns, answers, dossier)


def _use(path: Path, told: Any) -> ColumnUse:
    if isinstance(told, str):
        told = {"criterion": told}
    sound = isinstance(told, dict) and all(
        name in _KEYS and isinstance(value, _KEYS[name]) for name, value in told.items()
    )
    if not sound:
        raise _no_correspondence(path)
    return ColumnUse(**told)


def _no_correspondence(path: Path) -> Failure:
    return Failure(
        message(
            "« {file} » is no correspondence of form answers. Nothing was imported.", file=path.name
        )
    )


def correspondence_bytes(chosen: Correspondence) -> bytes:
    """Return a correspondence as a file that ``read_correspondence`` gives back."""
    lines = [f"dossier = {_quoted(chosen.dossier)}", ""] if chosen.dossier else []
    lines.append("[questions]")
    lines += [f"{_quoted(heading)} = {_inline(use)}" for heading, use in chosen.columns.items()]
    lines += ["", "[answers]"]
    lines += [f"{_quoted(word)} = {_quoted(code)}" for word, code in chosen.words.items()]
    return ("\n".join(lines) + "\n").encode()


def _inline(use: ColumnUse) -> str:
    said = [f"criterion = {_quoted(use.criterion)}"] if use.criterion else []
    said += [f"dossier = {_quoted(use.dossier)}"] if use.dossier else []
    said += ["is_dossier = true"] if use.is_dossier else []
    return f"{{{', '.join(said)}}}"


def _quoted(text: str) -> str:
    """Return a TOML basic string (its escapes are those of JSON, and DEL must be one)."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
