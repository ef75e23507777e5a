"""The right of the room: earlier opinions, debate, vote, proposition, reasons, one main button."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from euralens_desk.domain.meeting import ActKind, AgendaItem, Outcome
from euralens_desk.domain.messages import Failure
from euralens_desk.domain.people import CommitteeKind
from euralens_desk.i18n import _, tell
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.pages.meetings.ballot import BallotBoxes
from euralens_desk.ui.pages.meetings.dissents import Dissents
from euralens_desk.ui.pages.meetings.earlier import EarlierOpinions
from euralens_desk.ui.pages.meetings.notes import NotesPane
from euralens_desk.ui.pages.meetings.technical import TechnicalEditor
from euralens_desk.ui.pages.meetings.words import outcomes
from euralens_desk.ui.state.meetings import Wanting, wanting
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import (
    Button,
    ButtonKind,
    Note,
    NoteKind,
    SectionHeading,
    SegmentedChoice,
    Text,
    hairline,
)
from euralens_desk.ui.widgets.late import LateLine, LateText
from euralens_desk.usecases.proceedings import Point, Proceedings


class DecisionPane(QFrame):
    """What is written of a point. Emits each thing as soon as it is whole; the room stores it.

    ``proposed(Outcome, reasons, reservations)`` comes when both outcome and reasons are there;
    until then the reasons go out by ``drafted`` and the outcome stays here.
    """

    drafted = Signal(str, str)
    proposed = Signal(object, str, str)
    next_wanted = Signal()
    act_wanted = Signal(int)
    """(dossier id): the act of the body that approves, or decides, is to be recorded."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self._point: Point | None = None
        self._spot = (0, 0)
        self._chosen: dict[tuple[int, int], Outcome] = {}
        self.setProperty("panel", "plain")
        self.earlier = EarlierOpinions(look)
        self.notes = NotesPane(look)
        self.ballot = BallotBoxes(look)
        self.technical = TechnicalEditor(look)
        self.dissents = Dissents(look)
        self.proposition = _Proposition(look)
        self.proposition.outcome.chosen.connect(self._choose)
        self.proposition.reasons.settled.connect(self._written)
        self.proposition.reservations.settled.connect(self._written)
        self.act = Button(look, "", icon="gavel")
        self.act.clicked.connect(self._want_act)
        self.next = Button(look, "", ButtonKind.PRIMARY, icon="gavel")
        self.next.clicked.connect(self.next_wanted)
        self._lay_out()

    def _lay_out(self) -> None:
        look = self._look
        body = QFrame()
        body.setProperty("panel", "plain")
        column = QVBoxLayout(body)
        column.setContentsMargins(look.px(16), look.px(10), look.px(16), look.px(8))
        column.setSpacing(look.px(8))
        column.addWidget(self.earlier)
        column.addWidget(hairline())
        column.addWidget(self.notes)
        self._vote_line = hairline()
        for widget in (
            self._vote_line,
            self.ballot,
            self.proposition,
            self.dissents,
            self.technical,
            self.act,
        ):
            column.addWidget(widget)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(body)
        self._body, self._bar = body, area.verticalScrollBar()
        foot = QVBoxLayout()
        foot.setContentsMargins(look.px(16), look.px(6), look.px(16), look.px(12))
        foot.addWidget(self.next)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(area, 1)
        outer.addWidget(hairline())
        outer.addLayout(foot)

    # Showing

    def show_item(
        self, held: Proceedings, item: AgendaItem, point: Point | None, *, may_change: bool
    ) -> None:
        """Show what is written of an item; what is being typed on it is left alone."""
        spot = (held.meeting.id, item.id)
        fresh, self._point, self._spot = spot != self._spot, point, spot
        self.notes.show_item(held.notes.get(item.id, ()), item.discussion, fresh=fresh)
        if point is not None:
            self._show_point(held, point, fresh=fresh)
        self._show_kind(held.committee.kind if point is not None else None)
        self._lock(not may_change)

    def _show_point(self, held: Proceedings, point: Point, *, fresh: bool) -> None:
        """Show what is known of a dossier: earlier opinions, votes, proposition."""
        spot = self._spot
        act = point.acts.get(ActKind.PROPOSAL)
        if act is not None:
            self._chosen.pop(spot, None)
        outcome = act.outcome if act else self._chosen.get(spot)
        self.earlier.show_point(held, point)
        self.proposition.outcome.select(outcome)
        reasons = act.reasons if act else point.item.drafted_reasons
        _show(self.proposition.reasons, reasons, fresh=fresh)
        reservations = act.reservations if act else point.item.drafted_reservations
        _show(self.proposition.reservations, reservations, fresh=fresh)
        if fresh:
            self.proposition.remark.hide()
        self.proposition.show_hindrance(tell(point.hindrance) if point.hindrance else "")
        self.ballot.show_point(held, point, outcome, fresh=fresh)
        self.dissents.show_point(held, point, fresh=fresh)
        self.technical.show_dossier(point.dossier, point.technical, held.meeting.held_on)

    def _show_kind(self, kind: CommitteeKind | None) -> None:
        """Show what this body does: only the experts vote a proposition; None for no dossier."""
        self.earlier.setVisible(kind is not None)
        votes = kind is CommitteeKind.EXPERT
        self.ballot.setVisible(votes)
        self.proposition.setVisible(votes)
        self.dissents.setVisible(votes)
        self.technical.setVisible(kind is CommitteeKind.TECHNICAL)
        self._vote_line.setVisible(kind is not None and kind is not CommitteeKind.STUDENT)
        verb = (
            {
                CommitteeKind.FORUM: _("Record the approval and its vote…"),
                CommitteeKind.METROPOLITAN: _("Record the decision and its vote…"),
            }.get(kind)
            if kind
            else None
        )
        self.act.setVisible(verb is not None)
        self.act.setText(verb or "")
        self.act.setAccessibleName(verb or "")
        text = _("Save and go to the next point") if votes else _("Go to the next point")
        self.next.setText(text)
        self.next.setToolTip(_("Ctrl+Enter"))

    def _lock(self, locked: bool) -> None:
        proposition = self.proposition
        is_closed = locked or self._is_hindered
        self.ballot.set_locked(locked)
        self.dissents.set_locked(locked)
        self.technical.set_locked(locked)
        self.notes.set_locked(locked)
        for text in (proposition.reasons, proposition.reservations):
            text.setReadOnly(is_closed)
        proposition.outcome.setEnabled(not is_closed)
        self.next.setEnabled(not locked)

    @property
    def _is_hindered(self) -> bool:
        """Whether no proposition may be recorded at the point: a note beside it says why."""
        return self._point is not None and self._point.hindrance is not None

    def minimumSizeHint(self) -> QSize:
        """Nothing of what is written is ever cut at the right."""
        width = self._body.minimumSizeHint().width() + self._bar.sizeHint().width()
        return QSize(width, super().minimumSizeHint().height())

    # What the secretary does

    def settle(self) -> None:
        """Hand over everything that is being typed."""
        self.notes.settle()
        for text in (self.proposition.reasons, self.proposition.reservations):
            text.settle()
        self.ballot.reason.settle()
        self.dissents.settle()
        self.technical.settle()

    def _want_act(self) -> None:
        if self._point is not None:
            self.act_wanted.emit(self._point.dossier.id)

    def _choose(self, outcome: Outcome) -> None:
        self._chosen[self._spot] = outcome
        self.ballot.show_outcome(outcome)
        self._propose()

    def _written(self, _text: str) -> None:
        """Propose what is whole, and keep the draft of what is not."""
        has_act = self._point is not None and ActKind.PROPOSAL in self._point.acts
        if not self._propose() and not has_act:
            part = self.proposition
            self.drafted.emit(part.reasons.text(), part.reservations.text())

    def _propose(self) -> bool:
        """Hand the proposition over if it is whole; say what is missing otherwise."""
        part = self.proposition
        outcome, reasons = part.outcome.selected(), part.reasons.text()
        if outcome is None:
            return False
        if not reasons:
            part.say(_("Give the reasons: they are repeated in the minutes."))
            return False
        part.remark.hide()
        self.proposed.emit(outcome, reasons, part.reservations.text().strip())
        return True

    def refuse(self, failure: Failure) -> None:
        """Say why the proposition was not recorded."""
        self.proposition.say(tell(failure.told))

    def may_go_on(self) -> bool:
        """Whether the point may be left; if not, say what is missing and lead to it."""
        if self.proposition.isHidden() or self._point is None:
            return True
        part, total = self.proposition, self.ballot.count().total
        selected = part.outcome.selected()
        outcome = selected if isinstance(selected, Outcome) else None
        explained, reasons = self.ballot.reason.text().strip(), part.reasons.text()
        found = wanting(
            total,
            self._point.voices,
            explained,
            outcome,
            reasons,
            asks_chair=self.ballot.waits_for_chair,
        )
        may_wait = {None, *((Wanting.OUTCOME, Wanting.REASONS) if self._is_hindered else ())}
        if found is Wanting.COUNT or self.ballot.is_unkept:
            self.ballot.ask_reason()
        elif found is Wanting.CASTING:
            self.ballot.ask_chair()
        elif found in may_wait:
            return True
        elif found is Wanting.OUTCOME:
            part.say(_("Choose the proposition of the committee: it is voted, never computed."))
            part.outcome.segment(Outcome.LABEL).setFocus()
        elif found is Wanting.REASONS:
            part.say(_("Give the reasons: they are repeated in the minutes."))
            part.reasons.setFocus()
        return found in may_wait and not self.ballot.is_unkept


class _Proposition(QWidget):
    """The proposition of the committee, with no default, its reasons and its reservations."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        title = _("Proposition of the committee")
        self.outcome = SegmentedChoice(look, title, outcomes(), token="pri")
        self.outcome.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.reasons = LateText(look, _("Reasons"), lines=3)
        self.reservations = LateLine(_("Reservations"), hint=_("Reservations, if any"))
        self.remark = Note(look, NoteKind.WARNING, " ", icon="")
        self.remark.hide()
        self.hindrance = Note(look, NoteKind.INFORMATION, " ", icon="")
        self.hindrance.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, look.px(4), 0, 0)
        column.setSpacing(look.px(6))
        column.addWidget(SectionHeading(title))
        column.addWidget(self.hindrance)
        column.addWidget(self.outcome)
        head = QHBoxLayout()
        head.setSpacing(look.px(6))
        head.addWidget(Text(_("Reasons"), Role.CAPTION_STRONG))
        head.addWidget(Text(_("required, repeated in the minutes"), Role.CAPTION, "ink3"))
        head.addStretch(1)
        column.addLayout(head)
        for widget in (self.reasons, self.reservations, self.remark):
            column.addWidget(widget)

    def show_hindrance(self, text: str) -> None:
        """Say why no proposition may be recorded here, before anything is typed; "" for nothing."""
        self.hindrance.set_words(text or " ")
        self.hindrance.setVisible(bool(text))

    def say(self, text: str) -> None:
        """Say what is missing."""
        self.remark.set_words(text)
        self.remark.show()


def _show(field: LateText | LateLine, text: str, *, fresh: bool) -> None:
    if fresh:
        field.replace_text(text)
    else:
        field.show_text(text)
