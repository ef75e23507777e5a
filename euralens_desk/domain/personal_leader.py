"""Whether a dossier is led by a person rather than an organisation: a name to keep off a screen."""

from __future__ import annotations

import re
from collections.abc import Sequence

from euralens_desk.domain.text_cleaning import key

_PERSONAL = re.compile(r"\b(particuliers?|personnes? physiques?|individuels?|private person)\b")
_CIVILITY = re.compile(r"(mr?|mme|mlle|monsieur|madame|mademoiselle|mrs|ms)\b")


def shown_leaders(leaders: Sequence[str], leader_type: str) -> tuple[str, ...]:
    """Return the leaders that may be shown to a room: the organisations.

    A person is told by the type of leader (« particulier », « personne physique ») or by the
    civility before the name.
    """
    if _PERSONAL.search(key(leader_type)):
        return ()
    return tuple(leader for leader in leaders if not _CIVILITY.match(key(leader)))
