"""Files that are not what was written: of another kind, newer, damaged, tampered with."""

from __future__ import annotations

import os
import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from storing import CAMPAIGN, GRID, put

from euralens_desk.domain.campaign import GridVersion
from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.mark import MarkState
from euralens_desk.domain.messages import Failure, message
from euralens_desk.domain.sheet import Score
from euralens_desk.storage import lock, schema
from euralens_desk.storage.campaign_file import SqliteCampaignFile, Station
from euralens_desk.storage.failures import (
    Damaged,
    DiskFull,
)
from euralens_desk.storage.opening import create_campaign, open_campaign

# Damage -----------------------------------------------------------------------------------------


def test_a_file_of_another_kind_is_refused_untouched(tmp_path: Path, station: Station) -> None:
    for name, data in (("vide", b""), ("texte", b"bonjour" * 40), ("autre", None)):
        target = tmp_path / f"{name}.euralens"
        if data is None:
            sqlite3.connect(target).execute("CREATE TABLE t (x)").connection.close()
            data = target.read_bytes()
        target.write_bytes(data)
        with pytest.raises(Failure, match="not a campaign file"):
            open_campaign(target, station)
        assert target.read_bytes() == data
    with pytest.raises(Failure, match="was not found"):
        open_campaign(tmp_path / "absent.euralens", station)


def test_a_newer_file_is_refused_untouched(
    file: SqliteCampaignFile, path: Path, station: Station
) -> None:
    file.close()
    data = bytearray(path.read_bytes())
    data[60:64] = (schema.SCHEMA + 1).to_bytes(4, "big")
    path.write_bytes(data)
    with pytest.raises(Failure, match="newer version"):
        open_campaign(path, station)
    assert path.read_bytes() == bytes(data)


def test_a_file_of_an_older_schema_is_refused_untouched(
    file: SqliteCampaignFile, path: Path, station: Station
) -> None:
    file.close()
    data = bytearray(path.read_bytes())
    data[60:64] = (schema.SCHEMA - 1).to_bytes(4, "big")
    path.write_bytes(data)
    for read_only in (False, True):
        with pytest.raises(Failure, match="no longer read"):
            open_campaign(path, station, read_only=read_only)
    assert path.read_bytes() == bytes(data)


def test_an_existing_file_is_never_overwritten(
    file: SqliteCampaignFile, path: Path, station: Station
) -> None:
    with pytest.raises(Failure, match="exists already"):
        create_campaign(path, CAMPAIGN, station)


def test_a_folder_that_is_not_there_is_told(tmp_path: Path, station: Station) -> None:
    with pytest.raises(Failure, match="could not be created"):
        create_campaign(tmp_path / "absent" / "x.euralens", CAMPAIGN, station)


def _damaged(data: bytes, chance: random.Random) -> bytes:
    if chance.random() < 0.2:
        return data[: chance.randrange(100, len(data))]
    place = chance.randrange(100, len(data))
    return data[:place] + bytes([data[place] ^ (1 << chance.randrange(8))]) + data[place + 1 :]


@pytest.mark.parametrize("rounds", [200, pytest.param(2000, marks=pytest.mark.slow)])
def test_a_damaged_file_never_crashes_and_never_lies(
    file: SqliteCampaignFile, path: Path, station: Station, rounds: int
) -> None:
    put(file, *(Score(1, i, MarkState.SCORED, i % 5) for i in range(13)))
    told, head = file.find(Score), file.journal_head
    file.close()
    sound, chance = path.read_bytes(), random.Random(7)
    for _ in range(rounds):
        data = _damaged(sound, chance)
        path.write_bytes(data)
        try:
            opened = open_campaign(path, station, read_only=True)
        except Failure:
            assert path.read_bytes() == data
            continue
        try:
            same = (opened.find(Score), opened.journal_head) == (told, head)
            assert same or not opened.verify().is_sound
        except Failure:
            pass
        finally:
            opened.close()
        assert path.read_bytes() == data


def _tamper(path: Path, statement: str) -> None:
    raw = sqlite3.connect(path)
    raw.executescript("DROP TRIGGER journal_no_update; DROP TRIGGER journal_no_delete;")
    raw.execute(statement)
    raw.commit()
    for verb in ("update", "delete"):
        raw.execute(schema.TRIGGERS[f"journal_no_{verb}"])
    raw.commit()
    raw.close()


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        (
            "UPDATE journal SET payload = CAST(replace(payload, 'change', 'chunge') AS BLOB) WHERE seq = 2",
            "Line",
        ),
        ("UPDATE journal_detail SET about_salt = zeroblob(16) WHERE seq = 2", "altered"),
        ("DELETE FROM journal WHERE seq = 2", "Line 3"),
    ],
)
def test_tampering_is_found(
    file: SqliteCampaignFile, path: Path, station: Station, statement: str, said: str
) -> None:
    put(file, Score(1, 0, MarkState.SCORED, 3))
    file.close()
    _tamper(path, statement)
    opened = open_campaign(path, station, read_only=True)
    assert any(said in str(problem) for problem in opened.verify().problems)
    opened.close()


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER x AFTER INSERT ON score BEGIN SELECT 1; END",
        "CREATE VIEW x AS SELECT * FROM score",
        "CREATE TRIGGER journal_no_more BEFORE DELETE ON journal BEGIN SELECT 1; END",
    ],
)
@pytest.mark.parametrize("read_only", [False, True])
def test_instructions_that_are_not_ours_are_refused(
    file: SqliteCampaignFile, path: Path, station: Station, statement: str, read_only: bool
) -> None:
    file.close()
    _tamper(path, statement)
    before = path.read_bytes()
    with pytest.raises(Failure, match="not the program's"):
        open_campaign(path, station, read_only=read_only)
    assert path.read_bytes() == before
    assert not lock.lock_path(path).exists()


def test_a_trigger_of_ours_that_does_something_else_is_refused(
    file: SqliteCampaignFile, path: Path, station: Station
) -> None:
    file.close()
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("DROP TRIGGER journal_no_delete")
        raw.execute("CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal BEGIN SELECT 1; END")
    with pytest.raises(Failure, match="not the program's"):
        open_campaign(path, station)


def test_the_journal_is_append_only(file: SqliteCampaignFile) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        file._connection.execute("DELETE FROM journal")  # the trigger is what is tested


def test_a_full_disk_loses_only_the_last_entry(file: SqliteCampaignFile) -> None:
    put(file, Score(1, 0, MarkState.SCORED, 3))
    ((pages,),) = file.rows("PRAGMA page_count")
    file.rows(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(DiskFull, match="not saved"), file.change(message("big")) as work:
        work.put_content(b"x" * 100_000)
        work.put(Score(1, 1, MarkState.SCORED, 3))
    file.rows("PRAGMA max_page_count = 1000000")
    assert file.find(Score) == (Score(1, 0, MarkState.SCORED, 3),)
    assert file.verify().is_sound


def test_a_file_left_damaged_by_a_stopped_program_is_not_opened(
    file: SqliteCampaignFile, path: Path, station: Station
) -> None:
    put(file, Score(1, 0, MarkState.SCORED, 3))
    left = lock.lock_path(path).read_text()
    file.close()
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("UPDATE score SET level = 4")
        raw.commit()
    lock.lock_path(path).write_text(left.replace(f'"pid": {os.getpid()}', '"pid": 999999999'))
    with pytest.raises(Damaged):
        open_campaign(path, station)
    assert not lock.lock_path(path).exists()


@pytest.mark.parametrize(
    ("statement", "ask"),
    [
        ("UPDATE dossier SET title = CAST(x'ff' AS TEXT)", lambda f: f.find(Dossier)),
        ("UPDATE dossier SET themes = '['", lambda f: f.find(Dossier)),
        ("UPDATE score SET state = 77", lambda f: f.find(Score)),
    ],
)
def test_values_that_make_no_record_are_a_damaged_file(
    file: SqliteCampaignFile,
    path: Path,
    station: Station,
    statement: str,
    ask: Callable[[SqliteCampaignFile], object],
) -> None:
    put(file, GridVersion(1, 1, GRID), Score(1, 0, MarkState.SCORED, 1))
    file.close()
    with closing(sqlite3.connect(path)) as raw:
        raw.execute(statement)
        raw.commit()
    opened = open_campaign(path, station, read_only=True)
    with pytest.raises(Damaged):
        ask(opened)
    opened.close()


def test_a_file_without_one_of_its_tables_is_damaged(
    file: SqliteCampaignFile, path: Path, station: Station
) -> None:
    file.close()
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("DROP TABLE score")
        raw.commit()
    with pytest.raises(Damaged):
        open_campaign(path, station)
