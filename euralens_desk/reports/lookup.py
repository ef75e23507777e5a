"""Find one thing in the snapshot of a meeting."""

from __future__ import annotations

from euralens_desk.domain.meeting import Act, ActKind
from euralens_desk.domain.minutes import MinutesSnapshot
from euralens_desk.domain.people import CommitteeKind, Member
from euralens_desk.domain.room import stepped_back


def act_of(snapshot: MinutesSnapshot, dossier_id: int, kind: ActKind) -> Act | None:
    """Return one act on a dossier, if it is recorded."""
    found = (act for act in snapshot.acts if act.dossier_id == dossier_id and act.kind is kind)
    return next(found, None)


def recused_members(snapshot: MinutesSnapshot, dossier_id: int) -> list[Member]:
    """Return the members of the body who stepped back from a dossier."""
    return list(stepped_back(snapshot.body, snapshot.recusals, dossier_id))


def acts_of_body(snapshot: MinutesSnapshot) -> tuple[ActKind, ...]:
    """Return the acts that the minutes of a body that approves or decides tell, its own last."""
    return {
        CommitteeKind.FORUM: (ActKind.PROPOSAL, ActKind.APPROVAL),
        CommitteeKind.METROPOLITAN: (ActKind.PROPOSAL, ActKind.APPROVAL, ActKind.DECISION),
    }.get(snapshot.committee.committee.kind, ())


def proposes(snapshot: MinutesSnapshot) -> bool:
    """Whether the body votes propositions: the experts do, the other two give an opinion."""
    return snapshot.committee.committee.kind is CommitteeKind.EXPERT
