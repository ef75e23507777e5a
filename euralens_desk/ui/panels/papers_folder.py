"""The folder of a meeting: where it goes is asked, then it is written whole or not at all."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from euralens_desk.i18n import _
from euralens_desk.ui.dialogs.files import FileDialog
from euralens_desk.ui.page import PageContext
from euralens_desk.ui.tasks import Task
from euralens_desk.usecases.ports import CampaignFile


def choose_folder(context: PageContext, parent: QWidget, meeting_id: int) -> None:
    """Ask in which folder the one of the meeting is to be written."""
    place = str(context.services.default_folder())
    dialog = FileDialog(parent, _("Where to write the folder of the meeting"), place)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.fileSelected.connect(lambda path: save_papers(context, meeting_id, Path(path)))
    dialog.open()


def save_papers(context: PageContext, meeting_id: int, place: Path) -> None:
    """Write the papers of a meeting and its pieces; the window shows how far it is."""
    services = context.services

    def work(file: CampaignFile, task: Task) -> Path:
        def progress(done: int, total: int) -> None:
            task.report(done, total)
            task.check()

        return services.write_papers(file, meeting_id, place, progress)

    def written(folder: Path) -> None:
        context.notifier.toast(_("{file} is written.").format(file=folder.name))

    context.desk.run_long_on_file(_("Writing the folder of the meeting"), work, written)
