"""Build the sample campaign of 2022 from the files shipped with the program.

The dossiers are real; members, scores, votes and opinions are invented, and every document of a
sample says so.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from euralens_desk.composition import minutes_documents, new_campaign, write_file
from euralens_desk.domain.campaign import Campaign
from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.dossier_state import remarks
from euralens_desk.domain.feasibility import MissingElement
from euralens_desk.domain.follow_up import Commitment, CommitmentKind, Side, SupportPlan
from euralens_desk.domain.funding import FundingLead, LeadState
from euralens_desk.domain.meeting import (
    Act,
    ActKind,
    AgendaItem,
    Meeting,
    Outcome,
    Presence,
    Stance,
    TechnicalOpinion,
)
from euralens_desk.domain.people import CommitteeKind, Member
from euralens_desk.exchange.scores_csv import read_scores
from euralens_desk.importing import import_dossiers
from euralens_desk.resources import resource
from euralens_desk.storage import backups, lock
from euralens_desk.usecases import (
    acts,
    convening,
    dossiers,
    feasibility,
    follow_up,
    funding,
    meetings,
    room,
    votes,
)
from euralens_desk.usecases.import_scores import apply_scores, plan_scores
from euralens_desk.usecases.lookup import (
    committee_of_kind,
    committee_with_code,
    dossiers_by_number,
    the_item,
)
from euralens_desk.usecases.minutes import minutes_snapshot
from euralens_desk.usecases.opinions import opinions_as_json
from euralens_desk.usecases.people import add_member
from euralens_desk.usecases.ports import CampaignFile
from euralens_desk.usecases.prepare import open_scoring
from euralens_desk.usecases.preselection import shortlist


def build_sample(path: Path) -> CampaignFile:
    """Create the sample campaign at ``path`` and return it open."""
    day = date(2022, 6, 10)
    campaign = new_campaign(
        path, Campaign("Promotion 2022", 2022, call_closes_on=day, is_sample=True), None
    )
    try:
        _fill(campaign)
    except BaseException:
        campaign.close()
        path.unlink(missing_ok=True)
        raise
    return campaign


def build_demo(folder: Path) -> list[Path]:
    """Build the sample campaign anew in ``folder``, with all its documents; return the files."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "Promotion 2022.euralens"
    lock.refuse_held(path)
    for old in (path, backups.journal_of(path)):
        old.unlink(missing_ok=True)
    campaign = build_sample(path)
    try:
        (meeting,) = campaign.find(Meeting)
        snapshot = minutes_snapshot(campaign, meeting)
        opinions = opinions_as_json(campaign)
    finally:
        campaign.close()
    pdf, xlsx = minutes_documents(snapshot, pdf=True, xlsx=True)
    documents = {
        f"Procès-verbal {meeting.code}.pdf": pdf,
        f"Procès-verbal {meeting.code}.xlsx": xlsx,
        "Avis 2022.json": json.dumps(opinions, ensure_ascii=False, indent=1).encode(),
    }
    for name, data in documents.items():
        write_file(folder / name, data)
    return [path, *(folder / name for name in documents)]


def _fill(campaign: CampaignFile) -> None:
    meeting_data = _read("meeting-2022.json")
    import_dossiers(
        campaign,
        resource("samples", "candidatures-2022.xlsx"),
        None,
        [resource("samples", "pieces")],
        apply=True,
    )
    _write_excerpts(campaign, _read("promotion-2022.json"))
    _settle_remarks(campaign)
    chosen = [dossier.id for dossier in dossiers_by_number(campaign)]
    shortlist(campaign, date(2022, 7, 5), *chosen)
    open_scoring(campaign, date(2022, 10, 3))
    scores = resource("samples", "scores-2022.csv")
    rows = read_scores(scores)
    apply_scores(campaign, plan_scores(campaign, scores.name, rows), date(2022, 10, 3))
    _seat_bodies(campaign, _read("bodies-2022.json"))
    numbered = {dossier.number: dossier for dossier in dossiers_by_number(campaign)}
    _record_technical(campaign, meeting_data["technical"], numbered)
    _hold_meeting(campaign, meeting_data, numbered)
    _record_follow_up(campaign, _read("follow-up-2022.json"), numbered)


def _read(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(resource("samples", name).read_text(encoding="utf-8"))
    return loaded


def _seat_bodies(campaign: CampaignFile, told: Mapping[str, Any]) -> None:
    """Give the Grand forum and the Pôle métropolitain members, so that their meetings count."""
    for code, names in told["members"].items():
        body = committee_with_code(campaign, code)
        for name in names:
            add_member(campaign, body.id, name)


def _write_excerpts(campaign: CampaignFile, promotion: Mapping[str, Any]) -> None:
    numbered = {dossier.number: dossier for dossier in dossiers_by_number(campaign)}
    for told in promotion["dossiers"]:
        for code, text in told["apports"].items():
            if text:
                dossiers.write_excerpt(campaign, numbered[told["id"]].id, code, text)


def _settle_remarks(campaign: CampaignFile) -> None:
    """Leave one remark of the source to look at: the others were dealt with."""
    for dossier in dossiers_by_number(campaign)[1:]:
        for remark in remarks(dossier):
            dossiers.settle_remark(campaign, dossier.id, remark)


def _record_technical(
    campaign: CampaignFile, technical: Mapping[str, Any], numbered: Mapping[str, Dossier]
) -> None:
    committee = committee_of_kind(campaign, CommitteeKind.TECHNICAL)
    for number, (stance, day, text) in technical.items():
        given = date.fromisoformat(day)
        opinion = TechnicalOpinion(committee.id, numbered[number].id, Stance(stance), given, text)
        acts.record_technical_opinion(campaign, opinion)


def _hold_meeting(
    campaign: CampaignFile, data: Mapping[str, Any], numbered: Mapping[str, Dossier]
) -> None:
    """Play the meeting as it went: who came late, who stepped out, what was revealed and noted."""
    committee = committee_of_kind(campaign, CommitteeKind.EXPERT)
    meetings.prepare_meeting(campaign, committee.id, _details(data["meeting"]))
    (meeting,) = campaign.find(Meeting)
    members = {m.code: m for m in campaign.find(Member, committee_id=committee.id)}
    course = _Course(campaign, meeting, members, data["course"])
    course.prepare()
    late = course.told["late"][0]
    there = {code: told for code, told in data["attendance"].items() if code != late}
    _record_attendance(campaign, meeting, members, there)
    course.open()
    items = {item.dossier_id: item.id for item in campaign.find(AgendaItem)}
    starts = course.hour(course.told["dossiers_from"])
    for (number, item), length in zip(data["agenda"].items(), course.told["lengths"], strict=True):
        dossier = numbered[number].id
        course.examine(number, items[dossier], starts)
        _record_item(campaign, meeting, items[dossier], dossier, item)
        starts += timedelta(minutes=length)
    course.close(starts)
    for number in data["agenda"]:
        _approve(campaign, numbered[number].id, date.fromisoformat(data["approved_on"]))


@dataclass
class _Course:
    """The hours of the sample meeting."""

    campaign: CampaignFile
    meeting: Meeting
    members: Mapping[str, Member]
    told: Mapping[str, Any]

    def hour(self, text: str) -> datetime:
        """Return an hour of the day of the meeting."""
        return datetime.combine(self.meeting.held_on, time.fromisoformat(text))

    def prepare(self) -> None:
        """Plan the agenda: an opening, the dossiers, other business; convene three weeks before."""
        file, meeting, told = self.campaign, self.meeting.id, self.told
        meetings.add_other_item(file, meeting, told["first_item"], planned_minutes=15, first=True)
        meetings.add_other_item(file, meeting, told["last_item"], planned_minutes=20)
        meetings.plan_durations(file, meeting, told["planned_minutes"])
        convening.convene(file, meeting, self.meeting.held_on - timedelta(days=21))

    def open(self) -> None:
        """Open the meeting and its first item, during which somebody arrives."""
        opened = self.hour(self.told["opened_at"])
        code, hour = self.told["late"]
        room.open_meeting(self.campaign, self.meeting.id, opened)
        room.start_item(self.campaign, self._other(0), opened)
        room.arrive(self.campaign, self.meeting.id, self.members[code].id, self.hour(hour))

    def examine(self, number: str, item: int, starts: datetime) -> None:
        """Go to a dossier: recused members step out, the scores are revealed, the debate noted."""
        file = self.campaign
        room.start_item(file, item, starts)
        there = room.room_now(file, self.meeting.id)
        for member in sorted(room.recused_on(file, the_item(file, item))):
            if there.is_there(member):
                room.withdraw(file, item, member, starts + timedelta(minutes=1))
        room.reveal(file, item, starts + timedelta(minutes=self.told["revealed_after"]))
        for minutes, text in self.told["notes"].get(number, ()):
            votes.add_note(file, item, text, starts + timedelta(minutes=minutes))

    def close(self, starts: datetime) -> None:
        """Hold the last item, during which somebody leaves, and close."""
        code, hour = self.told["leaves_early"]
        closed = self.hour(self.told["closed_at"])
        room.start_item(self.campaign, self._other(-1), starts)
        room.leave(self.campaign, self.meeting.id, self.members[code].id, self.hour(hour))
        room.end_item(self.campaign, self._other(-1), closed)
        room.close_meeting(self.campaign, self.meeting.id, closed)

    def _other(self, place: int) -> int:
        return meetings.ordered_items(self.campaign, self.meeting.id)[place].id


def _details(told: Mapping[str, str]) -> meetings.MeetingDetails:
    return meetings.MeetingDetails(
        held_on=date.fromisoformat(told["held_on"]),
        starts_at=time.fromisoformat(told["starts_at"]),
        ends_at=time.fromisoformat(told["ends_at"]),
        place=told["place"],
        chair=told["chair"],
        meeting_secretary=told["meeting_secretary"],
    )


def _record_attendance(
    campaign: CampaignFile,
    meeting: Meeting,
    members: Mapping[str, Member],
    attendance: Mapping[str, str],
) -> None:
    mandates_last = sorted(attendance.items(), key=lambda item: item[1].startswith("proxy"))
    for code, told in mandates_last:
        presence, _, holder = told.partition(":")
        proxy_to = members[holder].id if holder else None
        room.record_attendance(campaign, meeting.id, members[code].id, Presence(presence), proxy_to)


def _record_item(
    campaign: CampaignFile,
    meeting: Meeting,
    item_id: int,
    dossier_id: int,
    item: Mapping[str, Any],
) -> None:
    votes.write_discussion(campaign, item_id, item["discussion"])
    votes.record_vote(campaign, item_id, votes.VoteCount(*item["votes"]))
    acts.record_act(
        campaign,
        Act(
            dossier_id,
            ActKind.PROPOSAL,
            Outcome.LABEL,
            meeting.held_on,
            item["reasons"],
            item["reservations"],
        ),
    )


def _approve(campaign: CampaignFile, dossier_id: int, day: date) -> None:
    acts.record_act(campaign, Act(dossier_id, ActKind.APPROVAL, Outcome.LABEL, day, ""))


def _record_follow_up(
    campaign: CampaignFile, told: Mapping[str, Any], numbered: Mapping[str, Dossier]
) -> None:
    _record_feasibility(campaign, told, numbered)
    for lead in told["leads"]:
        _record_lead(campaign, lead, numbered)
    for number, lines in told["commitments"].items():
        follow_up.add_commitments(campaign, numbered[number].id, [_promise(line) for line in lines])
        done = [line[5] for line in lines]
        for commitment, day in zip(
            campaign.find(Commitment, dossier_id=numbered[number].id), done, strict=True
        ):
            if day:
                follow_up.mark_done(campaign, commitment.id, date.fromisoformat(day))
    for number, (referent, review, expert, purpose) in told["plans"].items():
        plan = SupportPlan(
            numbered[number].id, referent, date.fromisoformat(review), expert, purpose
        )
        follow_up.edit_plan(campaign, plan)


def _promise(line: list[str]) -> follow_up.CommitmentDetails:
    side, who, towards, what, due, _done = line
    kind = CommitmentKind.COMMITMENT
    return follow_up.CommitmentDetails(
        kind, Side(side), what, who, towards, date.fromisoformat(due)
    )


def _record_feasibility(
    campaign: CampaignFile, told: Mapping[str, Any], numbered: Mapping[str, Dossier]
) -> None:
    criteria = {c.number: c.code for c in feasibility.feasibility_grid(campaign).criteria}
    for number, findings in told["findings"].items():
        for criterion, (text, level) in findings.items():
            feasibility.write_finding(
                campaign, numbered[number].id, criteria[criterion], text, level
            )
    for number, elements in told["missing"].items():
        for text, received in elements:
            feasibility.add_missing(campaign, numbered[number].id, text)
            if received:
                element = campaign.find(MissingElement, dossier_id=numbered[number].id)[-1]
                day = date.fromisoformat(received)
                feasibility.receive_missing(campaign, element.id, day)


def _record_lead(
    campaign: CampaignFile, told: Mapping[str, Any], numbered: Mapping[str, Dossier]
) -> None:
    details = funding.LeadDetails(
        told["funder"],
        told["scheme"],
        told["conditions"],
        date.fromisoformat(told["deadline"]) if told["deadline"] else None,
        state=LeadState(told["state"]),
    )
    funding.add_lead(campaign, details)
    lead = campaign.find(FundingLead)[-1]
    for number, why in told["fits"].items():
        funding.fit_lead(campaign, lead.id, numbered[number].id, why)
