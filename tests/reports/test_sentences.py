"""The sentences of the minutes, composed from what was noted."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from snapshots import snapshot

from euralens_desk.domain.bodies import VoteForm
from euralens_desk.domain.meeting import (
    DebateNote,
    Dissent,
    EventKind,
    MeetingEvent,
    Outcome,
    Voice,
)
from euralens_desk.domain.minutes import MinutesSnapshot
from euralens_desk.reports.minutes_content import minutes_content
from euralens_desk.reports.sentences import movements

KIND = EventKind


def at(hour: int, minute: int) -> datetime:
    return datetime(2022, 12, 8, hour, minute)


def held() -> MinutesSnapshot:
    """The sample meeting, opened, with a late arrival and an exit on its first item."""
    base = snapshot()
    first = [event for event in base.events if event.member_id != 7]
    more = [
        MeetingEvent(101, 1, 101, KIND.OPENED, at(13, 30)),
        MeetingEvent(102, 1, 102, KIND.ARRIVED, at(13, 38), 7),
        MeetingEvent(103, 1, 103, KIND.ITEM_STARTED, at(15, 55), None, None, 1),
        MeetingEvent(104, 1, 104, KIND.WITHDREW, at(15, 57), 6, None, 1),
        MeetingEvent(105, 1, 105, KIND.ITEM_ENDED, at(16, 13), None, None, 1),
        MeetingEvent(106, 1, 106, KIND.PROXY_GIVEN, at(16, 20), 7, 8),
        MeetingEvent(107, 1, 107, KIND.LEFT, None, 9),
    ]
    return replace(base, events=(*first, *more))


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def identity(told: MinutesSnapshot) -> dict[str, str]:
    return dict(minutes_content(told).dossiers[0].identity)


def test_an_exit_is_told_with_its_hours_and_no_gender() -> None:
    assert plain(identity(held())["Déport"]) == (
        "Prénom Nom-Composé 6 quitte la salle de 15 h 57 à 16 h 13 et ne prend part ni à "
        "l’examen ni au vote."
    )
    assert plain(identity(snapshot())["Déport"]) == (
        "Prénom Nom-Composé 6 ne prend part ni à l’examen ni au vote."
    )


def test_movements_are_told_once_the_meeting_is_open() -> None:
    assert plain(movements(held())) == (
        "Prénom Nom-Composé 7 arrive à 13 h 38. "
        "Prénom Nom-Composé 7 donne pouvoir à Prénom Nom-Composé 8 à 16 h 20. "
        "Prénom Nom-Composé 9 part."
    )
    assert movements(snapshot()) == ""


def test_a_vote_tells_its_form_its_voices_and_the_disagreements() -> None:
    base = held()
    item = replace(
        base.agenda[0],
        form=VoteForm.NOMINAL,
        casting_vote=Outcome.LABEL,
        discussion="",
    )
    told = replace(
        base,
        agenda=(item, *base.agenda[1:]),
        voices=(Voice(1, 1, Outcome.LABEL), Voice(1, 2)),
        dissents=(Dissent(1, 2, "Le calendrier n’est pas tenable"),),
        notes=(DebateNote(1, 1, "Une note."), DebateNote(2, 1, "Une autre.")),
    )
    page = minutes_content(told).dossiers[0]
    said = plain("".join(span.text for span in page.vote))
    assert said.startswith("Vote au scrutin nominal, 10 voix : attribution 6")
    assert said.endswith(
        "À égalité, la voix prépondérante va à : attribution. "
        "Voix : Prénom Nom-Composé 1 (attribution), Prénom Nom-Composé 2 (abstention). "
        "Prénom Nom-Composé 2 demande que soit mentionné son désaccord. "
        "Le calendrier n’est pas tenable."
    )
    assert page.discussion == "Une note. Une autre."


def test_a_secret_ballot_tells_blank_and_null_votes() -> None:
    base = snapshot()
    item = replace(base.agenda[0], form=VoteForm.SECRET, blank_votes=1, null_votes=2)
    page = minutes_content(replace(base, agenda=(item, *base.agenda[1:]))).dossiers[0]
    said = plain("".join(span.text for span in page.vote))
    assert said == (
        "Vote à bulletin secret, 13 voix : attribution 6, nomination 3, en attente 0, "
        "abstention 1, blanc 1, nul 2."
    )
