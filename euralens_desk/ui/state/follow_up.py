"""The list of the follow-up: a line for each commitment and for each accompaniment, filtered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from euralens_desk.domain.follow_up import Commitment, Side
from euralens_desk.domain.funding import holds
from euralens_desk.usecases.follow_up import Followed, FollowUp


class View(Enum):
    """What the page shows; also a target when it is asked for."""

    COMMITMENTS = "commitments"
    LETTERS = "letters"


@dataclass(frozen=True, slots=True)
class LetterSpot:
    """A place of the page: the message due about a dossier."""

    dossier_id: int


class Shown(Enum):
    """The filters of the list."""

    OVERDUE = "overdue"
    THIS_MONTH = "this_month"
    LEADER = "leader"
    POLE = "pole"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: a commitment, or the accompaniment of a dossier when there is none."""

    followed: Followed
    commitment: Commitment | None = None

    @property
    def key(self) -> int:
        """What the line is known by: the commitment, or the dossier as a negative number."""
        held = self.commitment
        return -self.followed.dossier.id if held is None else held.id

    @property
    def due_on(self) -> date | None:
        """When it is due: the commitment, or the next review."""
        held = self.commitment
        return self.followed.plan.next_review_on if held is None else held.due_on

    @property
    def done_on(self) -> date | None:
        """When it was done; an accompaniment goes on."""
        return self.commitment.done_on if self.commitment else None

    def is_overdue(self, today: date) -> bool:
        """Whether it should be done by now."""
        return self.done_on is None and self.due_on is not None and self.due_on < today


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of the list; no filter is everything."""

    words: str = ""
    shown: frozenset[Shown] = frozenset()
    dossier_id: int | None = None


def entries(found: FollowUp) -> tuple[Entry, ...]:
    """Return the lines by date: what is not done, what has no date, then what is done."""
    lines = [Entry(one) for one in found.dossiers]
    lines += [Entry(one, held) for one, held in found.commitments]
    return tuple(sorted(lines, key=_order))


def _order(entry: Entry) -> tuple[bool, bool, date, str, int]:
    due, number = entry.due_on, entry.followed.dossier.number
    return (entry.done_on is not None, due is None, due or date.min, number, entry.key)


def passes(entry: Entry, which: Shown, today: date) -> bool:
    """Whether a line is shown under a filter; « this month » takes what is late with it."""
    due, side = entry.due_on, entry.commitment.side if entry.commitment else None
    if which is Shown.DONE:
        return entry.done_on is not None
    if which is Shown.OVERDUE:
        return entry.is_overdue(today)
    if which is Shown.THIS_MONTH:
        is_now = due is not None and (due.year, due.month) == (today.year, today.month)
        return is_now and entry.done_on is None
    return side is (Side.LEADER if which is Shown.LEADER else Side.POLE)


def answering(lines: Sequence[Entry], asked: Asked, today: date) -> tuple[Entry, ...]:
    """Return the lines that answer: the dossier, one of the filters, and every word."""
    return tuple(
        entry
        for entry in lines
        if asked.dossier_id in (None, entry.followed.dossier.id)
        and (not asked.shown or any(passes(entry, which, today) for which in asked.shown))
        and holds(_text(entry), asked.words)
    )


def counts(lines: Sequence[Entry], today: date) -> dict[Shown, int]:
    """Return how many lines each filter would show."""
    return {which: sum(passes(entry, which, today) for entry in lines) for which in Shown}


def _text(entry: Entry) -> str:
    dossier, held, plan = entry.followed.dossier, entry.commitment, entry.followed.plan
    known = (dossier.number, dossier.title, *dossier.project_leaders)
    said = (held.what, held.who, held.towards) if held else (plan.referent, plan.expert)
    return " ".join((*known, *said))
