"""From what came in to the candidates: requests, board, decisions, and what they rule."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from fakes import FakeCampaignFile

from euralens_desk.domain.campaign import Campaign, GridVersion
from euralens_desk.domain.dossier import Attachment, Dossier
from euralens_desk.domain.grid import Axis, CriteriaGrid, Level, Scale, SubCriterion
from euralens_desk.domain.mark import scored
from euralens_desk.domain.meeting import (
    Act,
    ActKind,
    AgendaItem,
    Meeting,
    Outcome,
    Stance,
    TechnicalOpinion,
)
from euralens_desk.domain.messages import Failure
from euralens_desk.domain.people import Committee, CommitteeKind, Member
from euralens_desk.domain.preselection import BoardColumn, Preselection, Requirements, Stage
from euralens_desk.domain.sheet import Ballot, Comment, Score, ScoreSheet
from euralens_desk.usecases.acts import record_technical_opinion
from euralens_desk.usecases.lookup import dossiers_by_number
from euralens_desk.usecases.meetings import MeetingDetails, add_to_agenda, prepare_meeting
from euralens_desk.usecases.overview import Missing, Place, overview
from euralens_desk.usecases.preselection import (
    admit,
    board,
    draft_answer,
    edit_requirements,
    leave_out,
    reconsider,
    record_request,
    refuse,
    shortlist,
)
from euralens_desk.usecases.scoring import record_score

DAY = date(2023, 7, 5)
GRID = CriteriaGrid(
    "g",
    "g",
    Scale((Level("0", "", Fraction(0)), Level("1", "", Fraction(1)))),
    (Axis("A", "1", "a", (SubCriterion("A1", "1.1", "x"),)),),
)


@pytest.fixture
def file() -> FakeCampaignFile:
    made = FakeCampaignFile()
    made.seed(
        Campaign(
            "Promotion 2023",
            2023,
            call_closes_on=date(2023, 6, 10),
            requirements=Requirements(("title", "summary"), ()),
        ),
        Committee(1, "u1", "experts", "Comité d’expertise", CommitteeKind.EXPERT),
        Committee(2, "u2", "lyceens", "Lycéens", CommitteeKind.STUDENT),
        Committee(3, "u3", "technique", "CT", CommitteeKind.TECHNICAL),
        GridVersion(1, 1, GRID),
        Member(1, "m1", 1, "E1", "Ada Un"),
        *(Dossier(n, f"d{n}", f"2023-0{n}", f"Projet {n}", summary="x") for n in (1, 2, 3, 4)),
    )
    return made


def numbers(file: FakeCampaignFile, column: BoardColumn) -> list[str]:
    return [one.dossier.number for one in board(file).column(column)]


def running(file: FakeCampaignFile) -> list[int]:
    return [dossier.id for dossier in dossiers_by_number(file)]


def test_the_board_begins_with_what_is_admissible_and_what_is_not_whole(
    file: FakeCampaignFile,
) -> None:
    file.seed(
        Dossier(1, "d1", "2023-01", "Projet 1"),
        Dossier(2, "d2", "2023-02", "Projet 2", summary="x", received_on=date(2023, 6, 11)),
        Dossier(3, "d3", "2023-03", "Projet 3", summary="x", withdrawn_on=DAY),
    )
    found = board(file)
    assert numbers(file, BoardColumn.TO_COMPLETE) == ["2023-01", "2023-02"]
    assert numbers(file, BoardColumn.ADMISSIBLE) == ["2023-04"]
    assert [d.number for d in found.withdrawn] == ["2023-03"]
    assert (found.candidates, found.undecided, found.has_begun) == (0, 3, False)


def test_once_a_candidate_is_named_the_others_are_not_looked_at(file: FakeCampaignFile) -> None:
    assert running(file) == [1, 2, 3, 4]
    shortlist(file, DAY, 2, 3)
    assert running(file) == [2, 3]
    assert numbers(file, BoardColumn.CANDIDATE) == ["2023-02", "2023-03"]
    assert file.get(Preselection, 2) == Preselection(2, Stage.CANDIDATE, DAY)
    assert str(file.last_change.action) == "2 candidates"
    file.undo()
    assert running(file) == [1, 2, 3, 4]
    assert not file.find(Preselection)


def test_choosing_one_who_is_chosen_writes_nothing(file: FakeCampaignFile) -> None:
    shortlist(file, DAY, 2)
    shortlist(file, date(2023, 8, 1), 2)
    assert file.last_change.entry is None
    assert file.get(Preselection, 2) == Preselection(2, Stage.CANDIDATE, DAY)


def test_no_committee_works_on_who_is_no_candidate(file: FakeCampaignFile) -> None:
    prepare_meeting(file, 1, MeetingDetails(DAY))
    file.undo()
    shortlist(file, DAY, 2)
    prepare_meeting(file, 1, MeetingDetails(DAY))
    (meeting,) = file.find(Meeting)
    assert [item.dossier_id for item in file.find(AgendaItem)] == [2]
    before = file.journal_head
    opinion = TechnicalOpinion(3, 1, Stance.FAVOURABLE, DAY)
    acts: tuple[Callable[[], object], ...] = (
        lambda: record_score(file, 1, 1, 0, scored(1)),
        lambda: add_to_agenda(file, meeting.id, 1),
        lambda: record_technical_opinion(file, opinion),
    )
    for act in acts:
        with pytest.raises(Failure, match="Projet 1 is not a candidate"):
            act()
    assert file.journal_head == before
    record_score(file, 1, 2, 0, scored(1))
    assert len(file.find(Score)) == 1


def test_dossiers_already_worked_on_become_candidates_with_the_first(
    file: FakeCampaignFile,
) -> None:
    record_score(file, 1, 4, 0, scored(1))
    assert numbers(file, BoardColumn.CANDIDATE) == ["2023-04"]
    shortlist(file, DAY, 1)
    assert running(file) == [1, 4]
    file.undo()
    assert running(file) == [1, 2, 3, 4]


RESTING = {
    "an act is recorded": Act(2, ActKind.PROPOSAL, Outcome.LABEL, DAY, "motifs"),
    "on the agenda": AgendaItem(1, 1, 1, 2),
    "the technical committee": TechnicalOpinion(3, 2, Stance.RESERVED, DAY),
    "1 ballot is entered": Ballot(1, 2, 2, ()),
}


@pytest.mark.parametrize("said", RESTING)
def test_a_candidate_something_rests_on_remains_one(file: FakeCampaignFile, said: str) -> None:
    shortlist(file, DAY, 2)
    file.seed(RESTING[said])
    moves: tuple[Callable[[], object], ...] = (
        lambda: reconsider(file, 2),
        lambda: admit(file, DAY, 2),
        lambda: refuse(file, DAY, 2, "tard"),
        lambda: leave_out(file, DAY, 2, "un local", "le fonds"),
    )
    for move in moves:
        with pytest.raises(Failure, match=f"Projet 2 remains a candidate: .*{said}"):
            move()
    assert running(file) == [2]


def test_a_score_or_a_comment_holds_a_candidate_until_it_is_taken_out(
    file: FakeCampaignFile,
) -> None:
    shortlist(file, DAY, 2)
    record_score(file, 1, 2, 0, scored(1))
    sheet = file.find(ScoreSheet)[0].id
    file.seed(Comment(sheet, 0, "vu"))
    with pytest.raises(Failure, match="2 answers are given"):
        reconsider(file, 2)
    assert numbers(file, BoardColumn.CANDIDATE) == ["2023-02"]


def test_going_back_puts_it_where_its_own_state_does(file: FakeCampaignFile) -> None:
    shortlist(file, DAY, 2)
    reconsider(file, 2)
    assert file.find(Preselection) == ()
    assert numbers(file, BoardColumn.ADMISSIBLE) == ["2023-01", "2023-02", "2023-03", "2023-04"]


def test_leaving_out_asks_for_needs_and_alternatives(file: FakeCampaignFile) -> None:
    for needs, alternatives in (("", "le fonds"), ("un local", ""), (" ", "\n")):
        with pytest.raises(Failure, match="Write the needs and the alternatives first"):
            leave_out(file, DAY, 1, needs, alternatives)
    draft_answer(file, 1, " un local ", "")
    assert file.get(Preselection, 1) == Preselection(1, needs="un local")
    assert running(file) == [1, 2, 3, 4]
    leave_out(file, DAY, 1, "un local", "le fonds de la Région ")
    assert file.get(Preselection, 1) == Preselection(
        1, Stage.NOT_SHORTLISTED, DAY, "", "un local", "le fonds de la Région"
    )
    assert running(file) == [2, 3, 4]
    assert str(file.last_change.action) == "not shortlisted, Projet 1"


def test_the_answer_to_who_is_not_shortlisted_can_be_mended_not_emptied(
    file: FakeCampaignFile,
) -> None:
    leave_out(file, DAY, 1, "un local", "le fonds")
    with pytest.raises(Failure, match="part of the answer"):
        draft_answer(file, 1, "un local", "")
    draft_answer(file, 1, "un local sec", "le fonds")
    kept = file.get(Preselection, 1)
    assert kept is not None
    assert (kept.stage, kept.needs) == (Stage.NOT_SHORTLISTED, "un local sec")
    shortlist(file, DAY, 1)
    again = file.get(Preselection, 1)
    assert again is not None
    assert (again.stage, again.alternatives) == (Stage.CANDIDATE, "le fonds")


def test_a_draft_emptied_leaves_no_record(file: FakeCampaignFile) -> None:
    draft_answer(file, 1, "un local", "")
    draft_answer(file, 1, "", "")
    assert file.find(Preselection) == ()


def test_inadmissible_needs_its_reason_and_comes_last(file: FakeCampaignFile) -> None:
    with pytest.raises(Failure, match="Say why"):
        refuse(file, DAY, 1, " ")
    refuse(file, DAY, 1, " Hors du périmètre ")
    file.seed(Dossier(2, "d2", "2023-02", "Projet 2"))
    assert numbers(file, BoardColumn.TO_COMPLETE) == ["2023-02", "2023-01"]
    assert running(file) == [2, 3, 4]
    admit(file, DAY, 1)
    assert file.get(Preselection, 1) == Preselection(1, Stage.ADMISSIBLE, DAY)


def chased(file: FakeCampaignFile, today: date) -> list[Missing]:
    return [m for m in overview(file, today).missing if m.place is Place.PRESELECTION]


def test_a_request_is_dated_and_passed_deadlines_are_told(file: FakeCampaignFile) -> None:
    file.seed(Dossier(1, "d1", "2023-01", "Projet 1"))
    with pytest.raises(Failure, match="can't be before the request"):
        record_request(file, 1, DAY, date(2023, 7, 4))
    record_request(file, 1, DAY, date(2023, 7, 20))
    (told,) = chased(file, date(2023, 7, 21))
    assert (str(told.title), told.dossier_id) == ("Projet 1: to be chased", 1)
    assert "1 thing was awaited" in str(told.detail)
    assert not chased(file, date(2023, 7, 20))
    record_request(file, 1, None, None)
    assert file.find(Preselection) == ()


def test_the_overview_counts_who_waits_once_the_preselection_began(file: FakeCampaignFile) -> None:
    assert overview(file, DAY).steps[1].missing is None
    shortlist(file, DAY, 1, 2)
    found = overview(file, DAY)
    assert str(found.steps[0].count) == "4 dossiers received"
    assert str(found.steps[1].count) == "2 candidates"
    assert str(found.steps[1].missing) == "2 candidatures to decide on"
    assert found.dossiers == 2
    leave_out(file, DAY, 3, "a", "b")
    leave_out(file, DAY, 4, "a", "b")
    assert overview(file, DAY).steps[1].missing is None


def test_what_is_required_is_data_of_the_campaign(file: FakeCampaignFile) -> None:
    wanted = Requirements(("title", "needs"), (" Statuts ", "", "Statuts"), 10)
    edit_requirements(file, wanted)
    found = board(file)
    assert found.campaign.requirements == Requirements(("title", "needs"), ("Statuts",), 10)
    assert found.candidatures[0].lacking.fields == ("needs",)
    assert found.candidatures[0].lacking.pieces == ("Statuts",)
    for days in (0, 366):
        with pytest.raises(Failure, match="between 1 and 365 days"):
            edit_requirements(file, replace(wanted, days=days))
    with pytest.raises(KeyError):
        edit_requirements(file, replace(wanted, fields=("colour",)))


def test_an_awaited_piece_keeps_a_candidature_in_the_first_column(file: FakeCampaignFile) -> None:
    file.seed(Attachment(1, 1, "statuts.pdf"))
    assert numbers(file, BoardColumn.TO_COMPLETE) == ["2023-01"]
