"""The pane at the right: one piece of the dossier, page by page."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from euralens_desk.domain.dossier import Attachment
from euralens_desk.domain.messages import Failure
from euralens_desk.i18n import _, ngettext, tell
from euralens_desk.ui.dossier_words import size_word
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.notifier import Offer
from euralens_desk.ui.page import PageContext
from euralens_desk.ui.pages.dossiers.drop_zone import DropZone
from euralens_desk.ui.pages.dossiers.piece_actions import PieceActions
from euralens_desk.ui.viewer.pdf_view import PdfView
from euralens_desk.ui.widgets import ElidedText, IconButton, Picture, Text
from euralens_desk.usecases.dossier_file import DossierFile
from euralens_desk.usecases.pieces import Piece, read_piece


class Preview(QFrame):
    """Shows the first piece received, or the one chosen."""

    def __init__(self, context: PageContext, actions: PieceActions) -> None:
        super().__init__()
        self._context = context
        self._actions = actions
        self._file: DossierFile | None = None
        self._piece: Attachment | None = None
        self._is_picture = False
        look = context.look
        self.setProperty("panel", "window")
        outside = Offer(_("Open with another program"), self._open_outside)
        replacing = Offer(_("Replace the piece…"), self._replace)
        self.view = PdfView(
            context, (outside, replacing) if context.desk.can_change else (outside,)
        )
        self.name = ElidedText("", Role.TITLE3)
        self.told = Text("", Role.CAPTION, "ink2")
        self.others = IconButton(look, "chevron-down", _("Other pieces"))
        self.outside = IconButton(look, "external-link", _("Open beside"))
        self.drop = DropZone(look)
        self.drop.setVisible(context.desk.can_change)
        self._menu = QMenu(self)
        self._lay_out()
        self.view.drawn.connect(self._tell_pages)
        self.view.failed.connect(lambda: self.told.setText(""))
        self.others.clicked.connect(self._offer_others)
        self.outside.clicked.connect(self._open_beside)
        self.drop.clicked.connect(actions.choose)
        self.drop.dropped.connect(actions.add)

    def _lay_out(self) -> None:
        look = self._context.look
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.name)
        words.addWidget(self.told)
        self._head = QWidget()
        head = QHBoxLayout(self._head)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(look.px(8))
        head.addWidget(Picture(look, "file-text", "brk", 20))
        head.addLayout(words, 1)
        head.addWidget(self.others)
        head.addWidget(self.outside)
        column = QVBoxLayout(self)
        margin = look.px(14)
        column.setContentsMargins(margin, look.px(10), margin, look.px(12))
        column.setSpacing(look.px(10))
        column.addWidget(self._head)
        column.addWidget(self.view, 1)
        column.addWidget(self.drop)

    @property
    def shown(self) -> Attachment | None:
        """The piece shown, or None."""
        return self._piece

    def show_file(self, file: DossierFile | None) -> None:
        """Show a dossier; the piece that was chosen stays if it is still there."""
        self._file = file
        pieces = file.pieces if file else ()
        held = [p for p in pieces if self._piece is not None and p.id == self._piece.id]
        present = [p for p in pieces if p.is_present]
        self.others.setVisible(len(present) > 1)
        self._show(next(iter((*held, *present, *pieces)), None))

    def show_piece(self, piece: Attachment) -> None:
        """Show another piece of the same dossier."""
        self._show(piece)

    def _show(self, piece: Attachment | None) -> None:
        before, self._piece = self._piece, piece
        self._head.setVisible(piece is not None)
        if piece is None:
            self.view.clear(_("No piece in this dossier."))
            return
        self.name.setText(piece.name)
        self.outside.setEnabled(piece.is_present)
        if before is None or (before.id, before.sha256) != (piece.id, piece.sha256):
            self.told.setText(size_word(piece.size) if piece.is_present else _("awaited"))
        if not piece.is_present:
            self.view.clear(_("This piece was announced, not received."))
            return
        self._context.desk.ask(
            lambda file: read_piece(file, piece.id),
            self._show_content,
            topic=(self, "piece"),
            failed=self._refuse,
        )

    def _show_content(self, piece: Piece) -> None:
        self._head.setVisible(True)
        self._is_picture = piece.is_picture
        if piece.is_shown:
            self.view.show_pdf(piece.attachment.name, piece.data)
        else:
            self.view.clear(_("This kind of piece opens with another program."))

    def _refuse(self, failure: Failure) -> None:
        self.view.clear(tell(failure.told))

    def _tell_pages(self, count: int) -> None:
        if self._is_picture:
            self.told.setText(_("Picture · digest verified"))
            return
        pages = ngettext("{count} page", "{count} pages", count).format(count=count)
        self.told.setText(_("PDF · {pages} · digest verified").format(pages=pages))

    def _offer_others(self) -> None:
        self._menu.clear()
        for piece in self._file.pieces if self._file else ():
            if piece.is_present:
                action = self._menu.addAction(piece.name)
                action.setCheckable(True)
                action.setChecked(self._piece is not None and piece.id == self._piece.id)
                action.triggered.connect(lambda _checked=False, piece=piece: self._show(piece))
        self._menu.popup(self.others.mapToGlobal(QPoint(0, self.others.height())))

    def _open_beside(self) -> None:
        if self._piece is not None:
            self._actions.open_beside(self._piece)

    def _open_outside(self) -> None:
        if self._piece is not None:
            self._actions.open_outside(self._piece)

    def _replace(self) -> None:
        if self._piece is not None:
            self._actions.replace(self._piece)

    def focus(self) -> None:
        """Give the keyboard to the piece."""
        area = self.view.area
        (area if area.isVisible() else self.drop).setFocus()
