"""Opening a campaign: who has it, what it is, what is wrong with it."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from storing import CAMPAIGN, START, dump, put

from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.mark import MarkState
from euralens_desk.domain.messages import Failure, message
from euralens_desk.domain.sheet import Score
from euralens_desk.storage import backups, connection, lock, schema
from euralens_desk.storage.campaign_file import SqliteCampaignFile, Station
from euralens_desk.storage.failures import (
    DiskFull,
    OnlyReadable,
    OpenedElsewhere,
    OpenedHere,
)
from euralens_desk.storage.opening import create_campaign, open_campaign

# Locks ------------------------------------------------------------------------------------------

HOLDER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from euralens_desk.storage.campaign_file import Station
from euralens_desk.storage.opening import open_campaign
path = Path(sys.argv[1])
file = open_campaign(path, Station("Mme X", "PC-12", lambda: datetime.now(UTC), path.parent / "b"))
print("open", flush=True)
sys.stdin.read()
file.close()
"""


@contextmanager
def held_elsewhere(path: Path, program: str = HOLDER) -> Iterator[subprocess.Popen[str]]:
    """Another process has the file open, until the block is left."""
    command = [sys.executable, "-c", program, str(path)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "open\n"
        yield child
        child.communicate("")


def test_a_second_opening_says_who_has_the_file(
    file: SqliteCampaignFile, path: Path, station: Station
) -> None:
    file.close()
    with held_elsewhere(path), pytest.raises(OpenedElsewhere, match="Mme X"):
        open_campaign(path, station)
    open_campaign(path, station).close()


@pytest.mark.parametrize("read_only", [False, True])
def test_opening_again_here_is_refused_and_loses_no_lock(
    file: SqliteCampaignFile, path: Path, station: Station, tmp_path: Path, read_only: bool
) -> None:
    other = tmp_path / "lien.euralens"
    other.symlink_to(path)
    for name in (path, other):
        with pytest.raises(OpenedHere):
            open_campaign(name, station, read_only=read_only)
    intruder = (
        "import sqlite3, sys; sqlite3.connect(sys.argv[1], timeout=0).execute('DELETE FROM score')"
    )
    found = subprocess.run(
        [sys.executable, "-c", intruder, str(path)], capture_output=True, text=True
    )
    assert "database is locked" in found.stderr
    put(file, Score(1, 0, MarkState.SCORED, 3))
    assert lock.is_held(path)


def test_the_number_of_a_dead_process_may_be_taken_by_another(
    file: SqliteCampaignFile, path: Path, station: Station
) -> None:
    held = lock.lock_path(path)
    told = json.loads(held.read_text())
    file.close()
    held.write_text(json.dumps(told | {"pid": os.getppid()}))
    again = open_campaign(path, station)
    assert "stopped unexpectedly" in str(again.recovered)
    again.close()


def test_a_lock_of_another_computer_is_believed(
    file: SqliteCampaignFile, path: Path, station: Station
) -> None:
    held = lock.lock_path(path)
    told = json.loads(held.read_text())
    file.close()
    held.write_text(json.dumps(told | {"host": "PC-99"}))
    with pytest.raises(OpenedElsewhere, match="PC-99"):
        open_campaign(path, station)
    consulted = open_campaign(path, station, read_only=True)
    assert len(consulted.find(Dossier)) == 3
    consulted.close()
    assert held.exists()


def test_a_lock_that_cannot_be_read_is_taken_over(
    file: SqliteCampaignFile, path: Path, station: Station
) -> None:
    file.close()
    for left in ("", "[]", '{"name": "x"}'):
        lock.lock_path(path).write_text(left)
        again = open_campaign(path, station)
        assert again.find(Dossier)
        again.close()


def test_a_file_another_program_uses_is_not_opened(
    file: SqliteCampaignFile, path: Path, station: Station
) -> None:
    file.close()
    with closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(Failure, match="in use by another program"):
            open_campaign(path, station)
    assert not lock.lock_path(path).exists()
    open_campaign(path, station).close()


def test_a_file_open_elsewhere_can_be_consulted(
    file: SqliteCampaignFile, path: Path, station: Station
) -> None:
    known = file.find(Dossier)
    file.close()
    with held_elsewhere(path):
        consulted = open_campaign(path, station, read_only=True)
        assert consulted.find(Dossier) == known
        with pytest.raises(Failure, match="reading only"):
            put(consulted, Score(1, 0, MarkState.SCORED, 3))
        consulted.close()


def test_consulting_does_not_keep_anybody_from_writing(
    file: SqliteCampaignFile, path: Path, station: Station
) -> None:
    file.close()
    before = path.read_bytes()
    consulted = open_campaign(path, station, read_only=True)
    assert consulted.is_read_only
    assert not lock.lock_path(path).exists()
    writer = open_campaign(path, station)
    put(writer, Score(1, 0, MarkState.SCORED, 3))
    assert consulted.find(Score) == ()
    writer.close()
    consulted.close()
    assert path.read_bytes() != before


UNFINISHED = """
import os, sqlite3, sys
file = sqlite3.connect(sys.argv[1], isolation_level=None)
file.execute("PRAGMA cache_size = 1")
file.execute("BEGIN IMMEDIATE")
file.execute("DELETE FROM score_sheet")
file.execute("DELETE FROM dossier")
file.execute("CREATE TABLE filler (x)")
for _ in range(200):
    file.execute("INSERT INTO filler VALUES (zeroblob(4000))")
print("open", flush=True)
sys.stdin.read()
os._exit(9)
"""


@pytest.mark.parametrize("read_only", [False, True])
def test_a_change_cut_in_the_middle_is_taken_back(
    file: SqliteCampaignFile, path: Path, station: Station, read_only: bool
) -> None:
    known = dump(file)
    file.close()
    with held_elsewhere(path, UNFINISHED):
        pass
    assert backups.journal_of(path).stat().st_size > 0
    left = path.read_bytes()
    opened = open_campaign(path, station, read_only=read_only)
    assert dump(opened) == known
    assert opened.verify().is_sound
    opened.close()
    assert (path.read_bytes() == left) == read_only


@contextmanager
def as_nobody() -> Iterator[None]:
    """Permissions count: the administrator, whom none stops, becomes nobody."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def shared(file: SqliteCampaignFile, path: Path, station: Station) -> Iterator[Path]:
    """A campaign that everybody may read and nobody may change."""
    file.close()
    with TemporaryDirectory() as name:
        folder = Path(name)
        found = folder / path.name
        shutil.copy(path, found)
        found.chmod(0o444)
        folder.chmod(0o555)
        yield found
        folder.chmod(0o755)


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of POSIX")
@pytest.mark.parametrize("mode", [0o555, 0o777])
def test_a_file_that_cannot_be_written_can_be_consulted(
    shared: Path, station: Station, mode: int
) -> None:
    shared.parent.chmod(mode)
    with as_nobody():
        with pytest.raises(OnlyReadable, match="read-only"):
            open_campaign(shared, station)
        consulted = open_campaign(shared, station, read_only=True)
        assert len(consulted.find(Dossier)) == 3
        consulted.close()
    assert [entry.name for entry in shared.parent.iterdir()] == [shared.name]


def test_a_clock_that_goes_back_changes_no_order(
    file: SqliteCampaignFile, path: Path, tmp_path: Path
) -> None:
    file.close()
    hours = iter([0, 0, 0, 5, 5, -1, -1, -3, *(-3,) * 40])
    station = Station("s", "p", lambda: START + timedelta(hours=next(hours)), tmp_path / "b")
    opened = open_campaign(path, station)
    for level in (1, 2, 3):
        put(opened, Score(1, 0, MarkState.SCORED, level), text=f"note {level}")
    told = opened.journal(3)
    assert [str(entry.action) for entry in told] == ["note 3", "note 2", "note 1"]
    assert [entry.at for entry in told] != sorted((e.at for e in told), reverse=True)
    opened.undo()
    assert opened.get(Score, 1, 0) == Score(1, 0, MarkState.SCORED, 2)
    assert opened.verify().is_sound
    opened.close()


def test_a_clock_far_behind_is_told(file: SqliteCampaignFile, path: Path, tmp_path: Path) -> None:
    file.close()
    late = Station("s", "p", lambda: START - timedelta(days=3650), tmp_path / "b")
    opened = open_campaign(path, late)
    assert "clock of this computer seems wrong" in str(opened.recovered)
    put(opened, Score(1, 0, MarkState.SCORED, 3))
    first, second = opened.backup("asked"), opened.backup("asked")
    assert first != second
    assert first.exists()
    opened.close()


CHILD = """
import os, sys
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from euralens_desk.domain.grid import Axis, CriteriaGrid, Level, Scale, SubCriterion
from euralens_desk.domain.mark import MarkState
from euralens_desk.domain.messages import message
from euralens_desk.domain.sheet import Score
from euralens_desk.storage.campaign_file import Station
from euralens_desk.storage.journal import unseal
from euralens_desk.storage.opening import open_campaign
path = Path(sys.argv[1])
file = open_campaign(path, Station("enfant", "poste", lambda: datetime.now(UTC), path.parent / "b"))
for turn in count():
    with file.change(message("note {turn}", turn=turn)) as work:
        work.put(Score(1, turn % 13, MarkState.SCORED, turn // 13))
    print(turn, flush=True)
"""


@pytest.mark.parametrize("rounds", [10, pytest.param(200, marks=pytest.mark.slow)])
def test_a_killed_process_loses_nothing_it_acknowledged(
    file: SqliteCampaignFile, path: Path, station: Station, rounds: int
) -> None:
    file.close()
    chance = random.Random(2022)
    for _ in range(rounds):
        child = subprocess.Popen(
            [sys.executable, "-c", CHILD, str(path)], stdout=subprocess.PIPE, text=True
        )
        assert child.stdout is not None
        for _line in range(chance.randrange(1, 40)):
            child.stdout.readline()
        child.send_signal(signal.SIGKILL)
        acknowledged = [int(line) for line in child.stdout.read().split()] or [0]
        child.wait()
        child.stdout.close()
        again = open_campaign(path, station)
        assert again.recovered is not None
        assert "stopped unexpectedly" in str(again.recovered)
        turn = acknowledged[-1]
        kept = again.get(Score, 1, turn % 13)
        assert kept is not None
        assert kept.level is not None
        assert kept.level >= turn // 13
        assert again.verify().is_sound
        again.close()


# What else may be wrong -------------------------------------------------------------------------


def test_a_stop_right_after_the_creation_is_no_loss(path: Path, station: Station) -> None:
    create_campaign(path, CAMPAIGN, station).close()
    with closing(sqlite3.connect(path)) as raw:
        for name in schema.TRIGGERS:
            raw.execute(f"DROP TRIGGER {name}")
        for table in ("journal", "journal_detail", "campaign"):
            raw.execute(f"DELETE FROM {table}")
        for statement in schema.TRIGGERS.values():
            raw.execute(statement)
        raw.commit()
    lock.lock_path(path).write_text("")
    again = open_campaign(path, station)
    assert again.recovered is None
    again.close()


def test_a_setting_the_disk_does_not_take_stops_the_opening(
    file: SqliteCampaignFile, path: Path, station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.close()
    monkeypatch.setitem(connection.SETTINGS, "journal_mode", "wall")
    with pytest.raises(Failure, match="does not allow safe saving"):
        open_campaign(path, station)
    assert not lock.lock_path(path).exists()


def test_a_folder_is_no_campaign(tmp_path: Path, station: Station) -> None:
    folder = tmp_path / "x.euralens"
    folder.mkdir()
    with pytest.raises(Failure, match="could not be read"):
        open_campaign(folder, station)


def test_a_lock_that_comes_back_each_time_is_told(
    file: SqliteCampaignFile, path: Path, station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.close()
    lock.lock_path(path).write_text("")
    monkeypatch.setattr(Path, "unlink", lambda *_arguments, **_more: None)
    with pytest.raises(Failure, match="changes hands"):
        open_campaign(path, station)


def test_a_campaign_under_way_is_read_only_once_it_is_whole(
    file: SqliteCampaignFile, path: Path, station: Station
) -> None:
    file.close()
    with held_elsewhere(path):
        backups.journal_of(path).write_bytes(bytes.fromhex("d9d505f920a163d7") + bytes(600))
        with pytest.raises(Failure, match="being written to"):
            open_campaign(path, station, read_only=True)
        backups.journal_of(path).unlink()
        open_campaign(path, station, read_only=True).close()


def test_a_disk_too_full_to_consult_is_told(
    file: SqliteCampaignFile, path: Path, station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.close()

    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfile", full)
    with pytest.raises(Failure, match="could not be read"):
        open_campaign(path, station, read_only=True)


def test_a_backup_folder_that_refuses_keeps_nobody_from_working(
    file: SqliteCampaignFile, path: Path, station: Station, tmp_path: Path
) -> None:
    file.close()
    (tmp_path / "b").write_text("a file stands there")
    opened = open_campaign(path, station)
    put(opened, Score(1, 0, MarkState.SCORED, 3))
    with pytest.raises(Failure, match="backup folder"):
        opened.backup("asked")
    opened.close()


def test_other_files_among_the_backups_are_left_alone(
    file: SqliteCampaignFile, path: Path, station: Station
) -> None:
    made = file.backup("asked")
    other = made.parent / "à garder.euralens"
    other.write_bytes(b"x")
    assert [found for _, found in backups.stamped(made.parent)] == [made]
    put(file, Score(1, 0, MarkState.SCORED, 3))
    file.backup("asked")
    assert other.exists()


def test_a_creation_that_fails_leaves_no_file(
    path: Path, station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object, **_more: object) -> None:
        raise DiskFull(message("full"))

    monkeypatch.setattr(SqliteCampaignFile, "change", full)
    with pytest.raises(DiskFull):
        create_campaign(path, CAMPAIGN, station)
    assert not path.exists()
    assert not lock.lock_path(path).exists()
