"""The tabs « Avis » and « Notes »: what the bodies think, pooled, each beside its distribution."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from euralens_desk.domain.disagreement import DebateFlag
from euralens_desk.domain.grid import CriteriaGrid
from euralens_desk.domain.meeting import TechnicalOpinion
from euralens_desk.i18n import _, format_date, ngettext
from euralens_desk.ui.dossier_words import stance_chip
from euralens_desk.ui.follow_up_words import finding_lines, lead_line
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.pages.dossiers.scrolled import Scrolled
from euralens_desk.ui.state.synthesis import Cell, cell
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import (
    Body,
    BodyMark,
    Button,
    ButtonKind,
    Chip,
    ChipTone,
    DistributionStrip,
    SectionHeading,
    Spread,
    StackedBar,
    Text,
)
from euralens_desk.usecases.dossier_opinions import BodyOpinion, DossierOpinions

CENTRE = Qt.AlignmentFlag.AlignVCenter


class OpinionsTab(Scrolled):
    """The technical committee in words, the lycéens by question, how many experts answered."""

    leads_wanted = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__(look, _("Opinions"))

    def show_opinions(
        self, technical: TechnicalOpinion | None, found: DossierOpinions, today: date
    ) -> None:
        """Show what the bodies say of a dossier."""
        self.renew()
        self.column.setSpacing(self.look.px(14))
        self._add_technical(technical)
        self._add_feasibility(found, today)
        self._add_students(found)
        self._add_experts(found.experts)
        self.finish()

    def _add_head(self, body: Body, name: str, aside: QWidget | None = None) -> None:
        look, holder = self.look, QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(8))
        row.addWidget(BodyMark(look, body, name))
        row.addWidget(Text(name, Role.TITLE3))
        row.addStretch(1)
        if aside is not None:
            row.addWidget(aside)
        self.add(holder)

    def _add_technical(self, opinion: TechnicalOpinion | None) -> None:
        name = _("Technical committee")
        if opinion is None:
            self._add_head(Body.TECHNICAL, name)
            self.add(Text(_("No opinion recorded."), tone="ink2", wrap=True))
            return
        word, tone, icon = stance_chip(opinion.stance)
        self._add_head(Body.TECHNICAL, name, Chip(self.look, word, tone, icon=icon))
        day = _("Given on {day}").format(day=format_date(opinion.given_on))
        self.add(Text(day, Role.CAPTION, "ink2"))
        if opinion.text:
            self.add(Text(opinion.text, wrap=True, selectable=True))

    def _add_feasibility(self, found: DossierOpinions, today: date) -> None:
        known = found.feasibility
        for text in finding_lines(known):
            self.add(Text(text, Role.DENSE, wrap=True, selectable=True))
        if known.awaited:
            names = ", ".join(element.text for element in known.awaited)
            told = _("Awaited: {names}").format(names=names)
            self.add(Text(told, Role.DENSE, "och", wrap=True))
        if found.leads:
            self.add(SectionHeading(_("Funding leads")))
        for one in found.leads:
            tone = "brk" if one.lead.is_expired(today) else "ink"
            self.add(Text(lead_line(one.lead, one.why, today), Role.DENSE, tone, wrap=True))
        watch = Button(self.look, _("Watch list"), ButtonKind.LINK, small=True)
        watch.clicked.connect(lambda _checked=False: self.leads_wanted.emit())
        self.column.addWidget(watch, 0, Qt.AlignmentFlag.AlignLeft)

    def _add_students(self, found: DossierOpinions) -> None:
        opinion = found.students
        if opinion is None:
            self._add_head(Body.STUDENTS, _("Lycéens"))
            self.add(Text(_("No ballot entered."), tone="ink2", wrap=True))
            return
        said = ngettext("{count} ballot", "{count} ballots", opinion.voices)
        count = Text(said.format(count=opinion.voices), Role.CAPTION, "ink2")
        self._add_head(Body.STUDENTS, _("Lycéens"), count)
        words = _level_words(opinion.grid)
        for criterion, figure in zip(opinion.grid.criteria, opinion.figures, strict=True):
            shown = cell(figure, found.rules)
            word = words[shown.level] if shown.level is not None else _("too few opinions")
            told = spread_in_words(criterion.label, words, shown)
            bar = StackedBar(self.look, _spread(shown), told, word=word)
            self.add(_under(self.look, criterion.label, bar))

    def _add_experts(self, opinion: BodyOpinion | None) -> None:
        self._add_head(Body.EXPERTS, _("Experts"))
        if opinion is None:
            self.add(Text(_("No answer received."), tone="ink2", wrap=True))
            return
        said = ngettext(
            "{count} sheet received of {expected}. Their distribution is in the tab « Scores ».",
            "{count} sheets received of {expected}. Their distribution is in the tab « Scores ».",
            opinion.voices,
        )
        text = said.format(count=opinion.voices, expected=opinion.expected)
        self.add(Text(text, tone="ink2", wrap=True))


class ScoresTab(Scrolled):
    """The distribution of the experts' scores by sub-criterion; never the sheet of one person."""

    def __init__(self, look: Appearance) -> None:
        super().__init__(look, _("Scores"))

    def show_opinions(self, found: DossierOpinions) -> None:
        """Show how the experts scored a dossier."""
        self.renew()
        opinion = found.experts
        if opinion is None:
            self.add(Text(_("No answer received."), tone="ink2", wrap=True))
        else:
            self._add_axes(opinion, found)
        self.finish()

    def _add_axes(self, opinion: BodyOpinion, found: DossierOpinions) -> None:
        look, words = self.look, _level_words(opinion.grid)
        said = ngettext(
            "{count} sheet of {expected}", "{count} sheets of {expected}", opinion.voices
        )
        levels = " · ".join(words)
        head = said.format(count=opinion.voices, expected=opinion.expected)
        self.add(Text(f"{head}. {levels}.", Role.CAPTION, "ink2", wrap=True))
        for axis, places in opinion.grid.positions_by_axis():
            self.add(SectionHeading(f"{axis.number} {axis.label}".strip()))
            for criterion, place in zip(axis.criteria, places, strict=True):
                shown = cell(opinion.figures[place], found.rules)
                name = f"{criterion.number} {criterion.label}"
                told = spread_in_words(name, words, shown)
                strip = DistributionStrip(look, _spread(shown), told)
                self.add(_under(look, name, strip, _flags(look, shown)))


def _under(look: Appearance, label: str, figure: QWidget, aside: QWidget | None = None) -> QWidget:
    """Return a label with its figure under it, and a chip at its right."""
    widget = QWidget()
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(look.px(3))
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(look.px(8))
    grid.addWidget(Text(label, Role.DENSE, wrap=True), 0, 0)
    if aside is not None:
        grid.addWidget(aside, 0, 1, CENTRE)
    grid.setColumnStretch(0, 1)
    column.addLayout(grid)
    column.addWidget(figure)
    return widget


def _flags(look: Appearance, shown: Cell) -> QWidget | None:
    """Return the chip of what is worth a debate, None when nothing is."""
    if shown.is_insufficient:
        said = _("Too few opinions: {found} of {expected}")
        text = said.format(found=shown.tally.n, expected=shown.tally.eligible)
        return Chip(look, text, ChipTone.NEUTRAL)
    if not shown.flags:
        return None
    word, icon = {
        DebateFlag.OPPOSED: (_("Opposed"), "split"),
        DebateFlag.SPLIT: (_("Split"), "split"),
        DebateFlag.FEW_OPINIONS: (_("Few opinions"), "circle-question-mark"),
    }[shown.flags[0]]
    return Chip(look, word, ChipTone.WARNING, icon=icon)


def _spread(shown: Cell) -> Spread:
    """Return the counts; « opposés » rows have no median: it would sum up nothing (UX 1)."""
    is_opposed = DebateFlag.OPPOSED in shown.flags
    median = None if is_opposed else shown.level
    return Spread(shown.tally.counts, shown.tally.no_opinion, median)


def _level_words(grid: CriteriaGrid) -> tuple[str, ...]:
    return tuple(level.label for level in grid.scale.levels)


def spread_in_words(name: str, words: tuple[str, ...], shown: Cell) -> str:
    """Return a distribution for those who cannot see it: « 2.4 : 2 insuffisant, 3 faible… »."""
    counts = shown.tally.counts
    said = [f"{count} {word.lower()}" for count, word in zip(counts, words, strict=True)]
    silent = shown.tally.no_opinion
    told = ngettext("{count} without opinion", "{count} without opinion", silent)
    said.append(told.format(count=silent) if silent else _("nobody without opinion"))
    return _("{label}: {choice}").format(label=name, choice=", ".join(said))
