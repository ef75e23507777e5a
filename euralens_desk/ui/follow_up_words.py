"""The words of the follow-up: commitments, accompaniment, messages due, funding leads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from euralens_desk.domain.follow_up import Commitment, CommitmentKind, LetterKind, Side
from euralens_desk.domain.funding import FundingLead, LeadFilter, LeadState
from euralens_desk.domain.meeting import Outcome
from euralens_desk.i18n import _, format_date, ngettext
from euralens_desk.ui.state.follow_up import Entry, Shown
from euralens_desk.ui.widgets import ChipTone
from euralens_desk.usecases.feasibility import Feasibility
from euralens_desk.usecases.follow_up import Followed
from euralens_desk.usecases.funding import Suggestion, WatchedLead, lead_name
from euralens_desk.usecases.letters import DueLetter
from euralens_desk.words import sentence

Mark = tuple[str, ChipTone, str]
"""A chip: word, tone, icon."""


def side_word(side: Side) -> str:
    """Return a side of the agreement."""
    return {Side.LEADER: _("Project leader"), Side.POLE: _("Pôle and partners")}[side]


def kind_word(kind: CommitmentKind) -> str:
    """Return what a line is."""
    return {
        CommitmentKind.COMMITMENT: _("Commitment"),
        CommitmentKind.MILESTONE: _("Milestone"),
    }[kind]


def filter_word(which: Shown, count: int) -> str:
    """Return a filter with its count."""
    text = {
        Shown.OVERDUE: _("Overdue {count}"),
        Shown.THIS_MONTH: _("This month {count}"),
        Shown.LEADER: _("Of the project leader {count}"),
        Shown.POLE: _("Of the Pôle {count}"),
        Shown.DONE: _("Done {count}"),
    }[which]
    return text.format(count=count)


def standing(followed: Followed) -> Mark:
    """Return what was decided of a dossier, or what is to be."""
    if followed.outcome is Outcome.DEFERRED:
        return _("Decision deferred"), ChipTone.WARNING, "pause"
    word, icon = (
        (_("Labelled"), "award") if followed.outcome is Outcome.LABEL else (_("Nominated"), "star")
    )
    if followed.is_decided:
        return word, ChipTone.GOOD, icon
    return _("Decision to come"), ChipTone.INFORMATION, "clock"


def due_mark(entry: Entry, today: date) -> Mark:
    """Return when a line is due, or when it was done."""
    if entry.done_on is not None:
        day = format_date(entry.done_on, "short")
        return _("Done on {day}").format(day=day), ChipTone.GOOD, "check"
    if entry.due_on is None:
        if entry.commitment is None:
            return standing(entry.followed)
        return _("Without a date"), ChipTone.NEUTRAL, ""
    day = format_date(entry.due_on, "short")
    if entry.is_overdue(today):
        return _("Overdue, {day}").format(day=day), ChipTone.ERROR, "clock"
    is_near = (entry.due_on - today).days <= 30
    return day, ChipTone.WARNING if is_near else ChipTone.NEUTRAL, "calendar"


def entry_title(entry: Entry) -> str:
    """Return what a line says first."""
    if entry.commitment is not None:
        return entry.commitment.what
    return _("Accompaniment: {title}").format(title=entry.followed.dossier.title)


def entry_detail(entry: Entry) -> str:
    """Return the dossier of a line and who is to do what for whom."""
    dossier, held = entry.followed.dossier, entry.commitment
    if held is None:
        referent = entry.followed.plan.referent or _("no referent yet")
        return f"{dossier.number} · {referent}"
    return f"{dossier.number} {dossier.title} · {parties(held)}"


def parties(commitment: Commitment) -> str:
    """Return « Ville de Lens → Pôle »; the side when nobody is named."""
    who = commitment.who or side_word(commitment.side)
    return f"{who} → {commitment.towards}" if commitment.towards else who


def lines_told(shown: int, total: int) -> str:
    """Return how many lines are shown."""
    text = ngettext("{shown} line of {total}", "{shown} lines of {total}", total)
    return text.format(shown=shown, total=total)


# The messages due ---------------------------------------------------------------------------------


def letter_mark(due: DueLetter) -> Mark:
    """Return whether a message was sent."""
    if due.letter.sent_on is None:
        return _("To be sent"), ChipTone.WARNING, "send"
    day = format_date(due.letter.sent_on, "short")
    return _("Sent on {day}").format(day=day), ChipTone.GOOD, "check"


def letter_detail(due: DueLetter) -> str:
    """Return why a message is due."""
    word = {
        LetterKind.NOT_SHORTLISTED: _("Not shortlisted on {day}"),
        LetterKind.DEFERRED: _("Deferred on {day}"),
    }[due.kind]
    return f"{due.dossier.number} · {word.format(day=format_date(due.decided_on, 'short'))}"


def letter_text(due: DueLetter, organisation: str, label: str) -> str:
    """Return the message proposed, to be read again and changed before it goes."""
    dossier = due.dossier
    subject = _("Your candidature {number}, {title}: answer to the {label}")
    head = [
        subject.format(number=dossier.number, title=dossier.title, label=label),
        "",
        _("Hello,"),
        "",
    ]
    body = (
        _not_shortlisted(due, label)
        if due.kind is LetterKind.NOT_SHORTLISTED
        else _deferred(due, label)
    )
    appeal = _(
        "Appeals: this decision may be contested before the administrative court within two months "
        "of its notification."
    )
    return "\n".join([*head, *body, "", appeal, "", _("Yours faithfully,"), organisation])


def _not_shortlisted(due: DueLetter, label: str) -> Iterator[str]:
    told = _("On {day} your candidature to the {label} ({campaign}) was not shortlisted.")
    yield told.format(day=format_date(due.decided_on), label=label, campaign=due.campaign_title)
    if due.needs:
        yield ""
        yield _("Your dossier tells these needs:")
        yield sentence(due.needs)
    if due.alternatives:
        yield ""
        yield _("To answer them, we propose:") if due.needs else _("We propose:")
        yield sentence(due.alternatives)


def _deferred(due: DueLetter, label: str) -> Iterator[str]:
    told = _("On {day} the decision on your candidature to the {label} ({campaign}) was deferred.")
    yield told.format(day=format_date(due.decided_on), label=label, campaign=due.campaign_title)
    if due.proposed is Outcome.LABEL:
        yield _("The committee of experts had proposed the award of the Label.")
    elif due.proposed is Outcome.NOMINATED:
        yield _("The committee of experts had proposed a nomination.")
    if due.proposed_reasons:
        text = _("Its reasons were: {reasons}")
        yield text.format(reasons=sentence(due.proposed_reasons))
    reasons = [text for text in (due.reasons, due.reservations) if text]
    if reasons:
        yield ""
        yield _("The decision was deferred for these reasons:")
        yield from (f"  – {sentence(text)}" for text in reasons)
    if due.axes:
        yield ""
        yield _("The committee of experts remarked, axis by axis:")
    for group in due.axes:
        yield ""
        yield f"{group.axis.number}. {group.axis.label}" if group.axis.number else group.axis.label
        yield from (f"  – {sentence(remark)}" for remark in group.remarks)
    yield ""
    yield _("We encourage you to go on defining your project, and remain at your disposal.")


# Funding leads ------------------------------------------------------------------------------------


def lead_state_word(state: LeadState) -> str:
    """Return whether one can apply."""
    return {
        LeadState.OPEN: _("Open now"),
        LeadState.ANNOUNCED: _("Announced"),
        LeadState.CLOSED: _("Closed for now"),
    }[state]


def lead_filter_word(which: LeadFilter, count: int) -> str:
    """Return a filter of the watch list with its count."""
    text = {
        LeadFilter.ALL: _("All {count}"),
        LeadFilter.TO_COME: _("Deadline to come {count}"),
        LeadFilter.SOON: _("Within 30 days {count}"),
        LeadFilter.UNDATED: _("Without deadline {count}"),
        LeadFilter.EXPIRED: _("Expired {count}"),
    }[which]
    return text.format(count=count)


def lead_mark(lead: FundingLead, today: date) -> Mark:
    """Return until when one can apply, the expired ones told as such."""
    if lead.deadline is None:
        return lead_state_word(lead.state), ChipTone.NEUTRAL, ""
    day = format_date(lead.deadline, "short")
    if lead.is_expired(today):
        return _("Expired on {day}").format(day=day), ChipTone.ERROR, "clock"
    is_near = (lead.deadline - today).days <= 30
    return day, ChipTone.WARNING if is_near else ChipTone.GOOD, "calendar"


def lead_detail(watched: WatchedLead) -> str:
    """Return the scheme of a lead and how many dossiers it fits."""
    count = len(watched.fits)
    fits = ngettext("{count} dossier", "{count} dossiers", count).format(count=count)
    return " · ".join(part for part in (watched.lead.scheme, fits) if part)


def lead_line(lead: FundingLead, why: str, today: date) -> str:
    """Return « Agence de l’eau – Nature en ville, jusqu’au 31/03/2023 : sols perméables »."""
    text = lead_name(lead)
    if lead.deadline is not None:
        until = (
            _("{lead}, expired on {day}") if lead.is_expired(today) else _("{lead}, until {day}")
        )
        text = until.format(lead=text, day=format_date(lead.deadline, "short"))
    return _("{label}: {choice}").format(label=text, choice=why) if why else text


def funders_told(leads: Sequence[Suggestion]) -> str:
    """Return « Pistes : Agence de l’eau, Département. » after a space; empty without any."""
    funders = list(dict.fromkeys(one.lead.funder for one in leads))
    text = ngettext(" Lead: {names}.", " Leads: {names}.", len(funders))
    return text.format(names=", ".join(funders)) if funders else ""


def finding_lines(found: Feasibility) -> Iterator[str]:
    """Yield « 2.1 Financement : plan absent (0 Insuffisant) », in the order of the grid."""
    for criterion in found.grid.criteria:
        finding = found.findings.get(criterion.code)
        if finding is not None:
            name = f"{criterion.number} {criterion.label}".strip()
            level = finding.level
            is_scored = level is not None and level < len(found.grid.levels)
            word = found.grid.levels[level] if is_scored and level is not None else ""
            parts = (finding.text, f"({word})" if word else "")
            said = " ".join(part for part in parts if part)
            yield _("{label}: {choice}").format(label=name, choice=said)
