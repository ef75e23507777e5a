"""The three acts: their order, their dates and their reasons."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from fakes import FakeCampaignFile

from euralens_desk.domain.bodies import PRESETS, Preset, VoteForm
from euralens_desk.domain.campaign import Campaign
from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.meeting import (
    Act,
    ActKind,
    ActVote,
    AgendaItem,
    Meeting,
    Outcome,
    Stance,
    TechnicalOpinion,
)
from euralens_desk.domain.messages import Failure
from euralens_desk.domain.people import Committee, CommitteeKind
from euralens_desk.domain.quorum import VoteResult
from euralens_desk.usecases.acts import (
    awaiting,
    follow_acts,
    record_act,
    record_technical_opinion,
    withdraw_act,
)
from euralens_desk.usecases.letters import due_letters, record_sent, unsent
from euralens_desk.usecases.proceedings import meetings_overview

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
    campaign.seed(
        Committee(1, "c1", "experts", "Comité d’expertise", CommitteeKind.EXPERT),
        Meeting(7, 1, "2022-12-08", PROPOSAL.dated),
        AgendaItem(1, 7, 1, 1, drafted_reasons="Projet exem", label_votes=9),
    )
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
        recalled_outcome=Outcome.DEFERRED,
        recalled_reasons="Projet exemplaire.",
    )
    assert decision is not None and decision.reference == "2022-41"
    campaign.undo()
    assert {act.kind for act in campaign.find(Act)} == {ActKind.PROPOSAL, ActKind.APPROVAL}


def test_a_technical_opinion_is_recorded(campaign: FakeCampaignFile) -> None:
    opinion = TechnicalOpinion(3, 1, Stance.RESERVED, date(2022, 9, 27), " Plan à préciser. ")
    record_technical_opinion(campaign, opinion)
    assert campaign.find(TechnicalOpinion) == (replace(opinion, text="Plan à préciser."),)


VOTED = ActVote(in_favour=12, against=3, abstentions=1)


@pytest.mark.parametrize(
    ("voted", "result"),
    [
        (VOTED, VoteResult.ADOPTED),
        (ActVote(is_unanimous=True), VoteResult.ADOPTED),
        (ActVote(in_favour=3, against=12), VoteResult.REJECTED),
        (ActVote(abstentions=15), VoteResult.NO_VOTE_CAST),
        (ActVote(in_favour=5, against=5), VoteResult.REJECTED),
        (ActVote(in_favour=5, against=5, chair_in_favour=True), VoteResult.ADOPTED),
        (ActVote(in_favour=5, against=5, chair_in_favour=False), VoteResult.REJECTED),
        (ActVote(VoteForm.SECRET, 5, 5, chair_in_favour=True), VoteResult.REJECTED),
    ],
)
def test_the_vote_of_an_act_says_its_result(voted: ActVote, result: VoteResult) -> None:
    assert voted.result is result


@pytest.mark.parametrize(
    ("voted", "said"),
    [
        (ActVote(in_favour=-1), "below zero"),
        (ActVote(in_favour=2, against=1, is_unanimous=True), "not unanimous"),
        (ActVote(in_favour=2, against=1, chair_in_favour=True), "only settles a tie"),
        (ActVote(VoteForm.SECRET, 2, 2, chair_in_favour=True), "only settles a tie"),
        (ActVote(abstentions=4), "No vote was cast"),
        (ActVote(in_favour=2, against=3), "rejects what was submitted"),
    ],
)
def test_a_vote_that_can_t_carry_the_act_is_refused(
    campaign: FakeCampaignFile, voted: ActVote, said: str
) -> None:
    record_act(campaign, PROPOSAL)
    with pytest.raises(Failure, match=said):
        record_act(campaign, replace(APPROVAL, voted=voted))
    with pytest.raises(Failure, match=said):
        follow_acts(campaign, ActKind.APPROVAL, APPROVAL.dated, voted=voted)
    assert campaign.find(Act) == (PROPOSAL,)


def test_an_act_that_departs_may_rest_on_a_vote_that_rejects(campaign: FakeCampaignFile) -> None:
    record_act(campaign, PROPOSAL)
    other = replace(APPROVAL, outcome=Outcome.NOMINATED, reasons="À mûrir.")
    record_act(campaign, replace(other, voted=ActVote(in_favour=2, against=3)))
    assert campaign.get(Act, 1, ActKind.APPROVAL) is not None


def test_a_list_is_approved_by_one_vote(campaign: FakeCampaignFile) -> None:
    record_act(campaign, PROPOSAL)
    follow_acts(campaign, ActKind.APPROVAL, APPROVAL.dated, voted=VOTED)
    held = campaign.get(Act, 1, ActKind.APPROVAL)
    assert held is not None and held.voted == replace(VOTED, is_list=True)


def test_what_waits_recalls_what_was_proposed_and_why(campaign: FakeCampaignFile) -> None:
    record_act(campaign, PROPOSAL)
    waiting = replace(APPROVAL, outcome=Outcome.DEFERRED, reasons="Budget incertain.")
    record_act(campaign, waiting)
    held = campaign.get(Act, 1, ActKind.APPROVAL)
    assert held is not None
    assert (held.recalled_outcome, held.recalled_reasons) == (Outcome.LABEL, "Projet exemplaire.")
    record_act(campaign, replace(held, recalled_reasons=" Projet exemplaire, à relire. "))
    record_act(campaign, replace(DECISION, outcome=Outcome.DEFERRED))
    decided = campaign.get(Act, 1, ActKind.DECISION)
    assert decided is not None and decided.recalled_outcome is Outcome.LABEL
    assert decided.recalled_reasons == "Projet exemplaire, à relire."
    (due,) = due_letters(campaign)
    assert (due.proposed, due.reasons) == (Outcome.LABEL, "Budget incertain.")
    assert unsent(campaign) == {1}
    assert [line.owes_message for line in meetings_overview(campaign).lines] == [True]
    record_sent(campaign, 1, due.kind, DECISION.dated)
    assert unsent(campaign) == frozenset()
    record_act(campaign, replace(decided, outcome=Outcome.LABEL, reasons="Financé."))
    changed = campaign.get(Act, 1, ActKind.DECISION)
    assert changed is not None
    assert (changed.recalled_outcome, changed.recalled_reasons) == (None, "")


def test_the_nearest_reasons_are_recalled(campaign: FakeCampaignFile) -> None:
    record_act(campaign, PROPOSAL)
    record_act(campaign, APPROVAL)
    record_act(campaign, replace(DECISION, outcome=Outcome.DEFERRED, reasons="Budget incertain."))
    held = campaign.get(Act, 1, ActKind.DECISION)
    assert held is not None
    assert (held.recalled_outcome, held.recalled_reasons) == (Outcome.LABEL, "Projet exemplaire.")


def test_the_chair_settles_a_tie_only_where_the_rules_of_the_body_say_so(
    campaign: FakeCampaignFile,
) -> None:
    record_act(campaign, PROPOSAL)
    forum = Committee(4, "c4", "forum", "Grand forum", CommitteeKind.FORUM)
    campaign.seed(forum)
    settled = replace(APPROVAL, voted=ActVote(in_favour=5, against=5, chair_in_favour=True))
    record_act(campaign, settled)
    assert meetings_overview(campaign).chairs[ActKind.APPROVAL]
    campaign.seed(replace(forum, rules=PRESETS[Preset.DOUBLE]))
    assert not meetings_overview(campaign).chairs[ActKind.APPROVAL]
    with pytest.raises(Failure, match="no casting vote"):
        record_act(campaign, settled)
