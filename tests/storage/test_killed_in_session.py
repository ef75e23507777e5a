"""The program is killed in the middle of a meeting: the file reopened gives the same room."""

from __future__ import annotations

import os
import random
import signal
import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from storing import CAMPAIGN

from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.meeting import AgendaItem, Presence
from euralens_desk.domain.messages import message
from euralens_desk.domain.people import Committee, CommitteeKind, Member
from euralens_desk.domain.room import Room
from euralens_desk.storage.campaign_file import SqliteCampaignFile, Station
from euralens_desk.storage.opening import create_campaign, open_campaign
from euralens_desk.usecases import room
from euralens_desk.usecases.meetings import MeetingDetails, prepare_meeting

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and a pipe")
START = datetime(2022, 12, 8, 13, 30)


def act(file: SqliteCampaignFile, number: int) -> None:
    """The act of a number: arrivals, an item, then comings and goings that never end."""
    at = START + timedelta(minutes=number)
    item = file.find(AgendaItem)[0].id
    first = (
        lambda: room.arrive(file, 1, 1, at),
        lambda: room.arrive(file, 1, 2, at),
        lambda: room.open_meeting(file, 1, at),
        lambda: room.start_item(file, item, at),
    )
    later = (
        lambda: room.record_attendance(file, 1, 3, Presence.PROXY, 1, at),
        lambda: room.withdraw(file, item, 2, at),
        lambda: room.come_back(file, item, 2, at),
        lambda: room.record_attendance(file, 1, 3, Presence.ABSENT, at=at),
    )
    if number < len(first):
        first[number]()
    else:
        later[(number - len(first)) % len(later)]()


def hold(path: Path, station: Station, pipe: int) -> None:
    """Conduct the meeting for ever, saying after each act that it is kept."""
    file = open_campaign(path, station)
    number = 0
    while True:
        act(file, number)
        number += 1
        os.write(pipe, b".")


def told(pipe: int) -> int:
    """How many acts the killed program said were kept."""
    count = 0
    while said := os.read(pipe, 4096):
        count += len(said)
    return count


@pytest.mark.parametrize("seed", range(4))
def test_a_meeting_resumes_where_it_was(
    file: SqliteCampaignFile, path: Path, station: Station, seed: int
) -> None:
    prepare_meeting(file, 1, MeetingDetails(START.date()))
    file.close()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            hold(path, station, writing)
        finally:
            os._exit(1)
    os.close(writing)
    assert os.read(reading, 1)  # it works: it is killed at any instant from here
    time.sleep(random.Random(seed).uniform(0.0, 0.3))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    kept = 1 + told(reading)
    os.close(reading)
    again = open_campaign(path, station)
    events = room.meeting_events(again, 1)
    assert again.verify().is_sound
    assert len(events) in (kept, kept + 1)
    assert room.room_now(again, 1) == replayed(len(events), station, path.parent / "replay")
    act(again, len(events))
    again.close()


def replayed(count: int, station: Station, folder: Path) -> Room:
    """The room after the same acts on a file that nobody killed."""

    folder.mkdir()
    made = create_campaign(folder / "replay.euralens", CAMPAIGN, station)
    with made.change(message("prepared")) as work:
        work.put(Committee(1, "c", "experts", "Comité d’expertise", CommitteeKind.EXPERT))
        work.put_all(Member(i, f"m{i}", 1, f"E{i:02d}", f"Membre {i}") for i in range(1, 4))
        work.put(Dossier(1, "d1", "2022-01", "Forêt"))
    prepare_meeting(made, 1, MeetingDetails(START.date()))
    for number in range(count):
        act(made, number)
    found = room.room_now(made, 1)
    made.close()
    return found
