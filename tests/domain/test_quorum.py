"""Quorum and votes: the vectors of DOMAIN 3.8."""

from __future__ import annotations

import pytest

from euralens_desk.domain.quorum import (
    Quorum,
    QuorumRule,
    QuorumThreshold,
    VoteResult,
    double_quorum,
    quorum,
    vote_result,
)

HALF = QuorumRule()
MAJORITY = QuorumRule(QuorumThreshold.MAJORITY, counts_proxies=False)


@pytest.mark.parametrize(
    ("members", "half", "majority"), [(12, 6, 7), (13, 7, 7), (8, 4, 5), (11, 6, 6)]
)
def test_what_is_required(members: int, half: int, majority: int) -> None:
    assert (HALF.required(members), MAJORITY.required(members)) == (half, majority)


def test_a_mandate_counts_by_one_rule_and_not_by_the_other() -> None:
    assert quorum(HALF, members=12, present=5, proxies=1) == Quorum(6, 6, 12)
    assert quorum(HALF, members=12, present=5, proxies=1).is_reached
    assert not quorum(MAJORITY, members=12, present=5, proxies=1).is_reached


def test_the_recused_leave_the_composition_or_stay() -> None:
    keeping = QuorumRule(leaves_out_recused=False)
    assert quorum(HALF, members=12, present=5, recused=2).is_reached
    assert not quorum(keeping, members=12, present=5, recused=2).is_reached


def test_a_double_quorum_needs_both() -> None:
    first = quorum(HALF, members=20, present=11)
    assert first.is_reached
    assert not double_quorum(first, present=11, present_of_college=5)
    assert double_quorum(first, present=11, present_of_college=6)


@pytest.mark.parametrize(
    ("votes", "chair", "secret", "result"),
    [
        ((5, 5), True, False, VoteResult.ADOPTED),
        ((5, 5), False, False, VoteResult.REJECTED),
        ((5, 5), True, True, VoteResult.REJECTED),
        ((5, 5), None, False, VoteResult.REJECTED),
        ((6, 5), None, False, VoteResult.ADOPTED),
        ((0, 0), True, False, VoteResult.NO_VOTE_CAST),
    ],
)
def test_a_vote(
    votes: tuple[int, int], chair: bool | None, secret: bool, result: VoteResult
) -> None:
    found = vote_result(
        in_favour=votes[0], against=votes[1], chair_in_favour=chair, is_secret=secret
    )
    assert found is result
