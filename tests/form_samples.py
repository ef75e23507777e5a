"""Files of answers as the four form programs write them: sixty lycéens, invented, some unsure."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Literal

LABELS = ("Insuffisant", "Faible", "Passable", "Bon", "Excellent")
QUESTIONS = (
    "Votre compréhension du projet",
    "La réponse du projet aux enjeux environnementaux et sociaux du territoire",
    "Votre intérêt pour l’initiative",
)
ROWS = 60


def answers(row: int, shift: int = 0) -> tuple[int | None, ...]:
    """Return the levels a lycéen gave: None for no opinion; the tenth left all blank."""
    return tuple(
        None if (row + place) % 9 == 4 else (row + place + shift) % 5 for place in range(3)
    )


def labels(row: int, unsure: str, shift: int = 0) -> list[str]:
    return [unsure if level is None else LABELS[level] for level in answers(row, shift)]


def written(rows: Sequence[Sequence[str]], separator: str, *, quoted: bool, end: str) -> bytes:
    out = io.StringIO(newline="")
    quoting: Literal[0, 1] = csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL
    csv.writer(out, delimiter=separator, quoting=quoting, lineterminator=end).writerows(rows)
    return out.getvalue().encode()


def limesurvey(*, codes: bool = False) -> bytes:
    """BOM, « ; », all quoted, CRLF, a blank line at the end; no opinion left blank."""
    heads = ["id", "submitdate", "lastpage", "startlanguage", "seed", "ipaddr"]
    if codes:
        heads = [*heads, "L1", "L2", "L3"]
    else:
        heads = [
            "ID de la réponse",
            "Date de soumission",
            "Dernière page",
            "Langue de départ",
            "Tête de série",
            "Adresse IP",
            *QUESTIONS,
        ]
    rows = [heads]
    for row in range(ROWS):
        given = [
            "" if level is None else (str(level) if codes else LABELS[level])
            for level in answers(row)
        ]
        moment = f"2022-11-08 14:{row:02}:00"
        rows.append([str(row + 1), moment, "3", "fr", "123", f"10.0.0.{row}", *given])
    return b"\xef\xbb\xbf" + written(rows, ";", quoted=True, end="\r\n") + b"\r\n"


def tally() -> bytes:
    """Comma, all quoted; one question names the dossier."""
    rows = [["Submission ID", "Respondent ID", "Submitted at", "Quel projet ?", *QUESTIONS]]
    for row in range(ROWS):
        project = ("Tech3E", "2022-02 La forêt urbaine de Lens")[row % 2]
        moment = f"2022-11-08 14:{row:02}:30"
        rows.append([f"s{row}", f"r{row}", moment, project, *labels(row, "Je ne sais pas")])
    return written(rows, ",", quoted=True, end="\n")


def google() -> bytes:
    """Comma, quotes when needed, « Horodateur », grids « Question [ligne] »; an address too."""
    grids = [f"{question} [{name}]" for question in QUESTIONS for name in ("Tech3E", "2022-02")]
    rows = [["Horodateur", "Adresse e-mail", *grids]]
    for row in range(ROWS):
        first, second = labels(row, "Je ne sais pas"), labels(row, "", 1)
        pairs = [cell for pair in zip(first, second, strict=True) for cell in pair]
        rows.append([f"08/11/2022 14:{row:02}:22", f"lyceen{row}@example.org", *pairs])
    return written(rows, ",", quoted=False, end="\r\n")


def framaforms() -> bytes:
    """Three rows of headings, the question above its lines; tabs."""
    fixed = ["Numéro", "SID", "Heure de soumission", "Adresse IP", "UID", "Nom d'utilisateur"]
    lines = ["Compréhension du projet", "Réponse aux enjeux environnementaux et sociaux"]
    lines.append("Intérêt pour l’initiative")
    rows = [
        ["Soumission", *[""] * 8],
        [*[""] * 6, "Que pensez-vous du projet Tech3E ?", "", ""],
        [*fixed, *lines],
    ]
    for row in range(ROWS):
        moment = f"11/08/2022 - 14:{row:02}"
        ip = f"192.168.1.{row}"
        rows.append([str(row), f"90{row}", moment, ip, "0", "Anonyme", *labels(row, "NSP")])
    return written(rows, "\t", quoted=False, end="\n")
