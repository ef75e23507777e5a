"""The three acts: their order, their dates and their reasons."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from fakes import FakeCampaignFile

from euralens_desk.domain.campaign import Campaign
from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.meeting import (
    Act,
    ActKind,
    AgendaItem,
    Outcome,
    Stance,
    TechnicalOpinion,
)
from euralens_desk.domain.messages import Failure
from euralens_desk.usecases.acts import (
    awaiting,
    follow_acts,
    record_act,
    record_technical_opinion,
    withdraw_act,
)

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


def test_another_outcome_is_refused_under_an_act_that_rests_on_it(
    campaign: FakeCampaignFile,
) -> None:
    record_act(campaign, PROPOSAL)
    record_act(campaign, APPROVAL)
    with pytest.raises(Failure, match="later act rests"):
        record_act(campaign, replace(PROPOSAL, outcome=Outcome.NOMINATED))
    corrected = replace(PROPOSAL, reasons="Projet exemplaire, sobre.")
    record_act(campaign, corrected)
    assert campaign.get(Act, 1, ActKind.PROPOSAL) == corrected


def test_another_outcome_is_taken_under_an_act_that_said_why_it_departs(
    campaign: FakeCampaignFile,
) -> None:
    record_act(campaign, PROPOSAL)
    record_act(campaign, replace(APPROVAL, outcome=Outcome.DEFERRED, reasons="À mûrir."))
    record_act(campaign, replace(PROPOSAL, outcome=Outcome.NOMINATED))
    held = campaign.get(Act, 1, ActKind.PROPOSAL)
    assert held is not None and held.outcome is Outcome.NOMINATED


def test_a_recorded_proposition_takes_its_draft_away(campaign: FakeCampaignFile) -> None:
    campaign.seed(AgendaItem(1, 7, 1, 1, drafted_reasons="Projet exem"))
    record_act(campaign, PROPOSAL)
    assert [item.drafted_reasons for item in campaign.find(AgendaItem)] == [""]
    campaign.undo()
    assert [item.drafted_reasons for item in campaign.find(AgendaItem)] == ["Projet exem"]


def test_a_list_is_approved_then_decided_in_one_sitting(campaign: FakeCampaignFile) -> None:
    campaign.seed(
        Dossier(2, "d2", "2022-02", "Forêt"),
        Dossier(3, "d3", "2022-03", "Sans proposition"),
        Dossier(4, "d4", "2022-04", "Retiré", withdrawn_on=date(2022, 9, 1)),
    )
    deferred = replace(PROPOSAL, dossier_id=2, outcome=Outcome.DEFERRED)
    campaign.seed(PROPOSAL, deferred, replace(PROPOSAL, dossier_id=4))
    assert awaiting(campaign, ActKind.APPROVAL) == (PROPOSAL, deferred)
    with pytest.raises(Failure, match="dated before"):
        follow_acts(campaign, ActKind.APPROVAL, date(2022, 12, 1))
    follow_acts(campaign, ActKind.APPROVAL, date(2022, 12, 12), " À main levée, unanimité ")
    assert awaiting(campaign, ActKind.APPROVAL) == ()
    changes = follow_acts(campaign, ActKind.DECISION, date(2022, 12, 16), "", "2022-41")
    assert str(changes.action) == "decision on 2 dossiers"
    approval, decision = (
        campaign.get(Act, 2, kind) for kind in (ActKind.APPROVAL, ActKind.DECISION)
    )
    assert approval == Act(
        2,
        ActKind.APPROVAL,
        Outcome.DEFERRED,
        date(2022, 12, 12),
        "",
        vote="À main levée, unanimité",
    )
    assert decision is not None and decision.reference == "2022-41"
    campaign.undo()
    assert {act.kind for act in campaign.find(Act)} == {ActKind.PROPOSAL, ActKind.APPROVAL}


def test_a_technical_opinion_is_recorded(campaign: FakeCampaignFile) -> None:
    opinion = TechnicalOpinion(3, 1, Stance.RESERVED, date(2022, 9, 27), " Plan à préciser. ")
    record_technical_opinion(campaign, opinion)
    assert campaign.find(TechnicalOpinion) == (replace(opinion, text="Plan à préciser."),)
