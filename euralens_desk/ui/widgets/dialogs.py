"""A question asked once: title, consequence, two verbs, and the keyboard on the safe one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from euralens_desk.ui.fonts import Role
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets.buttons import Button, ButtonKind
from euralens_desk.ui.widgets.labels import Text


class ConfirmDialog(QDialog):
    """Show it with ``open()``. Emits ``confirmed`` when the verb was chosen; Échap is the safe one.

    ``danger`` paints the verb in brick, for what destroys.
    """

    confirmed = Signal()

    def __init__(
        self,
        look: Appearance,
        title: str,
        consequence: str,
        verb: str,
        safe_verb: str,
        *,
        icon: str = "",
        danger: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(consequence)
        self.setModal(True)
        kind = ButtonKind.DANGER if danger else ButtonKind.PRIMARY
        self.verb = Button(look, verb, kind, icon=icon)
        self.safe = Button(look, safe_verb)
        self.verb.clicked.connect(self.accept)
        self.safe.clicked.connect(self.reject)
        self.accepted.connect(self.confirmed)
        column = QVBoxLayout(self)
        margin = look.px(20)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(look.px(8))
        column.addWidget(Text(title, Role.TITLE2, wrap=True))
        words = Text(consequence, tone="ink2", wrap=True)
        words.setMinimumWidth(look.px(420))
        column.addWidget(words)
        buttons = QHBoxLayout()
        buttons.setSpacing(look.px(8))
        buttons.setContentsMargins(0, look.px(12), 0, 0)
        buttons.addStretch(1)
        buttons.addWidget(self.safe)
        buttons.addWidget(self.verb)
        column.addLayout(buttons)
        self.safe.setDefault(True)
        self.safe.setFocus(Qt.FocusReason.OtherFocusReason)
