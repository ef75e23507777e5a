"""What is said of the answers of a form under review."""

from __future__ import annotations

from collections.abc import Sequence

from euralens_desk.domain.form_answers import NO_ANSWER, ColumnUse, FormKind
from euralens_desk.domain.grid import CriteriaGrid
from euralens_desk.i18n import _, format_number, ngettext, tell
from euralens_desk.usecases.form_answers import FormPlan

_PROGRAMS = {
    FormKind.LIMESURVEY: "LimeSurvey",
    FormKind.TALLY: "Tally",
    FormKind.GOOGLE: "Google Forms",
    FormKind.FRAMAFORMS: "Framaforms",
}
TOLD_AT_MOST = 12
"""Dossiers and problems named one by one; the rest is a number."""


def origin(plan: FormPlan) -> str:
    """Return « reponses.csv · LimeSurvey · 60 réponses »."""
    rows = len(plan.form.rows)
    answers = ngettext("{count} answer", "{count} answers", rows).format(count=format_number(rows))
    program = _PROGRAMS.get(plan.form.kind, "")
    return " · ".join(part for part in (plan.form.file, program, answers) if part)


def use_words(use: ColumnUse, grid: CriteriaGrid) -> str:
    """Return where a question goes."""
    if use.is_dossier:
        return _("Names the dossier")
    labels = {criterion.code: criterion.label for criterion in grid.criteria}
    if not use.criterion:
        return _("Not imported")
    stranger = _("no criterion of the grid")
    return f"{use.criterion}  {labels.get(use.criterion, stranger)}"


def level_words(code: str | None, grid: CriteriaGrid) -> str:
    """Return what an answer says; None when nobody knows yet."""
    if code is None:
        return _("Which level?")
    if code in ("", NO_ANSWER):
        return _("does not know") if code else _("blank")
    labels = {level.code: level.label for level in grid.scale.levels}
    stranger = _("no level of the scale")
    return f"{code}  {labels.get(code, stranger)}"


def counts(plan: FormPlan) -> str:
    """Return how many ballots each dossier would receive."""
    ballots = plan.found.ballots
    if not ballots:
        return _("No ballot yet.")
    whole = ngettext("{count} ballot", "{count} ballots", plan.count)
    each = [f"{number} ({format_number(len(ballots[number]))})" for number in ballots]
    return _listed(whole.format(count=format_number(plan.count)), each)


def dropped(plan: FormPlan) -> str:
    """Return which columns were left behind because they could tell who answered."""
    quoted = _("« {name} »")
    names = [quoted.format(name=name) for name in plan.form.dropped if name]
    if not plan.form.dropped:
        return ""
    whole = ngettext(
        "{count} column that could tell who answered, or when, was not kept",
        "{count} columns that could tell who answered, or when, were not kept",
        len(plan.form.dropped),
    ).format(count=len(plan.form.dropped))
    return _listed(whole, names) if names else f"{whole}."


def _listed(what: str, names: Sequence[str]) -> str:
    """Return a sentence that names the first ones and counts the others."""
    told = _("{what}: {names}").format(what=what, names=", ".join(names[:TOLD_AT_MOST]))
    left = len(names) - TOLD_AT_MOST
    if left <= 0:
        return f"{told}."
    others = ngettext("and {count} other", "and {count} others", left).format(count=left)
    return f"{told} {others}."


def obstacles(plan: FormPlan) -> str:
    """Return what stands in the way of the import, then what is only told."""
    said = [*map(tell, plan.problems[:TOLD_AT_MOST]), *map(tell, plan.warnings)]
    left = len(plan.problems) - TOLD_AT_MOST
    if left > 0:
        said.append(ngettext("and {count} other", "and {count} others", left).format(count=left))
    return "\n".join(f"{one[:1].upper()}{one[1:]}." for one in said)
