"""The annex of the minutes: how figures are made, and the grid they were scored on."""

from __future__ import annotations

from fractions import Fraction

from euralens_desk.domain.aggregation import Weighting
from euralens_desk.domain.disagreement import DebateThresholds
from euralens_desk.domain.grid import CriteriaGrid
from euralens_desk.domain.minutes import MinutesSnapshot
from euralens_desk.i18n import _, format_number, format_percent
from euralens_desk.reports.content import GridLine, GridTable, Rich, Section, Span
from euralens_desk.reports.words import listed, own
from euralens_desk.words import revision_words, rules_words


def method_sections(snapshot: MinutesSnapshot) -> tuple[Section, ...]:
    """Return what the annex says of the method, rule by rule."""
    rules = snapshot.campaign.rules
    by_axis = rules.weighting is Weighting.BY_AXIS
    weighting = (
        _("Each axis counts for its weight, whatever the number of its criteria.")
        if by_axis
        else _("Each criterion counts for its weight, so that a longer axis weighs more.")
    )
    order = _("Means are made by criterion over the members first, then by axis.")
    thresholds = _flags(rules.thresholds)
    minimum = _(
        "Below {share} of the expected opinions no median is given: the minutes "
        "say how many were given."
    ).format(share=format_percent(rules.minimum_share))
    parts = (
        (
            _("Who decides"),
            _(
                "Figures help the discussion. The committee votes the proposition; "
                "nothing computes it."
            ),
        ),
        (
            _("Weights"),
            f"{weighting} {order}",
        ),
        (
            _("Answers that are not scores"),
            _(
                "No opinion, not applicable, blank and recused are counted apart and "
                "enter no mean. A criterion that does not apply to a project is left "
                "out for everyone, and its weight goes to the other criteria of its "
                "axis."
            ),
        ),
        (
            _("Median"),
            _(
                "The lower median is printed: a level that was really given. "
                "Quartiles are inclusive and linear. Equal rows of scores share the "
                "same rank."
            ),
        ),
        (_("Minimum of opinions"), minimum),
        (_("Quorum and votes"), rules_words(snapshot.body.rules)),
        (_("Flags"), thresholds),
        (
            _("Bodies"),
            _(
                "The opinions of the technical committee, of the lycéens and of the "
                "experts stand side by side; they are never added."
            ),
        ),
    )
    told = tuple(Section(title, ((Span(own(text)),),)) for title, text in parts)
    return told + _revised_section(snapshot)


def _revised_section(snapshot: MinutesSnapshot) -> tuple[Section, ...]:
    """Return the scores of the body changed after the reveal on this agenda, unsigned."""
    grid = snapshot.committee.grid
    if grid is None:
        return ()
    lines: list[Rich] = []
    for item in snapshot.points:
        said = sorted(
            revision_words(one.revision, grid)
            for one in snapshot.committee.revised
            if one.dossier_id == item.dossier_id
        )
        if said:
            dossier = snapshot.dossiers[item.dossier_id or 0]
            text = _("{number} {title}: {revisions}.")
            revisions = listed(said)
            told = text.format(number=dossier.number, title=dossier.title, revisions=revisions)
            lines.append((Span(own(told)),))
    return (Section(_("Scores revised after the reveal"), tuple(lines)),) if lines else ()


def _flags(thresholds: DebateThresholds) -> str:
    text = _(
        "Opposed opinions: interquartile range of {spread} or more, with {low} "
        "or more of the scores at the bottom of the scale and {high} or more at "
        "the top. Split opinions: the same range otherwise. Few opinions: no "
        "opinion and blank answers make {silent} or more."
    )
    return text.format(
        spread=format_number(thresholds.spread),
        low=format_percent(thresholds.low_share),
        high=format_percent(thresholds.high_share),
        silent=format_percent(thresholds.silent),
    )


def grid_tables(snapshot: MinutesSnapshot) -> tuple[GridTable, ...]:
    """Return the grid of each committee whose opinions are quoted, the committee's own first."""
    records = (snapshot.committee, *snapshot.others)
    return tuple(
        GridTable(
            title=_("Grid of the {committee}").format(committee=record.committee.name),
            heads=(_("No."), _("Criterion and official wording"), _("Weight")),
            lines=_grid_lines(record.grid),
        )
        for record in records
        if record.grid is not None
    )


def _grid_lines(grid: CriteriaGrid) -> tuple[GridLine, ...]:
    lines: list[GridLine] = []
    for axis in grid.axes:
        lines.append(GridLine(axis.number, axis.label, "", weight_text(axis.weight), is_axis=True))
        lines += [
            GridLine(c.number, c.label, c.wording, weight_text(c.weight), is_axis=False)
            for c in axis.criteria
        ]
    lines.append(GridLine("", _("Scale"), _scale(grid), "", is_axis=False))
    return tuple(lines)


def _scale(grid: CriteriaGrid) -> str:
    """Return the levels with what they mean and, when their code is no number, their value."""
    levels = []
    for level in grid.scale.levels:
        value = format_number(level.value, None if level.value.denominator == 1 else 2)
        name = " ".join(dict.fromkeys(part for part in (level.code, level.label) if part))
        name = name if level.code == value else f"{name} ({value})"
        told = own(_("{level}: {meaning}"))
        meaning = told.format(level=name, meaning=level.description)
        levels.append(meaning if level.description else name)
    return "\n".join(levels) if any(v.description for v in grid.scale.levels) else listed(levels)


def weight_text(weight: Fraction) -> str:
    """Return a weight without useless decimals."""
    decimals = 0 if weight.denominator == 1 else 2
    return format_number(weight, decimals)
