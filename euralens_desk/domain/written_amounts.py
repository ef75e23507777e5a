"""Amounts in euros as offices write them: « 2,98 M€ », « 1.250.000,00 € », « environ 12 000 € »."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from euralens_desk.domain.source import CellValue

MILLION = 1_000_000
LARGEST = Decimal(10) ** 12
LARGEST_IN_THOUSANDS = 100_000
"""Amount from which a cell under « (k€) » was more likely written in euros."""
_UNITS = {
    **dict.fromkeys(("", "€", "eur", "euro", "euros", "€uros"), 0),
    **dict.fromkeys(("k€", "ke", "k", "keur", "keuro", "keuros", "milliers"), 1_000),
    **dict.fromkeys(("milliersd", "milliersde", "mille"), 1_000),
    **dict.fromkeys(("m€", "me", "m", "meur", "meuro", "meuros", "mio", "mio€"), MILLION),
    **dict.fromkeys(("million", "millions", "milliond", "millionsd", "millionde"), MILLION),
    **dict.fromkeys(("millionsde",), MILLION),
    **dict.fromkeys(
        ("md€", "mds€", "mdeur", "milliardd", "milliardsd", "milliard"), 1_000 * MILLION
    ),
}
"""What each unit counts in; 0 for a bare amount, which counts in the unit of the heading."""
_NUMBER = r"[+-]?\d[\d.,]*"
_AMOUNT = re.compile(rf"(€|eur)?({_NUMBER})([a-z€]*?)(€|eur|euros?)?(ttc|ht|htva)?")
_ABOUT = re.compile(
    r"^(?:environ|env\.?|approximativement|approx\.?|pr[eè]s de|plus de|moins de|minimum|maximum"
    r"|jusqu['’][aà]|au moins|max\.?|min\.?|estim[ée]e? [aà]|de l['’]ordre de|~|≈|±|>|<|ca\.?)\s*",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"\s*(?:\([^()]*\)|\*+|\+/-.*|environ|estim[ée]e?s?|pr[ée]visionnels?"
    r"|[aà] (?:confirmer|pr[ée]ciser))\s*$",
    re.IGNORECASE,
)


_LOST_BLANK = re.compile(r"(?<=\d)\?(?=\d{3})|(?<=\d)\?(?=\s*(?:[kKmM]?€|[eE]ur))")
"""A narrow blank that Windows-1252 could not hold: « 485?000 € »."""


@dataclass(frozen=True, slots=True)
class WrittenAmount:
    """An amount in euros, and the words for what makes it unsure.

    ``doubt`` is « about », « aside », « thousands », « negative », « huge », « unit »,
    « tax » or empty.
    """

    amount: Decimal
    doubt: str = ""


def read_amount(text: str, value: CellValue = None, multiplier: int = 1) -> Decimal | None:
    """Return the amount that a cell says; None when it says none."""
    found = written_amount(text, value, multiplier)
    return found.amount if found else None


def is_unit_unclear(text: str, value: CellValue, multiplier: int) -> bool:
    """Whether a bare number under « (k€) » is so large that it may be in euros already."""
    found = written_amount(text, value, multiplier)
    return found is not None and found.doubt == "unit"


def written_amount(text: str, value: CellValue = None, multiplier: int = 1) -> WrittenAmount | None:
    """Return an amount and its doubt; ``multiplier`` is the unit of the heading."""
    if isinstance(value, Decimal):
        is_odd = multiplier > 1 and abs(value) >= LARGEST_IN_THOUSANDS
        return _sized(value * multiplier, "unit" if is_odd else "")
    told = text.strip()
    bare = _ABOUT.sub("", told)
    doubt = "about" if bare != told else ""
    while (shorter := _ASIDE.sub("", bare)) != bare:
        doubt = doubt or "aside"
        bare = shorter
    if _LOST_BLANK.search(bare):
        bare, doubt = _LOST_BLANK.sub(" ", bare), doubt or "aside"
    squeezed = re.sub(r"[\s\u00a0\u2009\u202f'’]+", "", bare).casefold()
    squeezed = squeezed.rstrip(".;,").removesuffix(",-").removesuffix("--")
    match = _AMOUNT.fullmatch(squeezed)
    if match is None or _is_scattered(bare):
        return None
    return _amount(match, multiplier, doubt)


def _amount(match: re.Match[str], multiplier: int, doubt: str) -> WrittenAmount | None:
    unit = _UNITS.get(match[3] + ("€" if match[3] and match[4] else ""), _UNITS.get(match[3], -1))
    if unit < 0:
        return None
    has_unit = bool(match[1] or match[3] or match[4])
    number, is_unsure = _point(match[2], is_bare=unit < 1_000)
    if number is None:
        return None
    factor = unit or (1 if has_unit else multiplier)
    if is_unsure:
        doubt = "thousands"
    if not has_unit and factor > 1 and abs(number) >= LARGEST_IN_THOUSANDS:
        doubt = "unit"
    return _sized(number * factor, doubt or ("tax" if match[5] in ("ht", "htva") else ""))


def _sized(amount: Decimal, doubt: str) -> WrittenAmount | None:
    if not amount.is_finite():
        return None
    plain = Decimal(f"{amount.normalize():f}")
    if plain < 0:
        return WrittenAmount(plain, "negative")
    return WrittenAmount(plain, "huge" if plain >= LARGEST else doubt)


def _is_scattered(text: str) -> bool:
    """Whether blanks cut the figures elsewhere than by thousands: « 10 20 », « 12 000 15 »."""
    return re.search(r"\d[\s\u00a0\u2009\u202f'’]+\d", text) is not None and not re.search(
        r"(?<!\d)\d{1,3}(?:[\s\u00a0\u2009\u202f'’]\d{3})+(?!\d)", text
    )


def _point(number: str, *, is_bare: bool) -> tuple[Decimal | None, bool]:
    """Return a number read from its commas and points, and whether it may be another one.

    « 1.250.000,00 » has thousands and decimals; « 1.250 » alone is taken for thousands, unsure.
    """
    marks = [mark for mark in number if mark in ",."]
    if not marks:
        return Decimal(number), False
    last = max(number.rfind(","), number.rfind("."))
    whole, rest = number[:last], number[last + 1 :]
    bare = whole.replace(",", "").replace(".", "")
    if len(set(marks)) == 1 and len(marks) > 1:
        groups = number.lstrip("+-").split(marks[0])
        is_grouped = all(len(group) == 3 for group in groups[1:]) and len(groups[0]) <= 3
        return (Decimal(bare + rest), False) if is_grouped else (None, False)
    if number[last] in whole or not rest:
        return None, False
    inner = re.split(r"[.,]", whole.lstrip("+-"))
    if len(inner) > 1 and not all(len(group) == 3 for group in inner[1:]):
        return None, False
    if len(rest) == 3 and len(marks) == 1 and is_bare and len(bare.lstrip("+-")) <= 3:
        is_decimal = bare.lstrip("+-").startswith("0")
        return (Decimal(f"{bare}.{rest}") if is_decimal else Decimal(bare + rest)), True
    return Decimal(f"{bare}.{rest}"), False
