"""Row 10: the page of a meeting of 30 members and 40 items, 30 of them dossiers: read, and shown.

Reading is what each change asks of the file; showing goes from one item to the next in the window.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path

from benchmarks import wave
from benchmarks.measure import Figure, timed
from euralens_desk.domain.campaign import GridVersion
from euralens_desk.domain.mark import MarkState
from euralens_desk.domain.meeting import Presence
from euralens_desk.domain.messages import message
from euralens_desk.domain.people import Committee, CommitteeKind
from euralens_desk.domain.sheet import Score
from euralens_desk.storage.campaign_file import SqliteCampaignFile
from euralens_desk.usecases import meetings, people, room
from euralens_desk.usecases.proceedings import proceedings

ROW = "10"
DOSSIERS, MEMBERS, ITEMS = 30, 30, 40
GOAL = 0.1
ROUNDS = 15


def figures(folder: Path) -> Iterator[Figure]:
    """Yield the reading of the meeting, then the change of item."""
    file = wave.campaign(folder, dossiers=DOSSIERS, members=MEMBERS)
    meeting = _held(file)
    size = f"{DOSSIERS} dossiers × {MEMBERS} members × {ITEMS} items"
    reads = tuple(timed(lambda: proceedings(file, meeting)) for _ in range(ROUNDS))
    yield Figure(ROW, f"reading a meeting, {size}", "–", (), reads, GOAL)
    path = file.path
    file.close()
    yield Figure(ROW, "going to its next item", "–", (), _shown(folder, path, meeting), GOAL)


def _held(file: SqliteCampaignFile) -> int:
    """Hold half of a meeting, with comings and goings, and return it."""
    with file.change(message("scores"), undoable=False) as work:
        students = Committee(2, "students", "lyceens", "Lycéens", CommitteeKind.STUDENT)
        work.put(students)
        work.put(GridVersion(students.id, 1, wave.GRID))
        work.put_all(
            Score(sheet, place, MarkState.SCORED, level)
            for sheet, place, _, level in wave.rows(DOSSIERS * MEMBERS)
        )
    day = date(2022, 12, 8)
    meetings.prepare_meeting(file, 1, meetings.MeetingDetails(day, time(9), None, "Lens"))
    meeting = meetings.newest_meeting(file)
    for place in range(ITEMS - DOSSIERS):
        meetings.add_other_item(file, meeting, f"Point {place}", planned_minutes=10)
    for member in range(1, MEMBERS + 1):
        room.record_attendance(file, meeting, member, Presence.PRESENT)
    at = datetime.combine(day, time(9))
    room.open_meeting(file, meeting, at)
    for place, item in enumerate(meetings.ordered_items(file, meeting)[: ITEMS // 2], start=1):
        at += timedelta(minutes=10)
        people.declare_recusal(file, place, item.dossier_id or 0, day)
        room.start_item(file, item.id, at)
        room.withdraw(file, item.id, place, at)
        room.leave(file, meeting, MEMBERS, at + timedelta(minutes=1))
        room.arrive(file, meeting, MEMBERS, at + timedelta(minutes=2))
    return meeting


def _shown(folder: Path, path: Path, meeting: int) -> tuple[float, ...]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from euralens_desk.app import build_window
    from euralens_desk.settings import Settings
    from euralens_desk.ui.pages.meetings import MeetingsPage
    from euralens_desk.ui.sections import Section
    from euralens_desk.ui.tasks import InlineRunner

    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    settings = Settings(folder / "settings")
    window = build_window(application, settings, InlineRunner(), InlineRunner())
    window.resize(1440, 900)
    window.show()
    window.campaigns.open(path)
    window.go(Section.MEETINGS)
    page = window.page(Section.MEETINGS)
    assert isinstance(page, MeetingsPage)
    page.enter_meeting(meeting)

    def step(to: int) -> None:
        page.room.step(to)
        application.processEvents()

    step(-1)
    found = tuple(timed(partial(step, to)) for to in (-1, 1) * (ROUNDS // 2))
    window.close()
    return found
