"""Bring in dossiers of an earlier campaign: choose its file, then which of them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from euralens_desk.i18n import _, ngettext
from euralens_desk.ui.dialogs.files import FileDialog
from euralens_desk.ui.notifier import Offer
from euralens_desk.ui.page import PageContext
from euralens_desk.usecases.carry_over import Earlier, carry_over, read_earlier
from euralens_desk.usecases.changes import ChangeSet
from euralens_desk.usecases.ports import CampaignFile


class Carrying(QObject):
    """The file is consulted through a copy, and closed at once: it does not change."""

    def __init__(self, context: PageContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._window = parent

    def choose(self) -> None:
        """Ask for the file of an earlier campaign."""
        dialog = FileDialog(self._window, _("Campaign of an earlier year"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(_("Campaigns (*.euralens)"))
        dialog.fileSelected.connect(lambda path: self.read(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def read(self, path: Path) -> None:
        """Read what the earlier campaign offers."""
        opener = self._context.services.open_campaign

        def work(file: CampaignFile) -> Earlier:
            source = opener(path, read_only=True)
            try:
                return read_earlier(file, source)
            finally:
                source.close()

        self._context.desk.ask(work, partial(self._show, path), topic=(self, "earlier"))

    def _show(self, path: Path, found: Earlier) -> None:
        from euralens_desk.ui.dialogs.carry_over import CarryOverDialog

        dialog = CarryOverDialog(self._context.look, found, self._window)
        dialog.chosen.connect(partial(self._carry, path))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _carry(self, path: Path, chosen: Mapping[int, int | None]) -> None:
        opener = self._context.services.open_campaign

        def change(file: CampaignFile) -> ChangeSet:
            source = opener(path, read_only=True)
            try:
                return carry_over(file, source, chosen)
            finally:
                source.close()

        number = len(chosen)
        told = ngettext(
            "{count} dossier is brought in.", "{count} dossiers are brought in.", number
        )
        text = told.format(count=number)
        self._context.desk.do(
            change,
            lambda _changes: self._context.notifier.toast(
                text, Offer(_("Undo"), self._context.desk.undo)
            ),
        )
