"""The members of a committee as a page shows them: lines ready to be read and filtered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MemberLine:
    """One member, in words. ``folded`` is what a search compares."""

    member_id: int
    code: str
    name: str
    role: str
    expertise: str
    vote: str
    recusals: str
    is_chair: bool
    folded: str

    def cells(self) -> tuple[str, ...]:
        """Return the columns in their order."""
        return (self.code, self.name, self.role, self.expertise, self.vote, self.recusals)


def answering(lines: Sequence[MemberLine], words: str) -> tuple[MemberLine, ...]:
    """Return the lines that hold every word (folded by the caller)."""
    wanted = words.split()
    return tuple(line for line in lines if all(word in line.folded for word in wanted))


def row_to_show(lines: Sequence[MemberLine], wanted: int | None, last_row: int) -> int:
    """Return the row of a member; when it is gone, the one that took its place; -1 for none."""
    for row, line in enumerate(lines):
        if line.member_id == wanted:
            return row
    return min(max(last_row, 0), len(lines) - 1)
