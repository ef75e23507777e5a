"""Ask for one thing: a title, what it is for, one field, two verbs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from euralens_desk.i18n import _
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import Button, ButtonKind, NumberField, Text


def lay_out_question(
    dialog: QDialog,
    look: Appearance,
    title: str,
    told: str,
    verbs: Sequence[Button],
    field: QWidget | None = None,
) -> None:
    """Put a title, what it is for, a field if there is one, and the verbs, the safe one first."""
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(title)
    dialog.setAccessibleName(title)
    dialog.setAccessibleDescription(told)
    buttons = QHBoxLayout()
    buttons.setSpacing(look.px(8))
    buttons.setContentsMargins(0, look.px(12), 0, 0)
    buttons.addStretch(1)
    for verb in verbs:
        buttons.addWidget(verb)
    words = Text(told, tone="ink2", wrap=True)
    words.setMinimumWidth(look.px(420))
    column = QVBoxLayout(dialog)
    margin = look.px(20)
    column.setContentsMargins(margin, margin, margin, margin)
    column.setSpacing(look.px(8))
    column.addWidget(Text(title, Role.TITLE2, wrap=True))
    column.addWidget(words)
    if field is not None:
        column.addWidget(field)
    column.addLayout(buttons)


class _OneAnswerDialog(QDialog):
    """Show it with ``open()``. Emits ``answered`` when the verb was chosen."""

    answered = Signal(object)

    def __init__(
        self, look: Appearance, title: str, told: str, verb: str, field: QWidget, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.verb = Button(look, verb, ButtonKind.PRIMARY)
        safe = Button(look, _("Cancel"))
        self.verb.clicked.connect(self.accept)
        safe.clicked.connect(self.reject)
        lay_out_question(self, look, title, told, (safe, self.verb), field)
        self.verb.setDefault(True)
        field.setFocus(Qt.FocusReason.OtherFocusReason)


class TextDialog(_OneAnswerDialog):
    """Asks for a line of text; with ``required`` the verb waits until there is one."""

    def __init__(
        self,
        look: Appearance,
        title: str,
        told: str,
        verb: str,
        text: str,
        parent: QWidget,
        *,
        required: bool = False,
        longest: int = 200,
    ) -> None:
        self.field = QLineEdit(text)
        self.field.setAccessibleName(title)
        self.field.setMaxLength(longest)
        self.field.selectAll()
        super().__init__(look, title, told, verb, self.field, parent)
        self.accepted.connect(lambda: self.answered.emit(self.field.text().strip()))
        if required:
            self.field.textChanged.connect(lambda now: self.verb.setEnabled(bool(now.strip())))
            self.verb.setEnabled(bool(text.strip()))


class NumberDialog(_OneAnswerDialog):
    """Asks for a whole number; left at « – » the answer is None."""

    def __init__(
        self, look: Appearance, title: str, told: str, verb: str, value: int | None, parent: QWidget
    ) -> None:
        self.field = NumberField(look, title, -1, 9999, -1 if value is None else value)
        self.field.setSpecialValueText("–")
        self.field.selectAll()
        super().__init__(look, title, told, verb, self.field, parent)
        self.accepted.connect(self._answer)

    def _answer(self) -> None:
        value = self.field.value()
        self.answered.emit(None if value < 0 else value)
