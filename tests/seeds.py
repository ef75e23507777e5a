"""Small campaigns that several tests start from."""

from __future__ import annotations

from euralens_desk.domain.campaign import Campaign
from euralens_desk.domain.people import Committee, CommitteeKind, Member, Role

CAMPAIGN = Campaign("Promotion 2022", 2022)
EXPERTS = Committee(1, "c1", "experts", "Comité d’expertise", CommitteeKind.EXPERT)
STUDENTS = Committee(2, "c2", "lyceens", "Comité lycéen", CommitteeKind.STUDENT)
TECHNICAL = Committee(3, "c3", "technique", "Comité technique", CommitteeKind.TECHNICAL)
PROMOTION = (CAMPAIGN, EXPERTS, STUDENTS, TECHNICAL)
"""A campaign with its three committees."""

ALTERNATE = 6
"""The alternate of member 4."""


def members(count: int) -> tuple[Member, ...]:
    """Return the first members of the experts."""
    return tuple(Member(i, f"m{i}", 1, f"E{i:02d}", f"Membre {i}") for i in range(1, count + 1))


def body_of_five(*, is_voting: bool = True) -> tuple[object, ...]:
    """Return a campaign, two committees, five experts and the alternate of one of them."""
    alternate = Member(
        ALTERNATE,
        "m6",
        1,
        "E06",
        "Membre 6",
        role=Role.ALTERNATE,
        is_voting=is_voting,
        alternate_of=4,
    )
    return (CAMPAIGN, EXPERTS, STUDENTS, *members(5), alternate)
