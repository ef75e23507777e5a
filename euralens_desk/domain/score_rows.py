"""Rows of a scores file, before anything is known of them."""

from __future__ import annotations

from dataclasses import dataclass

COLUMNS = (
    "college",
    "evaluateur_id",
    "evaluateur",
    "domaine",
    "dossier_id",
    "dossier",
    "critere",
    "valeur",
    "commentaire",
)
"""The columns of the public contract (DESIGN 7)."""


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One row as written: ``row`` counts from 1, the heading being row 1."""

    row: int
    college: str
    evaluator_code: str
    evaluator: str
    expertise: str
    dossier: str
    criterion: str
    answer: str
    comment: str
