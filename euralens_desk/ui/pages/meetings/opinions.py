"""The opinions of the technical committee: a table, and beside it the one being written."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from euralens_desk.domain.meeting import Stance, TechnicalOpinion
from euralens_desk.domain.people import Committee, CommitteeKind
from euralens_desk.i18n import _, format_date
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.models.rows import Row
from euralens_desk.ui.page import PageContext
from euralens_desk.ui.pages.dossiers.scrolled import Scrolled
from euralens_desk.ui.pages.meetings.table import RowsTable
from euralens_desk.ui.pages.meetings.technical import TechnicalEditor
from euralens_desk.ui.panels.feasibility import FeasibilityPanel
from euralens_desk.ui.widgets import Card, Text
from euralens_desk.usecases import acts
from euralens_desk.usecases.proceedings import ActsLine, MeetingsOverview
from euralens_desk.words import stance_word

WRITTEN, LISTED = 2, 3
"""The shares of the width: what is written of one dossier, and the list."""


class OpinionsView(QWidget):
    """One row a dossier; the opinion of the current one is written at the right.

    Under it stand what was found of its feasibility, what is missing, and where it could be funded.
    """

    leads_wanted = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._found: MeetingsOverview | None = None
        look = context.look
        headings = (_("No."), _("Dossier"), _("Opinion"), _("Given on"), _("Text of the opinion"))
        name = _("Opinions of the technical committee")
        self.table = RowsTable(look, name, headings, (84, 0, 98, 106, 0), fitted=True)
        self.table.current_changed.connect(self._current_changed)
        self.editor = TechnicalEditor(look, wide=True)
        self.editor.given.connect(self._give)
        self.feasibility = FeasibilityPanel(context)
        self.feasibility.leads_wanted.connect(self.leads_wanted)
        self._title = Text("", Role.TITLE2, wrap=True)
        table = Card(look, flush=True)
        table.body.addWidget(self.table)
        inside = Scrolled(look, _("Opinion of the technical committee"))
        inside.add(self._title, self.editor, self.feasibility)
        inside.finish()
        inside.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its fields bring themselves into view
        side = Card(look, flush=True)
        side.setMinimumWidth(look.px(420))
        side.body.addWidget(inside)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(16))
        row.addWidget(table, LISTED)
        row.addWidget(side, WRITTEN)

    def show_overview(self, found: MeetingsOverview) -> None:
        """Show the opinions on every dossier."""
        self._found = found
        self.table.show_rows([_row(line) for line in found.lines])
        self._show_current()

    def _current_changed(self, _key: int) -> None:
        self.settle()
        self._show_current()

    def _line(self) -> ActsLine | None:
        key = self.table.key()
        lines = self._found.lines if self._found else ()
        return next((line for line in lines if line.dossier.id == key), None)

    def _committee(self) -> Committee | None:
        committees = self._found.committees if self._found else ()
        return next((c for c in committees if c.kind is CommitteeKind.TECHNICAL), None)

    def _show_current(self) -> None:
        line, found = self._line(), self._found
        self.editor.setVisible(line is not None)
        self.feasibility.setVisible(line is not None)
        if line is None or found is None:
            return
        days = [other.technical.given_on for other in found.lines if other.technical]
        default = max(days, default=self._context.services.now().date())
        self._title.setText(line.dossier.title)
        self.editor.show_dossier(line.dossier, line.technical, default)
        self.editor.set_locked(not self._context.desk.can_change)
        self.feasibility.show_dossier(line.dossier.id)

    def settle(self) -> None:
        """Hand over what is being typed."""
        self.editor.settle()
        self.feasibility.settle()

    def enter(self) -> None:
        """Put the keyboard in the table."""
        self.table.setFocus()

    def _give(self, stance: Stance, day: date, text: str) -> None:
        committee, dossier_id = self._committee(), self.editor.dossier_id
        if committee is None or dossier_id is None:
            return
        opinion = TechnicalOpinion(committee.id, dossier_id, stance, day, text)
        self._context.desk.do(
            partial(acts.record_technical_opinion, opinion=opinion), initiator=self
        )


def _row(line: ActsLine) -> Row:
    opinion = line.technical
    stance = stance_word(opinion.stance).capitalize() if opinion else "–"
    day = format_date(opinion.given_on, "short") if opinion else "–"
    text = opinion.text if opinion else ""
    return Row(line.dossier.id, (line.dossier.number, line.dossier.title, stance, day, text))
