"""The words of the dashboard: steps, what is missing and what to do about it, dates and times."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from euralens_desk.domain.dossier import Dossier
from euralens_desk.i18n import _, format_date, format_time, ngettext, tell
from euralens_desk.ui.navigation import PAGES
from euralens_desk.ui.sections import Section
from euralens_desk.ui.state.follow_up import Shown, View
from euralens_desk.ui.widgets import ChipTone, Step, StepState
from euralens_desk.usecases.changes import JournalEntry
from euralens_desk.usecases.overview import Missing, Overview, Place, PlannedMeeting, Standing
from euralens_desk.usecases.progress import Progress

STEP_SECTIONS = (
    Section.DOSSIERS,
    Section.PRESELECTION,
    Section.DOSSIERS,
    Section.SCORING,
    Section.MEETINGS,
    Section.FOLLOW_UP,
)
"""The page each step is worked on."""
MOST_NAMES = 4
ICONS = {
    Place.DOSSIERS: "file-exclamation-point",
    Place.PEOPLE: "users",
    Place.SCORING: "mail-warning",
    Place.STUDENTS: "graduation-cap",
    Place.MEETINGS: "calendar-clock",
    Place.PREPARATION: "scale",
    Place.PRESELECTION: "list-checks",
    Place.FOLLOW_UP: "sprout",
    Place.LETTERS: "send",
}
STANDINGS = {
    Standing.LABEL: ("award", ChipTone.GOOD),
    Standing.NOMINATED: ("star", ChipTone.GOOD),
    Standing.DEFERRED: ("clock", ChipTone.WARNING),
    Standing.APPROVED: ("check", ChipTone.GOOD),
    Standing.PROPOSED: ("gavel", ChipTone.INFORMATION),
    Standing.NOTHING_MISSING: ("check", ChipTone.GOOD),
    Standing.RESERVED: ("triangle-alert", ChipTone.WARNING),
    Standing.OPINION_AWAITED: ("clock", ChipTone.INFORMATION),
    Standing.PIECES_AWAITED: ("paperclip", ChipTone.WARNING),
}


def standing_words(standing: Standing) -> str:
    """Return where a dossier stands, in words."""
    return {
        Standing.LABEL: _("Label awarded"),
        Standing.NOMINATED: _("Nominated"),
        Standing.DEFERRED: _("Deferred"),
        Standing.APPROVED: _("Approved, decision to come"),
        Standing.PROPOSED: _("Proposition recorded"),
        Standing.NOTHING_MISSING: _("Opinions under way, nothing missing"),
        Standing.RESERVED: _("Reserve of the technical committee"),
        Standing.OPINION_AWAITED: _("Technical opinion to record"),
        Standing.PIECES_AWAITED: _("Pieces awaited"),
    }[standing]


def titles(dossiers: Sequence[Dossier]) -> str:
    """Return titles in a row, the first ones only when there are many."""
    shown = ", ".join(dossier.title for dossier in dossiers[:MOST_NAMES])
    rest = len(dossiers) - MOST_NAMES
    if rest <= 0:
        return shown
    more = ngettext("and {count} other", "and {count} others", rest).format(count=rest)
    return f"{shown} {more}"


# The head and the steps --------------------------------------------------------------------------


def subtitle(found: Overview, today: date) -> str:
    """Return « Jeudi 1er décembre 2022 · étape 4 sur 6 · prochaine séance dans 7 jours »."""
    day = format_date(today, "weekday")
    parts = [day[:1].upper() + day[1:]]
    step = _("step {number} of {total}")
    parts.append(step.format(number=found.step, total=len(found.steps)))
    if found.coming:
        next_one = _("next meeting {when}")
        parts.append(next_one.format(when=days_to(found.coming[0].meeting.held_on, today)))
    return " · ".join(parts)


def days_to(day: date, today: date) -> str:
    """Return how far a day is: « aujourd’hui », « demain », « dans 7 jours »."""
    left = (day - today).days
    if left <= 0:
        return _("today")
    if left == 1:
        return _("tomorrow")
    return ngettext("in {count} day", "in {count} days", left).format(count=left)


def steps(found: Overview) -> list[Step]:
    """Return the six steps with short names; the official ones are in their tooltips."""
    names = (
        (_("Call"), _("Instruction team"), _("Widened and formalised call for projects")),
        (_("Shortlist"), _("Team and partners"), _("Selection of the candidatures")),
        (
            _("Technical examination"),
            _("Technical committee"),
            _("Technical and partnership examination"),
        ),
        (_("Opinions"), _("Partners, lycéens, experts"), _("Opinions on the projects")),
        (_("Decision"), _("Experts, Grand forum, PMA"), _("Decision")),
        (
            _("Follow-up"),
            _("PMA and partners"),
            _("Promotion of those awarded, support to those nominated"),
        ),
    )
    return [
        Step(
            title,
            StepState(step.state.value),
            who,
            tell(step.count),
            tell(told) if (told := step.missing or step.done) is not None else "",
            warning=step.missing is not None and StepState(step.state.value) != StepState.TO_COME,
            tip=official,
        )
        for step, (title, who, official) in zip(found.steps, names, strict=True)
    ]


# What is missing ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Way:
    """What puts something right: a verb and the page it leads to, with its target."""

    verb: str
    section: Section
    target: object = None


def way_of(item: Missing) -> Way | None:
    """Return what to do about something missing; None while its page does not exist."""
    ways = {
        Place.DOSSIERS: Way(_("See"), Section.DOSSIERS, item.dossier_id),
        Place.PEOPLE: Way(_("Name the members"), Section.PEOPLE),
        Place.SCORING: Way(_("Open scoring"), Section.SCORING),
        Place.STUDENTS: Way(_("Check the ballots"), Section.STUDENTS, item.dossier_id),
        Place.MEETINGS: Way(_("Open the meetings"), Section.MEETINGS),
        Place.PREPARATION: Way(_("Check the rules"), Section.PREPARATION),
        Place.PRESELECTION: Way(_("Open the preselection"), Section.PRESELECTION, item.dossier_id),
        Place.FOLLOW_UP: Way(_("Follow up"), Section.FOLLOW_UP, item.dossier_id or Shown.OVERDUE),
        Place.LETTERS: Way(_("Open the messages"), Section.FOLLOW_UP, View.LETTERS),
    }
    way = ways[item.place]
    if item.place is Place.DOSSIERS and item.dossier_id is None:
        way = Way(_("Import…"), Section.IMPORT)
    return way if way.section in PAGES else None


def family_of(item: Missing) -> str:
    """Return the colours of something missing, by its gravity."""
    return ("brk", "brk", "och", "och")[item.gravity] if item.gravity < 4 else "inf"


def nothing_missing(found: Overview) -> str:
    """Return that nothing is missing, and what comes next."""
    done = _("Nothing is missing today.")
    if not found.coming:
        return done
    next_day = format_date(found.coming[0].meeting.held_on)
    coming = _("Next date: {day}.").format(day=next_day)
    return f"{done} {coming}"


# The experts -------------------------------------------------------------------------------------


def progress_words(one: Progress) -> str:
    """Return how far an expert is: « Nom : 80 réponses sur 91 »."""
    told = _("{name}: {answered} of {total} answers")
    return told.format(name=one.member.name, answered=one.answered, total=one.expected)


def reminder(found: Overview, dossiers: Sequence[Dossier], late: Sequence[Progress]) -> str:
    """Return a message to the experts who have blank answers: what, by dossier, and until when."""
    numbers = {dossier.id: f"{dossier.number} {dossier.title}" for dossier in dossiers}
    lines = [_("Hello,"), ""]
    head = _("Some answers are still blank in the score sheets ({title}):")
    lines += [head.format(title=found.campaign.title), ""]
    for one in late:
        lines.append(_("{name}:").format(name=one.member.name))
        for dossier, count in one.blank.items():
            blank = ngettext("{count} answer to give", "{count} answers to give", count)
            lines.append(f"  – {numbers[dossier]} ({blank.format(count=count)})")
        lines.append("")
    lines.append(_("« No opinion » (NSP) is an answer: it counts as given and lowers no score."))
    if found.coming:
        day = format_date(found.coming[0].meeting.held_on, "weekday")
        lines.append(_("The next meeting is on {day}.").format(day=day))
    return "\n".join([*lines, "", _("Thank you.")])


# Meetings and actions ----------------------------------------------------------------------------


def meeting_words(planned: PlannedMeeting) -> str:
    """Return the hour, the place and the agenda of a meeting."""
    meeting, count = planned.meeting, planned.dossiers
    agenda = ngettext("{count} dossier", "{count} dossiers", count).format(count=count)
    hour = format_time(meeting.starts_at) if meeting.starts_at else ""
    where = ", ".join(part for part in (hour, meeting.place) if part)
    return " · ".join(part for part in (where, agenda) if part)


def when(at: datetime, now: datetime) -> str:
    """Return when something was done: an hour today, « hier », else the date."""
    local = at.astimezone(now.tzinfo) if at.tzinfo and now.tzinfo else at
    days = (now.date() - local.date()).days
    if days <= 0:
        return format_time(local)
    return _("yesterday") if days == 1 else format_date(local.date(), "short")


def action_words(entry: JournalEntry) -> str:
    """Return what a line of the journal did."""
    if entry.action is None:
        return _("(detail erased)")
    told = tell(entry.action)
    if entry.is_redo:
        told = _("Done again: {action}").format(action=told)
    elif entry.undoes is not None:
        told = _("Taken back: {action}").format(action=told)
    return told[:1].upper() + told[1:]
