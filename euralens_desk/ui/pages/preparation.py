"""Grids and rules: chosen before scoring opens, frozen afterwards but for new versions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedLayout,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from euralens_desk.domain.campaign import Campaign, GridVersion
from euralens_desk.domain.file_names import safe_name
from euralens_desk.domain.grid import CriteriaGrid
from euralens_desk.domain.messages import Failure, Message
from euralens_desk.domain.people import Committee
from euralens_desk.domain.sheet import Ballot, Score
from euralens_desk.i18n import _, format_date
from euralens_desk.ui.dialogs.files import FileDialog
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.notifier import Offer, Question
from euralens_desk.ui.page import KeyHint, Page, PageContext
from euralens_desk.ui.panels.body_rules import BodyRuleEdit, BodyRulesCard
from euralens_desk.ui.panels.campaign_card import CampaignCard
from euralens_desk.ui.panels.committee_grid import CommitteeGridPanel, effect_words
from euralens_desk.ui.panels.rules_card import RuleEdit, RulesCard
from euralens_desk.ui.widgets import Button, ButtonKind, Chip, ChipTone, Text
from euralens_desk.usecases.changes import ChangeSet
from euralens_desk.usecases.lookup import the_campaign, the_committee
from euralens_desk.usecases.ports import CampaignFile
from euralens_desk.usecases.prepare import (
    CommitteeGrid,
    GridEdit,
    GridEffect,
    Preparation,
    edit_body_rules,
    edit_campaign,
    edit_grid,
    edit_rules,
    grid_effect,
    open_scoring,
    read_preparation,
    refuse_ballots,
    replace_grid,
)


class PreparationPage(Page):
    """A tab for the settings and the rules, then one for the grid of each committee."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        look = context.look
        self._found: Preparation | None = None
        self._drafts: dict[int, CriteriaGrid] = {}
        self._today = context.services.now().date()
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(_("Rules and grids"))
        self.tabs.setDrawBase(False)
        self.tabs.currentChanged.connect(self._show_tab)
        self.campaign = CampaignCard(look, self._today, can_change=context.desk.can_change)
        self.rules = RulesCard(look)
        self.body_rules = BodyRulesCard(look)
        self.panel = CommitteeGridPanel(look, context.services.sample_grids())
        self.state = Chip(look, " ")
        self._add_commands()
        self._lay_out()
        self._connect()

    def _add_commands(self) -> None:
        add, editor = self.add_command, self.panel.editor
        self._open = add(_("Open scoring…"), self._ask_to_open, "Ctrl+Return", "lock", changes=True)
        self._edits = (
            add(_("Add a criterion"), editor.add_criterion, "Ctrl+N", "plus", changes=True),
            add(_("Add an axis"), editor.add_axis, "Ctrl+Shift+N", "plus", changes=True),
        )
        self._load = add(_("Load a grid…"), self._choose_file, "Ctrl+I", "file-input", changes=True)
        self._export = add(_("Export the grid…"), self._choose_place, "Ctrl+E", "download")

    def _lay_out(self) -> None:
        look = self.context.look
        self.open_button = Button(look, _("Open scoring…"), ButtonKind.PRIMARY, icon="lock")
        self.open_button.clicked.connect(self._open.trigger)
        head = QHBoxLayout()
        head.setSpacing(look.px(12))
        head.addWidget(Text(_("Grids and rules"), Role.TITLE1))
        head.addWidget(self.state)
        head.addStretch(1)
        head.addWidget(self.open_button)
        self._body = QStackedLayout()
        self._body.addWidget(self._settings())
        self._body.addWidget(self.panel)
        holder = QWidget()
        holder.setLayout(self._body)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(24), look.px(16), look.px(24), look.px(16))
        column.setSpacing(look.px(12))
        column.addLayout(head)
        column.addWidget(self.tabs)
        column.addWidget(holder, 1)

    def _settings(self) -> QScrollArea:
        """Return the campaign and the rules side by side."""
        look = self.context.look
        inside = QFrame()
        inside.setProperty("panel", "window")
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, look.px(8), 0)
        row.setSpacing(look.px(16))
        left = QVBoxLayout()
        left.setSpacing(look.px(16))
        left.addWidget(self.campaign)
        left.addWidget(self.body_rules)
        left.addStretch(1)
        right = QVBoxLayout()
        right.addWidget(self.rules)
        right.addStretch(1)
        row.addLayout(left, 1)
        row.addLayout(right, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inside)
        return area

    def _connect(self) -> None:
        self.campaign.edited.connect(self._edit_campaign)
        self.rules.edited.connect(self._edit_rules)
        self.body_rules.edited.connect(self._edit_body)
        panel = self.panel
        panel.editor.edit_wanted.connect(self._edit_grid)
        panel.grid_chosen.connect(self.take_grid)
        panel.load_wanted.connect(self._choose_file)
        panel.export_wanted.connect(self._choose_place)
        panel.version_wanted.connect(self._start_version)
        panel.apply_wanted.connect(self._ask_to_apply)
        panel.drop_wanted.connect(self._drop_version)

    # What is read and shown

    def activate(self, target: object = None) -> None:
        """Read the settings; ``target`` is the id of the committee whose grid to show."""

        def show(found: Preparation) -> None:
            self._show(found)
            ids = [each.committee.id for each in found.grids]
            if target in ids:
                self.tabs.setCurrentIndex(ids.index(target) + 1)
            self.tabs.setFocus()

        self.context.desk.ask(read_preparation, show, topic=(self, "preparation"))

    def deactivate(self) -> None:
        """Save what is being typed."""
        self.campaign.save()
        self.rules.save()
        self.body_rules.save()
        self.panel.editor.save()

    def refresh(self, changes: ChangeSet, initiator: object) -> None:
        """Read again when the campaign, a grid or the answers changed."""
        if changes.touches(Campaign, GridVersion, Committee, Score, Ballot):
            self._read()

    def _read(self) -> None:
        self.context.desk.ask(read_preparation, self._show, topic=(self, "preparation"))

    def _show(self, found: Preparation) -> None:
        self._found = found
        self._show_names(found)
        opened = found.campaign.scoring_opened_on
        if opened is None:
            self.state.show_state(_("Scoring is not open"), ChipTone.NEUTRAL, "lock-open")
        else:
            told = _("Scoring open since {day}").format(day=format_date(opened))
            self.state.show_state(told, ChipTone.GOOD, "lock")
        can_change = self.context.desk.can_change
        self._open.setEnabled(can_change and opened is None)
        self.open_button.setEnabled(can_change)
        self.open_button.setVisible(opened is None)
        self.campaign.show_campaign(found.campaign)
        is_open = can_change and opened is None
        self.rules.show_rules(found.campaign.rules, can_change=is_open)
        self.body_rules.show_bodies(found.bodies, can_change=is_open)
        self._show_tab()

    def _show_names(self, found: Preparation) -> None:
        """Name the tabs, keeping the one shown."""
        names = [_("Campaign and rules"), *(each.committee.name for each in found.grids)]
        self.tabs.blockSignals(True)
        for place, name in enumerate(names):
            if place < self.tabs.count():
                self.tabs.setTabText(place, name)
            else:
                self.tabs.addTab(name)
        self.tabs.blockSignals(False)

    def _committee(self) -> CommitteeGrid | None:
        """Return the committee whose tab is shown, None on the first tab."""
        place = self.tabs.currentIndex() - 1
        return self._found.grids[place] if self._found is not None and place >= 0 else None

    def _show_tab(self, _place: int = 0) -> None:
        found, campaign = self._committee(), self._found and self._found.campaign
        self._body.setCurrentIndex(0 if found is None else 1)
        can_change = self.context.desk.can_change
        if found is not None and campaign:
            draft = self._drafts.get(found.committee.id)
            frozen = ""
            if campaign.scoring_opened_on is not None:
                day = format_date(campaign.scoring_opened_on)
                frozen = _("Frozen since scoring opened, on {day}.").format(day=day)
            self.panel.show_grid(found, draft, frozen, can_change=can_change)
            if draft is not None:
                self._count_effect(found, draft)
        has_editor = can_change and found is not None and self._may_edit(found)
        for action in self._edits:
            action.setEnabled(has_editor)
        self._load.setEnabled(can_change and found is not None)
        self._export.setEnabled(found is not None and found.grid is not None)
        self.hints_changed.emit()

    def _may_edit(self, found: CommitteeGrid) -> bool:
        is_frozen = self._found is not None and self._found.campaign.is_frozen
        is_draft = found.committee.id in self._drafts
        return is_draft or (found.grid is not None and not is_frozen)

    # Settings and rules

    def _do(self, change: Callable[[CampaignFile], ChangeSet], *, told: bool = False) -> None:
        self.context.desk.do(
            change, self.context.tell_change if told else None, failed=self._refused
        )

    def _refused(self, failure: Failure) -> None:
        """Say why, and show again what the file holds."""
        self.context.notifier.failure(failure)
        self._read()

    def _edit_campaign(self, field: str, value: object) -> None:
        fields: dict[str, Any] = {field: value}
        self._do(lambda file: edit_campaign(file, replace(the_campaign(file), **fields)))

    def _edit_rules(self, edit: RuleEdit) -> None:
        self._do(lambda file: edit_rules(file, edit(the_campaign(file).rules)))

    def _edit_body(self, committee: int, edit: BodyRuleEdit) -> None:
        self._do(
            lambda file: edit_body_rules(
                file, committee, edit(the_committee(file, committee).rules)
            )
        )

    def _ask_to_open(self) -> None:
        self.deactivate()
        told = _(
            "The grids, the weights, the minimum of opinions, the thresholds and the quorum are "
            "frozen and printed with the minutes. A grid then changes only by a new version. "
            "This is not undone."
        )
        self.context.notifier.ask(
            Question(
                title=_("Open scoring?"),
                consequence=told,
                verb=_("Open scoring"),
                safe_verb=_("Go on preparing"),
                do=lambda: self._do(lambda file: open_scoring(file, self._today)),
                icon="lock",
            )
        )

    # Grids

    def _edit_grid(self, edit: GridEdit, action: Message, loses: bool) -> None:
        found = self._committee()
        if found is None:
            return
        committee = found.committee.id
        draft = self._drafts.get(committee)
        if draft is not None:
            self._edit_draft(committee, draft, edit)
        elif loses and found.answers and found.grid is not None:
            self._ask_before_losing(found, edit, action)
        else:
            self._do(lambda file: edit_grid(file, committee, edit, action), told=loses)

    def _edit_draft(self, committee: int, draft: CriteriaGrid, edit: GridEdit) -> None:
        try:
            self._drafts[committee] = edit(draft)
        except Failure as failure:
            self.context.notifier.failure(failure)
        self._show_tab()

    def _ask_before_losing(self, found: CommitteeGrid, edit: GridEdit, action: Message) -> None:
        committee, grid = found.committee.id, found.grid
        if grid is None:
            return

        def change() -> None:
            self._do(lambda file: edit_grid(file, committee, edit, action), told=True)

        self._ask_if_lost(
            lambda file: grid_effect(file, committee, edit(grid)),
            change,
            _("Change the grid?"),
            (_("Change the grid"), _("Keep the grid")),
        )

    def _ask_if_lost(
        self,
        effect_of: Callable[[CampaignFile], GridEffect],
        do: Callable[[], None],
        title: str,
        verbs: tuple[str, str],
    ) -> None:
        """Do it at once when no answer is lost, after a question otherwise."""

        def answer(effect: GridEffect) -> None:
            if not effect.lost:
                do()
                return
            question = Question(title, effect_words(effect), verbs[0], verbs[1], do, "scale")
            self.context.notifier.ask(question)

        self.context.desk.ask(effect_of, answer, failed=self._refused)

    def take_grid(self, grid: CriteriaGrid) -> None:
        """Give the committee shown another grid: at once, or as a version to apply."""
        found = self._committee()
        if found is None or self._found is None:
            return
        committee = found.committee
        if self._found.campaign.is_frozen:
            self._drafts[committee.id] = grid
            self._show_tab()
            return
        self._ask_if_lost(
            lambda file: grid_effect(file, committee.id, grid),
            lambda: self._do(lambda file: replace_grid(file, committee, grid), told=True),
            _("Take the grid « {title} »?").format(title=grid.title),
            (_("Take this grid"), _("Keep the grid")),
        )

    # A new version

    def _start_version(self) -> None:
        found = self._committee()
        if found is None or found.grid is None:
            return
        committee, grid = found.committee.id, found.grid

        def start(_nothing: None) -> None:
            self._drafts[committee] = grid
            self._show_tab()
            self.panel.editor.tree.setFocus()

        self.context.desk.ask(lambda file: refuse_ballots(file, committee), start)

    def _count_effect(self, found: CommitteeGrid, draft: CriteriaGrid) -> None:
        self.context.desk.ask(
            lambda file: grid_effect(file, found.committee.id, draft),
            lambda effect: self.panel.show_effect(found.version + 1, effect),
            topic=(self, "effect"),
        )

    def _drop_version(self) -> None:
        found = self._committee()
        if found is None:
            return
        committee = found.committee.id
        dropped = self._drafts.pop(committee, None)

        def bring_back() -> None:
            if dropped is not None:
                self._drafts[committee] = dropped
                self._show_tab()

        self._show_tab()
        self.panel.editor.tree.setFocus()
        text = _("The version is dropped, the grid in force stays.")
        self.context.notifier.toast(text, Offer(_("Undo"), bring_back))

    def _ask_to_apply(self) -> None:
        self.panel.editor.save()
        found = self._committee()
        draft = self._drafts.get(found.committee.id) if found else None
        if found is None or draft is None:
            return
        committee, number = found.committee, found.version + 1

        def applied(changes: ChangeSet) -> None:
            self._drafts.pop(committee.id, None)
            self.context.tell_change(changes)

        def ask(effect: GridEffect) -> None:
            self.context.notifier.ask(
                Question(
                    title=_("Apply version {number} of the grid?").format(number=number),
                    consequence=effect_words(effect),
                    verb=_("Apply the version"),
                    safe_verb=_("Go on preparing"),
                    do=lambda: self.context.desk.do(
                        lambda file: replace_grid(file, committee, draft),
                        applied,
                        failed=self._refused,
                    ),
                    icon="scale",
                )
            )

        self.context.desk.ask(lambda file: grid_effect(file, committee.id, draft), ask)

    # Files

    def _choose_file(self) -> None:
        dialog = FileDialog(self, _("Load a grid"))
        dialog.setNameFilter(_("Grids (*.json)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.load_file(Path(path)))
        dialog.open()

    def load_file(self, path: Path) -> None:
        """Take the grid of a file, or ask which when it holds several."""
        read = self.context.services.read_grids

        def choose(grids: tuple[CriteriaGrid, ...]) -> None:
            if len(grids) == 1:
                self.take_grid(grids[0])
            else:
                self.panel.offer(grids)

        title = _("Reading {file}").format(file=path.name)
        self.context.desk.run_long(title, lambda _task: read(path), choose)

    def _shown_grid(self) -> CriteriaGrid | None:
        found = self._committee()
        return self._drafts.get(found.committee.id, found.grid) if found else None

    def _choose_place(self) -> None:
        grid = self._shown_grid()
        if grid is None:
            return
        proposed = self.context.services.default_folder() / safe_name(f"{grid.code}.json")
        dialog = FileDialog(self, _("Export the grid"), str(proposed))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("json")
        dialog.selectFile(str(proposed))
        dialog.fileSelected.connect(lambda path: self.export(Path(path)))
        dialog.open()

    def export(self, path: Path) -> None:
        """Write the grid shown to a grids file."""
        grid, services = self._shown_grid(), self.context.services
        if grid is None:
            return

        def work(_task: object) -> Path:
            services.write_file(path, services.grids_file((grid,)))
            return path

        self.context.desk.run_long(_("Exporting the grid"), work, self._exported)

    def _exported(self, path: Path) -> None:
        self.context.notifier.toast(_("{file} is written.").format(file=path.name))

    # What the window asks

    def panels(self) -> tuple[QWidget, ...]:
        """The tabs, then the fields or the tree."""
        if self._committee() is None:
            return (
                self.tabs,
                self.campaign.name,
                self.body_rules.body_choice,
                self.rules.weighting,
            )
        editor = self.panel.editor
        return (self.tabs, editor.tree, editor.detail.label)

    def key_hints(self) -> tuple[KeyHint, ...]:
        """Return the keys of the tab shown."""
        found = self._committee()
        if found is None and self._open.isEnabled():
            return (KeyHint(("Ctrl", _("Enter")), _("open scoring")),)
        if found is None or not self._may_edit(found):
            return ()
        return (
            KeyHint((_("Enter"),), _("edit the row")),
            KeyHint(("Ctrl", "N"), _("criterion")),
            KeyHint(("Ctrl", _("Shift"), "↑"), _("move up")),
            KeyHint((_("Delete"),), _("remove")),
        )

    def fact(self) -> str:
        """Say which versions are being prepared."""
        return _("A version is being prepared") if self._drafts else ""
