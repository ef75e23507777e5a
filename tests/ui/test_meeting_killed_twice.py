"""A whole meeting held by keys and clicks, killed twice on the way: its minutes say what was done."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from datetime import date, datetime, time
from pathlib import Path

import pypdfium2
import pytest
from held_meeting import MEETING, WORDS
from openpyxl import load_workbook

from euralens_desk.domain.meeting import Act, ActKind, AgendaItem, EventKind, Meeting, MeetingEvent
from euralens_desk.domain.messages import message
from euralens_desk.storage.campaign_file import Station
from euralens_desk.storage.opening import open_campaign
from euralens_desk.usecases import meetings
from euralens_desk.usecases.lookup import committee_with_code, dossiers_by_number
from euralens_desk.usecases.ports import CampaignFile

TESTS = Path(__file__).parents[1]
SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2019": "'", "\n": " ", "\r": " "})


def prepare(file: CampaignFile) -> None:
    """Leave of the sample all but its acts and its reveals, and prepare another meeting."""
    with file.change(message("x")) as work:
        for act in work.find(Act):
            work.remove(act)
        for event in work.find(MeetingEvent):
            if event.kind is EventKind.REVEALED:
                work.remove(event)
    experts = committee_with_code(file, "experts")
    details = meetings.MeetingDetails(date(2023, 2, 2), time(9), None, "Lens")
    meetings.prepare_meeting(file, experts.id, details)


def live(path: Path, first: int, last: int) -> list[int]:
    """Return the steps one life of the program did, and check how it ended."""
    run = subprocess.run(
        [sys.executable, str(TESTS / "held_meeting.py"), str(path), str(first), str(last)],
        env=os.environ | {"PYTHONPATH": str(TESTS.parent)},
        capture_output=True,
        text=True,
    )
    assert run.returncode == (-signal.SIGKILL if last else 0), run.stderr
    return [int(line) for line in run.stdout.split()]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
def test_the_minutes_of_a_meeting_killed_twice_say_what_was_done(
    sample_file: Path, tmp_path: Path
) -> None:
    path = Path(shutil.copy(sample_file, tmp_path / "seance.euralens"))
    station = Station("tests", "poste", lambda: datetime.now().astimezone(), tmp_path / "saved")
    file = open_campaign(path, station)
    prepare(file)
    code = file.get(Meeting, meetings.newest_meeting(file))
    assert code is not None
    file.close()
    done = [*live(path, 0, 17), *live(path, 17, 44), *live(path, 44, 0)]
    assert done == list(range(len(done)))
    file = open_campaign(path, station)
    assert file.verify().is_sound
    kinds = [e.kind for e in file.find(MeetingEvent, meeting_id=code.id)]
    assert kinds.count(EventKind.ITEM_STARTED) == kinds.count(EventKind.ITEM_ENDED) == 8
    dossiers = dossiers_by_number(file)
    for dossier, said in zip(dossiers, MEETING, strict=True):
        act = file.get(Act, dossier.id, ActKind.PROPOSAL)
        (item,) = file.find(AgendaItem, meeting_id=code.id, dossier_id=dossier.id)
        assert act is not None
        assert (act.outcome, act.reasons) == (said.outcome, said.reasons)
        assert (*item.votes.values(), item.abstentions) == said.votes
    file.close()
    told = minutes(path, code.code, tmp_path)
    for dossier, said in zip(dossiers, MEETING, strict=True):
        page = told[told.index(f"{dossier.number}") :]
        for text in (dossier.title, said.reasons, said.note, WORDS[said.outcome]):
            assert text.translate(SPACES) in page, text
        if said.leaves:
            assert f"{said.leaves}".translate(SPACES) in page
            assert "quitte la salle" in page


def minutes(path: Path, code: str, folder: Path) -> str:
    """Return the text of the minutes, drawn by the command line."""
    pdf, book = folder / "pv.pdf", folder / "pv.xlsx"
    command = ["minutes", str(path), "--meeting", code, "--pdf", str(pdf), "--xlsx", str(book)]
    run = subprocess.run(
        [sys.executable, "-m", "euralens_desk", *command, "--json"],
        capture_output=True,
        text=True,
        cwd=TESTS.parent,
        check=True,
    )
    assert json.loads(run.stdout)
    assert load_workbook(book).sheetnames
    read = pypdfium2.PdfDocument(pdf)
    return " ".join(page.get_textpage().get_text_bounded() for page in read).translate(SPACES)
