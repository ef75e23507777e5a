"""Who stands behind a figure of the synthesis."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from fakes import FakeCampaignFile

from euralens_desk.domain.campaign import Campaign, GridVersion
from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.grid import Axis, CriteriaGrid, Level, Scale, SubCriterion
from euralens_desk.domain.mark import MarkState
from euralens_desk.domain.meeting import Stance, TechnicalOpinion
from euralens_desk.domain.people import Committee, CommitteeKind, Member, Recusal
from euralens_desk.domain.sheet import Comment, NotApplicable, Score, ScoreSheet
from euralens_desk.usecases.synthesis import cell_voices, synthesis

GRID = CriteriaGrid(
    "g",
    "g",
    Scale(tuple(Level(code, "", Fraction(code)) for code in "01234")),
    (Axis("A", "1", "a", (SubCriterion("A1", "1.1", "x"), SubCriterion("A2", "1.2", "y"))),),
)


@pytest.fixture
def file() -> FakeCampaignFile:
    made = FakeCampaignFile()
    made.seed(
        Campaign("Promotion 2022", 2022),
        Committee(1, "u1", "experts", "Experts", CommitteeKind.EXPERT),
        Committee(2, "u2", "lyceens", "Lycéens", CommitteeKind.STUDENT),
        Committee(3, "u3", "technique", "CT", CommitteeKind.TECHNICAL),
        GridVersion(1, 1, GRID),
        Dossier(1, "d1", "2022-01", "Terril"),
        TechnicalOpinion(3, 1, Stance.RESERVED, date(2022, 10, 1), "À revoir"),
        *(Member(n, f"m{n}", 1, f"E{n}", f"Expert {n}") for n in range(1, 6)),
        Member(6, "m6", 1, "E6", "Sans voix", is_voting=False),
        *(ScoreSheet(n, 1, 1, n) for n in (1, 2, 4)),
        Score(1, 0, MarkState.SCORED, 3),
        Score(1, 1, MarkState.SCORED, 2),
        Score(2, 0, MarkState.NO_OPINION),
        Score(4, 0, MarkState.SCORED, 0),
        Comment(1, 0, "Solide"),
        Comment(4, 0, "Écrit avant le déport"),
        Recusal(4, 1, date(2022, 10, 2), "Intérêt familial"),
    )
    return made


def test_each_voting_member_stands_somewhere(file: FakeCampaignFile) -> None:
    found = cell_voices(file, 1, (0,))
    states = {voice.member.code: voice.states for voice in found.voices}
    assert states == {
        "E1": (MarkState.SCORED,),
        "E2": (MarkState.NO_OPINION,),
        "E3": (MarkState.BLANK,),
        "E4": (),
        "E5": (MarkState.BLANK,),
    }
    recused = {v.member.code: v.recusal.reason for v in found.voices if v.recusal}
    assert recused == {"E4": "Intérêt familial"}
    assert found.comments == ("Solide",)


def test_an_axis_takes_all_its_criteria(file: FakeCampaignFile) -> None:
    file.seed(NotApplicable(1, 1, 1, "Pas de bâtiment"))
    found = cell_voices(file, 1, (0, 1))
    assert found.voices[0].states == (MarkState.SCORED, MarkState.NOT_APPLICABLE)
    assert [aside.reason for aside in found.left_out] == ["Pas de bâtiment"]
    assert cell_voices(file, 1, (0,)).left_out == ()


def test_a_committee_without_grid_is_left_out(file: FakeCampaignFile) -> None:
    loaded = synthesis(file)
    assert loaded.experts is not None
    assert loaded.students is None
    assert loaded.stances == {1: Stance.RESERVED}
    assert loaded.technical[1].text == "À revoir"
