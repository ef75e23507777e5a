"""The vote on a point: four counters, the total against the voices, and why they differ."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from euralens_desk.domain.bodies import VoteForm
from euralens_desk.domain.meeting import Outcome
from euralens_desk.i18n import _, ngettext, tell
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import Counter, Note, NoteKind, SectionHeading, Text, box
from euralens_desk.ui.widgets.late import LateLine
from euralens_desk.usecases.proceedings import Point
from euralens_desk.usecases.votes import VoteCount, count_of, miscount, vote_remark
from euralens_desk.words import outcome_word


class BallotBoxes(QWidget):
    """Emits ``voted(VoteCount)`` at each vote, ``voted(None)`` when all went back to nought."""

    voted = Signal(object)
    explained = Signal(str)

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self._voices = 0
        self._outcome: Outcome | None = None
        self.form = SectionHeading(_("Vote by show of hands"))
        self.total = Text("", Role.CAPTION_STRONG)
        self.secret = QCheckBox(_("Secret"))
        self.secret.setAccessibleName(_("Secret ballot"))
        self.secret.clicked.connect(self._tell)
        self.remark = Note(look, NoteKind.WARNING, " ", icon="")
        self.reason = LateLine(
            _("Reason of the count"), hint=_("Why the votes are not as many as the voices")
        )
        self.reason.settled.connect(self.explained)
        self._bars: list[VoiceBar] = []
        self._counters: list[Counter] = []
        grid = self._grid()
        head = QHBoxLayout()
        head.setSpacing(look.px(12))
        head.addWidget(self.form)
        head.addWidget(self.secret)
        head.addStretch(1)
        head.addWidget(self.total)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(6))
        column.addLayout(head)
        column.addLayout(grid)
        column.addWidget(self.remark)
        column.addWidget(self.reason)

    def _grid(self) -> QGridLayout:
        look, grid = self._look, QGridLayout()
        grid.setHorizontalSpacing(look.px(12))
        grid.setVerticalSpacing(look.px(3))
        words = [*(outcome_word(outcome) for outcome in Outcome), _("Abstention")]
        for row, word in enumerate(words):
            counter, bar = Counter(look, word), VoiceBar(look)
            counter.changed.connect(self._tell)
            self._counters.append(counter)
            self._bars.append(bar)
            grid.addWidget(Text(word), row, 0)
            grid.addWidget(bar, row, 1)
            grid.addWidget(counter, row, 2)
        grid.setColumnStretch(1, 1)
        return grid

    def show_point(self, point: Point, outcome: Outcome | None, *, fresh: bool) -> None:
        """Show the votes on a point; ``fresh`` when it is another one than before."""
        self._voices, self._outcome = point.voices, outcome
        votes = count_of(point.item)
        numbers = (votes.label, votes.nominated, votes.deferred, votes.abstentions)
        for counter, number in zip(self._counters, numbers, strict=True):
            counter.set_value(number)
        self.secret.setChecked(votes.form is VoteForm.SECRET)
        if fresh:
            self.reason.replace_text(point.item.miscount_reason)
        else:
            self.reason.show_text(point.item.miscount_reason)
        self._show()

    def show_outcome(self, outcome: Outcome | None) -> None:
        """Remark on the votes in the light of the proposition."""
        self._outcome = outcome
        self._show()

    def count(self) -> VoteCount:
        """Return the votes as they stand."""
        label, nominated, deferred, abstentions = (c.value() for c in self._counters)
        form = VoteForm.SECRET if self.secret.isChecked() else VoteForm.HANDS
        return VoteCount(label, nominated, deferred, abstentions, form)

    def enter(self) -> None:
        """Put the keyboard on the first counter."""
        self._counters[0].field.setFocus()
        self._counters[0].field.selectAll()

    def _tell(self, _value: object = None) -> None:
        count = self.count()
        self._show()
        self.voted.emit(count if count.total or count.form is VoteForm.SECRET else None)

    def _show(self) -> None:
        """Show the total, the bars and the remark; nothing here forbids anything."""
        count = self.count()
        numbers = (count.label, count.nominated, count.deferred, count.abstentions)
        for bar, number in zip(self._bars, numbers, strict=True):
            bar.show_share(number, max(self._voices, count.total))
        form = _("Secret ballot") if count.form is VoteForm.SECRET else _("Vote by show of hands")
        self.form.setText(form.upper())
        self.form.setAccessibleName(form)
        self.total.setText(_total(count.total, self._voices))
        self._show_remark(count)

    def _show_remark(self, count: VoteCount) -> None:
        miscounted = miscount(count.total, self._voices)
        found = vote_remark(count, self._voices, self._outcome) if count.total else miscounted
        if not self._voices:
            self.remark.set_words(_("Note who attends: the voices are counted from it (Ctrl+P)."))
        elif found is not None:
            self.remark.set_words(tell(found))
        is_idle = not count.total and self._voices > 0
        self.remark.setVisible(not is_idle and (not self._voices or found is not None))
        self.reason.setVisible(miscounted is not None and (bool(self.reason.text()) or not is_idle))

    def ask_reason(self) -> None:
        """Ask why the votes are not as many as the voices."""
        found = miscount(self.count().total, self._voices)
        if found is not None:
            self.remark.set_words(tell(found), _("Say why, or correct the votes."))
        self.remark.show()
        self.reason.show()
        self.reason.setFocus()

    def set_locked(self, locked: bool) -> None:
        """Close the vote of a file that can only be read."""
        for widget in (*self._counters, self.secret):
            widget.setEnabled(not locked)
        self.reason.setReadOnly(locked)


def _total(total: int, voices: int) -> str:
    if not voices:
        return ngettext("{count} voice", "{count} voices", total).format(count=total)
    text = ngettext("{count} voice of {voices}", "{count} voices of {voices}", total)
    return text.format(count=total, voices=voices)


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
