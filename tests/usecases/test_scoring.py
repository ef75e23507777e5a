"""One answer at a time, and what is refused."""

from __future__ import annotations

from datetime import date

import pytest
from fakes import FakeCampaignFile

from euralens_desk.domain.campaign import Campaign
from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.mark import BLANK, NO_OPINION, NOT_APPLICABLE, Mark, scored
from euralens_desk.domain.messages import Failure
from euralens_desk.domain.people import Member, Recusal
from euralens_desk.domain.sheet import WHOLE_DOSSIER, Comment, NotApplicable, Score, ScoreSheet
from euralens_desk.exchange.grids_json import read_grids
from euralens_desk.resources import resource
from euralens_desk.usecases.lookup import committee_with_code
from euralens_desk.usecases.prepare import set_up_committees
from euralens_desk.usecases.scoring import (
    filled_sheet,
    lift_not_applicable,
    member_sheets,
    record_score,
    set_not_applicable,
    write_comment,
)


@pytest.fixture
def campaign() -> FakeCampaignFile:
    file = FakeCampaignFile()
    file.seed(
        Campaign("Promotion 2022", 2022),
        *(Dossier(i, f"d{i}", f"2022-{i:02d}", f"Projet {i}") for i in (1, 2)),
    )
    set_up_committees(file, read_grids(resource("samples", "grids.json")))
    experts = committee_with_code(file, "experts")
    technical = committee_with_code(file, "technique")
    file.seed(
        Member(1, "m1", experts.id, "E01", "Une Experte"),
        Member(2, "m2", technical.id, "T01", "Un Partenaire"),
        Recusal(1, 2, date(2022, 10, 1)),
        NotApplicable(experts.id, 1, 12, "sans lien"),
    )
    return file


def test_answers_fill_the_sheet(campaign: FakeCampaignFile) -> None:
    record_score(campaign, 1, 1, 0, scored(0))
    assert str(campaign.undo_action()) == "score 0 on 1.1, Projet 1"
    record_score(campaign, 1, 1, 1, NO_OPINION)
    assert str(campaign.undo_action()) == "no opinion on 1.2, Projet 1"
    write_comment(campaign, 1, 1, 1, " À voir. ")
    sheet = filled_sheet(campaign, 1, 1)
    assert sheet.marks[:3] == (scored(0), NO_OPINION, BLANK)
    assert sheet.marks[12] == NOT_APPLICABLE
    assert sheet.comments == {1: "À voir."}
    progress = member_sheets(campaign, 1).sheets
    assert [(p.answered, p.expected, p.is_recused) for p in progress] == [
        (3, 13, False),
        (0, 13, True),
    ]
    assert not progress[0].is_complete


def test_an_answer_is_cleared_and_one_sheet_is_made(campaign: FakeCampaignFile) -> None:
    record_score(campaign, 1, 1, 0, scored(4))
    record_score(campaign, 1, 1, 0, BLANK)
    assert str(campaign.undo_action()) == "1.1 blank again, Projet 1"
    assert campaign.find(Score) == ()
    assert len(campaign.find(ScoreSheet)) == 1
    campaign.undo()
    assert [score.level for score in campaign.find(Score)] == [4]


def test_clearing_what_is_empty_writes_nothing(campaign: FakeCampaignFile) -> None:
    lines, named = len(campaign.journal()), campaign.undo_action()
    cleared = record_score(campaign, 1, 1, 0, BLANK)
    emptied = write_comment(campaign, 1, 1, WHOLE_DOSSIER, "  ")
    assert (cleared.kinds, emptied.kinds) == (frozenset(), frozenset())
    assert campaign.find(ScoreSheet) == ()
    assert (len(campaign.journal()), campaign.undo_action()) == (lines, named)


def test_a_comment_on_the_dossier_comes_and_goes(campaign: FakeCampaignFile) -> None:
    write_comment(campaign, 1, 1, WHOLE_DOSSIER, "Ensemble solide.")
    write_comment(campaign, 1, 1, WHOLE_DOSSIER, "")
    assert campaign.find(Comment) == ()
    with pytest.raises(Failure, match="not in the grid"):
        write_comment(campaign, 1, 1, 13, "x")


@pytest.mark.parametrize(
    ("dossier", "position", "mark", "said"),
    [
        (2, 0, scored(1), "stepped back"),
        (1, 13, scored(1), "not in the grid"),
        (1, 0, scored(5), "off the scale"),
        (1, 12, scored(1), "does not apply"),
    ],
)
def test_what_is_refused_changes_nothing(
    campaign: FakeCampaignFile, dossier: int, position: int, mark: Mark, said: str
) -> None:
    with pytest.raises(Failure, match=said):
        record_score(campaign, 1, dossier, position, mark)
    assert campaign.find(Score) == ()
    assert campaign.find(ScoreSheet) == ()


def test_a_state_that_is_not_an_answer_is_a_bug(campaign: FakeCampaignFile) -> None:
    with pytest.raises(ValueError, match="NOT_APPLICABLE"):
        record_score(campaign, 1, 1, 0, NOT_APPLICABLE)


def test_a_closed_dossier_is_not_read_and_a_committee_needs_a_grid(
    campaign: FakeCampaignFile,
) -> None:
    with pytest.raises(Failure, match="stepped back"):
        filled_sheet(campaign, 1, 2)
    with pytest.raises(Failure, match="no grid"):
        member_sheets(campaign, 2)


def test_a_criterion_is_set_aside_for_the_committee_and_taken_up_again(
    campaign: FakeCampaignFile,
) -> None:
    experts = committee_with_code(campaign, "experts").id
    record_score(campaign, 1, 1, 3, scored(2))
    set_not_applicable(campaign, experts, 1, 3, " Aucun bâti ")
    assert str(campaign.undo_action()) == "1.4 not applicable, Projet 1"
    sheet = filled_sheet(campaign, 1, 1)
    assert sheet.marks[3] == NOT_APPLICABLE
    assert sheet.reasons == {3: "Aucun bâti", 12: "sans lien"}
    with pytest.raises(Failure, match="does not apply"):
        record_score(campaign, 1, 1, 3, scored(1))
    lift_not_applicable(campaign, experts, 1, 3)
    assert filled_sheet(campaign, 1, 1).marks[3] == scored(2)
    lift_not_applicable(campaign, experts, 1, 3)
    assert len(campaign.find(NotApplicable)) == 1
    campaign.undo()
    assert filled_sheet(campaign, 1, 1).marks[3] == NOT_APPLICABLE


@pytest.mark.parametrize(
    ("position", "reason", "said"), [(3, "  ", "Say why"), (13, "x", "not in the grid")]
)
def test_a_criterion_is_not_set_aside_without_a_reason_or_off_the_grid(
    campaign: FakeCampaignFile, position: int, reason: str, said: str
) -> None:
    experts = committee_with_code(campaign, "experts").id
    with pytest.raises(Failure, match=said):
        set_not_applicable(campaign, experts, 1, position, reason)
    assert len(campaign.find(NotApplicable)) == 1


def test_progress_knows_when_a_member_stepped_back(campaign: FakeCampaignFile) -> None:
    first, second = member_sheets(campaign, 1).sheets
    assert (first.recused_on, first.answered, first.is_recused) == (None, 1, False)
    assert second.recused_on == date(2022, 10, 1)
    assert second.is_recused
