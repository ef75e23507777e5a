"""The documents: the minutes of each meeting, seen before they are saved, in PDF and Excel."""

from __future__ import annotations

from dataclasses import dataclass
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

from euralens_desk.domain.meeting import Meeting
from euralens_desk.domain.minutes import MinutesSnapshot
from euralens_desk.i18n import _, format_date, ngettext, tell
from euralens_desk.ui.dialogs.files import FileDialog
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.notifier import Offer
from euralens_desk.ui.page import KeyHint, Page, PageContext
from euralens_desk.ui.sections import Section
from euralens_desk.ui.state.meetings import Spot
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
    Text,
)
from euralens_desk.usecases.changes import ChangeSet
from euralens_desk.usecases.completeness import Lack, missing_from_minutes
from euralens_desk.usecases.lookup import the_meeting
from euralens_desk.usecases.minutes import minutes_snapshot
from euralens_desk.usecases.ports import CampaignFile
from euralens_desk.usecases.proceedings import proceedings


@dataclass(frozen=True, slots=True)
class Draft:
    """The minutes of one meeting as they would be written now, and what they lack."""

    snapshot: MinutesSnapshot
    lacks: tuple[Lack, ...]

    @property
    def meeting(self) -> Meeting:
        """The meeting they tell."""
        return self.snapshot.meeting

    @property
    def edition(self) -> tuple[int, str]:
        """What two drafts that read the same have in common: the meeting, the journal's head."""
        return self.meeting.id, self.snapshot.journal_head


class DocumentsPage(Page):
    """Choose a meeting, see its minutes, save the very bytes that are shown."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        look = context.look
        self._draft: Draft | None = None
        self._pdf: bytes | None = None
        self._task: Task | None = None
        self.meetings = QListWidget()
        self.meetings.setAccessibleName(_("Meetings"))
        self.meetings.setWordWrap(True)
        self.meetings.currentItemChanged.connect(self._meeting_chosen)
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
        self._lay_out()

    def _lay_out(self) -> None:
        look = self.context.look
        head = QHBoxLayout()
        head.setSpacing(look.px(8))
        head.addWidget(Text(_("Documents"), Role.TITLE1))
        head.addStretch(1)
        for button in (self._again, self.excel, self.pdf):
            head.addWidget(button)
        meetings = Card(look, _("Meetings"), flush=True)
        meetings.body.addWidget(self.meetings)
        side = QVBoxLayout()
        side.setSpacing(look.px(12))
        side.addWidget(meetings, 2)
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
        told = _("No meeting yet: minutes are drawn from a meeting.")
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
        """Read the meetings, and the minutes of the current one if anything changed."""
        self.context.desk.ask(lambda file: file.find(Meeting), self._show, topic=(self, "list"))
        self.meetings.setFocus()

    def deactivate(self) -> None:
        """Stop drawing minutes that nobody looks at."""
        self._stop()

    def refresh(self, changes: ChangeSet, initiator: object) -> None:
        """Any change may change the minutes."""
        self.activate()

    def _show(self, meetings: tuple[Meeting, ...]) -> None:
        held = self._meeting_id()
        self.meetings.blockSignals(True)
        self.meetings.clear()
        for meeting in sorted(meetings, key=lambda m: (m.held_on, m.code)):
            day = format_date(meeting.held_on, "weekday")
            place = f"\n{meeting.place}" if meeting.place else ""
            item = QListWidgetItem(f"{day[:1].upper()}{day[1:]}{place}")
            item.setData(Qt.ItemDataRole.UserRole, meeting.id)
            self.meetings.addItem(item)
            if meeting.id == held:
                self.meetings.setCurrentItem(item)
        if self.meetings.currentItem() is None:
            self.meetings.setCurrentRow(0)
        self.meetings.blockSignals(False)
        self._body.setCurrentIndex(0 if meetings else 1)
        for button in (self.pdf, self.excel, self._again):
            button.setVisible(bool(meetings))
        self._read()

    def _meeting_id(self) -> int | None:
        item = self.meetings.currentItem()
        found: int | None = item.data(Qt.ItemDataRole.UserRole) if item else None
        return found

    def _meeting_chosen(self, _item: object, _before: object = None) -> None:
        self._read()

    def _read(self) -> None:
        meeting_id = self._meeting_id()
        if meeting_id is not None:
            self.context.desk.ask(
                lambda file: _draft(file, meeting_id), self._show_draft, topic=(self, "draft")
            )

    def _show_draft(self, draft: Draft) -> None:
        """Draw the minutes, unless those shown tell the same."""
        known, self._draft = self._draft, draft
        self.lacks.show_lacks(draft.lacks)
        self.hints_changed.emit()
        if self._pdf is None or known is None or known.edition != draft.edition:
            self.draw()

    # Drawing

    def draw(self) -> None:
        """Draw the minutes of the meeting; the window shows how far it is and may interrupt."""
        draft = self._draft
        self._stop()
        self._pdf = None
        if draft is None:
            return
        make = self.context.services.minutes_pdf

        def work(task: Task) -> bytes:
            task.check()
            return make(draft.snapshot, task.report)

        self.view.clear(_("Drawing the minutes…"))
        task = self.context.desk.run_long(_("Drawing the minutes"), work, self._drawn)
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
            self.view.show_pdf(_name(self._draft.meeting), pdf)

    # Saving

    def _choose_place(self, suffix: str) -> None:
        draft = self._draft
        if draft is None:
            self.context.notifier.toast(_("No meeting yet: minutes are drawn from a meeting."))
            return
        name = f"{_name(draft.meeting)}.{suffix}"
        proposed = self.context.services.default_folder() / name
        dialog = FileDialog(self, _("Save the minutes"), str(proposed))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suffix)
        dialog.selectFile(str(proposed))
        dialog.fileSelected.connect(lambda path: self.save(Path(path)))
        dialog.open()

    def save(self, path: Path) -> None:
        """Write the PDF that is shown, or the workbook of the same minutes, whole or not at all."""
        draft, services, shown = self._draft, self.context.services, self._pdf
        if draft is None:
            return

        def work(task: Task) -> Path:
            if path.suffix.lower() != ".pdf":
                data = services.minutes_workbook(draft.snapshot)
            else:
                data = shown or services.minutes_pdf(draft.snapshot, task.report)
            task.check()
            services.write_file(path, data)
            return path

        self.context.desk.run_long(_("Saving the minutes"), work, self._saved)

    def _saved(self, path: Path) -> None:
        self.context.notifier.toast(_("{file} is written.").format(file=path.name))

    def _go_to_lack(self, dossier_id: int) -> None:
        if self._draft is not None:
            self.go_to(Section.MEETINGS, Spot(self._draft.meeting.id, dossier_id or None))

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
        """Say that the minutes are a draft."""
        return _("Draft, not adopted") if self._draft is not None else ""


class LacksCard(Card):
    """What the minutes lack, each line leading to where it is put right.

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
            nothing = Text(_("Nothing is missing from the minutes."), tone="ink2", wrap=True)
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


def _draft(file: CampaignFile, meeting_id: int) -> Draft:
    meeting = the_meeting(file, meeting_id)
    return Draft(
        minutes_snapshot(file, meeting), missing_from_minutes(proceedings(file, meeting_id))
    )


def _name(meeting: Meeting) -> str:
    return _("Minutes {code}").format(code=meeting.code)
