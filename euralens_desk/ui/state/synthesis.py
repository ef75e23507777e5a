"""The matrix of the synthesis: one row a dossier, one cell a criterion or an axis, no total."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum
from fractions import Fraction

from euralens_desk.domain.aggregation import CommitteeOpinions, CriterionStatistics
from euralens_desk.domain.campaign import Rules
from euralens_desk.domain.disagreement import DebateFlag, debate_flags
from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.meeting import Stance
from euralens_desk.domain.statistics import interquartile_range
from euralens_desk.domain.tally import Tally
from euralens_desk.usecases.synthesis import Synthesis


class Show(Enum):
    """What a cell shows first."""

    MEDIAN = "median"
    DISTRIBUTION = "distribution"
    SPREAD = "spread"


class SortBy(Enum):
    """The order of the rows; by number until someone asks otherwise (UX 1)."""

    NUMBER = "number"
    TITLE = "title"
    CRITERION = "criterion"
    DISAGREEMENT = "disagreement"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: « 2.4 » under its axis, with the label to read in full."""

    code: str
    number: str
    label: str
    axis: str
    axis_label: str
    position: int | None
    """Position of the sub-criterion; None for the column of a whole axis."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure of a committee. ``level`` is None when there are too few opinions to tell."""

    tally: Tally
    level: int | None
    spread: Fraction | None
    flags: tuple[DebateFlag, ...]
    is_insufficient: bool

    @property
    def is_debated(self) -> bool:
        """Whether the cell carries the black corner."""
        return DebateFlag.OPPOSED in self.flags or DebateFlag.SPLIT in self.flags


@dataclass(frozen=True, slots=True)
class Row:
    """One dossier: the experts' cells, then the two other bodies beside."""

    dossier: Dossier
    cells: tuple[Cell, ...]
    stance: Stance | None
    students: tuple[Cell, ...]

    @property
    def debates(self) -> int:
        """How many cells are to be debated."""
        return sum(cell.is_debated for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Matrix:
    """What the page shows."""

    columns: tuple[Column, ...]
    student_columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Filters:
    """What the reader chose above the matrix; empty texts filter nothing."""

    by_axis: bool = False
    sort_by: SortBy = SortBy.NUMBER
    sort_column: int = 0
    agglomeration: str = ""
    theme: str = ""
    debated_only: bool = False


def matrix(synthesis: Synthesis, filters: Filters, sort_key: Callable[[str], object]) -> Matrix:
    """Return the matrix for the reader's choices; ``sort_key`` gives the order of titles."""
    rules = synthesis.campaign.rules
    rows = [
        Row(
            dossier,
            _cells(synthesis.experts, dossier.id, rules, by_axis=filters.by_axis),
            synthesis.stances.get(dossier.id),
            _cells(synthesis.students, dossier.id, rules, by_axis=False),
        )
        for dossier in synthesis.dossiers
        if _passes(dossier, filters)
    ]
    kept = [row for row in rows if row.debates or not filters.debated_only]
    return Matrix(
        _columns(synthesis.experts, by_axis=filters.by_axis),
        _columns(synthesis.students, by_axis=False),
        tuple(_sorted(kept, filters, sort_key)),
    )


def _passes(dossier: Dossier, filters: Filters) -> bool:
    if filters.agglomeration and dossier.agglomeration != filters.agglomeration:
        return False
    return not filters.theme or filters.theme in dossier.themes


def _columns(opinions: CommitteeOpinions | None, *, by_axis: bool) -> tuple[Column, ...]:
    if opinions is None:
        return ()
    columns = []
    for axis, positions in opinions.grid.positions_by_axis():
        whole = Column(axis.code, axis.number, axis.label, axis.code, axis.label, None)
        columns += (
            [whole]
            if by_axis
            else [
                replace(whole, code=c.code, number=c.number, label=c.label, position=position)
                for position, c in zip(positions, axis.criteria, strict=True)
            ]
        )
    return tuple(columns)


def _cells(
    opinions: CommitteeOpinions | None, dossier_id: int, rules: Rules, *, by_axis: bool
) -> tuple[Cell, ...]:
    if opinions is None or dossier_id not in opinions.dossiers:
        return ()
    opinion = opinions.dossiers[dossier_id]
    figures = opinion.axes if by_axis else opinion.criteria
    return tuple(cell(figure, rules) for figure in figures.values())


def cell(figure: CriterionStatistics, rules: Rules) -> Cell:
    """Return what one figure shows, under the rules of the campaign."""
    tally = figure.tally
    too_few = tally.n == 0 or tally.n < rules.minimum_share * tally.eligible
    majority = None if too_few else figure.majority
    return Cell(
        tally=tally,
        level=majority.level if majority else None,
        spread=None if too_few else interquartile_range(tally.counts, figure.values),
        flags=debate_flags(tally, rules.thresholds),
        is_insufficient=too_few,
    )


def _sorted(rows: list[Row], filters: Filters, sort_key: Callable[[str], object]) -> list[Row]:
    if filters.sort_by is SortBy.TITLE:
        return sorted(rows, key=lambda row: sort_key(row.dossier.title))  # type: ignore[arg-type,return-value]
    if filters.sort_by is SortBy.DISAGREEMENT:
        return sorted(rows, key=lambda row: (-row.debates, -_spread(row)))
    if filters.sort_by is SortBy.CRITERION:
        return sorted(rows, key=lambda row: -_level(row, filters.sort_column))
    return rows


def _spread(row: Row) -> Fraction:
    return sum((cell.spread for cell in row.cells if cell.spread is not None), Fraction(0))


def _level(row: Row, column: int) -> int:
    level = row.cells[column].level if column < len(row.cells) else None
    return -1 if level is None else level


def choices(synthesis: Synthesis) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the agglomerations and the themes there are to filter by."""
    agglomerations = {d.agglomeration for d in synthesis.dossiers if d.agglomeration}
    themes = {theme for d in synthesis.dossiers for theme in d.themes}
    return tuple(sorted(agglomerations)), tuple(sorted(themes))
