"""The words, icons and tones for what the domain says of a dossier."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from euralens_desk.domain.dossier import Attachment
from euralens_desk.domain.dossier_state import DossierState
from euralens_desk.domain.meeting import Outcome, Stance
from euralens_desk.i18n import _, format_date, format_number, ngettext
from euralens_desk.ui.widgets import ChipTone
from euralens_desk.usecases.dossier_file import DossierFile

ICONS = {
    DossierState.WITHDRAWN: "minus",
    DossierState.INADMISSIBLE: "circle-x",
    DossierState.NOT_SHORTLISTED: "minus",
    DossierState.LABELLED: "award",
    DossierState.NOMINATED: "star",
    DossierState.DEFERRED: "pause",
    DossierState.TO_CHECK: "search",
    DossierState.UNFAVOURABLE: "circle-x",
    DossierState.RESERVED: "triangle-alert",
    DossierState.TO_COMPLETE: "file-exclamation-point",
    DossierState.COMPLETE: "check",
}
TONES = {
    DossierState.WITHDRAWN: ChipTone.NEUTRAL,
    DossierState.INADMISSIBLE: ChipTone.ERROR,
    DossierState.NOT_SHORTLISTED: ChipTone.NEUTRAL,
    DossierState.LABELLED: ChipTone.GOOD,
    DossierState.NOMINATED: ChipTone.GOOD,
    DossierState.DEFERRED: ChipTone.NEUTRAL,
    DossierState.TO_CHECK: ChipTone.INFORMATION,
    DossierState.UNFAVOURABLE: ChipTone.ERROR,
    DossierState.RESERVED: ChipTone.WARNING,
    DossierState.TO_COMPLETE: ChipTone.WARNING,
    DossierState.COMPLETE: ChipTone.GOOD,
}


def state_word(state: DossierState) -> str:
    """Return a state as its chip says it."""
    return {
        DossierState.WITHDRAWN: _("Withdrawn"),
        DossierState.INADMISSIBLE: _("Inadmissible"),
        DossierState.NOT_SHORTLISTED: _("Not shortlisted"),
        DossierState.LABELLED: _("Labelled"),
        DossierState.NOMINATED: _("Nominated"),
        DossierState.DEFERRED: _("Decision deferred"),
        DossierState.TO_CHECK: _("To check"),
        DossierState.UNFAVOURABLE: _("TC unfavourable"),
        DossierState.RESERVED: _("TC reservation"),
        DossierState.TO_COMPLETE: _("To complete"),
        DossierState.COMPLETE: _("Complete"),
    }[state]


def filter_word(state: DossierState, count: int) -> str:
    """Return a state as a filter with its count: « Complets 4 »."""
    text = {
        DossierState.WITHDRAWN: _("Withdrawn {count}"),
        DossierState.LABELLED: _("Labelled {count}"),
        DossierState.NOMINATED: _("Nominated {count}"),
        DossierState.COMPLETE: _("Complete {count}"),
    }.get(state, f"{state_word(state)} {{count}}")
    return text.format(count=count)


def aside_words(files: Sequence[DossierFile]) -> str:
    """Return how many dossiers stand aside, and why: « 18 candidatures non présélectionnées »."""
    counts = Counter(file.state for file in files if file.is_aside)
    left_out, refused, gone = (
        counts[state]
        for state in (
            DossierState.NOT_SHORTLISTED,
            DossierState.INADMISSIBLE,
            DossierState.WITHDRAWN,
        )
    )
    parts = [
        ngettext(
            "{count} candidature not shortlisted", "{count} candidatures not shortlisted", left_out
        ),
        ngettext("{count} inadmissible candidature", "{count} inadmissible candidatures", refused),
        ngettext("{count} withdrawn dossier", "{count} withdrawn dossiers", gone),
    ]
    said = zip(parts, (left_out, refused, gone), strict=True)
    return f"{', '.join(part.format(count=count) for part, count in said if count)}."


def outcome_chip(outcome: Outcome) -> tuple[str, ChipTone, str]:
    """Return an outcome as a chip: word, tone, icon."""
    return {
        Outcome.LABEL: (_("Award"), ChipTone.GOOD, "award"),
        Outcome.NOMINATED: (_("Nomination"), ChipTone.GOOD, "star"),
        Outcome.DEFERRED: (_("Deferred"), ChipTone.NEUTRAL, "pause"),
    }[outcome]


def stance_chip(stance: Stance) -> tuple[str, ChipTone, str]:
    """Return the opinion of the technical committee as a chip: word, tone, icon."""
    return {
        Stance.FAVOURABLE: (_("favourable").capitalize(), ChipTone.GOOD, "check"),
        Stance.RESERVED: (_("reserved").capitalize(), ChipTone.WARNING, "triangle-alert"),
        Stance.UNFAVOURABLE: (_("unfavourable").capitalize(), ChipTone.ERROR, "circle-x"),
    }[stance]


def piece_count(present: int, awaited: int) -> str:
    """Return how many pieces there are, for a screen reader: « 1 pièce, 1 attendue »."""
    said = ngettext("{count} piece", "{count} pieces", present).format(count=present)
    if awaited:
        more = ngettext("{count} awaited", "{count} awaited", awaited)
        said = f"{said}, {more.format(count=awaited)}"
    return said


def size_word(size: int) -> str:
    """Return a size in the units of a file manager: « 77 ko »."""
    if size < 1_000_000:
        return _("{size} kB").format(size=format_number(max(1, round(size / 1000))))
    return _("{size} MB").format(size=format_number(size / 1_000_000, 1))


def piece_line(piece: Attachment) -> str:
    """Return what stands under the name of a piece: its kind, its size, its day, a note."""
    parts = [piece.kind, size_word(piece.size) if piece.is_present else ""]
    if piece.received_on is not None:
        parts.append(format_date(piece.received_on, "short"))
    parts.append("" if piece.is_present else piece.note)
    return " · ".join(part for part in parts if part)
