"""On which screen to project, asked when there are several."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from euralens_desk.i18n import _
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.state.projection import Display
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import Button, ButtonKind, Text


class ScreensDialog(QDialog):
    """One button a screen. Emits ``chosen(name)``."""

    chosen = Signal(str)

    def __init__(
        self, look: Appearance, displays: Sequence[Display], held: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        title = _("Screen of the projection")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setModal(True)
        column = QVBoxLayout(self)
        margin = look.px(20)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(look.px(10))
        column.addWidget(Text(title, Role.TITLE2))
        told = _("It is remembered on this computer.")
        column.addWidget(Text(told, tone="ink2", wrap=True))
        for display in displays:
            kind = ButtonKind.PRIMARY if display.name == held else ButtonKind.SECONDARY
            button = Button(look, display_words(display), kind, icon="monitor")
            button.clicked.connect(partial(self._choose, display.name))
            column.addWidget(button)
        cancel = Button(look, _("Cancel"))
        cancel.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(cancel)
        column.addLayout(foot)

    def _choose(self, name: str, _checked: bool = False) -> None:
        self.chosen.emit(name)
        self.accept()


def display_words(display: Display) -> str:
    """Return « HDMI-1 EPSON, 1920 × 1080 »."""
    size = f"{display.width} × {display.height}"
    return f"{display.name}, {size}" if display.name else size
