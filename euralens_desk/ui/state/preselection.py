"""The board of the preselection as a reader asked for it, and what it counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.preselection import BoardColumn, Candidature
from euralens_desk.domain.text_cleaning import without_mention
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
    place = without_mention(dossier.agglomeration)
    if asked.agglomeration and plain(asked.agglomeration) != plain(place):
        return False
    if asked.theme and plain(asked.theme) not in {plain(theme) for theme in dossier.themes}:
        return False
    texts = (dossier.number, dossier.title, dossier.location, dossier.agglomeration)
    lists = (dossier.project_leaders, dossier.municipalities, dossier.themes)
    searched = plain(" ".join((*texts, *(item for items in lists for item in items))))
    return all(word in searched for word in words)


Counts = tuple[tuple[str, int], ...]


def by_agglomeration(candidatures: Sequence[Candidature], plain: Plain) -> Counts:
    """Return how many candidatures each agglomeration has, the most first; mentions aside."""
    places = [without_mention(one.dossier.agglomeration) for one in candidatures]
    return _counted([(place,) for place in places], plain)


def by_theme(candidatures: Sequence[Candidature], plain: Plain) -> Counts:
    """Return how many candidatures each theme has, the most first; one may have several."""
    return _counted([one.dossier.themes for one in candidatures], plain)


def _counted(lists: Sequence[tuple[str, ...]], plain: Plain) -> Counts:
    """Count names once a list; spellings that fold alike are one, under the first of them."""
    names: dict[str, str] = {}
    found: Counter[str] = Counter()
    for items in lists:
        for item in items:
            names.setdefault(plain(item), item)
        found.update({plain(item) for item in items if plain(item)})
    ordered = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple((names[key], count) for key, count in ordered)


def after_move(shown: Sequence[Candidature], dossier_id: int) -> int | None:
    """Return which candidature of a column comes next once this one leaves it."""
    ids = [one.dossier.id for one in shown]
    place = ids.index(dossier_id)
    rest = ids[:place] + ids[place + 1 :]
    return rest[min(place, len(rest) - 1)] if rest else None
