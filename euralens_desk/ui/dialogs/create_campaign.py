"""Ask what a new campaign is: title, year, place, closing of the call, capacity, grids."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from euralens_desk.domain.campaign import Campaign
from euralens_desk.domain.file_names import safe_name
from euralens_desk.domain.text_cleaning import key, one_line
from euralens_desk.i18n import _
from euralens_desk.ui.dialogs.files import FileDialog
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import Button, ButtonKind, DayEdit, Note, NoteKind, NumberField, Text

SUFFIX = ".euralens"
LONGEST = 60


@dataclass(frozen=True, slots=True)
class NewCampaign:
    """What was asked for; ``grids`` None takes the sample grids of 2022."""

    path: Path
    campaign: Campaign
    grids: Path | None


class CreateCampaignDialog(QDialog):
    """Emits ``wanted(NewCampaign)`` once the person said yes. Nothing is written here."""

    wanted = Signal(object)

    def __init__(self, look: Appearance, folder: Path, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._folder = folder
        self._grids: Path | None = None
        self._proposed = ("", "")
        """The title and the file proposed last: what a person wrote instead is left alone."""
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Create a campaign"))
        self.setAccessibleName(_("Create a campaign"))
        self._make_fields(today)
        self._lay_out()
        self.year.valueChanged.connect(self._propose)
        self.title.textChanged.connect(self._propose_place)
        self.title.textChanged.connect(self._check)
        self.place.textChanged.connect(self._check)
        self._propose(self.year.value())
        self.title.setFocus()
        self.title.selectAll()

    def _make_fields(self, today: date) -> None:
        self.year = NumberField(self._look, _("Year"), 2011, 2100, today.year)
        self.title = QLineEdit()
        self.title.setAccessibleName(_("Title"))
        self.place = QLineEdit()
        self.place.setAccessibleName(_("File"))
        self.has_closing = QCheckBox(_("The call closes on"))
        self.closing = DayEdit(_("The call closes on"), date(today.year, 5, 31))
        self.closing.setEnabled(False)
        self.has_closing.toggled.connect(self.closing.setEnabled)
        self.capacity = NumberField(self._look, _("Candidates aimed at"), 1, 99, 10)
        self.grids = QComboBox()
        self.grids.setAccessibleName(_("Grids"))
        self.grids.addItem(_("Grids of 2022: experts (13 criteria), lycéens (3)"))
        self.grids.addItem(_("From a file…"))
        self.grids.activated.connect(self._grids_chosen)
        self.problem = Note(self._look, NoteKind.ERROR, " ")

    def _lay_out(self) -> None:
        look = self._look
        browse = Button(look, _("Browse…"), small=True)
        browse.clicked.connect(self._browse)
        place = _row(look, self.place, browse)
        closing = _row(look, self.has_closing, self.closing)
        form = QGridLayout()
        form.setHorizontalSpacing(look.px(16))
        form.setVerticalSpacing(look.px(10))
        lines: tuple[tuple[str, QWidget | QHBoxLayout], ...] = (
            (_("Title"), self.title),
            (_("Year"), self.year),
            (_("File"), place),
            (_("Call"), closing),
            (_("Candidates aimed at"), self.capacity),
            (_("Grids"), self.grids),
        )
        for line, (label, field) in enumerate(lines):
            form.addWidget(Text(label, tone="ink2"), line, 0)
            if isinstance(field, QWidget):
                form.addWidget(field, line, 1)
            else:
                form.addLayout(field, line, 1)
        column = QVBoxLayout(self)
        margin = look.px(20)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(look.px(14))
        column.addWidget(Text(_("Create a campaign"), Role.TITLE2))
        told = _(
            "One file holds the dossiers, the scores and the journal. All can be changed later."
        )
        column.addWidget(Text(told, tone="ink2", wrap=True))
        column.addLayout(form)
        column.addWidget(self.problem)
        column.addStretch(1)
        column.addLayout(self._verbs())
        self.setMinimumWidth(look.px(640))

    def _verbs(self) -> QHBoxLayout:
        self.create_button = Button(self._look, _("Create"), ButtonKind.PRIMARY, icon="file-plus")
        self.create_button.setDefault(True)
        self.create_button.clicked.connect(self._accept)
        leave = Button(self._look, _("Do not create"))
        leave.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(leave)
        row.addWidget(self.create_button)
        return row

    def _propose(self, year: int) -> None:
        """Propose a title for the year, instead of the one proposed before, and so a file."""
        title, (before, place) = _("Promotion {year}").format(year=year), self._proposed
        self._proposed = (title, place)
        if self.title.text() == before:
            self.title.setText(title)
        self.closing.show_day(date(year, 5, 31))

    def _propose_place(self, title: str) -> None:
        """Propose a file named after the title, unless another one was written."""
        if self.place.text() == self._proposed[1]:
            stem = file_stem(title) or file_stem(self._proposed[0])
            place = str(free_place(self._folder, stem))
            self._proposed = (self._proposed[0], place)
            self.place.setText(place)

    def _check(self, _text: str = "") -> None:
        """Say at once what stands in the way."""
        problem = self._problem()
        self.problem.set_words(problem)
        self.problem.setVisible(bool(problem))
        self.create_button.setEnabled(not problem)

    def _problem(self) -> str:
        if not self.title.text().strip():
            return _("Give the campaign a title.")
        path = self._path()
        if path.name == SUFFIX:
            return _("Say where the file goes.")
        try:
            if path.exists():
                return _("{file} exists already. Choose another name.").format(file=path.name)
            if not path.parent.is_dir():
                return _("The folder {folder} does not exist.").format(folder=path.parent.name)
        except (OSError, ValueError):
            return _("No file can have this name there. Choose another one.")
        return ""

    def _path(self) -> Path:
        """Return the file as typed, with the ending of campaigns; without folder, in ours."""
        typed = self.place.text().strip()
        named = typed if typed.endswith(SUFFIX) else f"{typed}{SUFFIX}"
        return self._folder / named

    def _browse(self) -> None:
        dialog = FileDialog(self, _("Place of the file"), self.place.text())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(SUFFIX.removeprefix("."))
        dialog.fileSelected.connect(self.place.setText)
        dialog.open()

    def _grids_chosen(self, row: int) -> None:
        """Row 0 is the sample; another one asks for a file."""
        if row == 0:
            self.take_grids(None)
            return
        dialog = FileDialog(self, _("Grids"))
        dialog.setNameFilter(_("Grids (*.json)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.take_grids(Path(path)))
        dialog.rejected.connect(lambda: self.take_grids(self._grids))
        dialog.open()

    def take_grids(self, path: Path | None) -> None:
        """Take the grids of a file, or the sample grids with None."""
        self._grids = path
        self.grids.setItemText(1, path.name if path else _("From a file…"))
        self.grids.setCurrentIndex(0 if path is None else 1)

    def _accept(self) -> None:
        closes_on = self.closing.day() if self.has_closing.isChecked() else None
        campaign = Campaign(
            self.title.text().strip(),
            self.year.value(),
            call_closes_on=closes_on,
            capacity=self.capacity.value(),
        )
        self.wanted.emit(NewCampaign(self._path(), campaign, self._grids))
        self.accept()


def file_stem(title: str) -> str:
    """Return a title as every system takes it for the name of a file; « » for one of signs alone.

    60 characters leave room for the suffix and for the number of a name that is taken.
    """
    return safe_name(one_line(title), LONGEST) if key(title) else ""


def free_place(folder: Path, stem: str) -> Path:
    """Return where a campaign may be written: « Essai », or « Essai 2 » when that is taken."""
    names = (f"{stem}{SUFFIX}", *(f"{stem} {turn}{SUFFIX}" for turn in range(2, 100)))
    places = [folder / name for name in names]
    return next((place for place in places if not _is_taken(place)), places[0])


def _is_taken(place: Path) -> bool:
    try:
        return place.exists()
    except OSError:
        return True


def _row(look: Appearance, *widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(look.px(8))
    for widget in widgets:
        row.addWidget(widget, 1 if isinstance(widget, QLineEdit) else 0)
    if not any(isinstance(widget, QLineEdit) for widget in widgets):
        row.addStretch(1)
    return row
