"""The voices of a vote by roll call: counted on their item, and lost by whoever steps back."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from euralens_desk.domain.bodies import VoteForm
from euralens_desk.domain.headcount import Headcount, presiding
from euralens_desk.domain.meeting import (
    AgendaItem,
    EventKind,
    MeetingEvent,
    Outcome,
    Voice,
    leading,
)
from euralens_desk.domain.messages import Message, message, plural_message
from euralens_desk.domain.people import Member
from euralens_desk.usecases.lookup import the_meeting
from euralens_desk.usecases.ports import Work


def recount(work: Work, item: AgendaItem) -> None:
    """Count the voices of a roll call on the item, in the change that alters them.

    A casting vote stays as long as it still settles a tie.
    """
    said = [voice.outcome for voice in work.find(Voice, item_id=item.id)]
    counted = replace(
        item,
        label_votes=said.count(Outcome.LABEL) if said else None,
        nominated_votes=said.count(Outcome.NOMINATED) if said else None,
        deferred_votes=said.count(Outcome.DEFERRED) if said else None,
        abstentions=said.count(None) if said else None,
        blank_votes=None,
        null_votes=None,
        form=VoteForm.NOMINAL if said else VoteForm.HANDS,
        chosen_form=VoteForm.NOMINAL,
    )
    tied = leading(counted.votes)
    keeps = len(tied) > 1 and counted.casting_vote in tied
    work.put(replace(counted, casting_vote=counted.casting_vote if keeps else None))


def drop_voices(
    work: Work, dossier_id: int, members: Collection[int], corrected: int | None = None
) -> None:
    """Take back the voices of members who step back from a dossier, and count again.

    The casting vote of a chair who steps back goes too.

    What was voted at a meeting that is closed stays, but for the one that is being ``corrected``.
    """
    for item in work.find(AgendaItem, dossier_id=dossier_id):
        events = work.find(MeetingEvent, meeting_id=item.meeting_id)
        is_closed = any(event.kind is EventKind.CLOSED for event in events)
        if is_closed and item.meeting_id != corrected:
            continue
        lost = [v for v in work.find(Voice, item_id=item.id) if v.member_id in members]
        for voice in lost:
            work.remove(voice)
        if lost:
            recount(work, item)
        counted = work.get(AgendaItem, item.id)
        if counted is not None and counted.casting_vote and _presides(work, item, members):
            work.put(replace(counted, casting_vote=None))


def _presides(work: Work, item: AgendaItem, members: Collection[int]) -> bool:
    meeting = the_meeting(work, item.meeting_id)
    chair = presiding(work.find(Member, committee_id=meeting.committee_id), meeting.chair)
    return chair is not None and chair.id in members


def lost_voices(found: Headcount, voices: Collection[Voice]) -> tuple[Member, ...]:
    """Return whose voice a roll call holds although it can no longer be cast, by code.

    Somebody left after the vote, or a mandate can't be exercised any more.
    """
    said = {voice.member_id for voice in voices}
    without = (*found.recused, *found.blocked, *found.missing)
    lost = [member for member in without if member.id in said]
    return tuple(sorted(lost, key=lambda member: (member.code, member.id)))


def roll_call_remark(found: Headcount, voices: Collection[Voice]) -> Message | None:
    """Return what to tell when a roll call holds voices that can no longer be cast."""
    lost = lost_voices(found, voices)
    if not lost:
        return None
    return message(
        "The roll call holds a voice of {names}, who can no longer cast it: take it back, or say "
        "in the reason of the count that the departure came after the vote.",
        names=", ".join(member.name for member in lost),
    )


FEW_SILENT = 5
"""How many voters at most are named as those who did not answer yet."""


def call_remark(found: Headcount, voices: Collection[Voice]) -> Message | None:
    """Return what to tell of a roll call under way: voices lost, or who did not answer yet.

    None before the first voice, and as long as many are still to be called: their rows say it.
    """
    lost = roll_call_remark(found, voices)
    said = {voice.member_id for voice in voices}
    silent = [voter.name for voter in found.voters if voter.id not in said]
    if lost is not None or not said or not 0 < len(silent) <= FEW_SILENT:
        return lost
    return plural_message(
        "One voice of the roll call was not heard: {names}.",
        "{count} voices of the roll call were not heard: {names}.",
        len(silent),
        names=", ".join(silent),
    )
