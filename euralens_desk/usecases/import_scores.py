"""Import scores in long form: all rows or none, members added, ballots without a name."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.grid import CriteriaGrid
from euralens_desk.domain.mark import BLANK, NO_OPINION, NOT_APPLICABLE, RECUSED, Mark, scored
from euralens_desk.domain.messages import Failure, Message, message, plural_message
from euralens_desk.domain.people import Committee, CommitteeKind, Member, Recusal
from euralens_desk.domain.score_rows import ScoreRow
from euralens_desk.domain.sheet import Ballot, BallotBox, Comment, Score, ScoreSheet
from euralens_desk.usecases.changes import ChangeSet
from euralens_desk.usecases.lookup import dossiers_by_number, grid_in_force
from euralens_desk.usecases.ports import CampaignFile, CampaignReader, Work
from euralens_desk.usecases.revisions import keep_revision
from euralens_desk.usecases.visibility import revealed_dossiers

WORDS: Mapping[str, Mark] = {
    "": BLANK,
    "nsp": NO_OPINION,
    "so": NOT_APPLICABLE,
    "sans objet": NOT_APPLICABLE,
    "deport": RECUSED,
}
"""Answers that are not levels, without accents or capitals."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with one row; ``column`` is the heading of the cell."""

    row: int
    column: str
    told: Message


@dataclass(frozen=True, slots=True)
class Answer:
    """One row understood."""

    row: ScoreRow
    committee: Committee
    dossier_id: int
    position: int
    mark: Mark


@dataclass(frozen=True, slots=True)
class ScoresPlan:
    """What the file holds and what is wrong with it; a plan with problems is never written."""

    file: str
    answers: tuple[Answer, ...] = ()
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Message, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)

    def as_json(self, tell: Callable[[Message], str], *, applied: bool) -> dict[str, Any]:
        """Return the report of the command line, sentences written by ``tell``."""
        return {
            "file": self.file,
            "answers": dict(self.counts),
            "problems": [
                {"row": p.row, "column": p.column, "message": tell(p.told)} for p in self.problems
            ],
            "warnings": [tell(warning) for warning in self.warnings],
            "applied": applied,
        }


def plan_scores(campaign: CampaignReader, file: str, rows: Sequence[ScoreRow]) -> ScoresPlan:
    """Understand every row against the campaign; each thing wrong names row, column and value."""
    reading = _Reading(campaign)
    answers: list[Answer] = []
    problems: list[Problem] = []
    seen: dict[tuple[str, str, int, int], int] = {}
    for row in rows:
        found = reading.answer(row)
        if isinstance(found, Problem):
            problems.append(found)
            continue
        key = (found.committee.code, row.evaluator_code, found.dossier_id, found.position)
        if key in seen:
            problems.append(_duplicate(row, seen[key]))
            continue
        seen[key] = row.row
        answers.append(found)
    counts = dict.fromkeys(reading.committees, 0)
    for answer in answers:
        counts[answer.committee.code] += 1
    warnings = tuple(reading.warnings(answers))
    return ScoresPlan(file, tuple(answers), tuple(problems), warnings, counts)


def _duplicate(row: ScoreRow, first: int) -> Problem:
    told = message(
        "{evaluator} scores {criterion} of {dossier} twice, first in row {first}",
        evaluator=row.evaluator_code,
        criterion=row.criterion,
        dossier=row.dossier,
        first=str(first),
    )
    return Problem(row.row, "critere", told)


def plain(text: str) -> str:
    """Return a word without accents, capitals and outer blanks."""
    parts = unicodedata.normalize("NFKD", text)
    return "".join(p for p in parts if not unicodedata.combining(p)).casefold().strip()


class _Reading:
    """The campaign as a scores file refers to it."""

    def __init__(self, campaign: CampaignReader) -> None:
        self.committees = {plain(c.code): c for c in campaign.find(Committee)}
        self._grids = {
            code: grid
            for code, committee in self.committees.items()
            if (grid := grid_in_force(campaign, committee.id)) is not None
        }
        self._dossiers = {plain(d.number): d.id for d in dossiers_by_number(campaign)}
        self._aside = {plain(d.number) for d in campaign.find(Dossier)} - self._dossiers.keys()
        self._names = {
            (member.committee_id, member.code): member.name for member in campaign.find(Member)
        }

    def _no_dossier(self, number: str) -> Message:
        if plain(number) in self._aside:
            return message("the dossier « {value} » is not a candidate", value=number)
        return message("unknown dossier « {value} »", value=number)

    def answer(self, row: ScoreRow) -> Answer | Problem:
        """Return the row understood, or the first thing wrong with it."""
        college = plain(row.college)
        committee, grid = self.committees.get(college), self._grids.get(college)
        if committee is None or grid is None:
            return Problem(
                row.row, "college", message("unknown college « {value} »", value=row.college)
            )
        if not row.evaluator_code:
            return Problem(row.row, "evaluateur_id", message("the evaluator is missing"))
        dossier = self._dossiers.get(plain(row.dossier))
        if dossier is None:
            return Problem(row.row, "dossier_id", self._no_dossier(row.dossier))
        position = grid.position(row.criterion)
        if position is None:
            told = message("unknown criterion « {value} »", value=row.criterion)
            return Problem(row.row, "critere", told)
        mark = _mark(grid, row.answer)
        if mark is None or (mark == NOT_APPLICABLE and committee.kind is CommitteeKind.STUDENT):
            told = message("« {value} » is off the scale", value=row.answer)
            return Problem(row.row, "valeur", told)
        return Answer(row, committee, dossier, position, mark)

    def warnings(self, answers: Iterable[Answer]) -> list[Message]:
        """Return what the person should know: names that differ, what is left out on purpose."""
        differing: dict[str, tuple[str, str]] = {}
        dropped = 0
        for answer in answers:
            if answer.committee.kind is CommitteeKind.STUDENT:
                dropped += bool(answer.row.comment)
                continue
            known = self._names.get((answer.committee.id, answer.row.evaluator_code))
            if known and answer.row.evaluator and known != answer.row.evaluator:
                differing[answer.row.evaluator_code] = (known, answer.row.evaluator)
        found = [
            message(
                "{code} is {known} in the file of the campaign and {other} here; {known} stays.",
                code=code,
                known=known,
                other=other,
            )
            for code, (known, other) in sorted(differing.items())
        ]
        if dropped:
            found.append(
                plural_message(
                    "{count} comment of a lycéen is not kept, on purpose.",
                    "{count} comments of lycéens are not kept, on purpose.",
                    dropped,
                )
            )
        return found


def _mark(grid: CriteriaGrid, text: str) -> Mark | None:
    level = grid.scale.index(text) if text else None
    return scored(level) if level is not None else WORDS.get(plain(text))


def refuse_problems(plan: ScoresPlan) -> None:
    """Raise one sentence naming the first problem and how many there are."""
    if not plan.problems:
        return
    first = plan.problems[0]
    others = len(plan.problems) - 1
    more = plural_message(" {count} other row is wrong.", " {count} other rows are wrong.", others)
    raise Failure(
        message(
            "{file}, row {row}, column {column}: {problem}. Nothing was imported.{more}",
            file=plan.file,
            row=str(first.row),
            column=first.column,
            problem=first.told,
            more=more if others else "",
        )
    )


def apply_scores(campaign: CampaignFile, plan: ScoresPlan, today: date) -> ChangeSet:
    """Write a plan without problems in one change, after a backup; twice changes nothing."""
    refuse_problems(plan)
    _refuse_closed_boxes(campaign, plan)
    campaign.backup("import")
    action = plural_message(
        "import of {count} answer", "import of {count} answers", len(plan.answers)
    )
    with campaign.change(action) as work:
        for committee, answers in _by_committee(plan.answers):
            if committee.kind is CommitteeKind.STUDENT:
                _write_ballots(work, committee, answers, plan.file)
            else:
                _write_sheets(work, committee, answers, today)
    return campaign.last_change


def _by_committee(answers: Iterable[Answer]) -> list[tuple[Committee, list[Answer]]]:
    found: dict[str, tuple[Committee, list[Answer]]] = {}
    for answer in answers:
        found.setdefault(answer.committee.code, (answer.committee, []))[1].append(answer)
    return list(found.values())


def _refuse_closed_boxes(campaign: CampaignReader, plan: ScoresPlan) -> None:
    closed = {
        (box.committee_id, box.dossier_id)
        for box in campaign.find(BallotBox)
        if box.closed_on is not None
    }
    for answer in plan.answers:
        if (answer.committee.id, answer.dossier_id) in closed:
            raise Failure(
                message(
                    "{file}, row {row}: the box of {dossier} is closed. Nothing was imported.",
                    file=plan.file,
                    row=str(answer.row.row),
                    dossier=answer.row.dossier,
                )
            )


def _write_sheets(work: Work, committee: Committee, answers: Sequence[Answer], today: date) -> None:
    members = _members(work, committee, answers)
    sheets = {
        (s.member_id, s.dossier_id): s for s in work.find(ScoreSheet, committee_id=committee.id)
    }
    scores: list[Score] = []
    comments: list[Comment] = []
    new_sheets: list[ScoreSheet] = []
    revealed = revealed_dossiers(work, committee.id)
    for answer in answers:
        owner = (members[answer.row.evaluator_code].id, answer.dossier_id)
        if answer.mark == RECUSED:
            if work.get(Recusal, *owner) is None:
                work.put(Recusal(*owner, today))
            continue
        if owner not in sheets:
            sheets[owner] = ScoreSheet(work.new_id(ScoreSheet), committee.id, owner[1], owner[0])
            new_sheets.append(sheets[owner])
        sheet = sheets[owner].id
        keep_revision(work, sheets[owner], answer.position, answer.mark, revealed)
        if answer.mark == BLANK:
            for old in work.find(Score, sheet_id=sheet, criterion=answer.position):
                work.remove(old)
        else:
            scores.append(Score(sheet, answer.position, answer.mark.state, answer.mark.level))
        if answer.row.comment:
            comments.append(Comment(sheet, answer.position, answer.row.comment))
    work.put_all(new_sheets)
    work.put_all(scores)
    work.put_all(comments)


def _members(work: Work, committee: Committee, answers: Sequence[Answer]) -> dict[str, Member]:
    """Return the members by code, those of the file added."""
    known = {m.code: m for m in work.find(Member, committee_id=committee.id)}
    for answer in answers:
        row = answer.row
        if row.evaluator_code not in known:
            member = Member(
                work.new_id(Member),
                work.new_uuid(),
                committee.id,
                row.evaluator_code,
                row.evaluator or row.evaluator_code,
                row.expertise,
                is_qualified=committee.kind is CommitteeKind.EXPERT,
            )
            work.put(member)
            known[row.evaluator_code] = member
    return known


def _write_ballots(work: Work, committee: Committee, answers: Sequence[Answer], file: str) -> None:
    """Write one ballot a lycéen and dossier: numbered by order of appearance, never named."""
    grid = grid_in_force(work, committee.id)
    width = len(grid.criteria) if grid else 0
    numbers: dict[str, int] = {}
    marks: dict[tuple[int, int], list[Mark]] = defaultdict(lambda: [BLANK] * width)
    for answer in answers:
        number = numbers.setdefault(answer.row.evaluator_code, len(numbers) + 1)
        marks[answer.dossier_id, number][answer.position] = answer.mark
    known = {
        (ballot.dossier_id, ballot.number): ballot.id
        for ballot in work.find(Ballot, committee_id=committee.id, batch=file)
    }
    work.put_all(
        Ballot(
            known.get(place) or work.new_id(Ballot),
            committee.id,
            place[0],
            tuple(given),
            file,
            place[1],
        )
        for place, given in sorted(marks.items())
    )
