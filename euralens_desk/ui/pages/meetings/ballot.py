"""The vote on a point: its form, the counters, the total against the voices, the casting vote."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from euralens_desk.domain.bodies import BodyRules, VoteForm
from euralens_desk.domain.meeting import AgendaItem, Outcome
from euralens_desk.domain.messages import Message, message
from euralens_desk.i18n import _, ngettext, tell
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import (
    Button,
    Counter,
    IconButton,
    Note,
    NoteKind,
    SectionHeading,
    SegmentedChoice,
    Text,
    box,
)
from euralens_desk.ui.widgets.late import LateLine
from euralens_desk.usecases.proceedings import Point, Proceedings
from euralens_desk.usecases.roll_call import call_remark
from euralens_desk.usecases.votes import (
    VoteCount,
    chair_settles,
    count_of,
    held_form,
    miscount,
    quorum_remark,
    vote_remark,
)
from euralens_desk.words import form_word, outcome_word


class _Line(NamedTuple):
    """One outcome: its word, how large a share it has, its counter."""

    word: Text
    bar: VoiceBar
    counter: Counter


class BallotBoxes(QWidget):
    """Emits ``voted(VoteCount)`` at each vote, ``voted(None)`` when all went back to nought.

    ``settled(Outcome)`` is the casting vote; ``call_wanted`` asks for the roll call.
    ``form_chosen(VoteForm)`` is the form of the vote, before the first voice already.
    """

    voted = Signal(object)
    explained = Signal(str)
    settled = Signal(object)
    form_chosen = Signal(object)
    call_wanted = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self._voices = 0
        self._call_remark: Message | None = None
        self._quorum_remark: Message | None = None
        self._chair_has_voice = True
        self._outcome: Outcome | None = None
        self._item: AgendaItem | None = None
        self._rules = BodyRules()
        self._is_locked = False
        self.form = SectionHeading(form_word(VoteForm.HANDS))
        self.forms = IconButton(look, "chevron-down", _("Form of the vote"), small=True, bare=True)
        self.forms.clicked.connect(self.offer_forms)
        self.total = Text("", Role.CAPTION_STRONG)
        self.call = Button(look, _("Call the roll"), icon="list-checks", small=True)
        self.call.clicked.connect(self.call_wanted)
        self.remark = Note(look, NoteKind.WARNING, " ", icon="")
        self.casting = CastingVote(look)
        self.casting.settled.connect(self.settled)
        self.reason = LateLine(
            _("Reason of the count"), hint=_("Why the votes are not as many as the voices")
        )
        self.reason.settled.connect(self.explained)
        self._lines: list[_Line] = []
        self._lay_out()

    def _lay_out(self) -> None:
        look = self._look
        head = QHBoxLayout()
        head.setSpacing(look.px(2))
        head.addWidget(self.form)
        head.addWidget(self.forms)
        head.addStretch(1)
        head.addWidget(self.total)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(4))
        column.addLayout(head)
        column.addLayout(self._grid())
        column.addWidget(self.call, 0, Qt.AlignmentFlag.AlignLeft)
        for widget in (self.casting, self.remark, self.reason):
            column.addWidget(widget)

    def _grid(self) -> QGridLayout:
        look, grid = self._look, QGridLayout()
        grid.setHorizontalSpacing(look.px(12))
        grid.setVerticalSpacing(look.px(1))
        words = [*map(outcome_word, Outcome), _("Abstention"), _("Blank votes"), _("Null votes")]
        for row, word in enumerate(words):
            line = _Line(Text(word), VoiceBar(look), Counter(look, word, small=True))
            line.counter.changed.connect(self._tell)
            self._lines.append(line)
            for place, widget in enumerate(line):
                grid.addWidget(widget, row, place)
        grid.setColumnStretch(1, 1)
        return grid

    # Showing

    def show_point(
        self, held: Proceedings, point: Point, outcome: Outcome | None, *, fresh: bool
    ) -> None:
        """Show the votes on a point; ``fresh`` when it is another one than before.

        What is typed and was refused stays in sight until it is corrected.
        """
        known, before = count_of(point.item), count_of(self._item) if self._item else None
        stays = not fresh and self.is_unkept and known == before
        self._item, self._rules = point.item, held.committee.rules
        self._voices, self._outcome = point.voices, outcome
        self._chair_has_voice = point.chair_has_voice
        self._quorum_remark = quorum_remark(point.quorum)
        self._call_remark = call_remark(point.headcount, held.voices.get(point.item.id, ()))
        if not stays:
            for line, number in zip(self._lines, _numbers(known), strict=True):
                line.counter.set_value(number)
        if fresh:
            self.reason.replace_text(point.item.miscount_reason)
        else:
            self.reason.show_text(point.item.miscount_reason)
        self._show()

    def show_outcome(self, outcome: Outcome | None) -> None:
        """Remark on the votes in the light of the proposition."""
        self._outcome = outcome
        self._show()

    def held_form(self) -> VoteForm:
        """Return how the vote is held: as recorded, as chosen, or as the body does."""
        return held_form(self._item, self._rules) if self._item else VoteForm.HANDS

    def count(self) -> VoteCount:
        """Return the votes as they stand."""
        label, nominated, deferred, abstentions, blank, null = (
            line.counter.value() for line in self._lines
        )
        form = self.held_form()
        secret = (blank, null) if form is VoteForm.SECRET else (0, 0)
        return VoteCount(label, nominated, deferred, abstentions, form, *secret)

    @property
    def is_unkept(self) -> bool:
        """Whether more voices are typed than may be cast: they were not recorded."""
        count = self.count()
        too_many = bool(self._voices) and count.total > self._voices
        return too_many and (self._item is None or count != count_of(self._item))

    def enter(self) -> None:
        """Put the keyboard on the first counter, or on the button of the roll call."""
        if self.held_form() is VoteForm.NOMINAL:
            self.call.setFocus()
            return
        self._lines[0].counter.field.setFocus()
        self._lines[0].counter.field.selectAll()

    # Choosing the form

    def offer_forms(self) -> None:
        """Offer the three forms of a vote."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for form in VoteForm:
            action = menu.addAction(form_word(form))
            action.setCheckable(True)
            action.setChecked(form is self.held_form())
            action.triggered.connect(partial(self._choose, form))
        menu.popup(self.forms.mapToGlobal(self.forms.rect().bottomLeft()))

    def _choose(self, form: VoteForm, _checked: bool = False) -> None:
        """Hold the vote in another form; what was counted is kept as far as it can be."""
        item, count = self._item, self.count()
        if item is None:
            return
        votes = (count.label, count.nominated, count.deferred, count.abstentions)
        if item.is_voted and any(votes) and form not in (item.form, VoteForm.NOMINAL):
            self.voted.emit(VoteCount(*votes, form))
            return
        self.form_chosen.emit(form)
        if form is VoteForm.NOMINAL:
            self.call_wanted.emit()
        elif item.is_voted and item.form is not form:
            self.voted.emit(None)

    def _tell(self, _value: object = None) -> None:
        count = self.count()
        self._show()
        self.voted.emit(count if count.total else None)

    # What the votes say

    def _show(self) -> None:
        """Show the total, the bars and the remark."""
        count, form = self.count(), self.held_form()
        for place, (line, number) in enumerate(zip(self._lines, _numbers(count), strict=True)):
            line.bar.show_share(number, max(self._voices, count.total))
            line.counter.setEnabled(not self._is_locked and form is not VoteForm.NOMINAL)
            for widget in line:
                widget.setVisible(place < 4 or form is VoteForm.SECRET)
        self.form.setText(form_word(form).upper())
        self.form.setAccessibleName(form_word(form))
        self.total.setText(_total(count.total, self._voices))
        self.call.setVisible(form is VoteForm.NOMINAL)
        self.casting.setVisible(self._asks_the_chair(count))
        self.casting.show_tie(count.leading, self._item.casting_vote if self._item else None)
        self._show_remark(count)

    def _asks_the_chair(self, count: VoteCount) -> bool:
        """Whether the chair is to settle a tie: not before the roll was called to its end."""
        is_over = count.form is not VoteForm.NOMINAL or count.total >= self._voices
        settles = self._chair_has_voice and chair_settles(count, self._rules)
        return is_over and settles and not self.is_unkept

    @property
    def waits_for_chair(self) -> bool:
        """Whether the votes are a tie that the chair is to settle, and has not settled yet."""
        count, choice = self.count(), self.casting.choice
        settled = choice.selected() if choice is not None else None
        return self._asks_the_chair(count) and settled not in count.leading

    def ask_chair(self) -> None:
        """Ask for the casting vote, the keyboard on its first outcome."""
        choice = self.casting.choice
        if choice is not None:
            self.remark.set_words(_("The rule gives the chair the casting vote: record it first."))
            self.remark.show()
            choice.segment(self.count().leading[0]).setFocus()

    def _show_remark(self, count: VoteCount) -> None:
        miscounted = miscount(count.total, self._voices)
        found = self._remark(count) if count.total else miscounted
        if not self._voices:
            self.remark.set_words(_("Note who attends: the voices are counted from it (Ctrl+P)."))
        elif found is not None and self.is_unkept:
            self.remark.set_words(tell(found), _("This vote is not recorded: correct it."))
        elif found is not None:
            self.remark.set_words(tell(found))
        is_idle = not count.total and self._voices > 0
        self.remark.setVisible(not is_idle and (not self._voices or found is not None))
        may_explain = (miscounted or self._call_remark) is not None and not self.is_unkept
        self.reason.setVisible(may_explain and (bool(self.reason.text()) or not is_idle))

    def _remark(self, count: VoteCount) -> Message | None:
        """Return what to remark; a tie the chair settles is asked about, not remarked.

        Whose voice a roll call holds wrongly, or still lacks, comes before its total; a quorum that
        is not reached comes before what the votes say.
        """
        if count.form is VoteForm.NOMINAL and self._call_remark is not None:
            return self._call_remark
        found = vote_remark(count, self._voices, self._outcome)
        is_plain_tie = self._outcome is None or self._outcome in count.leading
        if miscount(count.total, self._voices):
            return found
        if self._quorum_remark is not None:
            return self._quorum_remark
        if self.casting.isHidden() or not is_plain_tie:
            return found
        settled = self._item.casting_vote if self._item else None
        if None in (settled, self._outcome) or settled is self._outcome:
            return None
        return message("The proposition differs from the casting vote: say why in the reasons.")

    def ask_reason(self) -> None:
        """Ask why the votes are not as many as the voices; too many are to be corrected."""
        if self.is_unkept:
            self.enter()
            return
        found = miscount(self.count().total, self._voices)
        if found is not None:
            self.remark.set_words(tell(found), _("Say why, or correct the votes."))
        self.remark.show()
        self.reason.show()
        self.reason.setFocus()

    def set_locked(self, locked: bool) -> None:
        """Close the vote of a file that can only be read."""
        self._is_locked = locked
        self.forms.setEnabled(not locked)
        self.casting.setEnabled(not locked)
        self.reason.setReadOnly(locked)
        self._show()


def _numbers(count: VoteCount) -> tuple[int, ...]:
    return (
        *(count.label, count.nominated, count.deferred),
        *(count.abstentions, count.blank, count.null),
    )


def _total(total: int, voices: int) -> str:
    if not voices:
        return ngettext("{count} voice", "{count} voices", total).format(count=total)
    text = ngettext("{count} voice of {voices}", "{count} voices of {voices}", total)
    return text.format(count=total, voices=voices)


class CastingVote(QWidget):
    """What the chair decides on a tie, among the outcomes of the tie. Emits ``settled``."""

    settled = Signal(object)

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self._leading: tuple[Outcome, ...] = ()
        self.choice: SegmentedChoice | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.px(4))
        told = _("Tie: the voice of the chair decides.")
        self._column.addWidget(Text(told, Role.CAPTION_STRONG, wrap=True))

    def show_tie(self, leading: tuple[Outcome, ...], settled: Outcome | None) -> None:
        """Offer the outcomes of the tie, none chosen as long as the chair said nothing."""
        if len(leading) > 1 and leading != self._leading:
            if self.choice is not None:
                self.choice.hide()
                self.choice.deleteLater()
            options: list[tuple[object, str]] = [(o, outcome_word(o)) for o in leading]
            self.choice = SegmentedChoice(self._look, _("Casting vote"), options, token="pri")
            self.choice.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            for outcome, word in options:
                said = _("Casting vote: {outcome}").format(outcome=word)
                self.choice.segment(outcome).setAccessibleName(said)
            self.choice.chosen.connect(self.settled)
            self._column.addWidget(self.choice)
            self.choice.show()
            self._leading = leading
        if self.choice is not None:
            self.choice.select(settled)


class VoiceBar(QWidget):
    """How large a share of the voices went to one outcome. The number beside it says the same."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self._share = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_share(self, number: int, total: int) -> None:
        """Show another share."""
        self._share = number / total if total else 0.0
        self.update()

    def sizeHint(self) -> QSize:
        """A thin bar."""
        return QSize(self._look.px(80), self._look.px(12))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the track and the share."""
        del event
        painter, look, area = QPainter(self), self._look, QRectF(self.rect())
        box(painter, area, 2, look.colour("hat"))
        if self._share:
            share = QRectF(area.left(), area.top(), area.width() * self._share, area.height())
            box(painter, share, 2, look.colour("ink2"))
