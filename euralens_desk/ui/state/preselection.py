"""The board of the preselection as a reader asked for it, and what it counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.name_groups import agglomeration_of, is_in, spellings
from euralens_desk.domain.preselection import BoardColumn, Candidature
from euralens_desk.usecases.preselection import Board

Plain = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the reader looks for; an empty choice filters nothing."""

    words: str = ""
    agglomeration: str = ""
    theme: str = ""


def answering(
    board: Board, asked: Asked, plain: Plain
) -> Mapping[BoardColumn, tuple[Candidature, ...]]:
    """Return the candidatures of each column that answer; ``plain`` folds texts."""
    words = plain(asked.words).split()
    return {
        column: tuple(
            one for one in board.column(column) if _answers(one.dossier, asked, words, plain)
        )
        for column in BoardColumn
    }


def _answers(dossier: Dossier, asked: Asked, words: Sequence[str], plain: Plain) -> bool:
    if not is_in(dossier, agglomeration=asked.agglomeration, theme=asked.theme):
        return False
    texts = (dossier.number, dossier.title, dossier.location, dossier.agglomeration)
    lists = (dossier.project_leaders, dossier.municipalities, dossier.themes)
    searched = plain(" ".join((*texts, *(item for items in lists for item in items))))
    return all(word in searched for word in words)


Counts = tuple[tuple[str, int], ...]


def by_agglomeration(candidatures: Sequence[Candidature]) -> Counts:
    """Return how many candidatures each agglomeration has, the most first; mentions aside."""
    return _counted([(agglomeration_of(one.dossier),) for one in candidatures])


def by_theme(candidatures: Sequence[Candidature]) -> Counts:
    """Return how many candidatures each theme has, the most first; one may have several."""
    return _counted([one.dossier.themes for one in candidatures])


def _counted(lists: Sequence[tuple[str, ...]]) -> Counts:
    """Count names once a list; spellings of one name are one, under the first of them."""
    names = spellings(item for items in lists for item in items)
    found: Counter[str] = Counter()
    for items in lists:
        found.update(spellings(items).keys())
    ordered = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple((names[key], count) for key, count in ordered)


def after_move(shown: Sequence[Candidature], dossier_id: int) -> int | None:
    """Return which candidature of a column comes next once this one leaves it."""
    ids = [one.dossier.id for one in shown]
    place = ids.index(dossier_id)
    rest = ids[:place] + ids[place + 1 :]
    return rest[min(place, len(rest) - 1)] if rest else None
