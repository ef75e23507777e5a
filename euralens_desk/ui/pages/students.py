"""The lycéens' paper ballots: three digits and Entrée, re-reading, closing (UX, screen 7b)."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from euralens_desk.domain.ballots import batches, next_number
from euralens_desk.domain.messages import Failure
from euralens_desk.domain.sheet import Ballot
from euralens_desk.i18n import _, ngettext, tell
from euralens_desk.ui.ballot_words import (
    closing_words,
    codes_in_words,
    frozen_words,
    notes,
    occasion,
    progress,
)
from euralens_desk.ui.dialogs.one_answer import NumberDialog, TextDialog
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.forms.intake import FormIntake
from euralens_desk.ui.notifier import Banner, Gravity, Question
from euralens_desk.ui.page import KeyHint, Page, PageContext
from euralens_desk.ui.panels.ballot_boxes import BallotBoxList
from euralens_desk.ui.panels.ballot_counts import BallotCounts
from euralens_desk.ui.panels.ballot_entry import BallotEntry
from euralens_desk.ui.panels.ballot_pile import BallotPile
from euralens_desk.ui.state.ballots import BallotState
from euralens_desk.ui.widgets import Button, ButtonKind, ElidedText, EmptyState, Text
from euralens_desk.usecases.ballots import (
    BallotBoxes,
    BoxContent,
    ballot_boxes,
    box_content,
    close_box,
    correct_ballot,
    count_box,
    enter_ballot,
    reopen_box,
    take_back,
)
from euralens_desk.usecases.changes import ChangeSet
from euralens_desk.usecases.ports import CampaignFile

FIRST_BATCH = "A"
WIDE = 690
"""Pixels at 100 % under which the counts stand below the ballots."""


class StudentsPage(Page):
    """Boxes at the left, the ballot under the fingers in the middle, counts at the right."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        look = context.look
        self._boxes: BallotBoxes | None = None
        self._content: BoxContent | None = None
        self._dossier_id: int | None = None
        self._states: dict[int, BallotState] = {}
        self._batches: dict[int, str] = {}
        self._waiting = 0
        self.list = BallotBoxList(look)
        self.entry = BallotEntry(look)
        self.pile = BallotPile(look)
        self.counts = BallotCounts(look)
        self._title = ElidedText("", Role.TITLE1)
        self._summary = Text("", tone="ink2")
        self._frozen = EmptyState(look, " ", icon="lock")
        self._none = EmptyState(look, " ")
        self._add_commands()
        self._lay_out()
        self._connect()

    def _add_commands(self) -> None:
        add = self.add_command
        self._read = add(_("Re-read a batch"), self._toggle_reading, "Ctrl+L", "list-checks")
        self._close = add(_("Close this dossier…"), self._ask_closing, "", "flag", changes=True)
        self._reopen = add(
            _("Reopen this dossier…"), self._ask_reopening, "", "lock-open", changes=True
        )
        self._count = add(
            _("Count of the box…"), self._ask_count, "F2", "package-open", changes=True
        )
        self._batch = add(
            _("Change the batch…"), self._ask_batch, "Ctrl+Shift+L", "package", changes=True
        )
        self._forms = FormIntake(self.context, self)
        self._import = add(
            _("Import form answers…"), self._forms.choose, "", "file-input", changes=True
        )
        self.list.importing.setEnabled(self._import.isEnabled())
        add(_("Next dossier"), partial(self.list.step, 1), "Ctrl+Down", "arrow-down")
        add(_("Previous dossier"), partial(self.list.step, -1), "Ctrl+Up", "arrow-up")

    def _lay_out(self) -> None:
        look = self.context.look
        entry = QWidget()
        self._entries = QStackedLayout(entry)
        self._entries.addWidget(self.entry)
        self._entries.addWidget(self._frozen)
        middle = QVBoxLayout()
        middle.setSpacing(look.px(14))
        middle.addWidget(entry)
        middle.addWidget(self.pile, 100)
        middle.addStretch(1)
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body.setSpacing(look.px(16))
        self._body.addLayout(middle, 1)
        self._body.addWidget(self.counts)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(look.px(24), look.px(12), look.px(24), look.px(16))
        column.setSpacing(look.px(14))
        column.addLayout(self._head())
        column.addLayout(self._body, 1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setWidget(inside)
        self._area.setAccessibleName(_("Paper ballots"))
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        shown = QWidget()
        row = QHBoxLayout(shown)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.list)
        row.addWidget(self._area, 1)
        self._whole = QStackedLayout(self)
        self._whole.addWidget(shown)
        self._whole.addWidget(self._none)
        self._measure()

    def _head(self) -> QBoxLayout:
        look = self.context.look
        self._reading = Button(look, _("Re-read a batch"), icon="list-checks", tip="Ctrl+L")
        self._reading.setCheckable(True)
        self._closing = Button(look, _("Close this dossier"), icon="flag")
        self._reopening = Button(look, _("Reopen this dossier"), icon="lock-open")
        self._batching = Button(look, " ", ButtonKind.LINK, small=True, tip="Ctrl+Shift+L")
        for button, action in (
            (self._reading, self._read),
            (self._closing, self._close),
            (self._reopening, self._reopen),
            (self._batching, self._batch),
        ):
            button.clicked.connect(action.trigger)
        told = QHBoxLayout()
        told.setSpacing(0)
        told.addWidget(self._summary)
        told.addWidget(self._batching)
        told.addStretch(1)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._title)
        names.addLayout(told)
        buttons = QHBoxLayout()
        buttons.setSpacing(look.px(12))
        for button in (self._reading, self._closing, self._reopening):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._top.setSpacing(look.px(12))
        self._top.addLayout(names, 1)
        self._top.addLayout(buttons)
        return self._top

    def _connect(self) -> None:
        self.list.chosen.connect(self._choose)
        self.list.count_wanted.connect(self._count.trigger)
        self.list.import_wanted.connect(self._import.trigger)
        self.list.left.connect(self._take_keyboard)
        entry = self.entry
        entry.typed.connect(lambda text: self._move(self._state().typed(text)))
        entry.erased.connect(lambda: self._move(self._state().erased()))
        entry.validated.connect(self._record)
        entry.left.connect(self._leave)
        entry.undo_wanted.connect(self.context.desk.undo)
        entry.removal_wanted.connect(self._take_out)
        self.pile.correction_wanted.connect(self._correct)
        self.pile.left.connect(self._take_keyboard)
        self.context.look.changed.connect(self._measure)

    def _measure(self) -> None:
        """Stand the counts beside the ballots, or below them where room lacks."""
        look = self.context.look
        self.list.fit(self.width())
        is_wide = self.width() - self.list.width() >= look.px(WIDE)
        direction = QBoxLayout.Direction.LeftToRight
        for layout in (self._body, self._top):
            layout.setDirection(direction if is_wide else QBoxLayout.Direction.TopToBottom)
        if is_wide:
            self.counts.setFixedWidth(look.px(320))
        else:
            self.counts.setMinimumWidth(0)
            self.counts.setMaximumWidth(16_777_215)
        self.pile.setMinimumHeight(look.px(170))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width."""
        super().resizeEvent(event)
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._measure()

    # Reading

    def activate(self, target: object = None) -> None:
        """Read the boxes; ``target`` is the id of a dossier."""
        self._content = None
        if isinstance(target, int):
            self._dossier_id = target
        self.context.desk.ask(
            ballot_boxes, self._show_boxes, topic=(self, "boxes"), failed=self._show_refusal
        )
        self._take_keyboard()

    def refresh(self, changes: ChangeSet, initiator: object) -> None:
        """Every change may touch the boxes: dossiers, grids, ballots."""
        if initiator is not self:
            self.entry.show_recorded("")
        self.context.desk.ask(
            ballot_boxes, self._show_boxes, topic=(self, "boxes"), failed=self._show_refusal
        )

    def _show_refusal(self, failure: Failure) -> None:
        """Say why there is nothing to enter."""
        self._none.set_words(_("No ballot can be entered"), tell(failure.told))
        self._whole.setCurrentIndex(1)

    def _show_boxes(self, found: BallotBoxes) -> None:
        self._boxes = found
        ids = [box.dossier.id for box in found.boxes]
        if not ids:
            told = _("The dossiers of the campaign come first: import them, or create one.")
            self._none.set_words(_("No dossier yet."), told)
            self._whole.setCurrentIndex(1)
            return
        self._whole.setCurrentIndex(0)
        if self._dossier_id not in ids:
            waiting = (box.dossier.id for box in found.boxes if not box.is_closed)
            self._dossier_id = next(waiting, ids[0])
        self.list.show_boxes(found.boxes, occasion(found))
        self.list.select(self._dossier_id or ids[0])
        self.entry.show_grid(found.grid)
        self._ask_content()

    def _ask_content(self) -> None:
        dossier = self._dossier_id
        if dossier is not None:
            self.context.desk.ask(
                lambda file: box_content(file, dossier), self._show_content, topic=(self, "box")
            )

    def _choose(self, dossier_id: int) -> None:
        """Show another dossier; what was typed of the former one waits there."""
        self._dossier_id = dossier_id
        self._content = None
        self.pile.read_batch(False)
        self.entry.show_recorded("")
        self._ask_content()

    def _show_content(self, content: BoxContent) -> None:
        if self._boxes is None:
            return
        before, self._content = self._content, content
        state = self._state().without({ballot.id for ballot in content.ballots})
        gone = _gone(before, content)
        if gone is not None and not content.box.is_closed:
            state = state.taking(gone)
        self._states[content.box.dossier.id] = state
        self._show_all()

    # Showing

    def _state(self) -> BallotState:
        """Return what is typed for the dossier shown."""
        if self._boxes is None or self._dossier_id is None:
            raise LookupError("no dossier is shown")
        held = self._states.get(self._dossier_id)
        if held is not None and held.grid == self._boxes.grid:
            return held
        return BallotState(self._boxes.grid)

    def _show_all(self) -> None:
        content, boxes = self._content, self._boxes
        if content is None or boxes is None:
            return
        box, can_change = content.box, self.context.desk.can_change
        is_open = not box.is_closed and can_change
        if box.is_closed and self.pile.is_reading:
            self.pile.read_batch(False)
        self._title.setText(box.dossier.title)
        self._summary.setText(progress(box))
        self._batching.setText(_("batch {batch}").format(batch=self._batch_name() or "–"))
        self._batching.setVisible(is_open)
        self._frozen.set_words(*frozen_words(box))
        had_keyboard = self.entry.hasFocus() or self._frozen.isVisible()
        self._entries.setCurrentIndex(0 if is_open else 1)
        if had_keyboard and not self.list.view.hasFocus():
            self._take_keyboard()
        self.pile.setVisible(not box.is_closed)
        self.pile.show_ballots(boxes.grid, content.ballots)
        self.counts.show_content(boxes.grid, content)
        self.counts.show_notes(notes(boxes, content))
        self._show_commands(is_open=is_open, is_closed=box.is_closed, can_change=can_change)
        self._show_entry()

    def _show_commands(self, *, is_open: bool, is_closed: bool, can_change: bool) -> None:
        for action in (self._close, self._count, self._batch):
            action.setEnabled(is_open)
        self._reopen.setEnabled(is_closed and can_change)
        self._read.setEnabled(not is_closed)
        self._closing.setVisible(is_open)
        self._reopening.setVisible(is_closed and can_change)
        self._reading.setVisible(not is_closed)
        reading = self.pile.is_reading
        self._reading.setChecked(reading)
        self._reading.setText(_("Back to the entry") if reading else _("Re-read a batch"))

    def _show_entry(self) -> None:
        if self._content is None:
            return
        left = self._content.box.left
        self.entry.show_state(self._state(), self._next_number())
        known = left is not None and left - self._waiting > 0
        count = (left or 0) - self._waiting
        told = ngettext("{count} ballot to go", "{count} ballots to go", count).format(count=count)
        self.entry.remaining.setText(told if known else "")
        self.hints_changed.emit()

    def _next_number(self) -> int:
        """Return the number the ballot in the boxes will have."""
        held = self._content.ballots if self._content else ()
        return next_number(held) + self._waiting

    def _batch_name(self) -> str:
        """Return the batch chosen for this dossier, or that of its last ballot."""
        held = self._content.ballots if self._content else ()
        known = batches(held[-1:])
        last = known[0] if known else FIRST_BATCH
        return self._batches.get(self._dossier_id or 0, last)

    def _take_keyboard(self) -> None:
        """Put the keyboard on the ballot, or on the boxes when none can be entered."""
        is_open = self._entries.currentIndex() == 0
        (self.entry if is_open else self.list.view).setFocus()

    # Entering

    def _move(self, state: BallotState) -> None:
        if self._dossier_id is not None:
            self._states[self._dossier_id] = state
            self._show_entry()

    def _record(self) -> None:
        """Hand the ballot in the boxes to the file, or say which question is left."""
        state, dossier = self._state(), self._dossier_id
        if dossier is None or self._content is None:
            return
        if not state.is_full:
            missing = _("Question {number} is left").format(number=len(state.marks) + 1)
            self.entry.show_advice(missing, is_missing=True)
            return
        marks, corrects, batch = state.marks, state.draft.corrects, self._batch_name()
        if corrects is not None:
            self.context.desk.do(
                lambda file: correct_ballot(file, corrects, marks),
                lambda _changes: self._recorded(dossier, state, None),
                initiator=self,
                failed=partial(self._refused, dossier, state),
            )
        else:
            number = self._next_number()
            self._waiting += 1
            self.context.desk.do(
                lambda file: enter_ballot(file, dossier, marks, batch),
                lambda _changes: self._recorded(dossier, state, number),
                initiator=self,
                failed=partial(self._refused, dossier, state),
            )
        self._move(state.finished())
        if corrects is not None and self.pile.is_reading:
            self.pile.table.setFocus()

    def _recorded(self, dossier: int, state: BallotState, number: int | None) -> None:
        """Say that the disk has a ballot; ``number`` None for a correction."""
        self._waiting -= number is not None
        if dossier != self._dossier_id:
            return
        told = _("Ballot {number} recorded: {answers}")
        if number is None:
            number, told = state.draft.number, _("Ballot {number} corrected: {answers}")
        answers = codes_in_words(state.grid, state.marks)
        self.entry.show_recorded(
            told.format(number="–" if number is None else number, answers=answers)
        )

    def _refused(self, dossier: int, state: BallotState, failure: Failure) -> None:
        """Put a ballot that was refused back into the boxes."""
        self._waiting = max(0, self._waiting - (state.draft.corrects is None))
        self._states[dossier] = state
        self._show_entry()
        self.context.notifier.failure(failure)

    def _leave(self) -> None:
        """Leave a correction, or empty the boxes: nothing of the file changes."""
        state = self._state()
        if state.draft.corrects is not None or not state.marks:
            self._move(state.finished())
            if self.pile.is_reading:
                self.pile.table.setFocus()

    def _correct(self, ballot: Ballot) -> None:
        """Bring a ballot of the file into the boxes."""
        if self._entries.currentIndex() == 0:
            self._move(self._state().correcting(ballot))
            self._take_keyboard()

    def _take_out(self) -> None:
        """Take the ballot under correction out of the file."""
        state = self._state()
        ballot_id = state.draft.corrects
        if ballot_id is None:
            return
        self._move(state.finished())
        self.context.desk.do(
            lambda file: take_back(file, ballot_id), self._taken_out, initiator=self
        )
        self._take_keyboard()

    def _taken_out(self, changes: ChangeSet) -> None:
        self._content = None
        self.entry.show_recorded("")
        told = tell(changes.action)
        self.context.offer_undo(told[:1].upper() + told[1:])

    # Re-reading, counting, closing

    def _toggle_reading(self) -> None:
        """Show a batch ten by ten, or the last ballots again."""
        is_reading = not self.pile.is_reading
        self.pile.read_batch(is_reading, self._batch_name())
        self._show_all()
        if is_reading:
            self.pile.table.setFocus()
        else:
            self._take_keyboard()

    def _ask_count(self) -> None:
        content = self._content
        if content is None:
            return
        dialog = NumberDialog(
            self.context.look,
            _("Ballots counted at the box"),
            _("{title}: how many ballots did the box hold when it was opened?").format(
                title=content.box.dossier.title
            ),
            _("Keep this count"),
            content.box.counted,
            self,
        )
        dossier = content.box.dossier.id
        dialog.answered.connect(
            lambda count: self.context.desk.do(lambda file: count_box(file, dossier, count))
        )
        dialog.open()

    def _ask_batch(self) -> None:
        dialog = TextDialog(
            self.context.look,
            _("Batch of the next ballots"),
            _("A pile that a second person can re-read: « A, table 2 ». It names nobody."),
            _("Take this batch"),
            self._batch_name(),
            self,
            longest=40,
        )
        dialog.answered.connect(self._take_batch)
        dialog.open()

    def _take_batch(self, batch: str) -> None:
        if self._dossier_id is not None:
            self._batches[self._dossier_id] = batch
            self._show_all()
            self._take_keyboard()

    def _ask_closing(self) -> None:
        content = self._content
        if content is None:
            return
        question = Question(
            _("Close « {title} »?").format(title=content.box.dossier.title),
            closing_words(content.box, self._state().marks),
            _("Close the dossier"),
            _("Go on entering"),
            partial(self._close_box, content.box.dossier.id),
            "flag",
        )
        self.context.notifier.ask(question)

    def _close_box(self, dossier: int) -> None:
        today = self.context.services.now().date()
        uncleaned: list[Path] = []

        def change(file: CampaignFile) -> ChangeSet:
            done = close_box(file, dossier, today)
            uncleaned.extend(done.uncleaned)
            return done.changes

        self.context.desk.do(change, lambda _changes: self._closed(dossier, uncleaned))

    def _closed(self, dossier: int, uncleaned: list[Path]) -> None:
        """Forget what was typed, and name the backups that could not be mixed."""
        self.list.view.setFocus()
        self._states.pop(dossier, None)
        self._batches.pop(dossier, None)
        self._content = None
        if uncleaned:
            told = ngettext(
                "{count} backup could not be mixed and still tells the order of entry: {names}. "
                "Delete it.",
                "{count} backups could not be mixed and still tell the order of entry: {names}. "
                "Delete them.",
                len(uncleaned),
            ).format(count=len(uncleaned), names=", ".join(path.name for path in uncleaned))
            banner = Banner("ballots", Gravity.WARNING, told, closable=True)
            self.context.notifier.banner(banner)

    def _ask_reopening(self) -> None:
        content = self._content
        if content is None:
            return
        dialog = TextDialog(
            self.context.look,
            _("Reopen « {title} »?").format(title=content.box.dossier.title),
            _(
                "The ballots stay mixed. The journal keeps the reason, with your name and the "
                "time. A ballot added alone could be recognised: add several at once."
            ),
            _("Reopen the dossier"),
            "",
            self,
            required=True,
        )
        dossier = content.box.dossier.id
        dialog.answered.connect(
            lambda reason: self.context.desk.do(lambda file: reopen_box(file, dossier, reason))
        )
        dialog.open()

    # What the window asks

    def panels(self) -> tuple[QWidget, ...]:
        """The boxes, the ballot, the last ballots."""
        return (self.list.view, self.entry, self.pile.table)

    def key_hints(self) -> tuple[KeyHint, ...]:
        """Return the keys of the page."""
        return (
            KeyHint((_("Enter"),), _("record and go on")),
            KeyHint(("Ctrl", "↓"), _("next dossier")),
            KeyHint(("Ctrl", "L"), _("re-read")),
            KeyHint(("F2",), _("count of the box")),
        )

    def fact(self) -> str:
        """Say where the data is."""
        return _("On this computer only")


def _gone(before: BoxContent | None, now: BoxContent) -> Ballot | None:
    """Return the last ballot when an undo took it out of the file."""
    if before is None or before.box.dossier.id != now.box.dossier.id or not before.ballots:
        return None
    last, held = before.ballots[-1], {ballot.id for ballot in now.ballots}
    is_alone = len(before.ballots) == len(now.ballots) + 1
    return last if is_alone and last.id not in held else None
