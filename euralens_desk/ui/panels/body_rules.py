"""How each body meets: quorum, mandates, votes, from a preset told in plain words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from euralens_desk.domain.bodies import (
    PRESETS,
    BodyRules,
    Preset,
    VoteForm,
    preset_of,
    preset_words,
)
from euralens_desk.domain.people import Committee
from euralens_desk.domain.quorum import QuorumRule, QuorumThreshold
from euralens_desk.i18n import _, ngettext, tell
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import (
    Card,
    SavedChoice,
    SavedField,
    SavedNumber,
    SectionHeading,
    Text,
)
from euralens_desk.words import rules_words

BodyRuleEdit = Callable[[BodyRules], BodyRules]
EXAMPLE = 12
"""How many members the quorum is explained with."""


class BodyRulesCard(Card):
    """Emits ``edited(committee, BodyRuleEdit)``: from the rules in force to the new ones."""

    edited = Signal(int, object)

    def __init__(self, look: Appearance) -> None:
        super().__init__(look, _("Meetings of each body"), ruled=True)
        self._look = look
        self._bodies: dict[int, BodyRules] = {}
        self.body_choice = _choice(_("Body"), ())
        self.body_choice.saved.connect(lambda _body: self._show_body())
        self._make_quorum()
        self._make_votes()
        self._fields: tuple[QWidget, ...] = (
            self.preset,
            self.threshold,
            self.college,
            self.most,
            self.proxies,
            self.recused,
            self.form,
            self.casting,
            self.second,
        )
        self._lay_out()

    def _make_quorum(self) -> None:
        self.preset = _choice(_("Starting point"), _presets())
        self.preset.saved.connect(self._take_preset)
        self._preset_told = Text("", Role.DENSE, "ink2", wrap=True)
        self.threshold = _choice(
            _("Quorum"),
            (
                (_("half at least"), QuorumThreshold.HALF_AT_LEAST),
                (_("more than half"), QuorumThreshold.MAJORITY),
            ),
        )
        self.threshold.saved.connect(lambda value: self._change_quorum(threshold=value))
        self.college = SavedField(_("College of the double quorum"))
        self.college.setPlaceholderText(_("none"))
        self.college.saved.connect(lambda text: self._change_quorum(college=text))
        self.most = SavedNumber(_("Mandates a person may hold"), 0, 9)
        self.most.saved.connect(lambda value: self._change(proxies=value))
        self.proxies = QCheckBox(_("Mandates count"))
        self.proxies.clicked.connect(lambda on: self._change_quorum(counts_proxies=on))
        self.recused = QCheckBox(_("Recused members leave the count"))
        self.recused.clicked.connect(lambda on: self._change_quorum(leaves_out_recused=on))
        self._quorum_told = Text("", Role.DENSE, "ink2", wrap=True)

    def _make_votes(self) -> None:
        self.form = _choice(
            _("Usual form of the vote"),
            (
                (_("show of hands"), VoteForm.HANDS),
                (_("secret ballot"), VoteForm.SECRET),
                (_("roll call"), VoteForm.NOMINAL),
            ),
        )
        self.form.saved.connect(lambda value: self._change(vote_form=value))
        self.casting = QCheckBox(_("The voice of the chair decides a tie"))
        self.casting.clicked.connect(lambda on: self._change(has_casting_vote=on))
        self.second = SavedNumber(_("Days before a second meeting"), 0, 60)
        self.second.saved.connect(lambda value: self._change(second_after_days=value))
        self._printed = Text("", Role.DENSE, "ink2", wrap=True)

    def _lay_out(self) -> None:
        body, look = self.body, self._look
        body.addSpacing(look.px(6))
        self._add_lines((_("Body"), self.body_choice), (_("Starting point"), self.preset))
        body.addWidget(self._preset_told)
        body.addSpacing(look.px(8))
        body.addWidget(SectionHeading(_("Quorum")))
        self._add_lines((_("Members needed"), self.threshold))
        body.addWidget(self.proxies)
        body.addWidget(self.recused)
        self._add_lines(
            (_("Mandates a person may hold"), self.most),
            (_("College of the double quorum"), self.college),
        )
        body.addWidget(self._quorum_told)
        body.addSpacing(look.px(8))
        body.addWidget(SectionHeading(_("Votes")))
        self._add_lines((_("Usual form of the vote"), self.form))
        body.addWidget(self.casting)
        self._add_lines((_("Days before a second meeting"), self.second))
        body.addSpacing(look.px(8))
        body.addWidget(SectionHeading(_("As printed in the minutes")))
        body.addWidget(self._printed)

    def _add_lines(self, *lines: tuple[str, QWidget]) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(self._look.px(16))
        grid.setVerticalSpacing(self._look.px(8))
        grid.setColumnStretch(0, 1)
        for line, (label, field) in enumerate(lines):
            grid.addWidget(Text(label, wrap=True), line, 0)
            grid.addWidget(field, line, 1, Qt.AlignmentFlag.AlignRight)
        self.body.addLayout(grid)

    # What is shown

    def show_bodies(self, bodies: Sequence[Committee], *, can_change: bool) -> None:
        """Show the rules of the body that was chosen; which one may always be changed."""
        chosen = self.body_choice.currentData()
        self._bodies = {body.id: body.rules for body in bodies}
        self.body_choice.clear()
        for body in bodies:
            self.body_choice.addItem(body.name, body.id)
        self.body_choice.show_value(
            chosen if chosen in self._bodies else next(iter(self._bodies), None)
        )
        for field in self._fields:
            field.setEnabled(can_change)
        self._show_body()

    def _show_body(self) -> None:
        rules = self._bodies.get(self.body_choice.currentData())
        if rules is None:
            return
        preset = preset_of(rules)
        self.preset.show_value(preset)
        self._preset_told.setText(
            tell(preset_words(preset)) if preset else _("The rules below were chosen one by one.")
        )
        self.threshold.show_value(rules.quorum.threshold)
        self.college.show_value(rules.quorum.college)
        self.most.show_value(rules.proxies)
        self.proxies.setChecked(rules.quorum.counts_proxies)
        self.recused.setChecked(rules.quorum.leaves_out_recused)
        self._quorum_told.setText(quorum_words(rules.quorum))
        self.form.show_value(rules.vote_form)
        self.casting.setChecked(rules.has_casting_vote)
        self.second.show_value(rules.second_after_days)
        self._printed.setText(rules_words(rules))

    def save(self) -> None:
        """Save what is being typed."""
        for field in self._fields:
            if isinstance(field, SavedNumber | SavedField) and field.isEnabled():
                field.save()

    # What is wanted

    def _take_preset(self, preset: Preset | None) -> None:
        if preset is None:
            self._show_body()
        else:
            self.edited.emit(self.body_choice.currentData(), lambda _rules: PRESETS[preset])

    def _change(self, **changes: Any) -> None:
        self.edited.emit(self.body_choice.currentData(), lambda rules: replace(rules, **changes))

    def _change_quorum(self, **changes: Any) -> None:
        def edit(rules: BodyRules) -> BodyRules:
            return replace(rules, quorum=replace(rules.quorum, **changes))

        self.edited.emit(self.body_choice.currentData(), edit)


def _choice(name: str, options: Sequence[tuple[str, object]]) -> SavedChoice:
    choice = SavedChoice(name)
    choice.setSizeAdjustPolicy(SavedChoice.SizeAdjustPolicy.AdjustToContents)
    for text, value in options:
        choice.addItem(text, value)
    return choice


def _presets() -> tuple[tuple[str, Preset | None], ...]:
    return (
        (_("consultative body"), Preset.CONSULTATIVE),
        (_("deliberative assembly"), Preset.DELIBERATIVE),
        (_("double quorum"), Preset.DOUBLE),
        (_("own choices"), None),
    )


def quorum_words(rule: QuorumRule) -> str:
    """Return a quorum rule in plain words, with an example."""
    needed = rule.required(EXAMPLE)
    told = [
        _("With {members} members with a vote, {needed} are needed.").format(
            members=EXAMPLE, needed=needed
        )
    ]
    told.append(
        _("Who gave a mandate counts as being there.")
        if rule.counts_proxies
        else _("Only those in the room or on the line count.")
    )
    if rule.leaves_out_recused:
        left = rule.required(EXAMPLE - 2)
        told.append(
            ngettext(
                "On an item two of them stepped back from, {count} is needed.",
                "On an item two of them stepped back from, {count} are needed.",
                left,
            ).format(count=left)
        )
    return " ".join(told)
