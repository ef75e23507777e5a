"""What the technical committee finds and lacks, with a grid of its own or without any."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from fakes import FakeCampaignFile

from euralens_desk.domain.campaign import Campaign, GridVersion
from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.feasibility import Finding, MissingElement
from euralens_desk.domain.grid import Axis, CriteriaGrid, Level, Scale, SubCriterion
from euralens_desk.domain.messages import Failure
from euralens_desk.domain.people import Committee, CommitteeKind
from euralens_desk.domain.preselection import Preselection, Stage
from euralens_desk.usecases.feasibility import (
    add_missing,
    feasibility,
    feasibility_grid,
    receive_missing,
    remove_missing,
    write_finding,
)
from euralens_desk.usecases.preselection import refuse, used_dossiers

DAY = date(2022, 9, 27)
SCALE = Scale(tuple(Level(str(n), word, Fraction(n)) for n, word in enumerate(("Non", "Oui"))))


def grid(*labels: str) -> CriteriaGrid:
    axes = tuple(
        Axis(f"X{n}", str(n), label, (SubCriterion(f"X{n}A", f"{n}.1", "a"),))
        for n, label in enumerate(labels, 1)
    )
    return CriteriaGrid("g", "g", SCALE, axes)


EXPERTS = grid("Transition", "Faisabilité du projet")


@pytest.fixture
def file() -> FakeCampaignFile:
    made = FakeCampaignFile()
    made.seed(
        Campaign("Promotion 2022", 2022),
        Committee(1, "c1", "experts", "Experts", CommitteeKind.EXPERT),
        Committee(2, "c2", "technique", "CT", CommitteeKind.TECHNICAL),
        GridVersion(1, 1, EXPERTS),
        Dossier(1, "d1", "2022-01", "Tech3E"),
    )
    return made


def codes(file: FakeCampaignFile) -> list[str]:
    return [criterion.code for criterion in feasibility_grid(file).criteria]


def test_findings_are_about_the_axis_of_feasibility_of_the_experts(file: FakeCampaignFile) -> None:
    assert codes(file) == ["X2A"]
    assert feasibility_grid(file).levels == ("0 Non", "1 Oui")


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        (grid("FAISABILITE\u202f: montage", "Autre"), ["X1A"]),
        (grid("Montage", "Calendrier"), ["X1A", "X2A"]),
    ],
)
def test_a_grid_of_the_technical_committee_comes_first(
    file: FakeCampaignFile, own: CriteriaGrid, expected: list[str]
) -> None:
    file.seed(GridVersion(2, 1, own))
    assert codes(file) == expected


def test_a_grid_of_experts_without_such_an_axis_says_nothing(file: FakeCampaignFile) -> None:
    file.seed(GridVersion(1, 2, grid("Transition")))
    assert codes(file) == []
    assert feasibility_grid(FakeCampaignFile()).levels == ()


def test_a_finding_is_written_before_any_opinion_with_or_without_score(
    file: FakeCampaignFile,
) -> None:
    write_finding(file, 1, "X2A", "  Plan absent. ")
    assert file.find(Finding) == (Finding(2, 1, "X2A", "Plan absent.", None),)
    write_finding(file, 1, "X2A", "", 0)
    assert file.find(Finding) == (Finding(2, 1, "X2A", "", 0),)
    write_finding(file, 1, "X2A", " ")
    assert file.find(Finding) == ()
    file.undo()
    assert feasibility(file, 1).findings == {"X2A": Finding(2, 1, "X2A", "", 0)}


@pytest.mark.parametrize(
    ("criterion", "level", "told"),
    [("X1A", None, "no such"), ("X2A", 2, "off the scale"), ("X2A", -1, "off the scale")],
)
def test_a_finding_off_the_grid_is_refused(
    file: FakeCampaignFile, criterion: str, level: int | None, told: str
) -> None:
    with pytest.raises(Failure, match=told):
        write_finding(file, 1, criterion, "x", level)
    assert file.find(Finding) == ()


def test_who_is_no_candidate_is_not_examined(file: FakeCampaignFile) -> None:
    file.seed(Preselection(1, Stage.INADMISSIBLE))
    with pytest.raises(Failure, match="not a candidate"):
        write_finding(file, 1, "X2A", "x")
    with pytest.raises(Failure, match="not a candidate"):
        add_missing(file, 1, "Plan")


def test_a_missing_element_is_received_awaited_again_and_taken_away(
    file: FakeCampaignFile,
) -> None:
    add_missing(file, 1, " Plan de financement ")
    add_missing(file, 1, "Aménageur")
    receive_missing(file, 1, DAY)
    found = feasibility(file, 1)
    assert found.missing[0] == MissingElement(1, 1, "Plan de financement", DAY)
    assert [element.text for element in found.awaited] == ["Aménageur"]
    receive_missing(file, 1, None)
    assert len(feasibility(file, 1).awaited) == 2
    remove_missing(file, 1)
    assert [element.id for element in feasibility(file, 1).missing] == [2]
    with pytest.raises(Failure, match="no longer"):
        receive_missing(file, 1, DAY)
    with pytest.raises(Failure, match="Say what is missing"):
        add_missing(file, 1, " \u00a0")


def test_a_finding_keeps_a_dossier_a_candidate(file: FakeCampaignFile) -> None:
    write_finding(file, 1, "X2A", "Plan absent.")
    assert used_dossiers(file) == {1}
    with pytest.raises(Failure, match="remains a candidate"):
        refuse(file, DAY, 1, "Hors sujet.")
