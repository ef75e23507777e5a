"""A disk that refuses at any moment: what stood there is whole, old or new, and nothing is left."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest
from storing import CAMPAIGN, put

from euralens_desk.composition import write_file
from euralens_desk.domain.mark import MarkState
from euralens_desk.domain.messages import Failure, NotSaved, message
from euralens_desk.domain.sheet import Score
from euralens_desk.storage import backups
from euralens_desk.storage.campaign_file import SqliteCampaignFile, Station
from euralens_desk.storage.opening import create_campaign, open_campaign
from euralens_desk.storage.whole_files import write_whole

OLD, NEW = b"ancien" * 100, b"nouveau" * 5000


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """No file may grow beyond a size: the disk refuses in the middle of a write."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def refuse_at(monkeypatch: pytest.MonkeyPatch, turn: int) -> None:
    """Let the disk refuse the sync or the renaming of this number."""
    turns = count()

    def guarded(work: Callable[..., object]) -> Callable[..., object]:
        def tried(*arguments: object, **more: object) -> object:
            if next(turns) == turn:
                raise OSError(errno.EIO, "the disk did not answer")
            return work(*arguments, **more)

        return tried

    monkeypatch.setattr(os, "fsync", guarded(os.fsync))
    monkeypatch.setattr(Path, "replace", guarded(Path.replace))


def left(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if path.is_file()}


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
def test_a_document_cut_at_any_byte_leaves_the_old_one(tmp_path: Path) -> None:
    target = tmp_path / "pv.pdf"
    target.write_bytes(OLD)
    for size in (*range(0, len(NEW), 997), len(NEW) - 1):
        with largest_file(size), pytest.raises(Failure, match="could not be written"):
            write_file(target, NEW)
        assert target.read_bytes() == OLD
        assert left(tmp_path) == {"pv.pdf"}
    with largest_file(len(NEW)):
        write_file(target, NEW)
    assert target.read_bytes() == NEW


@pytest.mark.parametrize("turn", range(3))
def test_a_document_whose_sync_or_renaming_fails_is_old_or_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, turn: int
) -> None:
    target = tmp_path / "pv.pdf"
    target.write_bytes(OLD)
    refuse_at(monkeypatch, turn)
    with pytest.raises(OSError, match="did not answer"):
        write_whole(target, NEW)
    assert target.read_bytes() == (OLD if turn < 2 else NEW)
    assert left(tmp_path) == {"pv.pdf"}


def test_a_document_that_does_not_read_back_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "pv.pdf"
    target.write_bytes(OLD)
    monkeypatch.setattr(Path, "read_bytes", lambda path: b"")
    with pytest.raises(OSError, match="does not read back"):
        write_whole(target, NEW)
    monkeypatch.undo()
    assert target.read_bytes() == OLD


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
def test_a_copy_cut_at_any_page_leaves_the_old_one(
    file: SqliteCampaignFile, tmp_path: Path, station: Station
) -> None:
    copies = tmp_path / "copies"
    copies.mkdir()
    target = copies / "copie.euralens"
    file.save_copy(target)
    old, head = target.read_bytes(), file.journal_head
    put(file, Score(1, 0, MarkState.SCORED, 3))
    whole = file.path.stat().st_size
    for size in range(0, whole, 4096):
        with largest_file(size), pytest.raises(Failure, match=r"copie.euralens could not"):
            file.save_copy(target)
        assert target.read_bytes() == old
        assert left(copies) == {"copie.euralens"}
    file.save_copy(target)
    copied = open_campaign(target, station)
    assert copied.journal_head == file.journal_head != head
    assert copied.verify().is_sound
    copied.close()


@pytest.mark.parametrize("turn", range(3))
def test_a_copy_whose_sync_or_renaming_fails_is_old_or_new(
    file: SqliteCampaignFile,
    tmp_path: Path,
    station: Station,
    monkeypatch: pytest.MonkeyPatch,
    turn: int,
) -> None:
    copies = tmp_path / "copies"
    copies.mkdir()
    target = copies / "copie.euralens"
    file.save_copy(target)
    heads = [file.journal_head]
    put(file, Score(1, 0, MarkState.SCORED, 3))
    heads.append(file.journal_head)
    refuse_at(monkeypatch, turn)
    with pytest.raises(Failure, match="could not be written"):
        file.save_copy(target)
    monkeypatch.undo()
    assert left(copies) == {"copie.euralens"}
    copied = open_campaign(target, station)
    assert copied.journal_head == heads[turn == 2]
    copied.close()


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
def test_a_backup_that_cannot_be_written_costs_no_other_one(
    file: SqliteCampaignFile, station: Station
) -> None:
    kept = file.backup("asked").read_bytes()
    put(file, Score(1, 0, MarkState.SCORED, 3))
    with largest_file(8192), pytest.raises(Failure, match="could not be written"):
        file.backup("asked")
    assert [path.read_bytes() for path in file.backups_folder.iterdir()] == [kept]


def test_left_overs_of_a_stopped_copy_are_not_taken_for_its_own(
    file: SqliteCampaignFile, tmp_path: Path, station: Station
) -> None:
    target = tmp_path / "copie.euralens"
    part = target.with_name("copie.euralens.part")
    part.write_bytes(OLD)
    backups.journal_of(part).write_bytes(bytes.fromhex("d9d505f920a163d7") + bytes(2000))
    file.save_copy(target)
    copied = open_campaign(target, station)
    assert copied.journal_head == file.journal_head
    assert copied.verify().is_sound
    copied.close()
    assert not part.exists()
    assert not backups.journal_of(part).exists()


def test_a_copy_never_replaces_an_open_campaign(
    file: SqliteCampaignFile, tmp_path: Path, station: Station
) -> None:
    other = tmp_path / "autre.euralens"
    opened = create_campaign(other, CAMPAIGN, station)
    for target in (file.path, other):
        before = target.read_bytes()
        with pytest.raises(Failure, match="open campaign"):
            file.save_copy(target)
        assert target.read_bytes() == before
    opened.close()
    file.save_copy(other)


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
def test_a_campaign_that_cannot_be_created_leaves_nothing(tmp_path: Path, station: Station) -> None:
    for size in range(0, 140_000, 8192):
        with largest_file(size), pytest.raises(Failure, match=r"could not be created|disk"):
            create_campaign(tmp_path / "x.euralens", CAMPAIGN, station)
        assert left(tmp_path) == set()
    create_campaign(tmp_path / "x.euralens", CAMPAIGN, station).close()


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
def test_a_change_the_disk_refuses_at_any_page_is_not_made(
    file: SqliteCampaignFile, path: Path
) -> None:
    put(file, Score(1, 0, MarkState.SCORED, 1))
    told, head = file.find(Score), file.journal_head
    for limit in range(0, path.stat().st_size + 200_000, 8192):
        with largest_file(limit):
            is_saved = tries_to_save(file, limit)
        assert is_saved == (file.journal_head != head)
        assert is_saved or file.find(Score) == told
        if is_saved:
            break
    assert is_saved
    assert file.verify().is_sound


def tries_to_save(file: SqliteCampaignFile, turn: int) -> bool:
    try:
        with file.change(message("piece")) as work:
            work.put_content(bytes([turn % 251]) * 60_000)
            work.put(Score(1, 0, MarkState.SCORED, 4))
    except NotSaved:
        return False
    return True
