"""Tell which meetings were held: one rule for the whole program."""

from __future__ import annotations

from euralens_desk.domain.meeting import Act, AgendaItem, EventKind, MeetingEvent, PastProposal
from euralens_desk.usecases.ports import CampaignReader

_HOLDING = frozenset((EventKind.OPENED, EventKind.ARRIVED, EventKind.CONNECTED, EventKind.ABSENT))
"""What only happens at a meeting that is held: an excuse or a mandate is noted days before."""


def held_meetings(campaign: CampaignReader) -> frozenset[int]:
    """Return the meetings, by id, that were held.

    One was when it was opened, when somebody was noted there or absent, or when something was voted
    or proposed on an item of it: a meeting may be typed afterwards.
    """
    noted = {event.meeting_id for event in campaign.find(MeetingEvent) if event.kind in _HOLDING}
    proposed = {act.item_id for act in campaign.find(Act)}
    proposed |= {past.item_id for past in campaign.find(PastProposal)}
    decided = {
        item.meeting_id
        for item in campaign.find(AgendaItem)
        if item.is_voted or item.id in proposed
    }
    return frozenset(noted | decided)


def was_held(campaign: CampaignReader, meeting_id: int) -> bool:
    """Whether a meeting was held."""
    return meeting_id in held_meetings(campaign)
