"""Open a piece to read it: a PDF beside the page, anything else with its own program."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from euralens_desk.domain.dossier import Attachment
from euralens_desk.i18n import _
from euralens_desk.ui.page import PageContext
from euralens_desk.ui.viewer.piece_window import PieceWindow
from euralens_desk.usecases.pieces import Piece, read_piece


class PieceOpener(QObject):
    """Opens the pieces a page shows; one window beside the page at a time."""

    def __init__(self, context: PageContext, home: QWidget) -> None:
        super().__init__(home)
        self._context = context
        self._home = home

    def open_beside(self, piece: Attachment) -> None:
        """Show a PDF in its own window; another kind of file opens with its own program."""
        self._context.desk.ask(lambda file: read_piece(file, piece.id), self._show_beside)

    def _show_beside(self, piece: Piece) -> None:
        if not piece.is_pdf:
            self._lend(piece)
            return
        for other in self._home.findChildren(PieceWindow):
            other.close()
        PieceWindow(self._context, piece, self._home).open()

    def open_outside(self, piece: Attachment) -> None:
        """Open a copy of a piece with the program this computer has for it."""
        self._context.desk.ask(lambda file: read_piece(file, piece.id), self._lend)

    def _lend(self, piece: Piece) -> None:
        lend, name, data = self._context.services.lend_file, piece.attachment.name, piece.data
        self._context.desk.run_quietly(lambda: lend(name, data), self._open_copy)

    def _open_copy(self, path: Path) -> None:
        text = _("A copy of « {name} » is opened: what is changed in it is not kept.")
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            text = _("No program of this computer opens « {name} ».")
        self._context.notifier.toast(text.format(name=path.name))
