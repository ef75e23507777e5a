"""What a candidature must hold to be complete: fields, pieces, and the days given to complete."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from euralens_desk.domain.dossier import FIELD_KINDS
from euralens_desk.domain.preselection import Requirements
from euralens_desk.i18n import _
from euralens_desk.ui.field_words import field_labels
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import Button, ButtonKind, Text
from euralens_desk.usecases.preselection import LONGEST_DELAY

COLUMNS = 3


class RequirementsDialog(QDialog):
    """Emits ``applied(Requirements)``."""

    applied = Signal(object)

    def __init__(self, look: Appearance, held: Requirements, parent: QWidget) -> None:
        super().__init__(parent)
        title = _("What a candidature must hold")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self._ticks = {name: QCheckBox(label) for name, label in field_labels().items()}
        for name, tick in self._ticks.items():
            tick.setChecked(name in held.fields)
        self.pieces = QPlainTextEdit("\n".join(held.pieces))
        self.pieces.setAccessibleName(_("Required pieces, one a line"))
        self.pieces.setTabChangesFocus(True)
        self.pieces.setFixedHeight(self.pieces.fontMetrics().lineSpacing() * 4 + look.px(20))
        self.days = QSpinBox()
        self.days.setAccessibleName(_("Days given to complete"))
        self.days.setRange(1, LONGEST_DELAY)
        self.days.setValue(held.days)
        self._lay_out(look, title)

    def _lay_out(self, look: Appearance, title: str) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.px(16))
        grid.setVerticalSpacing(look.px(6))
        rows = -(-len(self._ticks) // COLUMNS)
        for place, tick in enumerate(self._ticks.values()):
            grid.addWidget(tick, place % rows, place // rows)
        apply = Button(look, _("Apply"), ButtonKind.PRIMARY, icon="check")
        apply.clicked.connect(self._apply)
        close = Button(look, _("Cancel"))
        close.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setSpacing(look.px(8))
        foot.addWidget(Text(self.days.accessibleName(), tone="ink2"))
        foot.addWidget(self.days)
        foot.addStretch(1)
        foot.addWidget(close)
        foot.addWidget(apply)
        told = _("A candidature that lacks one of these stands among those to be completed.")
        column = QVBoxLayout(self)
        margin = look.px(20)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(look.px(10))
        column.addWidget(Text(title, Role.TITLE2))
        column.addWidget(Text(told, tone="ink2", wrap=True))
        column.addLayout(grid)
        column.addWidget(Text(self.pieces.accessibleName(), Role.CAPTION, "ink2"))
        column.addWidget(self.pieces)
        column.addLayout(foot)
        self.resize(look.px(700), look.px(480))

    def _apply(self) -> None:
        fields = tuple(name for name in FIELD_KINDS if self._ticks[name].isChecked())
        pieces = tuple(self.pieces.toPlainText().splitlines())
        self.applied.emit(Requirements(fields, pieces, self.days.value()))
        self.accept()
