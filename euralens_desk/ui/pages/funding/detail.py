"""One funding lead whole: conditions, deadline, address, and the dossiers it fits."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.funding import FundingFit, FundingLead
from euralens_desk.i18n import _
from euralens_desk.ui.follow_up_words import lead_mark, lead_state_word
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.notifier import Offer
from euralens_desk.ui.page import PageContext
from euralens_desk.ui.pages.dossiers.scrolled import Scrolled
from euralens_desk.ui.widgets import (
    Button,
    ButtonKind,
    Chip,
    IconButton,
    Note,
    NoteKind,
    SectionHeading,
    Text,
)
from euralens_desk.usecases.funding import WatchedLead, lead_name


class LeadDetail(Scrolled):
    """Tells what is wanted of the lead; the view of the list does it."""

    edit_wanted = Signal()
    removal_wanted = Signal()
    link_wanted = Signal()
    fit_wanted = Signal(object, str)
    """(list of dossiers to choose from, why)"""
    unfit_wanted = Signal(int, int)
    join_wanted = Signal(int, int)
    dossier_wanted = Signal(int)

    def __init__(self, context: PageContext) -> None:
        super().__init__(context.look, _("Funding lead"))
        self._context = context

    def show_lead(self, one: WatchedLead | None, today: date) -> None:
        """Show another lead, or none."""
        self.renew()
        if one is not None:
            self._add_head(one.lead, today)
            for other in one.near:
                self.add(self._near(one.lead, other))
            verbs = (
                self._button(_("Edit…"), "pencil", self.edit_wanted.emit),
                self._button(_("Remove"), "trash-2", self.removal_wanted.emit),
            )
            self.add(self._row(*verbs), SectionHeading(_("Dossiers it fits")))
            for dossier, fit in one.fits:
                self.add(self._fit_row(dossier, fit))
            if not one.fits:
                self.add(Text(_("No dossier yet."), tone="ink2"))
            link = self._button(_("Link to a dossier…"), "link", self.link_wanted.emit)
            self.add(self._row(link))
        self.finish()

    def _add_head(self, lead: FundingLead, today: date) -> None:
        look = self.look
        state, tone, icon = lead_mark(lead, today)
        chips = [Chip(look, state, tone, icon=icon)]
        if lead.deadline is not None:
            chips.append(Chip(look, lead_state_word(lead.state)))
        if lead.scheme:
            self.add(Text(lead.funder, Role.CAPTION, "ink2", wrap=True))
        self.add(Text(lead.scheme or lead.funder, Role.TITLE2, wrap=True), self._row(*chips))
        if lead.conditions:
            self.add(Text(lead.conditions, wrap=True, selectable=True))
        if lead.link:
            copy = Button(look, _("Copy the address"), ButtonKind.LINK, small=True)
            copy.clicked.connect(lambda _checked=False: self._copy(lead.link))
            address = Text(lead.link, tone="ink2", wrap=True, selectable=True)
            self.add(address, self._row(copy))

    def _row(self, *widgets: QWidget) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self.look.px(8))
        for widget in widgets:
            row.addWidget(widget)
        row.addStretch(1)
        return holder

    def _button(self, text: str, icon: str, do: Callable[[], object]) -> Button:
        button = Button(self.look, text, icon=icon)
        button.clicked.connect(lambda _checked=False: do())
        button.setEnabled(self._context.desk.can_follow)
        return button

    def _copy(self, link: str) -> None:
        QGuiApplication.clipboard().setText(link)
        self._context.notifier.toast(_("The address is copied."))

    def _near(self, lead: FundingLead, other: FundingLead) -> Note:
        title = _("This may be « {other} », noted twice.").format(other=lead_name(other))
        told = _("Joined, this one keeps its words and takes the dossiers of the other.")
        join = Offer(_("Join them"), lambda: self.join_wanted.emit(lead.id, other.id))
        offers = (join,) if self._context.desk.can_follow else ()
        return Note(self.look, NoteKind.WARNING, title, told, offers)

    def _fit_row(self, dossier: Dossier, fit: FundingFit) -> QWidget:
        look, holder = self.look, QWidget()
        text = f"{dossier.number} {dossier.title}"
        elide = Qt.TextElideMode.ElideRight
        shown = look.metrics(Role.BODY).elidedText(text, elide, look.px(300))
        opening = Button(look, shown, ButtonKind.LINK, accessible=text)
        opening.clicked.connect(lambda _checked=False: self.dossier_wanted.emit(dossier.id))
        edit = IconButton(look, "pencil", _("Why it fits {title}").format(title=dossier.title))
        edit.clicked.connect(lambda _checked=False: self.fit_wanted.emit([dossier], fit.why))
        off = IconButton(look, "x", _("Unlink {title}").format(title=dossier.title))
        off.clicked.connect(lambda _checked=False: self.unfit_wanted.emit(fit.lead_id, dossier.id))
        for button in (edit, off):
            button.setEnabled(self._context.desk.can_follow)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(opening)
        row.addStretch(1)
        row.addWidget(edit)
        row.addWidget(off)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        if fit.why:
            column.addWidget(Text(fit.why, tone="ink2", wrap=True))
        return holder
