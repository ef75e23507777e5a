"""Home: start in one choice, or come back to a recent campaign."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout

from euralens_desk.i18n import _
from euralens_desk.settings import Recent
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.page import KeyHint, Page, PageContext
from euralens_desk.ui.widgets.buttons import Button, ButtonKind
from euralens_desk.ui.widgets.labels import Text


class HomePage(Page):
    """Four ways in: create, open, try the sample, or a recent file."""

    create_wanted = Signal()
    open_wanted = Signal()
    sample_wanted = Signal()
    file_wanted = Signal(str)

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        look = context.look
        choices = QHBoxLayout()
        for text, icon, signal, kind in (
            (_("Create a campaign"), "file-plus", self.create_wanted, ButtonKind.PRIMARY),
            (_("Open a campaign"), "folder-open", self.open_wanted, ButtonKind.SECONDARY),
            (
                _("Try with Promotion 2022"),
                "flask-conical",
                self.sample_wanted,
                ButtonKind.SECONDARY,
            ),
        ):
            button = Button(look, text, kind, icon=icon)
            button.clicked.connect(partial(_emit, signal))
            choices.addWidget(button)
        choices.addStretch(1)
        self.recent = QListWidget()
        self.recent.setAccessibleName(_("Recent campaigns"))
        self.recent.itemActivated.connect(self._open_recent)
        self._none = Text(_("No recent campaign. The sample is a good way to begin."), wrap=True)
        box = QVBoxLayout(self)
        margin = look.px(44)
        box.setContentsMargins(margin, margin, margin, margin)
        box.setSpacing(look.px(16))
        box.addWidget(Text(_("Hello. Where to begin?"), Role.TITLE1))
        promise = _("Everything stays on this computer. Each entry is saved at once.")
        box.addWidget(Text(promise, tone="ink2", wrap=True))
        box.addLayout(choices)
        box.addWidget(Text(_("Recent"), Role.TITLE2))
        box.addWidget(self._none)
        box.addWidget(self.recent, 1)
        notice = _("Trial tool, with no official tie with the Pôle métropolitain de l’Artois.")
        box.addWidget(Text(notice, Role.CAPTION, "ink3"))

    def activate(self, target: object = None) -> None:
        """Show the recent files, those that are gone marked as such."""
        recents = self.context.settings.values.recent
        self.recent.clear()
        for recent in recents:
            self.recent.addItem(_item(recent))
        self.recent.setVisible(bool(recents))
        self._none.setVisible(not recents)

    def _open_recent(self, item: QListWidgetItem) -> None:
        self.file_wanted.emit(item.data(Qt.ItemDataRole.UserRole))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a campaign off the list with Delete; the file itself stays."""
        item = self.recent.currentItem()
        if event.key() == Qt.Key.Key_Delete and item is not None and self.recent.hasFocus():
            self.context.settings.forget(item.data(Qt.ItemDataRole.UserRole))
            self.activate()
        else:
            super().keyPressEvent(event)

    def key_hints(self) -> tuple[KeyHint, ...]:
        """Return the keys of the list."""
        return (KeyHint(("Ctrl", "N"), _("create")), KeyHint(("Ctrl", "O"), _("open")))


def _emit(signal: object, _checked: bool = False) -> None:
    signal.emit()  # type: ignore[attr-defined]  # a bound signal


def _item(recent: Recent) -> QListWidgetItem:
    path = Path(recent.path)
    gone = _("absent: the disk may be unplugged")
    state = "" if path.exists() else f" · {gone}"
    item = QListWidgetItem(f"{path.name}\n{path.parent.name}{state}")
    item.setData(Qt.ItemDataRole.UserRole, recent.path)
    item.setToolTip(recent.path)
    return item
