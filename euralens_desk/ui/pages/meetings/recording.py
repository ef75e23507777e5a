"""What the right of the room hands over, and the roll call, stored on the item shown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject

from euralens_desk.domain.bodies import VoteForm
from euralens_desk.domain.meeting import (
    Act,
    ActKind,
    AgendaItem,
    Outcome,
    Stance,
    TechnicalOpinion,
)
from euralens_desk.domain.messages import Failure
from euralens_desk.i18n import _
from euralens_desk.ui.desk import Refusal
from euralens_desk.ui.page import PageContext
from euralens_desk.ui.pages.meetings.decision import DecisionPane
from euralens_desk.usecases import acts, votes
from euralens_desk.usecases.changes import ChangeSet
from euralens_desk.usecases.ports import CampaignFile
from euralens_desk.usecases.proceedings import Point, Proceedings
from euralens_desk.usecases.room import refuse_closed
from euralens_desk.usecases.votes import VoteCount


class ItemShown(Protocol):
    """What the recorder asks of the room."""

    @property
    def held(self) -> Proceedings | None: ...

    def item(self) -> AgendaItem | None: ...

    def point(self) -> Point | None: ...

    def read(self) -> None: ...


class Recorder(QObject):
    """Stores each thing on the item it was said of. ``hour`` gives the hour to note, or None."""

    def __init__(
        self,
        context: PageContext,
        room: ItemShown,
        decision: DecisionPane,
        hour: Callable[[], datetime | None],
    ) -> None:
        super().__init__()
        self._context = context
        self._room = room
        self._decision = decision
        self._hour = hour
        notes, ballot = decision.notes, decision.ballot
        notes.added.connect(self._add_note)
        notes.edited.connect(self._edit_note)
        notes.written.connect(self._write_summary)
        ballot.voted.connect(self._vote)
        ballot.explained.connect(self._explain)
        ballot.settled.connect(self._settle_tie)
        ballot.form_chosen.connect(self._choose_form)
        decision.dissents.recorded.connect(self._record_dissent)
        decision.dissents.removed.connect(self._remove_dissent)
        decision.drafted.connect(self._draft)
        decision.proposed.connect(self._propose)
        decision.technical.given.connect(self._give_opinion)

    def _on_item(
        self,
        change: Callable[[CampaignFile, int], ChangeSet],
        then: Callable[[ChangeSet], None] | None = None,
        failed: Refusal | None = None,
    ) -> None:
        """Change something of the item shown."""
        item = self._room.item()
        if item is None:
            return

        self._context.desk.do(
            lambda file: change(file, item.id), then, initiator=self, failed=failed
        )

    def _said(self, text: str, _changes: ChangeSet) -> None:
        self._context.offer_undo(text)

    # Notes

    def _add_note(self, text: str) -> None:
        at = self._hour()
        self._on_item(lambda file, item: votes.add_note(file, item, text, at))

    def _edit_note(self, note: int, text: str) -> None:
        told = None if text else partial(self._said, _("The note is removed."))
        self._on_item(lambda file, _item: votes.edit_note(file, note, text), told)

    def _write_summary(self, text: str) -> None:
        self._on_item(lambda file, item: votes.write_discussion(file, item, text))

    # Votes

    def _vote(self, count: VoteCount | None) -> None:
        # Too many voices: the ballot says so beside its counters.
        point = self._room.point()
        was_called = point is not None and point.item.form is VoteForm.NOMINAL
        told = partial(self._said, _("The voices of the roll call are no longer kept by member."))
        self._on_item(
            lambda file, item: votes.record_vote(file, item, count),
            told if was_called else None,
            failed=lambda _told: None,
        )

    def _settle_tie(self, outcome: Outcome) -> None:
        self._on_item(lambda file, item: votes.record_casting_vote(file, item, outcome))

    def _choose_form(self, form: VoteForm) -> None:
        self._on_item(lambda file, item: votes.choose_form(file, item, form))

    def _record_dissent(self, member: int, text: str) -> None:
        self._on_item(lambda file, item: votes.record_dissent(file, item, member, text))

    def _remove_dissent(self, member: int) -> None:
        told = partial(self._said, _("The disagreement is taken back."))
        self._on_item(lambda file, item: votes.remove_dissent(file, item, member), told)

    def _explain(self, text: str) -> None:
        self._on_item(lambda file, item: votes.explain_miscount(file, item, text))

    # Proposition and opinion

    def _draft(self, reasons: str, reservations: str) -> None:
        self._on_item(lambda file, item: votes.draft_proposition(file, item, reasons, reservations))

    def _propose(self, outcome: Outcome, reasons: str, reservations: str) -> None:
        held, point = self._room.held, self._room.point()
        if held is None or point is None:
            return
        known = point.acts.get(ActKind.PROPOSAL)
        day = known.dated if known else held.meeting.held_on
        act = Act(
            point.dossier.id,
            ActKind.PROPOSAL,
            outcome,
            day,
            reasons,
            reservations,
            item_id=point.item.id,
        )
        if known != act:
            self._on_item(lambda file, _item: acts.record_act(file, act), failed=self._refused)

    def _refused(self, failure: Failure) -> None:
        self._decision.refuse(failure)
        self._room.read()

    def _give_opinion(self, stance: Stance, day: object, text: str) -> None:
        held, point = self._room.held, self._room.point()
        if held is None or point is None:
            return
        opinion = TechnicalOpinion(held.committee.id, point.dossier.id, stance, day, text)  # type: ignore[arg-type]  # a signal carries objects

        def give(file: CampaignFile, _item: int) -> ChangeSet:
            refuse_closed(file, held.meeting.id)
            return acts.record_technical_opinion(file, opinion)

        self._on_item(give)
