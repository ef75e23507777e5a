"""An open campaign file: reads, changes with their journal line, undo, verification, copies."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import RLock
from typing import Any

from euralens_desk.domain.campaign import Campaign
from euralens_desk.domain.closing import refuse_when_closed
from euralens_desk.domain.messages import Message, NotSaved, message
from euralens_desk.storage import backups, erasure, journal
from euralens_desk.storage.failures import read_only, told
from euralens_desk.storage.journal import START, Edits, History, Line
from euralens_desk.storage.lock import Lock
from euralens_desk.storage.mapping import KINDS, mapping_of
from euralens_desk.storage.reader import Reader
from euralens_desk.storage.verification import file_problems, read_lines
from euralens_desk.storage.work import SqliteWork
from euralens_desk.usecases.changes import ChangeSet, JournalEntry, Verification
from euralens_desk.usecases.ports import Work


@dataclass(frozen=True, slots=True)
class Station:
    """Who works, on which computer, by which clock, and where backups go."""

    actor: str
    device: str
    now: Callable[[], datetime]
    backups: Path


class SqliteCampaignFile(Reader):
    """A campaign file, used by one thread at a time (``usecases.ports.CampaignFile``)."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        path: Path,
        station: Station,
        *,
        backups_folder: Path,
        lock: Lock | None,
        recovered: Message | None = None,
        release: Callable[[], None] = lambda: None,
    ) -> None:
        super().__init__(connection)
        self.path = path
        self.recovered = recovered
        self._station = station
        self._now = station.now
        self.backups_folder = backups_folder
        self._lock = lock
        self._release = release
        self._guard = RLock()
        self._ids: dict[type, int] = {}
        self._seq, self._head = self._newest()
        self._history = self._read_history()
        self._last = ChangeSet(message("opened"), frozenset(), station.now())
        self._campaign: Campaign | None = None
        """The campaign as last committed, read once: each change asks whether it is closed."""

    @property
    def uuid(self) -> str:
        """What this campaign is known by outside."""
        return str(self.rows("SELECT doc_uuid FROM meta")[0][0])

    @property
    def is_read_only(self) -> bool:
        """Whether changes are refused."""
        return self._lock is None

    # Changes

    @contextmanager
    def change(self, action: Message, *, undoable: bool = True) -> Iterator[SqliteWork]:
        """Open one change: everything put inside is one transaction with one journal line."""
        with self._transaction():
            work = SqliteWork(self._connection, self._new_id)
            before = self._known_campaign()
            yield work
            edits = work.edits()
            if not work.is_erasure:
                self._refuse_when_closed(before, edits)
            op = "change" if undoable else "fixed"
            pending = self._write_line(op, None, action, work.kept_edits(edits), edits)
            anew = work.tables_to_write_anew()
            erasure.write_anew(self._connection, anew)
        if anew:
            erasure.keep_rollback_journal(self._connection)
        self._settle(pending, op, None, action, edits)
        self._history = self._history.without(work.erased)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """Begin at once, commit at the end, roll everything back on any exception."""
        if self.is_read_only:
            raise NotSaved(read_only())
        with self._guard:
            try:
                self._connection.execute("BEGIN IMMEDIATE")
                yield
                self._connection.execute("COMMIT")
            except BaseException as error:
                self._ids.clear()
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                failure = told(error) if isinstance(error, sqlite3.Error) else None
                if failure is None:
                    raise
                raise failure from error

    def _write_line(
        self, op: str, undoes: int | None, action: Message, kept: Edits, edits: Edits
    ) -> Line | None:
        """Write the journal line of a change, unless nothing changed."""
        if not edits:
            return None
        about = journal.seal(
            {
                "actor": self._station.actor,
                "device": self._station.device,
                "action": journal.message_to_json(action),
            }
        )
        held = journal.seal(kept)
        said = {"op": op, "undoes": undoes, "about": about.digest, "edits": held.digest}
        line = journal.next_line(self._head, self._seq + 1, self._now(), said)
        self._connection.execute(
            "INSERT INTO journal (seq, payload, hash) VALUES (?, ?, ?)",
            (line.seq, line.payload, line.hash),
        )
        self._connection.execute(
            "INSERT INTO journal_detail (seq, kinds, about_salt, about, edits_salt, edits)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (line.seq, f",{','.join(edits)},", about.salt, about.data, held.salt, held.data),
        )
        self._connection.execute("UPDATE meta SET generation = generation + 1")
        return line

    def _known_campaign(self) -> Campaign | None:
        if self._campaign is None:
            self._campaign = self.get(Campaign, 1)
        return self._campaign

    def _refuse_when_closed(self, before: Campaign | None, edits: Edits) -> None:
        """Refuse, inside the transaction, what a closed campaign no longer allows."""
        kinds = frozenset(KINDS[name] for name in edits)
        after = self.get(Campaign, 1) if Campaign in kinds else before
        refuse_when_closed(before, after, kinds)

    def _settle(
        self, line: Line | None, op: str, undoes: int | None, action: Message, edits: Edits
    ) -> None:
        """Remember what was committed."""
        kinds = frozenset(KINDS[name] for name in edits)
        if Campaign in kinds:
            self._campaign = None
        if line is not None:
            self._seq, self._head = line.seq, line.hash
            self._history = self._history.after(op, line.seq, undoes)
        self._last = ChangeSet(action, kinds, self._now(), line.seq if line else None)

    def _new_id(self, kind: type) -> int:
        if kind not in self._ids:
            found = self.rows(mapping_of(kind).statements.max_key, (1, 0))
            self._ids[kind] = found[0][0] if found else 0
        self._ids[kind] += 1
        return self._ids[kind]

    @property
    def last_change(self) -> ChangeSet:
        """The result of the last change, undo or redo."""
        return self._last

    # Undo and redo

    def undo_action(self) -> Message | None:
        """Return the name of the change that ``undo`` would take back."""
        return self._action(self._history.done[-1]) if self._history.done else None

    def redo_action(self) -> Message | None:
        """Return the name of the change that ``redo`` would do again."""
        return self._action(self._history.undone[-1]) if self._history.undone else None

    def undo(self) -> ChangeSet | None:
        """Take back the last undoable change by a new journal line."""
        return self._move("undo", self._history.done)

    def redo(self) -> ChangeSet | None:
        """Do again the last undone change."""
        return self._move("redo", self._history.undone)

    def _move(self, op: str, stack: tuple[int, ...]) -> ChangeSet | None:
        if not stack:
            return None
        undoes = stack[-1]
        action, edits = self._action(undoes), self._edits(undoes)
        if action is None or edits is None:
            return None
        with self._transaction():
            before = self._known_campaign()
            SqliteWork(self._connection, self._new_id).apply(edits, backwards=op == "undo")
            self._refuse_when_closed(before, edits)
            line = self._write_line(op, undoes, action, {}, edits)
        self._ids.clear()
        self._settle(line, op, undoes, action, edits)
        return self._last

    def _read_history(self) -> History:
        history = History()
        for line in read_lines(self):
            said = line.told
            history = history.after(said["op"], line.seq, said["undoes"])
        erased = self.rows("SELECT seq FROM journal_detail WHERE edits IS NULL")
        return history.without(frozenset(seq for (seq,) in erased))

    # The journal

    def _newest(self) -> tuple[int, bytes]:
        found = self.rows("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1")
        return (found[0][0], found[0][1]) if found else (0, START)

    def _about(self, seq: int) -> dict[str, Any] | None:
        found = self.rows("SELECT about FROM journal_detail WHERE seq = ?", (seq,))
        about: dict[str, Any] | None = (
            journal.unseal(found[0][0]) if found and found[0][0] else None
        )
        return about

    def _action(self, seq: int) -> Message | None:
        about = self._about(seq)
        return journal.message_from_json(about["action"]) if about else None

    def _edits(self, seq: int) -> Edits | None:
        found = self.rows("SELECT edits FROM journal_detail WHERE seq = ?", (seq,))
        edits: Edits | None = journal.unseal(found[0][0]) if found and found[0][0] else None
        return edits

    @property
    def journal_head(self) -> str:
        """The hash of the newest journal line, in hexadecimal."""
        return self._head.hex()

    def journal(self, limit: int | None = None) -> tuple[JournalEntry, ...]:
        """Return the journal, newest first."""
        found = self.rows(
            "SELECT journal.seq, payload, about FROM journal"
            " LEFT JOIN journal_detail USING (seq) ORDER BY journal.seq DESC LIMIT ?",
            (-1 if limit is None else limit,),
        )
        undone = frozenset(self._history.undone)
        return tuple(_entry(seq, payload, about, undone) for seq, payload, about in found)

    def verify(self) -> Verification:
        """Check the file, its references and its whole journal chain."""
        return Verification(self._seq, self.journal_head, tuple(file_problems(self)))

    # Copies

    def backup(self, reason: str) -> Path:
        """Write a dated backup copy and return where."""
        return backups.write_backup(
            self._connection, self.backups_folder, self.path, reason, self._now()
        )

    def amend_backups(self, act: Callable[[Work], None]) -> tuple[Path, ...]:
        """Apply ``act`` to each dated backup; return those that could not be changed."""
        copies = (path for _at, path in backups.stamped(self.backups_folder))
        return erasure.amend(copies, act)

    def save_copy(self, destination: Path) -> None:
        """Write a whole, checked copy of the campaign at ``destination``."""
        backups.copy_whole(self._connection, self.path, destination)

    def close(self) -> None:
        """Close the file and release its lock."""
        with self._guard:
            self._release()
            if self._lock is not None:
                self._lock.release()


def _entry(seq: int, payload: bytes, about: bytes | None, undone: frozenset[int]) -> JournalEntry:
    said = Line(seq, payload, b"").told
    known = journal.unseal(about) if about else {}
    action = known.get("action")
    return JournalEntry(
        number=seq,
        at=datetime.fromisoformat(said["utc"]).astimezone(),
        actor=known.get("actor", ""),
        device=known.get("device", ""),
        action=journal.message_from_json(action) if action else None,
        undoes=said["undoes"],
        is_undone=seq in undone,
        is_redo=said["op"] == "redo",
    )
