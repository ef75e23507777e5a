"""Quorum and vote rules: data of the campaign, never imposed, always printed (DOMAIN 2.4, 3.8)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class QuorumThreshold(Enum):
    """How many of the composing members are needed."""

    HALF_AT_LEAST = "half_at_least"
    MAJORITY = "majority"


@dataclass(frozen=True, slots=True)
class QuorumRule:
    """The rule a campaign chose; the default is that of consultative commissions (R. 133-10).

    ``counts_proxies``: whether a mandate counts as being there. ``leaves_out_recused``: whether
    members recused on an item leave the composition of that item. ``college`` names the one that
    must be half at least of those found (LEADER); empty, there is no second test.
    """

    threshold: QuorumThreshold = QuorumThreshold.HALF_AT_LEAST
    counts_proxies: bool = True
    leaves_out_recused: bool = True
    college: str = ""

    def required(self, members: int) -> int:
        """Return how many are needed out of ``members``: 12 gives 6, or 7 for a majority."""
        if self.threshold is QuorumThreshold.MAJORITY:
            return members // 2 + 1
        return (members + 1) // 2


@dataclass(frozen=True, slots=True)
class Quorum:
    """A quorum as found on one item.

    ``of_college`` is how many of those found belong to the college of a double quorum, None when
    the rule names none. ``is_waived``: a second meeting, which needs no quorum.
    """

    required: int
    found: int
    members: int
    of_college: int | None = None
    is_waived: bool = False

    @property
    def is_reached(self) -> bool:
        """Whether the rule holds: as many as required, and the college half of them."""
        if self.is_waived or self.of_college is None:
            return self.is_waived or self.found >= self.required
        return double_quorum(self, present=self.found, present_of_college=self.of_college)


def quorum(
    rule: QuorumRule,
    *,
    members: int,
    present: int,
    proxies: int = 0,
    recused: int = 0,
    of_college: int = 0,
    is_waived: bool = False,
) -> Quorum:
    """Return the quorum on one item.

    ``members`` compose the body, ``recused`` of them stepped back from the item; ``present`` (in
    the room or on the line) and ``proxies`` leave the recused out already, and so does
    ``of_college``, how many of those the rule counts belong to its college.
    """
    composing = members - recused if rule.leaves_out_recused else members
    found = present + (proxies if rule.counts_proxies else 0)
    college = of_college if rule.college else None
    return Quorum(rule.required(composing), found, composing, college, is_waived)


def double_quorum(first: Quorum, *, present: int, present_of_college: int) -> bool:
    """Return whether a LEADER-like double quorum holds: the college is half of those present."""
    return first.found >= first.required and 2 * present_of_college >= present


class VoteResult(Enum):
    """What a vote for or against says."""

    ADOPTED = "adopted"
    REJECTED = "rejected"
    NO_VOTE_CAST = "no_vote_cast"


def vote_result(
    *, in_favour: int, against: int, chair_in_favour: bool | None = None, is_secret: bool = False
) -> VoteResult:
    """Return the result by majority of the votes cast; abstentions are not votes cast.

    On a tie the chair's vote decides, except in a secret ballot (CGCT L. 2121-20).
    """
    if not in_favour and not against:
        return VoteResult.NO_VOTE_CAST
    if in_favour == against and chair_in_favour is not None and not is_secret:
        return VoteResult.ADOPTED if chair_in_favour else VoteResult.REJECTED
    return VoteResult.ADOPTED if in_favour > against else VoteResult.REJECTED
