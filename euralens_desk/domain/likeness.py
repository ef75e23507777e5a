"""How near two titles are: in capitals, with words inverted, with a letter wrong or words added."""

from __future__ import annotations

from dataclasses import dataclass

from euralens_desk.domain.text_cleaning import loose_key

SMALL_WORDS = frozenset(
    ("le", "la", "les", "l", "de", "du", "des", "d", "et", "en", "a", "au", "aux", "un", "une")
) | frozenset(("pour", "sur", "projet"))
ENOUGH = 0.8
"""Share of common pairs of letters from which two titles are near."""
LONG = 8
"""Letters that a title held whole in another must have."""


@dataclass(frozen=True, slots=True)
class Title:
    """A title made ready to be compared with many others."""

    words: frozenset[str]
    numbers: frozenset[str]
    pairs: frozenset[str]

    @classmethod
    def of(cls, text: str) -> Title:
        """Return what counts in a title: its words in no order, its numbers, its letter pairs."""
        spoken = loose_key(text).split()
        words = frozenset(word for word in spoken if word not in SMALL_WORDS) or frozenset(spoken)
        numbers = frozenset(word for word in words if any(sign.isdigit() for sign in word))
        return cls(words, numbers, frozenset(pair for word in words for pair in _pairs(word)))


def _pairs(word: str) -> tuple[str, ...]:
    """Return the pairs of neighbouring letters of a word, its two ends marked."""
    framed = f"^{word}$"
    return tuple(framed[place : place + 2] for place in range(len(framed) - 1))


def likeness(one: Title, other: Title) -> float:
    """Return from 0 to 1 how near two titles are, whichever comes first.

    « Phase 1 » and « Phase 2 » are not near: titles whose numbers differ never are.
    """
    if not one.words or not other.words or one.numbers != other.numbers:
        return 0.0
    if one.words == other.words:
        return 1.0
    smaller = min(one.words, other.words, key=lambda words: sum(map(len, words)))
    held = smaller <= one.words and smaller <= other.words
    if held and sum(map(len, smaller)) >= LONG:
        return 0.95
    return 2 * len(one.pairs & other.pairs) / (len(one.pairs) + len(other.pairs))


def are_near(one: Title, other: Title) -> bool:
    """Whether a person should be asked if two titles are those of one project."""
    return likeness(one, other) >= ENOUGH
