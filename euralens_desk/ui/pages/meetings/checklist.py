"""What is left to do before a meeting opens: each line leads to where it is done."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from euralens_desk.domain.papers import Paper
from euralens_desk.i18n import _, ngettext, tell
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.page import PageContext
from euralens_desk.ui.panels.papers_folder import choose_folder
from euralens_desk.ui.widgets import (
    Button,
    ButtonKind,
    Card,
    Chip,
    ChipTone,
    DayField,
    Note,
    NoteKind,
    Picture,
    Text,
)
from euralens_desk.usecases.convening import convene
from euralens_desk.usecases.papers import Readiness, Step, readiness

COLUMNS = 2
"""The lines stand in two columns: six of them hold above the fold of a small screen."""


class Checklist(Card):
    """Emits ``step_wanted(Step)`` and ``paper_wanted(Paper)``; notes the convocation itself."""

    step_wanted = Signal(object)
    paper_wanted = Signal(object)

    def __init__(self, context: PageContext) -> None:
        look = context.look
        super().__init__(look, _("Prepare the meeting"))
        self._context = context
        self._meeting_id: int | None = None
        self.chip = Chip(look, " ", ChipTone.GOOD, icon="check")
        self.add_to_head(self.chip)
        self._lines = {step: CheckLine(context, step) for step in Step}
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.px(24))
        grid.setVerticalSpacing(look.px(4))
        for place, line in enumerate(self._lines.values()):
            line.wanted.connect(self._go)
            grid.addWidget(line, place // COLUMNS, place % COLUMNS)
            grid.setColumnStretch(place % COLUMNS, 1)
        self.body.addLayout(grid)
        self.remark = Note(look, NoteKind.WARNING, " ")
        self.body.addWidget(self.remark)
        self.body.addLayout(self._sending())
        self.body.addLayout(self._papers())
        self.hide()

    def _sending(self) -> QHBoxLayout:
        look, today = self._context.look, self._context.services.now().date()
        self.day = DayField(_("Convocation sent on"))
        self.day.show_value(today)
        self.send = Button(look, _("Note the sending"), icon="send", small=True)
        self.send.clicked.connect(self._convene)
        row = QHBoxLayout()
        row.setSpacing(look.px(8))
        row.addWidget(Text(_("Convocation sent on"), tone="ink2"))
        row.addWidget(self.day)
        row.addWidget(self.send)
        row.addStretch(1)
        return row

    def _papers(self) -> QHBoxLayout:
        look = self._context.look
        row = QHBoxLayout()
        row.setSpacing(look.px(8))
        for paper, text in (
            (Paper.CONVOCATION, _("Convocation")),
            (Paper.ATTENDANCE, _("Attendance sheet")),
            (Paper.PRESIDENCY, _("Sheets of the chair")),
        ):
            button = Button(look, text, icon="file-text", small=True)
            button.clicked.connect(partial(self.paper_wanted.emit, paper))
            row.addWidget(button)
        folder = Button(look, _("Folder of the meeting…"), icon="folder", small=True)
        folder.clicked.connect(self._choose_folder)
        row.addWidget(folder)
        row.addStretch(1)
        return row

    # What is shown

    def show_meeting(self, meeting_id: int | None) -> None:
        """Show the checklist of a meeting; none of one that was opened."""
        self._meeting_id = meeting_id
        if meeting_id is None:
            self.hide()
            return
        today = self._context.services.now().date()
        self._context.desk.ask(
            lambda file: readiness(file, meeting_id, today), self._show, topic=(self, "checks")
        )

    def _show(self, found: Readiness) -> None:
        if found.meeting.id != self._meeting_id:
            return
        self.setVisible(not found.is_open)
        count = found.missing
        text = ngettext("{count} missing", "{count} missing", count).format(count=count)
        if count:
            self.chip.show_state(text, ChipTone.WARNING, "triangle-alert")
        else:
            self.chip.show_state(_("Ready"), ChipTone.GOOD, "check")
        for check in found.checks:
            line = self._lines[check.step]
            line.show_check(tell(check.title), tell(check.detail), is_done=check.is_done)
        if found.remark is not None:
            self.remark.set_words(tell(found.remark))
        self.remark.setVisible(found.remark is not None)
        today = self._context.services.now().date()
        self.day.show_value(found.meeting.convened_on or min(today, found.meeting.held_on))
        may = self._context.desk.can_change
        self.day.setEnabled(may)
        self.send.setEnabled(may)

    # What is wanted

    def _go(self, step: Step) -> None:
        if step is Step.CONVOCATION:
            self.day.setFocus()
        else:
            self.step_wanted.emit(step)

    def _convene(self) -> None:
        meeting_id, day = self._meeting_id, self.day.day()
        if meeting_id is not None:
            self._context.desk.do(
                lambda file: convene(file, meeting_id, day), self._context.tell_change
            )

    def _choose_folder(self) -> None:
        if self._meeting_id is not None:
            choose_folder(self._context, self, self._meeting_id)


class CheckLine(QWidget):
    """One line: done or not, what, and the way there. Emits ``wanted(Step)``."""

    wanted = Signal(object)

    def __init__(self, context: PageContext, step: Step) -> None:
        super().__init__()
        look = context.look
        self._icon = Picture(look, "circle", "och", 16)
        self._detail = Text("", Role.DENSE, "ink2")
        self.button = Button(look, " ", ButtonKind.LINK, small=True)
        self.button.clicked.connect(partial(self.wanted.emit, step))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(8))
        row.addWidget(self._icon)
        row.addWidget(self.button)
        row.addWidget(self._detail, 1)

    def show_check(self, title: str, detail: str, *, is_done: bool) -> None:
        """Show a line; the button tells it whole to who does not see it."""
        self._icon.set_icon("circle-check" if is_done else "circle", "pri" if is_done else "och")
        self.button.setText(title)
        self._detail.setText(detail)
        done = _("in order") if is_done else _("to do")
        self.button.setAccessibleName(f"{title}, {detail}, {done}")
