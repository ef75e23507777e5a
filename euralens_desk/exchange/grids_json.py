"""Read and write grids files (format « euralens-grilles/1 », a public contract)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
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
LONGEST_NUMBER = 60
WORST_WORDS = (
    "insuffisant",
    "très insuffisant",
    "faible",
    "très faible",
    "mauvais",
    "médiocre",
    "nul",
)


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
            evaluators=_text(told, "evaluateurs"),
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
    weight = _number(told.get("poids", 1))
    if weight <= 0:
        raise ValueError(weight)
    return weight


def _number(told: object) -> Fraction:
    """Return a number of the file; ValueError for one so long that it could fill the memory."""
    text = str(told)
    if len(text) > LONGEST_NUMBER or re.search(r"e[+-]?[0-9]{3}|/0*$", text, re.IGNORECASE):
        raise ValueError(text[:LONGEST_NUMBER])
    return Fraction(text)


def _scale(told: Mapping[str, Any] | None) -> Scale:
    """Return a scale: steps from « min » to « max », or listed « niveaux » or « libelles ».

    Levels that carry a « valeur » are ordered by it; the others stand worst first, but for letters:
    A is the best, as in every French school, unless the words of the levels say the contrary.
    """
    told = told or {"libelles": dict(enumerate(DEFAULT_LABELS))}
    levels = _steps(told) if "min" in told and "max" in told else _listed(told)
    if all(level.value is not None for level in levels):
        levels.sort(key=lambda level: level.value or Fraction(0))
    elif _best_first(levels):
        levels.reverse()
    return Scale(tuple(level.placed(place) for place, level in enumerate(levels)))


@dataclass(frozen=True, slots=True)
class _ToldLevel:
    """A level as the file gives it: its value may be missing."""

    code: str
    label: str
    description: str
    value: Fraction | None = None

    def placed(self, place: int) -> Level:
        value = Fraction(place) if self.value is None else self.value
        return Level(self.code, self.label, value, self.description)


def _listed(told: Mapping[str, Any]) -> list[_ToldLevel]:
    """Return the levels listed under « niveaux » (codes or objects), else those of « libelles »."""
    listed = told.get("niveaux")
    items = listed if isinstance(listed, list) else list(told.get("libelles") or {})
    return [_listed_level(told, item) for item in items]


def _listed_level(told: Mapping[str, Any], item: Any) -> _ToldLevel:
    if not isinstance(item, dict):
        return _named(told, str(item))
    named = _named(told, str(item["code"]))
    value = _number(item["valeur"]) if "valeur" in item else None
    label = _text(item, "libelle") or named.label
    return _ToldLevel(named.code, label, _text(item, "description") or named.description, value)


def _named(told: Mapping[str, Any], code: str, value: Fraction | None = None) -> _ToldLevel:
    """Return the level of a code, with what « libelles » and « descriptions » say of it."""
    labels = {str(key): str(text) for key, text in (told.get("libelles") or {}).items()}
    sentences = {str(key): str(text) for key, text in (told.get("descriptions") or {}).items()}
    return _ToldLevel(code, labels.get(code, ""), sentences.get(code, ""), value)


def _steps(told: Mapping[str, Any]) -> list[_ToldLevel]:
    """Return the steps from the worst, « min », to the best, « max »: numbers or letters."""
    low, high = str(told["min"]), str(told["max"])
    if _is_letter(low) and _is_letter(high):
        step = 1 if low <= high else -1
        codes = [chr(letter) for letter in range(ord(low), ord(high) + step, step)]
        return [_named(told, code, Fraction(place)) for place, code in enumerate(codes)]
    values = _values(_number(low), _number(high), _number(told.get("pas", 1)))
    return [_named(told, _code(value), value) for value in values]


def _values(low: Fraction, high: Fraction, step: Fraction) -> list[Fraction]:
    count = (high - low) / step + 1 if step > 0 else Fraction(0)
    if count.denominator != 1 or not 2 <= count <= MOST_LEVELS:
        raise ValueError(count)
    return [low + step * place for place in range(int(count))]


def _code(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else str(Decimal(float(value)))


def _is_letter(code: str) -> bool:
    return len(code) == 1 and code.isascii() and code.isalpha()


def _best_first(levels: Sequence[_ToldLevel]) -> bool:
    """Whether levels known by letters are written from A on, and A does not read as the worst."""
    codes = [level.code.upper() for level in levels]
    in_order = codes == [chr(ord("A") + place) for place in range(len(codes))]
    return in_order and not levels[0].label.casefold().startswith(WORST_WORDS)


# Writing ----------------------------------------------------------------------------------------


def grids_file(grids: Iterable[CriteriaGrid]) -> bytes:
    """Return a grids file holding these grids whole: reading it gives them back."""
    told = {"format": FORMAT, "grilles": [_grid_told(grid) for grid in grids]}
    return f"{json.dumps(told, ensure_ascii=False, indent=2)}\n".encode()


def _grid_told(grid: CriteriaGrid) -> dict[str, Any]:
    return {
        "id": grid.code,
        "titre": grid.title,
        "evaluateurs": grid.evaluators,
        "introduction": grid.introduction,
        "echelle": {"niveaux": [_level_told(level) for level in grid.scale.levels]},
        "axes": [
            {
                **_item_told(axis),
                "criteres": [_item_told(criterion) for criterion in axis.criteria],
            }
            for axis in grid.axes
        ],
    }


def _level_told(level: Level) -> dict[str, Any]:
    return {
        "code": level.code,
        "libelle": level.label,
        "valeur": _exact(level.value),
        "description": level.description,
    }


def _item_told(item: Axis | SubCriterion) -> dict[str, Any]:
    return {
        "code": item.code,
        "numero": item.number,
        "libelle": item.label,
        "libelle_officiel": item.wording,
        "poids": _exact(item.weight),
    }


def _exact(value: Fraction) -> int | str:
    return value.numerator if value.denominator == 1 else str(value)
