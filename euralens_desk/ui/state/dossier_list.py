"""The list of dossiers as a reader asked for it: searched, filtered, sorted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from euralens_desk.domain.dossier_state import DossierState
from euralens_desk.domain.name_groups import agglomeration_of, is_in, spellings
from euralens_desk.usecases.dossier_file import DossierFile

Plain = Callable[[str], str]


class Order(Enum):
    """The order of the list; by number until someone asks otherwise (UX 1)."""

    NUMBER = "number"
    TITLE = "title"
    LEADER = "leader"
    RECEIVED = "received"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the reader chose above the list; an empty choice filters nothing.

    A dossier answers when its state, the one its row shows, is among the ``states``.
    Dossiers that were withdrawn or left out stand aside until they are asked for.
    """

    words: str = ""
    states: tuple[DossierState, ...] = ()
    agglomeration: str = ""
    order: Order = Order.NUMBER
    with_aside: bool = False


def answering(
    files: Sequence[DossierFile], asked: Asked, plain: Plain, sort_key: Callable[[str], Any]
) -> tuple[DossierFile, ...]:
    """Return the dossiers that answer; ``plain`` folds texts, ``sort_key`` orders them."""
    words = plain(asked.words).split()
    found = [
        file
        for file in standing(files, asked)
        if (not asked.states or file.state in asked.states)
        and is_in(file.dossier, agglomeration=asked.agglomeration)
        and _holds(plain(_searched(file)), words)
    ]
    return tuple(sorted(found, key=lambda file: _place(file, asked.order, sort_key)))


def standing(files: Sequence[DossierFile], asked: Asked) -> tuple[DossierFile, ...]:
    """Return the dossiers the list is made of: without those set aside unless asked for."""
    return tuple(f for f in files if asked.with_aside or not f.is_aside)


def _searched(file: DossierFile) -> str:
    dossier = file.dossier
    texts = (dossier.number, dossier.title, dossier.location, dossier.agglomeration)
    lists = (dossier.project_leaders, dossier.municipalities, dossier.themes, dossier.partners)
    return " ".join((*texts, *(item for items in lists for item in items)))


def _holds(text: str, words: Sequence[str]) -> bool:
    return all(word in text for word in words)


def _place(file: DossierFile, order: Order, sort_key: Callable[[str], Any]) -> tuple[Any, ...]:
    dossier = file.dossier
    first: Any = 0
    if order is Order.TITLE:
        first = sort_key(dossier.title)
    elif order is Order.LEADER:
        first = sort_key(" ".join(dossier.project_leaders))
    elif order is Order.RECEIVED:
        first = dossier.received_on or date.max
    return (first, dossier.number, dossier.id)


def counts(files: Sequence[DossierFile]) -> dict[DossierState, int]:
    """Return how many dossiers show each state, the least pressing first; each counts once."""
    found = Counter(file.state for file in files)
    return {state: found[state] for state in reversed(DossierState) if found[state]}


def agglomerations(files: Sequence[DossierFile], sort_key: Callable[[str], Any]) -> tuple[str, ...]:
    """Return the agglomerations there are to filter by, each in one spelling."""
    found = spellings(agglomeration_of(file.dossier) for file in files)
    return tuple(sorted(found.values(), key=sort_key))
