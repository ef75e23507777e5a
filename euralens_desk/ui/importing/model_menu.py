"""The menu of « Modèle »: follow, keep, rename, delete, write to a file, read from one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QMenu

from euralens_desk.domain.file_names import safe_name
from euralens_desk.domain.import_models import ImportModel
from euralens_desk.domain.import_plan import ImportChoices
from euralens_desk.i18n import _
from euralens_desk.ui.dialogs.files import FileDialog
from euralens_desk.ui.dialogs.one_answer import TextDialog
from euralens_desk.ui.importing.course import ImportCourse
from euralens_desk.ui.importing.model_button import ModelButton
from euralens_desk.ui.notifier import Offer
from euralens_desk.ui.page import Page
from euralens_desk.ui.services import ModelStore
from euralens_desk.ui.state.import_session import as_model
from euralens_desk.ui.tasks import Task

Answer = TypeVar("Answer")
LONGEST = 60


class ModelMenu:
    """The commands of the models and the button that opens them. The models are on the disk."""

    def __init__(self, page: Page, course: ImportCourse, button: ModelButton) -> None:
        self._page = page
        self._context = page.context
        self._course = course
        self._button = button
        add = partial(page.add_command, changes=True)
        self.save = add(_("Keep this model…"), self._ask_name, "", "save")
        self.rename = add(_("Rename the model…"), self._ask_other_name, "", "pencil")
        self.delete = add(_("Delete the model"), self._delete, "", "trash-2")
        self.export = add(_("Write the model to a file…"), self._choose_destination, "", "upload")
        self.read = add(_("Read a model from a file…"), self._choose_file, "", "bookmark")
        self.reset = add(_("As proposed"), partial(course.follow, None), "", "undo-2")
        button.clicked.connect(self.open)

    def show_state(self, *, is_open: bool) -> None:
        """Offer what can be done now."""
        has_plan = self._course.plan is not None and is_open
        name = self._course.session.model
        self.save.setEnabled(has_plan)
        self.export.setEnabled(has_plan)
        for action in (self.rename, self.delete):
            action.setEnabled(bool(name) and is_open)

    def open(self) -> None:
        """List the models kept here, then open the menu under the button."""
        self._run(_("Reading the models"), lambda store: store.list(), self._open_with)

    def _open_with(self, models: tuple[ImportModel, ...]) -> None:
        menu = QMenu(self._page)
        menu.setObjectName("models")
        for model in models:
            action = QAction(model.name, menu)
            action.setCheckable(True)
            action.setChecked(model.name == self._course.session.model)
            action.triggered.connect(partial(self._course.follow, model))
            menu.addAction(action)
        if models:
            menu.addSeparator()
        menu.addActions([self.reset])
        menu.addSeparator()
        menu.addActions([self.save, self.rename, self.delete])
        menu.addSeparator()
        menu.addActions([self.export, self.read])
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._button.mapToGlobal(self._button.rect().bottomLeft()))

    # Names

    def _ask_name(self) -> None:
        told = _("Kept on this computer, and recognised when a file has the same headings.")
        self._ask(_("Keep this model"), told, _("Keep"), self._save)

    def _ask_other_name(self) -> None:
        told = _("The correspondence stays as it is.")
        self._ask(_("Rename the model"), told, _("Rename"), self._rename)

    def _ask(self, title: str, told: str, verb: str, then: Callable[[str], None]) -> None:
        held = self._course.session.model
        dialog = TextDialog(
            self._context.look,
            title,
            told,
            verb,
            held,
            self._page,
            required=True,
            longest=LONGEST,
        )
        dialog.answered.connect(then)
        dialog.open()

    def _save(self, name: str) -> None:
        choices = self._shown()
        if choices is not None:
            title = _("Saving the correspondence")
            self._run(title, lambda store: store.save(name, choices), self._saved)

    def _saved(self, model: ImportModel) -> None:
        self._course.call(model.name)
        told = _("Model « {name} » kept.").format(name=model.name)
        self._context.notifier.toast(told)

    def _rename(self, name: str) -> None:
        held = self._course.session.model
        title = _("Saving the correspondence")
        self._run(title, lambda store: store.rename(held, name), self._saved)

    def _delete(self) -> None:
        name, choices = self._course.session.model, self._shown()

        def delete(store: ModelStore) -> ImportModel | None:
            held = next((model for model in store.list() if model.name == name), None)
            store.delete(name)
            return held or (ImportModel(name, choices) if choices is not None else None)

        self._run(_("Saving the correspondence"), delete, self._deleted)

    def _deleted(self, model: ImportModel | None) -> None:
        self._course.call("")
        if model is not None:
            told = _("Model « {name} » deleted.").format(name=model.name)
            back = partial(
                self._run,
                _("Saving the correspondence"),
                lambda store: store.save(model.name, model.choices),
                self._saved,
            )
            self._context.notifier.toast(told, Offer(_("Undo"), back))

    # Files

    def _choose_file(self) -> None:
        folder = self._context.services.default_folder()
        dialog = FileDialog(self._page, _("Read a model from a file"), str(folder))
        dialog.setNameFilter(_("Correspondences (*.toml)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.read_file(Path(path)))
        dialog.open()

    def read_file(self, path: Path) -> None:
        """Follow the correspondence of a file; it is not kept among the models."""

        def work(task: Task) -> ImportModel:
            task.check()
            return self._context.services.read_model(path)

        self._context.notifier.clear("failure")
        title = _("Reading {file}").format(file=path.name)
        self._context.desk.run_long(title, work, self._course.follow)

    def _choose_destination(self) -> None:
        name = self._course.session.model or _("Correspondence")
        proposed = self._context.services.default_folder() / safe_name(f"{name}.toml")
        dialog = FileDialog(self._page, _("Write the model to a file"), str(proposed))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("toml")
        dialog.selectFile(str(proposed))
        dialog.fileSelected.connect(lambda path: self.write_file(Path(path)))
        dialog.open()

    def write_file(self, path: Path) -> None:
        """Write the correspondence shown as the command line reads it."""
        choices = self._shown()
        if choices is None:
            return
        services, name = self._context.services, self._course.session.model or path.stem

        def work(task: Task) -> Path:
            task.check()
            services.write_file(path, services.mapping_bytes(choices, name))
            return path

        def written(path: Path) -> None:
            self._context.notifier.toast(_("{file} is written.").format(file=path.name))

        self._context.desk.run_long(_("Saving the correspondence"), work, written)

    def _shown(self) -> ImportChoices | None:
        plan = self._course.plan
        return None if plan is None else as_model(plan, self._course.session.choices)

    def _run(
        self, title: str, act: Callable[[ModelStore], Answer], then: Callable[[Answer], None]
    ) -> None:
        """Do something with the models of this computer, away from the window."""

        def work(task: Task) -> Answer:
            task.check()
            return act(self._context.services.models())

        self._context.notifier.clear("failure")
        self._context.desk.run_long(title, work, then)
