"""Dates as offices write them: typed, serial, in figures, in words; day first."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from euralens_desk.domain.source import CellValue
from euralens_desk.domain.text_cleaning import key

SERIAL_ORIGIN = date(1899, 12, 30)
"""Day 0 of the serial dates of spreadsheets."""
FIRST_SERIAL, LAST_SERIAL = 20_000, 80_000
EARLIEST, LATEST = 1950, 2100
"""Years that a dossier may speak of; others are read, and told."""
_THIS_CENTURY = 70
"""Two figures of a year below this are of the years 2000."""

_MONTH_WORDS = (
    "janvier janv jan january januari januar",
    "fevrier fevr fev feb february februari februar",
    "mars mar march maart marz maerz mrt",
    "avril avr apr april",
    "mai may mei",
    "juin jun june juni",
    "juillet juil juill jul july juli",
    "aout aou aug august augustus",
    "septembre sept sep september",
    "octobre oct october oktober okt",
    "novembre nov november",
    "decembre dec december dezember dez",
)
MONTHS = {name: place for place, names in enumerate(_MONTH_WORDS, 1) for name in names.split()}
_WEEKDAYS = r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lun|mar|mer|jeu|ven|sam|dim"
_WEEKDAYS += r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
_HOUR = r"(?:[ ,T]*(?:[aà] |at )?\d{1,2} ?[:hH.] ?\d{0,2}(?::\d\d)?(?:[.,]\d+)?(?: ?[AaPp][Mm])?)?"
_LONGEST_NOTE = 80
_WITHIN = re.compile(
    r"(?<![\d/.\-])\d{1,2}([/.\-])\d{1,2}\1(?:\d{4}|\d\d)(?![\d/.\-]*\d)|(?<!\d)\d{1,2}(?:er)? "
    r"[^\W\d_]{3,9}\.? \d{4}(?!\d)"
)
_ENDING_HOUR = re.compile(
    r"[ ,]+(?:a |at |vers )?\d{1,2} ?h ?\d{0,2}$|[ ,]+(?:a |at )?\d{1,2} \d\d(?: \d\d)?$"
)
_FIGURES = re.compile(rf"(\d{{1,2}}) ?([/.\-_ ]) ?(\d{{1,2}}) ?\2 ?(\d{{4}}|\d\d){_HOUR}")
_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[ T](.*))?")
_BASIC = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
_DAY_MONTH = re.compile(
    rf"(?:le )?(?:{_WEEKDAYS} )?(?:le )?(\d{{1,2}}) ?(?:er|st|nd|rd|th)? ?([a-z]+) ?(\d{{4}}|\d\d)"
)
_MONTH_DAY = re.compile(rf"(?:{_WEEKDAYS} )?([a-z]+) (\d{{1,2}})(?:st|nd|rd|th)? (\d{{4}})")


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A day, and what makes it unsure.

    ``doubt`` is « month first », « late utc », « serial », « aside », « year » or empty.
    """

    day: date
    doubt: str = ""


def read_date(text: str, value: CellValue = None) -> date | None:
    """Return the day that a cell says; None when it says none."""
    found = written_date(text, value)
    return found.day if found else None


def written_date(text: str, value: CellValue = None) -> WrittenDate | None:
    """Return the day and its doubt: « 31/05/2022 14:03 », « 1er juin 22 », 44712."""
    if isinstance(value, datetime):
        return WrittenDate(value.date())
    if isinstance(value, date):
        return WrittenDate(value)
    if isinstance(value, Decimal):
        return _of_number(value)
    line = re.sub(r"\s+", " ", text.replace("\u00a0", " ").replace("\u202f", " ")).strip(" .;")
    return _in_figures(line) or _in_words(line) or _alone(line)


def _alone(line: str) -> WrittenDate | None:
    """Return the only day that a longer note names: « reçu le 31/05/2022 par courriel »."""
    texts = [match[0] for match in _WITHIN.finditer(line)] if len(line) <= _LONGEST_NOTE else []
    days = [day for text in texts if (day := _in_figures(text) or _in_words(text))]
    return WrittenDate(days[0].day, days[0].doubt or "aside") if len(days) == 1 else None


def _of_number(value: Decimal) -> WrittenDate | None:
    if FIRST_SERIAL < value < LAST_SERIAL:
        return WrittenDate(SERIAL_ORIGIN + timedelta(days=int(value)))
    return _of_basic(str(value))


def _of_basic(digits: str) -> WrittenDate | None:
    match = _BASIC.fullmatch(digits)
    return _day(match[1], match[2], match[3]) if match else None


def _in_figures(line: str) -> WrittenDate | None:
    if match := _ISO.fullmatch(line):
        return _day(match[1], match[3], match[4], _zone_doubt(match[5] or ""))
    if match := _FIGURES.fullmatch(line):
        day, month, year = match[1], match[3], match[4]
        if int(month) > 12 >= int(day):
            return _day(year, day, month, "month first")
        return _day(year, month, day)
    if re.fullmatch(r"\d{5}(?:[.,]\d+)?", line):
        found = _of_number(Decimal(line.replace(",", ".")))
        return WrittenDate(found.day, "serial") if found else None
    return _of_basic(line)


def _zone_doubt(hour: str) -> str:
    """Return whether a time of Greenwich is of the next day in Paris, or may be."""
    match = re.match(r"(\d\d):", hour)
    is_utc = re.search(r"(Z|UTC|\+00:?00)$", hour.strip()) is not None
    return "late utc" if match and is_utc and int(match[1]) >= 22 else ""


def _in_words(line: str) -> WrittenDate | None:
    whole = key(line)
    bare = _ENDING_HOUR.sub("", whole)
    for words in (whole, bare, bare.removesuffix(" a")):
        if found := _of_words(words):
            return found
    return None


def _of_words(words: str) -> WrittenDate | None:
    if (match := _DAY_MONTH.fullmatch(words)) and match[2] in MONTHS:
        return _day(match[3], str(MONTHS[match[2]]), match[1])
    if (match := _MONTH_DAY.fullmatch(words)) and match[1] in MONTHS:
        return _day(match[3], str(MONTHS[match[1]]), match[2])
    return None


def _day(year: str, month: str, day: str, doubt: str = "") -> WrittenDate | None:
    whole = int(year)
    if len(year) == 2:
        whole += 2000 if whole < _THIS_CENTURY else 1900
    try:
        found = date(whole, int(month), int(day))
    except ValueError:
        return None
    is_near = EARLIEST <= found.year <= LATEST
    return WrittenDate(found, doubt if is_near else "year")
