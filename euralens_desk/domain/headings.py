"""Which field of a dossier a heading names, in the words offices use (DOMAIN 1.6, 4.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import lru_cache

from euralens_desk.domain.dossier import FIELD_KINDS, FieldKind
from euralens_desk.domain.heading_words import (
    FILLERS,
    HEADINGS,
    NOTES,
    OTHER_THINGS,
    PERSONAL_WORDS,
    SHORT_WORDS,
    TELLING_BRACKETS,
    UNSURE_HEADINGS,
)
from euralens_desk.domain.import_plan import IGNORE, OTHER
from euralens_desk.domain.text_cleaning import key, singular

EXACT, SAME_WORDS, NEAR = 3, 2, 1
"""How sure a guess is: the very words; the same words but for small ones; words beside others."""

_PROJECT = "projet"
_LONG = 6
"""Letters from which a word may carry a typing mistake and still be known."""
_CLOSE = 0.83
_MOST_WORDS = 7
GENERIC = frozenset(("nom", "type", "total", "montant", "libelle", "intitule", "statut"))
"""Sub-headings that mean what their group says: « Porteur » over « Nom »."""

Core = frozenset[str]


def _core(spelled: str) -> Core:
    return frozenset(_whole(spelled))


def _whole(spelled: str) -> Iterator[str]:
    """Yield the words of a heading that tell something, written out and singular."""
    for word in spelled.split():
        if word not in FILLERS:
            yield singular(SHORT_WORDS.get(word, word))


def _by_core(words: Mapping[str, str]) -> dict[Core, str]:
    found: dict[Core, str] = {}
    for spelled, target in words.items():
        if core := _core(spelled):
            found.setdefault(core, target)
    return found


_EXACT = {
    **{key(word): IGNORE for word in PERSONAL_WORDS},
    **{key(word): field for field, words in HEADINGS.items() for word in words},
}
_CORES = _by_core(_EXACT)
_UNSURE = {key(word): field for word, field in UNSURE_HEADINGS.items()}
_SIGNALS = frozenset(word for core in _CORES if len(core) == 1 for word in core)
_OTHER_THINGS = frozenset(singular(word) for word in OTHER_THINGS)
_KNOWN = sorted({word for core in _CORES for word in core if len(word) >= _LONG})


@lru_cache(maxsize=4096)
def recognise(heading: str) -> tuple[str, int] | None:
    """Return the target a heading names and how sure it is; None if unknown."""
    for spelled in (key(heading), *_spellings(heading)):
        if spelled in _EXACT:
            return _EXACT[spelled], EXACT
    cores = [_core(spelled) for spelled in _spellings(heading)]
    for core in (*cores, *(core - {_PROJECT} for core in cores)):
        if core in _CORES:
            return _CORES[core], SAME_WORDS
    for spelled in _spellings(heading):
        if spelled in _UNSURE:
            return _UNSURE[spelled], NEAR
    near = next((_near(spelled) for spelled in _spellings(heading)), None)
    return _either(heading) or near or _one_of_several(heading)


def recognise_under(group: str, heading: str) -> tuple[str, int] | None:
    """Return what a heading names under the heading of its group: « Porteur » over « Nom »."""
    alone = recognise(heading)
    if not group.strip() or key(group) == key(heading):
        return alone
    if not heading.strip():
        return recognise(group)
    together = recognise(f"{group} {heading}")
    if together is not None and together[1] >= SAME_WORDS:
        return together
    if key(heading) in GENERIC:
        first = recognise(group)
        return (first[0], NEAR) if first is not None else alone
    return alone if alone is not None and alone[1] >= SAME_WORDS else together or alone


def _spellings(heading: str) -> Iterator[str]:
    """Yield a heading without its brackets, units, reminders and leading number."""
    opened = re.sub(r"[()\[\]]", " ", _glued(heading))
    closed = re.sub(r"\([^()]*\)|\[[^\[\]]*\]", " ", _glued(heading))
    inside = set(key(opened).split()) - set(key(closed).split())
    texts = [opened] if inside & TELLING_BRACKETS else [closed, opened]
    for text in texts:
        bare = re.sub(r"^\s*(?:q\s?)?\d{1,2}(?:[.)\-:]+|\s+-)\s*(?=\D)", "", text, flags=re.I)
        words = key(re.sub(r"[kKmM]\s?€", " ", bare)).split()
        if kept := [word for word in words if word not in NOTES]:
            yield " ".join(kept)


def _glued(heading: str) -> str:
    """Return « Porteur(s) » as « Porteurs »: brackets of two letters are an ending."""
    return re.sub(r"(?<=\w)\((\w{1,2})\)", r"\1", heading)


def _either(heading: str) -> tuple[str, int] | None:
    """Return what « Structure porteuse / maître d’ouvrage » names: all its parts say the same."""
    parts = [part for part in re.split(r"[/:|]|\sou\s", heading) if key(part)]
    found = [recognise(part) for part in parts] if len(parts) > 1 else []
    named = {guess[0] for guess in found if guess is not None}
    return (named.pop(), SAME_WORDS) if len(named) == 1 and None not in found else None


def _one_of_several(heading: str) -> tuple[str, int] | None:
    """Return the list that « Porteur n° 2 » fills with others."""
    name = numbered(heading)
    guess = recognise(name) if name else None
    return guess if guess is not None and is_list(guess[0]) else None


def _near(spelled: str) -> tuple[str, int] | None:
    """Return the field of a known phrase that begins a short heading, or but for a mistake."""
    core = _core(spelled)
    if not core or len(core) > _MOST_WORDS:
        return None
    mended = frozenset(_mended(word) for word in core)
    for words in (mended, mended - {_PROJECT}):
        if mended != core and _CORES.get(words, IGNORE) != IGNORE:
            return _CORES[words], NEAR
    first = next(word for word in _whole(spelled) if word in core)
    fitting = [
        (len(phrase), target)
        for phrase, target in _CORES.items()
        if first in phrase <= core and phrase != {_PROJECT} and _adds_little(core - phrase)
    ]
    return (max(fitting, key=lambda fit: fit[0])[1], NEAR) if fitting else None


def _adds_little(rest: Core) -> bool:
    """Whether the words beside a known phrase leave its meaning as it is."""
    return len(rest) <= 2 and not rest & (_OTHER_THINGS | _SIGNALS - {_PROJECT})


def _mended(word: str) -> str:
    if len(word) < _LONG or word in _KNOWN:
        return word
    return next(iter(get_close_matches(word, _KNOWN, 1, _CLOSE)), word)


_MILLIONS = ("m€", "meur", "mio€", "millionsd", "enmillions")
_THOUSANDS = ("k€", "keur", "ke)", "k€uros", "milliersd", "enmilliers", "(k)")


def multiplier(heading: str) -> int:
    """Return what an amount under this heading counts in: « (k€) » is thousands."""
    spelled = "".join(heading.casefold().split())
    if any(unit in spelled for unit in _MILLIONS):
        return 1_000_000
    return 1_000 if any(unit in spelled for unit in _THOUSANDS) else 1


_NUMBERED = re.compile(r"^(?P<name>.*?\D)\s*(?:n\s*)?(?P<place>[1-9]\d?)$")


def numbered(heading: str) -> str:
    """Return the name of one of several columns for a list: « porteur » of « Porteur n° 2 »."""
    match = _NUMBERED.match(key(heading))
    return re.sub(r"\s+n$", "", match["name"].strip()) if match else ""


def targets(headings: Sequence[str]) -> list[str]:
    """Return the proposed target of each column: each field goes to one column at most."""
    return share(tuple(recognise(heading) for heading in headings))


def share(guesses: Sequence[tuple[str, int] | None]) -> list[str]:
    """Return who gets which field: the surest column, the first of equals; others are kept."""
    best: dict[str, int] = {}
    for column, guess in enumerate(guesses):
        if guess is not None and guess[0] != IGNORE:
            held = guesses[best[guess[0]]] if guess[0] in best else None
            if held is None or guess[1] > held[1]:
                best[guess[0]] = column
    return [
        OTHER
        if guess is None
        else guess[0]
        if guess[0] == IGNORE or best[guess[0]] == column
        else OTHER
        for column, guess in enumerate(guesses)
    ]


def is_list(target: str) -> bool:
    """Whether a field may hold several items."""
    return FIELD_KINDS.get(target) is FieldKind.LIST
