"""The three acts: their order, their dates and their reasons."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from fakes import FakeCampaignFile

from euralens_desk.domain.campaign import Campaign
from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.meeting import Act, ActKind, Outcome, Stance, TechnicalOpinion
from euralens_desk.domain.messages import Failure
from euralens_desk.usecases.acts import record_act, record_technical_opinion, withdraw_act

PROPOSAL = Act(1, ActKind.PROPOSAL, Outcome.LABEL, date(2022, 12, 8), "Projet exemplaire.")
APPROVAL = Act(1, ActKind.APPROVAL, Outcome.LABEL, date(2022, 12, 12), "")
DECISION = Act(1, ActKind.DECISION, Outcome.LABEL, date(2022, 12, 16), "", reference="2022-41")


@pytest.fixture
def campaign() -> FakeCampaignFile:
    file = FakeCampaignFile()
    file.seed(Campaign("Promotion 2022", 2022), Dossier(1, "d1", "2022-01", "Tech3E"))
    return file


def test_three_acts_are_recorded_one_after_the_other(campaign: FakeCampaignFile) -> None:
    for act in (PROPOSAL, APPROVAL, DECISION):
        record_act(campaign, act)
    assert set(campaign.find(Act)) == {PROPOSAL, APPROVAL, DECISION}


def test_a_proposition_needs_reasons(campaign: FakeCampaignFile) -> None:
    with pytest.raises(Failure, match="Give the reasons"):
        record_act(campaign, replace(PROPOSAL, reasons="  "))
    assert campaign.find(Act) == ()


def test_an_act_that_departs_from_the_one_before_needs_reasons(campaign: FakeCampaignFile) -> None:
    record_act(campaign, PROPOSAL)
    other = replace(APPROVAL, outcome=Outcome.NOMINATED)
    with pytest.raises(Failure, match="departs from the one before"):
        record_act(campaign, other)
    record_act(campaign, replace(other, reasons="Montage à mûrir."))
    assert len(campaign.find(Act)) == 2


def test_an_act_waits_for_the_one_before(campaign: FakeCampaignFile) -> None:
    with pytest.raises(Failure, match="not recorded yet"):
        record_act(campaign, APPROVAL)


def test_acts_are_dated_in_order(campaign: FakeCampaignFile) -> None:
    record_act(campaign, PROPOSAL)
    with pytest.raises(Failure, match="dated before"):
        record_act(campaign, replace(APPROVAL, dated=date(2022, 12, 7)))
    record_act(campaign, APPROVAL)
    with pytest.raises(Failure, match="dated after"):
        record_act(campaign, replace(PROPOSAL, dated=date(2022, 12, 13)))


def test_an_act_is_taken_back_from_the_last(campaign: FakeCampaignFile) -> None:
    record_act(campaign, PROPOSAL)
    record_act(campaign, APPROVAL)
    with pytest.raises(Failure, match="later act"):
        withdraw_act(campaign, PROPOSAL)
    withdraw_act(campaign, APPROVAL)
    withdraw_act(campaign, PROPOSAL)
    assert campaign.find(Act) == ()


def test_a_technical_opinion_is_recorded(campaign: FakeCampaignFile) -> None:
    opinion = TechnicalOpinion(3, 1, Stance.RESERVED, date(2022, 9, 27), " Plan à préciser. ")
    record_technical_opinion(campaign, opinion)
    assert campaign.find(TechnicalOpinion) == (replace(opinion, text="Plan à préciser."),)
