"""What is left to do before a meeting opens, and the folder of its papers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path

import pytest
from fakes import FakeCampaignFile

from euralens_desk import papers as papers_folder
from euralens_desk.domain.campaign import Campaign
from euralens_desk.domain.dossier import Attachment, Dossier
from euralens_desk.domain.meeting import AgendaItem, Meeting, Presence
from euralens_desk.domain.messages import Failure
from euralens_desk.domain.papers import Paper
from euralens_desk.domain.people import Member, Role
from euralens_desk.papers import write_papers
from euralens_desk.reports.lookup import recused_members
from euralens_desk.reports.minutes_content import minutes_content
from euralens_desk.reports.presidency_content import presidency_leaves
from euralens_desk.usecases import convening, meetings, room
from euralens_desk.usecases.lookup import committee_with_code
from euralens_desk.usecases.papers import Step, papers_snapshot, readiness
from euralens_desk.usecases.people import add_member, declare_recusal
from euralens_desk.usecases.pieces import attach_piece
from euralens_desk.usecases.prepare import set_up_committees
from euralens_desk.usecases.proceedings import proceedings
from euralens_desk.usecases.scoring import refuse_recused

DAY = date(2022, 11, 8)
EARLY = date(2022, 10, 1)


@pytest.fixture
def campaign() -> FakeCampaignFile:
    file = FakeCampaignFile()
    file.seed(
        Campaign("Promotion 2022", 2022),
        *(Dossier(i, f"d{i}", f"2022-{i:02d}", f"Projet {i}") for i in (1, 2)),
    )
    set_up_committees(file, ())
    forum = committee_with_code(file, "forum").id
    meetings.prepare_meeting(file, forum, meetings.MeetingDetails(DAY))
    return file


def the_one(campaign: FakeCampaignFile) -> Meeting:
    (found,) = campaign.find(Meeting)
    return found


def done(campaign: FakeCampaignFile, today: date = EARLY) -> dict[Step, bool]:
    found = readiness(campaign, the_one(campaign).id, today)
    return {check.step: check.is_done for check in found.checks}


def test_a_bare_meeting_lacks_everything_but_recusals(campaign: FakeCampaignFile) -> None:
    assert done(campaign) == {step: step is Step.RECUSALS for step in Step}
    found = readiness(campaign, the_one(campaign).id, EARLY)
    assert found.missing == 5 and found.remark is None and not found.is_open
    assert "2 items without a planned length" in {str(check.detail) for check in found.checks}


def test_an_empty_agenda_is_not_done(campaign: FakeCampaignFile) -> None:
    for item in campaign.find(AgendaItem):
        meetings.take_off_agenda(campaign, item.id)
    checks = {c.step: c for c in readiness(campaign, the_one(campaign).id, EARLY).checks}
    assert str(checks[Step.AGENDA].detail) == "the agenda is empty"
    assert not checks[Step.AGENDA].is_done


def test_each_line_is_done_by_its_act(campaign: FakeCampaignFile) -> None:
    meeting = the_one(campaign)
    details = meetings.MeetingDetails(DAY, time(9, 30), None, "Lens", "Alix Aubépin")
    meetings.edit_meeting(campaign, meeting.id, details)
    meetings.plan_durations(campaign, meeting.id, 20)
    for name in ("Alix Aubépin", "Basile Bouleau", "Colette Charme"):
        add_member(campaign, meeting.committee_id, name)
    convening.convene(campaign, meeting.id, EARLY)
    assert all(done(campaign).values())
    found = readiness(campaign, meeting.id, EARLY)
    details_told = [str(check.detail) for check in found.checks]
    assert "3 members with a vote, 2 needed" in details_told


def test_recusals_are_counted_on_the_agenda_and_in_the_body_only(
    campaign: FakeCampaignFile,
) -> None:
    meeting = the_one(campaign)
    add_member(campaign, meeting.committee_id, "Alix Aubépin")
    add_member(campaign, committee_with_code(campaign, "experts").id, "Basile Bouleau")
    for member in campaign.find(Member):
        declare_recusal(campaign, member.id, 1, EARLY)
    found = readiness(campaign, meeting.id, EARLY)
    assert [str(c.detail) for c in found.checks if c.step is Step.RECUSALS] == [
        "1 recusal declared"
    ]


def test_checklist_room_papers_minutes_and_sheets_agree_on_who_is_recused(
    campaign: FakeCampaignFile,
) -> None:
    """Absent or an alternate, in the body; out of term, of another body, off the agenda, not."""
    meeting = the_one(campaign)
    for name in ("Alix Aubépin", "Basile Bouleau", "Colette Charme", "Diane Églantier"):
        add_member(campaign, meeting.committee_id, name)
    add_member(campaign, committee_with_code(campaign, "experts").id, "Éloi Fusain")
    absent, alternate, gone, _there, expert = campaign.find(Member)
    alternate = replace(alternate, role=Role.ALTERNATE, alternate_of=absent.id, is_voting=False)
    campaign.seed(alternate, replace(gone, term_to=date(2022, 11, 7)))
    campaign.seed(Dossier(3, "d3", "2022-03", "Projet 3"))
    for member in (absent, alternate, gone, expert):
        declare_recusal(campaign, member.id, 1, EARLY)
    declare_recusal(campaign, absent.id, 3, EARLY)
    room.record_attendance(campaign, meeting.id, absent.id, Presence.ABSENT)
    expected = [absent.id, alternate.id]
    told = {c.step: c.detail for c in readiness(campaign, meeting.id, EARLY).checks}
    assert str(told[Step.RECUSALS]) == "2 recusals declared"
    (point,) = [p for p in proceedings(campaign, meeting.id).points if p.dossier.id == 1]
    assert [member.id for member in point.recused] == expected
    papers = papers_snapshot(campaign, meeting.id)
    assert [member.id for member in recused_members(papers.minutes, 1)] == expected
    (first, *_others) = presidency_leaves(papers)
    leaf = str(first)
    assert "Alix Aubépin" in leaf and "Basile Bouleau" in leaf
    assert "Colette Charme" not in leaf and "Éloi Fusain" not in leaf
    cover = minutes_content(papers.minutes).cover
    assert "2 déports ont été déclarés." in "".join(span.text for span in cover.attendance[0])
    assert "Colette Charme" not in [row.name for row in cover.members]
    for known in expected:
        with pytest.raises(Failure):
            refuse_recused(campaign, known, 1)


@pytest.mark.parametrize(
    ("today", "is_late"),
    [(date(2022, 11, 3), False), (date(2022, 11, 4), True), (date(2022, 11, 9), False)],
)
def test_under_five_days_a_remark_is_due_until_the_day(
    campaign: FakeCampaignFile, today: date, is_late: bool
) -> None:
    assert (readiness(campaign, the_one(campaign).id, today).remark is not None) is is_late


def test_the_remark_speaks_of_the_day_it_left(campaign: FakeCampaignFile) -> None:
    convening.convene(campaign, the_one(campaign).id, date(2022, 11, 6))
    remark = readiness(campaign, the_one(campaign).id, date(2022, 12, 1)).remark
    assert remark is not None and "2 days" in str(remark)


def test_an_open_meeting_is_no_longer_prepared(campaign: FakeCampaignFile) -> None:
    room.open_meeting(campaign, the_one(campaign).id, datetime(2022, 11, 8, 9, 30))
    assert readiness(campaign, the_one(campaign).id, DAY).is_open


def test_the_folder_holds_papers_and_pieces(campaign: FakeCampaignFile, tmp_path: Path) -> None:
    meeting = the_one(campaign)
    attach_piece(campaign, 1, "plan.pdf", b"un plan", EARLY)
    attach_piece(campaign, 1, "PLAN.pdf", b"un autre plan", EARLY)
    attach_piece(campaign, 2, "con.pdf", b"contrat", EARLY)
    calls: list[tuple[int, int]] = []
    folder = write_papers(campaign, meeting.id, tmp_path, lambda *told: calls.append(told))
    assert folder.name == "Séance 2022-11-08, Grand forum"
    files = {str(path.relative_to(folder)): path for path in folder.rglob("*") if path.is_file()}
    pdfs = sorted(name for name in files if name[0].isdigit())
    assert len(pdfs) == len(Paper) and pdfs[1] == "2 Convocation.pdf"
    assert all(files[name].read_bytes().startswith(b"%PDF") for name in pdfs)
    pieces = Path("Pièces")
    first = pieces / "2022-01 Projet 1"
    plans = {files[str(first / name)].read_bytes() for name in ("PLAN.pdf", "plan (2).pdf")}
    assert plans == {b"un plan", b"un autre plan"}
    assert files[str(pieces / "2022-02 Projet 2" / "_con.pdf")].read_bytes() == b"contrat"
    assert calls[0] == (0, len(Paper) + 3) and len(calls) == len(Paper) + 3
    assert [path.name for path in tmp_path.iterdir()] == [folder.name]


def test_a_folder_already_there_is_left_alone(campaign: FakeCampaignFile, tmp_path: Path) -> None:
    folder = write_papers(campaign, the_one(campaign).id, tmp_path)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    with pytest.raises(Failure, match="already there"):
        write_papers(campaign, the_one(campaign).id, tmp_path)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


class Stopped(Exception):
    """The person interrupts."""


def test_an_interruption_leaves_nothing(campaign: FakeCampaignFile, tmp_path: Path) -> None:
    def stop(done: int, _total: int) -> None:
        if done == 3:
            raise Stopped

    with pytest.raises(Stopped):
        write_papers(campaign, the_one(campaign).id, tmp_path, stop)
    assert list(tmp_path.iterdir()) == []


def test_a_refused_disk_leaves_nothing(
    campaign: FakeCampaignFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, _data: bytes) -> None:
        raise OSError(28, "no space", str(path))

    monkeypatch.setattr(papers_folder, "write_file", full)
    with pytest.raises(Failure, match="could not be written"):
        write_papers(campaign, the_one(campaign).id, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_piece_leaves_nothing(campaign: FakeCampaignFile, tmp_path: Path) -> None:
    attach_piece(campaign, 1, "plan.pdf", b"un plan", EARLY)
    attach_piece(campaign, 2, "plan.pdf", b"un autre", EARLY)
    one, other = campaign.find(Attachment)
    campaign.seed(replace(one, sha256=other.sha256[::-1]))
    with pytest.raises((Failure, KeyError)):
        write_papers(campaign, the_one(campaign).id, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_what_was_announced_is_not_handed_out(campaign: FakeCampaignFile) -> None:
    campaign.seed(Attachment(9, 1, "annoncé.pdf"))
    assert papers_snapshot(campaign, the_one(campaign).id).received(1) == ()
