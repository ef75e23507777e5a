"""Third step: what would be written, before anything is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from euralens_desk.domain.import_plan import (
    AttachmentMatch,
    AttachmentStatus,
    ImportPlan,
    PlannedDossier,
    RowStatus,
)
from euralens_desk.i18n import _, ngettext, tell
from euralens_desk.ui.importing.change_cards import SHOWN, ChangesCard, GoneCard
from euralens_desk.ui.importing.column_rows import FieldList
from euralens_desk.ui.state.import_session import counts
from euralens_desk.ui.theme import Appearance
from euralens_desk.ui.widgets import (
    Button,
    Card,
    Chip,
    ChipTone,
    ElidedText,
    Note,
    NoteKind,
    Text,
)
from euralens_desk.words import row_status_text

MANY = 30
"""Lines a list shows; the rest is counted."""
_TONES = {
    RowStatus.NEW: (ChipTone.GOOD, "plus"),
    RowStatus.CHANGED: (ChipTone.INFORMATION, "pencil"),
    RowStatus.UNCHANGED: (ChipTone.NEUTRAL, "check"),
    RowStatus.DUPLICATE: (ChipTone.WARNING, "copy"),
    RowStatus.REFUSED: (ChipTone.WARNING, "x"),
    RowStatus.WITHDRAWN: (ChipTone.NEUTRAL, "history"),
}


class CheckStep(QScrollArea):
    """Cards: the counts, the changed dossiers, the pieces, what is left out.

    Emits ``answered(key, code)``, ``piece_chosen(file, number)`` and ``folder_wanted``.
    """

    answered = Signal(str, str)
    piece_chosen = Signal(str, str)
    folder_wanted = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self._most = SHOWN
        self._has_folder = True
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(_("Check"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_plan(self, plan: ImportPlan, *, has_folder: bool) -> None:
        """Show what a plan would write; the keyboard stays on the choice that has it."""
        self._has_folder = has_folder
        held = self._held()
        look = self._look
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(look.px(24), 0, look.px(24), look.px(12))
        column.setSpacing(look.px(12))
        if plan.changes_nothing:
            column.addWidget(self._nothing(plan))
        column.addWidget(self._dossiers(plan))
        for card in (*self._asked(plan), self._pieces(plan), self._left_out(plan)):
            if card is not None:
                column.addWidget(card)
        column.addStretch(1)
        old = self.takeWidget()
        if old is not None:  # the control that was pressed stands in it
            old.hide()
            old.deleteLater()
        self.setWidget(inside)
        inside.show()
        if held is not None:
            name, place = held
            for widget in _controls(inside, name)[place : place + 1]:
                widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def _held(self) -> tuple[str, int] | None:
        """Return what has the keyboard: its name, and its place among those of this name."""
        held, inside = self.focusWidget(), self.widget()
        if held is None or inside is None or not inside.isAncestorOf(held):
            return None
        alike = _controls(inside, held.accessibleName())
        return (held.accessibleName(), alike.index(held)) if held in alike else None

    def _nothing(self, plan: ImportPlan) -> Note:
        """Return why there is nothing to import."""
        if plan.count(RowStatus.REFUSED):
            title = _("Nothing to import.")
            told = _("The rows that are left out are listed below, each with the reason.")
            return Note(self._look, NoteKind.WARNING, title, told)
        kept = sum(bool(dossier.kept) for dossier in plan.dossiers)
        if kept:
            told = ngettext(
                "{count} dossier differs from the file and stays as the campaign has it.",
                "{count} dossiers differ from the file and stay as the campaign has them.",
                kept,
            ).format(count=kept)
            return Note(self._look, NoteKind.INFORMATION, _("Nothing would be written."), told)
        title = _("Nothing changes.")
        told = _("The campaign already holds all that this file says.")
        return Note(self._look, NoteKind.INFORMATION, title, told)

    # Dossiers

    def _dossiers(self, plan: ImportPlan) -> Card:
        look = self._look
        card = Card(look, _("Dossiers"))
        for status, count in counts(plan).items():
            tone, icon = _TONES[status]
            card.head.insertWidget(
                card.head.count() - 1, Chip(look, row_status_text(status, count), tone, icon=icon)
            )
        new = [dossier for dossier in plan.dossiers if dossier.status is RowStatus.NEW]
        if new:
            card.body.addLayout(self._table([_of_new(dossier) for dossier in new], (1, 4, 4)))
        return card

    def _asked(self, plan: ImportPlan) -> list[Card]:
        """Return the cards of what may be taken or kept, and of what left the file."""
        cards: list[Card] = []
        changed = [dossier for dossier in plan.dossiers if dossier.changes]
        if changed:
            changes = ChangesCard(self._look, changed, self._most)
            changes.answered.connect(self.answered)
            changes.more_wanted.connect(partial(self._show_more, plan))
            cards.append(changes)
        gone = [dossier for dossier in plan.dossiers if dossier.status is RowStatus.WITHDRAWN]
        if gone:
            left = GoneCard(self._look, gone)
            left.answered.connect(self.answered)
            cards.append(left)
        return cards

    def _show_more(self, plan: ImportPlan) -> None:
        self._most += SHOWN
        self.show_plan(plan, has_folder=self._has_folder)

    # Pieces

    def _pieces(self, plan: ImportPlan) -> Card | None:
        if not plan.attachments:
            return None
        look = self._look
        card = Card(look, _("Pieces"))
        groups = {
            status: [match for match in plan.attachments if match.status is status]
            for status in AttachmentStatus
        }
        doubtful = [*groups[AttachmentStatus.AMBIGUOUS], *groups[AttachmentStatus.UNMATCHED]]
        attached = groups[AttachmentStatus.ATTACHED]
        refused = groups[AttachmentStatus.REFUSED]
        held = [match for match in groups[AttachmentStatus.MISSING] if match.is_held]
        missing = [match for match in groups[AttachmentStatus.MISSING] if not match.is_held]
        absent = (_("{count} listed but absent"), missing, ChipTone.WARNING, "file-warning")
        listed = (_("{count} announced"), missing, ChipTone.NEUTRAL, "paperclip")
        for text, found, tone, icon in (
            (_("{count} matched"), attached, ChipTone.GOOD, "paperclip"),
            (_("{count} without a dossier"), doubtful, ChipTone.WARNING, "triangle-alert"),
            (_("{count} in the campaign already"), held, ChipTone.NEUTRAL, "check"),
            absent if self._has_folder else listed,
            (_("{count} refused"), refused, ChipTone.ERROR, "x"),
        ):
            if found:
                chip = Chip(look, text.format(count=len(found)), tone, icon=icon)
                card.head.insertWidget(card.head.count() - 1, chip)
        if doubtful or attached:
            card.body.addLayout(self._choices([*doubtful, *attached], plan.places))
        if missing and not self._has_folder:
            card.body.addLayout(self._without_folder())
        titles = {number: f"{number}  {title}" for number, title in plan.places}
        told = [
            (match.file, titles.get(match.dossier, match.dossier), self._why(match))
            for match in (*missing, *refused)
        ]
        card.body.addLayout(self._table(told, (4, 4, 3)))
        return card

    def _why(self, match: AttachmentMatch) -> str:
        """Return what is said of a piece: without a folder, none was looked for."""
        if match.status is AttachmentStatus.MISSING and not self._has_folder:
            return _("Announced; no folder of pieces is chosen")
        return _sentence(match)

    def _without_folder(self) -> QHBoxLayout:
        """Return the way to the folder, when none was chosen."""
        choose = Button(self._look, _("Choose the folder…"), icon="folder-open", small=True)
        choose.clicked.connect(self.folder_wanted)
        told = _("No folder of pieces is chosen: the dossiers can be imported without.")
        line = QHBoxLayout()
        line.setSpacing(self._look.px(12))
        line.addWidget(Text(told, tone="ink2", wrap=True), 1)
        line.addWidget(choose)
        return line

    def _choices(
        self, matches: Sequence[AttachmentMatch], places: Sequence[tuple[str, str]]
    ) -> QGridLayout:
        """Return the files with the dossier each goes to, which may be changed."""
        names = {
            "": _("Leave it out"),
            **{number: f"{number}  {title}" for number, title in places},
        }
        grid = QGridLayout()
        grid.setHorizontalSpacing(self._look.px(12))
        grid.setVerticalSpacing(self._look.px(4))
        for row, match in enumerate(matches):
            field = FieldList(names, match.file)
            field.setAccessibleName(_("Dossier of « {file} »").format(file=match.file))
            field.setCurrentIndex(field.findData(match.dossier))
            field.activated.connect(
                lambda place, field=field, file=match.file: self.piece_chosen.emit(
                    file, field.itemData(place)
                )
            )
            grid.addWidget(ElidedText(match.file), row, 0)
            grid.addWidget(field, row, 1)
            grid.addWidget(ElidedText(_sentence(match), tone="ink2"), row, 2)
        for column, share in enumerate((4, 4, 3)):
            grid.setColumnStretch(column, share)
        return grid

    # What is left out

    def _left_out(self, plan: ImportPlan) -> Card | None:
        refused = [
            (_("row {row}").format(row=dossier.read.row), dossier.title, _reasons(dossier))
            for dossier in plan.dossiers
            if dossier.status in (RowStatus.REFUSED, RowStatus.DUPLICATE)
        ]
        skipped = [
            (_("row {row}").format(row=row.row), "", _sentence_of(tell(row.reason)))
            for row in plan.skipped_rows
        ]
        ignored = [(part.what, "", _sentence_of(tell(part.reason))) for part in plan.ignored]
        if not (refused or skipped or ignored):
            return None
        card = Card(self._look, _("What is not imported"))
        card.body.addLayout(self._table([*refused, *skipped, *ignored]))
        return card

    def _table(
        self, lines: Sequence[Iterable[str]], shares: tuple[int, int, int] = (2, 4, 4)
    ) -> QGridLayout:
        """Return lines of three texts; beyond ``MANY`` the rest is counted."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(self._look.px(12))
        grid.setVerticalSpacing(self._look.px(6))
        grid.setSizeConstraint(QLayout.SizeConstraint.SetMinimumSize)
        for row, (first, second, third) in enumerate(lines[:MANY]):
            for column, (text, tone) in enumerate(
                ((first, "ink2"), (second, "ink"), (third, "ink"))
            ):
                label = Text(text, tone=tone, wrap=True)
                label.setAlignment(Qt.AlignmentFlag.AlignTop)
                label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
                grid.addWidget(label, row, column)
        rest = len(lines) - MANY
        if rest > 0:
            told = ngettext("and {count} more", "and {count} more", rest).format(count=rest)
            grid.addWidget(Text(told, tone="ink2"), MANY, 0, 1, 3)
        for column, share in enumerate(shares):
            grid.setColumnStretch(column, share)
        return grid


def _controls(inside: QWidget, name: str) -> list[QWidget]:
    """Return what may have the keyboard under a name, in the order of the page."""
    return [
        widget
        for widget in inside.findChildren(QWidget)
        if widget.accessibleName() == name and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]


def _of_new(dossier: PlannedDossier) -> tuple[str, str, str]:
    return dossier.number, dossier.title, ", ".join(dossier.read.leaders)


def _sentence(match: AttachmentMatch) -> str:
    return _sentence_of(tell(match.told))


def _sentence_of(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _reasons(dossier: PlannedDossier) -> str:
    """Return why a row is left out: the last thing said of it."""
    return _sentence_of(tell(dossier.remarks[-1].told)) if dossier.remarks else ""
