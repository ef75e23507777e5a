"""The reader's language: sentences, numbers, dates, sorting and French typography.

French is the default. Catalogues are gettext files compiled from ``resources/locale``. Babel gives
what CLDR knows and is imported only when a date or an amount is first shown.
"""

from __future__ import annotations

import gettext
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Protocol

from euralens_desk.resources import resource

LANGUAGES = ("fr", "en")
NARROW, SPACE = "\u202f", "\u00a0"


class Told(Protocol):
    """The shape of a message of the core (see ``domain.messages``)."""

    @property
    def text(self) -> str: ...
    @property
    def values(self) -> Mapping[str, object]: ...
    @property
    def plural(self) -> str | None: ...
    @property
    def count(self) -> int | None: ...


@dataclass(slots=True)
class _Reader:
    """The language in force in this process, chosen by the front end."""

    language: str = "fr"
    catalogues: dict[str, gettext.NullTranslations] = field(default_factory=dict)

    def catalogue(self) -> gettext.NullTranslations:
        if self.language not in self.catalogues:
            folder = str(resource("locale"))
            found = gettext.translation("euralens_desk", folder, [self.language], fallback=True)
            self.catalogues[self.language] = found
        return self.catalogues[self.language]


_reader = _Reader()


def set_language(code: str) -> None:
    """Choose the language: « fr » or « en »; another one counts as French."""
    _reader.language = code if code in LANGUAGES else "fr"


def language() -> str:
    """Return the language in force."""
    return _reader.language


def _(text: str) -> str:
    """Return the translation of an English text."""
    return _reader.catalogue().gettext(text)


def ngettext(singular: str, plural: str, count: int) -> str:
    """Return the translation that agrees with ``count``."""
    return _reader.catalogue().ngettext(singular, plural, count)


def tell(told: Told) -> str:
    """Return the sentence of a message of the core, its values written for the reader."""
    if told.plural is None or told.count is None:
        text = _(told.text)
    else:
        text = ngettext(told.text, told.plural, told.count)
    written = {name: _write(value) for name, value in told.values.items()}
    return text.format(**written, count=format_number(told.count or 0))


def _write(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, datetime):
        return _("{day} at {time}").format(day=format_date(value), time=format_time(value))
    if isinstance(value, date):
        return format_date(value)
    if isinstance(value, time):
        return format_time(value)
    if isinstance(value, int | Decimal):
        return format_number(value)
    return tell(value)  # type: ignore[arg-type]  # nothing but a message is left


def format_number(value: int | float | Decimal | Fraction, decimals: int | None = None) -> str:
    """Write a number, rounded half up: 29/11 with 2 decimals is « 2,64 ».

    Without ``decimals`` a number keeps the decimals it has.
    """
    number = _decimal(value)
    if decimals is not None:
        number = _round(value, decimals)
    sign = "-" if number < 0 else ""
    whole, _point, rest = f"{abs(number):f}".partition(".")
    grouped = re.sub(r"(?<=\d)(?=(\d{3})+$)", _separator(), whole)
    comma = "," if language() == "fr" else "."
    return sign + grouped + (comma + rest if rest else "")


def _decimal(value: int | float | Decimal | Fraction) -> Decimal:
    if isinstance(value, Fraction):
        return Decimal(value.numerator) / Decimal(value.denominator)
    return Decimal(str(value)) if isinstance(value, float) else Decimal(value)


def _round(value: int | float | Decimal | Fraction, decimals: int) -> Decimal:
    """Round half up, exactly for fractions (a half never hides behind a binary digit)."""
    if isinstance(value, Fraction):
        scaled = abs(value) * 10**decimals
        units = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
        return Decimal(units if value >= 0 else -units).scaleb(-decimals)
    return _decimal(value).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def _separator() -> str:
    return NARROW if language() == "fr" else ","


def format_amount(value: Decimal | int) -> str:
    """Write an amount in euros: « 6 000 000 € »; cents only when there are some."""
    decimals = None if value == int(value) else 2
    written = format_number(int(value) if decimals is None else value, decimals)
    return f"{written}{SPACE}€" if language() == "fr" else f"€{written}"


def format_percent(share: Fraction | float) -> str:
    """Write a share as a whole percentage: « 37 % »."""
    written = format_number(share * 100, 0)
    return f"{written}{SPACE}%" if language() == "fr" else f"{written}%"


def format_date(day: date, style: str = "long") -> str:
    """Write a date: « long » 8 décembre 2022, « weekday » jeudi 8…, « short » 08/12/2022."""
    if style == "short":
        return f"{day:%d/%m/%Y}"
    from babel.dates import format_date as written

    pattern = "EEEE d MMMM y" if style == "weekday" else "d MMMM y"
    text = written(day, pattern, locale="fr" if language() == "fr" else "en_GB")
    return re.sub(r"\b1 (?=\D)", "1er ", text, count=1) if language() == "fr" else text


def format_time(moment: datetime | time) -> str:
    """Write an hour in a sentence: « 14 h 03 »."""
    if language() == "fr":
        return f"{moment.hour}{SPACE}h{SPACE}{moment.minute:02d}"
    return f"{moment.hour}:{moment.minute:02d}"


def format_clock(moment: datetime | time) -> str:
    """Write the time of a save: « 14:03:22 »."""
    return f"{moment:%H:%M:%S}"


def sort_key(text: str) -> tuple[str, str]:
    """Return the key of French collation: accents and case only break ties (É sorts with E)."""
    return (plain(text), text)


def plain(text: str) -> str:
    """Return a text as search compares it: no accents, no case, œ as oe, plain spaces."""
    spelled = text.replace("œ", "oe").replace("Œ", "OE").replace("æ", "ae").replace("’", "'")
    parts = unicodedata.normalize("NFKD", spelled)
    bare = "".join(part for part in parts if not unicodedata.combining(part))
    return re.sub(r"[\s\-‐‑–]+", " ", bare).casefold().strip()


def typographic(text: str) -> str:
    """Return a text of the program with French spaces and apostrophes (DOMAIN 2.5); idempotent."""
    if language() != "fr":
        return text
    text = text.replace("'", "’")
    text = re.sub(rf"[ {SPACE}{NARROW}]*([;!?])(?=\s|$|»)", rf"{NARROW}\1", text)
    text = re.sub(rf"«[ {SPACE}{NARROW}]*", f"«{NARROW}", text)
    text = re.sub(rf"[ {SPACE}{NARROW}]*»", f"{NARROW}»", text)
    text = re.sub(rf"[ {SPACE}{NARROW}]+:(?=\s|$)", f"{SPACE}:", text)
    return re.sub(rf"(?<=\d)[ {SPACE}{NARROW}]+(?=[%€])", SPACE, text)
