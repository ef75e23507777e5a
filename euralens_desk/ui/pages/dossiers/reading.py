"""The sheet to read: notes of the source, then the filled fields."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from euralens_desk.domain.dossier import Dossier
from euralens_desk.domain.dossier_state import SourceRemark
from euralens_desk.i18n import _, format_amount, format_date, tell
from euralens_desk.ui.field_words import field_labels
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.notifier import Offer
from euralens_desk.ui.pages.dossiers.scrolled import Scrolled
from euralens_desk.ui.state.dossier_sheet import BLOCKS, Block, Shape, excerpt, other_columns
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import Button, ButtonKind, Note, NoteKind, SectionHeading, Text
from euralens_desk.usecases.dossier_file import DossierFile

LONG_TEXT = 260
"""Letters of a long text shown before « Lire la suite »."""


class SheetReading(Scrolled):
    """Emits ``edit_wanted(field)`` (empty for the whole sheet) and ``settled(SourceRemark)``."""

    edit_wanted = Signal(str)
    settled = Signal(object)

    def __init__(self, look: Appearance) -> None:
        super().__init__(look, _("Sheet"))
        self._unfolded: set[tuple[int, str]] = set()

    def show_file(self, file: DossierFile, *, can_change: bool) -> None:
        """Show a dossier."""
        self.renew()
        labels = field_labels()
        for remark in file.remarks:
            self.add(self._note(remark, labels, can_change=can_change))
        shown = {block: block_text(file.dossier, block) for block in BLOCKS}
        for block, text in shown.items():
            if text:
                self.add(self._block(file, block, labels[block.fields[0]], text))
        if not any(shown.values()):
            self.add(Text(_("No field is filled yet."), tone="ink2", wrap=True))
        self._add_others(file.dossier)
        self.finish()

    def _note(self, remark: SourceRemark, labels: dict[str, str], *, can_change: bool) -> QWidget:
        if remark.told is None:
            title, text = _("The source notes:"), remark.text
        else:
            said = tell(remark.told)
            title = _("{field}: {remark}.").format(field=labels[remark.field], remark=said)
            text = _("« {text} » in {cell}.").format(text=remark.text, cell=remark.cell)
        offers = (
            Offer(_("Edit the sheet"), lambda: self.edit_wanted.emit(remark.field)),
            Offer(_("It is dealt with"), lambda: self.settled.emit(remark)),
        )
        return Note(self.look, NoteKind.WARNING, title, text, offers if can_change else ())

    def _block(self, file: DossierFile, block: Block, label: str, text: str) -> QWidget:
        strong = block.shape is Shape.STRONG
        value = Text(text, Role.TITLE3 if strong else Role.BODY, wrap=True, selectable=True)
        widget, column = _labelled(self.look, label)
        column.addWidget(value)
        short = excerpt(text, LONG_TEXT)
        place = (file.dossier.id, block.fields[0])
        if block.shape is Shape.LONG and short != text and place not in self._unfolded:
            value.setText(short)
            more = Button(self.look, _("Read on"), ButtonKind.LINK, small=True)
            more.clicked.connect(lambda: self._unfold(place, value, text, more))
            column.addWidget(more)
        return widget

    def _unfold(self, place: tuple[int, str], value: Text, text: str, more: Button) -> None:
        self._unfolded.add(place)
        value.setText(text)
        self.setFocus()
        more.hide()

    def _add_others(self, dossier: Dossier) -> None:
        others = other_columns(dossier)
        if others:
            self.add(SectionHeading(_("Other columns of the source")))
        for heading, text in others:
            widget, column = _labelled(self.look, heading)
            column.addWidget(Text(text, Role.DENSE, "ink2", wrap=True, selectable=True))
            self.add(widget)


def _labelled(look: Appearance, label: str) -> tuple[QWidget, QVBoxLayout]:
    widget = QWidget()
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(look.px(1))
    column.addWidget(Text(label, Role.CAPTION, "ink2", wrap=True))
    return widget, column


def block_text(dossier: Dossier, block: Block) -> str:
    """Return the values of a block as the sheet shows them; empty when none is filled."""
    separators = {Shape.DOTS: " · ", Shape.LINES: "\n", Shape.LONG: "\n"}
    return separators.get(block.shape, ", ").join(
        item for name in block.fields for item in _items(dossier, name)
    )


def _items(dossier: Dossier, name: str) -> tuple[str, ...]:
    value = getattr(dossier, name)
    if isinstance(value, tuple):
        return value
    if isinstance(value, date):
        return (format_date(value),)
    if isinstance(value, Decimal):
        return (format_amount(value),)
    if name == "area_of_action" and value:
        return (_("area of action: {place}").format(place=value),)
    return (value,) if value else ()
