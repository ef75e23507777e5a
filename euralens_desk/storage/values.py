"""How the value of one field is written in a column: INTEGER, TEXT or NULL, nothing else.

Composite values (lists, mappings, nested records) are JSON text, exact fractions « p/q », dates
ISO 8601, amounts decimal text. The answers of a ballot and the state of a score are compact.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import partial
from typing import Any, TypeAlias

import msgspec

from euralens_desk.domain.mark import Mark, MarkState

Stored: TypeAlias = int | str | None
Convert: TypeAlias = Callable[[Any], Any]

STATE_CODES = {
    MarkState.SCORED: 0,
    MarkState.NO_OPINION: 1,
    MarkState.NOT_APPLICABLE: 2,
    MarkState.BLANK: 3,
    MarkState.RECUSED: 4,
}
"""The number kept for the state of a score: a scored answer costs no byte in SQLite."""

_STATES = {code: state for state, code in STATE_CODES.items()}
_LETTERS = {
    MarkState.NO_OPINION: "n",
    MarkState.NOT_APPLICABLE: "a",
    MarkState.BLANK: "b",
    MarkState.RECUSED: "r",
}
_LETTER_STATES = {letter: state for state, letter in _LETTERS.items()}


@dataclass(frozen=True, slots=True)
class FieldCodec:
    """The way of one field to its column and back; None where the value is kept as it is."""

    encode: Convert | None = None
    decode: Convert | None = None

    def stored(self, value: object) -> Stored:
        """Return what the column holds for a value."""
        if value is None or self.encode is None:
            return typing.cast("Stored", value)
        return typing.cast("Stored", self.encode(value))


def codec_for(hint: object) -> FieldCodec:
    """Return the codec of a field from its type; an optional field is NULL when absent."""
    arguments = typing.get_args(hint)
    if isinstance(hint, types.UnionType) and type(None) in arguments:
        (inner,) = (argument for argument in arguments if argument is not type(None))
        return _optional(codec_for(inner))
    simple = _simple_codec(hint)
    return simple if simple is not None else _json_codec(hint)


def _optional(codec: FieldCodec) -> FieldCodec:
    return FieldCodec(_unless_none(codec.encode), _unless_none(codec.decode))


def _unless_none(convert: Convert | None) -> Convert | None:
    if convert is None:
        return None
    return lambda value: None if value is None else convert(value)


def _simple_codec(hint: object) -> FieldCodec | None:
    if hint in _SIMPLE:
        return _SIMPLE[hint]
    if isinstance(hint, type) and issubclass(hint, Enum):
        return FieldCodec(_enum_value, hint)
    return None


def _enum_value(member: Enum) -> object:
    return member.value


def _json_codec(hint: object) -> FieldCodec:
    encoder = msgspec.json.Encoder(enc_hook=_encode_exact)
    decoder = msgspec.json.Decoder(hint, dec_hook=_decode_exact)
    return FieldCodec(
        lambda value: encoder.encode(value).decode(),
        lambda text: decoder.decode(text.encode()),
    )


def _encode_exact(value: object) -> str:
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    raise TypeError(f"cannot be stored: {type(value)}")


def _decode_exact(kind: type, value: object) -> object:
    if kind is Fraction:
        return Fraction(str(value))
    raise TypeError(f"cannot be read: {kind}")


def _marks_text(marks: tuple[Mark, ...]) -> str:
    return " ".join(_LETTERS[m.state] if m.level is None else str(m.level) for m in marks)


def _marks_of(text: str) -> tuple[Mark, ...]:
    return tuple(_mark_of(word) for word in text.split())


def _mark_of(word: str) -> Mark:
    state = _LETTER_STATES.get(word)
    return Mark(state) if state is not None else Mark(MarkState.SCORED, int(word))


_SIMPLE: dict[object, FieldCodec] = {
    int: FieldCodec(),
    str: FieldCodec(),
    bool: FieldCodec(int, bool),
    datetime: FieldCodec(datetime.isoformat, datetime.fromisoformat),
    date: FieldCodec(date.isoformat, date.fromisoformat),
    time: FieldCodec(time.isoformat, time.fromisoformat),
    Decimal: FieldCodec(str, Decimal),
    Fraction: FieldCodec(_encode_exact, partial(_decode_exact, Fraction)),
    MarkState: FieldCodec(STATE_CODES.__getitem__, _STATES.__getitem__),
    tuple[Mark, ...]: FieldCodec(_marks_text, _marks_of),
}
