"""What is asked of a funding lead, and why one fits a dossier."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QWidget

from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.funding import FundingLead, LeadState
from euralens_desk.i18n import _
from euralens_desk.ui.dialogs.form import Form, choice_field, line_field
from euralens_desk.ui.follow_up_words import lead_state_word
from euralens_desk.ui.panels.optional_day import OptionalDay
from euralens_desk.ui.theme import Appearance
from euralens_desk.usecases.funding import LeadDetails, lead_name


class LeadDialog(Form):
    """Emits ``wanted(LeadDetails)``."""

    wanted = Signal(object)

    def __init__(
        self, look: Appearance, lead: FundingLead | None, today: date, parent: QWidget
    ) -> None:
        title = _("Edit the funding lead") if lead else _("New funding lead")
        verb = _("Save the lead") if lead else _("Add the lead")
        super().__init__(look, title, verb, _("Change nothing"), parent)
        self.funder = line_field(_("Funder"))
        self.scheme = line_field(_("Scheme"))
        self.conditions = QPlainTextEdit()
        self.conditions.setAccessibleName(_("Conditions"))
        self.conditions.setTabChangesFocus(True)
        self.conditions.setFixedHeight(look.px(90))
        self.deadline = OptionalDay(look, _("Deadline"), today)
        self.deadline.saved.connect(self.deadline.show_value)
        self.link = line_field(_("Address"))
        self.link.setPlaceholderText("https://")
        states = [(state, lead_state_word(state)) for state in LeadState]
        self.state = choice_field(_("State"), states)
        if lead is not None:
            self._fill(lead)
        fields = (self.funder, self.scheme, self.conditions, self.deadline, self.link, self.state)
        labels = (_("Funder"), _("Scheme"), _("Conditions"), _("Deadline"), _("Address"))
        told = _("The watch list is shared: link the lead to the dossiers it fits afterwards.")
        self.lay_out(told, list(zip((*labels, _("State")), fields, strict=True)))
        self.funder.setFocus()

    def _fill(self, lead: FundingLead) -> None:
        self.funder.setText(lead.funder)
        self.scheme.setText(lead.scheme)
        self.conditions.setPlainText(lead.conditions)
        self.deadline.show_value(lead.deadline)
        self.link.setText(lead.link)
        self.state.setCurrentIndex(self.state.findData(lead.state))

    def _accept(self) -> None:
        """Tell what is wanted, once there is a funder."""
        if not self.funder.text().strip():
            self.say(_("A funding lead needs a funder. Nothing was changed."))
            self.funder.setFocus()
            return
        self.wanted.emit(
            LeadDetails(
                self.funder.text(),
                self.scheme.text(),
                self.conditions.toPlainText(),
                self.deadline.day.day() if self.deadline.is_there.isChecked() else None,
                self.link.text(),
                self.state.currentData(),
            )
        )
        self.accept()


class FitDialog(Form):
    """Which lead fits which dossier, and why. Emits ``wanted(lead id, dossier id, why)``."""

    wanted = Signal(int, int, str)

    def __init__(
        self,
        look: Appearance,
        leads: Sequence[FundingLead],
        dossiers: Sequence[Dossier],
        why: str,
        parent: QWidget,
    ) -> None:
        super().__init__(
            look, _("Link a funding lead"), _("Link to the dossier"), _("Change nothing"), parent
        )
        named = [(lead.id, lead_name(lead)) for lead in leads]
        self.lead = choice_field(_("Funding lead"), named)
        titled = [(dossier.id, f"{dossier.number} {dossier.title}") for dossier in dossiers]
        self.dossier = choice_field(_("Dossier"), titled)
        self.why = line_field(_("Why it fits"))
        self.why.setText(why)
        boxes: tuple[QComboBox, ...] = (self.lead, self.dossier)
        for box in boxes:
            box.setEnabled(box.count() > 1)
        labels = (_("Funding lead"), _("Dossier"), _("Why it fits"))
        self.lay_out("", list(zip(labels, (*boxes, self.why), strict=True)))
        next((box for box in boxes if box.count() > 1), self.why).setFocus()

    def _accept(self) -> None:
        """Tell the link."""
        self.wanted.emit(self.lead.currentData(), self.dossier.currentData(), self.why.text())
        self.accept()
