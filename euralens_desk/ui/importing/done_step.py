"""Fourth step: the import under way, then its result."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from euralens_desk.i18n import _
from euralens_desk.ui.tasks import Task
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import Button, ButtonKind, EmptyState, LoadingState


class DoneStep(QWidget):
    """How far the writing is, with a way to stop it, then what was written.

    Emits ``dossiers_wanted``, ``undo_wanted`` and ``another_wanted``.
    """

    dossiers_wanted = Signal()
    undo_wanted = Signal()
    another_wanted = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self.see = Button(look, _("See the dossiers"), ButtonKind.PRIMARY, icon="folder-open")
        self.see.clicked.connect(self.dossiers_wanted)
        self.undo = Button(look, _("Undo the import"), icon="undo-2")
        self.undo.clicked.connect(self.undo_wanted)
        self.another = Button(look, _("Import another file"), icon="file-input")
        self.another.clicked.connect(self.another_wanted)
        note = _("A backup was made before. All is written together, or nothing.")
        self.result = EmptyState(
            look, " ", note, (self.see, self.undo, self.another), icon="circle-check"
        )
        self.progress = LoadingState(look, _("Importing…"))
        self._body = QStackedLayout(self)
        self._body.addWidget(self.progress)
        self._body.addWidget(self.result)

    def follow(self, task: Task) -> None:
        """Show how far a work is; « Interrupt » stops it with nothing written."""
        self.progress.interrupted.connect(task.cancel)
        task.progressed.connect(self._show_progress)

    def show_progress(self) -> None:
        """Begin."""
        self.progress.show_progress(_("Importing…"), 0, 0)
        self._body.setCurrentWidget(self.progress)

    def _show_progress(self, done: int, total: int) -> None:
        told = _("{what}: {done} of {total}")
        text = told.format(what=_("Pieces"), done=done, total=total)
        self.progress.show_progress(text, done, total)

    def show_result(self, title: str, text: str) -> None:
        """Say what was written."""
        self.result.set_words(title, text)
        self._body.setCurrentWidget(self.result)
        self.see.setFocus()
