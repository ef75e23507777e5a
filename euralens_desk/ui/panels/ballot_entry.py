"""The ballot under the fingers: one big box a question, then Entrée."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from euralens_desk.domain.grid import CriteriaGrid
from euralens_desk.domain.mark import Mark
from euralens_desk.i18n import _
from euralens_desk.ui.ballot_words import WORDED, faces, legend, mark_in_words, sign_of
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.page import KeyHint
from euralens_desk.ui.state.ballots import BallotState, has_own_keys, level_keys
from euralens_desk.ui.state.keys import character_of_key
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import (
    Button,
    ButtonKind,
    Card,
    Chip,
    ChipTone,
    DigitBox,
    KeyHintBar,
    Text,
    hairline,
)

_HELD = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


class BallotEntry(Card):
    """Takes the keyboard as a whole; the page keeps what is typed and shows it here.

    Emits ``typed(character)``, ``erased()``, ``validated()``, ``left()`` (Échap), and what its
    links ask for.
    """

    typed = Signal(str)
    erased = Signal()
    validated = Signal()
    left = Signal()
    undo_wanted = Signal()
    removal_wanted = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__(look, " ")
        self._grid: CriteriaGrid | None = None
        self._state: BallotState | None = None
        self._number: int | None = None
        self._warning = ""
        self._is_warned_before = False
        self.boxes: list[DigitBox] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("focusRing", False)
        self.advice = Text("", tone="ink2")
        self.add_to_head(self.advice)
        self._grid_place = QWidget()
        self.body.addWidget(self._grid_place)
        self._legend = Text("", Role.CAPTION, "ink2", wrap=True)
        self._answers, self._moves = KeyHintBar(look), KeyHintBar(look)
        self.recorded = Chip(look, "", ChipTone.GOOD, icon="check")
        self.undo = Button(look, _("Undo"), ButtonKind.LINK, small=True)
        self.remove = Button(look, _("Take this ballot out"), ButtonKind.LINK, small=True)
        self.remaining = Text("", Role.DENSE, "ink2")
        self.undo.clicked.connect(self.undo_wanted)
        self.remove.clicked.connect(self.removal_wanted)
        self._lay_out()
        self.show_recorded("")

    def _lay_out(self) -> None:
        look = self._look
        self.body.setContentsMargins(look.px(24), 0, look.px(24), look.px(16))
        self.body.setSpacing(look.px(8))
        self.head.setContentsMargins(look.px(24), look.px(16), look.px(24), look.px(6))
        foot = QHBoxLayout()
        foot.setSpacing(look.px(12))
        foot.addWidget(self.recorded)
        foot.addWidget(self.undo)
        foot.addWidget(self.remove)
        foot.addStretch(1)
        foot.addWidget(self.remaining)
        for widget in (self._legend, self._answers, self._moves):
            self.body.addWidget(widget)
        self.body.addWidget(hairline())
        self.body.addLayout(foot)

    def show_grid(self, grid: CriteriaGrid) -> None:
        """Make one box for each sub-criterion."""
        if grid == self._grid:
            return
        self._grid = grid
        look, old = self._look, self._grid_place
        self._grid_place = QWidget()
        self.boxes = []
        wide = len(grid.criteria) if len(grid.criteria) <= WORDED else WORDED
        places = QGridLayout(self._grid_place)
        places.setContentsMargins(0, 0, 0, 0)
        places.setHorizontalSpacing(look.px(16))
        places.setVerticalSpacing(look.px(6))
        for place, criterion in enumerate(grid.criteria):
            name = f"{place + 1}. {criterion.label}"
            box = DigitBox(look, name, faces(grid))
            label = Text(name, Role.TITLE3, wrap=True)
            label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
            row = place // wide * 2
            places.addWidget(label, row, place % wide)
            places.addWidget(box, row + 1, place % wide)
            self.boxes.append(box)
        for column in range(wide):
            places.setColumnStretch(column, 1)
        self.body.replaceWidget(old, self._grid_place)
        self._grid_place.show()
        old.hide()
        old.deleteLater()
        self._show_keys(grid)

    def _show_keys(self, grid: CriteriaGrid) -> None:
        keys = [key.upper() for key in level_keys(grid.scale)]
        self._legend.setText(_("Keys: {legend}").format(legend=legend(grid)))
        self._legend.setVisible(not has_own_keys(grid.scale))
        self._answers.set_hints(
            (
                KeyHint((keys[0], "–", keys[-1]), _("score")),
                KeyHint((".",), _("blank or illegible")),
                KeyHint(("?",), _("does not know")),
            )
        )
        self._moves.set_hints(
            (
                KeyHint((_("Backspace"),), _("correct it")),
                KeyHint(("Ctrl", "+", "Z"), _("take back")),
                KeyHint((_("Enter"),), _("record")),
            )
        )

    def show_state(self, state: BallotState, number: int) -> None:
        """Show what is typed of ballot ``number``."""
        self._state = state
        corrects = state.draft.corrects is not None
        held = self._number = state.draft.number if corrects else number
        told = _("Correct ballot {number}") if corrects else _("Ballot {number}")
        self.title.setText(told.format(number="–" if held is None else held))
        self.remove.setVisible(corrects)
        for widget in (self.recorded, self.undo):
            widget.setVisible(bool(self.recorded.text()) and not corrects)
        self.show_advice(self._warning or _advice(state), is_missing=bool(self._warning))
        answered = _("{answered} of {total} answers")
        self.setAccessibleName(
            f"{self.title.text()}, " + answered.format(answered=len(state.marks), total=state.width)
        )
        self._paint_boxes()

    def show_advice(self, text: str, *, is_missing: bool) -> None:
        """Say what comes next, or what is missing."""
        self.advice.set_tone("och" if is_missing else "ink2")
        self.advice.setText(text)

    def show_recorded(self, text: str) -> None:
        """Say which ballot the disk has; nothing when ``text`` is empty."""
        if not text:
            self._warning = ""
        self.recorded.show_state(text, ChipTone.GOOD, "check")
        for widget in (self.recorded, self.undo):
            widget.setVisible(bool(text))

    def _paint_boxes(self) -> None:
        state = self._state
        if state is None:
            return
        current = min(len(state.marks), state.width - 1) if self.hasFocus() else -1
        for place, box in enumerate(self.boxes):
            mark: Mark | None = state.marks[place] if place < len(state.marks) else None
            is_current = place == current
            if mark is None:
                box.show_level(None, current=is_current)
            elif mark.level is None:
                word = mark_in_words(state.grid, mark)
                box.show_level(None, sign_of(mark), word=word, current=is_current)
            else:
                box.show_level(mark.level, current=is_current)

    # Events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take answers, Retour arrière, Entrée and Échap; leave the rest to the page."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._pass_warning_on()
            self.validated.emit()
        elif key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self._warning = ""
            self.erased.emit()
        elif key == Qt.Key.Key_Escape:
            self._warning = ""
            self.left.emit()
        elif event.modifiers() & _HELD or not event.text().strip():
            super().keyPressEvent(event)
        else:
            self._warn_of(event.text())
            self.typed.emit(event.text())

    def _warn_of(self, text: str) -> None:
        """Say that a character is no answer: who copies a pile of paper does not look up."""
        state = self._state
        if state is None or state.is_full or state.typed(text) != state:
            return
        told = _("Ballot {number}: « {answer} » is off the scale, not kept")
        number = "–" if self._number is None else self._number
        self._warning = told.format(number=number, answer=character_of_key(text) or text)
        self._is_warned_before = False

    def _pass_warning_on(self) -> None:
        """Keep a warning while the next ballot is typed, and no longer."""
        if self._state is None or not self._state.is_full:
            return
        if self._is_warned_before:
            self._warning = ""
        self._is_warned_before = True

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the caret."""
        super().focusInEvent(event)
        self._paint_boxes()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the caret."""
        super().focusOutEvent(event)
        self._paint_boxes()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the keyboard back."""
        super().mousePressEvent(event)
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def _space(self) -> None:
        """Keep the padding of this card at every text size."""
        super()._space()
        look = self._look
        self.head.setContentsMargins(look.px(24), look.px(16), look.px(24), look.px(6))
        self.body.setContentsMargins(look.px(24), 0, look.px(24), look.px(16))


def _advice(state: BallotState) -> str:
    """Return what to do next."""
    if state.is_full:
        return _("Enter records, Backspace corrects")
    if state.width == 3 and all(level.code.isdigit() for level in state.grid.scale.levels):
        return _("Three digits, then Enter")
    return _("{count} answers, then Enter").format(count=state.width)
