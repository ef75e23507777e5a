"""Find one record that must be there, or say calmly that it is gone."""

from __future__ import annotations

from euralens_desk.domain.campaign import Campaign, GridVersion
from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.grid import CriteriaGrid
from euralens_desk.domain.meeting import AgendaItem, Meeting
from euralens_desk.domain.messages import Failure, message
from euralens_desk.domain.people import Committee, CommitteeKind, Member
from euralens_desk.domain.preselection import Preselection, Stage, running
from euralens_desk.usecases.ports import CampaignReader


def the_campaign(campaign: CampaignReader) -> Campaign:
    """Return the one campaign of the file."""
    found = campaign.get(Campaign, 1)
    if found is None:
        raise Failure(message("This file holds no campaign. Nothing was changed."))
    return found


def the_dossier(campaign: CampaignReader, dossier_id: int) -> Dossier:
    """Return a dossier; Failure when it is no longer in the file."""
    found = campaign.get(Dossier, dossier_id)
    if found is None:
        raise Failure(message("This dossier is no longer in the file. Nothing was changed."))
    return found


def the_member(campaign: CampaignReader, member_id: int) -> Member:
    """Return a member; Failure when it is no longer in the file."""
    found = campaign.get(Member, member_id)
    if found is None:
        raise Failure(message("This member is no longer in the file. Nothing was changed."))
    return found


def the_committee(campaign: CampaignReader, committee_id: int) -> Committee:
    """Return a committee; Failure when it is no longer in the file."""
    found = campaign.get(Committee, committee_id)
    if found is None:
        raise Failure(message("This committee is no longer in the file. Nothing was changed."))
    return found


def the_meeting(campaign: CampaignReader, meeting_id: int) -> Meeting:
    """Return a meeting; Failure when it is no longer in the file."""
    found = campaign.get(Meeting, meeting_id)
    if found is None:
        raise Failure(message("This meeting is no longer in the file. Nothing was changed."))
    return found


def the_item(campaign: CampaignReader, item_id: int) -> AgendaItem:
    """Return an item of an agenda; Failure when it is no longer in the file."""
    found = campaign.get(AgendaItem, item_id)
    if found is None:
        raise Failure(message("This item is no longer on the agenda. Nothing was changed."))
    return found


def committee_of_kind(campaign: CampaignReader, kind: CommitteeKind) -> Committee:
    """Return the committee of a kind; Failure when the campaign has none."""
    found = [c for c in campaign.find(Committee) if c.kind is kind]
    if not found:
        raise Failure(message("This campaign has no such committee. Nothing was changed."))
    return found[0]


def committee_with_code(campaign: CampaignReader, code: str) -> Committee:
    """Return the committee that files and the command line call ``code``."""
    found = campaign.find(Committee, code=code)
    if not found:
        known = ", ".join(sorted(committee.code for committee in campaign.find(Committee)))
        raise Failure(
            message("There is no committee {code}. Known: {known}.", code=code, known=known)
        )
    return found[0]


def grid_in_force(campaign: CampaignReader, committee_id: int) -> CriteriaGrid | None:
    """Return the grid a committee scores on: the highest version; None without a grid."""
    versions = campaign.find(GridVersion, committee_id=committee_id)
    return max(versions, key=lambda version: version.version).grid if versions else None


def stages(campaign: CampaignReader) -> dict[int, Stage | None]:
    """Return what the preselection decided, by dossier; nothing was for those that are absent."""
    return {found.dossier_id: found.stage for found in campaign.find(Preselection)}


def dossiers_by_number(campaign: CampaignReader) -> tuple[Dossier, ...]:
    """Return the dossiers the committees look at, by number: candidates not withdrawn."""
    standing = [d for d in campaign.find(Dossier) if d.withdrawn_on is None]
    found = running(standing, stages(campaign))
    return tuple(sorted(found, key=lambda dossier: dossier.number))


def the_candidate(campaign: CampaignReader, dossier_id: int) -> Dossier:
    """Return a dossier the committees look at; Failure when the preselection left it out."""
    dossier = the_dossier(campaign, dossier_id)
    if not running((dossier,), stages(campaign)):
        raise Failure(
            message(
                "{title} is not a candidate: the committees do not look at it. "
                "Nothing was changed. Choose it at the preselection first.",
                title=dossier.title,
            )
        )
    return dossier
