"""The watch list « Dispositifs »: the leads at the left, the current one at the right."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.funding import FundingLead, LeadFilter, holds, passes, search_text
from euralens_desk.i18n import _, ngettext
from euralens_desk.ui.follow_up_words import lead_detail, lead_filter_word, lead_mark
from euralens_desk.ui.models.lines import Line
from euralens_desk.ui.page import PageContext
from euralens_desk.ui.pages.funding.detail import LeadDetail
from euralens_desk.ui.pages.funding.dialog import FitDialog, LeadDialog
from euralens_desk.ui.panels.line_pane import LinePane
from euralens_desk.ui.widgets import Button, ButtonKind, Card, EmptyState, Filter
from euralens_desk.usecases.changes import ChangeSet
from euralens_desk.usecases.funding import (
    LeadDetails,
    WatchedLead,
    WatchList,
    add_lead,
    edit_lead,
    fit_lead,
    join_leads,
    remove_lead,
    unfit_lead,
    watch_list,
)
from euralens_desk.usecases.ports import CampaignFile

LIST = 480
"""Width of the list at 100 %."""


class FundingView(QWidget):
    """Enter edits a lead, Suppr takes it away, Space links it to a dossier."""

    dossier_wanted = Signal(int)

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        look = context.look
        self._context = context
        self._found = WatchList((), ())
        self._shown: tuple[WatchedLead, ...] = ()
        self._wanted: int | None = None
        self.new = Button(look, _("New funding lead"), ButtonKind.PRIMARY, icon="plus", small=True)
        self.first = Button(look, _("New funding lead"), icon="plus")
        told = _("Note a funder, its scheme and its deadline, then the dossiers it fits.")
        none = EmptyState(look, _("No funding lead yet."), told, (self.first,))
        hint = _("Search: funder, scheme, conditions…")
        self.pane = LinePane(look, _("Funding leads"), hint, (self.new,), none)
        self.pane.setMaximumWidth(look.px(LIST))
        self.detail = LeadDetail(context)
        self._listen()
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.pane, 1)
        row.addWidget(self.detail, 1)
        card = Card(look, flush=True)
        card.body.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card, 1)

    def _listen(self) -> None:
        for button in (self.new, self.first):
            button.clicked.connect(self.add)
        self.pane.asked.connect(self._filter)
        self.pane.chosen.connect(self._show_detail)
        self.pane.view.opened.connect(self._edit_line)
        self.pane.view.ticked.connect(self._link_line)
        self.pane.view.removed.connect(self._remove_line)
        detail = self.detail
        detail.edit_wanted.connect(self.edit)
        detail.removal_wanted.connect(self.remove)
        detail.link_wanted.connect(self.link)
        detail.fit_wanted.connect(self._ask_fit)
        detail.unfit_wanted.connect(self._unfit)
        detail.join_wanted.connect(self._join)
        detail.dossier_wanted.connect(self.dossier_wanted)

    # Reading

    def read(self) -> None:
        """Read the watch list."""
        self._context.desk.ask(watch_list, self.show_list, topic=(self, "watch list"))

    @property
    def today(self) -> date:
        """The day of this computer."""
        return self._context.services.now().date()

    @property
    def current(self) -> WatchedLead | None:
        """The lead that is shown at the right."""
        return next((one for one in self._shown if one.lead.id == self.pane.key), None)

    def show_list(self, found: WatchList) -> None:
        """Show what was read."""
        self._found = found
        for button in (self.new, self.first):
            button.setEnabled(self._context.desk.can_follow)
        self._filter()
        if self._wanted is not None:
            self.pane.select(self._wanted)
            self._wanted = None

    def select(self, lead_id: int) -> None:
        """Show one lead, whatever was asked of the list."""
        self._wanted = lead_id
        self.pane.remove_filters()
        self.read()

    def fact(self) -> str:
        """Return how many leads are watched."""
        number = len(self._found.leads)
        return ngettext("{count} lead", "{count} leads", number).format(count=number)

    def enter(self) -> None:
        """Put the keyboard in the list, or on what begins it."""
        self.pane.enter()

    def _filter(self) -> None:
        leads, words = self._found.leads, self.pane.search.text()
        asked = [LeadFilter(key) for key in self.pane.chips.selected()] or [LeadFilter.ALL]
        self._shown = tuple(
            one
            for one in leads
            if any(passes(one.lead, which, self.today) for which in asked)
            and holds(_searched(one), words)
        )
        filters = [
            Filter(which.value, lead_filter_word(which, count))
            for which in LeadFilter
            for count in (sum(passes(one.lead, which, self.today) for one in leads),)
        ]
        number = len(self._shown)
        told = ngettext("{count} lead", "{count} leads", number).format(count=number)
        lines = [self._line(one) for one in self._shown]
        self.pane.show_lines(lines, filters, told, is_empty=not leads)

    def _line(self, one: WatchedLead) -> Line:
        state, tone, icon = lead_mark(one.lead, self.today)
        return Line(one.lead.id, one.lead.funder, lead_detail(one), state, tone, icon)

    def _show_detail(self, _key: object) -> None:
        self.detail.show_lead(self.current, self.today)

    # Acting

    def _do(self, change: Callable[[CampaignFile], ChangeSet]) -> None:
        self._context.desk.do(change, self._context.tell_change, initiator=self)

    def _edit_line(self, _key: int) -> None:
        self.edit()

    def _link_line(self, _key: int) -> None:
        self.link()

    def _remove_line(self, _key: int) -> None:
        self.remove()

    def add(self) -> None:
        """Ask for a new lead."""
        self._ask(None, lambda details: self._do(lambda file: add_lead(file, details)))

    def edit(self) -> None:
        """Ask what the current lead becomes."""
        one = self.current
        if one is not None:
            known = one.lead.id
            self._ask(
                one.lead, lambda details: self._do(lambda file: edit_lead(file, known, details))
            )

    def _ask(self, lead: FundingLead | None, keep: Callable[[LeadDetails], None]) -> None:
        if not self._context.desk.can_follow:
            return
        dialog = LeadDialog(self._context.look, lead, self.today, self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.wanted.connect(keep)
        dialog.open()

    def remove(self) -> None:
        """Take the current lead off the list."""
        one = self.current
        if one is not None and self._context.desk.can_follow:
            known = one.lead.id
            self._do(lambda file: remove_lead(file, known))

    def link(self) -> None:
        """Ask which dossier the current lead fits, and why."""
        one = self.current
        if one is not None:
            linked = {dossier.id for dossier, _fit in one.fits}
            self._ask_fit([d for d in self._found.dossiers if d.id not in linked], "")

    def _ask_fit(self, dossiers: list[Dossier], why: str) -> None:
        one = self.current
        if one is None or not dossiers or not self._context.desk.can_follow:
            return
        dialog = FitDialog(self._context.look, (one.lead,), dossiers, why, self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.wanted.connect(self._fit)
        dialog.open()

    def _fit(self, lead_id: int, dossier_id: int, why: str) -> None:
        self._do(lambda file: fit_lead(file, lead_id, dossier_id, why))

    def _unfit(self, lead_id: int, dossier_id: int) -> None:
        self._do(lambda file: unfit_lead(file, lead_id, dossier_id))

    def _join(self, kept: int, other: int) -> None:
        self._do(lambda file: join_leads(file, kept, other))


def _searched(one: WatchedLead) -> str:
    titles = (f"{dossier.number} {dossier.title} {fit.why}" for dossier, fit in one.fits)
    return " ".join((search_text(one.lead), *titles))
