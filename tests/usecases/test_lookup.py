"""What must be there and is not is told calmly, and nothing changed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fakes import FakeCampaignFile

from euralens_desk.domain.messages import Failure
from euralens_desk.domain.people import CommitteeKind
from euralens_desk.usecases import lookup


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (lookup.the_campaign, "holds no campaign"),
        (lambda file: lookup.the_dossier(file, 1), "dossier is no longer"),
        (lambda file: lookup.the_member(file, 1), "member is no longer"),
        (lambda file: lookup.the_meeting(file, 1), "meeting is no longer"),
        (lambda file: lookup.committee_of_kind(file, CommitteeKind.EXPERT), "no such committee"),
        (lambda file: lookup.committee_with_code(file, "jury"), "no committee jury"),
    ],
)
def test_what_is_gone_is_told(ask: Callable[[FakeCampaignFile], object], said: str) -> None:
    with pytest.raises(Failure, match=said):
        ask(FakeCampaignFile())
