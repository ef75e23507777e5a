"""Names that several dossiers share, brought together whichever way each was written.

« CALL » and « CALL (à ce stade) » are one agglomeration, « Habitat » and « habitat » one theme.
Only lists, filters and counts look at names this way: a dossier keeps its own text as written.
"""

from __future__ import annotations

from collections.abc import Iterable

from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.text_cleaning import key, without_mention


def name_key(name: str) -> str:
    """Return what the spellings of a name share; a name of signs alone is its own key."""
    return key(name) or name.strip()


def agglomeration_of(dossier: Dossier) -> str:
    """Return the agglomeration without its mention, « » when the dossier tells none."""
    return without_mention(dossier.agglomeration.strip())


def spellings(names: Iterable[str]) -> dict[str, str]:
    """Return each name once, by its key, as it was first written; empty names aside."""
    found: dict[str, str] = {}
    for name in names:
        if name.strip():
            found.setdefault(name_key(name), name.strip())
    return found


def among(name: str, names: Iterable[str]) -> str:
    """Return the spelling under which a name is among ``names``, « » when it is not."""
    return spellings(names).get(name_key(name), "")


def is_in(dossier: Dossier, *, agglomeration: str = "", theme: str = "") -> bool:
    """Whether a dossier has the agglomeration and the theme asked for; « » asks for nothing."""
    if agglomeration and name_key(agglomeration) != name_key(agglomeration_of(dossier)):
        return False
    return not theme or name_key(theme) in map(name_key, dossier.themes)
