"""A grid as its editor shows it: rows of a tree, weights in words, what a change would cost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from euralens_desk.domain.grid import CriteriaGrid


class RowKind(Enum):
    """What a row of the tree stands for."""

    GRID = "grid"
    AXIS = "axis"
    CRITERION = "criterion"


@dataclass(frozen=True, slots=True)
class RowKey:
    """A row, whatever the edits around it: the code of an axis or of a sub-criterion."""

    kind: RowKind
    code: str = ""


ROOT = RowKey(RowKind.GRID)


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row of the tree; ``place`` counts axes, or sub-criteria across the grid."""

    key: RowKey
    place: int
    number: str
    label: str
    weight: str
    axis: int = 0


def grid_rows(grid: CriteriaGrid) -> Iterator[GridRow]:
    """Yield the grid, then each axis followed by its sub-criteria."""
    yield GridRow(ROOT, 0, "", grid.title, "")
    for place, (axis, positions) in enumerate(grid.positions_by_axis()):
        key = RowKey(RowKind.AXIS, axis.code)
        yield GridRow(key, place, axis.number, axis.label, weight_text(axis.weight), place)
        for position, criterion in zip(positions, axis.criteria, strict=True):
            yield GridRow(
                RowKey(RowKind.CRITERION, criterion.code),
                position,
                criterion.number,
                criterion.label,
                weight_text(criterion.weight),
                place,
            )


def row_of(grid: CriteriaGrid, key: RowKey) -> GridRow | None:
    """Return the row of a key, None when it is gone."""
    return next((row for row in grid_rows(grid) if row.key == key), None)


def key_after(before: CriteriaGrid, after: CriteriaGrid, key: RowKey) -> RowKey:
    """Return what to show once ``before`` became ``after``: what was added, else what was shown.

    When what was shown is gone, the row that took its place.
    """
    old = [row.key for row in grid_rows(before)]
    new = [row.key for row in grid_rows(after)]
    added = [row for row in new if row not in old]
    if added:
        return added[0]
    if key in new or key not in old:
        return key if key in new else ROOT
    return new[min(old.index(key), len(new) - 1)]


def weight_text(weight: Fraction) -> str:
    """Write a weight as it is typed: 2, 1,5 or 1/3."""
    if weight.denominator == 1:
        return str(weight.numerator)
    hundredths = weight * 100
    if hundredths.denominator == 1:
        whole, rest = divmod(hundredths.numerator, 100)
        return f"{whole},{rest:02d}".rstrip("0")
    return str(weight)


def percent(share: Fraction) -> int:
    """Return a share as the nearest whole percentage."""
    return round(share * 100)


def without_change(share: Fraction, percentage: int) -> Fraction:
    """Return a percentage as a share; one third stays one third while it reads 33 %."""
    return share if percent(share) == percentage else Fraction(percentage, 100)
