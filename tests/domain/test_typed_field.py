"""A field typed by a person is read back to the same value."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from euralens_desk.domain.dossier import FIELD_KINDS, Dossier, FieldKind
from euralens_desk.domain.messages import Failure
from euralens_desk.domain.text_cleaning import clean, one_line
from euralens_desk.domain.typed_field import as_typed, read_typed

EMPTY = Dossier(1, "d1", "2022-01", "Garage")
WORDS = st.text(max_size=30).map(lambda text: one_line(clean(text).text))
VALUES = {
    FieldKind.LIST: st.lists(WORDS.filter(bool), max_size=4).map(tuple),
    FieldKind.DATE: st.none() | st.dates(date(1900, 1, 1), date(2999, 12, 31)),
    FieldKind.AMOUNT: st.none() | st.integers(0, 10**9).map(Decimal),
    FieldKind.PHONE: st.just("03 21 00 00 01"),
}


@given(st.data(), st.sampled_from(sorted(FIELD_KINDS)))
def test_what_is_shown_to_edit_is_read_back(data: st.DataObject, field: str) -> None:
    value = data.draw(VALUES.get(FIELD_KINDS[field], WORDS))
    changes: dict[str, Any] = {field: value}
    dossier = replace(EMPTY, **changes)
    assert read_typed(field, as_typed(dossier, field)) == value


def test_a_list_has_one_item_a_line_whatever_its_commas() -> None:
    assert read_typed("partners", "État, Région\n\n  Ville  de Lens \n") == (
        "État, Région",
        "Ville de Lens",
    )


def test_cents_are_written_with_a_comma() -> None:
    dossier = replace(EMPTY, budget_amount=Decimal("1234.5"))
    assert as_typed(dossier, "budget_amount") == "1234,5"
    assert read_typed("budget_amount", "1 234,50 €") == Decimal("1234.5")


def test_a_typed_word_is_never_taken_for_nothing() -> None:
    assert read_typed("needs", "néant") == "néant"
    assert read_typed("title", "  Le\n garage ") == "Le garage"
    assert read_typed("summary", "Un\ndeux") == "Un\ndeux"


@pytest.mark.parametrize(
    ("field", "said"), [("starts_on", "is not a date"), ("budget_amount", "is not an amount")]
)
def test_what_can_t_be_read_is_refused(field: str, said: str) -> None:
    with pytest.raises(Failure, match=said):
        read_typed(field, "bientôt")
    assert read_typed(field, " ") is None


def test_a_telephone_is_set_in_pairs() -> None:
    assert read_typed("contact_phone", "0321000001") == "03 21 00 00 01"
