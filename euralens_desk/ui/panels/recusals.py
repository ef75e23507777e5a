"""The recusals of a member: the dossiers he stepped back from, and the form to declare one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from euralens_desk.domain.dossier import Dossier
from euralens_desk.i18n import _, format_date, ngettext
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import (
    Button,
    ButtonKind,
    Card,
    DayField,
    IconButton,
    Note,
    NoteKind,
    Text,
    hairline,
)
from euralens_desk.usecases.people import DeclaredRecusal


@dataclass(frozen=True, slots=True)
class Declaration:
    """What the form holds when it is accepted."""

    dossier_id: int
    declared_on: date
    reason: str


class RecusalForm(Card):
    """Which dossier, since when, why. Enter declares; Échap leaves it.

    Emits ``declared(Declaration)``, ``dossier_chosen(int)`` and ``left``.
    """

    declared = Signal(object)
    dossier_chosen = Signal(int)
    left = Signal()

    def __init__(self, look: Appearance, today: date, parent: QWidget | None = None) -> None:
        super().__init__(look, _("Declare a recusal"), parent=parent)
        self._today = today
        self.dossier = QComboBox()
        self.dossier.setAccessibleName(_("Dossier"))
        self.dossier.setMinimumContentsLength(12)
        self.dossier.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.day = DayField(_("Declared on"))
        self.reason = QLineEdit()
        self.reason.setAccessibleName(_("Reason"))
        self.reason.setPlaceholderText(_("Family or professional tie, for example"))
        self._consequence = Note(look, NoteKind.INFORMATION, " ")
        self._accept = Button(look, _("Declare the recusal"), ButtonKind.PRIMARY, small=True)
        self._lay_out(look)
        self.dossier.currentIndexChanged.connect(self._tell_dossier)
        self.reason.returnPressed.connect(self._declare)
        self._accept.clicked.connect(self._declare)

    def _lay_out(self, look: Appearance) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.px(12))
        grid.setVerticalSpacing(look.px(8))
        lines = ((_("Dossier"), self.dossier), (_("Declared on"), self.day))
        for line, (label, field) in enumerate((*lines, (_("Reason"), self.reason))):
            grid.addWidget(Text(label, tone="ink2"), line, 0)
            grid.addWidget(field, line, 1)
        grid.setColumnStretch(1, 1)
        leave = Button(look, _("Do not declare"), small=True)
        leave.clicked.connect(self.left)
        verbs = QHBoxLayout()
        verbs.setSpacing(look.px(8))
        verbs.addStretch(1)
        verbs.addWidget(leave)
        verbs.addWidget(self._accept)
        self.body.addLayout(grid)
        self.body.addWidget(self._consequence)
        self.body.addLayout(verbs)

    def start(self, dossiers: Sequence[Dossier], declared: DeclaredRecusal | None = None) -> None:
        """Ask about one of ``dossiers``, or correct what was ``declared``."""
        day = declared.recusal.declared_on if declared else self._today
        self.day.show_value(day)
        self.reason.setText(declared.recusal.reason if declared else "")
        title = _("Correct the recusal") if declared else _("Declare a recusal")
        self.title.setText(title)
        self._accept.setText(title if declared else _("Declare the recusal"))
        offered = (declared.dossier,) if declared else dossiers
        self.dossier.blockSignals(True)
        self.dossier.clear()
        for dossier in offered:
            self.dossier.addItem(f"{dossier.number}  {dossier.title}", dossier.id)
        self.dossier.setEnabled(declared is None)
        self.dossier.blockSignals(False)
        self.show_answers(0)
        self.show()
        self._tell_dossier()
        (self.reason if declared else self.dossier).setFocus()

    def show_answers(self, number: int) -> None:
        """Say what becomes of the answers the member already gave."""
        told = ngettext(
            "{count} answer given before is kept, can no longer be read and counts nowhere.",
            "{count} answers given before are kept, can no longer be read and count nowhere.",
            number,
        )
        self._consequence.set_words(told.format(count=number))
        self._consequence.setVisible(number > 0)

    def chosen(self) -> int | None:
        """Return the id of the dossier chosen."""
        found: int | None = self.dossier.currentData()
        return found

    def _tell_dossier(self, _row: int = 0) -> None:
        chosen = self.chosen()
        if chosen is not None:
            self.dossier_chosen.emit(chosen)

    def _declare(self) -> None:
        chosen = self.chosen()
        if chosen is not None:
            self.declared.emit(Declaration(chosen, self.day.day(), self.reason.text()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Échap."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class RecusalRow(QFrame):
    """One dossier the member stepped back from; ``lifting_wanted`` and ``change_wanted``."""

    lifting_wanted = Signal(object)
    change_wanted = Signal(object)

    def __init__(self, look: Appearance, declared: DeclaredRecusal, *, can_change: bool) -> None:
        super().__init__()
        dossier = declared.dossier
        self.setAccessibleName(f"{dossier.number} {dossier.title}")
        words = QVBoxLayout()
        words.setSpacing(look.px(2))
        words.addWidget(Text(f"{dossier.number}  {dossier.title}", Role.TITLE3, wrap=True))
        words.addWidget(Text(_told(declared), Role.CAPTION, "ink2", wrap=True))
        row = QHBoxLayout()
        row.setContentsMargins(0, look.px(8), 0, look.px(8))
        row.setSpacing(look.px(4))
        row.addLayout(words, 1)
        if can_change:
            named = dossier.number
            change = IconButton(
                look,
                "pencil",
                _("Correct the recusal on {number}").format(number=named),
                small=True,
                bare=True,
            )
            lift = Button(
                look,
                _("Lift…"),
                ButtonKind.LINK,
                small=True,
                accessible=_("Lift the recusal on {number}").format(number=named),
            )
            change.clicked.connect(lambda: self.change_wanted.emit(declared))
            lift.clicked.connect(lambda: self.lifting_wanted.emit(declared))
            for button in (change, lift):
                row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(hairline())


def _told(declared: DeclaredRecusal) -> str:
    """Return the day, the reason and what is kept, in one line."""
    parts = [_("declared on {day}").format(day=format_date(declared.recusal.declared_on))]
    if declared.recusal.reason:
        parts.append(declared.recusal.reason)
    if declared.answers:
        kept = ngettext(
            "{count} answer kept, not counted",
            "{count} answers kept, not counted",
            declared.answers,
        )
        parts.append(kept.format(count=declared.answers))
    return " · ".join(parts)
