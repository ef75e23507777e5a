"""Ask for the title, the year and the place of a new campaign."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QSpinBox, QWidget

from euralens_desk.domain.campaign import Campaign
from euralens_desk.i18n import _


class CreateCampaignDialog(QDialog):
    """Emits ``wanted(path, campaign)`` once the person said yes."""

    wanted = Signal(object, object)

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self.setWindowTitle(_("Create a campaign"))
        self.year = QSpinBox()
        self.year.setRange(2011, 2100)
        self.year.setValue(date.today().year)
        self.year.setAccessibleName(_("Year"))
        self.title = QLineEdit()
        self.title.setAccessibleName(_("Title"))
        self.place = QLineEdit()
        self.place.setAccessibleName(_("File"))
        form = QFormLayout(self)
        form.addRow(_("Year"), self.year)
        form.addRow(_("Title"), self.title)
        form.addRow(_("File"), self.place)
        self.buttons = QDialogButtonBox()
        create = self.buttons.addButton(_("Create"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton(_("Do not create"), QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self._accept)
        self.buttons.rejected.connect(self.reject)
        form.addRow(self.buttons)
        self.year.valueChanged.connect(self._propose)
        self.title.textChanged.connect(lambda text: create.setEnabled(bool(text.strip())))
        self._propose(self.year.value())

    def _propose(self, year: int) -> None:
        title = _("Promotion {year}").format(year=year)
        self.title.setText(title)
        self.place.setText(str(self._folder / f"{title}.euralens"))

    def _accept(self) -> None:
        path = Path(self.place.text().strip()).with_suffix(".euralens")
        self.wanted.emit(path, Campaign(self.title.text().strip(), self.year.value()))
        self.accept()
