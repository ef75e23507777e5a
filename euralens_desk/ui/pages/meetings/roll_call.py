"""The vote by roll call: one row a voter, one key a voice."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from euralens_desk.domain.bodies import VoteForm
from euralens_desk.domain.meeting import Outcome
from euralens_desk.i18n import _
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.pages.meetings.pane import Pane, PaneRow
from euralens_desk.ui.state.voting import Voter, call_counts, voters
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import SegmentedChoice, Text, typed_character
from euralens_desk.usecases.proceedings import Point, Proceedings
from euralens_desk.words import outcome_word

ABSTAINS = "abstains"
"""The segment of an abstention: None would choose no segment at all."""
KEYS: dict[str, object] = {"1": Outcome.LABEL, "2": Outcome.NOMINATED, "3": Outcome.DEFERRED}
KEYS["a"] = ABSTAINS


class VoiceChoice(SegmentedChoice):
    """The voice of one member. 1, 2, 3 and A say it, Backspace takes it back, arrows change row."""

    taken_back = Signal()
    stepped = Signal(int)

    def __init__(self, look: Appearance, name: str) -> None:
        options: list[tuple[object, str]] = [(o, outcome_word(o)) for o in Outcome]
        options.append((ABSTAINS, _("Abstention")))
        super().__init__(look, name, options, token="pri")
        self._name, self._words = name, dict(options)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for key, _word in options:
            segment = self.segment(key)
            segment.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.shorten(False)

    def shorten(self, is_short: bool) -> None:
        """Write the keys in the place of the words, for want of room."""
        for digit, key in KEYS.items():
            self.name_option(key, digit.upper() if is_short else self._words[key])
            self.segment(key).setAccessibleName(f"{self._name}, {self._words[key]}")

    def word(self) -> str:
        """Return the voice that is said, in a word; empty as long as there is none."""
        return self._words.get(self.selected(), "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Say a voice, take it back, or change row."""
        keys, steps = Qt.Key, {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        said = KEYS.get(typed_character(event))
        if said is not None:
            self.chosen.emit(said)
        elif event.key() in (keys.Key_Backspace, keys.Key_Delete):
            self.taken_back.emit()
        elif event.key() in steps:
            self.stepped.emit(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


class VoterRow(PaneRow):
    """One voter: name, who casts the voice when another one does, the voice itself."""

    def __init__(self, look: Appearance, line: Voter) -> None:
        choice = VoiceChoice(look, line.member.name)
        super().__init__(choice)
        self.choice = choice
        self._look = look
        self._said = Text("", Role.CAPTION_STRONG, "pri")
        self._said.hide()
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(Text(line.member.name, Role.TITLE3, wrap=True))
        names.addWidget(self._said)
        told = cast_words(line)
        if told:
            names.addWidget(Text(told, Role.CAPTION, "ink3", wrap=True))
        names.addWidget(self.refused)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(16), look.px(3), look.px(16), look.px(3))
        row.setSpacing(look.px(12))
        row.addLayout(names, 1)
        row.addWidget(choice)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Write the voices in words where there is room, by their keys otherwise."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        look, words = self._look, [outcome_word(outcome) for outcome in Outcome]
        advance = look.metrics(Role.TITLE3).horizontalAdvance
        needed = sum(advance(word) + look.px(48) for word in (*words, _("Abstention")))
        is_short = self.width() < needed + look.px(220)
        self.choice.shorten(is_short)
        self._said.setText(self.choice.word())
        self._said.setVisible(is_short and bool(self._said.text()))

    def show_line(self, line: Voter, *, may_change: bool) -> None:
        """Show the voice, and whether one may still be said."""
        voice = line.voice
        self.choice.select((voice.outcome or ABSTAINS) if voice else None)
        self.choice.setEnabled(may_change)
        self._fit()
        said = _("no voice yet")
        if voice is not None:
            said = outcome_word(voice.outcome) if voice.outcome else _("Abstention")
        told = cast_words(line)
        self.choice.setAccessibleName(", ".join(p for p in (line.member.name, told, said) if p))


class RollCallPane(Pane):
    """The voters of a point. Emits ``said(member, outcome)`` (None abstains), ``taken_back``."""

    said = Signal(int, object)
    taken_back = Signal(int)

    def __init__(self, look: Appearance) -> None:
        super().__init__(look, _("Roll call"))
        self._shown: tuple[object, ...] = ()
        self._rows: dict[int, VoterRow] = {}
        self.totals = Text("", Role.CAPTION_STRONG, wrap=True)
        self.totals.setContentsMargins(look.px(16), 0, look.px(16), look.px(4))
        self.column.insertWidget(1, self.totals)

    def show_point(self, held: Proceedings, point: Point | None, *, may_change: bool) -> None:
        """Show who votes on a point, and what was said."""
        lines = voters(held, point) if point else ()
        item = point.item.id if point else 0
        shown = (item, *((line.member, line.cast_by, line.has_voice) for line in lines))
        if shown != self._shown:
            self._shown = shown
            self._build(lines)
        for line in lines:
            self._rows[line.member.id].show_line(line, may_change=may_change)
        self.told.setText(
            _("1 award, 2 nomination, 3 deferred, A abstention; Backspace takes the voice back.")
            if lines
            else _("Nobody has a voice on this item: note who attends (Ctrl+P).")
        )
        self.totals.setText(totals_words(lines))
        is_other = point is not None and point.item.is_voted
        is_other = is_other and point is not None and point.item.form is not VoteForm.NOMINAL
        told = _("A vote is recorded already: the first voice of the roll call replaces it.")
        self.say(told if is_other else "")

    def _build(self, lines: tuple[Voter, ...]) -> None:
        held = self.held_member()
        self.empty()
        self._rows = {}
        for line in lines:
            member, row = line.member.id, VoterRow(self.look, line)
            row.choice.chosen.connect(partial(self._say, member))
            row.choice.taken_back.connect(partial(self.taken_back.emit, member))
            row.choice.stepped.connect(self.step)
            self._rows[member] = row
            self.add(member, row)
        self.close_list()
        self.give_back(held)

    def _say(self, member: int, key: object) -> None:
        """Record a voice and go on to the next voter."""
        self._rows[member].choice.setFocus(Qt.FocusReason.OtherFocusReason)
        self.said.emit(member, None if key is ABSTAINS else key)
        self.step(1)

    def enter(self) -> None:
        """Put the keyboard on the first voter who did not answer."""
        rows = self._rows.values()
        silent = next((row for row in rows if row.choice.selected() is None), None)
        if silent is None:
            super().enter()
        else:
            silent.choice.setFocus(Qt.FocusReason.OtherFocusReason)


def cast_words(line: Voter) -> str:
    """Return who casts a voice, when it is not the member; or that the member lost it."""
    if not line.has_voice:
        return _("has no voice on this item any more: take this one back")
    if not line.cast_by:
        return ""
    if line.by_mandate:
        return _("by mandate, cast by {name}").format(name=line.cast_by)
    return _("cast by {name}, alternate").format(name=line.cast_by)


def totals_words(lines: tuple[Voter, ...]) -> str:
    """Return « Attribution 6 · Nomination 3 · En attente 0 · Abstention 1 · 2 sans réponse »."""
    counts, silent = call_counts(lines)
    parts = [f"{outcome_word(outcome)} {counts[outcome]}" for outcome in Outcome]
    parts.append(f"{_('Abstention')} {counts[None]}")
    parts.append(_("to answer: {count}").format(count=silent))
    return " · ".join(parts)
