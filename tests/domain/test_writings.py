"""Whatever way a value is written, it reads as itself; what is unsure says so."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from variants import AMOUNTS, DATES, LISTS, PHONES

from euralens_desk.domain.field_reading import phone, read_field
from euralens_desk.domain.source import SourceCell
from euralens_desk.domain.written_amounts import written_amount
from euralens_desk.domain.written_dates import written_date
from euralens_desk.domain.written_lists import split_list
from euralens_desk.exchange.csv_text import read_text_table

WORDS = st.text("abcdefghijklmnopqrstuvwxyzéèàçôû’ ", min_size=2, max_size=24)
ITEMS = st.lists(
    WORDS.map(lambda text: " ".join(text.split())).filter(lambda text: len(text) > 1),
    min_size=1,
    max_size=6,
)


@given(st.dates(date(1975, 1, 1), date(2069, 12, 31)), st.sampled_from(sorted(DATES)))
def test_a_date_reads_as_itself_however_it_is_written(day: date, style: str) -> None:
    told = DATES[style](day)
    value = Decimal(told) if isinstance(told, int) else told
    found = written_date(str(told), value)
    assert found is not None
    assert (found.day, found.doubt) == (day, "")


@given(st.integers(1, 999_999_999), st.sampled_from(sorted(AMOUNTS)))
def test_an_amount_reads_as_itself_however_it_is_written(euros: int, style: str) -> None:
    told = AMOUNTS[style](Decimal(euros))
    value = Decimal(told) if isinstance(told, int) else None
    found = written_amount(str(told), value)
    assert found is not None
    assert found.amount == euros
    assert found.doubt in ("", "tax", "about", "thousands")


@given(st.decimals(0, 10**9, places=2), st.sampled_from([" ", "\u00a0", "\u202f", ".", "'", ""]))
def test_cents_and_every_mark_of_thousands(amount: Decimal, mark: str) -> None:
    text = f"{amount:,.2f}".replace(",", "_").replace(".", ",").replace("_", mark)
    found = written_amount(f"{text} €")
    assert found is not None
    assert (found.amount, found.doubt) == (amount, "")


@given(ITEMS, st.sampled_from(sorted(LISTS)))
def test_a_list_reads_as_itself_however_it_is_written(items: list[str], style: str) -> None:
    assert split_list(LISTS[style](items)) == tuple(items)


@given(st.from_regex(r"0[1-9]( [0-9]{2}){4}", fullmatch=True), st.sampled_from(sorted(PHONES)))
def test_a_telephone_reads_as_itself(number: str, style: str) -> None:
    assert phone(str(PHONES[style](number))) == number


@given(
    st.lists(st.text('abcéèçàœ€’;,"\n «»', min_size=1), min_size=2, max_size=5),
    st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"]),
)
def test_a_table_reads_as_itself_in_every_encoding(cells: list[str], encoding: str) -> None:
    quoted = ['"{}"'.format(cell.replace('"', '""')) for cell in ("é", *cells)]
    heads = ['"{}"'.format(f"titre {place}") for place in range(len(quoted))]
    data = f"{';'.join(heads)}\r\n{';'.join(quoted)}\r\n".encode(encoding)
    found = read_text_table(data, "x.csv")
    assert found.rows[1] == ["é", *cells]
    assert found.encoding == encoding


@pytest.mark.parametrize(
    ("text", "amount", "doubt"),
    [
        ("environ 12 000 €", 12000, "about"),
        ("12 000 € HT", 12000, "tax"),
        ("1.500", 1500, "thousands"),
        ("1,500", 1500, "thousands"),
        ("0,500", Decimal("0.5"), "thousands"),
        ("485?000 €", 485000, "aside"),
        ("12 000 € (estimation)", 12000, "aside"),
        ("-500", -500, "negative"),
        ("5 000 000 M€", 5 * 10**12, "huge"),
        ("1.250.000,00 €", 1_250_000, ""),
        ("1,2 million d’euros", 1_200_000, ""),
        ("EUR 300", 300, ""),
    ],
)
def test_doubts_of_amounts(text: str, amount: int | Decimal, doubt: str) -> None:
    found = written_amount(text)
    assert found is not None
    assert found.amount == amount
    assert found.doubt == doubt


def test_a_cell_in_euros_under_a_heading_in_thousands_is_doubted() -> None:
    for value in (Decimal(389_000), None):
        found = written_amount("389000", value, 1000)
        assert found is not None
        assert found.doubt == "unit"


@pytest.mark.parametrize(
    "text",
    [
        *("10 000 à 20 000", "entre 10 et 20 k€", "12 000 + 3 000", "10 20", "25 %", "300 $"),
        *("12 3456", "1.2.3", "1.250.00,5", "1,2,3 €", "gratuit", "", "12 patates"),
    ],
)
def test_what_is_no_amount(text: str) -> None:
    assert written_amount(text) is None


def test_an_infinite_number_is_no_amount() -> None:
    assert written_amount("inf", Decimal("Infinity")) is None


@pytest.mark.parametrize(
    ("text", "day", "doubt"),
    [
        ("05/31/2022", date(2022, 5, 31), "month first"),
        ("44712", date(2022, 5, 31), "serial"),
        ("2022-05-31T22:30:00Z", date(2022, 5, 31), "late utc"),
        ("2022-05-31T12:30:00Z", date(2022, 5, 31), ""),
        ("reçu le 31/05/2022 par courriel", date(2022, 5, 31), "aside"),
        ("20220531", date(2022, 5, 31), ""),
        ("01/01/2222", date(2222, 1, 1), "year"),
        ("1 er juin 2022", date(2022, 6, 1), ""),
    ],
)
def test_doubts_of_dates(text: str, day: date, doubt: str) -> None:
    found = written_date(text)
    assert found is not None
    assert (found.day, found.doubt) == (day, doubt)


@pytest.mark.parametrize(
    "text",
    [
        "mai 2022",
        "2022",
        "31/05",
        "30/02/2022",
        "du 31/05/2022 au 12/06/2022",
        "99999",
        "31 brumaire 2022",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert written_date(text) is None


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("1) a\n2) b", ("a", "b")),
        ("1 atelier\n3 salles", ("1 atelier", "3 salles")),
        ("a,\nb,\nc", ("a", "b", "c")),
        ("• a • b", ("a", "b")),
        ("1/2 emploi / 3,5 ha", ("1/2 emploi", "3,5 ha")),
        ("https://example.org/a;b / c", ("https://example.org/a;b", "c")),
        ("https://example.org/a;b", ("https://example.org/a;b",)),
        ("a | b", ("a", "b")),
        ("eau;", ("eau",)),
        ("« a, b », c", ("« a, b »", "c")),
        ("un, deux trois quatre cinq six sept huit neuf dix onze", None),
    ],
)
def test_lists_that_are_easily_cut_wrong(text: str, items: tuple[str, ...] | None) -> None:
    assert split_list(text) == (items or (text,))


@pytest.mark.parametrize(
    ("field", "text", "value", "level"),
    [
        ("contact_email", "mailto:a@example.org", "a@example.org", None),
        (
            "contact_email",
            "a@example.org, b@example.org",
            "a@example.org, b@example.org",
            "warning",
        ),
        ("contact_phone", "321000001", "03 21 00 00 01", "information"),
        ("contact_phone", "(03) 21 00 00 01", "03 21 00 00 01", None),
        ("contact_phone", "+32 2 123 45 67", "+32 2 123 45 67", "warning"),
        ("received_on", "05/31/2022", date(2022, 5, 31), "warning"),
        ("budget_amount", "~ 12 k€", Decimal(12000), "warning"),
    ],
)
def test_doubts_reach_the_reader(field: str, text: str, value: object, level: str | None) -> None:
    reading = read_field(field, SourceCell(0, 2, text, text))
    assert reading.value == value
    assert [said.value for said, _ in reading.said] == ([level] if level else [])


def test_a_number_that_became_a_date_is_told() -> None:
    reading = read_field("number", SourceCell(0, 2, "2022-01-01", date(2022, 1, 1)))
    assert reading.value == "2022-01-01"
    assert len(reading.said) == 1
