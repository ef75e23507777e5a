"""The rows to look at: what will be done of each, and what may be chosen instead."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from euralens_desk.domain.import_plan import Level, Remark
from euralens_desk.i18n import _, ngettext, tell
from euralens_desk.ui.field_words import field_labels
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.state.import_lines import RowLine, level_counts
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import (
    Button,
    ButtonKind,
    Card,
    Chip,
    ChipTone,
    ElidedText,
    Picture,
    Text,
)

MANY = 12
"""Lines shown at a time: as many questions are among them, wherever they stand."""
BESIDE = 32
"""Letters of the answers that stand beside the sentence at 100 %; longer ones stand below it."""
TITLE = 200
"""Width of the titles in pixels at 100 %."""
_ICONS = {
    Level.QUESTION: ("circle-question-mark", "brk"),
    Level.WARNING: ("triangle-alert", "och"),
    Level.INFORMATION: ("info", "ink2"),
}
_TONES = {
    Level.QUESTION: ChipTone.ERROR,
    Level.WARNING: ChipTone.WARNING,
    Level.INFORMATION: ChipTone.NEUTRAL,
}


class LookLine(QFrame):
    """One line: row, title, icon, sentence, answers.

    Emits ``answered(key, code)``, ``all_answered(codes by key)`` and ``correction_wanted(cell)``.
    """

    answered = Signal(str, str)
    all_answered = Signal(object)
    correction_wanted = Signal(str)

    def __init__(self, look: Appearance, line: RowLine) -> None:
        super().__init__()
        self._look = look
        self.line = line
        self._is_open = line.remark is not None and line.remark.is_open
        self.answers: dict[tuple[int, str, str], Button] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(18), look.px(4), look.px(18), look.px(5))
        row.setSpacing(look.px(10))
        self.setMinimumHeight(look.px(36))
        number = Text(_("row {row}").format(row=line.row), Role.CAPTION, "ink3")
        number.setMinimumWidth(look.px(46))
        icon, tone = _ICONS[line.level]
        row.addWidget(number)
        title = ElidedText(line.title or _("without title"), Role.TITLE3)
        title.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        title.setFixedWidth(look.px(TITLE))
        row.addWidget(title)
        row.addWidget(Picture(look, icon, tone, 20, name=level_name(line.level)))
        said = sentence(line)
        about = f"{number.text()}, {line.title}"
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Text(said, wrap=True))
        if line.remark is not None and line.alike:
            words.addWidget(self._alike(line.remark, line.alike), 0, Qt.AlignmentFlag.AlignLeft)
        row.addLayout(words, 1)
        self.setAccessibleName(f"{about}. {said}")
        remark = line.remark
        answers = QHBoxLayout()
        answers.setSpacing(look.px(8))
        if line.can_be_corrected and remark is not None:
            self._add_correction(answers, remark, about)
        if remark is not None and remark.answers and not _is_accepted(remark):
            self._add_answers(answers, remark, about)
        else:
            answers.addWidget(Picture(look, "check", "ink2", 16))
            answers.addWidget(Text(_("taken into account"), Role.CAPTION, "ink2"))
        labels = [tell(answer.label) for answer in remark.answers] if remark is not None else []
        if sum(map(len, labels)) <= BESIDE * 100 // look.text_percent:
            row.addLayout(answers)
        else:
            answers.addStretch(1)
            words.insertLayout(1, answers)

    def _add_correction(self, row: QHBoxLayout, remark: Remark, about: str) -> None:
        button = Button(self._look, _("Correct…"), ButtonKind.LINK, small=True)
        button.setAccessibleName(f"{button.text()} {remark.cell}, {about}")
        button.clicked.connect(lambda: self.correction_wanted.emit(remark.cell))
        row.addWidget(button)

    def _alike(self, remark: Remark, alike: Sequence[str]) -> Button:
        """Return the link that answers all those of the same kind as this one."""
        number, code = len(alike), remark.chosen or remark.answers[0].code
        label = next(tell(answer.label) for answer in remark.answers if answer.code == code)
        if remark.is_decided:
            text = ngettext(
                "{answer}: same answer for {count} like it",
                "{answer}: same answer for {count} like it",
                number,
            )
        else:
            text = ngettext("{answer}: the {count} alike", "{answer}: the {count} alike", number)
        said = text.format(answer=label, count=number)
        button = Button(self._look, said, ButtonKind.LINK, small=True)
        button.clicked.connect(lambda: self.all_answered.emit(dict.fromkeys(alike, code)))
        return button

    def _add_answers(self, row: QHBoxLayout, remark: Remark, about: str) -> None:
        for answer in remark.answers:
            text = tell(answer.label)
            button = Button(self._look, text, small=True)
            if len(remark.answers) > 1:
                button.setCheckable(True)
                is_chosen = answer.code == remark.chosen
                button.setChecked(is_chosen)
                button.set_icon_name("check" if is_chosen else "")
            button.setAccessibleName(f"{text}, {about}")
            button.clicked.connect(
                lambda _checked=False, code=answer.code: self.answered.emit(remark.key, code)
            )
            self.answers[remark.row, remark.key, answer.code] = button
            row.addWidget(button)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tint of an open question and the line above."""
        del event
        painter, look = QPainter(self), self._look
        if self._is_open:
            painter.fillRect(self.rect(), look.colour("brk_tint"))
        painter.fillRect(QRectF(0, 0, self.width(), 1), look.colour("line"))


class LookList(Card):
    """The lines, with how many ask something. Emits what its lines do."""

    answered = Signal(str, str)
    all_answered = Signal(object)
    correction_wanted = Signal(str)

    def __init__(self, look: Appearance) -> None:
        super().__init__(look, _("Rows to look at"), flush=True)
        self._most = MANY
        self._lines: tuple[RowLine, ...] = ()
        self._shown: list[LookLine] = []
        self._chips = {level: Chip(look, "", _TONES[level]) for level in Level}
        for level in reversed(Level):
            self.add_beside_title(self._chips[level])
        self._silent = Text("", Role.CAPTION, "ink2")
        self.add_to_head(self._silent)
        self._place = QVBoxLayout()
        self._place.setSpacing(0)
        self.more = Button(look, _("Show the next rows"), ButtonKind.LINK, small=True)
        self.more.clicked.connect(self._show_more)
        self.body.addLayout(self._place)
        self.body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)

    def show_lines(self, lines: tuple[RowLine, ...], silent: int) -> None:
        """Show other lines; the keyboard stays on the answer that has it."""
        self._lines = lines
        held = next((spot for spot, button in self._buttons() if button.hasFocus()), None)
        here = self._place_of_focus()
        self._rebuild()
        self._tell_counts(silent)
        if (held is None or not self._focus(held)) and here is not None:
            self._focus_after(here)

    def _place_of_focus(self) -> int | None:
        """Return which line has the keyboard."""
        held = self.focusWidget()
        if held is None or not held.hasFocus():
            return None
        lines = (p for p, line in enumerate(self._shown) if line.isAncestorOf(held))
        return next(lines, None)

    def _focus_after(self, place: int) -> None:
        """Give the keyboard to the next thing to answer, when the line that had it is settled."""
        buttons = [b for line in self._shown[place:] for b in line.findChildren(Button)]
        if buttons:
            buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _buttons(self) -> Sequence[tuple[tuple[int, str, str], Button]]:
        return [pair for line in self._shown for pair in line.answers.items()]

    def _focus(self, spot: tuple[int, str, str]) -> bool:
        button = dict(self._buttons()).get(spot)
        if button is not None:
            button.setFocus(Qt.FocusReason.OtherFocusReason)
        return button is not None

    def focus_question(self, key: str) -> QWidget | None:
        """Give the keyboard to the first answer of a question, and return it."""
        button = next((b for (_row, place, _code), b in self._buttons() if place == key), None)
        if button is not None:
            button.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return button

    def _show_more(self) -> None:
        place = len(self._shown)
        self._most += MANY
        self._rebuild()
        self._focus_after(place)

    def _rebuild(self) -> None:
        """Show the lines, keeping those that say what they said."""
        wanted = self._wanted()
        held = {_spot(shown.line): shown for shown in self._shown}
        kept = [held.get(_spot(line)) for line in wanted]
        lines = [
            old if old is not None and old.line == line else self._new(line)
            for line, old in zip(wanted, kept, strict=True)
        ]
        for old in self._shown:
            if not any(old is line for line in lines):
                self._place.removeWidget(old)
                old.hide()
                old.deleteLater()
        for place, line in enumerate(lines):
            here = self._place.itemAt(place)
            if here is None or here.widget() is not line:
                self._place.insertWidget(place, line)
                line.show()
        self._shown = lines
        self.more.setVisible(len(lines) < len(self._lines))

    def _wanted(self) -> list[RowLine]:
        """Return the first lines, and the first questions that wait, wherever they stand."""
        waiting = [line for line in self._lines if line.remark is not None and line.remark.is_open]
        asked = {id(line) for line in waiting[: self._most]}
        return [
            line
            for place, line in enumerate(self._lines)
            if place < self._most or id(line) in asked
        ]

    def _new(self, line: RowLine) -> LookLine:
        made = LookLine(self._look, line)
        made.answered.connect(self.answered)
        made.all_answered.connect(self.all_answered)
        made.correction_wanted.connect(self.correction_wanted)
        return made

    def _tell_counts(self, silent: int) -> None:
        found = level_counts(self._lines)
        for level, chip in self._chips.items():
            number = found.get(level, 0)
            chip.show_state(_count(level, number), _TONES[level], _ICONS[level][0])
            chip.setVisible(bool(number))
        told = ngettext("{count} row without remark", "{count} rows without remark", silent).format(
            count=silent
        )
        self._silent.setText(told)


def _spot(line: RowLine) -> tuple[int, str, str, str]:
    """Return what tells a line from the others, whatever was answered to it."""
    remark = line.remark
    if remark is None:
        return (line.row, "", "", "")
    return (line.row, remark.key, remark.cell, remark.told.text)


def _is_accepted(remark: Remark) -> bool:
    """Whether the only answer there is was given."""
    return len(remark.answers) == 1 and remark.is_decided


def _count(level: Level, number: int) -> str:
    return {
        Level.QUESTION: ngettext("{count} question", "{count} questions", number),
        Level.WARNING: ngettext("{count} warning", "{count} warnings", number),
        Level.INFORMATION: ngettext(
            "{count} piece of information", "{count} pieces of information", number
        ),
    }[level].format(count=number)


def level_name(level: Level) -> str:
    """Return what an icon says to a screen reader."""
    return {
        Level.QUESTION: _("Question"),
        Level.WARNING: _("Warning"),
        Level.INFORMATION: _("Information"),
    }[level]


def sentence(line: RowLine) -> str:
    """Return what is said of a row, its field first."""
    labels = field_labels()
    if line.remark is None:
        fields = ", ".join(labels[name] for name in line.absent)
        return _("{fields}: absent, to be completed.").format(fields=fields)
    said = tell(line.remark.told)
    name = labels.get(line.remark.field, "")
    if name and line.remark.cell and not line.remark.key.startswith("late:"):
        said = _("{field}: {what}").format(field=name, what=said)
    end = "" if said.endswith(("?", ".", "!")) else "."
    return f"{said[:1].upper()}{said[1:]}{end}"
