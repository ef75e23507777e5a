"""The page of one dossier in the minutes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from euralens_desk.domain.aggregation import CriterionStatistics, DossierOpinion
from euralens_desk.domain.campaign import Rules
from euralens_desk.domain.disagreement import debate_flags
from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.grid import CriteriaGrid
from euralens_desk.domain.meeting import Act, ActKind, AgendaItem, DebateNote
from euralens_desk.domain.minutes import CommitteeRecord, MinutesSnapshot
from euralens_desk.domain.people import Committee, CommitteeKind
from euralens_desk.domain.tally import insufficient
from euralens_desk.i18n import _, format_date, format_time, ngettext
from euralens_desk.reports.content import DossierPage, Frame, Rich, ScoreRow, ScoreTable, Span
from euralens_desk.reports.lookup import act_of, acts_of_body, proposes, recused_members
from euralens_desk.reports.quorum_content import item_quorum, snapshot_headcounts
from euralens_desk.reports.sentences import recusals, vote_sentences
from euralens_desk.reports.words import (
    DASH,
    act_word,
    count_word,
    flag_word,
    listed,
    own,
    proposal_sentence,
    unnumbered,
)
from euralens_desk.words import act_vote_words, form_word, outcome_word, sentence, stance_word


def dossier_page(snapshot: MinutesSnapshot, item: AgendaItem, place: int) -> DossierPage:
    """Return the page of the ``place``-th item of the agenda."""
    dossier = snapshot.dossiers[item.dossier_id or 0]
    point = _("Item {place} of the agenda · Dossier {number}")
    votes = proposes(snapshot)
    return DossierPage(
        key=f"dossier-{dossier.id}",
        point=point.format(place=place, number=dossier.number),
        title=dossier.title,
        identity=tuple(_identity(snapshot, item, dossier)),
        earlier=tuple(earlier_opinions(snapshot, dossier)),
        scores_title=_scores_title(snapshot, dossier),
        scores=score_table(snapshot, dossier),
        discussion=discussed(snapshot, item) or _("No discussion was noted."),
        vote=vote_told(snapshot, item) if votes else (),
        frame=_frame(snapshot, dossier) if votes else _opinion_frame(snapshot, dossier),
        acts=tuple((_later_acts if votes else _acts_of_body)(snapshot, dossier)),
    )


def _identity(
    snapshot: MinutesSnapshot, item: AgendaItem, dossier: Dossier
) -> Iterator[tuple[str, str]]:
    place = listed([part for part in (dossier.location, dossier.agglomeration) if part])
    recused = recused_members(snapshot, dossier.id)
    yield _("Project leader"), listed(dossier.project_leaders) or DASH
    yield _("Place"), place or DASH
    if dossier.key_figures:
        yield _("Key figures"), "; ".join(dossier.key_figures).replace("; ", "\u202f; ")
    yield _("Voters"), own(_voters(snapshot, item))
    if recused:
        yield _("Recused"), recusals(snapshot, item, recused)


def _voters(snapshot: MinutesSnapshot, item: AgendaItem) -> str:
    """Return the voices of an item, and its quorum as it was put to discussion."""
    counted = snapshot_headcounts(snapshot, item)
    there, proxies = len(counted.end.present), len(counted.end.represented)
    counts = ngettext("{count} voice", "{count} voices", there + proxies)
    text = _("{voices}: {there} there, {proxies} by mandate.")
    said = text.format(voices=counts.format(count=there + proxies), there=there, proxies=proxies)
    return " ".join([said, *item_quorum(counted, snapshot.body.rules)])


def earlier_opinions(snapshot: MinutesSnapshot, dossier: Dossier) -> Iterator[Rich]:
    """Yield the opinions of the other bodies on a dossier: technical, then lycéens.

    What earlier meetings had proposed comes last.
    """
    names = {record.committee.id: record.committee.name for record in snapshot.others}
    for opinion in snapshot.technical_opinions:
        if opinion.dossier_id == dossier.id and opinion.committee_id in names:
            lead = own(_(", {day}: opinion ").format(day=format_date(opinion.given_on)))
            yield (
                Span(names[opinion.committee_id], is_bold=True),
                Span(lead),
                Span(stance_word(opinion.stance), is_bold=True),
                Span(f". {opinion.text}" if opinion.text else "."),
                Span(own(_beside_words(snapshot, dossier.id))),
            )
    for record in snapshot.others:
        if record.committee.kind is CommitteeKind.STUDENT:
            yield from _student_opinion(
                record, dossier, _closing(snapshot, record.committee, dossier)
            )
    for act in snapshot.earlier.get(dossier.id, ()):
        title = _("Proposition of {day}: {outcome}.").format(
            day=format_date(act.dated), outcome=outcome_word(act.outcome).lower()
        )
        yield (Span(own(title), is_bold=True), Span(f" {act.reasons}"))


def _beside_words(snapshot: MinutesSnapshot, dossier_id: int) -> str:
    """Return what was awaited and which funders were thought of: « Pistes : Agence de l’eau. »."""
    lacking = awaited_names(snapshot, dossier_id)
    funders = list(
        dict.fromkeys(lead.funder for lead, _why in snapshot.beside.leads.get(dossier_id, ()))
    )
    said = []
    if lacking:
        said.append(_(" Awaited: {names}.").format(names=listed(lacking)))
    if funders:
        text = ngettext(" Lead: {names}.", " Leads: {names}.", len(funders))
        said.append(text.format(names=listed(funders)))
    return "".join(said)


def awaited_names(snapshot: MinutesSnapshot, dossier_id: int) -> list[str]:
    """Return what the technical committee still lacks on a dossier."""
    return [
        element.text
        for element in snapshot.beside.missing
        if element.dossier_id == dossier_id and element.received_on is None
    ]


def _closing(snapshot: MinutesSnapshot, committee: Committee, dossier: Dossier) -> date | None:
    """Return the day the ballots on a dossier were closed."""
    days = (
        box.closed_on
        for box in snapshot.boxes
        if (box.committee_id, box.dossier_id) == (committee.id, dossier.id)
    )
    return next(days, None)


def _student_opinion(
    record: CommitteeRecord, dossier: Dossier, closed_on: date | None
) -> Iterator[Rich]:
    if record.opinions is None or record.grid is None:
        return
    day = f", {format_date(closed_on)}" if closed_on else ""
    name = Span(record.committee.name, is_bold=True)
    few = record.few_ballots.get(dossier.id)
    if few is not None:
        count = ngettext("{count} ballot", "{count} ballots", few).format(count=few)
        told = own(_(", {ballots}: too few for their detail to be told.").format(ballots=count))
        yield (name, Span(day + told))
        return
    opinion = record.opinions.dossiers.get(dossier.id)
    if opinion is None or not opinion.overall.tally.expected:
        return
    ballots = max(figure.tally.expected for figure in opinion.criteria.values())
    count = ngettext("{count} ballot", "{count} ballots", ballots).format(count=ballots)
    grades = []
    for criterion in record.grid.criteria:
        majority = opinion.criteria[criterion.code].majority
        word = record.grid.scale.levels[majority.level].label.lower() if majority else DASH
        grades.append(f"{criterion.label.lower()} « {word} »")
    text = own(
        _(", {ballots}. Median grade: {grades}.").format(ballots=count, grades=listed(grades))
    )
    yield (name, Span(day + text))


def _scores_title(snapshot: MinutesSnapshot, dossier: Dossier) -> Rich:
    opinions = snapshot.committee.opinions
    opinion = opinions.dossiers.get(dossier.id) if opinions else None
    title = _("2. Scores · {committee}").format(committee=snapshot.committee.committee.name)
    title = title if proposes(snapshot) else unnumbered(title)
    if opinion is None:
        return (Span(title, is_bold=True),)
    sheets = snapshot.committee.sheets.get(dossier.id, 0)
    text = ngettext(
        " ({count} sheet; number of sheets per level)",
        " ({count} sheets; number of sheets per level)",
        sheets,
    )
    return (Span(title, is_bold=True), Span(own(text.format(count=sheets))))


def score_table(snapshot: MinutesSnapshot, dossier: Dossier) -> ScoreTable | None:
    """Return the counts per level of every sub-criterion; None without opinions."""
    opinions, grid = snapshot.committee.opinions, snapshot.committee.grid
    opinion = opinions.dossiers.get(dossier.id) if opinions else None
    if opinion is None or grid is None:
        return None
    rules = snapshot.campaign.rules
    codes = [level.code for level in grid.scale.levels]
    axes = []
    for axis in grid.axes:
        heading = own(_("Axis {number}. {label}").format(number=axis.number, label=axis.label))
        rows = tuple(
            _score_row(c.number, c.label, opinion.criteria[c.code], codes, rules)
            for c in axis.criteria
        )
        axes.append((heading, rows))
    levels = listed([f"{level.code} {level.label.lower()}" for level in grid.scale.levels])
    legend = _("{levels}; NSP: no opinion, not counted. Lower median.").format(levels=levels)
    heads = (_("Criterion"), *codes, "NSP", _("Median"), _("Observation"))
    sheets = snapshot.committee.sheets.get(dossier.id, 0)
    notes = (*_left_blank(opinion, grid, sheets), *_left_out(snapshot, dossier, grid))
    return ScoreTable(heads, tuple(axes), own(legend), notes)


def _left_blank(opinion: DossierOpinion, grid: CriteriaGrid, sheets: int) -> Iterator[str]:
    """Yield how many sheets left each criterion blank: each row then adds up to the sheets."""
    said = []
    for criterion in grid.criteria:
        tally = opinion.criteria[criterion.code].tally
        blank = sheets - tally.n - tally.no_opinion - tally.not_applicable
        if blank > 0 and not tally.not_applicable:
            said.append(f"{criterion.number} ({blank})")
    if said:
        yield own(_("Blank answers, not counted: {criteria}.").format(criteria=listed(said)))


def _left_out(snapshot: MinutesSnapshot, dossier: Dossier, grid: CriteriaGrid) -> Iterator[str]:
    """Yield each sub-criterion that does not apply to the dossier, with the reason given."""
    here = (snapshot.committee.committee.id, dossier.id)
    criteria = grid.criteria
    for found in snapshot.not_applicable:
        if (found.committee_id, found.dossier_id) != here:
            continue
        if 0 <= found.criterion < len(criteria):
            number = criteria[found.criterion].number
            reason = f" {found.reason}" if found.reason else ""
            yield own(_("{number}: not applicable to this dossier.").format(number=number)) + reason


def _score_row(
    number: str, label: str, figure: CriterionStatistics, codes: list[str], rules: Rules
) -> ScoreRow:
    tally, majority = figure.tally, figure.majority
    too_few = insufficient(tally, rules.minimum_share)
    observations = [flag_word(flag) for flag in debate_flags(tally, rules.thresholds)]
    if tally.not_applicable and not tally.n:
        observations = [_("not applicable")]
    elif too_few:
        text = _("too few opinions ({given} of {expected})")
        observations = [text.format(given=tally.n, expected=tally.eligible)]
    return ScoreRow(
        number=number,
        label=label,
        counts=tuple(count_word(count) for count in tally.counts),
        no_opinion=count_word(tally.no_opinion),
        median=DASH if too_few or majority is None else codes[majority.level],
        observation=listed(observations),
    )


def noted(note: DebateNote) -> str:
    """Return a note of the debate with its hour, when it was noted live."""
    return f"{format_time(note.at)}. {note.text}" if note.at else note.text


def discussed(snapshot: MinutesSnapshot, item: AgendaItem) -> str:
    """Return the tenor of the debate as it was written, or else the notes taken live."""
    notes = " ".join(noted(note) for note in snapshot.notes if note.item_id == item.id)
    return item.discussion or notes


def vote_told(snapshot: MinutesSnapshot, item: AgendaItem) -> Rich:
    """Return how the votes went, why they are not as many as the voices, and what follows them."""
    said = [item.miscount_reason] if item.miscount_reason else []
    more = [*said, *vote_sentences(snapshot, item)]
    return (*_votes(item), *(Span(f" {text}") for text in more))


def _votes(item: AgendaItem) -> Rich:
    if not item.is_voted:
        return (Span(_("No vote was recorded.")),)
    total = item.total_votes
    lead = ngettext("{form}, {count} voice: ", "{form}, {count} voices: ", total)
    counts = [
        (_("award"), item.label_votes),
        (_("nomination"), item.nominated_votes),
        (_("deferred"), item.deferred_votes),
        (_("abstention"), item.abstentions),
    ]
    if item.is_secret:
        counts += [(_("blank vote"), item.blank_votes), (_("null vote"), item.null_votes)]
    spans = [Span(own(lead.format(form=form_word(item.form), count=total)))]
    for place, (word, count) in enumerate(counts):
        end = "." if place == len(counts) - 1 else ", "
        spans += [Span(f"{word} "), Span(str(count or 0), is_bold=True), Span(end)]
    return tuple(spans)


def _frame(snapshot: MinutesSnapshot, dossier: Dossier) -> Frame | None:
    act = act_of(snapshot, dossier.id, ActKind.PROPOSAL)
    if act is None:
        return None
    lines: list[Rich] = [(Span(_("Reasons.") + " ", is_bold=True), Span(act.reasons))]
    if act.reservations:
        lines.append((Span(_("Reservation.") + " ", is_bold=True), Span(act.reservations)))
    headline = proposal_sentence(act.outcome)
    return Frame(headline, tuple(lines))


def _opinion_frame(snapshot: MinutesSnapshot, dossier: Dossier) -> Frame | None:
    """Return the opinion the technical committee gave at its own meeting."""
    committee = snapshot.committee.committee
    for opinion in snapshot.technical_opinions:
        if (opinion.committee_id, opinion.dossier_id) == (committee.id, dossier.id):
            headline = _("Opinion: {stance}.").format(stance=stance_word(opinion.stance))
            lines: tuple[Rich, ...] = ((Span(opinion.text),),) if opinion.text else ()
            return Frame(own(headline), lines)
    return None


def _later_acts(snapshot: MinutesSnapshot, dossier: Dossier) -> Iterator[str]:
    acts = [act_of(snapshot, dossier.id, kind) for kind in (ActKind.APPROVAL, ActKind.DECISION)]
    recorded = [act for act in acts if act is not None]
    for act in recorded:
        yield own(_act_sentence(act))
    if act_of(snapshot, dossier.id, ActKind.PROPOSAL) is None:
        yield _("The proposition is not voted yet.")
    elif not recorded:
        yield _(
            "Proposition submitted to the approval of the Grand forum, then to the "
            "decision of the {body}."
        ).format(body=snapshot.campaign.organisation)


def _acts_of_body(snapshot: MinutesSnapshot, dossier: Dossier) -> Iterator[str]:
    """Yield what was submitted to a body that approves or decides, then what it voted.

    What stands among the opinions known before is not told twice.
    """
    known = snapshot.earlier.get(dossier.id, ())
    for kind in acts_of_body(snapshot):
        act = act_of(snapshot, dossier.id, kind)
        if act is not None and act not in known:
            yield own(_act_sentence(act))


def _act_sentence(act: Act) -> str:
    text = _("{act} of {day}: {outcome}.").format(
        act=act_word(act.kind),
        day=format_date(act.dated),
        outcome=outcome_word(act.outcome).lower(),
    )
    voted = act_vote_words(act.voted) if act.voted else ""
    recalled = ""
    if act.recalled_outcome is not None:
        told = _("What was proposed: {outcome}. {reasons}")
        outcome = outcome_word(act.recalled_outcome).lower()
        recalled = told.format(outcome=outcome, reasons=act.recalled_reasons).strip()
    parts = (voted, act.vote, act.reference, act.reasons, recalled)
    extra = [sentence(part) for part in parts if part]
    return " ".join((text, *extra))
