"""The words of the preselection: columns, counts, what is lacking, the request to complete."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from euralens_desk.domain.campaign import Campaign
from euralens_desk.domain.precedent import Precedent
from euralens_desk.domain.preselection import BoardColumn, Candidature, Stage
from euralens_desk.i18n import _, format_date, ngettext
from euralens_desk.ui.field_words import field_labels
from euralens_desk.ui.widgets import ChipTone

Mark = tuple[str, ChipTone, str]
"""A chip: word, tone, icon."""


def column_title(column: BoardColumn) -> str:
    """Return the heading of a column."""
    return {
        BoardColumn.TO_COMPLETE: _("To be completed"),
        BoardColumn.ADMISSIBLE: _("Admissible"),
        BoardColumn.CANDIDATE: _("Candidates"),
        BoardColumn.NOT_SHORTLISTED: _("Not shortlisted ones"),
    }[column]


def column_word(column: BoardColumn) -> str:
    """Return where one candidature stands."""
    return {
        BoardColumn.TO_COMPLETE: _("To complete"),
        BoardColumn.ADMISSIBLE: _("Admissible one"),
        BoardColumn.CANDIDATE: _("Candidate"),
        BoardColumn.NOT_SHORTLISTED: _("Not shortlisted"),
    }[column]


def column_empty(column: BoardColumn) -> str:
    """Return what an empty column says."""
    return {
        BoardColumn.TO_COMPLETE: _("Nothing is lacking, nobody is late."),
        BoardColumn.ADMISSIBLE: _("Nobody waits for a decision."),
        BoardColumn.CANDIDATE: _("No candidate yet: press 3 on a candidature, or drop it here."),
        BoardColumn.NOT_SHORTLISTED: _("Nobody is left out."),
    }[column]


def running_count(candidates: int, target: int) -> str:
    """Return « 11 candidats pour une dizaine »; it counts, it never blocks."""
    words = {
        10: _("for about ten"),
        12: _("for about twelve"),
        15: _("for about fifteen"),
        20: _("for about twenty"),
    }
    aim = words.get(target) or _("for {target}").format(target=target)
    count = ngettext("{count} candidate", "{count} candidates", candidates).format(count=candidates)
    return f"{count} {aim}"


def counts_line(counts: Sequence[tuple[str, int]], nowhere: str) -> str:
    """Return « CALL 5 · CAHC 3 »; ``nowhere`` when there is nothing to count."""
    return " · ".join(f"{name} {count}" for name, count in counts) or nowhere


def marks(one: Candidature, today: date) -> tuple[Mark, ...]:
    """Return what is worth knowing of a candidature at a glance, the most pressing first."""
    found: list[Mark] = []
    if one.stage is Stage.INADMISSIBLE:
        found.append((_("Inadmissible"), ChipTone.ERROR, "circle-x"))
    if one.is_to_chase(today):
        found.append((_("To be chased"), ChipTone.ERROR, "mail-warning"))
    if one.lacking.count:
        number = one.lacking.count
        text = ngettext("{count} lacking", "{count} lacking", number).format(count=number)
        found.append((text, ChipTone.WARNING, "file-exclamation-point"))
    if one.is_late:
        found.append((_("Late"), ChipTone.WARNING, "clock"))
    if one.stage is not Stage.NOT_SHORTLISTED and one.preselection.needs:
        found.append((_("Answer drafted"), ChipTone.NEUTRAL, "pencil"))
    return tuple(found)


def lacking_names(one: Candidature) -> tuple[str, ...]:
    """Return what is lacking, as a person reads it: fields, then pieces."""
    labels = field_labels()
    return (*(labels[name] for name in one.lacking.fields), *one.lacking.pieces)


def request_text(campaign: Campaign, one: Candidature, due_on: date) -> str:
    """Return the request for completion, to be copied into a message."""
    dossier = one.dossier
    subject = _("Your candidature {number}, {title}: what is still needed")
    received = _("We have received your candidature to the {label} ({campaign}).")
    if dossier.received_on is not None:
        received = _("On {day} we received your candidature to the {label} ({campaign}).").format(
            day=format_date(dossier.received_on), label=campaign.label, campaign=campaign.title
        )
    else:
        received = received.format(label=campaign.label, campaign=campaign.title)
    until = _("Please send it by {day}. Without it, the candidature may be found inadmissible.")
    return "\n".join(
        [
            subject.format(number=dossier.number, title=dossier.title),
            "",
            _("Hello,"),
            "",
            received,
            _("To be examined, it still needs:"),
            *(f"  – {name}" for name in lacking_names(one)),
            "",
            until.format(day=format_date(due_on, "weekday")),
            "",
            _("Thank you."),
            campaign.organisation,
        ]
    )


def request_state(one: Candidature, today: date) -> str:
    """Return whether the request was sent, and until when; empty when it was not."""
    kept = one.preselection
    if kept.requested_on is None:
        return ""
    sent = _("Requested on {day}").format(day=format_date(kept.requested_on))
    if kept.due_on is None:
        return f"{sent}."
    due = format_date(kept.due_on)
    if not one.lacking.count:
        return _("{sent}, completed since.").format(sent=sent)
    if one.is_to_chase(today):
        return _("{sent}, was due on {day}: to be chased.").format(sent=sent, day=due)
    return _("{sent}, due on {day}.").format(sent=sent, day=due)


def precedent_parts(found: Precedent) -> tuple[tuple[str, str], ...]:
    """Return what was said then, by heading; empty parts are left out."""
    parts = (
        (_("Reasons"), found.reasons),
        (_("Reservations"), found.reservations),
        (_("Needs"), found.needs),
        (_("Alternatives"), found.alternatives),
    )
    return tuple((heading, text) for heading, text in parts if text)
