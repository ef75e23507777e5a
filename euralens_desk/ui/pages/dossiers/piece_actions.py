"""What can be done with the pieces of a dossier, wherever it is asked for."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from euralens_desk.domain.dossier import Attachment, Dossier
from euralens_desk.i18n import _
from euralens_desk.ui.dialogs.files import FileDialog
from euralens_desk.ui.drops import is_spreadsheet
from euralens_desk.ui.page import PageContext
from euralens_desk.ui.pages.dossiers.table_question import TableQuestion
from euralens_desk.ui.pieces.intake import PieceIntake
from euralens_desk.ui.viewer.piece_opener import PieceOpener
from euralens_desk.usecases.changes import ChangeSet
from euralens_desk.usecases.pieces import attach_piece, remove_piece


class PieceActions(PieceOpener):
    """Adds, opens and takes out pieces; every change can be undone.

    Emits ``import_wanted(path)`` for a table that holds candidatures and is no piece.
    """

    import_wanted = Signal(object)

    def __init__(self, context: PageContext, home: QWidget) -> None:
        super().__init__(context, home)
        self.intake = PieceIntake(context, home)
        self._dossier: Dossier | None = None

    def follow(self, dossier: Dossier) -> None:
        """Act on the pieces of this dossier from now on."""
        self._dossier = dossier

    # Adding

    def choose(self, _checked: bool = False) -> None:
        """Ask for files to add."""
        dialog = FileDialog(self._home, _("Add pieces"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda names: self.add(map(Path, names)))
        dialog.open()

    def add(self, paths: Iterable[Path]) -> None:
        """Keep copies of files with the dossier, after a review when one of them asks for it.

        A table is asked about first: it may be the candidatures themselves.
        """
        if self._dossier is None or not self._context.desk.can_change:
            return
        places, number = tuple(paths), self._dossier.number
        table = next((path for path in places if is_spreadsheet(path)), None)
        if table is None:
            self.intake.take(places, number)
            return
        question = TableQuestion(
            self._context.look, table.name, self._home, can_import=len(places) == 1
        )
        question.attaching.connect(lambda: self.intake.take(places, number))
        question.importing.connect(lambda: self.import_wanted.emit(table))
        question.open()

    def replace(self, piece: Attachment) -> None:
        """Ask for the file that takes the place of a piece, under the same name."""
        dialog = FileDialog(self._home, _("Replace {name}").format(name=piece.name))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self._read(Path(path), piece.name))
        dialog.open()

    def _read(self, path: Path, name: str) -> None:
        services = self._context.services
        number = self._dossier.id if self._dossier else None
        self._context.desk.run_quietly(
            lambda: services.read_file(path), partial(self._attach, number, name)
        )

    def _attach(self, dossier_id: int | None, name: str, data: bytes) -> None:
        if dossier_id is None:
            return
        today = self._context.services.now().date()
        self._context.desk.do(
            lambda file: attach_piece(file, dossier_id, name, data, today),
            partial(self._say, _("« {name} » is added.").format(name=name)),
        )

    def _say(self, text: str, _changes: ChangeSet) -> None:
        self._context.offer_undo(text)

    def remove(self, piece: Attachment) -> None:
        """Take a piece out."""
        self._context.desk.do(
            lambda file: remove_piece(file, piece.id),
            partial(self._say, _("« {name} » is taken out.").format(name=piece.name)),
        )
