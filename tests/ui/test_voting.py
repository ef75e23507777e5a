"""The right of the room by keys and clicks: notes of the debate, votes, roll call, disagreements."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, time
from pathlib import Path
from typing import TypeVar

import pytest
from driving import click, focused, named, page, stored
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from euralens_desk.domain.bodies import VoteForm
from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.meeting import (
    Act,
    ActKind,
    AgendaItem,
    DebateNote,
    Dissent,
    Outcome,
    Presence,
    Voice,
)
from euralens_desk.domain.messages import message
from euralens_desk.domain.people import Recusal
from euralens_desk.domain.room import MeetingStage, Room
from euralens_desk.ui.actions import Act as Command
from euralens_desk.ui.main_window import MainWindow
from euralens_desk.ui.pages.meetings import MeetingsPage
from euralens_desk.ui.pages.meetings.notes import NoteRow
from euralens_desk.ui.pages.meetings.roll_call import VoterRow
from euralens_desk.ui.sections import Section
from euralens_desk.usecases import acts, meetings, room
from euralens_desk.usecases.lookup import committee_with_code, the_member
from euralens_desk.usecases.ports import CampaignFile
from euralens_desk.usecases.room import item_headcount

Kept = TypeVar("Kept")
ENTER, ESCAPE, DOWN, UP = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Down, Qt.Key.Key_Up
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT, NONE = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier
HANDS, SECRET, NOMINAL = (
    "Vote à main levée",
    "Vote au scrutin secret",
    "Vote par appel nominal",
)


def prepared(file: CampaignFile) -> int:
    """Prepare a meeting of the experts at which all are present, and that is not open yet.

    No approval rests on what the sample proposed: the dossiers may be voted on again.
    """
    for act in sorted(file.find(Act), key=lambda act: -acts.ORDER.index(act.kind)):
        if act.kind is not ActKind.PROPOSAL:
            acts.withdraw_act(file, act)
    experts = committee_with_code(file, "experts")
    details = meetings.MeetingDetails(date(2023, 2, 2), time(9), None, "Lens")
    meetings.prepare_meeting(file, experts.id, details)
    meeting = meetings.newest_meeting(file)
    room.record_others_present(file, meeting)
    return meeting


@pytest.fixture
def held(sample: MainWindow) -> MainWindow:
    """The room of a meeting that nobody opened yet."""
    meeting = stored(sample, prepared)
    found = page(sample, Section.MEETINGS, MeetingsPage)
    assert isinstance(found, MeetingsPage)
    found.enter_meeting(meeting)
    return sample


def shown(window: MainWindow) -> MeetingsPage:
    """Return the page that is already there: the keyboard stays where it is."""
    found = window.page(Section.MEETINGS)
    assert isinstance(found, MeetingsPage)
    return found


def item(window: MainWindow) -> AgendaItem:
    """Return the item shown, as the file holds it."""
    held = shown(window).room.item()
    assert held is not None
    kept = stored(window, lambda file: file.get(AgendaItem, held.id))
    assert kept is not None
    return kept


def of_item(window: MainWindow, kind: type[Kept]) -> tuple[Kept, ...]:
    held = item(window).id
    return stored(window, lambda file: file.find(kind, item_id=held))


def add_note(qtbot: QtBot, window: MainWindow, text: str) -> None:
    qtbot.keyClick(window, Qt.Key.Key_D, CONTROL)
    qtbot.keyClicks(focused(window), text)
    qtbot.keyClick(focused(window), ENTER)


def rows(window: MainWindow) -> list[NoteRow]:
    return [row for row in window.findChildren(NoteRow) if row.isVisible()]


# Notes of the debate ------------------------------------------------------------------------


def test_a_note_bears_the_hour_only_while_the_meeting_is_open(
    held: MainWindow, qtbot: QtBot
) -> None:
    add_note(qtbot, held, "Avant.")
    click(qtbot, held, "Ouvrir la séance")
    before = held.context.services.now().replace(tzinfo=None, microsecond=0)
    add_note(qtbot, held, "Pendant.")
    first, second = of_item(held, DebateNote)
    assert (first.text, first.at) == ("Avant.", None)
    assert second.text == "Pendant." and second.at is not None and second.at >= before
    assert rows(held)[0].accessibleName() == "sans heure, Avant."
    assert focused(held) is named(held, QLineEdit, "Ajouter une note")


def test_a_note_is_corrected_in_place_and_undone(held: MainWindow, qtbot: QtBot) -> None:
    add_note(qtbot, held, "Un.")
    add_note(qtbot, held, "Deux.")
    note = rows(held)[1]
    note.setFocus()
    qtbot.keyClick(note, UP)
    assert focused(held) is rows(held)[0]
    qtbot.keyClick(focused(held), Qt.Key.Key_F2)
    qtbot.keyClicks(focused(held), " Bis")
    qtbot.keyClick(focused(held), ESCAPE)
    assert [note.text for note in of_item(held, DebateNote)] == ["Un.", "Deux."]
    qtbot.keyClick(focused(held), ENTER)
    qtbot.keyClicks(focused(held), " Bis")
    qtbot.keyClick(focused(held), ENTER)
    assert [note.text for note in of_item(held, DebateNote)] == ["Un. Bis", "Deux."]
    assert focused(held) is rows(held)[0]
    held.menus.action(Command.UNDO).trigger()
    assert [note.text for note in of_item(held, DebateNote)] == ["Un.", "Deux."]
    qtbot.mouseDClick(rows(held)[1], Qt.MouseButton.LeftButton)
    field = named(held, QPlainTextEdit, "Texte de la note")
    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_Backspace)
    qtbot.keyClick(field, ENTER)
    assert [note.text for note in of_item(held, DebateNote)] == ["Un."]
    assert "La note est retirée" in held.messages.toast.words.text()
    qtbot.keyClick(rows(held)[0], Qt.Key.Key_Delete)
    assert of_item(held, DebateNote) == () and rows(held) == []


def test_older_notes_fold_into_a_link(held: MainWindow, qtbot: QtBot) -> None:
    for number in range(5):
        add_note(qtbot, held, f"Note {number}.")
    assert len(rows(held)) == 3
    held.resize(1366, 768)
    assert [row.accessibleName() for row in rows(held)] == ["sans heure, Note 4."]
    click(qtbot, held, "4 notes plus anciennes")
    assert len(rows(held)) == 5 and focused(held) is rows(held)[0]


def test_what_is_typed_is_kept_when_the_item_is_left(held: MainWindow, qtbot: QtBot) -> None:
    add_note(qtbot, held, "Un.")
    first = item(held).id
    qtbot.keyClick(rows(held)[0], ENTER)
    qtbot.keyClicks(focused(held), " Bis")
    field = named(held, QLineEdit, "Ajouter une note")
    field.setFocus()
    qtbot.keyClicks(field, "Deux.")
    qtbot.keyClick(held, DOWN, ALT)
    assert item(held).id != first and field.text() == "" and rows(held) == []
    kept = stored(held, lambda file: file.find(DebateNote, item_id=first))
    assert [note.text for note in kept] == ["Un. Bis", "Deux."]


def test_the_summary_is_a_link_until_it_is_written(held: MainWindow, qtbot: QtBot) -> None:
    click(qtbot, held, "Rédiger la synthèse du débat")
    qtbot.keyClicks(focused(held), "Avis divers.")
    named(held, QLineEdit, "Ajouter une note").setFocus()
    assert item(held).discussion == "Avis divers."
    qtbot.keyClick(held, DOWN, ALT)
    assert named(held, QAbstractButton, "Rédiger la synthèse du débat").isVisible()
    qtbot.keyClick(held, UP, ALT)
    assert named(held, QPlainTextEdit, "Synthèse du débat").toPlainText() == "Avis divers."


def test_notes_fold_the_summary_into_a_link(sample: MainWindow, qtbot: QtBot) -> None:
    found = page(sample, Section.MEETINGS, MeetingsPage)
    assert isinstance(found, MeetingsPage)
    (dossier,) = stored(sample, lambda file: file.find(Dossier, number="2022-07"))
    found.enter_meeting(1, dossier.id)
    assert rows(sample) and not found.room.decision.notes.summary.isVisible()
    click(qtbot, sample, "Relire la synthèse du débat")
    assert named(sample, QPlainTextEdit, "Synthèse du débat").toPlainText()


# Votes --------------------------------------------------------------------------------------


def choose(qtbot: QtBot, window: MainWindow, button: str, text: str) -> None:
    """Choose an entry of the menu a button opens: two clicks."""
    click(qtbot, window, button)
    (menu,) = (menu for menu in window.findChildren(QMenu) if menu.isVisible())
    (action,) = (a for a in menu.actions() if a.text() == text)
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())


def vote(qtbot: QtBot, window: MainWindow, name: str, number: str) -> None:
    field = named(window, QSpinBox, name)
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, number)


def says(window: MainWindow, name: str) -> bool:
    """Whether something in sight says this."""
    try:
        return named(window, QWidget, name).isVisible()
    except AssertionError:
        return False


def voters(window: MainWindow) -> list[VoterRow]:
    return [row for row in window.findChildren(VoterRow) if row.isVisible()]


def test_a_secret_ballot_has_blank_and_null_votes(held: MainWindow, qtbot: QtBot) -> None:
    assert not says(held, "Blancs")
    choose(qtbot, held, "Forme du vote", SECRET)
    assert says(held, SECRET)
    for name, number in (("Attribution", "12"), ("Blancs", "3"), ("Nuls", "2")):
        vote(qtbot, held, name, number)
    kept = item(held)
    assert (kept.form, kept.blank_votes, kept.null_votes) == (VoteForm.SECRET, 3, 2)
    assert says(held, "17 voix sur 17")
    choose(qtbot, held, "Forme du vote", HANDS)
    kept = item(held)
    assert (kept.form, kept.label_votes, kept.blank_votes) == (VoteForm.HANDS, 12, None)
    assert not says(held, "Blancs")


def test_the_form_starts_as_the_body_votes(held: MainWindow, qtbot: QtBot) -> None:
    def votes_in_secret(file: CampaignFile) -> None:
        experts = committee_with_code(file, "experts")
        with file.change(message("rules")) as work:
            work.put(replace(experts, rules=replace(experts.rules, vote_form=VoteForm.SECRET)))

    stored(held, votes_in_secret)
    shown(held).room.read()
    assert says(held, SECRET) and not item(held).is_voted
    vote(qtbot, held, "Attribution", "1")
    assert item(held).form is VoteForm.SECRET


def test_too_many_voices_are_told_and_never_recorded(held: MainWindow, qtbot: QtBot) -> None:
    vote(qtbot, held, "Attribution", "18")
    told = "18 voix sur 17 : une voix de trop. Ce vote n’est pas enregistré"
    assert says(held, told)
    assert item(held).label_votes == 1
    add_note(qtbot, held, "Une note.")
    assert says(held, told) and named(held, QSpinBox, "Attribution").value() == 18
    click(qtbot, held, "Enregistrer et passer au point suivant")
    assert shown(held).room.place() == (1, 8)
    assert focused(held) is named(held, QSpinBox, "Attribution")
    qtbot.keyClick(focused(held), Qt.Key.Key_Minus)
    assert item(held).label_votes == 17 and not says(held, told)


def test_keys_lead_to_the_counters_and_step_them(held: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(held, Qt.Key.Key_V, CONTROL | SHIFT)
    for step in (Qt.Key.Key_Plus, Qt.Key.Key_Plus, Qt.Key.Key_Minus):
        qtbot.keyClick(focused(held), step)
    assert item(held).label_votes == 1
    click(qtbot, held, "Un de plus : Nomination")
    assert item(held).nominated_votes == 1


def test_the_chair_is_asked_only_on_a_tie_and_among_its_outcomes(
    held: MainWindow, qtbot: QtBot
) -> None:
    question = "Égalité : la voix de la présidence départage."
    vote(qtbot, held, "Attribution", "8")
    assert not says(held, question)
    vote(qtbot, held, "Nomination", "8")
    vote(qtbot, held, "Abstention", "1")
    assert says(held, question)
    assert not says(held, "Voix de la présidence : En attente")
    click(qtbot, held, "Voix de la présidence : Nomination")
    assert item(held).casting_vote is Outcome.NOMINATED
    click(qtbot, held, "Attribution")
    assert says(held, "La proposition diffère de la voix de la présidence")
    choose(qtbot, held, "Forme du vote", SECRET)
    assert not says(held, question) and item(held).casting_vote is None


def tie(qtbot: QtBot, window: MainWindow) -> None:
    """Hold a vote that is a tie, on a proposition that is whole."""
    named(window, QPlainTextEdit, "Motifs").setPlainText("Bien.")
    click(qtbot, window, "Attribution")
    for name, number in (("Attribution", "8"), ("Nomination", "8"), ("Abstention", "1")):
        vote(qtbot, window, name, number)


def test_a_tie_is_not_left_without_the_voice_of_the_chair(held: MainWindow, qtbot: QtBot) -> None:
    first = item(held).id
    tie(qtbot, held)
    qtbot.keyClick(focused(held), ENTER, CONTROL)
    assert item(held).id == first
    assert says(held, "La règle donne voix prépondérante à la présidence : enregistrez-la d’abord.")
    chair = named(held, QAbstractButton, "Voix de la présidence : Attribution")
    assert focused(held) is chair
    qtbot.keyClick(chair, Qt.Key.Key_Space)
    assert item(held).casting_vote is Outcome.LABEL
    qtbot.keyClick(focused(held), ENTER, CONTROL)
    assert item(held).id != first


def test_a_tie_is_left_where_the_chair_has_no_casting_vote(held: MainWindow, qtbot: QtBot) -> None:
    def settles_nothing(file: CampaignFile) -> None:
        experts = committee_with_code(file, "experts")
        with file.change(message("rules")) as work:
            work.put(replace(experts, rules=replace(experts.rules, has_casting_vote=False)))

    stored(held, settles_nothing)
    shown(held).room.read()
    first = item(held).id
    tie(qtbot, held)
    told = "Égalité des voix : dites dans les motifs comment elle a été tranchée."
    assert says(held, told)
    qtbot.keyClick(focused(held), ENTER, CONTROL)
    assert item(held).id != first


def test_a_vote_without_quorum_is_told_beside_the_votes(held: MainWindow, qtbot: QtBot) -> None:
    def leave_four(file: CampaignFile) -> None:
        meeting = item(held).meeting_id
        there = room.room_now(file, meeting).presence
        for member in list(there)[4:]:
            room.record_attendance(file, meeting, member, Presence.ABSENT)

    stored(held, leave_four)
    shown(held).room.read()
    vote(qtbot, held, "Attribution", "4")
    assert says(held, "Le quorum n’est pas atteint sur ce point (4 sur 9)")


@pytest.mark.parametrize(("word", "form"), [(SECRET, VoteForm.SECRET), (NOMINAL, VoteForm.NOMINAL)])
def test_the_form_chosen_before_the_first_voice_stays(
    held: MainWindow, qtbot: QtBot, word: str, form: VoteForm
) -> None:
    choose(qtbot, held, "Forme du vote", word)
    assert (item(held).chosen_form, item(held).is_voted) == (form, False)
    if form is VoteForm.NOMINAL:
        qtbot.keyClick(focused(held), ESCAPE)
    qtbot.keyClick(held, DOWN, ALT)
    assert says(held, HANDS)
    qtbot.keyClick(held, UP, ALT)
    assert says(held, word)
    held.menus.action(Command.UNDO).trigger()
    assert says(held, HANDS)


# Roll call ----------------------------------------------------------------------------------


def test_the_last_voters_of_a_roll_call_are_named_beside_the_ballot(
    held: MainWindow, qtbot: QtBot
) -> None:
    voter = item_headcount_names(held)
    qtbot.keyClick(held, Qt.Key.Key_A, CONTROL | SHIFT)
    for _voter in voter[:-2]:
        qtbot.keyClick(focused(held), Qt.Key.Key_1)
    assert says(held, f"2 voix de l’appel n’ont pas été entendues : {voter[-2]}, {voter[-1]}.")
    qtbot.keyClick(focused(held), Qt.Key.Key_1)
    assert says(held, f"Une voix de l’appel n’a pas été entendue : {voter[-1]}.")
    qtbot.keyClick(focused(held), Qt.Key.Key_1)
    assert not says(held, f"Une voix de l’appel n’a pas été entendue : {voter[-1]}.")


def test_a_voice_that_can_no_longer_be_cast_is_told_beside_the_ballot(
    held: MainWindow, qtbot: QtBot
) -> None:
    voter = item_headcount_names(held)
    qtbot.keyClick(held, Qt.Key.Key_A, CONTROL | SHIFT)
    for _voter in voter:
        qtbot.keyClick(focused(held), Qt.Key.Key_1)
    held_item = item(held)

    def leave(file: CampaignFile) -> None:
        gone = item_headcount(file, held_item.id).voters[0]
        room.leave(file, held_item.meeting_id, gone.id, None)

    stored(held, leave)
    shown(held).room.read()
    told = f"L’appel nominal compte une voix de {voter[0]}"
    assert any(told in text.text() for text in held.findChildren(QLabel) if text.isVisible())
    assert named(held, QLineEdit, "Motif de l’écart de voix").isVisible()


def item_headcount_names(window: MainWindow) -> list[str]:
    """Return the voters of the item shown, in the order of the call."""
    shown_item = item(window).id
    return [v.name for v in stored(window, lambda f: item_headcount(f, shown_item).voters)]


def test_a_roll_call_is_one_key_a_voice(held: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(held, Qt.Key.Key_A, CONTROL | SHIFT)
    lines = voters(held)
    assert len(lines) == 17 and focused(held) is lines[0].choice
    for answer in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_A):
        qtbot.keyClick(focused(held), answer)
    assert focused(held) is lines[4].choice
    kept = item(held)
    assert kept.form is VoteForm.NOMINAL
    assert (kept.label_votes, kept.nominated_votes, kept.deferred_votes) == (1, 1, 1)
    assert kept.abstentions == 1
    totals = "Attribution 1 · Nomination 1 · En attente 1 · Abstention 1 · à appeler : 13"
    assert says(held, totals) and says(held, "4 voix sur 17")
    qtbot.keyClick(focused(held), UP)
    qtbot.keyClick(focused(held), Qt.Key.Key_Backspace)
    assert item(held).abstentions == 0 and len(of_item(held, Voice)) == 3
    qtbot.mouseClick(lines[5].choice.segment(Outcome.NOMINATED), Qt.MouseButton.LeftButton)
    assert item(held).nominated_votes == 2
    qtbot.keyClick(focused(held), ESCAPE)
    assert voters(held) == [] and not named(held, QSpinBox, "Attribution").isEnabled()
    held.menus.action(Command.UNDO).trigger()
    assert item(held).nominated_votes == 1


def test_a_roll_call_says_who_casts_a_voice_and_what_it_replaces(
    held: MainWindow, qtbot: QtBot
) -> None:
    vote(qtbot, held, "Attribution", "17")
    held_item = item(held)

    def give(file: CampaignFile) -> tuple[str, str]:
        first, second = item_headcount(file, held_item.id).voters[:2]
        room.record_attendance(file, held_item.meeting_id, first.id, Presence.PROXY, second.id)
        return first.name, second.name

    giver, holder = stored(held, give)
    shown(held).room.read()
    choose(qtbot, held, "Forme du vote", NOMINAL)
    assert says(held, "Un vote est déjà enregistré : la première voix de l’appel le remplace.")
    assert says(held, f"{giver}, par pouvoir, exercé par {holder}, pas encore de réponse")
    qtbot.keyClick(focused(held), Qt.Key.Key_2)
    assert not says(held, "Un vote est déjà enregistré")
    kept = item(held)
    assert (kept.label_votes, kept.nominated_votes) == (0, 1)
    choose(qtbot, held, "Forme du vote", HANDS)
    assert of_item(held, Voice) == () and item(held).nominated_votes == 1
    assert "ne sont plus gardées" in held.messages.toast.words.text()


# Disagreements ------------------------------------------------------------------------------


def test_a_disagreement_is_two_clicks_and_its_text_is_optional(
    held: MainWindow, qtbot: QtBot
) -> None:
    held_item = item(held)
    name = stored(held, lambda file: item_headcount(file, held_item.id).voters[2].name)
    choose(qtbot, held, "Noter un désaccord…", name)
    (dissent,) = of_item(held, Dissent)
    assert dissent.text == "" and says(held, f"Désaccord : {name}")
    assert focused(held) is named(held, QLineEdit, f"Mention demandée par {name}")
    qtbot.keyClicks(focused(held), "Le calendrier.")
    qtbot.keyClick(focused(held), ENTER)
    assert of_item(held, Dissent)[0].text == "Le calendrier."
    click(qtbot, held, f"Retirer le désaccord de {name}")
    assert of_item(held, Dissent) == ()
    held.menus.action(Command.UNDO).trigger()
    assert of_item(held, Dissent)[0].text == "Le calendrier."


def test_who_is_recused_is_not_offered_a_disagreement(held: MainWindow, qtbot: QtBot) -> None:
    held_item = item(held)
    (recusal,) = stored(held, lambda f: f.find(Recusal, dossier_id=held_item.dossier_id))
    name = stored(held, lambda file: the_member(file, recusal.member_id)).name
    click(qtbot, held, "Noter un désaccord…")
    (menu,) = (menu for menu in held.findChildren(QMenu) if menu.isVisible())
    offered = [action.text() for action in menu.actions()]
    assert len(offered) == 17 and name not in offered
    menu.close()


# How many keys and clicks -------------------------------------------------------------------


@dataclass
class Hand:
    """Counts what a person does: a chord, a key or a click is one; the words typed are none."""

    qtbot: QtBot
    window: MainWindow
    gestures: int = 0

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        self.gestures += 1
        self.qtbot.keyClick(focused(self.window), key, held)

    def click(self, name: str) -> None:
        self.gestures += 1
        click(self.qtbot, self.window, name)

    def choose(self, button: str, text: str) -> None:
        self.gestures += 2
        choose(self.qtbot, self.window, button, text)

    def type(self, text: str) -> None:
        self.qtbot.keyClicks(focused(self.window), text)


def told_counts() -> dict[str, int]:
    """Return the number of gestures the guide gives for each action."""
    text = (Path(__file__).parents[2] / "docs" / "guide.md").read_text(encoding="utf-8")
    table = text.split("| Action en séance |")[1].split("\n\n")[0].splitlines()[2:]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in table]
    return {action: int(count) for action, _gesture, count in cells}


def room_of(window: MainWindow) -> Room:
    """Return who is where at the meeting shown."""
    meeting = item(window).meeting_id
    return stored(window, lambda file: room.room_now(file, meeting))


def test_each_action_takes_as_many_gestures_as_the_guide_tells(
    held: MainWindow, qtbot: QtBot
) -> None:
    told, found = told_counts(), {}
    first = item(held).id
    name = stored(held, lambda file: item_headcount(file, first).voters[0].name)
    hand = Hand(qtbot, held)

    def count(action: str, done: Callable[[], bool]) -> None:
        assert done(), action
        found[action] = hand.gestures
        hand.gestures = 0

    hand.press(Qt.Key.Key_F9)
    count("Ouvrir la séance", lambda: room_of(held).stage is MeetingStage.OPEN)
    click(qtbot, held, "Mettre en discussion")
    there = len(room_of(held).presence)
    qtbot.keyClick(held, Qt.Key.Key_P, CONTROL)
    hand.press(Qt.Key.Key_Space)
    count(
        "Noter une présence, ou une arrivée en retard",
        lambda: list(room_of(held).presence.values()).count(Presence.PRESENT) == there - 1,
    )
    qtbot.keyClick(held, Qt.Key.Key_P, CONTROL | SHIFT)
    qtbot.keyClick(focused(held), DOWN)
    hand.press(Qt.Key.Key_Space)
    hand.type("Proche du projet.")
    hand.press(ENTER)
    count("Déclarer un déport", lambda: len(room_of(held).out) == 1)
    for _change in range(2):
        qtbot.keyClick(held, Qt.Key.Key_Z, CONTROL)
    assert len(room_of(held).presence) == there and not room_of(held).out

    hand.press(Qt.Key.Key_D, CONTROL)
    hand.type("Une note.")
    hand.press(ENTER)
    count("Ajouter une note de débat", lambda: len(of_item(held, DebateNote)) == 1)
    rows(held)[0].setFocus()
    hand.press(ENTER)
    hand.type(" Plus.")
    hand.press(ENTER)
    count("Corriger une note", lambda: of_item(held, DebateNote)[0].text == "Une note. Plus.")
    hand.press(Qt.Key.Key_Delete)
    count("Retirer une note", lambda: of_item(held, DebateNote) == ())
    hand.click("Un de plus : Nomination")
    count("Compter une voix de plus ou de moins", lambda: item(held).nominated_votes == 1)
    hand.choose("Forme du vote", SECRET)
    count("Changer la forme du vote", lambda: item(held).form is VoteForm.SECRET)
    hand.press(Qt.Key.Key_A, CONTROL | SHIFT)
    count("Ouvrir l’appel nominal", lambda: bool(voters(held)))
    hand.press(Qt.Key.Key_1)
    count("Noter la voix d’un membre", lambda: item(held).label_votes == 1)
    qtbot.keyClick(focused(held), UP)
    hand.press(Qt.Key.Key_Backspace)
    count("Retirer la voix d’un membre", lambda: of_item(held, Voice) == ())
    hand.press(ESCAPE)
    count("Revenir aux avis", lambda: voters(held) == [])
    choose(qtbot, held, "Forme du vote", HANDS)
    vote(qtbot, held, "Attribution", "8")
    vote(qtbot, held, "Nomination", "8")
    vote(qtbot, held, "En attente", "1")
    hand.click("Voix de la présidence : Attribution")
    count("Noter la voix de la présidence", lambda: item(held).casting_vote is Outcome.LABEL)
    hand.choose("Noter un désaccord…", name)
    count("Noter un désaccord", lambda: len(of_item(held, Dissent)) == 1)
    reasons = named(held, QPlainTextEdit, "Motifs")
    reasons.setPlainText("Bien.")
    hand.click("Attribution")
    count("Choisir la proposition", lambda: len(stored(held, proposals(first))) == 1)
    hand.press(ENTER, CONTROL)
    count("Enregistrer et passer au point suivant", lambda: item(held).id != first)
    assert found == told
    assert max(told.values()) <= 2


def proposals(item_id: int) -> Callable[[CampaignFile], tuple[Act, ...]]:
    """Return a query for the propositions on an item that were just recorded."""

    def query(file: CampaignFile) -> tuple[Act, ...]:
        shown_item = file.get(AgendaItem, item_id)
        assert shown_item is not None
        known = file.find(Act, dossier_id=shown_item.dossier_id)
        return tuple(
            act for act in known if act.kind is ActKind.PROPOSAL and act.reasons == "Bien."
        )

    return query
