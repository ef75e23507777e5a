"""Read the grids of a grids file (format « euralens-grilles/1 », a public contract)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from pathlib import Path
from typing import Any

from euralens_desk.domain.grid import Axis, CriteriaGrid, Level, Scale, SubCriterion
from euralens_desk.domain.messages import Failure, Message, message

FORMAT = "euralens-grilles/1"
DEFAULT_LABELS = ("Insuffisant", "Faible", "Passable", "Bon", "Excellent")
"""The neutral scale of a grid that gives none (DOMAIN 6.1)."""
MOST_LEVELS = 50


def read_grids(path: Path) -> tuple[CriteriaGrid, ...]:
    """Return the grids of the file, in its order; Failure when it is not a grids file."""
    try:
        told = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise _unreadable(path, message("the file can't be opened")) from error
    except ValueError as error:
        raise _unreadable(path, message("it is not JSON text")) from error
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        raise _unreadable(path, message("its format is not {format}", format=FORMAT))
    grids = tuple(_grid(path, grid) for grid in _list(path, told, "grilles"))
    if not grids:
        raise _unreadable(path, message("it holds no grid"))
    return grids


def _unreadable(path: Path, why: Message) -> Failure:
    return Failure(
        message("{file} is not a grids file: {why}. Nothing was changed.", file=path.name, why=why)
    )


def _list(path: Path, told: Mapping[str, Any], key: str) -> Sequence[Mapping[str, Any]]:
    items = told.get(key)
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise _unreadable(path, message("« {key} » is not a list", key=key))
    return items


def _grid(path: Path, told: Mapping[str, Any]) -> CriteriaGrid:
    try:
        return CriteriaGrid(
            code=_text(told, "id"),
            title=_text(told, "titre"),
            scale=_scale(told.get("echelle")),
            axes=tuple(_axis(path, axis, n) for n, axis in enumerate(_list(path, told, "axes"), 1)),
            introduction=_text(told, "introduction"),
        )
    except (KeyError, TypeError, ValueError, InvalidOperation) as error:
        name = str(told.get("id", "?"))
        raise _unreadable(path, message("the grid {name} is incomplete", name=name)) from error


def _text(told: Mapping[str, Any], key: str) -> str:
    value = told.get(key)
    return "" if value is None else str(value)


def _axis(path: Path, told: Mapping[str, Any], place: int) -> Axis:
    return Axis(
        code=str(told["code"]),
        number=_text(told, "numero") or str(place),
        label=str(told["libelle"]),
        criteria=tuple(
            SubCriterion(
                code=str(criterion["code"]),
                number=_text(criterion, "numero") or str(criterion["code"]),
                label=str(criterion["libelle"]),
                wording=_text(criterion, "libelle_officiel"),
                weight=_weight(criterion),
            )
            for criterion in _list(path, told, "criteres")
        ),
        wording=_text(told, "libelle_officiel"),
        weight=_weight(told),
    )


def _weight(told: Mapping[str, Any]) -> Fraction:
    weight = Fraction(str(told.get("poids", 1)))
    if weight < 0:
        raise ValueError(weight)
    return weight


def _scale(told: Mapping[str, Any] | None) -> Scale:
    """Return a scale of steps from « min » to « max », or of listed « niveaux », worst first."""
    if told is None:
        pairs = [(str(value), label) for value, label in enumerate(DEFAULT_LABELS)]
        return Scale(tuple(Level(code, label, Fraction(code)) for code, label in pairs))
    labels = {str(code): str(label) for code, label in (told.get("libelles") or {}).items()}
    sentences = {str(c): str(text) for c, text in (told.get("descriptions") or {}).items()}
    listed = told.get("niveaux")
    if isinstance(listed, list):
        return Scale(tuple(_listed_level(level, n, labels) for n, level in enumerate(listed)))
    if "min" not in told or "max" not in told:
        codes = list(labels)
        values = [Fraction(place) for place in range(len(codes))]
    else:
        values = _steps(told)
        codes = [_code(value) for value in values]
    return Scale(
        tuple(
            Level(code, labels.get(code, ""), value, sentences.get(code, ""))
            for code, value in zip(codes, values, strict=True)
        )
    )


def _listed_level(told: Any, place: int, labels: Mapping[str, str]) -> Level:
    if not isinstance(told, dict):
        return Level(str(told), labels.get(str(told), ""), Fraction(place))
    return Level(
        code=str(told["code"]),
        label=_text(told, "libelle") or labels.get(str(told["code"]), ""),
        value=Fraction(str(told.get("valeur", place))),
        description=_text(told, "description"),
    )


def _steps(told: Mapping[str, Any]) -> list[Fraction]:
    low, high = Fraction(str(told["min"])), Fraction(str(told["max"]))
    step = Fraction(str(told.get("pas", 1)))
    count = (high - low) / step + 1 if step > 0 else Fraction(0)
    if count.denominator != 1 or not 2 <= count <= MOST_LEVELS:
        raise ValueError(count)
    return [low + step * place for place in range(int(count))]


def _code(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else str(Decimal(float(value)))
