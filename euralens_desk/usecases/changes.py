"""What a use case gives back: which kinds of record changed, so that pages know to refresh."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from euralens_desk.domain.messages import Message


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """The result of one committed change. An empty set of kinds means nothing had to change.

    ``action`` names the change for a reader (« note 3 sur 2.3, Mine de Soleil »); ``saved_at`` is
    the time at which the disk had it; ``entry`` is the number of its journal line.
    """

    action: Message
    kinds: frozenset[type]
    saved_at: datetime
    entry: int | None = None

    def touches(self, *kinds: type) -> bool:
        """Whether a record of one of these kinds changed."""
        return any(kind in self.kinds for kind in kinds)


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One line of the journal as a reader sees it. ``action`` is None once erased (RGPD).

    ``undoes`` is the line it takes back or, when ``is_redo``, does again.
    """

    number: int
    at: datetime
    actor: str
    device: str
    action: Message | None
    undoes: int | None = None
    is_undone: bool = False
    is_redo: bool = False


@dataclass(frozen=True, slots=True)
class Verification:
    """What ``verify`` found. ``problems`` is empty when everything holds."""

    entries: int
    head: str
    problems: tuple[Message, ...]

    @property
    def is_sound(self) -> bool:
        """Whether the file, its references and its journal chain all hold."""
        return not self.problems
