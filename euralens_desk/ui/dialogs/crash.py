"""The report of a bug: what happened, that the data are safe, and a text to hand on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from euralens_desk.i18n import _
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import Button, ButtonKind, Text


class CrashDialog(QDialog):
    """Shows ``report``, which holds no campaign data. Emits ``quit_wanted`` when asked to stop."""

    quit_wanted = Signal()

    def __init__(self, look: Appearance, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Something unexpected happened"))
        self.setAccessibleName(_("Something unexpected happened"))
        told = _(
            "The program made an error. Everything it called saved is on the disk; what was being "
            "typed may be missing. You can go on, or quit and start again."
        )
        self.report = QPlainTextEdit(report)
        self.report.setReadOnly(True)
        self.report.setAccessibleName(_("Report for support"))
        self.copy = Button(look, _("Copy the report"), ButtonKind.LINK, icon="copy")
        self.quit = Button(look, _("Quit the program"))
        self.go_on = Button(look, _("Go on working"), ButtonKind.PRIMARY)
        self.copy.clicked.connect(self._copy)
        self.quit.clicked.connect(self.quit_wanted)
        self.go_on.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addWidget(self.copy)
        foot.addStretch(1)
        foot.addWidget(self.quit)
        foot.addWidget(self.go_on)
        column = QVBoxLayout(self)
        margin = look.px(20)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(look.px(10))
        column.addWidget(Text(_("Something unexpected happened"), Role.TITLE2))
        column.addWidget(Text(told, tone="ink2", wrap=True))
        column.addWidget(Text(_("Report for support"), Role.CAPTION_STRONG, "ink3"))
        column.addWidget(self.report, 1)
        column.addLayout(foot)
        self.resize(look.px(680), look.px(440))
        self.go_on.setFocus()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report.toPlainText())
        self.copy.setText(_("Copied"))
