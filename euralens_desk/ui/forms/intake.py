"""The way of a form's answers into the boxes: read, matched, reviewed, written in one change."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from euralens_desk.domain.file_names import safe_name
from euralens_desk.domain.form_answers import Correspondence, FormTable
from euralens_desk.domain.messages import Failure
from euralens_desk.i18n import _, format_number, ngettext, tell
from euralens_desk.ui.dialogs.files import FileDialog
from euralens_desk.ui.forms.review import FormReview
from euralens_desk.ui.page import PageContext
from euralens_desk.ui.tasks import Task
from euralens_desk.usecases.changes import ChangeSet
from euralens_desk.usecases.form_answers import FormPlan, apply_form, plan_form
from euralens_desk.usecases.ports import CampaignFile


class FormIntake(QObject):
    """Asks for a file of answers, shows what it holds, and enters it: all of it, or nothing."""

    def __init__(self, context: PageContext, home: QWidget) -> None:
        super().__init__(home)
        self._context = context
        self._home = home
        self._review: FormReview | None = None

    def choose(self) -> None:
        """Ask which file."""
        dialog = FileDialog(self._home, _("Import form answers"))
        dialog.setNameFilter(_("Tables (*.xlsx *.xls *.ods *.csv)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.take(Path(name)))
        dialog.open()

    def take(self, path: Path) -> None:
        """Read a file and show what it would enter. Nothing is written yet."""
        if not self._context.desk.can_change:
            return
        read = self._context.services.read_form
        self._context.notifier.clear("failure")
        self._context.desk.run_long(
            _("Reading {file}").format(file=path.name),
            lambda task: read(path, task.report),
            lambda form: self._plan(form, Correspondence()),
        )

    def _plan(self, form: FormTable, chosen: Correspondence) -> None:
        self._context.desk.ask(
            lambda file: plan_form(file, form, chosen), self._show, topic=(self, "plan")
        )

    def _show(self, plan: FormPlan) -> None:
        if self._review is not None:
            self._review.show_plan(plan)
            return
        review = FormReview(self._context.look, plan, self._home)
        self._review = review
        kept = Correspondence()

        def follow(chosen: Correspondence) -> None:
            nonlocal kept
            kept = chosen
            self._plan(plan.form, chosen)

        review.decided.connect(follow)
        review.load_wanted.connect(lambda: self._choose_correspondence(plan.form))
        review.save_wanted.connect(lambda: self._choose_destination(review.plan))
        review.confirmed.connect(lambda: self._write(plan.form, kept))
        review.finished.connect(self._forget)
        review.open()

    def _forget(self) -> None:
        self._review = None

    # The correspondence, in a file

    def _choose_correspondence(self, form: FormTable) -> None:
        folder = self._context.services.default_folder()
        dialog = FileDialog(self._review or self._home, _("Read a correspondence"), str(folder))
        dialog.setNameFilter(_("Correspondences (*.toml)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.read_correspondence(form, Path(name)))
        dialog.open()

    def read_correspondence(self, form: FormTable, path: Path) -> None:
        """Follow the correspondence of a file; one of another form is told and changes nothing."""

        def work(task: Task) -> Correspondence:
            task.check()
            return self._context.services.read_correspondence(path)

        def follow(chosen: Correspondence) -> None:
            if self._review is None:
                return
            if chosen.columns and not set(chosen.columns) & set(form.headings):
                told = _("« {file} » is of another form: none of its questions is here.")
                self._review.show_told(told.format(file=path.name))
                return
            self._review.take(chosen)

        title = _("Reading {file}").format(file=path.name)
        self._context.desk.run_long(title, work, follow, self._tell_refusal)

    def _choose_destination(self, plan: FormPlan) -> None:
        name = safe_name(f"{Path(plan.form.file).stem}.toml")
        proposed = self._context.services.default_folder() / name
        home = self._review or self._home
        dialog = FileDialog(home, _("Keep this correspondence"), str(proposed))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("toml")
        dialog.selectFile(str(proposed))
        dialog.fileSelected.connect(lambda name: self.write_correspondence(plan, Path(name)))
        dialog.open()

    def write_correspondence(self, plan: FormPlan, path: Path) -> None:
        """Write the correspondence shown, as the command line reads it."""
        services = self._context.services

        def work(task: Task) -> None:
            task.check()
            services.write_file(path, services.correspondence_bytes(plan.chosen))

        def written(_nothing: None) -> None:
            if self._review is not None:
                self._review.show_told(_("{file} is written.").format(file=path.name))

        title = _("Saving the correspondence")
        self._context.desk.run_long(title, work, written, self._tell_refusal)

    def _tell_refusal(self, failure: Failure) -> None:
        if self._review is None:
            self._context.notifier.failure(failure)
        else:
            self._review.show_told(tell(failure.told))

    # The end

    def _write(self, form: FormTable, chosen: Correspondence) -> None:
        """Enter the ballots of the plan made again of the file as it is now."""
        entered = 0

        def work(file: CampaignFile, task: Task) -> ChangeSet:
            nonlocal entered
            task.check()
            plan = plan_form(file, form, chosen)
            entered = plan.count
            return apply_form(file, plan, _("Form"))

        def written(_changes: ChangeSet) -> None:
            text = ngettext(
                "{count} ballot of the form entered.",
                "{count} ballots of the form entered.",
                entered,
            )
            self._context.offer_undo(text.format(count=format_number(entered)))

        self._context.desk.run_long_on_file(_("Entering the ballots"), work, written)
