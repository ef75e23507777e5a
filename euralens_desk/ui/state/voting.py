"""The vote on screen: who answers a roll call, what it comes to, who may ask for a mention."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from euralens_desk.domain.headcount import rooms_of_item, takes_part
from euralens_desk.domain.meeting import Outcome, Voice
from euralens_desk.domain.people import Member
from euralens_desk.usecases.proceedings import Point, Proceedings

NOTES_KEPT = 3
"""How many notes of the debate stay in sight before those that came earlier fold."""
NOTES_KEPT_COMPACT = 1
"""The same in a low window."""


@dataclass(frozen=True, slots=True)
class Voter:
    """One line of a roll call: whose voice it is, who casts it, and what was answered.

    ``cast_by`` is the name of another person who casts it, "" when the member does; by mandate or
    as the alternate. ``has_voice`` is False for a voice recorded before the member lost it.
    """

    member: Member
    cast_by: str
    by_mandate: bool
    voice: Voice | None
    has_voice: bool


def voters(held: Proceedings, point: Point) -> tuple[Voter, ...]:
    """Return the lines of the roll call on a point, in the order of the call."""
    count = point.headcount
    known = {voice.member_id: voice for voice in held.voices.get(point.item.id, ())}
    proxies = rooms_of_item(held.body, held.events, point.item.id).end.proxies
    represented = {member.id for member in count.represented}
    voting = {member.id for member in count.voters}
    lost = [held.body.members[m] for m in known if m not in voting and m in held.body.members]
    found = []
    for member in (*count.voters, *sorted(lost, key=lambda m: (m.code, m.id))):
        by_mandate = member.id in represented
        caster = proxies.get(member.id) if by_mandate else count.sitting.get(member.id)
        name = held.body.name(caster) if caster not in (None, member.id) else ""
        found.append(Voter(member, name, by_mandate, known.get(member.id), member.id in voting))
    return tuple(found)


def call_counts(lines: Sequence[Voter]) -> tuple[dict[Outcome | None, int], int]:
    """Return how many answered each way (None abstains), and how many did not answer yet."""
    said = [line.voice.outcome for line in lines if line.voice is not None]
    counts: dict[Outcome | None, int] = {outcome: said.count(outcome) for outcome in Outcome}
    counts[None] = said.count(None)
    return counts, len(lines) - len(said)


def may_disagree(held: Proceedings, point: Point) -> tuple[Member, ...]:
    """Return the members who took part and have no disagreement recorded yet."""
    room = rooms_of_item(held.body, held.events, point.item.id).end
    recused = {member.id for member in point.recused}
    told = {dissent.member_id for dissent in held.dissents.get(point.item.id, ())}
    return tuple(
        member
        for member in held.body.members.values()
        if member.id not in recused | told and takes_part(room, member.id)
    )
