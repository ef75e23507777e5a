"""Commitments and accompaniments: the list at the left, the current line at the right."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from euralens_desk.domain.follow_up import Commitment, SupportPlan
from euralens_desk.i18n import _, format_date
from euralens_desk.ui.follow_up_words import (
    due_mark,
    entry_detail,
    entry_title,
    filter_word,
    kind_word,
    lines_told,
    parties,
    side_word,
    standing,
)
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.models.lines import Line
from euralens_desk.ui.page import PageContext
from euralens_desk.ui.pages.dossiers.picker import Picker
from euralens_desk.ui.pages.follow_up.dialogs import CommitmentDialog, PlanDialog, ProposedDialog
from euralens_desk.ui.panels.line_pane import LinePane
from euralens_desk.ui.state.follow_up import Asked, Entry, Shown, answering, counts, entries
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import (
    Button,
    ButtonKind,
    Chip,
    DayField,
    EmptyState,
    Filter,
    SectionHeading,
    Text,
    hairline,
)
from euralens_desk.usecases.changes import ChangeSet
from euralens_desk.usecases.follow_up import (
    CommitmentDetails,
    Followed,
    FollowUp,
    add_commitments,
    edit_commitment,
    edit_plan,
    mark_done,
    remove_commitment,
)

LIST = 500
"""Width of the list at 100 %."""


class CommitmentsView(QWidget):
    """Space marks a line done or not done, Enter edits it, Suppr takes it away."""

    dossier_wanted = Signal(int)
    counted = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        look = context.look
        self._context = context
        self._found = FollowUp(())
        self._experts: tuple[str, ...] = ()
        self._all: tuple[Entry, ...] = ()
        self._shown: tuple[Entry, ...] = ()
        self._dossier: int | None = None
        self.picker = Picker(look, _("Dossier"))
        self.picker.picked.connect(self._pick)
        told = _("It begins once an act awards or nominates a dossier.")
        none = EmptyState(look, _("Nothing to follow yet."), told)
        hint = _("Search: what, who, dossier…")
        self.pane = LinePane(look, _("Lines of the follow-up"), hint, (self.picker,), none)
        self.pane.setMaximumWidth(look.px(LIST))
        self.detail = EntryDetail(context)
        self._listen()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.pane, 1)
        row.addWidget(self.detail, 1)

    def _listen(self) -> None:
        self.pane.asked.connect(self._filter)
        self.pane.chosen.connect(self._show_detail)
        view, detail = self.pane.view, self.detail
        view.opened.connect(lambda _key: self.edit())
        view.ticked.connect(lambda _key: self.toggle())
        view.removed.connect(lambda _key: self.remove())
        detail.edit.clicked.connect(self.edit)
        detail.done.clicked.connect(self.toggle)
        detail.day.saved.connect(self._done_on)
        detail.remove.clicked.connect(self.remove)
        detail.add.clicked.connect(self.add)
        detail.propose.clicked.connect(self.propose)
        detail.plan.clicked.connect(self.plan)
        detail.open.clicked.connect(self._open_dossier)

    @property
    def today(self) -> date:
        """The day of this computer."""
        return self._context.services.now().date()

    @property
    def current(self) -> Entry | None:
        """The line that is shown at the right."""
        return next((entry for entry in self._shown if entry.key == self.pane.key), None)

    @property
    def told(self) -> str:
        """How many lines are shown."""
        return lines_told(len(self._shown), len(self._all)) if self._all else ""

    def show_follow_up(self, found: FollowUp, experts: Sequence[str]) -> None:
        """Show what was read."""
        self._found, self._experts = found, tuple(experts)
        self._all = entries(found)
        options: list[tuple[object, str]] = [(None, _("All of them"))]
        options += [(one.dossier.id, one.dossier.title) for one in found.dossiers]
        if found.dossier(self._dossier) is None:
            self._dossier = None
        self.picker.set_options(options, self._dossier)
        self._filter()

    def select(self, dossier_id: int) -> None:
        """Show the lines of one dossier."""
        self._pick(dossier_id)
        self.picker.choose(dossier_id)

    def show_only(self, which: Shown) -> None:
        """Show the lines of one filter."""
        self._dossier = None
        self.pane.chips.select((which.value,))
        self._filter()

    def _pick(self, dossier_id: object) -> None:
        self._dossier = dossier_id if isinstance(dossier_id, int) else None
        self._filter()

    def _filter(self) -> None:
        shown = frozenset(Shown(key) for key in self.pane.chips.selected() if key != "all")
        asked = Asked(self.pane.search.text(), shown, self._dossier)
        self._shown = answering(self._all, asked, self.today)
        filters = [Filter("all", _("All {count}").format(count=len(self._all)))]
        found = counts(self._all, self.today)
        filters += [Filter(which.value, filter_word(which, found[which])) for which in Shown]
        self.pane.show_lines(
            [self._line(entry) for entry in self._shown],
            filters,
            self.told,
            is_empty=not self._all,
        )
        self.counted.emit()

    def _line(self, entry: Entry) -> Line:
        state, tone, icon = due_mark(entry, self.today)
        return Line(entry.key, entry_title(entry), entry_detail(entry), state, tone, icon)

    def _show_detail(self, _key: object) -> None:
        self.detail.show_entry(self.current, self.today)

    # Acting

    def toggle(self) -> None:
        """Mark the current line done today, or not done after all."""
        entry = self.current
        if entry is not None and entry.commitment is not None:
            self._mark(entry.commitment, None if entry.done_on else self.today)

    def _done_on(self, day: date) -> None:
        entry = self.current
        if entry is not None and entry.commitment is not None and entry.done_on is not None:
            self._mark(entry.commitment, day)

    def _mark(self, commitment: Commitment, day: date | None) -> None:
        self._context.desk.do(
            lambda file: mark_done(file, commitment.id, day), self._tell, initiator=self
        )

    def remove(self) -> None:
        """Take the current line away."""
        entry = self.current
        if entry is not None and entry.commitment is not None:
            known = entry.commitment.id
            self._context.desk.do(
                lambda file: remove_commitment(file, known), self._tell, initiator=self
            )

    def add(self) -> None:
        """Ask for a new line, of the dossier in sight first."""
        followed = self._followed()
        if followed is not None:
            self._ask(followed, None)

    def edit(self) -> None:
        """Ask what the current line becomes, or what the accompaniment is."""
        entry = self.current
        if entry is None:
            return
        if entry.commitment is None:
            self.plan()
        else:
            self._ask(entry.followed, entry.commitment)

    def _followed(self) -> Followed | None:
        if self.current is not None:
            return self.current.followed
        return self._found.dossiers[0] if self._found.dossiers else None

    def _ask(self, followed: Followed, commitment: Commitment | None) -> None:
        if not self._context.desk.can_follow:
            return
        dialog = CommitmentDialog(
            self._context.look,
            self._found.dossiers,
            Entry(followed, commitment),
            self._organisation(),
            self.today,
            self.window(),
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.wanted.connect(
            lambda dossier_id, details: self._keep(dossier_id, commitment, details)
        )
        dialog.open()

    def _keep(
        self, dossier_id: int, commitment: Commitment | None, details: CommitmentDetails
    ) -> None:
        if commitment is None:
            self._add(dossier_id, (details,))
            return
        known = commitment.id
        self._context.desk.do(
            lambda file: edit_commitment(file, known, details), self._tell, initiator=self
        )

    def propose(self) -> None:
        """Ask which of the proposed lines are taken."""
        followed = self._followed()
        if followed is None or not self._context.desk.can_follow:
            return
        dialog = ProposedDialog(self._context.look, followed, self._organisation(), self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.wanted.connect(lambda lines: self._add(followed.dossier.id, lines))
        dialog.open()

    def _add(self, dossier_id: int, lines: Sequence[CommitmentDetails]) -> None:
        self._context.desk.do(
            lambda file: add_commitments(file, dossier_id, lines), self._tell, initiator=self
        )

    def plan(self) -> None:
        """Ask who follows the project, when it is looked at again and who helps."""
        followed = self._followed()
        if followed is None or not self._context.desk.can_follow:
            return
        look = self._context.look
        dialog = PlanDialog(look, followed, self._experts, self.today, self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.wanted.connect(self._keep_plan)
        dialog.open()

    def _keep_plan(self, plan: SupportPlan) -> None:
        self._context.desk.do(lambda file: edit_plan(file, plan), self._tell, initiator=self)

    def _tell(self, changes: ChangeSet) -> None:
        self._context.tell_change(changes)

    def _organisation(self) -> str:
        state = self._context.desk.state
        return state.campaign.organisation if state else ""

    def _open_dossier(self) -> None:
        if self.current is not None:
            self.dossier_wanted.emit(self.current.followed.dossier.id)


class EntryDetail(QFrame):
    """One line whole: what, who, when, and the accompaniment of its dossier."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        look = context.look
        self._context = context
        self.setProperty("panel", "plain")
        self.over = Text("", Role.CAPTION, "ink2", wrap=True)
        self.title = Text("", Role.TITLE2, wrap=True)
        self.state = Chip(look, "")
        self.standing = Chip(look, "")
        self.facts = Facts(context)
        self.support = Facts(context)
        self.done = Button(look, _("Done today"), ButtonKind.PRIMARY, icon="check")
        self.day = DayField(_("Done on"))
        self.edit = Button(look, _("Edit…"), icon="pencil", tip=_("Enter"))
        self.remove = Button(look, _("Remove"), icon="trash-2")
        self.plan = Button(look, _("Accompaniment…"), icon="pencil")
        self.add = Button(look, _("New line…"), icon="plus", tip="Ctrl+N")
        self.propose = Button(look, _("Proposed lines…"), icon="list-checks")
        self.open = Button(look, _("Open the dossier"), ButtonKind.LINK)
        self._lay_out()

    def _lay_out(self) -> None:
        look = self._context.look
        chips = _row(look, self.state, self.standing)
        self._verbs = QWidget()
        verbs = _row(look, self.done, self.day, self.edit, self.remove)
        verbs.setContentsMargins(0, 0, 0, 0)
        self._verbs.setLayout(verbs)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(24), look.px(16), look.px(24), look.px(16))
        column.setSpacing(look.px(10))
        column.addWidget(self.over)
        column.addWidget(self.title)
        column.addLayout(chips)
        column.addWidget(self.facts)
        column.addWidget(self._verbs)
        column.addWidget(hairline())
        column.addWidget(SectionHeading(_("Accompaniment")))
        column.addWidget(self.support)
        column.addLayout(_row(look, self.plan, self.open))
        column.addWidget(hairline())
        column.addLayout(_row(look, self.add, self.propose))
        column.addStretch(1)

    def show_entry(self, entry: Entry | None, today: date) -> None:
        """Show another line, or none."""
        for widget in self.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            widget.setVisible(entry is not None)
        if entry is None:
            return
        dossier, held, can = entry.followed.dossier, entry.commitment, self._context.desk.can_follow
        self.over.setText(f"{dossier.number} · {dossier.title}")
        self.title.setText(entry_title(entry))
        self.state.show_state(*due_mark(entry, today))
        self.standing.show_state(*standing(entry.followed))
        self.standing.setVisible(due_mark(entry, today) != standing(entry.followed))
        self._verbs.setVisible(held is not None)
        self.facts.setVisible(held is not None)
        self.day.setVisible(entry.done_on is not None)
        if held is not None:
            self.facts.show_facts(_facts_of(held))
            is_done = held.done_on is not None
            self.done.setText(_("Not done after all") if is_done else _("Done today"))
            self.done.setAccessibleName(self.done.text())
            self.day.show_value(held.done_on or today)
        self.support.show_facts(_support(entry.followed.plan))
        for button in (self.done, self.edit, self.remove, self.plan, self.add, self.propose):
            button.setEnabled(can)
        self.day.setReadOnly(not can)


class Facts(QWidget):
    """Labels at the left, values at the right."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._look = context.look
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(self._look.px(16))
        self._grid.setVerticalSpacing(self._look.px(4))
        self._grid.setColumnStretch(1, 1)

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Show other facts."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for row, (label, value) in enumerate(facts):
            self._grid.addWidget(
                Text(label, Role.CAPTION, "ink2"), row, 0, Qt.AlignmentFlag.AlignTop
            )
            self._grid.addWidget(Text(value, wrap=True, selectable=True), row, 1)


def _row(look: Appearance, *widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(look.px(8))
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row


def _facts_of(held: Commitment) -> tuple[tuple[str, str], ...]:
    due = format_date(held.due_on) if held.due_on else _("Without a date")
    return (
        (_("Kind"), f"{kind_word(held.kind)} · {side_word(held.side)}"),
        (_("Who, towards whom"), parties(held)),
        (_("To be done by"), due),
    )


def _support(plan: SupportPlan) -> tuple[tuple[str, str], ...]:
    review = format_date(plan.next_review_on) if plan.next_review_on else "–"
    expert = " · ".join(part for part in (plan.expert, plan.purpose) if part)
    return (
        (_("Referent"), plan.referent or "–"),
        (_("Next review"), review),
        (_("Expert mobilised"), expert or "–"),
    )
