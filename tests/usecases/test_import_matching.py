"""Which dossier a row tells of, what is asked, and what an answer changes."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from fakes import FakeCampaignFile
from hypothesis import given
from hypothesis import strategies as st

from euralens_desk.domain.campaign import Campaign
from euralens_desk.domain.dossier import Attachment, Dossier
from euralens_desk.domain.import_choices import near_key
from euralens_desk.domain.import_plan import (
    AttachmentStatus,
    FoundFile,
    ImportChoices,
    ImportPlan,
    Level,
    RowStatus,
)
from euralens_desk.domain.messages import Failure
from euralens_desk.domain.source import SourceCell, SourceFile, SourceTable
from euralens_desk.usecases.import_dossiers import apply, propose

HEADS = ("N° dossier", "Titre", "Porteur", "Agglo", "Site internet", "Déposé le", "Commune")


def table(*rows: tuple[str, ...], name: str = "F", hidden: bool = False) -> SourceTable:
    cells = tuple(
        tuple(SourceCell(column, row, text, text) for column, text in enumerate(texts))
        for row, texts in enumerate(rows, 1)
    )
    return SourceTable(name, cells, hidden)


def source(*rows: tuple[str, ...]) -> SourceFile:
    return SourceFile("x.xlsx", "xlsx", "0", (table(HEADS, *rows),))


def line(
    number: str = "",
    title: str = "Un",
    leader: str = "Ville de Lens",
    agglomeration: str = "",
    website: str = "",
    day: str = "",
) -> tuple[str, ...]:
    return (number, title, leader, agglomeration, website, day, "Lens")


@pytest.fixture
def campaign() -> FakeCampaignFile:
    file = FakeCampaignFile()
    file.seed(Campaign("Promotion 2022", 2022, call_closes_on=date(2022, 5, 31)))
    return file


def answering(**answers: str) -> ImportChoices:
    return ImportChoices(answers={key.replace("_", ":", 1): code for key, code in answers.items()})


def titles(plan: ImportPlan) -> list[tuple[str, str]]:
    return [(one.number, one.status.value) for one in plan.dossiers]


def imported(
    campaign: FakeCampaignFile, file: SourceFile, choices: ImportChoices | None = None
) -> tuple[Dossier, ...]:
    apply(campaign, propose(campaign, file, choices))
    return campaign.find(Dossier)


def test_two_spellings_of_a_leader_are_asked_about_and_may_be_joined(
    campaign: FakeCampaignFile,
) -> None:
    file = source(line(leader="Mille et un commerces"), line("", "Deux", "Mille et Un Commerce"))
    plan = propose(campaign, file)
    (question,) = plan.open_questions
    assert (question.row, question.cell, question.level) == (3, "F!C3", Level.QUESTION)
    assert [answer.code for answer in question.answers] == ["join", "separate"]
    joined = ImportChoices(answers={question.key: "join"})
    assert propose(campaign, file, joined).open_questions == ()
    dossiers = imported(campaign, file, joined)
    assert [d.project_leaders for d in dossiers] == [("Mille et un commerces",)] * 2
    again = propose(campaign, file)
    assert again.changes_nothing
    assert again.open_questions == ()


@pytest.mark.parametrize(
    "choices", [None, ImportChoices(answers={"leader:Dessouter / Desoutter": "separate"})]
)
def test_without_an_answer_the_file_is_taken_at_its_word(
    campaign: FakeCampaignFile, choices: ImportChoices | None
) -> None:
    file = source(line(leader="Desoutter"), line("", "Deux", "Dessouter"))
    dossiers = imported(campaign, file, choices)
    assert [d.project_leaders for d in dossiers] == [("Desoutter",), ("Dessouter",)]


@given(st.lists(st.sampled_from(("mine", "soleil", "forêt", "pépinière")), min_size=1))
def test_a_name_is_near_itself_in_capitals_plural_and_behind_a_small_word(
    words: list[str],
) -> None:
    name = " ".join(words)
    assert near_key(f"Association de la {name.upper()}S") == near_key(name)


def test_near_names() -> None:
    assert near_key("Association Mille et Un Commerce") == near_key("MILLE ET UN COMMERCES")
    assert near_key("Ville de Lens") != near_key("Ville de Liévin")
    assert near_key("SAS") == "sas"


def test_a_known_title_under_another_number_is_asked_about(campaign: FakeCampaignFile) -> None:
    imported(campaign, source(line("2022-03", "Mine", "SAS Mine")))
    file = source(line("D-77", "MINE", "SAS Mine"))
    (question,) = propose(campaign, file).open_questions
    assert question.key == "same:2"
    assert titles(propose(campaign, file))[0] == ("D-77", "new")
    other = propose(campaign, file, answering(same_2="other"))
    assert titles(other)[0] == ("D-77", "new")
    same = propose(campaign, file, answering(same_2="same"))
    assert titles(same) == [("2022-03", "changed")]
    apply(campaign, same)
    (kept,) = campaign.find(Dossier)
    assert (kept.number, kept.title) == ("2022-03", "MINE")


def test_a_title_with_another_leader_is_asked_about_too(campaign: FakeCampaignFile) -> None:
    imported(campaign, source(line("2022-03", "Mine", "SAS Mine")))
    (question,) = propose(campaign, source(line("", "Mine", "Ville de Loos"))).open_questions
    assert question.key == "same:2"


def test_a_dossier_that_another_row_names_is_not_asked_about(campaign: FakeCampaignFile) -> None:
    imported(campaign, source(line("2022-03", "Mine", "SAS Mine")))
    file = source(line("2022-03", "Mine", "SAS Mine"), line("2022-04", "Mine", "Ville de Loos"))
    plan = propose(campaign, file)
    assert plan.open_questions == ()
    assert titles(plan) == [("2022-03", "unchanged"), ("2022-04", "new")]


def test_a_double_may_be_imported_under_another_number(campaign: FakeCampaignFile) -> None:
    file = source(line("2022-01"), line("2022-01", "Deux"))
    assert titles(propose(campaign, file)) == [("2022-01", "new"), ("2022-01", "duplicate")]
    both = propose(campaign, file, answering(double_3="import"))
    assert titles(both) == [("2022-01", "new"), ("2022-02", "new")]


def test_the_same_project_twice_may_be_imported_twice(campaign: FakeCampaignFile) -> None:
    file = source(line("2022-01"), line("2022-01"))
    (told,) = propose(campaign, file).dossiers[1].remarks
    assert str(told.told) == "same dossier as row 2: only that one is kept"
    both = propose(campaign, file, answering(double_3="import"))
    assert titles(both) == [("2022-01", "new"), ("2022-02", "new")]
    (told,) = both.dossiers[1].remarks
    assert str(told.told) == "same dossier as row 2: imported under another number"


def test_a_late_dossier_may_be_left_out(campaign: FakeCampaignFile) -> None:
    file = source(line(day="01/06/2022"), line("", "Deux", day="31/05/2022"))
    plan = propose(campaign, file)
    assert [one.status for one in plan.dossiers] == [RowStatus.NEW, RowStatus.NEW]
    (late,) = plan.dossiers[0].remarks
    assert (late.chosen, late.level) == ("import", Level.WARNING)
    left = propose(campaign, file, answering(late_2="leave"))
    assert [one.status for one in left.dossiers] == [RowStatus.REFUSED, RowStatus.NEW]
    assert len(left.to_write) == 1


def test_a_free_text_website_may_go_to_the_address(campaign: FakeCampaignFile) -> None:
    file = source(line(website="voir le dossier joint"))
    assert imported(campaign, file)[0].website == "voir le dossier joint"
    campaign.undo()
    (dossier,) = imported(campaign, file, answering(website_2="move"))
    assert (dossier.website, dossier.site_address) == ("", "voir le dossier joint")
    assert propose(campaign, file).changes_nothing


def test_a_mention_may_be_taken_off_and_an_acronym_is_none(campaign: FakeCampaignFile) -> None:
    file = source(line(agglomeration="CALL (à ce stade)"))
    kept = propose(campaign, file).dossiers[0]
    assert kept.read.fields["agglomeration"] == "CALL (à ce stade)"
    (dossier,) = imported(campaign, file, answering(agglomeration_2="shorten"))
    assert dossier.agglomeration == "CALL"
    assert dossier.origins["agglomeration"].text == "CALL (à ce stade)"
    assert propose(campaign, file).dossiers[0].remarks == ()
    assert propose(campaign, file).changes_nothing
    acronym = propose(campaign, source(line("", "Deux", agglomeration="Lens-Liévin (CALL)")))
    assert acronym.dossiers[0].remarks == ()


def test_an_unknown_answer_counts_as_none(campaign: FakeCampaignFile) -> None:
    plan = propose(campaign, source(line(day="01/06/2022")), answering(late_2="?"))
    assert plan.dossiers[0].remarks[0].chosen == "import"


def test_what_people_changed_survives_the_same_cell(campaign: FakeCampaignFile) -> None:
    (before,) = imported(campaign, source(line("2022-01", "Un")))
    campaign.seed(replace(before, title="Un, corrigé", budget_amount=Decimal(5)))
    assert propose(campaign, source(line("2022-01", "Un"))).changes_nothing
    changed = propose(campaign, source(line("2022-01", "Un bis")))
    (change,) = changed.dossiers[0].changes
    assert (change.field, change.last, change.before) == ("title", "Un", "Un, corrigé")
    assert (change.after, change.is_edited, change.chosen) == ("Un bis", True, "keep")
    assert changed.changes_nothing
    taken = propose(campaign, source(line("2022-01", "Un bis")), answering(changes_2="take"))
    apply(campaign, taken)
    (after,) = campaign.find(Dossier)
    assert (after.title, after.budget_amount) == ("Un bis", Decimal(5))


def test_a_title_changed_by_hand_is_found_again_without_a_number(
    campaign: FakeCampaignFile,
) -> None:
    (before,) = imported(campaign, source(line("", "Un")))
    campaign.seed(replace(before, title="Un, corrigé"))
    assert propose(campaign, source(line("", "Un"))).changes_nothing


def test_the_changes_of_a_dossier_may_be_refused(campaign: FakeCampaignFile) -> None:
    imported(campaign, source(line("2022-01", "Un")))
    file = source(line("2022-01", "Un bis"))
    assert len(propose(campaign, file).to_write) == 1
    kept = propose(campaign, file, answering(changes_2="keep"))
    assert kept.dossiers[0].status is RowStatus.CHANGED
    assert (kept.to_write, len(kept.to_note)) == ((), 1)
    apply(campaign, kept)
    assert campaign.find(Dossier)[0].title == "Un"
    assert propose(campaign, file).count(RowStatus.UNCHANGED) == 1
    later = propose(campaign, source(line("2022-01", "Un ter"))).dossiers[0]
    assert [(c.after, c.is_edited) for c in later.changes] == [("Un ter", True)]


def test_a_field_goes_to_one_column_only(campaign: FakeCampaignFile) -> None:
    file = source(line())
    chosen = propose(campaign, file, ImportChoices(targets={6: "title"}))
    assert [column.target for column in chosen.mapping][1::5] == ["other", "title"]
    both = ImportChoices(targets={6: "title"}, targets_by_header={"Porteur": "title"})
    two = propose(campaign, file, both)
    assert [column.target for column in two.mapping].count("title") == 1
    assert two.mapping[6].target == "title"


def test_a_cell_kept_aside_that_lost_its_value_is_told(campaign: FakeCampaignFile) -> None:
    heads = tuple(SourceCell(place, 1, text, text) for place, text in enumerate((*HEADS, "Vu")))
    cells = tuple(SourceCell(place, 2, text, text) for place, text in enumerate(line()))
    told = []
    for cell in (
        SourceCell(7, 2, "=A1+1", None, "formula"),
        SourceCell(7, 2, "#DIV/0!", None, "error"),
    ):
        file = SourceFile("x", "xlsx", "0", (SourceTable("F", (heads, (*cells, cell))),))
        (remark,) = propose(campaign, file).dossiers[0].remarks
        assert (remark.cell, remark.level) == ("F!H2", Level.WARNING)
        told.append(str(remark.told))
    assert told == [
        "« Vu »: a formula saved without its result, nothing is read",
        "« Vu »: the cell holds #DIV/0!, its value is lost",
    ]


def test_the_campaign_remembers_where_columns_went(campaign: FakeCampaignFile) -> None:
    file = source(line())
    assert propose(campaign, file).mapping[6].target == "municipalities"
    apply(campaign, propose(campaign, file, ImportChoices(targets={6: "location"})))
    assert campaign.find(Campaign)[0].import_headings == {"Commune": "location"}
    again = propose(campaign, file)
    assert again.mapping[6].target == "location"
    assert again.changes_nothing
    fresh = propose(campaign, file, ImportChoices(is_fresh=True))
    assert fresh.mapping[6].target == "municipalities"
    apply(campaign, fresh)
    assert campaign.find(Campaign)[0].import_headings == {}
    campaign.undo()
    campaign.undo()
    assert propose(campaign, file).mapping[6].target == "municipalities"


def test_one_answer_holds_for_all_rows_of_the_same_spelling(campaign: FakeCampaignFile) -> None:
    file = source(
        line(leader="Desoutter"), line("", "Deux", "Dessouter"), line("", "Trois", "Dessouter")
    )
    first, second = propose(campaign, file).open_questions
    assert first.key == second.key
    assert propose(campaign, file, ImportChoices(answers={first.key: "join"})).open_questions == ()


def test_headings_chosen_by_hand(campaign: FakeCampaignFile) -> None:
    plain = SourceFile("x.csv", "csv", "0", (table(("a", "b"), ("Quoi", "Qui"), ("Un", "Deux")),))
    with pytest.raises(Failure, match="no recognisable header row"):
        propose(campaign, plain)
    plan = propose(campaign, plain, ImportChoices(header_row=2, targets={0: "title"}))
    assert plan.header_row == 2
    assert plan.dossiers[0].title == "Un"
    with pytest.raises(Failure):
        propose(campaign, plain, ImportChoices(header_row=9))
    with pytest.raises(Failure):
        propose(campaign, SourceFile("x", "xlsx", "0", ()), ImportChoices(header_row=1))


def test_a_sheet_chosen_by_hand_even_a_hidden_one(campaign: FakeCampaignFile) -> None:
    hidden = table(("Quoi", "Qui"), ("Un", "Deux"), name="Cachée", hidden=True)
    both = SourceFile("x.xlsx", "xlsx", "0", (table(HEADS, line()), hidden))
    chosen = ImportChoices(sheet="Cachée", header_row=1, targets={0: "title"})
    assert propose(campaign, both, chosen).sheet == "Cachée"
    told = {part.what: str(part.reason) for part in propose(campaign, both).ignored}
    assert told == {"Cachée": "hidden sheet"}


PDF = b"%PDF-1.7"


def file_of(name: str, size: int = 9) -> FoundFile:
    digest = hashlib.sha256(b"123456789"[:size] + b"!" * (size - 9)).hexdigest()
    return FoundFile(name, size, PDF, b"%%EOF", digest)


def test_pieces_already_there_are_told_and_not_written(campaign: FakeCampaignFile) -> None:
    file = source(line("2022-01", "Mine de Soleil"))
    files = (file_of("mine soleil.pdf"),)
    plan = propose(campaign, file, files=files)
    assert [match.is_written for match in plan.attachments] == [True]
    apply(campaign, plan, lambda name: b"123456789")
    again = propose(campaign, file, files=files)
    assert again.changes_nothing
    assert str(again.attachments[0].told) == "already there"
    other = propose(campaign, file, files=(file_of("mine soleil.pdf", 12),))
    assert "other bytes" in str(other.attachments[0].told)
    assert other.changes_nothing
    assert len(campaign.find(Attachment)) == 1


def test_an_announced_piece_of_an_unknown_dossier_goes_by_its_words(
    campaign: FakeCampaignFile,
) -> None:
    pieces = table(("Dossier", "Fichier"), ("2099-01", "mine.pdf"), name="Pièces")
    rows = table(HEADS, line("2022-01", "Mine"))
    both = SourceFile("x.xlsx", "xlsx", "0", (rows, pieces))
    (match,) = propose(campaign, both, files=(file_of("mine.pdf"),)).attachments
    assert (match.dossier, match.status) == ("2022-01", AttachmentStatus.ATTACHED)


def test_a_piece_may_go_to_a_dossier_typed_by_hand(campaign: FakeCampaignFile) -> None:
    campaign.seed(Dossier(7, "u", "2022-07", "Écocité"))
    plan = propose(campaign, source(line("2022-01")), files=(file_of("ecocite.pdf"),))
    assert plan.places == (("2022-01", "Un"), ("2022-07", "Écocité"))
    assert plan.attachments[0].dossier == "2022-07"
    left = ImportChoices(pieces={"ecocite.pdf": ""})
    (match,) = propose(
        campaign, source(line("2022-01")), left, (file_of("ecocite.pdf"),)
    ).attachments
    assert match.status is AttachmentStatus.UNMATCHED
    assert not match.is_written


def test_a_column_left_out_says_whether_it_was_chosen(campaign: FakeCampaignFile) -> None:
    rows = table(("Titre", "Porteur", "Commune", "Nom du contact"), ("Un", "Qui", "Lens", "X"))
    file = SourceFile("x.csv", "csv", "0", (rows,))
    told = propose(campaign, file, ImportChoices(targets={2: "ignore"})).ignored
    assert {part.what: str(part.reason) for part in told} == {
        "Commune": "as you chose",
        "Nom du contact": "personal data that is not needed",
    }
    assert propose(campaign, file).mapping[3].example == ""
