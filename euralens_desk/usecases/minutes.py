"""Load, once, all that the minutes of a meeting tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.feasibility import Finding, MissingElement
from euralens_desk.domain.follow_up import Commitment, SupportPlan
from euralens_desk.domain.grid import CriteriaGrid
from euralens_desk.domain.mark import BLANK, RECUSED, Mark, MarkState
from euralens_desk.domain.meeting import (
    Act,
    AgendaItem,
    DebateNote,
    Dissent,
    Meeting,
    TechnicalOpinion,
    Voice,
)
from euralens_desk.domain.messages import Failure, message
from euralens_desk.domain.minutes import Beside, CommitteeRecord, MinutesSnapshot, ScoreLine
from euralens_desk.domain.people import Committee, CommitteeKind, Member, Recusal
from euralens_desk.domain.sheet import Ballot, BallotBox, Comment, NotApplicable, Score, ScoreSheet
from euralens_desk.usecases.acts import BODIES
from euralens_desk.usecases.funding import suggestions_by_dossier
from euralens_desk.usecases.held_meetings import was_held
from euralens_desk.usecases.lookup import dossiers_by_number, grid_in_force, the_campaign
from euralens_desk.usecases.meetings import ordered_items
from euralens_desk.usecases.opinions import committee_opinions
from euralens_desk.usecases.ports import CampaignFile, CampaignReader
from euralens_desk.usecases.propositions import acts_at, earlier_propositions
from euralens_desk.usecases.revisions import revised_scores
from euralens_desk.usecases.room import meeting_body, meeting_events
from euralens_desk.usecases.visibility import visible_sheets

WORDS = {
    MarkState.NO_OPINION: "NSP",
    MarkState.NOT_APPLICABLE: "SO",
    MarkState.BLANK: "",
    MarkState.RECUSED: "DÉPORT",
}
"""How the long form of the scores writes each answer that is not a level (DESIGN 7)."""


def meeting_with_code(campaign: CampaignReader, code: str) -> Meeting:
    """Return the meeting that the command line calls ``code``."""
    found = campaign.find(Meeting, code=code)
    if not found:
        known = ", ".join(sorted(meeting.code for meeting in campaign.find(Meeting))) or "–"
        raise Failure(
            message("There is no meeting {code}. Known: {known}.", code=code, known=known)
        )
    return found[0]


def minutes_snapshot(campaign: CampaignFile, meeting: Meeting) -> MinutesSnapshot:
    """Return the frozen values from which the minutes of ``meeting`` are drawn."""
    committees = campaign.find(Committee)
    records = {c.id: _record(campaign, c) for c in committees}
    dossiers = {d.id: d for d in dossiers_by_number(campaign)}
    items = ordered_items(campaign, meeting.id)
    dossiers |= {d.id: d for i in items if (d := campaign.get(Dossier, i.dossier_id))}
    return MinutesSnapshot(
        campaign=the_campaign(campaign),
        meeting=meeting,
        committee=records[meeting.committee_id],
        others=tuple(records[c.id] for c in committees if c.id != meeting.committee_id),
        dossiers=dossiers,
        agenda=tuple(items),
        body=meeting_body(campaign, meeting),
        events=meeting_events(campaign, meeting.id),
        notes=tuple(n for i in items for n in campaign.find(DebateNote, item_id=i.id)),
        voices=tuple(v for i in items for v in campaign.find(Voice, item_id=i.id)),
        dissents=tuple(d for i in items for d in campaign.find(Dissent, item_id=i.id)),
        recusals=campaign.find(Recusal),
        acts=_acts(campaign, meeting, records[meeting.committee_id].committee, items),
        technical_opinions=campaign.find(TechnicalOpinion),
        not_applicable=campaign.find(NotApplicable),
        boxes=campaign.find(BallotBox),
        scores=tuple(line for c in committees for line in score_lines(campaign, c)),
        journal_head=campaign.journal_head,
        beside=_beside(campaign),
        earlier={i.dossier_id: earlier_propositions(campaign, i) for i in items if i.dossier_id},
    )


def _acts(
    campaign: CampaignReader, meeting: Meeting, committee: Committee, items: Sequence[AgendaItem]
) -> tuple[Act, ...]:
    """Return what the experts voted at their meeting, or else the acts that stand.

    A meeting that was not held, or that a second one takes up, gave none of its body's own acts.
    """
    if committee.kind is not CommitteeKind.EXPERT:
        is_put_off = bool(campaign.find(Meeting, second_of=meeting.id))
        gave_none = is_put_off or not was_held(campaign, meeting.id)
        return tuple(
            act
            for act in campaign.find(Act)
            if not (gave_none and BODIES.get(act.kind) is committee.kind)
        )
    return tuple(act for item in items for act in acts_at(campaign, item).values())


def _beside(campaign: CampaignReader) -> Beside:
    leads = suggestions_by_dossier(campaign)
    return Beside(
        findings=campaign.find(Finding),
        missing=campaign.find(MissingElement),
        leads={known: tuple((s.lead, s.why) for s in those) for known, those in leads.items()},
        commitments=campaign.find(Commitment),
        plans=campaign.find(SupportPlan),
    )


def _record(campaign: CampaignReader, committee: Committee) -> CommitteeRecord:
    grid = grid_in_force(campaign, committee.id)
    opinions = committee_opinions(campaign, committee) if grid else None
    members = campaign.find(Member, committee_id=committee.id)
    seen = visible_sheets(campaign, committee)
    revised = revised_scores(campaign, committee)
    sheets = Counter(sheet.dossier_id for sheet in seen.sheets.values())
    return CommitteeRecord(
        committee, members, grid, opinions, seen.few, seen.masked, revised, sheets
    )


def score_lines(campaign: CampaignReader, committee: Committee) -> Iterator[ScoreLine]:
    """Yield every answer of a committee in long form, by dossier then evaluator.

    Ballots come without any number: in a file handed out, nothing links two answers of a lycéen;
    those of a dossier that has too few are left out, and so are scores that wait to be revealed.
    """
    grid = grid_in_force(campaign, committee.id)
    if grid is None:
        return
    masked = visible_sheets(campaign, committee).masked
    standing = dossiers_by_number(campaign)
    numbers = {d.id: d.number for d in standing if d.id not in masked}
    if committee.kind is CommitteeKind.STUDENT:
        yield from _ballot_lines(campaign, committee, grid, numbers)
    else:
        yield from _sheet_lines(campaign, committee, grid, numbers)


def _ballot_lines(
    campaign: CampaignReader, committee: Committee, grid: CriteriaGrid, numbers: Mapping[int, str]
) -> Iterator[ScoreLine]:
    few = visible_sheets(campaign, committee).few
    lines = sorted(
        (numbers[ballot.dossier_id], position, _answer(grid, mark))
        for ballot in campaign.find(Ballot, committee_id=committee.id)
        if ballot.dossier_id in numbers and ballot.dossier_id not in few
        for position, mark in enumerate(ballot.marks)
    )
    codes = [criterion.code for criterion in grid.criteria]
    for number, position, answer in lines:
        yield ScoreLine(committee.code, "", number, codes[position], answer)


def _sheet_lines(
    campaign: CampaignReader, committee: Committee, grid: CriteriaGrid, numbers: Mapping[int, str]
) -> Iterator[ScoreLine]:
    voting = [m for m in campaign.find(Member, committee_id=committee.id) if m.is_voting]
    members = {m.id: m.code for m in voting}
    recused = {
        (numbers[r.dossier_id], members[r.member_id])
        for r in campaign.find(Recusal)
        if r.member_id in members and r.dossier_id in numbers
    }
    sheets = {
        (numbers[s.dossier_id], members[s.member_id]): s.id
        for s in campaign.find(ScoreSheet, committee_id=committee.id)
        if s.dossier_id in numbers and s.member_id in members
    }
    marks = {(s.sheet_id, s.criterion): s.mark for s in campaign.find(Score)}
    comments = {(c.sheet_id, c.criterion): c.text for c in campaign.find(Comment)}
    for number, member in sorted(sheets.keys() | recused):
        is_recused = (number, member) in recused
        for position, criterion in enumerate(grid.criteria):
            place = (sheets.get((number, member), 0), position)
            mark = RECUSED if is_recused else marks.get(place, BLANK)
            said = "" if is_recused else comments.get(place, "")
            answer = _answer(grid, mark)
            yield ScoreLine(committee.code, member, number, criterion.code, answer, said)


def _answer(grid: CriteriaGrid, mark: Mark) -> str:
    return WORDS[mark.state] if mark.level is None else grid.scale.levels[mark.level].code
