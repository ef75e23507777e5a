"""The scale of a grid: its levels from the worst to the best, each with its words."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QWidget

from euralens_desk.domain.grid import CriteriaGrid, Level
from euralens_desk.domain.grid_editing import add_level, remove_level, with_level
from euralens_desk.domain.messages import message
from euralens_desk.i18n import _, ngettext
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import Button, Card, IconButton, SavedField, Text, box, write


class LevelSwatch(QWidget):
    """How a level looks where it is chosen: its code on its tint."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self._code, self._place, self._levels = "", 0, 2
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_level(self, code: str, place: int, levels: int) -> None:
        """Show the code of the level at ``place`` of a scale of ``levels``."""
        self._code, self._place, self._levels = code, place, levels
        self.setToolTip(code)
        self.update()

    def sizeHint(self) -> QSize:
        """As large as a level button."""
        return QSize(self._look.px(44), self._look.level_height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tint and the code."""
        del event
        painter, look = QPainter(self), self._look
        tint = look.ramp(self._levels)[self._place]
        area = QRectF(self.rect())
        box(painter, area, 5, QColor(tint.fill), look.colour("line2"))
        font = look.font(Role.DENSE_STRONG)
        room = self.width() - look.px(6)
        text = look.metrics(Role.DENSE_STRONG).elidedText(
            self._code, Qt.TextElideMode.ElideRight, room
        )
        write(painter, area, text, font, QColor(tint.text))


class _LevelRow:
    """The widgets of one level."""

    def __init__(self, card: ScaleCard, look: Appearance, place: int) -> None:
        self.swatch = LevelSwatch(look)
        number = place + 1
        self.code = SavedField(_("Code of level {number}").format(number=number))
        self.code.setFixedWidth(look.px(64))
        self.label = SavedField(_("Label of level {number}").format(number=number))
        self.sentence = SavedField(_("Sentence of level {number}").format(number=number))
        self.sentence.setPlaceholderText(_("What this level means"))
        name = _("Remove level {number}").format(number=number)
        self.remove = IconButton(look, "trash-2", name, small=True, bare=True)
        for key, field in (
            ("code", self.code),
            ("label", self.label),
            ("description", self.sentence),
        ):
            field.saved.connect(partial(card.change, place, key))
            field.left.connect(card.left)
        self.remove.clicked.connect(lambda: card.remove(place))

    def show_level(self, level: Level, place: int, levels: int, *, can_change: bool) -> None:
        """Show a level."""
        self.swatch.show_level(level.code, place, levels)
        self.code.show_value(level.code)
        self.label.show_value(level.label)
        self.sentence.show_value(level.description)
        for field in (self.code, self.label, self.sentence):
            field.setReadOnly(not can_change)
        self.remove.setVisible(can_change)
        self.sentence.setVisible(can_change or bool(level.description))

    def widgets(self) -> tuple[QWidget, ...]:
        """Return them in the order of the row."""
        return (self.swatch, self.code, self.label, self.remove, self.sentence)


class ScaleCard(Card):
    """Emits ``edit_wanted(edit, action, loses)`` as the editor of the grid does."""

    edit_wanted = Signal(object, object, bool)
    left = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__(look, _("Scale, from the worst to the best"), ruled=True)
        self._look = look
        self._rows: list[_LevelRow] = []
        self._levels: tuple[Level, ...] = ()
        self._count = Text("", Role.CAPTION, "ink2")
        self.add_to_head(self._count)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(look.px(8))
        self._grid.setVerticalSpacing(look.px(6))
        self._grid.setColumnStretch(2, 1)
        self.add = Button(look, _("Add a level"), icon="plus", small=True)
        self.add.clicked.connect(self._add)
        foot = QHBoxLayout()
        foot.addWidget(self.add)
        foot.addStretch(1)
        self.body.addSpacing(look.px(6))
        self.body.addLayout(self._grid)
        self.body.addLayout(foot)

    def show_scale(self, grid: CriteriaGrid, *, can_change: bool) -> None:
        """Show the levels of a grid."""
        levels = grid.scale.levels
        if len(levels) != len(self._rows):
            self._rebuild(len(levels))
        self._levels = levels
        for place, (row, level) in enumerate(zip(self._rows, levels, strict=True)):
            row.show_level(level, place, len(levels), can_change=can_change)
        self.add.setVisible(can_change)
        told = ngettext("{count} level", "{count} levels", len(levels))
        self._count.setText(told.format(count=len(levels)))

    def _rebuild(self, number: int) -> None:
        for row in self._rows:
            for widget in row.widgets():
                self._grid.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
        self._rows = [_LevelRow(self, self._look, place) for place in range(number)]
        for place, row in enumerate(self._rows):
            line = 2 * place
            for column, widget in enumerate((row.swatch, row.code, row.label, row.remove)):
                self._grid.addWidget(widget, line, column)
            self._grid.addWidget(row.sentence, line + 1, 1, 1, 2)
            for widget in row.widgets()[:-1]:
                widget.show()

    def change(self, place: int, key: str, text: str) -> None:
        """Ask for another code, label or sentence."""
        code = self._levels[place].code
        self.edit_wanted.emit(
            lambda grid: with_level(grid, place, **{key: text}),
            message("scale, level {code}", code=code),
            False,
        )

    def remove(self, place: int) -> None:
        """Ask to take a level away."""
        code = self._levels[place].code
        self.edit_wanted.emit(
            lambda grid: remove_level(grid, place),
            message("scale, level {code} removed", code=code),
            True,
        )

    def _add(self) -> None:
        label = _("New level")
        action = message("scale, level added")
        self.edit_wanted.emit(lambda grid: add_level(grid, label), action, False)

    def save(self) -> None:
        """Save what is being typed."""
        for row in self._rows:
            for field in (row.code, row.label, row.sentence):
                field.save()
