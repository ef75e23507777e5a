"""Meetings: agenda, attendance, mandates and votes."""

from __future__ import annotations

from datetime import date, time

import pytest
from fakes import FakeCampaignFile

from euralens_desk.domain.bodies import VoteForm
from euralens_desk.domain.campaign import Campaign
from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.meeting import AgendaItem, Meeting, MeetingEvent, Outcome, Presence
from euralens_desk.domain.messages import Failure
from euralens_desk.domain.people import Committee, CommitteeKind, Member, Recusal
from euralens_desk.domain.room import Attendance, attendance
from euralens_desk.usecases import meetings, room, votes
from euralens_desk.usecases.meetings import MeetingDetails
from euralens_desk.usecases.votes import VoteCount

DAY = date(2022, 12, 8)
PRESENT, PROXY, REMOTE = Presence.PRESENT, Presence.PROXY, Presence.REMOTE


@pytest.fixture
def campaign() -> FakeCampaignFile:
    file = FakeCampaignFile()
    file.seed(
        Campaign("Promotion 2022", 2022),
        Committee(1, "c1", "experts", "Comité d’expertise", CommitteeKind.EXPERT),
        *(Member(i, f"m{i}", 1, f"E{i:02d}", f"Membre {i}") for i in range(1, 5)),
        Dossier(1, "d1", "2022-02", "Forêt"),
        Dossier(2, "d2", "2022-01", "Tech3E"),
        Dossier(3, "d3", "2022-03", "Retiré", withdrawn_on=date(2022, 9, 1)),
    )
    return file


@pytest.fixture
def meeting(campaign: FakeCampaignFile) -> Meeting:
    meetings.prepare_meeting(campaign, 1, MeetingDetails(DAY, place=" Lens "))
    (prepared,) = campaign.find(Meeting)
    return prepared


def item_of(campaign: FakeCampaignFile, dossier: int) -> AgendaItem:
    """The item of a dossier."""
    (found,) = campaign.find(AgendaItem, dossier_id=dossier)
    return found


def attending(campaign: FakeCampaignFile, meeting: Meeting) -> dict[int, Attendance]:
    """How each member attends now."""
    now = room.room_now(campaign, meeting.id)
    found = {member: attendance(now, member) for member in now.presence}
    return {member: seat for member, seat in found.items() if seat is not None}


def test_a_meeting_takes_the_standing_dossiers_by_number(
    campaign: FakeCampaignFile, meeting: Meeting
) -> None:
    assert (meeting.code, meeting.place) == ("2022-12-08", "Lens")
    items = sorted(campaign.find(AgendaItem), key=lambda item: item.position)
    assert [item.dossier_id for item in items] == [2, 1]


def test_two_meetings_of_one_day_have_two_codes(
    campaign: FakeCampaignFile, meeting: Meeting
) -> None:
    meetings.prepare_meeting(campaign, 1, MeetingDetails(DAY))
    assert {m.code for m in campaign.find(Meeting)} == {"2022-12-08", "2022-12-08-b"}


def test_a_meeting_can_t_end_before_it_starts(campaign: FakeCampaignFile) -> None:
    details = MeetingDetails(DAY, time(14), time(13))
    with pytest.raises(Failure, match="end before it starts"):
        meetings.prepare_meeting(campaign, 1, details)
    assert campaign.find(Meeting) == ()


def test_editing_a_meeting_keeps_its_code(campaign: FakeCampaignFile, meeting: Meeting) -> None:
    meetings.edit_meeting(campaign, meeting.id, MeetingDetails(date(2022, 12, 9), chair="Mme A"))
    edited = campaign.get(Meeting, meeting.id)
    assert edited is not None
    assert (edited.code, edited.held_on, edited.chair) == ("2022-12-08", date(2022, 12, 9), "Mme A")


def test_the_agenda_gains_and_loses_a_dossier(campaign: FakeCampaignFile, meeting: Meeting) -> None:
    meetings.take_off_agenda(campaign, item_of(campaign, 1).id)
    assert [item.dossier_id for item in campaign.find(AgendaItem)] == [2]
    meetings.add_to_agenda(campaign, meeting.id, 1)
    meetings.add_to_agenda(campaign, meeting.id, 1)
    assert sorted(item.dossier_id or 0 for item in campaign.find(AgendaItem)) == [1, 2]


def test_the_agenda_takes_many_dossiers_and_another_order(
    campaign: FakeCampaignFile, meeting: Meeting
) -> None:
    def order() -> list[int | None]:
        items = sorted(campaign.find(AgendaItem), key=lambda item: item.position)
        return [item.dossier_id for item in items]

    campaign.seed(Dossier(4, "d4", "2022-04", "Garage"), Dossier(5, "d5", "2022-05", "Lacore"))
    meetings.add_to_agenda(campaign, meeting.id, 4, 5, 1)
    assert order() == [2, 1, 4, 5]
    meetings.move_on_agenda(campaign, item_of(campaign, 5).id, -1)
    meetings.move_on_agenda(campaign, item_of(campaign, 2).id, -1)
    meetings.move_on_agenda(campaign, item_of(campaign, 2).id, 1)
    assert order() == [1, 2, 5, 4]
    campaign.undo()
    assert order() == [2, 1, 5, 4]


def test_a_meeting_is_removed_and_given_back(campaign: FakeCampaignFile, meeting: Meeting) -> None:
    room.record_attendance(campaign, meeting.id, 1, PRESENT)
    meetings.remove_meeting(campaign, meeting.id)
    kinds = (Meeting, AgendaItem, MeetingEvent)
    assert [campaign.find(kind) for kind in kinds] == [(), (), ()]
    campaign.undo()
    assert len(campaign.find(AgendaItem)) == 2
    assert meetings.newest_meeting(campaign) == meeting.id


def test_the_others_are_noted_present_at_once(campaign: FakeCampaignFile, meeting: Meeting) -> None:
    room.record_attendance(campaign, meeting.id, 2, Presence.EXCUSED)
    room.record_others_present(campaign, meeting.id)
    seats = {seat: held.presence for seat, held in attending(campaign, meeting).items()}
    assert seats == {1: PRESENT, 2: Presence.EXCUSED, 3: PRESENT, 4: PRESENT}
    campaign.undo()
    assert list(attending(campaign, meeting)) == [2]


def test_a_mandate_goes_to_one_member_present(campaign: FakeCampaignFile, meeting: Meeting) -> None:
    def attend(member: int, presence: Presence, holder: int | None = None) -> None:
        room.record_attendance(campaign, meeting.id, member, presence, holder)

    attend(1, PRESENT)
    attend(2, PROXY, 1)
    with pytest.raises(Failure, match="already holds a mandate"):
        attend(3, PROXY, 1)
    with pytest.raises(Failure, match="not present"):
        attend(3, PROXY, 4)
    with pytest.raises(Failure, match="to whom"):
        attend(3, PROXY, 3)
    with pytest.raises(Failure, match="holds the mandate of Membre 2"):
        attend(1, Presence.ABSENT)
    attend(3, REMOTE)
    with pytest.raises(Failure, match="can't give one away"):
        attend(1, PROXY, 3)
    seats = {m: (s.presence, s.proxy_to) for m, s in attending(campaign, meeting).items()}
    assert seats == {1: (PRESENT, None), 2: (PROXY, 1), 3: (REMOTE, None)}


def test_voices_leave_out_the_recused_and_their_mandates(
    campaign: FakeCampaignFile, meeting: Meeting
) -> None:
    for member, presence, holder in ((1, PRESENT, None), (3, PRESENT, None), (2, PROXY, 1)):
        room.record_attendance(campaign, meeting.id, member, presence, holder)
    assert votes.voices(campaign, item_of(campaign, 1).id) == 3
    campaign.seed(Recusal(1, 1, DAY))
    assert votes.voices(campaign, item_of(campaign, 1).id) == 1
    assert votes.voices(campaign, item_of(campaign, 2).id) == 3


def test_a_vote_is_recorded_and_cleared(campaign: FakeCampaignFile, meeting: Meeting) -> None:
    votes.record_vote(campaign, item_of(campaign, 1).id, VoteCount(2, 1, 0, 1))
    item = item_of(campaign, 1)
    assert item.is_voted
    assert item.votes == {Outcome.LABEL: 2, Outcome.NOMINATED: 1, Outcome.DEFERRED: 0}
    votes.record_vote(campaign, item_of(campaign, 1).id, None)
    assert not item_of(campaign, 1).is_voted


def test_a_discussion_is_kept_for_the_minutes(campaign: FakeCampaignFile, meeting: Meeting) -> None:
    votes.write_discussion(campaign, item_of(campaign, 2).id, " Deux lectures s’opposent. ")
    assert item_of(campaign, 2).discussion == "Deux lectures s’opposent."
    with pytest.raises(Failure, match="no longer on the agenda"):
        votes.write_discussion(campaign, 9, "?")


def test_the_reasons_wait_for_the_outcome_and_a_count_is_explained(
    campaign: FakeCampaignFile, meeting: Meeting
) -> None:
    votes.draft_proposition(campaign, item_of(campaign, 1).id, " Lien social. ", " Un calendrier. ")
    votes.explain_miscount(campaign, item_of(campaign, 1).id, " Un membre est parti. ")
    item = item_of(campaign, 1)
    assert (item.drafted_reasons, item.miscount_reason) == ("Lien social.", "Un membre est parti.")
    assert item.drafted_reservations == "Un calendrier."


@pytest.mark.parametrize(
    ("count", "expected", "outcome", "said"),
    [
        (VoteCount(6, 3, 0, 1), 10, Outcome.LABEL, None),
        (VoteCount(6, 3, 0, 0), 10, None, "9 voices out of 10: one voice is missing."),
        (VoteCount(6, 0, 0, 0), 9, None, "6 voices out of 9: 3 voices are missing."),
        (VoteCount(6, 3, 1, 1), 10, None, "11 voices out of 10: one voice too many."),
        (VoteCount(0, 0, 0, 6), 6, None, "No vote was cast."),
        (VoteCount(3, 6, 0, 0), 9, Outcome.LABEL, "The proposition differs"),
        (VoteCount(3, 6, 0, 0), 0, Outcome.NOMINATED, None),
        (VoteCount(5, 5, 0, 2), 12, Outcome.LABEL, "As many votes for two outcomes"),
        (VoteCount(7, 6, 5, 0), 18, Outcome.LABEL, "No outcome has the majority"),
        (VoteCount(9, 6, 3, 0), 18, Outcome.LABEL, "No outcome has the majority"),
        (VoteCount(10, 6, 2, 5), 23, Outcome.LABEL, None),
        (VoteCount(5, 0, 5, 2, VoteForm.SECRET), 12, None, "As many votes for two outcomes"),
    ],
)
def test_a_vote_is_remarked_never_blocked(
    count: VoteCount, expected: int, outcome: Outcome | None, said: str | None
) -> None:
    remark = votes.vote_remark(count, expected, outcome)
    assert (remark is None) if said is None else str(remark).startswith(said)


def test_a_second_meeting_is_prepared_once(campaign: FakeCampaignFile) -> None:
    meetings.prepare_meeting(campaign, 1, MeetingDetails(date(2022, 12, 8)))
    first = meetings.newest_meeting(campaign)
    room.open_meeting(campaign, first, None)
    meetings.prepare_second(campaign, first, MeetingDetails(date(2022, 12, 15)))
    with pytest.raises(Failure, match="prepared already") as refused:
        meetings.prepare_second(campaign, first, MeetingDetails(date(2022, 12, 20)))
    assert refused.value.told.values == {"day": date(2022, 12, 15)}
    assert len(campaign.find(Meeting, second_of=first)) == 1
