"""What a closed campaign refuses, and what remains possible: its follow-up (DOMAIN 5.2).

The file of the campaign asks this rule once for each change; no use case has to.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import replace

from euralens_desk.domain.campaign import Campaign
from euralens_desk.domain.follow_up import Commitment, Letter, SupportPlan
from euralens_desk.domain.funding import FundingFit, FundingLead
from euralens_desk.domain.messages import Failure, message

FOLLOWED = frozenset({Commitment, SupportPlan, Letter, FundingLead, FundingFit})
"""The kinds of record that go on living after the closing; any other is frozen."""


def refuse_when_closed(
    before: Campaign | None, after: Campaign | None, kinds: AbstractSet[type]
) -> None:
    """Refuse a change to what the closing of the campaign froze.

    ``before`` and ``after`` are the campaign around the change, ``kinds`` all that it touches. The
    day of the closing itself may change: that is how the campaign is opened again.
    """
    if before is None or before.closed_on is None:
        return
    frozen = set(kinds - FOLLOWED)
    if after is not None and replace(before, closed_on=after.closed_on) == after:
        frozen.discard(Campaign)
    if frozen:
        raise Failure(
            message(
                "The campaign was closed on {day}: its dossiers, opinions, meetings and acts no "
                "longer change. Nothing was changed. Open it again first, from the follow-up.",
                day=before.closed_on,
            )
        )
