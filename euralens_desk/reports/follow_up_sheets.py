"""Two sheets of the workbook: what the technical committee said, and what is followed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from euralens_desk.domain.feasibility import Finding
from euralens_desk.domain.follow_up import CommitmentKind, Side
from euralens_desk.domain.grid import CriteriaGrid
from euralens_desk.domain.minutes import MinutesSnapshot
from euralens_desk.i18n import _, format_date
from euralens_desk.reports.columns import Column
from euralens_desk.reports.dossier_content import awaited_names
from euralens_desk.reports.words import listed, own
from euralens_desk.words import stance_word


def technical_columns() -> list[Column]:
    """Return the columns of the technical opinions."""
    return [
        Column(_("No."), 10),
        Column(_("Dossier"), 34, wraps=True),
        Column(_("Opinion"), 14),
        Column(_("Given on"), 13, "dd/mm/yyyy"),
        Column(_("Text of the opinion"), 44, wraps=True),
        Column(_("Findings of feasibility"), 54, wraps=True),
        Column(_("Missing elements"), 30, wraps=True),
        Column(_("Funding leads"), 54, wraps=True),
    ]


def technical_rows(snapshot: MinutesSnapshot) -> Iterator[list[Any]]:
    """Yield one row a dossier with an opinion, by number."""
    opinions = [o for o in snapshot.technical_opinions if o.dossier_id in snapshot.dossiers]
    for opinion in sorted(opinions, key=lambda o: snapshot.dossiers[o.dossier_id].number):
        dossier = snapshot.dossiers[opinion.dossier_id]
        yield [
            dossier.number,
            dossier.title,
            stance_word(opinion.stance),
            opinion.given_on,
            opinion.text,
            "\n".join(_findings(snapshot, dossier.id)),
            "\n".join(awaited_names(snapshot, dossier.id)),
            "\n".join(_leads(snapshot, dossier.id)),
        ]


def _findings(snapshot: MinutesSnapshot, dossier_id: int) -> Iterator[str]:
    """Yield the findings in the order of the grid; those on a code it no longer has come last."""
    found = {f.criterion: f for f in snapshot.beside.findings if f.dossier_id == dossier_id}
    for grid in _grids(snapshot):
        for criterion in grid.criteria:
            if criterion.code in found:
                yield own(f"{criterion.number} : {_said(found.pop(criterion.code), grid)}")
    yield from (own(f"{code} : {finding.text}") for code, finding in sorted(found.items()))


def _grids(snapshot: MinutesSnapshot) -> list[CriteriaGrid]:
    """Return the grids findings may be about: the technical committee's own one first."""
    records = [*snapshot.others, snapshot.committee]
    order = ("technical", "expert")
    known = [r for r in records if r.grid is not None and r.committee.kind.value in order]
    known.sort(key=lambda record: order.index(record.committee.kind.value))
    return [record.grid for record in known if record.grid is not None]


def _said(finding: Finding, grid: CriteriaGrid) -> str:
    levels = grid.scale.levels
    if finding.level is None or finding.level >= len(levels):
        return finding.text
    word = f"({levels[finding.level].label.lower()})"
    return f"{finding.text} {word}".strip()


def _leads(snapshot: MinutesSnapshot, dossier_id: int) -> Iterator[str]:
    for lead, why in snapshot.beside.leads.get(dossier_id, ()):
        name = " – ".join(part for part in (lead.funder, lead.scheme) if part)
        until = format_date(lead.deadline, "short") if lead.deadline else ""
        yield listed([part for part in (name, until, why) if part])


def follow_up_columns() -> list[Column]:
    """Return the columns of the follow-up."""
    return [
        Column(_("No."), 10),
        Column(_("Dossier"), 34, wraps=True),
        Column(_("Kind"), 16),
        Column(_("Who commits"), 18),
        Column(_("What is to be done"), 54, wraps=True),
        Column(_("By whom"), 28, wraps=True),
        Column(_("Towards whom"), 28, wraps=True),
        Column(_("To be done by"), 13, "dd/mm/yyyy"),
        Column(_("Done on"), 13, "dd/mm/yyyy"),
    ]


def follow_up_rows(snapshot: MinutesSnapshot) -> Iterator[list[Any]]:
    """Yield, by number of dossier, its accompaniment then its commitments."""
    kinds = {
        CommitmentKind.COMMITMENT: _("Commitment"),
        CommitmentKind.MILESTONE: _("Milestone"),
    }
    sides = {Side.LEADER: _("Project leader"), Side.POLE: _("Pôle and partners")}
    for dossier in sorted(snapshot.dossiers.values(), key=lambda d: d.number):
        head = [dossier.number, dossier.title]
        for plan in snapshot.beside.plans:
            if plan.dossier_id == dossier.id:
                said = listed([part for part in (plan.purpose, plan.expert) if part])
                review, who = plan.next_review_on, plan.referent
                yield [*head, _("Accompaniment"), "", said, who, "", review, None]
        for held in snapshot.beside.commitments:
            if held.dossier_id == dossier.id:
                words = [kinds[held.kind], sides[held.side], held.what, held.who, held.towards]
                yield [*head, *words, held.due_on, held.done_on]
