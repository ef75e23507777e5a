"""The closing of a campaign: what remains, what blocks, what a closed one still allows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest
from fakes import FakeCampaignFile

from euralens_desk.domain.campaign import Campaign
from euralens_desk.domain.closing import FOLLOWED, refuse_when_closed
from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.follow_up import CommitmentKind, LetterKind, Side, SupportPlan
from euralens_desk.domain.meeting import Act, ActKind, EventKind, Meeting, MeetingEvent, Outcome
from euralens_desk.domain.messages import Failure, message
from euralens_desk.domain.people import Committee, CommitteeKind
from euralens_desk.domain.preselection import Preselection, Stage
from euralens_desk.domain.sheet import Ballot, Score
from euralens_desk.usecases.acts import record_act
from euralens_desk.usecases.closing import (
    Lack,
    Remaining,
    close_campaign,
    remaining,
    reopen_campaign,
)
from euralens_desk.usecases.convening import convene
from euralens_desk.usecases.dossiers import write_excerpt
from euralens_desk.usecases.follow_up import CommitmentDetails, add_commitments, edit_plan
from euralens_desk.usecases.letters import record_sent
from euralens_desk.usecases.lookup import the_campaign
from euralens_desk.usecases.prepare import edit_campaign

DAY = date(2022, 12, 16)
CLOSED = date(2023, 1, 31)


@pytest.fixture
def campaign() -> FakeCampaignFile:
    """Two dossiers, decided: one labelled, one that waits and whose message is due."""
    file = FakeCampaignFile()
    file.seed(Campaign("Promotion 2022", 2022))
    file.seed(Committee(1, "c", "experts", "Comité d’expertise", CommitteeKind.EXPERT))
    for number, outcome in ((1, Outcome.LABEL), (2, Outcome.DEFERRED)):
        file.seed(Dossier(number, f"d{number}", f"2022-0{number}", f"Projet {number}"))
        file.seed(*(Act(number, kind, outcome, DAY, "Motifs.") for kind in ActKind))
    return file


def lacks(file: FakeCampaignFile) -> list[tuple[Lack, str]]:
    return [(one.lack, one.name) for one in remaining(file)]


def close(file: FakeCampaignFile) -> None:
    record_sent(file, 2, LetterKind.DEFERRED, DAY)
    close_campaign(file, CLOSED)


def test_a_message_due_blocks_the_closing_until_it_is_sent(campaign: FakeCampaignFile) -> None:
    assert remaining(campaign) == (Remaining(Lack.MESSAGE, "Projet 2", 2, day=DAY),)
    with pytest.raises(Failure, match="message due was not sent"):
        close_campaign(campaign, CLOSED)
    assert the_campaign(campaign).closed_on is None
    close(campaign)
    assert the_campaign(campaign).closed_on == CLOSED
    assert the_campaign(campaign).is_closed


def test_several_messages_are_counted(campaign: FakeCampaignFile) -> None:
    campaign.seed(Preselection(1, Stage.NOT_SHORTLISTED, DAY, needs="x", alternatives="y"))
    with pytest.raises(Failure) as refused:
        close_campaign(campaign, CLOSED)
    assert (refused.value.told.count, refused.value.told.plural) == (
        2,
        "The campaign can't be closed: {count} messages due were not sent. Send them first.",
    )


def test_an_open_meeting_blocks_and_one_that_was_never_held_is_told(
    campaign: FakeCampaignFile,
) -> None:
    record_sent(campaign, 2, LetterKind.DEFERRED, DAY)
    campaign.seed(Meeting(1, 1, "m1", DAY), Meeting(2, 1, "m2", CLOSED))
    campaign.seed(MeetingEvent(1, 1, 1, EventKind.OPENED, datetime(2022, 12, 16, 9)))
    assert lacks(campaign) == [
        (Lack.OPEN_MEETING, "Comité d’expertise"),
        (Lack.UNHELD_MEETING, "Comité d’expertise"),
    ]
    assert [one.blocks for one in remaining(campaign)] == [True, False]
    with pytest.raises(Failure) as refused:
        close_campaign(campaign, CLOSED)
    assert refused.value.told.values == {"day": DAY}
    campaign.seed(MeetingEvent(2, 1, 2, EventKind.CLOSED, datetime(2022, 12, 16, 10)))
    close_campaign(campaign, CLOSED)
    assert the_campaign(campaign).is_closed


def test_a_meeting_taken_up_by_a_second_one_does_not_remain(campaign: FakeCampaignFile) -> None:
    campaign.seed(Meeting(1, 1, "m1", DAY), Meeting(2, 1, "m2", CLOSED, second_of=1))
    unheld = [one.meeting_id for one in remaining(campaign) if one.lack is Lack.UNHELD_MEETING]
    assert unheld == [2]


def test_what_has_no_decision_is_told_and_does_not_block(campaign: FakeCampaignFile) -> None:
    record_sent(campaign, 2, LetterKind.DEFERRED, DAY)
    for number in (3, 4, 5, 6):
        campaign.seed(Dossier(number, f"d{number}", f"2022-0{number}", f"Projet {number}"))
    campaign.seed(Act(3, ActKind.PROPOSAL, Outcome.LABEL, DAY, "Motifs."))
    for number in (1, 2, 3, 4):
        campaign.seed(Preselection(number, Stage.CANDIDATE, DAY))
    campaign.seed(Preselection(5, Stage.ADMISSIBLE, DAY))
    campaign.seed(replace(campaign.find(Dossier, id=6)[0], withdrawn_on=DAY))
    assert lacks(campaign) == [
        (Lack.UNDECIDED, "Projet 3"),
        (Lack.UNPROPOSED, "Projet 4"),
        (Lack.UNSORTED, "Projet 5"),
    ]
    close_campaign(campaign, CLOSED)
    assert the_campaign(campaign).closed_on == CLOSED


Change = Callable[[FakeCampaignFile], object]
REFUSED: dict[str, Change] = {
    "act": lambda file: record_act(file, Act(1, ActKind.DECISION, Outcome.LABEL, CLOSED, "Non.")),
    "dossier": lambda file: write_excerpt(file, 1, "1.1", "Autre texte"),
    "meeting": lambda file: convene(file, 1, DAY),
    "settings": lambda file: edit_campaign(file, Campaign("Autre titre", 2022)),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_closed_campaign_refuses_what_it_froze(campaign: FakeCampaignFile, what: str) -> None:
    campaign.seed(Meeting(1, 1, "m1", DAY))
    close(campaign)
    lines = len(campaign.journal())
    with pytest.raises(Failure, match="was closed on") as refused:
        REFUSED[what](campaign)
    assert refused.value.told.values == {"day": CLOSED}
    assert len(campaign.journal()) == lines
    reopen_campaign(campaign)
    REFUSED[what](campaign)
    assert len(campaign.journal()) > lines


def test_the_follow_up_goes_on_after_the_closing(campaign: FakeCampaignFile) -> None:
    close(campaign)
    line = CommitmentDetails(CommitmentKind.COMMITMENT, Side.POLE, "Aider")
    add_commitments(campaign, 1, [line])
    edit_plan(campaign, SupportPlan(1, referent="Service des projets"))
    record_sent(campaign, 2, LetterKind.DEFERRED, CLOSED)
    assert campaign.get(SupportPlan, 1) == SupportPlan(1, referent="Service des projets")


def test_an_erasure_is_never_refused(campaign: FakeCampaignFile) -> None:
    close(campaign)
    campaign.seed(Ballot(1, 1, 1, (), "A", 7))
    with campaign.change(message("erased")) as work:
        work.forget_history(Ballot, committee_id=1)
        work.remove(Ballot(1, 1, 1, (), "A", 7))
    assert campaign.find(Ballot) == ()


def test_undo_and_redo_follow_the_closing(campaign: FakeCampaignFile) -> None:
    write_excerpt(campaign, 1, "1.1", "Texte")
    close(campaign)
    campaign.undo()
    assert the_campaign(campaign).closed_on is None
    campaign.redo()
    assert the_campaign(campaign).closed_on == CLOSED
    reopen_campaign(campaign)
    campaign.undo()
    assert the_campaign(campaign).is_closed


def test_it_is_closed_once_and_opened_again_without_effect_when_open(
    campaign: FakeCampaignFile,
) -> None:
    assert not reopen_campaign(campaign).kinds
    close(campaign)
    with pytest.raises(Failure, match="closed already"):
        close_campaign(campaign, CLOSED)
    assert reopen_campaign(campaign).kinds == {Campaign}
    assert the_campaign(campaign).closed_on is None


def test_the_settings_keep_the_day_of_the_closing(campaign: FakeCampaignFile) -> None:
    close(campaign)
    assert not edit_campaign(campaign, Campaign("Promotion 2022", 2022)).kinds
    assert the_campaign(campaign).closed_on == CLOSED


def test_the_rule_lets_the_followed_kinds_and_an_open_campaign_through() -> None:
    opened = Campaign("Promotion 2022", 2022)
    closed = replace(opened, closed_on=CLOSED)
    refuse_when_closed(None, opened, {Campaign, Score})
    refuse_when_closed(opened, opened, {Score})
    refuse_when_closed(closed, closed, FOLLOWED)
    refuse_when_closed(closed, opened, {Campaign})
    with pytest.raises(Failure):
        refuse_when_closed(closed, replace(opened, title="Autre"), {Campaign})
    with pytest.raises(Failure):
        refuse_when_closed(closed, opened, {Campaign, Score})
    with pytest.raises(Failure):
        refuse_when_closed(closed, None, {Campaign})
