"""What is asked about an item of the agenda: its title when it is not a dossier, its length."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from euralens_desk.i18n import SPACE, _
from euralens_desk.ui.dialogs.form import Form
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import NumberField

USUAL = 20
"""Minutes proposed for an item."""
LONGEST = 240


def _minutes(look: Appearance, value: int) -> NumberField:
    return NumberField(look, _("Planned length"), 0, LONGEST, value, f"{SPACE}min")


class OtherItemDialog(Form):
    """Calls ``add(title, minutes)`` for an opening, other business, a presentation."""

    def __init__(self, look: Appearance, add: Callable[[str, int], None], parent: QWidget) -> None:
        super().__init__(
            look, _("Add an item"), _("Add to the agenda"), _("Change nothing"), parent
        )
        self._add = add
        self.title = QLineEdit()
        self.title.setAccessibleName(_("Title"))
        self.title.setPlaceholderText(_("Opening, quorum, recusals…"))
        self.minutes = _minutes(look, USUAL)
        told = _("An item that is not a dossier: nothing is voted on it.")
        lines = ((_("Title"), self.title), (_("Planned length"), self.minutes))
        self.lay_out(told, lines)
        self.title.setFocus()

    def _accept(self) -> None:
        """Add the item, if it has a title."""
        if not self.title.text().strip():
            self.say(_("An item needs a title."))
            self.title.setFocus()
            return
        self._add(self.title.text(), self.minutes.value())
        self.accept()


class LengthDialog(Form):
    """Calls ``plan(minutes, everywhere)`` with the planned length of one item, or of all."""

    def __init__(
        self, look: Appearance, minutes: int, plan: Callable[[int, bool], None], parent: QWidget
    ) -> None:
        super().__init__(
            look, _("Planned length"), _("Keep this length"), _("Change nothing"), parent
        )
        self._plan = plan
        self.minutes = _minutes(look, minutes or USUAL)
        self.everywhere = QCheckBox(_("The same for every dossier of the agenda"))
        told = _("The planned hours and the minutes of delay are counted from it; 0 for none.")
        lines: tuple[tuple[str, QWidget], ...] = (
            (_("Planned length"), self.minutes),
            ("", self.everywhere),
        )
        self.lay_out(told, lines)
        self.minutes.setFocus()

    def _accept(self) -> None:
        """Keep the length."""
        self._plan(self.minutes.value(), self.everywhere.isChecked())
        self.accept()
