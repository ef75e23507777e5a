"""The documents: the analysis of the candidatures, the minutes of each meeting, PDF and Excel."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.file_names import safe_name
from euralens_desk.domain.meeting import Meeting
from euralens_desk.domain.papers import Paper, paper_name
from euralens_desk.i18n import _, format_date, ngettext, tell
from euralens_desk.ui.dialogs.files import FileDialog
from euralens_desk.ui.document_drafts import (
    ANALYSIS,
    AnalysisDraft,
    Document,
    PaperDraft,
    read_draft,
)
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.notifier import Offer
from euralens_desk.ui.page import KeyHint, Page, PageContext
from euralens_desk.ui.panels.papers_folder import choose_folder
from euralens_desk.ui.sections import Section
from euralens_desk.ui.tasks import Task
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.viewer.pdf_view import PdfView
from euralens_desk.ui.widgets import (
    Button,
    ButtonKind,
    Card,
    Chip,
    ChipTone,
    EmptyState,
    SavedChoice,
    Text,
)
from euralens_desk.usecases.changes import ChangeSet
from euralens_desk.usecases.completeness import Lack
from euralens_desk.usecases.ports import CampaignFile
from euralens_desk.usecases.room import meeting_in_hand


class DocumentsPage(Page):
    """Choose a document, see it, save the very bytes that are shown."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        look = context.look
        self._draft: Document | None = None
        self._wanted: int | None = None
        self._pdf: bytes | None = None
        self._task: Task | None = None
        self.meetings = QListWidget()
        self.meetings.setAccessibleName(_("Documents"))
        self.meetings.setWordWrap(True)
        self.meetings.currentItemChanged.connect(self._meeting_chosen)
        self.paper = SavedChoice(_("Document of the meeting"))
        self.paper.setSizeAdjustPolicy(SavedChoice.SizeAdjustPolicy.AdjustToContents)
        self.paper.addItem(_("Minutes"), None)
        for paper in Paper:
            self.paper.addItem(tell(paper_name(paper)), paper)
        self.paper.show_value(None)
        self.paper.saved.connect(lambda _paper: self._read())
        self.lacks = LacksCard(look)
        self.view = PdfView(context, (Offer(_("Draw again"), self.draw),))
        self.pdf = Button(look, _("Save as PDF…"), ButtonKind.PRIMARY, icon="file-text")
        self.excel = Button(look, _("Save as Excel…"), icon="file-spreadsheet")
        self._again = Button(look, _("Draw again"), icon="refresh-cw", small=True)
        self._again.clicked.connect(self.draw)
        self._save_pdf = self.add_command(
            _("Save as PDF…"), partial(self._choose_place, "pdf"), "Ctrl+E", "file-text"
        )
        self._save_excel = self.add_command(
            _("Save as Excel…"),
            partial(self._choose_place, "xlsx"),
            "Ctrl+Shift+E",
            "file-spreadsheet",
        )
        self.pdf.clicked.connect(self._save_pdf.trigger)
        self.excel.clicked.connect(self._save_excel.trigger)
        self._folder = self.add_command(
            _("Folder of the meeting…"), self._choose_folder, "Ctrl+Shift+D", "folder"
        )
        self.folder = Button(look, _("Folder of the meeting…"), icon="folder")
        self.folder.clicked.connect(self._folder.trigger)
        self._lay_out()

    def _lay_out(self) -> None:
        look = self.context.look
        head = QHBoxLayout()
        head.setSpacing(look.px(8))
        head.addWidget(Text(_("Documents"), Role.TITLE1))
        head.addStretch(1)
        for button in (self._again, self.excel, self.pdf):
            head.addWidget(button)
        meetings = Card(look, _("Documents"), flush=True)
        meetings.body.addWidget(self.meetings)
        side = QVBoxLayout()
        side.setSpacing(look.px(12))
        side.addWidget(meetings, 2)
        side.addWidget(self.paper)
        side.addWidget(self.folder)
        side.addWidget(self.lacks, 3)
        holder = QWidget()
        holder.setFixedWidth(look.px(360))
        holder.setLayout(side)
        side.setContentsMargins(0, 0, 0, 0)
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(16))
        row.addWidget(holder)
        row.addWidget(self.view, 1)
        go = Button(look, _("Go to the meetings"), icon="gavel")
        go.clicked.connect(partial(self.go_to, Section.MEETINGS))
        told = _("Import the candidatures, or prepare a meeting: documents are drawn from them.")
        none = EmptyState(look, _("No document yet."), told, (go,), icon="file-text")
        self._body = QStackedLayout()
        self._body.addWidget(body)
        self._body.addWidget(none)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(24), look.px(16), look.px(24), look.px(16))
        column.setSpacing(look.px(12))
        column.addLayout(head)
        column.addLayout(self._body, 1)
        self.lacks.wanted.connect(self._go_to_lack)

    # Reading

    def activate(self, target: object = None) -> None:
        """Read what there is to draw, and the current document if anything changed.

        The target « analysis » is the report of the candidatures, (meeting id, Paper) a paper.
        """
        if target == "analysis":
            self._wanted = ANALYSIS
        elif isinstance(target, tuple):
            self._wanted, paper = target
            self.paper.show_value(paper)
        self.context.desk.ask(_listed, self._show, topic=(self, "list"))
        self.meetings.setFocus()

    def deactivate(self) -> None:
        """Stop drawing what nobody looks at."""
        self._stop()

    def refresh(self, changes: ChangeSet, initiator: object) -> None:
        """Any change may change a document."""
        self.activate()

    def _show(self, found: tuple[bool, tuple[Meeting, ...], int | None]) -> None:
        has_candidatures, meetings, in_hand = found
        held = self._meeting_id() if self._wanted is None else self._wanted
        held = in_hand if held is None else held
        self._wanted = None
        self.meetings.blockSignals(True)
        self.meetings.clear()
        if has_candidatures:
            told = _("Candidates, answers, list for the partners")
            self._add(ANALYSIS, _("Analysis report of the candidatures"), told, held)
        for meeting in sorted(meetings, key=lambda m: (m.held_on, m.code)):
            day = format_date(meeting.held_on, "weekday")
            self._add(meeting.id, f"{day[:1].upper()}{day[1:]}", meeting.place, held)
        if self.meetings.currentItem() is None:
            self.meetings.setCurrentRow(0)
        self.meetings.blockSignals(False)
        is_any = bool(self.meetings.count())
        self._body.setCurrentIndex(0 if is_any else 1)
        for button in (self.pdf, self.excel, self._again, self.folder, self.paper):
            button.setVisible(is_any)
        self._read()

    def _add(self, key: int, title: str, detail: str, held: int | None) -> None:
        """Add a document to the list."""
        item = QListWidgetItem(f"{title}\n{detail}" if detail else title)
        item.setData(Qt.ItemDataRole.UserRole, key)
        self.meetings.addItem(item)
        if key == held:
            self.meetings.setCurrentItem(item)

    def _meeting_id(self) -> int | None:
        item = self.meetings.currentItem()
        found: int | None = item.data(Qt.ItemDataRole.UserRole) if item else None
        return found

    def _meeting_chosen(self, _item: object, _before: object = None) -> None:
        self._read()

    def _read(self) -> None:
        meeting_id, paper = self._meeting_id(), self.paper.currentData()
        today = self.context.services.now().date()
        if meeting_id is not None:
            self.context.desk.ask(
                partial(read_draft, key=meeting_id, paper=paper, today=today),
                self._show_draft,
                topic=(self, "draft"),
            )

    def _show_draft(self, draft: Document) -> None:
        """Draw the document, unless what is shown tells the same."""
        known, self._draft = self._draft, draft
        is_of_meeting = draft.key != ANALYSIS
        self.paper.setVisible(is_of_meeting)
        self.folder.setVisible(is_of_meeting)
        self.excel.setVisible(draft.has_workbook)
        self._save_excel.setEnabled(draft.has_workbook)
        self._folder.setEnabled(is_of_meeting)
        self.lacks.show_lacks(draft.lacks)
        self.hints_changed.emit()
        if self._pdf is None or known is None or known.edition != draft.edition:
            self.draw()

    # Drawing

    def draw(self) -> None:
        """Draw the document; the window shows how far it is and may interrupt."""
        draft = self._draft
        self._stop()
        self._pdf = None
        if draft is None:
            return
        services = self.context.services

        def work(task: Task) -> bytes:
            task.check()
            return draft.pdf(services, task.report)

        self.view.clear(_("Drawing the document…"))
        task = self.context.desk.run_long(_("Drawing the document"), work, self._drawn)
        if self._pdf is None:
            self._task = task
            task.finished.connect(self._ended)

    def _stop(self) -> None:
        task, self._task = self._task, None
        if task is not None:
            task.finished.disconnect(self._ended)
            task.cancel()

    def _ended(self) -> None:
        """Say that the drawing was interrupted; when it succeeded, its pages come next."""
        task, self._task = self._task, None
        if task is not None and task.is_cancelled:
            self.view.clear(_("The drawing was interrupted."))

    def _drawn(self, pdf: bytes) -> None:
        self._pdf = pdf
        if self._draft is not None:
            self.view.show_pdf(self._draft.name, pdf)

    # Saving

    def _choose_place(self, suffix: str) -> None:
        draft = self._draft
        if draft is None:
            self.context.notifier.toast(
                _("No document yet: it is drawn from candidatures or from a meeting.")
            )
            return
        name = safe_name(f"{draft.name}.{suffix}")
        proposed = self.context.services.default_folder() / name
        dialog = FileDialog(self, _("Save the document"), str(proposed))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suffix)
        dialog.selectFile(str(proposed))
        dialog.fileSelected.connect(lambda path: self.save(Path(path)))
        dialog.open()

    def save(self, path: Path) -> None:
        """Write the PDF that is shown, or the workbook of the same, whole or not at all."""
        draft, services, shown = self._draft, self.context.services, self._pdf
        if draft is None:
            return

        def work(task: Task) -> Path:
            if path.suffix.lower() == ".pdf" or isinstance(draft, PaperDraft):
                data = shown or draft.pdf(services, task.report)
            else:
                data = draft.workbook(services)
            task.check()
            services.write_file(path, data)
            return path

        self.context.desk.run_long(_("Saving the document"), work, self._saved)

    def _saved(self, path: Path) -> None:
        self.context.notifier.toast(_("{file} is written.").format(file=path.name))

    # The folder of a meeting

    def _choose_folder(self) -> None:
        meeting_id = self._meeting_id()
        if meeting_id not in (None, ANALYSIS):
            choose_folder(self.context, self, meeting_id)

    def _go_to_lack(self, dossier_id: int) -> None:
        if self._draft is not None:
            self.go_to(*self._draft.way_to(dossier_id))

    # What the window asks

    def panels(self) -> tuple[QWidget, ...]:
        """The list, what is missing, the preview."""
        return (self.meetings, self.lacks, self.view.area)

    def key_hints(self) -> tuple[KeyHint, ...]:
        """Return the keys of the page."""
        return (
            KeyHint(("Ctrl", "E"), _("save as PDF")),
            KeyHint((_("PgDn"),), _("next page")),
        )

    def fact(self) -> str:
        """Say what the document is worth."""
        if isinstance(self._draft, AnalysisDraft):
            return _("Working document, without contacts")
        if self._draft is None:
            return ""
        return _("Draft, not adopted") if self._draft.has_workbook else _("To hand out")


class LacksCard(Card):
    """What the document lacks, each line leading to where it is put right.

    Emits ``wanted(dossier id)``, 0 for what concerns the meeting as a whole.
    """

    wanted = Signal(int)

    def __init__(self, look: Appearance) -> None:
        super().__init__(look, _("Missing"), flush=True)
        self.chip = Chip(look, _("Complete"), ChipTone.GOOD, icon="check")
        self.add_to_head(self.chip)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addWidget(self._area)

    def show_lacks(self, lacks: tuple[Lack, ...]) -> None:
        """Show what is missing; each line is a button."""
        look, body = self._look, QFrame()
        body.setProperty("panel", "plain")
        column = QVBoxLayout(body)
        column.setContentsMargins(look.px(8), 0, look.px(8), look.px(8))
        column.setSpacing(0)
        count = len(lacks)
        text = ngettext("{count} missing", "{count} missing", count).format(count=count)
        if count:
            self.chip.show_state(text, ChipTone.WARNING, "triangle-alert")
        else:
            self.chip.show_state(_("Complete"), ChipTone.GOOD, "check")
            nothing = Text(_("Nothing is missing from this document."), tone="ink2", wrap=True)
            nothing.setContentsMargins(look.px(8), 0, look.px(8), 0)
            column.addWidget(nothing)
        for lack in lacks:
            column.addWidget(self._line(lack), 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self._area.setWidget(body)

    def _line(self, lack: Lack) -> Button:
        told = tell(lack.told)
        line = Button(
            self._look,
            told[:1].upper() + told[1:],
            ButtonKind.LINK,
            icon="arrow-right",
            small=True,
            trailing=True,
        )
        line.clicked.connect(partial(self.wanted.emit, lack.dossier_id or 0))
        return line


def _listed(file: CampaignFile) -> tuple[bool, tuple[Meeting, ...], int | None]:
    """Return whether there are candidatures to analyse, the meetings, and the one to open on."""
    return bool(file.find(Dossier)), file.find(Meeting), meeting_in_hand(file)
