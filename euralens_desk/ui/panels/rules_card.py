"""The rules of the campaign, in plain words, with the few numbers that may be chosen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from euralens_desk.domain.aggregation import Weighting
from euralens_desk.domain.campaign import Rules
from euralens_desk.i18n import _, format_percent
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.state.grids import percent, without_change
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import Card, SavedChoice, SavedNumber, SectionHeading, Text

RuleEdit = Callable[[Rules], Rules]
NARROW = "\u202f"


class RulesCard(Card):
    """Emits ``edited(RuleEdit)``, a function from the rules in force to the new ones."""

    edited = Signal(object)

    def __init__(self, look: Appearance) -> None:
        super().__init__(look, _("Rules"), ruled=True)
        self._look = look
        self._fields: list[QWidget] = []
        self._make_weighting()
        self._make_thresholds()
        self.body.addSpacing(look.px(6))
        self._lay_out()

    def _make_weighting(self) -> None:
        self.weighting = SavedChoice(_("Overall figure"))
        self.weighting.setSizeAdjustPolicy(SavedChoice.SizeAdjustPolicy.AdjustToContents)
        self.weighting.addItem(_("by criterion"), Weighting.BY_CRITERION)
        self.weighting.addItem(_("by axis"), Weighting.BY_AXIS)
        self.weighting.saved.connect(lambda value: self._change(weighting=value))
        self._weighting_told = Text("", Role.DENSE, "ink2", wrap=True)
        self.minimum = SavedNumber(_("Minimum of opinions"), 0, 100, f"{NARROW}%")
        self.minimum.saved.connect(self._change_minimum)
        self._minimum_told = Text("", Role.DENSE, "ink2", wrap=True)

    def _make_thresholds(self) -> None:
        self.spread = SavedNumber(_("Spread, in levels"), 1, 9)
        self.low = SavedNumber(_("Share at the bottom"), 1, 100, f"{NARROW}%")
        self.high = SavedNumber(_("Share at the top"), 1, 100, f"{NARROW}%")
        self.silent = SavedNumber(_("Share without opinion"), 1, 100, f"{NARROW}%")
        self.spread.saved.connect(lambda value: self._change_limits(spread=Fraction(value)))
        self.low.saved.connect(partial(self._change_share, "low_share"))
        self.high.saved.connect(partial(self._change_share, "high_share"))
        self.silent.saved.connect(partial(self._change_share, "silent"))

    def _lay_out(self) -> None:
        body, look = self.body, self._look
        self._add_lines((_("Overall figure"), self.weighting))
        body.addWidget(self._weighting_told)
        self._add_lines((_("Minimum of opinions"), self.minimum))
        body.addWidget(self._minimum_told)
        body.addSpacing(look.px(8))
        body.addWidget(SectionHeading(_("To debate")))
        told = _(
            "« Opposed »: the spread is reached, with these shares at both ends of the scale. "
            "« Shared »: the spread alone. « Few opinions »: no opinion and blank together."
        )
        body.addWidget(Text(told, Role.DENSE, "ink2", wrap=True))
        self._add_lines(
            (_("Spread, in levels"), self.spread),
            (_("Share at the bottom"), self.low),
            (_("Share at the top"), self.high),
            (_("Share without opinion"), self.silent),
        )
        body.addSpacing(look.px(8))
        body.addWidget(SectionHeading(_("Answers that are not scores")))
        silent = _(
            "No opinion, not applicable, blank and recused are counted apart and "
            "enter no mean. A criterion that does not apply to a project is left "
            "out for everyone, and its weight goes to the other criteria of its "
            "axis."
        )
        body.addWidget(Text(silent, Role.DENSE, "ink2", wrap=True))

    def _add_lines(self, *lines: tuple[str, QWidget]) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(self._look.px(16))
        grid.setVerticalSpacing(self._look.px(8))
        grid.setColumnStretch(0, 1)
        for line, (label, field) in enumerate(lines):
            grid.addWidget(Text(label, wrap=True), line, 0)
            grid.addWidget(field, line, 1, Qt.AlignmentFlag.AlignRight)
            self._fields.append(field)
        self.body.addLayout(grid)

    # What is shown

    def show_rules(self, rules: Rules, *, can_change: bool) -> None:
        """Show the rules; once scoring is open they are read only."""
        self.weighting.show_value(rules.weighting)
        self._weighting_told.setText(
            _("Each axis counts for its weight, whatever the number of its criteria.")
            if rules.weighting is Weighting.BY_AXIS
            else _("Each criterion counts for its weight, so that a longer axis weighs more.")
        )
        self.minimum.show_value(percent(rules.minimum_share))
        self._minimum_told.setText(
            _(
                "Below {share} of the expected opinions no median is given: the minutes "
                "say how many were given."
            ).format(share=format_percent(rules.minimum_share))
        )
        limits = rules.thresholds
        self.spread.show_value(round(limits.spread))
        self.low.show_value(percent(limits.low_share))
        self.high.show_value(percent(limits.high_share))
        self.silent.show_value(percent(limits.silent))
        for field in self._fields:
            field.setEnabled(can_change)

    def save(self) -> None:
        """Save what is being typed."""
        for field in self._fields:
            if isinstance(field, SavedNumber) and field.isEnabled():
                field.save()

    # What is wanted

    def _change(self, **changes: Any) -> None:
        self.edited.emit(lambda rules: replace(rules, **changes))

    def _change_minimum(self, percentage: int) -> None:
        def edit(rules: Rules) -> Rules:
            share = without_change(rules.minimum_share, percentage)
            return replace(rules, minimum_share=share)

        self.edited.emit(edit)

    def _change_limits(self, **changes: Any) -> None:
        self.edited.emit(
            lambda rules: replace(rules, thresholds=replace(rules.thresholds, **changes))
        )

    def _change_share(self, name: str, percentage: int) -> None:
        def edit(rules: Rules) -> Rules:
            share = without_change(getattr(rules.thresholds, name), percentage)
            return replace(rules, thresholds=replace(rules.thresholds, **{name: share}))

        self.edited.emit(edit)
