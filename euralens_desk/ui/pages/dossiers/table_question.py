"""Asked before a table is attached to a dossier: it may be the candidatures themselves."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from euralens_desk.i18n import _
from euralens_desk.ui.dialogs.one_answer import lay_out_question
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import Button, ButtonKind


class TableQuestion(QDialog):
    """Emits ``importing`` or ``attaching``; Échap does neither, and the keyboard starts there."""

    importing = Signal()
    attaching = Signal()

    def __init__(self, look: Appearance, name: str, parent: QWidget, *, can_import: bool) -> None:
        super().__init__(parent)
        title = _("« {name} » is a table").format(name=name)
        told = _("Import it as candidatures, or attach it to this dossier?")
        if not can_import:
            told = _("Attach it to this dossier with the other files?")
        safe = Button(look, _("Cancel"))
        self._attach = Button(look, _("Attach to the dossier"), icon="paperclip")
        self._import = Button(look, _("Import candidatures"), ButtonKind.PRIMARY, icon="file-input")
        safe.clicked.connect(self.reject)
        for button, chosen in ((self._attach, self.attaching), (self._import, self.importing)):
            button.clicked.connect(self.accept)
            button.clicked.connect(chosen)
        lay_out_question(self, look, title, told, (safe, self._attach, self._import))
        self._import.setVisible(can_import)
        safe.setDefault(True)
        safe.setFocus(Qt.FocusReason.OtherFocusReason)
