"""Where the campaign stands: progress of the experts, standing of the dossiers, coming meetings."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from fakes import FakeCampaignFile

from euralens_desk.domain.campaign import Campaign, GridVersion
from euralens_desk.domain.dossier import Attachment, Dossier
from euralens_desk.domain.grid import Axis, CriteriaGrid, Level, Scale, SubCriterion
from euralens_desk.domain.mark import MarkState
from euralens_desk.domain.meeting import (
    Act,
    ActKind,
    AgendaItem,
    Meeting,
    Outcome,
    Stance,
    TechnicalOpinion,
)
from euralens_desk.domain.people import Committee, CommitteeKind, Member, Recusal
from euralens_desk.domain.sheet import BallotBox, NotApplicable, Score, ScoreSheet
from euralens_desk.i18n import tell
from euralens_desk.usecases.acts import record_act
from euralens_desk.usecases.dossiers import withdraw_dossier
from euralens_desk.usecases.lookup import dossiers_by_number
from euralens_desk.usecases.overview import Place, Standing, StepState, overview
from euralens_desk.usecases.progress import completed_experts, expert_progress

EXPERTS = Committee(1, "u1", "experts", "Comité d’expertise", CommitteeKind.EXPERT)
GRID = CriteriaGrid(
    "g",
    "g",
    Scale(tuple(Level(code, "", Fraction(code)) for code in "01234")),
    (Axis("A", "1", "a", (SubCriterion("A1", "1.1", "x"), SubCriterion("A2", "1.2", "y"))),),
)
DAY = date(2022, 12, 1)


@pytest.fixture
def file() -> FakeCampaignFile:
    made = FakeCampaignFile()
    made.seed(
        Campaign("Promotion 2022", 2022, call_closes_on=date(2022, 5, 31)),
        EXPERTS,
        Committee(2, "u2", "lyceens", "Lycéens", CommitteeKind.STUDENT),
        Committee(3, "u3", "technique", "CT", CommitteeKind.TECHNICAL),
        GridVersion(1, 1, GRID),
        *(Dossier(n, f"d{n}", f"2022-0{n}", f"Projet {n}") for n in (1, 2, 3)),
        Member(1, "m1", 1, "E1", "Ada Un"),
        Member(2, "m2", 1, "E2", "Bob Deux"),
        Member(3, "m3", 1, "E3", "Sans voix", is_voting=False),
    )
    return made


def answer(file: FakeCampaignFile, member: int, dossier: int, *criteria: int) -> None:
    sheet = 10 * member + dossier
    file.seed(ScoreSheet(sheet, 1, dossier, member))
    file.seed(*(Score(sheet, place, MarkState.NO_OPINION) for place in criteria))


def test_blank_answers_are_counted_by_dossier(file: FakeCampaignFile) -> None:
    answer(file, 1, 1, 0, 1)
    answer(file, 1, 2, 0)
    first, second = expert_progress(file, EXPERTS, dossiers_by_number(file))
    assert (first.answered, first.expected, dict(first.blank)) == (3, 6, {2: 1, 3: 2})
    assert (second.answered, second.is_complete) == (0, False)


def test_a_recusal_and_what_does_not_apply_are_asked_of_nobody(file: FakeCampaignFile) -> None:
    answer(file, 1, 1, 0, 1)
    answer(file, 1, 2, 0, 1)
    answer(file, 1, 3, 0)
    file.seed(Recusal(1, 3, DAY), NotApplicable(1, 1, 1))
    first, second = expert_progress(file, EXPERTS, dossiers_by_number(file))
    assert (first.answered, first.expected, first.is_complete) == (3, 3, True)
    assert second.expected == 5
    assert completed_experts(file) == (1, 2)


def test_nobody_is_done_before_there_is_anything_to_answer() -> None:
    made = FakeCampaignFile()
    assert completed_experts(made) == (0, 0)
    made.seed(EXPERTS, GridVersion(1, 1, GRID), Member(1, "m1", 1, "E1", "Ada Un"))
    assert completed_experts(made) == (0, 1)


def test_each_dossier_stands_where_it_got(file: FakeCampaignFile) -> None:
    file.seed(
        Dossier(4, "d4", "2022-04", "Projet 4"),
        Dossier(5, "d5", "2022-05", "Projet 5"),
        Dossier(6, "d6", "2022-06", "Projet 6"),
        Dossier(7, "d7", "2022-07", "Retiré", withdrawn_on=DAY),
        Attachment(1, 1, "plan.pdf"),
        TechnicalOpinion(3, 3, Stance.RESERVED, DAY),
        TechnicalOpinion(3, 4, Stance.FAVOURABLE, DAY),
        Act(5, ActKind.PROPOSAL, Outcome.LABEL, DAY, "x"),
        Act(6, ActKind.PROPOSAL, Outcome.LABEL, DAY, "x"),
        Act(6, ActKind.APPROVAL, Outcome.LABEL, DAY, "x"),
    )
    held = {s: [d.id for d in ds] for s, ds in overview(file, DAY).standings.items()}
    assert held == {
        Standing.APPROVED: [6],
        Standing.PROPOSED: [5],
        Standing.NOTHING_MISSING: [4],
        Standing.RESERVED: [3],
        Standing.OPINION_AWAITED: [2],
        Standing.PIECES_AWAITED: [1],
    }
    file.seed(Act(6, ActKind.DECISION, Outcome.DEFERRED, DAY, "x"))
    assert overview(file, DAY).standings[Standing.DEFERRED][0].id == 6


def test_meetings_to_come_say_their_agenda(file: FakeCampaignFile) -> None:
    file.seed(
        Meeting(1, 1, "a", date(2022, 11, 8)),
        Meeting(2, 1, "b", date(2022, 12, 8)),
        AgendaItem(1, 2, 1, 1),
        AgendaItem(2, 2, 2, 2),
    )
    found = overview(file, DAY)
    ((planned),) = found.coming
    assert (planned.meeting.code, planned.committee, planned.dossiers) == (
        "b",
        "Comité d’expertise",
        2,
    )
    assert found.last_meeting == date(2022, 11, 8)
    assert [m.meeting.code for m in overview(file, date(2022, 12, 8)).coming] == ["b"]


def test_steps_say_what_was_done(file: FakeCampaignFile) -> None:
    file.seed(*(TechnicalOpinion(3, n, Stance.FAVOURABLE, DAY) for n in (1, 2)))
    found = overview(file, DAY)
    assert (found.step, found.dossiers) == (3, 3)
    assert str(found.steps[0].done).startswith("Closes on")
    assert found.steps[2].done is None
    file.seed(TechnicalOpinion(3, 3, Stance.RESERVED, DAY))
    found = overview(file, DAY)
    assert str(found.steps[2].done) == "Favourable: 2, others: 1"
    assert found.steps[3].state is StepState.CURRENT


def test_everything_done_leaves_the_last_step(file: FakeCampaignFile) -> None:
    for dossier in (1, 2, 3):
        file.seed(TechnicalOpinion(3, dossier, Stance.FAVOURABLE, DAY))
        file.seed(*(Act(dossier, kind, Outcome.LABEL, DAY, "x") for kind in ActKind))
        for member in (1, 2):
            answer(file, member, dossier, 0, 1)
    file.seed(Meeting(1, 1, "a", date(2022, 11, 8)))
    found = overview(file, DAY)
    assert found.step == 6
    assert [item.place for item in found.missing] == [Place.PREPARATION]
    assert completed_experts(file) == (2, 2)


def told_of_decision(file: FakeCampaignFile) -> str:
    missing = overview(file, DAY).steps[4].missing
    return tell(missing) if missing else ""


def test_the_step_of_the_decision_names_the_first_act_that_lacks(file: FakeCampaignFile) -> None:
    withdraw_dossier(file, 3, DAY)
    said = [told_of_decision(file)]
    for kind in ActKind:
        for dossier in dossiers_by_number(file)[:2]:
            record_act(file, Act(dossier.id, kind, Outcome.LABEL, DAY, "Oui."))
            said.append(told_of_decision(file))
    assert [text.replace("\u00a0", " ") for text in said] == [
        "2 propositions à enregistrer",
        "1 proposition à enregistrer",
        "2 approbations à enregistrer",
        "1 approbation à enregistrer",
        "2 décisions à enregistrer",
        "1 décision à enregistrer",
        "",
    ]


def test_ballots_that_do_not_match_the_box_are_missing(file: FakeCampaignFile) -> None:
    file.seed(BallotBox(2, 1, counted=2), BallotBox(2, 2, counted=0), BallotBox(2, 3))
    told = [item for item in overview(file, DAY).missing if item.place is Place.STUDENTS]
    assert [item.dossier_id for item in told] == [1]
    assert "0 ballots entered, 2 counted" in str(told[0].detail)


def test_what_does_not_apply_to_a_dossier_left_out_is_asked_of_nobody(
    file: FakeCampaignFile,
) -> None:
    before = expert_progress(file, EXPERTS, dossiers_by_number(file))
    file.seed(
        Dossier(9, "d9", "2022-09", "Retiré", withdrawn_on=DAY),
        NotApplicable(1, 9, 0, "sans objet"),
    )
    assert expert_progress(file, EXPERTS, dossiers_by_number(file)) == before
