"""The sheets of the chair: one page a dossier, what is needed to conduct its examination."""

from __future__ import annotations

from euralens_desk.domain.bodies import VoteForm, vote_rules
from euralens_desk.domain.course import ItemCourse, course
from euralens_desk.domain.disagreement import debate_flags
from euralens_desk.domain.meeting import AgendaItem
from euralens_desk.domain.minutes import MinutesSnapshot
from euralens_desk.domain.papers import Paper, PapersSnapshot, paper_name
from euralens_desk.domain.quorum import quorum
from euralens_desk.i18n import _, format_time, ngettext, tell
from euralens_desk.reports.content import Rich, Span
from euralens_desk.reports.dossier_content import earlier_opinions
from euralens_desk.reports.lookup import proposes, recused_members
from euralens_desk.reports.papers import Grid, Heading, Leaf, Pairs, Paragraph, Part
from euralens_desk.reports.words import DASH, flag_word, listed, own
from euralens_desk.words import form_word

ROOM_TO_WRITE = 62.0
"""Points left to write reasons in."""


def presidency_leaves(papers: PapersSnapshot) -> tuple[Leaf, ...]:
    """Return a page for each dossier of the agenda."""
    snapshot = papers.minutes
    hours = course(snapshot.meeting, snapshot.agenda, snapshot.events)
    leaves = tuple(
        _leaf(snapshot, item, hour, place)
        for place, (item, hour) in enumerate(zip(snapshot.agenda, hours, strict=True), start=1)
        if item.dossier_id is not None
    )
    none = Paragraph((Span(_("No dossier is on the agenda.")),))
    return leaves or (Leaf("presidency", tell(paper_name(Paper.PRESIDENCY)), (none,)),)


def _leaf(snapshot: MinutesSnapshot, item: AgendaItem, hour: ItemCourse, place: int) -> Leaf:
    dossier = snapshot.dossiers[item.dossier_id or 0]
    point = _("Item {place} of the agenda · Dossier {number}")
    place_of = listed([part for part in (dossier.location, dossier.agglomeration) if part])
    earlier = tuple(earlier_opinions(snapshot, dossier))
    parts: list[Part] = [
        Pairs(
            (
                (_("Project leader"), listed(dossier.project_leaders) or DASH),
                (_("Place"), place_of or DASH),
                (_("Planned"), _planned(item, hour)),
                (_("Quorum"), own(_quorum(snapshot, item))),
                (_("Recused"), own(_recused(snapshot, item))),
            )
        ),
        Heading(_("Opinions known before the meeting")),
        *(Paragraph(rich) for rich in earlier or (_plain(_("No opinion was received.")),)),
        *_debate(snapshot, item),
        Heading(_("Votes")),
        Paragraph(_plain(own(_vote_rule(snapshot)))),
        *_to_write(snapshot),
    ]
    return Leaf(
        key=f"chair-{item.id}",
        title=dossier.title,
        point=point.format(place=place, number=dossier.number),
        parts=tuple(parts),
    )


def _planned(item: AgendaItem, hour: ItemCourse) -> str:
    length = _("{count} min").format(count=item.planned_minutes) if item.planned_minutes else ""
    at = format_time(hour.planned_at) if hour.planned_at and item.planned_minutes else ""
    return listed([part for part in (at, length) if part]) or DASH


def _quorum(snapshot: MinutesSnapshot, item: AgendaItem) -> str:
    """Return how many members the item needs, out of those who may sit on it."""
    if snapshot.body.is_waived:
        return _("No quorum is required: second meeting on the same agenda.")
    composing = snapshot.body.composing
    if not composing:
        return _("Nobody has a vote on that day.")
    recused = {member.id for member in recused_members(snapshot, item.dossier_id or 0)}
    found = quorum(
        snapshot.body.rules.quorum,
        members=len(composing),
        present=0,
        recused=sum(member.id in recused for member in composing),
    )
    told = ngettext(
        "{required} needed out of {count} member.",
        "{required} needed out of {count} members.",
        found.members,
    ).format(required=found.required, count=found.members)
    college = snapshot.body.rules.quorum.college
    if college:
        told += " " + _("Half at least of those found are of the college « {name} ».").format(
            name=college
        )
    return told


def _recused(snapshot: MinutesSnapshot, item: AgendaItem) -> str:
    names = [member.name for member in recused_members(snapshot, item.dossier_id or 0)]
    if not names:
        return _("nobody so far; ask at the opening of the item")
    told = ngettext(
        "{names}: leaves the room before the examination begins.",
        "{names}: leave the room before the examination begins.",
        len(names),
    )
    return told.format(names=listed(names))


def _debate(snapshot: MinutesSnapshot, item: AgendaItem) -> list[Part]:
    """Return the criteria to debate, only once the scores were revealed."""
    opinions, grid = snapshot.committee.opinions, snapshot.committee.grid
    dossier_id = item.dossier_id or 0
    if grid is None:
        return []
    heading = Heading(_("Criteria to debate"))
    opinion = opinions.dossiers.get(dossier_id) if opinions else None
    if dossier_id in snapshot.committee.masked or opinion is None:
        told = _("The scores are not revealed yet: nothing of them is told here.")
        return [heading, Paragraph(_plain(told))]
    limits = snapshot.campaign.rules.thresholds
    rows = []
    for criterion in grid.criteria:
        flags = debate_flags(opinion.criteria[criterion.code].tally, limits)
        if flags:
            name = f"{criterion.number}\u00a0\u00a0 {criterion.label}"
            rows.append((_plain(name), _plain(listed([flag_word(flag) for flag in flags]))))
    if not rows:
        return [heading, Paragraph(_plain(_("No criterion is flagged.")))]
    heads = (_("Criterion"), _("Observation"))
    return [heading, Grid(heads, (0.0, 170.0), tuple(rows))]


def _vote_rule(snapshot: MinutesSnapshot) -> str:
    form, tie, _second = vote_rules(snapshot.body.rules)
    return f"{tell(form)} {tell(tie)}"


def _to_write(snapshot: MinutesSnapshot) -> list[Part]:
    """Return what the chair fills in by hand."""
    blank = _plain("")
    choices = (
        (_("Award"), _("Nomination"), _("Deferred"))
        if proposes(snapshot)
        else (_("In favour"), _("Against"))
    )
    counts = (*choices, _("Abstentions"), _("Blank votes"), _("Null votes"))
    note = own(_("Tick the form of the vote. Blank and null votes only exist in a secret ballot."))
    return [
        _boxes(tuple(form_word(form) for form in VoteForm)),
        _boxes(counts),
        Paragraph(_plain(note), "note"),
        Grid((_("Reasons and reservations"),), (0.0,), ((blank,),), least=ROOM_TO_WRITE),
    ]


def _boxes(heads: tuple[str, ...]) -> Grid:
    """Return a row of boxes to fill in, under what each is for."""
    widths = tuple(0.0 if place == 0 else 482.0 / len(heads) for place in range(len(heads)))
    blank = (_plain(""),) * len(heads)
    return Grid(heads, widths, (blank,), frozenset(range(len(heads))), least=24.0)


def _plain(text: str) -> Rich:
    return (Span(text),)
