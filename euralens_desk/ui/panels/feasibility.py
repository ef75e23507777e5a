"""What the technical committee found of a dossier: findings, missing elements, funding leads."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from euralens_desk.domain.feasibility import MissingElement
from euralens_desk.domain.funding import FundingLead
from euralens_desk.domain.grid import SubCriterion
from euralens_desk.i18n import _, format_date
from euralens_desk.ui.follow_up_words import lead_line
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.page import PageContext
from euralens_desk.ui.pages.funding.dialog import FitDialog
from euralens_desk.ui.widgets import (
    Button,
    ButtonKind,
    FlowLayout,
    IconButton,
    SavedChoice,
    SavedField,
    SavedParagraph,
    SectionHeading,
    Text,
)
from euralens_desk.usecases.changes import ChangeSet
from euralens_desk.usecases.feasibility import (
    Feasibility,
    FeasibilityGrid,
    add_missing,
    feasibility,
    receive_missing,
    remove_missing,
    write_finding,
)
from euralens_desk.usecases.funding import (
    Suggestion,
    WatchList,
    fit_lead,
    suggestions,
    unfit_lead,
    watch_list,
)
from euralens_desk.usecases.ports import CampaignFile, CampaignReader

NO_SCORE = -1
"""What the choice of a score holds when there is none."""
LONGEST = 6
"""How many lines of a finding are shown at once."""


class FeasibilityPanel(QWidget):
    """Fields saved one by one under the opinion. ``leads_wanted`` asks for the watch list."""

    leads_wanted = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        look = context.look
        self._context = context
        self._dossier_id: int | None = None
        self._grid: FeasibilityGrid | None = None
        self._rows: dict[str, tuple[SavedParagraph, SavedChoice]] = {}
        self._findings = _column(look.px(6))
        self._missing = _column(look.px(2))
        self._leads = _column(look.px(4))
        self.new = SavedField(_("Missing element to add"))
        self.new.setPlaceholderText(_("Missing element, then Enter"))
        self.new.saved.connect(self._add_missing)
        self.link = Button(look, _("Link a lead…"), icon="link", small=True)
        self.link.clicked.connect(self._ask_lead)
        self.watch = Button(look, _("Watch list"), ButtonKind.LINK, small=True)
        self.watch.clicked.connect(lambda _checked=False: self.leads_wanted.emit())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(6))
        column.addWidget(SectionHeading(_("Findings of feasibility")))
        column.addLayout(self._findings)
        column.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        """Return what is missing and where it could be funded, side by side."""
        look = self._context.look
        verbs = FlowLayout(across=look.px(4), down=look.px(4))
        verbs.addWidget(self.link)
        verbs.addWidget(self.watch)
        missing, leads = _column(look.px(6)), _column(look.px(6))
        missing.addWidget(SectionHeading(_("Missing elements")))
        missing.addLayout(self._missing)
        missing.addWidget(self.new)
        leads.addWidget(SectionHeading(_("Funding leads")))
        leads.addLayout(self._leads)
        leads.addLayout(verbs)
        row = QHBoxLayout()
        row.setSpacing(look.px(16))
        for column in (missing, leads):
            column.addStretch(1)
            row.addLayout(column, 1)
        return row

    # Reading

    def show_dossier(self, dossier_id: int) -> None:
        """Read what is known of a dossier."""
        self._dossier_id = dossier_id
        self._context.desk.ask(
            partial(_read, dossier_id=dossier_id), self._show, topic=(self, "feasibility")
        )

    def settle(self) -> None:
        """Hand over what is being typed."""
        for field, _score in self._rows.values():
            field.save()
        self.new.save()

    def _show(self, found: tuple[Feasibility, tuple[Suggestion, ...]]) -> None:
        known, leads = found
        if known.dossier_id != self._dossier_id:
            return
        if known.grid != self._grid:
            self._make_rows(known.grid)
        can = self._context.desk.can_change
        for code, (field, score) in self._rows.items():
            finding = known.findings.get(code)
            field.show_value(finding.text if finding else "")
            held = finding.level if finding is not None and finding.level is not None else NO_SCORE
            score.show_value(held)
            field.setReadOnly(not can)
            score.setEnabled(can)
        self.new.setReadOnly(not can)
        self.link.setEnabled(can)
        self._fill(self._missing, [self._missing_row(e) for e in known.missing])
        today = self._context.services.now().date()
        self._fill(self._leads, [self._lead_row(one, today) for one in leads])
        self._order_tabs()

    def _order_tabs(self) -> None:
        """Let Tab follow the reading: what was made anew would come last."""
        stops: list[QWidget] = [field for row in self._rows.values() for field in row]
        stops += [*_stops(self._missing), self.new, *_stops(self._leads), self.link, self.watch]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _make_rows(self, grid: FeasibilityGrid) -> None:
        self._grid = grid
        self._rows = {}
        rows = [self._finding_row(criterion, grid.levels) for criterion in grid.criteria]
        if not rows:
            told = _("The grid has no axis of feasibility: the opinion is in the text alone.")
            rows = [Text(told, Role.CAPTION, "ink3", wrap=True)]
        self._fill(self._findings, rows)

    def _finding_row(self, criterion: SubCriterion, levels: Sequence[str]) -> QWidget:
        name = f"{criterion.number} {criterion.label}".strip()
        field = SavedParagraph(self._context.look, name, most=LONGEST)
        field.setPlaceholderText(_("Short finding"))
        field.saved.connect(lambda _text, code=criterion.code: self._write(code))
        score = SavedChoice(_("Score of {criterion}").format(criterion=name))
        score.addItem(_("no score"), NO_SCORE)
        for place, level in enumerate(levels):
            score.addItem(level, place)
        score.saved.connect(lambda _level, code=criterion.code: self._write(code))
        score.setProperty("bare", True)
        self._rows[criterion.code] = (field, score)
        holder, column = QWidget(), _column(self._context.look.px(2))
        head = QHBoxLayout()
        head.setSpacing(self._context.look.px(6))
        head.addWidget(Text(name, Role.CAPTION, "ink2", wrap=True), 1)
        head.addWidget(score)
        column.addLayout(head)
        column.addWidget(field)
        holder.setLayout(column)
        return holder

    def _missing_row(self, element: MissingElement) -> QWidget:
        text = element.text
        if element.received_on is not None:
            told = _("{what}, received on {day}")
            text = told.format(what=text, day=format_date(element.received_on, "short"))
        tick = QCheckBox()
        tick.setChecked(element.received_on is not None)
        tick.setAccessibleName(_("{what}: received").format(what=element.text))
        tick.clicked.connect(lambda checked: self._receive(element.id, checked))
        off = self._cross(_("Take away {what}").format(what=element.text))
        off.clicked.connect(
            lambda _checked=False: self._do(partial(remove_missing, element_id=element.id))
        )
        tick.setEnabled(self._context.desk.can_change)
        return self._row(tick, _Words(text, tick), off)

    def _lead_row(self, one: Suggestion, today: date) -> QWidget:
        lead = one.lead
        tone = "brk" if lead.is_expired(today) else "ink"
        text = Text(lead_line(lead, one.why, today), Role.DENSE, tone, wrap=True)
        off = self._cross(_("Unlink {title}").format(title=lead.funder))
        off.clicked.connect(lambda _checked=False: self._unfit(lead))
        return self._row(text, off)

    def _cross(self, name: str) -> IconButton:
        button = IconButton(self._context.look, "x", name, small=True)
        button.setEnabled(self._context.desk.can_change)
        return button

    def _row(self, *widgets: QWidget) -> QWidget:
        """Return widgets on a line; the words among them wrap in what the others leave."""
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._context.look.px(6))
        for widget in widgets:
            if isinstance(widget, Text):
                row.addWidget(widget, 1)
            else:
                row.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
        return holder

    def _fill(self, column: QVBoxLayout, widgets: Sequence[QWidget]) -> None:
        """Show other widgets; the keyboard stays near when what had it goes."""
        held = self.focusWidget()
        had = False
        while (item := column.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                had = had or (held is not None and held.hasFocus() and old.isAncestorOf(held))
                old.hide()
                old.deleteLater()
        for widget in widgets:
            column.addWidget(widget)
        if had:
            self.new.setFocus()

    # Acting

    def _do(self, change: Callable[[CampaignFile], ChangeSet]) -> None:
        self._context.desk.do(change, self._context.tell_change, initiator=self)

    def _write(self, code: str) -> None:
        dossier_id = self._dossier_id
        if dossier_id is None:
            return
        field, score = self._rows[code]
        level = score.currentData()
        kept = None if level in (NO_SCORE, None) else level
        text = field.text()
        self._context.desk.do(
            lambda file: write_finding(file, dossier_id, code, text, kept), initiator=self
        )

    def _add_missing(self, text: str) -> None:
        dossier_id = self._dossier_id
        if dossier_id is not None and text.strip():
            self.new.clear()
            self.new.show_value("")
            self._do(lambda file: add_missing(file, dossier_id, text))

    def _receive(self, element_id: int, checked: bool) -> None:
        day = self._context.services.now().date() if checked else None
        self._do(lambda file: receive_missing(file, element_id, day))

    def _unfit(self, lead: FundingLead) -> None:
        dossier_id = self._dossier_id
        if dossier_id is not None:
            self._do(lambda file: unfit_lead(file, lead.id, dossier_id))

    def _ask_lead(self) -> None:
        self._context.desk.ask(watch_list, self._choose_lead, topic=(self, "watch list"))

    def _choose_lead(self, found: WatchList) -> None:
        dossier = next((d for d in found.dossiers if d.id == self._dossier_id), None)
        linked = {one.lead.id for one in found.leads if any(d == dossier for d, _fit in one.fits)}
        leads = [one.lead for one in found.leads if one.lead.id not in linked]
        if dossier is None:
            return
        if not leads:
            self._context.notifier.toast(_("Every lead of the watch list is linked already."))
            return
        dialog = FitDialog(self._context.look, leads, (dossier,), "", self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.wanted.connect(
            lambda lead, known, why: self._do(lambda file: fit_lead(file, lead, known, why))
        )
        dialog.open()


class _Words(Text):
    """The words of a box to tick: they wrap, and a click on them ticks it."""

    def __init__(self, text: str, tick: QCheckBox) -> None:
        super().__init__(text, Role.DENSE, wrap=True)
        self._tick = tick

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick the box."""
        inside = self.rect().contains(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and inside:
            self._tick.click()


def _column(space: int) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(space)
    return column


def _stops(column: QVBoxLayout) -> Iterator[QWidget]:
    """Yield what takes the keyboard in the rows of a column."""
    for place in range(column.count()):
        item = column.itemAt(place)
        row = item.widget() if item is not None else None
        for child in row.findChildren(QWidget) if row is not None else ():
            if child.focusPolicy() & Qt.FocusPolicy.TabFocus:
                yield child


def _read(campaign: CampaignReader, dossier_id: int) -> tuple[Feasibility, tuple[Suggestion, ...]]:
    """Read on the thread of the file."""
    return feasibility(campaign, dossier_id), suggestions(campaign, dossier_id)
