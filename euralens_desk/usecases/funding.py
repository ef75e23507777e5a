"""Keep the watch list of funding leads, and say which dossiers each one fits and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.funding import FundingFit, FundingLead, LeadState, near_leads
from euralens_desk.domain.messages import Failure, message
from euralens_desk.usecases.changes import ChangeSet
from euralens_desk.usecases.lookup import the_dossier
from euralens_desk.usecases.ports import CampaignFile, CampaignReader


@dataclass(frozen=True, slots=True)
class LeadDetails:
    """What a person types of a lead."""

    funder: str
    scheme: str = ""
    conditions: str = ""
    deadline: date | None = None
    link: str = ""
    state: LeadState = LeadState.OPEN


@dataclass(frozen=True, slots=True)
class WatchedLead:
    """One lead of the list: the dossiers it fits, by number, and the leads that look like it."""

    lead: FundingLead
    fits: tuple[tuple[Dossier, FundingFit], ...]
    near: tuple[FundingLead, ...]


@dataclass(frozen=True, slots=True)
class WatchList:
    """The funding leads by deadline, those without one last; and the dossiers by number."""

    leads: tuple[WatchedLead, ...]
    dossiers: tuple[Dossier, ...]

    def lead(self, lead_id: int | None) -> WatchedLead | None:
        """Return one lead; None when it is no longer there."""
        return next((one for one in self.leads if one.lead.id == lead_id), None)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A funding lead of one dossier, and why it fits."""

    lead: FundingLead
    why: str


def watch_list(campaign: CampaignReader) -> WatchList:
    """Return the leads and the dossiers they fit."""
    dossiers = tuple(sorted(campaign.find(Dossier), key=lambda d: (d.number, d.id)))
    by_id = {dossier.id: dossier for dossier in dossiers}
    leads = sorted(campaign.find(FundingLead), key=_by_deadline)
    near: dict[int, list[FundingLead]] = {lead.id: [] for lead in leads}
    for one, other in near_leads(leads):
        near[one.id].append(other)
        near[other.id].append(one)
    fits: dict[int, list[tuple[Dossier, FundingFit]]] = {lead.id: [] for lead in leads}
    for fit in campaign.find(FundingFit):
        fits[fit.lead_id].append((by_id[fit.dossier_id], fit))
    return WatchList(
        tuple(
            WatchedLead(
                lead,
                tuple(sorted(fits[lead.id], key=lambda pair: pair[0].number)),
                tuple(near[lead.id]),
            )
            for lead in leads
        ),
        tuple(dossier for dossier in dossiers if dossier.withdrawn_on is None),
    )


def _by_deadline(lead: FundingLead) -> tuple[bool, date, str, str, int]:
    return (lead.deadline is None, lead.deadline or date.min, lead.funder, lead.scheme, lead.id)


def suggestions(campaign: CampaignReader, dossier_id: int) -> tuple[Suggestion, ...]:
    """Return the funding leads of one dossier, by deadline."""
    return suggestions_by_dossier(campaign, dossier_id=dossier_id).get(dossier_id, ())


def suggestions_by_dossier(
    campaign: CampaignReader, **equals: object
) -> Mapping[int, tuple[Suggestion, ...]]:
    """Return the funding leads of every dossier that has some, by deadline."""
    leads = {lead.id: lead for lead in campaign.find(FundingLead)}
    found: dict[int, list[Suggestion]] = {}
    for fit in campaign.find(FundingFit, **equals):
        found.setdefault(fit.dossier_id, []).append(Suggestion(leads[fit.lead_id], fit.why))
    return {
        dossier: tuple(sorted(those, key=lambda one: _by_deadline(one.lead)))
        for dossier, those in found.items()
    }


# Changing ---------------------------------------------------------------------------------------


def add_lead(
    campaign: CampaignFile, details: LeadDetails, dossier_ids: Sequence[int] = ()
) -> ChangeSet:
    """Add a lead to the watch list, with the dossiers it may fit."""
    details = _checked(details)
    for dossier_id in dossier_ids:
        the_dossier(campaign, dossier_id)
    with campaign.change(message("funding lead {name}", name=_name(details))) as work:
        lead_id = work.new_id(FundingLead)
        work.put(_lead(lead_id, details))
        work.put_all([FundingFit(lead_id, dossier_id) for dossier_id in dossier_ids])
    return campaign.last_change


def edit_lead(campaign: CampaignFile, lead_id: int, details: LeadDetails) -> ChangeSet:
    """Change what is told of a lead."""
    the_lead(campaign, lead_id)
    details = _checked(details)
    with campaign.change(message("funding lead {name} edited", name=_name(details))) as work:
        work.put(_lead(lead_id, details))
    return campaign.last_change


def remove_lead(campaign: CampaignFile, lead_id: int) -> ChangeSet:
    """Take a lead off the watch list, and off the dossiers it fitted."""
    lead = the_lead(campaign, lead_id)
    with campaign.change(message("funding lead {name} taken away", name=lead_name(lead))) as work:
        for fit in work.find(FundingFit, lead_id=lead_id):
            work.remove(fit)
        work.remove(lead)
    return campaign.last_change


def fit_lead(campaign: CampaignFile, lead_id: int, dossier_id: int, why: str = "") -> ChangeSet:
    """Say that a lead fits a dossier, and why; again with other words replaces them."""
    lead, dossier = the_lead(campaign, lead_id), the_dossier(campaign, dossier_id)
    action = message("funding lead {name}, {title}", name=lead_name(lead), title=dossier.title)
    with campaign.change(action) as work:
        work.put(FundingFit(lead_id, dossier_id, why.strip()))
    return campaign.last_change


def unfit_lead(campaign: CampaignFile, lead_id: int, dossier_id: int) -> ChangeSet:
    """Say that a lead does not fit a dossier after all."""
    lead, dossier = the_lead(campaign, lead_id), the_dossier(campaign, dossier_id)
    action = message(
        "funding lead {name} taken off, {title}", name=lead_name(lead), title=dossier.title
    )
    with campaign.change(action) as work:
        work.remove(FundingFit(lead_id, dossier_id))
    return campaign.last_change


def join_leads(campaign: CampaignFile, kept_id: int, other_id: int) -> ChangeSet:
    """Make one lead of two that a person found to be the same scheme.

    The kept one keeps its words; where it has none it takes those of the other, whose dossiers
    become its own.
    """
    kept, other = the_lead(campaign, kept_id), the_lead(campaign, other_id)
    if kept_id == other_id:
        raise Failure(message("These are one lead already. Nothing was changed."))
    whole = replace(
        kept,
        scheme=kept.scheme or other.scheme,
        conditions=kept.conditions or other.conditions,
        deadline=kept.deadline or other.deadline,
        link=kept.link or other.link,
    )
    with campaign.change(message("funding leads joined, {name}", name=lead_name(kept))) as work:
        for fit in work.find(FundingFit, lead_id=other_id):
            held = work.get(FundingFit, kept_id, fit.dossier_id)
            why = held.why if held is not None and held.why else fit.why
            work.put(FundingFit(kept_id, fit.dossier_id, why))
            work.remove(fit)
        work.put(whole)
        work.remove(other)
    return campaign.last_change


def the_lead(campaign: CampaignReader, lead_id: int) -> FundingLead:
    """Return a lead; Failure when it is no longer in the file."""
    found = campaign.get(FundingLead, lead_id)
    if found is None:
        raise Failure(message("This funding lead is no longer in the file. Nothing was changed."))
    return found


def lead_name(lead: FundingLead) -> str:
    """Return what a lead is called: its funder, then its scheme."""
    return " – ".join(part for part in (lead.funder, lead.scheme) if part)


def _name(details: LeadDetails) -> str:
    return " – ".join(part for part in (details.funder, details.scheme) if part)


def _checked(details: LeadDetails) -> LeadDetails:
    stripped = replace(
        details,
        funder=details.funder.strip(),
        scheme=details.scheme.strip(),
        conditions=details.conditions.strip(),
        link=details.link.strip(),
    )
    if not stripped.funder:
        raise Failure(message("A funding lead needs a funder. Nothing was changed."))
    return stripped


def _lead(lead_id: int, details: LeadDetails) -> FundingLead:
    return FundingLead(
        lead_id,
        details.funder,
        details.scheme,
        details.conditions,
        details.deadline,
        details.link,
        details.state,
    )
