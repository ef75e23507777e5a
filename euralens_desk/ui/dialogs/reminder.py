"""A reminder to the experts who have blank answers: a text to copy, the program sends nothing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from euralens_desk.i18n import _
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import Button, ButtonKind, Text


class ReminderDialog(QDialog):
    """Texts by name, the first one for all. Emits ``copied`` once one is in the clipboard."""

    copied = Signal()

    def __init__(self, look: Appearance, texts: Sequence[tuple[str, str]], parent: QWidget) -> None:
        super().__init__(parent)
        title = _("Prepare the reminder")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self._texts = [text for _name, text in texts]
        self.who = QComboBox()
        self.who.setAccessibleName(_("To whom"))
        self.who.addItems([name for name, _text in texts])
        self.who.currentIndexChanged.connect(self._show)
        self.text = QPlainTextEdit()
        self.text.setAccessibleName(_("Message"))
        self.text.setTabChangesFocus(True)
        self.copy_button = Button(look, _("Copy"), ButtonKind.PRIMARY, icon="copy")
        self.copy_button.clicked.connect(self._copy)
        close = Button(look, _("Close"))
        close.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setSpacing(look.px(8))
        foot.addStretch(1)
        foot.addWidget(close)
        foot.addWidget(self.copy_button)
        told = _("The program sends nothing: copy this text into a message.")
        column = QVBoxLayout(self)
        margin = look.px(20)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(look.px(10))
        column.addWidget(Text(title, Role.TITLE2))
        column.addWidget(Text(told, tone="ink2", wrap=True))
        column.addWidget(self.who)
        column.addWidget(self.text, 1)
        column.addLayout(foot)
        self.resize(look.px(640), look.px(520))
        self._show(0)
        self.copy_button.setFocus()

    def _show(self, place: int) -> None:
        """Show the text for one person, or for all."""
        self.text.setPlainText(self._texts[place])

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.copied.emit()
        self.accept()
