"""The tab « Décision »: three acts, each with its date and reasons, never confused."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from euralens_desk.domain.meeting import Act, ActKind
from euralens_desk.i18n import _, format_date
from euralens_desk.ui.dossier_words import outcome_chip
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.pages.dossiers.scrolled import Scrolled
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import Button, Card, Chip, SectionHeading, Text
from euralens_desk.usecases.dossier_file import DossierFile


class DecisionTab(Scrolled):
    """Emits ``meetings_wanted``: acts are recorded where they are made."""

    meetings_wanted = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__(look, _("Decision"))

    def show_file(self, file: DossierFile) -> None:
        """Show the acts of a dossier."""
        self.renew()
        for kind, title, body in (
            (ActKind.PROPOSAL, _("Proposition"), _("Voted by the expert committee")),
            (ActKind.APPROVAL, _("Approval"), _("By the Grand forum")),
            (ActKind.DECISION, _("Decision"), _("By the Pôle métropolitain")),
        ):
            self.add(self._card(title, body, file.acts.get(kind)))
        self._add_link()
        self.finish()

    def _card(self, title: str, body: str, act: Act | None) -> Card:
        look, card = self.look, Card(self.look, title)
        card.body.addWidget(Text(body, Role.CAPTION, "ink2", wrap=True))
        if act is None:
            card.body.addWidget(Text(_("Not recorded yet."), tone="ink2", wrap=True))
            return card
        word, tone, icon = outcome_chip(act.outcome)
        card.add_to_head(Chip(look, word, tone, icon=icon))
        day = format_date(act.dated)
        said = _("{day} · act no. {number}").format(day=day, number=act.reference)
        card.body.addWidget(Text(said if act.reference else day, Role.CAPTION, "ink2", wrap=True))
        for heading, text in (
            (_("Reasons"), act.reasons),
            (_("Reservations"), act.reservations),
        ):
            if text:
                card.body.addWidget(SectionHeading(heading))
                card.body.addWidget(Text(text, wrap=True, selectable=True))
        return card

    def _add_link(self) -> None:
        button = Button(self.look, _("Go to the meetings"), icon="gavel", small=True)
        button.clicked.connect(self.meetings_wanted)
        row = QHBoxLayout()
        row.addWidget(button)
        row.addStretch(1)
        self.column.addLayout(row)
