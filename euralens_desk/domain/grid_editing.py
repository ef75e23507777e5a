"""Edit a grid: each function returns another grid, or raises Failure when it would be no grid.

Sub-criteria and levels are known by their place; codes of new ones are given here and stay, so
that scores follow them. ``taken`` are codes that scores still use: no new criterion gets one.
Numbers follow the order as long as they did before.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from string import ascii_uppercase
from typing import Any

from euralens_desk.domain.grid import Axis, CriteriaGrid, Level, Scale, SubCriterion
from euralens_desk.domain.messages import Failure, message

MOST_LEVELS = 50
LARGEST_WEIGHT = 1000


def weight(text: str) -> Fraction:
    """Return a weight as people write it: 2, 1,5 or 1/3; Failure for anything else."""
    value = _number(text)
    if value is None or not 0 < value <= LARGEST_WEIGHT:
        raise Failure(
            message(
                "« {text} » is not a weight: write a number above zero, as 2, 1.5 or 1/3.",
                text=text.strip(),
            )
        )
    return value


def with_axis(grid: CriteriaGrid, place: int, **changes: Any) -> CriteriaGrid:
    """Change fields of an axis."""
    axes = list(grid.axes)
    axes[place] = _labelled(replace(axes[place], **_cleaned(changes)))
    return replace(grid, axes=tuple(axes))


def with_criterion(grid: CriteriaGrid, position: int, **changes: Any) -> CriteriaGrid:
    """Change fields of a sub-criterion."""
    place, inner = _where(grid, position)
    criteria = list(grid.axes[place].criteria)
    criteria[inner] = _labelled(replace(criteria[inner], **_cleaned(changes)))
    return _with_criteria(grid, place, criteria)


def _cleaned(changes: dict[str, Any]) -> dict[str, Any]:
    return {key: v.strip() if isinstance(v, str) else v for key, v in changes.items()}


def _labelled(item: Any) -> Any:
    if not item.label:
        raise Failure(message("An axis, a criterion or a level needs a label."))
    if not item.number:
        raise Failure(message("An axis or a criterion needs a number."))
    return item


def with_title(grid: CriteriaGrid, **changes: Any) -> CriteriaGrid:
    """Change the title or the introduction."""
    changed = replace(grid, **_cleaned(changes))
    if not changed.title:
        raise Failure(message("A grid needs a title."))
    return changed


def add_axis(
    grid: CriteriaGrid, label: str, criterion: str, taken: Collection[str] = ()
) -> CriteriaGrid:
    """Add an axis at the end, with one sub-criterion: an axis is never empty."""
    used = {axis.code.casefold() for axis in grid.axes}
    code = next(code for code in _letters() if code.casefold() not in used)
    number = str(len(grid.axes) + 1)
    first = SubCriterion(_criterion_code(grid, code, taken), f"{number}.1", criterion)
    return replace(grid, axes=(*grid.axes, Axis(code, number, label, (first,))))


def add_criterion(
    grid: CriteriaGrid, place: int, label: str, taken: Collection[str] = ()
) -> CriteriaGrid:
    """Add a sub-criterion at the end of an axis."""
    axis = grid.axes[place]
    number = f"{axis.number}.{len(axis.criteria) + 1}"
    added = SubCriterion(_criterion_code(grid, axis.code, taken), number, label)
    return _ordered(grid, _with_criteria(grid, place, [*axis.criteria, added]))


def _letters() -> Iterable[str]:
    yield from ascii_uppercase
    yield from (f"{first}{second}" for first in ascii_uppercase for second in ascii_uppercase)


def _criterion_code(grid: CriteriaGrid, axis_code: str, taken: Collection[str]) -> str:
    """Return the code after the last one of an axis: A8 after A7, even when A3 is free."""
    tails = (
        code.casefold().removeprefix(axis_code.casefold())
        for code in (*taken, *(criterion.code for criterion in grid.criteria))
    )
    last = max((int(tail) for tail in tails if tail.isdecimal() and len(tail) < 6), default=0)
    return f"{axis_code}{last + 1}"


def remove_axis(grid: CriteriaGrid, place: int) -> CriteriaGrid:
    """Remove an axis with its sub-criteria."""
    return _ordered(grid, replace(grid, axes=grid.axes[:place] + grid.axes[place + 1 :]))


def remove_criterion(grid: CriteriaGrid, position: int) -> CriteriaGrid:
    """Remove a sub-criterion; the last one of an axis stays."""
    place, inner = _where(grid, position)
    criteria = grid.axes[place].criteria
    left = criteria[:inner] + criteria[inner + 1 :]
    return _ordered(grid, _with_criteria(grid, place, left))


def move_axis(grid: CriteriaGrid, place: int, step: int) -> CriteriaGrid:
    """Move an axis up (-1) or down (+1); at the end nothing moves."""
    return _ordered(grid, replace(grid, axes=_swapped(grid.axes, place, step)))


def move_criterion(grid: CriteriaGrid, position: int, step: int) -> CriteriaGrid:
    """Move a sub-criterion up or down; from the end of its axis it goes into the next one."""
    place, inner = _where(grid, position)
    criteria = grid.axes[place].criteria
    if 0 <= inner + step < len(criteria):
        moved = _with_criteria(grid, place, _swapped(criteria, inner, step))
        return _ordered(grid, moved)
    other = place + step
    if not 0 <= other < len(grid.axes):
        return grid
    axes = list(grid.axes)
    there = axes[other].criteria
    axes[place] = replace(axes[place], criteria=criteria[:inner] + criteria[inner + 1 :])
    gained = (*there, criteria[inner]) if step < 0 else (criteria[inner], *there)
    axes[other] = replace(axes[other], criteria=gained)
    return _ordered(grid, replace(grid, axes=tuple(axes)))


def _swapped(items: Sequence[Any], place: int, step: int) -> tuple[Any, ...]:
    moved = list(items)
    if 0 <= place + step < len(moved):
        moved[place], moved[place + step] = moved[place + step], moved[place]
    return tuple(moved)


def _where(grid: CriteriaGrid, position: int) -> tuple[int, int]:
    """Return the axis of a sub-criterion and its place in it."""
    for place, (_axis, positions) in enumerate(grid.positions_by_axis()):
        if position in positions:
            return place, position - positions.start
    raise IndexError(position)


def _with_criteria(
    grid: CriteriaGrid, place: int, criteria: Iterable[SubCriterion]
) -> CriteriaGrid:
    axes = list(grid.axes)
    axes[place] = replace(axes[place], criteria=tuple(criteria))
    return replace(grid, axes=tuple(axes))


def _ordered(before: CriteriaGrid, after: CriteriaGrid) -> CriteriaGrid:
    """Number ``after`` by its order, unless ``before`` had numbers of its own."""
    return _renumbered(after) if _renumbered(before) == before else after


def _renumbered(grid: CriteriaGrid) -> CriteriaGrid:
    axes = tuple(
        replace(
            axis,
            number=str(place),
            criteria=tuple(
                replace(criterion, number=f"{place}.{inner}")
                for inner, criterion in enumerate(axis.criteria, 1)
            ),
        )
        for place, axis in enumerate(grid.axes, 1)
    )
    return replace(grid, axes=axes)


# The scale --------------------------------------------------------------------------------------


def with_level(grid: CriteriaGrid, place: int, **changes: Any) -> CriteriaGrid:
    """Change code, label or sentence of a level; a number as code is also what it is worth."""
    levels = list(grid.scale.levels)
    before = levels[place]
    after = replace(before, **_cleaned(changes))
    if not after.code:
        raise Failure(message("A level needs a code: it is what people type."))
    levels[place] = replace(after, value=_worth(before, after.code))
    return replace(grid, scale=Scale(tuple(levels)))


def _worth(level: Level, code: str) -> Fraction:
    """Return the value of a level under a new code."""
    was, will_be = _number(level.code), _number(code)
    return will_be if was == level.value and will_be is not None else level.value


def _number(text: str) -> Fraction | None:
    """Return a plain number or a fraction; no exponent, which could fill the memory."""
    plain = text.strip().replace(",", ".")
    if not re.fullmatch(r"-?[0-9]{1,9}(\.[0-9]{1,9}|/0*[1-9][0-9]{0,8})?", plain):
        return None
    return Fraction(plain)


def add_level(grid: CriteriaGrid, label: str) -> CriteriaGrid:
    """Add a level above the best one."""
    levels = grid.scale.levels
    if len(levels) >= MOST_LEVELS:
        raise Failure(message("A scale has {most} levels at most.", most=MOST_LEVELS))
    value = levels[-1].value + 1
    last = _number(levels[-1].code)
    taken = {level.code.casefold() for level in levels}
    codes = ([str(last + 1)] if last is not None else []) + list(_letters())
    code = next(code for code in codes if code.casefold() not in taken)
    return replace(grid, scale=Scale((*levels, Level(code, label, value))))


def remove_level(grid: CriteriaGrid, place: int) -> CriteriaGrid:
    """Remove a level; two stay at least."""
    levels = grid.scale.levels
    return replace(grid, scale=Scale(levels[:place] + levels[place + 1 :]))
