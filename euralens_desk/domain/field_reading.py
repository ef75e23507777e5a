"""Read the value of one cell for one field, or say why it can't be read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation

from euralens_desk.domain.dossier import FIELD_KINDS, FieldKind
from euralens_desk.domain.import_plan import FieldValue, Level
from euralens_desk.domain.messages import Message, message, plural_message
from euralens_desk.domain.source import CellValue, SourceCell
from euralens_desk.domain.text_cleaning import clean, is_obviously_void, is_void

SERIAL_ORIGIN = date(1899, 12, 30)
"""Day 0 of the serial dates of spreadsheets."""
DAY_FIRST = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{2,4})(?:[ T]+\d{1,2}[:h].*)?")
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T].*)?")
MONTHS = {
    name: place
    for place, names in enumerate(
        (
            "janvier",
            "fevrier",
            "mars",
            "avril",
            "mai",
            "juin",
            "juillet",
            "aout",
            "septembre",
            "octobre",
            "novembre",
            "decembre",
        ),
        start=1,
    )
    for name in (names,)
}
IN_WORDS = re.compile(r"(\d{1,2})(?:er)? ([a-z]+) (\d{4})")
AMOUNT = re.compile(r"([+-]?[\d.,]+)([a-z€]*)")
UNITS = {
    "": 1,
    "€": 1,
    "eur": 1,
    "euros": 1,
    "euro": 1,
    "k€": 1_000,
    "ke": 1_000,
    "m€": 10**6,
    "meur": 10**6,
    "millionsd": 10**6,
    "€ttc": 1,
    "€ht": 1,
    "eurosttc": 1,
    "keuros": 1_000,
    "milliond": 10**6,
    "millions": 10**6,
    "million": 10**6,
    "md€": 10**9,
}
WEBSITE = re.compile(r"(https?://)?[\w\-.]+\.[a-z]{2,}(/\S*)?", re.IGNORECASE)


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
        reading = Reading(split_list(cleaned.text, commas=commas))
    else:
        reading = _read(FIELD_KINDS[field], cleaned.text, cell.value, multiplier)
    if cleaned.removed:
        told = plural_message(
            "{count} invisible character was taken out",
            "{count} invisible characters were taken out",
            cleaned.removed,
        )
        return Reading(reading.value, (*reading.said, (Level.INFORMATION, told)))
    return reading


def _read(kind: FieldKind, text: str, value: CellValue, multiplier: int) -> Reading:
    if kind is FieldKind.DATE:
        return _date_reading(text, value)
    if kind is FieldKind.AMOUNT:
        return _amount_reading(text, value, multiplier)
    if kind is FieldKind.PHONE:
        return Reading(phone(text))
    if kind is FieldKind.WEBSITE and not WEBSITE.fullmatch(text):
        return Reading(text, ((Level.WARNING, message("free text, not an address")),))
    return Reading(text)


def _date_reading(text: str, value: CellValue) -> Reading:
    found = read_date(text, value)
    if found is None:
        told = message("« {text} » is not a date: the field stays empty", text=text)
        return Reading(None, ((Level.WARNING, told),))
    return Reading(found)


def read_date(text: str, value: CellValue = None) -> date | None:
    """Return a date: typed, serial, ISO, « 31/05/2022 14:03 », « 1er juin 2022 »; day first."""
    if isinstance(value, date):
        return value.date() if isinstance(value, datetime) else value
    if isinstance(value, Decimal) and 20_000 < value < 80_000:
        return SERIAL_ORIGIN + timedelta(days=int(value))
    return _written_date(re.sub(r"[\s\u00a0\u202f]+", " ", text).strip())


def _written_date(text: str) -> date | None:
    if match := ISO.fullmatch(text):
        return _day(match[1], match[2], match[3])
    if match := DAY_FIRST.fullmatch(text):
        year = match[3] if len(match[3]) == 4 else f"20{match[3]}"
        return _day(year, match[2], match[1])
    words = text.casefold().replace("é", "e").replace("û", "u")
    if (match := IN_WORDS.fullmatch(words)) and match[2] in MONTHS:
        return _day(match[3], str(MONTHS[match[2]]), match[1])
    return None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _amount_reading(text: str, value: CellValue, multiplier: int) -> Reading:
    found = read_amount(text, value, multiplier)
    if found is None:
        told = message("« {text} » is not an amount: the field stays empty", text=text)
        return Reading(None, ((Level.WARNING, told),))
    return Reading(found)


def read_amount(text: str, value: CellValue = None, multiplier: int = 1) -> Decimal | None:
    """Return an amount in euros: « 2 980 000,50 € », « 2,98 M€ », « 389 k€ »."""
    if isinstance(value, Decimal):
        return _plain(value * multiplier)
    squeezed = re.sub(r"[\s\u00a0\u202f']+", "", text).casefold()
    match = AMOUNT.fullmatch(squeezed)
    if match is None or match[2] not in UNITS:
        return None
    unit = UNITS[match[2]] if match[2] else multiplier
    try:
        return _plain(Decimal(_point(match[1])) * unit)
    except InvalidOperation:
        return None


def _point(number: str) -> str:
    """Return a number with a decimal point: the last comma or point that is not a thousands one."""
    last = max(number.rfind(","), number.rfind("."))
    if last < 0:
        return number
    whole, rest = number[:last], number[last + 1 :]
    separators = {character for character in whole if character in ",."}
    is_thousands = (len(rest) == 3 and number[last] == ".") or (number[last] in separators)
    bare = whole.replace(",", "").replace(".", "")
    return bare + rest if is_thousands else f"{bare}.{rest}"


def _plain(amount: Decimal) -> Decimal:
    return Decimal(f"{amount.normalize():f}")


BULLET = re.compile(r"^\s*[-•–*\ufffd]+\s+")
STRONG = (r"\s+/\s+", r"\s*;\s+")
COMMA = r",\s+(?![^(]*\))"


def has_strong_separator(text: str) -> bool:
    """Whether a cell cuts its items by lines, bullets, « / » or « ; »."""
    cuts = any(re.search(separator, text) for separator in STRONG)
    return cuts or "\n" in text.strip() or BULLET.match(text) is not None


def split_list(text: str, *, commas: bool = True) -> tuple[str, ...]:
    """Return the items of a cell: lines (with their bullets taken off), « / », « ; », else « , ».

    The strongest separator there is cuts, alone; commas only in a column that has no stronger one,
    and never inside brackets.
    """
    lines = [BULLET.sub("", line).strip() for line in text.split("\n")]
    lines = [line for line in lines if line]
    if len(lines) != 1:
        return tuple(lines)
    is_item = BULLET.match(text) is not None
    for separator in (*STRONG, *((COMMA,) if commas and not is_item else ())):
        parts = [part.strip() for part in re.split(separator, lines[0]) if part.strip()]
        if len(parts) > 1:
            return tuple(parts)
    return (lines[0],)


def phone(text: str) -> str:
    """Return a French telephone number in pairs; one that lost its 0 gets it back."""
    digits = re.sub(r"\D", "", text)
    if digits.startswith("33") and len(digits) == 11:
        digits = f"0{digits[2:]}"
    if len(digits) == 9 and not text.startswith("0"):
        digits = f"0{digits}"
    if len(digits) != 10:
        return text
    return " ".join(digits[place : place + 2] for place in range(0, 10, 2))
