"""Whether a candidature is admissible, and what the preselection made of it (DOMAIN 5.2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from euralens_desk.domain.dossier import Attachment, Dossier
from euralens_desk.domain.text_cleaning import key


@dataclass(frozen=True, slots=True)
class Requirements:
    """What a candidature must hold to be complete; data of the campaign.

    ``fields`` are names of ``FIELD_KINDS``; ``pieces`` are kinds, compared without case or accents
    with the kind and the name of what was received. ``days`` is the time given to complete.
    """

    fields: tuple[str, ...] = ("title", "project_leaders", "location", "summary", "contact_email")
    pieces: tuple[str, ...] = ("Dossier de candidature",)
    days: int = 15


class Stage(Enum):
    """What a person decided of a candidature; before that, it stands where it is computed to."""

    ADMISSIBLE = "admissible"
    CANDIDATE = "candidate"
    NOT_SHORTLISTED = "not_shortlisted"
    INADMISSIBLE = "inadmissible"


SET_ASIDE = frozenset((Stage.NOT_SHORTLISTED, Stage.INADMISSIBLE))


@dataclass(frozen=True, slots=True)
class Preselection:
    """What was asked and decided about one dossier before the committees.

    ``needs`` and ``alternatives`` answer whoever is not shortlisted; until then they are a draft.
    ``requested_on`` is the day a person said the request for completion was sent, ``due_on`` its
    deadline; ``reason`` is that of an inadmissible candidature.
    """

    dossier_id: int
    stage: Stage | None = None
    decided_on: date | None = None
    reason: str = ""
    needs: str = ""
    alternatives: str = ""
    requested_on: date | None = None
    due_on: date | None = None

    @property
    def is_blank(self) -> bool:
        """Whether it says nothing."""
        return self == Preselection(self.dossier_id)


@dataclass(frozen=True, slots=True)
class Lacking:
    """What a candidature still lacks: names of fields, names or kinds of pieces."""

    fields: tuple[str, ...] = ()
    pieces: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """How many things are lacking."""
        return len(self.fields) + len(self.pieces)


def lacking(dossier: Dossier, pieces: Sequence[Attachment], requirements: Requirements) -> Lacking:
    """Return the required fields that are empty, the pieces required or announced, not received."""
    fields = tuple(name for name in requirements.fields if not getattr(dossier, name))
    awaited = tuple(piece.name for piece in pieces if not piece.is_present)
    required = tuple(
        kind for kind in requirements.pieces if not any(_is_of(piece, kind) for piece in pieces)
    )
    return Lacking(fields, (*required, *awaited))


def _is_of(piece: Attachment, kind: str) -> bool:
    return key(kind) in key(piece.kind) or key(kind) in key(piece.name)


def is_late(dossier: Dossier, call_closes_on: date | None) -> bool:
    """Whether a candidature came after the call was closed."""
    if call_closes_on is None or dossier.received_on is None:
        return False
    return dossier.received_on > call_closes_on


class BoardColumn(Enum):
    """The columns of the board, in order; what is inadmissible stands in the first, told so."""

    TO_COMPLETE = "to_complete"
    ADMISSIBLE = "admissible"
    CANDIDATE = "candidate"
    NOT_SHORTLISTED = "not_shortlisted"


_COLUMNS = {
    Stage.ADMISSIBLE: BoardColumn.ADMISSIBLE,
    Stage.CANDIDATE: BoardColumn.CANDIDATE,
    Stage.NOT_SHORTLISTED: BoardColumn.NOT_SHORTLISTED,
    Stage.INADMISSIBLE: BoardColumn.TO_COMPLETE,
}


@dataclass(frozen=True, slots=True)
class Candidature:
    """One dossier before the committees; ``is_used`` once committees work on it."""

    dossier: Dossier
    pieces: tuple[Attachment, ...]
    preselection: Preselection
    lacking: Lacking
    is_late: bool
    is_used: bool = False

    @property
    def stage(self) -> Stage | None:
        """What was decided; a dossier that committees already work on is a candidate."""
        decided = self.preselection.stage
        return Stage.CANDIDATE if decided is None and self.is_used else decided

    @property
    def column(self) -> BoardColumn:
        """Where it stands on the board."""
        if self.stage is not None:
            return _COLUMNS[self.stage]
        is_pending = bool(self.lacking.count) or self.is_late
        return BoardColumn.TO_COMPLETE if is_pending else BoardColumn.ADMISSIBLE

    @property
    def is_undecided(self) -> bool:
        """Whether someone has still to choose it or to leave it out."""
        return self.stage in (None, Stage.ADMISSIBLE)

    def is_to_chase(self, today: date) -> bool:
        """Whether the deadline of the request passed and something is still lacking."""
        due = self.preselection.due_on
        return (
            due is not None
            and due < today
            and bool(self.lacking.count)
            and self.stage not in SET_ASIDE
        )


def running(dossiers: Iterable[Dossier], stages: Mapping[int, Stage | None]) -> tuple[Dossier, ...]:
    """Return the dossiers that the committees look at.

    Once one candidate is named, the candidates only; before that, all that is not set aside: a
    campaign may do without a preselection.
    """
    has_candidates = Stage.CANDIDATE in stages.values()
    return tuple(dossier for dossier in dossiers if _runs(stages.get(dossier.id), has_candidates))


def _runs(stage: Stage | None, has_candidates: bool) -> bool:
    return stage is Stage.CANDIDATE if has_candidates else stage not in SET_ASIDE
