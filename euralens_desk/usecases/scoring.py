"""Score a dossier: one answer at a time, comments, and what is left to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.grid import CriteriaGrid
from euralens_desk.domain.mark import BLANK, NOT_APPLICABLE, Mark, MarkState
from euralens_desk.domain.messages import Failure, Message, message
from euralens_desk.domain.people import Committee, Member, Recusal
from euralens_desk.domain.sheet import WHOLE_DOSSIER, Comment, NotApplicable, Score, ScoreSheet
from euralens_desk.usecases.changes import ChangeSet
from euralens_desk.usecases.lookup import (
    dossiers_by_number,
    grid_in_force,
    the_candidate,
    the_dossier,
    the_member,
)
from euralens_desk.usecases.ports import CampaignFile, CampaignReader, Work
from euralens_desk.usecases.revisions import keep_revision
from euralens_desk.usecases.visibility import revealed_dossiers


@dataclass(frozen=True, slots=True)
class SheetProgress:
    """One dossier in a member's list: how many answers are there, or that it is closed to him."""

    dossier: Dossier
    answered: int
    expected: int
    recused_on: date | None = None

    @property
    def is_recused(self) -> bool:
        """Whether the member stepped back from the dossier."""
        return self.recused_on is not None

    @property
    def is_complete(self) -> bool:
        """Whether every answer is there."""
        return self.answered >= self.expected


@dataclass(frozen=True, slots=True)
class MemberSheets:
    """What a member has to score. A recused dossier is listed, never opened."""

    member: Member
    committee: Committee
    grid: CriteriaGrid
    sheets: tuple[SheetProgress, ...]


@dataclass(frozen=True, slots=True)
class FilledSheet:
    """One sheet: a mark and a comment by sub-criterion, in the grid's order.

    ``reasons`` says why sub-criteria do not apply to the dossier, by position.
    """

    dossier: Dossier
    marks: tuple[Mark, ...]
    comments: Mapping[int, str]
    reasons: Mapping[int, str] = field(default_factory=dict)


def member_sheets(campaign: CampaignReader, member_id: int) -> MemberSheets:
    """Return a member's dossiers with their progress."""
    member = the_member(campaign, member_id)
    committee = campaign.get(Committee, member.committee_id)
    grid = grid_in_force(campaign, member.committee_id)
    if committee is None or grid is None:
        raise Failure(message("This committee has no grid to score on. Choose one first."))
    recused = {r.dossier_id: r.declared_on for r in campaign.find(Recusal, member_id=member_id)}
    sheets = {s.dossier_id: s.id for s in campaign.find(ScoreSheet, member_id=member_id)}
    left_out = campaign.find(NotApplicable, committee_id=committee.id)
    found = []
    for dossier in dossiers_by_number(campaign):
        aside = {n.criterion for n in left_out if n.dossier_id == dossier.id}
        sheet = sheets.get(dossier.id)
        scores = campaign.find(Score, sheet_id=sheet) if sheet else ()
        answered = len(aside | {score.criterion for score in scores})
        expected, day = len(grid.criteria), recused.get(dossier.id)
        found.append(SheetProgress(dossier, answered, expected, day))
    return MemberSheets(member, committee, grid, tuple(found))


def filled_sheet(campaign: CampaignReader, member_id: int, dossier_id: int) -> FilledSheet:
    """Return a member's sheet on a dossier; Failure when he stepped back from it."""
    refuse_recused(campaign, member_id, dossier_id)
    member = the_member(campaign, member_id)
    grid = grid_in_force(campaign, member.committee_id)
    marks = [BLANK] * (len(grid.criteria) if grid else 0)
    comments: dict[int, str] = {}
    for sheet in campaign.find(ScoreSheet, member_id=member_id, dossier_id=dossier_id):
        for score in campaign.find(Score, sheet_id=sheet.id):
            marks[score.criterion] = score.mark
        comments = {c.criterion: c.text for c in campaign.find(Comment, sheet_id=sheet.id)}
    reasons: dict[int, str] = {}
    committee = member.committee_id
    for aside in campaign.find(NotApplicable, committee_id=committee, dossier_id=dossier_id):
        marks[aside.criterion] = NOT_APPLICABLE
        reasons[aside.criterion] = aside.reason
    return FilledSheet(the_dossier(campaign, dossier_id), tuple(marks), comments, reasons)


def refuse_recused(campaign: CampaignReader, member_id: int, dossier_id: int) -> None:
    """Refuse to read or write for a member who stepped back from the dossier."""
    if campaign.get(Recusal, member_id, dossier_id) is not None:
        raise Failure(
            message("This member stepped back from this dossier: it can't be read nor scored.")
        )


def record_score(
    campaign: CampaignFile,
    member_id: int,
    dossier_id: int,
    position: int,
    mark: Mark,
    at: datetime | None = None,
) -> ChangeSet:
    """Record one answer, or clear it with ``BLANK``. The sheet is made at the first answer.

    Once the scores were revealed, an answer that changes keeps both values with the hour ``at``.
    Failure for a recused member, a sub-criterion that does not apply, or a mark off the scale.
    """
    refuse_recused(campaign, member_id, dossier_id)
    member = the_member(campaign, member_id)
    grid = grid_in_force(campaign, member.committee_id)
    if grid is None or not 0 <= position < len(grid.criteria):
        raise Failure(message("This criterion is not in the grid. Nothing was changed."))
    if mark.state in (MarkState.NOT_APPLICABLE, MarkState.RECUSED):
        raise ValueError(mark)
    if mark.level is not None and mark.level >= len(grid.scale.levels):
        raise Failure(message("This score is off the scale. Nothing was changed."))
    if campaign.get(NotApplicable, member.committee_id, dossier_id, position) is not None:
        raise Failure(message("This criterion does not apply to this dossier."))
    dossier = the_candidate(campaign, dossier_id)
    revealed = revealed_dossiers(campaign, member.committee_id)
    with campaign.change(_action(grid, position, mark, dossier)) as work:
        for held in work.find(ScoreSheet, member_id=member_id, dossier_id=dossier_id):
            keep_revision(work, held, position, mark, revealed, at)
        if mark == BLANK:
            _remove(work, Score, member_id, dossier_id, position)
        else:
            sheet = _sheet(work, member, dossier_id)
            work.put(Score(sheet.id, position, mark.state, mark.level))
    return campaign.last_change


def _action(grid: CriteriaGrid, position: int, mark: Mark, dossier: Dossier) -> Message:
    number = grid.criteria[position].number
    if mark.level is not None:
        code = grid.scale.levels[mark.level].code
        return message(
            "score {score} on {criterion}, {title}",
            score=code,
            criterion=number,
            title=dossier.title,
        )
    if mark == BLANK:
        return message("{criterion} blank again, {title}", criterion=number, title=dossier.title)
    return message("no opinion on {criterion}, {title}", criterion=number, title=dossier.title)


def _remove(
    work: Work, kind: type[Score | Comment], member_id: int, dossier_id: int, position: int
) -> None:
    """Take an answer or a comment out; nothing is written where there is none, nor a sheet."""
    for sheet in work.find(ScoreSheet, member_id=member_id, dossier_id=dossier_id):
        for record in work.find(kind, sheet_id=sheet.id, criterion=position):
            work.remove(record)


def _sheet(work: Work, member: Member, dossier_id: int) -> ScoreSheet:
    found = work.find(ScoreSheet, member_id=member.id, dossier_id=dossier_id)
    if found:
        return found[0]
    sheet = ScoreSheet(work.new_id(ScoreSheet), member.committee_id, dossier_id, member.id)
    work.put(sheet)
    return sheet


def write_comment(
    campaign: CampaignFile, member_id: int, dossier_id: int, position: int, text: str
) -> ChangeSet:
    """Write a comment on a sub-criterion or on the dossier (``WHOLE_DOSSIER``); empty removes."""
    refuse_recused(campaign, member_id, dossier_id)
    member, dossier = the_member(campaign, member_id), the_candidate(campaign, dossier_id)
    grid = grid_in_force(campaign, member.committee_id)
    is_known = grid is not None and WHOLE_DOSSIER <= position < len(grid.criteria)
    if not is_known:
        raise Failure(message("This criterion is not in the grid. Nothing was changed."))
    with campaign.change(message("comment, {title}", title=dossier.title)) as work:
        if text.strip():
            sheet = _sheet(work, member, dossier_id)
            work.put(Comment(sheet.id, position, text.strip()))
        else:
            _remove(work, Comment, member_id, dossier_id, position)
    return campaign.last_change


def set_not_applicable(
    campaign: CampaignFile, committee_id: int, dossier_id: int, position: int, reason: str
) -> ChangeSet:
    """Declare, for a whole committee, that a sub-criterion does not apply to a dossier.

    Scores already given stay in the file and count no more; they are there again once it is
    lifted. Failure without a reason, or off the grid.
    """
    if not reason.strip():
        raise Failure(message("Say why this criterion does not apply. Nothing was changed."))
    number = _number(campaign, committee_id, position)
    title = the_candidate(campaign, dossier_id).title
    action = message("{criterion} not applicable, {title}", criterion=number, title=title)
    with campaign.change(action) as work:
        work.put(NotApplicable(committee_id, dossier_id, position, reason.strip()))
    return campaign.last_change


def lift_not_applicable(
    campaign: CampaignFile, committee_id: int, dossier_id: int, position: int
) -> ChangeSet:
    """Let a sub-criterion apply to a dossier again; nothing happens when it does already."""
    number = _number(campaign, committee_id, position)
    title = the_dossier(campaign, dossier_id).title
    action = message("{criterion} applies again, {title}", criterion=number, title=title)
    with campaign.change(action) as work:
        found = work.get(NotApplicable, committee_id, dossier_id, position)
        if found is not None:
            work.remove(found)
    return campaign.last_change


def _number(campaign: CampaignReader, committee_id: int, position: int) -> str:
    """Return the number of a sub-criterion as readers know it; Failure off the grid."""
    grid = grid_in_force(campaign, committee_id)
    if grid is None or not 0 <= position < len(grid.criteria):
        raise Failure(message("This criterion is not in the grid. Nothing was changed."))
    return grid.criteria[position].number
