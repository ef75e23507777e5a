"""The sentences of the quorum: the rule applied, what was found at the opening and on each item.

A second meeting needs none: the number found is told, and never that it was reached.
"""

from __future__ import annotations

from collections.abc import Iterator

from euralens_desk.domain.bodies import BodyRules, college_rule, threshold_parts
from euralens_desk.domain.course import meeting_span
from euralens_desk.domain.headcount import (
    ItemHeadcounts,
    headcount,
    item_headcounts,
    opening_room,
    reached_later,
)
from euralens_desk.domain.meeting import AgendaItem
from euralens_desk.domain.minutes import MinutesSnapshot
from euralens_desk.domain.quorum import Quorum
from euralens_desk.i18n import _, format_time, ngettext, tell
from euralens_desk.reports.content import Rich, Span
from euralens_desk.reports.lookup import recused_members
from euralens_desk.reports.words import own

_HOLE = "\x00"


def opening_quorum(snapshot: MinutesSnapshot) -> Quorum:
    """Return the quorum of the meeting as a whole; by item it is on the dossier's page."""
    return headcount(opening_room(snapshot.body, snapshot.events), snapshot.body).quorum


def rule_told(rules: BodyRules, found: Quorum) -> str:
    """Return the rule applied, with the number it asks for just after its threshold.

    What becomes of each mandate is told with the whole rule, in the annex.
    """
    text = ngettext(
        "Rule applied: {threshold}, that is {required} member out of {members}, {counted}.",
        "Rule applied: {threshold}, that is {required} members out of {members}, {counted}.",
        found.required,
    )
    threshold, *counted = (tell(part) for part in threshold_parts(rules.quorum))
    first = text.format(
        threshold=threshold,
        required=found.required,
        members=found.members,
        counted=_(" and ").join(counted),
    )
    return own(" ".join([first, *(tell(rule) for rule in college_rule(rules.quorum))]))


def opening_told(snapshot: MinutesSnapshot) -> Rich:
    """Return whether the quorum was reached at the opening, the verdict in bold."""
    found, rules = opening_quorum(snapshot), snapshot.body.rules
    is_noted = meeting_span(snapshot.events) is not None
    if found.is_waived:
        verdict = _("no quorum is required")
        text = (
            _(
                "Second meeting on the same agenda: {verdict}. At the opening: "
                "{found} out of {members}."
            )
            if is_noted
            else _("Second meeting on the same agenda: {verdict}. {found} out of {members}.")
        )
    else:
        verdict = _("is reached") if found.is_reached else _("is not reached")
        text = _verdict_text(snapshot, is_noted=is_noted)
    told = own(text).format(verdict=_HOLE, found=found_words(found, rules), members=found.members)
    before, _hole, after = told.partition(_HOLE)
    return tuple(
        span for span in (Span(before), Span(verdict, is_bold=True), Span(after)) if span.text
    )


def _verdict_text(snapshot: MinutesSnapshot, *, is_noted: bool) -> str:
    """Return the sentence of a quorum that is needed; one that lacked is told when it was made."""
    if not is_noted:
        return _("The quorum {verdict}: {found}. It is checked on each item.")
    later = reached_later(snapshot.body, snapshot.events)
    if later is None:
        return _("The quorum {verdict} at the opening: {found}. It is checked on each item.")
    if later.at is None:
        return _(
            "The quorum {verdict} at the opening: {found}. It is reached afterwards, and checked "
            "on each item."
        )
    text = _(
        "The quorum {verdict} at the opening: {found}. It is reached at {hour}, and checked on "
        "each item."
    )
    return text.replace("{hour}", format_time(later.at))


def found_words(found: Quorum, rules: BodyRules) -> str:
    """Return how many were found, and how many of them are of the college of a double quorum."""
    text = ngettext("{count} member found", "{count} members found", found.found)
    told = text.format(count=found.found)
    if found.of_college is None:
        return told
    whole = own(_("{found}, {count} of them of the college « {name} »"))
    return whole.format(found=told, count=found.of_college, name=rules.quorum.college)


def snapshot_headcounts(snapshot: MinutesSnapshot, item: AgendaItem) -> ItemHeadcounts:
    """Return who counted on an item of the agenda."""
    recused = {member.id for member in recused_members(snapshot, item.dossier_id or 0)}
    return item_headcounts(snapshot.body, snapshot.events, item.id, recused)


def item_quorum(counted: ItemHeadcounts, rules: BodyRules) -> Iterator[str]:
    """Yield the quorum as an item was put to discussion, then at its end if it changed."""
    if counted.start is None:
        yield _checked(_("On this item"), counted.end.quorum, rules)
        return
    yield _checked(_("When put to discussion"), counted.start.quorum, rules)
    if counted.is_changed:
        yield _checked(_("At the end of the item"), counted.end.quorum, rules)


def _checked(when: str, found: Quorum, rules: BodyRules) -> str:
    if found.is_waived:
        text = _("{when}, no quorum is required: {found} out of {members}.")
    elif found.is_reached:
        text = _("{when}, the quorum of {required} out of {members} is reached: {found}.")
    else:
        text = _("{when}, the quorum of {required} out of {members} is not reached: {found}.")
    return own(text).format(
        when=when,
        required=found.required,
        members=found.members,
        found=found_words(found, rules),
    )
