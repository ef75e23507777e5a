"""What each body thinks of one dossier: pooled, side by side, never added."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from fakes import FakeCampaignFile

from euralens_desk.domain.campaign import Campaign, GridVersion
from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.grid import Axis, CriteriaGrid, Level, Scale, SubCriterion
from euralens_desk.domain.mark import Mark, MarkState
from euralens_desk.domain.people import Committee, CommitteeKind, Member, Recusal
from euralens_desk.domain.sheet import Ballot
from euralens_desk.usecases.dossier_opinions import dossier_opinions
from euralens_desk.usecases.scoring import record_score

GOOD = Mark(MarkState.SCORED, 1)
LEVELS = tuple(Level(str(value), word, Fraction(value)) for value, word in ((0, "Non"), (1, "Oui")))
GRID = CriteriaGrid(
    "g",
    "Grille",
    Scale(LEVELS),
    (Axis("A", "1", "Axe", (SubCriterion("A1", "1.1", "Un"), SubCriterion("A2", "1.2", "Deux"))),),
)


def filled() -> FakeCampaignFile:
    file = FakeCampaignFile()
    file.seed(
        Campaign("Promotion 2022", 2022),
        Committee(1, "c1", "experts", "Experts", CommitteeKind.EXPERT),
        Committee(2, "c2", "lyceens", "Lycéens", CommitteeKind.STUDENT),
        GridVersion(1, 1, GRID),
        GridVersion(2, 1, GRID),
        Dossier(1, "d1", "2022-01", "Forêt"),
        Dossier(2, "d2", "2022-02", "Retiré", withdrawn_on=date(2022, 9, 1)),
        *(Member(n, f"m{n}", 1, f"E{n}", f"Membre {n}") for n in (1, 2, 3)),
        Recusal(3, 1, date(2022, 10, 1)),
    )
    return file


def test_nothing_is_told_before_somebody_answered() -> None:
    found = dossier_opinions(filled(), 1)
    assert (found.experts, found.students) == (None, None)
    empty = FakeCampaignFile()
    empty.seed(Campaign("Promotion 2022", 2022))
    assert dossier_opinions(empty, 1).experts is None


def test_bodies_stand_side_by_side_with_their_voices() -> None:
    file = filled()
    record_score(file, 1, 1, 0, GOOD)
    file.seed(*(Ballot(n, 2, 1, (GOOD, GOOD)) for n in range(1, 5)))
    assert dossier_opinions(file, 1).students is None
    file.seed(Ballot(5, 2, 1, (GOOD, Mark(MarkState.BLANK))))
    found = dossier_opinions(file, 1)
    assert found.experts is not None
    assert (found.experts.voices, found.experts.expected) == (1, 2)
    assert [figure.tally.n for figure in found.experts.figures] == [1, 0]
    assert found.students is not None
    assert (found.students.voices, found.students.expected) == (5, 5)


def test_a_withdrawn_dossier_has_no_opinions() -> None:
    file = filled()
    file.seed(Ballot(1, 2, 2, (GOOD, GOOD)))
    assert dossier_opinions(file, 2).students is None
