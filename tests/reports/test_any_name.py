"""Every sentence of the minutes with any name: it agrees with nobody and is well spaced."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from itertools import permutations

import pytest
from snapshots import snapshot

from euralens_desk.domain.bodies import BodyRules, VoteForm
from euralens_desk.domain.course import Span
from euralens_desk.domain.meeting import Dissent, EventKind, MeetingEvent, Outcome, Voice
from euralens_desk.domain.minutes import MinutesSnapshot
from euralens_desk.domain.people import Member, Role
from euralens_desk.domain.room import body_on
from euralens_desk.reports.sentences import movements, recusal_sentence, vote_sentences

KIND = EventKind
NAMES = ("Basile Bouleau", "Colette Charme", "Jean-Marie d’Houx-Érable", "Ombeline If")
Noted = tuple[EventKind, int | None, int | None]
OPEN: Noted = (KIND.OPENED, None, None)


def at(minute: int) -> datetime:
    return datetime(2022, 12, 8, 14, minute)


def members(names: tuple[str, ...]) -> tuple[Member, ...]:
    """Four members, the last one an alternate of the third."""
    found = [Member(n, f"m{n}", 1, f"E{n:02d}", name) for n, name in enumerate(names, start=1)]
    found[3] = replace(found[3], role=Role.ALTERNATE, alternate_of=3)
    return tuple(found)


def held(names: tuple[str, ...], *noted: Noted, is_timed: bool) -> MinutesSnapshot:
    people, base = members(names), snapshot(1)
    events = tuple(
        MeetingEvent(n, 1, n, kind, at(n) if is_timed else None, member, other)
        for n, (kind, member, other) in enumerate(noted, start=1)
    )
    return replace(
        base,
        committee=replace(base.committee, members=people),
        body=body_on(people, BodyRules(), date(2022, 12, 8)),
        events=events,
    )


HERE: tuple[Noted, ...] = ((KIND.ARRIVED, 1, None), (KIND.CONNECTED, 2, None))
COURSES: tuple[tuple[Noted, ...], ...] = (
    (*HERE, OPEN, (KIND.ARRIVED, 3, None), (KIND.LEFT, 1, None), (KIND.CONNECTED, 1, None)),
    (
        *HERE,
        OPEN,
        (KIND.CONNECTED, 1, None),
        (KIND.SUSPENDED, None, None),
        (KIND.RESUMED, None, None),
    ),
    (*HERE, OPEN, (KIND.PROXY_GIVEN, 3, 1), (KIND.PROXY_ENDED, 3, None), (KIND.LEFT, 2, None)),
    (*HERE, (KIND.PROXY_GIVEN, 3, 1), OPEN, (KIND.ARRIVED, 3, None)),
    (*HERE, (KIND.SEATED, 4, 3), OPEN, (KIND.UNSEATED, 4, None), (KIND.SEATED, 4, 3)),
)


def sentences(names: tuple[str, ...]) -> Iterator[str]:
    """Yield every sentence that the minutes may compose with these names."""
    for noted in COURSES:
        for is_timed in (True, False):
            yield movements(held(names, *noted, is_timed=is_timed))
    spans = (Span(None), Span(at(1)), Span(at(1), at(2), is_over=True), Span(at(3), at(4)))
    for told in ((), spans[:1], spans[1:2], spans[2:3], spans[2:]):
        yield recusal_sentence(names[0], told)
    base = held(names, is_timed=False)
    for outcome in Outcome:
        item = replace(base.agenda[0], form=VoteForm.NOMINAL, casting_vote=outcome)
        voices = (Voice(1, 1, outcome), Voice(1, 2))
        dissents = (Dissent(1, 3, "Le délai est court"), Dissent(1, 1, "Est-ce tenable ?"))
        known = replace(base, voices=voices, dissents=dissents)
        yield " ".join(vote_sentences(known, item)).replace("tenable ?", "tenable.")


FAULTS = {
    "two spaces": re.compile(r"[ \u00a0\u202f]{2}"),
    "a space before a comma or a full stop": re.compile(r"[ \u00a0\u202f][,.]"),
    "no narrow space before ; ! ?": re.compile(r"(?<!\u202f)[;!?]"),
    "no no-break space before a colon": re.compile(r"(?<!\u00a0):"),
    "no narrow space inside « »": re.compile(r"«(?!\u202f)|(?<!\u202f)»"),
    "an hour that could be parted": re.compile(r"\d h|h \d"),
    "a straight apostrophe": re.compile("'"),
    "no elision": re.compile(r"\b(?:[dD]e|[qQ]ue|[jJ]usque) [AEIOUYÀÂÉÈÊËÎÏÔŒaeiouyàâéèêëîïôœ]"),
    "a word that agrees": re.compile(r"·|\(e\)|\b(?:il|elle|sorti|parti|arrivé|présent)e?\b"),
    "a hole": re.compile(r"[{}]"),
}


def faults(text: str) -> list[str]:
    return [name for name, pattern in FAULTS.items() if pattern.search(text)]


@pytest.mark.parametrize("names", list(permutations(NAMES)), ids=lambda names: names[0])
def test_every_sentence_is_well_written_with_any_name(names: tuple[str, ...]) -> None:
    for text in sentences(names):
        assert text.endswith("."), text
        # « Elle reprend » is the meeting that resumes, the one pronoun there is.
        assert faults(text.replace("Elle reprend", "La séance reprend")) == [], text


def test_the_checks_find_what_they_are_for() -> None:
    wrong = (
        "Deux  espaces",
        "Une virgule , ici",
        "Quoi ?",
        "Ainsi :",
        "« mot »",
        "14 h 05",
        "l'an",
        "la place de Ombeline",
        "{name}",
        "Colette est partie",
    )
    assert all(faults(text) for text in wrong)


def test_the_sentences_are_these() -> None:
    told = {text.replace("\u00a0", " ").replace("\u202f", " ") for text in sentences(NAMES)}
    assert {
        "Jean-Marie d’Houx-Érable siège à partir de 14 h 04. Basile Bouleau siège jusqu’à 14 h 05, "
        "puis à partir de 14 h 06.",
        "Jean-Marie d’Houx-Érable donne pouvoir à Basile Bouleau à 14 h 04. Le pouvoir donné par "
        "Jean-Marie d’Houx-Érable prend fin à 14 h 05. Colette Charme siège jusqu’à 14 h 06.",
        "Ombeline If supplée Jean-Marie d’Houx-Érable. La suppléance assurée par Ombeline If prend "
        "fin à 14 h 05. Ombeline If supplée Jean-Marie d’Houx-Érable à partir de 14 h 06.",
        "Ombeline If supplée Jean-Marie d’Houx-Érable. La suppléance assurée par Ombeline If prend "
        "fin. Ombeline If supplée Jean-Marie d’Houx-Érable.",
        "Basile Bouleau rejoint la séance en visio à 14 h 04. La séance est suspendue à 14 h 05. "
        "Elle reprend à 14 h 06.",
        "Basile Bouleau quitte la salle de 14 h 01 à 14 h 02, de 14 h 03 à 14 h 04 et ne prend "
        "part ni à l’examen ni au vote.",
        "En cas de partage, la voix prépondérante de la présidence va à la mise en attente. Voix : "
        "Basile Bouleau (en attente), Colette Charme (abstention). Jean-Marie d’Houx-Érable demande "
        "que soit mentionné son désaccord. Le délai est court. Basile Bouleau demande que soit "
        "mentionné son désaccord. Est-ce tenable.",
    } <= told
