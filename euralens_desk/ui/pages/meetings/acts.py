"""The three acts of every dossier: a table, and beside it the acts of the dossier chosen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from euralens_desk.domain.campaign import Campaign
from euralens_desk.domain.meeting import Act, ActKind, ActVote, Outcome
from euralens_desk.domain.messages import Failure
from euralens_desk.i18n import _, format_date, tell
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.models.rows import Row
from euralens_desk.ui.page import PageContext
from euralens_desk.ui.pages.meetings.act_vote import ActVoteFields
from euralens_desk.ui.pages.meetings.dialogs import FollowDialog
from euralens_desk.ui.pages.meetings.table import RowsTable
from euralens_desk.ui.pages.meetings.words import act_title, outcomes
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import (
    Button,
    ButtonKind,
    Card,
    DayEdit,
    Note,
    NoteKind,
    SegmentedChoice,
    Text,
)
from euralens_desk.ui.widgets.late import LateLine, LateText
from euralens_desk.usecases import acts
from euralens_desk.usecases.changes import ChangeSet
from euralens_desk.usecases.proceedings import ActsLine, MeetingsOverview
from euralens_desk.words import outcome_word


class ActCard(Card):
    """One act on one dossier. Emits ``given(Act)`` once an outcome is chosen, then at each change.

    The reasons stay here until then; the file says whether they are required.
    """

    given = Signal(object)
    withdrawn = Signal(object)

    def __init__(self, look: Appearance, kind: ActKind) -> None:
        super().__init__(look, " ")
        self._kind = kind
        self._dossier_id = 0
        self._act: Act | None = None
        self.setProperty("act", kind.value)
        self.outcome = SegmentedChoice(look, "", outcomes(), token="pri")
        self.outcome.chosen.connect(self._tell)
        self.day = DayEdit(_("Dated"))
        self.day.editingFinished.connect(self._day_changed)
        self.reasons = LateText(look, _("Reasons"), hint=_reasons_hint(kind), lines=2)
        self.reservations = LateLine(_("Reservations"), hint=_("Reservations, if any"))
        self.voted = ActVoteFields(look)
        self.voted.changed.connect(self._tell)
        self.vote = LateLine(_("Note on the vote"), hint=_("Note on the vote, if any"))
        self.recalled = LateText(look, _("What was proposed and why"), lines=2)
        self.number = LateLine(_("Number of the act"), hint=_("Number of the act"))
        for text in self._texts():
            text.settled.connect(self._tell)
        self.recalled_title = Text("", tone="ink2", wrap=True)
        self.remark = Note(look, NoteKind.WARNING, " ", icon="")
        self.remark.hide()
        self.withdraw = Button(look, _("Take back"), ButtonKind.LINK, small=True)
        self.withdraw.clicked.connect(self._withdraw)
        self.add_to_head(self.withdraw)
        self._lay_out(look)

    def _lay_out(self, look: Appearance) -> None:
        first = QHBoxLayout()
        first.setSpacing(look.px(8))
        first.addWidget(Text(_("Dated"), tone="ink2"))
        first.addWidget(self.day)
        first.addStretch(1)
        self.body.addLayout(first)
        for widget in (
            self.outcome,
            self.reasons,
            self.reservations,
            self.recalled_title,
            self.recalled,
            self.voted,
            self.vote,
            self.number,
        ):
            self.body.addWidget(widget)
        self.body.addWidget(self.remark)
        is_proposal = self._kind is ActKind.PROPOSAL
        self.reservations.setVisible(is_proposal)
        self.recalled_title.hide()
        self.recalled.hide()
        self.voted.setVisible(not is_proposal)
        self.vote.setVisible(not is_proposal)
        self.number.setVisible(self._kind is ActKind.DECISION)

    def show_act(
        self, campaign: Campaign, line: ActsLine, default: date, *, may_change: bool
    ) -> None:
        """Show the act on a dossier; without one, ``default`` is the day proposed."""
        title = act_title(self._kind, campaign)
        self.title.setText(title)
        self._name_fields(title)
        fresh = line.dossier.id != self._dossier_id
        act = line.acts.get(self._kind)
        taken_back = act is None and self._act is not None
        self._dossier_id, self._act = line.dossier.id, act
        if act is not None or fresh or taken_back:
            self._show_day(act.dated if act else default)
            self.outcome.select(act.outcome if act else None)
            self._show_texts(act, fresh=fresh or taken_back)
            self.voted.show_vote(act.voted if act else None)
            self._show_recalled(act)
            self.remark.hide()
        before = acts.ORDER.index(self._kind)
        is_due = before == 0 or acts.ORDER[before - 1] in line.acts
        for control in (self.day, self.outcome, self.voted, *self._texts()):
            control.setEnabled(may_change and is_due)
        self.withdraw.setVisible(act is not None and may_change)

    def _name_fields(self, title: str) -> None:
        """Say whose field each one is: there are three of a kind on the screen."""
        self.setAccessibleName(title)
        self.outcome.setAccessibleName(title)
        for field, name in (
            (self.day, _("Dated")),
            (self.reasons, _("Reasons")),
            (self.vote, _("Note on the vote")),
            (self.recalled, _("What was proposed and why")),
        ):
            field.setAccessibleName(f"{title}, {name}")
        self.voted.name_fields(title)

    def _texts(self) -> tuple[LateText | LateLine, ...]:
        return (self.reasons, self.reservations, self.vote, self.number, self.recalled)

    def _show_recalled(self, act: Act | None) -> None:
        """Show what an act that leaves the dossier waiting recalls of the one before."""
        recalled = act.recalled_outcome if act else None
        if recalled is not None:
            told = _("What was proposed: {outcome}. Reasons, copied and editable:")
            self.recalled_title.setText(told.format(outcome=outcome_word(recalled).lower()))
        for part in (self.recalled_title, self.recalled):
            part.setVisible(recalled is not None)

    def _show_day(self, day: date) -> None:
        self.day.show_day(day)
        self._shown_day = self.day.date()

    def _show_texts(self, act: Act | None, *, fresh: bool) -> None:
        texts = (
            (self.reasons, act.reasons if act else ""),
            (self.reservations, act.reservations if act else ""),
            (self.vote, act.vote if act else ""),
            (self.number, act.reference if act else ""),
            (self.recalled, act.recalled_reasons if act else ""),
        )
        for field, text in texts:
            if fresh:
                field.replace_text(text)
            else:
                field.show_text(text)

    def settle(self) -> None:
        """Hand over what is being typed."""
        for text in self._texts():
            text.settle()
        self._day_changed()

    def refuse(self, failure: Failure) -> None:
        """Say why the act was not recorded; what was typed stays."""
        self.remark.set_words(tell(failure.told))
        self.remark.show()
        if not self.voted.isAncestorOf(self.focusWidget()):
            self.reasons.setFocus()

    def _day_changed(self) -> None:
        if self._dossier_id and self.day.date() != self._shown_day:
            self._shown_day = self.day.date()
            self._tell()

    def _tell(self, _what: object = None) -> None:
        outcome = self.outcome.selected()
        if not isinstance(outcome, Outcome):
            return
        act = self.act(outcome)
        if act != self._act:
            self.remark.hide()
            self.given.emit(act)

    def act(self, outcome: Outcome) -> Act:
        """Return the act as it stands on the screen.

        A dossier that departs from a list leaves the vote on that list behind.
        """
        shown, held, voted = self.day.date(), self._act, self.voted.vote()
        if held is not None and held.outcome is not outcome and voted and voted.is_list:
            voted = None
        day = date(shown.year(), shown.month(), shown.day())
        return Act(
            self._dossier_id,
            self._kind,
            outcome,
            day,
            self.reasons.text(),
            self.reservations.text().strip(),
            self.number.text().strip(),
            self.vote.text().strip(),
            voted,
            held.recalled_outcome if held else None,
            self.recalled.text(),
            held.item_id if held else None,
        )

    def _withdraw(self) -> None:
        if self._act is not None:
            self.withdrawn.emit(self._act)


def _reasons_hint(kind: ActKind) -> str:
    if kind is ActKind.PROPOSAL:
        return _("Reasons: required, repeated in the minutes")
    return _("Reasons: required if the act departs from the one before")


class ActsView(QWidget):
    """Dossiers × acts. Shortcuts for what is usual: a list approved, or decided, in one sitting."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._found: MeetingsOverview | None = None
        look = context.look
        headings = (_("No."), _("Dossier"), _("Proposition"), _("Approval"), _("Decision"))
        self.table = RowsTable(look, _("Acts"), headings, (84, 0, 126, 126, 126))
        self.table.current_changed.connect(self._current_changed)
        self.cards = {kind: ActCard(look, kind) for kind in acts.ORDER}
        self.follow = {
            ActKind.APPROVAL: Button(look, _("Approve the propositions…"), icon="check"),
            ActKind.DECISION: Button(look, _("Decide as approved…"), icon="gavel"),
        }
        for kind, card in self.cards.items():
            card.given.connect(partial(self._record, card))
            card.withdrawn.connect(partial(self._take_back, card))
            if kind in self.follow:
                self.follow[kind].clicked.connect(partial(self.ask_to_follow, kind))
        self._lay_out()

    def _lay_out(self) -> None:
        look = self._context.look
        tools = QHBoxLayout()
        tools.setSpacing(look.px(8))
        told = _("Three recorded acts; each may differ from the one before, with its reason.")
        tools.addWidget(Text(told, Role.DENSE, "ink2", wrap=True), 1)
        for button in self.follow.values():
            tools.addWidget(button)
        card = Card(look, flush=True)
        card.body.addWidget(self.table)
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, look.px(6), 0)
        column.setSpacing(look.px(10))
        self._title = Text("", Role.TITLE2, wrap=True)
        owed = _("The message due was not sent: this dossier is not closed.")
        self.owed = Note(look, NoteKind.WARNING, owed)
        column.addWidget(self._title)
        column.addWidget(self.owed)
        for one in self.cards.values():
            column.addWidget(one)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(side)
        area.setFixedWidth(look.px(460))
        row = QHBoxLayout()
        row.setSpacing(look.px(16))
        row.addWidget(card, 1)
        row.addWidget(area)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(look.px(10))
        outer.addLayout(tools)
        outer.addLayout(row, 1)

    def show_overview(self, found: MeetingsOverview) -> None:
        """Show the acts of every dossier."""
        self._found = found
        self.table.show_rows([_row(line) for line in found.lines])
        may = self._context.desk.can_change
        for kind, button in self.follow.items():
            button.setEnabled(may and found.waiting[kind] > 0)
        self._show_current()

    def _line(self) -> ActsLine | None:
        key = self.table.key()
        lines = self._found.lines if self._found else ()
        return next((line for line in lines if line.dossier.id == key), None)

    def _current_changed(self, _key: int) -> None:
        self.settle()
        self._show_current()

    def _show_current(self) -> None:
        line, found = self._line(), self._found
        if line is None or found is None:
            return
        self._title.setText(line.dossier.title)
        self.owed.setVisible(line.owes_message)
        may = self._context.desk.can_change
        for kind, card in self.cards.items():
            default = self._default_day(kind, found)
            card.voted.set_rule(may_settle=found.chairs[kind])
            card.show_act(found.campaign, line, default, may_change=may)

    def _default_day(self, kind: ActKind, found: MeetingsOverview) -> date:
        """Return the day the same act was given on another dossier, or today."""
        days = [line.acts[kind].dated for line in found.lines if kind in line.acts]
        if kind is ActKind.PROPOSAL and not days:
            days = [planned.meeting.held_on for planned in found.meetings]
        return max(days, default=self._context.services.now().date())

    def settle(self) -> None:
        """Hand over what is being typed."""
        for card in self.cards.values():
            card.settle()

    def enter(self) -> None:
        """Put the keyboard in the table."""
        self.table.setFocus()

    # Changing

    def _record(self, card: ActCard, act: Act) -> None:
        self._context.desk.do(
            lambda file: acts.record_act(file, act), initiator=self, failed=card.refuse
        )

    def _take_back(self, card: ActCard, act: Act) -> None:
        self._context.desk.do(
            lambda file: acts.withdraw_act(file, act),
            partial(self._done, _("The act is taken back.")),
            initiator=self,
            failed=card.refuse,
        )

    def _done(self, text: str, _changes: ChangeSet) -> None:
        self._context.offer_undo(text)

    def ask_to_follow(self, kind: ActKind) -> None:
        """Ask on which day all that waits was approved, or decided."""
        if self._found is None:
            return
        before = acts.ORDER[acts.ORDER.index(kind) - 1]
        given = [line.acts[before].dated for line in self._found.lines if before in line.acts]
        today = max(self._context.services.now().date(), *given)
        count = self._found.waiting[kind]
        dialog = FollowDialog(self._context.look, kind, count, today, self)
        dialog.voted.set_rule(may_settle=self._found.chairs[kind])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.wanted.connect(partial(self._follow, dialog, kind))
        dialog.open()

    def _follow(
        self,
        dialog: FollowDialog,
        kind: ActKind,
        day: date,
        vote: str,
        number: str,
        voted: ActVote | None,
    ) -> None:
        def recorded(changes: ChangeSet) -> None:
            dialog.accept()
            self._done(_("The acts are recorded."), changes)

        self._context.desk.do(
            lambda file: acts.follow_acts(file, kind, day, vote, number, voted),
            recorded,
            initiator=self,
            failed=lambda failure: dialog.say(tell(failure.told)),
        )


def _row(line: ActsLine) -> Row:
    return Row(
        line.dossier.id,
        (line.dossier.number, line.dossier.title, *(_cell(line.acts, k) for k in acts.ORDER)),
    )


def _cell(recorded: Mapping[ActKind, Act], kind: ActKind) -> str:
    act = recorded.get(kind)
    if act is None:
        return "–"
    number = f" · {act.reference}" if act.reference else ""
    return f"{outcome_word(act.outcome)}\n{format_date(act.dated, 'short')}{number}"
