"""Commitments, accompaniment and messages due after the decision."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from fakes import FakeCampaignFile
from hypothesis import given
from hypothesis import strategies as st

from euralens_desk.domain.campaign import Campaign, GridVersion
from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.follow_up import (
    Commitment,
    CommitmentKind,
    Letter,
    LetterKind,
    Side,
    SupportPlan,
)
from euralens_desk.domain.grid import Axis, CriteriaGrid, Level, Scale, SubCriterion
from euralens_desk.domain.meeting import Act, ActKind, Outcome
from euralens_desk.domain.messages import Failure
from euralens_desk.domain.people import Committee, CommitteeKind, Member, Recusal
from euralens_desk.domain.preselection import Preselection, Stage
from euralens_desk.domain.sheet import WHOLE_DOSSIER, Comment, ScoreSheet
from euralens_desk.usecases.follow_up import (
    CommitmentDetails,
    add_commitments,
    edit_commitment,
    edit_plan,
    expert_names,
    follow_up,
    mark_done,
    proposed_day,
    proposed_lines,
    remove_commitment,
)
from euralens_desk.usecases.letters import due_letters, keep_text, reasons_by_axis, record_sent
from euralens_desk.usecases.overview import Place, overview

DAY = date(2022, 12, 16)
PROMISE = CommitmentDetails(
    CommitmentKind.COMMITMENT, Side.LEADER, " Rendre compte ", " Ville ", " Pôle ", date(2023, 6, 1)
)
SCALE = Scale((Level("0", "", Fraction(0)), Level("1", "", Fraction(1))))
GRID = CriteriaGrid(
    "g",
    "g",
    SCALE,
    (
        Axis(
            "A", "1", "Transition", (SubCriterion("A1", "1.1", "x"), SubCriterion("A2", "1.2", "y"))
        ),
        Axis("B", "2", "Faisabilité", (SubCriterion("B1", "2.1", "z"),)),
    ),
)


def act(dossier: int, kind: ActKind, outcome: Outcome, reasons: str = "", more: str = "") -> Act:
    return Act(dossier, kind, outcome, DAY, reasons, more)


@pytest.fixture
def file() -> FakeCampaignFile:
    made = FakeCampaignFile()
    made.seed(
        Campaign("Promotion 2022", 2022),
        Committee(1, "c1", "experts", "Experts", CommitteeKind.EXPERT),
        GridVersion(1, 1, GRID),
        *(Dossier(n, f"d{n}", f"2022-0{n}", f"Projet {n}") for n in (1, 2, 3, 4)),
        act(1, ActKind.DECISION, Outcome.LABEL),
        act(2, ActKind.PROPOSAL, Outcome.NOMINATED),
        act(3, ActKind.PROPOSAL, Outcome.LABEL, "Exemplaire."),
        act(3, ActKind.APPROVAL, Outcome.DEFERRED, "Montage à mûrir.", "Calendrier."),
        act(3, ActKind.DECISION, Outcome.DEFERRED),
    )
    return made


def test_the_awarded_and_the_nominated_are_followed_as_far_as_the_acts_went(
    file: FakeCampaignFile,
) -> None:
    found = follow_up(file)
    assert [(one.dossier.id, one.outcome, one.is_decided) for one in found.dossiers] == [
        (1, Outcome.LABEL, True),
        (2, Outcome.NOMINATED, False),
    ]
    assert found.dossier(3) is None
    assert found.dossier(2) is found.dossiers[1]


def test_what_was_promised_stays_in_sight_when_the_act_changes(file: FakeCampaignFile) -> None:
    add_commitments(file, 3, [PROMISE])
    assert [one.dossier.id for one in follow_up(file).dossiers] == [1, 2, 3]


def test_lines_are_proposed_by_outcome_and_written_by_a_person_only(
    file: FakeCampaignFile,
) -> None:
    label, nominated = follow_up(file).dossiers
    assert {line.kind for line in proposed_lines(label)} == {CommitmentKind.COMMITMENT}
    assert {line.kind for line in proposed_lines(nominated)} == {CommitmentKind.MILESTONE}
    assert {line.side for line in proposed_lines(label)} == set(Side)
    assert proposed_day(label, proposed_lines(label)[0]) == date(2023, 12, 16)
    assert file.find(Commitment) == ()


def test_commitments_are_done_undone_edited_and_taken_away(file: FakeCampaignFile) -> None:
    add_commitments(file, 1, [PROMISE, CommitmentDetails(CommitmentKind.MILESTONE, Side.POLE, "x")])
    kept = Commitment(
        1,
        1,
        CommitmentKind.COMMITMENT,
        Side.LEADER,
        "Rendre compte",
        "Ville",
        "Pôle",
        date(2023, 6, 1),
    )
    assert file.get(Commitment, 1) == kept
    mark_done(file, 1, DAY)
    edit_commitment(file, 1, CommitmentDetails(CommitmentKind.MILESTONE, Side.POLE, "Revoir"))
    assert file.get(Commitment, 1) == Commitment(
        1, 1, CommitmentKind.MILESTONE, Side.POLE, "Revoir", done_on=DAY
    )
    mark_done(file, 1, None)
    file.undo()
    file.undo()
    assert file.get(Commitment, 1) is not None
    remove_commitment(file, 1)
    assert [one.id for one in file.find(Commitment)] == [2]
    with pytest.raises(Failure, match="no longer in the file"):
        mark_done(file, 1, DAY)


def test_a_commitment_says_what_and_follows_an_act(file: FakeCampaignFile) -> None:
    with pytest.raises(Failure, match="Say what is to be done"):
        add_commitments(file, 1, [CommitmentDetails(CommitmentKind.MILESTONE, Side.POLE, " ")])
    with pytest.raises(Failure, match="at least one line"):
        add_commitments(file, 1, [])
    with pytest.raises(Failure, match="No act is recorded"):
        add_commitments(file, 4, [PROMISE])
    assert file.find(Commitment) == ()


DUES = st.lists(
    st.tuples(st.none() | st.dates(), st.booleans(), st.sampled_from((1, 2))), max_size=8
)


@given(DUES)
def test_what_is_not_done_comes_first_by_date_whatever_the_dossier(
    lines: list[tuple[date | None, bool, int]],
) -> None:
    file = FakeCampaignFile()
    file.seed(
        Campaign("Promotion 2022", 2022),
        Dossier(1, "d1", "2022-01", "Un"),
        Dossier(2, "d2", "2022-02", "Deux"),
        act(1, ActKind.DECISION, Outcome.LABEL),
        act(2, ActKind.DECISION, Outcome.NOMINATED),
        *(
            Commitment(
                n,
                dossier,
                CommitmentKind.MILESTONE,
                Side.POLE,
                "x",
                due_on=due,
                done_on=DAY if is_done else None,
            )
            for n, (due, is_done, dossier) in enumerate(lines, 1)
        ),
    )
    found = [held for _, held in follow_up(file).commitments]
    assert sorted(held.id for held in found) == list(range(1, len(lines) + 1))
    keys = [(h.done_on is not None, h.due_on is None, h.due_on or date.min) for h in found]
    assert keys == sorted(keys)
    assert all(
        h.is_overdue(DAY) == (h.done_on is None and h.due_on is not None and h.due_on < DAY)
        for h in found
    )


def test_an_accompaniment_is_written_and_leaves_nothing_when_emptied(
    file: FakeCampaignFile,
) -> None:
    edit_plan(file, SupportPlan(2, " Équipe ", DAY, " Ada Un ", " Montage "))
    plan = SupportPlan(2, "Équipe", DAY, "Ada Un", "Montage")
    assert file.find(SupportPlan) == (plan,)
    assert follow_up(file).dossiers[1].plan == plan
    edit_plan(file, SupportPlan(2))
    assert file.find(SupportPlan) == ()


# The messages due ---------------------------------------------------------------------------------


def test_a_message_is_due_to_who_waits_with_the_reasons_of_the_act_that_said_so(
    file: FakeCampaignFile,
) -> None:
    (due,) = due_letters(file)
    assert (due.dossier.id, due.kind, due.decided_on) == (3, LetterKind.DEFERRED, DAY)
    assert (due.reasons, due.reservations) == ("Montage à mûrir.", "Calendrier.")
    assert due.proposed is Outcome.LABEL
    assert not due.is_sent


def test_what_was_proposed_to_who_waits_is_recalled_with_its_own_reasons(
    file: FakeCampaignFile,
) -> None:
    decision = file.get(Act, 3, ActKind.DECISION)
    assert decision is not None
    file.seed(
        replace(
            decision,
            recalled_outcome=Outcome.NOMINATED,
            recalled_reasons="À mûrir.",
            reasons="Non.",
        )
    )
    (due,) = due_letters(file)
    assert (due.proposed, due.proposed_reasons) == (Outcome.NOMINATED, "À mûrir.")
    assert due.reasons == "Non."


def test_a_message_is_due_to_who_is_not_shortlisted_until_it_is_withdrawn(
    file: FakeCampaignFile,
) -> None:
    file.seed(Preselection(4, Stage.NOT_SHORTLISTED, DAY, needs="Étude", alternatives="ADEME"))
    due = due_letters(file)[1]
    assert (due.kind, due.needs, due.alternatives) == (
        LetterKind.NOT_SHORTLISTED,
        "Étude",
        "ADEME",
    )
    for number, title in ((3, "Projet 3"), (4, "Projet 4")):
        file.seed(Dossier(number, f"d{number}", f"2022-0{number}", title, withdrawn_on=DAY))
    assert due_letters(file) == ()


def test_a_decision_without_a_proposition_tells_none(file: FakeCampaignFile) -> None:
    file.seed(act(4, ActKind.DECISION, Outcome.DEFERRED, "À revoir."))
    assert [(due.dossier.id, due.proposed) for due in due_letters(file)][-1] == (4, None)


def test_what_was_proposed_is_not_explained_twice_when_it_was_to_wait(
    file: FakeCampaignFile,
) -> None:
    file.seed(
        act(3, ActKind.PROPOSAL, Outcome.DEFERRED, "Le budget manque."),
        replace(
            act(3, ActKind.DECISION, Outcome.DEFERRED),
            recalled_outcome=Outcome.DEFERRED,
            recalled_reasons="Le budget manque.",
        ),
        act(3, ActKind.APPROVAL, Outcome.DEFERRED),
    )
    (due,) = due_letters(file)
    assert (due.proposed, due.proposed_reasons, due.reasons) == (
        Outcome.DEFERRED,
        "",
        "Le budget manque.",
    )


def test_reasons_are_grouped_by_axis_without_names_nor_those_of_a_recused_member(
    file: FakeCampaignFile,
) -> None:
    file.seed(
        *(Member(n, f"m{n}", 1, f"E{n}", f"Membre {n}") for n in (1, 2, 3)),
        Recusal(3, 3, DAY),
        *(ScoreSheet(n, 1, 3, n) for n in (1, 2, 3)),
        Comment(1, 2, " Plan absent. "),
        Comment(1, 0, "Sobre."),
        Comment(2, 0, "Bien situé."),
        Comment(2, 1, "Sobre."),
        Comment(2, WHOLE_DOSSIER, "Dans l’ensemble."),
        Comment(3, 2, "Je suis déporté."),
    )
    found = reasons_by_axis(file, 3)
    assert [(group.axis.code, group.remarks) for group in found] == [
        ("A", ("Bien situé.", "Sobre.")),
        ("B", ("Plan absent.",)),
    ]
    assert due_letters(file)[0].axes == found
    assert reasons_by_axis(FakeCampaignFile(), 3) == ()


def test_the_text_is_edited_and_the_day_of_sending_recorded_and_taken_back(
    file: FakeCampaignFile,
) -> None:
    keep_text(file, 3, LetterKind.DEFERRED, " Bonjour. ")
    record_sent(file, 3, LetterKind.DEFERRED, DAY)
    assert file.find(Letter) == (Letter(3, LetterKind.DEFERRED, "Bonjour.", DAY),)
    assert due_letters(file)[0].is_sent
    record_sent(file, 3, LetterKind.DEFERRED, None)
    keep_text(file, 3, LetterKind.DEFERRED, "")
    assert file.find(Letter) == ()
    record_sent(file, 3, LetterKind.DEFERRED, DAY, "Tel qu’envoyé.")
    assert file.find(Letter)[0].text == "Tel qu’envoyé."


def test_what_is_not_sent_comes_first(file: FakeCampaignFile) -> None:
    file.seed(Preselection(4, Stage.NOT_SHORTLISTED, DAY, needs="n", alternatives="a"))
    record_sent(file, 3, LetterKind.DEFERRED, DAY)
    assert [due.dossier.id for due in due_letters(file)] == [4, 3]


def test_a_message_is_not_sent_before_what_it_tells_nor_when_none_is_due(
    file: FakeCampaignFile,
) -> None:
    with pytest.raises(Failure, match="before what it tells"):
        record_sent(file, 3, LetterKind.DEFERRED, date(2022, 12, 15))
    with pytest.raises(Failure, match="No message is due"):
        record_sent(file, 1, LetterKind.DEFERRED, DAY)
    assert file.find(Letter) == ()


def test_only_experts_may_be_mobilised_and_they_stand_by_name(file: FakeCampaignFile) -> None:
    assert expert_names(file) == ()
    file.seed(
        Committee(2, "c2", "forum", "Grand forum", CommitteeKind.FORUM),
        Member(1, "m1", 1, "E01", "Colette Charme"),
        Member(2, "m2", 1, "E02", "Alix Aubépin", is_voting=False),
        Member(3, "m3", 2, "F01", "Basile Bouleau"),
    )
    assert expert_names(file) == ("Alix Aubépin", "Colette Charme")


def test_the_dashboard_tells_what_is_late_and_what_is_not_sent(file: FakeCampaignFile) -> None:
    add_commitments(file, 1, [PROMISE])
    edit_plan(file, SupportPlan(2, "Équipe", date(2023, 5, 1)))
    today = date(2023, 6, 2)
    found = {item.place: item for item in overview(file, today).missing}
    assert str(found[Place.LETTERS].title) == "1 message due is not sent"
    told = [str(i.title) for i in overview(file, today).missing if i.place is Place.FOLLOW_UP]
    assert told == ["1 commitment is overdue", "Projet 2: review overdue"]
    assert str(overview(file, today).steps[5].count) == "1 to do, 0 done"
    record_sent(file, 3, LetterKind.DEFERRED, today)
    mark_done(file, 1, today)
    edit_plan(file, SupportPlan(2))
    left = {item.place for item in overview(file, today).missing}
    assert not left & {Place.LETTERS, Place.FOLLOW_UP}
