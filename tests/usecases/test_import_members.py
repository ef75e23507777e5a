"""Members come from a file in one change; lycéens never do."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from fakes import FakeCampaignFile
from hypothesis import given
from hypothesis import strategies as st

from euralens_desk.domain.campaign import Campaign
from euralens_desk.domain.meeting import EventKind, Meeting, MeetingEvent
from euralens_desk.domain.messages import Failure
from euralens_desk.domain.people import Member
from euralens_desk.exchange.grids_json import read_grids
from euralens_desk.exchange.members_csv import parse_members, read_members
from euralens_desk.resources import resource
from euralens_desk.usecases.import_members import MembersPlan, apply_members, plan_members
from euralens_desk.usecases.lookup import committee_with_code
from euralens_desk.usecases.people import add_member
from euralens_desk.usecases.prepare import set_up_committees

GRIDS = read_grids(resource("samples", "grids.json"))


@pytest.fixture
def campaign() -> FakeCampaignFile:
    return new_campaign()


def new_campaign() -> FakeCampaignFile:
    file = FakeCampaignFile()
    file.seed(Campaign("Promotion 2022", 2022))
    set_up_committees(file, GRIDS)
    return file


def plan(campaign: FakeCampaignFile, text: str, committee: str = "experts") -> MembersPlan:
    here = committee_with_code(campaign, committee)
    return plan_members(campaign, "membres.csv", parse_members("membres.csv", text), here.id)


def told(plan: MembersPlan) -> list[tuple[str, str, str, str]]:
    return [(new.committee.code, new.code, new.name, new.expertise) for new in plan.new]


def test_a_scores_file_gives_its_experts_and_no_lyceen(campaign: FakeCampaignFile) -> None:
    rows = read_members(resource("samples", "scores-2022.csv"))
    experts = committee_with_code(campaign, "experts")
    found = plan_members(campaign, "scores-2022.csv", rows, experts.id)
    assert {new.committee.code for new in found.new} == {"experts"}
    assert len({new.code for new in found.new}) == len(found.new) == 18
    assert [str(warning) for warning in found.warnings] == [
        "The rows of the lycéens are left out: none of their names is kept."
    ]
    changes = apply_members(campaign, found)
    assert str(changes.action) == "18 members added"
    assert len(campaign.find(Member)) == 18
    again = plan_members(campaign, "scores-2022.csv", rows, experts.id)
    assert (again.new, again.known) == ((), 18)
    campaign.undo()
    assert campaign.find(Member) == ()


def test_who_a_file_adds_after_a_meeting_did_not_sit_there(campaign: FakeCampaignFile) -> None:
    technical = committee_with_code(campaign, "technique").id
    campaign.seed(Meeting(1, technical, "m1", date(2023, 1, 8)))
    campaign.seed(MeetingEvent(1, 1, 1, EventKind.OPENED))
    today = date(2023, 1, 9)
    apply_members(campaign, plan(campaign, "Dorian Dattier;eau\n", "technique"), today)
    assert [member.term_from for member in campaign.find(Member)] == [today]


def test_a_list_of_names_is_enough(campaign: FakeCampaignFile) -> None:
    add_member(campaign, committee_with_code(campaign, "technique").id, "Éric Érable")
    found = plan(campaign, "Dorian Dattier;eau\n\n eric erable \nDorian Dattier\n", "technique")
    assert told(found) == [("technique", "", "Dorian Dattier", "eau")]
    assert found.known == 1
    apply_members(campaign, found)
    assert [m.code for m in campaign.find(Member)] == ["T01", "T02"]


def test_a_table_is_read_by_its_headings(campaign: FakeCampaignFile) -> None:
    text = "Domaine,Nom,Code,Collège\neau,Dorian Dattier,T07,technique\n,Alix Aubépin,,experts\n"
    assert told(plan(campaign, text)) == [
        ("technique", "T07", "Dorian Dattier", "eau"),
        ("experts", "", "Alix Aubépin", ""),
    ]


def test_codes_of_the_file_come_before_those_given(campaign: FakeCampaignFile) -> None:
    apply_members(campaign, plan(campaign, "nom;code\nAlix Aubépin;\nBasile Bouleau;E01\n"))
    assert {m.code: m.name for m in campaign.find(Member)} == {
        "E01": "Basile Bouleau",
        "E02": "Alix Aubépin",
    }


def test_a_name_that_differs_is_told_and_left(campaign: FakeCampaignFile) -> None:
    add_member(campaign, committee_with_code(campaign, "experts").id, "Alix Aubépin")
    found = plan(campaign, "code;nom\nE01;A. Aubépin\n")
    assert (found.new, found.known) == ((), 1)
    assert [str(warning) for warning in found.warnings] == [
        "E01 is Alix Aubépin in the file of the campaign and A. Aubépin here; Alix Aubépin stays."
    ]


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("nom;college\nAlix;jury\n", "row 2: unknown college « jury »"),
        ("nom;code;college\nAlix;E01;technique\n", "E01 is that of Basile"),
        ("nom;code;college\nA;X;experts\nB;X;technique\n", "row 3: the code X is that of A"),
    ],
)
def test_what_does_not_fit_is_refused_whole(
    campaign: FakeCampaignFile, text: str, refusal: str
) -> None:
    add_member(campaign, committee_with_code(campaign, "experts").id, "Basile Bouleau")
    with pytest.raises(Failure, match=refusal):
        plan(campaign, text)


def test_a_list_for_the_lyceens_adds_nobody(campaign: FakeCampaignFile) -> None:
    found = plan(campaign, "Un Nom\nUn Autre\n", "lyceens")
    assert found.new == ()
    assert len(found.warnings) == 1


def test_what_is_not_a_text_is_told(tmp_path: Path) -> None:
    with pytest.raises(Failure, match="could not be read"):
        read_members(tmp_path / "absent.csv")
    with pytest.raises(Failure, match="not a well-formed csv"):
        parse_members("x.csv", 'nom\n"Alix\n')
    assert parse_members("x.csv", "") == ()


@given(st.lists(st.text(st.characters(categories=("L", "Zs")), max_size=12), max_size=8))
def test_any_list_imports_once(names: list[str]) -> None:
    campaign = new_campaign()
    text = "nom\n" + "".join(f"{name}\n" for name in names)
    first = plan(campaign, text)
    apply_members(campaign, first)
    members = campaign.find(Member)
    assert len({m.code for m in members}) == len(members) == len(first.new)
    assert all(m.name.strip() for m in members)
    assert plan(campaign, text).new == ()
