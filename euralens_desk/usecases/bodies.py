"""The bodies of the campaign beyond those whose opinions are counted: added, and removed."""

from __future__ import annotations

from euralens_desk.domain.bodies import BodyRules
from euralens_desk.domain.meeting import Meeting
from euralens_desk.domain.messages import Failure, message
from euralens_desk.domain.people import Committee, CommitteeKind, Member
from euralens_desk.usecases.changes import ChangeSet
from euralens_desk.usecases.lookup import the_committee
from euralens_desk.usecases.ports import CampaignFile, CampaignReader
from euralens_desk.usecases.prepare import COMMITTEES, RULES


def addable_kinds(campaign: CampaignReader) -> tuple[CommitteeKind, ...]:
    """Return the kinds a body may be added of: one alone of each that gives an opinion."""
    known = campaign.find(Committee)
    taken = {committee.kind for committee in known if committee.gives_opinion}
    return tuple(kind for kind in CommitteeKind if kind not in taken)


def add_body(campaign: CampaignFile, kind: CommitteeKind) -> ChangeSet:
    """Add a body of a kind, under a name that may be changed; Failure for a second opinion."""
    if kind not in addable_kinds(campaign):
        raise Failure(message("Each opinion is given by one body, and it is there already."))
    known = campaign.find(Committee)
    code, name = next((code, name) for code, name, other in COMMITTEES if other is kind)
    place = _first_free(code, {committee.code for committee in known})
    name = f"{name} {place}" if place > 1 else name
    code = f"{code}-{place}" if place > 1 else code
    with campaign.change(message("body added, {name}", name=name)) as work:
        rules = RULES.get(kind, BodyRules())
        work.put(Committee(work.new_id(Committee), work.new_uuid(), code, name, kind, rules))
    return campaign.last_change


def _first_free(code: str, taken: set[str]) -> int:
    """Return the first number that makes the code free; 1 is the code alone."""
    if code not in taken:
        return 1
    return next(n for n in range(2, len(taken) + 3) if f"{code}-{n}" not in taken)


def remove_body(campaign: CampaignFile, committee_id: int) -> ChangeSet:
    """Remove a body without members or meetings; those that give an opinion stay."""
    committee = the_committee(campaign, committee_id)
    if committee.gives_opinion:
        raise Failure(
            message(
                "{name} gives one of the three opinions of the campaign: it stays. "
                "It can be renamed.",
                name=committee.name,
            )
        )
    if campaign.find(Member, committee_id=committee_id):
        raise Failure(message("{name} has members: remove them first.", name=committee.name))
    if campaign.find(Meeting, committee_id=committee_id):
        raise Failure(message("{name} has meetings: it stays in the file.", name=committee.name))
    with campaign.change(message("body removed, {name}", name=committee.name)) as work:
        work.remove(committee)
    return campaign.last_change
