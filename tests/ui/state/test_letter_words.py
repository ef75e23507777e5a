"""The messages proposed to those who wait for one, to the letter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.follow_up import Letter, LetterKind
from euralens_desk.domain.grid import Axis
from euralens_desk.domain.meeting import Outcome
from euralens_desk.ui.follow_up_words import letter_text
from euralens_desk.usecases.letters import AxisReasons, DueLetter

HEAD = "Votre candidature 2022-07, L’Écocité du 8 : réponse du Label Euralens\n\nBonjour,\n\n"
TAIL = (
    "\n\nVoies et délais de recours : cette décision peut être contestée devant le tribunal "
    "administratif dans les deux mois qui suivent sa notification.\n\nAvec nos salutations "
    "distinguées,\nPôle Métropolitain de l’Artois"
)
ENCOURAGED = (
    "Nous vous encourageons à poursuivre la définition de votre projet, et restons à votre "
    "disposition."
)
WAITS = "Le 1er décembre 2022, votre candidature au Label Euralens (Promotion 2022) a été mise en attente."


def due(kind: LetterKind, day: date) -> DueLetter:
    dossier = Dossier(7, "d7", "2022-07", "L’Écocité du 8")
    return DueLetter(dossier, "Promotion 2022", kind, day, Letter(7, kind))


def body(one: DueLetter) -> str:
    """Return what the message says between its greetings, spaces made plain."""
    text = letter_text(one, "Pôle Métropolitain de l’Artois", "Label Euralens")
    plain = text.translate({0xA0: " ", 0x202F: " "})
    assert plain.startswith(HEAD) and plain.endswith(TAIL)
    return plain.removeprefix(HEAD).removesuffix(TAIL)


def test_who_waits_is_told_what_was_proposed_and_why_by_axis() -> None:
    axes = (
        AxisReasons(Axis("A", "1", "Transition écologique", ()), ("Sobre", "Peu de données.")),
        AxisReasons(Axis("B", "", "Faisabilité", ()), ("Plan absent !",)),
    )
    one = replace(
        due(LetterKind.DEFERRED, date(2022, 12, 1)),
        reasons="Montage à préciser",
        reservations="Calendrier à fournir.",
        proposed=Outcome.LABEL,
        proposed_reasons="Projet exemplaire",
        axes=axes,
    )
    assert body(one).split("\n") == [
        WAITS,
        "Le comité d’expertise avait proposé l’attribution du Label.",
        "Les motifs en étaient : Projet exemplaire.",
        "",
        "La mise en attente est ainsi motivée :",
        "  – Montage à préciser.",
        "  – Calendrier à fournir.",
        "",
        "Remarques du comité d’expertise, axe par axe :",
        "",
        "1. Transition écologique",
        "  – Sobre.",
        "  – Peu de données.",
        "",
        "Faisabilité",
        "  – Plan absent !",
        "",
        ENCOURAGED,
    ]


@pytest.mark.parametrize(
    ("proposed", "told"),
    [
        (Outcome.NOMINATED, ["Le comité d’expertise avait proposé une nomination."]),
        (Outcome.DEFERRED, []),
        (None, []),
    ],
)
def test_a_heading_without_anything_under_it_is_left_out(
    proposed: Outcome | None, told: list[str]
) -> None:
    one = replace(due(LetterKind.DEFERRED, date(2022, 12, 1)), proposed=proposed)
    assert body(one).split("\n") == [WAITS, *told, "", ENCOURAGED]


@pytest.mark.parametrize(
    ("needs", "alternatives", "told"),
    [
        (
            "Une étude",
            "L’ADEME finance des études",
            [
                "",
                "Votre dossier exprime ces besoins :",
                "Une étude.",
                "",
                "Pour y répondre, nous vous proposons :",
                "L’ADEME finance des études.",
            ],
        ),
        ("", "Un rendez-vous.", ["", "Nous vous proposons :", "Un rendez-vous."]),
        ("", "", []),
    ],
)
def test_who_is_not_shortlisted_is_told_the_needs_and_what_answers_them(
    needs: str, alternatives: str, told: list[str]
) -> None:
    one = replace(
        due(LetterKind.NOT_SHORTLISTED, date(2022, 7, 5)), needs=needs, alternatives=alternatives
    )
    assert body(one).split("\n") == [
        "Le 5 juillet 2022, votre candidature au Label Euralens (Promotion 2022) n’a pas été "
        "présélectionnée.",
        *told,
    ]
