"""The messages due: who waits for one, the text to copy, the day it was sent."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from euralens_desk.domain.funding import holds
from euralens_desk.i18n import _, ngettext
from euralens_desk.ui.follow_up_words import letter_detail, letter_mark, letter_text
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.models.lines import Line
from euralens_desk.ui.page import PageContext
from euralens_desk.ui.panels.line_pane import LinePane
from euralens_desk.ui.widgets import (
    Button,
    ButtonKind,
    Chip,
    DayField,
    EmptyState,
    Filter,
    SavedText,
    Text,
)
from euralens_desk.usecases.letters import DueLetter, keep_text, record_sent

LIST = 420
"""Width of the list at 100 %."""


class LettersView(QWidget):
    """Space says that a message is sent, or is not after all; Enter goes to its text."""

    counted = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        look = context.look
        self._context = context
        self._all: tuple[DueLetter, ...] = ()
        self._shown: tuple[DueLetter, ...] = ()
        told = _("It is due to who is not shortlisted, and to who waits after the decision.")
        none = EmptyState(look, _("No message is due."), told, icon="mail")
        self.pane = LinePane(look, _("Messages due"), _("Search: title, project leader…"), (), none)
        self.pane.setMaximumWidth(look.px(LIST))
        self.pane.setMinimumWidth(look.px(280))
        self.pane.asked.connect(self._filter)
        self.pane.chosen.connect(self._show_detail)
        self.pane.view.opened.connect(self._enter_text)
        self.pane.view.ticked.connect(lambda _key: self.toggle_sent())
        self.title = Text("", Role.TITLE2, wrap=True)
        self.state = Chip(look, "")
        self.text = SavedText(look, _("Text of the message"), lines=18)
        self.text.saved.connect(self._keep)
        self.text.left.connect(self.pane.view.setFocus)
        self.copy_button = Button(look, _("Copy"), ButtonKind.PRIMARY, icon="copy")
        self.copy_button.clicked.connect(self.copy)
        self.sent = Button(look, _("The message is sent"), icon="send")
        self.sent.clicked.connect(self.toggle_sent)
        self.day = DayField(_("Sent on"))
        self.day.saved.connect(self._sent_on)
        self.again = Button(look, _("Take the proposed text again"), ButtonKind.LINK)
        self.again.clicked.connect(lambda: self._keep(""))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.pane, 1)
        row.addWidget(self._detail(), 1)

    def _detail(self) -> QWidget:
        look, side = self._context.look, QFrame()
        side.setProperty("panel", "plain")
        self._side = QWidget()
        outer = QVBoxLayout(side)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._side)
        verbs = QHBoxLayout()
        verbs.setSpacing(look.px(8))
        for widget in (self.copy_button, self.day, self.sent):
            verbs.addWidget(widget)
        verbs.addStretch(1)
        told = _(
            "The program sends nothing: copy this text into a message, then say that it is sent."
        )
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.state)
        column = QVBoxLayout(self._side)
        column.setContentsMargins(look.px(24), look.px(16), look.px(24), look.px(16))
        column.setSpacing(look.px(10))
        column.addLayout(head)
        column.addWidget(Text(told, tone="ink2", wrap=True))
        column.addWidget(self.text)
        column.addLayout(verbs)
        column.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        return side

    # What is shown

    @property
    def current(self) -> DueLetter | None:
        """The message that is shown at the right."""
        key = self.pane.key
        return next((due for due in self._shown if _key(due) == key), None)

    @property
    def told(self) -> str:
        """How many messages are still to be sent."""
        waiting = sum(not due.is_sent for due in self._all)
        text = ngettext("{count} message to send", "{count} messages to send", waiting)
        return text.format(count=waiting)

    def show_letters(self, letters: tuple[DueLetter, ...]) -> None:
        """Show what was read."""
        self._all = letters
        self._filter()

    def _filter(self) -> None:
        chosen = self.pane.chips.selected()
        self._shown = tuple(
            due
            for due in self._all
            if holds(_searched(due), self.pane.search.text())
            and (not chosen or ("sent" if due.is_sent else "waiting") in chosen)
        )
        waiting = sum(not due.is_sent for due in self._all)
        filters = (
            Filter("all", _("All {count}").format(count=len(self._all))),
            Filter("waiting", _("To send {count}").format(count=waiting)),
            Filter("sent", _("Sent {count}").format(count=len(self._all) - waiting)),
        )
        lines = [
            Line(_key(due), due.dossier.title, letter_detail(due), *letter_mark(due))
            for due in self._shown
        ]
        self.pane.show_lines(lines, filters, self.told, is_empty=not self._all)
        self.counted.emit()

    def _show_detail(self, _key: object) -> None:
        due, can = self.current, self._context.desk.can_follow
        self._side.setVisible(due is not None)
        if due is None:
            return
        self.title.setText(due.dossier.title)
        self.state.show_state(*letter_mark(due))
        self.text.show_value(due.letter.text or self._proposed(due))
        self.text.setReadOnly(not can or due.is_sent)
        self.again.setVisible(bool(due.letter.text) and not due.is_sent)
        self.day.show_value(due.letter.sent_on or self._context.services.now().date())
        self.sent.setText(_("Not sent after all") if due.is_sent else _("The message is sent"))
        self.sent.setAccessibleName(self.sent.text())
        for widget in (self.sent, self.again, self.day):
            widget.setEnabled(can)

    def _proposed(self, due: DueLetter) -> str:
        state = self._context.desk.state
        if state is None:
            return ""
        return letter_text(due, state.campaign.organisation, state.campaign.label)

    def select(self, dossier_id: int) -> None:
        """Show the message due about a dossier that was not sent, else the one that was."""
        about = [due for due in self._shown if due.dossier.id == dossier_id]
        if about:
            self.pane.select(_key(about[0]))

    # Acting

    def _enter_text(self, _key: int) -> None:
        self.text.setFocus()

    def settle(self) -> None:
        """Hand over what is being typed."""
        self.text.save()

    def copy(self) -> None:
        """Put the text in the clipboard."""
        QGuiApplication.clipboard().setText(self.text.text())
        self._context.notifier.toast(_("The message is copied."))

    def _keep(self, text: str) -> None:
        due = self.current
        if due is None:
            return
        kept = "" if text == self._proposed(due) else text
        known, kind = due.dossier.id, due.kind
        self._context.desk.do(lambda file: keep_text(file, known, kind, kept), initiator=self)

    def toggle_sent(self) -> None:
        """Say that the message is sent on the day shown, or that it is not after all."""
        due = self.current
        if due is not None:
            self._record(due, None if due.is_sent else self.day.day())

    def _sent_on(self, day: date) -> None:
        due = self.current
        if due is not None and due.is_sent:
            self._record(due, day)

    def _record(self, due: DueLetter, day: date | None) -> None:
        known, kind = due.dossier.id, due.kind
        text = "" if day is None else self.text.text()
        self._context.desk.do(
            lambda file: record_sent(file, known, kind, day, text),
            self._context.tell_change,
            initiator=self,
        )


def _key(due: DueLetter) -> int:
    """Return a number of its own for each message: a dossier may be due two."""
    return due.dossier.id * 2 + (due.kind.value == "deferred")


def _searched(due: DueLetter) -> str:
    return " ".join((due.dossier.number, due.dossier.title, *due.dossier.project_leaders))
