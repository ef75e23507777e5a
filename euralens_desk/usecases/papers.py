"""Prepare a meeting: what is left to do before it opens, and the papers to print and hand out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum

from euralens_desk.domain.dossier import Attachment
from euralens_desk.domain.meeting import AgendaItem, EventKind, Meeting, MeetingEvent
from euralens_desk.domain.messages import Message, message, plural_message
from euralens_desk.domain.papers import PapersSnapshot
from euralens_desk.domain.people import Recusal
from euralens_desk.domain.room import Body, stepped_back
from euralens_desk.usecases.convening import convocation_remark
from euralens_desk.usecases.lookup import the_meeting
from euralens_desk.usecases.meetings import ordered_items
from euralens_desk.usecases.minutes import minutes_snapshot
from euralens_desk.usecases.ports import CampaignFile, CampaignReader
from euralens_desk.usecases.room import meeting_body


class Step(Enum):
    """What makes a meeting ready; each is done in one place."""

    DETAILS = "details"
    CHAIR = "chair"
    AGENDA = "agenda"
    MEMBERS = "members"
    RECUSALS = "recusals"
    CONVOCATION = "convocation"


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the checklist; recusals are never done: they are declared until the vote."""

    step: Step
    title: Message
    detail: Message
    is_done: bool


@dataclass(frozen=True, slots=True)
class Readiness:
    """A meeting and its checklist; ``remark`` warns when its convocation leaves late.

    Once the meeting ``is_open`` there is nothing left to prepare.
    """

    meeting: Meeting
    checks: tuple[Check, ...]
    remark: Message | None
    is_open: bool

    @property
    def missing(self) -> int:
        """How many lines are not done."""
        return sum(not check.is_done for check in self.checks)


def readiness(campaign: CampaignReader, meeting_id: int, today: date) -> Readiness:
    """Return what is done and what is left before a meeting opens."""
    meeting = the_meeting(campaign, meeting_id)
    items = ordered_items(campaign, meeting_id)
    body = meeting_body(campaign, meeting)
    remark = convocation_remark(meeting, meeting.convened_on or today)
    recused = _recused(campaign, items, body)
    checks = (
        _details(meeting),
        _chair(meeting),
        _agenda(items),
        _members(body),
        Check(
            Step.RECUSALS,
            message("Recusals"),
            plural_message("{count} recusal declared", "{count} recusals declared", recused)
            if recused
            else message("none declared on these dossiers"),
            is_done=True,
        ),
        _convocation(meeting),
    )
    is_over = meeting.convened_on is None and meeting.held_on < today
    opened = {event.kind for event in campaign.find(MeetingEvent, meeting_id=meeting_id)}
    is_open = EventKind.OPENED in opened
    return Readiness(meeting, checks, None if is_over else remark, is_open)


def _details(meeting: Meeting) -> Check:
    title = message("Day, hour and place")
    missing = [
        told
        for told, value in (
            (message("the hour is missing"), meeting.starts_at),
            (message("the place is missing"), meeting.place),
        )
        if not value
    ]
    detail = missing[0] if missing else message("{place}", place=meeting.place)
    if len(missing) == 2:
        detail = message("the hour and the place are missing")
    return Check(Step.DETAILS, title, detail, is_done=not missing)


def _chair(meeting: Meeting) -> Check:
    title = message("Chair of the meeting")
    if meeting.chair:
        return Check(Step.CHAIR, title, message("{name}", name=meeting.chair), is_done=True)
    return Check(Step.CHAIR, title, message("nobody named yet"), is_done=False)


def _agenda(items: list[AgendaItem]) -> Check:
    title = message("Agenda of the meeting")
    if not items:
        return Check(Step.AGENDA, title, message("the agenda is empty"), is_done=False)
    unplanned = sum(not item.planned_minutes for item in items)
    if unplanned:
        told = plural_message(
            "{count} item without a planned length",
            "{count} items without a planned length",
            unplanned,
        )
        return Check(Step.AGENDA, title, told, is_done=False)
    told = plural_message("{count} item", "{count} items", len(items))
    return Check(Step.AGENDA, title, told, is_done=True)


def _members(body: Body) -> Check:
    title = message("Members of the body")
    voices = len(body.composing)
    if not voices:
        return Check(Step.MEMBERS, title, message("nobody has a vote that day"), is_done=False)
    told = plural_message(
        "{count} member with a vote, {required} needed",
        "{count} members with a vote, {required} needed",
        voices,
        required=body.rules.quorum.required(voices),
    )
    return Check(Step.MEMBERS, title, told, is_done=True)


def _recused(campaign: CampaignReader, items: list[AgendaItem], body: Body) -> int:
    recusals = campaign.find(Recusal)
    return sum(len(stepped_back(body, recusals, i.dossier_id)) for i in items if i.dossier_id)


def _convocation(meeting: Meeting) -> Check:
    title = message("Convocation sent")
    if meeting.convened_on is None:
        return Check(Step.CONVOCATION, title, message("not sent yet"), is_done=False)
    told = message("convened on {day}", day=meeting.convened_on)
    return Check(Step.CONVOCATION, title, told, is_done=True)


def papers_snapshot(campaign: CampaignFile, meeting_id: int) -> PapersSnapshot:
    """Return the frozen values from which the papers of a meeting are drawn."""
    snapshot = minutes_snapshot(campaign, the_meeting(campaign, meeting_id))
    return PapersSnapshot(snapshot, tuple(_pieces(campaign, snapshot.points)))


def _pieces(campaign: CampaignReader, points: tuple[AgendaItem, ...]) -> Iterator[Attachment]:
    for item in points:
        yield from sorted(
            campaign.find(Attachment, dossier_id=item.dossier_id),
            key=lambda piece: (piece.name, piece.id),
        )
