"""Import the dossiers of a workbook: choose it, see what would change, then write it at once."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QVBoxLayout

from euralens_desk.domain.import_plan import ImportPlan, Level, RowStatus
from euralens_desk.domain.source import SourceFile
from euralens_desk.i18n import _, ngettext, tell
from euralens_desk.ui.notifier import Question
from euralens_desk.ui.page import Page, PageContext
from euralens_desk.ui.sections import Section
from euralens_desk.ui.widgets import Button, ButtonKind, EmptyState
from euralens_desk.usecases.changes import ChangeSet
from euralens_desk.usecases.import_dossiers import apply, propose


class ImportPage(Page):
    """Choose a workbook; nothing is written before the person agrees."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        look = context.look
        action = self.add_command(
            _("Choose a file…"), self._choose_file, "Ctrl+I", "file-input", changes=True
        )
        self.choose = Button(look, _("Choose a file…"), ButtonKind.PRIMARY, icon="file-input")
        self.choose.clicked.connect(action.trigger)
        told = _("Nothing is written before the last step. The whole import can be undone.")
        state = EmptyState(look, _("Import candidatures"), told, (self.choose,))
        QVBoxLayout(self).addWidget(state)

    def activate(self, target: object = None) -> None:
        """Begin with the file that was dropped, or wait for one."""
        self.choose.setFocus()
        if isinstance(target, Path):
            self.import_file(target)

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, _("Import candidatures"))
        dialog.setNameFilter(_("Tables (*.xlsx *.xls *.ods *.csv)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.import_file(Path(path)))
        dialog.open()

    def import_file(self, path: Path) -> None:
        """Read a workbook, say what importing it would do, and ask before anything is written."""

        def read(task: object) -> SourceFile:
            return self.context.services.read_source(path)

        self.context.desk.run_long(_("Reading {file}").format(file=path.name), read, self._propose)

    def _propose(self, source: SourceFile) -> None:
        self.context.desk.ask(lambda file: propose(file, source), self._ask)

    def _ask(self, plan: ImportPlan) -> None:
        if not plan.to_write:
            self.context.notifier.toast(_("Everything was already there: nothing changed."))
            return
        number = len(plan.to_write)
        title = ngettext("Import {count} dossier?", "Import {count} dossiers?", number)
        self.context.notifier.ask(
            Question(
                title=title.format(count=number),
                consequence=plan_text(plan),
                verb=_("Import"),
                safe_verb=_("Do not import"),
                do=lambda: self._apply(plan),
                icon="file-input",
            )
        )

    def _apply(self, plan: ImportPlan) -> None:
        self.context.desk.do(lambda file: apply(file, plan), self._applied)

    def _applied(self, changes: ChangeSet) -> None:
        self.context.notifier.toast(tell(changes.action))
        self.go_to(Section.DOSSIERS)


def plan_text(plan: ImportPlan) -> str:
    """Return what an import would do, in a few lines."""
    said = {
        RowStatus.NEW: _("new: {count}"),
        RowStatus.CHANGED: _("changed: {count}"),
        RowStatus.UNCHANGED: _("unchanged: {count}"),
        RowStatus.DUPLICATE: _("twice in the file, left out: {count}"),
        RowStatus.REFUSED: _("left out: {count}"),
        RowStatus.WITHDRAWN: _("no longer in the file, kept: {count}"),
    }
    counts = [
        text.format(count=plan.count(status)) for status, text in said.items() if plan.count(status)
    ]
    remarks = [
        f"{remark.cell or remark.row} : {tell(remark.told)}"
        for dossier in plan.dossiers
        for remark in dossier.remarks
        if remark.level is not Level.INFORMATION
    ]
    lines = [
        _("Sheet {sheet}, headings in row {row}.").format(sheet=plan.sheet, row=plan.header_row)
    ]
    return "\n".join([*lines, ", ".join(counts), *remarks[:8]])
