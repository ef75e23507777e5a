"""Paper ballots: entered, corrected, taken back, closed; what is counted is what was typed."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from fakes import FakeCampaignFile
from hypothesis import given
from hypothesis import strategies as st

from euralens_desk.domain.ballots import LEAST_TOLD, batches, expected_count, piles, unanimous
from euralens_desk.domain.campaign import Campaign, GridVersion
from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.grid import Axis, CriteriaGrid, Level, Scale, SubCriterion
from euralens_desk.domain.mark import BLANK, NO_OPINION, NOT_APPLICABLE, Mark, scored
from euralens_desk.domain.meeting import Meeting
from euralens_desk.domain.messages import Failure
from euralens_desk.domain.people import Committee, CommitteeKind
from euralens_desk.domain.sheet import Ballot, BallotBox
from euralens_desk.domain.tally import Tally
from euralens_desk.usecases.ballots import (
    ballot_boxes,
    box_content,
    close_box,
    correct_ballot,
    count_box,
    enter_ballot,
    reopen_box,
    take_back,
)

DAY = date(2022, 10, 21)
STUDENTS = Committee(2, "c2", "lyceens", "Comité lycéen", CommitteeKind.STUDENT)


def grid_of(codes: str = "01234", criteria: int = 3) -> CriteriaGrid:
    levels = tuple(Level(code, f"niveau {code}", Fraction(i)) for i, code in enumerate(codes))
    rows = tuple(SubCriterion(f"L{i}", f"1.{i}", f"question {i}") for i in range(1, criteria + 1))
    return CriteriaGrid("l", "Lycéens", Scale(levels), (Axis("L", "1", "Avis", rows),))


@pytest.fixture
def campaign() -> FakeCampaignFile:
    return new_campaign()


def new_campaign(grid: CriteriaGrid | None = None) -> FakeCampaignFile:
    file = FakeCampaignFile()
    dossiers = [Dossier(i, f"d{i}", f"2022-{i:02d}", f"Projet {i}") for i in range(1, 5)]
    file.seed(Campaign("Promotion 2022", 2022), STUDENTS, *dossiers)
    file.seed(GridVersion(2, 1, grid or grid_of()))
    return file


def ballot(*levels: int | None) -> tuple[Mark, ...]:
    return tuple(BLANK if level is None else scored(level) for level in levels)


def entered(campaign: FakeCampaignFile, dossier: int = 1) -> list[tuple[Mark, ...]]:
    return [found.marks for found in box_content(campaign, dossier).ballots]


def test_ballots_are_numbered_as_they_come(campaign: FakeCampaignFile) -> None:
    enter_ballot(campaign, 1, ballot(3, 4, 2), "A, table 2")
    changes = enter_ballot(campaign, 1, (BLANK, NO_OPINION, scored(0)), " B ")
    found = box_content(campaign, 1).ballots
    assert [(b.number, b.batch) for b in found] == [(1, "A, table 2"), (2, "B")]
    assert entered(campaign) == [ballot(3, 4, 2), (BLANK, NO_OPINION, scored(0))]
    assert str(changes.action) == "ballot 2, Projet 1"
    assert ballot_boxes(campaign).boxes[0].entered == 2
    assert ballot_boxes(campaign).boxes[1].entered == 0


def test_the_journal_names_no_answer(campaign: FakeCampaignFile) -> None:
    enter_ballot(campaign, 1, ballot(3, 4, 2))
    (found,) = box_content(campaign, 1).ballots
    correct_ballot(campaign, found.id, ballot(0, 0, 0))
    take_back(campaign, found.id)
    told = [str(entry.action) for entry in campaign.journal()]
    assert told == [
        "ballot 1 taken back, Projet 1",
        "ballot 1 corrected, Projet 1",
        "ballot 1, Projet 1",
    ]


def test_undo_takes_back_the_last_ballot(campaign: FakeCampaignFile) -> None:
    enter_ballot(campaign, 1, ballot(3, 4, 2))
    enter_ballot(campaign, 1, ballot(1, 1, 1))
    campaign.undo()
    assert entered(campaign) == [ballot(3, 4, 2)]
    enter_ballot(campaign, 1, ballot(2, 2, 2))
    assert [b.number for b in box_content(campaign, 1).ballots] == [1, 2]


@pytest.mark.parametrize(
    "marks",
    [ballot(1, 2), ballot(1, 2, 3, 4), ballot(1, 2, 5), (NOT_APPLICABLE, scored(1), scored(1))],
)
def test_a_ballot_that_does_not_follow_the_grid_is_refused(
    campaign: FakeCampaignFile, marks: tuple[Mark, ...]
) -> None:
    with pytest.raises(Failure, match="does not follow the grid"):
        enter_ballot(campaign, 1, marks)
    assert entered(campaign) == []


def test_a_correction_keeps_the_number(campaign: FakeCampaignFile) -> None:
    for level in range(3):
        enter_ballot(campaign, 1, ballot(level, level, level), "A")
    second = box_content(campaign, 1).ballots[1]
    correct_ballot(campaign, second.id, ballot(4, None, 4))
    assert box_content(campaign, 1).ballots[1] == replace(second, marks=ballot(4, None, 4))
    take_back(campaign, second.id)
    assert [b.number for b in box_content(campaign, 1).ballots] == [1, 3]
    with pytest.raises(Failure, match="no longer in the file"):
        correct_ballot(campaign, second.id, ballot(0, 0, 0))


def test_the_count_of_the_box(campaign: FakeCampaignFile) -> None:
    count_box(campaign, 1, 62)
    enter_ballot(campaign, 1, ballot(3, 4, 2))
    box = ballot_boxes(campaign).boxes[0]
    assert (box.counted, box.entered, box.left) == (62, 1, 61)
    count_box(campaign, 1, None)
    assert ballot_boxes(campaign).boxes[0].left is None
    with pytest.raises(Failure, match="negative"):
        count_box(campaign, 1, -1)


def test_closing_mixes_the_ballots_and_drops_batch_and_number(campaign: FakeCampaignFile) -> None:
    count_box(campaign, 1, 3)
    for level in range(3):
        enter_ballot(campaign, 1, ballot(level, level, level), "A")
    enter_ballot(campaign, 2, ballot(4, 4, 4), "A")
    before = {b.id for b in box_content(campaign, 1).ballots}
    done = close_box(campaign, 1, DAY, shuffle=lambda drawn: drawn.reverse())
    found = box_content(campaign, 1)
    assert entered(campaign) == [ballot(level, level, level) for level in (2, 1, 0)]
    assert {(b.batch, b.number) for b in found.ballots} == {("", None)}
    assert not before & {b.id for b in found.ballots}
    assert (found.box.closed_on, found.box.counted) == (DAY, 3)
    assert str(done.changes.action) == "box closed on 3 ballots, Projet 1"
    assert box_content(campaign, 2).ballots[0].number == 1


def test_closing_can_not_be_undone(campaign: FakeCampaignFile) -> None:
    enter_ballot(campaign, 2, ballot(1, 1, 1))
    enter_ballot(campaign, 1, ballot(3, 4, 2))
    close_box(campaign, 1, DAY)
    assert campaign.undo_action() is None
    assert campaign.undo() is None
    assert campaign.redo() is None
    assert box_content(campaign, 1).box.is_closed


def test_backups_receive_the_mixed_ballots(campaign: FakeCampaignFile) -> None:
    campaign.backup("nothing yet")
    enter_ballot(campaign, 1, ballot(0, 0, 0), "A")
    campaign.backup("half-way")
    enter_ballot(campaign, 1, ballot(4, 4, 4), "A")
    close_box(campaign, 1, DAY)
    nothing, half = campaign.kept
    assert Ballot not in nothing
    kept = [b for b in half[Ballot].values() if isinstance(b, Ballot)]
    assert Counter(b.marks for b in kept) == Counter([ballot(0, 0, 0), ballot(4, 4, 4)])
    assert {(b.batch, b.number) for b in kept} == {("", None)}
    assert BallotBox not in half


def test_a_closed_box_refuses_everything(campaign: FakeCampaignFile) -> None:
    enter_ballot(campaign, 1, ballot(3, 4, 2))
    close_box(campaign, 1, DAY)
    (found,) = box_content(campaign, 1).ballots
    for act in (
        lambda: enter_ballot(campaign, 1, ballot(3, 4, 2)),
        lambda: correct_ballot(campaign, found.id, ballot(0, 0, 0)),
        lambda: take_back(campaign, found.id),
        lambda: count_box(campaign, 1, 1),
        lambda: close_box(campaign, 1, DAY),
    ):
        with pytest.raises(Failure, match="is closed"):
            act()
    assert entered(campaign) == [ballot(3, 4, 2)]


def test_reopening_needs_a_reason_and_the_journal_keeps_it(campaign: FakeCampaignFile) -> None:
    enter_ballot(campaign, 1, ballot(3, 4, 2))
    with pytest.raises(Failure, match="open already"):
        reopen_box(campaign, 1, "erreur")
    close_box(campaign, 1, DAY)
    with pytest.raises(Failure, match="Give the reason"):
        reopen_box(campaign, 1, "  ")
    reopen_box(campaign, 1, "une enveloppe oubliée ")
    assert str(campaign.journal()[0].action) == "box reopened, Projet 1: une enveloppe oubliée"
    enter_ballot(campaign, 1, ballot(1, 1, 1), "B")
    assert [b.number for b in box_content(campaign, 1).ballots] == [None, 2]
    close_box(campaign, 1, DAY)
    assert {b.number for b in box_content(campaign, 1).ballots} == {None}


def test_a_campaign_without_grid_or_committee_is_told() -> None:
    file = FakeCampaignFile()
    file.seed(Campaign("Promotion 2022", 2022))
    with pytest.raises(Failure, match="no such committee"):
        ballot_boxes(file)
    file.seed(STUDENTS)
    with pytest.raises(Failure, match="no grid"):
        ballot_boxes(file)


def test_the_latest_meeting_of_the_committee_is_shown(campaign: FakeCampaignFile) -> None:
    assert ballot_boxes(campaign).meeting is None
    early, late = Meeting(1, 2, "J1", date(2022, 10, 7)), Meeting(2, 2, "J2", DAY)
    campaign.seed(early, late, Meeting(3, 1, "E", date(2022, 12, 8)))
    assert ballot_boxes(campaign).meeting == late


def test_batches_are_re_read_ten_by_ten() -> None:
    ballots = [Ballot(i, 2, 1, ballot(1), "A" if i <= 23 else "B", i) for i in range(1, 27)]
    mixed = Ballot(99, 2, 1, ballot(1))
    assert batches([*ballots, mixed]) == ("A", "B")
    assert [len(pile) for pile in piles(ballots, "A")] == [10, 10, 3]
    assert [b.number for b in piles(reversed(ballots), "B")[0]] == [24, 25, 26]
    assert piles([mixed], "") == ()


def test_unanimous_answers_are_found() -> None:
    tallies = (Tally((0, 6)), Tally((1, 5)), Tally((0, 0), blank=6), Tally((0, 5), blank=1))
    assert unanimous(tallies) == (0,)
    assert unanimous((Tally((0, 0)),)) == ()
    assert LEAST_TOLD == 5


def test_a_box_that_differs_from_the_others_stands_out() -> None:
    assert expected_count({1: 62, 2: 62, 3: 61}) == 62
    assert expected_count({1: 62, 2: 61}) is None
    assert expected_count({1: 62, 2: 61, 3: 60}) is None


ANSWERS = st.lists(
    st.tuples(*[st.sampled_from([BLANK, NO_OPINION, *map(scored, range(4))])] * 4), max_size=30
)


@given(ANSWERS, st.lists(st.tuples(st.integers(0, 40), st.booleans()), max_size=8))
def test_the_counts_are_those_of_a_recount(
    ballots: list[tuple[Mark, ...]], later: list[tuple[int, bool]]
) -> None:
    """Whatever is entered, corrected, taken back and mixed, the box holds those very ballots."""
    campaign = new_campaign(grid_of("ABCD", 4))
    expected: dict[int, tuple[Mark, ...]] = {}
    for marks in ballots:
        enter_ballot(campaign, 1, marks)
        expected[box_content(campaign, 1).ballots[-1].id] = marks
    for place, is_correction in later:
        if not expected:
            break
        identity = sorted(expected)[place % len(expected)]
        if is_correction:
            expected[identity] = (BLANK, *expected[identity][1:])
            correct_ballot(campaign, identity, expected[identity])
        else:
            del expected[identity]
            take_back(campaign, identity)
    close_box(campaign, 1, DAY)
    found = box_content(campaign, 1)
    assert Counter(b.marks for b in found.ballots) == Counter(expected.values())
    for place, tally in enumerate(found.tallies):
        column = [marks[place] for marks in expected.values()]
        assert tally.counts == tuple(column.count(scored(level)) for level in range(4))
        assert (tally.blank, tally.no_opinion) == (column.count(BLANK), column.count(NO_OPINION))
