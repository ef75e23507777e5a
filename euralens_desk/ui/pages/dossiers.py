"""The dossiers: a list to search, the sheet of the chosen one, and the way in for a workbook."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
)

from euralens_desk.domain.dossier import FIELD_KINDS, Attachment, Dossier, FieldKind
from euralens_desk.i18n import _, format_amount, format_date, ngettext, plain
from euralens_desk.ui.field_words import field_labels
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.page import KeyHint, Page, PageContext
from euralens_desk.ui.sections import Section
from euralens_desk.ui.widgets.buttons import Button, ButtonKind
from euralens_desk.ui.widgets.labels import Text
from euralens_desk.usecases.changes import ChangeSet
from euralens_desk.usecases.lookup import dossiers_by_number
from euralens_desk.usecases.ports import CampaignFile

Shown = tuple[tuple[Dossier, tuple[Attachment, ...]], ...]


class DossiersPage(Page):
    """Search at the left, the sheet at the right; Ctrl+I imports."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        look = context.look
        self._shown: Shown = ()
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Search: title, project leader, municipality…"))
        self.search.setAccessibleName(_("Search the dossiers"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        self.dossiers = QListWidget()
        self.dossiers.setAccessibleName(_("Dossiers"))
        self.dossiers.currentItemChanged.connect(self._show_sheet)
        self._none = Text("", wrap=True)
        action = self.add_command(
            _("Import…"), self._import_dossiers, "Ctrl+I", "file-input", changes=True
        )
        self._import = Button(look, _("Import…"), ButtonKind.PRIMARY, icon="file-input")
        self._import.clicked.connect(action.trigger)
        self._sheet = Text("", wrap=True, selectable=True)
        self._sheet.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._title = Text("", Role.TITLE1, wrap=True)
        self._lay_out()

    def _lay_out(self) -> None:
        look = self.context.look
        side = QVBoxLayout()
        head = QHBoxLayout()
        head.addWidget(Text(_("Dossiers"), Role.TITLE1), 1)
        head.addWidget(self._import)
        side.addLayout(head)
        side.addWidget(self.search)
        side.addWidget(self._none)
        side.addWidget(self.dossiers, 1)
        body = QFrame()
        body.setProperty("panel", "plain")
        inner = QVBoxLayout(body)
        inner.addWidget(self._title)
        inner.addWidget(self._sheet, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(body)
        box = QHBoxLayout(self)
        box.setContentsMargins(look.px(24), look.px(16), look.px(24), look.px(16))
        box.addLayout(side, 2)
        box.addWidget(area, 3)

    def activate(self, target: object = None) -> None:
        """Read the dossiers again."""
        self.context.desk.ask(_all, self._show, topic="dossiers")

    def refresh(self, changes: ChangeSet, initiator: object) -> None:
        """Read again when a dossier or a piece changed."""
        if changes.touches(Dossier, Attachment):
            self.activate()

    def _show(self, shown: Shown) -> None:
        self._shown = shown
        self._filter()

    def _filter(self, _text: str = "") -> None:
        """Show the dossiers whose words hold what is searched, whatever accents and case."""
        held = self.dossiers.currentItem()
        wanted = held.data(Qt.ItemDataRole.UserRole) if held else None
        words = plain(self.search.text())
        self.dossiers.clear()
        for dossier, _pieces in self._shown:
            known = (
                dossier.number,
                dossier.title,
                *dossier.project_leaders,
                *dossier.municipalities,
            )
            if words in plain(" ".join(known)):
                leaders = ", ".join(dossier.project_leaders)
                item = QListWidgetItem(f"{dossier.number}  {dossier.title}\n{leaders}")
                item.setData(Qt.ItemDataRole.UserRole, dossier.id)
                self.dossiers.addItem(item)
                if dossier.id == wanted:
                    self.dossiers.setCurrentItem(item)
        if self.dossiers.currentItem() is None and self.dossiers.count():
            self.dossiers.setCurrentRow(0)
        self._none.setText(self._why_none())
        self._none.setVisible(not self.dossiers.count())

    def _why_none(self) -> str:
        if not self._shown:
            return _("No dossier yet. Import the workbook of the candidatures.")
        return _("No dossier for « {text} ».").format(text=self.search.text())

    def _show_sheet(self, item: QListWidgetItem | None, _before: object = None) -> None:
        found = next(
            (s for s in self._shown if item and s[0].id == item.data(Qt.ItemDataRole.UserRole)),
            None,
        )
        self._title.setText(found[0].title if found else "")
        self._sheet.setText(sheet_text(*found) if found else "")

    def _import_dossiers(self) -> None:
        self.go_to(Section.IMPORT)

    def focus_search(self) -> bool:
        """Put the keyboard in the search field."""
        self.search.setFocus()
        return True

    def key_hints(self) -> tuple[KeyHint, ...]:
        """Return the keys of the page."""
        return (KeyHint(("Ctrl", "I"), _("import")), KeyHint(("Ctrl", "F"), _("search")))

    def fact(self) -> str:
        """Say how many dossiers there are."""
        number = len(self._shown)
        return ngettext("{count} dossier", "{count} dossiers", number).format(count=number)


def _all(file: CampaignFile) -> Shown:
    pieces = file.find(Attachment)
    return tuple(
        (dossier, tuple(piece for piece in pieces if piece.dossier_id == dossier.id))
        for dossier in dossiers_by_number(file)
    )


def sheet_text(dossier: Dossier, pieces: tuple[Attachment, ...]) -> str:
    """Return the filled fields of a dossier, one a paragraph, then its pieces."""
    labels = field_labels()
    parts = []
    for name, kind in FIELD_KINDS.items():
        value = getattr(dossier, name)
        if value in ("", (), None) or name == "title":
            continue
        text = value
        if kind is FieldKind.LIST:
            text = "\n".join(value)
        elif kind is FieldKind.DATE:
            text = format_date(value)
        elif kind is FieldKind.AMOUNT:
            text = format_amount(value)
        parts.append(f"{labels[name]}\n{text}")
    names = [
        piece.name if piece.is_present else _("{name} (awaited)").format(name=piece.name)
        for piece in pieces
    ]
    if names:
        parts.append("\n".join([_("Pieces"), *names]))
    return "\n\n".join(parts)
