"""The follow-up: what both sides committed to, and the messages that are due."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.follow_up import Commitment, Letter, SupportPlan
from euralens_desk.domain.meeting import Act as RecordedAct
from euralens_desk.domain.people import Member
from euralens_desk.domain.preselection import Preselection
from euralens_desk.i18n import _
from euralens_desk.ui.actions import Act
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.page import KeyHint, Page, PageContext
from euralens_desk.ui.pages.follow_up.closing import ClosingDialog
from euralens_desk.ui.pages.follow_up.commitments import CommitmentsView
from euralens_desk.ui.pages.follow_up.letters import LettersView
from euralens_desk.ui.sections import Section
from euralens_desk.ui.state.follow_up import LetterSpot, Shown, View
from euralens_desk.ui.widgets import Button, SegmentedChoice, Text, hairline
from euralens_desk.usecases.changes import ChangeSet
from euralens_desk.usecases.closing import Remaining, close_campaign, remaining
from euralens_desk.usecases.follow_up import FollowUp, expert_names, follow_up
from euralens_desk.usecases.letters import DueLetter, due_letters
from euralens_desk.usecases.ports import CampaignReader

SHOWN = (Commitment, SupportPlan, Letter, RecordedAct, Dossier, Preselection, Member)


@dataclass(frozen=True, slots=True)
class _Read:
    follow_up: FollowUp
    letters: tuple[DueLetter, ...]
    experts: tuple[str, ...]


class FollowUpPage(Page):
    """↑ ↓ choose, Enter edits, Space marks done; Ctrl+N adds a line."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        look = context.look
        options: list[tuple[object, str]] = [
            (View.COMMITMENTS, _("Commitments")),
            (View.LETTERS, _("Messages due")),
        ]
        self.choice = SegmentedChoice(look, _("Follow-up"), options, selected=View.COMMITMENTS)
        self.choice.chosen.connect(self._switch)
        self.commitments = CommitmentsView(context)
        self.letters = LettersView(context)
        self.commitments.counted.connect(self.hints_changed)
        self.letters.counted.connect(self.hints_changed)
        self.commitments.dossier_wanted.connect(lambda known: self.go_to(Section.DOSSIERS, known))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.commitments)
        self._stack.addWidget(self.letters)
        self._target: object = None
        self._arrives = False
        self.add_command(
            _("New line of the follow-up"), self.commitments.add, "Ctrl+N", "plus", follows=True
        )
        self.add_command(
            _("Proposed lines…"), self.commitments.propose, "", "list-checks", follows=True
        )
        is_closed = context.desk.is_campaign_closed
        self._close = self.add_command(
            _("Open the campaign again") if is_closed else _("Close the campaign for good…"),
            self._reopen if is_closed else self.ask_to_close,
            icon="lock-open" if is_closed else "lock",
            follows=True,
        )
        self.add_command(_("Commitments"), lambda: self._switch(View.COMMITMENTS))
        self.add_command(_("Messages due"), lambda: self._switch(View.LETTERS), "", "mail")
        self._lay_out()

    def _lay_out(self) -> None:
        look = self.context.look
        head = QHBoxLayout()
        head.setContentsMargins(look.px(16), look.px(14), look.px(24), look.px(12))
        head.setSpacing(look.px(16))
        head.addWidget(Text(_("Follow-up"), Role.TITLE1))
        head.addWidget(self.choice)
        head.addStretch(1)
        closing = Button(look, self._close.text(), icon=str(self._close.property("iconName")))
        closing.setEnabled(self._close.isEnabled())
        closing.clicked.connect(self._close.trigger)
        head.addWidget(closing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(hairline())
        column.addWidget(self._stack, 1)

    # Reading

    def activate(self, target: object = None) -> None:
        """Read what is followed; a target is a view, a filter or the id of a dossier."""
        self._target, self._arrives = target, True
        self._read()

    def deactivate(self) -> None:
        """Keep what is being typed."""
        self.letters.settle()

    def refresh(self, changes: ChangeSet, initiator: object) -> None:
        """Read again what changed."""
        if changes.touches(*SHOWN):
            self._read()

    def _read(self) -> None:
        self.context.desk.ask(_read, self._show, topic=(self, "follow-up"))

    def _show(self, found: _Read) -> None:
        self.commitments.show_follow_up(found.follow_up, found.experts)
        self.letters.show_letters(found.letters)
        target, arrives = self._target, self._arrives
        self._target, self._arrives = None, False
        if isinstance(target, View):
            self._switch(target)
        elif isinstance(target, LetterSpot):
            self._switch(View.LETTERS)
            self.letters.select(target.dossier_id)
        elif isinstance(target, Shown):
            self._switch(View.COMMITMENTS)
            self.commitments.show_only(target)
        elif isinstance(target, int):
            self._switch(View.COMMITMENTS)
            self.commitments.select(target)
        elif arrives:
            self._enter()

    def _switch(self, view: object) -> None:
        if isinstance(view, View):
            self.letters.settle()
            self.choice.select(view)
            self._stack.setCurrentIndex(list(View).index(view))
            self._enter()
            self.hints_changed.emit()

    @property
    def view(self) -> View:
        """What is shown."""
        return list(View)[self._stack.currentIndex()]

    def _enter(self) -> None:
        shown = self.commitments if self.view is View.COMMITMENTS else self.letters
        shown.pane.enter()

    # Closing

    def ask_to_close(self) -> None:
        """Show what remains before the closing, then ask."""
        self.letters.settle()
        self.context.desk.ask(remaining, self._ask_to_close, topic=(self, "closing"))

    def _ask_to_close(self, found: tuple[Remaining, ...]) -> None:
        dialog = ClosingDialog(self.context.look, found, self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.confirmed.connect(self._close_campaign)
        dialog.place_wanted.connect(self.go_to)
        dialog.open()

    def _close_campaign(self) -> None:
        today = self.context.services.now().date()
        self.context.desk.do(lambda file: close_campaign(file, today), self.context.tell_change)

    def _reopen(self) -> None:
        self.command_wanted.emit(Act.REOPEN)

    # What the window asks

    def focus_search(self) -> bool:
        """Put the keyboard in the search of the list in sight."""
        shown = self.commitments if self.view is View.COMMITMENTS else self.letters
        shown.pane.search.setFocus()
        shown.pane.search.selectAll()
        return True

    def panels(self) -> tuple[QWidget, ...]:
        """The list, then what it shows."""
        if self.view is View.COMMITMENTS:
            return (self.commitments.pane.view, self.commitments.detail.done)
        return (self.letters.pane.view, self.letters.text)

    def key_hints(self) -> tuple[KeyHint, ...]:
        """Return the keys of the page."""
        if self.view is View.COMMITMENTS:
            return (
                KeyHint(("↑", "↓"), _("line")),
                KeyHint((_("Enter"),), _("edit")),
                KeyHint((_("Space"),), _("done or not")),
                KeyHint(("Ctrl", "N"), _("new line")),
            )
        return (
            KeyHint(("↑", "↓"), _("message")),
            KeyHint((_("Enter"),), _("text")),
            KeyHint((_("Space"),), _("sent or not")),
        )

    def fact(self) -> str:
        """Say how many lines are shown, or how many messages wait."""
        shown = self.commitments if self.view is View.COMMITMENTS else self.letters
        return shown.told


def _read(campaign: CampaignReader) -> _Read:
    """Read on the thread of the file."""
    return _Read(follow_up(campaign), due_letters(campaign), expert_names(campaign))
