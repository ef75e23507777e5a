"""The watch list of funding leads, shared between the dossiers."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from fakes import FakeCampaignFile
from hypothesis import given
from hypothesis import strategies as st

from euralens_desk.domain.campaign import Campaign
from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.funding import (
    SOON_DAYS,
    FundingFit,
    FundingLead,
    LeadFilter,
    LeadState,
    holds,
    near_leads,
    passes,
    search_text,
)
from euralens_desk.domain.messages import Failure
from euralens_desk.usecases.funding import (
    LeadDetails,
    add_lead,
    edit_lead,
    fit_lead,
    join_leads,
    lead_name,
    remove_lead,
    suggestions,
    suggestions_by_dossier,
    unfit_lead,
    watch_list,
)

TODAY = date(2022, 12, 1)
WATER = LeadDetails("Agence de l’eau", "Nature en ville", "Avant travaux", date(2023, 3, 31))


@pytest.fixture
def file() -> FakeCampaignFile:
    made = FakeCampaignFile()
    made.seed(
        Campaign("Promotion 2022", 2022),
        Dossier(1, "d1", "2022-01", "Forêt"),
        Dossier(2, "d2", "2022-02", "Écocité"),
        Dossier(3, "d3", "2022-03", "Retiré", withdrawn_on=TODAY),
    )
    return made


def test_one_lead_fits_several_dossiers_each_for_its_reason(file: FakeCampaignFile) -> None:
    add_lead(file, WATER, (2, 1))
    fit_lead(file, 1, 1, " Sols perméables. ")
    (watched,) = watch_list(file).leads
    assert [(d.number, fit.why) for d, fit in watched.fits] == [
        ("2022-01", "Sols perméables."),
        ("2022-02", ""),
    ]
    assert [d.number for d in watch_list(file).dossiers] == ["2022-01", "2022-02"]
    assert suggestions(file, 1)[0].why == "Sols perméables."
    unfit_lead(file, 1, 1)
    assert suggestions(file, 1) == ()
    assert watch_list(file).lead(1) is not None
    assert watch_list(file).lead(9) is None


def test_leads_come_by_deadline_those_without_one_last(file: FakeCampaignFile) -> None:
    add_lead(file, LeadDetails("Région"))
    add_lead(file, WATER)
    add_lead(file, LeadDetails("ADEME", deadline=date(2022, 10, 15)))
    for lead_id in (1, 2, 3):
        fit_lead(file, lead_id, 1)
    expected = ["ADEME", "Agence de l’eau", "Région"]
    assert [one.lead.funder for one in watch_list(file).leads] == expected
    assert [one.lead.funder for one in suggestions_by_dossier(file)[1]] == expected


def test_a_lead_is_edited_and_taken_away_with_its_fits_and_comes_back(
    file: FakeCampaignFile,
) -> None:
    add_lead(file, WATER, (1,))
    edit_lead(file, 1, LeadDetails(" Agence de l’eau ", " Eau ", state=LeadState.CLOSED))
    assert file.get(FundingLead, 1) == FundingLead(
        1, "Agence de l’eau", "Eau", state=LeadState.CLOSED
    )
    remove_lead(file, 1)
    assert (file.find(FundingLead), file.find(FundingFit)) == ((), ())
    file.undo()
    assert file.find(FundingFit) == (FundingFit(1, 1),)


def test_a_lead_needs_a_funder_and_must_be_there(file: FakeCampaignFile) -> None:
    with pytest.raises(Failure, match="needs a funder"):
        add_lead(file, LeadDetails(" \u202f"))
    with pytest.raises(Failure, match="no longer in the file"):
        fit_lead(file, 7, 1)
    with pytest.raises(Failure, match="no longer in the file"):
        add_lead(file, WATER, (9,))
    assert file.find(FundingLead) == ()


def test_two_spellings_of_one_scheme_are_proposed_and_never_joined_alone(
    file: FakeCampaignFile,
) -> None:
    add_lead(file, WATER, (1,))
    add_lead(file, LeadDetails("AGENCE DE L'EAU", "nature en ville", link="https://x.fr"), (1, 2))
    add_lead(file, LeadDetails("ADEME", "Fonds chaleur"))
    fit_lead(file, 2, 1, "Noues.")
    first, second, third = (watch_list(file).lead(n) for n in (1, 2, 3))
    assert first is not None and second is not None and third is not None
    assert ([n.id for n in first.near], [n.id for n in second.near], third.near) == ([2], [1], ())
    assert len(file.find(FundingLead)) == 3
    join_leads(file, 1, 2)
    whole = file.get(FundingLead, 1)
    assert whole == FundingLead(
        1, "Agence de l’eau", "Nature en ville", "Avant travaux", date(2023, 3, 31), "https://x.fr"
    )
    assert file.find(FundingFit) == (FundingFit(1, 1, "Noues."), FundingFit(1, 2))
    file.undo()
    assert len(file.find(FundingFit)) == 3
    with pytest.raises(Failure, match="one lead already"):
        join_leads(file, 1, 1)


def test_the_reason_of_the_kept_lead_stays(file: FakeCampaignFile) -> None:
    for _ in range(2):
        add_lead(file, WATER, (1,))
    fit_lead(file, 1, 1, "La mienne.")
    fit_lead(file, 2, 1, "L’autre.")
    join_leads(file, 1, 2)
    assert file.find(FundingFit) == (FundingFit(1, 1, "La mienne."),)


@pytest.mark.parametrize(
    ("days", "shown"),
    [
        (None, {LeadFilter.UNDATED}),
        (-1, {LeadFilter.EXPIRED}),
        (0, {LeadFilter.TO_COME, LeadFilter.SOON}),
        (SOON_DAYS, {LeadFilter.TO_COME, LeadFilter.SOON}),
        (SOON_DAYS + 1, {LeadFilter.TO_COME}),
    ],
)
def test_a_deadline_passes_its_filters(days: int | None, shown: set[LeadFilter]) -> None:
    deadline = None if days is None else TODAY + timedelta(days=days)
    lead = FundingLead(1, "x", "y", deadline=deadline)
    assert {which for which in LeadFilter if passes(lead, which, TODAY)} == shown | {LeadFilter.ALL}
    assert lead.is_expired(TODAY) is (LeadFilter.EXPIRED in shown)


def test_a_search_ignores_accents_case_and_odd_spaces() -> None:
    lead = FundingLead(1, "Région", "Quartiers\u202f: écologie", link="https://x.fr")
    assert holds(search_text(lead), "REGION ecologie")
    assert holds(search_text(lead), "  ")
    assert not holds(search_text(lead), "région ademe")
    assert lead_name(FundingLead(1, "État", "")) == "État"
    assert lead_name(lead) == "Région – Quartiers\u202f: écologie"


NAMES = st.sampled_from(("Agence de l’eau", "agence de l'eau", "ADEME", "Région", ""))


@given(st.lists(st.tuples(NAMES, NAMES), max_size=6))
def test_near_leads_are_pairs_of_different_leads_in_order(names: list[tuple[str, str]]) -> None:
    leads = [FundingLead(n, *name) for n, name in enumerate(names)]
    found = near_leads(leads)
    assert len(set(found)) == len(found)
    assert all(one.id < other.id for one, other in found)
    same = {
        (a.id, b.id)
        for a in leads
        for b in leads
        if a.id < b.id
        and (a.funder, a.scheme) == (b.funder, b.scheme)
        and (a.funder + a.scheme).strip()
    }
    assert same <= {(one.id, other.id) for one, other in found}
