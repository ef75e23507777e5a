"""Dates, amounts, lists and telephones as people type them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from euralens_desk.domain.attachment_matching import match_attachments
from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.field_reading import phone, read_field
from euralens_desk.domain.import_plan import FoundFile
from euralens_desk.domain.source import SourceCell
from euralens_desk.domain.written_amounts import read_amount
from euralens_desk.domain.written_dates import read_date
from euralens_desk.domain.written_lists import split_list, split_places


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("31/05/2022", date(2022, 5, 31)),
        ("31/05/2022 14:03", date(2022, 5, 31)),
        ("1.6.22", date(2022, 6, 1)),
        ("2022-05-31T10:00:00", date(2022, 5, 31)),
        ("1er juin 2022", date(2022, 6, 1)),
        ("8 août 2022", date(2022, 8, 8)),
        ("31/02/2022", None),
        ("printemps", None),
        ("8 thermidor 2022", None),
    ],
)
def test_dates_are_day_first(text: str, found: date | None) -> None:
    assert read_date(text) == found


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)))
def test_every_date_comes_back(day: date) -> None:
    assert read_date(f"{day:%d/%m/%Y}") == read_date(day.isoformat()) == day
    assert read_date("", datetime(day.year, day.month, day.day)) == day


def test_a_serial_number_is_a_date() -> None:
    assert read_date("44712", Decimal(44712)) == date(2022, 5, 31)
    assert read_date("3", Decimal(3)) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2 980 000,50 €", "2980000.5"),
        ("485\u202f000\u202f€", "485000"),
        ("1\u00a0200 euros", "1200"),
        ("2,98 M€", "2980000"),
        ("389 k€", "389000"),
        ("1.234.567,89", "1234567.89"),
        ("1.500", "1500"),
        ("12.5", "12.5"),
        ("6 millions d'euros", "6000000"),
        ("..,", None),
    ],
)
def test_amounts(text: str, found: str | None) -> None:
    assert read_amount(text) == (None if found is None else Decimal(found))


def test_a_heading_in_thousands_multiplies() -> None:
    assert read_amount("389", Decimal(389), 1000) == read_amount("389", None, 1000) == 389_000
    assert read_amount("389 €", None, 1000) == 389


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("a / b / c", ("a", "b", "c")),
        ("- a, b\n- c", ("a, b", "c")),
        ("- a, b", ("a, b",)),
        ("a ; b, c", ("a", "b, c")),
        ("a, b (c, d)", ("a", "b (c, d)")),
        ("et/ou", ("et/ou",)),
        ("", ()),
    ],
)
def test_lists(text: str, items: tuple[str, ...]) -> None:
    assert split_list(text) == items


def test_commas_do_not_cut_where_something_stronger_does() -> None:
    assert split_list("a, b", commas=False) == ("a, b",)


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("Lens/Loos-en-Gohelle", ("Lens", "Loos-en-Gohelle")),
        ("Lens/ Liévin /Éleu", ("Lens", "Liévin", "Éleu")),
        ("Lens / Loos/Avion, Liévin", ("Lens", "Loos", "Avion, Liévin")),
        ("Lens/Loos, Avion", ("Lens", "Loos", "Avion")),
        ("Aire s/ Lys", ("Aire s/ Lys",)),
        ("AIRE-S/LA LYS", ("AIRE-S/LA LYS",)),
        ("Lens et/ou Liévin", ("Lens et/ou Liévin",)),
        ("Lens (sud/Est)", ("Lens (sud/Est)",)),
        ("Lens 1/2", ("Lens 1/2",)),
        ("/Lens/", ("/Lens/",)),
    ],
)
def test_municipalities_are_cut_at_slashes_without_spaces(
    text: str, items: tuple[str, ...]
) -> None:
    assert split_places(text) == items
    assert read_field("municipalities", cell(text)).value == items
    assert read_field("title", cell(text)).value == text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("321000001", "03 21 00 00 01"),
        ("+33 3 21 00 00 01", "03 21 00 00 01"),
        ("03.21.00.00.01", "03 21 00 00 01"),
        ("poste 12", "poste 12"),
    ],
)
def test_telephones(text: str, found: str) -> None:
    assert phone(text) == found


def cell(text: str, problem: str = "") -> SourceCell:
    return SourceCell(0, 2, text, text or None, problem)


@pytest.mark.parametrize(
    ("field", "text", "value", "said"),
    [
        ("title", "-", None, []),
        ("title", "néant", None, ["information"]),
        ("website", "voir la plaquette", "voir la plaquette", ["warning"]),
        ("website", "minedesoleil.fr", "minedesoleil.fr", []),
        ("title", "a\u200bb", "ab", ["information"]),
        ("received_on", "bientôt", None, ["warning"]),
    ],
)
def test_a_cell_is_read_and_remarked(
    field: str, text: str, value: str | None, said: list[str]
) -> None:
    reading = read_field(field, cell(text))
    assert (reading.value, [level.value for level, _ in reading.said]) == (value, said)


def test_an_error_cell_is_never_read() -> None:
    reading = read_field("title", cell("#REF!", "error"))
    assert reading.value is None
    assert "its value is lost" in str(reading.said[0][1])


PDF = b"%PDF-1.7"
KNOWN = (
    Dossier(1, "a", "2022-01", "Mine de Soleil", project_leaders=("SAS Mine",)),
    Dossier(2, "b", "2022-02", "Forêt urbaine", municipalities=("Lens",)),
    Dossier(3, "c", "2022-03", "Forêt des écoles", municipalities=("Lens",)),
)


@pytest.mark.parametrize(
    ("file", "dossier", "status"),
    [
        (FoundFile("soleil_v2.pdf", 10, PDF, b"%%EOF"), "2022-01", "attached"),
        (FoundFile("2022-03 annexe.pdf", 10, PDF, b"%%EOF"), "2022-03", "attached"),
        (FoundFile("FORET Lens.PDF", 10, PDF, b"%%EOF"), "", "ambiguous"),
        (FoundFile("divers.pdf", 10, PDF, b"%%EOF"), "", "unmatched"),
        (FoundFile("vide.pdf", 0, b""), "", "refused"),
        (FoundFile("lourd.pdf", 30_000_000, PDF, b"%%EOF"), "", "refused"),
        (FoundFile("faux.pdf", 10, b"PK", b""), "", "refused"),
        (FoundFile("coupe.pdf", 10, PDF, b"xx"), "", "refused"),
    ],
)
def test_a_file_finds_its_dossier(file: FoundFile, dossier: str, status: str) -> None:
    (match,) = match_attachments([file], (), KNOWN)
    assert (match.dossier, match.status.value) == (dossier, status)
