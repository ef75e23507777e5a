"""The head of the sheet: number, title, state, and what can be done with the dossier."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from euralens_desk.i18n import _, format_date
from euralens_desk.ui.dossier_words import ICONS, TONES, state_word
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import Button, ButtonKind, Chip, IconButton, Text
from euralens_desk.usecases.dossier_file import DossierFile


class SheetHead(QWidget):
    """Emits ``edit_wanted`` by its button, which ends the edition when it is on."""

    edit_wanted = Signal()

    def __init__(self, look: Appearance, actions: tuple[QAction, ...], *, can_change: bool) -> None:
        super().__init__()
        self.caption = Text("", Role.CAPTION, "ink2")
        self.title = Text("", Role.TITLE1, wrap=True, selectable=True)
        self.edit = Button(look, _("Edit fields"), icon="pencil", tip="Ctrl+E")
        self.more = IconButton(look, "ellipsis", _("Other actions"))
        self._states = QHBoxLayout()
        self._chips: list[Chip] = []
        self._look = look
        self._menu = QMenu(self)
        for action in actions:
            self._menu.addAction(action)
        self.edit.clicked.connect(self.edit_wanted)
        self.edit.setVisible(can_change)
        self.more.clicked.connect(self._open_menu)
        self.more.setVisible(can_change)
        first = QHBoxLayout()
        first.setSpacing(look.px(10))
        first.addWidget(self.caption)
        first.addLayout(self._states)
        first.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(look.px(2))
        words.addLayout(first)
        words.addWidget(self.title)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(20), look.px(10), look.px(20), look.px(4))
        row.setSpacing(look.px(8))
        row.addLayout(words, 1)
        row.addWidget(self.edit, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)

    def show_file(self, file: DossierFile) -> None:
        """Show whose sheet it is."""
        dossier = file.dossier
        parts = [dossier.number]
        if dossier.received_on:
            day = format_date(dossier.received_on)
            parts.append(_("received on {day}").format(day=day))
        if dossier.withdrawn_on:
            day = format_date(dossier.withdrawn_on)
            parts.append(_("withdrawn on {day}").format(day=day))
        self.caption.setText(" · ".join(parts))
        self.title.setText(dossier.title)
        self._show_states(file)

    def _show_states(self, file: DossierFile) -> None:
        """Show the state of the list first, then what else holds."""
        for old in self._chips:
            old.hide()
            old.deleteLater()
        self._chips.clear()
        for state in file.states:
            chip = Chip(self._look, state_word(state), TONES[state], icon=ICONS[state])
            self._chips.append(chip)
            self._states.addWidget(chip)

    def show_editing(self, *, is_editing: bool) -> None:
        """Say what the button does."""
        self.edit.setText(_("Done") if is_editing else _("Edit fields"))
        self.edit.set_icon_name("check" if is_editing else "pencil")
        self.edit.set_kind(ButtonKind.PRIMARY if is_editing else ButtonKind.SECONDARY)

    def _open_menu(self) -> None:
        self._menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))
