"""The sentences of the minutes, composed from what was noted."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from io import BytesIO

import openpyxl
from snapshots import snapshot

from euralens_desk.domain.bodies import VoteForm
from euralens_desk.domain.meeting import (
    AgendaItem,
    DebateNote,
    Dissent,
    EventKind,
    MeetingEvent,
    Outcome,
    Voice,
)
from euralens_desk.domain.minutes import MinutesSnapshot
from euralens_desk.domain.people import Role
from euralens_desk.reports.minutes_content import minutes_content
from euralens_desk.reports.pdf import minutes_pdf
from euralens_desk.reports.sentences import movements
from euralens_desk.reports.workbook import minutes_workbook

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
        "Prénom Nom-Composé 7 siège de 13 h 38 à 16 h 20. "
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
    assert said.startswith("Vote par appel nominal, 10 voix : attribution 6")
    assert said.endswith(
        "En cas de partage, la voix prépondérante de la présidence va à l’attribution. "
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
        "Vote au scrutin secret, 13 voix : attribution 6, nomination 3, en attente 0, "
        "abstention 1, blanc 1, nul 2."
    )


def with_events(base: MinutesSnapshot, *events: MeetingEvent) -> MinutesSnapshot:
    numbered = [replace(e, id=200 + n, sequence=200 + n) for n, e in enumerate(events)]
    return replace(base, events=(*base.events, *numbered))


def event(kind: EventKind, when: datetime | None = None, *about: int | None) -> MeetingEvent:
    return MeetingEvent(0, 1, 0, kind, when, *about)


def test_who_comes_back_is_told_once_with_each_stay() -> None:
    told = with_events(
        snapshot(),
        event(KIND.OPENED, at(13, 30)),
        event(KIND.LEFT, at(14, 0), 8),
        event(KIND.SUSPENDED, at(14, 5)),
        event(KIND.RESUMED, at(14, 10)),
        event(KIND.ARRIVED, at(14, 20), 8),
        event(KIND.LEFT, at(15, 0), 8),
        event(KIND.CONNECTED, at(15, 10), 8),
    )
    assert plain(movements(told)) == (
        "Prénom Nom-Composé 8 siège jusqu’à 14 h 00, puis de 14 h 20 à 15 h 00, puis à partir de "
        "15 h 10. La séance est suspendue à 14 h 05. Elle reprend à 14 h 10."
    )


def test_a_change_from_the_room_to_video_is_no_departure() -> None:
    told = with_events(
        snapshot(), event(KIND.OPENED, at(13, 30)), event(KIND.CONNECTED, at(14, 0), 8)
    )
    assert plain(movements(told)) == "Prénom Nom-Composé 8 rejoint la séance en visio à 14 h 00."


def test_a_mandate_that_ends_by_an_arrival_is_told_with_its_holder() -> None:
    told = with_events(
        snapshot(), event(KIND.OPENED, at(13, 30)), event(KIND.ARRIVED, at(14, 0), 3)
    )
    assert plain(movements(told)) == (
        "Prénom Nom-Composé 3 donne pouvoir à Prénom Nom-Composé 1. "
        "Prénom Nom-Composé 3 siège à partir de 14 h 00."
    )


def test_an_alternate_seated_before_the_opening_is_told() -> None:
    base = snapshot()
    alternate = replace(base.body.members[12], role=Role.ALTERNATE, alternate_of=4)
    members = {**base.body.members, 12: alternate}
    sat = replace(base, body=replace(base.body, members=members))
    told = with_events(sat, event(KIND.SEATED, None, 12, 4), event(KIND.OPENED, at(13, 30)))
    assert plain(movements(told)) == "Prénom Nom-Composé 12 supplée Prénom Nom-Composé 4."


def other_points() -> MinutesSnapshot:
    """The held meeting with two items that are not dossiers, the first one under way with a note."""
    base = held()
    first = AgendaItem(50, 1, 0, title="Ouverture")
    last = AgendaItem(51, 1, 9, title="Questions diverses.", discussion="Rien à signaler.")
    told = replace(
        base,
        agenda=(first, *base.agenda, last),
        notes=(DebateNote(1, 50, "Un mot d’accueil.", at(16, 31)),),
    )
    return with_events(
        told,
        event(KIND.ITEM_STARTED, at(16, 30), None, None, 50),
        event(KIND.ITEM_ENDED, at(16, 40), None, None, 50),
        event(KIND.CLOSED, at(16, 55)),
    )


def test_items_that_are_not_dossiers_are_told_with_their_hours_and_notes() -> None:
    content = minutes_content(other_points())
    assert content.cover.agenda == "Ouverture. Examen de 3 dossiers. Questions diverses."
    said = [plain("".join(span.text for span in rich)) for rich in content.others]
    assert said == [
        "Point 1. Ouverture, de 16 h 30 à 16 h 40. 16 h 31. Un mot d’accueil.",
        "Point 5. Questions diverses. Rien à signaler.",
    ]
    assert b"%PDF" in minutes_pdf(content)[:8]
    assert minutes_content(held()).others == ()


def test_the_course_of_the_meeting_is_a_sheet_in_the_order_noted() -> None:
    book = openpyxl.load_workbook(BytesIO(minutes_workbook(other_points())))
    sheet = book["Déroulé"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0] == ["Heure", "Déroulé", "Point"]
    said = [(hour, plain(str(text)), item) for hour, text, item in rows[1:]]
    dossier = "2022-01 Projet 1 & <compagnie>"
    assert said[0] == (None, "Prénom Nom-Composé 1 est dans la salle.", None)
    start = next(n for n, row in enumerate(said) if row[0] == at(15, 55))
    assert said[start : start + 4] == [
        (at(15, 55), f"Mise en discussion : {dossier}.", dossier),
        (
            at(15, 57),
            f"Prénom Nom-Composé 6, en déport, sort de la salle : {dossier}.",
            dossier,
        ),
        (
            None,
            "Vote à main levée, 10 voix : attribution 6, nomination 3, en attente 0, abstention 1.",
            dossier,
        ),
        (at(16, 13), f"Fin du point : {dossier}.", dossier),
    ]
    assert said[-4:] == [
        (at(16, 30), "Mise en discussion : Ouverture.", "Ouverture"),
        (at(16, 31), "Un mot d’accueil.", "Ouverture"),
        (at(16, 40), "Fin du point : Ouverture.", "Ouverture"),
        (at(16, 55), "Clôture de la séance.", None),
    ]
    (table,) = sheet.tables.values()
    assert (table.ref, sheet["A2"].number_format) == (f"A1:C{len(rows)}", "General")
    assert sheet.cell(start + 2, 1).number_format == "hh:mm"


def test_names_stand_only_beside_a_roll_call_and_each_form_is_named() -> None:
    base = snapshot()
    voices = (Voice(1, 1, Outcome.LABEL),)
    for form, note in (
        (VoteForm.HANDS, "Votes à main levée."),
        (VoteForm.SECRET, "Votes au scrutin secret."),
        (VoteForm.NOMINAL, "Votes par appel nominal."),
    ):
        agenda = tuple(replace(item, form=form) for item in base.agenda)
        content = minutes_content(replace(base, agenda=agenda, voices=voices))
        said = "".join(span.text for span in content.dossiers[0].vote)
        assert ("Nom-Composé" in said) is (form is VoteForm.NOMINAL)
        assert content.cover.proposal_note.endswith(note)


def test_blank_null_and_casting_votes_are_in_the_decisions() -> None:
    base = snapshot(1)
    secret = replace(base.agenda[0], form=VoteForm.SECRET, blank_votes=1, null_votes=2)
    casting = replace(base.agenda[0], casting_vote=Outcome.LABEL)
    for item, wanted in ((secret, [1, 2, None]), (casting, [None, None, "Attribution"])):
        book = openpyxl.load_workbook(BytesIO(minutes_workbook(replace(base, agenda=(item,)))))
        heads, line = ([cell.value for cell in row] for row in book["Décisions"].iter_rows())
        told = dict(zip(heads, line, strict=True))
        assert [told[h] for h in ("Blancs", "Nuls", "Voix prépondérante")] == wanted
