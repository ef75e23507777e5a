"""Committees and members in words."""

from __future__ import annotations

from euralens_desk.domain.people import CommitteeKind, Role
from euralens_desk.i18n import _, ngettext, plain
from euralens_desk.ui.state.people import MemberLine
from euralens_desk.ui.widgets.painting import Body
from euralens_desk.usecases.people import CommitteeRecord, MemberRecord

BODIES = {
    CommitteeKind.EXPERT: Body.EXPERTS,
    CommitteeKind.TECHNICAL: Body.TECHNICAL,
    CommitteeKind.STUDENT: Body.STUDENTS,
    CommitteeKind.FORUM: Body.FORUM,
    CommitteeKind.METROPOLITAN: Body.METROPOLITAN,
}
"""The shape of each kind of committee."""


def role_word(role: Role) -> str:
    """Return the word of a role."""
    return {
        Role.MEMBER: _("Member"),
        Role.CHAIR: _("Chair"),
        Role.MEETING_SECRETARY: _("Secretary of the meeting"),
        Role.ALTERNATE: _("Alternate"),
    }[role]


def kind_word(kind: CommitteeKind) -> str:
    """Return what a body of a kind does."""
    return {
        CommitteeKind.TECHNICAL: _("Technical committee of the partners"),
        CommitteeKind.STUDENT: _("Committee of the lycéens"),
        CommitteeKind.EXPERT: _("Committee of the experts"),
        CommitteeKind.FORUM: _("Assembly that approves the propositions (Grand forum)"),
        CommitteeKind.METROPOLITAN: _("Assembly that decides (Pôle métropolitain)"),
    }[kind]


def member_line(record: MemberRecord) -> MemberLine:
    """Return a member in words."""
    member = record.member
    role = role_word(member.role)
    vote = _("Yes") if member.is_voting else _("Without a vote")
    recusals = str(len(record.recusals) or "")
    folded = plain(f"{member.code} {member.name} {role} {member.expertise} {vote}")
    return MemberLine(
        member.id,
        member.code,
        member.name,
        role,
        member.expertise,
        vote,
        recusals,
        member.role is Role.CHAIR,
        folded,
    )


def counted(record: CommitteeRecord) -> str:
    """Return how many members a committee has, and how many of them vote if some do not."""
    if record.committee.kind is CommitteeKind.STUDENT:
        return _("anonymous ballots")
    number = len(record.members)
    members = ngettext("{count} member", "{count} members", number).format(count=number)
    if record.voices == number:
        return members
    voices = ngettext("{count} with a vote", "{count} with a vote", record.voices)
    return f"{members} · {voices.format(count=record.voices)}"
