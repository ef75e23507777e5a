"""Import scores from a file: read it, show what it holds or what is wrong, then write it whole."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from euralens_desk.i18n import _, format_number, ngettext, tell
from euralens_desk.ui.dialogs.files import FileDialog
from euralens_desk.ui.notifier import Question
from euralens_desk.ui.page import PageContext

if TYPE_CHECKING:
    from euralens_desk.domain.score_rows import ScoreRow
    from euralens_desk.usecases.import_scores import ScoresPlan


class ScoreImport(QObject):
    """Asks for a file of scores and imports it: all of its rows, or none."""

    def __init__(self, context: PageContext, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._window = window

    def choose(self) -> None:
        """Ask which file."""
        dialog = FileDialog(self._window, _("Import scores"))
        dialog.setNameFilter(_("Scores (*.csv *.txt)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.take(Path(path)))
        dialog.open()

    def take(self, path: Path) -> None:
        """Read a file and show what it would change. Nothing is written yet."""
        from euralens_desk.usecases.import_scores import plan_scores

        context = self._context

        def understand(rows: tuple[ScoreRow, ...]) -> None:
            context.desk.ask(lambda file: plan_scores(file, path.name, rows), self._show)

        title = _("Reading {file}").format(file=path.name)
        context.desk.run_long(title, lambda _task: context.services.read_scores(path), understand)

    def _show(self, plan: ScoresPlan) -> None:
        from euralens_desk.ui.dialogs.wrong_rows import WrongRowsDialog

        if plan.problems:
            WrongRowsDialog(self._context.look, plan, self._window).open()
            return
        if not plan.answers:
            told = _("{file} holds no score. Nothing was changed.")
            self._context.notifier.toast(told.format(file=plan.file))
            return
        self._context.notifier.ask(
            Question(
                title=_("Import the scores of {file}?").format(file=plan.file),
                consequence="\n".join((contents(plan), *map(tell, plan.warnings))),
                verb=_("Import"),
                safe_verb=_("Do not import"),
                do=lambda: self._write(plan),
                icon="file-input",
            )
        )

    def _write(self, plan: ScoresPlan) -> None:
        from euralens_desk.usecases.import_scores import apply_scores

        today = self._context.services.now().date()
        self._context.desk.do(
            lambda file: apply_scores(file, plan, today), lambda _changes: self._tell(plan)
        )

    def _tell(self, plan: ScoresPlan) -> None:
        done = _("{file} is imported.").format(file=plan.file)
        self._context.offer_undo(done)


def contents(plan: ScoresPlan) -> str:
    """Return how many answers the file holds for each committee."""
    names = {answer.committee.code: answer.committee.name for answer in plan.answers}
    counts = [
        _("{committee}: {answers}.").format(
            committee=names[code],
            answers=ngettext("{count} answer", "{count} answers", number).format(
                count=format_number(number)
            ),
        )
        for code, number in plan.counts.items()
        if number
    ]
    return " ".join(counts)
