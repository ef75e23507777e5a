"""The tab « Fiche »: read, then edited in place, field by field."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from euralens_desk.domain.dossier_state import SourceRemark
from euralens_desk.domain.messages import Failure
from euralens_desk.i18n import _
from euralens_desk.ui.page import PageContext
from euralens_desk.ui.pages.dossiers.editing import SheetEditing
from euralens_desk.ui.pages.dossiers.reading import SheetReading
from euralens_desk.usecases.changes import ChangeSet
from euralens_desk.usecases.dossier_file import DossierFile
from euralens_desk.usecases.dossiers import settle_remark, type_field


class FieldsTab(QStackedWidget):
    """Emits ``mode_changed`` when the edition begins or ends."""

    mode_changed = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._file: DossierFile | None = None
        self.reading = SheetReading(context.look)
        self.editing = SheetEditing(context.look)
        self.reading.edit_wanted.connect(self.edit)
        self.reading.settled.connect(self._settle)
        self.editing.typed.connect(self._type)
        self.editing.ended.connect(self.end)
        self.addWidget(self.reading)
        self.addWidget(self.editing)
        self.setFocusProxy(self.reading)

    @property
    def is_editing(self) -> bool:
        """Whether the fields are open."""
        return self.currentWidget() is self.editing

    def show_file(self, file: DossierFile) -> None:
        """Show a dossier; the edition of another one ends."""
        if self._file is not None and self._file.dossier.id != file.dossier.id:
            self.end()
        self._file = file
        if self.is_editing:
            self.editing.show_dossier(file.dossier)
        else:
            self.reading.show_file(file, can_change=self._context.desk.can_change)

    def edit(self, field: str = "") -> None:
        """Open the fields, with the keyboard in one of them."""
        if self._file is None or not self._context.desk.can_change:
            return
        self.editing.show_dossier(self._file.dossier)
        self.setCurrentWidget(self.editing)
        self.setFocusProxy(self.editing.editors["title"].editor)
        self.editing.focus_field(field or "title")
        self.mode_changed.emit()

    def end(self) -> None:
        """Save what is being typed and show the sheet to read."""
        if not self.is_editing or self._file is None:
            return
        self.editing.commit()
        self.setCurrentWidget(self.reading)
        self.setFocusProxy(self.reading)
        self.reading.show_file(self._file, can_change=self._context.desk.can_change)
        self.reading.setFocus()
        self.mode_changed.emit()

    def _type(self, field: str, text: str) -> None:
        if self._file is None:
            return
        number = self._file.dossier.id
        refused = partial(self._refuse, number, field)
        self._context.desk.do(lambda file: type_field(file, number, field, text), failed=refused)

    def _refuse(self, dossier_id: int, field: str, failure: Failure) -> None:
        """Keep what was typed in sight: the fields are opened again when they were left."""
        if self._file is None or self._file.dossier.id != dossier_id:
            self._context.notifier.failure(failure)
            return
        self.editing.refuse(field, failure)
        if not self.is_editing:
            self.edit(field)

    def _settle(self, remark: SourceRemark) -> None:
        if self._file is None:
            return
        number = self._file.dossier.id
        self._context.desk.do(lambda file: settle_remark(file, number, remark), self._told_settled)

    def _told_settled(self, _changes: ChangeSet) -> None:
        self.reading.setFocus()
        text = _("Marked as dealt with.")
        self._context.offer_undo(text)
