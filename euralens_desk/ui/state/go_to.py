"""« Aller à… »: which of the places and commands answer to a few letters, best first.

Texts are compared as they come: the window folds accents, case and hyphens before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """A place or a command. ``folded`` is what is searched; ``key`` is handed back when chosen."""

    text: str
    detail: str
    icon: str
    folded: str
    key: object


def matching(entries: Sequence[Entry], words: str, most: int = 50) -> tuple[Entry, ...]:
    """Return the entries that answer to every word, those that answer best first."""
    wanted = words.split()
    scored = [(_score(entry.folded, wanted), place) for place, entry in enumerate(entries)]
    kept = sorted((-score, place) for score, place in scored if score is not None)
    return tuple(entries[place] for _score, place in kept[:most])


def _score(text: str, wanted: Sequence[str]) -> int | None:
    """Return how well a text answers to all the words, None when it does not."""
    scores = [_word_score(text, word) for word in wanted]
    return None if 0 in scores else sum(scores)


def _word_score(text: str, word: str) -> int:
    """Return 4 at the beginning, 3 at that of a word, 2 inside, 1 for scattered letters, 0."""
    if text.startswith(word):
        return 4
    if any(part.startswith(word) for part in text.split()):
        return 3
    if word in text:
        return 2
    return 1 if len(word) > 2 and _is_scattered(text, word) else 0


def _is_scattered(text: str, word: str) -> bool:
    """Whether the letters of ``word`` stand in ``text`` in their order."""
    rest = iter(text)
    return all(letter in rest for letter in word)
