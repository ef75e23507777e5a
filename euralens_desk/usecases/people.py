"""The committees: their names, their members, and members who step back from a dossier."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.meeting import Dissent, Meeting, MeetingEvent, Voice
from euralens_desk.domain.messages import Failure, Message, message
from euralens_desk.domain.people import Committee, CommitteeKind, Member, Recusal, Role
from euralens_desk.domain.sheet import Comment, Revision, Score, ScoreSheet
from euralens_desk.usecases.changes import ChangeSet
from euralens_desk.usecases.held_meetings import held_meetings
from euralens_desk.usecases.lookup import (
    dossiers_by_number,
    the_committee,
    the_dossier,
    the_member,
)
from euralens_desk.usecases.ports import CampaignFile, CampaignReader, Work
from euralens_desk.usecases.replay import refuse_member
from euralens_desk.usecases.roll_call import drop_voices

PREFIXES = {
    CommitteeKind.EXPERT: "E",
    CommitteeKind.TECHNICAL: "T",
    CommitteeKind.STUDENT: "",
    CommitteeKind.FORUM: "F",
    CommitteeKind.METROPOLITAN: "P",
}
"""First letter of the codes given by the program: E01, T01."""

HELD_BY_ONE = (Role.CHAIR, Role.MEETING_SECRETARY)
"""Roles that only one member of a committee holds."""


@dataclass(frozen=True, slots=True)
class DeclaredRecusal:
    """A recusal with its dossier, and how many answers the member had given before."""

    recusal: Recusal
    dossier: Dossier
    answers: int


@dataclass(frozen=True, slots=True)
class MemberRecord:
    """A member as the committees page shows him."""

    member: Member
    recusals: tuple[DeclaredRecusal, ...]


@dataclass(frozen=True, slots=True)
class CommitteeRecord:
    """A committee with its members, by code."""

    committee: Committee
    members: tuple[MemberRecord, ...]

    @property
    def voices(self) -> int:
        """How many members vote."""
        return sum(record.member.is_voting for record in self.members)

    @property
    def chair(self) -> Member | None:
        """The member who chairs, None when nobody is named."""
        return next((r.member for r in self.members if r.member.role is Role.CHAIR), None)


@dataclass(frozen=True, slots=True)
class People:
    """All that the committees page shows."""

    committees: tuple[CommitteeRecord, ...]
    dossiers: tuple[Dossier, ...]


def read_people(campaign: CampaignReader) -> People:
    """Return the committees with their members and recusals, and the dossiers in the running."""
    answers = _answers_when_recused(campaign)
    dossiers = {dossier.id: dossier for dossier in campaign.find(Dossier)}
    recusals: dict[int, list[DeclaredRecusal]] = {}
    for recusal in campaign.find(Recusal):
        given = answers[recusal.member_id, recusal.dossier_id]
        declared = DeclaredRecusal(recusal, dossiers[recusal.dossier_id], given)
        recusals.setdefault(recusal.member_id, []).append(declared)
    for found in recusals.values():
        found.sort(key=lambda declared: declared.dossier.number)
    return People(
        tuple(
            CommitteeRecord(
                committee,
                tuple(
                    MemberRecord(member, tuple(recusals.get(member.id, ())))
                    for member in _members(campaign, committee.id)
                ),
            )
            for committee in campaign.find(Committee)
        ),
        dossiers_by_number(campaign),
    )


def _answers_when_recused(campaign: CampaignReader) -> Counter[tuple[int, int]]:
    """Count, by (member, dossier), the answers given on dossiers the member is recused from."""
    found: Counter[tuple[int, int]] = Counter()
    for recusal in campaign.find(Recusal):
        place = (recusal.member_id, recusal.dossier_id)
        found[place] = answers_given(campaign, *place)
    return found


def answers_given(campaign: CampaignReader, member_id: int, dossier_id: int) -> int:
    """Return how many answers a member has on a dossier, recused or not."""
    sheets = campaign.find(ScoreSheet, member_id=member_id, dossier_id=dossier_id)
    return sum(len(campaign.find(Score, sheet_id=sheet.id)) for sheet in sheets)


def _members(campaign: CampaignReader, committee_id: int) -> list[Member]:
    return sorted(campaign.find(Member, committee_id=committee_id), key=_place)


def _place(member: Member) -> tuple[str, int, str, int]:
    """Return what members are sorted by: E2 before E10, E99 before E100."""
    letters = member.code.rstrip("0123456789")
    number = member.code.removeprefix(letters)
    return letters.casefold(), int(number or 0), member.code, member.id


# Committees -------------------------------------------------------------------------------------


def rename_committee(campaign: CampaignFile, committee_id: int, name: str) -> ChangeSet:
    """Give a committee another name; its code, which files use, stays."""
    committee = the_committee(campaign, committee_id)
    wanted = _on_one_line(name)
    if not wanted:
        raise Failure(message("A committee needs a name. Nothing was changed."))
    with campaign.change(message("committee renamed, {name}", name=wanted)) as work:
        work.put(replace(committee, name=wanted))
    return campaign.last_change


# Members ----------------------------------------------------------------------------------------


def next_code(campaign: CampaignReader, kind: CommitteeKind) -> str:
    """Return the code of the next member of a committee: E13 after E12."""
    prefix = PREFIXES[kind]
    tails = (member.code.removeprefix(prefix) for member in campaign.find(Member))
    last = max((int(tail) for tail in tails if tail.isascii() and tail.isdigit()), default=0)
    return f"{prefix}{last + 1:02d}"


def add_member(
    campaign: CampaignFile,
    committee_id: int,
    name: str,
    expertise: str = "",
    *,
    today: date | None = None,
) -> ChangeSet:
    """Add a member under the next code, with a vote; Failure for lycéens, who have no name here.

    Once a meeting of the body was held before ``today``, the term begins on that day: who sat there
    stays as it was. The term may be changed for somebody who was forgotten.
    """
    committee = the_committee(campaign, committee_id)
    refuse_students(committee)
    wanted = _named(name)
    with campaign.change(message("member added, {name}", name=wanted)) as work:
        code = next_code(work, committee.kind)
        put_member(work, committee, code, wanted, _on_one_line(expertise), today)
    return campaign.last_change


def put_member(
    work: Work,
    committee: Committee,
    code: str,
    name: str,
    expertise: str,
    today: date | None = None,
) -> None:
    """Put a new member with a vote; an expert is chosen for himself (a personnalité qualifiée)."""
    held = held_meetings(work)
    meetings = work.find(Meeting, committee_id=committee.id)
    has_sat = today is not None and any(m.id in held and m.held_on < today for m in meetings)
    work.put(
        Member(
            work.new_id(Member),
            work.new_uuid(),
            committee.id,
            code,
            name,
            expertise,
            is_qualified=committee.kind is CommitteeKind.EXPERT,
            term_from=today if has_sat else None,
        )
    )


def refuse_students(committee: Committee) -> None:
    """Raise when somebody would get a name in the committee of the lycéens."""
    if committee.kind is CommitteeKind.STUDENT:
        raise Failure(message("No name of a lycéen enters the program: ballots are anonymous."))


def edit_member(campaign: CampaignFile, edited: Member) -> ChangeSet:
    """Change name, code, field, vote, role, college, seat or term of a member.

    The chair and the secretary are one person each: naming another takes the role from the one who
    held it. A chair is left only by naming another. An alternate has no vote of his own. Failure
    for what a meeting that was noted rests on.
    """
    before = the_member(campaign, edited.id)
    after = replace(
        before,
        name=_named(edited.name),
        code=_free_code(campaign, edited),
        expertise=_on_one_line(edited.expertise),
        role=edited.role,
        is_voting=_vote(before, edited),
        college=_on_one_line(edited.college),
        alternate_of=edited.alternate_of if edited.role is Role.ALTERNATE else None,
        is_qualified=edited.is_qualified and edited.role is not Role.ALTERNATE,
        term_from=edited.term_from,
        term_to=edited.term_to,
    )
    _refuse_term(after)
    _refuse_seat(campaign, before, after)
    others = [m for m in _members(campaign, before.committee_id) if m.id != before.id]
    _refuse_chairless(before, after, others)
    refuse_member(campaign, after)
    with campaign.change(_edit_action(before, after)) as work:
        if after.role in HELD_BY_ONE:
            work.put_all(replace(m, role=Role.MEMBER) for m in others if m.role is after.role)
        work.put(after)
    return campaign.last_change


def _vote(before: Member, edited: Member) -> bool:
    """Return whether the member votes: becoming an alternate or ceasing to be one decides it."""
    was, will_be = before.role is Role.ALTERNATE, edited.role is Role.ALTERNATE
    return edited.is_voting if was is will_be else was


def _refuse_chairless(before: Member, after: Member, others: Iterable[Member]) -> None:
    chair_leaves = before.role is Role.CHAIR and after.role is not Role.CHAIR
    if chair_leaves and any(others) and not any(m.role is Role.CHAIR for m in others):
        raise Failure(message("A committee has one chair: name another member chair instead."))


def _refuse_term(member: Member) -> None:
    if member.term_from and member.term_to and member.term_to < member.term_from:
        raise Failure(message("A term can't end before it begins. Nothing was changed."))


def _refuse_seat(campaign: CampaignReader, before: Member, after: Member) -> None:
    """Refuse an alternate where none may sit: R. 133-3 lets nobody stand in for an expert."""
    alternates = campaign.find(Member, alternate_of=after.id)
    if alternates and (after.role is Role.ALTERNATE or after.is_qualified):
        raise Failure(
            message(
                "{name} has an alternate, {other}. Change that one first.",
                name=after.name,
                other=alternates[0].name,
            )
        )
    if after.alternate_of is None or after.alternate_of == before.alternate_of:
        return
    seat = the_member(campaign, after.alternate_of)
    if seat.committee_id != after.committee_id or seat.role is Role.ALTERNATE or seat == before:
        raise Failure(message("An alternate sits for a full member of the same body."))
    if seat.is_qualified:
        raise Failure(
            message(
                "{name} was chosen in person: nobody sits for a personnalité qualifiée "
                "(CRPA R. 133-3).",
                name=seat.name,
            )
        )


def _edit_action(before: Member, after: Member) -> Message:
    if before.role is not after.role:
        return {
            Role.CHAIR: message("chair, {name}", name=after.name),
            Role.MEETING_SECRETARY: message("secretary, {name}", name=after.name),
            Role.ALTERNATE: message("alternate, {name}", name=after.name),
            Role.MEMBER: message("member without other role, {name}", name=after.name),
        }[after.role]
    if before.is_voting is not after.is_voting:
        return (
            message("vote given, {name}", name=after.name)
            if after.is_voting
            else message("vote taken away, {name}", name=after.name)
        )
    return message("member edited, {name}", name=after.name)


def _named(name: str) -> str:
    wanted = _on_one_line(name)
    if not wanted:
        raise Failure(message("A member needs a name. Nothing was changed."))
    return wanted


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def _free_code(campaign: CampaignReader, edited: Member) -> str:
    code = _on_one_line(edited.code)
    if not code:
        raise Failure(message("A member needs a code: files use it. Nothing was changed."))
    for other in campaign.find(Member):
        if other.id != edited.id and other.code.casefold() == code.casefold():
            raise Failure(
                message(
                    "The code {code} is already that of {name}. Nothing was changed.",
                    code=code,
                    name=other.name,
                )
            )
    return code


def remove_member(campaign: CampaignFile, member_id: int) -> ChangeSet:
    """Remove a member who left no trace; Failure naming the trace otherwise."""
    member = the_member(campaign, member_id)
    _refuse_traces(campaign, member)
    others = [m for m in _members(campaign, member.committee_id) if m.id != member.id]
    _refuse_chairless(member, replace(member, role=Role.MEMBER), others)
    with campaign.change(message("member removed, {name}", name=member.name)) as work:
        for sheet in work.find(ScoreSheet, member_id=member.id):
            work.remove(sheet)
        work.remove(member)
    return campaign.last_change


_ANSWERS = (Score, Comment, Revision)


def _refuse_traces(campaign: CampaignReader, member: Member) -> None:
    sheets = campaign.find(ScoreSheet, member_id=member.id)
    if any(campaign.find(kind, sheet_id=s.id) for s in sheets for kind in _ANSWERS):
        raise KeptMember(message("{name} gave scores: they stay in the file.", name=member.name))
    kinds = (MeetingEvent, Voice, Dissent)
    attended = any(campaign.find(kind, member_id=member.id) for kind in kinds)
    if attended or campaign.find(MeetingEvent, other_id=member.id):
        raise KeptMember(
            message("{name} is on an attendance list: it stays as it is.", name=member.name)
        )
    if campaign.find(Member, alternate_of=member.id):
        raise KeptMember(
            message("{name} has an alternate: change that one first.", name=member.name)
        )
    if campaign.find(Recusal, member_id=member.id):
        raise KeptMember(message("{name} declared a recusal: its trace stays.", name=member.name))


class KeptMember(Failure):
    """A member left a trace and stays; he may still lose his vote."""


# Recusals ---------------------------------------------------------------------------------------


def declare_recusal(
    campaign: CampaignFile, member_id: int, dossier_id: int, day: date, reason: str = ""
) -> ChangeSet:
    """Record that a member steps back from a dossier, or correct the day or the reason.

    Answers given before stay in the file, can't be read any more and count nowhere. A voice said
    in a vote by roll call is taken back.
    """
    member, dossier = the_member(campaign, member_id), the_dossier(campaign, dossier_id)
    action = message("recusal of {name}, {title}", name=member.name, title=dossier.title)
    with campaign.change(action) as work:
        work.put(Recusal(member_id, dossier_id, day, _on_one_line(reason)))
        drop_voices(work, dossier_id, {member_id})
    return campaign.last_change


def explain_recusal(
    campaign: CampaignFile, member_id: int, dossier_id: int, reason: str
) -> ChangeSet:
    """Give the reason of a recusal that was declared; its day stays."""
    known = campaign.get(Recusal, member_id, dossier_id)
    if known is None:
        raise Failure(message("This recusal is no longer in the file. Nothing was changed."))
    return declare_recusal(campaign, member_id, dossier_id, known.declared_on, reason)


def lift_recusal(campaign: CampaignFile, member_id: int, dossier_id: int) -> ChangeSet:
    """Take a recusal back: the member reads and scores the dossier, his answers count again."""
    member, dossier = the_member(campaign, member_id), the_dossier(campaign, dossier_id)
    recusal = campaign.get(Recusal, member_id, dossier_id)
    action = message("recusal lifted, {name}, {title}", name=member.name, title=dossier.title)
    with campaign.change(action) as work:
        if recusal is not None:
            work.remove(recusal)
    return campaign.last_change
