"""Refuse a change of a body that what was noted at its meetings contradicts.

Who was in the room is never stored: it is told from the events of a meeting and from the body as it
sits on its day. A member, the rules or the day that changes would make a meeting impossible, and so
unreadable: its events are followed again with the body as it would be.
"""

from __future__ import annotations

from collections.abc import Iterable

from euralens_desk.domain.meeting import Meeting
from euralens_desk.domain.messages import Failure, message
from euralens_desk.domain.people import Committee, Member
from euralens_desk.domain.room import body_on, is_possible
from euralens_desk.usecases.lookup import the_committee, the_meeting
from euralens_desk.usecases.ports import CampaignReader
from euralens_desk.usecases.room import meeting_body, meeting_events


def refuse_member(campaign: CampaignReader, after: Member) -> None:
    """Refuse a member as he would be: a term, a role or a seat that a meeting rests on."""
    committee = the_committee(campaign, after.committee_id)
    known = campaign.find(Member, committee_id=committee.id)
    members = [after if member.id == after.id else member for member in known]
    _refuse(campaign, committee, members, campaign.find(Meeting, committee_id=committee.id))


def refuse_rules(campaign: CampaignReader, after: Committee) -> None:
    """Refuse a body with the rules it would have: mandates that were given and no longer may."""
    members = campaign.find(Member, committee_id=after.id)
    _refuse(campaign, after, members, campaign.find(Meeting, committee_id=after.id))


def refuse_day(campaign: CampaignReader, after: Meeting) -> None:
    """Refuse a meeting on the day it would be moved to: members out of their term were there."""
    committee = the_committee(campaign, after.committee_id)
    members = campaign.find(Member, committee_id=committee.id)
    _refuse(campaign, committee, members, (after,))


def _refuse(
    campaign: CampaignReader,
    committee: Committee,
    members: Iterable[Member],
    meetings: Iterable[Meeting],
) -> None:
    """Raise at the first meeting that could be followed and no longer can."""
    there = tuple(members)
    for after in meetings:
        events = meeting_events(campaign, after.id)
        if is_possible(body_on(there, committee.rules, after.held_on), events):
            continue
        before = the_meeting(campaign, after.id)
        if is_possible(meeting_body(campaign, before), events):
            raise Failure(
                message(
                    "What was noted at the meeting of {day} rests on this: correct the meeting "
                    "first. Nothing was changed.",
                    day=before.held_on,
                )
            )
