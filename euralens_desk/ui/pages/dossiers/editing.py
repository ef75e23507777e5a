"""The sheet as fields in place; each is saved by itself as soon as it is left."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from euralens_desk.domain.dossier import FIELD_KINDS, Dossier, FieldKind
from euralens_desk.domain.messages import Failure
from euralens_desk.domain.typed_field import as_typed
from euralens_desk.i18n import _, tell
from euralens_desk.ui.field_words import field_labels
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.pages.dossiers.scrolled import Scrolled
from euralens_desk.ui.state.dossier_sheet import EDITED, is_tall
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import Text


class _Line(QLineEdit):
    """A field of one line; Échap leaves it."""

    left = Signal()
    ended = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter saves and stays, Échap saves and ends the edition."""
        if event.key() == Qt.Key.Key_Escape:
            self.ended.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Save what was typed before Tab leads on."""
        self.left.emit()
        return super().focusNextPrevChild(forward)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Save what was typed."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def typed(self) -> str:
        """Return the text."""
        return self.text()

    def show_text(self, text: str) -> None:
        """Show a text."""
        self.setText(text)


class _Lines(QPlainTextEdit):
    """A field of several lines, as high as its text; Tab leaves it."""

    left = Signal()
    ended = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self.setTabChangesFocus(True)
        self.textChanged.connect(self._fit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Échap saves and ends the edition."""
        if event.key() == Qt.Key.Key_Escape:
            self.ended.emit()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Save what was typed before Tab leads on."""
        self.left.emit()
        return super().focusNextPrevChild(forward)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Save what was typed."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        lines = min(max(self.document().blockCount() + 1, 3), 9)
        height = self.fontMetrics().lineSpacing() * lines + self._look.px(16)
        self.setFixedHeight(height)

    def typed(self) -> str:
        """Return the text."""
        return self.toPlainText()

    def show_text(self, text: str) -> None:
        """Show a text."""
        self.setPlainText(text)


class FieldEditor(QWidget):
    """One field with its label and, when it can't be read, the reason.

    Emits ``typed(field, text)`` when another text is left in it, and ``ended`` with Échap.
    """

    typed = Signal(str, str)
    ended = Signal()

    def __init__(self, look: Appearance, field: str, label: str) -> None:
        super().__init__()
        self.field = field
        self._shown = ""
        self._given: str | None = None
        self.editor: _Line | _Lines = _Lines(look) if is_tall(field) else _Line()
        self.editor.setAccessibleName(label)
        self.editor.left.connect(self.commit)
        self.editor.ended.connect(self.ended)
        is_list = FIELD_KINDS[field] is FieldKind.LIST
        said = _("{field} · one a line").format(field=label) if is_list else label
        caption = Text(said, Role.CAPTION, "ink2", wrap=True)
        caption.setBuddy(self.editor)
        self._reason = Text("", Role.CAPTION, "brk", wrap=True)
        self._reason.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(2))
        for widget in (caption, self.editor, self._reason):
            column.addWidget(widget)

    def show_dossier(self, dossier: Dossier) -> None:
        """Show what the file holds, unless something else is being typed."""
        text = as_typed(dossier, self.field)
        is_touched = self.editor.typed() != self._shown and self._given is None
        self._given = None
        if text == self._shown and self.editor.typed() == text:
            return
        self._shown = text
        if not is_touched:
            self.editor.show_text(text)
            self._reason.hide()

    def commit(self) -> None:
        """Hand over what was typed, once."""
        text = self.editor.typed()
        if text not in (self._shown, self._given):
            self._given = text
            self._reason.hide()
            self.typed.emit(self.field, text)

    def refuse(self, failure: Failure) -> None:
        """Say why what was typed can't be kept; it stays in the field."""
        self._given = None
        self._reason.setText(tell(failure.told))
        self._reason.show()
        self.editor.setAccessibleDescription(tell(failure.told))


class SheetEditing(Scrolled):
    """Emits ``typed(field, text)`` for each field, and ``ended`` when the edition is over."""

    typed = Signal(str, str)
    ended = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__(look, _("Sheet, in edition"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        labels = field_labels()
        self.editors = {name: FieldEditor(look, name, labels[name]) for name in EDITED}
        for editor in self.editors.values():
            editor.typed.connect(self.typed)
            editor.ended.connect(self.ended)
            self.add(editor)
        self.finish()

    def show_dossier(self, dossier: Dossier) -> None:
        """Show the fields of a dossier."""
        for editor in self.editors.values():
            editor.show_dossier(dossier)

    def focus_field(self, field: str) -> None:
        """Give the keyboard to a field, its text selected."""
        editor = self.editors[field].editor
        editor.setFocus()
        editor.selectAll()
        self.ensureWidgetVisible(self.editors[field])

    def commit(self) -> None:
        """Hand over what is being typed."""
        for editor in self.editors.values():
            editor.commit()

    def refuse(self, field: str, failure: Failure) -> None:
        """Say why a field can't be kept."""
        self.editors[field].refuse(failure)
