"""The vote of a body that approves or decides: its form, its counts, « à l’unanimité »."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from euralens_desk.domain.bodies import VoteForm
from euralens_desk.domain.meeting import ActVote
from euralens_desk.i18n import _
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import NumberField, SavedChoice, Text
from euralens_desk.words import form_word

MOST = 9_999


class ActVoteFields(QWidget):
    """Emits ``changed`` at each change. Without any count and not unanimous, no vote was noted."""

    changed = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._is_list = False
        self._may_settle = True
        self.form = SavedChoice(_("Form of the vote"))
        for form in VoteForm:
            self.form.addItem(form_word(form), form)
        self.unanimous = QCheckBox(_("Unanimous"))
        self.counts = {
            name: NumberField(look, label, 0, MOST, 0)
            for name, label in (
                ("in_favour", _("In favour")),
                ("against", _("Against")),
                ("abstentions", _("Abstention")),
            )
        }
        self.chair = SavedChoice(_("Casting vote"))
        for value, label in (
            (None, _("No casting vote")),
            (True, _("Casting vote in favour")),
            (False, _("Casting vote against")),
        ):
            self.chair.addItem(label, value)
        self._lay_out(look)
        self.name_fields("")
        self.form.saved.connect(self._tell)
        self.chair.saved.connect(self._tell)
        self.unanimous.clicked.connect(self._tell)
        for field in self.counts.values():
            field.valueChanged.connect(self._tell)

    def _lay_out(self, look: Appearance) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look.px(8))
        grid.setVerticalSpacing(look.px(4))
        grid.addWidget(self.form, 0, 0, 1, 3)
        grid.addWidget(self.unanimous, 1, 0, 1, 3)
        for place, field in enumerate(self.counts.values()):
            field.setMinimumWidth(look.px(72))
            grid.addWidget(Text(field.accessibleName(), tone="ink2"), 2, place)
            grid.addWidget(field, 3, place)
            grid.setColumnStretch(place, 1)
        grid.addWidget(self.chair, 4, 0, 1, 3)

    def name_fields(self, title: str) -> None:
        """Say to which act each field belongs."""
        fields = (
            (self.form, _("Form of the vote")),
            (self.unanimous, _("Unanimous")),
            (self.counts["in_favour"], _("In favour")),
            (self.counts["against"], _("Against")),
            (self.counts["abstentions"], _("Abstention")),
            (self.chair, _("Casting vote")),
        )
        for field, name in fields:
            field.setAccessibleName(f"{title}, {name}" if title else name)

    def set_rule(self, *, may_settle: bool) -> None:
        """Say whether the rules of the body let its chair settle a tie."""
        self._may_settle = may_settle
        self._offer_chair()

    def vote(self) -> ActVote | None:
        """Return the vote as it stands on the screen, None when none was noted."""
        found = ActVote(
            self.form.currentData(),
            self.counts["in_favour"].value(),
            self.counts["against"].value(),
            self.counts["abstentions"].value(),
            is_unanimous=self.unanimous.isChecked(),
            is_list=self._is_list,
        )
        if not found.is_counted and not found.is_unanimous:
            return None
        if not found.calls_for_chair or not self._may_settle:
            return found
        return replace(found, chair_in_favour=self.chair.currentData())

    def show_vote(self, voted: ActVote | None) -> None:
        """Show a vote without telling so."""
        shown = voted or ActVote()
        self._is_list = shown.is_list
        widgets = (self.form, self.unanimous, self.chair, *self.counts.values())
        for widget in widgets:
            widget.blockSignals(True)
        self.form.show_value(shown.form)
        self.unanimous.setChecked(shown.is_unanimous)
        self.chair.show_value(shown.chair_in_favour)
        for name, field in self.counts.items():
            field.setValue(getattr(shown, name))
        for widget in widgets:
            widget.blockSignals(False)
        self._offer_chair()

    def _offer_chair(self) -> None:
        found = self.vote()
        may = found is not None and found.calls_for_chair and self._may_settle
        self.chair.setVisible(may)

    def _tell(self, _value: object = None) -> None:
        if self.counts["against"].value():
            self.unanimous.setChecked(False)
        self._offer_chair()
        self.changed.emit()
