"""Convene a meeting: the day its convocations left, and the warning when it is late."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from euralens_desk.domain.meeting import Meeting
from euralens_desk.domain.messages import Failure, Message, message, plural_message
from euralens_desk.usecases.changes import ChangeSet
from euralens_desk.usecases.lookup import the_meeting
from euralens_desk.usecases.ports import CampaignFile


def convene(campaign: CampaignFile, meeting_id: int, day: date) -> ChangeSet:
    """Note the day the convocations left; ``convocation_remark`` tells when it is late."""
    meeting = the_meeting(campaign, meeting_id)
    if day > meeting.held_on:
        raise Failure(message("The convocation can't leave after the meeting. Nothing changed."))
    with campaign.change(message("meeting of {day} convened", day=meeting.held_on)) as work:
        work.put(replace(meeting, convened_on=day))
    return campaign.last_change


CONVOCATION_DAYS = 5
"""How many days before a meeting the convocation leaves (décret 2006-672, art. 9)."""


def convocation_remark(meeting: Meeting, day: date) -> Message | None:
    """Return the warning due when a convocation leaves on ``day``, None when it is early enough."""
    left = (meeting.held_on - day).days
    if left >= CONVOCATION_DAYS:
        return None
    if left < 0:
        return message("The convocation is dated after the meeting: correct one of the two days.")
    if left == 0:
        return message(
            "The convocation leaves on the very day of the meeting; {least} days before are "
            "usual. It remains possible, for urgency.",
            least=CONVOCATION_DAYS,
        )
    return plural_message(
        "The convocation leaves {count} day before the meeting; {least} are usual. It remains "
        "possible, for urgency.",
        "The convocation leaves {count} days before the meeting; {least} are usual. It remains "
        "possible, for urgency.",
        left,
        least=CONVOCATION_DAYS,
    )
