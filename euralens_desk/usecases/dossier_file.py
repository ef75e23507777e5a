"""Load what is known of dossiers: the list, one whole dossier, and its history."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from euralens_desk.domain.dossier import Attachment, Dossier
from euralens_desk.domain.dossier_state import DossierState, SourceRemark, remarks, states
from euralens_desk.domain.meeting import Act, ActKind, TechnicalOpinion
from euralens_desk.domain.messages import Message
from euralens_desk.domain.precedent import Precedent
from euralens_desk.domain.preselection import Requirements, Stage, lacking
from euralens_desk.usecases.changes import JournalEntry
from euralens_desk.usecases.lookup import stages, the_campaign
from euralens_desk.usecases.ports import CampaignFile, CampaignReader


@dataclass(frozen=True, slots=True)
class DossierFile:
    """One dossier and all that stands beside it, opinions and scores excepted."""

    dossier: Dossier
    pieces: tuple[Attachment, ...]
    technical: TechnicalOpinion | None
    acts: Mapping[ActKind, Act]
    remarks: tuple[SourceRemark, ...]
    states: tuple[DossierState, ...]
    precedents: tuple[Precedent, ...] = ()

    @property
    def state(self) -> DossierState:
        """The most pressing state."""
        return self.states[0]

    @property
    def is_aside(self) -> bool:
        """Whether it is no longer looked at: withdrawn, inadmissible or not shortlisted."""
        return not ASIDE.isdisjoint(self.states)

    @property
    def pieces_present(self) -> int:
        """How many pieces were received."""
        return sum(piece.is_present for piece in self.pieces)


ASIDE = frozenset((DossierState.WITHDRAWN, DossierState.INADMISSIBLE, DossierState.NOT_SHORTLISTED))


def dossier_files(campaign: CampaignReader) -> tuple[DossierFile, ...]:
    """Return every dossier by number, those set aside included."""
    pieces: dict[int, list[Attachment]] = defaultdict(list)
    for piece in campaign.find(Attachment):
        pieces[piece.dossier_id].append(piece)
    acts: dict[int, dict[ActKind, Act]] = defaultdict(dict)
    for act in campaign.find(Act):
        acts[act.dossier_id][act.kind] = act
    precedents: dict[int, list[Precedent]] = defaultdict(list)
    for precedent in sorted(campaign.find(Precedent), key=lambda found: -found.year):
        precedents[precedent.dossier_id].append(precedent)
    technical = {opinion.dossier_id: opinion for opinion in campaign.find(TechnicalOpinion)}
    facts = _Facts(the_campaign(campaign).requirements, stages(campaign))
    return tuple(
        facts.file(
            dossier,
            tuple(pieces[dossier.id]),
            technical.get(dossier.id),
            acts[dossier.id],
            tuple(precedents[dossier.id]),
        )
        for dossier in sorted(campaign.find(Dossier), key=lambda d: (d.number, d.id))
    )


@dataclass(frozen=True, slots=True)
class _Facts:
    """What the campaign requires, and what its preselection decided."""

    requirements: Requirements
    stages: Mapping[int, Stage | None]

    def file(
        self,
        dossier: Dossier,
        pieces: tuple[Attachment, ...],
        technical: TechnicalOpinion | None,
        acts: Mapping[ActKind, Act],
        precedents: tuple[Precedent, ...],
    ) -> DossierFile:
        """Return one dossier with what stands beside it."""
        found = states(
            dossier,
            pieces,
            technical.stance if technical else None,
            acts,
            stage=self.stages.get(dossier.id),
            lacks=bool(lacking(dossier, pieces, self.requirements).count),
        )
        said = remarks(dossier)
        return DossierFile(dossier, pieces, technical, acts, said, found, precedents)


def dossier_history(campaign: CampaignFile, dossier: Dossier) -> tuple[JournalEntry, ...]:
    """Return the lines of the journal that name a dossier, newest first.

    Lines name it by the title it had then: its earlier titles are followed. What a member answered
    is left out.
    """
    return tuple(_about(campaign.journal(), dossier.title))


def _about(entries: tuple[JournalEntry, ...], title: str) -> Iterator[JournalEntry]:
    known = {title}
    for entry in entries:
        values = entry.action.values if entry.action else {}
        if entry.action is None or values.get("title") not in known or _is_of_a_sheet(entry.action):
            continue
        before = values.get("before")
        if isinstance(before, str):
            known.add(before)
        yield entry


def _is_of_a_sheet(action: Message) -> bool:
    """Whether a line tells what one member answered: it stands in the journal only."""
    return "criterion" in action.values or action.text.startswith("comment")
