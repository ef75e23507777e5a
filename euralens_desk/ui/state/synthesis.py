"""The matrix of the synthesis: one row a dossier, one cell a criterion or an axis, no total."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from fractions import Fraction

from euralens_desk.domain.aggregation import CommitteeOpinions, CriterionStatistics, DossierOpinion
from euralens_desk.domain.campaign import Rules
from euralens_desk.domain.disagreement import DebateFlag, debate_flags
from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.grid import Axis
from euralens_desk.domain.meeting import Stance
from euralens_desk.domain.name_groups import agglomeration_of, is_in, spellings
from euralens_desk.domain.statistics import interquartile_range, spread
from euralens_desk.domain.tally import Tally, insufficient
from euralens_desk.usecases.synthesis import Synthesis

FEWEST_FOR_QUARTILES = 4
"""Up to this many marks the spread told is the range, not the interquartile range."""
DEBATED = frozenset({DebateFlag.OPPOSED, DebateFlag.SPLIT})
"""The flags that put a cell among those to debate."""


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
    axis_number: str
    axis_label: str
    positions: tuple[int, ...]
    """Positions of the sub-criteria it stands for: one, or all those of its axis."""
    is_axis: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """One criterion in the mean of an axis: its weight, and its own mean as ``total`` by ``n``."""

    number: str
    weight: Fraction
    total: Fraction
    n: int


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure of a committee. ``level`` is None when there are too few opinions to tell.

    ``total`` is the sum of the values given, so that a mean unfolds as « 29/11 = 2,64 »; the cell
    of an axis unfolds into the ``terms`` of its weighted mean instead. ``debated`` holds the
    numbers of the criteria of an axis that are to be debated: a spread over several criteria at
    once says nothing of a disagreement, so an axis carries the corner of its criteria.
    """

    tally: Tally
    level: int | None
    spread: Fraction | None
    flags: tuple[DebateFlag, ...]
    is_insufficient: bool
    total: Fraction = Fraction(0)
    mean: Fraction | None = None
    terms: tuple[Term, ...] = ()
    debated: tuple[str, ...] = ()

    @property
    def is_debated(self) -> bool:
        """Whether the cell carries the black corner."""
        return bool(self.debated) or bool(set(self.flags) & DEBATED)

    @property
    def is_not_applicable(self) -> bool:
        """Whether the criterion does not apply to the dossier (sans objet), for everyone."""
        return 0 < self.tally.eligible == self.tally.not_applicable

    @property
    def is_range(self) -> bool:
        """Whether ``spread`` is the highest mark less the lowest: four marks have no quartiles."""
        return self.tally.n <= FEWEST_FOR_QUARTILES


@dataclass(frozen=True, slots=True)
class Row:
    """One dossier: the experts' cells, then the two other bodies beside."""

    dossier: Dossier
    cells: tuple[Cell, ...]
    stance: Stance | None
    students: tuple[Cell, ...]

    @property
    def debates(self) -> int:
        """How many criteria are to be debated, whichever way they are shown."""
        return sum(len(cell.debated) or cell.is_debated for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Matrix:
    """What the page shows. ``to_debate`` counts the rows that carry at least one corner."""

    columns: tuple[Column, ...]
    student_columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    to_debate: int = 0


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
        if is_in(dossier, agglomeration=filters.agglomeration, theme=filters.theme)
    ]
    kept = [row for row in rows if row.debates or not filters.debated_only]
    return Matrix(
        _columns(synthesis.experts, by_axis=filters.by_axis),
        _columns(synthesis.students, by_axis=False),
        tuple(_sorted(kept, filters, sort_key)),
        sum(bool(row.debates) for row in rows),
    )


def has_opinions(synthesis: Synthesis) -> bool:
    """Whether any body has said anything of any dossier."""
    bodies = [body for body in (synthesis.experts, synthesis.students) if body is not None]
    overall = [opinion.overall.tally for body in bodies for opinion in body.dossiers.values()]
    return bool(synthesis.stances) or any(tally.n or tally.no_opinion for tally in overall)


def _columns(opinions: CommitteeOpinions | None, *, by_axis: bool) -> tuple[Column, ...]:
    if opinions is None:
        return ()
    columns: list[Column] = []
    for axis, positions in opinions.grid.positions_by_axis():
        whole = Column(
            axis.code, axis.number, axis.label, axis.code, axis.number, axis.label, tuple(positions)
        )
        if by_axis:
            columns.append(replace(whole, is_axis=True))
            continue
        columns += [
            replace(whole, code=c.code, number=c.number, label=c.label, positions=(position,))
            for position, c in zip(positions, axis.criteria, strict=True)
        ]
    return tuple(columns)


def _cells(
    opinions: CommitteeOpinions | None, dossier_id: int, rules: Rules, *, by_axis: bool
) -> tuple[Cell, ...]:
    if opinions is None or dossier_id not in opinions.dossiers:
        return ()
    opinion = opinions.dossiers[dossier_id]
    cells = [cell(figure, rules) for figure in opinion.criteria.values()]
    if not by_axis:
        return tuple(cells)
    return tuple(
        _axis_cell(opinion, axis, [cells[place] for place in positions], rules)
        for axis, positions in opinions.grid.positions_by_axis()
    )


def cell(figure: CriterionStatistics, rules: Rules) -> Cell:
    """Return what one figure shows, under the rules of the campaign."""
    tally = figure.tally
    too_few = insufficient(tally, rules.minimum_share)
    if too_few:
        silent = tuple(f for f in debate_flags(tally, rules.thresholds) if f not in DEBATED)
        return Cell(tally, None, None, silent, is_insufficient=True)
    majority = figure.majority
    measure = spread if tally.n <= FEWEST_FOR_QUARTILES else interquartile_range
    return Cell(
        tally=tally,
        level=majority.level if majority else None,
        spread=measure(tally.counts, figure.values),
        flags=debate_flags(tally, rules.thresholds),
        is_insufficient=False,
        total=_total(figure),
        mean=figure.mean,
    )


def _total(figure: CriterionStatistics) -> Fraction:
    """Return the sum of the values given."""
    pairs = zip(figure.tally.counts, figure.values, strict=True)
    return sum((count * value for count, value in pairs), Fraction(0))


def _axis_cell(opinion: DossierOpinion, axis: Axis, cells: Sequence[Cell], rules: Rules) -> Cell:
    """Return the cell of a whole axis: pooled marks, weighted mean, the corners of its criteria."""
    figure = opinion.axes[axis.code]
    pooled = cell(figure, rules)
    return replace(
        pooled,
        flags=tuple(flag for flag in pooled.flags if flag not in DEBATED),
        mean=None if pooled.is_insufficient else figure.mean_of_criteria,
        terms=tuple(
            Term(c.number, c.weight, _total(opinion.criteria[c.code]), n)
            for c in axis.criteria
            if (n := opinion.criteria[c.code].tally.n)
        ),
        debated=tuple(
            c.number for c, one in zip(axis.criteria, cells, strict=True) if one.is_debated
        ),
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


def choices(
    synthesis: Synthesis, sort_key: Callable[[str], object]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the agglomerations and the themes there are to filter by, each in one spelling."""
    places = spellings(agglomeration_of(dossier) for dossier in synthesis.dossiers)
    themes = spellings(theme for dossier in synthesis.dossiers for theme in dossier.themes)
    return _ordered(places, sort_key), _ordered(themes, sort_key)


def _ordered(names: Mapping[str, str], sort_key: Callable[[str], object]) -> tuple[str, ...]:
    return tuple(sorted(names.values(), key=sort_key))  # type: ignore[arg-type]
