"""The window that asks for a file, in the reader's words, beginning among the documents."""

from __future__ import annotations

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from euralens_desk.i18n import _


class FileDialog(QFileDialog):
    """Asks for a file or a folder; show it with ``open()``. Where the system has its own, that one.

    Qt's own dialog, shown where the system has none, is not whole in Qt's French catalogue.
    """

    def __init__(self, parent: QWidget, title: str, start: str = "") -> None:
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        super().__init__(parent, title, start or QStandardPaths.writableLocation(documents))
        labels = QFileDialog.DialogLabel
        for label, words in (
            (labels.LookIn, _("Look in:")),
            (labels.FileName, _("File name:")),
            (labels.FileType, _("Kind of file:")),
            (labels.Reject, _("Cancel")),
        ):
            self.setLabelText(label, words)
