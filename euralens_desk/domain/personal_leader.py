"""Whether a dossier is led by a person rather than an organisation: a name to keep off a screen."""

from __future__ import annotations

import re
from collections.abc import Sequence

from euralens_desk.domain.civility import has_civility
from euralens_desk.domain.text_cleaning import key

_PERSONAL = re.compile(
    r"\b(particuliers?|personnes? physiques?|individuel(?:le)?s?|private person)\b"
)


def shown_leaders(leaders: Sequence[str], leader_type: str) -> tuple[str, ...]:
    """Return the leaders that may be shown to a room: the organisations.

    A person is told by the type of leader (« particulier », « entreprise individuelle »), by the
    same words beside the name or by the civility before it.
    """
    if _PERSONAL.search(key(leader_type)):
        return ()
    return tuple(leader for leader in leaders if not _is_person(leader))


def _is_person(leader: str) -> bool:
    return has_civility(leader) or _PERSONAL.search(key(leader)) is not None
