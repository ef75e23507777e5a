"""The cards of the third step that ask: what the file changes, and what it no longer holds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from euralens_desk.domain.import_choices import KEEP, TAKE, WITHDRAW, change_key, changes_key
from euralens_desk.domain.import_plan import FieldChange, FieldValue, PlannedDossier
from euralens_desk.i18n import _, format_amount, format_date, ngettext
from euralens_desk.ui.field_words import field_labels
from euralens_desk.ui.fonts import Role
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import (
    Button,
    ButtonKind,
    Card,
    Chip,
    ChipTone,
    ElidedText,
    SegmentedChoice,
    Text,
    hairline,
)

SHOWN = 5
"""Changed dossiers shown at a time."""
EXCERPT = 400
"""Letters of a long value that are shown."""
SHARES = (20, 30, 30)


class ChangesCard(Card):
    """The dossiers where the file differs, field by field, each with its choice.

    Emits ``answered(key, code)`` and ``more_wanted``.
    """

    answered = Signal(str, str)
    more_wanted = Signal()

    def __init__(
        self, look: Appearance, dossiers: Sequence[PlannedDossier], most: int = SHOWN
    ) -> None:
        super().__init__(look, _("What the file changes"))
        told = _("The campaign’s value, then that of the file. Nothing scored is changed alone.")
        self.body.addWidget(Text(told, tone="ink2", wrap=True))
        shown = dossiers[:most]
        for dossier in shown:
            self.body.addWidget(hairline())
            self.body.addLayout(self._dossier(dossier))
        rest = min(SHOWN, len(dossiers) - len(shown))
        if rest:
            text = ngettext("Show {count} more dossier", "Show {count} more dossiers", rest)
            more = Button(look, text.format(count=rest), ButtonKind.LINK, small=True)
            more.clicked.connect(self.more_wanted)
            self.body.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)

    def _dossier(self, dossier: PlannedDossier) -> QVBoxLayout:
        part = QVBoxLayout()
        part.setSpacing(self._look.px(6))
        part.addLayout(self._head(dossier))
        grid = QGridLayout()
        grid.setHorizontalSpacing(self._look.px(12))
        grid.setVerticalSpacing(self._look.px(6))
        for row, change in enumerate(dossier.changes):
            self._add_change(grid, row, dossier, change)
        for column, share in enumerate(SHARES):
            grid.setColumnStretch(column, share)
        part.addLayout(grid)
        return part

    def _head(self, dossier: PlannedDossier) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(self._look.px(8))
        title = f"{dossier.number}  {dossier.title}"
        line.addWidget(ElidedText(title, Role.TITLE3), 1)
        if dossier.is_scored:
            line.addWidget(Chip(self._look, _("already scored"), ChipTone.WARNING, icon="lock"))
        taken = {change.is_taken for change in dossier.changes}
        chosen = None if len(taken) > 1 else TAKE if True in taken else KEEP
        options = ((TAKE, _("Take the file")), (KEEP, _("Keep the campaign")))
        name = _("Changes of {title}").format(title=title)
        choice = SegmentedChoice(self._look, name, options, selected=chosen)
        place = changes_key(dossier.read.row)
        choice.chosen.connect(lambda code: self.answered.emit(place, code))
        line.addWidget(choice)
        return line

    def _add_change(
        self, grid: QGridLayout, row: int, dossier: PlannedDossier, change: FieldChange
    ) -> None:
        label = change.key or field_labels()[change.field]
        before, after = _shown(value_text(change.before)), _shown(value_text(change.after))
        grid.addWidget(_words(label, "ink2"), row, 0)
        grid.addWidget(self._present(before, change), row, 1)
        grid.addWidget(_words(f"→ {after}", "ink" if change.is_taken else "ink3"), row, 2)
        name = _("{field} of {title}").format(field=label, title=dossier.title)
        options = ((TAKE, _("File")), (KEEP, _("This campaign")))
        choice = SegmentedChoice(self._look, name, options, selected=change.chosen)
        place = change_key(dossier.read.row, change.field, change.key)
        choice.chosen.connect(lambda code: self.answered.emit(place, code))
        grid.addWidget(choice, row, 3, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)

    def _present(self, before: str, change: FieldChange) -> QWidget:
        """Return the campaign's value; of a field corrected by hand, what was imported too."""
        tone = "ink3" if change.is_taken else "ink"
        if not change.is_edited:
            return _words(before, tone)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._look.px(2))
        column.addWidget(_words(before, tone))
        last = _shown(change.last.replace("\n", " / "))
        told = _("Corrected by hand; the last import read: {last}").format(last=last)
        column.addWidget(_words(told, "och", Role.CAPTION))
        return holder


class GoneCard(Card):
    """The dossiers the file no longer holds: kept, or marked as withdrawn.

    Emits ``answered(key, code)``.
    """

    answered = Signal(str, str)

    def __init__(self, look: Appearance, dossiers: Sequence[PlannedDossier]) -> None:
        super().__init__(look, _("No longer in the file"))
        told = _(
            "These dossiers came from the same source. They stay in the campaign unless you mark "
            "them as withdrawn; nothing of them is erased."
        )
        self.body.addWidget(Text(told, tone="ink2", wrap=True))
        for dossier in dossiers:
            self.body.addLayout(self._line(dossier))

    def _line(self, dossier: PlannedDossier) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(self._look.px(8))
        title = f"{dossier.number}  {dossier.title}"
        line.addWidget(ElidedText(title, Role.BODY), 1)
        if dossier.is_scored:
            line.addWidget(Chip(self._look, _("already scored"), ChipTone.WARNING, icon="lock"))
        remark = dossier.remarks[0]
        options = ((KEEP, _("Keep")), (WITHDRAW, _("Mark as withdrawn")))
        choice = SegmentedChoice(self._look, title, options, selected=remark.chosen)
        choice.chosen.connect(lambda code: self.answered.emit(remark.key, code))
        line.addWidget(choice)
        return line


def _words(text: str, tone: str, role: Role = Role.BODY) -> Text:
    """Return a text that wraps in the width of its column, level with the choice beside it."""
    label = Text(text, role, tone, wrap=True)
    label.setAlignment(Qt.AlignmentFlag.AlignVCenter)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    return label


def _shown(text: str) -> str:
    """Return a value short enough to be compared at a glance."""
    if not text:
        return _("(empty)")
    return text if len(text) <= EXCERPT else f"{text[:EXCERPT].rstrip()}…"


def value_text(value: FieldValue) -> str:
    """Return a value as a person reads it."""
    if isinstance(value, tuple):
        return " / ".join(value)
    if isinstance(value, Decimal):
        return format_amount(value)
    if isinstance(value, date):
        return format_date(value)
    return {"true": _("Yes"), "false": _("No")}.get(value or "", value or "")
