"""The import assistant: file, correspondence and rows, check, import (UX 3b).

Nothing is written before the fourth step, and one undo takes the whole import back.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from euralens_desk.domain.dossier import Attachment, Dossier
from euralens_desk.domain.import_plan import ImportPlan
from euralens_desk.domain.messages import Message
from euralens_desk.domain.source import SourceFile
from euralens_desk.i18n import _, tell
from euralens_desk.ui.dialogs.files import FileDialog
from euralens_desk.ui.dialogs.one_answer import TextDialog
from euralens_desk.ui.drops import dropped_files, is_table
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.importing.check_step import CheckStep
from euralens_desk.ui.importing.columns_step import ColumnsStep
from euralens_desk.ui.importing.course import ImportCourse
from euralens_desk.ui.importing.done_step import DoneStep
from euralens_desk.ui.importing.file_step import FileStep
from euralens_desk.ui.importing.model_button import ModelButton
from euralens_desk.ui.importing.model_menu import ModelMenu
from euralens_desk.ui.importing.words import (
    next_text,
    question_text,
    result_text,
    summary,
)
from euralens_desk.ui.page import KeyHint, Page, PageContext
from euralens_desk.ui.sections import Section
from euralens_desk.ui.state.import_session import ImportStep, first_question, row_count
from euralens_desk.ui.widgets import (
    AssistantSteps,
    Button,
    ButtonKind,
    ElidedButton,
    ElidedText,
    EmptyState,
    Text,
)
from euralens_desk.usecases.changes import ChangeSet


class ImportPage(Page):
    """Four steps in a stack, a bar below with the way back and the way on."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.course = ImportCourse(context, self)
        self._step = ImportStep.FILE
        self._entry: int | None = None
        self._seen: dict[ImportStep, ImportPlan] = {}
        self.setAcceptDrops(True)
        self._add_commands()
        self._build()
        self._build_bar()
        self._listen()
        self._lay_out()
        self._show()

    # Building

    def _add_commands(self) -> None:
        add = partial(self.add_command, changes=True)
        self._choose = add(_("Choose a file…"), self._choose_file, "Ctrl+I", "file-input")
        self._folder = add(_("Choose the folder…"), self._choose_folder, "", "folder-open")
        self._next = add(_("Next step"), self.go_on, "Ctrl+Return", "arrow-right")

    def _build(self) -> None:
        look = self.context.look
        self._subtitle = Text("", tone="ink2", wrap=True)
        self.model_button = ModelButton(look)
        self.models = ModelMenu(self, self.course, self.model_button)
        titles = (_("File"), _("Correspondence and rows"), _("Check"), _("Importing"))
        self.steps = AssistantSteps(look, titles)
        self.file_step = FileStep(look)
        self.columns_step = ColumnsStep(look)
        self.check_step = CheckStep(look)
        self.done_step = DoneStep(look)
        told = _("Read only. This campaign can be consulted, not changed.")
        self._closed = EmptyState(look, told, icon="lock")

    def _build_bar(self) -> None:
        look = self.context.look
        self.cancel = Button(look, _("Cancel the import"), ButtonKind.LINK)
        self.question = ElidedButton(look, "", ButtonKind.LINK, icon="circle-question-mark")
        told = _("Nothing is written before step 4. The whole import can be undone.")
        self._promised = told
        self._promise = ElidedText(told, tone="ink2")
        self._promise.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.previous = Button(look, _("Previous"))
        self.next = Button(look, "", ButtonKind.PRIMARY, icon="arrow-right", trailing=True)

    def _listen(self) -> None:
        course = self.course
        course.changed.connect(self._show)
        course.file_read.connect(self._file_read)
        course.refused.connect(self._show_problem)
        course.imported.connect(self._imported)
        course.stopped.connect(partial(self._go, ImportStep.CHECK))
        self.file_step.file_wanted.connect(self._choose.trigger)
        self.file_step.folder_wanted.connect(self._folder.trigger)
        self.file_step.folder_dropped.connect(partial(course.use_folder, None))
        self.columns_step.sheet_chosen.connect(course.choose_sheet)
        self.columns_step.header_chosen.connect(course.choose_header)
        self.columns_step.target_chosen.connect(course.choose_target)
        self.columns_step.answered.connect(course.answer)
        self.columns_step.all_answered.connect(course.answer_all)
        self.columns_step.correction_wanted.connect(self._ask_correction)
        self.check_step.answered.connect(course.answer)
        self.check_step.piece_chosen.connect(course.choose_piece)
        self.check_step.folder_wanted.connect(self._folder.trigger)
        self.done_step.dossiers_wanted.connect(self._show_dossiers)
        self.done_step.undo_wanted.connect(self.context.desk.undo)
        self.done_step.another_wanted.connect(self.start_again)
        self.cancel.clicked.connect(self._leave)
        self.question.clicked.connect(self._go_to_question)
        self.previous.clicked.connect(self.go_back)
        self.next.clicked.connect(self.go_on)

    def _lay_out(self) -> None:
        look, side = self.context.look, self.context.look.px(24)
        names = QVBoxLayout()
        names.setSpacing(look.px(2))
        names.addWidget(Text(_("Import candidatures"), Role.TITLE1))
        names.addWidget(self._subtitle)
        head = QHBoxLayout()
        head.setContentsMargins(side, look.px(14), side, 0)
        head.addLayout(names, 1)
        head.addWidget(self.model_button, 0, Qt.AlignmentFlag.AlignVCenter)
        steps = QHBoxLayout()
        steps.setContentsMargins(side, 0, side, 0)
        steps.addWidget(self.steps)
        steps.addStretch(1)
        inside = QWidget()
        inner = QVBoxLayout(inside)
        inner.setContentsMargins(side, 0, side, 0)
        inner.addWidget(self.file_step)
        first = QScrollArea()
        first.setWidgetResizable(True)
        first.setFrameShape(QFrame.Shape.NoFrame)
        first.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        first.setAccessibleName(_("File"))
        first.setWidget(inside)
        # The last step asks no height of the others: they would not fit a small screen.
        self.done_step.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._body = QStackedWidget()
        for widget in (first, self.columns_step, self.check_step, self.done_step, self._closed):
            self._body.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(10))
        column.addLayout(head)
        column.addLayout(steps)
        column.addWidget(self._body, 1)
        column.addWidget(self._bar_of_steps())

    def _bar_of_steps(self) -> QFrame:
        look = self.context.look
        self._bar = QFrame()
        self._bar.setProperty("panel", "bar")
        row = QHBoxLayout(self._bar)
        row.setContentsMargins(look.px(18), look.px(10), look.px(24), look.px(10))
        row.setSpacing(look.px(8))
        row.addWidget(self.cancel)
        row.addWidget(self._promise, 1)
        for widget in (self.question, self.previous, self.next):
            row.addWidget(widget)
        return self._bar

    # Visits

    def activate(self, target: object = None) -> None:
        """Go on where it was left; begin with the file or the folder that was dropped."""
        if self._step is ImportStep.IMPORT:
            self.start_again()
        if isinstance(target, Path):
            self.course.take(target)
        else:
            self.course.propose()
        self._show()
        self._enter()

    def refresh(self, changes: ChangeSet, initiator: object) -> None:
        """Compare again with the campaign, which another change has moved."""
        if changes.entry == self._entry or not changes.touches(Dossier, Attachment):
            return
        if self._step is ImportStep.IMPORT:
            self._step = ImportStep.CHECK
        self.course.propose()

    def start_again(self) -> None:
        """Wait for another file; the correspondence that was loaded stays."""
        self.course.forget(keep_model=True)
        self._go(ImportStep.FILE)

    def _leave(self) -> None:
        self.course.forget(keep_model=False)
        self._step = ImportStep.FILE
        self._show_dossiers()

    def _show_dossiers(self) -> None:
        self.go_to(Section.DOSSIERS)

    # Choosing files

    def _choose_file(self) -> None:
        dialog = FileDialog(self, _("Import candidatures"))
        dialog.setNameFilter(_("Tables (*.xlsx *.xls *.ods *.csv)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.course.read_file(Path(path)))
        dialog.open()

    def _choose_folder(self) -> None:
        dialog = FileDialog(self, _("The folder of the pieces"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda path: self.course.read_folder(Path(path)))
        dialog.open()

    # Steps

    @property
    def step(self) -> ImportStep:
        """The step shown."""
        return self._step

    def go_on(self) -> None:
        """Go to the next step, or import at the third one."""
        plan = self.course.plan
        if plan is None or not self.next.isEnabled():
            return
        if self._step in (ImportStep.FILE, ImportStep.COLUMNS):
            self._go(ImportStep(self._step + 1))
        elif self._step is ImportStep.CHECK and plan.changes_nothing:
            self._show_dossiers()
        elif self._step is ImportStep.CHECK:
            self._import()

    def go_back(self) -> None:
        """Go to the step before; what was decided stays."""
        if self._step in (ImportStep.COLUMNS, ImportStep.CHECK):
            self._go(ImportStep(self._step - 1))

    def _go(self, step: ImportStep) -> None:
        self._step = step
        self._show()
        self._enter()

    def _enter(self) -> None:
        """Put the keyboard where the step begins."""
        rows = self.columns_step.table.rows
        if self._step is ImportStep.FILE:
            begin = self.next if self.next.isEnabled() else self.file_step.choose
            begin.setFocus()
        elif self._step is ImportStep.COLUMNS and self.course.plan is not None and rows:
            rows[0].fields.setFocus()
        elif self._step is ImportStep.COLUMNS:
            self.columns_step.header_row.setFocus()
        else:
            self.next.setFocus()

    def _file_read(self) -> None:
        """Show the file that was read; one without a row shows its sheet and its headings."""
        plan = self.course.plan
        has_rows = plan is not None and row_count(plan) > 0
        self._go(ImportStep.FILE if has_rows else ImportStep.COLUMNS)

    def _show_problem(self, told: Message) -> None:
        """Say why there is no plan, beside the sheet and the row, which may be corrected there."""
        session = self.course.session
        if session.source is not None:
            row = session.choices.header_row or 1
            sheet = session.choices.sheet
            self._seen.pop(ImportStep.COLUMNS, None)
            self.columns_step.show_problem(session.source, sheet, row, tell(told))
            self._go(ImportStep.COLUMNS)

    def _go_to_question(self) -> None:
        question = first_question(self.course.plan)
        if question is not None:
            button = self.columns_step.rows.focus_question(question.key)
            if button is not None:
                self.columns_step.ensureWidgetVisible(button)

    def _ask_correction(self, cell: str) -> None:
        dialog = TextDialog(
            self.context.look,
            _("Correct {cell}").format(cell=cell),
            _("Read instead of the cell; the file itself is not changed."),
            _("Correct"),
            self.course.session.cell_text(cell),
            self,
        )
        dialog.answered.connect(partial(self.course.correct, cell))
        dialog.open()

    def _import(self) -> None:
        self.done_step.show_progress()
        self._go(ImportStep.IMPORT)
        task = self.course.write()
        if task is not None:
            self.done_step.follow(task)

    def _imported(self, plan: ImportPlan, changes: ChangeSet) -> None:
        self._entry = changes.entry
        self._go(ImportStep.IMPORT)
        told = result_text(plan)
        note = _("A backup was made before. One undo takes the whole import back.")
        self.done_step.show_result(told, note)
        self.context.offer_undo(told)

    # Showing

    def _show(self) -> None:
        """Show the step with all that is known."""
        course, is_open = self.course, self.context.desk.can_change
        told = summary(course.session, course.plan)
        self.steps.set_current(int(self._step))
        self.steps.setVisible(is_open)
        source = course.session.source
        self._subtitle.setText(f"{source.name} · {told}" if source and told else "")
        self._subtitle.setVisible(bool(told) and is_open)
        self.file_step.show_session(course.session, told, course.reading)
        self._show_plan(source, course.plan)
        self._body.setCurrentIndex(int(self._step) if is_open else self._body.count() - 1)
        self._show_model(is_open)
        self._show_bar(is_open)
        self.hints_changed.emit()

    def _show_plan(self, source: SourceFile | None, plan: ImportPlan | None) -> None:
        """Show the plan on the step that is seen, once for each plan."""
        if source is None or plan is None or self._seen.get(self._step) is plan:
            return
        self._seen[self._step] = plan
        if self._step is ImportStep.COLUMNS:
            self.columns_step.show_plan(source, plan)
        elif self._step is ImportStep.CHECK:
            has_folder = self.course.session.folder is not None
            self.check_step.show_plan(plan, has_folder=has_folder)

    def _show_model(self, is_open: bool) -> None:
        self.model_button.show_name(self.course.session.model)
        has_file = self.course.session.source is not None
        shown = self._step is not ImportStep.IMPORT and has_file
        self.model_button.setVisible(shown and is_open)
        self.models.show_state(is_open=is_open)

    def _show_bar(self, is_open: bool) -> None:
        plan = self.course.plan
        question = first_question(plan)
        waits = question is not None and self._step is ImportStep.COLUMNS
        if plan is not None and question is not None:
            self.question.setText(question_text(plan, question))
        said = self.question.text() if waits else ""
        self.next.setToolTip(said)
        self.next.setAccessibleDescription(said)
        self._bar.setVisible(is_open and self._step is not ImportStep.IMPORT)
        self.previous.setVisible(self._step in (ImportStep.COLUMNS, ImportStep.CHECK))
        self.question.setVisible(waits)
        self._promise.setText("" if waits else self._promised)
        has_rows = plan is not None and row_count(plan) > 0
        self.next.setEnabled(has_rows and not waits and not self.course.reading)
        self.next.setText(next_text(self._step, plan))
        self._next.setEnabled(self.next.isEnabled() and is_open)

    # Drops

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a table or a folder."""
        if _wanted(event) and self.context.desk.can_change:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read what was dropped."""
        for path in _wanted(event):
            self.course.take(path)

    # What the window asks

    def key_hints(self) -> tuple[KeyHint, ...]:
        """Return the keys of the step."""
        onward = KeyHint(("Ctrl", _("Enter")), _("next step"))
        if self._step is ImportStep.FILE:
            return (KeyHint(("Ctrl", "I"), _("choose a file")), onward)
        if self._step is ImportStep.IMPORT:
            return ()
        return (
            KeyHint((_("Tab"),), _("next field")),
            KeyHint(("Alt", "↓"), _("open the list")),
            onward,
        )

    def fact(self) -> str:
        """Say what becomes of the file."""
        has_file = self.course.session.source is not None
        return _("File read on this computer, not modified") if has_file else ""

    def panels(self) -> tuple[QWidget, ...]:
        """The columns, the rows, the bar."""
        return (self.columns_step.table, self.columns_step.rows, self._bar)


def _wanted(event: QDropEvent) -> tuple[Path, ...]:
    """Return the tables and folders that are being dropped."""
    return tuple(path for path in dropped_files(event) if path.is_dir() or is_table(path))
