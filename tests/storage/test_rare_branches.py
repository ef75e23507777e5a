"""What only a strange disk, file or system brings about."""

from __future__ import annotations

import ctypes
import json
import os
import platform
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime, time
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace

import pytest
from storing import GRID, START, put

from euralens_desk.domain.campaign import GridVersion
from euralens_desk.domain.dossier import Attachment
from euralens_desk.domain.mark import MarkState
from euralens_desk.domain.messages import Message, MessageValue, NotSaved, message
from euralens_desk.domain.sheet import Score
from euralens_desk.domain.tally import Tally
from euralens_desk.storage import backups, failures, journal, lock
from euralens_desk.storage.campaign_file import SqliteCampaignFile, Station
from euralens_desk.storage.connection import is_free
from euralens_desk.storage.failures import Damaged, OnlyReadable
from euralens_desk.storage.opening import open_campaign
from euralens_desk.storage.reader import Reader
from euralens_desk.storage.values import codec_for
from euralens_desk.storage.verification import file_problems
from euralens_desk.storage.whole_files import write_whole


def spoilt(path: Path, table: str) -> None:
    """Write nonsense over the first page of a table."""
    with closing(sqlite3.connect(path)) as raw:
        ((root,),) = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,))
        ((size,),) = raw.execute("PRAGMA page_size")
    data = bytearray(path.read_bytes())
    data[(root - 1) * size : root * size] = b"\xff" * size
    path.write_bytes(data)


def given_a_free_page(path: Path) -> None:
    """Announce a free page that is not there."""
    data = bytearray(path.read_bytes())
    data[36:40] = (1).to_bytes(4, "big")
    path.write_bytes(data)


def problems_of(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as raw:
        return [told.text for told in file_problems(Reader(raw))]


# Verification -------------------------------------------------------------------------------------


def test_pages_that_do_not_hold_together_are_told(file: SqliteCampaignFile, path: Path) -> None:
    file.close()
    assert problems_of(path) == []
    given_a_free_page(path)
    assert problems_of(path) == ["The file is damaged: its pages do not hold together."]


def test_a_reference_to_what_is_gone_is_told(file: SqliteCampaignFile, path: Path) -> None:
    file.close()
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("DELETE FROM dossier WHERE id = 1")
        raw.commit()
    assert problems_of(path) == [
        "The file is damaged: a record refers to one that is gone.",
        "The table {name} is not what the journal says was written.",
    ]


def test_a_journal_that_can_not_be_read_is_told(file: SqliteCampaignFile, path: Path) -> None:
    file.close()
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("DROP TRIGGER journal_no_update")
        raw.execute("UPDATE journal SET payload = CAST('nothing' AS BLOB) WHERE seq = 1")
        raw.commit()
    assert problems_of(path) == [
        "Line {line} of the journal does not follow the one before.",
        "The journal of the file can't be read: it was altered or damaged.",
    ]


def test_a_table_that_can_not_be_read_ends_the_verification(
    file: SqliteCampaignFile, path: Path
) -> None:
    file.close()
    spoilt(path, "journal")
    assert problems_of(path)[-1] == failures.damaged().text


# Reading ------------------------------------------------------------------------------------------


def test_answers_counted_in_a_spoilt_table_are_a_damaged_file(
    file: SqliteCampaignFile, path: Path
) -> None:
    put(file, GridVersion(1, 1, GRID), Score(1, 0, MarkState.SCORED, 1))
    file.close()
    spoilt(path, "score")
    with closing(sqlite3.connect(path)) as raw, pytest.raises(Damaged):
        Reader(raw).sheet_tallies(1)


def test_an_error_that_is_our_own_is_not_called_damage(
    file: SqliteCampaignFile, path: Path
) -> None:
    put(file, GridVersion(1, 1, GRID))
    file.close()
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("ALTER TABLE score RENAME TO other")
        with pytest.raises(sqlite3.OperationalError, match="no such table: score"):
            Reader(raw).sheet_tallies(1)


def test_an_answer_that_is_neither_a_level_nor_no_opinion_is_not_counted(
    file: SqliteCampaignFile,
) -> None:
    put(file, GridVersion(1, 1, GRID), Score(1, 0, MarkState.SCORED, 1))
    put(file, Score(1, 1, MarkState.BLANK), Score(1, 2, MarkState.NOT_APPLICABLE))
    assert file.sheet_tallies(1) == {(1, 0): Tally((0, 1, 0))}


def test_records_are_found_by_a_field_that_is_absent(file: SqliteCampaignFile) -> None:
    received = Attachment(2, 1, "plan.pdf", received_on=date(2022, 5, 31))
    put(file, Attachment(1, 1, "lettre.pdf"), received)
    assert [one.id for one in file.find(Attachment, received_on=None)] == [1]
    assert file.find(Attachment, received_on=date(2022, 5, 31)) == (received,)


@pytest.mark.parametrize(
    ("convert", "words"),
    [
        (lambda: codec_for(tuple[complex, ...]).stored((1j,)), "cannot be stored"),
        (lambda: codec_for(tuple[complex, ...]).decode("[1]"), "cannot be read"),  # type: ignore[misc]
    ],
)
def test_a_kind_of_value_that_nobody_provided_for_is_a_bug(
    convert: Callable[[], object], words: str
) -> None:
    with pytest.raises((TypeError, ValueError), match=words):
        convert()
    assert codec_for(tuple[Fraction, ...]).stored((Fraction(1, 3),)) == '["1/3"]'


def test_what_a_line_tells_comes_back_as_it_was() -> None:
    values: dict[str, MessageValue] = {
        "at": datetime(2022, 11, 8, 13, 30, tzinfo=UTC),
        "on": date(2022, 11, 8),
        "hour": time(13, 30),
        "amount": Decimal("12.50"),
        "why": message("late by {count}", count=3),
        "name": "Béthune",
        "number": 7,
    }
    told = Message("noted {name}", values, "noted {name} and others", 2)
    through = json.loads(json.dumps(journal.message_to_json(told)))
    assert journal.message_from_json(through) == told


# Changes ------------------------------------------------------------------------------------------


def test_a_change_that_lost_its_name_is_not_undone(
    file: SqliteCampaignFile, path: Path, station: Station
) -> None:
    put(file, Score(1, 0, MarkState.SCORED, 1))
    file.close()
    with closing(sqlite3.connect(path)) as raw:
        raw.execute(
            "UPDATE journal_detail SET about = NULL, about_salt = NULL"
            " WHERE seq = (SELECT max(seq) FROM journal)"
        )
        raw.commit()
    opened = open_campaign(path, station)
    assert (opened.undo_action(), opened.undo()) == (None, None)
    assert opened.find(Score) == (Score(1, 0, MarkState.SCORED, 1),)
    assert opened.journal(1)[0].action is None
    opened.close()


def test_a_file_that_became_read_only_says_the_entry_is_not_saved() -> None:
    refused = sqlite3.OperationalError("attempt to write a readonly database")
    refused.sqlite_errorcode = sqlite3.SQLITE_READONLY
    failure = failures.told(refused)
    assert isinstance(failure, NotSaved)
    assert "read-only: the last entry is not saved" in str(failure)


# Copies -------------------------------------------------------------------------------------------


def test_backups_are_kept_by_campaign_and_within_their_measure(
    file: SqliteCampaignFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert file.backups_folder.name == file.uuid
    first = file.backup("un")
    second = file.backup("deux")
    assert first.exists()
    assert second.exists()
    monkeypatch.setattr(backups, "LARGEST", 0)
    third = file.backup("trois")
    assert [path for _at, path in backups.stamped(file.backups_folder)] == [third]


def test_a_copy_of_a_damaged_file_is_not_kept(
    file: SqliteCampaignFile, path: Path, tmp_path: Path
) -> None:
    file.close()
    given_a_free_page(path)
    copy = tmp_path / "copie.euralens"
    with closing(sqlite3.connect(path)) as raw, pytest.raises(Damaged):
        backups.copy_whole(raw, path, copy)
    assert not copy.exists()


class ChangingMeanwhile(sqlite3.Connection):
    """A file whose journal grows right after it was copied."""

    def backup(self, target: sqlite3.Connection, **_named: object) -> None:
        super().backup(target)
        self.execute("INSERT INTO journal (seq, payload, hash) VALUES (99, x'00', x'00')")


def test_a_copy_that_lacks_the_last_line_is_not_kept(
    file: SqliteCampaignFile, path: Path, tmp_path: Path
) -> None:
    file.close()
    copy = tmp_path / "copie.euralens"
    held = closing(sqlite3.connect(path, factory=ChangingMeanwhile))
    with held as raw, pytest.raises(Damaged):
        backups.copy_whole(raw, path, copy)
    assert not copy.exists()


def test_a_file_is_written_where_folders_can_not_be_synced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.txt"
    opened: list[object] = []
    with monkeypatch.context() as patch:
        patch.setattr(os, "name", "nt")
        patch.setattr(os, "open", opened.append)
        write_whole(path, b"1")
    assert (path.read_bytes(), opened) == (b"1", [])


# The lock -----------------------------------------------------------------------------------------


def test_a_folder_that_takes_no_lock_is_read_only(tmp_path: Path) -> None:
    with pytest.raises(OnlyReadable):
        lock.take(tmp_path / "absent" / "x.euralens", "Mme X", START)


def test_a_file_that_is_no_database_is_held_by_nobody(tmp_path: Path) -> None:
    path = tmp_path / "x.euralens"
    path.write_bytes(b"bonjour" * 100)
    assert is_free(path)


def locked_by(campaign: Path, pid: int) -> None:
    held = {"name": "Mme X", "host": platform.node(), "pid": pid, "nonce": "1"}
    told = held | {"since": START.isoformat()}
    lock.lock_path(campaign).write_text(json.dumps(told), encoding="utf-8")


@pytest.mark.parametrize("is_free_now", [False, True])
def test_a_process_of_somebody_else_may_hold_the_file(
    path: Path, monkeypatch: pytest.MonkeyPatch, is_free_now: bool
) -> None:
    def refuse(pid: int, signal: int) -> None:
        assert (pid, signal) == (4_321, 0)
        raise PermissionError

    locked_by(path, 4_321)
    monkeypatch.setattr(os, "kill", refuse)
    monkeypatch.setattr(lock, "is_free", lambda _: is_free_now)
    assert lock.is_held(path) is not is_free_now


@pytest.mark.parametrize(("handle", "closed"), [(7, [7]), (0, [])])
def test_windows_is_asked_whether_a_process_lives(
    path: Path, monkeypatch: pytest.MonkeyPatch, handle: int, closed: list[int]
) -> None:
    handles: list[int] = []
    system = SimpleNamespace(
        OpenProcess=lambda _rights, _inherits, pid: handle if pid == 4_321 else 0,
        CloseHandle=handles.append,
    )
    locked_by(path, 4_321)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=system), raising=False)
    monkeypatch.setattr(lock, "is_free", lambda _: False)
    assert (lock.is_held(path), handles) == (bool(handle), closed)
