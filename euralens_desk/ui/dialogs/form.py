"""A titled form asked above the window: labelled fields, what stands in the way, two verbs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from euralens_desk.ui.fonts import Role
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import Button, ButtonKind, Note, NoteKind, Text


class Form(QDialog):
    """Lay it out with ``lay_out``; override ``_accept`` to tell what is wanted before it closes."""

    def __init__(self, look: Appearance, title: str, verb: str, safe: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.problem = Note(look, NoteKind.ERROR, " ")
        self.problem.hide()
        self.remark = Note(look, NoteKind.INFORMATION, " ")
        self.remark.hide()
        self._faulty: QWidget | None = None
        self.verb = Button(look, verb, ButtonKind.PRIMARY)
        self.verb.setDefault(True)
        self.verb.clicked.connect(self._accept)
        self._safe = Button(look, safe)
        self._safe.clicked.connect(self.reject)

    def lay_out(self, told: str, lines: Sequence[tuple[str, QWidget]]) -> None:
        """Put the fields one under the other; one without a label has the whole row."""
        look, form = self._look, QGridLayout()
        form.setHorizontalSpacing(look.px(16))
        form.setVerticalSpacing(look.px(10))
        form.setColumnStretch(1, 1)
        for row, (label, field) in enumerate(lines):
            if not label:
                form.addWidget(field, row, 0, 1, 2)
                continue
            form.addWidget(Text(label, tone="ink2"), row, 0)
            form.addWidget(field, row, 1)
        verbs = QHBoxLayout()
        verbs.setSpacing(look.px(8))
        verbs.addStretch(1)
        verbs.addWidget(self._safe)
        verbs.addWidget(self.verb)
        column = QVBoxLayout(self)
        margin = look.px(20)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(look.px(14))
        column.addWidget(Text(self.windowTitle(), Role.TITLE2))
        if told:
            column.addWidget(Text(told, tone="ink2", wrap=True))
        column.addLayout(form)
        column.addWidget(self.remark)
        column.addWidget(self.problem)
        column.addStretch(1)
        column.addLayout(verbs)
        self.setMinimumWidth(max(look.px(600), column.minimumSize().width()))

    def say(self, problem: str, field: QWidget | None = None) -> None:
        """Say what stands in the way; the ``field`` it is about is marked and has the keyboard."""
        self._mark(self._faulty, "")
        self._faulty = field
        self._mark(field, problem)
        self.problem.set_words(problem)
        self.problem.show()
        self._fit()
        if field is not None:
            field.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(field, QLineEdit):
            field.selectAll()

    def observe(self, remark: str) -> None:
        """Say what is strange and yet allowed; nothing for an empty text."""
        if remark:
            self.remark.set_words(remark)
        self.remark.setVisible(bool(remark))
        self._fit()

    def _mark(self, field: QWidget | None, problem: str) -> None:
        """Paint a field as faulty, or as sound again without a problem."""
        if field is not None:
            field.setProperty("faulty", bool(problem))
            field.setAccessibleDescription(problem)
            field.style().unpolish(field)
            field.style().polish(field)

    def _fit(self) -> None:
        """Take the height of what is shown, no more: a note asks too much until it has a width."""
        layout = self.layout()
        if layout is None or not self.isVisible():
            return
        for _pass in range(2):  # the notes know their height once they were laid out
            layout.activate()
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    def _accept(self) -> None:
        self.accept()


def line_field(name: str) -> QLineEdit:
    """Return an empty line to fill."""
    field = QLineEdit()
    field.setAccessibleName(name)
    return field


def choice_field(name: str, options: Sequence[tuple[object, str]]) -> QComboBox:
    """Return a choice that holds (value, words), as narrow as the form wants it."""
    box = QComboBox()
    box.setAccessibleName(name)
    box.setSizeAdjustPolicy(box.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(24)
    for value, text in options:
        box.addItem(text, value)
    return box
