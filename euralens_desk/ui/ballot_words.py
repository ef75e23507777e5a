"""Paper ballots in words: answers, criteria, keys, boxes, what does not agree."""

from __future__ import annotations

from euralens_desk.domain.ballots import expected_count, unanimous
from euralens_desk.domain.grid import CriteriaGrid
from euralens_desk.domain.mark import Mark, MarkState
from euralens_desk.i18n import _, format_date, ngettext
from euralens_desk.ui.state.ballots import level_keys
from euralens_desk.ui.widgets import LevelFace, NoteKind
from euralens_desk.usecases.ballots import BallotBoxes, BoxContent, BoxSummary

WORDED = 4
"""Up to so many sub-criteria, columns and boxes carry words; above, only codes fit."""


def faces(grid: CriteriaGrid) -> tuple[LevelFace, ...]:
    """Return the levels as they are shown, worst first."""
    return tuple(LevelFace(level.code, level.label) for level in grid.scale.levels)


def sign_of(mark: Mark) -> str:
    """Return the sign of an answer that is not a level."""
    return "?" if mark.state is MarkState.NO_OPINION else "–"


def mark_in_words(grid: CriteriaGrid, mark: Mark) -> str:
    """Return an answer as it is read aloud: « 3 Bon », « vide »."""
    if mark.level is not None:
        level = grid.scale.levels[mark.level]
        return f"{level.code} {level.label}"
    return _("does not know") if mark.state is MarkState.NO_OPINION else _("blank")


def codes_in_words(grid: CriteriaGrid, marks: tuple[Mark, ...]) -> str:
    """Return the answers of a ballot in their codes: « 3, 4, – »."""
    levels = grid.scale.levels
    return ", ".join(
        sign_of(mark) if mark.level is None else levels[mark.level].code for mark in marks
    )


def short_labels(grid: CriteriaGrid) -> tuple[str, ...]:
    """Return the sub-criteria as headings: their labels, or their numbers when there are many."""
    few = len(grid.criteria) <= WORDED
    return tuple(c.label if few else c.number for c in grid.criteria)


def legend(grid: CriteriaGrid) -> str:
    """Return which key is which level, best first: « 4 Excellent · 3 Bon »."""
    keys = level_keys(grid.scale)
    pairs = zip(keys, grid.scale.levels, strict=True)
    told = (
        f"{level.code} {level.label}"
        if key == level.code.casefold()
        else f"{key} = {level.code} {level.label}"
        for key, level in pairs
    )
    return " · ".join(reversed(tuple(told)))


def occasion(found: BallotBoxes) -> str:
    """Return the day and place of the meeting the ballots come from."""
    if found.meeting is None:
        return ""
    parts = (format_date(found.meeting.held_on), found.meeting.place)
    return ", ".join(part for part in parts if part)


def progress(box: BoxSummary) -> str:
    """Return « 41 bulletins saisis sur 62 »."""
    if box.counted is None:
        return ngettext("{count} ballot entered", "{count} ballots entered", box.entered).format(
            count=box.entered
        )
    return ngettext(
        "{count} ballot entered of {counted}", "{count} ballots entered of {counted}", box.entered
    ).format(count=box.entered, counted=box.counted)


def frozen_words(box: BoxSummary) -> tuple[str, str]:
    """Say why no ballot can be entered."""
    if box.closed_on is None:
        return _("Read only"), _("The ballots can be consulted, not changed.")
    day = format_date(box.closed_on)
    told = ngettext(
        "{count} ballot, mixed, with neither batch nor number.",
        "{count} ballots, mixed, with neither batch nor number.",
        box.entered,
    ).format(count=box.entered)
    return _("Dossier closed on {day}").format(day=day), told


def closing_words(box: BoxSummary, typed: tuple[Mark, ...]) -> str:
    """Say what closing does, and what does not agree."""
    parts = [
        ngettext(
            "{count} ballot is frozen and mixed: batch, number and order are forgotten, here and "
            "in the backups. This can't be undone, nor anything before it.",
            "{count} ballots are frozen and mixed: batch, number and order are forgotten, here "
            "and in the backups. This can't be undone, nor anything before it.",
            box.entered,
        ).format(count=box.entered)
    ]
    if box.left:
        told = _("{entered} entered, {counted} counted at the box: check before closing.")
        parts.insert(0, told.format(entered=box.entered, counted=box.counted))
    if typed:
        parts.insert(0, _("The ballot in the boxes is not recorded."))
    return " ".join(parts)


def notes(boxes: BallotBoxes, content: BoxContent) -> tuple[tuple[NoteKind, str, str], ...]:
    """Return what does not agree, never a block."""
    found: list[tuple[NoteKind, str, str]] = []
    box = content.box
    if box.counted is not None and box.left and (box.left < 0 or box.is_closed):
        title = _("{entered} ballots entered, {counted} counted.")
        told = _("Check the box of « {title} ».").format(title=box.dossier.title)
        title = title.format(entered=box.entered, counted=box.counted)
        found.append((NoteKind.WARNING, title, told))
    counted = {b.dossier.id: b.counted for b in boxes.boxes if b.counted is not None}
    expected = expected_count(counted)
    for other in boxes.boxes:
        if expected is not None and other.counted not in (None, expected) and not other.is_closed:
            told = _("{counted} ballots counted, {expected} expected. Check before closing.")
            told = told.format(counted=other.counted, expected=expected)
            title = _("{title}:").format(title=other.dossier.title)
            found.append((NoteKind.WARNING, title, told))
    same = [boxes.grid.criteria[place].label for place in unanimous(content.tallies)]
    if box.is_closed and same:
        title = _("All the ballots say the same on: {criteria}.").format(criteria=", ".join(same))
        told = _("Telling it would tell the answer of each: publish it with care.")
        found.append((NoteKind.WARNING, title, told))
    return tuple(found[:3])
