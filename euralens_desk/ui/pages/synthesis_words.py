"""The words and the picture of the synthesis: what a cell says, what unfolds a figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from euralens_desk.domain.aggregation import CommitteeOpinions
from euralens_desk.domain.disagreement import DebateFlag
from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.grid import Level
from euralens_desk.domain.mark import MarkState
from euralens_desk.domain.meeting import Stance, TechnicalOpinion
from euralens_desk.i18n import _, format_date, format_number, ngettext
from euralens_desk.ui.state.synthesis import Cell, Column, Matrix, Row, Show, Term
from euralens_desk.ui.widgets import (
    Body,
    HeatCell,
    MatrixCell,
    MatrixColumn,
    MatrixGroup,
    MatrixPicture,
    MatrixRow,
    Spread,
    Verdict,
)
from euralens_desk.usecases.synthesis import CellVoices, Synthesis, Voice
from euralens_desk.words import revision_words, stance_word

CELL, WIDE = 46, 66
"""Widths of a column of scores and of one of the other bodies, in pixels at 100 %."""
STANCES = {
    Stance.FAVOURABLE: ("check", "ink"),
    Stance.RESERVED: ("triangle-alert", "och"),
    Stance.UNFAVOURABLE: ("x", "brk"),
}


def picture(loaded: Synthesis, matrix: Matrix, show: Show) -> MatrixPicture:
    """Return the matrix as it is painted: experts, technical committee, lycéens."""
    groups, columns = _headings(matrix)
    rows = tuple(_row(loaded, matrix, row, show) for row in matrix.rows)
    return MatrixPicture(_("Dossier"), groups, columns, rows)


def _headings(matrix: Matrix) -> tuple[tuple[MatrixGroup, ...], tuple[MatrixColumn, ...]]:
    """Return the groups and the columns: one group an axis, or all axes in one."""
    groups: list[MatrixGroup] = []
    columns: list[MatrixColumn] = []
    seen: set[str] = set()
    for column in matrix.columns:
        if column.is_axis and not groups:
            groups.append(MatrixGroup(_("Experts"), "pri", Body.EXPERTS, CELL, grows=True))
        if not column.is_axis and column.axis not in seen:
            seen.add(column.axis)
            axis = f"{column.axis_number}. {column.axis_label}"
            groups.append(MatrixGroup(axis, width=CELL, grows=True))
        heading = full_label(column) if column.is_axis else column.number
        columns.append(MatrixColumn(heading, full_label(column), len(groups) - 1))
    groups.append(MatrixGroup(_("TC"), "inf", Body.TECHNICAL, WIDE))
    whole = _("Opinion of the technical committee")
    columns.append(MatrixColumn(_("Opinion"), whole, len(groups) - 1))
    groups.append(MatrixGroup(_("Lycéens"), "plm", Body.STUDENTS, WIDE))
    columns += [
        MatrixColumn(c.label.partition(" ")[0], f"{_('Lycéens')}, {c.label}", len(groups) - 1)
        for c in matrix.student_columns
    ]
    return tuple(groups), tuple(columns)


def full_label(column: Column) -> str:
    """Return the number and the label of a column: « 2.4 Modèle économique »."""
    number = f"{column.number}." if column.is_axis else column.number
    return f"{number} {column.label}".strip()


def _row(loaded: Synthesis, matrix: Matrix, row: Row, show: Show) -> MatrixRow:
    """Return one dossier: the cells as they are painted, and the words of each."""
    experts, students = levels_of(loaded.experts), levels_of(loaded.students)
    cells: list[MatrixCell] = [heat(cell, experts, show) for cell in row.cells]
    words = [cell_words(cell, experts) for cell in row.cells]
    cells.append(_verdict(row.stance))
    words.append(_("no opinion yet") if row.stance is None else stance_word(row.stance))
    cells += [heat(cell, students, show, framed=True) for cell in row.students]
    words += [cell_words(cell, students) for cell in row.students]
    return MatrixRow(row.dossier.title, row.dossier.number, tuple(cells), tuple(words))


def levels_of(opinions: CommitteeOpinions | None) -> tuple[Level, ...]:
    """Return the levels of a committee's scale, none without a grid."""
    return opinions.grid.scale.levels if opinions else ()


def _verdict(stance: Stance | None) -> Verdict | None:
    if stance is None:
        return None
    icon, token = STANCES[stance]
    return Verdict(stance_word(stance).capitalize(), icon, token)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The chosen cell: of experts (with ``positions``), of lycéens, or of the technical committee.

    The opinion of the technical committee is in words: ``cell`` is None and ``facts`` says it.
    """

    dossier: Dossier
    title: str
    cell: Cell | None
    levels: tuple[Level, ...] = ()
    positions: tuple[int, ...] = ()
    facts: tuple[str, ...] = ()
    sections: tuple[tuple[str, str], ...] = ()


def chosen(loaded: Synthesis, matrix: Matrix, row: int, column: int) -> Chosen:
    """Return what stands at a place of the matrix."""
    told, width = matrix.rows[row], len(matrix.columns)
    if column < width:
        heading = matrix.columns[column]
        levels = levels_of(loaded.experts)
        label, positions = full_label(heading), heading.positions
        return Chosen(told.dossier, label, told.cells[column], levels, positions)
    if column == width:
        opinion = loaded.technical.get(told.dossier.id)
        fact = stance_word(opinion.stance) if opinion else _("no opinion yet")
        sections = tuple(technical_detail(opinion))
        title = _("Opinion of the technical committee")
        return Chosen(told.dossier, title, None, facts=(fact,), sections=sections)
    place = column - width - 1
    label = f"{_('Lycéens')}, {matrix.student_columns[place].label}"
    return Chosen(told.dossier, label, told.students[place], levels_of(loaded.students))


# One cell ----------------------------------------------------------------------------------------


def spread_of(cell: Cell) -> Spread:
    """Return the counts of a cell as the widgets paint them."""
    return Spread(cell.tally.counts, cell.tally.no_opinion, cell.level)


def heat(cell: Cell, levels: Sequence[Level], show: Show, *, framed: bool = False) -> HeatCell:
    """Return how a cell is painted; what has no figure looks the same in every view.

    Those of the lycéens (``framed``) carry no corner: the committee debates its own opinions.
    """
    spread, tally = spread_of(cell), cell.tally
    if cell.is_not_applicable:
        return HeatCell(spread, _("N/A"), aside=True)
    if not tally.eligible:
        return HeatCell(spread, "–", aside=True)
    if cell.is_insufficient or cell.level is None:
        return HeatCell(spread, f"{tally.n}/{tally.eligible}", too_few=True)
    corner = cell.is_debated and not framed
    if show is Show.DISTRIBUTION:
        return HeatCell(spread, "", corner, framed, bare=True)
    if show is Show.SPREAD:
        width = "" if cell.spread is None else short(cell.spread)
        return HeatCell(spread, width, corner, framed, plain=True)
    return HeatCell(spread, levels[cell.level].code, corner, framed)


def short(value: Fraction) -> str:
    """Write a figure with the decimals it has, two at most."""
    exact = 100 % value.denominator == 0
    return format_number(value) if exact else format_number(value, 2)


def level_word(level: Level) -> str:
    """Return a level as a reader knows it: « 1 faible », or its code alone."""
    return f"{level.code} {level.label.lower()}".strip()


def cell_words(cell: Cell, levels: Sequence[Level]) -> str:
    """Return all that a cell shows, in one sentence."""
    if cell.is_not_applicable:
        return _("not applicable")
    if not cell.tally.eligible:
        return _("no opinion yet")
    counts = ", ".join(
        f"{count} {(level.label or level.code).lower()}"
        for count, level in zip(cell.tally.counts, levels, strict=True)
    )
    parts = [*figures(cell, levels), counts, *silent(cell), *flags(cell)]
    return ", ".join(parts)


def figures(cell: Cell, levels: Sequence[Level]) -> list[str]:
    """Return how many counted, the median and the spread; or that too few did."""
    tally = cell.tally
    if cell.is_insufficient or cell.level is None:
        few = _("too few opinions ({given} of {expected})")
        return [few.format(given=tally.n, expected=tally.eligible)]
    voices = ngettext("{count} opinion", "{count} opinions", tally.n).format(count=tally.n)
    parts = [voices, _("median {level}").format(level=level_word(levels[cell.level]))]
    if cell.spread is not None:
        width = _("range {spread}") if cell.is_range else _("interquartile range {spread}")
        parts.append(width.format(spread=short(cell.spread)))
    return parts


def silent(cell: Cell) -> list[str]:
    """Return how many did not count, by reason; NSP are told even when there is none."""
    tally = cell.tally
    unsaid = ngettext("{count} without opinion", "{count} without opinion", tally.no_opinion)
    blank = ngettext("{count} blank", "{count} blank", tally.blank)
    recused = ngettext("{count} recused", "{count} recused", tally.recused)
    aside = ngettext("{count} not applicable", "{count} not applicable", tally.not_applicable)
    return [
        unsaid.format(count=tally.no_opinion) if tally.no_opinion else _("none without opinion"),
        *([blank.format(count=tally.blank)] if tally.blank else []),
        *([recused.format(count=tally.recused)] if tally.recused else []),
        *([aside.format(count=tally.not_applicable)] if tally.not_applicable else []),
    ]


def flags(cell: Cell) -> list[str]:
    """Return the flags of a cell in words; for an axis, the criteria to debate."""
    words = {
        DebateFlag.OPPOSED: _("opposed opinions"),
        DebateFlag.SPLIT: _("split opinions"),
        DebateFlag.FEW_OPINIONS: _("few opinions"),
    }
    found = [words[flag] for flag in cell.flags]
    if cell.debated:
        found.insert(0, _("to debate: {criteria}").format(criteria=", ".join(cell.debated)))
    return found


# What unfolds it ---------------------------------------------------------------------------------


def unfolded(cell: Cell) -> str:
    """Return the mean with the fraction it comes from: « moyenne 29/11 = 2,64 »."""
    if cell.mean is None:
        return ""
    if not cell.terms:
        total = _("mean {total}/{count} = {mean}")
        return total.format(
            total=short(cell.total), count=cell.tally.n, mean=format_number(cell.mean, 2)
        )
    return _("weighted mean of the criteria {mean}").format(mean=format_number(cell.mean, 2))


def terms(cell: Cell) -> str:
    """Return the weighted mean of an axis as it is worked out, criterion by criterion."""
    if cell.mean is None or not cell.terms:
        return ""
    above = " + ".join(_term(term) for term in cell.terms)
    weights = short(sum((term.weight for term in cell.terms), Fraction(0)))
    return f"({above}) / {weights} = {format_number(cell.mean, 2)}"


def _term(term: Term) -> str:
    mean = f"{short(term.total)}/{term.n}"
    return mean if term.weight == 1 else f"{short(term.weight)} × {mean}"


def who(found: CellVoices, loaded: Synthesis | None) -> list[tuple[str, str]]:
    """Return who counted and who did not and why, as headings and names."""
    sections: dict[str, list[str]] = {}
    for voice in found.voices:
        heading, name = _stand(voice)
        sections.setdefault(heading, []).append(name)
    ordered = (_("Counted"), _("No opinion"), _("Blank"), _("Not applicable"), _("Recused"))
    told_of = [
        (f"{h} ({len(sections[h])})", ", ".join(sections[h])) for h in ordered if h in sections
    ]
    reasons = [aside.reason for aside in found.left_out if aside.reason]
    told_of += [(_("Why it does not apply"), " ".join(reasons))] if reasons else []
    grid = loaded.experts.grid if loaded and loaded.experts else None
    revised = sorted(revision_words(one, grid) for one in found.revised) if grid else []
    return told_of + ([(_("Revised after the reveal"), "\n".join(revised))] if revised else [])


def _stand(voice: Voice) -> tuple[str, str]:
    """Return under which heading a member stands, and the name with what is worth saying."""
    name = voice.member.name
    if voice.recusal is not None:
        day = format_date(voice.recusal.declared_on, "short")
        details = ", ".join(part for part in (day, voice.recusal.reason) if part)
        return _("Recused"), f"{name} ({details})"
    scored = sum(state is MarkState.SCORED for state in voice.states)
    if scored:
        asked = len(voice.states)
        share = _("{scored} of {total}").format(scored=scored, total=asked)
        return _("Counted"), name if scored == asked else f"{name} ({share})"
    for state, heading in (
        (MarkState.NO_OPINION, _("No opinion")),
        (MarkState.BLANK, _("Blank")),
    ):
        if state in voice.states:
            return heading, name
    return _("Not applicable"), name


def quoted(comment: str) -> str:
    """Return a comment on one line between quotation marks, unless it has some of its own."""
    line = " ".join(comment.split())
    return line if "«" in line else _("« {comment} »").format(comment=line)


def technical_detail(opinion: TechnicalOpinion | None) -> list[tuple[str, str]]:
    """Return what the technical committee wrote, and when."""
    if opinion is None:
        return []
    day = format_date(opinion.given_on)
    found = [(_("Opinion of {day}").format(day=day), stance_word(opinion.stance))]
    return [*found, (_("Reasons"), opinion.text)] if opinion.text else found
