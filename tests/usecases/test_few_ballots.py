"""Minutes never tell the detail of a box that holds too few ballots (TRUST 3d.7)."""

from __future__ import annotations

from datetime import date

import pytest
from fakes import FakeCampaignFile

from euralens_desk.domain.campaign import Campaign
from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.mark import scored
from euralens_desk.domain.meeting import AgendaItem, Meeting
from euralens_desk.domain.messages import message
from euralens_desk.domain.minutes import MinutesSnapshot
from euralens_desk.domain.sheet import Ballot
from euralens_desk.exchange.grids_json import read_grids
from euralens_desk.reports.minutes_content import minutes_content
from euralens_desk.resources import resource
from euralens_desk.usecases.lookup import committee_with_code
from euralens_desk.usecases.minutes import minutes_snapshot
from euralens_desk.usecases.prepare import set_up_committees


def snapshot_with(ballots: int) -> MinutesSnapshot:
    file = FakeCampaignFile()
    with file.change(message("campaign")) as work:
        work.put(Campaign("Promotion 2022", 2022))
    set_up_committees(file, read_grids(resource("samples", "grids.json")))
    experts, students = (committee_with_code(file, code) for code in ("experts", "lyceens"))
    meeting = Meeting(1, experts.id, "2022-12-08", date(2022, 12, 8))
    with file.change(message("dossier")) as work:
        work.put(Dossier(1, "d", "2022-01", "Tech3E"))
        work.put(meeting)
        work.put(AgendaItem(1, 1, 1, 1))
        marks = (scored(3), scored(2), scored(4))
        work.put_all(Ballot(n, students.id, 1, marks) for n in range(1, ballots + 1))
    return minutes_snapshot(file, meeting)


def earlier(snapshot: MinutesSnapshot) -> str:
    (page,) = minutes_content(snapshot).dossiers
    return " ".join(span.text for rich in page.earlier for span in rich).replace("\u00a0", " ")


@pytest.mark.parametrize("ballots", [1, 4])
def test_the_detail_of_too_few_ballots_is_not_told(ballots: int) -> None:
    snapshot = snapshot_with(ballots)
    assert f"{ballots} bulletin" in earlier(snapshot)
    assert "trop peu pour en donner le détail" in earlier(snapshot)
    assert "«" not in earlier(snapshot)
    assert snapshot.scores == ()
    (students,) = (r for r in snapshot.others if r.committee.code == "lyceens")
    assert students.opinions is not None
    assert students.opinions.dossiers == {}


def test_five_ballots_are_told() -> None:
    snapshot = snapshot_with(5)
    assert "5 bulletins. Mention médiane" in earlier(snapshot)
    assert len(snapshot.scores) == 15
