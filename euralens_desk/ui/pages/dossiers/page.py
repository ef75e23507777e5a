"""The dossiers: a list to search, the sheet of the chosen one, a preview of its pieces."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QWidget

from euralens_desk.domain.campaign import Campaign
from euralens_desk.domain.dossier import Attachment, Dossier
from euralens_desk.domain.feasibility import Finding, MissingElement
from euralens_desk.domain.funding import FundingFit, FundingLead
from euralens_desk.domain.meeting import Act, TechnicalOpinion
from euralens_desk.domain.people import Member, Recusal
from euralens_desk.domain.precedent import Precedent
from euralens_desk.domain.preselection import Preselection
from euralens_desk.domain.sheet import Ballot, NotApplicable, Score
from euralens_desk.i18n import _
from euralens_desk.ui.drops import dropped_files, is_table
from euralens_desk.ui.page import KeyHint, Page, PageContext
from euralens_desk.ui.pages.dossiers.carrying import Carrying
from euralens_desk.ui.pages.dossiers.list_pane import ListPane
from euralens_desk.ui.pages.dossiers.sheet import Sheet
from euralens_desk.ui.pieces.intake import PieceIntake
from euralens_desk.ui.sections import Section
from euralens_desk.ui.state.meetings import LeadSpot
from euralens_desk.ui.widgets import Button, ButtonKind, EmptyState
from euralens_desk.usecases.changes import ChangeSet
from euralens_desk.usecases.dossier_file import DossierFile, dossier_files
from euralens_desk.usecases.dossiers import create_dossier, withdraw_dossier

SHOWN = (Campaign, Dossier, Attachment, Preselection, Precedent, TechnicalOpinion, Act)
FUNDED = (Finding, MissingElement, FundingLead, FundingFit)
COUNTED = (Score, Ballot, Recusal, NotApplicable, Member, *FUNDED)
LIST, SHEET, PREVIEW = 452, 350, 352
"""Widths at 100 % of the three panes; the sheet takes what is left, the preview folds below."""


class DossiersPage(Page):
    """↑ ↓ choose, Enter opens, Space previews; Ctrl+N creates, Ctrl+I imports."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        look = context.look
        self._wanted: int | None = None
        self._created = False
        self._is_arriving = False
        importing = self.add_command(
            _("Import…"), lambda: self.go_to(Section.IMPORT), "Ctrl+I", "file-input", changes=True
        )
        creating = self.add_command(
            _("New dossier"), self.create_dossier, "Ctrl+N", "plus", changes=True
        )
        self._editing = self.add_command(
            _("Edit the sheet"), self._toggle_edition, "Ctrl+E", "pencil", changes=True
        )
        adding = self.add_command(
            _("Add pieces…"),
            self._add_pieces,
            "",
            "paperclip",
            changes=True,
        )
        self.intake = PieceIntake(context, self)
        sorting = self.add_command(
            _("Attach pieces…"), self.intake.choose_files, "Ctrl+J", "paperclip", changes=True
        )
        foldering = self.add_command(
            _("Attach the pieces of a folder…"),
            self.intake.choose_folder,
            "Ctrl+Shift+J",
            "folder-open",
            changes=True,
        )
        self.setAcceptDrops(True)
        choosing = self.add_command(
            _("Preselection"), self._go_to_preselection, "Ctrl+Shift+K", "list-checks"
        )
        self.carrying = Carrying(context, self)
        self.add_command(
            _("Bring in from an earlier campaign…"),
            self.carrying.choose,
            "",
            "history",
            changes=True,
        )
        self._withdrawing = self.add_command(
            _("Withdraw the dossier"), self._withdraw, "", "minus", changes=True
        )
        self.list = ListPane(look, importing, creating, choosing)
        self.sheet = Sheet(context, (self._editing, adding, sorting, foldering, self._withdrawing))
        self.add_command(_("Next tab"), lambda: self.sheet.step_tab(1), "Ctrl+Tab")
        self.add_command(_("Previous tab"), lambda: self.sheet.step_tab(-1), "Ctrl+Shift+Tab")
        self._import = Button(look, _("Import…"), ButtonKind.PRIMARY, icon="file-input")
        self._create = Button(look, _("New dossier"), icon="plus")
        self._import.clicked.connect(importing.trigger)
        self._create.clicked.connect(creating.trigger)
        self._lay_out()
        self._listen()

    def _lay_out(self) -> None:
        look, can_change = self.context.look, self.context.desk.can_change
        told = _("Import the file of the candidatures, or create a first dossier by hand.")
        buttons = (self._import, self._create) if can_change else ()
        self._empty = EmptyState(look, _("No dossier yet"), told if can_change else "", buttons)
        panes = QWidget()
        row = QHBoxLayout(panes)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.list)
        row.addWidget(self.sheet, 1)
        self._bodies = QStackedLayout(self)
        self._bodies.addWidget(panes)
        self._bodies.addWidget(self._empty)

    def _listen(self) -> None:
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(self.sheet.enter)
        self.list.previewed.connect(self.sheet.preview_piece)
        self.list.counted.connect(self.hints_changed)
        self.sheet.left.connect(self.list.view.setFocus)
        self.sheet.piece_actions.import_wanted.connect(
            lambda path: self.go_to(Section.IMPORT, path)
        )
        self.sheet.meetings_wanted.connect(lambda: self.go_to(Section.MEETINGS))
        self.sheet.opinions.leads_wanted.connect(lambda: self.go_to(Section.MEETINGS, LeadSpot()))

    # What the file holds

    def activate(self, target: object = None) -> None:
        """Read the dossiers; a target is the id of the one to show."""
        if isinstance(target, int):
            self._wanted = target
        self._is_arriving = True
        self.list.view.setFocus()
        self._read()

    def deactivate(self) -> None:
        """Save what is being typed."""
        self.sheet.fields.end()

    def refresh(self, changes: ChangeSet, initiator: object) -> None:
        """Read again what changed."""
        if changes.touches(*SHOWN):
            self._read()
        if changes.touches(*SHOWN, *COUNTED):
            self.sheet.forget()

    def _read(self) -> None:
        self.context.desk.ask(dossier_files, self._show, topic=(self, "files"))

    def _show(self, files: tuple[DossierFile, ...]) -> None:
        """Show the dossiers; the list takes the keyboard when what had it disappears."""
        held = self.window().focusWidget()
        was_here = held is not None and self.isAncestorOf(held)
        self._show_files(files)
        is_gone = self.window().focusWidget() is not held or self.list.chips.isAncestorOf(held)
        is_lost = was_here and is_gone
        if files and self.isVisible() and (self._is_arriving or is_lost):
            self.list.view.setFocus()
        self._is_arriving = False
        if self._created and files:
            self._created = False
            self.sheet.fields.edit()

    def _show_files(self, files: tuple[DossierFile, ...]) -> None:
        self._bodies.setCurrentIndex(0 if files else 1)
        self.list.show_files(files)
        if self._wanted is not None:
            self.list.select(self._wanted)
            self._wanted = None
        if not files and self.isVisible():
            self._import.setFocus()

    def _choose(self, file: DossierFile | None) -> None:
        self.sheet.show_file(file)
        is_withdrawn = file is not None and file.dossier.withdrawn_on is not None
        words = _("Bring the dossier back") if is_withdrawn else _("Withdraw the dossier")
        self._withdrawing.setText(words)

    # Changes

    def create_dossier(self) -> None:
        """Add an empty dossier under the next number, its title ready to be typed."""
        self.sheet.fields.end()
        title = _("Untitled dossier")

        def created(changes: ChangeSet) -> None:
            self.context.desk.ask(dossier_files, self._show_created, topic=(self, "files"))
            text = _("A dossier is created: type its title.")
            self.context.offer_undo(text)

        self.context.desk.do(lambda file: create_dossier(file, title), created, initiator=self)

    def _show_created(self, files: tuple[DossierFile, ...]) -> None:
        self._wanted = max(file.dossier.id for file in files)
        self._created = True
        self._show(files)

    def _go_to_preselection(self) -> None:
        file = self.list.current
        self.go_to(Section.PRESELECTION, file.dossier.id if file else None)

    def _add_pieces(self) -> None:
        self.sheet.piece_actions.choose()

    def _toggle_edition(self) -> None:
        self.sheet.toggle_edition()

    def _withdraw(self) -> None:
        file = self.list.current
        if file is None:
            return
        number, is_back = file.dossier.id, file.dossier.withdrawn_on is not None
        day = None if is_back else self.context.services.now().date()
        text = _("The dossier is back.") if is_back else _("The dossier is withdrawn.")
        self.context.desk.do(
            lambda campaign: withdraw_dossier(campaign, number, day),
            lambda _changes: self.context.offer_undo(text),
        )

    # Pieces dropped anywhere on the page

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files, folders and archives; a table alone is left to the window."""
        if self.context.desk.can_change and self.list.total and _pieces(event):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        """Review the pieces that were dropped."""
        pieces = _pieces(event)
        if pieces:
            event.acceptProposedAction()
            self.intake.take(pieces)
        else:
            event.ignore()

    # What the window asks

    def focus_search(self) -> bool:
        """Put the keyboard in the search field."""
        self.list.search.setFocus()
        self.list.search.selectAll()
        return True

    def panels(self) -> tuple[QWidget, ...]:
        """The list, the sheet, the preview."""
        return (self.list.view, self.sheet.body, self.sheet.preview.view.area)

    def key_hints(self) -> tuple[KeyHint, ...]:
        """Return the keys of the page."""
        if not self.list.total:
            return (KeyHint(("Ctrl", "I"), _("import")), KeyHint(("Ctrl", "N"), _("new dossier")))
        return (
            KeyHint(("↑", "↓"), _("dossier")),
            KeyHint((_("Enter"),), _("open")),
            KeyHint((_("Space"),), _("preview of the piece")),
            KeyHint(("Ctrl", "I"), _("import")),
        )

    def fact(self) -> str:
        """Say that contacts are not projected."""
        return _("Contacts are masked in projection") if self.list.total else ""

    # Room

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the preview into a tab when there is no room for three panes."""
        super().resizeEvent(event)
        self._fold()

    def showEvent(self, event: QShowEvent) -> None:
        """Take the text size of now."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._fold)

    def _fold(self) -> None:
        look = self.context.look
        self.list.setFixedWidth(min(look.px(LIST), self.width() * 9 // 20))
        room = self.width() - self.list.width()
        self.sheet.set_preview_beside(room >= look.px(SHEET + PREVIEW), look.px(PREVIEW))


def _pieces(event: QDropEvent) -> tuple[Path, ...]:
    """Return what is being dropped, unless it is what the window takes: a table or a campaign."""
    paths = dropped_files(event)
    if len(paths) == 1 and (is_table(paths[0]) or paths[0].suffix.lower() == ".euralens"):
        return ()
    return paths
