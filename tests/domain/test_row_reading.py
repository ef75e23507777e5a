"""Columns and rows of a table that nobody tidied: no heading, blank rows, short rows."""

from __future__ import annotations

from datetime import date

from euralens_desk.domain.columns import columns_of
from euralens_desk.domain.headings import targets
from euralens_desk.domain.import_plan import OTHER, ImportChoices
from euralens_desk.domain.row_reading import announced_pieces, read_rows
from euralens_desk.domain.source import SourceCell, SourceFile, SourceTable


def table(name: str, *rows: tuple[str, ...]) -> SourceTable:
    return SourceTable(
        name,
        tuple(
            tuple(SourceCell(place, number, text, text) for place, text in enumerate(row))
            for number, row in enumerate(rows, start=1)
        ),
    )


def test_the_surer_of_two_headings_gets_the_field() -> None:
    assert targets(["Titre", "Intitulé du projet (titre)"])[0] == "title"
    exact_last = targets(["titres", "Titre"])
    assert exact_last[1] == "title"
    assert exact_last[0] != "title"


def test_a_column_without_heading_is_kept_under_its_address_an_empty_one_is_not() -> None:
    sheet = table("Suivi", ("Titre", "", "", "Communes"), ("Mine", "", "à revoir", "Lens"))
    columns = columns_of(sheet, 1, ImportChoices())
    assert [column.column for column in columns] == [0, 2, 3]
    assert columns[1].key == "(C1)"
    assert columns[1].target == OTHER


def test_blank_rows_are_told_and_rows_without_cells_are_not() -> None:
    sheet = table(
        "Suivi",
        ("Titre", "Communes", "Porteur", "Site internet"),
        ("", "", "", ""),
        (),
        ("Mine", "Lens", "Ville", ""),
    )
    found, skipped = read_rows(sheet, 1, columns_of(sheet, 1, ImportChoices()))
    assert [dossier.row for dossier in found] == [4]
    assert [row.row for row in skipped] == [2]


def test_a_row_shorter_than_the_headings_fills_what_it_has() -> None:
    sheet = table("Suivi", ("Titre", "Communes", "Porteur"), ("Mine", "Lens", "Ville"), ("Halle",))
    whole, short = read_rows(sheet, 1, columns_of(sheet, 1, ImportChoices()))[0]
    assert set(whole.fields) == {"title", "municipalities", "project_leaders"}
    assert (short.fields, short.remarks) == ({"title": "Halle"}, ())


def test_announced_pieces_are_read_from_short_rows_too() -> None:
    main = table("Candidatures", ("Titre",), ("Mine",))
    pieces = table(
        "Pièces",
        ("Réf dossier", "Nom du fichier", "Type", "Reçu le", "Remarque"),
        ("2022-01", "plan.pdf", "plan", "31/05/2022", "illisible"),
        ("2022-02", "lettre.pdf"),
        ("2022-03", ""),
        ("2022-04",),
    )
    source = SourceFile("x.xlsx", "xlsx", "0", (main, pieces))
    first, second = announced_pieces(source, main)
    assert (first.dossier, first.kind, first.received_on, first.note) == (
        "2022-01",
        "plan",
        date(2022, 5, 31),
        "illisible",
    )
    assert (second.name, second.kind, second.received_on) == ("lettre.pdf", "", None)
