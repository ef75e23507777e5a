"""Open a piece to read it: beside the page when it can be shown, else with its own program."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from euralens_desk.domain.dossier import Attachment
from euralens_desk.domain.outside_files import can_run, ending, written_name
from euralens_desk.i18n import _
from euralens_desk.ui.dialogs.files import FileDialog
from euralens_desk.ui.page import PageContext
from euralens_desk.ui.viewer.piece_window import PieceWindow
from euralens_desk.ui.widgets.dialogs import ConfirmDialog
from euralens_desk.usecases.pieces import Piece, read_piece


class PieceOpener(QObject):
    """Opens the pieces a page shows; one window beside the page at a time."""

    def __init__(self, context: PageContext, home: QWidget) -> None:
        super().__init__(home)
        self._context = context
        self._home = home

    def open_beside(self, piece: Attachment) -> None:
        """Show a PDF or a picture in its own window; any other piece opens with its program."""
        self._context.desk.ask(lambda file: read_piece(file, piece.id), self._show_beside)

    def _show_beside(self, piece: Piece) -> None:
        if not piece.is_shown:
            self._ask(piece)
            return
        for other in self._home.findChildren(PieceWindow):
            other.close()
        PieceWindow(self._context, piece, self._home).open()

    def open_outside(self, piece: Attachment) -> None:
        """Open a copy of a piece with the program this computer has for it."""
        self._context.desk.ask(lambda file: read_piece(file, piece.id), self._ask)

    def _ask(self, piece: Piece) -> None:
        """Ask once a kind of file; what can run is never opened, only saved."""
        name = piece.attachment.name
        if can_run(name, piece.data):
            self._refuse(piece)
            return
        kind = ending(name)
        if kind and kind in self._context.settings.values.opened_outside:
            self._lend(piece)
            return
        question = ConfirmDialog(
            self._context.look,
            _("Open « {name} » with another program?").format(name=name),
            _(
                "This file comes from outside and was not checked. It is opened as a copy, by the "
                "program of this computer. For this kind of file, the question is asked once."
            ),
            _("Open the copy"),
            _("Cancel"),
            parent=self._home,
        )
        question.confirmed.connect(lambda: self._agree(piece))
        self._open(question)

    def _agree(self, piece: Piece) -> None:
        settings, kind = self._context.settings, ending(piece.attachment.name)
        if kind:
            settings.change(opened_outside=(*settings.values.opened_outside, kind))
        self._lend(piece)

    def _refuse(self, piece: Piece) -> None:
        """Say why a piece is not opened, and offer to save it."""
        told = ConfirmDialog(
            self._context.look,
            _("« {name} » is not opened").format(name=piece.attachment.name),
            _(
                "A file of this kind can run a program or macros. It can only be saved; have it "
                "checked before you open it."
            ),
            _("Save the piece…"),
            _("Cancel"),
            parent=self._home,
        )
        told.confirmed.connect(lambda: self._choose_place(piece))
        self._open(told)

    def _open(self, dialog: ConfirmDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        dialog.safe.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose_place(self, piece: Piece) -> None:
        last = written_name(piece.attachment.name)
        proposed = str(self._context.services.default_folder() / last)
        dialog = FileDialog(self._home, _("Save the piece"), proposed)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(proposed)
        dialog.fileSelected.connect(lambda path: self.save(piece, Path(path)))
        dialog.open()

    def save(self, piece: Piece, path: Path) -> None:
        """Write a copy of a piece where a person wants it."""
        write, data = self._context.services.write_file, piece.data
        done = _("{file} is written.").format(file=path.name)
        self._context.desk.run_quietly(
            lambda: write(path, data), lambda _nothing: self._context.notifier.toast(done)
        )

    def _lend(self, piece: Piece) -> None:
        lend, name, data = self._context.services.lend_file, piece.attachment.name, piece.data
        self._context.desk.run_quietly(lambda: lend(name, data), self._open_copy)

    def _open_copy(self, path: Path) -> None:
        text = _("A copy of « {name} » is opened: what is changed in it is not kept.")
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            text = _("No program of this computer opens « {name} ».")
        self._context.notifier.toast(text.format(name=path.name))
