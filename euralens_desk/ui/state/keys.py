"""Which key gives which level of a scale, on the keyboards of France too."""

from __future__ import annotations

from collections.abc import Sequence

AZERTY_DIGITS = dict(zip("&é\"'(-è_çà", "1234567890", strict=True))
"""What the top row of a French keyboard types without Shift, and the digit painted on the key."""


def character_of_key(text: str) -> str:
    """Return the character meant by a key: the top row of an AZERTY keyboard gives its digits."""
    return AZERTY_DIGITS.get(text, text)


def keys_of(codes: Sequence[str]) -> tuple[str, ...]:
    """Return the key of each level: its code, or, for codes too long to type, its place from 1.

    A level has no key of its own ("") when its code is too long and the digits are already codes,
    or when there are more than nine: the arrows and Space still answer it.
    """
    folded = [code.casefold() for code in codes]
    digits_taken = any(len(code) == 1 and code.isdigit() for code in folded)
    found = []
    for place, code in enumerate(folded, start=1):
        spare = "" if digits_taken or place > 9 else str(place)
        found.append(code if len(code) == 1 else spare)
    return tuple(found)
