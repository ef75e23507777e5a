"""The request for completion: a text to copy, and the day a person says it was sent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from euralens_desk.i18n import _
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import Button, ButtonKind, DayField, Text


class RequestDialog(QDialog):
    """Emits ``copied`` once the text is in the clipboard, ``sent(day, deadline)`` once it is said.

    ``write(deadline)`` returns the text; it is written again when the deadline changes.
    """

    copied = Signal()
    sent = Signal(object, object)

    def __init__(
        self,
        look: Appearance,
        write: Callable[[date], str],
        today: date,
        days: int,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        title = _("Request for completion")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self._write = write
        self.day = DayField(_("Sent on"))
        self.due = DayField(_("To be returned by"))
        self.day.show_value(today)
        self.due.show_value(today + timedelta(days=days))
        self.due.dateChanged.connect(self._show)
        self.text = QPlainTextEdit()
        self.text.setAccessibleName(_("Message"))
        self.text.setTabChangesFocus(True)
        self.copy_button = Button(look, _("Copy"), ButtonKind.PRIMARY, icon="copy")
        self.copy_button.clicked.connect(self._copy)
        self.said = Button(look, _("It is sent"), icon="send")
        self.said.clicked.connect(self._say_sent)
        self._lay_out(look, title)
        self._show()
        self.copy_button.setFocus()

    def _lay_out(self, look: Appearance, title: str) -> None:
        close = Button(look, _("Close"))
        close.clicked.connect(self.reject)
        days = QHBoxLayout()
        days.setSpacing(look.px(8))
        for label, field in ((_("To be returned by"), self.due), (_("Sent on"), self.day)):
            days.addWidget(Text(label, tone="ink2"))
            days.addWidget(field)
        days.addStretch(1)
        foot = QHBoxLayout()
        foot.setSpacing(look.px(8))
        foot.addStretch(1)
        for button in (close, self.said, self.copy_button):
            foot.addWidget(button)
        told = _(
            "The program sends nothing: copy this text into a message, then say that it is sent."
        )
        column = QVBoxLayout(self)
        margin = look.px(20)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(look.px(10))
        column.addWidget(Text(title, Role.TITLE2))
        column.addWidget(Text(told, tone="ink2", wrap=True))
        column.addLayout(days)
        column.addWidget(self.text, 1)
        column.addLayout(foot)
        self.resize(look.px(700), look.px(540))

    def _show(self) -> None:
        self.text.setPlainText(self._write(self.due.day()))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.copied.emit()
        self.said.setFocus()

    def _say_sent(self) -> None:
        self.sent.emit(self.day.day(), self.due.day())
        self.accept()
