"""Import the answers of an online form as anonymous ballots: propose, correct, then enter.

``plan_form`` writes nothing: call it again whenever the correspondence changes. ``apply_form``
enters all the ballots in one change, or none, and remembers the file by its digest, so that the
same file is never counted twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.form_answers import (
    Correspondence,
    FormBallots,
    FormTable,
    ballots_of,
    proposed,
    words_of,
)
from euralens_desk.domain.grid import CriteriaGrid
from euralens_desk.domain.messages import Failure, Message, message, plural_message
from euralens_desk.usecases.ballots import Shuffle, ballot_boxes, drawn_at_random, enter_ballots
from euralens_desk.usecases.changes import ChangeSet
from euralens_desk.usecases.lookup import the_campaign
from euralens_desk.usecases.ports import CampaignFile, CampaignReader, Work


@dataclass(frozen=True, slots=True)
class FormPlan:
    """What the file would enter: nothing of it names anybody.

    ``problems`` stand in the way; ``warnings`` are only told.
    """

    form: FormTable
    grid: CriteriaGrid
    dossiers: tuple[Dossier, ...]
    chosen: Correspondence
    found: FormBallots
    problems: tuple[Message, ...] = ()
    warnings: tuple[Message, ...] = ()
    is_known: bool = False

    @property
    def count(self) -> int:
        """How many ballots would be entered."""
        return sum(map(len, self.found.ballots.values()))

    @property
    def words(self) -> Counter[str]:
        """The answers given, and how often."""
        return words_of(self.form, self.chosen.columns)

    def as_json(self, tell: Callable[[Message], str], *, applied: bool) -> dict[str, Any]:
        """Return the report of the command line, sentences written by ``tell``."""
        columns = self.chosen.columns
        return {
            "file": self.form.file,
            "form": self.form.kind.value,
            "rows": len(self.form.rows),
            "columns": [
                {
                    "header": heading,
                    "criterion": columns[heading].criterion,
                    "dossier": columns[heading].dossier,
                    "is_dossier": columns[heading].is_dossier,
                }
                for heading in self.form.headings
            ],
            "dropped": len(self.form.dropped),
            "words": {word: self.chosen.words.get(word) for word in self.words},
            "ballots": {number: len(given) for number, given in self.found.ballots.items()},
            "empty": self.found.empty,
            "problems": [tell(problem) for problem in self.problems],
            "warnings": [tell(warning) for warning in self.warnings],
            "applied": applied,
        }


def plan_form(
    campaign: CampaignReader, form: FormTable, chosen: Correspondence | None = None
) -> FormPlan:
    """Return what a file of answers would enter, as proposed and as chosen."""
    boxes = ballot_boxes(campaign)
    dossiers = tuple(box.dossier for box in boxes.boxes)
    whole = proposed(form, boxes.grid, dossiers, chosen or Correspondence())
    found = ballots_of(form, boxes.grid, dossiers, whole)
    known = the_campaign(campaign).answer_files
    plan = FormPlan(form, boxes.grid, dossiers, whole, found, is_known=form.sha256 in known)
    closed = {box.dossier.number: box.dossier.title for box in boxes.boxes if box.is_closed}
    problems = (*_problems(plan), *_frozen(plan, closed))
    warnings = tuple(_warnings(plan, form.shape in known.values()))
    return replace(plan, problems=problems, warnings=warnings)


def _problems(plan: FormPlan) -> Iterator[Message]:
    if plan.is_known:
        yield message("this file was read already: its answers are in the boxes")
    uses = [use for use in plan.chosen.columns.values() if use.criterion]
    if not uses:
        yield message("no question goes to a criterion yet")
    twice = Counter((use.criterion, use.dossier) for use in uses)
    for (criterion, dossier), times in twice.items():
        if times > 1:
            yield message(
                "two questions go to {criterion} {dossier}", criterion=criterion, dossier=dossier
            )
    for word, times in plan.found.unknown_words.items():
        yield plural_message(
            "« {word} » ({count} answer) is no level of the scale yet",
            "« {word} » ({count} answers) is no level of the scale yet",
            times,
            word=word[:60],
        )
    unnamed = plan.found.unknown_dossiers.get("", 0)
    if unnamed:
        yield plural_message(
            "{count} answer is of no dossier yet: choose it",
            "{count} answers are of no dossier yet: choose it",
            unnamed,
        )
    for name, times in plan.found.unknown_dossiers.items():
        if name:
            yield plural_message(
                "« {name} » ({count} answer) is no dossier of the campaign",
                "« {name} » ({count} answers) is no dossier of the campaign",
                times,
                name=name[:60],
            )


def _frozen(plan: FormPlan, closed: Mapping[str, str]) -> Iterator[Message]:
    for number in plan.found.ballots:
        if number in closed:
            yield message(
                "the box of {title} is closed: reopen it to add ballots", title=closed[number]
            )


def _warnings(plan: FormPlan, is_shape_known: bool) -> Iterator[Message]:
    if is_shape_known and not plan.is_known:
        yield message(
            "another file of this form was read already: answers that stand in both count twice"
        )
    if plan.found.empty:
        yield plural_message(
            "{count} answer without a word is no ballot",
            "{count} answers without a word are no ballots",
            plan.found.empty,
        )


def refuse_form_problems(plan: FormPlan) -> None:
    """Raise one sentence naming the first problem."""
    if plan.problems:
        raise Failure(
            message(
                "{file}: {problem}. Nothing was imported.",
                file=plan.form.file,
                problem=plan.problems[0],
            )
        )


def apply_form(
    campaign: CampaignFile, plan: FormPlan, batch: str, shuffle: Shuffle = drawn_at_random
) -> ChangeSet:
    """Enter the ballots of a plan without problems in one change, after a backup.

    ``batch`` names the pile they make; it is no file name, which could tell a person or a time.
    """
    refuse_form_problems(plan)
    ids = {dossier.number: dossier.id for dossier in plan.dossiers}
    ballots = {ids[number]: given for number, given in plan.found.ballots.items()}
    campaign.backup("import")

    def remember(work: Work) -> None:
        record = the_campaign(work)
        known = {**record.answer_files, plan.form.sha256: plan.form.shape}
        work.put(replace(record, answer_files=known))

    action = plural_message(
        "import of {count} ballot of a form", "import of {count} ballots of a form", plan.count
    )
    return enter_ballots(campaign, ballots, action, batch, remember, shuffle)
