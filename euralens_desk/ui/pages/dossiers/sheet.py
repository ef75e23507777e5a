"""The sheet of a dossier: its head, its tabs, and the preview beside or as the last tab."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from euralens_desk.i18n import _
from euralens_desk.ui.page import PageContext
from euralens_desk.ui.pages.dossiers.decision_tab import DecisionTab
from euralens_desk.ui.pages.dossiers.fields_tab import FieldsTab
from euralens_desk.ui.pages.dossiers.history_tab import HistoryTab
from euralens_desk.ui.pages.dossiers.opinions_tab import OpinionsTab, ScoresTab
from euralens_desk.ui.pages.dossiers.piece_actions import PieceActions
from euralens_desk.ui.pages.dossiers.pieces_tab import PiecesTab
from euralens_desk.ui.pages.dossiers.preview import Preview
from euralens_desk.ui.pages.dossiers.sheet_head import SheetHead
from euralens_desk.ui.widgets import hairline
from euralens_desk.usecases.changes import JournalEntry
from euralens_desk.usecases.dossier_file import DossierFile, dossier_history
from euralens_desk.usecases.dossier_opinions import DossierOpinions, dossier_opinions


class Tab(IntEnum):
    """The tabs, in order; the preview is one only when it does not stand beside."""

    FIELDS = 0
    PIECES = 1
    OPINIONS = 2
    SCORES = 3
    DECISION = 4
    HISTORY = 5
    PREVIEW = 6


class Sheet(QFrame):
    """One dossier. Emits ``left`` when Échap hands the keyboard back to the list."""

    left = Signal()
    meetings_wanted = Signal()

    def __init__(self, context: PageContext, actions: tuple[QAction, ...]) -> None:
        super().__init__()
        self._context = context
        self._file: DossierFile | None = None
        self._is_beside = True
        self._opinions: DossierOpinions | None = None
        look, can_change = context.look, context.desk.can_change
        self.setProperty("panel", "plain")
        self.piece_actions = PieceActions(context, self)
        self.head = SheetHead(look, actions, can_change=can_change)
        self.fields = FieldsTab(context)
        self.pieces = PiecesTab(context, self.piece_actions)
        self.opinions = OpinionsTab(look)
        self.scores = ScoresTab(look)
        self.decision = DecisionTab(look)
        self.history = HistoryTab(look)
        self.preview = Preview(context, self.piece_actions)
        self.tabs = QTabBar()
        self.body = QStackedWidget()
        self._lay_out()
        self._listen()

    # Building

    def _lay_out(self) -> None:
        look = self._context.look
        self.tabs.setAccessibleName(_("Tabs of the dossier"))
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        for tab, name in enumerate(_tab_names()):
            self.tabs.addTab(name)
            if tab == Tab.PREVIEW:
                self.tabs.setTabVisible(tab, False)
        contents = (
            self.fields,
            self.pieces,
            self.opinions,
            self.scores,
            self.decision,
            self.history,
        )
        for widget in contents:
            self.body.addWidget(widget)
        row = QHBoxLayout()
        row.setContentsMargins(look.px(20), 0, look.px(8), 0)
        row.addWidget(self.tabs, 1)
        self._side = QHBoxLayout()
        self._side.setContentsMargins(0, 0, 0, 0)
        self._side.setSpacing(0)
        self._side.addWidget(self.body, 1)
        self._side.addWidget(self.preview)
        self._whole = QWidget()
        column = QVBoxLayout(self._whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addLayout(row)
        column.addWidget(hairline())
        column.addLayout(self._side, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._whole)

    def _listen(self) -> None:
        self.tabs.currentChanged.connect(self._show_tab)
        self.head.edit_wanted.connect(self.toggle_edition)
        self.fields.mode_changed.connect(self._show_mode)
        self.pieces.chosen.connect(self.preview.show_piece)
        self.pieces.previewed.connect(self.preview_piece)
        self.decision.meetings_wanted.connect(self.meetings_wanted)

    # What is shown

    def show_file(self, file: DossierFile | None) -> None:
        """Show another dossier, or the same one after a change."""
        before = self._file.dossier.id if self._file else None
        self._file = file
        self._whole.setVisible(file is not None)
        if file is None:
            self.fields.end()
            self.preview.show_file(None)
            return
        if file.dossier.id != before:
            self._opinions = None
        self.piece_actions.follow(file.dossier)
        self.head.show_file(file)
        names = _tab_names()
        count = f" {len(file.pieces)}" if file.pieces else ""
        self.tabs.setTabText(Tab.PIECES, f"{names[Tab.PIECES]}{count}")
        self.fields.show_file(file)
        self.pieces.show_file(file)
        self.decision.show_file(file)
        self.history.show_file(file)
        self.preview.show_file(file)
        self._load()

    def forget(self) -> None:
        """What was worked out may no longer hold: work it out again if it is in sight."""
        self._opinions = None
        self._load()

    def _load(self) -> None:
        """Ask for what the tab in sight shows beyond the dossier itself."""
        file, tab = self._file, self.tabs.currentIndex()
        if file is None:
            return
        dossier = file.dossier
        if tab in (Tab.OPINIONS, Tab.SCORES) and self._opinions is None:
            self._context.desk.ask(
                lambda campaign: dossier_opinions(campaign, dossier.id),
                self._show_opinions,
                topic=(self, "opinions"),
            )
        elif tab in (Tab.OPINIONS, Tab.SCORES) and self._opinions is not None:
            self._show_opinions(self._opinions)
        elif tab == Tab.HISTORY:
            self._context.desk.ask(
                lambda campaign: dossier_history(campaign, dossier),
                self._show_history,
                topic=(self, "history"),
            )

    def _show_opinions(self, found: DossierOpinions) -> None:
        if self._file is None or found.dossier_id != self._file.dossier.id:
            return
        self._opinions = found
        if self.tabs.currentIndex() == Tab.OPINIONS:
            today = self._context.services.now().date()
            self.opinions.show_opinions(self._file.technical, found, today)
        else:
            self.scores.show_opinions(found)

    def _show_history(self, entries: tuple[JournalEntry, ...]) -> None:
        self.history.show_entries(entries)

    def _show_tab(self, tab: int) -> None:
        if tab != Tab.FIELDS:
            self.fields.end()
        self.body.setCurrentIndex(tab)
        self._load()

    def _show_mode(self) -> None:
        self.head.show_editing(is_editing=self.fields.is_editing)

    # Moving

    def enter(self) -> None:
        """Give the keyboard to what the tab shows."""
        shown = self.body.currentWidget()
        if shown is self.preview:
            self.preview.focus()
        elif shown is not None:
            shown.setFocus()

    def step_tab(self, step: int) -> None:
        """Show the next or the previous tab; the keyboard stays where it is, or follows it in."""
        was_inside = self.body.isAncestorOf(self.focusWidget() or self)
        shown = [tab for tab in range(self.tabs.count()) if self.tabs.isTabVisible(tab)]
        place = (shown.index(self.tabs.currentIndex()) + step) % len(shown)
        self.tabs.setCurrentIndex(shown[place])
        if was_inside:
            self.enter()

    def preview_piece(self) -> None:
        """Give the keyboard to the preview, beside or in its tab."""
        if not self._is_beside:
            self.tabs.setCurrentIndex(Tab.PREVIEW)
        self.preview.focus()

    def toggle_edition(self) -> None:
        """Open the fields, or end the edition."""
        if self.fields.is_editing:
            self.fields.end()
        elif self._file is not None:
            self.tabs.setCurrentIndex(Tab.FIELDS)
            self.fields.edit()

    def set_preview_beside(self, is_beside: bool, width: int) -> None:
        """Put the preview at the right, ``width`` wide, or make it the last tab."""
        self.preview.setMaximumWidth(width if is_beside else 16_777_215)
        self.preview.setMinimumWidth(width if is_beside else 0)
        if is_beside == self._is_beside:
            return
        self._is_beside = is_beside
        if is_beside:
            if self.tabs.currentIndex() == Tab.PREVIEW:
                self.tabs.setCurrentIndex(Tab.FIELDS)
            self.body.removeWidget(self.preview)
            self._side.addWidget(self.preview)
            self.preview.show()
        else:
            self._side.removeWidget(self.preview)
            self.body.addWidget(self.preview)
        self.tabs.setTabVisible(Tab.PREVIEW, not is_beside)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Échap goes back to the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _tab_names() -> tuple[str, ...]:
    return (
        _("Sheet"),
        _("Pieces"),
        _("Opinions"),
        _("Scores"),
        _("Decision"),
        _("History"),
        _("Preview"),
    )
