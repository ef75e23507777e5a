"""The sheet of keys (F1), made of the very commands the menus are made of."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from euralens_desk.i18n import _
from euralens_desk.ui.dialogs.go_to import key_name
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.page import KeyHint
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import Button, KeyHintBar, SectionHeading, Text


class ShortcutsDialog(QDialog):
    """Two columns: the keys of the page, then those that work everywhere."""

    def __init__(
        self,
        look: Appearance,
        actions: Sequence[QAction],
        page_title: str,
        page_hints: Sequence[KeyHint],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Keyboard shortcuts"))
        self.setAccessibleName(_("Keyboard shortcuts"))
        told = {_keys_of(hint) for hint in page_hints}
        everywhere = [_hint(action) for action in actions if _keys(action)]
        everywhere = [hint for hint in everywhere if _keys_of(hint) not in told]
        inside = QWidget()
        self._grid = QGridLayout(inside)
        self._grid.setHorizontalSpacing(look.px(44))
        self._grid.setVerticalSpacing(look.px(6))
        if page_hints:
            self._add_heading(page_title)
            self._add_hints(page_hints)
        self._add_heading(_("Everywhere"))
        self._add_hints(everywhere)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        area.setAccessibleName(_("Keyboard shortcuts"))
        close = Button(look, _("Close"))
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        margin = look.px(20)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(look.px(12))
        column.addWidget(Text(_("Keyboard shortcuts"), Role.TITLE2))
        column.addWidget(area, 1)
        column.addLayout(foot)
        self.resize(look.px(820), look.px(600))
        close.setFocus()

    def _add_heading(self, text: str) -> None:
        self._grid.addWidget(SectionHeading(text), self._grid.rowCount(), 0, 1, 2)

    def _add_hints(self, hints: Sequence[KeyHint]) -> None:
        """Fill two columns, down then across."""
        start, half = self._grid.rowCount(), (len(hints) + 1) // 2
        for place, hint in enumerate(hints):
            bar = KeyHintBar(self._look, (hint,))
            self._grid.addWidget(bar, start + place % half, place // half)


def _keys_of(hint: KeyHint) -> str:
    return "+".join(hint.caps)


def _keys(action: QAction) -> str:
    return action.shortcut().toString()


def _hint(action: QAction) -> KeyHint:
    keys = key_name(_keys(action))
    caps = [*keys[:-2].split("+"), "+"] if keys.endswith("++") else keys.split("+")
    text = str(action.property("bareText") or action.text())
    return KeyHint(tuple(caps), text.replace("&&", "&").removesuffix("…"))
