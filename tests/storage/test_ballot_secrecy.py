"""An attacker with the file, its rollback journal and all its backups, once the boxes are closed."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from fractions import Fraction
from itertools import combinations, count
from pathlib import Path
from random import Random

import pytest

from euralens_desk.domain.campaign import Campaign, GridVersion
from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.grid import Axis, CriteriaGrid, Level, Scale, SubCriterion
from euralens_desk.domain.mark import Mark, scored
from euralens_desk.domain.messages import message
from euralens_desk.domain.people import Committee, CommitteeKind
from euralens_desk.domain.sheet import Ballot, BallotBox
from euralens_desk.storage.campaign_file import SqliteCampaignFile, Station
from euralens_desk.storage.journal import unseal
from euralens_desk.storage.mapping import mapping_of
from euralens_desk.storage.opening import create_campaign, open_campaign
from euralens_desk.usecases.ballots import close_box, enter_ballot, reopen_box, take_back

DAY = date(2022, 10, 21)
POLLS, VOTERS = 6, 35
CRITERIA = tuple(SubCriterion(f"L{i}", f"1.{i}", f"question {i}") for i in range(12))
LEVELS = tuple(Level(code, code, Fraction(i)) for i, code in enumerate("0123456789"))
GRID = CriteriaGrid("l", "Lycéens", Scale(LEVELS), (Axis("L", "1", "Avis", CRITERIA),))
CANARY = "lot-canari"
FIRST_HALF = 18

Marks = tuple[Mark, ...]


@pytest.fixture
def file(tmp_path: Path) -> Iterator[SqliteCampaignFile]:
    seconds = count()
    station = Station(
        "essai",
        "poste",
        lambda: datetime(2022, 10, 21, 9, next(seconds) // 60 % 60, tzinfo=UTC),
        tmp_path / "backups",
    )
    made = create_campaign(tmp_path / "x.euralens", Campaign("Promotion", 2022), station)
    with made.change(message("prepared")) as work:
        work.put(Committee(2, "c2", "lyceens", "Comité lycéen", CommitteeKind.STUDENT))
        work.put(GridVersion(2, 1, GRID))
        for i in range(1, POLLS + 1):
            work.put(Dossier(i, f"d{i}", f"2022-{i:02d}", f"Projet {i}"))
    yield made
    made.close()


def polls() -> dict[int, list[Marks]]:
    """Return ballots that can be told apart, in the order they will be entered."""
    drawn = Random(1)
    return {
        poll: [tuple(scored(drawn.randrange(10)) for _ in CRITERIA) for _ in range(VOTERS)]
        for poll in range(1, POLLS + 1)
    }


def enter(file: SqliteCampaignFile, poll: int, ballots: Sequence[Marks]) -> None:
    for marks in ballots:
        enter_ballot(file, poll, marks, CANARY)


def details(file: SqliteCampaignFile) -> set[bytes]:
    """Return the salts and the end of all that the journal holds of ballots at this moment."""
    found = file.rows("SELECT edits_salt, edits FROM journal_detail WHERE edits IS NOT NULL")
    told = [(salt, edits) for salt, edits in found if "ballot" in unseal(edits)]
    return {salt for salt, _ in told} | {edits[-24:] for _, edits in told}


def hold(file: SqliteCampaignFile, entered: dict[int, list[Marks]]) -> set[bytes]:
    """Enter and close every box, with slips, backups half-way and one reopening.

    Return what the journal held of the ballots before each box was closed.
    """
    held: set[bytes] = set()
    for poll, ballots in entered.items():
        enter(file, poll, ballots[:FIRST_HALF])
        file.backup("half-way")
        enter_ballot(file, poll, ballots[0], CANARY)
        file.undo()
        enter_ballot(file, poll, ballots[0], CANARY)
        take_back(file, max(ballot.id for ballot in file.find(Ballot, dossier_id=poll)))
        enter(file, poll, ballots[FIRST_HALF:-1])
        if poll == 1:
            held |= details(file)
            close_box(file, poll, DAY)
            file.backup("closed")
            reopen_box(file, poll, "une enveloppe oubliée")
        enter(file, poll, ballots[-1:])
        held |= details(file)
        assert close_box(file, poll, DAY).uncleaned == ()
    return held


def text_of(marks: Marks) -> bytes:
    """Return how the file writes the answers of a ballot."""
    row = mapping_of(Ballot).row(Ballot(1, 2, 1, marks))
    return str(row[3]).encode()


def order_seen(found: Sequence[bytes], entered: Sequence[Marks]) -> float:
    """Return the share of pairs of ballots found in the order they were entered: 0.5 is chance."""
    place = {text: rank for rank, text in enumerate(found)}
    ranks = [place[text_of(marks)] for marks in entered]
    pairs = list(combinations(ranks, 2))
    return sum(one < other for one, other in pairs) / len(pairs)


def by_offset(data: bytes, entered: Sequence[Marks]) -> list[bytes]:
    """Return the ballots as they lie in the bytes; each must lie there once."""
    texts = [text_of(marks) for marks in entered]
    for text in texts:
        assert data.count(text) == 1
    return sorted(texts, key=data.index)


def rows(path: Path, query: str, *parameters: object) -> list[tuple[object, ...]]:
    held = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        return held.execute(query, parameters).fetchall()
    finally:
        held.close()


def by_rowid(path: Path, poll: int) -> list[bytes]:
    query = "SELECT marks FROM ballot WHERE dossier_id = ? ORDER BY rowid"
    return [str(marks).encode() for (marks,) in rows(path, query, poll)]


def test_the_order_of_entry_is_lost(file: SqliteCampaignFile, tmp_path: Path) -> None:
    entered = polls()
    held = hold(file, entered)
    assert len(held) > POLLS * VOTERS
    kept = file.rows("SELECT edits FROM journal_detail WHERE edits IS NOT NULL")
    assert not any("ballot" in unseal(edits) for (edits,) in kept)
    stolen = tmp_path / "stolen"
    # Read by another process: reading an open file by its path would drop our lock on it.
    copy = "import shutil, sys; shutil.copytree(sys.argv[1], sys.argv[2])"
    subprocess.run([sys.executable, "-c", copy, str(tmp_path), str(stolen)], check=True)
    documents = sorted(stolen.rglob("*.euralens"))
    assert len(documents) > POLLS
    for path in stolen.rglob("*"):
        data = b"" if path.is_dir() else path.read_bytes()
        assert not [told for told in (CANARY.encode(), *held) if told in data], path
    assert (stolen / "x.euralens-journal").stat().st_size == 0
    shares = []
    for path in documents:
        data = path.read_bytes()
        for poll, ballots in entered.items():
            found = by_rowid(path, poll)
            if found:
                shares.append(order_seen(found, ballots))
                assert sorted(by_offset(data, ballots)) == sorted(map(text_of, ballots))
                shares.append(order_seen(by_offset(data, ballots), ballots))
    # One share varies by 0.059 around chance; those of a poll are not independent of each other.
    assert abs(sum(shares) / len(shares) - 0.5) < 5 * 0.059 / POLLS**0.5


def test_the_attack_finds_an_order_that_is_there(file: SqliteCampaignFile) -> None:
    """Without the draw the same attacker reads everything."""
    ballots = polls()[1]
    enter(file, 1, ballots)
    close_box(file, 1, DAY, shuffle=lambda drawn: None)
    file.close()
    assert order_seen(by_rowid(file.path, 1), ballots) == 1
    # New rows are written into a page from its end.
    assert order_seen(by_offset(file.path.read_bytes(), ballots), ballots) == 0


def test_no_backup_tells_who_came_early(file: SqliteCampaignFile) -> None:
    """Two copies that differed would give away the ballots entered between them."""
    entered = polls()
    hold(file, entered)
    seen = {poll: set[tuple[bytes, ...]]() for poll in entered}
    for path in file.backups_folder.glob("*.euralens"):
        for poll in entered:
            found = by_rowid(path, poll)
            if found:
                seen[poll].add(tuple(sorted(found)))
    for poll, ballots in entered.items():
        assert seen[poll] == {tuple(sorted(map(text_of, ballots)))}


def test_the_journal_tells_no_answer_and_still_holds(
    file: SqliteCampaignFile, tmp_path: Path
) -> None:
    entered = polls()
    hold(file, entered)
    assert file.undo_action() is None
    assert file.redo_action() is None
    assert file.verify().is_sound
    backups = sorted(file.backups_folder.glob("*.euralens"))
    file.close()
    station = Station("essai", "poste", lambda: datetime.now(UTC), tmp_path / "other")
    for path in (file.path, *backups):
        again = open_campaign(Path(shutil.copy(path, tmp_path / f"again-{path.name}")), station)
        assert again.verify().is_sound
        assert again.undo_action() is None or "half-way" in path.name
        again.close()


def test_an_open_box_keeps_what_undo_needs_when_another_closes(file: SqliteCampaignFile) -> None:
    entered = polls()
    enter(file, 1, entered[1][:3])
    enter(file, 2, entered[2][:3])
    close_box(file, 1, DAY)
    assert [b.number for b in file.find(Ballot, dossier_id=2)] == [1, 2, 3]
    assert file.undo_action() is None
    enter(file, 2, entered[2][3:4])
    file.undo()
    assert len(file.find(Ballot, dossier_id=2)) == 3
    assert file.find(BallotBox) == (BallotBox(2, 1, None, DAY),)


def test_a_backup_that_can_not_be_cleaned_is_named(file: SqliteCampaignFile) -> None:
    entered = polls()
    enter(file, 1, entered[1][:3])
    sound = file.backup("half-way")
    broken = sound.with_name(sound.name.replace("half-way", "broken"))
    broken.write_bytes(b"SQLite format 3\0 and nothing else")
    assert close_box(file, 1, DAY).uncleaned == (broken,)
    assert broken.read_bytes().endswith(b"nothing else")
    assert not list(sound.parent.glob("*.part"))
    assert CANARY.encode() not in sound.read_bytes()
