"""A field of a dossier as a person types it, and back as text to edit."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from euralens_desk.domain.dossier import FIELD_KINDS, Dossier, FieldKind
from euralens_desk.domain.field_reading import phone
from euralens_desk.domain.import_plan import FieldValue
from euralens_desk.domain.messages import Failure, message
from euralens_desk.domain.text_cleaning import clean, one_line
from euralens_desk.domain.written_amounts import written_amount
from euralens_desk.domain.written_dates import written_date

ONE_LINE = frozenset((FieldKind.TEXT, FieldKind.EMAIL, FieldKind.WEBSITE))
GUESSES = frozenset(("about", "aside", "serial", "late utc"))
"""Doubts of a value that a person does not type: it is refused instead."""


def read_typed(field: str, text: str) -> FieldValue:
    """Return what was typed in a field; a list has one item a line. Failure when it can't be read.

    Unlike the cell of a workbook, nothing is guessed: « néant » stays what it is.
    """
    kind, cleaned = FIELD_KINDS[field], clean(text).text
    if kind is FieldKind.LIST:
        lines = (one_line(line) for line in cleaned.split("\n"))
        return tuple(line for line in lines if line)
    if kind is FieldKind.DATE:
        return _typed_date(cleaned)
    if kind is FieldKind.AMOUNT:
        return _typed_amount(cleaned)
    if kind is FieldKind.PHONE:
        return phone(cleaned)
    return one_line(cleaned) if kind in ONE_LINE else cleaned


def _typed_date(text: str) -> date | None:
    found = written_date(text) if text else None
    if text and (found is None or found.doubt in GUESSES):
        raise Failure(
            message(
                "« {text} » is not a date. Write it as 30/05/2022. Nothing was changed.", text=text
            )
        )
    return found.day if found else None


def _typed_amount(text: str) -> Decimal | None:
    found = written_amount(text) if text else None
    if text and (found is None or found.doubt in GUESSES):
        raise Failure(
            message(
                "« {text} » is not an amount. Write it in euros, as 2 980 000. "
                "Nothing was changed.",
                text=text,
            )
        )
    return found.amount if found else None


def as_typed(dossier: Dossier, field: str) -> str:
    """Return a field as text to edit: what ``read_typed`` reads back to the same value."""
    value = getattr(dossier, field)
    if isinstance(value, tuple):
        return "\n".join(value)
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, Decimal):
        text = f"{value:f}".replace(".", ",")
        return f"{text}0" if text[-4:-3] == "," else text  # three decimals look like thousands
    return value or ""
