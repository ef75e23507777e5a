"""The analysis report of the candidatures as final strings: what the PDF and the workbook show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from euralens_desk.domain.analysis import AnalysisSnapshot
from euralens_desk.domain.field_names import FIELD_NAMES
from euralens_desk.domain.name_groups import agglomeration_of, name_key
from euralens_desk.domain.precedent import field_changes
from euralens_desk.domain.preselection import BoardColumn, Candidature, Stage
from euralens_desk.i18n import _, format_amount, format_date, language, ngettext, tell
from euralens_desk.reports.content import Margins
from euralens_desk.reports.fingerprint import fingerprinted
from euralens_desk.reports.words import DASH, listed, own
from euralens_desk.words import precedent_line

LONGEST_SUMMARY = 900
"""Characters of a summary that are printed: half a page holds a candidature."""
NOWHERE = DASH
MOST_COUNTED = 12
"""Lines of a table of counts; the rest is named in the last one."""


@dataclass(frozen=True, slots=True)
class CountRow:
    """One line of a table of counts."""

    name: str
    counts: tuple[str, ...]
    is_strong: bool = False


@dataclass(frozen=True, slots=True)
class ListRow:
    """One candidature in the table of all."""

    number: str
    title: str
    leader: str
    agglomeration: str
    received: str
    standing: str
    key: str


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One candidature that is not shortlisted, with what it is answered."""

    number: str
    title: str
    leader: str
    needs: str
    alternatives: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """The half page of one candidature."""

    key: str
    point: str
    title: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class AnalysisContent(Margins):
    """The whole report."""

    name: str
    subtitle: str
    when: str
    headings: dict[str, str]
    standings: tuple[CountRow, ...]
    place_heads: tuple[str, ...]
    places: tuple[CountRow, ...]
    theme_heads: tuple[str, ...]
    themes: tuple[CountRow, ...]
    required: str
    list_heads: tuple[str, ...]
    rows: tuple[ListRow, ...]
    answer_heads: tuple[str, ...]
    answers: tuple[AnswerRow, ...]
    sheets: tuple[Sheet, ...]


def analysis_content(snapshot: AnalysisSnapshot) -> AnalysisContent:
    """Return the report in the language in force, ready to be laid out."""
    campaign = snapshot.campaign
    name = _("Analysis report of the candidatures")
    answers = tuple(_answer_row(one) for one in snapshot.candidatures if _is_left_out(one))
    content = AnalysisContent(
        language="fr-FR" if language() == "fr" else "en-GB",
        title=f"{name}, {campaign.title}",
        header_left=(campaign.organisation, f"{campaign.label}, {campaign.title}"),
        header_right=(_("Preselection"), name),
        footer_left=(
            _("Trial document: dates and amounts are invented.") if campaign.is_sample else "",
            _("{campaign} · working document, contacts left out").format(campaign=campaign.title),
        ),
        fingerprint="",
        page_of=_("Page {page} of {pages}"),
        name=name,
        subtitle=f"{campaign.label}, {campaign.title}",
        when=_when(snapshot),
        headings={
            "counts": _("1. Where the candidatures stand"),
            "list": _("2. All the candidatures"),
            "answers": _("3. Not shortlisted: needs and alternatives"),
            "sheets": (
                _("4. Candidature by candidature")
                if answers
                else _("3. Candidature by candidature")
            ),
        },
        standings=_standings(snapshot),
        place_heads=(_("Agglomeration"), _("Received ones"), _("Candidates")),
        places=_by(snapshot, lambda one: (_place(one),)),
        theme_heads=(_("Theme"), _("Received ones"), _("Candidates")),
        themes=_by(snapshot, lambda one: one.dossier.themes or (NOWHERE,)),
        required=_required(snapshot),
        list_heads=(
            _("No."),
            _("Candidature and project leader"),
            _("Agglomeration"),
            _("Received on"),
            _("Standing"),
            _("Page"),
        ),
        rows=tuple(_list_row(one) for one in snapshot.candidatures),
        answer_heads=(_("No."), _("Candidature"), _("Needs"), _("Alternatives proposed")),
        answers=answers,
        sheets=tuple(_sheet(snapshot, one) for one in snapshot.candidatures),
    )
    return fingerprinted(content, snapshot.journal_head)


def _when(snapshot: AnalysisSnapshot) -> str:
    closes = snapshot.campaign.call_closes_on
    if closes is None:
        return ""
    return _("Call closed on {day}").format(day=format_date(closes))


def standing_word(one: Candidature) -> str:
    """Return where a candidature stands, in words."""
    if one.stage is Stage.INADMISSIBLE:
        return _("Inadmissible")
    words = {
        BoardColumn.TO_COMPLETE: _("To complete"),
        BoardColumn.ADMISSIBLE: _("Admissible one"),
        BoardColumn.CANDIDATE: _("Candidate"),
        BoardColumn.NOT_SHORTLISTED: _("Not shortlisted"),
    }
    if one.column is BoardColumn.TO_COMPLETE and not one.lacking.count:
        return _("Late")
    return words[one.column]


def _is_left_out(one: Candidature) -> bool:
    return one.stage is Stage.NOT_SHORTLISTED


def _standings(snapshot: AnalysisSnapshot) -> tuple[CountRow, ...]:
    """Return the counts of the cover: every candidature is in exactly one of them, or withdrawn."""
    counts = Counter(
        Stage.INADMISSIBLE if one.stage is Stage.INADMISSIBLE else one.column
        for one in snapshot.candidatures
    )
    received = len(snapshot.candidatures) + len(snapshot.withdrawn)
    late = sum(one.is_late for one in snapshot.candidatures)
    aim = _("Candidates to the Label (aim: {count})").format(count=snapshot.campaign.capacity)
    rows = [
        CountRow(_("Candidatures received"), (str(received),), is_strong=True),
        CountRow(_("To complete or late"), (str(counts[BoardColumn.TO_COMPLETE]),)),
        CountRow(_("Admissible, not decided on"), (str(counts[BoardColumn.ADMISSIBLE]),)),
        CountRow(aim, (str(counts[BoardColumn.CANDIDATE]),), is_strong=True),
        CountRow(_("Candidatures not shortlisted"), (str(counts[BoardColumn.NOT_SHORTLISTED]),)),
        CountRow(_("Inadmissible ones"), (str(counts[Stage.INADMISSIBLE]),)),
        CountRow(_("Withdrawn ones"), (str(len(snapshot.withdrawn)),)),
    ]
    if late:
        told = ngettext(
            "of which {count} came after the closing",
            "of which {count} came after the closing",
            late,
        )
        rows.insert(1, CountRow(told.format(count=late), ("",)))
    return tuple(rows)


def _place(one: Candidature) -> str:
    return agglomeration_of(one.dossier) or NOWHERE


def _by(
    snapshot: AnalysisSnapshot, names_of: Callable[[Candidature], tuple[str, ...]]
) -> tuple[CountRow, ...]:
    """Return received and candidates by name, the most first; spellings alike are one."""
    spelled: dict[str, str] = {}
    received: dict[str, set[int]] = {}
    for one in snapshot.candidatures:
        for name in names_of(one):
            spelled.setdefault(name_key(name), name)
            received.setdefault(name_key(name), set()).add(one.dossier.id)
    chosen = {
        one.dossier.id for one in snapshot.candidatures if one.column is BoardColumn.CANDIDATE
    }
    order = sorted(received, key=lambda name: (name == NOWHERE, -len(received[name]), name))
    most = len(order) if len(order) <= MOST_COUNTED else MOST_COUNTED - 1
    rows = [_count_row(spelled[name], received[name], chosen) for name in order[:most]]
    if order[most:]:
        names = listed([spelled[name] for name in order[most:]])
        others = set().union(*(received[name] for name in order[most:]))
        rows.append(_count_row(own(_("Others: {names}").format(names=names)), others, chosen))
    return tuple(rows)


def _count_row(name: str, received: set[int], chosen: set[int]) -> CountRow:
    """Count candidatures once each, however many names of the line they carry."""
    return CountRow(name, (str(len(received)), str(len(received & chosen) or DASH)))


def _required(snapshot: AnalysisSnapshot) -> str:
    wanted = snapshot.campaign.requirements
    names = [*(tell(FIELD_NAMES[name]) for name in wanted.fields), *wanted.pieces]
    if not names:
        return _("This campaign requires nothing in particular.")
    return own(_("A complete candidature holds: {names}.").format(names=listed(names)))


def _list_row(one: Candidature) -> ListRow:
    dossier = one.dossier
    return ListRow(
        number=dossier.number,
        title=dossier.title,
        leader=listed(dossier.project_leaders),
        agglomeration=dossier.agglomeration or DASH,
        received=format_date(dossier.received_on, "short") if dossier.received_on else DASH,
        standing=standing_word(one),
        key=_key(one),
    )


def _key(one: Candidature) -> str:
    return f"dossier-{one.dossier.id}"


def _answer_row(one: Candidature) -> AnswerRow:
    dossier, kept = one.dossier, one.preselection
    leader = listed(dossier.project_leaders)
    return AnswerRow(dossier.number, dossier.title, leader, kept.needs, kept.alternatives)


def _sheet(snapshot: AnalysisSnapshot, one: Candidature) -> Sheet:
    dossier, kept = one.dossier, one.preselection
    amount = format_amount(dossier.budget_amount) if dossier.budget_amount is not None else ""
    lines = [
        (_("Project leader"), listed(dossier.project_leaders)),
        (_("Location"), listed([p for p in (dossier.location, dossier.agglomeration) if p])),
        (_("Themes"), listed(dossier.themes)),
        (_("Partners"), listed(dossier.partners)),
        (_("Budget"), amount),
        (_("Timeline"), "\n".join(dossier.timeline)),
        (_("Summary"), _shortened(dossier.summary)),
        (_("Needs"), dossier.needs or kept.needs),
        (_("Admissibility"), admissibility(one)),
        (_("Decision"), decision(one)),
        *((_("Earlier campaign"), told) for told in precedents(snapshot, one)),
    ]
    return Sheet(
        key=_key(one),
        point=f"{dossier.number} · {standing_word(one)}",
        title=dossier.title,
        lines=tuple((label, text) for label, text in lines if text),
    )


def _shortened(text: str) -> str:
    if len(text) <= LONGEST_SUMMARY:
        return text
    return f"{text[:LONGEST_SUMMARY].rsplit(maxsplit=1)[0]}…"


def lacking_names(one: Candidature) -> tuple[str, ...]:
    """Return what is lacking, as a person reads it: fields, then pieces."""
    return (*(tell(FIELD_NAMES[name]) for name in one.lacking.fields), *one.lacking.pieces)


def admissibility(one: Candidature) -> str:
    """Return what is lacking, whether it came late, and what was asked for."""
    kept = one.preselection
    parts = [_("Complete.") if not one.lacking.count else ""]
    if one.lacking.count:
        parts.append(_("Lacking: {names}.").format(names=listed(lacking_names(one))))
    if one.is_late and one.dossier.received_on is not None:
        day = format_date(one.dossier.received_on)
        parts.append(_("Came after the closing, on {day}.").format(day=day))
    if kept.requested_on is not None:
        told = _("Completion asked for on {day}").format(day=format_date(kept.requested_on))
        if kept.due_on is not None:
            told = _("{told}, due on {day}").format(told=told, day=format_date(kept.due_on))
        parts.append(f"{told}.")
    return own(" ".join(part for part in parts if part))


def decision(one: Candidature) -> str:
    """Return what was decided, when, and the reason of an inadmissible candidature."""
    kept = one.preselection
    if kept.stage is None:
        return ""
    told = standing_word(one)
    if kept.decided_on is not None:
        told = _("{told}, on {day}").format(told=told, day=format_date(kept.decided_on))
    if kept.reason:
        told = _("{told}: {reason}").format(told=told, reason=kept.reason)
    return told


def precedents(snapshot: AnalysisSnapshot, one: Candidature) -> Iterator[str]:
    """Yield, for each earlier campaign, what was decided, asked, and what changed since."""
    for found in snapshot.precedents.get(one.dossier.id, ()):
        lines = [precedent_line(found)]
        lines += [text for text in (found.reasons, found.reservations) if text]
        lines += [text for text in (found.needs, found.alternatives) if text]
        names = [tell(FIELD_NAMES[change.name]) for change in field_changes(found, one.dossier)]
        if names:
            lines.append(own(_("Changed since: {names}.").format(names=listed(names))))
        yield "\n".join(lines)
