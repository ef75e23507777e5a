"""The minutes of the Grand forum and of the Pôle: what was submitted to them, what they voted."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path

import pytest

from euralens_desk.composition import open_campaign
from euralens_desk.domain.meeting import ActKind, ActVote, AgendaItem, Meeting, Presence
from euralens_desk.domain.messages import message
from euralens_desk.domain.people import Member
from euralens_desk.reports.minutes_content import minutes_content
from euralens_desk.usecases import acts, meetings, room
from euralens_desk.usecases.lookup import committee_with_code
from euralens_desk.usecases.minutes import minutes_snapshot
from euralens_desk.usecases.ports import CampaignFile


def held(file: CampaignFile, code: str) -> Meeting:
    """Hold a meeting of a body where everybody is there."""
    body, day = committee_with_code(file, code), date(2022, 12, 12)
    meetings.prepare_meeting(file, body.id, meetings.MeetingDetails(day, time(9)))
    (meeting,) = file.find(Meeting, id=meetings.newest_meeting(file))
    for member in file.find(Member, committee_id=body.id):
        room.record_attendance(file, meeting.id, member.id, Presence.PRESENT)
    room.open_meeting(file, meeting.id, datetime(2022, 12, 12, 9))
    room.close_meeting(file, meeting.id, datetime(2022, 12, 12, 10))
    return meeting


@pytest.mark.parametrize(("code", "members", "told"), [("forum", 6, 1), ("pma", 5, 2)])
def test_each_dossier_tells_its_acts_up_to_that_of_the_body(
    sample_file: Path, tmp_path: Path, code: str, members: int, told: int
) -> None:
    file = open_campaign(Path(shutil.copy(sample_file, tmp_path)))
    vote = ActVote(in_favour=members)
    acts.follow_acts(file, ActKind.DECISION, date(2022, 12, 16), "", "2022-41", vote)
    content = minutes_content(minutes_snapshot(file, held(file, code)))
    file.close()
    assert len(content.cover.members) == members
    page = content.dossiers[0]
    assert len(page.acts) == told and page.frame is None and page.vote == ()
    assert "".join(span.text for span in page.earlier[-1]).startswith("Proposition du 8")
    assert page.acts[0].startswith("Approbation du 21")
    assert ("2022-41" in page.acts[-1]) is (code == "pma")
    assert content.headings["vote"] == "Les trois actes"


@pytest.mark.parametrize(("code", "own"), [("forum", "Approbation"), ("pma", "Décision")])
def test_a_meeting_that_was_put_off_or_not_held_gave_no_act(
    sample_file: Path, tmp_path: Path, code: str, own: str
) -> None:
    file = open_campaign(Path(shutil.copy(sample_file, tmp_path)))
    acts.follow_acts(file, ActKind.DECISION, date(2022, 12, 16), "", "2022-41")
    first = held(file, code)
    with file.change(message("second meeting")) as work:
        second = replace(first, id=work.new_id(Meeting), code="b", second_of=first.id)
        work.put(second)
    for item in meetings.ordered_items(file, first.id):
        with file.change(message("agenda")) as work:
            work.put(replace(item, id=work.new_id(AgendaItem), meeting_id=second.id))
    put_off, planned = (minutes_content(minutes_snapshot(file, one)) for one in (first, second))
    file.close()
    for page in (put_off.dossiers[0], planned.dossiers[0]):
        assert not any(text.startswith(own) for text in page.acts)
