"""Funding leads (dispositifs): a watch list that the dossiers of a campaign share (DOMAIN 1.1)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from itertools import combinations

from euralens_desk.domain.likeness import Title, are_near
from euralens_desk.domain.text_cleaning import key


class LeadState(Enum):
    """Whether one can apply."""

    OPEN = "open"
    ANNOUNCED = "announced"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class FundingLead:
    """A scheme of a funder: what it asks, until when, where it is told."""

    id: int
    funder: str
    scheme: str
    conditions: str = ""
    deadline: date | None = None
    link: str = ""
    state: LeadState = LeadState.OPEN

    def is_expired(self, today: date) -> bool:
        """Whether its deadline is over; a closed one is no longer awaited."""
        return self.deadline is not None and self.deadline < today


@dataclass(frozen=True, slots=True)
class FundingFit:
    """Why a funding lead fits one dossier."""

    lead_id: int
    dossier_id: int
    why: str = ""


class LeadFilter(Enum):
    """Which leads of the watch list are shown, by their deadline."""

    ALL = "all"
    TO_COME = "to_come"
    SOON = "soon"
    UNDATED = "undated"
    EXPIRED = "expired"


SOON_DAYS = 30
"""A deadline is soon when it is at most so many days away."""


def passes(lead: FundingLead, which: LeadFilter, today: date) -> bool:
    """Whether a lead is shown under a filter."""
    if which is LeadFilter.ALL:
        return True
    if lead.deadline is None:
        return which is LeadFilter.UNDATED
    if which is LeadFilter.EXPIRED:
        return lead.deadline < today
    if which is LeadFilter.SOON:
        return 0 <= (lead.deadline - today).days <= SOON_DAYS
    return which is LeadFilter.TO_COME and lead.deadline >= today


def holds(text: str, sought: str) -> bool:
    """Whether every word sought stands in a text, without accents, case or hyphens."""
    within = key(text)
    return all(word in within for word in key(sought).split())


def search_text(lead: FundingLead) -> str:
    """Return what a search of the watch list looks into."""
    return " ".join((lead.funder, lead.scheme, lead.conditions, lead.link))


def near_leads(leads: Iterable[FundingLead]) -> tuple[tuple[FundingLead, FundingLead], ...]:
    """Return the pairs that may be one scheme noted twice, for a person to look at."""
    named = [(lead, Title.of(f"{lead.funder} {lead.scheme}")) for lead in leads]
    return tuple(
        (one, other)
        for (one, title), (other, second) in combinations(named, 2)
        if are_near(title, second)
    )
