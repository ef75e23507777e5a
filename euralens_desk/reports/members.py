"""What the documents say of the members of a body: their place, and how many came."""

from __future__ import annotations

from collections.abc import Collection

from euralens_desk.domain.meeting import Presence
from euralens_desk.domain.minutes import MinutesSnapshot
from euralens_desk.domain.people import Member, Role
from euralens_desk.domain.room import THERE, Body
from euralens_desk.i18n import _, ngettext
from euralens_desk.reports.words import listed, own


def seat(body: Body, member: Member) -> tuple[str, ...]:
    """Return the place of a member: full member, alternate of whom, without a voice, chair."""
    if member.role is Role.ALTERNATE:
        if member.alternate_of is None:
            return (_("alternate seat"),)
        return (_("alternate of {name}").format(name=body.name(member.alternate_of)),)
    place = _("full member") if member.is_voting else _("without a voice")
    return (place, _("chair")) if member.role is Role.CHAIR else (place,)


def quality(body: Body, member: Member) -> str:
    """Return the quality of a member in the minutes: expertise, college, place.

    That a member is a full one is only told where the body has other members too.
    """
    is_plain = len(body.composing) == len(body.members)
    places = seat(body, member)
    told = places[1:] if is_plain else places
    return listed([part for part in (member.expertise, member.college, *told) if part])


def attendance_told(snapshot: MinutesSnapshot) -> str:
    """Return how the members the quorum is counted from attended, the other ones told apart."""
    body = snapshot.body
    noted = {seat.member_id: seat.presence for seat in snapshot.attendance}
    composing = [member.id for member in body.composing]
    alternates = [m.id for m in body.members.values() if m.role is Role.ALTERNATE]
    others = [known for known in body.members if known not in {*composing, *alternates}]
    count = len(composing)
    heads = ngettext("{count} member", "{count} members", count).format(count=count)
    said = [
        _("{members}: {presences}.").format(
            members=heads, presences=_presences([noted.get(known) for known in composing])
        )
    ]
    for text, group in (
        (_("Alternates: {there} there out of {count}."), alternates),
        (_("Without a voice: {there} there out of {count}."), others),
    ):
        if group:
            came = _there([noted.get(known) for known in group])
            said.append(text.format(there=came, count=len(group)))
    return own(" ".join(said))


def _there(presences: Collection[Presence | None]) -> int:
    return sum(presence in THERE for presence in presences)


def _presences(presences: Collection[Presence | None]) -> str:
    """Return « 16 présences, 1 pouvoir, 1 excusé »; what is nought is left out."""
    held = list(presences)
    there, proxies = _there(held), held.count(Presence.PROXY)
    excused, absent = held.count(Presence.EXCUSED), held.count(Presence.ABSENT)
    unnoted = held.count(None)
    counts = (
        (there, ngettext("{count} there", "{count} there", there)),
        (proxies, ngettext("{count} mandate", "{count} mandates", proxies)),
        (excused, ngettext("{count} excused", "{count} excused", excused)),
        (absent, ngettext("{count} absent", "{count} absent", absent)),
        (unnoted, ngettext("{count} not noted", "{count} not noted", unnoted)),
    )
    shown = [text.format(count=count) for count, text in counts if count]
    return listed(shown or [counts[0][1].format(count=0)])
