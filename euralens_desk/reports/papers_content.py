"""The papers that prepare a meeting as final strings: convocation, attendance sheet, dossiers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from euralens_desk.domain.course import course
from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.meeting import AgendaItem, Meeting, Presence
from euralens_desk.domain.minutes import MinutesSnapshot
from euralens_desk.domain.papers import Paper, PapersSnapshot, paper_name
from euralens_desk.domain.people import Member, Role
from euralens_desk.domain.room import Attendance
from euralens_desk.i18n import _, format_amount, format_date, format_time, language, ngettext, tell
from euralens_desk.reports.content import Rich, Span
from euralens_desk.reports.fingerprint import fingerprinted
from euralens_desk.reports.members import seat as seat_words
from euralens_desk.reports.minutes_content import meeting_words
from euralens_desk.reports.papers import (
    Grid,
    Heading,
    Leaf,
    Pairs,
    PaperContent,
    Paragraph,
    Part,
    Signatures,
)
from euralens_desk.reports.presidency_content import presidency_leaves
from euralens_desk.reports.words import DASH, listed, own
from euralens_desk.words import rules_words

BLANK_GUESTS = 3
"""Rows left for guests nobody announced."""


def paper_content(papers: PapersSnapshot, paper: Paper) -> PaperContent:
    """Return a paper in the language in force, ready to be laid out."""
    snapshot = papers.minutes
    campaign, meeting = snapshot.campaign, snapshot.meeting
    name, day = tell(paper_name(paper)), format_date(meeting.held_on)
    title = _("{paper}, meeting of {day}").format(paper=name, day=day)
    leaves: Callable[[PapersSnapshot], tuple[Leaf, ...]] = {
        Paper.AGENDA: agenda_leaves,
        Paper.CONVOCATION: convocation_leaves,
        Paper.LETTERS: letter_leaves,
        Paper.ATTENDANCE: attendance_leaves,
        Paper.PRESIDENCY: presidency_leaves,
        Paper.DOSSIERS: dossier_leaves,
    }[paper]
    content = PaperContent(
        language="fr-FR" if language() == "fr" else "en-GB",
        title=f"{snapshot.committee.committee.name}, {title}",
        header_left=(campaign.organisation, f"{campaign.label}, {campaign.title}"),
        header_right=(snapshot.committee.committee.name, title),
        footer_left=(
            _("Trial document: names of members, scores and votes are invented.")
            if campaign.is_sample
            else "",
            f"{campaign.title} · {title}",
        ),
        fingerprint="",
        page_of=_("Page {page} of {pages}"),
        leaves=leaves(papers),
    )
    return fingerprinted(content, snapshot.journal_head)


def agenda_leaves(papers: PapersSnapshot) -> tuple[Leaf, ...]:
    """Return the agenda alone."""
    snapshot = papers.minutes
    leaf = Leaf(
        key="agenda",
        title=tell(paper_name(Paper.AGENDA)),
        committee=snapshot.committee.committee.name,
        when=meeting_words(snapshot.meeting),
        parts=(agenda_grid(papers),),
    )
    return (leaf,)


# Convocation --------------------------------------------------------------------------------


def convocation_leaves(papers: PapersSnapshot) -> tuple[Leaf, ...]:
    """Return the convocation addressed to the body as a whole."""
    count = len(papers.minutes.body.members)
    told = ngettext(
        "To the {count} member of the body", "To the {count} members of the body", count
    ).format(count=count)
    return (_convocation(papers, "convocation", told),)


def letter_leaves(papers: PapersSnapshot) -> tuple[Leaf, ...]:
    """Return the convocation of each member by name; of the body while it has none."""
    members = tuple(papers.minutes.body.members.values())
    found = tuple(
        _convocation(papers, f"member-{member.id}", _addressee(member), member)
        for member in members
    )
    return found or convocation_leaves(papers)


def _addressee(member: Member) -> str:
    return listed([part for part in (member.name, member.expertise) if part])


def _convocation(
    papers: PapersSnapshot, key: str, addressee: str, member: Member | None = None
) -> Leaf:
    """Return the convocation of a member, or of the body as a whole."""
    snapshot = papers.minutes
    meeting, body = snapshot.meeting, snapshot.committee.committee
    return Leaf(
        key=key,
        title=tell(paper_name(Paper.CONVOCATION)),
        committee=body.name,
        when=meeting_words(meeting),
        parts=(
            Pairs(
                (
                    (_("Addressee"), addressee),
                    (_("Place"), meeting.place or _("to be told")),
                    (_("Chair"), meeting.chair or DASH),
                    (_("Secretary"), meeting.meeting_secretary or DASH),
                )
            ),
            *(Paragraph(_plain(told)) for told in _invitation(snapshot)),
            Heading(_("1. Agenda")),
            agenda_grid(papers),
            Heading(_("2. Quorum and votes")),
            Paragraph(_plain(_rules(snapshot))),
            Heading(_("3. If you can't come, or are concerned by a dossier")),
            *(Paragraph(_plain(told)) for told in _absence(snapshot, member)),
            Signatures(
                ((_convened(meeting), ""), (_("The chair"), meeting.chair)),
            ),
        ),
    )


def _invitation(snapshot: MinutesSnapshot) -> list[str]:
    said = [
        _("The next meeting ({body}) follows the agenda below; you are expected there.").format(
            body=snapshot.committee.committee.name
        )
    ]
    if snapshot.body.is_waived:
        said.append(
            _(
                "It follows a meeting that lacked its quorum, and takes up its agenda: "
                "no quorum is required."
            )
        )
    return [own(text) for text in said]


def _rules(snapshot: MinutesSnapshot) -> str:
    return own(rules_words(snapshot.body.rules))


def _absence(snapshot: MinutesSnapshot, member: Member | None) -> list[str]:
    """Return what to do if one can't come; the alternate is only told of to who has one."""
    rules, said = snapshot.body.rules, []
    seconded = {
        other.alternate_of
        for other in snapshot.body.members.values()
        if other.role is Role.ALTERNATE
    }
    if rules.proxies:
        said.append(
            _(
                "A member who can't come may give a written mandate to another member, "
                "before the meeting."
            )
        )
    if member.id in seconded if member else seconded:
        said.append(_("If you can't come, please hand this convocation to your alternate."))
    said.append(
        _(
            "A member concerned by a dossier, or who could appear to be, says so in writing "
            "before the meeting, leaves the room while it is examined and takes no part in the "
            "vote."
        )
    )
    return [own(text) for text in said]


def _convened(meeting: Meeting) -> str:
    if meeting.convened_on is None:
        return _("Date of sending")
    return _("Sent out on {day}").format(day=format_date(meeting.convened_on))


def agenda_grid(papers: PapersSnapshot) -> Grid:
    """Return the agenda: hour and length planned, and how many pieces are handed out."""
    snapshot = papers.minutes
    rows = []
    hours = course(snapshot.meeting, snapshot.agenda, snapshot.events)
    for place, (item, hour) in enumerate(zip(snapshot.agenda, hours, strict=True), start=1):
        count = len(papers.received(item.dossier_id))
        rows.append(
            (
                _plain(str(place)),
                item_name(snapshot, item),
                _plain(planned(hour.planned_at, item)),
                _plain(length(item)),
                _plain(str(count) if count else DASH),
            )
        )
    heads = (_("No."), _("Item"), _("Hour"), _("Length"), _("Pieces"))
    return Grid(heads, (30.0, 0.0, 62.0, 56.0, 46.0), tuple(rows), frozenset({0, 2, 3, 4}))


def item_name(snapshot: MinutesSnapshot, item: AgendaItem) -> Rich:
    """Return an item with the project leader of its dossier."""
    if item.dossier_id is None:
        return _plain(item.title)
    dossier = snapshot.dossiers[item.dossier_id]
    leader = listed(dossier.project_leaders)
    name = f"{dossier.number} · {dossier.title}"
    return (Span(name, is_bold=True), *((Span(f"\n{leader}"),) if leader else ()))


def planned(at: datetime | None, item: AgendaItem) -> str:
    """Return the planned hour of an item; a dash when lengths are not planned."""
    return format_time(at) if at is not None and item.planned_minutes else DASH


def length(item: AgendaItem) -> str:
    """Return the planned length of an item."""
    if not item.planned_minutes:
        return DASH
    return _("{count} min").format(count=item.planned_minutes)


def _plain(text: str) -> Rich:
    return (Span(text),)


# Attendance ---------------------------------------------------------------------------------


def attendance_leaves(papers: PapersSnapshot) -> tuple[Leaf, ...]:
    """Return the sheet to sign: a row a member, guests apart, the signature of the chair."""
    snapshot = papers.minutes
    meeting = snapshot.meeting
    parts: list[Part] = [Heading(_("1. Members"))]
    noted = {seat.member_id: seat for seat in snapshot.attendance}
    rows = tuple(
        _member_row(snapshot, member, noted.get(member.id))
        for member in snapshot.body.members.values()
    )
    if rows:
        parts += [_attendance_grid(rows), Paragraph(_plain(_legend()), "note")]
    else:
        parts.append(Paragraph(_plain(_("This body has no member on that day."))))
    return (
        Leaf(
            key="attendance",
            title=tell(paper_name(Paper.ATTENDANCE)),
            committee=snapshot.committee.committee.name,
            when=meeting_words(meeting),
            parts=(
                *parts,
                Heading(_("2. Guests, without a vote")),
                _guests(snapshot),
                Signatures(
                    (
                        (_("The chair"), meeting.chair),
                        (_("The secretary"), meeting.meeting_secretary),
                    )
                ),
            ),
        ),
    )


def _attendance_grid(rows: tuple[tuple[Rich, ...], ...]) -> Grid:
    heads = (
        _("Member"),
        _("Seat"),
        _("Room"),
        _("Video"),
        _("Exc."),
        _("Abs."),
        _("Mandate to"),
        _("Signature"),
    )
    widths = (0.0, 74.0, 30.0, 30.0, 28.0, 28.0, 76.0, 92.0)
    return Grid(heads, widths, rows, frozenset({2, 3, 4, 5}), least=25.0)


def _legend() -> str:
    return own(_("Exc.: excused; Abs.: absent. One cross a row; a mandate is given in writing."))


def _member_row(
    snapshot: MinutesSnapshot, member: Member, seat: Attendance | None
) -> tuple[Rich, ...]:
    """Return the row of a member; what was already noted at the meeting is filled in."""
    name: Rich = (Span(member.name, is_bold=True),)
    quality = listed([part for part in (member.expertise, member.college) if part])
    if quality:
        name = (*name, Span(f"\n{quality}"))
    presence = seat.presence if seat else None
    columns = (Presence.PRESENT, Presence.REMOTE, Presence.EXCUSED, Presence.ABSENT)
    crosses = tuple(_plain("×" if presence is one else "") for one in columns)
    holder = snapshot.body.name(seat.proxy_to) if seat and seat.proxy_to else ""
    place = listed(seat_words(snapshot.body, member))
    return (name, _plain(place), *crosses, _plain(holder), _plain(""))


def _guests(snapshot: MinutesSnapshot) -> Grid:
    """Return rows for the project leaders of the agenda, then blank ones."""
    leaders = []
    for item in snapshot.points:
        dossier = snapshot.dossiers[item.dossier_id or 0]
        about = f"{listed(dossier.project_leaders)} ({dossier.number})"
        leaders.append((_plain(""), _plain(about.strip()), _plain("")))
    blank = (_plain(""), _plain(""), _plain(""))
    heads = (_("Name"), _("Organisation and quality"), _("Signature"))
    rows = (*leaders, *((blank,) * BLANK_GUESTS))
    return Grid(heads, (160.0, 0.0, 110.0), rows, least=21.0)


# Dossiers -----------------------------------------------------------------------------------


def dossier_leaves(papers: PapersSnapshot) -> tuple[Leaf, ...]:
    """Return a sheet for each dossier of the agenda, its contacts left out."""
    snapshot = papers.minutes
    leaves = tuple(
        _dossier_leaf(papers, snapshot.dossiers[item.dossier_id or 0]) for item in snapshot.points
    )
    none = Paragraph(_plain(_("No dossier is on the agenda.")))
    return leaves or (Leaf("dossiers", tell(paper_name(Paper.DOSSIERS)), (none,)),)


def _dossier_leaf(papers: PapersSnapshot, dossier: Dossier) -> Leaf:
    amount = format_amount(dossier.budget_amount) if dossier.budget_amount is not None else ""
    pieces = "\n".join(piece.name for piece in papers.received(dossier.id))
    lines = (
        (_("Project leader"), listed(dossier.project_leaders)),
        (_("Location"), listed([p for p in (dossier.location, dossier.agglomeration) if p])),
        (_("Themes"), listed(dossier.themes)),
        (_("Partners"), listed(dossier.partners)),
        (_("Design team"), listed(dossier.design_team)),
        (_("Funders"), listed(dossier.funders)),
        (_("Budget"), amount),
        (_("Key figures"), "\n".join(dossier.key_figures)),
        (_("Timeline"), "\n".join(dossier.timeline)),
        (_("Summary"), dossier.summary),
        (_("Needs"), dossier.needs),
        (_("Pieces"), pieces),
    )
    return Leaf(
        key=f"dossier-{dossier.id}",
        title=dossier.title,
        point=_("Dossier {number}").format(number=dossier.number),
        parts=(Pairs(tuple((label, text) for label, text in lines if text)),),
    )
