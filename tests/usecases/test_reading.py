"""What stands beside the grid: earlier opinions and pieces, and nothing for a recused member."""

from __future__ import annotations

from datetime import date

import pytest
from fakes import FakeCampaignFile

from euralens_desk.domain.campaign import Campaign
from euralens_desk.domain.dossier import Attachment, Dossier
from euralens_desk.domain.mark import BLANK, NO_OPINION, scored
from euralens_desk.domain.meeting import Stance, TechnicalOpinion
from euralens_desk.domain.messages import Failure
from euralens_desk.domain.people import Member, Recusal
from euralens_desk.domain.sheet import Ballot, BallotBox
from euralens_desk.exchange.grids_json import read_grids
from euralens_desk.resources import resource
from euralens_desk.usecases.lookup import committee_with_code
from euralens_desk.usecases.prepare import set_up_committees
from euralens_desk.usecases.reading import FEWEST_BALLOTS, reading


@pytest.fixture
def campaign() -> FakeCampaignFile:
    file = FakeCampaignFile()
    file.seed(
        Campaign("Promotion 2022", 2022),
        *(Dossier(i, f"d{i}", f"2022-{i:02d}", f"Projet {i}") for i in (1, 2)),
        Attachment(1, 1, "dossier.pdf", sha256="a"),
        Attachment(2, 2, "autre.pdf"),
    )
    set_up_committees(file, read_grids(resource("samples", "grids.json")))
    experts = committee_with_code(file, "experts")
    file.seed(Member(1, "m1", experts.id, "E01", "Une Experte"), Recusal(1, 2, date(2022, 10, 1)))
    return file


def vote(campaign: FakeCampaignFile, *levels: int | None) -> None:
    """Put ballots in the box: one level for the first question, nothing for the others."""
    students = committee_with_code(campaign, "lyceens").id
    for number, level in enumerate(levels, start=1):
        first = NO_OPINION if level is None else scored(level)
        campaign.seed(Ballot(number, students, 1, (first, BLANK, BLANK)))


def test_before_any_opinion_there_are_only_pieces(campaign: FakeCampaignFile) -> None:
    found = reading(campaign, 1, 1)
    assert (found.technical, found.students) == (None, None)
    assert [piece.name for piece in found.pieces] == ["dossier.pdf"]


def test_without_other_committees_nothing_is_missing() -> None:
    bare = FakeCampaignFile()
    bare.seed(Dossier(1, "d1", "1", "Projet"), Member(1, "m", 1, "E", "Une Experte"))
    found = reading(bare, 1, 1)
    assert (found.technical_committee, found.technical, found.students) == ("", None, None)


def test_the_technical_opinion_is_read(campaign: FakeCampaignFile) -> None:
    technical = committee_with_code(campaign, "technique")
    opinion = TechnicalOpinion(technical.id, 1, Stance.RESERVED, date(2022, 9, 29), "À préciser.")
    campaign.seed(opinion)
    found = reading(campaign, 1, 1)
    assert found.technical == opinion
    assert found.technical_committee == technical.name


def test_the_ballots_are_counted_with_the_word_of_their_median(
    campaign: FakeCampaignFile,
) -> None:
    vote(campaign, 3, 3, 4, 2, None)
    students = reading(campaign, 1, 1).students
    assert students is not None
    first, second, _third = students.answers
    assert first.tally.counts == (0, 0, 1, 2, 1)
    assert (first.tally.no_opinion, first.word) == (1, "Bon")
    assert second.word == ""
    assert (students.ballots, students.closed_on) == (5, None)


def test_between_two_levels_there_is_no_word(campaign: FakeCampaignFile) -> None:
    vote(campaign, 2, 2, 3, 3, 0, 4)
    students = reading(campaign, 1, 1).students
    assert students is not None
    assert students.answers[0].word == ""


def test_too_few_ballots_show_no_answer(campaign: FakeCampaignFile) -> None:
    vote(campaign, *(3,) * (FEWEST_BALLOTS - 1))
    committee = committee_with_code(campaign, "lyceens").id
    campaign.seed(BallotBox(committee, 1, closed_on=date(2022, 10, 21)))
    students = reading(campaign, 1, 1).students
    assert students is not None
    assert students.answers == ()
    assert students.closed_on == date(2022, 10, 21)


def test_a_recused_member_reads_nothing(campaign: FakeCampaignFile) -> None:
    with pytest.raises(Failure, match="stepped back"):
        reading(campaign, 1, 2)
