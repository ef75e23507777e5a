"""A closed campaign on the disk: refused in one place, whole, and cheap to ask."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from storing import CAMPAIGN, dump, put

from euralens_desk.domain.campaign import Campaign
from euralens_desk.domain.follow_up import SupportPlan
from euralens_desk.domain.mark import MarkState, scored
from euralens_desk.domain.messages import Failure, message
from euralens_desk.domain.sheet import Ballot, Score
from euralens_desk.storage.campaign_file import SqliteCampaignFile, Station
from euralens_desk.storage.opening import open_campaign
from euralens_desk.storage.reader import Reader

CLOSED = replace(CAMPAIGN, closed_on=date(2023, 1, 31))


def test_what_is_frozen_is_refused_and_rolled_back(file: SqliteCampaignFile) -> None:
    put(file, CLOSED)
    before, lines = dump(file), len(file.journal())
    with pytest.raises(Failure, match="was closed on"), file.change(message("score")) as work:
        work.put(Score(1, 0, MarkState.SCORED, 3))
        work.put_content(b"a piece")
    assert (dump(file), len(file.journal())) == (before, lines)
    put(file, SupportPlan(1, referent="Service"))
    assert file.get(SupportPlan, 1) is not None
    put(file, CAMPAIGN)
    put(file, Score(1, 0, MarkState.SCORED, 3))
    assert file.get(Score, 1, 0) == Score(1, 0, MarkState.SCORED, 3)


def test_the_closing_holds_after_the_file_is_opened_again(
    file: SqliteCampaignFile, path: Path, station: Station
) -> None:
    put(file, CLOSED)
    file.close()
    copy = Path(shutil.copy(path, path.with_name("copie.euralens")))
    again = open_campaign(copy, station)
    assert again.get(Campaign, 1) == CLOSED
    with pytest.raises(Failure, match="was closed on"), again.change(message("score")) as work:
        work.put(Score(1, 0, MarkState.SCORED, 3))
    again.close()


def test_undo_and_redo_are_refused_beneath_the_closing(file: SqliteCampaignFile) -> None:
    put(file, Score(1, 0, MarkState.SCORED, 3))
    with file.change(message("closed")) as work:
        work.put(CLOSED)
    file.undo()
    assert file.get(Campaign, 1) == CAMPAIGN
    file.undo()
    assert file.get(Score, 1, 0) is None
    file.redo()
    file.redo()
    assert file.get(Campaign, 1) == CLOSED


def test_an_erasure_is_never_refused(file: SqliteCampaignFile) -> None:
    ballot = Ballot(1, 2, 1, (scored(3),), "A", 7)
    put(file, ballot)
    put(file, CLOSED)
    with file.change(message("erased"), undoable=False) as work:
        work.forget_history(Ballot, committee_id=2)
        work.remove(ballot)
    assert file.find(Ballot) == ()


def test_a_score_does_not_read_the_campaign_each_time(
    file: SqliteCampaignFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(file, Score(1, 0, MarkState.SCORED, 3))
    asked: list[str] = []
    rows = Reader.rows

    def noted(reader: Reader, statement: str, parameters: tuple[Any, ...] = ()) -> list[Any]:
        asked.append(statement)
        return rows(reader, statement, parameters)

    monkeypatch.setattr(Reader, "rows", noted)
    for level in (1, 2, 3):
        put(file, Score(1, 0, MarkState.SCORED, level))
    assert not [one for one in asked if "FROM campaign" in one]
    put(file, replace(CAMPAIGN, title="Autre titre"))
    assert [one for one in asked if "FROM campaign" in one]
