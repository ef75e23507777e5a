"""Committees and members: what is changed, what is refused, and what a recusal hides."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from fakes import FakeCampaignFile

from euralens_desk.domain.campaign import Campaign
from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.mark import NO_OPINION, scored
from euralens_desk.domain.meeting import EventKind, Meeting, MeetingEvent
from euralens_desk.domain.messages import Failure
from euralens_desk.domain.people import Committee, CommitteeKind, Member, Recusal, Role
from euralens_desk.domain.sheet import Score, ScoreSheet
from euralens_desk.exchange.grids_json import read_grids
from euralens_desk.resources import resource
from euralens_desk.usecases.lookup import committee_with_code
from euralens_desk.usecases.minutes import score_lines
from euralens_desk.usecases.opinions import committee_opinions, opinions_as_json
from euralens_desk.usecases.people import (
    KeptMember,
    add_member,
    declare_recusal,
    edit_member,
    explain_recusal,
    lift_recusal,
    next_code,
    read_people,
    remove_member,
    rename_committee,
)
from euralens_desk.usecases.prepare import set_up_committees
from euralens_desk.usecases.room import meeting_body
from euralens_desk.usecases.scoring import filled_sheet, record_score, write_comment
from euralens_desk.usecases.synthesis import cell_voices

DAY = date(2022, 10, 3)
GRIDS = read_grids(resource("samples", "grids.json"))


@pytest.fixture
def campaign() -> FakeCampaignFile:
    file = FakeCampaignFile()
    file.seed(
        Campaign("Promotion 2022", 2022),
        *(Dossier(i, f"d{i}", f"2022-{i:02d}", f"Projet {i}") for i in (1, 2)),
    )
    set_up_committees(file, GRIDS)
    for name in ("Alix Aubépin", "Basile Bouleau", "Colette Charme"):
        add_member(file, experts(file).id, name)
    return file


def experts(campaign: FakeCampaignFile) -> Committee:
    return committee_with_code(campaign, "experts")


def member(campaign: FakeCampaignFile, code: str) -> Member:
    (found,) = campaign.find(Member, code=code)
    return found


def change(campaign: FakeCampaignFile, who: str, /, **fields: object) -> None:
    edit_member(campaign, replace(member(campaign, who), **fields))  # type: ignore[arg-type]


def test_members_get_the_next_code_of_their_committee(campaign: FakeCampaignFile) -> None:
    technical = committee_with_code(campaign, "technique")
    add_member(campaign, technical.id, "  Dorian   Dattier ", " eau ")
    assert [m.code for m in campaign.find(Member)] == ["E01", "E02", "E03", "T01"]
    added = member(campaign, "T01")
    assert (added.name, added.expertise, added.is_voting) == ("Dorian Dattier", "eau", True)
    assert next_code(campaign, CommitteeKind.EXPERT) == "E04"
    assert str(campaign.undo_action()) == "member added, Dorian Dattier"


@pytest.mark.parametrize(
    ("today", "begins"),
    [(date(2022, 12, 8), None), (date(2022, 12, 9), date(2022, 12, 9))],
)
def test_who_is_added_after_a_meeting_did_not_sit_there(
    campaign: FakeCampaignFile, today: date, begins: date | None
) -> None:
    """Added on the day of the meeting, a member sits; the planned meetings count for nothing."""
    here = experts(campaign).id
    meeting = Meeting(1, here, "2022-12-08", date(2022, 12, 8))
    campaign.seed(meeting, Meeting(2, here, "2022-12-01", date(2022, 12, 1)))
    add_member(campaign, here, "Avant la séance", today=date(2022, 12, 20))
    assert member(campaign, "E04").term_from is None
    campaign.seed(MeetingEvent(1, 1, 1, EventKind.OPENED))
    add_member(campaign, here, "Après la séance", today=today)
    technical = committee_with_code(campaign, "technique").id
    add_member(campaign, technical, "Autre instance", today=today)
    assert (member(campaign, "E05").term_from, member(campaign, "T01").term_from) == (begins, None)
    seated = {one.code for one in meeting_body(campaign, meeting).members.values()}
    assert ("E05" in seated) is (begins is None)
    change(campaign, "E05", term_from=None)
    assert len(meeting_body(campaign, meeting).members) == 5


def test_members_stand_in_the_order_of_their_numbers(campaign: FakeCampaignFile) -> None:
    change(campaign, "E01", code="E100")
    change(campaign, "E02", code="E99")
    change(campaign, "E03", code="e7")
    listed = read_people(campaign).committees[0].members
    assert [record.member.code for record in listed] == ["e7", "E99", "E100"]


def test_no_lyceen_is_named(campaign: FakeCampaignFile) -> None:
    with pytest.raises(Failure, match="ballots are anonymous"):
        add_member(campaign, committee_with_code(campaign, "lyceens").id, "Un Nom")


def test_a_committee_is_renamed_and_keeps_its_code(campaign: FakeCampaignFile) -> None:
    rename_committee(campaign, experts(campaign).id, "  Cercle  de qualité ")
    assert experts(campaign).name == "Cercle de qualité"
    with pytest.raises(Failure, match="needs a name"):
        rename_committee(campaign, experts(campaign).id, " ")
    with pytest.raises(Failure, match="no longer in the file"):
        rename_committee(campaign, 99, "Jury")


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"name": " "}, "needs a name"),
        ({"code": " "}, "needs a code"),
        ({"code": "e02"}, "already that of Basile Bouleau"),
    ],
)
def test_what_a_member_cannot_be(
    campaign: FakeCampaignFile, fields: dict[str, str], told: str
) -> None:
    with pytest.raises(Failure, match=told):
        change(campaign, "E01", **fields)


def test_a_member_is_edited_field_by_field(campaign: FakeCampaignFile) -> None:
    change(campaign, "E01", name="Alix Houx", code="X1", expertise="paysage")
    edited = member(campaign, "X1")
    assert (edited.name, edited.expertise) == ("Alix Houx", "paysage")
    change(campaign, "X1", is_voting=False)
    assert str(campaign.undo_action()) == "vote taken away, Alix Houx"
    change(campaign, "X1", is_voting=True)
    assert str(campaign.undo_action()) == "vote given, Alix Houx"


def test_a_committee_has_one_chair(campaign: FakeCampaignFile) -> None:
    change(campaign, "E01", role=Role.CHAIR)
    change(campaign, "E02", role=Role.CHAIR)
    assert [m.role for m in campaign.find(Member)] == [Role.MEMBER, Role.CHAIR, Role.MEMBER]
    assert str(campaign.undo_action()) == "chair, Basile Bouleau"
    with pytest.raises(Failure, match="one chair"):
        change(campaign, "E02", role=Role.MEETING_SECRETARY)
    with pytest.raises(Failure, match="one chair"):
        remove_member(campaign, member(campaign, "E02").id)
    campaign.undo()
    assert member(campaign, "E01").role is Role.CHAIR


def test_the_only_member_may_leave_the_chair(campaign: FakeCampaignFile) -> None:
    for code in ("E02", "E03"):
        remove_member(campaign, member(campaign, code).id)
    change(campaign, "E01", role=Role.CHAIR)
    remove_member(campaign, member(campaign, "E01").id)
    assert campaign.find(Member) == ()


def test_the_secretary_moves_and_may_be_nobody(campaign: FakeCampaignFile) -> None:
    change(campaign, "E01", role=Role.MEETING_SECRETARY)
    change(campaign, "E02", role=Role.MEETING_SECRETARY)
    assert member(campaign, "E01").role is Role.MEMBER
    change(campaign, "E02", role=Role.MEMBER)
    assert str(campaign.undo_action()) == "member without other role, Basile Bouleau"


def test_an_alternate_has_no_vote_until_he_sits(campaign: FakeCampaignFile) -> None:
    change(campaign, "E01", role=Role.ALTERNATE)
    assert not member(campaign, "E01").is_voting
    change(campaign, "E01", is_voting=True)
    assert member(campaign, "E01").role is Role.ALTERNATE
    change(campaign, "E01", is_voting=False)
    change(campaign, "E01", role=Role.MEMBER)
    assert member(campaign, "E01").is_voting


def test_a_member_without_trace_is_removed_with_his_blank_sheets(
    campaign: FakeCampaignFile,
) -> None:
    first = member(campaign, "E01")
    campaign.seed(ScoreSheet(1, experts(campaign).id, 1, first.id))
    remove_member(campaign, first.id)
    assert campaign.find(ScoreSheet) == ()
    campaign.undo()
    assert member(campaign, "E01") == first


@pytest.mark.parametrize("trace", ["score", "comment", "attendance", "proxy", "recusal"])
def test_a_member_who_left_a_trace_stays(campaign: FakeCampaignFile, trace: str) -> None:
    first, second = member(campaign, "E01").id, member(campaign, "E02").id
    campaign.seed(Meeting(1, experts(campaign).id, "S1", DAY))
    if trace == "score":
        record_score(campaign, first, 1, 0, scored(3))
    elif trace == "comment":
        write_comment(campaign, first, 1, 0, "À voir.")
    elif trace == "attendance":
        campaign.seed(MeetingEvent(1, 1, 1, EventKind.EXCUSED, member_id=first))
    elif trace == "proxy":
        campaign.seed(
            MeetingEvent(2, 1, 2, EventKind.PROXY_GIVEN, member_id=second, other_id=first)
        )
    else:
        declare_recusal(campaign, first, 1, DAY, "lien familial")
    with pytest.raises(KeptMember, match="Alix Aubépin"):
        remove_member(campaign, first)
    assert member(campaign, "E01").id == first


def test_a_member_stays_while_an_alternate_sits_for_him(campaign: FakeCampaignFile) -> None:
    forum = committee_with_code(campaign, "forum").id
    for name in ("Dorian Dattier", "Élise Érable"):
        add_member(campaign, forum, name)
    full, other = campaign.find(Member, committee_id=forum)
    change(campaign, other.code, role=Role.ALTERNATE, alternate_of=full.id)
    with pytest.raises(KeptMember, match="Dorian Dattier has an alternate: change that one first"):
        remove_member(campaign, full.id)
    change(campaign, other.code, role=Role.MEMBER, alternate_of=None)
    remove_member(campaign, full.id)
    (left,) = campaign.find(Member, committee_id=forum)
    assert left.name == "Élise Érable"


def test_the_reason_of_a_recusal_is_given_later_and_its_day_stays(
    campaign: FakeCampaignFile,
) -> None:
    first = member(campaign, "E01").id
    with pytest.raises(Failure, match=r"no longer in the file. Nothing was changed\.$"):
        explain_recusal(campaign, first, 1, "lien familial")
    assert campaign.find(Recusal) == ()
    declare_recusal(campaign, first, 1, DAY)
    explain_recusal(campaign, first, 1, " lien  familial ")
    assert campaign.find(Recusal) == (Recusal(first, 1, DAY, "lien familial"),)
    campaign.undo()
    assert campaign.find(Recusal) == (Recusal(first, 1, DAY),)


def test_a_recusal_hides_the_answers_and_lifting_it_brings_them_back(
    campaign: FakeCampaignFile,
) -> None:
    first, second = member(campaign, "E01").id, member(campaign, "E02").id
    record_score(campaign, first, 1, 0, scored(4))
    record_score(campaign, first, 1, 1, NO_OPINION)
    write_comment(campaign, first, 1, 0, "Très bien.")
    record_score(campaign, second, 1, 0, scored(1))
    declare_recusal(campaign, first, 1, DAY, "  architecte  du projet ")
    assert campaign.get(Recusal, first, 1) == Recusal(first, 1, DAY, "architecte du projet")
    assert len(campaign.find(Score)) == 3
    assert first_counts(campaign) == ((0, 1, 0, 0, 0), 1)
    assert cell_voices(campaign, 1, (0,)).comments == ()
    told = opinions_as_json(campaign, "experts")["committees"]["experts"]["members"]["E01"]
    assert (told["n"], told["no_opinion"], told["blank"]) == (0, 0, 13)
    lines = list(score_lines(campaign, experts(campaign)))
    assert {line.answer for line in lines if line.evaluator == "E01"} == {"DÉPORT"}
    with pytest.raises(Failure, match="can't be read nor scored"):
        filled_sheet(campaign, first, 1)
    lift_recusal(campaign, first, 1)
    assert first_counts(campaign) == ((0, 1, 0, 0, 1), 0)
    assert filled_sheet(campaign, first, 1).comments == {0: "Très bien."}
    assert lift_recusal(campaign, first, 1).kinds == frozenset()


def first_counts(campaign: FakeCampaignFile) -> tuple[tuple[int, ...], int]:
    found = committee_opinions(campaign, experts(campaign))
    assert found is not None
    tally = found.dossiers[1].criteria["A1"].tally
    assert tally.eligible == 3 - tally.recused
    return tally.counts, tally.recused


def test_scores_of_a_member_without_a_vote_count_nowhere(campaign: FakeCampaignFile) -> None:
    for code, level in (("E01", 4), ("E02", 1)):
        record_score(campaign, member(campaign, code).id, 1, 0, scored(level))
    change(campaign, "E01", is_voting=False)
    found = committee_opinions(campaign, experts(campaign))
    assert found is not None
    tally = found.dossiers[1].criteria["A1"].tally
    assert (tally.counts, tally.blank, tally.eligible) == ((0, 1, 0, 0, 0), 1, 2)
    told = opinions_as_json(campaign, "experts")["committees"]["experts"]
    assert set(told["members"]) == {"E02", "E03"}
    assert {line.evaluator for line in score_lines(campaign, experts(campaign))} == {"E02"}


def test_the_page_reads_committees_members_and_recusals(campaign: FakeCampaignFile) -> None:
    first = member(campaign, "E01")
    record_score(campaign, first.id, 2, 0, scored(2))
    for dossier in (2, 1):
        declare_recusal(campaign, first.id, dossier, DAY)
    change(campaign, "E02", role=Role.CHAIR)
    change(campaign, "E03", is_voting=False)
    people = read_people(campaign)
    record = people.committees[0]
    assert [r.member.code for r in record.members] == ["E01", "E02", "E03"]
    assert (record.voices, record.chair) == (2, member(campaign, "E02"))
    assert people.committees[1].chair is None
    declared = record.members[0].recusals
    assert [(d.dossier.number, d.answers) for d in declared] == [("2022-01", 0), ("2022-02", 1)]
    assert [dossier.number for dossier in people.dossiers] == ["2022-01", "2022-02"]
