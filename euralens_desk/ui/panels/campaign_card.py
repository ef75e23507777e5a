"""The settings of the campaign: title, year, dates of the call, capacity."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from euralens_desk.domain.campaign import Campaign
from euralens_desk.i18n import _
from euralens_desk.ui.panels.optional_day import OptionalDay
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import Card, SavedField, SavedNumber, Text


class CampaignCard(Card):
    """Fields saved one by one. Emits ``edited(field, value)``."""

    edited = Signal(str, object)

    def __init__(self, look: Appearance, today: date, *, can_change: bool) -> None:
        super().__init__(look, _("Campaign"), ruled=True)
        self.name = SavedField(_("Title"))
        self.year = SavedNumber(_("Year"), 2011, 2100)
        self.opens = OptionalDay(look, _("The call opens on"), today)
        self.closes = OptionalDay(look, _("The call closes on"), today)
        self.capacity = SavedNumber(_("Candidates aimed at"), 1, 99)
        lines: Sequence[tuple[str, str, QWidget]] = (
            ("title", _("Title"), self.name),
            ("year", _("Year"), self.year),
            ("call_opens_on", _("Opening of the call"), self.opens),
            ("call_closes_on", _("Closing of the call"), self.closes),
            ("capacity", _("Candidates aimed at"), self.capacity),
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.px(16))
        grid.setVerticalSpacing(look.px(10))
        grid.setColumnStretch(1, 1)
        for line, (key, label, field) in enumerate(lines):
            grid.addWidget(Text(label, tone="ink2", wrap=True), line, 0)
            grid.addWidget(field, line, 1)
            field.setEnabled(can_change)
            self._connect(key, field)
        self.body.addSpacing(look.px(12))
        self.body.addLayout(grid)

    def _connect(self, key: str, field: QWidget) -> None:
        if isinstance(field, SavedField | SavedNumber | OptionalDay):
            field.saved.connect(lambda value: self.edited.emit(key, value))

    def show_campaign(self, campaign: Campaign) -> None:
        """Show the settings."""
        self.name.show_value(campaign.title)
        self.year.show_value(campaign.year)
        self.opens.show_value(campaign.call_opens_on)
        self.closes.show_value(campaign.call_closes_on)
        self.capacity.show_value(campaign.capacity)

    def save(self) -> None:
        """Save what is being typed."""
        for field in (self.name, self.year, self.capacity, self.opens.day, self.closes.day):
            if field.isEnabled():
                field.save()
