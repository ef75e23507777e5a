"""First step: the file of the candidatures, and the folder of their pieces."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from euralens_desk.i18n import _, ngettext
from euralens_desk.ui.state.import_session import Folder, ImportSession
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import Button, ButtonKind, Card, RichText, Text, TintedIcon
from euralens_desk.ui.widgets.rich import strong_then


class FileStep(QWidget):
    """Two cards: the file, which is needed, and the folder, which is not.

    Emits ``file_wanted``, ``folder_wanted`` and ``folder_dropped``.
    """

    file_wanted = Signal()
    folder_wanted = Signal()
    folder_dropped = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self.choose = Button(look, _("Choose a file…"), ButtonKind.PRIMARY, icon="file-input")
        self.choose.clicked.connect(self.file_wanted)
        self.choose_folder = Button(look, _("Choose the folder…"), icon="folder-open")
        self.choose_folder.clicked.connect(self.folder_wanted)
        self.drop_folder = Button(look, _("Without this folder"), ButtonKind.LINK, icon="x")
        self.drop_folder.clicked.connect(self.folder_dropped)
        self._file = RichText()
        self._folder = RichText()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(12))
        column.addWidget(self._file_card())
        column.addWidget(self._folder_card())
        column.addStretch(1)

    def _file_card(self) -> Card:
        look = self._look
        card = Card(look, _("The file of the candidatures"))
        told = _("Excel (xlsx, xls), ods or csv. Choose it, or drop it on this page.")
        card.body.addWidget(Text(told, tone="ink2", wrap=True))
        card.body.addLayout(self._line("file-spreadsheet", self._file, self.choose))
        return card

    def _folder_card(self) -> Card:
        look = self._look
        card = Card(look, _("The folder of the pieces"))
        card.add_beside_title(Text(_("optional"), tone="ink3"))
        told = _(
            "The PDF files are matched with the dossiers by the names the file announces, then by "
            "their words. Nothing is taken out of the folder."
        )
        card.body.addWidget(Text(told, tone="ink2", wrap=True))
        line = self._line("paperclip", self._folder, self.choose_folder)
        line.insertWidget(2, self.drop_folder)
        card.body.addLayout(line)
        return card

    def _line(self, icon: str, words: Text, button: Button) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setContentsMargins(0, self._look.px(8), 0, 0)
        line.setSpacing(self._look.px(12))
        line.addWidget(TintedIcon(self._look, icon, "pri"), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(words, 1)
        line.addWidget(button)
        return line

    def show_session(self, session: ImportSession, summary: str, reading: str) -> None:
        """Say which file and folder are there; ``reading`` names the file under way, if any."""
        has_file = session.source is not None
        if reading:
            self._file.setText(strong_then(_("Reading {file}").format(file=reading), "…"))
        elif session.source is not None:
            self._file.setText(strong_then(session.source.name, f"\n{summary}"))
        else:
            self._file.setText(strong_then(_("No file yet.")))
        self.choose.setText(_("Choose another file…") if has_file else _("Choose a file…"))
        self.choose.set_kind(ButtonKind.SECONDARY if has_file else ButtonKind.PRIMARY)
        self._show_folder(session.folder)

    def _show_folder(self, folder: Folder | None) -> None:
        self.drop_folder.setVisible(folder is not None)
        if folder is None:
            self._folder.setText(strong_then(_("No folder.")))
            return
        number = folder.pdf_count
        told = ngettext("{count} PDF file", "{count} PDF files", number).format(count=number)
        others = len(folder.files) - number
        if others:
            more = ngettext("{count} other file", "{count} other files", others)
            told = f"{told}, {more.format(count=others)}"
        self._folder.setText(strong_then(folder.path.name, f"\n{told}"))
