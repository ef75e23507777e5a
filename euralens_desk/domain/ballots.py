"""Paper ballots of one dossier: their numbers, re-reading ten by ten, counts that do not agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from euralens_desk.domain.sheet import Ballot
from euralens_desk.domain.tally import Tally

LEAST_TOLD = 5
"""Under so many ballots no detail is shown: it could be traced to a person (TRUST 3d.7)."""

PILE = 10
"""How many ballots a second person re-reads at a time (UX, screen 7b)."""


def in_order(ballots: Iterable[Ballot]) -> tuple[Ballot, ...]:
    """Return ballots as they were entered; those without a number come first."""
    return tuple(sorted(ballots, key=lambda ballot: (ballot.number or 0, ballot.id)))


def next_number(ballots: Sequence[Ballot]) -> int:
    """Return the number of the next ballot of a dossier, above all there are."""
    return max(len(ballots), *(ballot.number or 0 for ballot in ballots), 0) + 1


def batches(ballots: Iterable[Ballot]) -> tuple[str, ...]:
    """Return the batches that can still be re-read, in the order they were begun."""
    numbered = (ballot for ballot in in_order(ballots) if ballot.number is not None)
    return tuple(dict.fromkeys(ballot.batch for ballot in numbered))


def piles(ballots: Iterable[Ballot], batch: str) -> tuple[tuple[Ballot, ...], ...]:
    """Return the ballots of a batch, ten by ten."""
    found = [b for b in in_order(ballots) if b.batch == batch and b.number is not None]
    return tuple(tuple(found[start : start + PILE]) for start in range(0, len(found), PILE))


def ballot_tallies(ballots: Sequence[Ballot], criteria: int, levels: int) -> tuple[Tally, ...]:
    """Count ballots by sub-criterion."""
    return tuple(
        Tally.of((ballot.marks[place] for ballot in ballots), levels) for place in range(criteria)
    )


def unanimous(tallies: Sequence[Tally]) -> tuple[int, ...]:
    """Return the sub-criteria on which all ballots say the same: telling it tells each answer."""
    return tuple(
        place
        for place, tally in enumerate(tallies)
        if tally.expected and max(tally.counts, default=0) == tally.expected
    )


def expected_count(counted: Mapping[int, int]) -> int | None:
    """Return how many ballots most boxes held, or None when no number stands out.

    Every lycéen puts one ballot in each box, so that a box that differs is worth a second look.
    """
    if len(counted) < 3:
        return None
    ((number, times),) = Counter(counted.values()).most_common(1)
    return number if 2 * times > len(counted) else None
