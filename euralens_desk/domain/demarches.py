"""Exports of Démarches Simplifiées, known by their shape whatever their name (DOMAIN 4)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from euralens_desk.domain.import_plan import IGNORE, OTHER
from euralens_desk.domain.messages import Message, message
from euralens_desk.domain.source import SourceCell
from euralens_desk.domain.text_cleaning import clean, key

_ID = frozenset(("id", "dossier id", "n dossier", "numero dossier", "numero de dossier"))
_ADMINISTRATIVE = frozenset(
    key(word)
    for word in (
        *("FranceConnect ?", "Dépôt pour un tiers", "À archiver", "Archivé", "État du dossier"),
        *("Dernière mise à jour le", "Dernière mise à jour du dossier le", "Déposé le"),
        *("Passé en instruction le", "Traité le", "Motivation de la décision", "Instructeurs"),
        *("Groupe instructeur", "Date décision SVA", "Date décision SVR"),
        *("Nom du mandataire", "Prénom du mandataire", "Domaine Fonctionnel", "Centre De Coût"),
        *("Référentiel De Programmation", "Dépôt", "Demandeur", "Adresse électronique"),
    )
)
_STATES = frozenset(
    ("en construction", "en instruction", "accepte", "refuse", "classe sans suite", "a corriger")
)
_TECHNICAL = frozenset(
    key(word)
    for word in (
        *("FranceConnect ?", "Dépôt pour un tiers", "À archiver", "Archivé"),
        *("Nom du mandataire", "Prénom du mandataire"),
    )
)
_FEWEST = 3
PERSONAL = frozenset(
    key(word)
    for word in (
        *(
            "Email",
            "Adresse électronique",
            "Civilité",
            "Nom",
            "Prénom",
            "Instructeurs",
            "Demandeur",
        ),
        *("Instructeur", "Expert", "Nom du mandataire", "Prénom du mandataire"),
        *("Date de naissance", "Entreprise nom", "Entreprise prénom"),
    )
)
_KEPT_ASIDE = _ADMINISTRATIVE - {"depose le", "depot"}


def is_export(heads: Sequence[SourceCell], rows: Sequence[Sequence[SourceCell]]) -> bool:
    """Whether a table has the shape of dossiers exported by Démarches Simplifiées.

    An export by a template has other headings, but its states stay what they are.
    """
    keys = {key(cell.text) for cell in heads}
    if not keys & _ID:
        return False
    known = len(keys & _ADMINISTRATIVE)
    return known >= _FEWEST or (known > 0 and any(_holds_states(rows, c.column) for c in heads))


def _holds_states(rows: Sequence[Sequence[SourceCell]], column: int) -> bool:
    told = {key(row[column].text) for row in rows if column < len(row)} - {""}
    return bool(told) and told <= _STATES


def target_in_export(heading: str) -> str:
    """Return where a column that every export has goes; empty for a field of the form."""
    spelled = key(heading)
    if spelled in PERSONAL:
        return IGNORE
    if spelled in _ID:
        return "external_id"
    if spelled == "entreprise raison sociale":
        return "project_leaders"
    is_company = spelled.startswith(("etablissement ", "entreprise ", "association "))
    return OTHER if spelled in _KEPT_ASIDE or is_company else ""


def is_technical(heading: str) -> bool:
    """Whether a column tells how a dossier was filed, nothing of the project: never compared."""
    return key(heading) in _TECHNICAL


def column_remarks(heading: str, texts: Sequence[str]) -> Iterator[Message]:
    """Yield what should be known of a column of an export."""
    told = {key(text) for text in texts if text.strip()}
    if told and told <= _STATES:
        yield message("« Accepté » closes the dossier over there: it is no label, it is only kept")
    if told and told <= {"on", "off"}:
        yield message("a box to tick: on is ticked, off is not, or was left blank")


def is_blank_number(cell: SourceCell) -> bool:
    """Whether a cell holds the 0 that an export writes for a number left blank as well."""
    return clean(cell.text).text in ("0", "0.0", "0,0")


def as_linked(text: str) -> str:
    """Return the choice of a linked drop-down, « first;second », as « first / second »."""
    parts = [part.strip() for part in text.split(";")]
    is_linked = len(parts) == 2 and bool(parts[0]) and "\n" not in text and len(text) < 200
    return " / ".join(part for part in parts if part) if is_linked else text
