"""A piece in a window of its own, at the right half of the screen."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from euralens_desk.ui.page import PageContext
from euralens_desk.ui.viewer.pdf_view import PdfView
from euralens_desk.usecases.pieces import Piece


class PieceWindow(QWidget):
    """Shows one PDF or picture; Échap closes it, and so does the page it belongs to."""

    def __init__(self, context: PageContext, piece: Piece, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        name = piece.attachment.name
        self.setWindowTitle(name)
        self.setAccessibleName(name)
        self.view = PdfView(context)
        margin = context.look.px(12)
        column = QVBoxLayout(self)
        column.setContentsMargins(margin, margin, margin, margin)
        column.addWidget(self.view)
        free = parent.screen().availableGeometry()
        half = free.width() // 2
        self.setGeometry(QRect(free.x() + half, free.y(), half, free.height()))
        self.view.show_pdf(name, piece.data)

    def open(self) -> None:
        """Come to the front, the keyboard in the piece."""
        self.show()
        self.raise_()
        self.activateWindow()
        self.view.area.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Échap."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)
