"""The opinion of the technical committee on one dossier: stance, day, text."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.meeting import Stance, TechnicalOpinion
from euralens_desk.i18n import _
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import DayEdit, SectionHeading, SegmentedChoice, Text
from euralens_desk.ui.widgets.late import LateText
from euralens_desk.words import stance_word


class TechnicalEditor(QWidget):
    """Emits ``given(Stance, day, text)`` as soon as a stance is chosen, then at each change.

    A ``wide`` one has its day beside its title.
    """

    given = Signal(object, object, str)

    def __init__(self, look: Appearance, *, wide: bool = False) -> None:
        super().__init__()
        self._dossier_id: int | None = None
        self._opinion: TechnicalOpinion | None = None
        options: list[tuple[object, str]] = [
            (stance, stance_word(stance).capitalize()) for stance in Stance
        ]
        title = _("Opinion of the technical committee")
        self.stance = SegmentedChoice(look, title, options, token="pri")
        self.stance.chosen.connect(self._tell)
        self.day = DayEdit(_("Day of the opinion"))
        self.day.editingFinished.connect(self._day_changed)
        self.text = LateText(look, _("Text of the opinion"), lines=2, most=10)
        self.text.settled.connect(self._tell)
        self._hint = Text(
            _("Choose the opinion: its text is kept with it."), Role.CAPTION, "ink3", wrap=True
        )
        head, when = QHBoxLayout(), QHBoxLayout()
        when.setSpacing(look.px(8))
        when.addWidget(Text(_("Given on"), tone="ink2"))
        when.addWidget(self.day)
        head.addWidget(SectionHeading(title), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(8))
        column.addLayout(head)
        column.addWidget(self.stance)
        if wide:
            self.day.setProperty("small", True)
            head.addLayout(when)
        else:
            when.addStretch(1)
            column.addLayout(when)
        column.addWidget(self.text)
        column.addWidget(self._hint)

    @property
    def dossier_id(self) -> int | None:
        """The dossier whose opinion is being written."""
        return self._dossier_id

    def show_dossier(
        self, dossier: Dossier, opinion: TechnicalOpinion | None, default: date
    ) -> None:
        """Show the opinion on a dossier; without one, ``default`` is the day proposed."""
        fresh = dossier.id != self._dossier_id
        taken_back = opinion is None and self._opinion is not None
        self._dossier_id, self._opinion = dossier.id, opinion
        if opinion is not None or fresh or taken_back:
            self.stance.select(opinion.stance if opinion else None)
            self.day.show_day(opinion.given_on if opinion else default)
            self._shown_day = self.day.day()
        text = opinion.text if opinion else ""
        if fresh or taken_back:
            self.text.replace_text(text)
        elif opinion is not None:
            self.text.show_text(text)
        self._hint.setVisible(opinion is None)

    def settle(self) -> None:
        """Hand over what is being typed."""
        self.text.settle()
        self._day_changed()

    def set_locked(self, locked: bool) -> None:
        """Close the opinion of a file that can only be read."""
        self.stance.setEnabled(not locked)
        self.day.setEnabled(not locked)
        self.text.setReadOnly(locked)

    def _day_changed(self) -> None:
        if self._dossier_id is not None and self.day.day() != self._shown_day:
            self._shown_day = self.day.day()
            self._tell()

    def _tell(self, _what: object = None) -> None:
        stance = self.stance.selected()
        if stance is not None:
            self.given.emit(stance, self.day.day(), self.text.text())
