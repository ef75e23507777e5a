"""Ask why a sub-criterion does not apply to a dossier."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from euralens_desk.i18n import _
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import Button, ButtonKind, Text


class NotApplicableDialog(QDialog):
    """Emits ``wanted(reason)`` once there is a reason and the person said yes."""

    wanted = Signal(str)

    def __init__(self, look: Appearance, criterion: str, dossier: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = _("{criterion} does not apply?").format(criterion=criterion)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.reason = QLineEdit()
        self.reason.setAccessibleName(_("Reason"))
        self.reason.setPlaceholderText(_("Reason"))
        self.reason.textChanged.connect(self._check)
        self.verb = Button(look, _("Declare not applicable"), ButtonKind.PRIMARY, icon="minus")
        self.verb.clicked.connect(self.accept)
        safe = Button(look, _("Change nothing"))
        safe.clicked.connect(self.reject)
        self.accepted.connect(lambda: self.wanted.emit(self.reason.text()))
        told = _(
            "For {dossier}, no member of the committee scores this criterion any more. Scores "
            "already given are kept and no longer count. You can lift it at any time."
        ).format(dossier=dossier)
        words = Text(told, tone="ink2", wrap=True)
        words.setMinimumWidth(look.px(440))
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(safe)
        buttons.addWidget(self.verb)
        column = QVBoxLayout(self)
        margin = look.px(20)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(look.px(10))
        column.addWidget(Text(title, Role.TITLE2, wrap=True))
        column.addWidget(words)
        column.addWidget(self.reason)
        column.addLayout(buttons)
        self.verb.setDefault(True)
        self._check("")
        self.reason.setFocus()

    def _check(self, text: str) -> None:
        self.verb.setEnabled(bool(text.strip()))
