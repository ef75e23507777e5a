"""What happened at the meeting, one sentence an event: correct an hour, take back, note later."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from euralens_desk.domain.meeting import MeetingEvent
from euralens_desk.i18n import _, format_time
from euralens_desk.ui.models.rows import Row
from euralens_desk.ui.pages.meetings.pane import Pane
from euralens_desk.ui.pages.meetings.room_words import event_sentence
from euralens_desk.ui.pages.meetings.table import RowsTable
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import Button
from euralens_desk.usecases.proceedings import Proceedings


class EventsTable(RowsTable):
    """Enter corrects the hour of the event, Delete takes it back, Insert notes a forgotten one."""

    removed = Signal()
    added = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take back or add."""
        wanted = {Qt.Key.Key_Delete: self.removed, Qt.Key.Key_Insert: self.added}
        signal = wanted.get(Qt.Key(event.key()))
        if signal is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        else:
            signal.emit()


class HappeningsPane(Pane):
    """Emits what is to be corrected; the drawer asks and does it."""

    hour_wanted = Signal(object)
    """(MeetingEvent): correct its hour."""
    taken_back = Signal(object)
    late_wanted = Signal(object)
    """(MeetingEvent or None): note something that was forgotten, after this one."""

    def __init__(self, look: Appearance) -> None:
        headings = (_("Hour"), _("What happened"))
        self.table = EventsTable(look, _("What happened"), headings, (96, 0))
        self.hour = Button(look, _("Correct the hour…"), icon="clock", small=True)
        self.remove = Button(look, _("Take the event back"), icon="undo-2", small=True)
        self.late = Button(look, _("Note a forgotten event…"), icon="plus", small=True)
        super().__init__(look, _("What happened"), self._content(look))
        self._events: dict[int, MeetingEvent] = {}
        self.table.opened.connect(lambda _key: self._ask_for_hour())
        self.table.removed.connect(self._take_back)
        self.table.added.connect(self._note_late)
        self.hour.clicked.connect(self._ask_for_hour)
        self.remove.clicked.connect(self._take_back)
        self.late.clicked.connect(self._note_late)
        self.told.setText(
            _("Enter corrects the hour, Delete takes the event back, Insert notes one forgotten.")
        )

    def _content(self, look: Appearance) -> QWidget:
        content = QWidget()
        verbs = QHBoxLayout()
        verbs.setContentsMargins(look.px(16), look.px(4), look.px(16), look.px(10))
        verbs.setSpacing(look.px(8))
        for button in (self.hour, self.remove, self.late):
            verbs.addWidget(button)
        verbs.addStretch(1)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(6))
        column.addWidget(self.table, 1)
        column.addLayout(verbs)
        return content

    def show_meeting(self, held: Proceedings, *, may_change: bool) -> None:
        """Show the events in their order; one more becomes the current one."""
        is_more = len(held.events) > len(self._events)
        self._events = {event.id: event for event in held.events}
        self.table.show_rows([_row(held, event) for event in held.events])
        if is_more:
            self.table.select(held.events[-1].id)
            self.table.scrollToBottom()
        for button in (self.hour, self.remove):
            button.setEnabled(may_change and bool(held.events))
        self.late.setEnabled(may_change)

    def enter(self) -> None:
        """Put the keyboard on the events."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _event(self) -> MeetingEvent | None:
        return self._events.get(self.table.key() or 0)

    def _ask_for_hour(self) -> None:
        event = self._event()
        if event is not None and self.hour.isEnabled():
            self.hour_wanted.emit(event)

    def _take_back(self) -> None:
        event = self._event()
        if event is not None and self.remove.isEnabled():
            self.taken_back.emit(event)

    def _note_late(self) -> None:
        if self.late.isEnabled():
            self.late_wanted.emit(self._event())


def _row(held: Proceedings, event: MeetingEvent) -> Row:
    hour = format_time(event.at) if event.at else "–"
    return Row(event.id, (hour, event_sentence(held, event)))
