"""An import under way: reads on another thread, asks the campaign, remembers what was decided."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from euralens_desk.domain.import_models import ImportModel
from euralens_desk.domain.import_plan import ImportChoices, ImportPlan
from euralens_desk.domain.messages import Failure
from euralens_desk.domain.source import SourceFile
from euralens_desk.i18n import _
from euralens_desk.ui.page import PageContext
from euralens_desk.ui.state.import_session import Folder, ImportSession, attached_count
from euralens_desk.ui.tasks import Task
from euralens_desk.usecases.changes import ChangeSet
from euralens_desk.usecases.import_dossiers import apply, propose
from euralens_desk.usecases.ports import CampaignFile


class ImportCourse(QObject):
    """The session, and the plan it makes: None while there is none.

    Emits ``changed`` when something else is to be shown, ``file_read`` for a file newly read,
    ``refused(Message)`` when the file gives no plan, ``imported(ImportPlan, ChangeSet)`` once all
    is written, ``stopped`` when the writing failed or was interrupted, with nothing written.
    """

    changed = Signal()
    file_read = Signal()
    refused = Signal(object)
    imported = Signal(object, object)
    stopped = Signal()

    def __init__(self, context: PageContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self.session = ImportSession()
        self.plan: ImportPlan | None = None
        self.reading = ""
        self._is_new = False

    # Files

    def take(self, path: Path) -> None:
        """Read what was dropped: a folder is that of the pieces, anything else the file."""
        if path.is_dir():
            self.read_folder(path)
        else:
            self.read_file(path)

    def read_file(self, path: Path) -> None:
        """Read a file of candidatures; a failure names it and leaves all as it was."""
        if not self._context.desk.can_change:
            return
        self._context.notifier.clear("failure")
        self.reading = path.name
        self.changed.emit()
        services = self._context.services

        def work(task: Task) -> tuple[SourceFile, tuple[ImportModel, ...]]:
            source = services.read_source(path, task.report)
            return source, services.models().list()

        task = self._context.desk.run_long(
            _("Reading {file}").format(file=path.name),
            work,
            self._take_source,
            self._refuse_source,
        )
        task.finished.connect(self._stop_reading)

    def _stop_reading(self) -> None:
        self.reading = ""
        self.changed.emit()

    def _refuse_source(self, failure: Failure) -> None:
        self._context.notifier.failure(failure)
        self._stop_reading()

    def _take_source(self, read: tuple[SourceFile, tuple[ImportModel, ...]]) -> None:
        self.reading = ""
        self.session = self.session.reading(*read)
        self._is_new = True
        self.propose()

    def read_folder(self, path: Path) -> None:
        """List a folder of pieces."""
        if not self._context.desk.can_change:
            return
        self._context.notifier.clear("failure")

        def work(task: Task) -> Folder:
            task.check()
            return Folder(path, self._context.services.list_pieces(path))

        title = _("Reading {file}").format(file=path.name)
        self._context.desk.run_long(title, work, self.use_folder)

    def use_folder(self, folder: Folder | None) -> None:
        """Match the pieces of a folder, or go on without one."""
        self._decide(self.session.with_folder(folder))

    def forget(self, *, keep_model: bool) -> None:
        """Forget the file and what was decided; a loaded correspondence may stay."""
        old, self.plan = self.session, None
        self.session = ImportSession()
        if keep_model and old.model and not old.is_recognised:
            kept = ImportChoices(targets_by_header=old.choices.targets_by_header)
            self.session = ImportSession(choices=kept, model=old.model)
        self.changed.emit()

    # What is decided

    def choose_sheet(self, sheet: str) -> None:
        """Read another sheet."""
        self._decide(self.session.with_sheet(sheet))

    def choose_header(self, sheet: str, row: int) -> None:
        """Take another row for the headings."""
        self._decide(self.session.with_header_row(sheet, row))

    def choose_target(self, column: int, target: str) -> None:
        """Send a column to another field."""
        if self.plan is not None:
            self._decide(self.session.with_target(self.plan, column, target))

    def answer(self, key: str, code: str) -> None:
        """Answer a remark."""
        self._decide(self.session.answering(key, code))

    def answer_all(self, answers: Mapping[str, str]) -> None:
        """Answer several remarks at once."""
        self._decide(self.session.answering_all(answers))

    def correct(self, cell: str, text: str) -> None:
        """Read something else in place of a cell."""
        self._decide(self.session.correcting(cell, text))

    def choose_piece(self, file: str, number: str) -> None:
        """Send a piece to another dossier."""
        self._decide(self.session.with_piece(file, number))

    def _decide(self, session: ImportSession) -> None:
        self.session = session
        if session.source is None:
            self.changed.emit()
        else:
            self.propose()

    def propose(self) -> None:
        """Compute what the import would do now; nothing is written."""
        session, source = self.session, self.session.source
        if source is None:
            return
        self._context.desk.ask(
            lambda file: propose(file, source, session.choices, session.files),
            self._take_plan,
            topic=(self, "plan"),
            failed=self._refuse_plan,
        )

    def _take_plan(self, plan: ImportPlan) -> None:
        self.plan = plan
        self.changed.emit()
        if self._is_new:
            self._is_new = False
            self.file_read.emit()

    def _refuse_plan(self, failure: Failure) -> None:
        self.plan, self._is_new = None, False
        self.refused.emit(failure.told)

    def follow(self, model: ImportModel | None) -> None:
        """Follow a correspondence that was kept; with None, go back to what is proposed."""
        if model is None:
            self._decide(self.session.with_model(ImportChoices(is_fresh=True), ""))
        else:
            self._decide(self.session.with_model(model.choices, model.name))

    def call(self, name: str) -> None:
        """Call the correspondence shown by a name; an empty one is none."""
        self.session = self.session.named(name)
        self.changed.emit()

    # Import

    def write(self) -> Task | None:
        """Back up, then write all in one change; return the work, to follow or interrupt it."""
        plan, folder = self.plan, self.session.folder
        if plan is None:
            return None
        total, read_piece = attached_count(plan), self._context.services.read_piece
        today = self._context.services.now().date()

        def work(file: CampaignFile, task: Task) -> ChangeSet:
            done = 0

            def read(name: str) -> bytes:
                nonlocal done
                task.report(done, total)
                done += 1
                assert folder is not None, "only files of the folder are attached"
                return read_piece(folder.path, name)

            task.check()
            return apply(file, plan, read, today)

        task = self._context.desk.run_long_on_file(
            _("Importing"), work, partial(self._written, plan), self._not_written
        )
        task.finished.connect(partial(self._end, task))
        return task

    def _end(self, task: Task) -> None:
        if task.is_cancelled:
            self.stopped.emit()

    def _written(self, plan: ImportPlan, changes: ChangeSet) -> None:
        self.imported.emit(plan, changes)

    def _not_written(self, failure: Failure) -> None:
        self._context.notifier.failure(failure)
        self.stopped.emit()
