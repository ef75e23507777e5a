"""A proposition belongs to the meeting where it was voted: voted again, taken back, undone, told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest
from fakes import FakeCampaignFile
from hypothesis import given
from hypothesis import strategies as st
from seeds import PROMOTION

from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.meeting import (
    Act,
    ActKind,
    AgendaItem,
    EventKind,
    Meeting,
    MeetingEvent,
    Outcome,
    PastProposal,
)
from euralens_desk.domain.messages import Failure
from euralens_desk.usecases import meetings, room
from euralens_desk.usecases.acts import record_act, withdraw_act
from euralens_desk.usecases.completeness import missing_from_minutes
from euralens_desk.usecases.minutes import minutes_snapshot
from euralens_desk.usecases.proceedings import Point, meetings_overview, proceedings
from euralens_desk.usecases.projection import projection
from euralens_desk.usecases.propositions import proposition_at

DAYS = (date(2022, 3, 14), date(2022, 12, 8), date(2023, 2, 2))
LABEL, NOMINATED, DEFERRED = Outcome.LABEL, Outcome.NOMINATED, Outcome.DEFERRED


def three_meetings() -> FakeCampaignFile:
    """One dossier on the agenda of three meetings of the experts; item 1, then 2, then 3."""
    file = FakeCampaignFile()
    file.seed(
        *PROMOTION,
        Dossier(1, "d1", "2022-01", "Tech3E"),
    )
    for place, day in enumerate(DAYS, start=1):
        file.seed(Meeting(place, 1, str(day), day), AgendaItem(place, place, 1, 1))
    return file


@pytest.fixture
def file() -> FakeCampaignFile:
    return three_meetings()


def voted(item: int, outcome: Outcome = LABEL, reasons: str = "") -> Act:
    """Return the proposition of a meeting, as the room records it."""
    said = reasons or f"Motifs de la séance {item}."
    return Act(1, ActKind.PROPOSAL, outcome, DAYS[item - 1], said, item_id=item)


def hold(file: FakeCampaignFile, *meetings_held: int, closed: bool = False) -> None:
    """Open meetings, and close them."""
    for meeting in meetings_held:
        at = datetime.combine(DAYS[meeting - 1], datetime.min.time())
        file.seed(MeetingEvent(2 * meeting, meeting, 1, EventKind.OPENED, at))
        if closed:
            file.seed(MeetingEvent(2 * meeting + 1, meeting, 2, EventKind.CLOSED, at))


def standing(file: FakeCampaignFile, kind: ActKind = ActKind.PROPOSAL) -> Act | None:
    return file.get(Act, 1, kind)


def told(file: FakeCampaignFile) -> dict[int, Act]:
    """Return what each meeting says was proposed there."""
    found = ((item.id, proposition_at(file, item)) for item in file.find(AgendaItem))
    return {item: act for item, act in found if act is not None}


def point(file: FakeCampaignFile, meeting: int) -> Point:
    return proceedings(file, meeting).points[0]


def test_a_new_meeting_starts_without_the_proposition_of_an_earlier_one(
    file: FakeCampaignFile,
) -> None:
    record_act(file, voted(1, NOMINATED))
    assert [m.proposed for m in meetings_overview(file).meetings] == [1, 0, 0]
    assert point(file, 1).acts == {ActKind.PROPOSAL: voted(1, NOMINATED)}
    assert point(file, 1).earlier == ()
    assert (point(file, 2).acts, point(file, 2).earlier) == ({}, (voted(1, NOMINATED),))
    shown = projection(file, 2, 2).point
    assert shown is not None and shown.vote.proposal is None
    lacks = [str(lack.told) for lack in missing_from_minutes(proceedings(file, 2))]
    assert "proposition and reasons of point 1" in lacks


def test_each_meeting_goes_on_saying_what_was_voted_there(file: FakeCampaignFile) -> None:
    first, second = voted(1, DEFERRED), voted(2, LABEL)
    record_act(file, first)
    record_act(file, second)
    assert standing(file) == second
    assert told(file) == {1: first, 2: second}
    assert [m.proposed for m in meetings_overview(file).meetings] == [1, 1, 0]
    for meeting, act, earlier in ((1, first, ()), (2, second, (first,))):
        held = file.get(Meeting, meeting)
        assert held is not None
        snapshot = minutes_snapshot(file, held)
        assert (snapshot.acts, snapshot.earlier) == ((act,), {1: earlier})
    shown = projection(file, 1, 1).point
    assert shown is not None and shown.vote.proposal is DEFERRED
    assert point(file, 3).earlier == (first, second)


def test_taking_back_brings_the_earlier_one_back(file: FakeCampaignFile) -> None:
    for item in (1, 2, 3):
        record_act(file, voted(item))
    for item in (3, 2):
        withdraw_act(file, voted(item))
        assert standing(file) == voted(item - 1)
        assert set(told(file)) == set(range(1, item))
    withdraw_act(file, voted(1))
    assert (file.find(Act), file.find(PastProposal)) == ((), ())
    file.undo()
    file.undo()
    assert told(file) == {1: voted(1), 2: voted(2)}
    file.redo()
    assert (standing(file), file.find(PastProposal)) == (voted(1), ())


def test_an_earlier_meeting_does_not_vote_again_once_a_later_one_did(
    file: FakeCampaignFile,
) -> None:
    record_act(file, voted(1))
    record_act(file, voted(2))
    assert "later meeting voted" in str(point(file, 1).hindrance)
    assert point(file, 2).hindrance is None
    with pytest.raises(Failure, match="later meeting voted another proposition"):
        record_act(file, voted(1, NOMINATED))
    assert told(file) == {1: voted(1), 2: voted(2)}
    corrected = voted(2, NOMINATED, "Autrement.")
    record_act(file, corrected)
    assert told(file) == {1: voted(1), 2: corrected}


@pytest.mark.parametrize(
    ("kinds", "said"),
    [
        ((ActKind.APPROVAL,), "The approval of"),
        ((ActKind.APPROVAL, ActKind.DECISION), "The decision of"),
    ],
)
def test_a_later_act_is_told_before_anything_is_typed(
    file: FakeCampaignFile, kinds: tuple[ActKind, ...], said: str
) -> None:
    record_act(file, voted(1))
    assert point(file, 2).hindrance is None
    for kind in kinds:
        record_act(file, Act(1, kind, LABEL, date(2022, 3, 20), ""))
    found = point(file, 2).hindrance
    assert found is not None and said.split(" of ", maxsplit=1)[0] in str(found)
    assert {found.values["day"], found.values["voted"]} == {date(2022, 3, 20), DAYS[0]}
    assert point(file, 1).hindrance is None and len(point(file, 1).acts) == 1 + len(kinds)
    with pytest.raises(Failure) as refused:
        record_act(file, voted(2))
    assert refused.value.told == found
    for kind in reversed(kinds):
        withdraw_act(file, Act(1, kind, LABEL, date(2022, 3, 20), ""))
    record_act(file, voted(2))
    assert told(file) == {1: voted(1), 2: voted(2)}


def test_the_acts_that_follow_rest_on_the_standing_proposition(file: FakeCampaignFile) -> None:
    """An approval departs from the last proposition, and recalls that one when it waits."""
    record_act(file, voted(1, LABEL))
    record_act(file, voted(2, NOMINATED))
    approval = Act(1, ActKind.APPROVAL, LABEL, date(2022, 12, 20), "")
    with pytest.raises(Failure, match="departs from the one before"):
        record_act(file, approval)
    record_act(file, replace(approval, outcome=DEFERRED, reasons="À mûrir."))
    held = standing(file, ActKind.APPROVAL)
    assert held is not None
    assert (held.recalled_outcome, held.recalled_reasons) == (NOMINATED, "Motifs de la séance 2.")
    assert set(point(file, 1).acts) == {ActKind.PROPOSAL}
    assert set(point(file, 2).acts) == {ActKind.PROPOSAL, ActKind.APPROVAL}
    first = file.get(Meeting, 1)
    assert first is not None and minutes_snapshot(file, first).acts == (voted(1, LABEL),)


@pytest.mark.parametrize(
    ("day", "item"),
    [
        (date(2022, 3, 13), None),
        (date(2022, 3, 14), 1),
        (date(2022, 12, 7), 1),
        (date(2022, 12, 8), 2),
        (date(2024, 1, 1), 2),
    ],
)
def test_a_proposition_given_without_item_takes_the_last_held_by_its_day(
    file: FakeCampaignFile, day: date, item: int | None
) -> None:
    file.seed(Meeting(9, 3, "technique", date(2022, 3, 1)), AgendaItem(9, 9, 1, 1, label_votes=1))
    hold(file, 1, 2)
    record_act(file, Act(1, ActKind.PROPOSAL, LABEL, day, "Motifs."))
    held = standing(file)
    assert held is not None and held.item_id == item


@pytest.mark.parametrize("day", [date(2022, 3, 1), DAYS[1], date(2024, 1, 1)])
def test_another_date_leaves_the_proposition_where_it_was_voted(
    file: FakeCampaignFile, day: date
) -> None:
    hold(file, 1, 2, 3)
    record_act(file, voted(1))
    record_act(file, replace(voted(1), dated=day, item_id=None))
    assert told(file) == {1: replace(voted(1), dated=day)}
    assert file.find(PastProposal) == ()


def test_a_proposition_that_lost_its_meeting_is_corrected_without_any(
    file: FakeCampaignFile,
) -> None:
    hold(file, 1)
    record_act(file, voted(1))
    record_act(file, voted(2))
    meetings.remove_meeting(file, 2)
    corrected = replace(voted(2, NOMINATED, "Autrement."), item_id=None)
    record_act(file, corrected)
    assert (standing(file), told(file)) == (corrected, {1: voted(1)})


def test_a_proposition_without_meeting_is_earlier_than_what_is_voted_after_it(
    file: FakeCampaignFile,
) -> None:
    unbound = Act(1, ActKind.PROPOSAL, LABEL, date(2022, 3, 1), "Motifs.")
    file.seed(unbound)
    assert (point(file, 1).acts, point(file, 1).earlier) == ({}, (unbound,))
    record_act(file, voted(1))
    assert (told(file), file.find(PastProposal)) == ({1: voted(1)}, ())


def test_only_the_draft_of_its_own_meeting_goes_with_a_proposition(file: FakeCampaignFile) -> None:
    for item in (1, 2):
        held = file.get(AgendaItem, item)
        assert held is not None
        file.seed(replace(held, drafted_reasons="Projet exem"))
    record_act(file, voted(1))
    assert [i.drafted_reasons for i in file.find(AgendaItem)] == ["", "Projet exem", ""]


def test_a_meeting_removed_leaves_the_proposition_that_stands(file: FakeCampaignFile) -> None:
    record_act(file, voted(1))
    record_act(file, voted(2))
    meetings.remove_meeting(file, 2)
    unbound = replace(voted(2), item_id=None)
    assert (standing(file), told(file)) == (unbound, {1: voted(1)})
    file.undo()
    assert (standing(file), told(file)) == (voted(2), {1: voted(1), 2: voted(2)})


def test_an_item_stays_while_only_it_keeps_what_was_proposed_at_it(file: FakeCampaignFile) -> None:
    record_act(file, voted(1))
    record_act(file, voted(2))
    before = file.journal_head
    for change in (meetings.take_off_agenda, meetings.remove_meeting):
        with pytest.raises(Failure, match="« Tech3E » was followed by another proposition"):
            change(file, 1)
    assert (file.journal_head, told(file)) == (before, {1: voted(1), 2: voted(2)})
    withdraw_act(file, voted(2))
    meetings.take_off_agenda(file, 1)
    assert file.find(Act) == (replace(voted(1), item_id=None),)


def test_a_later_proposition_without_meeting_is_not_overwritten(file: FakeCampaignFile) -> None:
    record_act(file, voted(1))
    record_act(file, voted(2))
    meetings.take_off_agenda(file, 2)
    found = point(file, 1).hindrance
    assert found is not None and found.values == {"day": DAYS[1]}
    assert "voted at no meeting of this file" in str(found)
    with pytest.raises(Failure) as refused:
        record_act(file, voted(1, NOMINATED))
    assert refused.value.told == found
    assert point(file, 3).earlier == (voted(1), replace(voted(2), item_id=None))
    withdraw_act(file, replace(voted(2), item_id=None))
    record_act(file, voted(1, NOMINATED))
    assert told(file) == {1: voted(1, NOMINATED)}


def test_a_proposition_voted_again_at_its_meeting_leaves_nothing_past_there(
    file: FakeCampaignFile,
) -> None:
    """The one that followed was dated earlier and lost its meeting: the first one is corrected."""
    record_act(file, voted(1))
    record_act(file, replace(voted(2), dated=date(2022, 3, 1)))
    meetings.take_off_agenda(file, 2)
    corrected = voted(1, NOMINATED, "Autrement.")
    record_act(file, corrected)
    assert file.find(PastProposal) == ()
    assert point(file, 3).earlier == (corrected,)
    withdraw_act(file, corrected)
    assert file.find(Act) == ()


def test_a_meeting_keeps_its_place_among_those_that_proposed(file: FakeCampaignFile) -> None:
    record_act(file, voted(1))
    record_act(file, voted(2))
    before = file.journal_head
    for meeting, day in ((2, date(2022, 3, 13)), (1, date(2022, 12, 9))):
        with pytest.raises(Failure, match="change places with the other one"):
            meetings.edit_meeting(file, meeting, meetings.MeetingDetails(day))
    assert file.journal_head == before
    meetings.edit_meeting(file, 2, meetings.MeetingDetails(date(2022, 3, 15)))
    meetings.edit_meeting(file, 3, meetings.MeetingDetails(date(2022, 3, 1)))
    withdraw_act(file, voted(2))
    assert told(file) == {1: voted(1)}


def test_a_closed_meeting_keeps_what_it_proposed_its_day_and_its_agenda(
    file: FakeCampaignFile,
) -> None:
    record_act(file, voted(1))
    hold(file, 1, closed=True)
    before = file.journal_head
    changes: list[Callable[[], object]] = [
        lambda: record_act(file, voted(1, NOMINATED)),
        lambda: record_act(file, replace(voted(1, NOMINATED), item_id=None)),
        lambda: withdraw_act(file, voted(1)),
        lambda: meetings.edit_meeting(file, 1, meetings.MeetingDetails(DAYS[0], place="Lens")),
        lambda: meetings.remove_meeting(file, 1),
    ]
    for change in changes:
        with pytest.raises(Failure, match="reopen it first"):
            change()
    assert file.journal_head == before
    record_act(file, Act(1, ActKind.APPROVAL, LABEL, DAYS[1], ""))
    withdraw_act(file, Act(1, ActKind.APPROVAL, LABEL, DAYS[1], ""))
    room.reopen_meeting(file, 1)
    for change in changes:
        change()
    assert file.get(Meeting, 1) is None


def test_a_point_where_nothing_may_be_proposed_lacks_no_proposition(
    file: FakeCampaignFile,
) -> None:
    def lacks() -> list[str]:
        return [str(lack.told) for lack in missing_from_minutes(proceedings(file, 2))]

    record_act(file, voted(1))
    assert "proposition and reasons of point 1" in lacks()
    record_act(file, Act(1, ActKind.APPROVAL, LABEL, date(2022, 3, 20), ""))
    assert not [told for told in lacks() if told.startswith("proposition")]
    assert "vote of point 1" in lacks()


gestures = st.lists(
    st.tuples(st.sampled_from(["vote", "take back", "undo", "redo"]), st.integers(1, 3)),
    max_size=25,
)


@given(gestures, st.data())
def test_any_course_of_votes_says_what_each_meeting_voted_last(
    course: list[tuple[str, int]], data: st.DataObject
) -> None:
    """A model without any rule: a pile of what was voted by meeting, the latest one standing."""
    file = three_meetings()
    said: dict[int, Act] = {}
    done: list[dict[int, Act]] = []
    undone: list[dict[int, Act]] = []
    for gesture, item in course:
        before = dict(said)
        if gesture == "vote":
            outcome = data.draw(st.sampled_from(Outcome))
            if max(said, default=0) > item:
                with pytest.raises(Failure):
                    record_act(file, voted(item, outcome))
            else:
                said[item] = voted(item, outcome)
                record_act(file, said[item])
        elif gesture == "take back" and said:
            withdraw_act(file, said.pop(max(said)))
        elif gesture == "undo" and done:
            file.undo()
            undone.append(said)
            said = done.pop()
            assert told(file) == said
            continue
        elif gesture == "redo" and undone:
            file.redo()
            done.append(said)
            said = undone.pop()
            assert told(file) == said
            continue
        if said != before:
            done.append(before)
            undone.clear()
        assert told(file) == said
        assert standing(file) == (said[max(said)] if said else None)
        assert len(file.find(PastProposal)) == max(0, len(said) - 1)
