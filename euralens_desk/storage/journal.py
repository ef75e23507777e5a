"""The journal: one line a change, chained by hashes, its readable part erasable (TRUST 3c).

A line's payload is canonical JSON (RFC 8785) of {seq, utc, op, undoes, about, edits}; ``about``
and ``edits`` are SHA-256 digests of salted bytes kept beside. Erasing those bytes leaves the chain
whole.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any, TypeAlias

import msgspec
import rfc8785

from euralens_desk.domain.messages import Message, MessageValue

TAG = b"euralens-desk/journal/v1\0"
START = bytes(32)
"""What the first line is chained to."""

Row: TypeAlias = tuple[Any, ...]
Edits: TypeAlias = dict[str, list[tuple[Row | None, Row | None]]]
"""By table: the row before and after each record, None where there was none."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it is chained."""

    seq: int
    payload: bytes
    hash: bytes

    @property
    def told(self) -> dict[str, Any]:
        """What the payload says."""
        told: dict[str, Any] = json.loads(self.payload)
        return told


@dataclass(frozen=True, slots=True)
class Sealed:
    """Bytes kept beside the chain, with their salt and the digest that the chain holds."""

    salt: bytes
    data: bytes

    @property
    def digest(self) -> str:
        """The digest that stands in the payload."""
        return hashlib.sha256(self.salt + self.data).hexdigest()


def seal(value: object) -> Sealed:
    """Return a value as salted, compressed bytes."""
    return Sealed(secrets.token_bytes(16), zlib.compress(msgspec.json.encode(value), 1))


def unseal(data: bytes) -> Any:
    """Return the value of bytes made by ``seal``."""
    return msgspec.json.decode(zlib.decompress(data))


def next_line(previous: bytes, seq: int, at: datetime, said: Mapping[str, object]) -> Line:
    """Return the line that follows the one whose hash is ``previous``."""
    utc = at.astimezone(UTC).isoformat(timespec="milliseconds")
    payload = rfc8785.dumps({"seq": seq, "utc": utc, **said})  # type: ignore[dict-item]
    return Line(seq, payload, chained(previous, payload))


def chained(previous: bytes, payload: bytes) -> bytes:
    """Return the hash of a payload chained to the hash before it."""
    return hashlib.sha256(TAG + previous + payload).digest()


def broken_links(lines: Iterable[Line]) -> Iterator[int]:
    """Yield the numbers of the lines that do not follow from the one before."""
    previous, expected = START, 1
    for line in lines:
        if line.seq != expected or line.hash != chained(previous, line.payload):
            yield line.seq
        previous, expected = line.hash, line.seq + 1


@dataclass(frozen=True, slots=True)
class History:
    """Which lines can be undone and redone, oldest first."""

    done: tuple[int, ...] = ()
    undone: tuple[int, ...] = ()

    def after(self, op: str, seq: int, undoes: int | None) -> History:
        """Return the history after one more line. A change that can't be undone is a barrier."""
        if op == "change":
            return History((*self.done, seq))
        if op == "undo" and undoes is not None:
            return History(self.done[:-1], (*self.undone, undoes))
        if op == "redo" and undoes is not None:
            return History((*self.done, undoes), self.undone[:-1])
        return History()

    def without(self, erased: frozenset[int]) -> History:
        """Return the history after some lines lost their detail: nothing before them is left."""
        last = max((i for i, seq in enumerate(self.done) if seq in erased), default=-1)
        undone = () if erased.intersection(self.undone) else self.undone
        return History(self.done[last + 1 :], undone)


def message_to_json(told: Message) -> dict[str, Any]:
    """Return a message as plain values, dates and amounts marked."""
    return {
        "text": told.text,
        "plural": told.plural,
        "count": told.count,
        "values": {name: _value_to_json(value) for name, value in told.values.items()},
    }


def _value_to_json(value: MessageValue) -> Any:
    if isinstance(value, Message):
        return {"message": message_to_json(value)}
    if isinstance(value, datetime):
        return {"datetime": value.isoformat()}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, time):
        return {"time": value.isoformat()}
    return {"decimal": str(value)} if isinstance(value, Decimal) else value


def message_from_json(told: Mapping[str, Any]) -> Message:
    """Return the message that ``message_to_json`` wrote."""
    values = {name: _value_from_json(value) for name, value in told["values"].items()}
    return Message(told["text"], values, told["plural"], told["count"])


def _value_from_json(value: Any) -> MessageValue:
    if not isinstance(value, dict):
        plain: MessageValue = value
        return plain
    ((kind, inner),) = value.items()
    readers = {
        "message": message_from_json,
        "datetime": datetime.fromisoformat,
        "date": date.fromisoformat,
        "time": time.fromisoformat,
        "decimal": Decimal,
    }
    read: MessageValue = readers[kind](inner)  # type: ignore[operator]
    return read
