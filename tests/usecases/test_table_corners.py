"""What is rare in a table and must still be told: rivals, strays, second values, plain figures."""

from __future__ import annotations

from typing import Any

import pytest
from fakes import FakeCampaignFile

from euralens_desk.domain.campaign import Campaign
from euralens_desk.domain.headings import multiplier, recognise, recognise_under
from euralens_desk.domain.import_plan import ImportChoices
from euralens_desk.domain.messages import Failure, message
from euralens_desk.domain.source import SourceCell, SourceFile, SourceTable
from euralens_desk.usecases.import_dossiers import plan_as_json, propose


def table(name: str, rows: list[list[str]], *, merged: tuple[str, ...] = ()) -> SourceTable:
    cells = tuple(
        tuple(SourceCell(place, number, text, text or None) for place, text in enumerate(row))
        for number, row in enumerate(rows, start=1)
    )
    return SourceTable(name, cells, merged=merged)


def told(*tables: SourceTable, choices: ImportChoices | None = None) -> dict[str, Any]:
    campaign = FakeCampaignFile()
    campaign.seed(Campaign("Promotion 2023", 2023))
    source = SourceFile("x.xlsx", "xlsx", "0", tables)
    return plan_as_json(propose(campaign, source, choices), str, applied=False)


def fields(found: dict[str, Any]) -> dict[str, str]:
    return {column["header"]: column["field"] for column in found["mapping"]}


def test_columns_without_a_clear_heading_are_proposed_by_their_cells() -> None:
    rows = [
        ["Titre", "Porteur", "Résumé", "Joindre", "Appeler", "Voir"],
        ["A", "Ville", "un", "a@example.org", "0321000001", "a.example.org"],
        ["B", "Asso", "deux", "b@example.org", "0321000002", "www.example.org/b"],
    ]
    found = told(table("Suivi", rows))
    assert {k: v for k, v in fields(found).items() if k in rows[0][3:]} == {
        "Joindre": "contact_email",
        "Appeler": "contact_phone",
        "Voir": "website",
    }
    assert {c["verdict"] for c in found["mapping"][3:]} == {"doubtful"}


def test_the_fuller_of_two_columns_with_one_heading_gives_the_field() -> None:
    rows = [
        ["Titre", "Porteur", "Résumé", "Résumé"],
        ["A", "Ville", "", "un"],
        ["B", "Asso", "vieux", "deux"],
    ]
    found = told(table("Suivi", rows))
    assert [c["field"] for c in found["mapping"]][2:] == ["other", "summary"]
    assert found["dossiers"][1]["fields"]["other"] == {"Résumé": "vieux"}
    assert "another column" in found["mapping"][2]["remarks"][0]


def test_numbered_columns_of_something_unknown_stay_aside() -> None:
    rows = [["Titre", "Porteur", "Résumé", "Couleur 1"], ["A", "Ville", "un", "x"]]
    assert fields(told(table("Suivi", rows)))["Couleur 1"] == "other"


def test_numbered_columns_fill_one_list() -> None:
    rows = [
        ["Titre", "Porteur n° 1", "Porteur n° 2", "Résumé"],
        ["A", "Ville", "Asso", "un"],
        ["B", "CALL", "", "deux"],
    ]
    first, second = told(table("Suivi", rows))["dossiers"]
    assert first["fields"]["project_leaders"] == ["Ville", "Asso"]
    assert second["fields"]["project_leaders"] == ["CALL"]


def test_a_choice_takes_the_field_from_the_proposed_column() -> None:
    rows = [["Titre", "Porteur", "Résumé", "Nom long"], ["A", "Ville", "un", "Tout A"]]
    choices = ImportChoices(targets_by_header={"Nom long": "title", "Porteur": "title"})
    found = told(table("Suivi", rows), choices=choices)
    assert fields(found) == {
        "Titre": "other",
        "Porteur": "title",
        "Résumé": "summary",
        "Nom long": "other",
    }


def test_the_rows_of_one_dossier_add_up_and_tell_second_values() -> None:
    rows = [
        ["Titre", "Porteur", "Lieu", "Résumé", "Remarque"],
        ["A", "Ville", "Lens", "", "un"],
        ["", "Asso", "Loos", "suite", "deux"],
        ["B", "Asso", "Avion", "", ""],
    ]
    first, second = told(table("Suivi", rows, merged=("A2:A3",)))["dossiers"]
    assert first["fields"] == {
        "number": "2023-01",
        "title": "A",
        "project_leaders": ["Ville", "Asso"],
        "location": "Lens",
        "summary": "suite",
        "other": {"Remarque": "un\ndeux", "Suivi!C3": "Loos"},
    }
    assert [remark["cell"] for remark in first["remarks"]] == ["Suivi!C3"]
    assert second["row"] == 4


EXPORT = ["ID", "Archivé", "Déposé le", "Traité le", "Nom du projet", "Nombre d’emplois", "Avis"]


def test_the_sheets_of_an_export_that_hold_little() -> None:
    main = table("Dossiers", [EXPORT, ["7", "false", "2023-05-02", "", "Halle", "0", "bon"]])
    opinions = [
        ["Dossier ID", "Question", "Réponse", "Répondu le"],
        ["7", "Que dites-vous ?", "", "2023-06-01"],
        ["8", "Et vous ?", "Oui", "2023-06-02"],
        ["", "", "", ""],
    ]
    blocks = table("(9) Étapes", [["Dossier ID", "Ligne", "Étape"], ["7", "1", "Études"]])
    found = told(
        main, table("Avis", opinions), blocks, table("Etablissements", []), table("Vide", [])
    )
    (dossier,) = found["dossiers"]
    assert dossier["fields"]["other"] == {
        "Archivé": "false",
        "Nombre d’emplois": "0",
        "Avis": "bon",
        "Avis (2)": "Question : Que dites-vous ?",
        "Étapes": "Études",
    }
    assert (dossier["remarks"][0]["cell"], dossier["remarks"][0]["level"]) == (
        "Dossiers!F2",
        "information",
    )
    assert found["ignored"] == [
        {"what": "Avis", "reason": "1 row of no dossier of the file"},
        {"what": "Vide", "reason": "not the dossiers"},
    ]


def test_funders_of_no_name_are_none() -> None:
    main = table("Dossiers", [EXPORT, ["7", "false", "2023-05-02", "", "Halle", "3", "bon"]])
    plan = table("(9) Plan", [["Dossier ID", "Financeur", "Montant"], ["7", "", "300"]])
    (dossier,) = told(main, plan)["dossiers"]
    assert "funders" not in dossier["fields"]
    assert dossier["fields"]["other"]["Plan"] == "300"


def test_rows_that_are_no_dossier_say_why() -> None:
    rows = [
        ["Porteur", "Titre", "Budget", "Lieu"],
        ["Ville", "A", "12", "Lens"],
        ["Asso", "B", "8", "Loos"],
        ["", "Total rénové", "", ""],
        ["", "", "20", "2"],
        ["Légende", "", "", "en gras : complets"],
        ["Total des dossiers reçus", "", "20", ""],
    ]
    found = told(table("Suivi", rows))
    assert [row["reason"] for row in found["skipped_rows"]] == [
        "only figures, no title: row of totals or of numbers",
        "note or title: « Légende »",
        "row of totals",
    ]
    assert found["dossiers"][-1]["fields"]["title"] == "Total rénové"


def test_notes_below_the_totals_are_no_dossiers_titles_below_a_subtotal_are() -> None:
    rows = [
        ["N°", "Titre", "Porteur", "Budget"],
        ["1", "A", "Ville", "12"],
        ["Sous-total", "", "", "12"],
        ["", "Seul titre", "", ""],
        ["2", "Source de vie", "Asso", "8"],
        ["", "* montants à vérifier", "", ""],
        ["TOTAL", "", "", "20"],
        ["", "NB : hors délai non repris", "", ""],
        ["", "", "", ""],
        ["", "Dossiers tardifs non repris", "", ""],
    ]
    found = told(table("Suivi", rows))
    titles = [dossier["fields"]["title"] for dossier in found["dossiers"]]
    assert titles == ["A", "Seul titre", "Source de vie"]
    assert [(row["row"], row["reason"]) for row in found["skipped_rows"]] == [
        (3, "row of totals"),
        (6, "note or title: « * montants à vérifier »"),
        (7, "row of totals"),
        (8, "note or title: « NB : hors délai non repris »"),
        (9, "blank row"),
        (10, "note or title: « Dossiers tardifs non repris »"),
    ]


@pytest.mark.parametrize(
    ("text", "is_note"),
    [
        *((text, True) for text in ("N.B. hors délai", "Nota : x", "Source : Ville", "*", "NB- x")),
        *((text, True) for text in ("Légende : x", "Remarques : x", "nota bene : x")),
        *((text, False) for text in ("Source", "Notation", "NBA", "Remarquable", "Légende d’été")),
    ],
)
def test_a_lone_title_is_a_note_only_when_it_begins_as_one(text: str, is_note: bool) -> None:
    rows = [["Titre", "Porteur", "Lieu"], ["A", "Ville", "Lens"], [text, "", ""]]
    assert len(told(table("Suivi", rows))["dossiers"]) == (1 if is_note else 2)


@pytest.mark.parametrize("heads", [("Coût HT", "Coût TTC"), ("Coût TTC", "Coût HT")])
def test_the_budget_with_tax_is_preferred_to_that_before_tax(heads: tuple[str, str]) -> None:
    by_head = {"Coût HT": "1000", "Coût TTC": "1200"}
    rows = [["Titre", "Porteur", *heads], ["A", "Ville", *(by_head[head] for head in heads)]]
    found = told(table("Suivi", rows))
    assert found["dossiers"][0]["fields"]["budget_amount"] == "1200"
    assert found["dossiers"][0]["fields"]["other"] == {"Coût HT": "1000"}
    (column,) = (c for c in found["mapping"] if c["field"] == "budget_amount")
    assert (column["verdict"], column["remarks"]) == ("recognised", [])


@pytest.mark.parametrize("other", [("Coût TTC", ""), ("Budget annuel TTC", "90")])
def test_a_budget_before_tax_alone_is_told(other: tuple[str, str]) -> None:
    rows = [["Titre", "Porteur", "Coût HT", other[0]], ["A", "Ville", "1000", other[1]]]
    found = told(table("Suivi", rows))
    assert found["dossiers"][0]["fields"]["budget_amount"] == "1000"
    (column,) = (c for c in found["mapping"] if c["field"] == "budget_amount")
    assert column["verdict"] == "doubtful"
    assert column["remarks"] == ["amounts before tax (HT): check that they are the ones you want"]


def test_a_date_that_only_reads_month_first_is_told_once() -> None:
    rows = [
        ["Titre", "Porteur", "Reçu le"],
        ["A", "Ville", "05/31/2023"],
        ["B", "Asso", "05/06/2023"],
        ["C", "Asso", "31/05/2023"],
    ]
    assert [
        [remark["message"] for remark in dossier["remarks"]]
        for dossier in told(table("Suivi", rows))["dossiers"]
    ] == [
        ["« 05/31/2023 » can only be read month first: 2023-05-31"],
        ["« 05/06/2023 » is read day first, others of this column can only be month first"],
        [],
    ]


def test_the_number_of_a_day_is_kept_aside_as_a_day_under_a_heading_of_dates() -> None:
    rows = [
        ["Titre", "Porteur", "Lieu", "Complet le", "Code interne"],
        ["A", "Ville", "Lens", "45108", "45108"],
        ["B", "Asso", "Loos", "99999", "12"],
        ["C", "Asso", "Avion", "mai 2023", ""],
    ]
    first, second, third = told(table("Suivi", rows))["dossiers"]
    assert first["fields"]["other"] == {"Complet le": "2023-07-01", "Code interne": "45108"}
    assert [remark["message"] for remark in first["remarks"]] == [
        "« 45108 » is read as the number of a day: 2023-07-01"
    ]
    assert second["fields"]["other"]["Complet le"] == "99999"
    assert third["fields"]["other"]["Complet le"] == "mai 2023"


def test_euros_under_a_heading_in_thousands_give_no_amount() -> None:
    rows = [["Titre", "Porteur", "Montant (k€)"], ["A", "Ville", "389000"], ["B", "Asso", "1 250"]]
    first, second = told(table("Suivi", rows))["dossiers"]
    assert "budget_amount" not in first["fields"]
    assert [remark["message"] for remark in first["remarks"]] == [
        "« 389000 » under a heading in thousands: check its unit"
    ]
    assert (second["fields"]["budget_amount"], second["remarks"]) == ("1250000", [])


def test_a_sheet_of_dossiers_in_columns_says_to_transpose_it() -> None:
    rows = [
        ["", "Dossier 1", "Dossier 2"],
        ["Nom du projet", "A", "B"],
        ["Porteur", "Ville", "Asso"],
        ["Commune", "Lens", "Loos"],
    ]
    sheet = table("Fiches", rows)
    with pytest.raises(Failure, match="stand in columns, one beside the other"):
        told(sheet)
    chosen = ImportChoices(sheet="Fiches", header_row=1)
    assert len(told(sheet, choices=chosen)["dossiers"]) == 3
    with pytest.raises(Failure, match="no recognisable header row"):
        told(table("Fiches", rows[:2]))


def test_headings_that_are_questions_are_proposed_with_a_doubt() -> None:
    rows = [
        ["Réf", "Intitulé", "Qui ?", "Où ?", "Combien ?", "Quand ?"],
        ["1", "A", "Ville", "Lens", "45 000", "T3 2023"],
    ]
    found = told(table("Suivi", rows))
    assert [(c["field"], c["verdict"]) for c in found["mapping"][2:]] == [
        ("project_leaders", "doubtful"),
        ("location", "doubtful"),
        ("budget_amount", "doubtful"),
        ("timeline", "doubtful"),
    ]


def test_a_formula_without_result_is_told_where_it_is_kept_aside() -> None:
    sheet = table("Suivi", [["Titre", "Porteur", "Résumé", "Part"], ["A", "Ville", "un", ""]])
    lost = sheet.rows[1][3]._replace(problem="formula", text="=A1")
    rows = (sheet.rows[0], (*sheet.rows[1][:3], lost))
    (remark,) = told(SourceTable("Suivi", rows))["dossiers"][0]["remarks"]
    assert (remark["cell"], remark["level"]) == ("Suivi!D2", "warning")


def test_what_the_reader_left_out_of_the_whole_file_is_told_under_its_name() -> None:
    sheet = table("Suivi", [["Titre", "Porteur", "Résumé"], ["A", "Ville", "un"]])
    source = SourceFile("x.xlsx", "xlsx", "0", (sheet,), remarks=(message("a sheet is locked"),))
    campaign = FakeCampaignFile()
    campaign.seed(Campaign("Promotion 2023", 2023))
    ignored = plan_as_json(propose(campaign, source), str, applied=False)["ignored"]
    assert ignored == [{"what": "x.xlsx", "reason": "a sheet is locked"}]


def test_a_value_said_again_on_a_further_row_is_no_second_value() -> None:
    rows = [
        ["Titre", "Porteur", "Lieu", "Résumé"],
        ["A", "Ville", "Lens", "un"],
        ["", "Asso", "Lens", "un"],
    ]
    (found,) = told(table("Suivi", rows, merged=("A2:A3",)))["dossiers"]
    assert found["fields"] == {
        "number": "2023-01",
        "title": "A",
        "project_leaders": ["Ville", "Asso"],
        "location": "Lens",
        "summary": "un",
    }
    assert found["remarks"] == []


def test_a_merged_range_that_is_no_rectangle_of_cells_shares_nothing() -> None:
    rows = [
        ["Titre", "Porteur", "Lieu", "Résumé"],
        ["A", "Ville", "Lens", "un"],
        ["B", "Asso", "", "deux"],
    ]
    plain = told(table("Suivi", rows))
    assert told(table("Suivi", rows, merged=("C2", "C:C", "2:3")))["dossiers"] == plain["dossiers"]
    shared = told(table("Suivi", rows, merged=("C2", "C2:C3")))["dossiers"]
    assert [found["fields"].get("location") for found in plain["dossiers"]] == ["Lens", None]
    assert [found["fields"]["location"] for found in shared] == ["Lens", "Lens"]


@pytest.mark.parametrize(
    ("group", "heading", "field"),
    [
        ("Porteur", "Nom", "project_leaders"),
        ("Contact", "Nom", "ignore"),
        ("Budget", "", "budget_amount"),
        ("Budget", "Total", "budget_amount"),
        ("Territoire", "Commune", "municipalities"),
        ("", "Commune", "municipalities"),
    ],
)
def test_headings_under_their_group(group: str, heading: str, field: str) -> None:
    guess = recognise_under(group, heading)
    assert guess is not None
    assert guess[0] == field


@pytest.mark.parametrize(
    "heading",
    [
        *("SIRET du porteur", "Adresse du porteur", "Commune (Code INSEE)", "Subvention demandée"),
        *("Date de fin", "Commentaires sur le budget", "Nombre de communes", "Contrat", "Avis"),
        *("Dépôt pour un tiers", "Groupe instructeur", "Taux de subvention", "Commune du siège"),
        "En quoi le projet contribue-t-il à la transition du territoire ?",
    ],
)
def test_headings_that_only_look_like_a_field(heading: str) -> None:
    assert recognise(heading) is None


@pytest.mark.parametrize(
    ("heading", "factor"), [("Budget (k€)", 1000), ("Coût en M€", 10**6), ("Budget", 1)]
)
def test_units_of_headings(heading: str, factor: int) -> None:
    assert multiplier(heading) == factor
