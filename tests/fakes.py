"""An open campaign file in memory: the ports of the use cases, without a disk."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from enum import Enum
from itertools import count
from pathlib import Path
from typing import Any, TypeAlias, TypeVar, cast
from uuid import UUID

from euralens_desk.domain.campaign import Campaign, GridVersion
from euralens_desk.domain.closing import refuse_when_closed
from euralens_desk.domain.feasibility import Finding
from euralens_desk.domain.follow_up import Letter, SupportPlan
from euralens_desk.domain.funding import FundingFit
from euralens_desk.domain.meeting import Act, Dissent, PastProposal, TechnicalOpinion, Voice
from euralens_desk.domain.messages import Failure, Message, message
from euralens_desk.domain.people import Recusal
from euralens_desk.domain.precedent import Precedent
from euralens_desk.domain.preselection import Preselection
from euralens_desk.domain.sheet import BallotBox, Comment, NotApplicable, Score, ScoreSheet
from euralens_desk.domain.tally import Tally
from euralens_desk.usecases.changes import ChangeSet, JournalEntry, Verification
from euralens_desk.usecases.ports import Work

Record = TypeVar("Record")
Key: TypeAlias = tuple[object, ...]
Records: TypeAlias = dict[type, dict[Key, object]]
Difference: TypeAlias = dict[tuple[type, Key], tuple[object | None, object | None]]

KEYS: Mapping[type, tuple[str, ...]] = {
    GridVersion: ("committee_id", "version"),
    Preselection: ("dossier_id",),
    Precedent: ("dossier_id", "campaign_uuid"),
    Recusal: ("member_id", "dossier_id"),
    Score: ("sheet_id", "criterion"),
    Comment: ("sheet_id", "criterion"),
    NotApplicable: ("committee_id", "dossier_id", "criterion"),
    BallotBox: ("committee_id", "dossier_id"),
    TechnicalOpinion: ("committee_id", "dossier_id"),
    Voice: ("item_id", "member_id"),
    Dissent: ("item_id", "member_id"),
    Act: ("dossier_id", "kind"),
    PastProposal: ("item_id",),
    Finding: ("committee_id", "dossier_id", "criterion"),
    FundingFit: ("lead_id", "dossier_id"),
    SupportPlan: ("dossier_id",),
    Letter: ("dossier_id", "kind"),
}
"""The fields that identify a record; ``id`` for every other kind."""

START = datetime(2022, 9, 1, 9, 0, tzinfo=timezone(timedelta(hours=2)))


def key_of(record: object) -> Key:
    """Return the key of a record."""
    return tuple(getattr(record, name) for name in KEYS.get(type(record), ("id",)))


def _order(key: Key) -> tuple[Any, ...]:
    return tuple(part.value if isinstance(part, Enum) else part for part in key)


@dataclass
class _Done:
    """One change that can be taken back: every record it touched, before and after."""

    action: Message
    difference: Difference
    entry: int


class _Reader:
    """Reads over one set of records."""

    def __init__(self, records: Records, contents: dict[str, bytes]) -> None:
        self._records = records
        self._contents = contents

    def find(self, kind: type[Record], **equals: object) -> tuple[Record, ...]:
        rows = self._records.get(kind, {})
        found = [
            rows[key]
            for key in sorted(rows, key=_order)
            if all(getattr(rows[key], name) == value for name, value in equals.items())
        ]
        return cast("tuple[Record, ...]", tuple(found))

    def get(self, kind: type[Record], *key: object) -> Record | None:
        return cast("Record | None", self._records.get(kind, {}).get(key))

    def content(self, sha256: str) -> bytes:
        if sha256 not in self._contents:
            raise Failure(message("This piece is not in the file."))
        return self._contents[sha256]

    def sheet_tallies(self, committee_id: int) -> Mapping[tuple[int, int], Tally]:
        versions = self.find(GridVersion, committee_id=committee_id)
        if not versions:
            return {}
        levels = len(max(versions, key=lambda v: v.version).grid.scale.levels)
        sheets = {s.id: s.dossier_id for s in self.find(ScoreSheet, committee_id=committee_id)}
        tallies: dict[tuple[int, int], Tally] = {}
        for score in self.find(Score):
            if score.sheet_id in sheets:
                place = (sheets[score.sheet_id], score.criterion)
                tallies[place] = tallies.get(place, Tally.empty(levels)).plus(score.mark)
        return tallies

    def sheet_answers(self, committee_id: int) -> Mapping[int, int]:
        sheets = {s.id for s in self.find(ScoreSheet, committee_id=committee_id)}
        return Counter(s.sheet_id for s in self.find(Score) if s.sheet_id in sheets)


class FakeWork(_Reader):
    """One change under way, on a copy of the records."""

    def __init__(
        self, records: Records, contents: dict[str, bytes], ids: Callable[[type], int]
    ) -> None:
        super().__init__(records, contents)
        self._ids = ids
        self.forgotten: list[tuple[type, dict[str, object]]] = []

    def put(self, record: object) -> None:
        self._records.setdefault(type(record), {})[key_of(record)] = record

    def put_all(self, records: Iterable[object]) -> None:
        for record in records:
            self.put(record)

    def remove(self, record: object) -> None:
        self._records.get(type(record), {}).pop(key_of(record), None)

    def new_id(self, kind: type) -> int:
        return self._ids(kind)

    def new_uuid(self) -> str:
        return str(UUID(int=self._ids(UUID), version=4))

    def put_content(self, data: bytes) -> str:
        digest = hashlib.sha256(data).hexdigest()
        self._contents[digest] = data
        return digest

    def forget_history(self, kind: type, **equals: object) -> None:
        self.forgotten.append((kind, equals))


@dataclass
class FakeCampaignFile(_Reader):
    """A campaign file in memory. ``backups`` and ``copies`` tell what was asked of it.

    ``kept`` holds what each backup holds.
    """

    path: Path = Path("promotion.euralens")
    uuid: str = "the-campaign"
    is_read_only: bool = False
    recovered: Message | None = None
    backups: list[str] = field(default_factory=list)
    copies: list[Path] = field(default_factory=list)
    is_closed: bool = False
    kept: list[Records] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__({}, {})
        self._last_ids: dict[type, int] = {}
        self._done: list[_Done] = []
        self._undone: list[_Done] = []
        self._journal: list[JournalEntry] = []
        self._clock = count()
        self._last = ChangeSet(message("opened"), frozenset(), START)

    def seed(self, *records: object) -> None:
        """Put records in without a change: what the file held when the test begins."""
        for record in records:
            self._records.setdefault(type(record), {})[key_of(record)] = record

    @contextmanager
    def change(self, action: Message, *, undoable: bool = True) -> Iterator[FakeWork]:
        if self.is_read_only:
            raise Failure(message("This file is open read-only. Nothing was changed."))
        copy = {kind: dict(rows) for kind, rows in self._records.items()}
        contents = dict(self._contents)
        work = FakeWork(copy, contents, self._new_id)
        yield work
        difference = _difference(self._records, copy)
        if not work.forgotten:
            self._refuse_when_closed(difference)
        self._records, self._contents = copy, contents
        for kind, equals in work.forgotten:
            self._forget(kind, equals)
        self._commit(action, difference)
        if difference and undoable:
            self._done.append(_Done(action, difference, len(self._journal)))
            self._undone.clear()
        elif difference:
            self._done.clear()
            self._undone.clear()

    def _refuse_when_closed(self, difference: Difference, side: int = 1) -> None:
        before = self.get(Campaign, 1)
        states = difference.get((Campaign, (1,)))
        after = cast("Campaign | None", states[side]) if states else before
        refuse_when_closed(before, after, {kind for kind, _ in difference})

    def _new_id(self, kind: type) -> int:
        held = max((cast("int", key[0]) for key in self._records.get(kind, {})), default=0)
        self._last_ids[kind] = max(held, self._last_ids.get(kind, 0)) + 1
        return self._last_ids[kind]

    def _forget(self, kind: type, equals: dict[str, object]) -> None:
        """Erase past changes of these records; a change left without detail can't be undone."""

        def matches(record: object) -> bool:
            return all(getattr(record, name) == value for name, value in equals.items())

        for stack in (self._done, self._undone):
            for done in stack:
                for place in [p for p in done.difference if p[0] is kind]:
                    if any(r is not None and matches(r) for r in done.difference[place]):
                        del done.difference[place]
            stack[:] = [done for done in stack if done.difference]

    def _commit(self, action: Message, difference: Difference, undoes: int | None = None) -> None:
        at = START + timedelta(seconds=next(self._clock))
        entry = None
        if difference:
            entry = len(self._journal) + 1
            self._journal.append(JournalEntry(entry, at, "tests", "tests", action, undoes))
        self._last = ChangeSet(action, frozenset(kind for kind, _ in difference), at, entry)

    @property
    def last_change(self) -> ChangeSet:
        return self._last

    def undo_action(self) -> Message | None:
        return self._done[-1].action if self._done else None

    def redo_action(self) -> Message | None:
        return self._undone[-1].action if self._undone else None

    def undo(self) -> ChangeSet | None:
        return self._move(self._done, self._undone, 0)

    def redo(self) -> ChangeSet | None:
        return self._move(self._undone, self._done, 1)

    def _move(self, source: list[_Done], target: list[_Done], side: int) -> ChangeSet | None:
        if not source:
            return None
        self._refuse_when_closed(source[-1].difference, side)
        done = source.pop()
        target.append(done)
        for (kind, key), states in done.difference.items():
            rows = self._records.setdefault(kind, {})
            record = states[side]
            rows.pop(key, None)
            if record is not None:
                rows[key] = record
        self._commit(done.action, done.difference, done.entry)
        return self._last

    def journal(self, limit: int | None = None) -> tuple[JournalEntry, ...]:
        return tuple(reversed(self._journal))[:limit]

    @property
    def journal_head(self) -> str:
        lines = "\n".join(str(entry.action) for entry in self._journal)
        return hashlib.sha256(lines.encode()).hexdigest()

    def verify(self) -> Verification:
        return Verification(len(self._journal), self.journal_head, ())

    def backup(self, reason: str) -> Path:
        self.backups.append(reason)
        self.kept.append({kind: dict(rows) for kind, rows in self._records.items()})
        return self.path.with_suffix(".backup")

    def amend_backups(self, act: Callable[[Work], None]) -> tuple[Path, ...]:
        for records in self.kept:
            act(FakeWork(records, {}, self._new_id))
        return ()

    def save_copy(self, destination: Path) -> None:
        self.copies.append(destination)

    def close(self) -> None:
        self.is_closed = True


def _difference(before: Records, after: Records) -> Difference:
    found: Difference = {}
    for kind in before.keys() | after.keys():
        old, new = before.get(kind, {}), after.get(kind, {})
        for key in sorted(old.keys() | new.keys(), key=_order):
            if old.get(key) != new.get(key):
                found[kind, key] = (old.get(key), new.get(key))
    return found
