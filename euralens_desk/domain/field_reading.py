"""Read the value of one cell for one field, or say why it can't be read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from euralens_desk.domain.dossier import FIELD_KINDS, FieldKind
from euralens_desk.domain.import_plan import FieldValue, Level
from euralens_desk.domain.messages import Message, message, plural_message
from euralens_desk.domain.source import CellValue, SourceCell
from euralens_desk.domain.text_cleaning import clean, is_obviously_void, is_void, one_line
from euralens_desk.domain.written_amounts import written_amount
from euralens_desk.domain.written_dates import written_date
from euralens_desk.domain.written_lists import split_list, split_places

WEBSITE = re.compile(r"(https?://)?[\w\-.]+\.[a-z]{2,}(:\d+)?([/?#]\S*)?", re.IGNORECASE)
EMAIL = re.compile(r"[^@\s;,<>]+@[^@\s;,<>]+\.[a-z]{2,}", re.IGNORECASE)
PHONE = re.compile(r"0\d(?: \d\d){4}")


@dataclass(frozen=True, slots=True)
class Reading:
    """A value, and what should be said of it (with how much it asks)."""

    value: FieldValue
    said: tuple[tuple[Level, Message], ...] = ()


EMPTY = Reading(None)


def read_field(
    field: str, cell: SourceCell, multiplier: int = 1, *, commas: bool = True
) -> Reading:
    """Return what a cell says for a field; an unreadable cell is empty, with a warning."""
    if cell.problem:
        told = message("the cell holds {text}, its value is lost", text=cell.text or cell.problem)
        return Reading(None, ((Level.WARNING, told),))
    cleaned = clean(cell.text)
    if is_obviously_void(cleaned.text):
        return EMPTY
    if is_void(cleaned.text):
        told = message("« {text} » is read as empty", text=cleaned.text)
        return Reading(None, ((Level.INFORMATION, told),))
    if FIELD_KINDS[field] is FieldKind.LIST:
        split = split_places if field == "municipalities" else split_list
        reading = Reading(split(cleaned.text, commas=commas))
    else:
        reading = _read(field, cleaned.text, cell.value, multiplier)
    if cleaned.removed:
        told = plural_message(
            "{count} invisible character was taken out",
            "{count} invisible characters were taken out",
            cleaned.removed,
        )
        return Reading(reading.value, (*reading.said, (Level.INFORMATION, told)))
    return reading


def _read(field: str, text: str, value: CellValue, multiplier: int) -> Reading:
    kind = FIELD_KINDS[field]
    if kind is FieldKind.DATE:
        return _date_reading(text, value)
    if kind is FieldKind.AMOUNT:
        return _amount_reading(text, value, multiplier)
    if kind in _BY_TEXT:
        return _BY_TEXT[kind](text)
    if field in ("number", "external_id") and isinstance(value, date):
        told = message("« {text} » was made a date by the spreadsheet: check it", text=text)
        return Reading(text, ((Level.WARNING, told),))
    return Reading(text)


DATE_DOUBTS: Mapping[str, tuple[Level, Message]] = {
    "month first": (Level.WARNING, message("« {text} » can only be read month first: {day}")),
    "late utc": (Level.WARNING, message("« {text} » is of the next day in Paris: read as {day}")),
    "serial": (Level.WARNING, message("« {text} » is read as the number of a day: {day}")),
    "aside": (Level.WARNING, message("« {text} » is read as {day}, the rest is left out")),
    "year": (Level.WARNING, message("« {text} » is of an unlikely year")),
}


def _date_reading(text: str, value: CellValue) -> Reading:
    found = written_date(text, value)
    if found is None:
        told = message("« {text} » is not a date: the field stays empty", text=_short(text))
        return Reading(None, ((Level.WARNING, told),))
    if not found.doubt:
        return Reading(found.day)
    level, told = DATE_DOUBTS[found.doubt]
    return Reading(found.day, ((level, message(told.text, text=_short(text), day=found.day)),))


AMOUNT_DOUBTS: Mapping[str, tuple[Level, Message]] = {
    "about": (Level.WARNING, message("« {text} » is approximate: read as {amount}")),
    "aside": (Level.WARNING, message("« {text} » is read as {amount}, the rest is left out")),
    "thousands": (Level.WARNING, message("« {text} » may be read two ways: taken as {amount}")),
    "negative": (Level.WARNING, message("« {text} » is a negative amount")),
    "huge": (Level.WARNING, message("« {text} » is a very large amount: check its unit")),
    "unit": (Level.WARNING, message("« {text} » under a heading in thousands: check its unit")),
    "tax": (Level.INFORMATION, message("« {text} » is before tax")),
}


def _amount_reading(text: str, value: CellValue, multiplier: int) -> Reading:
    found = written_amount(text, value, multiplier)
    if found is None:
        told = message("« {text} » is not an amount: the field stays empty", text=_short(text))
        return Reading(None, ((Level.WARNING, told),))
    if not found.doubt:
        return Reading(found.amount)
    level, told = AMOUNT_DOUBTS[found.doubt]
    said = message(told.text, text=_short(text), amount=found.amount)
    return Reading(found.amount, ((level, said),))


def _short(text: str) -> str:
    return one_line(text)[:60]


def _email_reading(text: str) -> Reading:
    bare = re.sub(r"^mailto:\s*", "", text, flags=re.IGNORECASE)
    if EMAIL.fullmatch(bare):
        return Reading(bare)
    told = message("« {text} » is not one e-mail address", text=_short(text))
    return Reading(bare, ((Level.WARNING, told),))


def _website_reading(text: str) -> Reading:
    if WEBSITE.fullmatch(text):
        return Reading(text)
    return Reading(text, ((Level.WARNING, message("free text, not an address")),))


def _phone_reading(text: str) -> Reading:
    found = phone(text)
    if not PHONE.fullmatch(found):
        told = message("« {text} » is not one French telephone number", text=_short(text))
        return Reading(found, ((Level.WARNING, told),))
    if re.sub(r"\D", "", text) == found.replace(" ", "")[1:]:
        told = message("the 0 that begins the number was lost: put back")
        return Reading(found, ((Level.INFORMATION, told),))
    return Reading(found)


def phone(text: str) -> str:
    """Return a French telephone number in pairs; one that lost its 0 gets it back."""
    bare = re.sub(r"^(?:t[ée]l\.?|t[ée]l[ée]phone)\s*:?\s*", "", text.strip(), flags=re.IGNORECASE)
    bare = re.sub(r"\.0$", "", bare)
    bare = re.sub(r"^\((0\d)\)", r"\1", bare)
    digits = re.sub(r"[\s.\-/_\u00a0\u202f]|(?<=\+33)\(0\)|(?<=\+33 )\(0\)", "", bare)
    digits = re.sub(r"^(?:\+|00)33(?:\(0\))?0?", "0", digits)
    if re.fullmatch(r"33[1-9]\d{8}", digits):
        digits = f"0{digits[2:]}"
    if re.fullmatch(r"[1-9]\d{8}", digits):
        digits = f"0{digits}"
    if not re.fullmatch(r"0[1-9]\d{8}", digits):
        return text
    return " ".join(digits[place : place + 2] for place in range(0, 10, 2))


_BY_TEXT: Mapping[FieldKind, Callable[[str], Reading]] = {
    FieldKind.PHONE: _phone_reading,
    FieldKind.WEBSITE: _website_reading,
    FieldKind.EMAIL: _email_reading,
}
