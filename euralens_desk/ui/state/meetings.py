"""A meeting on screen: who counts on a point, what its vote lacks, hours as people type them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time
from enum import Enum

from euralens_desk.domain.aggregation import CriterionStatistics
from euralens_desk.domain.campaign import Rules
from euralens_desk.domain.disagreement import DebateFlag, debate_flags
from euralens_desk.domain.grid import CriteriaGrid
from euralens_desk.domain.meeting import ActKind, Outcome, Presence
from euralens_desk.domain.people import CommitteeKind
from euralens_desk.domain.room import THERE
from euralens_desk.domain.tally import insufficient
from euralens_desk.usecases.proceedings import Point, Proceedings
from euralens_desk.usecases.votes import miscount


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of the page: a meeting, and the dossier of one of its points."""

    meeting_id: int
    dossier_id: int | None = None


@dataclass(frozen=True, slots=True)
class LiveSpot:
    """A place of the page: the meeting that is held, where it was left."""


@dataclass(frozen=True, slots=True)
class ReadySpot:
    """A place of the page: a meeting in the list of all, with what is left to prepare of it."""

    meeting_id: int


@dataclass(frozen=True, slots=True)
class ActsSpot:
    """A place of the page: the acts, and one dossier of them."""

    dossier_id: int


@dataclass(frozen=True, slots=True)
class LeadSpot:
    """A place of the page: the watch list of the funding leads, and one of them."""

    lead_id: int | None = None


CYCLE = (
    Presence.PRESENT,
    Presence.REMOTE,
    Presence.PROXY,
    Presence.EXCUSED,
    Presence.ABSENT,
)
"""The order in which Space goes through the presences."""


def following(presence: Presence | None) -> Presence:
    """Return the presence after this one; the first when nothing was noted."""
    return CYCLE[0] if presence is None else CYCLE[(CYCLE.index(presence) + 1) % len(CYCLE)]


def toggled(presence: Presence | None) -> Presence:
    """Return what Space notes while the meeting is held: who is there leaves, the others arrive."""
    return Presence.ABSENT if presence in THERE else Presence.PRESENT


class Wanting(Enum):
    """What a point still needs before the next one."""

    COUNT = "count"
    CASTING = "casting"
    OUTCOME = "outcome"
    REASONS = "reasons"


def wanting(
    total: int,
    expected: int,
    explained: str,
    outcome: Outcome | None,
    reasons: str,
    *,
    asks_chair: bool = False,
) -> Wanting | None:
    """Return what is missing first, None when the point may be left.

    ``asks_chair``: the votes are a tie that the chair is to settle, and has not settled yet.
    """
    if miscount(total, expected) is not None and not explained:
        return Wanting.COUNT
    if asks_chair:
        return Wanting.CASTING
    if outcome is None:
        return Wanting.OUTCOME
    return None if reasons else Wanting.REASONS


def is_done(point: Point) -> bool:
    """Whether the committee's proposition on the point is recorded."""
    return ActKind.PROPOSAL in point.acts


def left_open(held: Proceedings) -> int:
    """Return how many dossiers a closing would leave undiscussed, or the experts unproposed."""
    votes = held.committee.kind is CommitteeKind.EXPERT
    discussed = {one.item.id for one in held.course if one.spans}
    return sum(
        point.item.id not in discussed or (votes and not is_done(point) and point.hindrance is None)
        for point in held.points
    )


@dataclass(frozen=True, slots=True)
class StripLine:
    """One criterion in the centre of the page; ``median`` is None when it would mislead."""

    number: str
    label: str
    counts: tuple[int, ...]
    no_opinion: int
    median: int | None
    flag: DebateFlag | None
    is_left_out: bool
    """Not applicable to this dossier."""


@dataclass(frozen=True, slots=True)
class StripAxis:
    """One axis with its lines."""

    heading: str
    lines: tuple[StripLine, ...]


def strips(
    grid: CriteriaGrid, figures: Sequence[CriterionStatistics], rules: Rules
) -> tuple[StripAxis, ...]:
    """Return the strips of one dossier, axis by axis; ``figures`` follow the grid."""
    criteria = grid.criteria
    return tuple(
        StripAxis(
            f"{axis.number}. {axis.label}",
            tuple(
                _strip(criteria[p].number, criteria[p].label, figures[p], rules) for p in positions
            ),
        )
        for axis, positions in grid.positions_by_axis()
    )


def _strip(number: str, label: str, figure: CriterionStatistics, rules: Rules) -> StripLine:
    tally, majority = figure.tally, figure.majority
    too_few = insufficient(tally, rules.minimum_share)
    flags = debate_flags(tally, rules.thresholds)
    left_out = bool(tally.not_applicable) and not tally.n
    return StripLine(
        number,
        label,
        tally.counts,
        tally.no_opinion,
        None if too_few or majority is None else majority.level,
        flags[0] if flags and not left_out else None,
        left_out,
    )


def sheets(figures: Sequence[CriterionStatistics]) -> tuple[int, int, int]:
    """Return how many sheets hold an answer, how many hold none, and the blanks of the first."""
    answered = [f.tally.n + f.tally.no_opinion for f in figures]
    given = max(answered, default=0)
    expected = max((f.tally.eligible for f in figures), default=0)
    lacking = max(0, expected - given)
    blank = sum(
        max(0, f.tally.eligible - lacking - known)
        for f, known in zip(figures, answered, strict=True)
    )
    return given, lacking, blank


_HOUR = re.compile(r"(\d{1,2})\s*(?:[hH:.]\s*(\d{1,2})?)?")


def parse_time(text: str) -> time | None:
    """Return an hour typed as « 13 h 30 », « 13:30 », « 13h » or « 13 »; None for no text.

    Raises ValueError for what is not an hour.
    """
    wanted = " ".join(text.split())
    if not wanted:
        return None
    found = _HOUR.fullmatch(wanted)
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (24, 0)
    if hour > 23 or minute > 59:
        raise ValueError(text)
    return time(hour, minute)
