"""Which field of a dossier a heading names, in the words offices use (DOMAIN 1.6, 4.2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from euralens_desk.domain.import_plan import IGNORE, OTHER
from euralens_desk.domain.text_cleaning import key, loose_key

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "number": (
        "réf dossier",
        "référence",
        "numéro de dossier",
        "n° dossier",
        "n° de dossier",
        "réf",
        "référence du dossier",
        "code dossier",
    ),
    "external_id": ("id", "dossier id", "identifiant", "id démarche", "n° démarche"),
    "title": (
        "intitulé du projet",
        "intitulé",
        "nom du projet",
        "titre du projet",
        "titre",
        "projet",
        "intitulé nom du projet",
        "dénomination du projet",
        "libellé du projet",
    ),
    "project_leaders": (
        "porteur du projet",
        "porteur de projet",
        "porteur",
        "structure porteuse",
        "porteurs",
        "maître d’ouvrage",
        "maîtrise d’ouvrage",
        "organisme porteur",
        "structure",
        "porteur structure porteuse",
        "nom de la structure porteuse",
        "candidat",
    ),
    "leader_type": (
        "type de porteur",
        "type de structure",
        "statut juridique",
        "nature du porteur",
        "forme juridique du porteur",
    ),
    "themes": ("thématique", "thème", "thématiques du projet", "domaine", "champ d’action"),
    "partners": (
        "partenaires et soutiens",
        "partenaires",
        "partenaires du projet",
        "partenariats",
        "soutiens",
        "partenaires associés",
    ),
    "funders": ("financeurs", "cofinanceurs", "partenaires financiers", "financements"),
    "design_team": ("maîtrise d’œuvre", "maître d’œuvre", "moe", "architecte"),
    "location": (
        "localisation",
        "lieu",
        "localisation du projet",
        "lieu du projet",
        "implantation",
    ),
    "municipalities": ("commune", "communes concernées", "commune du projet", "ville"),
    "area_of_action": (
        "périmètre d’action",
        "périmètre",
        "échelle",
        "territoire d’action",
        "rayonnement",
    ),
    "agglomeration": (
        "agglo concernée",
        "agglo",
        "agglomération",
        "epci",
        "intercommunalité",
        "agglomération concernée",
        "epci agglo",
        "communauté d’agglomération",
    ),
    "key_figures": ("chiffres clés", "chiffre clé", "quelques chiffres", "données clés"),
    "timeline": (
        "calendrier du projet",
        "calendrier",
        "planning",
        "échéancier",
        "calendrier prévisionnel",
        "phasage",
    ),
    "summary": (
        "résumé",
        "résumé du projet",
        "description",
        "description du projet",
        "présentation du projet",
        "présentation",
        "objet",
        "objet du projet",
    ),
    "needs": (
        "besoins",
        "besoins exprimés",
        "attentes",
        "besoins d’accompagnement",
        "accompagnement attendu",
    ),
    "contact_role": ("contact fonction", "fonction du contact", "fonction", "qualité du contact"),
    "contact_email": (
        "courriel",
        "mail",
        "e mail",
        "email du contact",
        "adresse mail",
        "adresse électronique",
        "courriel du contact",
        "mél",
    ),
    "contact_phone": (
        "téléphone",
        "tél",
        "téléphone du contact",
        "portable",
        "numéro de téléphone",
    ),
    "site_address": ("adresse du site", "adresse", "adresse du projet"),
    "website": ("site internet", "site web", "site", "url", "lien internet"),
    "budget_amount": (
        "budget total",
        "budget",
        "coût total",
        "montant total",
        "coût du projet",
        "budget prévisionnel",
        "coût total du projet",
        "montant du projet",
        "budget global",
    ),
    "received_on": (
        "date de réception",
        "reçu le",
        "déposé le",
        "date de dépôt",
        "réception",
        "dossier reçu le",
        "date dépôt",
    ),
    "starts_on": (
        "date de démarrage",
        "début du projet",
        "démarrage",
        "date de début",
        "début des travaux",
    ),
}
"""The variants of each field; the first columns listed win over looser ones."""

PERSONAL = frozenset(
    key(word)
    for word in (
        "civilité",
        "nom",
        "prénom",
        "nom du contact",
        "prénom du contact",
        "email",
        "nom du mandataire",
        "prénom du mandataire",
        "date de naissance",
        "contact nom",
        "nom et prénom du contact",
        "nom du représentant",
        "instructeurs",
        "contact",
    )
)
"""Columns about a person that the work does not need: proposed as not imported."""

NOTES = ("en 5 lignes", "5 lignes maxi", "fictif", "ttc", "ht", "eur", "euro", "k", "obligatoire")

_EXACT = {key(word): field for field, words in HEADINGS.items() for word in words}
_LOOSE = {loose_key(word): field for field, words in HEADINGS.items() for word in words}


def recognise(heading: str) -> tuple[str, int] | None:
    """Return the target a heading names and how sure it is (3 exact … 1 loose); None if unknown."""
    bare = _bare(heading)
    for spelled in (key(heading), bare):
        if spelled in PERSONAL:
            return IGNORE, 3
        if spelled in _EXACT:
            return _EXACT[spelled], 3
    if loose_key(bare) in _LOOSE:
        return _LOOSE[loose_key(bare)], 2
    return None


def _bare(heading: str) -> str:
    """Return a heading without what stands in brackets, units and reminders."""
    text = heading
    for opening, closing in ("()", "[]"):
        while opening in text and closing in text[text.index(opening) :]:
            start = text.index(opening)
            inside = text[start + 1 : text.index(closing, start)]
            glue = inside if len(inside) <= 2 else " "
            text = f"{text[:start]}{glue}{text[text.index(closing, start) + 1 :]}"
    words = [word for word in key(text).split() if word not in NOTES]
    return " ".join(words)


def multiplier(heading: str) -> int:
    """Return what an amount under this heading counts in: « (k€) » is thousands."""
    spelled = heading.casefold().replace(" ", "")
    return 1_000_000 if "m€" in spelled else 1_000 if "k€" in spelled else 1


def targets(headings: Sequence[str]) -> list[str]:
    """Return the proposed target of each column: each field goes to one column at most."""
    found = [recognise(heading) for heading in headings]
    best: dict[str, int] = {}
    for column, guess in enumerate(found):
        if guess is not None and guess[0] != IGNORE:
            held = best.get(guess[0])
            held_sureness = found[held] if held is not None else None
            if held_sureness is None or guess[1] > held_sureness[1]:
                best[guess[0]] = column
    return [
        IGNORE
        if guess is not None and guess[0] == IGNORE
        else guess[0]
        if guess is not None and best.get(guess[0]) == column
        else OTHER
        for column, guess in enumerate(found)
    ]
