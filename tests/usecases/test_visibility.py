"""Scores are masked until they are revealed, by every door."""

from __future__ import annotations

import json
from datetime import date, datetime
from fractions import Fraction

import pytest
from fakes import FakeCampaignFile

from euralens_desk.domain.campaign import Campaign, GridVersion
from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.grid import Axis, CriteriaGrid, Level, Scale, SubCriterion
from euralens_desk.domain.mark import scored
from euralens_desk.domain.meeting import AgendaItem, Meeting, MeetingEvent
from euralens_desk.domain.messages import Failure
from euralens_desk.domain.people import Committee, CommitteeKind, Member
from euralens_desk.domain.sheet import Ballot
from euralens_desk.usecases import meetings, room
from euralens_desk.usecases.dossier_opinions import dossier_opinions
from euralens_desk.usecases.letters import reasons_by_axis
from euralens_desk.usecases.meetings import AgendaOrder, MeetingDetails
from euralens_desk.usecases.minutes import minutes_snapshot
from euralens_desk.usecases.opinions import committee_opinions, opinions_as_json
from euralens_desk.usecases.proceedings import proceedings
from euralens_desk.usecases.projection import projection
from euralens_desk.usecases.scoring import record_score, write_comment
from euralens_desk.usecases.synthesis import cell_voices, synthesis
from euralens_desk.usecases.visibility import revealed_dossiers, visible_sheets

DAY = date(2022, 12, 8)
NOON = datetime(2022, 12, 8, 12)
GRID = CriteriaGrid(
    "g",
    "Grille",
    Scale(tuple(Level(str(n), f"Niveau {n}", Fraction(n)) for n in range(5))),
    (Axis("1", "1", "Axe", (SubCriterion("1.1", "1.1", "Critère"),)),),
)
EXPERTS = Committee(1, "c1", "experts", "Experts", CommitteeKind.EXPERT)
STUDENTS = Committee(2, "c2", "lyceens", "Lycéens", CommitteeKind.STUDENT)
SECRET = "canari"


@pytest.fixture
def file() -> FakeCampaignFile:
    """Two dossiers scored by three experts, and a meeting prepared on them."""
    found = FakeCampaignFile()
    found.seed(
        Campaign("Promotion 2022", 2022),
        EXPERTS,
        STUDENTS,
        GridVersion(1, 1, GRID),
        GridVersion(2, 1, GRID),
        Dossier(1, "d1", "2022-01", "Forêt"),
        Dossier(2, "d2", "2022-02", "Tech3E"),
        *(Member(n, f"m{n}", 1, f"E{n}", f"Membre {n}") for n in (1, 2, 3)),
    )
    for dossier in (1, 2):
        for member in (1, 2, 3):
            record_score(found, member, dossier, 0, scored(member if dossier == 1 else 4))
            write_comment(found, member, dossier, 0, SECRET)
    return found


def prepare(file: FakeCampaignFile) -> tuple[Meeting, AgendaItem]:
    meetings.prepare_meeting(file, 1, MeetingDetails(DAY))
    (meeting,) = file.find(Meeting)
    (item,) = file.find(AgendaItem, dossier_id=1)
    return meeting, item


def told(file: FakeCampaignFile) -> list[list[int]]:
    """The dossiers told by each door: synthesis, dossier, minutes, workbook, command line."""
    (meeting,) = file.find(Meeting)
    snapshot = minutes_snapshot(file, meeting)
    opinions, figures = snapshot.committee.opinions, synthesis(file).experts
    numbers = {"2022-01": 1, "2022-02": 2}
    written = opinions_as_json(file, "experts")["committees"]["experts"]
    assert opinions is not None and figures is not None
    held = proceedings(file, meeting.id).opinions
    assert held is not None
    return [
        sorted(figures.dossiers),
        sorted(figures.rankings["rule"]),
        sorted(held.dossiers),
        [d for d in (1, 2) if dossier_opinions(file, d).experts is not None],
        [d for d in (1, 2) if cell_voices(file, d, (0,)).voices],
        [d for d in (1, 2) if cell_voices(file, d, (0,)).comments],
        sorted(opinions.dossiers),
        sorted({numbers[line.dossier] for line in snapshot.scores}),
        sorted(numbers[number] for number in written["dossiers"]),
    ]


def test_without_a_meeting_scores_are_told(file: FakeCampaignFile) -> None:
    found = committee_opinions(file, EXPERTS)
    assert found is not None and sorted(found.dossiers) == [1, 2]
    assert "withheld" not in opinions_as_json(file)["committees"]["experts"]


def test_scores_are_masked_until_they_are_revealed_by_every_door(file: FakeCampaignFile) -> None:
    meeting, item = prepare(file)
    assert told(file) == [[]] * 9
    assert SECRET not in str(minutes_snapshot(file, meeting))
    written = opinions_as_json(file)["committees"]["experts"]
    assert written["withheld"]["2022-01"] == {"masked_sheets": 3}
    assert {m["n"] for m in written["members"].values()} == {0}
    assert "mean_exact" in json.dumps(written) and '"n": 1' not in json.dumps(written)
    assert proceedings(file, meeting.id).masked == {1: 3, 2: 3}
    with pytest.raises(Failure, match="open it first"):
        room.reveal(file, item.id, NOON)
    room.open_meeting(file, meeting.id, NOON)
    room.start_item(file, item.id, NOON)
    room.reveal(file, item.id, NOON)
    assert told(file) == [[1]] * 9
    assert proceedings(file, meeting.id).masked == {2: 3}
    assert revealed_dossiers(file, 1) == {1}


def test_a_reveal_is_made_once_and_can_t_be_taken_back(file: FakeCampaignFile) -> None:
    meeting, item = prepare(file)
    room.open_meeting(file, meeting.id, NOON)
    room.start_item(file, item.id, NOON)
    room.reveal(file, item.id, NOON)
    assert file.undo_action() is None
    assert file.last_change.kinds
    room.reveal(file, item.id, NOON)
    assert not file.last_change.kinds
    (_opened, _started, shown) = room.meeting_events(file, meeting.id)
    with pytest.raises(Failure, match="can't be masked again"):
        room.take_back(file, shown.id)
    with pytest.raises(Failure, match="stays in the file"):
        meetings.remove_meeting(file, meeting.id)
    with pytest.raises(Failure, match="stays on the agenda"):
        meetings.take_off_agenda(file, item.id)


def test_off_the_agenda_scores_stay_masked_as_long_as_the_body_has_a_meeting(
    file: FakeCampaignFile,
) -> None:
    meeting, item = prepare(file)
    meetings.take_off_agenda(file, item.id)
    assert told(file) == [[]] * 9
    assert visible_sheets(file, EXPERTS).masked == {1: 3, 2: 3}
    meetings.remove_meeting(file, meeting.id)
    assert sorted({s.dossier_id for s in visible_sheets(file, EXPERTS).sheets.values()}) == [1, 2]


def test_the_letter_tells_no_comment_before_the_scores_are_revealed(
    file: FakeCampaignFile,
) -> None:
    meeting, item = prepare(file)
    assert reasons_by_axis(file, 1) == ()
    room.open_meeting(file, meeting.id, NOON)
    room.start_item(file, item.id, NOON)
    room.reveal(file, item.id, NOON)
    assert [group.remarks for group in reasons_by_axis(file, 1)] == [(SECRET,)]
    file.seed(*(Member(n, f"m{n}", 1, f"E{n}", f"Membre {n}", is_voting=False) for n in (1, 2, 3)))
    assert reasons_by_axis(file, 1) == ()


def test_what_an_earlier_meeting_revealed_stays_told_at_the_next_one(
    file: FakeCampaignFile,
) -> None:
    first, item = prepare(file)
    room.open_meeting(file, first.id, NOON)
    room.start_item(file, item.id, NOON)
    room.reveal(file, item.id, NOON)
    room.end_item(file, item.id, NOON)
    room.close_meeting(file, first.id, NOON)
    meetings.prepare_meeting(file, 1, MeetingDetails(date(2023, 1, 12)))
    second = meetings.newest_meeting(file)
    (again,) = file.find(AgendaItem, dossier_id=1, meeting_id=second)
    (other,) = file.find(AgendaItem, dossier_id=2, meeting_id=second)
    assert {p.dossier.id: p.revealed_on for p in proceedings(file, second).points} == {
        1: DAY,
        2: None,
    }
    assert {p.revealed_on for p in proceedings(file, first.id).points} == {None}
    shown, masked = (projection(file, second, held.id).point for held in (again, other))
    assert shown is not None and shown.sheets is not None and not shown.received
    assert masked is not None and masked.sheets is None and masked.received == 3
    room.open_meeting(file, second, NOON)
    before = file.find(MeetingEvent, meeting_id=second)
    room.reveal(file, again.id, NOON)
    assert file.find(MeetingEvent, meeting_id=second) == before


def test_another_body_has_not_revealed_for_this_one(file: FakeCampaignFile) -> None:
    meeting, item = prepare(file)
    file.seed(Committee(3, "c3", "forum", "Forum", CommitteeKind.FORUM))
    room.open_meeting(file, meeting.id, NOON)
    room.start_item(file, item.id, NOON)
    room.reveal(file, item.id, NOON)
    meetings.prepare_meeting(file, 3, MeetingDetails(date(2023, 1, 12)))
    assert {p.revealed_on for p in proceedings(file, meetings.newest_meeting(file)).points} <= {
        None
    }


def test_the_order_by_disagreement_reads_masked_scores_and_tells_none(
    file: FakeCampaignFile,
) -> None:
    meeting, _item = prepare(file)
    for member, level in ((1, 0), (2, 0), (3, 4)):
        record_score(file, member, 2, 0, scored(level))
    meetings.order_agenda(file, meeting.id, AgendaOrder.BY_DISAGREEMENT)
    order = [item.dossier_id for item in meetings.ordered_items(file, meeting.id)]
    assert order == [2, 1]
    assert visible_sheets(file, EXPERTS).sheets == {}


def test_few_ballots_are_told_by_no_door(file: FakeCampaignFile) -> None:
    file.seed(*(Ballot(n, 2, 1, (scored(2),)) for n in range(1, 5)))
    file.seed(*(Ballot(n, 2, 2, (scored(2),)) for n in range(11, 16)))
    figures = synthesis(file).students
    assert figures is not None and sorted(figures.dossiers) == [2]
    written = opinions_as_json(file, "lyceens")["committees"]["lyceens"]
    assert list(written["dossiers"]) == ["2022-02"]
    assert written["withheld"] == {"2022-01": {"ballots": 4}}
    assert visible_sheets(file, STUDENTS).few == {1: 4}
