"""A meeting by keys and clicks: prepared, held point by point, and its acts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from driving import click, focused, named, page, stored
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QDateEdit,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from euralens_desk.domain.meeting import (
    Act,
    ActKind,
    AgendaItem,
    DebateNote,
    Meeting,
    MeetingEvent,
    Outcome,
    Presence,
    Stance,
    TechnicalOpinion,
)
from euralens_desk.domain.messages import message
from euralens_desk.domain.people import Recusal
from euralens_desk.domain.room import attendance
from euralens_desk.ui.actions import Act as Command
from euralens_desk.ui.main_window import MainWindow
from euralens_desk.ui.pages.meetings import MeetingsPage
from euralens_desk.ui.pages.meetings.attendance import AttendanceRow
from euralens_desk.ui.pages.meetings.dialogs import FollowDialog, MeetingDialog
from euralens_desk.ui.pages.meetings.quorum_box import RecusedBox
from euralens_desk.ui.sections import Section
from euralens_desk.ui.state.meetings import Spot
from euralens_desk.usecases import acts, meetings, room
from euralens_desk.usecases.lookup import the_member
from euralens_desk.usecases.ports import CampaignFile
from euralens_desk.usecases.room import room_now

SPACE, ENTER = Qt.Key.Key_Space, Qt.Key.Key_Return
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SAVE = "Enregistrer et passer au point suivant"


def forget_meeting(file: CampaignFile) -> None:
    """Leave of the sample campaign all but its meeting and acts."""
    (meeting,) = file.find(Meeting)
    room.reopen_meeting(file, meeting.id)
    for kind in reversed(acts.ORDER):
        for act in file.find(Act):
            if act.kind is kind:
                acts.withdraw_act(file, act)
    with file.change(message("nothing was held"), undoable=False) as work:
        held: list[object] = [*work.find(MeetingEvent), *work.find(DebateNote)]
        for record in [*held, *work.find(AgendaItem), *work.find(Meeting)]:
            work.remove(record)


@pytest.fixture
def fresh(sample: MainWindow) -> MainWindow:
    """The sample campaign as it is before its meeting."""
    stored(sample, forget_meeting)
    return sample


def shown(window: MainWindow) -> MeetingsPage:
    found = page(window, Section.MEETINGS, MeetingsPage)
    assert isinstance(found, MeetingsPage)
    return found


def key(
    qtbot: QtBot, window: MainWindow, keys: Qt.Key, held: Qt.KeyboardModifier = CONTROL
) -> None:
    qtbot.keyClick(window, keys, held)


def prepare(
    qtbot: QtBot, window: MainWindow, *, hours: tuple[str, str] = ("13 h 30", "17:00")
) -> None:
    """Prepare a meeting of the experts by its dialog."""
    found = shown(window)
    click(qtbot, found, "Nouvelle séance")
    dialog = window.findChild(MeetingDialog)
    assert dialog is not None
    dialog.day.setDate(QDate(2022, 12, 8))
    for name, text in (("De", hours[0]), ("À", hours[1]), ("Lieu", "Lens")):
        field = named(dialog, QLineEdit, name)
        field.clear()
        qtbot.keyClicks(field, text)
    chair = named(dialog, QComboBox, "Présidence").lineEdit()
    assert chair is not None
    qtbot.keyClicks(chair, "Mme Acacia")
    qtbot.keyClick(dialog, ENTER)
    if not dialog.isVisible():
        assert found.hub.list.checklist.isVisible()
        qtbot.keyClick(focused(window), ENTER)


def counter(window: MainWindow, name: str) -> QSpinBox:
    return named(window, QSpinBox, name)


def vote(qtbot: QtBot, window: MainWindow, name: str, number: str) -> None:
    field = counter(window, name)
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, number)


def write(qtbot: QtBot, window: MainWindow, name: str, text: str) -> None:
    field = named(window, QPlainTextEdit, name)
    field.setFocus()
    qtbot.keyClicks(field, text)


def items(window: MainWindow) -> tuple[AgendaItem, ...]:
    return stored(
        window, lambda file: tuple(sorted(file.find(AgendaItem), key=lambda i: i.position))
    )


def recorded(window: MainWindow, kind: ActKind) -> tuple[Act, ...]:
    return stored(window, lambda file: tuple(a for a in file.find(Act) if a.kind is kind))


def test_a_meeting_is_prepared_and_its_mistakes_are_told(fresh: MainWindow, qtbot: QtBot) -> None:
    found = shown(fresh)
    assert named(found, QWidget, "Aucune séance pour l’instant.").isVisible()
    prepare(qtbot, fresh, hours=("treize", "17:00"))
    dialog = fresh.findChild(MeetingDialog)
    assert dialog is not None and "n’est pas une heure" in dialog.problem.accessibleName()
    for text, told in (("18:00", "ne peut pas finir avant"), ("13:30", "")):
        dialog.starts.setText(text)
        qtbot.keyClick(dialog, ENTER)
        assert told in dialog.problem.accessibleName()
    (meeting,) = stored(fresh, lambda file: file.find(Meeting))
    assert (meeting.held_on, meeting.place) == (date(2022, 12, 8), "Lens")
    assert meeting.chair == "Mme Acacia"
    assert not found.is_in_room and found.hub.list.checklist.isVisible()
    qtbot.keyClick(focused(fresh), ENTER)
    assert found.is_in_room
    assert len(items(fresh)) == 8


def test_the_field_of_a_wrong_hour_is_marked_and_has_the_keyboard(
    fresh: MainWindow, qtbot: QtBot
) -> None:
    shown(fresh)
    key(qtbot, fresh, Qt.Key.Key_N)
    dialog = fresh.findChild(MeetingDialog)
    assert dialog is not None
    assert dialog.starts.placeholderText() == "13\u00a0h\u00a030"
    before = dialog.height()
    for starts, ends, faulty in (("midi", "17", 0), ("18 h 00", "17 h 00", 1)):
        dialog.starts.setText(starts)
        dialog.ends.setText(ends)
        qtbot.mouseClick(dialog.verb, Qt.MouseButton.LeftButton)
        fields = (dialog.starts, dialog.ends)
        assert focused(dialog) is fields[faulty]
        assert [bool(field.property("faulty")) for field in fields] == [faulty == 0, faulty == 1]
        assert fields[faulty].accessibleDescription() == dialog.problem.accessibleName()
        assert fields[faulty].selectedText() == fields[faulty].text()
    assert dialog.height() <= before + dialog.problem.height() + 20
    dialog.ends.setText("19 h 00")
    qtbot.keyClick(dialog, ENTER)
    assert len(stored(fresh, lambda file: file.find(Meeting))) == 1


def test_one_person_in_the_chair_and_as_secretary_is_remarked(
    fresh: MainWindow, qtbot: QtBot
) -> None:
    shown(fresh)
    key(qtbot, fresh, Qt.Key.Key_N)
    dialog = fresh.findChild(MeetingDialog)
    assert dialog is not None
    dialog.chair.setCurrentText("Mme Acacia")
    assert not dialog.remark.isVisible()
    dialog.secretary.setCurrentText(" mme  acacia ")
    assert "même personne" in dialog.remark.accessibleName() and dialog.remark.isVisible()
    dialog.secretary.setCurrentText("M. Bouleau")
    assert not dialog.remark.isVisible()
    dialog.secretary.setCurrentText("Mme Acacia")
    qtbot.keyClick(dialog, ENTER)
    (meeting,) = stored(fresh, lambda file: file.find(Meeting))
    assert meeting.chair == meeting.meeting_secretary == "Mme Acacia"


def test_the_button_of_a_new_meeting_tells_its_keys(fresh: MainWindow) -> None:
    found = shown(fresh)
    buttons = [b for b in found.hub.findChildren(QAbstractButton) if b.text() == "Nouvelle séance"]
    assert [button.toolTip() for button in buttons] == ["Ctrl+N", "Ctrl+N"]


def test_each_view_tells_what_it_counts(sample: MainWindow, qtbot: QtBot) -> None:
    said = []
    for name in ("Séances", "Actes", "Avis techniques", "Dispositifs"):
        tab(qtbot, sample, name)
        said.append(sample.status.fact.text().replace("\u00a0", " "))
    assert said == [
        "1 séance",
        "Décisions : 0 sur 8 dossiers",
        "8 avis sur 8 dossiers",
        "5 dispositifs",
    ]


def test_tab_leaves_the_day_of_an_opinion_at_once(sample: MainWindow, qtbot: QtBot) -> None:
    found = tab(qtbot, sample, "Avis techniques")
    found.hub.opinions.table.setFocus()
    went = []
    for _stop in range(4):
        qtbot.keyClick(focused(sample), Qt.Key.Key_Tab)
        went.append(focused(sample).accessibleName())
    assert went == ["Favorable", "Jour de l’avis", "Texte de l’avis", went[3]]
    assert went[3].startswith("2.1 ")


def test_the_text_of_an_opinion_is_shown_whole(sample: MainWindow, qtbot: QtBot) -> None:
    found = tab(qtbot, sample, "Avis techniques")
    field = found.hub.opinions.editor.text
    before = field.height()
    field.setFocus()
    qtbot.keyClicks(field, "Un texte bien plus long que deux lignes. " * 8)
    qtbot.waitUntil(lambda: field.height() > before)
    qtbot.waitUntil(lambda: field.verticalScrollBar().maximum() == 0)
    table = found.hub.opinions.table
    first = table.rowHeight(0)
    table.setFocus()
    qtbot.waitUntil(lambda: table.rowHeight(0) > first)


def test_a_point_goes_from_the_debate_to_the_next_by_keys(fresh: MainWindow, qtbot: QtBot) -> None:
    prepare(qtbot, fresh)
    key(qtbot, fresh, Qt.Key.Key_P)
    click(qtbot, fresh, "Noter les autres en séance")
    qtbot.keyClick(focused(fresh), Qt.Key.Key_Escape)
    key(qtbot, fresh, Qt.Key.Key_D)
    qtbot.keyClicks(focused(fresh), "Deux lectures s'opposent.")
    qtbot.keyClick(focused(fresh), ENTER)
    vote(qtbot, fresh, "Attribution", "14")
    vote(qtbot, fresh, "Abstention", "3")
    first = items(fresh)[0]
    (note,) = stored(fresh, lambda file: file.find(DebateNote))
    assert (note.item_id, note.text, note.at) == (first.id, "Deux lectures s'opposent.", None)
    assert (first.label_votes, first.abstentions, first.is_secret) == (14, 3, False)
    named(fresh, QAbstractButton, "Attribution").setFocus()
    qtbot.keyClick(focused(fresh), SPACE)
    assert recorded(fresh, ActKind.PROPOSAL) == ()
    write(qtbot, fresh, "Motifs", "Projet exemplaire.")
    key(qtbot, fresh, ENTER)
    (act,) = recorded(fresh, ActKind.PROPOSAL)
    assert act == Act(
        first.dossier_id or 0,
        ActKind.PROPOSAL,
        Outcome.LABEL,
        date(2022, 12, 8),
        "Projet exemplaire.",
        item_id=first.id,
    )
    assert shown(fresh).room.place() == (2, 8)


def test_nothing_is_proposed_by_default_and_what_is_missing_is_said(
    fresh: MainWindow, qtbot: QtBot
) -> None:
    prepare(qtbot, fresh)
    found = shown(fresh)
    segments = [named(fresh, QAbstractButton, name) for name in ("Attribution", "Nomination")]
    assert not any(segment.isChecked() for segment in segments)
    click(qtbot, fresh, SAVE)
    said = "Choisissez la proposition du comité"
    assert named(found, QWidget, said).isVisible()
    click(qtbot, fresh, "Nomination")
    assert named(found, QWidget, "Indiquez les motifs").isVisible()
    click(qtbot, fresh, SAVE)
    assert found.room.place() == (1, 8)
    assert focused(fresh) is found.room.decision.proposition.reasons
    assert recorded(fresh, ActKind.PROPOSAL) == ()


def test_reasons_written_first_are_kept_and_wait_for_the_proposition(
    fresh: MainWindow, qtbot: QtBot
) -> None:
    prepare(qtbot, fresh)
    write(qtbot, fresh, "Motifs", "Lien social.")
    named(fresh, QLineEdit, "Réserves").setFocus()
    qtbot.keyClicks(focused(fresh), "Un calendrier.")
    key(qtbot, fresh, Qt.Key.Key_Down, ALT)
    assert items(fresh)[0].drafted_reservations == "Un calendrier."
    assert items(fresh)[0].drafted_reasons == "Lien social."
    assert named(fresh, QPlainTextEdit, "Motifs").toPlainText() == ""
    key(qtbot, fresh, Qt.Key.Key_Up, ALT)
    assert named(fresh, QPlainTextEdit, "Motifs").toPlainText() == "Lien social."
    click(qtbot, fresh, "En attente")
    (act,) = recorded(fresh, ActKind.PROPOSAL)
    assert (act.outcome, act.reasons) == (Outcome.DEFERRED, "Lien social.")
    assert act.reservations == "Un calendrier."
    assert items(fresh)[0].drafted_reasons == ""
    fresh.menus.action(Command.UNDO).trigger()
    assert recorded(fresh, ActKind.PROPOSAL) == ()
    assert not named(fresh, QAbstractButton, "En attente").isChecked()


def test_a_missing_voice_is_told_and_its_reason_opens_the_way(
    fresh: MainWindow, qtbot: QtBot
) -> None:
    prepare(qtbot, fresh)
    key(qtbot, fresh, Qt.Key.Key_P)
    click(qtbot, fresh, "Noter les autres en séance")
    key(qtbot, fresh, Qt.Key.Key_P)
    found = shown(fresh)
    vote(qtbot, fresh, "Attribution", "16")
    assert named(found, QWidget, "16 voix sur 17 : une voix manque.").isVisible()
    click(qtbot, fresh, "Attribution")
    write(qtbot, fresh, "Motifs", "Bien.")
    click(qtbot, fresh, SAVE)
    assert found.room.place() == (1, 8)
    qtbot.keyClicks(focused(fresh), "Un membre est parti.")
    click(qtbot, fresh, SAVE)
    assert found.room.place() == (2, 8)
    assert items(fresh)[0].miscount_reason == "Un membre est parti."


def test_votes_that_differ_and_abstentions_alone_are_remarked(
    fresh: MainWindow, qtbot: QtBot
) -> None:
    prepare(qtbot, fresh)
    key(qtbot, fresh, Qt.Key.Key_P)
    click(qtbot, fresh, "Noter les autres en séance")
    key(qtbot, fresh, Qt.Key.Key_P)
    found = shown(fresh)
    vote(qtbot, fresh, "Abstention", "17")
    assert named(found, QWidget, "Aucun suffrage exprimé.").isVisible()
    vote(qtbot, fresh, "Abstention", "0")
    assert not items(fresh)[0].is_voted
    vote(qtbot, fresh, "Attribution", "7")
    vote(qtbot, fresh, "Nomination", "10")
    click(qtbot, fresh, "Attribution")
    assert named(found, QWidget, "La proposition diffère du vote le plus fourni").isVisible()


def presence_of(window: MainWindow, member: int) -> tuple[Presence, int | None] | None:
    (meeting,) = stored(window, lambda file: file.find(Meeting))
    now = stored(window, lambda file: room_now(file, meeting.id))
    seat = attendance(now, member)
    return (seat.presence, seat.proxy_to) if seat else None


def test_space_goes_through_the_presences_and_a_second_mandate_is_refused(
    fresh: MainWindow, qtbot: QtBot
) -> None:
    prepare(qtbot, fresh)
    attendance = shown(fresh).room.drawer.attendance
    key(qtbot, fresh, Qt.Key.Key_P)
    rows = attendance.findChildren(AttendanceRow)
    first, second, third = rows[0].button, rows[1].button, rows[2].button
    assert focused(fresh) is first
    qtbot.keyClick(first, SPACE)
    assert presence_of(fresh, 1) == (Presence.PRESENT, None)
    qtbot.keyClick(first, Qt.Key.Key_Down)
    assert focused(fresh) is second
    for button in (second, third):
        for _press in range(3):
            qtbot.keyClick(button, SPACE)
    qtbot.keyClick(rows[1].holder, Qt.Key.Key_Down)
    assert presence_of(fresh, 2) == (Presence.PROXY, 1)
    qtbot.keyClick(rows[2].holder, Qt.Key.Key_Down)
    assert presence_of(fresh, 3) == (Presence.REMOTE, None)
    refused = rows[2].refused
    assert refused.isVisible() and "un seul par personne" in refused.text()
    qtbot.keyClick(third, SPACE)
    assert presence_of(fresh, 3) == (Presence.EXCUSED, None)
    assert not refused.isVisible()
    qtbot.keyClick(first, SPACE)
    qtbot.keyClick(first, SPACE)
    qtbot.keyClick(first, SPACE)
    assert "a reçu le pouvoir" in rows[0].refused.text()
    fresh.menus.action(Command.UNDO).trigger()
    assert presence_of(fresh, 1) == (Presence.PRESENT, None)


def test_the_quorum_of_the_point_names_the_recused_and_is_never_a_block(
    fresh: MainWindow, qtbot: QtBot
) -> None:
    prepare(qtbot, fresh)
    found = shown(fresh)
    quorum = found.room.agenda.quorum
    assert quorum.lost.isVisible()
    assert "0 sur 17, il en faut 9" in quorum.lost.accessibleName()
    shown_id = items(fresh)[0].dossier_id
    (recusal,) = stored(fresh, lambda file: file.find(Recusal, dossier_id=shown_id))
    name = stored(fresh, lambda file: the_member(file, recusal.member_id)).name
    boxes = [box.accessibleName() for box in quorum.findChildren(RecusedBox)]
    assert boxes[-1] == f"Déport\u00a0: {name}. Ne prend part ni à l’examen ni au vote."
    assert "déports exclus" in quorum.sentence.text()
    assert named(fresh, QAbstractButton, SAVE).isEnabled()


def test_the_agenda_is_ordered_emptied_and_filled_again(fresh: MainWindow, qtbot: QtBot) -> None:
    prepare(qtbot, fresh)
    before = [item.dossier_id for item in items(fresh)]
    click(qtbot, fresh, "Reculer d’un rang")
    assert [item.dossier_id for item in items(fresh)] == [before[1], before[0], *before[2:]]
    click(qtbot, fresh, "Avancer d’un rang")
    assert [item.dossier_id for item in items(fresh)] == before
    for _point in before:
        qtbot.keyClick(named(fresh, QListView, "Ordre du jour"), Qt.Key.Key_Delete)
    assert items(fresh) == ()
    assert "est retiré de l’ordre du jour" in fresh.messages.toast.words.text()
    click(qtbot, fresh, "Ajouter les dossiers")
    assert [item.dossier_id for item in items(fresh)] == before
    assert named(fresh, QListView, "Ordre du jour").model().rowCount() == 8


def test_alt_arrows_go_from_point_to_point(sample: MainWindow, qtbot: QtBot) -> None:
    found = shown(sample)
    qtbot.keyClick(found.hub.list.table, ENTER)
    assert found.room.place() == (1, 10)
    key(qtbot, sample, Qt.Key.Key_Up, ALT)
    assert found.room.place() == (1, 10)
    for _step in range(11):
        key(qtbot, sample, Qt.Key.Key_Down, ALT)
    assert found.room.place() == (10, 10)
    key(qtbot, sample, ENTER)
    assert "dernier point" in sample.messages.toast.words.text()


def test_a_spot_leads_to_its_point(sample: MainWindow) -> None:
    (meeting,) = stored(sample, lambda file: file.find(Meeting))
    wanted = items(sample)[5].dossier_id
    sample.go(Section.MEETINGS, Spot(meeting.id, wanted))
    assert shown(sample).room.place() == (6, 10)


def test_a_meeting_is_edited_and_stays_once_scores_were_revealed(
    sample: MainWindow, qtbot: QtBot
) -> None:
    found = shown(sample)
    click(qtbot, found, "Modifier…")
    assert sample.findChild(MeetingDialog) is None
    assert "rouvrez" in sample.messages.banners["failure"].accessibleName()
    (held,) = stored(sample, lambda file: file.find(Meeting))
    stored(sample, lambda file: room.reopen_meeting(file, held.id))
    click(qtbot, found, "Modifier…")
    dialog = sample.findChild(MeetingDialog)
    assert dialog is not None and dialog.starts.text() == "13\u00a0h\u00a030"
    dialog.place.setText("Liévin")
    qtbot.keyClick(dialog, ENTER)
    (meeting,) = stored(sample, lambda file: file.find(Meeting))
    assert meeting.place == "Liévin" and meeting.starts_at is not None
    click(qtbot, found, "Retirer")
    assert len(stored(sample, lambda file: file.find(Meeting))) == 1
    assert "révélées" in sample.messages.banners["failure"].accessibleName()


def test_a_meeting_that_was_not_held_is_removed(fresh: MainWindow, qtbot: QtBot) -> None:
    prepare(qtbot, fresh)
    found = shown(fresh)
    found.leave_meeting()
    click(qtbot, found, "Retirer")
    assert stored(fresh, lambda file: file.find(Meeting)) == ()
    fresh.menus.action(Command.UNDO).trigger()
    assert found.hub.list.table.rows.rowCount() == 1


def tab(qtbot: QtBot, window: MainWindow, name: str) -> MeetingsPage:
    found = shown(window)
    click(qtbot, found.hub.choice, name)
    return found


def card(found: MeetingsPage, kind: ActKind) -> QWidget:
    return found.hub.acts.cards[kind]


def test_the_decisions_follow_the_approvals_in_one_sitting(
    sample: MainWindow, qtbot: QtBot
) -> None:
    found = tab(qtbot, sample, "Actes")
    assert not found.hub.acts.follow[ActKind.APPROVAL].isEnabled()
    click(qtbot, found, "Décider comme approuvé…")
    dialog = sample.findChild(FollowDialog)
    assert dialog is not None
    dialog.day.setDate(QDate(2022, 12, 16))
    qtbot.keyClicks(named(dialog, QLineEdit, "Numéro de l’acte"), "2022-41")
    click(qtbot, dialog, "Enregistrer les décisions")
    decisions = recorded(sample, ActKind.DECISION)
    assert {(act.dated, act.reference) for act in decisions} == {(date(2022, 12, 16), "2022-41")}
    assert len(decisions) == 8
    sample.menus.action(Command.UNDO).trigger()
    assert recorded(sample, ActKind.DECISION) == ()


def test_another_day_leaves_a_proposition_at_its_meeting_and_a_closed_one_refuses_it(
    sample: MainWindow, qtbot: QtBot
) -> None:
    (first,) = stored(sample, lambda file: file.find(Meeting))

    def hold_another(file: CampaignFile) -> None:
        details = meetings.MeetingDetails(first.held_on + timedelta(1))
        meetings.prepare_meeting(file, first.committee_id, details)
        room.record_others_present(file, meetings.newest_meeting(file))

    stored(sample, hold_another)
    found = tab(qtbot, sample, "Actes")
    proposal, before = card(found, ActKind.PROPOSAL), recorded(sample, ActKind.PROPOSAL)
    day = named(proposal, QDateEdit, "Proposition")
    day.setFocus()
    day.setDate(day.date().addDays(2))
    found.hub.acts.table.setFocus()
    assert named(proposal, QWidget, "La séance est close").isVisible()
    assert recorded(sample, ActKind.PROPOSAL) == before
    stored(sample, lambda file: room.reopen_meeting(file, first.id))
    day.setFocus()
    day.setDate(day.date().addDays(1))
    found.hub.acts.table.setFocus()
    moved = [act for act in recorded(sample, ActKind.PROPOSAL) if act not in before]
    assert [act.dated for act in moved] == [first.held_on + timedelta(3)]
    assert {act.item_id for act in moved} <= {act.item_id for act in before}


def test_an_act_that_departs_from_the_one_before_needs_its_reason(
    sample: MainWindow, qtbot: QtBot
) -> None:
    found = tab(qtbot, sample, "Actes")
    decision = card(found, ActKind.DECISION)
    day = named(decision, QDateEdit, "Décision du")
    day.setDate(QDate(2022, 12, 16))
    click(qtbot, decision, "En attente")
    assert recorded(sample, ActKind.DECISION) == ()
    assert named(decision, QWidget, "Cet acte s’écarte du précédent").isVisible()
    qtbot.keyClicks(focused(sample), "Financement incertain.")
    named(decision, QLineEdit, "Numéro de l’acte").setFocus()
    qtbot.keyClicks(focused(sample), "2022-42")
    found.hub.acts.table.setFocus()
    (act,) = recorded(sample, ActKind.DECISION)
    assert (act.outcome, act.reasons) == (Outcome.DEFERRED, "Financement incertain.")
    assert (act.dated, act.reference) == (date(2022, 12, 16), "2022-42")
    approval = card(found, ActKind.APPROVAL)
    click(qtbot, approval, "Retirer")
    assert named(approval, QWidget, "Un acte postérieur repose sur celui-ci").isVisible()
    click(qtbot, decision, "Retirer")
    click(qtbot, approval, "Retirer")
    assert len(recorded(sample, ActKind.APPROVAL)) == 7
    assert not named(approval, QAbstractButton, "Attribution").isChecked()
    assert not named(decision, QAbstractButton, "Attribution").isEnabled()


def test_moving_to_another_dossier_keeps_what_is_typed(sample: MainWindow, qtbot: QtBot) -> None:
    found = tab(qtbot, sample, "Actes")
    field = named(card(found, ActKind.APPROVAL), QLineEdit, "Approbation du Grand forum, Précision")
    field.setFocus()
    qtbot.keyClicks(field, "Unanime")
    qtbot.keyClick(found.hub.acts.table, Qt.Key.Key_Down)
    assert field.text() == ""
    assert [act.vote for act in recorded(sample, ActKind.APPROVAL)].count("Unanime") == 1
    qtbot.keyClick(found.hub.acts.table, Qt.Key.Key_Up)
    assert field.text() == "Unanime"


def opinions(window: MainWindow) -> tuple[TechnicalOpinion, ...]:
    return stored(window, lambda file: file.find(TechnicalOpinion))


def test_a_technical_opinion_is_written(empty: MainWindow, qtbot: QtBot) -> None:
    stored(empty, _one_dossier)
    found = tab(qtbot, empty, "Avis techniques")
    text = named(found, QPlainTextEdit, "Texte de l’avis")
    text.setFocus()
    qtbot.keyClicks(text, "Plan incomplet.")
    found.hub.opinions.table.setFocus()
    assert opinions(empty) == ()
    click(qtbot, found, "Réservé")
    (opinion,) = opinions(empty)
    assert (opinion.stance, opinion.text) == (Stance.RESERVED, "Plan incomplet.")
    day = named(found, QDateEdit, "Jour de l’avis")
    day.setFocus()
    day.setDate(QDate(2022, 9, 27))
    found.hub.opinions.table.setFocus()
    assert opinions(empty)[0].given_on == date(2022, 9, 27)
    empty.menus.action(Command.UNDO).trigger()
    empty.menus.action(Command.UNDO).trigger()
    assert opinions(empty) == ()
    assert not named(found, QAbstractButton, "Réservé").isChecked()


def _one_dossier(file: CampaignFile) -> None:
    from euralens_desk.usecases.dossiers import create_dossier

    create_dossier(file, "Un projet")


def test_the_technical_committee_gives_opinions_and_the_students_only_talk(
    fresh: MainWindow, qtbot: QtBot
) -> None:
    def hold(code: str) -> Callable[[CampaignFile], int]:
        def work(file: CampaignFile) -> int:
            from euralens_desk.usecases.lookup import committee_with_code

            details = meetings.MeetingDetails(date(2022, 9, 27))
            meetings.prepare_meeting(file, committee_with_code(file, code).id, details)
            return meetings.newest_meeting(file)

        return work

    technical, students = stored(fresh, hold("technique")), stored(fresh, hold("lyceens"))
    fresh.go(Section.MEETINGS, Spot(technical))
    decision = shown(fresh).room.decision
    assert decision.technical.isVisible() and not decision.ballot.isVisible()
    click(qtbot, decision, "Défavorable")
    assert Stance.UNFAVOURABLE in {opinion.stance for opinion in opinions(fresh)}
    click(qtbot, decision, "Passer au point suivant")
    assert shown(fresh).room.place() == (2, 8)
    fresh.go(Section.MEETINGS, Spot(students))
    assert not decision.technical.isVisible() and not decision.proposition.isVisible()


def test_a_file_that_is_only_consulted_shows_and_locks(sample: MainWindow, qtbot: QtBot) -> None:
    state = sample.context.desk.state
    assert state is not None
    path = state.path
    sample.campaigns.close()
    sample.campaigns.open(path, read_only=True)
    found = shown(sample)
    assert not named(found, QAbstractButton, "Nouvelle séance").isEnabled()
    qtbot.keyClick(found.hub.list.table, ENTER)
    key(qtbot, sample, Qt.Key.Key_Down, ALT)
    assert not counter(sample, "Attribution").isEnabled()
    assert named(sample, QPlainTextEdit, "Motifs").isReadOnly()
    assert not named(sample, QAbstractButton, SAVE).isEnabled()
