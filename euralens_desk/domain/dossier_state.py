"""Where a dossier stands, and what its source leaves to look at (DOMAIN 5.2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from euralens_desk.domain.dossier import FIELD_KINDS, Attachment, Dossier
from euralens_desk.domain.field_reading import read_field
from euralens_desk.domain.import_plan import Level
from euralens_desk.domain.meeting import Act, ActKind, Outcome, Stance
from euralens_desk.domain.messages import Message
from euralens_desk.domain.preselection import Stage
from euralens_desk.domain.source import SourceCell
from euralens_desk.domain.text_cleaning import key

OBSERVATIONS = ("observation", "remarque", "commentaire", "a faire", "a verifier")


class DossierState(Enum):
    """What is worth knowing of a dossier at a glance, the most pressing first.

    Only the decision is told: a proposition or an approval is not yet one.
    """

    WITHDRAWN = "withdrawn"
    INADMISSIBLE = "inadmissible"
    NOT_SHORTLISTED = "not_shortlisted"
    LABELLED = "labelled"
    NOMINATED = "nominated"
    DEFERRED = "deferred"
    TO_CHECK = "to_check"
    UNFAVOURABLE = "unfavourable"
    RESERVED = "reserved"
    TO_COMPLETE = "to_complete"
    COMPLETE = "complete"


_OUTCOMES = {
    Outcome.LABEL: DossierState.LABELLED,
    Outcome.NOMINATED: DossierState.NOMINATED,
    Outcome.DEFERRED: DossierState.DEFERRED,
}
_STANCES = {
    Stance.RESERVED: DossierState.RESERVED,
    Stance.UNFAVOURABLE: DossierState.UNFAVOURABLE,
}


@dataclass(frozen=True, slots=True)
class SourceRemark:
    """Something the source says that a person should look at.

    ``key`` names it in ``Dossier.settled``: the heading of the column, or the field it is about.
    ``told`` is what reading found; without it, ``text`` is what the source's own column says.
    """

    key: str
    text: str
    field: str = ""
    cell: str = ""
    told: Message | None = None


def remarks(dossier: Dossier) -> tuple[SourceRemark, ...]:
    """Return what is still to look at: neither settled by a person nor changed since."""
    found = (*_observations(dossier), *_doubtful_fields(dossier))
    return tuple(r for r in found if dossier.settled.get(r.key) != r.text)


def _observations(dossier: Dossier) -> Iterator[SourceRemark]:
    for heading, text in dossier.other.items():
        if text and key(heading).startswith(OBSERVATIONS):
            yield SourceRemark(heading, text)


def _doubtful_fields(dossier: Dossier) -> Iterator[SourceRemark]:
    """Yield the imported fields that were read with a warning and are still what was read."""
    for name, origin in dossier.origins.items():
        if name not in FIELD_KINDS:
            continue
        reading = read_field(name, SourceCell(0, 0, origin.text, None))
        if reading.value != getattr(dossier, name):
            continue
        for level, told in reading.said:
            if level is not Level.INFORMATION:
                yield SourceRemark(name, origin.text, name, origin.cell, told)


def states(
    dossier: Dossier,
    pieces: Sequence[Attachment],
    stance: Stance | None,
    acts: Mapping[ActKind, Act],
    *,
    stage: Stage | None = None,
    lacks: bool = False,
) -> tuple[DossierState, ...]:
    """Return every state that holds, the most pressing first; complete when no other one does.

    ``lacks`` says that something the campaign requires is missing (``preselection.lacking``).
    """
    decision = acts.get(ActKind.DECISION)
    holding = {
        DossierState.WITHDRAWN: dossier.withdrawn_on is not None,
        DossierState.INADMISSIBLE: stage is Stage.INADMISSIBLE,
        DossierState.NOT_SHORTLISTED: stage is Stage.NOT_SHORTLISTED,
        DossierState.TO_CHECK: bool(remarks(dossier)),
        DossierState.TO_COMPLETE: lacks or not all(piece.is_present for piece in pieces),
    }
    if decision is not None:
        holding[_OUTCOMES[decision.outcome]] = True
    if stance in _STANCES:
        holding[_STANCES[stance]] = True
    found = tuple(state for state in DossierState if holding.get(state))
    return found or (DossierState.COMPLETE,)
