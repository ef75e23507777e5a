"""The import assistant without its window: what is shown, what a decision changes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from fakes import FakeCampaignFile

from euralens_desk.domain.campaign import Campaign
from euralens_desk.domain.import_plan import FoundFile, ImportChoices, ImportPlan, Level, RowStatus
from euralens_desk.domain.source import SourceCell, SourceFile, SourceTable
from euralens_desk.ui.state.import_lines import (
    FEW,
    Reading,
    column_lines,
    few_columns,
    has_titles,
    level_counts,
    row_lines,
    silent_rows,
    unseen,
)
from euralens_desk.ui.state.import_session import (
    Folder,
    ImportSession,
    as_model,
    attached_count,
    counts,
    first_question,
    row_count,
)
from euralens_desk.usecases.import_dossiers import apply, propose

HEADS = ("Titre", "Porteurs", "Nom du contact", "Déposé le", "Partenaires", "Vu", "Communes visées")
ROWS = (
    ("Un", "Mille et un commerces", "X", "31/05/2022", "Région", "oui", "Lens"),
    ("Deux", "Mille et Un Commerce", "Y", "demain", "", "", "Loos"),
    ("Trois", "Ville de Lens", "Z", "", "État", "", "Lens"),
)


def source(*rows: tuple[str, ...], heads: tuple[str, ...] = HEADS) -> SourceFile:
    cells = tuple(
        tuple(SourceCell(column, row, text, text) for column, text in enumerate(texts))
        for row, texts in enumerate((heads, *rows), 1)
    )
    return SourceFile("x.xlsx", "xlsx", "0", (SourceTable("F", cells),))


@pytest.fixture
def campaign() -> FakeCampaignFile:
    file = FakeCampaignFile()
    file.seed(Campaign("Promotion 2022", 2022))
    return file


@pytest.fixture
def plan(campaign: FakeCampaignFile) -> ImportPlan:
    return propose(campaign, source(*ROWS))


def test_each_column_says_how_it_was_read(plan: ImportPlan) -> None:
    lines = column_lines(plan)
    assert [(line.target, line.reading, str(line.told)) for line in lines] == [
        ("title", Reading.RECOGNISED, "Recognised"),
        ("project_leaders", Reading.TO_LOOK_AT, "1 value to look at"),
        ("ignore", Reading.MASKED, "Not needed"),
        ("received_on", Reading.TO_LOOK_AT, "1 value to look at"),
        ("partners", Reading.RECOGNISED, "Recognised"),
        ("other", Reading.KEPT, "Kept aside"),
        ("municipalities", Reading.PROPOSED, "Proposed"),
    ]
    assert [line.sample for line in lines][:3] == ["Un", "Mille et un commerces", ""]


def test_dates_read_day_first_are_told(campaign: FakeCampaignFile) -> None:
    lines = column_lines(propose(campaign, source(ROWS[0])))
    assert str(lines[3].told) == "day/month/year"


def test_what_was_chosen_is_told_as_such(campaign: FakeCampaignFile) -> None:
    chosen = ImportChoices(targets={0: "title", 4: "other", 6: "ignore"})
    lines = column_lines(propose(campaign, source(*ROWS), chosen))
    told = [(line.reading, str(line.told)) for line in lines]
    assert told[0] == (Reading.CHOSEN, "Chosen")
    assert told[4] == (Reading.KEPT, "Kept aside")
    assert told[6] == (Reading.MASKED, "Not imported")


def test_the_few_columns_are_those_to_look_at_in_the_order_of_the_file(plan: ImportPlan) -> None:
    lines = column_lines(plan)
    many = [replace(lines[5], column=20 + place, header=str(place)) for place in range(20)]
    few = few_columns([*many, *lines])
    assert len(few) == FEW
    assert [line.target for line in few[-6:]] == [
        "title",
        "project_leaders",
        "ignore",
        "received_on",
        "partners",
        "municipalities",
    ]
    assert unseen([*many, *lines]) == (5, 21, 1)
    without = [line for line in lines if line.target != "title"]
    assert few_columns([*many, *without]) == (*many, *without)


def test_rows_to_look_at_come_in_the_order_of_the_file(plan: ImportPlan) -> None:
    lines = row_lines(plan)
    assert [(line.row, line.level) for line in lines] == [
        (3, Level.WARNING),
        (3, Level.QUESTION),
        (3, Level.INFORMATION),
    ]
    assert lines[2].absent == ("partners",)
    assert silent_rows(plan, lines) == 2
    assert level_counts(lines) == {Level.QUESTION: 1, Level.WARNING: 1, Level.INFORMATION: 1}


def test_an_answered_question_counts_no_more(campaign: FakeCampaignFile, plan: ImportPlan) -> None:
    question = first_question(plan)
    assert question is not None
    session = ImportSession(source(*ROWS)).answering(question.key, "join")
    answered = propose(campaign, source(*ROWS), session.choices)
    assert first_question(answered) is None
    assert Level.QUESTION not in level_counts(row_lines(answered))
    assert first_question(None) is None


def test_missing_titles_are_told_once(campaign: FakeCampaignFile) -> None:
    plan = propose(campaign, source(*ROWS), ImportChoices(targets={0: "other"}))
    assert not has_titles(plan)
    assert all(line.remark is None or line.remark.field != "title" for line in row_lines(plan))


def test_a_field_leaves_the_column_that_had_it(plan: ImportPlan) -> None:
    session = ImportSession(source(*ROWS)).with_target(plan, 5, "partners")
    assert session.choices.targets == {5: "partners", 4: "other"}
    assert session.with_target(plan, 3, "ignore").choices.targets[3] == "ignore"


def test_another_sheet_forgets_what_was_decided_by_place(plan: ImportPlan) -> None:
    session = ImportSession(source(*ROWS)).with_target(plan, 5, "partners").answering("a", "b")
    other = session.with_sheet("G")
    assert (other.choices.sheet, other.choices.header_row) == ("G", 0)
    assert (other.choices.targets, other.choices.answers) == ({}, {})
    assert session.with_header_row("G", 4).choices.header_row == 4


def test_a_correspondence_serves_for_another_file(
    campaign: FakeCampaignFile, plan: ImportPlan
) -> None:
    session = ImportSession(source(*ROWS)).with_target(plan, 5, "needs")
    kept = as_model(propose(campaign, source(*ROWS), session.choices), session.choices)
    assert kept.targets_by_header["Vu"] == "needs"
    assert kept.targets_by_header["Nom du contact"] == "ignore"
    assert (kept.sheet, kept.header_row) == ("", 0)
    loaded = ImportSession().with_model(kept, "Bureau").reading(source(*ROWS))
    again = propose(campaign, source(*ROWS), loaded.choices)
    assert again.mapping[5].target == "needs"
    assert loaded.named("Autre").model == "Autre"
    assert ImportSession(choices=ImportChoices("G", 3)).reading(source()).choices.sheet == ""


def test_the_folder_and_where_its_files_go(campaign: FakeCampaignFile) -> None:
    files = tuple(
        FoundFile(name, 9, b"%PDF-1", b"%%EOF") for name in ("trois.PDF", "x.pdf", "lisez.txt")
    )
    folder = Folder(Path("p"), files)
    assert folder.pdf_count == 2
    session = ImportSession(source(*ROWS)).with_folder(folder).with_piece("x.pdf", "2022-02")
    plan = propose(campaign, source(*ROWS), session.choices, session.files)
    assert attached_count(plan) == 2
    assert session.with_folder(None).files == ()
    assert session.with_folder(None).choices.pieces == {}


def test_counts_leave_out_what_there_is_none_of(
    campaign: FakeCampaignFile, plan: ImportPlan
) -> None:
    assert counts(plan) == {RowStatus.NEW: 3}
    apply(campaign, plan)
    fewer = propose(campaign, source(*ROWS[:2]))
    assert counts(fewer) == {RowStatus.UNCHANGED: 2, RowStatus.WITHDRAWN: 1}
    assert row_count(fewer) == 2
