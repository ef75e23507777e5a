"""The table of the correspondence: a column of the file, a value, its field, how it was read."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from euralens_desk.domain.dossier import FIELD_KINDS, FieldKind
from euralens_desk.domain.import_plan import IGNORE, OTHER
from euralens_desk.i18n import _, ngettext, tell
from euralens_desk.ui.field_words import field_labels
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.state.import_lines import ColumnLine, Reading, few_columns, unseen
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import (
    Button,
    ButtonKind,
    Card,
    Chip,
    ChipTone,
    ElidedText,
    Picture,
    Text,
)

SHARES = (18, 24, 40)
"""Widths of heading, value and field; how it was read has the width of its longest word."""
VERDICT = 190
"""Width of the last column in pixels at 100 %."""
_TONES = {
    Reading.RECOGNISED: (ChipTone.GOOD, "check"),
    Reading.PROPOSED: (ChipTone.INFORMATION, "info"),
    Reading.CHOSEN: (ChipTone.GOOD, "check"),
    Reading.TO_LOOK_AT: (ChipTone.WARNING, "triangle-alert"),
    Reading.MASKED: (ChipTone.NEUTRAL, "eye-off"),
    Reading.KEPT: (ChipTone.NEUTRAL, "notebook-pen"),
}


def target_names() -> dict[str, str]:
    """Return what a column may become, in the order of the list."""
    labels = field_labels()
    several = _("{field} (separated by « / » or « , »)")
    names = {
        name: several.format(field=labels[name]) if kind is FieldKind.LIST else labels[name]
        for name, kind in FIELD_KINDS.items()
    }
    return {
        **names,
        OTHER: _("Keep aside, under its heading"),
        IGNORE: _("Do not import"),
    }


class FieldList(QComboBox):
    """The fields a column may go to. The wheel scrolls the page, it never changes the field."""

    def __init__(self, names: dict[str, str], column: str) -> None:
        super().__init__()
        self.setProperty("small", True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Field for « {column} »").format(column=column))
        for target, name in names.items():
            self.addItem(name, target)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()


class _Ruled(QFrame):
    """A row with a line below."""

    def __init__(self, look: Appearance, *, heading: bool = False) -> None:
        super().__init__()
        self._look = look
        self._heading = heading
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(look.px(18), look.px(2), look.px(18), look.px(3))
        self.row.setSpacing(look.px(12))

    def add_columns(self, first: QWidget, second: QWidget, third: QWidget, last: QWidget) -> None:
        """Set the four columns of the table, all rows alike."""
        for share, widget in zip(SHARES, (first, second, third), strict=True):
            self.row.addWidget(widget, share)
        holder = QWidget()
        holder.setFixedWidth(self._look.px(VERDICT))
        inner = QHBoxLayout(holder)
        inner.setContentsMargins(self._look.px(8), 0, 0, 0)
        inner.addWidget(last)
        inner.addStretch(1)
        self.row.addWidget(holder)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground of the heading and the line below."""
        del event
        painter, look = QPainter(self), self._look
        if self._heading:
            painter.fillRect(self.rect(), look.colour("alt"))
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), look.colour("line"))


class ColumnRow(_Ruled):
    """One column of the file. Emits ``chosen(column, target)``."""

    chosen = Signal(int, str)

    def __init__(self, look: Appearance, names: dict[str, str], line: ColumnLine) -> None:
        super().__init__(look)
        self.column = line.column
        self._sample = ElidedText("", Role.BODY, "ink2")
        self.fields = FieldList(names, line.header)
        self.fields.activated.connect(self._choose)
        self._chip = Chip(look, "")
        self.said = ElidedText("", Role.CAPTION, "ink2")
        target = QWidget()
        lines = QVBoxLayout(target)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self.fields)
        lines.addWidget(self.said)
        middle = QWidget()
        inner = QHBoxLayout(middle)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self._sample, 1)
        inner.addWidget(Picture(look, "arrow-right", "ink2", 18))
        self.add_columns(ElidedText(line.header, Role.TITLE3), middle, target, self._chip)
        self.show_line(line)

    def _choose(self, place: int) -> None:
        self.chosen.emit(self.column, self.fields.itemData(place))

    def show_line(self, line: ColumnLine) -> None:
        """Show the column as it is read now."""
        self._sample.setText(_("(masked)") if line.is_masked else line.sample)
        self.fields.setCurrentIndex(self.fields.findData(line.target))
        tone, icon = _TONES[line.reading]
        self._chip.show_state(tell(line.told), tone, icon)
        said = " · ".join(tell(told) for told in line.said)
        self.said.setText(f"{said[:1].upper()}{said[1:]}")
        self.said.setVisible(bool(said))


class ColumnTable(Card):
    """All the columns, or the few to look at first. Emits ``chosen(column, target)``."""

    chosen = Signal(int, str)

    def __init__(self, look: Appearance) -> None:
        super().__init__(look, flush=True)
        self.setAccessibleName(_("Columns of the file"))
        self._names = target_names()
        self._all = False
        self._lines: tuple[ColumnLine, ...] = ()
        self._rows: dict[int, ColumnRow] = {}
        head = _Ruled(look, heading=True)
        titles = (_("Column of the file"), _("Value read"), _("Field of the dossier"), _("Reading"))
        head.row.setContentsMargins(look.px(18), look.px(7), look.px(18), look.px(7))
        head.add_columns(*(Text(title, Role.CAPTION_STRONG, "ink2") for title in titles))
        self._place = QVBoxLayout()
        self._place.setSpacing(0)
        self.rest = Text("", tone="ink2")
        self.more = Button(look, "", ButtonKind.LINK, small=True)
        self.more.clicked.connect(self._toggle)
        foot = QFrame()
        line = QHBoxLayout(foot)
        line.setContentsMargins(look.px(18), look.px(2), look.px(12), look.px(2))
        line.addWidget(self.rest)
        line.addWidget(self.more)
        line.addStretch(1)
        self._foot = foot
        self.body.addWidget(head)
        self.body.addLayout(self._place)
        self.body.addWidget(foot)

    @property
    def rows(self) -> Sequence[ColumnRow]:
        """The rows shown, in the order of the file."""
        return tuple(self._rows.values())

    def show_lines(self, lines: tuple[ColumnLine, ...]) -> None:
        """Show the columns; those already shown stay where they are, and keep the keyboard."""
        same = [line.column for line in self._lines] == [line.column for line in lines] and [
            line.header for line in self._lines
        ] == [line.header for line in lines]
        self._lines = lines
        if same:
            for line in lines:
                if line.column in self._rows:
                    self._rows[line.column].show_line(line)
            self._tell_rest()
        else:
            self._rebuild()

    def _toggle(self) -> None:
        self._all = not self._all
        self._rebuild()

    def _rebuild(self) -> None:
        for row in self._rows.values():
            self._place.removeWidget(row)
            row.hide()
            row.deleteLater()
        shown = self._lines if self._all else few_columns(self._lines)
        self._rows = {}
        for line in shown:
            row = ColumnRow(self._look, self._names, line)
            row.chosen.connect(self.chosen)
            self._rows[line.column] = row
            self._place.addWidget(row)
            row.show()
        self._tell_rest()

    def _tell_rest(self) -> None:
        hidden = [line for line in self._lines if line.column not in self._rows]
        self._foot.setVisible(bool(hidden) or self._all)
        self.more.setText(_("Show the main ones only") if self._all else _("Show all"))
        self.rest.setText(_rest(*unseen(hidden)) if hidden else "")
        self.rest.setVisible(bool(hidden))


def _rest(known: int, kept: int, masked: int) -> str:
    """Return what the columns not shown are."""
    said = []
    if known:
        text = ngettext(
            "{count} other column recognised", "{count} other columns recognised", known
        )
        said.append(text.format(count=known))
    if kept:
        text = ngettext("{count} kept aside", "{count} kept aside", kept)
        said.append(text.format(count=kept))
    if masked:
        text = ngettext("{count} not imported", "{count} not imported", masked)
        said.append(text.format(count=masked))
    return f"{', '.join(said)}."
