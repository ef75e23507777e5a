"""What counts in an opinion: not what does not apply, nor the scores of those who left the table."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from fakes import FakeCampaignFile

from euralens_desk.domain.campaign import Campaign, GridVersion
from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.grid import Axis, CriteriaGrid, Level, Scale, SubCriterion
from euralens_desk.domain.mark import MarkState
from euralens_desk.domain.people import Committee, CommitteeKind, Member, Recusal
from euralens_desk.domain.sheet import NotApplicable, Score, ScoreSheet
from euralens_desk.domain.tally import Tally
from euralens_desk.usecases.opinions import committee_opinions

EXPERTS = Committee(1, "u1", "experts", "Comité d’expertise", CommitteeKind.EXPERT)
OTHERS = Committee(2, "u2", "technique", "Comité technique", CommitteeKind.TECHNICAL)
SCALE = Scale(tuple(Level(code, "", Fraction(code)) for code in "012"))
CRITERIA = (SubCriterion("A1", "1.1", "x"), SubCriterion("A2", "1.2", "y"))
GRID = CriteriaGrid("g", "g", SCALE, (Axis("A", "1", "a", CRITERIA),))
DAY = date(2022, 10, 3)


def test_only_what_counts_is_counted() -> None:
    file = FakeCampaignFile()
    file.seed(
        Campaign("Promotion 2022", 2022),
        EXPERTS,
        OTHERS,
        GridVersion(1, 1, GRID),
        Dossier(1, "d1", "2022-01", "Projet 1"),
        Dossier(2, "d2", "2022-02", "Projet 2"),
        *(Member(n, f"m{n}", 1, f"E{n}", f"Membre {n}") for n in (1, 2, 3)),
        Member(4, "m4", 1, "E4", "Sans voix", is_voting=False),
        Member(5, "m5", 2, "T1", "Partenaire"),
        Recusal(1, 1, DAY),
        Recusal(5, 1, DAY),
        NotApplicable(1, 2, 1, "sans objet"),
    )
    sheets = [(n, d) for d in (1, 2) for n in (1, 2, 4)]
    for id_, (member, dossier) in enumerate(sheets, start=1):
        file.seed(ScoreSheet(id_, 1, dossier, member))
        file.seed(*(Score(id_, place, MarkState.SCORED, member % 3) for place in (0, 1)))
    found = committee_opinions(file, EXPERTS)
    assert found is not None
    first, second = (found.dossiers[n].criteria for n in (1, 2))
    assert first["A1"].tally == first["A2"].tally == Tally((0, 0, 1), blank=1, recused=1)
    assert second["A1"].tally == Tally((0, 1, 1), blank=1)
    assert second["A2"].tally == Tally((0, 0, 0), not_applicable=3)
    assert found.dossiers[2].overall.mean_of_criteria == Fraction(3, 2)
    assert found.rankings["rule"] == {1: 1, 2: 2}
