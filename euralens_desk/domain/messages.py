"""What the program says to people, as data: the core never translates, the front ends do.

A message carries an English text with named holes and the values to fill them. Values may be
numbers, dates, hours, plain text or other messages; the front end formats each for its reader.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from types import MappingProxyType
from typing import TypeAlias, Union

MessageValue: TypeAlias = Union[str, int, Decimal, date, datetime, time, "Message"]


@dataclass(frozen=True, slots=True)
class Message:
    """One sentence to be said: its English text is also its key in the catalogues.

    ``plural`` and ``count`` are set together; ``count`` is then also the hole ``{count}``.
    """

    text: str
    values: Mapping[str, MessageValue] = field(default_factory=lambda: MappingProxyType({}))
    plural: str | None = None
    count: int | None = None

    def __str__(self) -> str:
        """Return the English sentence (for logs and debugging, never for a reader)."""
        text = self.plural if self.plural is not None and self.count != 1 else self.text
        return text.format(**self.values, count=self.count)


def message(text: str, /, **values: MessageValue) -> Message:
    """Return a message; ``text`` is an English literal, collected for the catalogues."""
    return Message(text, MappingProxyType(values))


def plural_message(singular: str, plural: str, count: int, /, **values: MessageValue) -> Message:
    """Return a message whose wording depends on ``count`` (available as ``{count}``)."""
    return Message(singular, MappingProxyType(values), plural, count)


class Failure(Exception):
    """A known failure: one calm sentence saying what happened, what was kept, what to do."""

    def __init__(self, told: Message) -> None:
        super().__init__(str(told))
        self.told = told


class NotSaved(Failure):
    """The disk refused a change that was right: it may be tried again, nothing else was lost."""
