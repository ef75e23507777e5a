"""A campaign on the disk: changes, journal, undo, lock, copies, damage."""

from __future__ import annotations

import random
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from euralens_desk.domain.campaign import Campaign, GridVersion, Rules
from euralens_desk.domain.dossier import Attachment, Dossier, Origin
from euralens_desk.domain.grid import Axis, CriteriaGrid, Level, Scale, SubCriterion
from euralens_desk.domain.mark import NO_OPINION, MarkState, scored
from euralens_desk.domain.meeting import Act, ActKind, Outcome
from euralens_desk.domain.messages import Failure, message
from euralens_desk.domain.people import Committee, CommitteeKind, Member
from euralens_desk.domain.sheet import Ballot, Score, ScoreSheet
from euralens_desk.domain.tally import Tally
from euralens_desk.storage import backups, connection, lock, schema
from euralens_desk.storage.campaign_file import SqliteCampaignFile, Station
from euralens_desk.storage.failures import Damaged, DiskFull, OpenedElsewhere, OpenedHere
from euralens_desk.storage.journal import unseal
from euralens_desk.storage.opening import create_campaign, open_campaign

START = datetime(2022, 11, 8, 13, 30, tzinfo=UTC)
CAMPAIGN = Campaign("Promotion 2022", 2022)


@pytest.fixture
def station(tmp_path: Path) -> Station:
    ticks = count()
    return Station(
        "secretariat", "poste", lambda: START + timedelta(seconds=next(ticks)), tmp_path / "b"
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "essai.euralens"


@pytest.fixture
def file(path: Path, station: Station) -> Iterator[SqliteCampaignFile]:
    created = create_campaign(path, CAMPAIGN, station)
    with created.change(message("prepared")) as work:
        work.put(Committee(1, "c", "experts", "Comité d’expertise", CommitteeKind.EXPERT))
        work.put(Committee(2, "l", "lyceens", "Comité lycéen", CommitteeKind.STUDENT))
        work.put_all(Member(i, f"m{i}", 1, f"E{i:02d}", f"Membre {i}") for i in range(1, 4))
        work.put_all(Dossier(i, f"d{i}", f"2022-{i:02d}", f"Projet {i}") for i in range(1, 4))
        work.put(ScoreSheet(1, 1, 1, 1))
    yield created
    created.close()


def put(file: SqliteCampaignFile, *records: object, text: str = "change") -> None:
    with file.change(message(text)) as work:
        for record in records:
            work.put(record)


KINDS = (Committee, Member, Dossier, ScoreSheet, Score, Ballot, Act, Attachment)


def dump(file: SqliteCampaignFile) -> dict[type, tuple[object, ...]]:
    return {kind: file.find(kind) for kind in KINDS}


def test_every_setting_is_in_force(file: SqliteCampaignFile) -> None:
    for name, value in connection.SETTINGS.items():
        assert str(file.rows(f"PRAGMA {name}")[0][0]).lower() == str(value)
    assert file.rows("PRAGMA application_id") == [(schema.APPLICATION_ID,)]


def test_records_come_back_as_they_were(file: SqliteCampaignFile) -> None:
    dossier = Dossier(
        9,
        "d9",
        "2022-09",
        "=1+1",
        themes=("eau", "sol"),
        received_on=date(2022, 5, 31),
        other={"Décision": "labellisé"},
        origins={"title": Origin("Feuille!C4", " =1+1 ")},
    )
    act = Act(9, ActKind.PROPOSAL, Outcome.LABEL, date(2022, 11, 8), "Motifs.")
    ballot = Ballot(1, 2, 9, (scored(3), NO_OPINION, scored(0)), "A", 7)
    put(file, dossier, act, ballot)
    assert file.get(Dossier, 9) == dossier
    assert file.get(Act, 9, ActKind.PROPOSAL) == act
    assert file.find(Ballot, dossier_id=9) == (ballot,)
    campaign = file.get(Campaign, 1)
    assert campaign is not None
    assert campaign.rules == Rules()


def test_a_change_and_its_line_are_written_together(file: SqliteCampaignFile) -> None:
    before, entries = dump(file), len(file.journal())
    with pytest.raises(RuntimeError), file.change(message("broken")) as work:
        work.put(Score(1, 0, MarkState.SCORED, 3))
        raise RuntimeError
    assert (dump(file), len(file.journal())) == (before, entries)
    put(file, Score(1, 0, MarkState.SCORED, 3))
    assert len(file.journal()) == entries + 1
    assert file.last_change.touches(Score)
    assert not file.last_change.touches(Member)


def test_the_same_change_twice_writes_nothing(file: SqliteCampaignFile) -> None:
    put(file, Score(1, 0, MarkState.SCORED, 3))
    head = file.journal_head
    put(file, Score(1, 0, MarkState.SCORED, 3))
    assert (file.journal_head, file.last_change.entry) == (head, None)
    assert file.last_change.kinds == frozenset()


def test_undo_and_redo_are_named_and_survive_closing(
    file: SqliteCampaignFile, path: Path, station: Station
) -> None:
    put(file, Score(1, 0, MarkState.SCORED, 3), text="note 3")
    put(file, Score(1, 0, MarkState.SCORED, 4), text="note 4")
    file.undo()
    assert file.get(Score, 1, 0) == Score(1, 0, MarkState.SCORED, 3)
    file.close()
    again = open_campaign(path, station)
    assert (str(again.undo_action()), str(again.redo_action())) == ("note 3", "note 4")
    again.redo()
    assert again.get(Score, 1, 0) == Score(1, 0, MarkState.SCORED, 4)
    assert again.redo() is None
    assert [entry.undoes is not None for entry in again.journal(2)] == [True, True]
    again.close()


def test_a_new_change_forgets_what_was_undone(file: SqliteCampaignFile) -> None:
    put(file, Score(1, 0, MarkState.SCORED, 3))
    file.undo()
    put(file, Score(1, 1, MarkState.SCORED, 2))
    assert file.redo_action() is None


def test_a_change_that_cannot_be_undone_is_a_barrier(file: SqliteCampaignFile) -> None:
    with file.change(message("sealed"), undoable=False) as work:
        work.put(Score(1, 0, MarkState.SCORED, 1))
    assert file.undo_action() is None
    assert file.undo() is None


CHANGES = st.lists(
    st.lists(
        st.tuples(st.integers(0, 12), st.one_of(st.none(), st.integers(0, 4))),
        min_size=1,
        max_size=4,
    ),
    max_size=6,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(CHANGES)
def test_undoing_all_and_redoing_all_come_back(
    file: SqliteCampaignFile, changes: list[list[tuple[int, int | None]]]
) -> None:
    with file.change(message("barrier"), undoable=False) as work:
        for score in work.find(Score):
            work.remove(score)
        work.put(Score(1, 99, MarkState.SCORED, len(file.journal())))
    first = dump(file)
    for change in changes:
        with file.change(message("step")) as work:
            for criterion, level in change:
                score = Score(1, criterion, MarkState.SCORED, level or 0)
                (work.remove if level is None else work.put)(score)
    last = dump(file)
    while file.undo():
        pass
    assert dump(file) == first
    while file.redo():
        pass
    assert dump(file) == last
    assert file.verify().is_sound


def test_many_records_at_once(file: SqliteCampaignFile) -> None:
    scores = [Score(1, i, MarkState.SCORED, i % 5) for i in range(200)]
    with file.change(message("import")) as work:
        work.put_all(scores)
        work.put_all([])
    assert file.find(Score) == tuple(scores)
    with file.change(message("again")) as work:
        work.put_all([*scores[:-1], Score(1, 199, MarkState.NO_OPINION)])
    assert file.get(Score, 1, 199) == Score(1, 199, MarkState.NO_OPINION)
    file.undo()
    file.undo()
    assert file.find(Score) == ()


SCALE = Scale(tuple(Level(str(i), "x", Fraction(i)) for i in range(3)))
GRID = CriteriaGrid("g", "g", SCALE, (Axis("A", "1", "a", (SubCriterion("A1", "1.1", "x"),)),))


def test_tallies_count_stored_scores(file: SqliteCampaignFile) -> None:
    assert file.sheet_tallies(1) == {}
    put(file, GridVersion(1, 1, GRID), ScoreSheet(2, 1, 1, 2), ScoreSheet(3, 1, 2, 2))
    put(
        file,
        Score(1, 0, MarkState.SCORED, 2),
        Score(2, 0, MarkState.NO_OPINION),
        Score(3, 0, MarkState.SCORED, 0),
        Score(3, 1, MarkState.SCORED, 0),
    )
    assert file.sheet_tallies(1) == {
        (1, 0): Tally((0, 0, 1), no_opinion=1),
        (2, 0): Tally((1, 0, 0)),
        (2, 1): Tally((1, 0, 0)),
    }
    assert file.sheet_tallies(2) == {}
    put(file, GridVersion(2, 1, GRID))
    assert file.sheet_tallies(2) == {}


def test_one_change_may_put_the_same_record_one_by_one_and_all_at_once(
    file: SqliteCampaignFile,
) -> None:
    put(file, Score(1, 0, MarkState.SCORED, 1), Score(1, 70, MarkState.SCORED, 1))
    with file.change(message("both ways")) as work:
        work.put(Score(1, 0, MarkState.SCORED, 2))
        work.put(Score(1, 1, MarkState.SCORED, 2))
        work.remove(Score(1, 70, MarkState.SCORED, 1))
        work.put_all(Score(1, i, MarkState.SCORED, 3) for i in range(80))
        work.put(Score(1, 1, MarkState.SCORED, 4))
    levels = [3, 4, *(3,) * 78]
    assert [score.level for score in file.find(Score)] == levels
    assert file.verify().is_sound
    file.undo()
    assert [(s.criterion, s.level) for s in file.find(Score)] == [(0, 1), (70, 1)]
    file.redo()
    assert [score.level for score in file.find(Score)] == levels
    assert file.verify().is_sound


def test_forgotten_details_leave_the_chain_whole(file: SqliteCampaignFile) -> None:
    ballot = Ballot(1, 2, 1, (scored(3),), "A", 1)
    put(file, ballot, text="bulletin saisi")
    put(file, Score(1, 0, MarkState.SCORED, 3), text="note")
    with file.change(message("closed"), undoable=False) as work:
        work.forget_history(Ballot, dossier_id=1)
        work.remove(ballot)
        work.put(Ballot(2, 2, 1, (scored(3),)))
    assert file.verify().is_sound
    kept = file.rows("SELECT edits FROM journal_detail WHERE edits IS NOT NULL")
    assert len(kept) == len(file.journal()) - 1
    assert not any("ballot" in unseal(edits) for (edits,) in kept)
    assert [str(entry.action) for entry in file.journal(3)] == ["closed", "note", "bulletin saisi"]


def test_ids_are_fresh_and_come_back_after_a_failure(file: SqliteCampaignFile) -> None:
    with pytest.raises(RuntimeError), file.change(message("x")) as work:
        assert [work.new_id(Dossier), work.new_id(Dossier)] == [4, 5]
        raise RuntimeError
    with file.change(message("x")) as work:
        assert work.new_id(Dossier) == 4


def test_contents_are_stored_once(file: SqliteCampaignFile) -> None:
    with file.change(message("piece")) as work:
        digest = work.put_content(b"%PDF")
        work.put(Attachment(1, 1, "x.pdf", sha256=digest, size=4))
        assert work.put_content(b"%PDF") == digest
    assert file.content(digest) == b"%PDF"
    with pytest.raises(Failure, match="not in the file"):
        file.content("0" * 64)


# Locks ------------------------------------------------------------------------------------------


def test_a_second_opening_says_who_has_the_file(
    file: SqliteCampaignFile, path: Path, station: Station
) -> None:
    with pytest.raises(OpenedHere):
        open_campaign(path, station)
    held = lock.lock_path(path)
    held.write_text(held.read_text().replace('"pid": ', '"pid": 1, "was": '))
    with pytest.raises(OpenedElsewhere, match="secretariat"):
        open_campaign(path, station)


def test_a_file_open_elsewhere_can_be_consulted(
    file: SqliteCampaignFile, path: Path, station: Station
) -> None:
    consulted = open_campaign(path, station, read_only=True)
    assert consulted.find(Dossier) == file.find(Dossier)
    with pytest.raises(Failure, match="reading only"):
        put(consulted, Score(1, 0, MarkState.SCORED, 3))
    consulted.close()


def test_reading_only_takes_no_lock(file: SqliteCampaignFile, path: Path, station: Station) -> None:
    file.close()
    consulted = open_campaign(path, station, read_only=True)
    assert consulted.is_read_only
    assert not lock.lock_path(path).exists()
    consulted.close()


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
    with pytest.raises(Failure, match="not there any more"):
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


@pytest.mark.parametrize("rounds", [60, pytest.param(2000, marks=pytest.mark.slow)])
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
        ("CREATE TRIGGER x AFTER INSERT ON score BEGIN SELECT 1; END", "not the program's"),
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


# Copies -----------------------------------------------------------------------------------------


def test_a_copy_is_whole_and_opens(
    file: SqliteCampaignFile, tmp_path: Path, station: Station
) -> None:
    copy = tmp_path / "copie.euralens"
    file.save_copy(copy)
    opened = open_campaign(copy, station)
    assert (dump(opened), opened.journal_head) == (dump(file), file.journal_head)
    opened.close()


def test_a_copy_that_cannot_be_written_leaves_the_old_one(
    file: SqliteCampaignFile, tmp_path: Path
) -> None:
    with pytest.raises(Failure, match="could not be written"):
        file.save_copy(tmp_path / "absent" / "x.euralens")


def test_opening_backs_up_what_changed(
    file: SqliteCampaignFile, path: Path, station: Station
) -> None:
    file.close()
    opened = open_campaign(path, station)
    folder = opened.backups_folder
    assert len(list(folder.iterdir())) == 1
    opened.close()
    shutil.copy(next(folder.iterdir()), path)
    restored = open_campaign(path, station)
    assert restored.verify().is_sound
    restored.close()


def test_old_backups_are_thinned(tmp_path: Path) -> None:
    now = datetime(2022, 12, 31, 12)
    days = [now - timedelta(days=d, hours=h) for d in range(400) for h in (0, 6)]
    made = []
    for at in days:
        made.append((at, tmp_path / f"{at:%Y%m%d%H}.euralens"))
        made[-1][1].write_bytes(b"x")
    dropped = backups.to_drop(made, now)
    kept = [at for at, path in made if path not in dropped]
    assert all(at in kept for at in days if now - at <= timedelta(days=2))
    assert len({at.date() for at in kept}) >= 14
    assert 20 <= len(kept) <= 45


@pytest.mark.parametrize("make", [OpenedHere, Damaged, DiskFull])
def test_failures_of_the_disk_are_known_failures(make: Callable[..., Failure]) -> None:
    assert isinstance(make(message("x")), Failure)
