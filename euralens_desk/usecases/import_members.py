"""Add the members a file names: shown first, then written in one change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from euralens_desk.domain.member_rows import MemberRow
from euralens_desk.domain.messages import Failure, Message, message, plural_message
from euralens_desk.domain.people import Committee, CommitteeKind, Member
from euralens_desk.usecases.changes import ChangeSet
from euralens_desk.usecases.import_scores import plain
from euralens_desk.usecases.lookup import the_committee
from euralens_desk.usecases.people import next_code, put_member
from euralens_desk.usecases.ports import CampaignFile, CampaignReader


@dataclass(frozen=True, slots=True)
class NewMember:
    """Somebody to add; ``code`` is empty when the program gives the next one."""

    committee: Committee
    code: str
    name: str
    expertise: str


@dataclass(frozen=True, slots=True)
class MembersPlan:
    """What a file of members would do. Members already there are left as they are."""

    file: str
    new: tuple[NewMember, ...] = ()
    known: int = 0
    warnings: tuple[Message, ...] = ()


def plan_members(
    campaign: CampaignReader, file: str, rows: Sequence[MemberRow], committee_id: int
) -> MembersPlan:
    """Understand the people of a file; those of no college go to the committee ``committee_id``.

    Lycéens are left out: none of their names enters the program. Failure for a college that is not
    in the campaign, or a code another committee uses.
    """
    reading = _Reading(campaign, file, the_committee(campaign, committee_id))
    for row in rows:
        reading.take(row)
    return MembersPlan(file, tuple(reading.new), len(reading.known), tuple(reading.warnings()))


class _Reading:
    """The people of a file, sorted into those to add and those already there."""

    def __init__(self, campaign: CampaignReader, file: str, here: Committee) -> None:
        self._file = file
        self._here = here
        self._committees = {plain(c.code): c for c in campaign.find(Committee)}
        members = campaign.find(Member)
        self._by_code = {member.code.casefold(): member for member in members}
        self._by_name = {(m.committee_id, plain(m.name)): m for m in members}
        self._taken: dict[str, NewMember] = {}
        self._differing: dict[str, tuple[str, str]] = {}
        self._students = 0
        self.new: list[NewMember] = []
        self.known: set[int] = set()

    def take(self, row: MemberRow) -> None:
        """Take one row in."""
        committee = self._committees.get(plain(row.college)) if row.college else self._here
        if committee is None:
            told = message("unknown college « {value} »", value=row.college)
            raise self._refusal(row, told)
        name = " ".join((row.name or row.code).split())
        if committee.kind is CommitteeKind.STUDENT:
            self._students += 1
        elif name and not self._is_known(row, committee, name):
            key = row.code.casefold() or f"{committee.id} {plain(name)}"
            first = self._taken.get(key)
            if first is None:
                self._taken[key] = NewMember(committee, row.code, name, row.expertise)
                self.new.append(self._taken[key])
            elif first.committee is not committee:
                raise self._refusal(row, _taken(row.code, first.name))

    def _is_known(self, row: MemberRow, committee: Committee, name: str) -> bool:
        found = (
            self._by_code.get(row.code.casefold())
            if row.code
            else self._by_name.get((committee.id, plain(name)))
        )
        if found is None:
            return False
        if found.committee_id != committee.id:
            raise self._refusal(row, _taken(row.code, found.name))
        self.known.add(found.id)
        if row.name and found.name != name:
            self._differing[found.code] = (found.name, name)
        return True

    def _refusal(self, row: MemberRow, told: Message) -> Failure:
        return Failure(
            message(
                "{file}, row {row}: {problem}. Nothing was imported.",
                file=self._file,
                row=str(row.row),
                problem=told,
            )
        )

    def warnings(self) -> Iterable[Message]:
        """Yield what the person should know: names that differ, what is left out on purpose."""
        for code, (known, other) in sorted(self._differing.items()):
            yield message(
                "{code} is {known} in the file of the campaign and {other} here; {known} stays.",
                code=code,
                known=known,
                other=other,
            )
        if self._students:
            yield message("The rows of the lycéens are left out: none of their names is kept.")


def _taken(code: str, name: str) -> Message:
    return message("the code {code} is that of {name}, of another committee", code=code, name=name)


def apply_members(
    campaign: CampaignFile, plan: MembersPlan, today: date | None = None
) -> ChangeSet:
    """Add the members of a plan in one change, as ``add_member`` does."""
    action = plural_message("{count} member added", "{count} members added", len(plan.new))
    with campaign.change(action) as work:
        for new in sorted(plan.new, key=lambda new: not new.code):
            code = new.code or next_code(work, new.committee.kind)
            put_member(work, new.committee, code, new.name, new.expertise, today)
    return campaign.last_change
