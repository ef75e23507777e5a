"""A meeting as it is conducted: agenda, comings and goings, recusals, corrections, votes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from fakes import FakeCampaignFile
from seeds import ALTERNATE, body_of_five

from euralens_desk.domain.bodies import PRESETS, BodyRules, Preset, VoteForm
from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.meeting import (
    AgendaItem,
    DebateNote,
    Dissent,
    EventKind,
    Meeting,
    MeetingEvent,
    Outcome,
    Presence,
    Voice,
)
from euralens_desk.domain.messages import Failure, Message
from euralens_desk.domain.people import Committee, Member, Recusal, Role
from euralens_desk.domain.room import MeetingStage, Room
from euralens_desk.usecases import convening, meetings, people, room, votes
from euralens_desk.usecases.completeness import missing_from_minutes
from euralens_desk.usecases.meetings import AgendaOrder, MeetingDetails
from euralens_desk.usecases.proceedings import proceedings
from euralens_desk.usecases.roll_call import call_remark, lost_voices
from euralens_desk.usecases.votes import VoteCount

DAY = date(2022, 12, 8)
LABEL, NOMINATED, DEFERRED = Outcome.LABEL, Outcome.NOMINATED, Outcome.DEFERRED
KIND = EventKind


def at(hour: int, minute: int = 0) -> datetime:
    return datetime.combine(DAY, time(hour, minute))


@pytest.fixture
def file() -> FakeCampaignFile:
    """Five members and an alternate; three dossiers on the agenda of one meeting."""
    found = FakeCampaignFile()
    found.seed(
        *body_of_five(),
        *(Dossier(i, f"d{i}", f"2022-0{i}", f"Projet {i}") for i in (1, 2, 3)),
    )
    meetings.prepare_meeting(found, 1, MeetingDetails(DAY, time(13, 30)))
    return found


def meeting(file: FakeCampaignFile) -> Meeting:
    return file.find(Meeting)[0]


def item(file: FakeCampaignFile, dossier: int = 1) -> AgendaItem:
    return file.find(AgendaItem, dossier_id=dossier)[0]


def now(file: FakeCampaignFile) -> Room:
    return room.room_now(file, meeting(file).id)


def kinds(file: FakeCampaignFile) -> list[EventKind]:
    return [event.kind for event in room.meeting_events(file, meeting(file).id)]


def event(file: FakeCampaignFile, kind: EventKind) -> MeetingEvent:
    return next(e for e in room.meeting_events(file, meeting(file).id) if e.kind is kind)


def begin(file: FakeCampaignFile, *there: int) -> AgendaItem:
    """Members come, the meeting opens, and the first item starts."""
    for member in there:
        room.arrive(file, 1, member, at(13, 20))
    room.open_meeting(file, 1, at(13, 30))
    room.start_item(file, item(file).id, at(13, 35))
    return item(file)


def refuses(act: Callable[[], object], said: str) -> None:
    """An act is refused in one sentence, which holds some words."""
    with pytest.raises(Failure, match=said):
        act()


def test_only_who_takes_part_in_an_item_may_disagree(file: FakeCampaignFile) -> None:
    held = begin(file, 1, 2)
    refuses(lambda: votes.record_dissent(file, held.id, 3, ""), "took no part")
    room.record_attendance(file, 1, 3, Presence.PROXY, 1, at(13, 40))
    votes.record_dissent(file, held.id, 3, "")
    room.end_item(file, held.id, at(14))
    room.leave(file, 1, 2, at(14, 5))
    votes.record_dissent(file, held.id, 2, "")
    assert [dissent.member_id for dissent in file.find(Dissent)] == [2, 3]


def test_anybody_may_disagree_at_a_meeting_whose_attendance_was_never_noted(
    file: FakeCampaignFile,
) -> None:
    votes.record_dissent(file, item(file).id, 3, "")
    assert [dissent.member_id for dissent in file.find(Dissent)] == [3]


def test_a_meeting_is_live_from_its_opening_to_its_closing(file: FakeCampaignFile) -> None:
    meetings.prepare_meeting(file, 1, MeetingDetails(DAY, time(18)))
    room.arrive(file, 2, 1, at(17, 50))
    assert room.live_meetings(file) == ()
    for late in (2, 1):
        room.open_meeting(file, late, at(18))
    assert room.live_meetings(file) == (1, 2)
    room.suspend_meeting(file, 1, at(18, 30))
    assert room.live_meetings(file) == (1, 2)
    room.close_meeting(file, 2, at(19))
    assert room.live_meetings(file) == (1,)


# The agenda ---------------------------------------------------------------------------------


def titles(file: FakeCampaignFile) -> list[str]:
    items = meetings.ordered_items(file, meeting(file).id)
    return [room.item_title(file, held) for held in items]


def test_items_that_are_not_dossiers_stand_first_or_last(file: FakeCampaignFile) -> None:
    meetings.add_other_item(file, 1, "  Questions   diverses ", planned_minutes=10)
    meetings.add_other_item(file, 1, "Ouverture", first=True)
    assert titles(file) == ["Ouverture", "Projet 1", "Projet 2", "Projet 3", "Questions diverses"]
    positions = [held.position for held in meetings.ordered_items(file, 1)]
    assert positions == [1, 2, 3, 4, 5]
    refuses(lambda: meetings.add_other_item(file, 1, " "), "needs a title")
    refuses(lambda: meetings.add_other_item(file, 1, "Pause", planned_minutes=1441), "0 to 24")


def test_an_item_is_renamed_and_given_a_length(file: FakeCampaignFile) -> None:
    meetings.add_other_item(file, 1, "Ouverture", first=True)
    opening = meetings.ordered_items(file, 1)[0]
    meetings.edit_item(file, opening.id, title=" Accueil ")
    meetings.edit_item(file, opening.id, planned_minutes=5)
    assert file.get(AgendaItem, opening.id) == replace(opening, title="Accueil", planned_minutes=5)
    refuses(lambda: meetings.edit_item(file, opening.id, title=" "), "needs a title")
    refuses(lambda: meetings.edit_item(file, opening.id, planned_minutes=-1), "0 to 24")
    meetings.plan_durations(file, 1, 20)
    assert [held.planned_minutes for held in meetings.ordered_items(file, 1)] == [5, 20, 20, 20]


def test_an_item_at_an_end_of_the_agenda_stays_there(file: FakeCampaignFile) -> None:
    meetings.move_on_agenda(file, item(file, 1).id, -1)
    meetings.move_on_agenda(file, item(file, 3).id, 1)
    assert titles(file) == ["Projet 1", "Projet 2", "Projet 3"]


def test_an_agenda_is_put_in_order_at_once(file: FakeCampaignFile) -> None:
    meetings.add_other_item(file, 1, "Ouverture", first=True)
    for dossier in (1, 3):
        file.seed(Recusal(2, dossier, DAY))
    meetings.order_agenda(file, 1, AgendaOrder.GROUPED_RECUSALS)
    assert titles(file) == ["Ouverture", "Projet 2", "Projet 1", "Projet 3"]
    meetings.order_agenda(file, 1, AgendaOrder.BY_DISAGREEMENT)
    meetings.order_agenda(file, 1, AgendaOrder.BY_NUMBER)
    assert titles(file) == ["Ouverture", "Projet 1", "Projet 2", "Projet 3"]


def test_removing_a_meeting_takes_what_was_said_and_undo_gives_it_back(
    file: FakeCampaignFile,
) -> None:
    held = begin(file, 1, 2)
    votes.add_note(file, held.id, "Un mot", at(13, 40))
    votes.record_voice(file, held.id, 1, LABEL)
    votes.record_dissent(file, held.id, 2, "")
    meetings.remove_meeting(file, 1)
    gone = (Meeting, AgendaItem, MeetingEvent, DebateNote, Voice, Dissent)
    assert not any(file.find(kind) for kind in gone)
    file.undo()
    assert all(file.find(kind) for kind in gone)


def test_what_was_started_stays_on_the_agenda(file: FakeCampaignFile) -> None:
    held = begin(file, 1)
    refuses(lambda: meetings.take_off_agenda(file, held.id), "was started")


def test_what_was_revealed_keeps_its_meeting(file: FakeCampaignFile) -> None:
    held = begin(file, 1)
    room.reveal(file, held.id, at(13, 40))
    refuses(lambda: meetings.remove_meeting(file, 1), "revealed at this meeting")


def test_a_second_meeting_takes_up_the_agenda_and_needs_no_quorum(file: FakeCampaignFile) -> None:
    meetings.add_other_item(file, 1, "Questions", planned_minutes=5)
    room.open_meeting(file, 1, at(13, 30))
    meetings.prepare_second(file, 1, MeetingDetails(DAY, place=" Lens "))
    second = file.find(Meeting, second_of=1)[0]
    assert (second.code, second.place) == ("2022-12-08-b", "Lens")
    assert [i.title for i in meetings.ordered_items(file, second.id)][-1] == "Questions"
    first = meetings.ordered_items(file, second.id)[0]
    found = room.item_headcount(file, first.id).quorum
    assert (found.is_waived, found.is_reached, found.found) == (True, True, 0)
    refuses(lambda: meetings.remove_meeting(file, 1), "second meeting takes up")
    file.seed(Dossier(9, "d9", "2022-09", "Nouveau"))
    refuses(lambda: meetings.add_to_agenda(file, second.id, 9), "only for the agenda")
    meetings.take_off_agenda(file, first.id)
    meetings.add_to_agenda(file, second.id, first.dossier_id or 0)


def test_a_second_meeting_takes_no_item_of_its_own(file: FakeCampaignFile) -> None:
    meetings.add_other_item(file, 1, "Questions diverses")
    room.open_meeting(file, 1, at(13, 30))
    meetings.prepare_second(file, 1, MeetingDetails(DAY))
    second = file.find(Meeting, second_of=1)[0].id
    asked = next(held for held in meetings.ordered_items(file, second) if held.title)
    before = file.journal_head
    for change in (
        lambda: meetings.add_other_item(file, second, "Budget"),
        lambda: meetings.add_other_item(file, second, "Ouverture", first=True),
        lambda: meetings.edit_item(file, asked.id, title="Budget"),
    ):
        refuses(change, "only for the agenda of the first one. Nothing was changed")
    assert file.journal_head == before
    meetings.edit_item(file, asked.id, planned_minutes=10)
    meetings.take_off_agenda(file, asked.id)
    meetings.add_other_item(file, second, " questions   diverses ")
    meetings.add_other_item(file, 1, "Budget")


@pytest.mark.parametrize(
    ("days", "day", "said"),
    [
        (3, date(2022, 12, 10), "3 days after"),
        (1, DAY, "1 day after"),
        (0, date(2022, 12, 7), "before the first"),
    ],
)
def test_a_second_meeting_waits(file: FakeCampaignFile, days: int, day: date, said: str) -> None:
    committee = file.get(Committee, 1)
    assert committee is not None
    file.seed(replace(committee, rules=BodyRules(second_after_days=days)))
    room.open_meeting(file, 1, at(13, 30))
    refuses(lambda: meetings.prepare_second(file, 1, MeetingDetails(day)), said)
    assert len(file.find(Meeting)) == 1
    early = date(2022, 12, 20)
    meetings.prepare_second(file, 1, MeetingDetails(early))
    (second,) = file.find(Meeting, second_of=1)
    before = file.journal_head
    refuses(lambda: meetings.edit_meeting(file, second.id, MeetingDetails(day)), said)
    too_late = early - (day - DAY)
    refuses(lambda: meetings.edit_meeting(file, 1, MeetingDetails(too_late)), said)
    assert file.journal_head == before
    meetings.edit_meeting(file, second.id, MeetingDetails(early, place="Lens"))
    meetings.edit_meeting(file, second.id, MeetingDetails(DAY + timedelta(days)))


def test_a_second_meeting_follows_one_that_was_held_without_its_quorum(
    file: FakeCampaignFile,
) -> None:
    def wanted() -> object:
        return meetings.prepare_second(file, 1, MeetingDetails(DAY))

    said = "held and lacked its quorum"
    refuses(wanted, said)
    for member in (1, 2):
        room.record_attendance(file, 1, member, Presence.PRESENT)
    before = file.journal_head
    wanted()
    file.undo()
    room.record_attendance(file, 1, 3, Presence.PRESENT)
    refuses(wanted, said)
    room.open_meeting(file, 1, at(13, 30))
    refuses(wanted, said)
    room.start_item(file, item(file).id, at(13, 40))
    room.leave(file, 1, 3, at(13, 50))
    room.start_item(file, item(file, 2).id, at(14))
    room.arrive(file, 1, 3, at(14, 10))
    room.end_item(file, item(file, 2).id, at(14, 20))
    room.close_meeting(file, 1, at(15))
    assert before != file.journal_head
    wanted()
    second = file.find(Meeting, second_of=1)[0].id
    room.open_meeting(file, second, at(16))
    refuses(lambda: meetings.prepare_second(file, second, MeetingDetails(DAY)), said)


def test_a_convocation_is_dated_and_a_late_one_remarked(file: FakeCampaignFile) -> None:
    convening.convene(file, 1, date(2022, 12, 1))
    assert meeting(file).convened_on == date(2022, 12, 1)
    assert convening.convocation_remark(meeting(file), date(2022, 12, 3)) is None
    late = convening.convocation_remark(meeting(file), date(2022, 12, 4))
    assert str(late).startswith("The convocation leaves 4 days before")
    eve = convening.convocation_remark(meeting(file), date(2022, 12, 7))
    assert str(eve).startswith("The convocation leaves 1 day before")
    same = convening.convocation_remark(meeting(file), DAY)
    assert "on the very day of the meeting" in str(same) and "0" not in str(same)
    after = date(2022, 12, 9)
    refuses(lambda: convening.convene(file, 1, after), "after the meeting")
    told = str(convening.convocation_remark(meeting(file), after))
    assert told.startswith("The convocation is dated after the meeting")


# The course ---------------------------------------------------------------------------------


def test_a_meeting_goes_from_opening_to_closing(file: FakeCampaignFile) -> None:
    held = begin(file, 1, 2)
    room.suspend_meeting(file, 1, at(14))
    assert now(file).stage is MeetingStage.SUSPENDED and now(file).item == held.id
    room.resume_meeting(file, 1, at(14, 10))
    room.start_item(file, item(file, 2).id, at(14, 20))
    assert now(file).item == item(file, 2).id
    refuses(lambda: room.start_item(file, item(file, 2).id, at(14, 21)), "already under way")
    refuses(lambda: room.close_meeting(file, 1, at(15)), "end it before")
    room.end_item(file, item(file, 2).id, at(14, 50))
    room.close_meeting(file, 1, at(15))
    assert now(file).stage is MeetingStage.CLOSED
    assert kinds(file)[2:] == [
        KIND.OPENED,
        KIND.ITEM_STARTED,
        KIND.SUSPENDED,
        KIND.RESUMED,
        KIND.ITEM_ENDED,
        KIND.ITEM_STARTED,
        KIND.ITEM_ENDED,
        KIND.CLOSED,
    ]
    refuses(lambda: room.arrive(file, 1, 3, at(15, 1)), "meeting is closed")
    room.take_back(file, event(file, KIND.CLOSED).id)
    room.arrive(file, 1, 3, at(15, 1))


def test_a_clock_that_jumps_is_told_and_changes_no_order(file: FakeCampaignFile) -> None:
    held = begin(file, 1, 2)
    room.withdraw(file, held.id, 2, at(13, 40))
    room.come_back(file, held.id, 2, at(12, 45))
    room.end_item(file, held.id, at(12, 46))
    room.start_item(file, item(file, 2).id, at(12, 47))
    room.leave(file, 1, 2, at(12, 50))
    room.suspend_meeting(file, 1, at(12, 55))
    room.resume_meeting(file, 1, at(11))
    room.start_item(file, item(file, 3).id, at(11, 5))
    room.end_item(file, item(file, 3).id, at(10))
    room.close_meeting(file, 1, at(10, 5))
    assert kinds(file)[-3:] == [KIND.ITEM_STARTED, KIND.ITEM_ENDED, KIND.CLOSED]
    assert now(file).stage is MeetingStage.CLOSED
    assert not now(file).is_there(2)
    assert all(one.spent() >= timedelta() for one in proceedings(file, 1).course)


def test_after_a_jump_other_hours_are_still_corrected_and_events_taken_back(
    file: FakeCampaignFile,
) -> None:
    held = begin(file, 1, 2)
    room.end_item(file, held.id, at(12, 40))
    room.correct_hour(file, event(file, KIND.OPENED).id, at(13, 32))
    room.leave(file, 1, 2, at(12, 41))
    late = MeetingEvent(0, 1, 0, KIND.ARRIVED, at(13, 50), 3)
    room.note_late(file, late, event(file, KIND.ITEM_STARTED).id)
    room.take_back(file, event(file, KIND.LEFT).id)
    ended = event(file, KIND.ITEM_ENDED)
    refuses(lambda: room.correct_hour(file, ended.id, at(12, 50)), "can't be before the start")
    room.correct_hour(file, ended.id, at(13, 45))


def test_what_is_noted_late_has_no_hour_before_its_start(file: FakeCampaignFile) -> None:
    begin(file, 1)
    after = event(file, KIND.ITEM_STARTED)
    gone = MeetingEvent(0, 1, 0, KIND.LEFT, at(13), 1)
    refuses(lambda: room.note_late(file, gone, after.id), "can't be before the arrival")
    room.note_late(file, replace(gone, at=at(13, 20)), after.id)


def test_only_a_dossier_is_revealed_or_stepped_back_from(file: FakeCampaignFile) -> None:
    begin(file, 1)
    meetings.add_other_item(file, 1, "Questions")
    other = meetings.ordered_items(file, 1)[-1]
    refuses(lambda: room.reveal(file, other.id, at(14)), "no scores to reveal")
    refuses(lambda: room.withdraw(file, other.id, 1, at(14)), "nobody steps back")
    room.start_item(file, other.id, at(14))
    assert room.item_headcount(file, other.id).voices == 1


def test_a_reveal_is_written_once_and_stays(file: FakeCampaignFile) -> None:
    held = begin(file, 1)
    room.reveal(file, held.id, at(13, 40))
    room.reveal(file, held.id, at(13, 50))
    assert kinds(file).count(KIND.REVEALED) == 1
    revealed = event(file, KIND.REVEALED)
    refuses(lambda: room.take_back(file, revealed.id), "can't be masked again")


# Comings and goings -------------------------------------------------------------------------


def test_an_alternate_sits_until_the_member_comes(file: FakeCampaignFile) -> None:
    held = begin(file, 1, 2)
    assert room.item_headcount(file, held.id).voices == 2
    room.seat_alternate(file, 1, ALTERNATE, 4, at(13, 40))
    found = room.item_headcount(file, held.id)
    assert found.voices == 3 and found.sitting[4] == ALTERNATE
    room.unseat_alternate(file, 1, ALTERNATE, at(13, 45))
    assert room.item_headcount(file, held.id).voices == 2 and now(file).is_there(ALTERNATE)
    room.seat_alternate(file, 1, ALTERNATE, 4, at(13, 50))
    room.arrive(file, 1, 4, at(14), is_remote=True)
    found = room.item_headcount(file, held.id)
    assert found.voices == 3 and found.sitting[4] == 4
    assert now(file).presence[4] is Presence.REMOTE
    refuses(lambda: room.seat_alternate(file, 1, ALTERNATE, 5, at(14, 1)), "not the alternate of")


def test_a_departure_and_a_mandate_move_the_quorum(file: FakeCampaignFile) -> None:
    held = begin(file, 1, 2, 3)
    assert room.item_headcount(file, held.id).quorum.is_reached
    room.leave(file, 1, 3, at(14))
    assert not room.item_headcount(file, held.id).quorum.is_reached
    room.record_attendance(file, 1, 5, Presence.PROXY, 2, at(14, 5))
    assert room.item_headcount(file, held.id).quorum.is_reached
    refuses(lambda: room.leave(file, 1, 2, at(14, 6)), "holds the mandate of Membre 5")
    room.record_attendance(file, 1, 5, Presence.ABSENT, at=at(14, 7))
    assert now(file).presence[5] is Presence.ABSENT
    room.leave(file, 1, 2, at(14, 8))
    assert room.item_headcount(file, held.id).voices == 1


def test_a_recusal_found_in_session_is_declared_by_the_exit(file: FakeCampaignFile) -> None:
    held = begin(file, 1, 2, 3)
    room.withdraw(file, held.id, 3, at(13, 40), reason=" Partenaire ")
    assert file.get(Recusal, 3, 1) == Recusal(3, 1, DAY, "Partenaire")
    found = room.item_headcount(file, held.id)
    assert found.voices == 2 and [m.id for m in found.recused] == [3]
    room.come_back(file, held.id, 3, at(13, 50))
    assert not now(file).out and room.item_headcount(file, held.id).voices == 2
    room.start_item(file, item(file, 2).id, at(14))
    assert room.item_headcount(file, item(file, 2).id).voices == 3
    file.seed(Recusal(2, 2, DAY, "Avant"))
    room.withdraw(file, item(file, 2).id, 2, at(14, 1), reason="Autre")
    assert file.get(Recusal, 2, 2) == Recusal(2, 2, DAY, "Avant")


def test_undo_of_an_exit_takes_its_recusal_back(file: FakeCampaignFile) -> None:
    held = begin(file, 1, 2)
    room.withdraw(file, held.id, 2, at(13, 40))
    file.undo()
    assert not file.find(Recusal) and not now(file).out


def test_a_list_that_is_filled_before_the_opening_leaves_no_comings(file: FakeCampaignFile) -> None:
    for presence in (Presence.PRESENT, Presence.ABSENT, Presence.EXCUSED, Presence.REMOTE):
        room.record_attendance(file, 1, 1, presence)
    assert kinds(file) == [KIND.CONNECTED]
    room.record_attendance(file, 1, 1, Presence.REMOTE)
    assert kinds(file) == [KIND.CONNECTED]


def test_what_others_rest_on_is_not_rewritten(file: FakeCampaignFile) -> None:
    room.record_attendance(file, 1, 1, Presence.PRESENT)
    room.record_attendance(file, 1, 2, Presence.PROXY, 1)
    room.record_attendance(file, 1, 1, Presence.REMOTE)
    assert kinds(file) == [KIND.ARRIVED, KIND.PROXY_GIVEN, KIND.CONNECTED]


def test_a_mandate_is_moved_to_another_holder(file: FakeCampaignFile) -> None:
    begin(file, 1, 2)
    room.record_attendance(file, 1, 3, Presence.PROXY, 1, at(14))
    room.record_attendance(file, 1, 3, Presence.PROXY, 1, at(14))
    room.record_attendance(file, 1, 3, Presence.PROXY, 2, at(14, 5))
    assert kinds(file)[-3:] == [KIND.PROXY_GIVEN, KIND.PROXY_ENDED, KIND.PROXY_GIVEN]
    assert now(file).proxies == {3: 2}
    room.record_attendance(file, 1, 1, Presence.ABSENT, at=at(14, 10))
    assert kinds(file)[-1] is KIND.LEFT


# Correcting ---------------------------------------------------------------------------------


def test_an_event_that_others_rest_on_can_t_be_taken_back(file: FakeCampaignFile) -> None:
    begin(file, 1, 2)
    room.record_attendance(file, 1, 3, Presence.PROXY, 2, at(13, 45))
    first = room.meeting_events(file, 1)[1]
    refuses(lambda: room.take_back(file, first.id), "not present")
    room.take_back(file, event(file, KIND.PROXY_GIVEN).id)
    room.take_back(file, first.id)
    assert not now(file).is_there(2)
    refuses(lambda: room.take_back(file, first.id), "no longer in the file")


def test_an_hour_is_corrected_but_never_backwards(file: FakeCampaignFile) -> None:
    begin(file, 1)
    room.leave(file, 1, 1, at(14))
    left = event(file, KIND.LEFT)
    refuses(lambda: room.correct_hour(file, left.id, at(13)), "can't be before the arrival")
    room.correct_hour(file, left.id, at(14, 30))
    assert event(file, KIND.LEFT) == replace(left, at=at(14, 30))
    room.correct_hour(file, left.id, None)
    assert event(file, KIND.LEFT).at is None


def test_what_was_forgotten_takes_its_place(file: FakeCampaignFile) -> None:
    begin(file, 1)
    after = event(file, KIND.OPENED)
    forgotten = MeetingEvent(0, 1, 0, KIND.ARRIVED, at(13, 32), 2)
    room.note_late(file, forgotten, after.id)
    assert kinds(file) == [KIND.ARRIVED, KIND.OPENED, KIND.ARRIVED, KIND.ITEM_STARTED]
    assert [e.sequence for e in room.meeting_events(file, 1)] == [1, 2, 3, 4]
    room.note_late(file, MeetingEvent(0, 1, 0, KIND.LEFT, at(14), 2), 99)
    assert kinds(file)[-1] is KIND.LEFT
    wrong = MeetingEvent(0, 1, 0, KIND.LEFT, None, 3)
    refuses(lambda: room.note_late(file, wrong, after.id), "is not there")


def test_a_forgotten_exit_declares_the_recusal_as_the_exit_itself_does(
    file: FakeCampaignFile,
) -> None:
    held = begin(file, 1, 2, 3)
    votes.record_voice(file, held.id, 3, LABEL)
    gone = MeetingEvent(0, 1, 0, KIND.WITHDREW, at(13, 40), 3, None, held.id)
    room.note_late(file, gone, event(file, KIND.ITEM_STARTED).id)
    assert file.find(Recusal) == (Recusal(3, 1, DAY, ""),)
    assert file.find(Voice) == () and now(file).out == {3}
    file.undo()
    assert file.find(Recusal) == () and now(file).out == frozenset()
    assert [voice.member_id for voice in file.find(Voice)] == [3]
    file.seed(Recusal(3, 1, date(2022, 10, 1), "Proche"))
    room.note_late(file, gone, event(file, KIND.ITEM_STARTED).id)
    assert file.find(Recusal) == (Recusal(3, 1, date(2022, 10, 1), "Proche"),)


def test_a_recusal_declared_after_the_closing_leaves_what_was_voted(
    file: FakeCampaignFile,
) -> None:
    held = begin(file, 1, 2, 3)
    votes.record_voice(file, held.id, 3, LABEL)
    room.end_item(file, held.id, at(14))
    room.close_meeting(file, 1, at(15))
    people.declare_recusal(file, 3, 1, date(2022, 12, 20))
    assert [voice.member_id for voice in file.find(Voice)] == [3]
    people.lift_recusal(file, 3, 1)
    gone = MeetingEvent(0, 1, 0, KIND.WITHDREW, at(13, 40), 3, None, held.id)
    room.note_late(file, gone, event(file, KIND.ITEM_STARTED).id)
    assert file.find(Voice) == () and len(file.find(Recusal)) == 1


def test_a_closed_meeting_is_read_only_until_it_is_reopened(file: FakeCampaignFile) -> None:
    held = begin(file, 1, 2)
    votes.add_note(file, held.id, "Le budget.", at(13, 50))
    votes.record_dissent(file, held.id, 2, "")
    room.end_item(file, held.id, at(14))
    room.close_meeting(file, 1, at(15))
    (note,) = file.find(DebateNote)
    before = file.journal_head
    for change in (
        lambda: room.record_attendance(file, 1, 3, Presence.PRESENT, None, at(16)),
        lambda: room.record_others_present(file, 1, at(16)),
        lambda: room.start_item(file, held.id, at(16)),
        lambda: votes.add_note(file, held.id, "Trop tard", at(16)),
        lambda: votes.edit_note(file, note.id, "Autre chose"),
        lambda: votes.write_discussion(file, held.id, "Autre chose"),
        lambda: votes.draft_proposition(file, held.id, "Autre chose"),
        lambda: votes.explain_miscount(file, held.id, "Autre chose"),
        lambda: votes.record_dissent(file, held.id, 1, ""),
        lambda: votes.remove_dissent(file, held.id, 2),
        lambda: votes.record_vote(file, held.id, VoteCount(1, 0, 0, 0)),
        lambda: votes.record_voice(file, held.id, 1, LABEL),
        lambda: votes.remove_voice(file, held.id, 1),
        lambda: votes.record_casting_vote(file, held.id, None),
        lambda: meetings.add_to_agenda(file, 1, 3),
        lambda: meetings.add_other_item(file, 1, "Divers"),
        lambda: meetings.edit_item(file, held.id, planned_minutes=5),
        lambda: meetings.plan_durations(file, 1, 5),
        lambda: meetings.move_on_agenda(file, held.id, 1),
        lambda: meetings.order_agenda(file, 1, AgendaOrder.BY_NUMBER),
        lambda: meetings.take_off_agenda(file, item(file, 3).id),
    ):
        refuses(change, "closed")
    assert file.journal_head == before
    room.correct_hour(file, event(file, KIND.CLOSED).id, at(15, 10))
    late = MeetingEvent(0, 1, 0, KIND.ARRIVED, at(14, 30), 3)
    room.note_late(file, late, event(file, KIND.CLOSED).id)
    assert kinds(file)[-2:] == [KIND.ARRIVED, KIND.CLOSED]
    room.reopen_meeting(file, 1)
    assert now(file).stage is MeetingStage.OPEN and now(file).is_there(3)
    votes.add_note(file, held.id, "Rouverte", at(16))


def test_who_is_ticked_in_the_first_minutes_is_there_from_the_opening(
    file: FakeCampaignFile,
) -> None:
    room.open_meeting(file, 1, at(13, 30))
    room.record_attendance(file, 1, 1, Presence.PRESENT, None, at(13, 31))
    room.record_attendance(file, 1, 2, Presence.PROXY, 1, at(13, 32))
    room.seat_alternate(file, 1, ALTERNATE, 4, at(13, 33))
    room.record_others_present(file, 1, at(13, 34))
    told = room.meeting_events(file, 1)
    assert [(e.kind, e.member_id, e.at) for e in told] == [
        (KIND.ARRIVED, 1, None),
        (KIND.PROXY_GIVEN, 2, None),
        (KIND.SEATED, ALTERNATE, None),
        (KIND.ARRIVED, 3, None),
        (KIND.ARRIVED, 5, None),
        (KIND.OPENED, None, at(13, 30)),
    ]
    file.undo()
    assert kinds(file)[-1] is KIND.OPENED and len(kinds(file)) == 4


def test_a_late_arrival_is_said_to_be_one(file: FakeCampaignFile) -> None:
    room.open_meeting(file, 1, at(13, 30))
    room.record_attendance(file, 1, 1, Presence.PRESENT, None, at(13, 31))
    room.arrive_late(file, 1, 1, at(13, 42))
    room.arrive_late(file, 1, 2, at(13, 43), is_remote=True)
    room.record_attendance(file, 1, 3, Presence.ABSENT, None, at(13, 44))
    room.record_attendance(file, 1, 3, Presence.PRESENT, None, at(13, 45))
    told = [(e.kind, e.member_id, e.at) for e in room.meeting_events(file, 1)]
    assert told == [
        (KIND.ABSENT, 3, None),
        (KIND.OPENED, None, at(13, 30)),
        (KIND.ARRIVED, 1, at(13, 42)),
        (KIND.CONNECTED, 2, at(13, 43)),
        (KIND.ARRIVED, 3, at(13, 45)),
    ]
    refuses(lambda: room.arrive_late(file, 1, 1, at(13, 50)), "already there")
    room.record_attendance(file, 1, 4, Presence.PRESENT, None, at(13, 46))
    room.record_attendance(file, 1, 5, Presence.PROXY, 4, at(13, 46))
    refuses(lambda: room.arrive_late(file, 1, 4, at(13, 50)), "can't hold a mandate")
    room.start_item(file, item(file).id, at(13, 50))
    room.record_attendance(file, 1, ALTERNATE, Presence.PRESENT, None, at(13, 51))
    assert room.meeting_events(file, 1)[-1].at == at(13, 51)


def test_a_late_arrival_takes_back_the_wrong_one_alone(file: FakeCampaignFile) -> None:
    room.record_attendance(file, 1, 1, Presence.PRESENT)
    room.record_attendance(file, 1, 2, Presence.PROXY, 1)
    room.record_attendance(file, 1, 3, Presence.EXCUSED)
    file.seed(MeetingEvent(9, 1, 9, KIND.EXCUSED, at(13), 4))
    room.open_meeting(file, 1, at(13, 30))
    for number, member in enumerate((2, 3, 4), start=1):
        room.arrive_late(file, 1, member, at(13, 30 + number))
    told = [(e.kind, e.member_id, e.at) for e in room.meeting_events(file, 1)]
    assert told == [
        (KIND.ARRIVED, 1, None),
        (KIND.PROXY_GIVEN, 2, None),
        (KIND.EXCUSED, 3, None),
        (KIND.EXCUSED, 4, at(13)),
        (KIND.OPENED, None, at(13, 30)),
        (KIND.ARRIVED, 2, at(13, 31)),
        (KIND.ARRIVED, 3, at(13, 32)),
        (KIND.ARRIVED, 4, at(13, 33)),
    ]
    assert not now(file).proxies


def test_who_was_excused_then_counted_by_mistake_is_excused_until_the_late_arrival(
    file: FakeCampaignFile,
) -> None:
    noted = (
        (KIND.EXCUSED, 1),
        (KIND.ARRIVED, 1),
        (KIND.CONNECTED, 1),
        (KIND.ARRIVED, 2),
        (KIND.LEFT, 2),
    )
    for place, (kind, member) in enumerate(noted, start=1):
        file.seed(MeetingEvent(place, 1, place, kind, None, member))
    room.open_meeting(file, 1, at(13, 30))
    room.arrive_late(file, 1, 1, at(13, 40))
    room.arrive_late(file, 1, 2, at(13, 41))
    told = [(e.kind, e.member_id) for e in room.meeting_events(file, 1)]
    assert told == [
        (KIND.EXCUSED, 1),
        (KIND.ARRIVED, 2),
        (KIND.LEFT, 2),
        (KIND.OPENED, None),
        (KIND.ARRIVED, 1),
        (KIND.ARRIVED, 2),
    ]


def test_a_corrected_hour_makes_an_arrival_late_or_no_longer(file: FakeCampaignFile) -> None:
    room.open_meeting(file, 1, at(13, 30))
    room.record_attendance(file, 1, 1, Presence.PRESENT, None, at(13, 31))
    room.correct_hour(file, event(file, KIND.ARRIVED).id, at(13, 40))
    assert kinds(file) == [KIND.OPENED, KIND.ARRIVED]
    assert [e.sequence for e in room.meeting_events(file, 1)] == [1, 2]
    room.correct_hour(file, event(file, KIND.ARRIVED).id, at(13, 25))
    assert kinds(file) == [KIND.ARRIVED, KIND.OPENED]


# Notes and votes ----------------------------------------------------------------------------


def test_notes_of_the_debate_are_added_corrected_and_removed(file: FakeCampaignFile) -> None:
    held = item(file)
    votes.add_note(file, held.id, " Le calendrier. ", at(14, 5))
    votes.add_note(file, held.id, "  ", None)
    votes.add_note(file, held.id, "Sans heure", None)
    first, second = file.find(DebateNote)
    assert (first.text, first.at, second.at) == ("Le calendrier.", at(14, 5), None)
    votes.edit_note(file, first.id, " Le budget. ")
    assert file.get(DebateNote, first.id) == replace(first, text="Le budget.")
    votes.edit_note(file, first.id, " ")
    refuses(lambda: votes.edit_note(file, first.id, "?"), "no longer in the file")


def test_a_disagreement_is_recorded_on_request(file: FakeCampaignFile) -> None:
    held = begin(file, 1, 2, 3)
    room.withdraw(file, held.id, 3, at(13, 40))
    votes.record_dissent(file, held.id, 2, " Le budget. ")
    assert file.find(Dissent) == (Dissent(held.id, 2, "Le budget."),)
    refuses(lambda: votes.record_dissent(file, held.id, 3, ""), "takes no part")
    votes.remove_dissent(file, held.id, 2)
    assert file.find(Dissent) == ()


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (VoteCount(-1, 0, 0, 0), "below zero"),
        (VoteCount(1, 0, 0, 0, VoteForm.NOMINAL), "by its member"),
        (VoteCount(1, 0, 0, 0, VoteForm.HANDS, blank=1), "only exist in a secret"),
        (VoteCount(2, 1, 0, 1), "4 voices out of 3: one voice too many"),
        (VoteCount(2, 1, 0, 1, VoteForm.SECRET, blank=1), "2 voices too many"),
    ],
)
def test_impossible_votes_are_refused(file: FakeCampaignFile, count: VoteCount, said: str) -> None:
    held = begin(file, 1, 2, 3)
    refuses(lambda: votes.record_vote(file, held.id, count), said)
    assert not item(file).is_voted


def test_limits_hold_when_nobody_counts(file: FakeCampaignFile) -> None:
    held = item(file)
    assert votes.most_voices(file, held.id) == 5
    refuses(lambda: votes.record_vote(file, held.id, VoteCount(6, 0, 0, 0)), "6 voices out of 5")
    votes.record_vote(file, held.id, VoteCount(5, 0, 0, 0))
    for member in range(1, 6):
        room.record_attendance(file, 1, member, Presence.ABSENT)
    assert votes.most_voices(file, held.id) == 0
    refuses(lambda: votes.record_vote(file, held.id, VoteCount(1, 0, 0, 0)), "1 voices out of 0")


def test_a_secret_ballot_counts_blank_and_null(file: FakeCampaignFile) -> None:
    held = begin(file, 1, 2, 3, 4)
    count = VoteCount(1, 1, 0, 0, VoteForm.SECRET, blank=1, null=1)
    votes.record_vote(file, held.id, count)
    assert votes.count_of(item(file)) == count and count.cast == 2
    refuses(lambda: votes.record_casting_vote(file, held.id, LABEL), "Nothing calls for")
    votes.record_vote(file, held.id, VoteCount(2, 1, 0, 0))
    assert (item(file).blank_votes, item(file).null_votes) == (None, None)


def test_a_tie_is_settled_by_the_chair_where_the_rule_says_so(file: FakeCampaignFile) -> None:
    held = begin(file, 1, 2, 3, 4)
    votes.record_vote(file, held.id, VoteCount(2, 2, 0, 0))
    refuses(lambda: votes.record_casting_vote(file, held.id, DEFERRED), "outcomes of the tie")
    votes.record_casting_vote(file, held.id, NOMINATED)
    assert item(file).casting_vote is NOMINATED
    votes.record_vote(file, held.id, VoteCount(2, 2, 0, 0))
    assert item(file).casting_vote is NOMINATED
    votes.record_casting_vote(file, held.id, None)
    assert item(file).casting_vote is None
    votes.record_casting_vote(file, held.id, LABEL)
    votes.record_vote(file, held.id, VoteCount(3, 1, 0, 0))
    assert item(file).casting_vote is None and votes.count_of(item(file)).leading == (LABEL,)
    committee = file.get(Committee, 1)
    assert committee is not None
    file.seed(replace(committee, rules=PRESETS[Preset.DOUBLE]))
    votes.record_vote(file, held.id, VoteCount(2, 2, 0, 0))
    refuses(lambda: votes.record_casting_vote(file, held.id, LABEL), "Nothing calls for")


def test_a_roll_call_is_counted_voice_by_voice(file: FakeCampaignFile) -> None:
    held = begin(file, 1, 2, 3)
    room.record_attendance(file, 1, 5, Presence.PROXY, 1, at(13, 40))
    for member, said in ((1, LABEL), (2, LABEL), (3, None), (5, NOMINATED)):
        votes.record_voice(file, held.id, member, said)
    assert votes.count_of(item(file)) == VoteCount(2, 1, 0, 1, VoteForm.NOMINAL)
    refuses(lambda: votes.record_voice(file, held.id, 4, LABEL), "has no voice")
    votes.record_voice(file, held.id, 2, NOMINATED)
    assert votes.count_of(item(file)).nominated == 2
    for member in (1, 2, 3, 5):
        votes.remove_voice(file, held.id, member)
    assert not item(file).is_voted and item(file).form is VoteForm.HANDS
    votes.record_voice(file, held.id, 1, LABEL)
    votes.record_vote(file, held.id, VoteCount(1, 0, 0, 0))
    assert file.find(Voice) == () and item(file).form is VoteForm.HANDS


@pytest.mark.parametrize("chair", ["", "membre  4", "Mme Membre 4", "M. MEMBRE 4"])
def test_a_chair_without_a_voice_on_the_item_has_no_casting_vote(
    file: FakeCampaignFile, chair: str
) -> None:
    file.seed(Member(4, "m4", 1, "E04", "Membre 4", role=Role.CHAIR))
    file.seed(replace(meeting(file), chair=chair))
    held = begin(file, 1, 2, 3, 4)
    votes.record_vote(file, held.id, VoteCount(1, 1, 0, 0))
    assert votes.needs_casting_vote(file, item(file))
    room.withdraw(file, held.id, 4, at(13, 40))
    votes.record_vote(file, held.id, VoteCount(1, 1, 1, 0))
    assert not votes.needs_casting_vote(file, item(file))
    refuses(lambda: votes.record_casting_vote(file, held.id, LABEL), "Nothing calls for")
    assert [p.chair_has_voice for p in proceedings(file, 1).points] == [False, True, True]
    assert [p.voices for p in proceedings(file, 1).points] == [3, 4, 4]
    assert votes.voices(file, item(file, 2).id) == 4
    file.seed(replace(meeting(file), chair="Une invitée"))
    assert votes.needs_casting_vote(file, item(file))


def test_a_recusal_declared_after_a_meeting_leaves_what_it_counted(
    file: FakeCampaignFile,
) -> None:
    held = begin(file, 1, 2, 3)
    room.withdraw(file, held.id, 2, at(13, 40))
    room.end_item(file, held.id, at(14))
    room.close_meeting(file, 1, at(14, 5))
    before = room.item_headcount(file, held.id)
    file.seed(Recusal(1, 1, DAY + timedelta(days=1), "Nommé depuis"))
    assert room.item_headcount(file, held.id) == before and before.voices == 2
    assert [m.id for m in proceedings(file, 1).points[0].recused] == [2]
    assert room.recused_on(file, held) == {2}
    meetings.prepare_meeting(file, 1, MeetingDetails(DAY + timedelta(days=7)))
    later = max(file.find(AgendaItem, dossier_id=1), key=lambda one: one.id)
    assert room.recused_on(file, later) == {1, 2}


def test_the_casting_vote_of_a_chair_who_steps_back_goes(file: FakeCampaignFile) -> None:
    file.seed(Member(4, "m4", 1, "E04", "Membre 4", role=Role.CHAIR))
    held = begin(file, 1, 2, 3, 4)
    votes.record_vote(file, held.id, VoteCount(2, 2, 0, 0))
    votes.record_casting_vote(file, held.id, LABEL)
    room.withdraw(file, held.id, 3, at(13, 40))
    assert item(file).casting_vote is LABEL
    room.withdraw(file, held.id, 4, at(13, 41))
    assert item(file).casting_vote is None
    file.undo()
    assert item(file).casting_vote is LABEL


def test_who_sits_for_one_item_holds_no_mandate_and_the_item_ends(file: FakeCampaignFile) -> None:
    held = begin(file, 1, 2, 4)
    room.withdraw(file, held.id, 4, at(13, 40))
    room.seat_alternate(file, 1, ALTERNATE, 4, at(13, 41))
    refuses(
        lambda: room.record_attendance(file, 1, 3, Presence.PROXY, ALTERNATE, at(13, 42)),
        "for this item only",
    )
    room.end_item(file, held.id, at(14))
    assert now(file).seats == {}


def test_a_vote_without_quorum_is_remarked(file: FakeCampaignFile) -> None:
    held = begin(file, 1, 2)
    told = votes.quorum_remark(room.item_headcount(file, held.id).quorum)
    assert str(told).startswith("The quorum is not reached on this item (2 of 3)")
    room.arrive(file, 1, 3, at(13, 50))
    assert votes.quorum_remark(room.item_headcount(file, held.id).quorum) is None


def test_a_roll_call_keeps_a_casting_vote_that_still_settles_it(file: FakeCampaignFile) -> None:
    held = begin(file, 1, 2, 3, 4)
    for member, said in ((1, LABEL), (2, NOMINATED)):
        votes.record_voice(file, held.id, member, said)
    votes.record_casting_vote(file, held.id, LABEL)
    votes.record_voice(file, held.id, 3, None)
    assert item(file).casting_vote is LABEL
    votes.record_voice(file, held.id, 4, LABEL)
    assert item(file).casting_vote is None


def test_who_steps_back_after_the_roll_call_loses_the_voice(file: FakeCampaignFile) -> None:
    held = begin(file, 1, 2, 3)
    for member, said in ((1, LABEL), (2, LABEL), (3, NOMINATED)):
        votes.record_voice(file, held.id, member, said)
    room.withdraw(file, held.id, 2, at(14))
    assert votes.count_of(item(file)) == VoteCount(1, 1, 0, 0, VoteForm.NOMINAL)
    file.undo()
    assert votes.count_of(item(file)).label == 2
    people.declare_recusal(file, 1, 1, DAY)
    people.declare_recusal(file, 4, 1, DAY)
    assert votes.count_of(item(file)) == VoteCount(1, 1, 0, 0, VoteForm.NOMINAL)


def test_who_leaves_after_the_roll_call_is_told(file: FakeCampaignFile) -> None:
    def told() -> list[str]:
        lacks = missing_from_minutes(proceedings(file, 1))
        return [str(lack.told) for lack in lacks if "roll call" in str(lack.told)]

    held = begin(file, 1, 2, 3)
    for member in (1, 2, 3):
        votes.record_voice(file, held.id, member, LABEL)
    assert told() == []
    room.leave(file, 1, 3, at(14))
    room.arrive(file, 1, 5, at(14, 1))
    found = room.item_headcount(file, held.id)
    assert [m.id for m in lost_voices(found, file.find(Voice))] == [3]
    (said,) = told()
    assert said.startswith("The roll call holds a voice of Membre 3, who can no longer cast it")
    votes.explain_miscount(file, held.id, "Parti après le vote")
    assert told() == []


def test_the_hours_noted_are_those_of_the_meeting(file: FakeCampaignFile) -> None:
    def lacks_hours() -> bool:
        lacks = missing_from_minutes(proceedings(file, 1))
        return any(str(lack.told) == "hours of the meeting" for lack in lacks)

    held = begin(file, 1)
    assert lacks_hours()
    room.end_item(file, held.id, at(14))
    room.close_meeting(file, 1, at(15))
    assert not lacks_hours()


def test_a_roll_call_names_the_last_who_did_not_answer(file: FakeCampaignFile) -> None:
    begin(file, 1, 2, 3)
    held = item(file)

    def told() -> Message | None:
        return call_remark(room.item_headcount(file, held.id), file.find(Voice))

    assert told() is None
    votes.record_voice(file, held.id, 1, LABEL)
    assert str(told()) == "2 voices of the roll call were not heard: Membre 2, Membre 3."
    votes.record_voice(file, held.id, 2, LABEL)
    assert str(told()) == "One voice of the roll call was not heard: Membre 3."
    votes.record_voice(file, held.id, 3, None)
    assert told() is None
    room.leave(file, 1, 1, None)
    assert "holds a voice of Membre 1" in str(told())


def test_the_form_chosen_is_kept_until_another_one_is(file: FakeCampaignFile) -> None:
    begin(file, 1, 2)
    rules = BodyRules(vote_form=VoteForm.SECRET)
    assert votes.held_form(item(file), rules) is VoteForm.SECRET
    votes.choose_form(file, item(file).id, VoteForm.NOMINAL)
    assert votes.held_form(item(file), rules) is VoteForm.NOMINAL
    votes.record_vote(file, item(file).id, VoteCount(2, 0, 0, 0))
    votes.choose_form(file, item(file).id, VoteForm.SECRET)
    assert votes.held_form(item(file), rules) is VoteForm.HANDS
    votes.record_vote(file, item(file).id, None)
    assert votes.held_form(item(file), rules) is VoteForm.SECRET
    votes.record_voice(file, item(file).id, 1, LABEL)
    votes.remove_voice(file, item(file).id, 1)
    assert votes.held_form(item(file), rules) is VoteForm.NOMINAL


def test_a_note_of_the_debate_is_enough_of_a_discussion(file: FakeCampaignFile) -> None:
    def is_lacking() -> bool:
        told = [str(lack.told) for lack in missing_from_minutes(proceedings(file, 1))]
        return "discussion of point 1" in told

    assert is_lacking()
    votes.add_note(file, item(file).id, "Le calendrier inquiète.", None)
    assert not is_lacking()
