"""What the scoring page asks of the file."""

from __future__ import annotations

from dataclasses import dataclass

from euralens_desk.domain.people import Committee, CommitteeKind, Member
from euralens_desk.usecases.lookup import dossiers_by_number
from euralens_desk.usecases.ports import CampaignReader
from euralens_desk.usecases.reading import Reading, reading
from euralens_desk.usecases.scoring import FilledSheet, filled_sheet


@dataclass(frozen=True, slots=True)
class Roster:
    """Who may score, and whether there is anything to score."""

    members: tuple[Member, ...]
    dossiers: int


def roster(campaign: CampaignReader) -> Roster:
    """Return the voting members of the committees of experts, by name code."""
    experts = {c.id for c in campaign.find(Committee) if c.kind is CommitteeKind.EXPERT}
    members = [m for m in campaign.find(Member) if m.committee_id in experts and m.is_voting]
    found = tuple(sorted(members, key=lambda member: (member.committee_id, member.code)))
    return Roster(found, len(dossiers_by_number(campaign)))


@dataclass(frozen=True, slots=True)
class OpenSheet:
    """One sheet and all there is to read beside it."""

    sheet: FilledSheet
    reading: Reading


def open_sheet(campaign: CampaignReader, member_id: int, dossier_id: int) -> OpenSheet:
    """Return a sheet as it is opened; Failure for a member who stepped back from the dossier."""
    return OpenSheet(
        filled_sheet(campaign, member_id, dossier_id), reading(campaign, member_id, dossier_id)
    )
