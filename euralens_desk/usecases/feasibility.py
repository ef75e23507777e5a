"""Note what the technical committee finds of feasibility, and what it lacked.

A finding may be written before the opinion is given, and without any score: the technical
committee scores the axis of feasibility or gives a bare opinion (DOMAIN 6).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from euralens_desk.domain.feasibility import Finding, MissingElement, feasibility_criteria
from euralens_desk.domain.grid import CriteriaGrid, SubCriterion
from euralens_desk.domain.messages import Failure, message
from euralens_desk.domain.people import Committee, CommitteeKind
from euralens_desk.usecases.changes import ChangeSet
from euralens_desk.usecases.lookup import (
    committee_of_kind,
    grid_in_force,
    the_candidate,
    the_dossier,
)
from euralens_desk.usecases.ports import CampaignFile, CampaignReader


@dataclass(frozen=True, slots=True)
class FeasibilityGrid:
    """What findings are about: the sub-criteria, and the words a score may take."""

    criteria: tuple[SubCriterion, ...]
    levels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Feasibility:
    """The findings on one dossier by code of sub-criterion, and the missing elements."""

    dossier_id: int
    grid: FeasibilityGrid
    findings: Mapping[str, Finding]
    missing: tuple[MissingElement, ...]

    @property
    def awaited(self) -> tuple[MissingElement, ...]:
        """The elements that did not come yet."""
        return tuple(element for element in self.missing if element.received_on is None)


def feasibility_grid(campaign: CampaignReader) -> FeasibilityGrid:
    """Return what findings are about: the technical committee's grid, else the experts' one."""
    committees = {committee.kind: committee for committee in campaign.find(Committee)}
    for kind in (CommitteeKind.TECHNICAL, CommitteeKind.EXPERT):
        committee = committees.get(kind)
        grid = grid_in_force(campaign, committee.id) if committee else None
        if grid is not None:
            return _grid(grid, is_own=kind is CommitteeKind.TECHNICAL)
    return FeasibilityGrid((), ())


def _grid(grid: CriteriaGrid, *, is_own: bool) -> FeasibilityGrid:
    levels = tuple(f"{level.code} {level.label}".strip() for level in grid.scale.levels)
    return FeasibilityGrid(feasibility_criteria(grid, is_own=is_own), levels)


def feasibility(campaign: CampaignReader, dossier_id: int) -> Feasibility:
    """Return what the technical committee found of one dossier."""
    found = campaign.find(Finding, dossier_id=dossier_id)
    return Feasibility(
        dossier_id,
        feasibility_grid(campaign),
        {finding.criterion: finding for finding in found},
        campaign.find(MissingElement, dossier_id=dossier_id),
    )


def write_finding(
    campaign: CampaignFile, dossier_id: int, criterion: str, text: str, level: int | None = None
) -> ChangeSet:
    """Write the finding on one sub-criterion; without text nor score it goes."""
    title = the_candidate(campaign, dossier_id).title
    grid = feasibility_grid(campaign)
    if criterion not in {known.code for known in grid.criteria}:
        raise Failure(message("The grid has no such sub-criterion any more. Nothing was changed."))
    if level is not None and not 0 <= level < len(grid.levels):
        raise Failure(message("This score is off the scale. Nothing was changed."))
    committee = committee_of_kind(campaign, CommitteeKind.TECHNICAL)
    finding = Finding(committee.id, dossier_id, criterion, text.strip(), level)
    action = message("finding on {criterion}, {title}", criterion=criterion, title=title)
    with campaign.change(action) as work:
        (work.remove if finding.is_blank else work.put)(finding)
    return campaign.last_change


def add_missing(campaign: CampaignFile, dossier_id: int, text: str) -> ChangeSet:
    """Note an element that the technical committee lacks."""
    dossier = the_candidate(campaign, dossier_id)
    text = text.strip()
    if not text:
        raise Failure(message("Say what is missing. Nothing was changed."))
    with campaign.change(message("missing element noted, {title}", title=dossier.title)) as work:
        work.put(MissingElement(work.new_id(MissingElement), dossier_id, text))
    return campaign.last_change


def receive_missing(campaign: CampaignFile, element_id: int, on: date | None) -> ChangeSet:
    """Mark a missing element as received on a day, or as awaited again with None."""
    element = _the_element(campaign, element_id)
    title = the_dossier(campaign, element.dossier_id).title
    action = (
        message("missing element received, {title}", title=title)
        if on
        else message("missing element awaited again, {title}", title=title)
    )
    with campaign.change(action) as work:
        work.put(replace(element, received_on=on))
    return campaign.last_change


def remove_missing(campaign: CampaignFile, element_id: int) -> ChangeSet:
    """Take away an element that was noted by mistake."""
    element = _the_element(campaign, element_id)
    title = the_dossier(campaign, element.dossier_id).title
    with campaign.change(message("missing element taken away, {title}", title=title)) as work:
        work.remove(element)
    return campaign.last_change


def _the_element(campaign: CampaignReader, element_id: int) -> MissingElement:
    found = campaign.get(MissingElement, element_id)
    if found is None:
        raise Failure(message("This element is no longer in the file. Nothing was changed."))
    return found
