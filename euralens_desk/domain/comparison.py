"""Borda counts and duels between dossiers: help for a discussion, never a decision (DOMAIN 3.5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import combinations

Scores = Sequence[Mapping[str, Fraction | int]]
"""One mapping a member: figure by dossier; a dossier he did not judge is absent."""


def duels(scores: Scores) -> dict[tuple[str, str], tuple[int, int, int]]:
    """Return, for each pair, how many members prefer the first, the second, or neither.

    A member who did not judge both dossiers is left out of that pair.
    """
    names = sorted({name for row in scores for name in row})
    found = {}
    for first, second in combinations(names, 2):
        pairs = [(row[first], row[second]) for row in scores if first in row and second in row]
        wins = sum(a > b for a, b in pairs)
        losses = sum(a < b for a, b in pairs)
        found[first, second] = (wins, losses, len(pairs) - wins - losses)
    return found


def borda(scores: Scores) -> dict[str, Fraction]:
    """Return the points of each dossier: one a member who prefers it, a half for a tie."""
    points = {name: Fraction(0) for row in scores for name in row}
    for (first, second), (wins, losses, ties) in duels(scores).items():
        points[first] += wins + Fraction(ties, 2)
        points[second] += losses + Fraction(ties, 2)
    return points


def condorcet_winner(scores: Scores) -> str | None:
    """Return the dossier that wins every duel; None when there is none, which must be said."""
    beaten = set()
    for (first, second), (wins, losses, _) in duels(scores).items():
        beaten |= {first} if wins <= losses else set()
        beaten |= {second} if losses <= wins else set()
    left = {name for row in scores for name in row} - beaten
    return left.pop() if len(left) == 1 else None
