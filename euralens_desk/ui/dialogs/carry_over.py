"""Which dossiers of an earlier campaign come back, and as what."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from euralens_desk.i18n import _, format_date
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import Button, ButtonKind, Text
from euralens_desk.usecases.carry_over import Carriable, Earlier
from euralens_desk.words import past_outcome


class CarryOverDialog(QDialog):
    """Emits ``chosen({their dossier: ours or None})``; nothing is ticked beforehand."""

    chosen = Signal(object)

    def __init__(self, look: Appearance, found: Earlier, parent: QWidget) -> None:
        super().__init__(parent)
        title = _("Bring in dossiers of {campaign}").format(campaign=found.title)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self._look = look
        self._found = found
        self._lines: dict[int, tuple[QCheckBox, QComboBox]] = {}
        self.verb = Button(look, _("Bring in"), ButtonKind.PRIMARY, icon="history")
        self.verb.clicked.connect(self._choose)
        close = Button(look, _("Cancel"))
        close.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setSpacing(look.px(8))
        foot.addStretch(1)
        foot.addWidget(close)
        foot.addWidget(self.verb)
        told = _(
            "A new dossier takes the fields and the pieces of the earlier one, under a new number. "
            "Joined to a dossier that is here already, only its history comes: both are compared."
        )
        if not found.carriable:
            told = _("Every dossier of this campaign has the label: none is to be brought in.")
        column = QVBoxLayout(self)
        margin = look.px(20)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(look.px(10))
        column.addWidget(Text(title, Role.TITLE2, wrap=True))
        column.addWidget(Text(told, tone="ink2", wrap=True))
        column.addWidget(self._list(), 1)
        column.addLayout(foot)
        self.resize(look.px(860), look.px(560))
        self._show_verb()

    def _list(self) -> QScrollArea:
        body = QFrame()
        body.setProperty("panel", "plain")
        grid = QGridLayout(body)
        grid.setHorizontalSpacing(self._look.px(14))
        grid.setVerticalSpacing(self._look.px(10))
        grid.setColumnStretch(1, 1)
        for row, one in enumerate(self._found.carriable):
            self._add(grid, row, one)
        grid.setRowStretch(len(self._found.carriable), 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(body)
        return area

    def _add(self, grid: QGridLayout, row: int, one: Carriable) -> None:
        dossier = one.dossier
        tick = QCheckBox(dossier.number)
        tick.setAccessibleName(f"{dossier.number}, {dossier.title}")
        tick.setEnabled(not one.is_carried)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(Text(dossier.title, Role.TITLE3, wrap=True))
        names.addWidget(Text(_told(one), Role.CAPTION, "ink2", wrap=True))
        way = QComboBox()
        way.setAccessibleName(_("{title}: as what").format(title=dossier.title))
        way.addItem(_("A new dossier"), None)
        for here in self._found.here:
            way.addItem(_("Joined to {number}").format(number=here.number), here.id)
            if here.id == one.like:
                way.setCurrentIndex(way.count() - 1)
        way.setEnabled(not one.is_carried)
        tick.toggled.connect(self._show_verb)
        self._lines[dossier.id] = (tick, way)
        grid.addWidget(tick, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(names, row, 1)
        grid.addWidget(way, row, 2, Qt.AlignmentFlag.AlignTop)

    def _show_verb(self) -> None:
        self.verb.setEnabled(any(tick.isChecked() for tick, _way in self._lines.values()))

    def _choose(self) -> None:
        self.chosen.emit(
            {
                number: way.currentData()
                for number, (tick, way) in self._lines.items()
                if tick.isChecked()
            }
        )
        self.accept()


def _told(one: Carriable) -> str:
    """Return how a dossier ended, when, and whether it is here already."""
    parts = [past_outcome(one.ended.outcome)]
    if one.ended.dated is not None:
        parts.append(format_date(one.ended.dated))
    if one.is_carried:
        parts.append(_("brought in already"))
    return " · ".join(parts)
