"""From the snapshot of a meeting to the content of its minutes."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from euralens_desk.domain.bodies import VoteForm
from euralens_desk.domain.course import item_spans, meeting_span
from euralens_desk.domain.meeting import ActKind, AgendaItem, Meeting, Presence
from euralens_desk.domain.minutes import MinutesSnapshot
from euralens_desk.domain.people import Member, Role
from euralens_desk.i18n import _, format_date, format_time, language, ngettext
from euralens_desk.reports.content import (
    ActColumn,
    Cover,
    MemberRow,
    MinutesContent,
    ProposalRow,
    Rich,
    Span,
)
from euralens_desk.reports.dossier_content import discussed, dossier_page, vote_told
from euralens_desk.reports.fingerprint import fingerprinted
from euralens_desk.reports.lookup import act_of, acts_of_body, proposes, recused_members
from euralens_desk.reports.members import attendance_told, quality
from euralens_desk.reports.method_content import grid_tables, method_sections
from euralens_desk.reports.quorum_content import opening_quorum, opening_told, rule_told
from euralens_desk.reports.sentences import movements, span_hours
from euralens_desk.reports.words import DASH, act_word, listed, own, short_name, unnumbered
from euralens_desk.words import outcome_word, presence_word


def minutes_content(snapshot: MinutesSnapshot) -> MinutesContent:
    """Return the minutes in the language in force, ready to be laid out."""
    campaign, meeting = snapshot.campaign, snapshot.meeting
    day = format_date(meeting.held_on)
    title = _("Minutes of the meeting of {day}").format(day=day)
    content = MinutesContent(
        language="fr-FR" if language() == "fr" else "en-GB",
        title=f"{snapshot.committee.committee.name}, {title}",
        header_left=(campaign.organisation, f"{campaign.label}, {campaign.title}"),
        header_right=(snapshot.committee.committee.name, title),
        footer_left=_footer(snapshot, day),
        fingerprint="",
        page_of=_("Page {page} of {pages}"),
        headings=_headings(snapshot),
        cover=_cover(snapshot),
        dossiers=tuple(
            dossier_page(snapshot, item, place)
            for place, item in enumerate(snapshot.agenda, start=1)
            if item.dossier_id is not None
        ),
        method=method_sections(snapshot),
        grids=grid_tables(snapshot),
        signatures=(
            (_("The chair"), meeting.chair),
            (_("The secretary"), meeting.meeting_secretary),
        ),
        others=other_items(snapshot),
    )
    return fingerprinted(content, snapshot.journal_head)


def _footer(snapshot: MinutesSnapshot, day: str) -> tuple[str, str]:
    notice = (
        _("Trial document: names of members, scores and votes are invented.")
        if snapshot.campaign.is_sample
        else ""
    )
    version = _("{campaign} · minutes of {day} · draft, not adopted")
    return notice, version.format(campaign=snapshot.campaign.title, day=day)


def _headings(snapshot: MinutesSnapshot) -> dict[str, str]:
    votes = proposes(snapshot)
    numbered = {
        "members": _("1. Members"),
        "agenda": _("2. Agenda"),
        "proposals": _("3. Propositions adopted"),
        "acts": _("4. The three acts"),
        "earlier": _("1. Opinions known before the meeting"),
        "discussion": _("3. Discussion"),
        "vote": _vote_title(snapshot),
        "others": _("Other items of the agenda"),
        "method": _("Annex. Method"),
        "signatures": _("Signatures"),
        "dossiers": _("Dossiers"),
    }
    if votes:
        return numbered
    page = ("earlier", "discussion", "vote")
    return numbered | {part: unnumbered(numbered[part]) for part in page}


def _vote_title(snapshot: MinutesSnapshot) -> str:
    """Return the heading of what the body gave on a dossier."""
    if proposes(snapshot):
        return _("4. Vote and proposition")
    if acts_of_body(snapshot):
        return _("4. The three acts")
    return _("4. Opinion of the committee")


def _cover(snapshot: MinutesSnapshot) -> Cover:
    votes = proposes(snapshot)
    return Cover(
        title=_("Minutes"),
        committee=_("{committee} of the {label}").format(
            committee=snapshot.committee.committee.name, label=snapshot.campaign.label
        ),
        when=meeting_words(_as_held(snapshot)),
        member_heads=(_("Member"), _("Quality"), _("Attendance")),
        members=tuple(_member_row(snapshot, member) for member in _members(snapshot)),
        attendance=_attendance(snapshot),
        agenda=_agenda(snapshot),
        proposal_heads=(
            _("No."),
            _("Dossier and project leader"),
            _("Aw."),
            _("Nom."),
            _("Def."),
            _("Abs."),
            _("Recused"),
            _("Proposition"),
            _("Page"),
        ),
        proposals=tuple(_proposal_row(snapshot, item) for item in snapshot.points if votes),
        proposal_note=_proposal_note(snapshot),
        acts=tuple(_act_column(snapshot, kind) for kind in ActKind if votes),
        acts_note=own(_acts_note(votes=votes)),
    )


def _acts_note(*, votes: bool) -> str:
    if not votes:
        return _("The signatures are on page {page}.")
    return _(
        "Each act is dated and may differ from the one before; the "
        "difference then has its reasons. The signatures are on page {page}."
    )


def _as_held(snapshot: MinutesSnapshot) -> Meeting:
    """Return the meeting with the hours noted at its opening and closing, or else those typed."""
    meeting, noted = snapshot.meeting, meeting_span(snapshot.events)
    starts = noted.start.time() if noted and noted.start else meeting.starts_at
    ends = noted.end.time() if noted and noted.end else meeting.ends_at
    return replace(meeting, starts_at=starts, ends_at=ends)


def meeting_words(meeting: Meeting) -> str:
    """Return « Jeudi 8 décembre 2022, de 13 h 30 à 17 h, à Lens », as far as it is known."""
    day = format_date(meeting.held_on, "weekday")
    parts = [day[:1].upper() + day[1:]]
    if meeting.starts_at and meeting.ends_at:
        hours = _("from {start} to {end}")
        parts.append(
            hours.format(start=format_time(meeting.starts_at), end=format_time(meeting.ends_at))
        )
    elif meeting.starts_at:
        parts.append(_("at {start}").format(start=format_time(meeting.starts_at)))
    if meeting.place:
        parts.append(_("in {place}").format(place=meeting.place))
    return listed(parts)


def _members(snapshot: MinutesSnapshot) -> list[Member]:
    order = {Role.CHAIR: 0}
    return sorted(
        snapshot.body.members.values(), key=lambda member: (order.get(member.role, 1), member.code)
    )


def _member_row(snapshot: MinutesSnapshot, member: Member) -> MemberRow:
    seats = {seat.member_id: seat for seat in snapshot.attendance}
    seat = seats.get(member.id)
    presence = presence_word(seat.presence if seat else None)
    if seat and seat.proxy_to in snapshot.body.members:
        presence = f"{presence} ({short_name(snapshot.body.name(seat.proxy_to))})"
    return MemberRow(
        name=member.name,
        quality=quality(snapshot.body, member),
        presence=presence,
        is_marked=seat is not None and seat.presence in (Presence.PROXY, Presence.EXCUSED),
    )


def _attendance(snapshot: MinutesSnapshot) -> tuple[Rich, ...]:
    """Return who was there, the quorum with its rule, the recusals, the chair and secretary."""
    rule = rule_told(snapshot.body.rules, opening_quorum(snapshot))
    recusals = sum(len(recused_members(snapshot, i.dossier_id or 0)) for i in snapshot.points)
    tail = ngettext(
        "{count} recusal was declared.", "{count} recusals were declared.", recusals
    ).format(count=recusals)
    first: Rich = (
        Span(f"{attendance_told(snapshot)} {rule} "),
        *opening_told(snapshot),
        *((Span(f" {tail}"),) if recusals else ()),
    )
    officers = _("Chair: {chair}. Secretary: {secretary}.").format(
        chair=snapshot.meeting.chair or DASH, secretary=snapshot.meeting.meeting_secretary or DASH
    )
    moved = movements(snapshot)
    last: tuple[Rich, ...] = ((Span(moved),),) if moved else ()
    return (first, *last, (Span(own(officers)),))


def _agenda(snapshot: MinutesSnapshot) -> str:
    number = len(snapshot.points)
    if not snapshot.agenda:
        return _("The agenda is empty.")
    if number < len(snapshot.agenda):
        return _written_agenda(snapshot)
    text = ngettext(
        "Opening, quorum and recusals; examination of one dossier; other business.",
        "Opening, quorum and recusals; examination of {count} dossiers; other business.",
        number,
    )
    return own(text.format(count=number))


def _written_agenda(snapshot: MinutesSnapshot) -> str:
    """Return the items as they were written on the agenda, dossiers that follow counted."""
    parts: list[str] = []
    for is_dossier, items in groupby(snapshot.agenda, lambda item: item.dossier_id is not None):
        together = list(items)
        number = len(together)
        text = ngettext("Examination of one dossier", "Examination of {count} dossiers", number)
        titles = [item.title.rstrip(" .") for item in together]
        parts += [text.format(count=number)] if is_dossier else titles
    return " ".join(f"{part}." for part in parts if part)


def other_items(snapshot: MinutesSnapshot) -> tuple[Rich, ...]:
    """Return a paragraph for each item that is not a dossier: its title, hours, notes and vote."""
    spans = item_spans(snapshot.events)
    return tuple(
        _other_item(snapshot, item, place, span_hours(spans.get(item.id, ())))
        for place, item in enumerate(snapshot.agenda, start=1)
        if item.dossier_id is None
    )


def _other_item(snapshot: MinutesSnapshot, item: AgendaItem, place: int, hours: str) -> Rich:
    lead = own(_("Item {place}. {title}")).format(place=place, title=item.title.rstrip(" ."))
    said = discussed(snapshot, item)
    text = (f", {hours}." if hours else ".") + (f" {said}" if said else "")
    vote = (Span(" "), *vote_told(snapshot, item)) if item.is_voted else ()
    return (Span(lead, is_bold=True), Span(text), *vote)


def _proposal_note(snapshot: MinutesSnapshot) -> str:
    """Return what the columns of the propositions mean, and how the votes were held."""
    meanings = _("Aw.: award; Nom.: nomination; Def.: deferred; Abs.: abstention.")
    forms = {item.form for item in snapshot.agenda if item.is_voted}
    how = ""
    if len(forms) == 1:
        how = {
            VoteForm.HANDS: _("Votes by show of hands."),
            VoteForm.SECRET: _("Votes by secret ballot."),
            VoteForm.NOMINAL: _("Votes by roll call."),
        }[forms.pop()]
    elif forms:
        how = _("The form of each vote is on the page of its dossier.")
    return own(" ".join(part for part in (meanings, how) if part))


def _proposal_row(snapshot: MinutesSnapshot, item: AgendaItem) -> ProposalRow:
    dossier = snapshot.dossiers[item.dossier_id or 0]
    act = act_of(snapshot, dossier.id, ActKind.PROPOSAL)
    counts = (item.label_votes, item.nominated_votes, item.deferred_votes, item.abstentions)
    return ProposalRow(
        number=dossier.number,
        title=dossier.title,
        leader=listed(dossier.project_leaders),
        votes=tuple(str(count) if count else DASH for count in counts),
        recused=listed([short_name(m.name) for m in recused_members(snapshot, dossier.id)]) or DASH,
        proposal=outcome_word(act.outcome) if act else _("not voted yet"),
        key=f"dossier-{dossier.id}",
    )


def _act_column(snapshot: MinutesSnapshot, kind: ActKind) -> ActColumn:
    bodies = {
        ActKind.PROPOSAL: snapshot.committee.committee.name,
        ActKind.APPROVAL: _("Grand forum"),
        ActKind.DECISION: snapshot.campaign.organisation,
    }
    on_agenda = {item.dossier_id for item in snapshot.agenda}
    days = {act.dated for act in snapshot.acts if act.kind is kind and act.dossier_id in on_agenda}
    day = listed([format_date(day) for day in sorted(days)]) or _("date to be set")
    return ActColumn(act_word(kind), bodies[kind], day, bool(days))
