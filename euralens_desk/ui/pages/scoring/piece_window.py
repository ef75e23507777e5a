"""A piece in a window of its own, at the right half of the screen, beside the grid."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from euralens_desk.domain.dossier import Attachment
from euralens_desk.ui.page import PageContext
from euralens_desk.ui.viewer.pdf_view import PdfView


class PieceWindow(QWidget):
    """Shows one PDF at a time; Échap closes it."""

    def __init__(self, context: PageContext, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._context = context
        self._name = ""
        self.view = PdfView(context)
        margin = context.look.px(12)
        column = QVBoxLayout(self)
        column.setContentsMargins(margin, margin, margin, margin)
        column.addWidget(self.view)
        screen = parent.screen().availableGeometry()
        half = screen.width() // 2
        self.setGeometry(screen.x() + half, screen.y(), half, screen.height())

    def show_piece(self, piece: Attachment) -> None:
        """Read a piece and show it."""
        self._name = piece.name
        self.setWindowTitle(piece.name)
        self.setAccessibleName(piece.name)
        self.show()
        self.raise_()
        self.activateWindow()
        self._context.desk.ask(
            lambda file: file.content(piece.sha256), self._show_content, topic=(self, "piece")
        )

    def _show_content(self, data: bytes) -> None:
        self.view.show_pdf(self._name, data)
        self.view.area.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Échap closes the window."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)
