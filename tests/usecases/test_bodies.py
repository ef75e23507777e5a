"""The bodies of a campaign, their rules in words, and who may sit for whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from fakes import FakeCampaignFile

from euralens_desk.domain.bodies import (
    PRESETS,
    BodyRules,
    Preset,
    VoteForm,
    preset_of,
    quorum_rules,
    vote_rules,
)
from euralens_desk.domain.campaign import Campaign
from euralens_desk.domain.messages import Failure
from euralens_desk.domain.people import Committee, CommitteeKind, Member, Role
from euralens_desk.domain.quorum import QuorumRule
from euralens_desk.usecases.bodies import add_body, addable_kinds, remove_body
from euralens_desk.usecases.lookup import committee_with_code
from euralens_desk.usecases.meetings import MeetingDetails, prepare_meeting
from euralens_desk.usecases.opinions import opinions_as_json
from euralens_desk.usecases.overview import overview
from euralens_desk.usecases.people import add_member, edit_member
from euralens_desk.usecases.prepare import edit_body_rules, read_preparation, set_up_committees

DAY = date(2022, 10, 21)


@pytest.fixture
def campaign() -> FakeCampaignFile:
    file = FakeCampaignFile()
    file.seed(Campaign("Promotion 2022", 2022))
    set_up_committees(file, ())
    return file


def body(campaign: FakeCampaignFile, code: str) -> Committee:
    return committee_with_code(campaign, code)


def member(campaign: FakeCampaignFile, code: str) -> Member:
    (found,) = campaign.find(Member, code=code)
    return found


def test_a_campaign_begins_with_five_bodies(campaign: FakeCampaignFile) -> None:
    known = {found.code: found.kind for found in campaign.find(Committee)}
    assert known == {
        "experts": CommitteeKind.EXPERT,
        "lyceens": CommitteeKind.STUDENT,
        "technique": CommitteeKind.TECHNICAL,
        "forum": CommitteeKind.FORUM,
        "pma": CommitteeKind.METROPOLITAN,
    }
    assert preset_of(body(campaign, "pma").rules) is Preset.DELIBERATIVE
    assert preset_of(body(campaign, "forum").rules) is Preset.CONSULTATIVE


def test_only_bodies_that_give_an_opinion_have_a_grid(campaign: FakeCampaignFile) -> None:
    found = read_preparation(campaign)
    assert [one.committee.code for one in found.grids] == ["experts", "lyceens", "technique"]
    assert len(found.bodies) == 5
    assert opinions_as_json(campaign) == {"committees": {}}


def test_a_body_is_added_under_a_free_name_and_removed(campaign: FakeCampaignFile) -> None:
    assert addable_kinds(campaign) == (CommitteeKind.FORUM, CommitteeKind.METROPOLITAN)
    add_body(campaign, CommitteeKind.FORUM)
    add_body(campaign, CommitteeKind.FORUM)
    names = [found.name for found in campaign.find(Committee)]
    assert names[-2:] == ["Grand forum 2", "Grand forum 3"]
    remove_body(campaign, body(campaign, "forum-2").id)
    add_body(campaign, CommitteeKind.FORUM)
    codes = [found.code for found in campaign.find(Committee)]
    assert sorted(codes) == sorted({*codes}) and "forum-2" in codes


def test_a_body_takes_its_plain_name_and_code_when_they_are_free(
    campaign: FakeCampaignFile,
) -> None:
    remove_body(campaign, body(campaign, "forum").id)
    add_body(campaign, CommitteeKind.FORUM)
    forum = body(campaign, "forum")
    assert (forum.kind, forum.name) == (CommitteeKind.FORUM, "Grand forum")
    assert str(campaign.undo_action()) == "body added, Grand forum"


def test_a_second_opinion_of_a_kind_is_refused(campaign: FakeCampaignFile) -> None:
    with pytest.raises(Failure, match="one body"):
        add_body(campaign, CommitteeKind.EXPERT)


def test_a_body_in_use_stays(campaign: FakeCampaignFile) -> None:
    with pytest.raises(Failure, match="three opinions"):
        remove_body(campaign, body(campaign, "experts").id)
    forum, pma = body(campaign, "forum"), body(campaign, "pma")
    add_member(campaign, forum.id, "Garance Hêtre")
    with pytest.raises(Failure, match="has members"):
        remove_body(campaign, forum.id)
    prepare_meeting(campaign, pma.id, MeetingDetails(DAY))
    with pytest.raises(Failure, match="has meetings"):
        remove_body(campaign, pma.id)
    assert len(campaign.find(Committee)) == 5


def test_a_meeting_of_any_body_is_told_with_its_name(campaign: FakeCampaignFile) -> None:
    add_body(campaign, CommitteeKind.FORUM)
    prepare_meeting(campaign, body(campaign, "forum").id, MeetingDetails(DAY))
    (coming,) = overview(campaign, date(2022, 10, 1)).coming
    assert coming.committee == "Grand forum"


def test_codes_follow_the_body(campaign: FakeCampaignFile) -> None:
    for code in ("experts", "technique", "forum", "pma"):
        add_member(campaign, body(campaign, code).id, "Alix Aubépin")
    assert [found.code for found in campaign.find(Member)] == ["E01", "T01", "F01", "P01"]
    assert [found.is_qualified for found in campaign.find(Member)] == [True, False, False, False]


def test_an_alternate_sits_for_a_full_member_of_the_body(campaign: FakeCampaignFile) -> None:
    forum = body(campaign, "forum")
    for name in ("Alix Aubépin", "Basile Bouleau"):
        add_member(campaign, forum.id, name)
    edit_member(
        campaign,
        replace(
            member(campaign, "F02"), role=Role.ALTERNATE, alternate_of=member(campaign, "F01").id
        ),
    )
    assert member(campaign, "F02").alternate_of == member(campaign, "F01").id
    with pytest.raises(Failure, match="has an alternate"):
        edit_member(campaign, replace(member(campaign, "F01"), is_qualified=True))
    edit_member(campaign, replace(member(campaign, "F02"), role=Role.MEMBER))
    assert member(campaign, "F02").alternate_of is None


def test_nobody_sits_for_an_expert(campaign: FakeCampaignFile) -> None:
    experts = body(campaign, "experts")
    for name in ("Alix Aubépin", "Basile Bouleau"):
        add_member(campaign, experts.id, name)
    with pytest.raises(Failure, match="personnalité qualifiée"):
        edit_member(
            campaign,
            replace(
                member(campaign, "E02"),
                role=Role.ALTERNATE,
                alternate_of=member(campaign, "E01").id,
            ),
        )


def test_nobody_sits_in_another_body_or_for_himself(campaign: FakeCampaignFile) -> None:
    add_member(campaign, body(campaign, "forum").id, "Alix Aubépin")
    add_member(campaign, body(campaign, "pma").id, "Basile Bouleau")
    for seat in ("F01", "P01"):
        with pytest.raises(Failure, match="same body"):
            edit_member(
                campaign,
                replace(
                    member(campaign, "P01"),
                    role=Role.ALTERNATE,
                    alternate_of=member(campaign, seat).id,
                ),
            )


def test_a_term_has_its_days_in_order(campaign: FakeCampaignFile) -> None:
    add_member(campaign, body(campaign, "forum").id, "Alix Aubépin")
    found = replace(member(campaign, "F01"), college="  élus ", term_from=DAY, term_to=DAY)
    edit_member(campaign, found)
    assert (member(campaign, "F01").college, member(campaign, "F01").term_to) == ("élus", DAY)
    with pytest.raises(Failure, match="before it begins"):
        edit_member(campaign, replace(found, term_to=date(2022, 10, 20)))


def test_rules_are_told_whole() -> None:
    assert [str(rule) for rule in quorum_rules(PRESETS[Preset.CONSULTATIVE])] == [
        "Mandates are counted, 1 a person at most.",
        "On an item, the members recused from it leave the count, and the mandates they hold are "
        "not exercised.",
    ]
    double = [str(rule) for rule in quorum_rules(PRESETS[Preset.DOUBLE])]
    assert double[:2] == [
        "Half at least of those found are of the college « privé ».",
        "Mandates are not counted; a person holds 1 at most.",
    ]
    keeping = BodyRules(QuorumRule(leaves_out_recused=False))
    assert str(quorum_rules(keeping)[-1]) == (
        "On an item, the members recused from it stay in the count, but the mandates they hold are "
        "not exercised."
    )
    alone = BodyRules(QuorumRule(), proxies=0)
    assert str(quorum_rules(alone)[-1]) == (
        "On an item, the members recused from it leave the count."
    )
    strict = BodyRules(QuorumRule(leaves_out_recused=False), proxies=0, vote_form=VoteForm.SECRET)
    assert [str(rule) for rule in quorum_rules(strict)] == [
        "No mandate may be given.",
        "On an item, the members recused from it stay in the count.",
    ]
    form, tie, second = (str(told) for told in vote_rules(PRESETS[Preset.DELIBERATIVE]))
    assert "show of hands" in form and "chair decides" in tie and "3 days later" in second
    form, tie, second = (str(told) for told in vote_rules(replace(strict, has_casting_vote=False)))
    assert "secret ballot" in form and "no casting vote" in tie and second.endswith("needs none.")


def test_the_college_of_a_rule_is_kept_without_blanks(campaign: FakeCampaignFile) -> None:
    forum = body(campaign, "forum").id
    edit_body_rules(campaign, forum, BodyRules(QuorumRule(college="\u00a0privé ")))
    assert body(campaign, "forum").rules.quorum.college == "privé"
