"""What an earlier campaign asked of a project and decided, beside what it says now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from euralens_desk.domain.dossier import FIELD_KINDS, Dossier


class PastOutcome(Enum):
    """What became of a candidature in its campaign."""

    LABEL = "label"
    NOMINATED = "nominated"
    DEFERRED = "deferred"
    NOT_SHORTLISTED = "not_shortlisted"
    INADMISSIBLE = "inadmissible"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Precedent:
    """The candidature of the same project in an earlier campaign, as it was left then.

    ``campaign_uuid`` and ``dossier_uuid`` keep the link; ``fields`` are its fields that were not
    empty, as a person reads them (lists by line), by name.
    """

    dossier_id: int
    campaign_uuid: str
    campaign_title: str
    year: int
    dossier_uuid: str
    number: str
    outcome: PastOutcome
    dated: date | None = None
    reference: str = ""
    reasons: str = ""
    reservations: str = ""
    needs: str = ""
    alternatives: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that says something else than in the earlier campaign."""

    name: str
    before: str
    now: str


LEFT_OUT = frozenset(("number", "external_id", "received_on"))
"""Fields that belong to one campaign: another value of theirs tells nothing of the project."""


def written(dossier: Dossier) -> dict[str, str]:
    """Return the fields of a dossier that are not empty, as text: dates ISO, lists by line."""
    found = {}
    for name in FIELD_KINDS:
        value = getattr(dossier, name)
        text = "\n".join(value) if isinstance(value, tuple) else str(value or "")
        if text:
            found[name] = text
    return found


def field_changes(precedent: Precedent, dossier: Dossier) -> tuple[FieldChange, ...]:
    """Return what changed since, in the order of the fields."""
    now = written(dossier)
    return tuple(
        FieldChange(name, precedent.fields.get(name, ""), now.get(name, ""))
        for name in FIELD_KINDS
        if name not in LEFT_OUT and precedent.fields.get(name, "") != now.get(name, "")
    )
