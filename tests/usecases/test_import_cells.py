"""Cells that a person accepts, keeps as a text or corrects, and answers given to all alike."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from fakes import FakeCampaignFile
from hypothesis import given
from hypothesis import strategies as st

from euralens_desk.domain.campaign import Campaign
from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.import_plan import ImportChoices, ImportPlan, Level, Remark
from euralens_desk.domain.source import SourceCell, SourceFile, SourceTable
from euralens_desk.ui.state.import_lines import (
    column_lines,
    few_columns,
    row_lines,
    told_of_the_file,
)
from euralens_desk.ui.state.import_session import ImportSession, source_text
from euralens_desk.usecases.import_dossiers import apply, propose

HEADS = ("N° dossier", "Titre", "Porteur", "Déposé le", "Budget", "Site internet")


def file_of(*rows: tuple[str, ...]) -> SourceFile:
    cells = tuple(
        tuple(SourceCell(column, row, text, text) for column, text in enumerate(texts))
        for row, texts in enumerate((HEADS, *rows), 1)
    )
    return SourceFile("x.xlsx", "xlsx", "0", (SourceTable("F", cells),))


def line(number: str, day: str = "", budget: str = "", site: str = "") -> tuple[str, ...]:
    return (number, f"Projet {number}", "Ville", day, budget, site)


def fresh() -> FakeCampaignFile:
    file = FakeCampaignFile()
    file.seed(Campaign("Promotion 2022", 2022))
    return file


@pytest.fixture
def campaign() -> FakeCampaignFile:
    return fresh()


def remark_of(plan: ImportPlan, cell: str) -> Remark:
    (found,) = [r for d in plan.dossiers for r in d.remarks if r.cell == cell]
    return found


GOOD = tuple(line(str(n), f"0{n}/05/2022", f"{n} 000 €") for n in range(5, 9))
UNREAD = file_of(line("1", "31/02/2022", "beaucoup"), line("2", "bientôt"), *GOOD)


def test_an_unread_cell_offers_to_keep_its_text(campaign: FakeCampaignFile) -> None:
    remark = remark_of(propose(campaign, UNREAD), "F!D2")
    assert [answer.code for answer in remark.answers] == ["accept", "text"]
    assert (remark.chosen, remark.is_decided) == ("accept", False)
    kept = propose(campaign, UNREAD, ImportChoices(answers={"cell:received_on:2": "text"}))
    assert remark_of(kept, "F!D2").is_decided
    apply(campaign, kept)
    first, second, *_rest = campaign.find(Dossier)
    assert first.other == {"Déposé le": "31/02/2022"}
    assert (first.received_on, second.other) == (None, {})


def test_a_corrected_cell_is_read_anew_and_keeps_its_own_text(campaign: FakeCampaignFile) -> None:
    choices = ImportChoices(corrections={"F!D2": "28/02/2022", "F!E2": "3 M€", "F!B2": "Mine"})
    plan = propose(campaign, UNREAD, choices)
    told = remark_of(plan, "F!D2")
    assert (told.level, told.field) == (Level.INFORMATION, "received_on")
    assert "« 28/02/2022 » instead of « 31/02/2022 »" in str(told.told)
    apply(campaign, plan)
    first, *_rest = campaign.find(Dossier)
    assert (first.title, first.received_on, first.budget_amount) == (
        "Mine",
        date(2022, 2, 28),
        Decimal(3_000_000),
    )
    assert first.origins["received_on"].text == "31/02/2022"
    assert propose(campaign, UNREAD).changes_nothing
    later = file_of(line("1", "01/03/2022", "beaucoup"), *GOOD)
    (change,) = propose(campaign, later).dossiers[0].changes
    assert (change.field, change.chosen) == ("received_on", "take")


def test_a_cell_corrected_to_nothing_stays_empty(campaign: FakeCampaignFile) -> None:
    file = file_of(line("1", "01/03/2022"))
    apply(campaign, propose(campaign, file, ImportChoices(corrections={"F!D2": ""})))
    assert campaign.find(Dossier)[0].received_on is None
    assert propose(campaign, file).changes_nothing


def test_a_correction_of_a_column_kept_aside(campaign: FakeCampaignFile) -> None:
    choices = ImportChoices(targets={4: "other"}, corrections={"F!E2": "peu", "Autre!E2": "x"})
    apply(campaign, propose(campaign, UNREAD, choices))
    assert campaign.find(Dossier)[0].other == {"Budget": "peu"}


@given(st.text(max_size=12), st.text(max_size=12))
def test_what_was_typed_instead_of_a_cell_is_not_asked_again(held: str, typed: str) -> None:
    campaign, file = fresh(), file_of(line("1", held, typed, held), *GOOD)
    choices = ImportChoices(corrections={"F!D2": typed, "F!E2": held, "F!F2": typed})
    apply(campaign, propose(campaign, file, choices))
    before = campaign.find(Dossier)
    apply(campaign, propose(campaign, file))
    assert campaign.find(Dossier) == before


# As the window shows them -----------------------------------------------------------------------


def test_alike_remarks_are_answered_together(campaign: FakeCampaignFile) -> None:
    plan = propose(campaign, plan_source(4))
    dates = [one for one in row_lines(plan) if one.remark and one.remark.field == "received_on"]
    assert [len(one.alike) for one in dates] == [4, 0, 0, 0]
    session = ImportSession().answering_all(dict.fromkeys(dates[0].alike, "text"))
    done = propose(campaign, plan_source(4), session.choices)
    assert all(d.read.other for d in done.dossiers[:4])
    assert not any(
        one.alike for one in row_lines(done) if one.remark and one.remark.field == "received_on"
    )
    one_said = ImportChoices(answers={"cell:received_on:3": "text"})
    lines = [
        one
        for one in row_lines(propose(campaign, plan_source(4), one_said))
        if one.remark and one.remark.field == "received_on"
    ]
    assert [len(one.alike) for one in lines] == [3, 3, 0, 0]


def plan_source(count: int) -> SourceFile:
    rows = (line(str(n), "bientôt", "", "ici") for n in range(1, count + 1))
    return file_of(*rows, *GOOD)


def test_a_cell_is_corrected_and_brought_back_by_its_name() -> None:
    session = ImportSession(source=UNREAD)
    assert session.cell_text("F!E2") == "beaucoup"
    typed = session.correcting("F!E2", "3 M€")
    assert typed.cell_text("F!E2") == "3 M€"
    assert typed.correcting("F!E2", "beaucoup") == session
    assert source_text(UNREAD, "F!Z99") == source_text(None, "F!A1") == ""


def test_only_cells_of_fields_can_be_corrected(campaign: FakeCampaignFile) -> None:
    plan = propose(campaign, UNREAD, ImportChoices(corrections={"F!E2": "?", "F!B2": "Mine"}))
    correctable = {
        one.remark.cell for one in row_lines(plan) if one.remark and one.can_be_corrected
    }
    assert correctable >= {"F!D2", "F!E2", "F!B2"}
    assert not any(one.can_be_corrected for one in row_lines(plan) if one.remark is None)


def test_what_is_hidden_or_left_out_is_told(campaign: FakeCampaignFile) -> None:
    (table,) = file_of(line("1"), line("2"), ("Total", "", "", "", "", "")).tables
    table = SourceTable(
        "F", table.rows, hidden_rows=frozenset((2, 99)), hidden_columns=frozenset((4,))
    )
    hidden = SourceTable("G", table.rows, is_hidden=True)
    source = SourceFile("x.xlsx", "xlsx", "0", (table, hidden))
    plan = propose(campaign, source)
    told = [str(one) for one in told_of_the_file(source, plan)]
    assert told[0] == "1 hidden sheet is left out"
    assert "is no dossier" in told[1]
    said = [str(r.told) for d in plan.dossiers for r in d.remarks if "hidden" in str(r.told)]
    assert said == ["this row is hidden in the file; it is read too"]
    shown = [column for column in few_columns(column_lines(plan)) if column.said]
    assert [[str(one) for one in column.said] for column in shown] == [["hidden column"]]
    assert told_of_the_file(UNREAD, propose(campaign, UNREAD)) == ()
