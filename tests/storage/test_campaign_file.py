"""A campaign on the disk: changes, journal, undo, lock, copies, damage."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from storing import GRID, dump, put

from euralens_desk.domain.campaign import Campaign, GridVersion, Rules
from euralens_desk.domain.dossier import Attachment, Dossier, Origin
from euralens_desk.domain.mark import NO_OPINION, MarkState, scored
from euralens_desk.domain.meeting import Act, ActKind, Outcome
from euralens_desk.domain.messages import Failure, message
from euralens_desk.domain.people import Member
from euralens_desk.domain.sheet import Ballot, Score, ScoreSheet
from euralens_desk.domain.tally import Tally
from euralens_desk.storage import backups, connection, schema
from euralens_desk.storage.campaign_file import SqliteCampaignFile, Station
from euralens_desk.storage.failures import Damaged, DiskFull, OpenedHere
from euralens_desk.storage.journal import unseal
from euralens_desk.storage.opening import open_campaign


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
    assert file.sheet_answers(1) == {1: 1, 2: 1, 3: 2}
    assert file.sheet_answers(2) == {}
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
    many = [Ballot(number, 2, 1, (scored(3),), "B", number) for number in (8, 9)]
    put(file, *many, text="bulletins importés")
    put(file, Score(1, 0, MarkState.SCORED, 3), text="note")
    with file.change(message("closed"), undoable=False) as work:
        work.forget_history(Ballot, dossier_id=1)
        work.remove(ballot)
        work.put(Ballot(2, 2, 1, (scored(3),)))
    assert file.verify().is_sound
    kept = file.rows("SELECT edits FROM journal_detail WHERE edits IS NOT NULL")
    assert len(kept) == len(file.journal()) - 2
    assert not any("ballot" in unseal(edits) for (edits,) in kept)
    told = [entry.action and str(entry.action) for entry in file.journal(4)]
    assert told == ["closed", "note", "bulletins importés", None]


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
