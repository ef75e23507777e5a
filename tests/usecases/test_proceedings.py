"""What the page of the meetings reads, and what the minutes still lack."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest
from fakes import FakeCampaignFile
from seeds import PROMOTION, members

from euralens_desk.domain.bodies import BodyRules
from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.meeting import (
    Act,
    ActKind,
    AgendaItem,
    EventKind,
    Meeting,
    MeetingEvent,
    Outcome,
    Stance,
    TechnicalOpinion,
)
from euralens_desk.domain.messages import Failure
from euralens_desk.domain.people import Committee, Recusal
from euralens_desk.domain.quorum import Quorum, QuorumRule
from euralens_desk.usecases.completeness import missing_from_minutes
from euralens_desk.usecases.proceedings import meetings_overview, proceedings

DAY = date(2022, 12, 8)
MEETING = Meeting(1, 1, "2022-12-08", DAY, time(13, 30), time(17), "Lens", "Mme A", "M. B")
ITEM = AgendaItem(
    1,
    1,
    1,
    1,
    discussion="Deux lectures s’opposent.",
    label_votes=5,
    nominated_votes=0,
    deferred_votes=0,
    abstentions=0,
)
SECOND = AgendaItem(2, 1, 2, 2)
VOTED = replace(ITEM, id=2, position=2, dossier_id=2, discussion="Dit.", label_votes=6)
PROPOSAL = Act(1, ActKind.PROPOSAL, Outcome.LABEL, DAY, "Projet exemplaire.", item_id=1)


@pytest.fixture
def campaign() -> FakeCampaignFile:
    """Twelve experts, two of them recused on the dossier, five there to vote on it."""
    file = FakeCampaignFile()
    file.seed(
        *PROMOTION,
        *members(12),
        Dossier(1, "d1", "2022-01", "Tech3E"),
        Dossier(2, "d2", "2022-02", "Forêt"),
        Dossier(3, "d3", "2022-03", "Retiré", withdrawn_on=DAY),
        MEETING,
        ITEM,
        *(
            MeetingEvent(
                i, 1, i, EventKind.EXCUSED if 5 < i < 11 else EventKind.ARRIVED, member_id=i
            )
            for i in range(1, 13)
        ),
        Recusal(11, 1, DAY),
        Recusal(12, 1, DAY),
        TechnicalOpinion(3, 1, Stance.RESERVED, DAY, "À chiffrer."),
        PROPOSAL,
    )
    return file


def test_the_recused_leave_the_quorum_of_the_point_or_stay_as_the_rule_says(
    campaign: FakeCampaignFile,
) -> None:
    (point,) = proceedings(campaign, 1).points
    assert point.quorum == Quorum(5, 5, 10) and point.quorum.is_reached
    assert [member.id for member in point.recused] == [11, 12]
    assert point.voices == 5
    keeping = BodyRules(QuorumRule(leaves_out_recused=False))
    (experts,) = campaign.find(Committee, code="experts")
    campaign.seed(replace(experts, rules=keeping))
    (point,) = proceedings(campaign, 1).points
    assert point.quorum == Quorum(6, 5, 12) and not point.quorum.is_reached


def test_only_dossiers_in_the_running_may_join_the_agenda(campaign: FakeCampaignFile) -> None:
    assert [dossier.id for dossier in proceedings(campaign, 1).others] == [2]


def test_all_the_meetings_and_acts_are_read_at_once(campaign: FakeCampaignFile) -> None:
    campaign.seed(replace(MEETING, id=2, held_on=date(2022, 10, 1), committee_id=3))
    found = meetings_overview(campaign)
    assert [(p.meeting.id, p.points, p.proposed) for p in found.meetings] == [(2, 0, 0), (1, 1, 1)]
    assert [line.dossier.id for line in found.lines] == [1, 2]
    assert found.lines[0].acts == {ActKind.PROPOSAL: PROPOSAL}
    assert found.lines[0].technical is not None and found.lines[1].technical is None
    assert found.waiting == {ActKind.APPROVAL: 1, ActKind.DECISION: 0}
    assert len(found.members[1]) == 12


def lacks(campaign: FakeCampaignFile, meeting_id: int = 1) -> list[tuple[str, int | None]]:
    found = missing_from_minutes(proceedings(campaign, meeting_id))
    return [(str(lack.told), lack.dossier_id) for lack in found]


def test_a_whole_meeting_lacks_nothing(campaign: FakeCampaignFile) -> None:
    assert lacks(campaign) == []


def test_what_a_point_lacks_leads_to_it(campaign: FakeCampaignFile) -> None:
    campaign.seed(SECOND)
    assert lacks(campaign) == [
        ("discussion of point 2", 2),
        ("vote of point 2", 2),
        ("proposition and reasons of point 2", 2),
    ]
    campaign.seed(replace(VOTED, drafted_reasons="Parce que"))
    assert lacks(campaign) == [("reason of the count of point 2", 2), ("proposition of point 2", 2)]
    campaign.seed(replace(VOTED, miscount_reason="Un départ."))
    assert lacks(campaign) == [("proposition and reasons of point 2", 2)]
    campaign.seed(replace(SECOND, discussion="Dit.", miscount_reason="Par consensus."))
    assert lacks(campaign) == [("proposition and reasons of point 2", 2)]


def test_what_the_meeting_itself_lacks(campaign: FakeCampaignFile) -> None:
    campaign.seed(Meeting(2, 1, "2022-12-09", DAY), Meeting(3, 3, "2022-12-10", DAY))
    campaign.seed(AgendaItem(3, 3, 1, 1))
    first = [told for told, _dossier in lacks(campaign, 2)]
    assert first == [
        "hours of the meeting",
        "place of the meeting",
        "name of the chair",
        "name of the secretary",
        "attendance of 12 members",
        "agenda",
    ]
    assert lacks(campaign, 3)[-2:] == [
        ("members of the committee", None),
        ("discussion of point 1", 1),
    ]


def test_a_meeting_that_is_gone_is_told(campaign: FakeCampaignFile) -> None:
    with pytest.raises(Failure, match="no longer in the file"):
        proceedings(campaign, 9)
